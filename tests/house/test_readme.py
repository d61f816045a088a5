"""What the READMEs say can be done, can be done."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
COURSE = (ROOT / "course" / "README.md").read_text()
BIN = Path(sys.executable).parent


def blocks(text):
    return "\n".join(re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


TARGETS = sorted(
    set(re.findall(r"^make ([a-z-]+)", blocks(README), re.MULTILINE))
    | set(re.findall(r"`make ([a-z-]+)", README))
)


def run(*command, **kwargs):
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, **kwargs
    )


def test_the_first_screen_has_the_commands():
    first = "\n".join(README.splitlines()[:30])
    for target in ("grade", "lab", "test", "bundle"):
        assert f"make {target}" in first
    for reader in ("student", "instructor", "author"):
        assert reader in first


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_every_target_that_is_named(target):
    done = run("make", "--dry-run", target)
    assert done.returncode == 0, done.stderr


def test_make_help_lists_every_target():
    listed = set(
        re.findall(r"^  make ([\w-]+)", run("make", "help").stdout, re.MULTILINE)
    )
    assert listed == set(
        re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[
            0
        ].split()
    )


def test_a_python_that_is_too_old_is_told_so(tmp_path):
    old = tmp_path / "python3"
    old.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] || exit 1\nexec {sys.executable} -c '
        "\"import sys; sys.version_info = (3, 9, 1); sys.version = '3.9.1'; $2\"\n"
    )
    old.chmod(0o755)
    venv = tmp_path / "venv"
    done = run("make", "test", f"PYTHON={old}", f"VENV={venv}")
    assert done.returncode != 0
    assert "needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "make PYTHON=" in done.stderr
    assert not venv.exists()


@pytest.mark.parametrize(
    "verb", sorted(set(re.findall(r"\.venv/bin/autograder ([a-z-]+)", README)))
)
def test_every_autograder_verb_that_is_named_exists(verb):
    done = run(str(BIN / "autograder"), verb, "--help")
    assert done.returncode == 0, done.stderr


def test_every_nbgrader_verb_that_is_named_exists():
    from nbgrader.apps.nbgraderapp import NbGraderApp

    verbs = set(re.findall(r"`nbgrader ([a-z_]+)", README))
    assert {"release_assignment", "collect", "export"} <= verbs
    assert verbs <= set(NbGraderApp.subcommands)


@pytest.mark.parametrize("text", [README, COURSE], ids=["README", "course/README"])
def test_every_module_that_is_run_exists(text):
    for module in re.findall(r"python -m ([a-z]+\.[a-z]+)", text):
        done = run(sys.executable, "-m", module, "--help")
        assert done.returncode == 0, done.stderr


def test_every_link_leads_somewhere():
    for text, folder in ((README, ROOT), (COURSE, ROOT / "course")):
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if "://" not in target:
                assert (folder / target).exists(), target
        for anchor in re.findall(r"\]\(#([^)]+)\)", text):
            headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
            assert anchor in {h.lower().replace(" ", "-") for h in headings}


def test_the_number_of_exercises_and_points_is_right():
    from autograder.authoring.layout import find_chapters
    from autograder.authoring.source import read_source

    for chapter in find_chapters(ROOT):
        cells = read_source(chapter.source).cells
        exercises = {c.exercise for c in cells if c.exercise}
        points = sum(c.metadata.get("nbgrader", {}).get("points", 0) for c in cells)
        row = next(
            r for r in README.splitlines() if r.startswith(f"| [`{chapter.name}`")
        )
        assert row.endswith(f"| {len(exercises)}, {points:g} points |")


def test_the_bundle_installs_and_runs_alone(tmp_path):
    done = run(str(BIN / "autograder"), "bundle", "--output", str(tmp_path / "c.zip"))
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.unpack_archive(tmp_path / "c.zip", tmp_path)
    [folder] = [path for path in tmp_path.iterdir() if path.is_dir()]
    # the dependencies are here already; only the course itself is installed anew
    target = tmp_path / "site"
    done = run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps",
        "--no-build-isolation", "--target", str(target), str(folder),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    code = (
        f"import sys; sys.path.insert(0, {str(target)!r})\n"
        "import deepnets\n"
        "from deepnets.data import load_digits\n"
        "from deepnets import checks, plots, probes, training\n"
        "print(deepnets.__file__, load_digits().x_train.shape)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True
    )
    assert str(target) in done.stdout, done.stderr
    assert "(3000, 28, 28)" in done.stdout


def test_the_examples_for_authors_are_a_chapter_and_its_answers(tmp_path):
    from autograder.authoring.source import read_source
    from autograder.classroom.answers import RIGHT, WRONG, read_exercise

    chapter, answers = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)
    (tmp_path / "keep.py").write_text(chapter)
    cells = read_source(tmp_path / "keep.py").cells
    assert [(cell.role, cell.exercise) for cell in cells] == [
        ("solution", "keep"),
        ("tests", "keep"),
    ]
    namespace = {}
    exec("from deepnets import checks", namespace)
    for cell in cells:
        exec(cell.source, namespace)
    (tmp_path / "keep.py").write_text(answers)
    right, wrong = read_exercise(tmp_path / "keep.py")
    assert (right.kind, wrong.kind) == (RIGHT, WRONG)
    exec(right.source, namespace)
    exec(cells[1].source, namespace)
    exec(wrong.source, namespace)
    with pytest.raises(AssertionError, match=wrong.message):
        exec(cells[1].source, namespace)
