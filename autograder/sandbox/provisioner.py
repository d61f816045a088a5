"""Starts Jupyter kernels in a sandbox of their own, for any program that uses Jupyter.

A kernel specification chooses it with ``"metadata": {"kernel_provisioner":
{"provisioner_name": "autograder-warm", "config": {"preload": ["numpy"]}}}``. The first
start imports; a restart forks and takes no time.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import List, Unicode

from autograder.sandbox.channels import Listening
from autograder.sandbox.handle import ForkedKernel
from autograder.sandbox.sandbox import Sandbox

SECONDS_POLL = 0.05


class WarmProvisioner(KernelProvisionerBase):
    """One sandbox and the kernel in it; what the kernel wrote is gone at a restart."""

    preload = List(Unicode(), help="Modules to import beforehand.").tag(config=True)
    read_only = List(Unicode(), help="Folders to show.").tag(config=True)

    _sandbox: Sandbox | None = None
    _kernel: ForkedKernel | None = None
    _listening: Listening | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel."""
        return self._kernel is not None

    async def poll(self) -> int | None:
        """Return None while the kernel runs, else 0."""
        return None if self._kernel and self._kernel.alive else 0

    async def wait(self) -> int | None:
        """Wait until the kernel has ended."""
        while await self.poll() is None:
            await asyncio.sleep(SECONDS_POLL)
        self._kernel = None
        return 0

    async def send_signal(self, signum: int) -> None:
        """Send the kernel a signal."""
        if self._kernel:
            self._kernel.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """Kill the kernel: it holds nothing that it could still save."""
        await self.kill(restart)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the launch needs: nothing, as no program is run."""
        return {**kwargs, "cmd": []}

    async def launch_kernel(
        self, cmd: list[str], **kwargs: Any
    ) -> KernelConnectionInfo:
        """Fork a kernel and return how to connect to it.

        Raises
        ------
        SandboxError
        """
        self.connection_info = await asyncio.to_thread(self._launch)
        return self.connection_info

    def _launch(self) -> KernelConnectionInfo:
        if self._sandbox is None:
            self._sandbox = Sandbox(tuple(self.preload), tuple(self.read_only))
            self._sandbox.start()
        self._sandbox.wipe()
        self._listening = Listening()
        bridge, line = socket.socketpair(), socket.socketpair()  # no other kernel
        with bridge[0], bridge[1], line[0], line[1]:
            self._kernel = self._sandbox.fork(
                "student",
                self._listening.key,
                self._listening.fds,
                bridge[0].fileno(),
                line[0].fileno(),
            )
        self._listening.handed_over()
        return self._listening.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Delete the kernel's sockets and, unless it is to start again, all else."""
        if self._listening:
            self._listening.delete()
        if self._sandbox and not restart:
            self._sandbox.close()
            self._sandbox = None
