"""The process that waits in a sandbox, heavy modules imported, and forks kernels.

Under bubblewrap it is process 1 of its own process namespace: what it does not kill
dies with it. It talks with the host alone, on a socket that no kernel inherits.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from autograder.sandbox.forked import MAX_FAILURE, Request, be_kernel, settle
from autograder.sandbox.protocol import receive, send
from autograder.sandbox.system import PR_SET_CHILD_SUBREAPER, prctl, protect
from autograder.sandbox.watch import Watch, descendants
from autograder.sandbox.wiping import empty, wipe

# what ipykernel imports only when a kernel starts
KERNEL_MODULES = (
    "autograder.sandbox.kernel_app",
    "autograder.bridge.install",
)
TICK = 0.025
"""Seconds between two looks at what a kernel uses."""


class Zygote:
    """Answers the host's requests, watches the kernel, and buries it.

    Parameters
    ----------
    control : socket.socket
        To the host; when the host is gone, so is the sandbox.
    rights : dict
        What a kernel may use, and the uid that it gets (None: the zygote's own).
    """

    def __init__(self, control: socket.socket, rights: dict[str, Any]) -> None:
        self._control = control
        self._rights = rights
        self._watch = Watch(rights)
        self._kernel = 0  # its process id, 0 when there is none
        self._pidfd = -1
        self._failure = -1

    def serve(self) -> None:
        """Serve until the host is gone."""
        while True:
            poller = select.poll()
            poller.register(self._control, select.POLLIN)
            if self._kernel:
                poller.register(self._pidfd, select.POLLIN)
            ready = [fd for fd, _ in poller.poll(TICK * 1000 if self._kernel else None)]
            if self._kernel and self._pidfd in ready:
                self._bury()
            if self._control.fileno() in ready:
                self._answer()
            if self._kernel:
                self._look()

    def _answer(self) -> None:
        message, fds = receive(self._control)
        match message.pop("do"):
            case "fork":
                self._fork(message, fds)
            case "wipe":
                self._wipe()
            case "load":
                self._load(message["modules"])
            case "status":
                self._watch.look()
                send(self._control, {"used": self._watch.report()})

    def _fork(self, message: dict[str, Any], fds: list[int]) -> None:
        *listening, bridge, line, files = fds
        request = Request(
            **message, listening=listening, bridge=bridge, line=line, files=files
        )
        self._failure, failure = os.pipe()
        self._kernel = os.fork()
        if not self._kernel:
            be_kernel(request, self._rights, failure)
        os.close(failure)
        for fd in fds:
            os.close(fd)
        self._pidfd = os.pidfd_open(self._kernel)
        self._watch.begin()
        send(self._control, {"forked": self._kernel}, (self._pidfd,))

    def _look(self) -> None:
        """End a kernel that uses too much, with all that it started; reap the dead."""
        why = self._watch.look()
        if why:
            self._tell({"over": why})
            self._kill_all()
        self._reap()

    def _reap(self) -> None:
        while True:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None or ended.si_pid == self._kernel:
                return
            os.waitpid(ended.si_pid, 0)

    def _bury(self) -> None:
        _, status = os.waitpid(self._kernel, 0)
        failure = os.read(self._failure, MAX_FAILURE).decode(errors="replace")
        for fd in (self._pidfd, self._failure):
            os.close(fd)
        self._kernel = 0
        code = os.waitstatus_to_exitcode(status)
        ended = {"ended": code, "failure": failure, **self._watch.report()}
        self._tell(ended)

    def _tell(self, message: dict[str, Any]) -> None:
        with suppress(ConnectionError):  # the host is gone: reading will say so
            send(self._control, message)

    def _wipe(self) -> None:
        self._kill_all()
        problem = wipe(self._rights["scratches"], self._rights["uid"])
        send(self._control, {"wiped": not problem, "problem": problem})

    def _load(self, modules: list[str]) -> None:
        """Import more, for the kernels to come; the host has emptied the sandbox."""
        try:
            problems = prepare(modules, self._rights["scratches"])
        except RuntimeError as error:
            send(self._control, {"failed": str(error)})
        else:
            send(self._control, {"loaded": True, "problems": problems})

    def end(self) -> None:
        """Leave nothing running and nothing written, when the host is gone."""
        if not self._rights["boxed"]:
            self._kill_all()
            for folder in self._rights["scratches"]:
                empty(folder)
                os.rmdir(folder)

    def _kill_all(self) -> None:
        """Kill everything but this process; the host waits only so long for it."""
        while True:
            for pid in [-1] if os.getpid() == 1 else descendants():
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            self._reap()
            if self._kernel and select.select([self._pidfd], [], [], 0)[0]:
                self._bury()
            if not _has_children():
                return
            time.sleep(0.001)


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def load(modules: list[str]) -> dict[str, str]:
    """Import modules; return why some of them could not be, by name.

    Raises
    ------
    RuntimeError
        One of them started threads, as TensorFlow does when it computes: a fork would
        not have them, and hang.
    """
    problems = {}
    for name in modules:
        try:
            importlib.import_module(name)
        except Exception as error:
            problems[name] = f"{type(error).__name__}: {error}"[:500]
        threads = len(os.listdir("/proc/self/task"))
        if threads > 1 or threading.active_count() > 1:
            raise RuntimeError(
                f"importing {name} starts {threads - 1} threads, so that no kernel can "
                "be forked from there: leave it out of what is imported beforehand"
            )
    return problems


def prepare(modules: list[str], scratches: list[str]) -> dict[str, str]:
    """Import modules as :func:`load` does, and leave no other trace of it."""
    settle(scratches[0])  # some modules write to where they are at home
    gc.disable()  # a quarter of the time of imports, which make no garbage
    problems = load(modules)
    _ignore_signals()
    gc.freeze()
    gc.enable()
    os.chdir("/")
    for folder in scratches:
        empty(folder)
    return problems


def _ignore_signals() -> None:
    """Take back what modules want to do on signals: a kernel could send these here."""
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)  # which process 1 ignores
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def main() -> None:
    """Import, say so, and serve; the control socket's descriptor is the argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    os.set_inheritable(control.fileno(), False)
    if os.getpid() != 1:
        prctl(PR_SET_CHILD_SUBREAPER, 1)
    protect()
    try:
        start, _ = receive(control)
        rights = start["rights"]
        try:
            problems = prepare(
                [*KERNEL_MODULES, *start["preload"]], rights["scratches"]
            )
            if KERNEL_MODULES[0] in problems or KERNEL_MODULES[1] in problems:
                raise RuntimeError(str(problems))
        except RuntimeError as error:
            send(control, {"failed": str(error)})
            return
        own = os.pidfd_open(os.getpid())
        send(control, {"ready": True, "problems": problems}, (own,))
        os.close(own)
        zygote = Zygote(control, rights)
        try:
            zygote.serve()
        finally:  # without a sandbox, nothing ends with this process by itself
            zygote.end()
    except (EOFError, BrokenPipeError):
        return  # the host is gone


if __name__ == "__main__":
    main()
