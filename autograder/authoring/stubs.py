"""What must not happen when a release runs as a student first meets it."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.authoring.problem import Problem

# with these a student could not even begin
_NEVER = {"SyntaxError", "IndentationError", "ImportError", "ModuleNotFoundError"}


def stub_problems(ran: NotebookNode, place: str) -> list[Problem]:
    """Return what must not happen in a release that ran with every stub untouched.

    No cell may fail with a syntax or import error, and a solution cell not at all: a
    stub runs. Test cells fail, of course, and so may given cells that use an answer.

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
        if output.output_type == "error"
        and (output.ename in _NEVER or _is_solution(cell))
    ]


def _is_solution(cell: NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)
