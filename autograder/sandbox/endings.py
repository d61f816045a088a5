"""Says how a kernel ended, in words that a student understands."""

from __future__ import annotations

import signal

_SIGNALS = {
    signal.SIGSEGV: "crashed (it used memory that is not its own)",
    signal.SIGBUS: "crashed (it used memory that is not there)",
    signal.SIGABRT: "crashed (a library gave up)",
    signal.SIGFPE: "crashed (a division by zero in a library)",
    signal.SIGILL: "crashed (the processor does not know an instruction)",
    signal.SIGSYS: "was stopped (it asked for what is not allowed here)",
    signal.SIGXCPU: "was stopped (it used too much time)",
}


def describe(code: int, failure: str) -> str:
    """Return the beginning of a sentence on how a kernel ended.

    Parameters
    ----------
    code : int
        Exit status, or minus the number of the signal that ended it.
    failure : str
        What it said of why it could not start.
    """
    if failure:
        return f"the kernel could not start ({failure.strip().splitlines()[-1][:300]})"
    if code >= 0:
        return f"the kernel was ended by its own code (exit status {code})"
    try:
        known = signal.Signals(-code)
    except ValueError:
        return f"the kernel was stopped by signal {-code}"
    return f"the kernel {_SIGNALS.get(known, f'was stopped by {known.name}')}"
