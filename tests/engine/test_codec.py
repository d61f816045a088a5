"""Plain values come back as they were: equal, of exactly the same types, and shared."""

import collections
import datetime
import decimal
import enum
import fractions
import math
import pathlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.bridge import values
from autograder.bridge.codec import pack, unpack
from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError

assert values


def refuse(value):
    raise CrossingError(f"{type(value)} is not plain")


def cross(value):
    """Send a value through bytes and back."""
    encoder = Encoder(refuse)
    head = pack(encoder.encode(value))
    buffers = [np.frombuffer(bytearray(b), np.uint8) for b in encoder.buffers]
    return Decoder(refuse, buffers).read(unpack(head))


def alike(a, b):
    """Compare values and types, also of parts, with NaN equal to NaN."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return alike(list(a), list(b)) and alike([*a.values()], [*b.values()])
    if isinstance(a, float):
        return math.copysign(1, a) == math.copysign(1, b) and (a == b or a != a)
    if isinstance(a, complex):
        return alike(a.real, b.real) and alike(a.imag, b.imag)
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    return a == b


KEYS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.complex_numbers(allow_nan=False),
    st.fractions(),
    st.decimals(allow_nan=False, places=3),
    st.datetimes(timezones=st.none() | st.just(datetime.UTC)),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.tuples(st.integers(), st.text()),
    st.frozensets(st.integers()),
)
DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.floating_dtypes(sizes=(16, 32, 64), endianness="?"),
    hnp.complex_number_dtypes(sizes=(64, 128)),
    hnp.datetime64_dtypes(),
    hnp.byte_string_dtypes(min_len=1),
    hnp.unicode_string_dtypes(min_len=1),
)
SHAPES = hnp.array_shapes(min_dims=0, min_side=0, max_side=4)
VALUES = st.recursive(
    KEYS
    | st.floats()
    | st.binary().map(bytearray)
    | st.sampled_from([..., int, ValueError, np.float32, np.dtype("f4"), range(3)])
    | st.slices(9)
    | hnp.arrays(DTYPES, SHAPES),
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(KEYS, inner),
        st.sets(KEYS),
    ),
    max_leaves=20,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_a_value_comes_back_as_it_was(value):
    assert alike(cross(value), value)


@pytest.mark.parametrize(
    "value",
    [
        2**63,
        -(2**64),
        3**50_000,
        float("nan"),
        -0.0,
        np.float64(1.5),
        np.str_("a"),
        np.array(["a", "bc"]),
        np.zeros((0, 3), "f4"),
        np.array(5),
        np.array([(1, True)], dtype=[("a", "<i4"), ("b", "?")]),
        np.array([1], dtype=[("a", "f8", (2, 3))]),
        np.datetime64("2020-01-01"),
        pathlib.PurePosixPath("a/b"),
        pathlib.Path("/x"),
        datetime.timezone(datetime.timedelta(hours=2)),
        np.array([True, False]).view(np.ndarray),
        list(range(100_000)),
        "x" * 3_000_000,
        np.arange(10**6),
    ],
    ids=lambda value: f"{type(value).__name__}",
)
def test_particular_values_come_back(value):
    assert alike(cross(value), value)


class Liar(float):
    """A number that says whatever is expected."""

    def __eq__(self, other):
        return True

    def __float__(self):
        return 42.0

    __hash__ = float.__hash__


class Endless(list):
    def __iter__(self):
        while True:
            yield 1


class Colour(enum.IntEnum):
    RED = 3


Pair = collections.namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Liar(1.5), 1.5),
        (Endless([1, 2]), [1, 2]),
        (Colour.RED, 3),
        (Pair(1, 2), (1, 2)),
        (type("Count", (int,), {"__int__": lambda self: 42})(3), 3),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (np.array([1.0, 2.0]).view(np.matrix), np.array([[1.0, 2.0]])),
        (type("Text", (str,), {"__str__": lambda s: "no"})("yes"), "yes"),
        (type("Raw", (bytes,), {"__bytes__": lambda s: b"no"})(b"yes"), b"yes"),
        (type("Few", (set,), {"__iter__": lambda s: iter([])})({1}), {1}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_derived_type_is_reduced_to_its_plain_base_by_the_bases_methods(value, plain):
    assert alike(cross(value), plain)


def test_one_object_that_is_reached_twice_is_still_one():
    inner, array = [1], np.zeros(3)
    a, b, c, d = cross([inner, (inner,), array, {"k": array}])
    assert a is b[0]
    assert c is d["k"]


def test_a_list_and_a_dict_that_hold_themselves_come_back():
    knot = [1]
    knot.append({"self": knot})
    back = cross(knot)
    assert back[1]["self"] is back


def test_two_arrays_that_share_memory_come_back_apart():
    whole = np.arange(2000.0)
    a, b = cross([whole[:1000], whole[:1000]])
    a[0] = 5
    assert b[0] == 0


@pytest.mark.parametrize("name", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_a_random_generator_goes_on_where_it_was(name):
    generator = np.random.Generator(getattr(np.random, name)(3))
    generator.random(5, dtype="float32")
    copy = cross(generator)
    assert np.array_equal(copy.random(9), generator.random(9))


def test_a_legacy_random_state_goes_on_where_it_was():
    state = np.random.RandomState(3)
    state.randn(3)
    assert np.array_equal(cross(state).randn(5), state.randn(5))


def test_a_read_only_array_stays_read_only():
    array = np.arange(3)
    array.flags.writeable = False
    assert not cross(array).flags.writeable
    assert cross(np.arange(3)).flags.writeable


@pytest.mark.parametrize(
    "value",
    [
        np.array([object()]),
        lambda x: x,
        object(),
        "\ud800",
        {np.array([None]).dtype: 1},
        range(10**9),
        2 ** (8 * 2**20 + 8),
        decimal.Decimal("1e999999"),
        fractions.Fraction(1, 3**30_000),
        np.broadcast_to(np.zeros(1), (10**9,)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_or_too_large_does_not_cross(value):
    with pytest.raises(CrossingError):
        cross(value)


def test_what_is_nested_too_deeply_does_not_cross():
    deep = []
    for _ in range(500):
        deep = [deep]
    with pytest.raises(CrossingError):
        cross(deep)
