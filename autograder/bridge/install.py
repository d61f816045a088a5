"""Puts one end of the bridge into a kernel that was just forked.

The student kernel answers whenever its main thread is idle; the test kernel asks.
"""

from __future__ import annotations

import contextvars
import socket
import sys
from typing import Any

from autograder.bridge.client import Client
from autograder.bridge.errors import BridgeClosedError, CrossingError
from autograder.bridge.service import Service

client: Client | None = None  # of this process, if it is a test kernel
_desk: Desk | None = None  # of this process, if it is a student kernel


def install(role: str, shell: Any, sock: socket.socket, settings: dict) -> None:
    """Connect this kernel; call it in the main thread, before any cell is run.

    Parameters
    ----------
    role : {"student", "tests"}
    shell : IPython.core.interactiveshell.InteractiveShell
    sock : socket.socket
        One end of a connected pair of stream sockets.
    settings : dict
        For the tests: ``beside`` and ``both``, lists of names of library functions.
    """
    global client, _desk
    if role == "student":
        _desk = Desk(shell.user_ns)
        _desk.open(sock)
    elif role == "tests":
        from autograder.bridge.beside import Patches

        client = Client(sock, shell.user_ns)
        Patches(client, settings.get("beside", ()), settings.get("both", ())).apply()
    else:
        raise ValueError(f"A kernel is for the student or for tests, not for {role!r}.")


def rebridge(sock: socket.socket) -> None:
    """Connect this kernel to another process; call it in the main thread."""
    if client is not None:
        client.rebridge(sock)
    elif _desk is not None:
        _desk.open(sock)
    else:
        raise RuntimeError("There is no bridge in this process yet.")


def student_lines() -> list[tuple[int, int]]:
    """Return where in the student's cells the last error of this kernel came from.

    Pairs of execution count and line number, the outermost call first.
    """
    error = getattr(sys, "last_value", None)
    while error is not None:
        if hasattr(error, "student_lines"):
            return list(error.student_lines)
        error = error.__cause__ or error.__context__
    return []


class Desk:
    """Lets a service answer from the event loop of a kernel's main thread."""

    def __init__(self, namespace: dict) -> None:
        from tornado.ioloop import IOLoop

        self._loop = IOLoop.current().asyncio_loop
        self._namespace = namespace
        self._service: Service | None = None

    def open(self, sock: socket.socket) -> None:
        """Answer what is asked over ``sock`` from now on, and nothing else."""
        self.close()
        self._service = Service(self._namespace, sock)
        # What a call prints belongs to the last cell that the host ran. ipykernel
        # finds that one where no context of its own says otherwise: in an empty one.
        contextvars.Context().run(self._loop.add_reader, sock, self._read)

    def close(self) -> None:
        """Stop answering, and let go of all objects that the tests held."""
        if self._service is not None:
            self._loop.remove_reader(self._service.connection)
            self._loop.remove_writer(self._service.connection)
            self._service.connection.close()
            self._service = None

    def _read(self) -> None:
        service = self._service
        try:
            message = service.connection.read()
            if message is not None:
                service.connection.post(*service.answer(message))
                self._write()
        except (BridgeClosedError, CrossingError):
            self.close()

    def _write(self) -> None:
        connection = self._service.connection
        try:
            if connection.write():
                self._loop.remove_writer(connection)
            else:
                self._loop.add_writer(connection, self._write)
        except BridgeClosedError:
            self.close()
