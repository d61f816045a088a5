"""A program that knows Jupyter alone starts a kernel in a sandbox."""

from __future__ import annotations

from importlib.metadata import entry_points

import nbformat
import pytest
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient

from autograder.sandbox.provisioner import WarmProvisioner

SPEC = KernelSpec(
    argv=["not", "used"],
    display_name="warm",
    language="python",
    metadata={
        "kernel_provisioner": {
            "provisioner_name": "autograder-warm",
            "config": {"preload": ["json"]},
        }
    },
)


@pytest.fixture
def manager(monkeypatch):
    monkeypatch.setattr(
        KernelProvisionerFactory,
        "create_provisioner_instance",
        lambda self, kernel_id, kernel_spec, parent: WarmProvisioner(
            kernel_id=kernel_id,
            kernel_spec=kernel_spec,
            parent=parent,
            **kernel_spec.metadata["kernel_provisioner"]["config"],
        ),
    )
    manager = AsyncKernelManager(transport="ipc")
    manager._kernel_spec = SPEC
    return manager


def test_a_notebook_runs_in_a_sandbox(manager):
    code = "import os\nprint(os.getcwd(), os.listdir('/opt/packages'))"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    client = NotebookClient(notebook, km=manager)
    client.owns_km = True
    client.execute()
    printed = notebook.cells[0].outputs[0].text
    assert printed == "/scratch/home/work ['autograder']\n"


def test_jupyter_finds_it_by_its_name():
    [found] = entry_points(
        group="jupyter_client.kernel_provisioners", name="autograder-warm"
    )
    assert found.load() is WarmProvisioner
