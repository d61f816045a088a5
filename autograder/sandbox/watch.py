"""How much everything in a sandbox uses, from the zygote's point of view."""

from __future__ import annotations

import os
from typing import Any

_MEMORY = ("RssAnon:", "RssShmem:", "VmSwap:", "VmPTE:")  # not: files of libraries
_COUNTS = ("Threads:", "FDSize:", "PPid:")


class Watch:
    """Measures a kernel with all that it started, and says when it is too much.

    Parameters
    ----------
    rights : dict
        ``memory``, ``forks``, ``processes``, ``tables``, ``files`` and the folders
        ``scratches``, and whether these are of their own (``boxed``).
    """

    def __init__(self, rights: dict[str, Any]) -> None:
        self._rights = rights
        self._memory = self._peak = self._processes = 0

    def begin(self) -> None:
        """Forget the peak of the kernel before."""
        self._peak = 0

    def report(self) -> dict[str, int]:
        """Return bytes of memory (now, at most) and processes, at the last look."""
        return {
            "memory": self._memory,
            "peak": self._peak,
            "processes": self._processes,
        }

    def look(self) -> str:
        """Measure; return what is too much, as a sentence begins, or nothing."""
        memory = processes = tables = 0
        found = descendants()
        for used in found.values():
            memory += 1024 * sum(used[name] for name in _MEMORY)
            processes += used["Threads:"]
            tables += max(0, used["FDSize:"] - 64)
        files = 0
        if self._rights["boxed"]:
            for folder in self._rights["scratches"]:
                space = os.statvfs(folder)
                memory += (space.f_blocks - space.f_bfree) * space.f_frsize
                files += space.f_files - space.f_ffree
        self._memory, self._processes = memory, processes
        self._peak = max(self._peak, memory)
        for value, most, what in (
            (
                len(found),
                "forks",
                f"started more than {self._rights['forks']:,} processes",
            ),
            (
                memory,
                "memory",
                f"used more than {self._rights['memory'] / 2**30:.1f} GB of memory",
            ),
            (
                processes,
                "processes",
                f"started more than {self._rights['processes']:,}"
                " processes and threads",
            ),
            (files, "files", f"made more than {self._rights['files']:,} files"),
            (tables, "tables", "opened too many files at once"),
        ):
            if value > self._rights[most]:
                return f"the kernel {what}"
        return ""


def descendants() -> dict[int, dict[str, int]]:
    """Return what is known of the processes that this one and its children started."""
    own = os.getpid()
    found = {
        int(name): _status(int(name))
        for name in os.listdir("/proc")
        if name.isdigit() and int(name) != own
    }
    if own == 1:
        return found  # nothing else is in its namespace
    family = {own}
    while True:
        more = {pid for pid, known in found.items() if known["PPid:"] in family}
        if more <= family:
            return {pid: found[pid] for pid in more}
        family |= more


def _status(pid: int) -> dict[str, int]:
    """Read a process's numbers (memory in KiB); zeros when it has ended."""
    values = dict.fromkeys((*_MEMORY, *_COUNTS), 0)
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            lines = file.read().decode(errors="replace").split("\n")
    except (FileNotFoundError, ProcessLookupError):
        return values
    for line in lines:
        name, _, rest = line.partition("\t")
        if name in values:
            values[name] = int(rest.split()[0])
    return values
