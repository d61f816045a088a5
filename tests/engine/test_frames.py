"""Messages on a socket arrive whole, bounded, and in step, whatever interrupts them."""

import os
import signal
import socket
import struct
import threading

import numpy as np
import pytest

from autograder.bridge import frames
from autograder.bridge.errors import BridgeClosedError, CrossingError
from autograder.bridge.frames import Connection
from autograder.bridge.interrupts import Interrupts

START = struct.Struct("<4sIQ")


@pytest.fixture
def pair():
    here, there = socket.socketpair()
    yield here, there
    here.close()
    there.close()


def in_background(function, *args):
    thread = threading.Thread(target=function, args=args, daemon=True)
    thread.start()
    return thread


def test_a_message_larger_than_the_sockets_buffers_arrives_whole(pair):
    here, there = map(Connection, pair)
    large = np.arange(3_000_000, dtype="uint8")
    parts = [memoryview(large), memoryview(b"")]
    sender = in_background(here.send, b"head", parts)
    head, buffers = there.receive()
    sender.join()
    assert head == b"head"
    assert len(buffers) == 2
    np.testing.assert_array_equal(buffers[0], large)


def test_messages_that_arrive_together_stay_apart(pair):
    here, there = map(Connection, pair)
    for text in (b"one", b"two", b"three"):
        here.send(text)
    assert [bytes(there.receive()[0]) for _ in range(3)] == [b"one", b"two", b"three"]
    assert there.read() is None


def test_two_that_send_much_at_once_do_not_wait_for_each_other_for_ever(pair):
    here, there = map(Connection, pair)
    large = [memoryview(np.zeros(5_000_000, np.uint8))]
    got = []

    def send_then_receive():
        there.send(b"a", large)
        got.append(there.receive()[0])

    other = in_background(send_then_receive)
    here.send(b"b", large)
    assert here.receive()[0] == b"a"
    other.join(10)
    assert got == [b"b"]


def test_the_end_of_the_other_process_ends_a_wait(pair):
    here, there = Connection(pair[0]), pair[1]
    threading.Timer(0.05, there.shutdown, [socket.SHUT_RDWR]).start()
    with pytest.raises(BridgeClosedError):
        here.receive()
    assert here.broken
    with pytest.raises(BridgeClosedError):
        here.send(b"more")


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        START.pack(b"AGB1", frames.MAX_BUFFERS + 1, 0),
        START.pack(b"AGB1", 0, frames.MAX_HEAD + 1),
        START.pack(b"AGB1", 1, 0) + struct.pack("<Q", frames.MAX_MESSAGE + 1),
        START.pack(b"AGB1", 2, 0) + struct.pack("<QQ", 2**63, 2**63),
    ],
)
def test_what_is_no_message_breaks_the_connection(pair, data):
    here, there = Connection(pair[0]), pair[1]
    there.sendall(data)
    with pytest.raises(CrossingError):
        here.receive()
    with pytest.raises(BridgeClosedError):
        here.receive()


def test_what_is_too_large_is_refused_before_anything_is_sent(pair):
    here, there = map(Connection, pair)
    with pytest.raises(CrossingError):
        here.send(b"", [memoryview(b"")] * (frames.MAX_BUFFERS + 1))
    with pytest.raises(CrossingError):
        here.send(bytes(frames.MAX_HEAD + 1))
    here.send(b"fine")
    assert there.receive()[0] == b"fine"


def interrupted(function, *args):
    """Call a function, and send SIGINT to this process while its main thread waits."""
    threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT]).start()
    function(*args)


def test_an_interrupted_message_is_carried_on_with(pair):
    here, there = Connection(pair[0]), Connection(pair[1])
    large = np.random.default_rng(0).integers(0, 255, 2_000_000).astype("uint8")
    with pytest.raises(KeyboardInterrupt):  # nobody reads, so it stays halfway
        interrupted(here.send, b"first", [memoryview(large)])
    got = []
    reader = in_background(lambda: got.extend(there.receive() for _ in range(2)))
    here.send(b"second")
    reader.join(10)
    assert [bytes(head) for head, _ in got] == [b"first", b"second"]
    np.testing.assert_array_equal(got[0][1][0], large)


def test_an_interrupt_ends_a_wait_and_loses_no_byte(pair):
    here, there = Connection(pair[0]), pair[1]
    whole = START.pack(b"AGB1", 0, 6) + b"answer"
    there.sendall(whole[:9])
    with pytest.raises(KeyboardInterrupt):
        interrupted(here.receive)
    there.sendall(whole[9:])
    assert here.receive()[0] == b"answer"


def test_an_interrupt_at_a_bad_moment_is_raised_at_a_good_one():
    done = []

    def work():
        with Interrupts():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("what was being done")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done


def test_the_handler_of_interrupts_is_put_back(pair):
    here, there = map(Connection, pair)
    before = signal.getsignal(signal.SIGINT)
    there.send(b"x")
    here.receive()
    assert signal.getsignal(signal.SIGINT) is before
