"""Finds what an assignment imports, so that kernels can have it ready."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbformat import NotebookNode

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
            found |= dict.fromkeys(_imports(ast.parse(cell.source)))
    return list(found)


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
