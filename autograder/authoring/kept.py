"""Keeps the work that somebody did in a released notebook before it is written anew."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import nbformat
from nbgrader.utils import compute_checksum

from autograder.authoring.layout import Chapter


def keep_work(chapter: Chapter, content: bytes) -> Path | None:
    """Copy a worked-in release to ``build/kept`` if ``content`` is to replace it.

    Worked in means: a cell was run, or its text is not what nbgrader wrote there.
    Returns where the copy is; None when there was nothing to keep.
    """
    path = chapter.release
    if not path.is_file() or path.read_bytes() == content or not _worked_in(path):
        return None
    now = datetime.now().strftime("%Y%m%d-%H%M%S")
    kept = chapter.root / "build" / "kept" / f"{chapter.name}-{now}.ipynb"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, kept)
    return kept


def _worked_in(path: Path) -> bool:
    try:
        cells = nbformat.read(path, as_version=4).cells
    except (ValueError, nbformat.ValidationError):
        return True  # nobody can tell what it was: better a copy too many
    return any(
        cell.get("outputs") or cell.get("execution_count") or _was_edited(cell)
        for cell in cells
    )


def _was_edited(cell: nbformat.NotebookNode) -> bool:
    checksum = cell.metadata.get("nbgrader", {}).get("checksum")
    return checksum is not None and checksum != compute_checksum(cell)
