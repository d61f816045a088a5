"""A new gradebook is the one that nbgrader would have made."""

import os
import sys
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy import create_engine, inspect, text

from autograder.grading.gradebook import create_tables


def _tables(url):
    engine = create_engine(url)
    with engine.connect() as connection:
        inspector = inspect(connection)
        columns = {
            table: [(c["name"], str(c["type"])) for c in inspector.get_columns(table)]
            for table in inspector.get_table_names()
        }
        return columns, connection.scalar(text("SELECT * FROM alembic_version"))


def test_a_new_gradebook_is_like_nbgraders_own(tmp_path, monkeypatch):
    programs = Path(sys.executable).parent  # nbgrader starts alembic by its name
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    ours, theirs = (f"sqlite:///{tmp_path / name}.db" for name in ("ours", "theirs"))
    create_tables(ours)
    Gradebook(theirs).close()
    assert _tables(ours) == _tables(theirs)


def test_a_gradebook_that_exists_is_left_as_it_is(tmp_path):
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    create_tables(url)
    with Gradebook(url) as gradebook:
        gradebook.add_student("ann")
    create_tables(url)
    with Gradebook(url) as gradebook:
        assert [student.id for student in gradebook.students] == ["ann"]
