"""Runs a release as a student first meets it: every stub untouched."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from autograder.authoring.kernel import client_for, environment
from autograder.authoring.layout import Chapter
from autograder.authoring.problem import Problem
from autograder.authoring.release import cut_release
from autograder.authoring.roles import DEMONSTRATION

# with these a student could not even begin
_NEVER = {"SyntaxError", "IndentationError", "ImportError", "ModuleNotFoundError"}


def stub_problems(chapter: Chapter | Path | str) -> list[Problem]:
    """Run a chapter's release from top to bottom and return what must not happen.

    No cell may fail with a syntax or import error, and a solution cell not at all: a
    stub runs. Test cells fail, of course, and so may given cells that use an answer.
    Demonstrations, the slow cells, are left out: they only show what an answer does.
    """
    chapter = Chapter.at(chapter)
    with TemporaryDirectory(prefix="stubs-") as folder:
        for name, content in cut_release(chapter).items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        notebook = nbformat.read(Path(folder) / chapter.release.name, as_version=4)
        notebook.cells = [
            cell
            for cell in notebook.cells
            if DEMONSTRATION not in cell.metadata.get("tags", ())
        ]
        client_for(notebook, Path(folder), allow_errors=True).execute(env=environment())
    place = chapter.release.relative_to(chapter.root).as_posix()
    return [
        Problem(f"{place}#{cell.id}", "stub", f"{output.ename}: {output.evalue}")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
        and (output.ename in _NEVER or _is_solution(cell))
    ]


def _is_solution(cell: nbformat.NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)
