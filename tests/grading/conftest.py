"""A mini course whose class can be graded in seconds."""

import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.classroom.assignment import read_assignment
from autograder.classroom.sample import compose
from autograder.cli import main
from autograder.grading.course import Course

NAME = "01_mini"
ANSWERS = Path(__file__).parent / "answers" / NAME


def copy_course(built, root):
    """Copy the built mini course, with two seconds for each cell."""
    shutil.copytree(built, root, symlinks=True)
    config = root / "nbgrader_config.py"
    text = config.read_text().replace(
        "grading.configure(c)",
        "c.ExecuteSubmission.timeout = 2\ngrading.configure(c)",
    )
    config.write_text(text)
    return root


@pytest.fixture(scope="session")
def _registered_course(_built_course, tmp_path_factory):
    """Make the gradebook once: it takes longer than to grade a submission."""
    root = copy_course(_built_course, tmp_path_factory.mktemp("registered") / "course")
    Course(NAME, root).register()
    return root


@pytest.fixture
def root(_registered_course, tmp_path):
    return Path(shutil.copytree(_registered_course, tmp_path / "course"))


@pytest.fixture
def course(root):
    return Course(NAME, root)


@pytest.fixture
def assignment(root):
    return read_assignment(root, NAME, ANSWERS)


@pytest.fixture
def hand_in(course):
    """Write a student's submission: a notebook, or the text of a file."""

    def hand_in(student, content):
        path = course.submitted(student) / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, str):
            content = nbformat.writes(content)
        path.write_text(content, encoding="utf-8")
        return path

    return hand_in


@pytest.fixture
def hand_in_sample(assignment, hand_in):
    """Write the submissions of some students of the sample class."""

    def write(*names):
        students = [s for s in compose(assignment) if s.id in names]
        for student in students:
            hand_in(student.id, student.content)
        return students

    return write


@pytest.fixture(scope="session")
def graded_class(_built_course, tmp_path_factory):
    """Compose and grade the whole sample class by the command line; do not change it.

    Gives the course, the assignment and what the command printed.
    """
    root = copy_course(_built_course, tmp_path_factory.mktemp("class") / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        runner = CliRunner()
        where = ["--answers", str(ANSWERS), "--out", str(root)]
        made = runner.invoke(main, ["sample-class", NAME, *where])
        assert made.exit_code == 0, made.output
        result = runner.invoke(main, ["grade", NAME])
        assert result.exit_code == 0, result.output
    return Course(NAME, root), read_assignment(root, NAME, ANSWERS), result.output


@pytest.fixture(scope="session")
def graded():
    """Make a cell with nbgrader's metadata."""

    def graded(name, source, *, kind="code", tags=(), **flags):
        role = dict.fromkeys(("grade", "solution", "locked", "task"), False) | flags
        metadata = {"nbgrader": {"grade_id": name, "schema_version": 3, **role}}
        if tags:
            metadata["tags"] = list(tags)
        make = new_code_cell if kind == "code" else new_markdown_cell
        return make(source, id=name, metadata=metadata)

    return graded
