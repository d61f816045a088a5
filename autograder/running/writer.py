"""Brings evaluations into the gradebook and the class folder, one after another.

In this order: the mark that a submission is done goes; gradebook; graded notebook;
feedback; the mark comes back. Killed in between, the next run does the rest.
"""

from __future__ import annotations

import json
import traceback
from contextlib import suppress
from dataclasses import asdict, replace
from time import monotonic

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.preprocessors import LimitOutput

from autograder.grading.course import Course, enter_points
from autograder.grading.evaluation import FAILED, GRADED, REFUSED, Evaluation
from autograder.grading.gradebook import Held
from autograder.grading.inputs import Assignment
from autograder.running.feedback import FeedbackPages
from autograder.running.files import replace_folder, write_whole
from autograder.running.received import TIMESTAMP, Received
from autograder.running.recorder import Recorder
from autograder.running.trouble import Say, patiently, stops_everything


class Writer:
    """The one who writes: gradebook, graded notebooks, feedback. Use with ``with``."""

    def __init__(
        self, course: Course, assignment: Assignment, held: dict[str, Held], say: Say
    ):
        self._course, self._assignment, self._say = course, assignment, say
        self._recorder = patiently(lambda: Recorder(course), say)
        self._pages = FeedbackPages(course)
        self._limit = LimitOutput(parent=course.api)
        converter = course.converter(Autograde)
        self._mode = int(str(converter.permissions), 8)
        self._own = set(converter.exclude_overwriting.get(course.assignment, ()))
        self._held = held

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._recorder.__exit__()

    def write(self, evaluation: Evaluation, received: Received | None) -> Evaluation:
        """Write all about a submission and return it with the gradebook's points.

        An error that is this submission's alone makes the evaluation fail, with a
        reason. Raises GradingError for what would stop the others as well.
        """
        start = monotonic()
        try:
            written = self._write(evaluation, received)
        except Exception as error:
            stop = stops_everything(error)
            if stop is not None:
                raise stop from error
            reason = f"Grading broke down: {type(error).__name__}: {error}"
            written = replace(evaluation, status=FAILED, reason=reason)
            written.receipt = {**written.receipt, "traceback": traceback.format_exc()}
            with suppress(OSError):  # perhaps the very reason; the report has it too
                self._write_page(written, None, None)
            self._write_mark(written)
        written.seconds = round(written.seconds + monotonic() - start, 2)
        return written

    def _write(self, evaluation: Evaluation, received: Received | None) -> Evaluation:
        start = monotonic()
        student, course = evaluation.student, self._course
        evaluation = replace(evaluation, exercises=[*evaluation.exercises])
        course.record(student).unlink(missing_ok=True)
        graded = held = None
        if evaluation.status == GRADED and received is not None:
            graded = nbformat.reads(evaluation.graded, as_version=4)
            timestamp = received.timestamp
            patiently(
                lambda: self._recorder.record(student, timestamp, graded), self._say
            )
            held = self._recorder.held(student)
            replace_folder(
                course.autograded(student).parent,
                self._files(received, graded),
                self._mode,
            )
        elif evaluation.status == REFUSED and student in self._held:
            evaluation.reason += " The grade of your earlier submission stays."
        self._write_page(evaluation, graded, held)
        seconds = evaluation.receipt.get("seconds", {})
        seconds = {**seconds, "writing": round(monotonic() - start, 3)}
        evaluation.receipt = {**evaluation.receipt, "seconds": seconds}
        self._write_mark(evaluation)
        if held is not None:
            self._held[student] = held
            enter_points(evaluation, held)
        return evaluation

    def _write_page(
        self, evaluation: Evaluation, graded: NotebookNode | None, held: Held | None
    ) -> None:
        page = self._pages.page(evaluation, graded, held)
        write_whole(self._course.feedback(evaluation.student), page.encode())

    def _files(self, received: Received, graded: NotebookNode) -> dict[str, bytes]:
        """The graded notebook, and what ``nbgrader autograde`` puts beside it."""
        handed_in = received.submission.files
        files = {n: c for n, c in handed_in.items() if not n.endswith(".ipynb")}
        if received.stamp is not None:
            files[TIMESTAMP] = received.stamp
        given = self._assignment.files
        files |= {n: c for n, c in given.items() if n not in self._own}
        limited, _ = self._limit.preprocess(graded, {})
        files[f"{self._course.name}.ipynb"] = nbformat.writes(limited).encode()
        return files

    def _write_mark(self, evaluation: Evaluation) -> None:
        """Say that everything about a submission is written; the notebook is elsewhere.

        The points are those of the evaluation: the gradebook must hold the same.
        """
        mark = replace(evaluation, graded="")
        if mark.status == FAILED:
            mark.fingerprint = ""  # not the submission's fault: to be tried again
        content = json.dumps(asdict(mark), indent=1).encode()
        write_whole(self._course.record(evaluation.student), content)
