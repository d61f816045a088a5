"""The Jupyter kernel that a zygote forks: ipykernel, on sockets that it is handed."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

# what a kernel imports only when it starts: before the fork, that costs nothing
import tornado.locks
import tornado.platform.asyncio
import tornado.queues  # noqa: F401
import zmq
from ipykernel import debugger, ipkernel
from ipykernel.heartbeat import Heartbeat
from ipykernel.kernelapp import IPKernelApp
from traitlets import Dict, Integer

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
"""The order in which listening sockets are handed over."""


def _bind(sock: zmq.Socket, fd: int) -> None:
    sock.setsockopt(zmq.USE_FD, fd)
    sock.bind(f"ipc://inherited-{fd}")  # the name is not used: the socket is there


class _Heartbeat(Heartbeat):
    """A heartbeat on a socket that listens already."""

    def _bind_socket(self) -> None:
        _bind(self.socket, self.port)


class ForkedKernelApp(IPKernelApp):
    """A kernel whose "ports" are descriptors of Unix sockets that listen already.

    It reads no settings and writes no files: what a kernel does must not hang on the
    account or the folder in which it runs.
    """

    listening = Dict(help="Descriptor of each channel's listening socket.")
    parent_handle = Integer(0)

    def init_crash_handler(self) -> None:
        """Leave ``sys.excepthook`` alone."""

    def load_config_file(self, **_: Any) -> None:
        """Read no configuration."""

    def parse_command_line(self, argv: Any = None) -> None:
        """Take no arguments: building the parser takes longer than the fork."""

    def init_kernel(self) -> None:
        """Make the kernel without its debugger, which nobody uses here.

        For it, ipykernel would ask all of TensorFlow's modules for their file.
        """
        debugger._is_debugpy_available = False
        no_modules = SimpleNamespace(**{**vars(sys), "modules": {}})
        with patch.object(ipkernel, "sys", no_modules):
            super().init_kernel()

    def init_connection_file(self) -> None:
        """Take the sockets that were handed over instead of a file's."""
        self.transport, self.ip = "ipc", "inherited"
        for channel in CHANNELS:
            setattr(self, f"{channel}_port", self.listening[channel])

    def write_connection_file(self, **_: Any) -> None:
        """Write none: whoever forked this kernel knows its sockets."""

    def log_connection_info(self) -> None:
        """Print nothing."""

    def _bind_socket(self, s: zmq.Socket, port: int) -> int:
        _bind(s, port)
        return port

    def init_iopub(self, context: zmq.Context) -> None:
        """Let output wait for a slow reader: what is dropped may be a cell's end."""
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)

    def init_heartbeat(self) -> None:
        """Start the heartbeat on its socket."""
        self.heartbeat = _Heartbeat(
            zmq.Context(), (self.transport, self.ip, self.hb_port)
        )
        self.heartbeat.start()
