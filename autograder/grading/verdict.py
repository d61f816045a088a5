"""Decides what a cell earned from how its run ended; what it displayed plays no part.

Pure. The runner writes ``cell.metadata.autograder`` (see :class:`Run`), this reads it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from autograder.grading.cells import is_solution, nbgrader_metadata

RECORD = "autograder"
"""Key in cell and notebook metadata under which grading keeps its notes."""

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
    failed check.
    """

    outcome: str
    seconds: float = 0.0
    message: str = ""

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

    Tests earn everything if they ran and raised nothing, else nothing. An open answer
    is for a person to grade, and earns nothing when it was left as it was released.
    """
    max_points = float(nbgrader_metadata(cell)["points"])
    if is_solution(cell):
        untouched = nbgrader_metadata(cell).get("checksum") == compute_checksum(cell)
        return Verdict(0.0 if untouched else None, max_points)
    run = Run.of(cell)
    if run.outcome == PASSED:
        return Verdict(max_points, max_points)
    return Verdict(0.0, max_points, run.message or "The tests were not run.")


def failure_message(name: str, text: str) -> str:
    """Say what an exception said; a failed check speaks for itself."""
    if name in {"AssertionError", "CheckFailed"}:
        return text.strip() or "A check without a message failed."
    return f"{name}: {text}".strip(": ")
