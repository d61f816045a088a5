"""Runs one cell in a kernel that may do anything: bounded in time, output and trust."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol

import zmq
from jupyter_client.blocking.client import BlockingKernelClient

from autograder.engine.outputs import Outputs

MAX_RECEIVED = 100_000_000
"""Bytes of output that a kernel may send for one cell before it is stopped."""
GRACE = 2.0
"""Seconds that a kernel has for what it must do at once, such as obey an interrupt."""
_POLL = 0.05
_HANDFUL = 200  # messages that are read before the clock is looked at again


class Kernel(Protocol):
    """What this module needs of a kernel; the sandbox provides it."""

    kc: BlockingKernelClient

    @property
    def alive(self) -> bool:
        """Whether its process runs."""


class CallEndedError(Exception):
    """A call ended before it was done, in one of the ways below."""


class KernelDiedError(CallEndedError):
    """The kernel's process ended while it ran a cell."""


class KernelBrokenError(CallEndedError):
    """The kernel's process runs, but does not do what a kernel does."""


class OutOfTimeError(CallEndedError):
    """The cell is still running when its time is up."""


class FloodError(CallEndedError):
    """The kernel sent more output than anybody could read."""


@dataclass
class Call:
    """A cell that was sent to a kernel, and what came back so far.

    ``reply`` is the content of the kernel's own reply, None until it has come;
    ``deaf`` says that the kernel did not even take the cell.
    """

    kernel: Kernel
    message: str
    outputs: Outputs = field(default_factory=Outputs)
    reply: dict[str, Any] | None = None
    received: int = 0
    deaf: bool = False
    _idle: bool = False

    @property
    def done(self) -> bool:
        """Whether the reply and all output before it have come."""
        return self.reply is not None and self._idle


def send(
    kernel: Kernel,
    source: str,
    *,
    silent: bool = False,
    expressions: dict[str, str] | None = None,
) -> Call:
    """Send a cell to a kernel and return at once; :func:`wait` for it.

    A kernel that does not take it is one whose time is up.
    """
    try:
        message = kernel.kc.execute(
            source,
            silent=silent,
            store_history=not silent,
            allow_stdin=False,
            stop_on_error=False,
            user_expressions=expressions,
        )
    except zmq.Again:
        return Call(kernel, "", deaf=True)
    return Call(kernel, message)


def listen(kernel: Kernel) -> Call:
    """Return a call that collects what a kernel prints, and never has a reply."""
    return Call(kernel, "")


def wait(
    calls: Iterable[Call], deadline: float, *, listening: Iterable[Call] = ()
) -> None:
    """Wait until all calls are done, collecting the output of ``listening`` too.

    Raises
    ------
    CallEndedError
        As one of its kinds.
    """
    calls, everyone = list(calls), [*calls, *listening]
    idle_by = None
    if any(call.deaf for call in calls):
        raise OutOfTimeError
    while not all(call.done for call in calls):
        _pump(everyone)
        for call in calls:
            if not call.done and not call.kernel.alive:
                _pump(everyone)  # what it said last
                raise KernelDiedError
        if all(call.reply is not None for call in calls):
            idle_by = idle_by or monotonic() + GRACE
            if monotonic() > idle_by:  # a kernel that never says it is idle
                break
        if monotonic() > deadline:
            raise OutOfTimeError
    if any(call.reply.get("status") == "aborted" for call in calls):
        raise KernelBrokenError
    _pump(listening, block=False)


def _pump(calls: Iterable[Call], *, block: bool = True) -> None:
    """Read what has come; wait a moment for the first message."""
    poller, owners = zmq.Poller(), {}
    for call in calls:
        for channel in (call.kernel.kc.iopub_channel, call.kernel.kc.shell_channel):
            poller.register(channel.socket, zmq.POLLIN)
            owners[channel.socket] = (call, channel)
    for socket, _ in poller.poll(_POLL * 1000 if block else 0):
        call, channel = owners[socket]
        for _ in range(_HANDFUL):
            message = _receive(call, channel)
            if message is None:
                break
            _sort(call, message)


def _receive(call: Call, channel) -> dict | None:
    """Return the next message, {} for one that is none, None if there is none."""
    try:
        parts = channel.socket.recv_multipart(zmq.NOBLOCK)
    except zmq.Again:
        return None
    call.received += sum(map(len, parts))
    if call.received > MAX_RECEIVED:
        raise FloodError
    try:
        _, parts = channel.session.feed_identities(parts)
        return channel.session.deserialize(parts)
    except Exception:  # whatever a hostile message makes the parser raise
        return {}


def _sort(call: Call, message: dict) -> None:
    kind, content = message.get("msg_type"), message.get("content")
    parent = message.get("parent_header")
    own = isinstance(parent, dict) and parent.get("msg_id") == call.message
    if not isinstance(content, dict):
        return
    if kind == "execute_reply" and own:
        call.reply = content
    elif kind == "status" and own and content.get("execution_state") == "idle":
        call._idle = True
    else:
        call.outputs.take(message)


def forget_output(kernel: Kernel) -> None:
    """Drop what a kernel said since its last cell."""
    _pump([listen(kernel)], block=False)
