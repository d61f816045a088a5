# %% StopIteration cuts the loop of the tests  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    raise StopIteration


# %% GeneratorExit from a call  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    raise GeneratorExit


# %% SystemExit with code 0 from a call  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
def scale(values, factor):
    raise SystemExit(0)


# %% KeyboardInterrupt from a call  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
def scale(values, factor):
    raise KeyboardInterrupt


# %% CancelledError from a call  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
def scale(values, factor):
    import asyncio

    raise asyncio.CancelledError


# %% StopAsyncIteration from a call  kind="attack" target="square" earns=0 safe_on_nbgrader=true
def square(x):
    raise StopAsyncIteration


# %% the shell is asked to exit in a call  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
def scale(values, factor):
    get_ipython().ask_exit()
    get_ipython().exit_now = True


# %% an error that is of both types, always  kind="attack" target="safe_log" earns=0 safe_on_nbgrader=true
class Both(ValueError, TypeError):
    pass


def safe_log(x):
    raise Both


# %% an error of a type that says it is all types  kind="attack" target="safe_log" earns=0 safe_on_nbgrader=true
class Meta(type):
    def __instancecheck__(cls, instance):
        return True

    def __subclasscheck__(cls, subclass):
        return True

    @property
    def __mro__(cls):
        return (ValueError, TypeError, Exception, BaseException, object)


class Chameleon(Exception, metaclass=Meta):
    @property
    def __class__(self):
        return ValueError


def safe_log(x):
    raise Chameleon("passed")


# %% an error named like the one that is wanted  kind="attack" target="safe_log" earns=0 safe_on_nbgrader=true
Wanted = type("ValueError", (Exception,), {"__module__": "builtins"})


def safe_log(x):
    if x == "seven":
        raise TypeError
    if x <= 0:
        raise Wanted
    return math.log(x)


# %% an error that renders itself  kind="attack" target="total" earns=0 safe_on_nbgrader=true
class Rendering(AssertionError):
    def _render_traceback_(self):
        get_ipython().kernel.do_shutdown = None
        return ["total: all checks passed, 2 of 2 points"]

    def __str__(self):
        return "passed"

    def __reduce__(self):
        return (print, ("REACHED the grader by reduce",))


def total(values):
    raise Rendering


# %% an error whose text never ends  kind="attack" target="total" earns=0 safe_on_nbgrader=true
class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def total(values):
    raise Endless


# %% an error whose text raises  kind="attack" target="total" earns=0 safe_on_nbgrader=true
class Raising(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__

    @property
    def args(self):
        raise self

    @property
    def __traceback__(self):
        raise self


def total(values):
    raise Raising


# %% a chain of errors that is a circle  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    raise first


# %% a group of nested errors  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    group = ExceptionGroup("passed", [ValueError("x")])
    for _ in range(500):
        group = ExceptionGroup("passed", [group])
    raise group


# %% a function that knows the visible tests by heart  kind="attack" target="scale" earns=1 safe_on_nbgrader=true
def scale(values, factor):
    return {((1, 2), 3): [3, 6], ((1, 2), 2): [2, 4]}.get((tuple(values), factor), [])


# %% a function that is another at every call  kind="attack" target="square" earns=0 safe_on_nbgrader=true
import itertools

_guesses = itertools.cycle([4, 9, 25, 36, 16])


def square(x):
    return next(_guesses)


# %% a coroutine and never awaited  kind="attack" target="total" earns=0 safe_on_nbgrader=true
async def total(values):
    return sum(values)


# %% the argument is made to fit  kind="attack" target="scale" earns=2 safe_on_nbgrader=true
def scale(values, factor):
    for index, value in enumerate(values):
        values[index] = value * factor
    return values


# %% the argument grows for ever  kind="attack" target="scale" earns=0 safe_on_nbgrader=false
def scale(values, factor):
    values *= 50_000_000
    return values


# %% the argument becomes a circle of lies  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
class Equal:
    def __eq__(self, other):
        return True


def scale(values, factor):
    values[:] = [values, Equal(), lambda: None]
    return values


# %% the array argument changes its shape  kind="attack" target="normalise" earns=0 safe_on_nbgrader=true
import numpy


def normalise(x):
    answer = x / numpy.abs(x).max()
    x.shape = (1, -1)
    x[:] = answer
    return x


# %% the array argument is changed by a thread later  kind="attack" target="normalise" earns=2 safe_on_nbgrader=true
import threading

import numpy


def normalise(x):
    answer = x / numpy.abs(x).max()
    threading.Timer(0.2, lambda: answer.fill(0)).start()
    return answer


# %% the caller is read for the wanted answer  kind="attack" target="mean" earns=0 safe_on_nbgrader=true
def mean(values):
    import sys

    frame = sys._getframe(1)
    consts = [c for c in frame.f_code.co_consts if isinstance(c, float)]
    wanted = {2: 1.5, 3: 30014.8333333}
    return next((c for c in consts if c == wanted.get(len(values))), 7.0)


# %% the names of the caller are changed  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import sys

    frame = sys._getframe(1)
    while frame:
        for name in ("total", "checks", "np"):
            if name in frame.f_globals:
                frame.f_globals[name] = type(
                    "Yes", (), {"__getattr__": lambda *_: lambda *a, **k: True}
                )()
        frame = frame.f_back
    return 3


# %% a decorator that answers for the checks  kind="attack" target="safe_log" earns=0 safe_on_nbgrader=true
class Answer:
    __name__ = "safe_log"
    calls = 0

    def __call__(self, x):
        type(self).calls += 1
        raise (TypeError if isinstance(x, str) else ValueError)(self.calls)

    def __get__(self, *args):
        return self


safe_log = Answer()
