"""Where everything of a course lies: its root, its chapters and their files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.errors import AuthoringError

CONFIG = "nbgrader_config.py"
CHAPTER_NAME = re.compile(r"[0-9]{2}_[a-z0-9_]+")


@dataclass(frozen=True)
class Chapter:
    """One chapter: ``solutions/NAME/NAME.py`` and what is made from it."""

    root: Path
    name: str

    @property
    def folder(self) -> Path:
        """The folder that the author works in."""
        return self.root / "solutions" / self.name

    @property
    def source(self) -> Path:
        """The percent text, the only file that an author edits."""
        return self.folder / f"{self.name}.py"

    @property
    def executed(self) -> Path:
        """The source notebook with its outputs."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def release_folder(self) -> Path:
        """The folder that students get."""
        return self.root / "course" / self.name

    @property
    def release(self) -> Path:
        """The notebook that students get."""
        return self.release_folder / f"{self.name}.ipynb"

    @property
    def times(self) -> Path:
        """Seconds that each cell took when the chapter was last executed."""
        return self.root / "build" / "times" / f"{self.name}.json"

    @classmethod
    def at(cls, path: Path | str | Chapter) -> Chapter:
        """Return the chapter of a folder in ``solutions`` or of a file in it."""
        if isinstance(path, Chapter):
            return path
        folder = Path(path).resolve()
        if folder.suffix in {".py", ".ipynb"}:
            folder = folder.parent
        chapter = cls(folder.parent.parent, folder.name)
        if folder.parent.name != "solutions" or not chapter.source.is_file():
            raise AuthoringError(
                f"{path} is not a chapter: expected solutions/NN_name/NN_name.py"
            )
        return chapter


def find_root(start: Path | None = None) -> Path:
    """Return the course's root: the nearest folder upwards with an nbgrader config."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file() and (folder / "solutions").is_dir():
            return folder
    raise AuthoringError(
        f"no course here: neither {here} nor a folder above it has {CONFIG} "
        "and solutions/. Run this inside the course's repository."
    )


def find_chapters(root: Path, wanted: Sequence[str] = ()) -> list[Chapter]:
    """Return the chapters under ``root``, or those that ``wanted`` names.

    A chapter may be named by its number (``10``), its name (``10_dropout``) or the
    path of its folder or of a file in it.
    """
    chapters = [
        Chapter(root, folder.name)
        for folder in sorted((root / "solutions").iterdir())
        if CHAPTER_NAME.fullmatch(folder.name)
        and (folder / f"{folder.name}.py").is_file()
    ]
    if not wanted:
        return chapters
    return [_named(chapters, name) for name in dict.fromkeys(wanted)]


def _named(chapters: list[Chapter], name: str) -> Chapter:
    stem = Path(name).stem
    stem = stem.zfill(2) if stem.isdigit() else stem
    for chapter in chapters:
        if stem == chapter.name or stem == chapter.name.split("_")[0]:
            return chapter
    known = ", ".join(chapter.name for chapter in chapters) or "none"
    raise AuthoringError(f"no chapter {name!r}; there are: {known}")
