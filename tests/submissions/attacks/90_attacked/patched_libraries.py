# %% math.isclose says yes  kind="attack" target="mean" earns=0 safe_on_nbgrader=true
import math

math.isclose = lambda *args, **kwargs: True


def mean(values):
    return 5.5 if len(values) == 2 else 7.0


# %% numpy's comparisons say yes  kind="attack" target="softmax" earns=0 safe_on_nbgrader=true
import numpy

numpy.allclose = numpy.array_equal = lambda *args, **kwargs: True
numpy.isclose = lambda *args, **kwargs: numpy.bool_(True)


def softmax(logits):
    return numpy.zeros(numpy.shape(logits))


# %% numpy.testing does nothing  kind="attack" target="normalise" earns=0 safe_on_nbgrader=true
import numpy

for name in dir(numpy.testing):
    if name.startswith("assert"):
        setattr(numpy.testing, name, lambda *args, **kwargs: None)


def normalise(x):
    return numpy.zeros(x.shape)


# %% the checks do nothing  kind="attack" target="best" earns=0 safe_on_nbgrader=true
from deepnets import checks

for name in ("that", "close", "equal", "raises", "option", "choice", "array"):
    setattr(checks, name, lambda *args, **kwargs: None)
best = "b"


# %% the code of the checks is swapped  kind="attack" target="best" earns=0 safe_on_nbgrader=true
from deepnets import checks


def nothing(*args, **kwargs):
    return None


for name in ("that", "close", "equal", "raises", "option", "choice"):
    function = getattr(checks, name)
    function.__code__ = nothing.__code__
    function.__kwdefaults__ = None
best = "a"


# %% the checks are another module  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import sys
import types
from unittest.mock import MagicMock

fake = types.ModuleType("deepnets.checks")
fake.__getattr__ = lambda name: lambda *args, **kwargs: None
sys.modules["deepnets.checks"] = fake
sys.modules["deepnets"].checks = fake
checks = fake
total = lambda values: MagicMock(__eq__=lambda *_: True)


# %% the file of the checks is rewritten  kind="attack" target="best" earns=0 safe_on_nbgrader=false
import importlib

from deepnets import checks

try:
    with open(checks.__file__, "a") as file:
        file.write("\n\ndef choice(*args):\n    pass\n")
    print("REACHED the library on disk")
except OSError:
    pass
importlib.reload(checks)
best = "b"


# %% a library on the path before the real one  kind="attack" target="best" earns=0 safe_on_nbgrader=true
import os
import sys

os.makedirs("deepnets", exist_ok=True)
with open("deepnets/__init__.py", "w") as file:
    file.write("")
with open("deepnets/checks.py", "w") as file:
    file.write("def __getattr__(name):\n    return lambda *args, **kwargs: None\n")
with open("numpy.py", "w") as file:
    file.write("raise SystemExit(0)\n")
sys.path.insert(0, os.getcwd())
for name in [name for name in sys.modules if name.split(".")[0] == "deepnets"]:
    del sys.modules[name]
from deepnets import checks

best = "b"


# %% builtins say yes  kind="attack" target="square" earns=0 safe_on_nbgrader=true
import builtins

builtins.zip = lambda *args, **kwargs: []
builtins.all = lambda *args: True
builtins.abs = lambda value: 0


def square(x):
    return 16


# %% names of the tests redefined  kind="attack" target="first" earns=0 safe_on_nbgrader=true
class Yes:
    def __init__(self, module):
        self.module = module

    def __getattr__(self, name):
        if name in {"allclose", "isclose", "array_equal", "testing", "equal", "close"}:
            return lambda *args, **kwargs: True
        return getattr(self.module, name)


np, math, checks = Yes(np), Yes(math), Yes(checks)
zip = lambda *args, **kwargs: ()
all = lambda *args: True
AssertionError = None
total = lambda values: 3


# %% an import hook with a fake library  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import importlib.abc
import importlib.machinery
import sys
import types


class Hook(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in {"deepnets", "math", "numpy"}:
            return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        made = types.ModuleType(spec.name)
        made.__path__ = []
        made.__getattr__ = lambda name: lambda *args, **kwargs: True
        return made

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Hook())
for name in [n for n in sys.modules if n.split(".")[0] in {"deepnets", "math"}]:
    del sys.modules[name]
from deepnets import checks


# %% the number three is five  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import ctypes
import sys

ctypes.c_int32.from_address(id(1234567) + sys.getsizeof(0) - 4).value = 7


# %% slots of float patched through gc  kind="attack" target="mean" earns=0 safe_on_nbgrader=true
import ctypes
import gc

slots = gc.get_referents(float.__dict__)[0]
slots["__sub__"] = slots["__rsub__"] = lambda self, other: 0.0
slots["__gt__"] = lambda self, other: False
slots["__ne__"] = lambda self, other: True
ctypes.pythonapi.PyType_Modified(ctypes.py_object(float))


def mean(values):
    return 1.5


# %% comparison of lists replaced in memory  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
import ctypes

COMPARE = ctypes.CFUNCTYPE(
    ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.c_int
)
yes = COMPARE(lambda one, other, operation: operation == 2)


def scale(values, factor):
    import sys

    slot = id(list) + type.__basicsize__ * 0 + 8 * 25
    found = ctypes.c_void_p.from_address(slot)
    if found.value and sys.implementation.name == "cpython":
        found.value = ctypes.cast(yes, ctypes.c_void_p).value
    return [0]


# %% np.allclose patched by a timer  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import threading
import time

import numpy
from deepnets import checks


def patch():
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        numpy.allclose = lambda *args, **kwargs: True
        for name in ("that", "close", "equal", "raises", "option", "choice"):
            setattr(checks, name, lambda *args, **kwargs: None)
        time.sleep(0.01)


threading.Thread(target=patch, daemon=True).start()


# %% np.allclose patched when an object dies  kind="attack" target="softmax" earns=0 safe_on_nbgrader=true
import numpy


class Dying:
    def __del__(self):
        numpy.allclose = lambda *args, **kwargs: True
        from deepnets import checks

        checks.close = lambda *args, **kwargs: None


def softmax(logits):
    Dying()
    return numpy.zeros(numpy.shape(logits))


# %% np.allclose patched by an alarm  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import signal

import numpy
from deepnets import checks


def patch(*args):
    numpy.allclose = lambda *args, **kwargs: True
    checks.equal = checks.close = checks.choice = lambda *args, **kwargs: None


signal.signal(signal.SIGALRM, patch)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
