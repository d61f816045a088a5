"""What must not happen when a release runs as a student first meets it."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.authoring.problem import Problem

# with these a student could not even begin
_NEVER = {"SyntaxError", "IndentationError", "ImportError", "ModuleNotFoundError"}
_TRACEBACK = "Traceback (most recent call last)"


def stub_problems(ran: NotebookNode, place: str) -> list[Problem]:
    """Return what must not happen in a release that ran with every stub untouched.

    No cell may fail with a syntax or import error, and a solution cell not at all: a
    stub runs. Test cells fail, of course, but in words: with an ``AssertionError``, or
    an error that shows no traceback. Given cells that use an answer may fail anyhow.

    Parameters
    ----------
    ran : NotebookNode
        The release, run from top to bottom past all errors.
    place : str
        How problems name it.
    """
    return [
        Problem(f"{place}#{cell.id}", "stub", f"{output.ename}: {output.evalue}")
        for cell in ran.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error" and not _may_fail(cell, output)
    ]


def _may_fail(cell: NotebookNode, error: NotebookNode) -> bool:
    kind = cell.metadata.get("nbgrader", {})
    if error.ename in _NEVER or kind.get("solution"):
        return False
    return not kind.get("grade") or error.ename == "AssertionError" or _in_words(error)


def _in_words(error: NotebookNode) -> bool:
    return not any(_TRACEBACK in line for line in error.traceback)
