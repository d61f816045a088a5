"""Grades the submissions of a class; what was graded is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from autograder.grading.course import Course
from autograder.grading.errors import GradingError
from autograder.grading.evaluation import FAILED, Evaluation
from autograder.running.crew import Alone, Crew
from autograder.running.done import written
from autograder.running.lock import only_writer
from autograder.running.received import read_assignment
from autograder.running.trouble import Say, patiently
from autograder.running.work import UNCHANGED, Work
from autograder.running.writer import Writer


class Graded(NamedTuple):
    """A submission's evaluation, and how it came about: a constant of ``work``."""

    evaluation: Evaluation
    how: str


def chosen_students(course: Course, wanted: Sequence[str] = ()) -> list[str]:
    """Return the students to grade; raises GradingError if there are none."""
    students = course.students()
    if not students:
        raise GradingError(
            f"nobody handed in {course.assignment}: submissions are expected in "
            f"{course.submitted('STUDENT')}{_elsewhere(course)}"
        )
    unknown = sorted(set(wanted) - set(students))
    if unknown:
        raise GradingError(
            f"no submission of {course.assignment} by {', '.join(unknown)}; there are "
            f"submissions by {', '.join(students)}"
        )
    return [student for student in students if not wanted or student in wanted]


def _elsewhere(course: Course) -> str:
    found = [f"{s}/{name}" for s, names in course.misplaced().items() for name in names]
    if not found:
        return ""
    return f". These lie in another place: {', '.join(found)}"


def grade_class(
    course: Course,
    students: Sequence[str],
    *,
    crew: Crew | None = None,
    force: bool = False,
    say: Say = lambda _: None,
) -> Iterator[Graded]:
    """Grade submissions and write feedback, yielding each evaluation as it is ready.

    A submission that cannot be graded gives an evaluation with a reason; it never stops
    the others. Stopped at any moment, the next call goes on.

    Parameters
    ----------
    course : Course
    students : sequence of str
    crew : Crew, optional
        Who evaluates; this process alone if none is given.
    force : bool
        Evaluate again what has not changed.
    say : callable, optional
        Told what a person at the terminal should know.

    Raises
    ------
    GradingError
        When the class cannot be graded at all, or not further.
    """
    with only_writer(course.directory.db_url):
        assignment = read_assignment(course)
        held = patiently(course.held, say)
        work = Work(course, assignment, crew or Alone())
        work.sort(
            students,
            force=force,
            done=lambda received, key: written(course, held, received, key),
        )
        with work.begun():  # workers start while the gradebook is made ready
            patiently(course.register, say)
            with (
                Writer(course, assignment, held, say) as writer,
                closing(work.evaluations()) as results,
            ):
                for received, evaluation, how in results:
                    if how != UNCHANGED:
                        evaluation = writer.write(evaluation, received)
                        _log(course, evaluation)
                    yield Graded(evaluation, how)
        if set(students) == set(course.students()):
            work.cache.prune(work.keys)


def _log(course: Course, evaluation: Evaluation) -> None:
    """Write to the log what an instructor needs to find out why grading failed."""
    if evaluation.status == FAILED:
        trace = evaluation.receipt.get("traceback", "")
        message = f"{evaluation.student}: {evaluation.reason}\n{trace}".rstrip()
        course.messages.logger.error(message)
