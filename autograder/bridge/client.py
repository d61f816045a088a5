"""The test's side of the bridge: asks the student's process, and reads the answers.

Every byte that arrives may be chosen by the student's code.
"""

from __future__ import annotations

import socket
import threading
import weakref
from collections import deque
from collections.abc import Sequence
from typing import Any

from autograder.bridge import changes, names, remote_errors, values
from autograder.bridge.codec import pack, suspicion, unpack
from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import BridgeClosedError, CrossingError
from autograder.bridge.frames import Connection, Message
from autograder.bridge.plain import check
from autograder.bridge.proxy import CallableProxy, Proxy, number_of

assert values  # imported so that the kinds of values are registered


class Session:
    """The conversation with one process of the student's.

    Requests are numbered: the answer to one that was interrupted comes too late, and is
    never taken for the answer to another.
    """

    def __init__(self, sock: socket.socket, namespace: dict) -> None:
        self._connection = Connection(sock)
        self._namespace = namespace
        self._lock = threading.RLock()
        self._request = 0
        self._proxies: weakref.WeakValueDictionary = weakref.WeakValueDictionary()
        self._received: dict[int, int] = {}  # number -> times it was handed to us
        self._forgotten: deque[int] = deque()
        self._closed = ""

    def ask(self, operation: str, *operands: Any) -> Any:
        """Have an operation carried out on operands, and return its result.

        Raises
        ------
        CrossingError
            An operand or the result cannot cross.
        BridgeClosedError
            The student's process has ended.
        Exception
            What the student's code raised, as the builtin error that it is.
        """
        self.check_open()
        encoder = Encoder(self._foreign)
        node = encoder.encode(operands)
        with self._lock:
            self._request += 1
            head = pack((self._request, self._released(), operation, node))
            self._connection.send(head, encoder.buffers)
            return self._result(operation, self._answer(), encoder.objects)

    def forget(self, number: int) -> None:
        """Note that a proxy is gone; its process hears of it with the next request."""
        self._forgotten.append(number)  # may be called at any moment: takes no lock

    def check_open(self) -> None:
        """Raise :class:`BridgeClosedError` if this conversation is over."""
        if self._closed:
            raise BridgeClosedError(self._closed)

    @property
    def alive(self) -> bool:
        """Tell whether the student's process can still be asked, as far as is known."""
        return not self._closed and not self._connection.broken

    def close(self, why: str) -> None:
        """End the conversation; whoever holds a proxy of it is told why."""
        self._closed = why
        self._connection.close()

    def _released(self) -> list[tuple[int, int]]:
        released = []
        while self._forgotten:
            number = self._forgotten.popleft()
            if number not in self._proxies and number in self._received:
                released.append((number, self._received.pop(number)))
        return released

    def _answer(self) -> tuple[Any, list]:
        while True:
            head, buffers = self._connection.receive()
            reply = unpack(head)
            if type(reply) is not tuple or len(reply) != 4 or type(reply[0]) is not int:
                raise CrossingError("what arrived is no answer")
            if reply[0] == self._request:
                return reply, buffers
            if not 0 < reply[0] < self._request:
                raise CrossingError("what arrived answers no question")

    def _result(self, operation: str, message: Message, objects: list) -> Any:
        (_, status, node, changed), buffers = message
        decoder = Decoder(self._proxy, buffers, objects)
        with suspicion():
            changes.apply(decoder, changed, len(objects))
            if status == "value":
                return (
                    _found(decoder, node)
                    if operation == "fetch"
                    else decoder.read(node)
                )
            error = remote_errors.rebuild(node) if status == "error" else None
        if error is not None:
            raise error
        if status == "end" and operation == "next":
            raise StopIteration
        if status == "refused" and type(node) is str:
            raise CrossingError(remote_errors.clean(node, remote_errors.MAX_TEXT))
        raise CrossingError("what arrived is no answer")

    def _proxy(self, tag: str, *payload: Any) -> Proxy:
        """Return the proxy that a node of the student's side stands for."""
        if tag != "proxy" or [type(part) for part in payload] != [int, bool, str]:
            raise CrossingError("what arrived is no value")
        number, is_callable, label = payload
        self._received[number] = self._received.get(number, 0) + 1
        proxy = self._proxies.get(number)
        if proxy is None:
            proxy = (CallableProxy if is_callable else Proxy)(self, number, label)
            self._proxies[number] = proxy
        return proxy

    def _foreign(self, value: Any) -> tuple:
        """Return the node of what is no plain data: a proxy, or something by name."""
        if type(value) in (Proxy, CallableProxy):
            return "mine", number_of(value, self)
        return names.node_of(value, self._namespace)


def _found(decoder: Decoder, node: Any) -> dict[str, Any]:
    pairs = [decoder.nodes(pair) for pair in decoder.nodes(node)]
    return {check(name, str): decoder.read(value) for name, value in pairs}


class Client:
    """What a test kernel uses: one conversation at a time.

    Parameters
    ----------
    sock : socket.socket
        Connected to the student's process; the client owns it from now on.
    namespace : dict
        Where the test's cells run: what they define is no one else's.
    """

    def __init__(self, sock: socket.socket, namespace: dict) -> None:
        self._namespace = namespace
        self.session = Session(sock, namespace)

    def rebridge(self, sock: socket.socket) -> None:
        """Talk to another process from now on; proxies of the old one say so."""
        self.session.close(
            "The student's process was replaced; what it held is gone with it."
        )
        self.session = Session(sock, self._namespace)

    @property
    def alive(self) -> bool:
        """Tell whether the student's process can still be asked, as far as is known.

        It cannot once a call met its end, or bytes that are no message.
        """
        return self.session.alive

    def run(self, module: str, path: str, args: Sequence, kwargs: dict) -> Any:
        """Call the library function at ``path`` in ``module`` in the student's process.

        Returns and raises as :meth:`Session.ask` does.
        """
        return self.session.ask("run", module, path, tuple(args), kwargs)

    def fetch(self, wanted: Sequence[str]) -> dict[str, Any]:
        """Return the values of those names that the student's code has defined.

        What is plain data comes by value, the rest as :class:`Proxy`.
        """
        found = self.session.ask("fetch", tuple(wanted))
        return {name: found[name] for name in wanted if name in found}

    def bind(self, namespace: dict, wanted: Sequence[str]) -> None:
        """Set names in ``namespace`` to the student's; remove those that are missing.

        When this fails all of the names are removed: no test sees an older value.
        """
        for name in wanted:
            namespace.pop(name, None)
        namespace.update(self.fetch(wanted))
