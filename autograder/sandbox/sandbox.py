"""One sandbox, from the host's side: starts it, forks kernels in it, empties it."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from autograder.sandbox import bubblewrap, seccomp
from autograder.sandbox.endings import describe
from autograder.sandbox.environment import environment
from autograder.sandbox.errors import SandboxError
from autograder.sandbox.limits import Limits
from autograder.sandbox.protocol import pack_files, receive, send
from autograder.sandbox.visible import visible

SECONDS_START = 180.0
SECONDS_ANSWER = 15.0
SECONDS_END = 5.0


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
        return self._pidfd >= 0 and not _readable(self._pidfd, 0)

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


class Sandbox:
    """A place that holds one kernel at a time, and nothing of the one before.

    Parameters
    ----------
    preload : tuple of str
        Modules to import once, before kernels are forked.
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
        self._process: subprocess.Popen | None = None
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
        self._control, theirs = socket.socketpair(
            socket.AF_UNIX, socket.SOCK_SEQPACKET | socket.SOCK_CLOEXEC
        )
        self._control.settimeout(SECONDS_ANSWER)
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._folder = tempfile.TemporaryDirectory(prefix="autograder-")
        try:
            rights = self._launch(theirs.fileno())
            send(self._control, {"rights": rights, "preload": list(self._preload)})
        except BaseException:
            self.close()
            raise
        finally:
            theirs.close()

    def _launch(self, control: int) -> dict[str, Any]:
        limits, uid = self._limits, None
        shown = visible(self._preload, self._read_only)
        zygote = [sys.executable, "-P", "-m", "autograder.sandbox.zygote", str(control)]
        passed = [control]
        rights: dict[str, Any] = {
            "memory": limits.memory,
            "open_files": limits.open_files,
            "scratch": limits.scratch,
            "files": limits.files,
            "tables": 16 * limits.open_files,
            "processes": limits.processes,
        }
        if self._unsafe:
            path = [str(Path(place).parent) for _, place in shown.packages]
            scratches = [self._folder.name]
            variables = environment(scratches[0], (*path, *shown.path[1:]), limits)
            argv = zygote
        else:
            uid = bubblewrap.own_uid()
            scratches = list(bubblewrap.SCRATCHES)
            variables = environment(scratches[0], shown.path, limits)
            passed.append(_memory_file(bubblewrap.accounts(uid)))
            passed.append(_memory_file(seccomp.program()))
            argv = bubblewrap.command(zygote, shown, variables, limits, *passed[1:])
        try:
            self._process = subprocess.Popen(
                argv,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=self._said,
                cwd="/",
                pass_fds=passed,
                start_new_session=True,
            )
        finally:
            for fd in passed[1:]:
                os.close(fd)
        rights |= {"scratches": scratches, "uid": uid, "boxed": not self._unsafe}
        return rights

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
        return self._zygote >= 0 and not _readable(self._zygote, 0)

    def close(self) -> None:
        """End everything in the sandbox and leave nothing of it."""
        if self._process is None:
            return
        self._control.close()  # which ends the zygote, and all else with it
        if self._zygote >= 0:
            _kill(self._zygote)
        try:
            self._process.wait(SECONDS_END)
        except subprocess.TimeoutExpired:  # it is importing; bubblewrap takes it along
            self._process.kill()
            self._process.wait()
        if self._zygote >= 0:
            _readable(self._zygote, SECONDS_END)
            os.close(self._zygote)
        if self._kernel:
            self._kernel.close()
        self._said.close()
        self._folder.cleanup()
        self._process, self._kernel, self._zygote = None, None, -1

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


def _memory_file(content: bytes) -> int:
    fd = os.memfd_create("sandbox")
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def _readable(fd: int, seconds: float) -> bool:
    poller = select.poll()
    poller.register(fd, select.POLLIN)
    return bool(poller.poll(seconds * 1000))


def _kill(pidfd: int) -> None:
    try:
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    except ProcessLookupError:
        return
