"""Finds what does not belong in a notebook's metadata, and outputs in a release."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.authoring.problem import Problem

_NOTEBOOK = {"kernelspec", "language_info"}
_CELL = {"jupyter", "nbgrader", "tags"}


def metadata_problems(
    notebook: NotebookNode, place: str, *, release: bool
) -> list[Problem]:
    """Return a problem for each key that neither nbgrader nor a reader needs.

    The executed notebook may hold the build's fingerprints besides; a release has
    locked cells, and no output.
    """
    found = []
    allowed = _NOTEBOOK | (set() if release else {"build"})
    for key in sorted(set(notebook.metadata) - allowed):
        found.append(Problem(place, "metadata", f"the notebook has the key {key!r}"))
    if notebook.metadata.get("language_info") != {"name": "python"}:
        found.append(
            Problem(place, "metadata", "language_info says more than name=python")
        )
    allowed = _CELL | ({"deletable", "editable"} if release else set())
    for cell in notebook.cells:
        where = f"{place}#{cell.id}"
        for key in sorted(set(cell.metadata) - allowed):
            found.append(Problem(where, "metadata", f"the cell has the key {key!r}"))
        if release and (cell.get("outputs") or cell.get("execution_count")):
            found.append(Problem(where, "metadata", "a release has no outputs"))
    return found
