"""Finds what students must not see in what they get: files, notebooks, archives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path, PurePosixPath

import nbformat
from nbformat import NotebookNode

from autograder.authoring.hidden import Region, canaries, hidden_regions, squeeze
from autograder.authoring.layout import CHAPTER_NAME
from autograder.authoring.pieces import pieces
from autograder.authoring.problem import Problem
from autograder.authoring.source import read_source

_MESSAGE = re.compile(r"""(\w+=)?f?"[^"]*",?""")  # a string on a line of its own
LONG = 40  # squeezed characters: two programs do not have such a region by chance


def find_leaks(source: Path | str, released: Iterable[Path]) -> list[Problem]:
    """Return a problem for each piece of a solution or hidden test that is released.

    Parameters
    ----------
    source
        The chapter's percent text or its source notebook.
    released
        What students can read: files, folders (searched to the bottom) and archives,
        such as a zip or a wheel, also one inside another.

    One telling line is a leak. Python files (the library) and the notebooks of other
    chapters share turns of phrase with a chapter; there, two neighbouring lines, not
    both of them messages to the student, or a long region are one. A canary
    (``CANARY-`` and hexadecimal digits) is one anywhere.
    """
    source = Path(source)
    notebook = _read(source)
    regions = hidden_regions(notebook)
    planted = canaries(notebook)
    problems = []
    for piece in pieces(released):
        texts = [squeeze(reading) for reading in piece.readings()]
        shares = _shares_phrases(piece.file, source.stem)
        found = [_found(region, text, shares) for region in regions for text in texts]
        found += [c for c in sorted(planted) if any(squeeze(c) in t for t in texts)]
        problems += [
            Problem(piece.place, "leak", f"{source.stem} hides this: {line}")
            for line in dict.fromkeys(filter(None, found))
        ]
    return problems


def _read(source: Path) -> NotebookNode:
    if source.suffix == ".py":
        return read_source(source).notebook()
    return nbformat.read(source, as_version=4)


def _shares_phrases(file: str, chapter: str) -> bool:
    path = PurePosixPath(file.rpartition("!")[2])
    other_chapter = path.suffix == ".ipynb" and CHAPTER_NAME.fullmatch(path.stem)
    return path.suffix == ".py" or bool(other_chapter and path.stem != chapter)


def _found(region: Region, text: str, shares: bool) -> str | None:
    """Return what of a region a squeezed text holds: a line of it, as it is written."""
    hits = [squeezed in text for _, squeezed in region.lines]
    if shares and True in hits:
        words = [bool(_MESSAGE.fullmatch(line.strip())) for line, _ in region.lines]
        known = list(zip(hits, words, strict=True))
        hits = [a and b and not (v and w) for (a, v), (b, w) in pairwise(known)]
    if True in hits:
        return region.lines[hits.index(True)][0]
    if region.whole and len(region.whole) >= (LONG if shares else 0):
        return f"all of {region.cell!r}" if region.whole in text else None
    return None
