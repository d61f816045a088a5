"""A kernel in a sandbox, from the host's side: whether it runs, and how it ended."""

from __future__ import annotations

import os
import select
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from autograder.sandbox.endings import describe
from autograder.sandbox.errors import SandboxError

if TYPE_CHECKING:
    from autograder.sandbox.sandbox import Sandbox


class ForkedKernel:
    """A kernel in a sandbox: a process, and how it ended.

    Attributes
    ----------
    pid : int
        Process id inside the sandbox.
    ended : bool
        Whether the zygote has said how it ended.
    """

    def __init__(self, sandbox: Sandbox, pid: int, pidfd: int) -> None:
        self.pid = pid
        self.ended = False
        self._peak = 0
        self._sandbox = sandbox
        self._pidfd = pidfd
        self._cause = ""

    def fileno(self) -> int:
        """Return a descriptor that is readable when the kernel has ended."""
        return self._pidfd

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self._pidfd >= 0 and not readable(self._pidfd, 0)

    @property
    def cause(self) -> str:
        """Why it ended, as the beginning of a sentence; empty while it runs."""
        if not self.alive and not self._cause:
            self._sandbox.await_end(self)
            self._cause = self._cause or "the kernel died"
        return self._cause

    @property
    def peak_memory(self) -> int:
        """Bytes that it and all it started used at most, so far."""
        if self.alive:
            with suppress(SandboxError):  # it ended in between: the last look counts
                self._peak = self._sandbox.usage()["peak"]
        else:
            self._sandbox.await_end(self)
        return self._peak

    def signal(self, number: int) -> None:
        """Send a signal to the kernel's main process, if it runs."""
        try:
            if self._pidfd >= 0:
                signal.pidfd_send_signal(self._pidfd, number)
        except ProcessLookupError:
            return

    def note(self, message: dict[str, Any]) -> None:
        """Take what the zygote says of this kernel."""
        if "over" in message:
            self._cause = message["over"]
        elif "ended" in message:
            self.ended, self._peak = True, message["peak"]
            ended = describe(message["ended"], message["failure"])
            self._cause = self._cause or ended

    def close(self) -> None:
        """Let go of the process's descriptor."""
        if self._pidfd >= 0:
            os.close(self._pidfd)
            self._pidfd = -1


def readable(fd: int, seconds: float) -> bool:
    """Whether a descriptor becomes readable; that of a process does when it ends."""
    poller = select.poll()
    poller.register(fd, select.POLLIN)
    return bool(poller.poll(seconds * 1000))
