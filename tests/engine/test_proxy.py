"""What a test does with the student's objects happens there; what it decides, here."""

import collections.abc
import contextlib
import copy
import gc
import math
import pickle
import socket
import threading

import numpy as np
import pytest

from autograder.bridge.client import Client
from autograder.bridge.errors import BridgeClosedError, CrossingError
from autograder.bridge.proxy import Proxy, number_of
from tests.engine.bridged import student, student_process

SOURCE = """
import numpy as np

def double(x): return 2 * x
def same(*args, **kwargs): return args[0] if args else kwargs
def fail(error, *args): raise error(*args)
class Own(ValueError): pass
def fail_own(): raise Own("mine")
def call(function, *args): return function(*args)

class Shelf:
    "A shelf."
    def __init__(self, *books): self.books = list(books); self.log = []
    def __len__(self): return len(self.books)
    def __getitem__(self, key): return self.books[key]
    def __setitem__(self, key, value): self.books[key] = value
    def __delitem__(self, key): del self.books[key]
    def __iter__(self): return iter(self.books)
    def __enter__(self): self.log.append("in"); return self
    def __exit__(self, kind, error, trace):
        self.log.append((kind and kind.__name__, str(error))); return True
    def me(self): return self
    def first(self): return self.books[0]

class Yes:
    "Agrees with everything."
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __float__(self): return 3.0
    def __int__(self): return 3
    def __index__(self): return 3
    def __array__(self, *a, **k): return np.ones(3)
    def __contains__(self, x): return True
    def __hash__(self): return hash(3)
    def __abs__(self): return 0.0
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __sub__(self, other): return 0.0
    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __sub__
    def __round__(self, n=0): return 3
    def __repr__(self): return "3"
    __str__ = __repr__
    __class__ = property(lambda self: float)
    __array_interface__ = {"shape": (3,), "typestr": "<f8", "data": (1, False),
                           "version": 3}

def count(n):
    for i in range(n): yield i
"""


WANTED = ["double", "same", "fail", "fail_own", "call", "Shelf", "Yes", "count"]


@pytest.fixture(scope="module")
def there():
    with student(SOURCE) as client:
        names = {}
        client.bind(names, WANTED)
        assert set(names) == set(WANTED)
        yield type("There", (), names | {"client": client})


def test_a_function_is_called_with_positions_and_names(there):
    assert there.double(21) == 42
    np.testing.assert_array_equal(there.double(np.arange(3)), [0, 2, 4])
    assert there.same(a=1, b=[2]) == {"a": 1, "b": [2]}


def test_attributes_items_length_and_iteration_reach_the_object(there):
    shelf = there.Shelf("a", "b", "c")
    assert (len(shelf), shelf[0], shelf[-1], shelf[1:]) == (3, "a", "c", ["b", "c"])
    assert list(shelf) == ["a", "b", "c"]
    shelf[0] = "z"
    del shelf[1]
    shelf.name = {"a": 1}
    assert (shelf.books, shelf.name) == (["z", "c"], {"a": 1})
    del shelf.name
    assert not hasattr(shelf, "name")
    assert "books" in dir(shelf)
    assert "z" in shelf
    assert shelf.__doc__ == "A shelf."
    assert there.double.__name__ == "double"


def test_a_generator_ends_where_it_ends(there):
    assert list(there.count(3)) == [0, 1, 2]
    counting = there.count(1)
    assert next(counting) == 0
    with pytest.raises(StopIteration):
        next(counting)


def test_one_object_has_one_proxy(there):
    shelf = there.Shelf()
    assert shelf.me() is shelf
    assert shelf == shelf.me()
    assert shelf != there.Shelf()
    assert {shelf: 1}[shelf.me()] == 1


def test_an_object_goes_back_as_itself(there):
    shelf = there.Shelf(5)
    assert there.same(shelf) is shelf
    assert there.same({"k": [shelf]})["k"][0] is shelf
    assert there.call(shelf.first) == 5


def test_an_argument_that_comes_back_is_the_argument(there):
    x, given = np.arange(3), [1]
    assert there.same(x) is x
    assert there.same((given, given)) == (given, given)
    assert there.same({"a": given})["a"] is given


def test_a_context_manager_is_told_the_kind_of_an_error_alone_and_swallows_none(there):
    shelf = there.Shelf()
    with shelf as entered:
        assert entered is shelf
    with pytest.raises(AssertionError), shelf:
        raise AssertionError("expected 42")
    assert shelf.log == ["in", (None, "None"), "in", ("AssertionError", "None")]


@pytest.mark.parametrize(
    "judge",
    [
        lambda it: it == 3,
        lambda it: np.array_equal(it, np.ones(3)),
        lambda it: isinstance(it, float),
        lambda it: isinstance(it, np.ndarray | collections.abc.Sequence),
        lambda it: isinstance(it, collections.abc.Callable),
        lambda it: isinstance(it, collections.abc.Iterable | collections.abc.Sized),
        lambda it: it in (3, 3.0, True),
        lambda it: it in {3: 1},
        lambda it: type(it) is float,
        lambda it: it.__class__ is float,
        lambda it: str(it) == "3" or f"{it}" == "3",
        lambda it: (np.ones(3) == it) is True or np.all(np.ones(3) == it),
        lambda it: callable(it),
    ],
)
def test_no_check_is_answered_on_the_objects_word(there, judge):
    assert not judge(there.Yes())


@pytest.mark.parametrize(
    "use",
    [
        bool,
        float,
        int,
        complex,
        abs,
        round,
        np.asarray,
        np.float64,
        math.sqrt,
        lambda it: math.isclose(it, 3),
        lambda it: np.allclose(it, 3),
        lambda it: np.testing.assert_allclose(it, 3),
        lambda it: np.testing.assert_array_equal(it, np.ones(3)),
        lambda it: np.asarray([it, it]),
        lambda it: np.array([1.0]) - it,
        lambda it: it - 3,
        lambda it: 3 - it,
        lambda it: it < 3,
        lambda it: it >= 3,
        lambda it: 3 in it,
        lambda it: [0, 1, 2, 3][it],
        lambda it: range(it),
        lambda it: f"{it:d}",
        lambda it: f"{it:.2f}",
        lambda it: sum([it]),
        lambda it: max(it, 3),
        lambda it: memoryview(it),
        lambda it: it.__array_interface__,
        lambda it: it.__array_struct__,
        lambda it: it.__dict__,
        lambda it: it._repr_html_(),
        lambda it: it._ipython_display_(),
        lambda it: issubclass(it, float),
        copy.copy,
        copy.deepcopy,
        pickle.dumps,
    ],
)
def test_no_value_is_taken_from_the_object(there, use):
    with pytest.raises((TypeError, AttributeError, ValueError)):
        use(there.Yes())


def test_an_object_with_a_length_is_neither_true_nor_false(there):
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(there.Shelf(1, 2))


def test_an_answer_to_leaving_a_context_swallows_nothing():
    class Agreeing:
        def ask(self, *_):
            return True

        def forget(self, number):
            pass

    with pytest.raises(AssertionError), Proxy(Agreeing(), 1, "object"):
        raise AssertionError


def test_what_is_callable_is_callable_and_nothing_else(there):
    assert callable(there.double)
    assert callable(there.Shelf)
    assert not callable(there.Shelf())


def test_a_repr_is_made_here(there):
    assert repr(there.double) == "<student's function double>"
    assert repr(there.Shelf) == "<student's class Shelf>"
    assert str(there.Yes()) == "<student's object of class Yes>"


@pytest.mark.parametrize(
    ("raised", "arrives"),
    [
        (ValueError, ValueError),
        (ZeroDivisionError, ZeroDivisionError),
        (AssertionError, AssertionError),
        (KeyError, KeyError),
        (FileNotFoundError, FileNotFoundError),
        (RecursionError, RecursionError),
        (StopIteration, RuntimeError),
        (StopAsyncIteration, RuntimeError),
        (GeneratorExit, RuntimeError),
        (KeyboardInterrupt, RuntimeError),
        (SystemExit, RuntimeError),
        (BaseException, RuntimeError),
    ],
)
def test_an_error_arrives_as_its_builtin_class(there, raised, arrives):
    with pytest.raises(arrives) as caught:
        there.fail(raised, "a reason")
    assert type(caught.value) is arrives
    assert "a reason" in str(caught.value)
    assert caught.value.student_type == raised.__name__


@pytest.mark.parametrize(
    ("raised", "args"),
    [
        (UnicodeDecodeError, ("utf-8", b"\xff", 0, 1, "a reason")),
        (UnicodeEncodeError, ("utf-8", "x", 0, 1, "a reason")),
        (UnicodeTranslateError, ("x", 0, 1, "a reason")),
    ],
)
def test_an_error_that_is_made_of_more_than_text_arrives_too(there, raised, args):
    with pytest.raises(raised, match="a reason"):
        there.fail(raised, *args)


def test_an_error_of_the_students_own_class_arrives_as_its_base(there):
    with pytest.raises(ValueError, match="mine") as caught:
        there.fail_own()
    assert type(caught.value) is ValueError
    assert caught.value.student_type == "Own"


def test_a_key_error_shows_its_key_once(there):
    with pytest.raises(KeyError) as caught:
        there.fail(KeyError, "name")
    assert str(caught.value) == "'name'"


def test_the_text_of_an_error_is_bounded(there):
    with pytest.raises(ValueError, match="x" * 100) as caught:
        there.fail(ValueError, "x" * 10**6)
    assert len(str(caught.value)) <= 20_000


class Mine:
    """A class of the test's own."""

    __module__ = "__main__"


@pytest.mark.parametrize("value", [lambda x: x, Mine, Mine(), np.array([None]), open])
def test_a_value_of_the_tests_own_does_not_cross(there, value):
    if value is open:  # a function of Python's own goes by its name
        assert there.same(value) is not None
        return
    with pytest.raises(CrossingError, match="plain data"):
        there.same(value)


def test_library_functions_and_classes_go_by_name(there):
    np.testing.assert_allclose(there.call(np.exp, np.zeros(2)), [1, 1])
    assert there.call(np.linalg.norm, [3.0, 4.0]) == 5.0
    assert there.call(collections.Counter, "aa") == {"a": 2}
    assert there.call(math.sqrt, 9.0) == 3.0


def test_a_function_of_a_given_cell_goes_by_name():
    given = "def helper(x): return x + 1\ndef call(f, x): return f(x)"
    with student(given) as client:
        here = {"__name__": "__main__"}
        exec("def helper(x): return x + 1\ndef own(x): return x", here)
        client.session._namespace.update(here)
        call = client.fetch(["call"])["call"]
        assert call(here["helper"], 1) == 2
        with pytest.raises(CrossingError, match="own is defined in the test alone"):
            call(here["own"], 1)


def change(body):
    """Return a function of the student's with this body, and its client."""
    return student(f"import numpy as np\ndef f(x):\n    {body}")


@pytest.mark.parametrize(
    ("before", "body", "after"),
    [
        ([3, 1, 2], "x.sort()", [1, 2, 3]),
        ([1], "x.append(x)", "itself"),
        ({"a": 1}, "x['b'] = x.pop('a')", {"b": 1}),
        ({1, 2}, "x.add(3)", {1, 2, 3}),
        (bytearray(b"ab"), "x[0] = 99", bytearray(b"cb")),
        (np.arange(3.0), "x *= 2", np.array([0.0, 2.0, 4.0])),
        ([np.zeros(2), [1]], "x[0][1] = 5; x[1].append(2)", None),
        (({"k": []},), "x[0]['k'].append(1)", ({"k": [1]},)),
        ([1], "x.append(2); raise ValueError", [1, 2]),
        (np.zeros(10**5), "x[-1] = 1", None),
    ],
)
def test_what_a_call_changes_in_place_is_brought_back(before, body, after):
    with change(body) as client:
        f = client.fetch(["f"])["f"]
        parts = [before, *before] if isinstance(before, list | tuple) else [before]
        with contextlib.suppress(ValueError):
            f(before)
        if isinstance(after, str):
            assert before[1] is before
        elif after is not None:
            np.testing.assert_equal(before, after)
        elif isinstance(before, list):
            np.testing.assert_equal(before, [np.array([0.0, 5.0]), [1, 2]])
            assert before[0] is parts[1]
        else:
            assert before[-1] == 1


def test_a_random_generator_that_the_code_draws_from_moves_on_here_too():
    with change("return x.random(3)") as client:
        f = client.fetch(["f"])["f"]
        generator, same = np.random.default_rng(5), np.random.default_rng(5)
        np.testing.assert_array_equal(f(generator), same.random(3))
        assert generator.random() == same.random()


def test_a_view_is_written_through():
    with change("x[:] = 7") as client:
        whole = np.zeros((3, 4))
        client.fetch(["f"])["f"](whole[:, ::2])
        assert (whole[:, ::2] == 7).all()
        assert (whole[:, 1::2] == 0).all()


@pytest.mark.parametrize("body", ["x.shape = (3, 2)", "x.dtype = 'i8'"])
def test_an_array_that_changed_its_form_is_refused(body):
    with change(body) as client:
        x = np.zeros((2, 3))
        with pytest.raises(CrossingError, match="shape or the type"):
            client.fetch(["f"])["f"](x)
        assert x.shape == (2, 3)
        assert x.dtype == float


def test_a_read_only_array_cannot_be_written_to():
    with change("x[0] = 1") as client:
        x = np.zeros(2)
        x.flags.writeable = False
        with pytest.raises(ValueError, match="read-only"):
            client.fetch(["f"])["f"](x)


def test_a_name_that_the_student_did_not_define_is_removed():
    with student("a = [1]\nb = 2") as client:
        here = {"a": 0, "c": "from before"}
        client.bind(here, ["a", "b", "c"])
        assert here == {"a": [1], "b": 2}


def test_what_is_too_large_to_cross_stays_there_and_the_rest_is_bound():
    source = "import numpy as np\nlarge = np.broadcast_to(0.0, (10**9,))\nsmall = 1"
    with student(source) as client:
        here = {}
        client.bind(here, ["large", "small"])
        assert here["small"] == 1
        assert isinstance(here["large"], Proxy)
        with pytest.raises(TypeError):
            np.asarray(here["large"])


def test_objects_that_the_test_lets_go_of_are_let_go_of_there():
    with student(SOURCE) as client:
        shelf = client.fetch(["Shelf"])["Shelf"]
        held = [shelf(n) for n in range(50)]
        table = client.service._objects
        assert len(table) >= 51
        one = held[7]
        del held
        gc.collect()
        one.me()  # names it anew while the others are let go of
        assert one.books == [7]
        assert len(table) < 10


def test_an_object_stays_that_was_let_go_of_and_then_named_anew():
    with student(SOURCE) as client:
        shelf = client.fetch(["Shelf"])["Shelf"](1)
        client.session.forget(number_of(shelf, client.session))
        assert shelf.me() is shelf


def test_a_process_that_ends_in_a_call_ends_the_call():
    with student_process("import os\ndef stop(): os._exit(1)") as (client, _):
        stop = client.fetch(["stop"])["stop"]
        with pytest.raises(BridgeClosedError):
            stop()
        assert not client.alive
        with pytest.raises(BridgeClosedError):
            client.fetch(["stop"])


def test_after_another_process_took_over_old_objects_say_so():
    with student("def f(): return 1") as client:
        old = client.fetch(["f"])["f"]
        with student("def f(): return 2\ndef same(x): return x") as other:
            here, there = socket.socketpair()
            service = type(other.service)(other.service._namespace, there)
            client.rebridge(here)
            threading.Thread(target=lambda: [service.serve_one() for _ in "ab"]).start()
            assert client.alive
            new = client.fetch(["f", "same"])
            with pytest.raises(BridgeClosedError, match="replaced"):
                old()
            with pytest.raises(BridgeClosedError, match="replaced"):
                new["same"](old)
            assert new["f"]() == 2


def test_output_that_the_student_replaced_does_not_stop_the_bridge():
    source = "import sys\ndef f():\n    sys.stdout = None\n    return 1"
    with student_process(source) as (client, _):
        f = client.fetch(["f"])["f"]
        assert [f(), f()] == [1, 1]


def test_a_client_may_be_used_by_threads():
    with student("def double(x): return 2 * x") as client:
        double = client.fetch(["double"])["double"]
        got = []
        threads = [
            threading.Thread(target=lambda n=n: got.append((n, double(n))))
            for n in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(got) == [(n, 2 * n) for n in range(20)]


def test_a_client_needs_no_more_than_its_socket_to_fail():
    here, there = socket.socketpair()
    client = Client(here, {})
    there.close()
    with pytest.raises(BridgeClosedError):
        client.bind({}, ["a"])
