"""One sandbox, from the host's side: starts it, forks kernels in it, empties it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from types import TracebackType
from typing import IO, Any

from autograder.sandbox.errors import SandboxError
from autograder.sandbox.handle import ForkedKernel, readable
from autograder.sandbox.launch import launch
from autograder.sandbox.limits import Limits
from autograder.sandbox.protocol import pack_files, receive, send
from autograder.sandbox.visible import visible

SECONDS_START = 180.0
SECONDS_ANSWER = 15.0
SECONDS_END = 5.0


class Sandbox:
    """A place that holds one kernel at a time, and nothing of the one before.

    Parameters
    ----------
    preload : tuple of str
        Modules to import once, before kernels are forked; :meth:`load` adds to them.
    read_only : tuple of str
        Folders of the machine to show besides Python's own.
    limits : Limits
    unsafe : bool
        Do without bubblewrap: kernels have the rights of the caller.
    """

    def __init__(
        self,
        preload: tuple[str, ...] = (),
        read_only: tuple[str, ...] = (),
        limits: Limits | None = None,
        *,
        unsafe: bool = False,
    ) -> None:
        self._preload, self._read_only = preload, read_only
        self._limits = limits or Limits()
        self._unsafe = unsafe
        self._control: socket.socket | None = None
        self._process: subprocess.Popen | None = None
        self._folder: str | None = None
        self._kernel: ForkedKernel | None = None
        self._zygote = -1
        self.problems: dict[str, str] = {}

    # --- its life -----------------------------------------------------------------

    def start(self) -> None:
        """Start the zygote and wait until it has imported what it has to."""
        self.launch()
        self.await_ready()

    def launch(self) -> None:
        """Start the zygote, and return while it imports."""
        self._shown = visible(self._preload, self._read_only)
        self._control, theirs = socket.socketpair(
            socket.AF_UNIX, socket.SOCK_SEQPACKET | socket.SOCK_CLOEXEC
        )
        self._control.settimeout(SECONDS_ANSWER)
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        if self._unsafe:
            self._folder = tempfile.mkdtemp(prefix="autograder-")
        try:
            self._process, rights = launch(
                theirs.fileno(), self._shown, self._limits, self._folder, self._said
            )
            send(self._control, {"rights": rights, "preload": list(self._preload)})
        except BaseException:
            self.close()
            raise
        finally:
            theirs.close()

    def await_ready(self) -> None:
        """Wait until the zygote has imported what it has to.

        Raises
        ------
        SandboxError
            It could not be started, with what is known of the reason.
        """
        try:
            said, fds = self._hear("ready", SECONDS_START)
        except SandboxError:
            self._said.seek(0)
            text = self._said.read(4000).decode(errors="replace").strip()
            self.close()
            raise SandboxError(f"the sandbox did not start: {text}") from None
        if "failed" in said:
            self.close()
            raise SandboxError(said["failed"])
        (self._zygote,) = fds
        self.problems = said["problems"]

    @property
    def alive(self) -> bool:
        """Whether kernels can be forked in it."""
        return self._zygote >= 0 and not readable(self._zygote, 0)

    def close(self) -> None:
        """End everything in the sandbox and leave nothing of it."""
        if self._control is None:
            return
        self._control.close()  # which ends the zygote, and all else with it
        if self._zygote >= 0 and not self._unsafe:
            _kill(self._zygote)
        if self._process:
            try:
                self._process.wait(SECONDS_END)
            except subprocess.TimeoutExpired:  # it imports; bubblewrap takes it along
                self._process.kill()
                self._process.wait()
        if self._zygote >= 0:
            readable(self._zygote, SECONDS_END)
            os.close(self._zygote)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._kernel:
            self._kernel.close()
        self._said.close()
        self._control = self._process = self._kernel = self._folder = None
        self._zygote = -1

    def __enter__(self) -> Sandbox:
        """Start it."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    # --- kernels ------------------------------------------------------------------

    def fork(
        self,
        role: str,
        key: str,
        listening: list[int],
        bridge: int,
        line: int,
        files: dict[str, bytes] | None = None,
        settings: dict[str, Any] | None = None,
    ) -> ForkedKernel:
        """Fork a kernel and return it at once; there is to be none in the sandbox.

        Parameters
        ----------
        role : "student" or "tests"
            What the bridge makes of it.
        key : str
            Signs messages.
        listening : list of int
            Descriptors of Unix sockets that listen, one for each channel, in the order
            of :data:`autograder.sandbox.kernel_app.CHANNELS`.
        bridge, line : int
            Descriptors of sockets: to the other kernel, and one on which the host sends
            the descriptor of a new bridge.
        files : dict
            Name and content of the files in the working folder.
        settings : dict
            For the bridge.
        """
        if self._kernel is not None:
            raise SandboxError("there is a kernel in this sandbox already")
        pack = pack_files(files or {})
        request = {"do": "fork", "role": role, "key": key, "settings": settings or {}}
        try:
            self._say(request, (*listening, bridge, line, pack))
        finally:
            os.close(pack)
        said, (pidfd,) = self._hear("forked", SECONDS_ANSWER)
        self._kernel = ForkedKernel(self, said["forked"], pidfd)
        return self._kernel

    def wipe(self) -> None:
        """Kill all that runs in the sandbox and delete all that was written.

        Raises
        ------
        SandboxError
            It cannot be emptied: close it and start it again.
        """
        self._say({"do": "wipe"})
        said, _ = self._hear("wiped", SECONDS_ANSWER)
        if self._kernel:
            self._kernel.close()
            self._kernel = None
        if not said["wiped"]:
            raise SandboxError(said["problem"])

    def load(self, modules: tuple[str, ...]) -> None:
        """Import more modules for the kernels to come; empties the sandbox.

        It is started again if the folders that it shows do not hold all of them.

        Raises
        ------
        SandboxError
            Start it again.
        """
        more = tuple(name for name in modules if name not in self._preload)
        if not more:
            return
        self._preload += more
        if visible(self._preload, self._read_only) != self._shown:
            self.close()
            self.start()
            return
        self.wipe()
        self._say({"do": "load", "modules": list(more)})
        said, _ = self._hear("loaded", SECONDS_START)
        if "failed" in said:
            raise SandboxError(said["failed"])
        self.problems |= said["problems"]

    def usage(self) -> dict[str, int]:
        """Return bytes of ``memory``, its ``peak``, and ``processes``."""
        self._say({"do": "status"})
        return self._hear("used", SECONDS_ANSWER)[0]["used"]

    def await_end(self, kernel: ForkedKernel) -> None:
        """Wait for what the zygote says of a kernel that has ended."""
        if kernel is self._kernel and not kernel.ended:
            try:
                self._hear("ended", SECONDS_ANSWER)
            except SandboxError:  # the zygote ended too, and nobody will say
                return

    def _say(self, message: dict[str, Any], fds: tuple[int, ...] = ()) -> None:
        if not self.alive:
            raise SandboxError("the sandbox has ended")
        try:
            send(self._control, message, fds)
        except OSError as error:
            raise SandboxError(f"the sandbox does not answer: {error}") from error

    def _hear(self, key: str, seconds: float) -> tuple[dict[str, Any], list[int]]:
        """Return the next message that has ``key``; take note of those before it."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                self._control.settimeout(max(0.001, deadline - time.monotonic()))
                said, fds = receive(self._control)
            except TimeoutError:
                raise SandboxError("the sandbox does not answer") from None
            except (EOFError, OSError):
                raise SandboxError("the sandbox has ended") from None
            finally:
                self._control.settimeout(SECONDS_ANSWER)
            if self._kernel:
                self._kernel.note(said)
            if key in said or "failed" in said:
                return said, fds


def _kill(pidfd: int) -> None:
    try:
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    except ProcessLookupError:
        return
