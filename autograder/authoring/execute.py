"""Runs a source notebook cell by cell, saying where it is and where it fails."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from autograder.authoring.errors import BuildError
from autograder.authoring.outputs import normalise, stderr_text
from autograder.authoring.source import NOTEBOOK_METADATA, Source

# (done, of, seconds that this cell took); seconds is None when the cell starts
Progress = Callable[[int, int, float | None], None]

# no history database; errors alone in the kernel's log
_QUIET = ["--HistoryManager.enabled=False", "--log-level=ERROR"]
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"Cell In\s?\[(\d+)\], line (\d+)")


def execute(
    source: Source, folder: Path, progress: Progress
) -> tuple[NotebookNode, list[float]]:
    """Run a chapter in ``folder``.

    Returns the executed notebook and the seconds that each code cell took. Raises
    BuildError when a cell fails or writes to stderr, with the percent text's line. An interrupt (Ctrl-C) ends the kernel and is raised again.
    """
    notebook = source.notebook()
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        coalesce_streams=True,
        timeout=None,
        store_widget_state=False,
        extra_arguments=_QUIET,
    )
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    seconds = []
    with client.setup_kernel(env=_environment()):
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
    notebook.metadata = source_metadata()
    _refuse_stderr(source, notebook)
    return notebook, seconds


def source_metadata() -> NotebookNode:
    """Return the notebook metadata without what a kernel says of itself."""
    return NotebookNode(
        {key: NotebookNode(value) for key, value in NOTEBOOK_METADATA.items()}
    )


def _environment() -> dict[str, str]:
    # MPLBACKEND would keep figures out of the notebook
    environment = {k: v for k, v in os.environ.items() if k != "MPLBACKEND"}
    return environment | {"PYTHONHASHSEED": "0", "TF_CPP_MIN_LOG_LEVEL": "3"}


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
    return (
        f"{source.path}:{line}: {error.ename}: {error.evalue}\n\n"
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
