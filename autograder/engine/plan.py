"""What a notebook asks to be run, step by step, and how each step ended.

Knows nothing of nbgrader: grading turns cells into steps, and results into points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from nbformat import NotebookNode


class Kind(Enum):
    """Whose code a step is, and so in which process it runs."""

    GIVEN = "given"
    """The author's, seen by students: runs in both kernels."""
    ANSWER = "answer"
    """The student's answer to an exercise: runs in the student kernel."""
    OWN = "own"
    """A further cell of the student's."""
    TESTS = "tests"
    """The author's, hidden from students: runs in the test kernel."""


class Outcome(StrEnum):
    """How the run of a step ended."""

    PASSED = "passed"
    FAILED = "failed"
    TIMEOUT = "timeout"
    DIED = "died"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Step:
    """One code cell to run.

    Attributes
    ----------
    source : str
    kind : Kind
    exercise : str
        The exercise that the cell belongs to; empty where it belongs to none.
    names : frozenset of str
        What an answer defines for the tests, or an own cell assigns.
    place : str
        How messages name the cell: ``the tests of “scale”``.
    """

    source: str
    kind: Kind
    exercise: str = ""
    names: frozenset[str] = frozenset()
    place: str = ""


@dataclass
class Result:
    """How a step ended.

    Attributes
    ----------
    outcome : Outcome
    seconds : float
    error : str
        Type of the exception that ended it, empty if none did.
    message : str
        What went wrong: the exception's text, or what happened to the kernel.
    outputs : list of NotebookNode
    printed : list of NotebookNode
        Of tests: what the student's own code printed when they called it.
    result : dict
        Of tests: the data of the last expression, by MIME type.
    lines : list of (int, int)
        Of tests: execution count and line of the student's cells that led to the error.
    execution_count : int or None
        Of the cell in its kernel.
    ended_kernel : bool
        Whether a new kernel had to take over, so that the fault may be another's.
    """

    outcome: Outcome = Outcome.NOT_RUN
    seconds: float = 0.0
    error: str = ""
    message: str = ""
    outputs: list[NotebookNode] = field(default_factory=list)
    printed: list[NotebookNode] = field(default_factory=list)
    result: dict = field(default_factory=dict)
    lines: list[tuple[int, int]] = field(default_factory=list)
    execution_count: int | None = None
    ended_kernel: bool = False
