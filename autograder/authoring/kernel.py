"""The kernel that an author's notebooks run in."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets import default

# no history database; errors alone in the kernel's log
_ARGUMENTS = ["--HistoryManager.enabled=False", "--log-level=ERROR"]


class _SocketFiles(AsyncKernelManager):
    """Talks to its kernel through socket files.

    Of TCP ports, one that was free can be taken by another program before the kernel
    has it; then the kernel dies.
    """

    @default("transport")
    def _transport(self) -> str:
        return "ipc"

    @default("connection_file")
    def _connection_file(self) -> str:
        # short: a socket's path must fit into about a hundred bytes
        return str(Path(tempfile.gettempdir()) / f"kernel-{uuid4().hex[:12]}.json")


def client_for(
    notebook: NotebookNode, folder: Path, *, allow_errors: bool = False
) -> NotebookClient:
    """Return a client that runs a notebook in a folder, with no limit on time."""
    return NotebookClient(
        notebook,
        kernel_name="python3",
        kernel_manager_class=_SocketFiles,
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
