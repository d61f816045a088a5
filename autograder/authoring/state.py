"""Tells what of a chapter is out of date, and why; nothing is written here."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.fingerprints import CAUSES, fingerprints
from autograder.authoring.layout import Chapter
from autograder.authoring.release import cut_release, stale_release
from autograder.authoring.source import Source, read_source


def is_current(chapter: Chapter | Path | str) -> list[str]:
    """Return why a chapter must be built again; an empty list when it is current.

    ``chapter`` may be the path of its folder. Nothing is executed: outputs count as
    current while code, library, environment and data are those that they came from.
    """
    return current_release(Chapter.at(chapter))[0]


def current_release(chapter: Chapter) -> tuple[list[str], dict[str, bytes]]:
    """Return why a chapter must be built again, and else the files of its release."""
    source = read_source(chapter.source)
    reasons = reasons_to_execute(chapter, source)
    if reasons:
        return reasons, {}
    renewed = serialise(renew(source, read_executed(chapter)))
    if chapter.executed.read_bytes() != renewed:
        return [f"{chapter.executed.name} has not the text's prose or metadata"], {}
    files = cut_release(chapter)
    return stale_release(chapter, files), files


def reasons_to_execute(chapter: Chapter, source: Source) -> list[str]:
    """Return why the chapter's code must run again; an empty list when it need not."""
    if not chapter.executed.is_file():
        return ["it was never executed"]
    try:
        notebook = read_executed(chapter)
    except ValueError as fault:
        return [f"{chapter.executed.name} cannot be read: {fault}"]
    built = notebook.metadata.get("build", {})
    now = fingerprints(chapter, source)
    reasons = [cause for key, cause in CAUSES.items() if built.get(key) != now[key]]
    code = [cell.source for cell in source.cells if cell.kind == "code"]
    if not reasons and (
        built.get("outputs") != outputs_fingerprint(notebook)
        or code != [c.source for c in notebook.cells if c.cell_type == "code"]
    ):
        reasons = [f"{chapter.executed.name} was changed by hand"]
    return reasons


def renew(source: Source, executed: NotebookNode) -> NotebookNode:
    """Return the source notebook with the outputs of an execution of the same code."""
    notebook = source.notebook()
    old = [cell for cell in executed.cells if cell.cell_type == "code"]
    new = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for after, before in zip(new, old, strict=True):
        after.outputs = before.outputs
        after.execution_count = before.execution_count
    notebook.metadata["build"] = executed.metadata["build"]
    return notebook


def outputs_fingerprint(notebook: NotebookNode) -> str:
    """Return the sha256 of a notebook's outputs."""
    outputs = [cell.get("outputs", []) for cell in notebook.cells]
    return sha256(json.dumps(outputs, sort_keys=True).encode()).hexdigest()


def read_executed(chapter: Chapter) -> NotebookNode:
    """Read the executed notebook; raises ValueError when it is not one."""
    return nbformat.read(chapter.executed, as_version=4)


def serialise(notebook: NotebookNode) -> bytes:
    """Return a notebook's bytes as they are written to disk."""
    return (nbformat.writes(notebook) + "\n").encode()
