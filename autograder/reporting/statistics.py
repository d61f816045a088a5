"""What a class's evaluations say together: scores, and what should be taught again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.grading.evaluation import GRADED, Evaluation, Exercise
from autograder.grading.feedback import split_message

_NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d_.]*(?:e[-+]?\d+)?")
BINS = 10


@dataclass
class CommonMessage:
    """A failure that students shared: the text of the first and who met it."""

    headline: str
    hint: str
    students: list[str] = field(default_factory=list)


@dataclass
class ExerciseSummary:
    """How a class did in one exercise; ``mean`` is in points."""

    name: str
    max_points: float
    mean: float
    solved: int
    counted: int
    waiting: int
    messages: list[CommonMessage]


@dataclass(frozen=True)
class Bin:
    """A bar of the score distribution; from ``low`` to ``high`` per cent."""

    low: int
    high: int
    count: int


def graded(evaluations: Sequence[Evaluation]) -> list[Evaluation]:
    """Return the evaluations that have points."""
    return [evaluation for evaluation in evaluations if evaluation.status == GRADED]


def summarise(evaluations: Sequence[Evaluation]) -> list[ExerciseSummary]:
    """Return a summary of each exercise, in the order of the notebook.

    Answers that wait for a person count neither in the mean nor in the share solved.
    """
    found: dict[str, list[tuple[str, Exercise]]] = {}
    for evaluation in graded(evaluations):
        for exercise in evaluation.exercises:
            found.setdefault(exercise.name, []).append((evaluation.student, exercise))
    return [_summary(name, entries) for name, entries in found.items()]


def _summary(name: str, entries: list[tuple[str, Exercise]]) -> ExerciseSummary:
    counted = [exercise for _, exercise in entries if not exercise.by_hand]
    return ExerciseSummary(
        name=name,
        max_points=entries[0][1].max_points,
        mean=sum(e.points for e in counted) / len(counted) if counted else 0.0,
        solved=sum(exercise.solved for exercise in counted),
        counted=len(counted),
        waiting=len(entries) - len(counted),
        messages=_common(entries),
    )


def _common(entries: list[tuple[str, Exercise]]) -> list[CommonMessage]:
    """Failure messages, the most common first; equal but for numbers is the same."""
    common: dict[tuple[str, str], CommonMessage] = {}
    for student, exercise in entries:
        for message in exercise.messages:
            headline, details = split_message(message)
            hint = dict(details).get("hint", "")
            key = (_NUMBER.sub("#", headline), _NUMBER.sub("#", hint))
            entry = common.setdefault(key, CommonMessage(headline, hint))
            if student not in entry.students:
                entry.students.append(student)
    return sorted(common.values(), key=lambda entry: -len(entry.students))


def class_mean(exercises: Sequence[ExerciseSummary]) -> tuple[float, float]:
    """Return the class's mean points and how many there were to earn.

    It is the sum of the exercises' means. An exercise that nobody has a grade for yet
    counts in neither, so that answers that wait for a person pull nothing down.
    """
    counted = [exercise for exercise in exercises if exercise.counted]
    mean = sum(exercise.mean for exercise in counted)
    return mean, sum(exercise.max_points for exercise in counted)


def share(evaluation: Evaluation) -> float:
    """Return a student's share of the points, without answers that wait, 0 to 1."""
    settled = [exercise for exercise in evaluation.exercises if not exercise.by_hand]
    most = sum(exercise.max_points for exercise in settled)
    return sum(exercise.points for exercise in settled) / most if most else 0.0


def distribution(evaluations: Sequence[Evaluation]) -> list[Bin]:
    """Return how many students are in each tenth of the score; 100 % is in the last.

    Answers that wait for a person are left out of a student's score.
    """
    counts = [0] * BINS
    for evaluation in graded(evaluations):
        counts[max(0, min(int(share(evaluation) * BINS + 1e-9), BINS - 1))] += 1
    width = 100 // BINS
    return [Bin(i * width, (i + 1) * width, count) for i, count in enumerate(counts)]
