"""What grading found out about one submission: the record that reports are made from.

Points are the gradebook's to say; a record carries them as they were when it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from autograder.grading.cells import exercise_of, grade_id, is_graded
from autograder.grading.verdict import RECORD, judge

GRADED, REFUSED, FAILED = "graded", "refused", "failed"
"""Graded; no notebook that can be read; or grading itself broke down."""


@dataclass
class Exercise:
    """What one exercise earned; ``messages`` are those of its failed checks."""

    name: str
    points: float = 0.0
    max_points: float = 0.0
    messages: list[str] = field(default_factory=list)
    by_hand: bool = False

    @property
    def solved(self) -> bool:
        """Whether it earned every point."""
        return self.points >= self.max_points


@dataclass
class Evaluation:
    """One student's submission of one assignment.

    Attributes
    ----------
    status : str
        ``"graded"``, ``"refused"`` or ``"failed"``.
    exercises : list of Exercise
        In the order of the notebook; empty unless graded.
    reason : str
        Why there is no grade, for the student.
    repairs : list of str
        One sentence each.
    seconds : float
        Time that grading took.
    fingerprint : str
        Of what was graded; the same means that grading again changes nothing.
    graded : str
        The notebook as it ran, as JSON, hidden tests in it; empty unless graded.
    receipt : dict
        How it was graded: hashes, versions, limits, seed, times, peak memory,
        repairs, suspicions. Facts for a person to read; no points hang on them.
    """

    student: str
    assignment: str
    status: str
    exercises: list[Exercise] = field(default_factory=list)
    reason: str = ""
    repairs: list[str] = field(default_factory=list)
    seconds: float = 0.0
    fingerprint: str = ""
    graded: str = ""
    receipt: dict = field(default_factory=dict)

    @property
    def points(self) -> float:
        """Points over all exercises."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def max_points(self) -> float:
        """Points that there were to earn."""
        return sum(exercise.max_points for exercise in self.exercises)

    @property
    def by_hand(self) -> bool:
        """Whether an answer waits for a person to grade it."""
        return any(exercise.by_hand for exercise in self.exercises)

    @classmethod
    def load(cls, path: Path) -> Evaluation | None:
        """Read a record; None when there is none, or none that this version reads."""
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            stored["exercises"] = [Exercise(**e) for e in stored["exercises"]]
            return cls(**stored)
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None


def exercises_of(cells: Iterable[NotebookNode]) -> list[Exercise]:
    """Return what each exercise of a graded notebook earned, from its cells' runs."""
    exercises: dict[str, Exercise] = {}
    for cell in cells:
        if not is_graded(cell):
            continue
        name = exercise_of(grade_id(cell) or "")
        exercise = exercises.setdefault(name, Exercise(name))
        verdict = judge(cell)
        exercise.max_points += verdict.max_points
        exercise.points += verdict.points or 0.0
        exercise.by_hand |= verdict.points is None
        if verdict.message:
            exercise.messages.append(verdict.message)
    return list(exercises.values())


def repairs_of(notebook: NotebookNode) -> list[str]:
    """Return the sentences about repairs that grading noted in a notebook."""
    noted = notebook.metadata.get(RECORD, {}).get("repairs", [])
    return [entry["sentence"] for entry in noted]
