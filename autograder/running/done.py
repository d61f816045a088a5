"""Tells whether everything about a submission is written: mark, grade and files."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.grading.course import Course, enter_points
from autograder.grading.evaluation import GRADED, Evaluation
from autograder.grading.gradebook import Held
from autograder.running.received import Received


def written(
    course: Course, held: Mapping[str, Held], received: Received, key: str
) -> Evaluation | None:
    """Return what is written of a submission if that is all of it, else None.

    Parameters
    ----------
    course : Course
    held : mapping of str to Held
        What the gradebook holds, by student. It is compared: it may be a backup.
    received : Received
    key : str
        Of the evaluation that should be written.
    """
    student = received.student
    evaluation = Evaluation.load(course.record(student))
    if evaluation is None or evaluation.fingerprint != key:
        return None
    if not course.feedback(student).is_file():
        return None
    if evaluation.status == GRADED:
        own = held.get(student)
        if own is None or not course.autograded(student).is_file():
            return None
        if not _agree(evaluation, own, received):
            return None
        enter_points(evaluation, own)
    return evaluation


def _agree(evaluation: Evaluation, held: Held, received: Received) -> bool:
    """Whether the gradebook has what was written there, and no older state of it."""
    if received.timestamp not in {None, held.timestamp}:
        return False
    for exercise in evaluation.exercises:
        own = held.of(exercise.name)
        points = sum(score.auto or 0.0 for score in own)
        if abs(points - exercise.points) > 1e-9:
            return False
        if any(score.auto is None for score in own) != exercise.by_hand:
            return False
    return True
