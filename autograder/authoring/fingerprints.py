"""Fingerprints of everything that an executed notebook depends on.

They are kept in its metadata, so that a build knows what changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from autograder.authoring.files import files_below
from autograder.authoring.imports import library_files
from autograder.authoring.layout import Chapter
from autograder.authoring.source import Source

LIBRARY = "course/deepnets"
# what a change of each is called when the build says why it runs a chapter again
CAUSES = {
    "code": "the text's code changed",
    "library": f"the library {LIBRARY} changed",
    "environment": "the environment requirements.lock changed",
    "data": "the chapter's data files changed",
}


def fingerprints(chapter: Chapter, source: Source) -> dict[str, str]:
    """Return the sha256 of the chapter's code, library, environment and data.

    Of the library, those files count that the chapter imports, or that these import.
    Prose is not among them: it changes no output, so the build renews it without
    running the chapter.
    """
    code = [cell.source for cell in source.cells if cell.kind == "code"]
    lock, library = chapter.root / "requirements.lock", chapter.root / LIBRARY
    return {
        "code": sha256(json.dumps(code).encode()).hexdigest(),
        "library": _digest(library.parent, library_files(library, code)),
        "environment": _digest(chapter.root, [lock] if lock.is_file() else []),
        "data": data_fingerprint(chapter),
    }


def data_fingerprint(chapter: Chapter) -> str:
    """Return the sha256 of the data files of the chapter's own folder."""
    return _digest(chapter.folder, data_files(chapter))


def data_files(chapter: Chapter) -> list[Path]:
    """Return the files of the chapter's folder that are not its text or notebook."""
    own = {chapter.source, chapter.executed}
    return [path for path in files_below(chapter.folder) if path not in own]


def _digest(base: Path, files: Iterable[Path]) -> str:
    digest = sha256()
    for path in files:
        name = path.relative_to(base).as_posix()
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
