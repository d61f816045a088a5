"""Decides what a cell earned from how its run ended; what it displayed plays no part.

Pure. The runner writes ``cell.metadata.autograder`` (see :class:`Run`), this reads it.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

from nbformat import NotebookNode

from autograder.grading.cells import is_solution, nbgrader_metadata

RECORD = "autograder"
"""Key in cell and notebook metadata under which grading keeps its notes."""

UNTOUCHED = "autograder_untouched"
"""Key in the metadata of an answer that was left as it was released."""
PARTIAL = "partial-credit"
"""Tag of tests whose last expression is the number of points that were earned."""
SCORE = "application/vnd.autograder.score+json"
"""MIME type by which such a number comes with the messages of what failed."""

PASSED, FAILED, TIMEOUT, DIED, NOT_RUN = (
    "passed",
    "failed",
    "timeout",
    "died",
    "not run",
)


@dataclass(frozen=True)
class Run:
    """How the run of a cell ended.

    ``outcome`` is one of the constants of this module, ``seconds`` the time it took,
    ``message`` what went wrong: the exception's text, with its type unless it is a
    failed check. ``points`` is what the tests say that was earned, None unless they
    give partial credit; ``lines`` are the student's lines that led to an error, as
    pairs of a cell's execution count and a line number.
    """

    outcome: str
    seconds: float = 0.0
    message: str = ""
    points: float | None = None
    lines: list[tuple[int, int]] = field(default_factory=list)

    def store(self, cell: NotebookNode) -> None:
        """Write this to the cell."""
        cell.metadata[RECORD] = asdict(self)

    @classmethod
    def of(cls, cell: NotebookNode) -> Run:
        """Read it back; a cell without a record was not run."""
        record = cell.metadata.get(RECORD)
        return cls(**record) if record else cls(NOT_RUN)


@dataclass(frozen=True)
class Verdict:
    """Points of a graded cell; ``points`` is None where a person must grade."""

    points: float | None
    max_points: float
    message: str = ""


def judge(cell: NotebookNode) -> Verdict:
    """Return what a graded cell earned.

    Tests earn everything if they ran and raised nothing, else nothing; tests tagged
    ``partial-credit`` earn what they say. An open answer is for a person to grade, and
    earns nothing when it was left as it was released.
    """
    max_points = float(nbgrader_metadata(cell)["points"])
    if is_solution(cell):
        return Verdict(0.0 if UNTOUCHED in cell.metadata else None, max_points)
    run = Run.of(cell)
    if run.outcome == PASSED and PARTIAL in cell.metadata.get("tags", []):
        return Verdict(run.points or 0.0, max_points, run.message)
    if run.outcome == PASSED:
        return Verdict(max_points, max_points)
    return Verdict(0.0, max_points, run.message or "The tests were not run.")


def failure_message(name: str, text: str) -> str:
    """Say what an exception said; a failed check speaks for itself."""
    if name in {"AssertionError", "CheckFailed"}:
        return text.strip() or "A check without a message failed."
    return f"{name}: {text}".strip(": ")


@dataclass(frozen=True)
class Credit:
    """What tests with partial credit say; ``points`` is None for all other tests."""

    points: float | None = None
    message: str = ""


def partial_credit(cell: NotebookNode, result: dict[str, Any]) -> Credit:
    """Read the number of points that tests ended with.

    ``result`` is the data of their last expression, from the test kernel. Anything but
    a number from 0 to the cell's points earns nothing, with a message that says so.
    """
    if PARTIAL not in cell.metadata.get("tags", []):
        return Credit()
    most = float(nbgrader_metadata(cell).get("points", 0))
    score = result.get(SCORE)
    score = score if isinstance(score, dict) else {"points": result.get("text/plain")}
    try:
        points = float(score["points"])
    except (KeyError, TypeError, ValueError):
        points = math.nan
    if not 0 <= points <= most:
        return Credit(0.0, f"The tests did not end with a number from 0 to {most:g}.")
    messages = score.get("messages", [])
    return Credit(points, "\n\n".join(str(message) for message in messages))
