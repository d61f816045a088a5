"""A mini course and a class to grade in it; points come without kernels."""

import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.grading.cells import grade_id
from autograder.grading.course import Course

# light.py and others, also for the workers
sys.path.insert(0, str(Path(__file__).parent))
from content import dump

NAME = "01_mini"


@pytest.fixture(scope="session")
def _registered(_built_course, tmp_path_factory):
    root = tmp_path_factory.mktemp("registered") / "course"
    shutil.copytree(_built_course, root, symlinks=True)
    Course(NAME, root).register()
    return root


@pytest.fixture
def root(_registered, tmp_path):
    return Path(shutil.copytree(_registered, tmp_path / "course"))


@pytest.fixture
def course(root):
    return Course(NAME, root)


@pytest.fixture
def hand_in(course):
    """Hand in the release with an answer of the student's own."""

    def hand_in(student, answer="", files=None):
        notebook = nbformat.read(course.release, as_version=4)
        for cell in notebook.cells:
            if grade_id(cell) == "scale":
                cell.source += f"\n# by {student}: {answer}"
        folder = course.submitted(student)
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / f"{NAME}.ipynb")
        for name, content in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return folder

    return hand_in


@pytest.fixture
def change_test(course):
    """Change a hidden test in the source notebook."""

    def change(old, new):
        source = nbformat.read(course.source, as_version=4)
        for cell in source.cells:
            if "-tests" in (grade_id(cell) or ""):
                cell.source = cell.source.replace(old, new)
        nbformat.write(source, course.source)

    return change


@pytest.fixture
def content(course):
    return lambda: dump(course.directory.db_url)
