"""Grades the submissions of a class, one after another; what was graded is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from nbgrader.converters.base import NbGraderException

from autograder.grading.course import Course, GradingError, read_graded
from autograder.grading.evaluation import (
    FAILED,
    GRADED,
    REFUSED,
    Evaluation,
    exercises_of,
    repairs_of,
)
from autograder.grading.submission import SubmissionError, read_submission
from autograder.reporting.pages import render


def chosen_students(course: Course, wanted: Sequence[str] = ()) -> list[str]:
    """Return the students to grade; raises GradingError if there are none."""
    students = course.students()
    if not students:
        raise GradingError(
            f"nobody handed in {course.assignment}: submissions are expected in "
            f"{course.submitted('STUDENT')}"
        )
    unknown = sorted(set(wanted) - set(students))
    if unknown:
        raise GradingError(
            f"no submission of {course.assignment} by {', '.join(unknown)}; there are "
            f"submissions by {', '.join(students)}"
        )
    return [student for student in students if not wanted or student in wanted]


def grade_class(
    course: Course, students: Sequence[str], *, force: bool = False
) -> Iterator[tuple[Evaluation, bool]]:
    """Grade submissions and write feedback, yielding each evaluation as it is ready.

    With each comes whether it was graded now (True) or already before and unchanged
    (False). A submission that cannot be graded gives an evaluation with a reason; it
    never stops the others. Stopped at any moment, the next call goes on.
    """
    course.register()
    source = _source_digest(course)
    for student in students:
        fingerprint = _fingerprint(course, student, source)
        done = None if force else _already_done(course, student, fingerprint)
        if done:
            yield done, False
            continue
        evaluation = _grade(course, student)
        evaluation.fingerprint = fingerprint
        _write_feedback(course, evaluation)
        if evaluation.status == FAILED:
            evaluation.fingerprint = ""  # not the submission's fault: try again
        evaluation.save(course.record(student))
        yield evaluation, True


def _grade(course: Course, student: str) -> Evaluation:
    start = monotonic()
    evaluation = Evaluation(student, course.assignment, GRADED)
    try:
        read_submission(_submitted_notebook(course, student))
        course.autograde(student)
    except SubmissionError as refusal:
        evaluation.status = REFUSED
        evaluation.reason = f"{refusal.reason} {refusal.advice}"
        if course.has_grade(student):
            evaluation.reason += " The grade of your earlier submission stays."
    except NbGraderException:
        evaluation.status = FAILED
        evaluation.reason = f"Grading broke down: {course.messages.cause}"
    except Exception as error:  # whatever it is, it must not stop the others
        evaluation.status = FAILED
        evaluation.reason = f"Grading broke down: {type(error).__name__}: {error}"
    else:
        graded = read_graded(course.autograded(student))
        evaluation.exercises = exercises_of(graded.cells)
        evaluation.repairs = repairs_of(graded)
        course.read_points(evaluation)
    evaluation.seconds = round(monotonic() - start, 2)
    return evaluation


def _submitted_notebook(course: Course, student: str) -> Path:
    folder = course.submitted(student)
    path = folder / f"{course.name}.ipynb"
    if set("*?[]") & set(student):
        raise SubmissionError(
            "nbgrader cannot grade a student whose id holds one of * ? [ ].",
            "Ask for the folder of this submission to be renamed.",
        )
    if path.is_file():
        return path
    others = sorted(other.name for other in folder.glob("*.ipynb"))
    found = f"there is {', '.join(others)}" if others else "there is no notebook"
    raise SubmissionError(
        f"The notebook {path.name} is missing from the submission; {found}.",
        f"Hand it in under its own name, {path.name}.",
    )


def _write_feedback(course: Course, evaluation: Evaluation) -> None:
    if evaluation.status == GRADED:
        try:
            course.write_feedback(evaluation.student)
        except NbGraderException:
            evaluation.status = FAILED
            cause = course.messages.cause
            evaluation.reason = f"Graded, but the feedback cannot be written: {cause}"
        except Exception as error:  # nor must this
            evaluation.status = FAILED
            cause = f"{type(error).__name__}: {error}"
            evaluation.reason = f"Graded, but the feedback cannot be written: {cause}"
        return
    page = course.feedback(evaluation.student)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render("refused.html.j2", evaluation=evaluation), encoding="utf-8")


def _already_done(course: Course, student: str, fingerprint: str) -> Evaluation | None:
    evaluation = Evaluation.load(course.record(student))
    if evaluation is None or evaluation.fingerprint != fingerprint:
        return None
    if not course.feedback(student).is_file():
        return None
    if evaluation.status == GRADED:
        if not course.has_grade(student):
            return None
        course.read_points(evaluation)
    return evaluation


def stored_evaluations(course: Course) -> list[Evaluation]:
    """Return what is known of each student, with points from the gradebook."""
    evaluations = []
    for student in course.students():
        evaluation = Evaluation.load(course.record(student))
        if evaluation is None:
            continue
        if evaluation.status == GRADED:
            course.read_points(evaluation)
        evaluations.append(evaluation)
    return evaluations


def _source_digest(course: Course) -> bytes:
    """Digest what decides a grade besides the submission: the cells and the limits."""
    cells = read_graded(course.source).cells
    decisive = [(cell.cell_type, cell.source, cell.metadata) for cell in cells]
    limits = course.config.ExecuteSubmission
    return hashlib.sha256(json.dumps([decisive, limits]).encode()).digest()


def _fingerprint(course: Course, student: str, source: bytes) -> str:
    digest = hashlib.sha256(source)
    folder = course.submitted(student)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode("utf-8", "surrogateescape"))
        with path.open("rb") as content:
            digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()
