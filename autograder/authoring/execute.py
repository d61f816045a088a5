"""Runs a source notebook cell by cell, saying where it is and where it fails."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from autograder.authoring.errors import BuildError
from autograder.authoring.kernel import client_for, environment
from autograder.authoring.outputs import normalise, stderr_text
from autograder.authoring.source import Source

# (done, of, seconds that this cell took); seconds is None when the cell starts
Progress = Callable[[int, int, float | None], None]

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_OWN_FILE = re.compile(r" \(\d+\.py, line \d+\)$")  # IPython's name for a cell
_FRAME = re.compile(r"Cell In\s?\[(\d+)\], line (\d+)")


def execute(
    source: Source, folder: Path, progress: Progress
) -> tuple[NotebookNode, list[float]]:
    """Run a chapter in ``folder``.

    Returns the executed notebook and the seconds that each code cell took. Raises
    BuildError when a cell fails or writes to stderr, with the percent text's line. An
    interrupt (Ctrl-C) ends the kernel and is raised again.
    """
    notebook = source.notebook()
    client = client_for(notebook, folder)
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    seconds = []
    with client.setup_kernel(env=environment()):
        for done, index in enumerate(code):
            progress(done, len(code), None)
            started = time.perf_counter()
            try:
                client.execute_cell(
                    notebook.cells[index], index, execution_count=done + 1
                )
            except CellExecutionError as error:
                raise BuildError(_failure(source, code, done, error)) from None
            except DeadKernelError:
                raise BuildError(_died(source, index)) from None
            seconds.append(time.perf_counter() - started)
            progress(done + 1, len(code), seconds[-1])
    for index in code:
        normalise(notebook.cells[index])
    _refuse_stderr(source, notebook)
    return notebook, seconds


def _failure(
    source: Source, code: list[int], done: int, error: CellExecutionError
) -> str:
    """Return the message for a failed cell: place, error, source."""
    cell = source.cells[code[done]]
    line = cell.first_line
    trace = _ANSI.sub("", error.traceback)
    for count, number in _FRAME.findall(trace):
        if 1 <= int(count) <= len(code):  # the last frame in a cell is the deepest
            line = source.cells[code[int(count) - 1]].first_line + int(number) - 1
    said = _OWN_FILE.sub("", error.evalue)
    return (
        f"{source.path}:{line}: {error.ename}: {said}\n\n"
        f"in the cell that begins in line {cell.line}:\n\n{_indented(cell.source)}"
    )


def _died(source: Source, index: int) -> str:
    cell = source.cells[index]
    return (
        f"{source.path}:{cell.line}: the kernel died in this cell (out of memory, or a "
        f"crash in compiled code):\n\n{_indented(cell.source)}"
    )


def _refuse_stderr(source: Source, notebook: NotebookNode) -> None:
    faults = [
        f"{source.path}:{cell.line}: this cell wrote to stderr:\n"
        f"{_indented(stderr_text(node).strip())}"
        for cell, node in zip(source.cells, notebook.cells, strict=True)
        if cell.kind == "code" and stderr_text(node)
    ]
    if faults:
        raise BuildError(
            "\n".join(faults) + "\nA reader would see this; silence its cause."
        )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
