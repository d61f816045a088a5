"""Tells what stops a whole run from what costs one submission, in clear words."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

from autograder.grading.errors import GradingError, LockedError

PATIENCE = 60.0
"""Seconds that a locked gradebook is waited for."""
_PAUSE = 0.1
_LOCKED = ("database is locked", "database table is locked", "lock timeout")
_FULL = ("database or disk is full",)
Say = Callable[[str], None]
"""Tells the person at the terminal something while grading goes on."""
Result = TypeVar("Result")


def stops_everything(error: BaseException) -> GradingError | None:
    """Return the error to end the run with; None when others can still be graded."""
    for cause in _chain(error):
        if isinstance(cause, GradingError):
            return cause
        if isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT}:
            folder = Path(cause.filename).parent if cause.filename else "the class"
            return _full(f" that holds {folder}")
        if isinstance(cause, OperationalError | InterfaceError):
            text = str(cause.orig).strip()
            if any(mark in text for mark in _FULL):
                return _full(" that holds the gradebook")
            if any(mark in text for mark in _LOCKED):
                return LockedError("the gradebook is locked by another program.")
            return GradingError(f"the gradebook cannot be used: {text}")
    return None


def _full(where: str) -> GradingError:
    return GradingError(
        f"the disk{where} is full. Make room and run the same command again: what was "
        "graded is kept."
    )


def _chain(error: BaseException | None):
    """The error and what it was raised for; nbgrader wraps what the database says."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def patiently(action: Callable[[], Result], say: Say) -> Result:
    """Do something with the gradebook, again and again while another program has it.

    Raises GradingError when the gradebook stays locked, when the disk is full or the
    gradebook is out of reach; other errors as they are.
    """
    start, said = monotonic(), False
    while True:
        try:
            return action()
        except Exception as error:
            stop = stops_everything(error)
            if not isinstance(stop, LockedError):
                if stop is None:
                    raise
                raise stop from error
            if monotonic() - start > PATIENCE:
                raise GradingError(
                    f"the gradebook was locked by another program for {PATIENCE:.0f} "
                    "seconds. Close what uses it (formgrader, another nbgrader "
                    "command) and run this again: what was graded is kept."
                ) from error
        if not said:
            say("The gradebook is locked by another program: waiting for it ...")
            said = True
        sleep(_PAUSE)
