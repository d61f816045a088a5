"""A kernel's five channels: sockets that listen for it, and a client connected to them.

The client is connected before the kernel exists and the sockets' files are deleted at
once, so that nobody else can connect and nothing is left, however grading ends.
"""

from __future__ import annotations

import secrets
import select
import socket
import tempfile

import zmq
from jupyter_client.blocking.client import BlockingKernelClient

from autograder.sandbox.errors import SandboxError

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
MAX_MESSAGE = 16 * 2**20
"""Bytes of one message that the host takes; whoever sends more is cut off."""
MAX_WAITING = 64
"""Messages of one channel that wait on the host; more wait in the kernel."""
SECONDS_CONNECT = 10.0
SECONDS_SEND = 5.0


def guarded_context() -> zmq.Context:
    """Return a context whose sockets take and wait only so much."""
    context = zmq.Context()
    for option, value in {
        zmq.MAXMSGSIZE: MAX_MESSAGE,
        zmq.RCVHWM: MAX_WAITING,
        zmq.SNDTIMEO: int(1000 * SECONDS_SEND),
        zmq.RECONNECT_IVL: -1,
        zmq.LINGER: 0,
    }.items():
        context.setsockopt(option, value)
    return context


class Channels:
    """Listening sockets to hand to a kernel, and ``kc``, a client connected to them.

    Attributes
    ----------
    key : str
        Signs messages.
    kc : BlockingKernelClient
    """

    def __init__(self, context: zmq.Context) -> None:
        self.key = secrets.token_hex(16)
        self._sockets: list[socket.socket] = []
        with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
            address = f"{folder}/k"
            ports = {f"{name}_port": i for i, name in enumerate(CHANNELS, 1)}
            for port in ports.values():
                sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                self._sockets.append(sock)
                sock.setblocking(False)
                sock.bind(f"{address}-{port}")
                sock.listen(16)
            self.kc = BlockingKernelClient(
                context=context, transport="ipc", ip=address, **ports
            )
            self.kc.session.key = self.key.encode()
            self.kc.start_channels(hb=False)
            for sock in self._sockets[:-1]:
                if not select.select([sock], [], [], SECONDS_CONNECT)[0]:
                    raise SandboxError("a kernel's socket cannot be connected to")

    @property
    def listening(self) -> list[int]:
        """Descriptors of the listening sockets, one for each channel."""
        return [sock.fileno() for sock in self._sockets]

    def handed_over(self) -> None:
        """Close this side's listening sockets: the kernel has its own."""
        for sock in self._sockets:
            sock.close()

    def close(self) -> None:
        """Close everything."""
        self.handed_over()
        self.kc.stop_channels()
