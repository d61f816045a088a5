"""The student's side of the bridge: does what the test's side asks, and answers.

It guards nothing. What keeps a test safe is how the other side reads the answers.
"""

from __future__ import annotations

import importlib
import operator
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from autograder.bridge import changes, remote_errors, values
from autograder.bridge.codec import pack, suspicion, unpack
from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError
from autograder.bridge.frames import Connection, Message, check_size
from autograder.bridge.objects import ObjectTable, label

assert values  # imported so that the kinds of values are registered


class Service:
    """Answers requests about what is in ``namespace``.

    Parameters
    ----------
    namespace : dict
        Where the student's cells run.
    sock : socket.socket
        Connected; the service owns it from now on.
    """

    def __init__(self, namespace: dict, sock: socket.socket) -> None:
        self.connection = Connection(sock)
        self._namespace = namespace
        self._objects = ObjectTable()
        self._operations: dict[str, Callable] = {
            **OPERATIONS,
            "fetch": self._fetch,
            "run": lambda module, path, args, kwargs: _named(module, path)(
                *args, **kwargs
            ),
        }

    def serve_one(self) -> None:
        """Wait for one request and answer it."""
        self.connection.send(*self.answer(self.connection.receive()))

    def answer(self, message: Message) -> tuple[bytes, list[memoryview]]:
        """Do what a request asks and return head and buffers of the answer."""
        head, buffers = message
        request, releases, operation, operands = unpack(head)
        for number, times in releases:
            self._objects.release(number, times)
        decoder = Decoder(self._own, buffers)
        try:
            with suspicion():  # a class or a module may not exist here
                operands = decoder.read(operands)
            watch = changes.Watch(decoder.objects)
            status, result = self._perform(operation, operands)
            return self._reply(request, status, result, watch, decoder)
        except Exception as error:  # what is not answered would be waited for
            text = str(error) if isinstance(error, CrossingError) else repr(error)
            text = remote_errors.clean(text, remote_errors.MAX_TEXT)
            return pack((request, "refused", text, ())), []

    def _perform(self, operation: str, operands: tuple) -> tuple[str, Any]:
        """Return how an operation ended, and its result or its error."""
        try:
            with _interruptible():
                return "value", self._operations[operation](*operands)
        except CrossingError:
            raise
        except StopIteration as error:
            if operation == "next":
                return "end", None
            return "error", remote_errors.describe(error)
        except BaseException as error:  # whatever it is, the test hears of it
            return "error", remote_errors.describe(error)
        finally:
            with suppress(Exception):  # the student's code may have replaced them
                sys.stdout.flush()
                sys.stderr.flush()

    def _reply(
        self,
        request: int,
        status: str,
        result: Any,
        watch: changes.Watch,
        decoder: Decoder,
    ) -> tuple[bytes, list[memoryview]]:
        encoder = Encoder(self._proxy, decoder.objects)
        changed = watch.changes(encoder)
        if isinstance(result, Found):
            node = [(name, encoder.attempt(value)) for name, value in result.items()]
        else:
            node = result if status == "error" else encoder.attempt(result)
        head = pack((request, status, node, changed))
        try:
            check_size(len(head), [buffer.nbytes for buffer in encoder.buffers])
        except CrossingError:
            if changed or status != "value" or isinstance(result, Found):
                raise
            return pack((request, status, self._proxy(result), ())), []
        return head, encoder.buffers

    def _fetch(self, names: tuple) -> Found:
        return Found({n: self._namespace[n] for n in names if n in self._namespace})

    def _proxy(self, value: Any) -> tuple:
        return "proxy", self._objects.number(value), callable(value), label(value)

    def _own(self, tag: str, *payload: Any) -> Any:
        """Return what the test refers to: an object of this process, by name."""
        if tag == "mine":
            return self._objects.get(*payload)
        if tag == "main":
            [name] = payload
            if name not in self._namespace:
                raise CrossingError(
                    f"{name} is defined in the test alone and cannot cross"
                )
            return self._namespace[name]
        if tag == "named":
            return _named(*payload)
        raise CrossingError(f"unknown kind of value {tag}")


class Found(dict):
    """Values by name, each of which crosses on its own."""


def _named(module: str, path: str = "") -> Any:
    """Return a module, or what is at a dotted path in it."""
    found = importlib.import_module(module)
    return operator.attrgetter(path)(found) if path else found


def _exit(manager: Any, error: type | None) -> None:
    type(manager).__exit__(manager, error, None, None)


OPERATIONS: dict[str, Callable] = {
    "call": lambda function, args, kwargs: function(*args, **kwargs),
    "getattr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "len": len,
    "iter": iter,
    "next": next,
    "dir": lambda value: [name for name in dir(value) if type(name) is str],
    "enter": lambda manager: type(manager).__enter__(manager),
    "exit": _exit,
}


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGINT raise ``KeyboardInterrupt``, which an idle kernel ignores."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
