"""Messages on a socket: a head of bytes, and buffers beside it for large arrays.

A message that was interrupted halfway, in or out, is carried on with by the next call.
"""

from __future__ import annotations

import socket
import struct
from collections import deque
from collections.abc import Generator, Sequence
from select import POLLIN, POLLOUT, poll
from typing import NoReturn

import numpy as np

from autograder.bridge.errors import BridgeClosedError, CrossingError
from autograder.bridge.interrupts import Interrupts

MAX_HEAD = 16 * 2**20  # plain data; as Python objects it takes a multiple of this
MAX_BUFFERS = 4096
MAX_MESSAGE = 512 * 2**20  # head and buffers

_MAGIC = b"AGB1"
_START = struct.Struct("<4sIQ")  # magic, number of buffers, size of the head
_AT_ONCE = 512  # pieces that one system call may take; the kernel's own limit is 1024

Message = tuple[bytearray, list[np.ndarray]]


def check_size(head: int, buffers: Sequence[int]) -> None:
    """Raise :class:`CrossingError` when a message of these sizes is too large."""
    if len(buffers) > MAX_BUFFERS or head > MAX_HEAD:
        raise CrossingError("more plain data than can cross at once; use an array")
    if head + sum(buffers) > MAX_MESSAGE:
        raise CrossingError(f"more than {MAX_MESSAGE >> 20} MB cannot cross at once")


class Connection:
    """Sends and receives messages over a connected stream socket, which it owns.

    :meth:`send` and :meth:`receive` wait; :meth:`read` and :meth:`write` do what can
    be done at once, for an event loop. After an error in what arrives, or the end of
    the other process, every call raises.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._socket = sock
        self._parser = self._parse()
        self._hole = next(self._parser)  # where the next bytes go
        self._inbox: deque[Message] = deque()
        self._outbox: deque[memoryview] = deque()
        self._error: BridgeClosedError | None = None

    def fileno(self) -> int:
        """Return the socket's file descriptor, -1 once it is closed."""
        return self._socket.fileno()

    @property
    def broken(self) -> bool:
        """Tell whether nothing more can be sent or received."""
        return self._error is not None

    def close(self) -> None:
        """Close the socket."""
        self._error = self._error or BridgeClosedError("The connection was closed.")
        self._socket.close()

    def send(self, head: bytes, buffers: Sequence[memoryview] = ()) -> None:
        """Send a message; return when the system has taken all of it."""
        with Interrupts() as interrupts:
            self.post(head, buffers)
            while not self.write():
                self._wait(interrupts)

    def receive(self) -> Message:
        """Return the next message, when it is complete."""
        with Interrupts() as interrupts:
            while (message := self.read()) is None:
                self._wait(interrupts)
            return message

    def post(self, head: bytes, buffers: Sequence[memoryview] = ()) -> None:
        """Put a message into the outbox."""
        sizes = [buffer.nbytes for buffer in buffers]
        check_size(len(head), sizes)
        start = _START.pack(_MAGIC, len(sizes), len(head))
        start += struct.pack(f"<{len(sizes)}Q", *sizes)
        pieces = [start, head, *buffers]
        self._outbox.extend(memoryview(p).cast("B") for p in pieces if len(p))

    def write(self) -> bool:
        """Send what the system takes at once; return whether the outbox is empty."""
        self._raise_error()
        while self._outbox:
            pieces = [self._outbox[i] for i in range(min(len(self._outbox), _AT_ONCE))]
            try:
                sent = self._socket.sendmsg(pieces)
            except BlockingIOError:
                return False
            except OSError as error:
                self._fail(
                    BridgeClosedError(
                        f"The process at the other end has ended: {error}"
                    )
                )
            while sent:
                piece = self._outbox.popleft()
                if len(piece) > sent:
                    self._outbox.appendleft(piece[sent:])
                sent = max(0, sent - len(piece))
        return True

    def read(self) -> Message | None:
        """Return the next message if all of it has arrived."""
        while not self._inbox:
            self._raise_error()
            try:
                count = self._socket.recv_into(self._hole)
            except BlockingIOError:
                return None
            except OSError as error:
                self._fail(
                    BridgeClosedError(
                        f"The process at the other end has ended: {error}"
                    )
                )
            if not count:
                self._fail(BridgeClosedError("The process at the other end has ended."))
            self._hole = self._hole[count:]
            if not len(self._hole):
                self._hole = self._next_hole()
        return self._inbox.popleft()

    def _next_hole(self) -> memoryview:
        try:
            return next(self._parser)
        except CrossingError:
            self._error = BridgeClosedError("What arrived before was no message.")
            raise

    def _parse(self) -> Generator[memoryview, None, None]:
        """Yield the places that bytes go to, in order; put messages into the inbox."""
        while True:
            start = bytearray(_START.size)
            yield memoryview(start)
            magic, count, head_size = _START.unpack(start)
            if magic != _MAGIC or count > MAX_BUFFERS or head_size > MAX_HEAD:
                raise CrossingError("what arrived is no message")
            table = bytearray(8 * count)
            if count:
                yield memoryview(table)
            sizes = struct.unpack(f"<{count}Q", table)
            check_size(head_size, sizes)
            head = bytearray(head_size)
            if head_size:
                yield memoryview(head)
            buffers = []
            for size in sizes:
                # unlike a bytearray's, its memory is taken only as bytes arrive
                buffers.append(np.empty(size, np.uint8))
                if size:
                    yield memoryview(buffers[-1])
            self._inbox.append((head, buffers))

    def _wait(self, interrupts: Interrupts) -> None:
        """Wait until something can be done; read while writing: both may be full."""
        poller = poll()
        events = POLLOUT if self._outbox else 0
        poller.register(self._socket, events | (0 if self._inbox else POLLIN))
        ready = interrupts.wait(poller)
        if self._outbox and not self._inbox and ready[0][1] & POLLIN:
            message = self.read()
            if message is not None:
                self._inbox.append(message)

    def _fail(self, error: BridgeClosedError) -> NoReturn:
        self._error = error
        raise error

    def _raise_error(self) -> None:
        if self._error is not None:
            raise BridgeClosedError(*self._error.args)
