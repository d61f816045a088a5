"""Lets one run at a time write to a gradebook."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sqlalchemy import create_engine, make_url, text

from autograder.grading.errors import GradingError

_KEY = 0x6175746F67726164  # "autograd", as the number that PostgreSQL wants


@contextmanager
def only_writer(url: str) -> Iterator[None]:
    """Hold a gradebook's lock; raises GradingError when another run holds it.

    The lock ends with the process, however it ends. It binds runs of this program
    alone: formgrader and nbgrader's commands write when they like.
    """
    if url.startswith("sqlite"):
        database = Path(make_url(url).database or "")
        database.parent.mkdir(parents=True, exist_ok=True)
        with database.with_name(f"{database.name}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _refuse()
            yield
        return
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            lock = text("SELECT pg_try_advisory_lock(:key)")
            if not connection.scalar(lock, {"key": _KEY}):
                _refuse()
            yield
    finally:
        engine.dispose()


def _refuse() -> NoReturn:
    raise GradingError(
        "another `autograder grade` is writing to this gradebook. Wait for it, or end "
        "it, and run this again."
    ) from None
