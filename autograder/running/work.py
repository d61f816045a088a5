"""What is to be done for a class: what is known, and what to evaluate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

from autograder.grading.course import Course
from autograder.grading.errors import GradingError
from autograder.grading.evaluation import REFUSED, Evaluation
from autograder.grading.inputs import Assignment, evaluation_key
from autograder.grading.submission import SubmissionError
from autograder.running.cache import Cache
from autograder.running.crew import Crew
from autograder.running.evaluator import failed
from autograder.running.received import Received, read_received
from autograder.running.trouble import stops_everything

NOW, EARLIER, UNCHANGED = "now", "earlier", "unchanged"
"""Evaluated now; evaluated earlier; evaluated earlier, and all of it is written."""

Result = tuple[Received | None, Evaluation, str]
"""What was handed in (None if unreadable), its evaluation, and how it came about."""
Done = Callable[[Received, str], Evaluation | None]


class Work:
    """The evaluations of submissions: those that are kept, and those still to make."""

    def __init__(self, course: Course, assignment: Assignment, crew: Crew):
        self._course, self._assignment, self._crew = course, assignment, crew
        self._settled: list[Result] = []
        self._kept: list[str] = []
        self._missing: list[str] = []
        self._evaluate = None
        self.cache = Cache(course.evaluations_folder)
        self.keys: set[str] = set()

    def sort(
        self, students: Sequence[str], *, force: bool = False, done: Done | None = None
    ) -> None:
        """Find out what is to be done for each student.

        ``done`` may return an evaluation of which everything is written. With
        ``force`` all that can be read is evaluated.
        """
        for student in students:
            received = self._read(student)
            if isinstance(received, Evaluation):
                self._settled.append((None, received, NOW))
                continue
            key = evaluation_key(received.submission, self._assignment)
            self.keys.add(key)
            finished = done(received, key) if done and not force else None
            if finished is not None:
                self._settled.append((received, finished, UNCHANGED))
            elif not force and self.cache.has(key):
                self._kept.append(student)
            else:
                self._missing.append(student)

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Let the crew get ready, in the background, if there is work for it."""
        if not self._missing:
            yield
            return
        with self._crew.at_work(self._assignment) as self._evaluate:
            yield

    def evaluations(self) -> Iterator[Result]:
        """Yield all evaluations, first those that are known."""
        yield from self._settled
        for student in self._kept:
            received = self._read(student)
            if isinstance(received, Evaluation):  # it could be read a moment ago
                yield None, received, NOW
                continue
            key = evaluation_key(received.submission, self._assignment)
            known = self.cache.load(key, student)
            if known is None:
                self._missing.append(student)
            else:
                yield received, known, EARLIER
        if self._missing and self._evaluate is None:  # what was known has changed
            with self.begun():
                yield from self._make()
        elif self._missing:
            yield from self._make()

    def _make(self) -> Iterator[Result]:
        in_hand: dict[str, Received] = {}
        unreadable: list[Evaluation] = []

        def submissions():
            for student in self._missing:
                received = self._read(student)
                if isinstance(received, Evaluation):
                    unreadable.append(received)
                else:
                    in_hand[student] = received
                    yield received.submission

        with closing(self._evaluate(submissions())) as made:
            for evaluation in made:
                self._keep(evaluation)
                yield in_hand.pop(evaluation.student), evaluation, NOW
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
