"""Runs a command and kills it with SIGKILL at a given moment, as a crash would."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SECONDS_TO_VANISH = 20


@dataclass(frozen=True)
class Ended:
    """How a run ended: ``status`` is negative when a signal ended it.

    ``hit`` is what was killed, "run" or "worker"; empty if it had ended before.
    """

    status: int
    output: str
    left: list[str]
    hit: str = ""

    @property
    def killed(self) -> bool:
        """Whether it was killed, and had not ended before."""
        return self.status == -signal.SIGKILL

    @property
    def lines(self) -> int:
        """Lines printed: one a submission."""
        return len(self.output.splitlines())


def run(
    command: Sequence[str | Path],
    *,
    kill_after: float | None = None,
    kill_when: Callable[[], bool] = lambda: False,
    kill_worker: bool = False,
    **environment: str,
) -> Ended:
    """Run a command, and all that it starts; kill it, or a worker of it, if told to.

    That is after so many seconds, or as soon as ``kill_when`` says so. Returns when all
    of it is gone; ``left`` names the processes that are not, after 20 seconds.
    """
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | environment,
            start_new_session=True,
        )
        alive, hit = [], ""
        if _lives_until(process, kill_after, kill_when):
            started = psutil.Process(process.pid).children(recursive=True)
            workers = [p for p in started if "spawn_main" in _command(p)]
            hit = "worker" if kill_worker and workers else "run"
            (workers[0] if hit == "worker" else process).kill()
            process.wait()
            _, alive = psutil.wait_procs(started, SECONDS_TO_VANISH)
        output.seek(0)
        left = [_command(p) or str(p) for p in alive if p.is_running()]
        return Ended(process.returncode, output.read(), left, hit)


def _lives_until(
    process: subprocess.Popen, seconds: float | None, when: Callable[[], bool]
) -> bool:
    """Wait for the moment; False if the process ended before it."""
    start = time.monotonic()
    while process.poll() is None:
        if when() or (seconds is not None and time.monotonic() - start > seconds):
            return True
        time.sleep(0.002)
    return False


def _command(process: psutil.Process) -> str:
    """The command line of a process, empty if it has just ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # also of one that nobody has waited for yet
        return ""
