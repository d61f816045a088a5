"""JupyterLab as `make lab` starts it, with all that nbgrader adds to it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

TOKEN = "for-this-test-alone"
EXTENSIONS = ("formgrader", "validate_assignment", "assignment_list", "course_list")
WAIT = 90  # seconds for the server to answer


class Lab:
    """A JupyterLab server that runs in a mini course."""

    def __init__(self, root, home):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.root = root
        self.log = home / "lab.log"
        command = [
            Path(sys.executable).with_name("jupyter-lab"),
            *("--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"),
            f"--ServerApp.port={self.port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={root}",
            "--LabApp.default_url=/lab/tree/course",
            f"--IdentityProvider.token={TOKEN}",
        ]
        environment = os.environ | {
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
            "IPYTHONDIR": str(home / "ipython"),
        }
        for name in ("CLASS_DIR", "NBGRADER_EXCHANGE"):
            environment.pop(name, None)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=root, env=environment, stdout=log, stderr=log
            )

    def ask(self, path, body=None):
        """Return the text that the server answers; raises for a status but 200."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=WAIT) as answer:
            assert answer.status == 200
            return answer.read().decode()

    def wait(self):
        """Wait until the server answers."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            try:
                return self.ask("/api/status")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        raise AssertionError(f"no answer in {WAIT} s:\n{self.log.read_text()}")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def lab(_built_course, tmp_path_factory):
    import shutil

    home = tmp_path_factory.mktemp("home")
    root = home / "mini_course"
    shutil.copytree(_built_course, root)
    lab = Lab(root, home)
    try:
        lab.wait()
        yield lab
    finally:
        lab.stop()


def test_the_server_loads_every_extension_of_nbgrader(lab):
    log = lab.log.read_text()
    for name in EXTENSIONS:
        loaded = (
            f"nbgrader.server_extensions.{name} | extension was successfully loaded"
        )
        assert loaded in log
    assert "nbgrader will not work correctly" not in log


def test_the_page_opens_on_course_with_nbgraders_lab_extension(lab):
    page = lab.ask("/lab/tree/course")
    config = re.search(
        r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S
    )
    names = [e["name"] for e in json.loads(config[1])["federated_extensions"]]
    assert "@jupyter/nbgrader" in names


def test_formgrader_shows_the_chapters_and_no_experiments(lab):
    assert "nbgrader formgrade" in lab.ask("/formgrader")
    (assignment,) = json.loads(lab.ask("/formgrader/api/assignments"))
    assert assignment["name"] == "01_mini"
    assert assignment["source_path"] == "solutions/01_mini"
    assert assignment["release_path"] == "course/01_mini"
    assert assignment["releaseable"] is True


def test_formgraders_button_cuts_the_same_release(lab):
    release = lab.root / "course" / "01_mini" / "01_mini.ipynb"
    before = release.read_bytes()
    release.unlink()
    answer = json.loads(lab.ask("/formgrader/api/assignment/01_mini/assign", {}))
    assert answer["success"] is True, answer
    assert release.read_bytes() == before


def test_the_assignment_list_answers(lab):
    assert json.loads(lab.ask("/assignments?course_id=deepnets")) == {
        "success": True,
        "value": [],
    }


def test_validate_says_which_cells_fail(lab):
    answer = json.loads(
        lab.ask("/assignments/validate", {"path": "course/01_mini/01_mini.ipynb"})
    )
    assert answer["success"] is True, answer["value"]
    failed = [cell["source"].split("\n")[0] for cell in answer["value"]["failed"]]
    assert failed[0].startswith("assert scale([1, 2], 3)")
    assert len(failed) == 3
    solved = {"path": "solutions/01_mini/01_mini.ipynb"}
    assert json.loads(lab.ask("/assignments/validate", solved)) == {
        "success": True,
        "value": {},
    }
