"""Starts a zygote: in bubblewrap, or without it where that was asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from autograder.sandbox import bubblewrap, seccomp
from autograder.sandbox.environment import environment
from autograder.sandbox.limits import Limits
from autograder.sandbox.visible import Visible


def launch(
    control: int, shown: Visible, limits: Limits, unsafe: str | None, said: IO[bytes]
) -> tuple[subprocess.Popen, dict[str, Any]]:
    """Start a zygote; return the process and what its kernels may do.

    Parameters
    ----------
    control : int
        Descriptor of the zygote's end of the control socket.
    shown : Visible
    limits : Limits
    unsafe : str or None
        Folder for what kernels write, to do without bubblewrap.
    said : binary file
        Takes what bubblewrap and the imports print.

    Raises
    ------
    SandboxError
        This machine has no bubblewrap, or not the right processor.
    """
    zygote = [sys.executable, "-P", "-m", "autograder.sandbox.zygote", str(control)]
    rights: dict[str, Any] = {
        "memory": limits.memory,
        "processes": limits.processes,  # with threads; more cannot be started
        "forks": limits.processes // 4,  # without; more end the kernel
        "open_files": limits.open_files,
        "tables": 16 * limits.open_files,  # in all processes, and so memory of sockets
        "scratch": limits.scratch,
        "files": limits.files,
    }
    if unsafe is not None:
        path = [str(Path(place).parent) for _, place in shown.packages]
        variables = environment(unsafe, (*path, *shown.path[1:]), limits)
        rights |= {"scratches": [unsafe], "uid": None, "boxed": False}
        return _start(zygote, variables, (control,), said), rights
    uid, scratches = bubblewrap.own_uid(), bubblewrap.scratches(shown)
    variables = environment(scratches[0], shown.path, limits)
    rights |= {"scratches": scratches, "uid": uid, "boxed": True}
    files = [_memory_file(bubblewrap.accounts(uid)), _memory_file(seccomp.program())]
    try:
        argv = bubblewrap.command(zygote, shown, variables, limits, *files)
        return _start(argv, variables, (control, *files), said), rights
    finally:
        for fd in files:
            os.close(fd)


def _start(
    argv: list[str], variables: dict[str, str], fds: tuple[int, ...], said: IO[bytes]
) -> subprocess.Popen:
    # not --die-with-parent: it ends the sandbox with the *thread* that started it. The
    # zygote ends when the other end of its control socket does, and so with the host
    return subprocess.Popen(
        argv,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        cwd="/",
        pass_fds=fds,
        start_new_session=True,
    )


def _memory_file(content: bytes) -> int:
    fd = os.memfd_create("sandbox")
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd
