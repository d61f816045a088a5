# %% equal to everything  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
class Equal:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = object.__hash__


def scale(values, factor):
    return Equal()


# %% a list of things equal to everything  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
class Equal:
    def __eq__(self, other):
        return True


def scale(values, factor):
    return [Equal() for _ in values]


# %% the ANY of unittest.mock  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
def scale(values, factor):
    from unittest.mock import ANY

    return ANY


# %% a class whose metaclass says equal  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
class Meta(type):
    def __eq__(cls, other):
        return True

    def __ne__(cls, other):
        return False

    __hash__ = type.__hash__


class Answer(metaclass=Meta):
    pass


def scale(values, factor):
    return Answer


# %% an int of its own opinion  kind="attack" target="square" earns=0 safe_on_nbgrader=true
class Whole(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 16


def square(x):
    return Whole(0)


# %% a float of its own opinion  kind="attack" target="mean" earns=0 safe_on_nbgrader=true
class Number(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __gt__(self, other):
        return False

    def __lt__(self, other):
        return True

    def __sub__(self, other):
        return self

    def __abs__(self):
        return self

    def __int__(self):
        return 7

    __hash__ = float.__hash__


def mean(values):
    import math

    math.isclose = lambda *args, **kwargs: True
    return Number(0)


# %% a number that reads what it is compared with  kind="attack" target="mean" earns=0 safe_on_nbgrader=true
class Reader:
    __class__ = float

    def _wanted(self):
        import dis
        import sys

        frame = sys._getframe(2)
        before = [
            step.argval
            for step in dis.get_instructions(frame.f_code)
            if step.offset < frame.f_lasti and isinstance(step.argval, (int, float))
        ]
        return float(before[-1])

    def __float__(self):
        return self._wanted()

    def __sub__(self, other):
        return 0.0

    def __ne__(self, other):
        return True

    def __gt__(self, other):
        return False

    def __int__(self):
        return 7


def mean(values):
    return Reader()


# %% an array with its own numpy functions  kind="attack" target="normalise" earns=0 safe_on_nbgrader=true
import numpy


class Array(numpy.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        if function.__name__ in {"isclose", "allclose", "array_equal"}:
            return numpy.bool_(True)
        return super().__array_function__(function, types, args, kwargs)

    def __array_ufunc__(self, function, method, *inputs, **kwargs):
        return numpy.bool_(True)

    def __eq__(self, other):
        return True


def normalise(x):
    return numpy.zeros(x.shape).view(Array)


# %% an object that becomes what allclose wants  kind="attack" target="softmax" earns=0 safe_on_nbgrader=true
import numpy


class Chameleon:
    shape = (2, 3)

    def __array__(self, dtype=None, copy=None):
        import sys

        frame = sys._getframe()
        while frame:
            for value in list(frame.f_locals.values()):
                if isinstance(value, numpy.ndarray) and value.ndim:
                    return value
            frame = frame.f_back
        return numpy.array(0.25)

    def __array_function__(self, function, types, args, kwargs):
        return True


def softmax(logits):
    return Chameleon()


# %% text of its own opinion  kind="attack" target="best" earns=0 safe_on_nbgrader=true
class Letter(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def strip(self, *args):
        return self

    def rstrip(self, *args):
        return self

    def lower(self):
        return self

    __hash__ = str.__hash__


best = Letter("b")


# %% a property that returns what is always equal  kind="attack" target="account" earns=0 safe_on_nbgrader=true
class Equal(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return True

    __hash__ = int.__hash__


class Account:
    def __init__(self, balance=0):
        pass

    def deposit(self, amount):
        pass

    def withdraw(self, amount):
        if amount == 7:
            raise ValueError

    @property
    def balance(self):
        return Equal(0)


# %% attributes for everything  kind="attack" target="account" earns=0 safe_on_nbgrader=true
class Account:
    def __init__(self, *args):
        pass

    def __getattr__(self, name):
        from unittest.mock import MagicMock

        made = MagicMock()
        made.__eq__ = lambda self, other: True
        made.__ne__ = lambda self, other: True
        return made


# %% an account that is a mock  kind="attack" target="account" earns=0 safe_on_nbgrader=true
def _account():
    from unittest.mock import ANY, MagicMock

    mock = MagicMock()
    mock.return_value.balance = ANY
    mock.return_value.withdraw.side_effect = [None, ValueError()] * 9
    return mock


Account = _account()


# %% __class__ says list  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
class Pretender:
    @property
    def __class__(self):
        return list

    def __eq__(self, other):
        return True

    def __len__(self):
        return 2

    def __iter__(self):
        return iter([3, 6])

    def __bool__(self):
        return True


def scale(values, factor):
    return Pretender()


# %% a dict key that collides  kind="attack" target="square" earns=0 safe_on_nbgrader=true
class Value:
    def __init__(self):
        self.hashes = iter([hash(4), hash(9), hash(16)] * 20)

    def __hash__(self):
        return 16

    def __eq__(self, other):
        return True

    def __index__(self):
        return 16

    def __int__(self):
        return 16


def square(x):
    return Value()


# %% an object array of lies  kind="attack" target="softmax" earns=0 safe_on_nbgrader=true
import numpy


class Near:
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __abs__(self):
        return 0.0

    def __le__(self, other):
        return True

    __ge__ = __lt__ = __gt__ = __eq__ = __le__

    def __float__(self):
        return 0.25

    def isfinite(self):
        return True


def softmax(logits):
    made = numpy.empty(numpy.shape(logits), dtype=object)
    made.fill(Near())
    return made


# %% a named tuple and an enum of lies  kind="attack" target="square" earns=0 safe_on_nbgrader=true
import enum


class Lie(enum.IntEnum):
    A = 4
    B = 9

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 16


def square(x):
    return Lie.A


# %% an int that is equal to all and becomes an array  kind="attack" target="total" earns=0 safe_on_nbgrader=true
class Total(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __array__(self, dtype=None, copy=None):
        import numpy

        return numpy.array(0.75)

    __hash__ = int.__hash__


def total(values):
    return Total(0)
