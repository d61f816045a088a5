"""Records what a submission earned in nbgrader's gradebook, in one transaction.

It leaves there what ``nbgrader autograde`` leaves.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from autograder.grading.cells import (
    grade_id,
    is_graded,
    is_solution,
)
from autograder.grading.course import Course
from autograder.grading.gradebook import Held, read_class
from autograder.grading.verdict import UNTOUCHED, judge

_LOCK_TIMEOUT = "2s"


class _Held(Session):
    """A session in which nbgrader's many commits wait for the one that is meant."""

    def commit(self) -> None:
        """Send everything to the database, which keeps it for itself so far."""
        self.flush()


class Recorder:
    """The only one who writes grades; use it in a ``with`` statement."""

    def __init__(self, course: Course):
        self._course = course
        self._gradebook = Gradebook(course.directory.db_url, course.directory.course_id)
        self._sqlite = self._gradebook.engine.dialect.name == "sqlite"
        self._gradebook.db = scoped_session(
            sessionmaker(class_=_Held, bind=self._gradebook.engine)
        )
        self._may_create = course.converter(Autograde).create_student
        self._late = AssignLatePenalties(parent=course.api)
        self._late.init_plugin()

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self._gradebook.close()

    def held(self, student: str) -> Held:
        """Return what the gradebook holds of a student."""
        with self._gradebook.engine.connect() as connection:
            course = self._course
            found = read_class(connection, course.assignment, course.name, student)
            return found[student]

    def record(
        self, student: str, timestamp: datetime | None, graded: NotebookNode
    ) -> None:
        """Write a student's points and comments: all of them or, on an error, none.

        A person's points and comments stay; nbgrader's flag asks to look at them again.

        Parameters
        ----------
        student : str
        timestamp : datetime or None
            When it was handed in (UTC); None leaves what the gradebook has.
        graded : NotebookNode
            The notebook as it ran.
        """
        session = self._gradebook.db
        try:
            self._begin()
            submission = self._submission(student, timestamp)
            notebook = session.scalars(
                select(SubmittedNotebook.id)
                .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
                .where(
                    SubmittedNotebook.assignment_id == submission,
                    Notebook.name == self._course.name,
                )
            ).one()
            self._write_points(notebook, graded)
            self._write_comments(notebook, graded)
            self._write_penalty(student, submission, notebook)
            Session.commit(session())
        finally:
            session.remove()  # rolls back what was not committed

    def _begin(self) -> None:
        """Take the lock at once: to wait in the middle could only end in a deadlock."""
        session = self._gradebook.db
        if self._sqlite:
            session.execute(text("BEGIN IMMEDIATE"))
        else:
            session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))

    def _submission(self, student: str, timestamp: datetime | None) -> str:
        """The id of the student's submission, made if need be."""
        gradebook, name = self._gradebook, self._course.assignment
        known = select(Student.id).where(Student.id == student)
        if gradebook.db.scalar(known) is None:
            if not self._may_create:  # a setting of nbgrader's
                raise ValueError(f"no student {student} is in the gradebook")
            gradebook.add_student(student)
        found = gradebook.db.execute(
            select(SubmittedAssignment.id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(Assignment.name == name, SubmittedAssignment.student_id == student)
        ).scalar()
        if found is None:
            # what nbgrader puts together here is sent when all of it is there
            with gradebook.db.no_autoflush:
                found = gradebook.add_submission(name, student).id
        if timestamp is not None:
            gradebook.db.execute(
                update(SubmittedAssignment)
                .where(SubmittedAssignment.id == found)
                .values(timestamp=timestamp)
            )
        return found

    def _write_points(self, notebook: str, graded: NotebookNode) -> None:
        session = self._gradebook.db
        grades = session.execute(
            select(BaseCell.name, Grade.id, Grade.manual_score)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .where(Grade.notebook_id == notebook)
        )
        known = {name: (key, manual) for name, key, manual in grades}
        changes = []
        for cell in filter(is_graded, graded.cells):
            key, manual = known[grade_id(cell)]
            points = judge(cell).points
            # a person's earlier grade may not fit the new submission
            look = manual is not None or points is None
            changes.append(
                {"id": key, "auto_score": points, "needs_manual_grade": look}
            )
        session.execute(update(Grade), changes)

    def _write_comments(self, notebook: str, graded: NotebookNode) -> None:
        session = self._gradebook.db
        comments = session.execute(
            select(BaseCell.name, Comment.id)
            .join(BaseCell, BaseCell.id == Comment.cell_id)
            .where(Comment.notebook_id == notebook)
        )
        known = dict(iter(comments))
        changes = []
        for cell in filter(is_solution, graded.cells):
            comment = "No response." if UNTOUCHED in cell.metadata else None
            changes.append({"id": known[grade_id(cell)], "auto_comment": comment})
        if changes:
            session.execute(update(Comment), changes)

    def _write_penalty(self, student: str, submission: str, notebook: str) -> None:
        """As nbgrader's ``AssignLatePenalties``, with the plugin that is configured."""
        session, penalty = self._gradebook.db, None
        if not self._late.enabled:
            return
        seconds = self._seconds_late(submission)
        if seconds > 0:
            score = session.scalar(
                select(func.coalesce(func.sum(Grade.score), 0.0)).where(
                    Grade.notebook_id == notebook
                )
            )
            plugin = self._late.plugin_inst
            penalty = plugin.late_submission_penalty(student, score, seconds)
            if penalty is not None:
                earned = SimpleNamespace(score=score)
                penalty = self._late._check_late_penalty(earned, penalty)
        session.execute(
            update(SubmittedNotebook)
            .where(SubmittedNotebook.id == notebook)
            .values(late_submission_penalty=penalty)
        )

    def _seconds_late(self, submission: str) -> float:
        due, extension, timestamp = self._gradebook.db.execute(
            select(
                Assignment.duedate,
                SubmittedAssignment.extension,
                SubmittedAssignment.timestamp,
            )
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(SubmittedAssignment.id == submission)
        ).one()
        if due is None or timestamp is None:
            return 0.0
        return (timestamp - due - (extension or timedelta())).total_seconds()
