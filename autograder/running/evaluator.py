"""What runs an evaluation, here or in a worker, and never raises."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass

from autograder.engine.pool import close, warm
from autograder.grading.evaluate import evaluate
from autograder.grading.evaluation import FAILED, Evaluation
from autograder.grading.inputs import Assignment, Submission


def _nothing(*_: object) -> None:
    """Fill the place of a step that an evaluator does not need."""


@dataclass(frozen=True)
class Evaluator:
    """The function that evaluates, and what a process does before and after using it.

    Attributes
    ----------
    evaluate : callable
        Pure: the same submission and assignment give the same evaluation.
    prepare : callable
        Called with the assignment when a worker starts, to warm up.
    close : callable
        Called when a worker stops; leaves no process behind.
    """

    evaluate: Callable[[Submission, Assignment], Evaluation]
    prepare: Callable[[Assignment], None] = _nothing
    close: Callable[[], None] = _nothing

    def __call__(self, submission: Submission, assignment: Assignment) -> Evaluation:
        """Evaluate; an error makes the evaluation fail, with a reason."""
        try:
            return self.evaluate(submission, assignment)
        except Exception as error:  # whatever it is, it must not stop the others
            reason = f"Grading broke down: {type(error).__name__}: {error}"
            evaluation = failed(submission.student, assignment.name, reason)
            evaluation.receipt["traceback"] = traceback.format_exc()
            return evaluation


def _warm(assignment: Assignment) -> None:
    warm(assignment.settings)


ENGINE = Evaluator(evaluate, _warm, close)
"""Grades for real: kernels are warm before the first submission, and end at the end."""


def failed(student: str, assignment: str, reason: str) -> Evaluation:
    """Return the evaluation of a submission that grading itself failed on."""
    return Evaluation(student, assignment, FAILED, reason=reason)
