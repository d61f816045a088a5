"""Builds chapters: runs the percent text, then cuts the release; only what changed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from rich.console import Console

from autograder.authoring.errors import BuildError
from autograder.authoring.execute import execute
from autograder.authoring.files import write_if_different
from autograder.authoring.fingerprints import data_fingerprint, fingerprints
from autograder.authoring.kept import keep_work
from autograder.authoring.layout import Chapter
from autograder.authoring.outputs import holds_address
from autograder.authoring.progress import CellProgress
from autograder.authoring.release import cut_release, foreign_files, write_release
from autograder.authoring.source import Source, read_source
from autograder.authoring.state import (
    outputs_fingerprint,
    read_executed,
    reasons_to_execute,
    renew,
    serialise,
)

SLOW = 20.0  # seconds; a reader does not wait longer for one cell


@dataclass(frozen=True)
class Built:
    """What a build did: why it executed, and which files it wrote."""

    reasons: list[str]
    notebook_written: bool
    release_written: bool


def build_chapter(
    chapter: Chapter, console: Console | None = None, *, force: bool = False
) -> Built:
    """Bring a chapter's executed notebook and its release up to date.

    Raises SourceError or BuildError; the notebooks on disk are then as they were.
    """
    console = console or Console(quiet=True)
    source = read_source(chapter.source)
    reasons = ["it was asked for"] if force else reasons_to_execute(chapter, source)
    if reasons:
        console.print(f"{chapter.name}: running, because {'; '.join(reasons)}")
        notebook = _run(chapter, source, console)
    else:
        notebook = renew(source, read_executed(chapter))
    notebook_written = write_if_different(chapter.executed, serialise(notebook))

    files = cut_release(chapter)
    kept = keep_work(chapter, files[chapter.release.name])
    if kept:
        console.print(
            f"{chapter.name}: somebody worked in {chapter.release.name}; the copy with "
            f"that work is {kept.relative_to(chapter.root)}"
        )
    release_written = write_release(chapter, files)
    for path in foreign_files(chapter, files):
        place = path.relative_to(chapter.root)
        console.print(f"  warning: {place} is no part of the release; remove it")
    if not notebook_written and not release_written:
        console.print(f"{chapter.name}: up to date")
    elif not reasons:
        what = "notebook and release" if notebook_written else "release"
        console.print(f"{chapter.name}: renewed the {what}; its code did not change")
    return Built(reasons, notebook_written, release_written)


def _run(chapter: Chapter, source: Source, console: Console):
    before = fingerprints(chapter, source)
    with CellProgress(console, chapter.name) as progress:
        notebook, seconds = execute(source, chapter.folder, progress)
    if data_fingerprint(chapter) != before["data"]:
        raise BuildError(
            f"{chapter.name} wrote files into its own folder {chapter.folder}; "
            "students would get them. Remove them and write to tempfile.mkdtemp()."
        )
    notebook.metadata["build"] = before | {"outputs": outputs_fingerprint(notebook)}
    _report_times(chapter, source, seconds, console)
    for cell, node in zip(source.cells, notebook.cells, strict=True):
        if cell.kind == "code" and holds_address(node):
            console.print(
                f"  warning: {source.path.name}:{cell.line}: an output shows a memory "
                "address, which differs in every build"
            )
    return notebook


def _report_times(
    chapter: Chapter, source: Source, seconds: list[float], console: Console
) -> None:
    """Write build/times/NAME.json and print the total and the slowest cells."""
    code = [cell for cell in source.cells if cell.kind == "code"]
    cells = [
        {"cell": cell.cell_id, "line": cell.line, "seconds": round(took, 3)}
        for cell, took in zip(code, seconds, strict=True)
    ]
    total = round(sum(seconds), 3)
    times = {"chapter": chapter.name, "seconds": total, "cells": cells}
    write_if_different(chapter.times, (json.dumps(times, indent=1) + "\n").encode())

    slowest = sorted(cells, key=lambda cell: -cell["seconds"])[:3]
    named = ", ".join(f"line {c['line']} {c['seconds']:.1f} s" for c in slowest)
    console.print(f"{chapter.name}: {total:.1f} s; slowest: {named}")
    for cell in cells:
        if cell["seconds"] > SLOW:
            console.print(
                f"  warning: {source.path.name}:{cell['line']}: the cell "
                f"{cell['cell']} took {cell['seconds']:.0f} s, over {SLOW:.0f} s"
            )
