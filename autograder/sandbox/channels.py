"""A kernel's five channels: sockets that listen for it, and a client connected to them.

In grading, the client is connected before the kernel exists and the sockets' files are
deleted at once: nobody else can connect, and nothing is left, however grading ends.
"""

from __future__ import annotations

import secrets
import select
import socket
import tempfile
from typing import Any

import zmq
from jupyter_client.blocking.client import BlockingKernelClient

from autograder.sandbox.errors import SandboxError

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
MAX_MESSAGE = 16 * 2**20
"""Bytes of one message that the host takes; whoever sends more is cut off."""
MAX_WAITING = 64
"""Messages of one channel that wait on the host; more wait in the kernel."""
MAX_FOLDER = 70  # characters: Linux takes 107 for the name of a socket
SECONDS_CONNECT = 10.0
SECONDS_SEND = 2.0


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


class Listening:
    """Five sockets that listen in a folder of their own, for a kernel to serve.

    Attributes
    ----------
    key : str
        Signs messages.
    """

    def __init__(self) -> None:
        self.key = secrets.token_hex(16)
        usual = tempfile.gettempdir()
        place = usual if len(usual) < MAX_FOLDER else "/tmp"
        self._folder = tempfile.TemporaryDirectory(prefix="autograder-", dir=place)
        self._sockets: list[socket.socket] = []
        for port in range(1, 1 + len(CHANNELS)):
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._sockets.append(sock)
            sock.setblocking(False)
            sock.bind(f"{self._folder.name}/k-{port}")
            sock.listen(16)

    @property
    def connection_info(self) -> dict[str, Any]:
        """What a Jupyter client needs to know to connect."""
        ports = {f"{name}_port": i for i, name in enumerate(CHANNELS, 1)}
        key = self.key.encode()
        ip = f"{self._folder.name}/k"
        info = {"transport": "ipc", "ip": ip, "key": key, **ports}
        return info | {"signature_scheme": "hmac-sha256"}

    @property
    def fds(self) -> list[int]:
        """Descriptors of the sockets, one for each channel."""
        return [sock.fileno() for sock in self._sockets]

    def await_client(self, channels: int) -> None:
        """Wait until the first so many channels have a client; raise SandboxError."""
        for sock in self._sockets[:channels]:
            poller = select.poll()
            poller.register(sock, select.POLLIN)
            if not poller.poll(SECONDS_CONNECT * 1000):
                raise SandboxError("a kernel's socket cannot be connected to")

    def handed_over(self) -> None:
        """Close this side's sockets: the kernel has its own."""
        for sock in self._sockets:
            sock.close()

    def delete(self) -> None:
        """Delete the sockets' files: nobody can connect any more."""
        self._folder.cleanup()


def connected_client(
    listening: Listening, context: zmq.Context
) -> BlockingKernelClient:
    """Return a client connected to all but the heartbeat, and be its only client."""
    info = listening.connection_info
    client = BlockingKernelClient(context=context)
    client.load_connection_info(info)
    client.start_channels(hb=False)
    try:
        listening.await_client(len(CHANNELS) - 1)
    except BaseException:
        client.stop_channels()
        raise
    finally:
        listening.delete()
    return client
