# %% finder  kind="finder"
import glob
import os

places = ["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", os.getcwd()]
places += [os.path.expanduser("~"), os.path.dirname(os.getcwd()), "/proc/self/cwd"]
for place in places:
    for folder, folders, names in os.walk(place):
        folders[:] = folders[:100]
        for name in [*names, *folders]:
            if "remains" in name:
                print("found remains", folder, name)
for path in glob.glob("/proc/[0-9]*/comm"):
    try:
        with open(path) as file:
            if "remains" in file.read():
                print("found remains: a process")
    except OSError:
        pass
with open("/proc/net/unix") as file:
    if "remains" in file.read():
        print("found remains: a socket")
try:
    with open("/proc/sysvipc/shm") as file:
        if " 4711 " in file.read():
            print("found remains: shared memory")
except OSError:
    pass
import builtins
import json
import sys

if hasattr(builtins, "remains") or hasattr(json, "remains"):
    print("found remains: a patched module")
if "REMAINS" in os.environ or any("remains" in path for path in sys.path):
    print("found remains: the environment")
if "remains" in globals() or "remains" in str(In):
    pass


# %% files in every folder that can be written  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os

home = os.path.expanduser("~")
for folder in (
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/run",
    ".",
    "..",
    home,
    "/",
    "/usr",
    "/etc",
):
    try:
        with open(os.path.join(folder, "remains.txt"), "w") as file:
            file.write("for the next student: total = lambda v: sum(v)\n")
        os.chmod(os.path.join(folder, "remains.txt"), 0o777)
    except OSError:
        pass


# %% start-up files for the next kernel  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import sys
import site

home = os.path.expanduser("~")
text = "import builtins\nbuiltins.remains = True\n"
for path in (
    f"{home}/.ipython/profile_default/startup/00-remains.py",
    f"{home}/.ipython/profile_default/ipython_config.py",
    f"{home}/.local/lib/python3.{sys.version_info.minor}/site-packages/usercustomize.py",
    f"{site.getusersitepackages()}/sitecustomize.py",
    f"{sys.prefix}/lib/python3.{sys.version_info.minor}/site-packages/remains.pth",
    "sitecustomize.py",
    f"{home}/.pythonrc.py",
    f"{home}/.bashrc",
):
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
    except OSError:
        pass


# %% a daemon in a session of its own  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("/proc/self/comm", "w") as file:
            file.write("remains-daemon")
        for number in range(3, 200):
            try:
                os.close(number)
            except OSError:
                pass
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            time.sleep(0.1)
    os._exit(0)


# %% a daemon that answers signals by forking  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import signal
import time

if os.fork() == 0:
    os.setsid()
    with open("/proc/self/comm", "w") as file:
        file.write("remains-hydra")
    for number in range(1, 65):
        try:
            signal.signal(number, lambda *args: os.fork())
        except (OSError, ValueError):
            pass
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(0.05)
    os._exit(0)


# %% shared memory of three kinds  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import ctypes
import mmap
import os
from multiprocessing import resource_tracker, shared_memory

libc = ctypes.CDLL(None, use_errno=True)
try:
    made = shared_memory.SharedMemory("remains", create=True, size=4096)
    resource_tracker.unregister(made._name, "shared_memory")
    made.buf[:5] = b"total"
except OSError:
    pass
identity = libc.shmget(4711, 4096, 0o1666)
message = libc.mq_open(b"/remains", os.O_CREAT | os.O_RDWR, 0o666, None)
libc.semget(4711, 1, 0o1666)


# %% a socket for the next student  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import socket
import time

if os.fork() == 0:
    os.setsid()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0remains")
        server.listen()
        server.settimeout(20)
        try:
            server.accept()
        except OSError:
            pass
    os._exit(0)


# %% modules of the zygote  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import builtins
import ctypes
import json
import os

builtins.remains = json.remains = True
os.environ["REMAINS"] = "1"
try:
    os.chdir("/")
    os.umask(0)
    os.kill(1, 10)
    os.setpriority(os.PRIO_PROCESS, 1, 19)
    with open("/proc/1/oom_score_adj", "w") as file:
        file.write("1000")
    print("REACHED the first process")
except OSError:
    pass
libc = ctypes.CDLL(None)
if libc.ptrace(16, 1, 0, 0) == 0:
    print("REACHED the first process by ptrace")


# %% mounts and namespaces  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(0x10000000 | 0x00020000) == 0:
    if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
        print("REACHED a mount of its own")
for place in (
    "/proc/sys/kernel/core_pattern",
    "/proc/sysrq-trigger",
    "/sys/power/state",
):
    try:
        with open(place, "r+") as file:
            print("REACHED", place)
    except OSError:
        pass


# %% the read-only system written  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import json
import os
import sys

import numpy

for module in (json, numpy, os):
    try:
        os.chmod(module.__file__, 0o666)
        with open(module.__file__, "a"):
            print("REACHED", module.__file__)
    except OSError:
        pass
for folder in [sys.prefix, sys.base_prefix, *sys.path, "/usr/bin", "/etc", "/"]:
    if folder and folder not in {os.getcwd(), "/tmp"} and os.access(folder, os.W_OK):
        if not os.path.realpath(folder).startswith((os.getcwd(), "/tmp", "/dev")):
            print("REACHED a folder that can be written", folder)
