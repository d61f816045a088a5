"""Student code that wants points from a test as it stands: each attack gets none.

The tests attacked are written with ``deepnets.checks``, plain asserts, NumPy and Keras.
"""

import math
import sys

import numpy as np
import pytest

from autograder.bridge.errors import BridgeClosedError, CrossingError
from tests.engine.bridged import read_answer, student, student_process

keras = pytest.importorskip("keras")
checks = pytest.importorskip("deepnets.checks")

AGREES = """
import numpy as np

class Agrees:
    "Is whatever it is compared with, in every way that Python and NumPy know."
    def __init__(self, *args): pass
    def __call__(self, *args, **kwargs): return self
    def __getattr__(self, name): return self
    def __getitem__(self, key): return self
    def __iter__(self): return iter([self] * 2)
    def __len__(self): return 2
    def __bool__(self): return True
    def __eq__(self, other): seen.append(other); return True
    def __hash__(self): return 3
    def __float__(self): return 3.0
    def __int__(self): return 3
    def __index__(self): return 3
    def __contains__(self, other): seen.append(other); return True
    def __instancecheck__(self, other): return True
    def __array__(self, *args, **kwargs): return np.full((3,), 3.0)
    def __array_ufunc__(self, *args, **kwargs): return True
    def __array_function__(self, *args, **kwargs): return True
    def __tf_tensor__(self, *args): return 3.0
    def __repr__(self): return "3.0"
    def __format__(self, spec): return "3.0"
    __class__ = property(lambda self: float)
    for name in "add sub mul truediv floordiv mod pow and or xor lt le gt ge".split():
        for side in ("", "r"):
            locals()[f"__{side}{name}__"] = lambda self, other: self
    shape, ndim, size, dtype = (3,), 1, 3, np.dtype("f8")

class Number(float):
    def __eq__(self, other): seen.append(other); return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    __hash__ = float.__hash__

class Text(str):
    def __eq__(self, other): return True
    def strip(self): return Text("a")
    def lower(self): return "a"
    __hash__ = str.__hash__

class Array(np.ndarray):
    def __eq__(self, other): return np.ones(3, bool)
    def __array_ufunc__(self, *args, **kwargs): return np.zeros(3)
    def __array_function__(self, *args, **kwargs): return True

class Row(list):
    def __eq__(self, other): return True
    def __len__(self): return 3
    def __iter__(self): return iter([3.0] * 3)

seen = []
def agrees(*args, **kwargs): return Agrees()
def number(*args, **kwargs): return Number(0)
def text(*args, **kwargs): return Text("zz")
def array(*args, **kwargs): return np.zeros(3).view(Array)
def row(*args, **kwargs): return Row([0.0])
def pair(*args, **kwargs): return Agrees(), Agrees()
def inside(*args, **kwargs): return [Agrees(), Agrees(), Agrees()]
"""
FUNCTIONS = ["agrees", "number", "text", "array", "row", "pair", "inside"]

CHECKS = {
    "close": lambda f: checks.close(f(2), [3.0, 3.0, 3.0], "f"),
    "close to a number": lambda f: checks.close(f(2), 3.0, "f"),
    "equal": lambda f: checks.equal(f(2), 3, "f"),
    "equal to a float": lambda f: checks.equal(f(2), 3.0, "f"),
    "equal to a list": lambda f: checks.equal(f(2), [3.0] * 3, "f"),
    "equal to text": lambda f: checks.equal(f(2), "three", "f"),
    "fraction": lambda f: checks.fraction(
        checks.array(f(2), "f", shape=(9,)), 0.5, "f"
    ),
    "fraction of entries": lambda f: checks.fraction(
        checks.array(f(2), "f") == 3, 1.0, "f"
    ),
    "pair": lambda f: checks.close(
        checks.pair(f(2), "f", shape=(3,))[0], [3.0] * 3, "f"
    ),
    "option": lambda f: checks.choice(f(2), "a", {"b": "no"}, "f"),
    "that": lambda f: checks.that(f(2), "no") or checks.equal(f(2), 3, "f"),
    "that equal": lambda f: checks.that(np.array_equal(f(2), [3.0] * 3), "no"),
    "raises": lambda f: checks.raises(ValueError, f, 2, name="f"),
}


def plain_asserts(f):
    """Yield one test after the other, as an author may write them."""
    yield lambda: f(2) == 3
    yield lambda: f(2) == [3.0, 3.0, 3.0]
    yield lambda: np.array_equal(f(2), [3.0] * 3)
    yield lambda: np.array_equal([3.0] * 3, f(2))
    yield lambda: (np.full(3, 3.0) == f(2)).all()
    yield lambda: (f(2) == np.full(3, 3.0)).all()
    yield lambda: np.allclose(f(2), 3.0)
    yield lambda: math.isclose(f(2), 3.0)
    yield lambda: abs(f(2) - 3) < 1e-6
    yield lambda: abs(3 - f(2)) < 1e-6
    yield lambda: f(2) in (3, 3.0)
    yield lambda: 3.0 in f(2)
    yield lambda: f(2) > 2.5
    yield lambda: isinstance(f(2), int)
    yield lambda: sorted(f(2)) == [3.0] * 3
    yield lambda: set(f(2)) == {3.0}
    yield lambda: f(2)[0] == 3.0
    yield lambda: f"{f(2)}" == "3.0"
    yield lambda: f"{f(2):.1f}" == "3.0"
    yield lambda: pytest.approx(3.0) == f(2)


def keras_asserts(f):
    """Yield tests with tensors."""
    yield lambda: bool(keras.ops.all(keras.ops.equal(f(2), keras.ops.full((3,), 3.0))))
    yield lambda: bool(keras.ops.all(keras.ops.full((3,), 3.0) == f(2)))
    yield lambda: bool(keras.ops.all(keras.ops.abs(keras.ops.ones(3) - f(2)) < 1e-6))
    yield lambda: keras.ops.convert_to_numpy(f(2)).sum() == 9.0


@pytest.fixture(scope="module")
def hostile():
    with student_process(AGREES) as (client, _):
        yield client.fetch([*FUNCTIONS, "seen"]), client


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("check", CHECKS)
def test_no_check_passes(hostile, name, check):
    with pytest.raises((AssertionError, TypeError, CrossingError, ValueError)):
        CHECKS[check](hostile[0][name])


# A list of objects that each hold an object that ... is walked by TensorFlow until the
# time of the cell is up: no points either.
TRIES = [(plain_asserts, name) for name in FUNCTIONS]
TRIES += [(keras_asserts, name) for name in FUNCTIONS if name not in ("inside", "pair")]


@pytest.mark.parametrize(("asserts", "name"), TRIES)
def test_no_assert_passes(hostile, asserts, name):
    for number, judge in enumerate(asserts(hostile[0][name])):
        try:
            passed = bool(judge())
        except Exception:
            passed = False
        assert not passed, number


def test_nothing_expected_was_shown_to_the_student(hostile):
    _, client = hostile
    assert client.fetch(["seen"])["seen"] == []


def test_what_the_student_patches_is_not_what_the_test_uses():
    source = """
import builtins, math, sys
import numpy as np
def patch():
    np.allclose = np.array_equal = math.isclose = lambda *a, **k: True
    sys.modules["__main__"].__dict__["points"] = 100
    builtins.isinstance = builtins.type = lambda *a: True
"""
    with student_process(source) as (client, _):
        patch = client.fetch(["patch"])["patch"]
        with pytest.raises((CrossingError, BridgeClosedError)):
            patch()  # its own process does not answer well after that
    assert not isinstance(3, str)
    assert not np.array_equal([1], [2])
    assert "points" not in vars(sys.modules["__main__"])


def test_a_failed_check_inside_a_students_context_manager_stays_failed():
    source = """
class Swallow:
    def __enter__(self): return self
    def __exit__(self, *error): told.append([str(e) for e in error]); return True
told = []
"""
    with student(source) as client:
        swallow = client.fetch(["Swallow"])["Swallow"]
        with pytest.raises(checks.CheckFailed), swallow():
            checks.equal(1, 42, "the answer")
        assert "42" not in str(client.fetch(["told"]))


def test_an_error_of_the_students_does_not_end_a_loop_of_checks():
    source = "def f(x):\n    if x: raise StopIteration\n    return 0"
    with student(source) as client:
        f = client.fetch(["f"])["f"]
        with pytest.raises(RuntimeError):
            assert all(f(x) == x for x in range(3))
        with pytest.raises(RuntimeError):
            list(map(f, range(3)))


def test_an_answer_cannot_change_what_it_was_not_given():
    import msgpack

    expected, given = [1.0, 2.0], [5.0]
    for number in (-1, 3, 10**6):
        head = msgpack.packb((1, "value", None, ((number, (9.0,)),)))
        with pytest.raises(CrossingError):
            read_answer(head, given=[given])
    assert (expected, given) == ([1.0, 2.0], [5.0])


def test_an_answer_cannot_turn_an_argument_into_another_type():
    import msgpack

    given = [np.zeros(3), {"a": 1}, [1]]
    list_to_dict = (2, ("a",), (1,))
    wrong_shape = (3, "<f8", (1,), True, bytes(8))
    wrong_type = (3, "<i8", (3,), True, bytes(24))
    for change in (list_to_dict, wrong_shape, wrong_type):
        with pytest.raises(CrossingError):
            read_answer(msgpack.packb((1, "value", None, (change,))), given=[given])
    np.testing.assert_equal(given, [np.zeros(3), {"a": 1}, [1]])


def test_nothing_is_applied_when_one_of_the_changes_is_malformed():
    import msgpack

    given = [[1], [2]]
    changes = ((2, (9,)), (3, ("no", "value", ())))
    with pytest.raises(CrossingError):
        read_answer(msgpack.packb((1, "value", None, changes)), given=given)
    assert given == [[1], [2]]


def test_a_name_of_an_object_is_shown_as_harmless_text():
    import msgpack

    label = "x\x1b[31m\n<script>" + "y" * 10**6
    node = ("proxy", 1, False, label)
    shown = repr(read_answer(msgpack.packb((1, "value", node, ()))))
    assert "\x1b" not in shown
    assert "\n" not in shown
    assert len(shown) < 120
