"""Cuts the release of a chapter with nbgrader's own converter, without a database."""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.authoring.errors import BuildError
from autograder.authoring.files import files_below, write_if_different
from autograder.authoring.layout import CONFIG, Chapter


def cut_release(chapter: Chapter) -> dict[str, bytes]:
    """Return the files that students get for a chapter: name in its folder -> content.

    The executed notebook is what it is cut from. Raises BuildError with what nbgrader
    said when it refuses.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG, path=str(chapter.root)).load_config()
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    messages = _Messages()
    with TemporaryDirectory(prefix="release-") as folder:
        config.CourseDirectory.root = str(chapter.root)
        config.CourseDirectory.assignment_id = chapter.name
        config.CourseDirectory.release_directory = folder
        course = CourseDirectory(config=config)
        converter = GenerateAssignment(
            coursedir=course, config=config, log=messages.logger
        )
        try:
            converter.start()
        except NbGraderException:
            raise BuildError(
                f"nbgrader cannot cut the release of {chapter.name}:\n{messages}"
            ) from None
        made = Path(folder) / chapter.name
        return {
            path.relative_to(made).as_posix(): path.read_bytes()
            for path in sorted(made.rglob("*"))
            if path.is_file()
        }


def stale_release(chapter: Chapter, files: dict[str, bytes]) -> list[str]:
    """Say which of the release's files are not on disk as ``files`` has them."""
    stale = []
    for name, content in files.items():
        path = chapter.release_folder / name
        if not path.is_file():
            stale.append(f"{path.relative_to(chapter.root)} is missing")
        elif path.read_bytes() != content:
            stale.append(f"{path.relative_to(chapter.root)} is not what is built")
    return stale


def foreign_files(chapter: Chapter, files: dict[str, bytes]) -> list[Path]:
    """Return what lies in the release folder and is no part of the release.

    nbgrader would release it too; it may be somebody's work, so the build leaves it.
    """
    return [
        path
        for path in files_below(chapter.release_folder)
        if path.relative_to(chapter.release_folder).as_posix() not in files
    ]


def write_release(chapter: Chapter, files: dict[str, bytes]) -> bool:
    """Write the release's files where they differ; return whether any did."""
    folder = chapter.release_folder
    wrote = [write_if_different(folder / name, files[name]) for name in files]
    return any(wrote)


class _Messages(logging.Handler):
    """Keeps what nbgrader logs, to show it when it fails."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.logger = logging.Logger("autograder.release")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.lines.append(record.getMessage())

    def __str__(self) -> str:
        return "\n".join(self.lines)
