"""What a zygote's child does: gives up its rights, then is a Jupyter kernel."""

from __future__ import annotations

import os
import random
import resource
import signal
import socket
import sys
import traceback
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.protocol import unpack_files
from autograder.sandbox.system import PR_SET_DUMPABLE, PR_SET_PDEATHSIG, prctl

MAX_FAILURE = 2000
"""Characters of a report of why a kernel could not start."""


@dataclass(frozen=True)
class Request:
    """What the host asked for: one kernel.

    Attributes
    ----------
    role : "student" or "tests"
    key : str
        Signs the messages of this kernel.
    settings : dict
        For the bridge: ``beside`` and ``both``.
    listening : list of int
        Descriptors of the five channels' sockets, in the order of ``CHANNELS``.
    bridge, line, files : int
        Descriptors: to the other kernel, for a new bridge later, and the files.
    """

    role: str
    key: str
    settings: dict[str, Any]
    listening: list[int]
    bridge: int
    line: int
    files: int

    @property
    def fds(self) -> set[int]:
        """All descriptors that the kernel may keep."""
        return {*self.listening, self.bridge, self.line, self.files}


def be_kernel(request: Request, rights: dict[str, Any], failure: int) -> None:
    """Be a kernel until it ends, in the child; never return.

    ``rights`` are the zygote's own; what goes wrong before any code of a student ran is
    written to the descriptor ``failure``.
    """
    status = 70
    try:
        _close_others(request.fds | {failure})
        _give_up_rights(rights)
        settle(rights["scratches"][0])
        unpack_files(request.files)
        app = _kernel(request)
        os.close(failure)
        failure = -1
        app.start()
        status = 0
    except BaseException:  # whatever it is: the child must not return into the zygote
        if failure >= 0:
            text = traceback.format_exc()[-MAX_FAILURE:]
            os.write(failure, text.encode(errors="replace")[-MAX_FAILURE:])
    finally:
        os._exit(status)


def _close_others(keep: set[int]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and int(name) not in keep:
            try:
                os.close(int(name))
            except OSError:
                continue  # the one that listed them


def _give_up_rights(rights: dict[str, Any]) -> None:
    os.setsid()
    if rights["uid"] is not None:
        os.setgroups([])
        os.setresgid(*[rights["uid"]] * 3)
        os.setresuid(*[rights["uid"]] * 3)
    prctl(PR_SET_DUMPABLE, 1)  # its own /proc/self is its own again
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # if the machine runs out of memory, this goes first
    for name, value in {
        "DATA": rights["memory"] + _data_now(),
        "NPROC": rights["processes"] if rights["boxed"] else None,
        "NOFILE": rights["open_files"],
        "FSIZE": rights["scratch"],
        "CORE": 0,
        "MSGQUEUE": 0,
        "MEMLOCK": 2**16,
    }.items():
        if value is not None:
            limit = getattr(resource, f"RLIMIT_{name}")
            _, most = resource.getrlimit(limit)
            value = value if most == resource.RLIM_INFINITY else min(value, most)
            resource.setrlimit(limit, (value, value))


def _data_now() -> int:
    with open("/proc/self/status") as file:
        (size,) = [line for line in file if line.startswith("VmData:")]
    return int(size.split()[1]) * 1024


def settle(scratch: str) -> None:
    """Make a home with a working folder in it, the same for every kernel."""
    os.makedirs(f"{scratch}/tmp")
    os.makedirs(f"{scratch}/home/work")
    os.chdir(f"{scratch}/home/work")
    random.seed()
    if "numpy" in sys.modules:  # else all kernels would draw the same numbers
        sys.modules["numpy"].random.seed()


def _kernel(request: Request):
    from traitlets.config import Config

    from autograder.sandbox.kernel_app import CHANNELS, ForkedKernelApp

    config = Config()
    config.Session.key = request.key.encode()
    config.HistoryManager.enabled = False
    app = ForkedKernelApp.instance(config=config)
    app.listening = dict(zip(CHANNELS, request.listening, strict=True))
    app.initialize([])
    app.shell.ask_exit = _end  # at once: the cell that asks is the one that ends it
    _show_figures()
    _join(app, request)
    return app


def _end() -> None:
    sys.stdout.flush()
    os._exit(0)


def _show_figures() -> None:
    """Do what importing Matplotlib's backend does when a kernel is there already."""
    backend = sys.modules.get("matplotlib_inline.backend_inline")
    if backend is not None:
        backend._enable_matplotlib_integration()


def _join(app: Any, request: Request) -> None:
    """Connect the kernel to the other one, and stay ready for a new connection."""
    from tornado.ioloop import IOLoop

    from autograder.bridge import install

    loop = IOLoop.current().asyncio_loop
    bridge = socket.socket(fileno=request.bridge)
    install.install(request.role, app.shell, bridge, request.settings)
    line = socket.socket(fileno=request.line)
    line.setblocking(False)

    def look() -> None:
        while True:
            try:
                _, fds, _, _ = socket.recv_fds(line, 1, 1, socket.MSG_CMSG_CLOEXEC)
            except BlockingIOError:
                return
            if not fds:  # the host is gone, and so will this kernel be
                loop.remove_reader(line)
                return
            install.rebridge(socket.socket(fileno=fds[0]))

    loop.add_reader(line, look)
    # also before a cell, so that a cell sent after a new bridge finds it
    app.shell.events.register("pre_execute", look)
