"""Runs a repaired submission, with the hidden tests in it, on the engine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from nbformat import NotebookNode

from autograder.engine.pool import kernels
from autograder.engine.run import Report, run
from autograder.engine.settings import EngineSettings
from autograder.grading.steps import Names, runnable, step_of, store
from autograder.sandbox.errors import SandboxError


def beside_the_notebook(
    given: Mapping[str, bytes], own: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return the files that lie beside a notebook while it runs.

    Those that the assignment comes with stand above the student's ``own`` of the same
    name. Notebooks are left out: with nbgrader, the graded one lies among the files.
    """
    files = {path: given[path] for path in given if not path.endswith(".ipynb")}
    taken = {str(parent) for path in files for parent in PurePosixPath(path).parents}
    for path, content in (own or {}).items():
        above = {str(parent) for parent in PurePosixPath(path).parents}
        if not (path.endswith(".ipynb") or path in taken or above & files.keys()):
            files.setdefault(path, content)
    return files


def execute(
    notebook: NotebookNode,
    names: Names,
    settings: EngineSettings,
    student_files: Mapping[str, bytes],
    test_files: Mapping[str, bytes],
) -> Report:
    """Run a repaired submission with the hidden tests in it; write to its cells.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place: outputs, execution counts and a record on each code cell.
    names : mapping of str to frozenset of str
        What each answer defines for the tests, by grade id.
    settings : EngineSettings
    student_files, test_files : mapping of str to bytes
        What lies beside the notebook, for the student's cells and for the tests.
    """
    cells = [cell for cell in notebook.cells if runnable(cell)]
    steps = [step_of(cell, names) for cell in cells]

    def attempt() -> Report:
        with kernels(settings) as pair:
            return run(steps, pair, settings, student_files, test_files)

    try:
        report = attempt()
    except SandboxError:  # the machine's fault, not the submission's: with new kernels
        report = attempt()
    store(cells, report.results)
    return report
