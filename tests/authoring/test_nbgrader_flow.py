"""nbgrader's own commands, from a fresh course to feedback and grades."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.leaks import find_leaks

NBGRADER = Path(sys.executable).with_name("nbgrader")
ANSWERS = {
    "scale": "def scale(values, factor):\n    return [factor * v for v in values]\n",
    "heads": "def heads(throws):\n    return throws.count(True) + 1\n",  # wrong
    "why": "Either coin may show either side.",
}


@pytest.fixture
def nbgrader(tmp_path, monkeypatch):
    for name in ("CLASS_DIR", "NBGRADER_EXCHANGE"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    environment = os.environ | {
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "IPYTHONDIR": str(home / "ipython"),
    }

    def nbgrader(folder, *arguments, **more):
        done = subprocess.run(
            [NBGRADER, *arguments],
            cwd=folder,
            env=environment | more,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    return nbgrader


def answer(notebook_path):
    notebook = nbformat.read(notebook_path, as_version=4)
    for cell in notebook.cells:
        cell.source = ANSWERS.get(cell.id, cell.source)
    nbformat.write(notebook, notebook_path)


def test_the_whole_way(mini_course, tmp_path, nbgrader):
    source = mini_course / "solutions" / "01_mini" / "01_mini.py"
    exchange = mini_course / "exchange"
    nbgrader(mini_course, "generate_assignment", "01_mini", "--force")
    assert "VALIDATION FAILED ON 3 CELL(S)" in nbgrader(
        mini_course, "validate", "course/01_mini/01_mini.ipynb"
    )
    solved = nbgrader(mini_course, "validate", "solutions/01_mini/01_mini.ipynb")
    assert "Success! Your notebook passes all the tests." in solved

    nbgrader(mini_course, "release_assignment", "01_mini")
    released = exchange / "deepnets" / "outbound"
    assert [path.name for path in released.rglob("*.*")] == ["01_mini.ipynb"]
    assert find_leaks(source, [released]) == []
    assert "deepnets 01_mini" in nbgrader(mini_course, "list")

    student = tmp_path / "student"
    student.mkdir()
    shutil.copy(mini_course / "course" / "nbgrader_config.py", student)
    theirs = {"NBGRADER_EXCHANGE": str(exchange)}
    nbgrader(student, "fetch_assignment", "01_mini", **theirs)
    answer(student / "01_mini" / "01_mini.ipynb")
    (student / "01_mini" / "helper.py").write_text("x = 1\n")
    nbgrader(student, "submit", "01_mini", "--student=ada", **theirs)

    nbgrader(mini_course, "collect", "01_mini")
    submitted = mini_course / "submitted" / "ada" / "01_mini"
    assert (submitted / "helper.py").is_file()
    nbgrader(mini_course, "autograde", "01_mini")
    autograded = mini_course / "autograded" / "ada" / "01_mini"
    assert {path.name for path in autograded.iterdir()} >= {
        "01_mini.ipynb",
        "helper.py",
    }
    assert not (autograded / "01_mini.py").exists()
    nbgrader(mini_course, "generate_feedback", "01_mini")
    feedback = mini_course / "feedback" / "ada" / "01_mini"
    assert (feedback / "01_mini.html").is_file()
    assert find_leaks(source, [feedback]) == []

    nbgrader(mini_course, "export")
    (row,) = csv.DictReader((mini_course / "grades.csv").read_text().splitlines())
    assert (row["assignment"], row["student_id"]) == ("01_mini", "ada")
    assert (float(row["score"]), float(row["max_score"])) == (3, 7)


def test_class_dir_keeps_a_class_apart(mini_course, nbgrader):
    submitted = mini_course / "sample" / "submitted" / "bob" / "01_mini"
    submitted.mkdir(parents=True)
    release = mini_course / "course" / "01_mini" / "01_mini.ipynb"
    (submitted / release.name).write_bytes(release.read_bytes())
    nbgrader(
        mini_course, "generate_assignment", "01_mini", "--force", CLASS_DIR="sample"
    )
    nbgrader(mini_course, "autograde", "01_mini", CLASS_DIR="sample")
    made = {path.name for path in (mini_course / "sample").iterdir()}
    assert made == {"submitted", "autograded", "gradebook.db"}
    assert not (mini_course / "gradebook.db").exists()
    assert not (mini_course / "autograded").exists()
