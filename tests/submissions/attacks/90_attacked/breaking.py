# %% exits  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import sys

exit()
quit()
sys.exit(0)


# %% os._exit at once  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import os

os._exit(0)


# %% os._exit in a call  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    import os

    os._exit(0)


# %% aborts in a call  kind="attack" target="softmax" earns=0 safe_on_nbgrader=true
def softmax(logits):
    import os

    os.abort()


# %% a segmentation fault  kind="attack" target="mean" earns=0 safe_on_nbgrader=true
def mean(values):
    import ctypes

    return ctypes.string_at(0)


# %% kills itself  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)


# %% kills its group  kind="attack" target="scale" earns=0 safe_on_nbgrader=false
import os
import signal

os.killpg(0, signal.SIGKILL)


# %% kills everything  kind="attack" target="scale" earns=0 safe_on_nbgrader=false
import os
import signal

os.kill(-1, signal.SIGKILL)


# %% kills its parent and the first process  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import os
import signal

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGSEGV, signal.SIGKILL):
    for process in (os.getppid(), 1):
        try:
            os.kill(process, number)
        except OSError:
            pass


# %% stops itself  kind="attack" target="scale" earns=0 safe_on_nbgrader=false
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)


# %% an endless loop in an answer  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
while True:
    pass


# %% an endless loop in a call  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    while True:
        pass


# %% an endless loop that catches everything  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


# %% an endless loop in a property  kind="attack" target="account" earns=0 safe_on_nbgrader=true
class Account:
    def __init__(self, balance=0):
        pass

    @property
    def balance(self):
        while True:
            pass

    deposit = withdraw = lambda self, amount: None


# %% an endless loop in repr  kind="attack" target="last" earns=0 safe_on_nbgrader=true
class Loop:
    def __repr__(self):
        while True:
            pass


Loop()


# %% an endless loop in eq and bool  kind="attack" target="total" earns=0 safe_on_nbgrader=true
class Loop:
    def __eq__(self, other):
        while True:
            pass

    __bool__ = __len__ = __hash__ = lambda self: self == 1


def total(values):
    return Loop()


# %% signals are ignored and it loops  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    pass


# %% signals are blocked and it sleeps  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import signal
import time

signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
time.sleep(10_000)


# %% signals are ignored and a call loops  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    import signal

    signal.signal(signal.SIGINT, lambda *args: None)
    while True:
        pass


# %% a loop in C that no signal ends  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    return sum(range(10**15))


# %% a regular expression that takes for ever  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import re

    return re.match(r"(a+)+$", "a" * 60 + "b")


# %% recursion without end  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    return total(values)


# %% recursion with a raised limit  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import sys

    sys.setrecursionlimit(2**31 - 1)
    text = "(" * 5_000 + ")" * 5_000
    nested = lambda depth: [nested(depth + 1)]
    compile("-" * 200_000 + "1", "x", "eval") if False else None
    return nested(0)


# %% waits for input  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import sys

number = input("How many points do I get? ")
sys.stdin.read()


# %% waits for a password in a call  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import getpass

    get_ipython().kernel._allow_stdin = True
    return int(getpass.getpass("Points: "))


# %% sleeps for ever in a call  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    import time

    time.sleep(10**6)


# %% stops its event loop  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import asyncio

asyncio.get_event_loop().stop()


# %% blocks its event loop later  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import asyncio
import time


def block():
    while True:
        time.sleep(1)


asyncio.get_event_loop().call_soon(block)


# %% ends its sockets  kind="attack" target="total" earns=0 safe_on_nbgrader=true
get_ipython().kernel.session.send = lambda *args, **kwargs: None
get_ipython().kernel.iopub_socket = None


# %% closes descriptors 0 to 20  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import os

for number in range(21):
    try:
        os.close(number)
    except OSError:
        pass


# %% uses up descriptors  kind="attack" target="total" earns=0 safe_on_nbgrader=false
opened = []
while True:
    opened.append(open("/dev/null"))


# %% closes the bridge in a call  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import os

    os.closerange(3, 1_000)


# %% a kernel that aborts what follows  kind="attack" target="total" earns=0 safe_on_nbgrader=true
kernel = get_ipython().kernel
kernel._aborting = True
kernel.shutdown_requested = True


# %% threads without end  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(1_000,), daemon=True).start()


# %% a fork bomb  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import os

while True:
    try:
        os.fork()
    except OSError:
        pass


# %% a fork bomb in a call  kind="attack" target="square" earns=0 safe_on_nbgrader=false
def square(x):
    import os

    while True:
        try:
            os.fork()
        except OSError:
            pass


# %% one large block of memory  kind="attack" target="total" earns=0 safe_on_nbgrader=false
block = bytearray(2**40)


# %% memory bit by bit  kind="attack" target="total" earns=0 safe_on_nbgrader=false
blocks = []
while True:
    blocks.append(bytearray(2**24))


# %% memory bit by bit in a call  kind="attack" target="square" earns=0 safe_on_nbgrader=false
def square(x):
    blocks = []
    while True:
        try:
            blocks.append(b"x" * 2**24)
        except MemoryError:
            pass


# %% memory in many processes  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import os
import time

for _ in range(30):
    if os.fork() == 0:
        held = b"x" * 2**28
        time.sleep(5)
        os._exit(0)
time.sleep(1)


# %% memory in files  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import os

for place in ("/dev/shm", "/tmp", ".", os.path.expanduser("~")):
    try:
        with open(f"{place}/remains-large", "wb") as file:
            for _ in range(4_000):
                file.write(b"x" * 2**20)
    except OSError:
        pass


# %% memory that has no file  kind="attack" target="total" earns=0 safe_on_nbgrader=false
import os

files = [os.memfd_create(f"m{n}") for n in range(20)]
for number in files:
    for _ in range(256):
        os.write(number, b"x" * 2**20)


# %% a hundred thousand files  kind="attack" target="total" earns=0 safe_on_nbgrader=false
for number in range(10**9):
    with open(f"remains-{number}", "w"):
        pass


# %% a flood of text  kind="attack" target="last" earns=0 safe_on_nbgrader=true
while True:
    print("x" * 10_000)


# %% a flood of lines in a call  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    while True:
        print("y")


# %% a flood on stderr and past Python  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import os
import sys

while True:
    sys.stderr.write("e" * 1_000)
    os.write(1, b"f" * 1_000)
    os.write(2, b"g" * 1_000)


# %% a flood of pictures  kind="attack" target="last" earns=0 safe_on_nbgrader=true
from IPython.display import display

while True:
    display({"image/png": "A" * 4_000_000}, raw=True)


# %% a flood of cleared outputs and updates  kind="attack" target="last" earns=0 safe_on_nbgrader=true
from IPython.display import clear_output, display

handle = display("x", display_id=True)
while True:
    print("z" * 10_000)
    handle.update("u" * 10_000)
    clear_output()


# %% one picture of a hundred megabytes  kind="attack" target="last" earns=0 safe_on_nbgrader=true
from IPython.display import display

display({"image/png": "A" * 100_000_000}, raw=True)


# %% a flood of warnings  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import warnings

    for number in range(20_000):
        warnings.warn(f"number {number}")


# %% a flood after the cell has ended  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import threading


def flood():
    while True:
        print("w" * 1_000)


threading.Thread(target=flood, daemon=True).start()


# %% the namespace is emptied  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import sys

    vars(sys.modules["builtins"]).pop("print", None)
    get_ipython().user_ns.pop("total")


# %% limits are lowered to nothing  kind="attack" target="total" earns=0 safe_on_nbgrader=true
import resource

resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
while True:
    pass


# %% the priority is raised and others slowed  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import resource

for change in (
    lambda: os.nice(-20),
    lambda: resource.setrlimit(resource.RLIMIT_NPROC, (10**6, 10**6)),
    lambda: resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY,) * 2),
    lambda: os.setuid(0),
):
    try:
        change()
    except (OSError, ValueError):
        pass


# %% breaks four times  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import os

    os._exit(1)


import threading

threading.Timer(0.2, total, [[]]).start()
