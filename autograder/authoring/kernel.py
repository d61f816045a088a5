"""The kernel that an author's notebooks run in."""

from __future__ import annotations

import os
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode

# no history database; errors alone in the kernel's log
_ARGUMENTS = ["--HistoryManager.enabled=False", "--log-level=ERROR"]


def client_for(
    notebook: NotebookNode, folder: Path, *, allow_errors: bool = False
) -> NotebookClient:
    """Return a client that runs a notebook in a folder, with no limit on time."""
    return NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        allow_errors=allow_errors,
        coalesce_streams=True,
        record_timing=False,
        store_widget_state=False,
        timeout=None,
        shutdown_kernel="immediate",  # it keeps nothing that it would have to save
        extra_arguments=_ARGUMENTS,
    )


def environment() -> dict[str, str]:
    """Return the environment of the kernel: ours, made the same for every build."""
    # MPLBACKEND would keep figures out of the notebook
    inherited = {k: v for k, v in os.environ.items() if k != "MPLBACKEND"}
    return inherited | {"PYTHONHASHSEED": "0", "TF_CPP_MIN_LOG_LEVEL": "3"}
