"""Grades the submissions of a class; what was graded is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from autograder.grading.course import Course, GradingError
from autograder.grading.evaluation import FAILED, REFUSED, Evaluation
from autograder.grading.inputs import Assignment, evaluation_key
from autograder.grading.submission import SubmissionError
from autograder.running.cache import Cache
from autograder.running.crew import Alone, Crew
from autograder.running.evaluator import failed
from autograder.running.lock import only_writer
from autograder.running.received import Received, read_assignment, read_received
from autograder.running.trouble import Say, patiently, stops_everything
from autograder.running.writer import Writer

NOW, EARLIER, UNCHANGED = "now", "earlier", "unchanged"
"""Evaluated now; evaluated earlier and written now; nothing was to be done."""


class Graded(NamedTuple):
    """A submission's evaluation, and how it came about (a constant of this module)."""

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
        patiently(course.register, say)
        assignment = read_assignment(course)
        with Writer(course, assignment, say) as writer:
            work = Work(course, assignment, crew or Alone())
            results = work.evaluations(
                students, force=force, done=None if force else writer.done
            )
            with closing(results):
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


class Work:
    """The evaluations of submissions: those that are kept, then those still to make."""

    def __init__(self, course: Course, assignment: Assignment, crew: Crew):
        self._course, self._assignment, self._crew = course, assignment, crew
        self.cache = Cache(course.evaluations_folder)
        self.keys: set[str] = set()

    def evaluations(
        self,
        students: Sequence[str],
        *,
        force: bool = False,
        done: Callable[[Received, str], Evaluation | None] | None = None,
    ) -> Iterator[tuple[Received | None, Evaluation, str]]:
        """Yield what was handed in (None if unreadable), its evaluation, and how.

        ``done`` may return an evaluation of which everything is written already.
        """
        missing = []
        for student in students:
            received = self._read(student)
            if isinstance(received, Evaluation):
                yield None, received, NOW
                continue
            key = evaluation_key(received.submission, self._assignment)
            self.keys.add(key)
            written = done(received, key) if done else None
            if written is not None:
                yield received, written, UNCHANGED
                continue
            known = None if force else self.cache.load(key, student)
            if known is None:
                missing.append(student)
            else:
                yield received, known, EARLIER
        if missing:
            yield from self._make(missing)

    def _make(
        self, students: Sequence[str]
    ) -> Iterator[tuple[Received | None, Evaluation, str]]:
        in_hand: dict[str, Received] = {}
        unreadable: list[Evaluation] = []

        def submissions():
            for student in students:
                received = self._read(student)
                if isinstance(received, Evaluation):  # it was there a moment ago
                    unreadable.append(received)
                    continue
                in_hand[student] = received
                yield received.submission

        made = self._crew.evaluations(submissions(), self._assignment)
        with closing(made):
            for evaluation in made:
                received = in_hand.pop(evaluation.student)
                self._keep(evaluation)
                yield received, evaluation, NOW
        for evaluation in unreadable:
            yield None, evaluation, NOW

    def _keep(self, evaluation: Evaluation) -> None:
        try:
            self.cache.save(evaluation)
        except OSError as error:
            raise stops_everything(error) or GradingError(
                f"evaluations cannot be kept: {error}"
            ) from error

    def _read(self, student: str) -> Received | Evaluation:
        """What was handed in, or why it cannot be read."""
        try:
            return read_received(self._course, student)
        except SubmissionError as refusal:
            reason = f"{refusal.reason} {refusal.advice}"
            return Evaluation(student, self._course.assignment, REFUSED, reason=reason)
        except OSError as error:
            reason = f"The submission cannot be read: {error}"
            return failed(student, self._course.assignment, reason)
