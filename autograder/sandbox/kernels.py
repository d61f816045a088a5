"""The pair of kernels on which a submission is graded: warm, bridged, replaceable."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Literal

import zmq
from jupyter_client.blocking.client import BlockingKernelClient

from autograder.engine.settings import EngineSettings
from autograder.sandbox.channels import Listening, connected_client, guarded_context
from autograder.sandbox.errors import SandboxError
from autograder.sandbox.handle import ForkedKernel
from autograder.sandbox.protocol import check_name
from autograder.sandbox.sandbox import Sandbox

Role = Literal["student", "tests"]
ROLES: tuple[Role, Role] = ("student", "tests")
SECONDS_READY = 30.0
SECONDS_ASK = 2.0


@dataclass
class Kernel:
    """A kernel that is driven over its client.

    Attributes
    ----------
    kc : BlockingKernelClient
        Connected. What it receives comes from a kernel that may be hostile.
    """

    kc: BlockingKernelClient
    _process: ForkedKernel
    _line: socket.socket

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self._process.alive

    @property
    def cause(self) -> str:
        """Why it ended, as the beginning of a sentence; empty while it runs."""
        return self._process.cause

    @property
    def peak_memory(self) -> int:
        """Bytes that it and all that it started used at most, so far."""
        return self._process.peak_memory

    def fileno(self) -> int:
        """Return a descriptor that is readable when the kernel has ended."""
        return self._process.fileno()

    def interrupt(self) -> None:
        """Stop the cell that runs, as Ctrl-C does."""
        self._process.signal(signal.SIGINT)

    def rebridge(self, bridge: socket.socket) -> None:
        """Hand it another connection to the other kernel, if it still runs."""
        with suppress(OSError):  # it has ended, or never takes what it is sent
            socket.send_fds(self._line, [b"b"], [bridge.fileno()], socket.MSG_DONTWAIT)

    def close(self) -> None:
        """Let go of all that the host has of it."""
        self.kc.stop_channels()
        self._line.close()


class KernelPair:
    """Two sandboxes, and in each a kernel: the student's and the tests'.

    Parameters
    ----------
    settings : EngineSettings

    Attributes
    ----------
    student, tests : Kernel
        Of the current submission, once :meth:`new` was called.
    """

    student: Kernel
    tests: Kernel

    def __init__(self, settings: EngineSettings) -> None:
        self._settings = settings
        self._context = guarded_context()
        self._both = ThreadPoolExecutor(2, "sandbox")
        self._sandboxes = {role: self._sandbox() for role in ROLES}
        self._kernels: dict[Role, Kernel] = {}
        self._files: dict[Role, dict[str, bytes]] = {}

    def _sandbox(self) -> Sandbox:
        settings = self._settings
        return Sandbox(
            settings.preload,
            settings.read_only,
            settings.limits,
            unsafe=settings.unsafe,
        )

    def start(self) -> None:
        """Start both sandboxes, side by side.

        Raises
        ------
        SandboxError
        """
        try:
            self._in_both(lambda role: self._sandboxes[role].start())
        except BaseException:
            self.close()
            raise

    def load(self, modules: tuple[str, ...]) -> None:
        """Import more modules for the kernels to come.

        Raises
        ------
        SandboxError
            Close the pair: its sandboxes may differ now.
        """
        self._in_both(lambda role: self._sandboxes[role].load(modules))

    @property
    def problems(self) -> dict[str, str]:
        """Why modules could not be imported beforehand, by name."""
        return self._sandboxes["tests"].problems

    def new(
        self, student_files: dict[str, bytes], test_files: dict[str, bytes]
    ) -> None:
        """Give both sandboxes a new kernel, with these files in its working folder.

        Raises
        ------
        SandboxError
        ValueError
            A file's name leads out of the working folder.
        """
        for name in (*student_files, *test_files):
            check_name(name)
        self._files = {"student": student_files, "tests": test_files}
        ends = socket.socketpair()
        with ends[0], ends[1]:
            by_role = dict(zip(ROLES, ends, strict=True))
            self._in_both(lambda role: self._renew(role, by_role[role]))
        for role in ROLES:
            self._await_ready(role)

    def replace(self, role: Role) -> None:
        """End one kernel, and bridge a new one with the other."""
        other = ROLES[1 - ROLES.index(role)]
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._renew(role, ours)
            self._kernels[other].rebridge(theirs)
        self._await_ready(role)

    def interrupt(self, role: Role) -> None:
        """Stop the cell that a kernel runs, as Ctrl-C does."""
        self._kernels[role].interrupt()

    def close(self) -> None:
        """End both kernels and sandboxes; nothing of them is left."""
        for kernel in self._kernels.values():
            kernel.close()
        self._kernels = {}
        for sandbox in self._sandboxes.values():
            sandbox.close()
        self._both.shutdown()
        self._context.destroy(linger=0)

    def _in_both(self, do: Callable[[Role], None]) -> None:
        """Do something in both sandboxes at once; return when neither goes on."""
        tasks = [self._both.submit(do, role) for role in ROLES]
        wait(tasks)
        for task in tasks:
            task.result()

    def _clear(self, role: Role) -> None:
        """Leave a sandbox empty, by a new start if need be."""
        sandbox = self._sandboxes[role]
        try:
            sandbox.wipe()
        except SandboxError:
            sandbox.close()
            sandbox.start()
        if role in self._kernels:
            self._kernels.pop(role).close()

    def _renew(self, role: Role, bridge: socket.socket) -> None:
        """Empty a sandbox and fork a kernel in it."""
        self._clear(role)
        listening = Listening()
        client = connected_client(listening, self._context)
        line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        line.shutdown(socket.SHUT_RD)  # the host only ever sends
        settings = self._settings
        try:
            process = self._sandboxes[role].fork(
                role,
                listening.key,
                listening.fds,
                bridge.fileno(),
                theirs.fileno(),
                self._files[role],
                {"beside": list(settings.beside), "both": list(settings.both)},
            )
        except BaseException:
            client.stop_channels()
            line.close()
            raise
        finally:
            theirs.close()
            listening.handed_over()
        kernel = Kernel(client, process, line)
        self._kernels[role] = kernel
        setattr(self, role, kernel)

    def _await_ready(self, role: Role) -> None:
        """Wait until a kernel answers and nothing that it says can be missed."""
        await_ready(self._kernels[role], monotonic() + SECONDS_READY)


def await_ready(kernel: Kernel, deadline: float) -> None:
    """Wait until a new kernel has answered and said that it is idle.

    Raises
    ------
    SandboxError
    """
    asked = {kernel.kc.kernel_info()}
    shell, iopub = kernel.kc.shell_channel, kernel.kc.iopub_channel
    poller = zmq.Poller()
    for channel in (shell, iopub):
        poller.register(channel.socket, zmq.POLLIN)
    poller.register(kernel.fileno(), zmq.POLLIN)
    answered = idle = False
    while not (answered and idle):
        ready = dict(poller.poll(1000 * SECONDS_ASK))
        if not ready:  # what it said may have come before its listener was known
            asked.add(kernel.kc.kernel_info())
        if monotonic() > deadline:
            raise SandboxError("a new kernel does not answer")
        if kernel.fileno() in ready:
            raise SandboxError(kernel.cause)
        if shell.socket in ready:
            answered |= shell.get_msg()["msg_type"] == "kernel_info_reply"
        if iopub.socket in ready:
            said = iopub.get_msg()
            idle |= (
                said["parent_header"].get("msg_id") in asked
                and said["content"].get("execution_state") == "idle"
            )
