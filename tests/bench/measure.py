"""Runs a command and watches its processes: seconds, CPU seconds and peak memory."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import psutil


@dataclass(frozen=True)
class Measured:
    """Wall seconds, and the largest sum of proportional memory of all processes."""

    seconds: float
    peak_memory: int


def run(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path
) -> Measured:
    """Run a command to its end; raises CalledProcessError if it fails."""
    over, peak = Event(), [0]
    start = monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=output, stderr=subprocess.STDOUT
        )
        watcher = Thread(target=_watch, args=(process.pid, over, peak))
        watcher.start()
        status = process.wait()
    seconds = monotonic() - start
    over.set()
    watcher.join()
    if status:
        raise subprocess.CalledProcessError(status, command, log.read_text())
    return Measured(seconds, peak[0])


def _watch(pid: int, over: Event, peak: list[int]) -> None:
    while not over.wait(0.5):
        try:
            root = psutil.Process(pid)
            tree = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
        peak[0] = max(peak[0], sum(map(_memory, tree)))


def _memory(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
