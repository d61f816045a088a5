"""Finds the release of an assignment: the notebook that students were given."""

from pathlib import Path

import click
import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory


class MissingReleaseError(click.ClickException):
    """There is no release to compare a submission with."""


def release_path(course: CourseDirectory, assignment: str, notebook: str) -> Path:
    """Return where the release of a notebook lies."""
    folder = course.format_path(course.release_directory, ".", assignment)
    return Path(folder) / f"{notebook}.ipynb"


def read_release(
    course: CourseDirectory, assignment: str, notebook: str
) -> NotebookNode:
    """Return the released notebook; raises MissingReleaseError if there is none."""
    path = release_path(course, assignment, notebook)
    if not path.is_file():
        raise MissingReleaseError(
            f"{path} is missing: build the course, or run "
            f"nbgrader generate_assignment {assignment}"
        )
    return nbformat.read(path, as_version=4)
