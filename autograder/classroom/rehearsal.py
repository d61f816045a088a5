"""Grades the author's own answers, to find what a test cannot do across two kernels."""

from __future__ import annotations

import nbformat

from autograder.classroom.assignment import Assignment
from autograder.grading.course import Course
from autograder.grading.evaluate import evaluate
from autograder.grading.evaluation import Evaluation
from autograder.grading.inputs import Submission
from autograder.running.received import read_assignment

AUTHOR = "author"


def rehearse(course: Course) -> Evaluation:
    """Grade the reference solution as a submission; the gradebook is not touched.

    Every autograded exercise must earn all of its points. One that does not has tests
    that its own solution fails, or that hand over something which cannot cross.
    """
    assignment = read_assignment(course)
    source = nbformat.reads(assignment.source.decode(), as_version=4)
    release = nbformat.reads(assignment.release.decode(), as_version=4)
    answered = Assignment(course.name, release, source, {})
    notebook = answered.filled(answered.references)
    content = nbformat.writes(notebook).encode()
    return evaluate(Submission(AUTHOR, {f"{course.name}.ipynb": content}), assignment)


def problems(evaluation: Evaluation) -> list[str]:
    """Say which exercises the author's own answers do not solve, and why."""
    if evaluation.reason:
        return [evaluation.reason]
    return [
        f"{exercise.name}: " + "; ".join(exercise.messages)
        for exercise in evaluation.exercises
        if not exercise.solved and not exercise.by_hand
    ]
