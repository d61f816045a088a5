"""Reads from nbgrader's gradebook what a class has, in one query each.

nbgrader's own objects compute every sum for every row, which takes seconds for a class.
Nothing is written but the empty tables of a new gradebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from alembic.script import ScriptDirectory
from nbgrader.api import (
    Assignment,
    Base,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Select, create_engine, inspect, make_url, select, text
from sqlalchemy.engine import Connection

from autograder.grading.cells import exercise_of


@dataclass(frozen=True)
class Score:
    """What the gradebook holds of a graded cell; None where nobody has said."""

    auto: float | None
    manual: float | None
    extra: float | None
    most: float

    @property
    def points(self) -> float:
        """What counts: a person's points before the tests', and what was added."""
        own = self.auto if self.manual is None else self.manual
        return 0.0 if own is None else own + (self.extra or 0.0)

    @property
    def by_hand(self) -> bool:
        """Whether it waits for a person."""
        return self.auto is None and self.manual is None


@dataclass
class Held:
    """What the gradebook holds of one student's submission, by grade id."""

    timestamp: datetime | None = None
    late_penalty: float = 0.0
    scores: dict[str, Score] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)

    def of(self, exercise: str) -> list[Score]:
        """Return the scores of an exercise's cells."""
        found = self.scores.items()
        return [score for name, score in found if exercise_of(name) == exercise]


def shown_url(url: str) -> str:
    """Return a gradebook's address without its password."""
    return make_url(url).render_as_string(hide_password=True)


def create_tables(url: str) -> None:
    """Make the tables of a gradebook that has none, as nbgrader does on first use.

    nbgrader asks a process of its own for the version of these tables, which takes
    longer than to grade a submission.
    """
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            if inspect(connection).get_table_names():
                return
            migrations = ScriptDirectory(str(files("nbgrader") / "alembic"))
            Base.metadata.create_all(connection)
            connection.execute(
                text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            )
            connection.execute(
                text("INSERT INTO alembic_version VALUES (:version)"),
                {"version": migrations.get_current_head()},
            )
    finally:
        engine.dispose()


@contextmanager
def reading(url: str) -> Iterator[Connection | None]:
    """Connect to a gradebook to read from it; None when there is none yet."""
    database = make_url(url).database
    if url.startswith("sqlite") and not Path(database or "").is_file():
        yield None
        return
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table(Grade.__tablename__)
            yield connection if known else None
    finally:
        engine.dispose()


def read_class(
    connection: Connection | None,
    assignment: str,
    notebook: str,
    student: str | None = None,
) -> dict[str, Held]:
    """Return what a gradebook holds of an assignment, by student.

    Parameters
    ----------
    connection : Connection or None
        From :func:`reading`; None reads as an empty gradebook.
    student : str, optional
        Read this one alone.
    """
    if connection is None:
        return {}

    def rows(query: Select) -> Iterator[tuple]:
        query = query.where(Assignment.name == assignment, Notebook.name == notebook)
        if student is not None:
            query = query.where(SubmittedAssignment.student_id == student)
        yield from connection.execute(query)

    held: dict[str, Held] = {}
    for name, timestamp, penalty in rows(_SUBMISSIONS):
        held[name] = Held(timestamp, penalty or 0.0)
    for name, cell, *points in rows(_SCORES):
        held[name].scores[cell] = Score(*points)
    for name, cell, auto, manual in rows(_COMMENTS):
        held[name].comments[cell] = auto if manual is None else manual
    return held


_own, _cell = SubmittedNotebook.__table__, BaseCell.__table__
_graded = GradeCell.__table__


def _of_submissions(*columns) -> Select:
    return (
        select(SubmittedAssignment.student_id, *columns)
        .select_from(SubmittedAssignment.__table__)
        .join(Assignment.__table__)
        .join(_own, _own.c.assignment_id == SubmittedAssignment.id)
        .join(Notebook.__table__, Notebook.id == _own.c.notebook_id)
    )


_SUBMISSIONS = _of_submissions(
    SubmittedAssignment.timestamp, _own.c.late_submission_penalty
)
_SCORES = (
    _of_submissions(
        _cell.c.name,
        Grade.auto_score,
        Grade.manual_score,
        Grade.extra_credit,
        _graded.c.max_score,
    )
    .join(Grade.__table__, Grade.notebook_id == _own.c.id)
    .join(_cell, _cell.c.id == Grade.cell_id)
    .join(_graded, _graded.c.id == _cell.c.id)
)
_COMMENTS = (
    _of_submissions(_cell.c.name, Comment.auto_comment, Comment.manual_comment)
    .join(Comment.__table__, Comment.notebook_id == _own.c.id)
    .join(_cell, _cell.c.id == Comment.cell_id)
)
