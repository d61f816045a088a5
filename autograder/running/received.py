"""Reads what was handed in and what it is graded against, as evaluations need it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from autograder.grading.cells import grade_id, is_graded
from autograder.grading.course import Course
from autograder.grading.errors import GradingError
from autograder.grading.execute_submission import settings_of
from autograder.grading.inputs import Assignment, Submission
from autograder.grading.release import read_release
from autograder.grading.submission import SubmissionError
from autograder.running.environment import environment_digest

TIMESTAMP = "timestamp.txt"
MAX_BYTES = 200_000_000


@dataclass(frozen=True)
class Received:
    """A submission, and when it was handed in as ``nbgrader collect`` noted it (UTC).

    The time decides a penalty for being late, but no points: it is kept apart, so that
    handing in the same files again costs no evaluation.
    """

    submission: Submission
    stamp: bytes | None = None

    @property
    def student(self) -> str:
        """Whose it is."""
        return self.submission.student

    @property
    def timestamp(self) -> datetime | None:
        """When it was handed in; None when that is not known.

        Raises ValueError when the note cannot be read.
        """
        text = (self.stamp or b"").decode().strip()
        return parse_utc(text) if text else None


def read_received(course: Course, student: str) -> Received:
    """Read what a student handed in.

    Raises SubmissionError when it is too large, OSError when it cannot be read.
    """
    files = dict(_files(course.directory, course.submitted(student)))
    stamp = files.pop(TIMESTAMP, None)
    return Received(Submission(student, files), stamp)


def read_assignment(course: Course) -> Assignment:
    """Read the assignment as it is now in the source folder and in the release.

    Raises GradingError when students were given other exercises.
    """
    source = course.source.read_bytes()
    notebook = nbformat.reads(source.decode(), as_version=4)
    given = read_release(course.directory, course.assignment, course.name)
    if _exercises(notebook) != _exercises(given):
        raise GradingError(
            f"what students were given of {course.assignment} is not what the source "
            "notebook releases now: build the course first."
        )
    settings = settings_of(course.config, notebook)
    files = dict(_files(course.directory, course.source.parent))
    return Assignment(
        name=course.assignment,
        notebook=course.name,
        source=source,
        release=course.release.read_bytes(),
        files={name: files[name] for name in files if not name.endswith(".ipynb")},
        settings=settings,
        environment=environment_digest(settings.preload),
    )


def _exercises(notebook: nbformat.NotebookNode) -> list[str | None]:
    return [grade_id(cell) for cell in notebook.cells if is_graded(cell)]


def _files(course: CourseDirectory, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Files below a folder, by path within it, without what nbgrader is to ignore.

    Links and devices are passed over: what they lead to is not in the folder.
    """
    total = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_ignored(name, course)]
        for name in names:
            path = Path(parent, name)
            if _is_ignored(name, course) or path.is_symlink() or not path.is_file():
                continue
            total += path.stat().st_size
            if total > MAX_BYTES:
                raise SubmissionError(
                    f"The submission is too large: more than {MAX_BYTES / 1e6:.0f} MB.",
                    "Hand in the notebook alone, without data that it can load.",
                )
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _is_ignored(name: str, course: CourseDirectory) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in course.ignore)
