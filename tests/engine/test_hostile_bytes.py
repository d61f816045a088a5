"""Bytes that a student's process chose: read as plain data or refused, at once.

Each is read in a process of little memory, as the answer to a question of a test's.
"""

import os
import resource
import time
from pathlib import Path

import msgpack
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.bridge.codec import pack, unpack
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError
from tests.engine.bridged import read_answer

MEMORY = 1536 * 2**20  # bytes, beyond what the process has
SECONDS = 10


def answer(node, changes=()):
    return msgpack.packb((1, "value", node, changes))


def in_small_process(work):
    """Run ``work`` in a child of little memory and time; return what it says."""
    receiving, sending = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(receiving)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            said = f"value {type(work()).__name__}"
        except CrossingError as error:
            said = f"refused {error}"
        except BaseException as error:
            said = f"failed {error!r}"
        os.write(sending, said.encode()[:500])
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving) as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    return said or f"died {status}"


def twice(levels):
    """Return a node of few bytes: two of two of two ... of one list."""
    node = ("list", ())
    for number in range(levels, 0, -1):
        node = ("list", (node, ("ref", number + 1)))
    return node


def knotted(count):
    """Return lists that each hold all of them: ``repr`` would take every path."""
    everyone = tuple(("ref", number) for number in range(1, count + 1))
    node = ("list", everyone)
    for _ in range(count - 1):
        node = ("list", (node, *everyone))
    return node


def generator(pos):
    """Return a random generator whose next number is at ``pos`` of 624."""
    key = ("array", "<u4", (624,), True, bytes(2496))
    inner = ("dict", ("key", "pos"), (key, pos))
    state = ("dict", ("bit_generator", "state"), ("MT19937", inner))
    return ("generator", "MT19937", state)


def deep(levels):
    return b"\x92\xa4list\x91" * levels + b"\xc0"


BOMBS = {
    "deep": b"\x94\x01\xa5value" + deep(5000) + b"\x90",
    "deep tuples": b"\x94\x01\xa5value" + b"\x91" * 900 + b"\xc0\x90",
    "twice": answer(twice(90)),
    "one long text, often": answer(
        ("list", (("list", ("x" * 10**6,)), *(("ref", 2) for _ in range(10**4))))
    ),
    "a shape without bytes": answer(("array", "<f8", (2**40,), True, b"")),
    "a shape too large": answer(("array", "<f8", (2**60, 2**60), True, b"")),
    "a shape of nothing": answer(("array", "<f8", (0, 2**62), True, b"")),
    "a negative shape": answer(("array", "<f8", (-1, -8), True, bytes(64))),
    "entries of no size": answer(("array", "<U0", (2**50,), True, b"")),
    "huge entries": answer(("array", "<U999999999", (1,), True, b"")),
    "objects": answer(("array", "|O", (1,), True, bytes(8))),
    "a list of types": answer(("array", "O,O,O", (1,), True, bytes(24))),
    "objects in fields": answer(
        ("array", ("fields", ("a",), (("|O", 0),), 8), (1,), True, bytes(8))
    ),
    "a field past the end": answer(
        ("array", ("fields", ("a",), (("<f8", 1000),), 8), (1,), True, bytes(8))
    ),
    "a field before the start": answer(
        ("array", ("fields", ("a",), (("<f8", -8),), 8), (1,), True, bytes(8))
    ),
    "large subarrays": answer(
        ("array", ("sub", "<f8", (2**31, 2**31)), (1,), True, bytes(8))
    ),
    "text of no characters": answer(("array", "<U1", (1,), True, b"\xff" * 4)),
    "a buffer that is missing": answer(("array", "<f8", (1,), True, 0)),
    "a reference to nothing": answer(("ref", 99)),
    "a reference backwards": answer(("ref", -1)),
    "a tuple in itself": answer(("tuple", (("ref", 1),))),
    "a list as key": answer(("dict", (("list", ()),), (1,))),
    "an array as member": answer(("set", (("array", "<f8", (), True, bytes(8)),))),
    "keys of one hash": answer(
        (
            "set",
            tuple(
                ("int", (n * (2**61 - 1)).to_bytes(16, "little", signed=True))
                for n in range(30_000)
            ),
        )
    ),
    "a key that takes for ever to hash": answer(
        ("dict", (("tuple", (("tuple", (1,)), ("ref", 2))),), (1,))
    ),
    "more keys than values": answer(("dict", (1, 2), (1,))),
    "a long range": answer(("range", (0, 2**62, 1))),
    "a range of no step": answer(("range", (0, 5, 0))),
    "a long fraction": answer(
        ("fraction", tuple(("int", bytes(range(1, 255)) * 200) for _ in "ab"))
    ),
    "a fraction by zero": answer(("fraction", (1, 0))),
    "a huge decimal": answer(("decimal", "1e999999999")),
    "no decimal": answer(("decimal", "x")),
    "a large int": answer(("int", b"\x01" * (2**20 + 1))),
    "a date that is none": answer(("date", (2020, 13, 40))),
    "a type that is none": answer(("type", "Popen")),
    "a NumPy type that is none": answer(("nptype", "ndarray")),
    "no tag": answer((1, 2)),
    "an unknown tag": answer(("pickle", b"cos\nsystem\n(S'id'\ntR.")),
    "a name": answer(("named", "os", "system")),
    "an object of the test": answer(("mine", 1)),
    "nothing": b"",
    "half an answer": answer("x" * 50)[:20],
    "a map": msgpack.packb({"a": 1}),
    "an extension": msgpack.packb((1, "value", msgpack.ExtType(5, b"x"), ())),
    "a timestamp": msgpack.packb((1, "value", msgpack.Timestamp(1), ())),
    "empty tuples": b"\x94\x01\xa5value\x92\xa4list\xdd\x00\xff\x00\x00"
    + b"\x90" * 0xFF0000
    + b"\x90",
    "short tuples": b"\x94\x01\xa5value\x92\xa4list\xdd\x00\x7f\x00\x00"
    + b"\x91\xc0" * 0x7F0000
    + b"\x90",
    "empty maps": b"\x94\x01\xa5value\x92\xa4list\xdd\x00\xff\x00\x00"
    + b"\x80" * 0xFF0000
    + b"\x90",
    "short texts": b"\x94\x01\xa5value\x92\xa4list\xdd\x00\x50\x00\x00"
    + b"\xa2ab" * 0x500000
    + b"\x90",
    "a count without items": b"\x94\x01\xa5value\xdd\xff\xff\xff\xff",
    "another number": msgpack.packb((2, "value", 1, ())),
    "a number of the past": msgpack.packb((0, "value", 1, ())),
    "no status": msgpack.packb((1, "perhaps", 1, ())),
    "an end to a call": msgpack.packb((1, "end", None, ())),
    "an error that is none": msgpack.packb((1, "error", ("ValueError",), ())),
    "a change to nothing": answer(None, ((99, ()),)),
    "a change to a tuple": answer(None, ((0, ()),)),
    "a generator past its end": answer(generator(10**6)),
    "a generator before its start": answer(generator(-1)),
    "a generator that is none": answer(("generator", "RandomState", 1)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name):
    start = time.monotonic()
    said = in_small_process(lambda: read_answer(BOMBS[name]))
    assert said.startswith("refused"), said
    assert time.monotonic() - start < SECONDS


def test_lists_that_hold_each_other_never_reach_a_repr_that_does_not_end():
    said = in_small_process(lambda: repr(read_answer(answer(knotted(60)))))
    assert said.startswith("refused"), said
    assert "refers to itself" in said


def test_a_change_cannot_make_such_a_list_of_an_argument():
    given = [[] for _ in range(60)]
    # number 0 is the operands; then the list itself, then those in it
    everyone = tuple(("ref", number) for number in range(2, 62))
    changes = tuple((number, everyone) for number in range(2, 62))
    said = in_small_process(
        lambda: repr(read_answer(answer(None, changes), given=[given]))
    )
    assert said.startswith("refused"), said
    assert "refers to itself" in said


def test_a_generator_in_order_is_read():
    assert read_answer(answer(generator(5))).bit_generator.state["state"]["pos"] == 5


def test_an_array_cannot_share_its_memory_with_another():
    raw = np.zeros(4096, np.uint8)
    array = ("array", "|u1", (4096,), True, 0)
    said = in_small_process(
        lambda: read_answer(answer(("list", (array, array))), [raw])
    )
    assert said.startswith("refused")


def test_a_bool_is_one_of_two_whatever_its_byte_says():
    head = answer(("array", "|b1", (4,), True, bytes([0, 1, 2, 255])))
    array = read_answer(head)
    assert array.view(np.uint8).tolist() == [0, 1, 1, 1]
    assert array.sum() == 3
    node = ("fields", ("a", "b"), (("|b1", 0), ("|u1", 1)), 2)
    fields = read_answer(answer(("array", node, (1,), True, bytes([7, 9]))))
    assert fields["a"].view(np.uint8).tolist() == [1]


def sample():
    """Return a head that holds a little of everything."""
    encoder = Encoder(lambda value: ("proxy", 7, True, "function f"))
    rng = np.random.default_rng(0)
    value = [1, 2.5, "text", b"raw", (1, 2), {"a": {1, 2}}, np.arange(6).reshape(2, 3)]
    value += [rng, rng, value, range(3), slice(1), np.float32(1), print, 3**99]
    value += [np.array([(1, True)], dtype=[("a", "<i4"), ("b", "?")]), int, 1j]
    return pack((1, "value", encoder.encode(value), ()))


TAGS = (
    *("list", "tuple", "dict", "set", "frozenset", "array", "scalar", "dtype"),
    *("nptype", "int", "float", "complex", "str", "bytes", "bytearray", "range"),
    *("slice", "ellipsis", "type", "fraction", "decimal", "zone", "date", "time"),
    *("datetime", "timedelta", "path", "generator", "randomstate", "proxy", "ref"),
    *("sub", "fields"),
)
NODES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=9)
    | st.sampled_from(["<f8", "|O", "PCG64", "keras", "module", "class_name"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.tuples(
            st.sampled_from(TAGS),
            inner,
            inner,
            inner,
        ).flatmap(lambda node: st.integers(1, 4).map(lambda n: node[:n])),
    ),
    max_leaves=15,
)


def check_plain_or_refused(head):
    try:
        read_answer(head)
    except (CrossingError, ConnectionError):
        pass
    except Exception as error:
        if not hasattr(error, "student_type"):  # else it is an answer too
            raise


QUICK = settings(
    deadline=2000, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)


@QUICK
@given(st.binary(max_size=200))
@example(b"\xc1")
def test_random_bytes(data):
    check_plain_or_refused(data)


@QUICK
@given(st.data())
def test_bytes_of_an_answer_with_some_changed(data):
    head = bytearray(sample())
    for _ in range(data.draw(st.integers(1, 5))):
        head[data.draw(st.integers(0, len(head) - 1))] = data.draw(st.integers(0, 255))
    check_plain_or_refused(bytes(head))


@QUICK
@given(NODES, st.sampled_from(["value", "error", "end", "refused"]), NODES)
def test_trees_of_nodes(node, status, changes):
    check_plain_or_refused(msgpack.packb((1, status, node, changes)))


def test_unpacking_itself_makes_nothing_but_plain_data():
    with pytest.raises(CrossingError):
        unpack(msgpack.packb(msgpack.ExtType(1, b"")))
