"""Finds what an assignment imports, so that kernels can have it ready."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.authoring import imports
from autograder.grading.cells import is_locked
from autograder.grading.steps import runnable


def imported_modules(source: NotebookNode) -> list[str]:
    """Return the modules that the given cells and the tests import, in order.

    ``from package import name`` gives both ``package`` and ``package.name``, which may
    be no module: the kernels leave out what cannot be imported.
    """
    found: dict[str, None] = {}
    for cell in source.cells:
        if runnable(cell) and is_locked(cell):
            found |= dict.fromkeys(imports.imported_modules(cell.source))
    return list(found)
