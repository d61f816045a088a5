"""The few calls to Linux that Python's own library lacks."""

from __future__ import annotations

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36

_libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> None:
    """Set one of the process's own properties; OSError when Linux refuses."""
    if _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def protect() -> None:
    """Keep other processes from reaching into this one.

    Process 1 of a sandbox also dies with its parent, which is bubblewrap.
    """
    prctl(PR_SET_DUMPABLE, 0)
    if os.getpid() == 1:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
