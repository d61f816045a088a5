"""The build: what is redone and why, what stops it, and what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from autograder.authoring import build
from autograder.authoring.errors import BuildError
from autograder.authoring.layout import Chapter
from autograder.authoring.state import is_current

MARKDOWN = "# %% [markdown]\n# # Title\n\n"


@pytest.fixture
def chapter(mini_course):
    return Chapter(mini_course, "01_mini")


@pytest.fixture
def log(tmp_path):
    """A console that writes to a log, as in CI; its text is what ``log()`` returns."""
    path = tmp_path / "log"
    with path.open("w") as file:
        console = Console(file=file, highlight=False, soft_wrap=True)
        console.text = path.read_text
        yield console


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def tree(root):
    return {
        path.relative_to(root): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


def test_a_second_build_touches_nothing(chapter):
    before = tree(chapter.root)
    built = build.build_chapter(chapter)
    assert built.reasons == []
    assert not built.notebook_written
    assert not built.release_written
    assert tree(chapter.root) == before
    assert is_current(chapter.folder) == []


def test_the_executed_notebook_has_outputs_and_nothing_of_this_machine(chapter):
    notebook = nbformat.read(chapter.executed, as_version=4)
    printed = [
        o.text for c in notebook.cells for o in c.get("outputs", []) if "text" in o
    ]
    assert printed == ["heads: 448, that is 0.896\n"]
    counts = [c.execution_count for c in notebook.cells if c.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert set(notebook.metadata) == {"kernelspec", "language_info", "build"}
    assert notebook.metadata.language_info == {"name": "python"}
    assert all(
        set(c.metadata) <= {"jupyter", "nbgrader", "tags"} for c in notebook.cells
    )


def run_nothing(chapter, monkeypatch):
    """Let a chapter keep its outputs when it is run; return a list of the runs."""
    ran = []

    def execute(source, folder, progress):
        ran.append(folder)
        notebook = nbformat.read(chapter.executed, as_version=4)
        old = [c for c in notebook.cells if c.cell_type == "code"]
        new = source.notebook()
        for cell, before in zip((c for c in new.cells if "outputs" in c), old):  # noqa: B905
            cell.outputs = before.outputs
        return new, [0.0 for cell in source.cells if cell.kind == "code"]

    monkeypatch.setattr(build, "execute", execute)
    return ran


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("solutions/01_mini/01_mini.py", "the text's code changed"),
        ("requirements.lock", "the environment requirements.lock changed"),
        ("solutions/01_mini/coins.csv", "the chapter's data files changed"),
    ],
)
def test_each_fingerprint_makes_the_chapter_run_again(
    chapter, change, reason, monkeypatch
):
    ran = run_nothing(chapter, monkeypatch)
    with (chapter.root / change).open("a") as file:
        file.write("\n# %%\nadded = 1\n")
    assert is_current(chapter) == [reason]
    assert build.build_chapter(chapter).reasons == [reason]
    assert ran == [chapter.folder]
    assert build.build_chapter(chapter).reasons == []
    assert is_current(chapter) == []


def test_of_the_library_only_what_the_chapter_imports_counts(chapter, monkeypatch):
    library = chapter.root / "course" / "deepnets"
    (library / "used.py").write_text("number = 1\n")
    (library / "other.py").write_text("number = 1\n")
    run_nothing(chapter, monkeypatch)
    with chapter.source.open("a") as file:
        file.write("\n# %%\nfrom deepnets import used\n")
    build.build_chapter(chapter)
    (library / "other.py").write_text("number = 2\n")
    assert is_current(chapter) == []
    (library / "used.py").write_text("number = 2\n")
    assert is_current(chapter) == ["the library course/deepnets changed"]


def test_prose_is_renewed_without_running_anything(chapter, monkeypatch):
    monkeypatch.setattr(build, "execute", None)
    edit(chapter.source, "# # A mini chapter", "# # A small chapter")
    assert is_current(chapter) == ["01_mini.ipynb has not the text's prose or metadata"]
    built = build.build_chapter(chapter)
    assert built == build.Built([], notebook_written=True, release_written=True)
    for path in (chapter.executed, chapter.release):
        assert "# A small chapter" in path.read_text()
    assert "heads: 448" in chapter.executed.read_text()
    assert is_current(chapter) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("heads: 448", "heads: 449", "01_mini.ipynb was changed by hand"),
        ("rng.random() < p", "rng.random() > p", "01_mini.ipynb was changed by hand"),
        ("A mini chapter", "A chapter", "01_mini.ipynb has not the text's prose or"),
        ('"nbformat": 4', '"nbformat": 44', "01_mini.ipynb cannot be read: "),
    ],
)
def test_a_notebook_changed_by_hand_is_not_current(chapter, old, new, reason):
    edit(chapter.executed, old, new)
    (found,) = is_current(chapter)
    assert found.startswith(reason)


def test_a_release_that_was_changed_is_cut_again(chapter):
    before = chapter.release.read_bytes()
    edit(chapter.release, "# YOUR CODE HERE", "# mine")
    assert is_current(chapter) == ["course/01_mini/01_mini.ipynb is not what is built"]
    built = build.build_chapter(chapter)
    assert built == build.Built([], notebook_written=False, release_written=True)
    assert chapter.release.read_bytes() == before
    chapter.release.unlink()
    assert is_current(chapter) == ["course/01_mini/01_mini.ipynb is missing"]


def test_the_nbgrader_config_counts(chapter):
    edit(chapter.root / "nbgrader_config.py", "# YOUR CODE HERE", "# write here")
    assert is_current(chapter) == ["course/01_mini/01_mini.ipynb is not what is built"]


def test_a_chapter_never_built_says_so(chapter):
    chapter.executed.unlink()
    assert is_current(chapter) == ["it was never executed"]


def test_data_files_reach_students_and_a_stranger_is_named(chapter, log, monkeypatch):
    (chapter.folder / "coins.csv").write_text("heads\n1\n")
    (chapter.folder / "02_other.py").write_text("secret = 1\n")
    (chapter.folder / "helper.py").write_text("given = 1\n")
    (chapter.release_folder / "notes.txt").write_text("mine\n")
    build.build_chapter(chapter, log)
    released = sorted(path.name for path in chapter.release_folder.iterdir())
    assert released == ["01_mini.ipynb", "coins.csv", "helper.py", "notes.txt"]
    log.file.flush()
    assert "course/01_mini/notes.txt is no part of the release" in log.text()


FAILING = (
    MARKDOWN
    + "# %%\ndef half(x):\n\n    return x / 0\n\n\n# %%\nfirst = 1\nhalf(first)\n"
)


@pytest.mark.parametrize(
    ("code", "line", "says"),
    [
        (FAILING, 7, "ZeroDivisionError: division by zero"),
        (MARKDOWN + "# %%\nx = 1\nx = (2\n", 6, "SyntaxError: incomplete input\n"),
        (
            MARKDOWN + "# %%\nimport os\nos._exit(3)\n",
            4,
            "the kernel died in this cell",
        ),
        (
            MARKDOWN + '# %%\nimport sys\nprint("boo", file=sys.stderr)\n',
            4,
            "this cell wrote to stderr:\n    boo",
        ),
    ],
)
def test_a_cell_that_fails_stops_the_build(chapter, code, line, says):
    before = {p: c for p, c in tree(chapter.root).items() if p.suffix == ".ipynb"}
    chapter.source.write_text(code)
    with pytest.raises(BuildError) as caught:
        build.build_chapter(chapter)
    assert str(caught.value).startswith(f"{chapter.source}:{line}: {says}")
    after = {p: c for p, c in tree(chapter.root).items() if p.suffix == ".ipynb"}
    assert after == before


def test_the_error_shows_the_cell(chapter):
    chapter.source.write_text(FAILING)
    with pytest.raises(BuildError) as caught:
        build.build_chapter(chapter)
    assert "begins in line 10:\n\n    first = 1\n    half(first)" in str(caught.value)


def test_a_chapter_may_not_write_into_its_folder(chapter):
    chapter.source.write_text(
        MARKDOWN + "# %%\nfrom pathlib import Path\n\nPath('log').write_text('x');\n"
    )
    with pytest.raises(BuildError, match="wrote files into its own folder"):
        build.build_chapter(chapter)


def test_outputs_are_tidied_and_what_cannot_be_is_named(chapter, log, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setattr(build, "SLOW", 0.2)
    chapter.source.write_text(
        MARKDOWN
        + "# %%\nimport os, sys, time\n\n"
        + 'print("\\x1b[31mred\\x1b[0m", flush=True)\ntime.sleep(0.3)\nprint("more")\n'
        + "\n# %%\nobject()\n"
        + '\n# %%\n[os.environ.get(k) for k in ("MPLBACKEND", "PYTHONHASHSEED")]\n'
        + "\n# %%\nos.path.basename(os.getcwd())\n"
    )
    build.build_chapter(chapter, log)
    notebook = nbformat.read(chapter.executed, as_version=4)
    printed, _, environment, folder = [
        cell.outputs for cell in notebook.cells if cell.cell_type == "code"
    ]
    assert [output.text for output in printed] == ["red\nmore\n"]
    assert environment[0].data["text/plain"] == (
        "['module://matplotlib_inline.backend_inline', '0']"
    )
    assert folder[0].data["text/plain"] == "'01_mini'"
    log.file.flush()
    lines = log.text().splitlines()
    assert lines[0] == "01_mini: running, because the text's code changed"
    assert lines[1].startswith("01_mini  cell 1/4  0.")
    assert lines[4].startswith("01_mini  cell 4/4  0.")
    assert lines[5].startswith("01_mini: 0.")
    assert "; slowest: line 4 0." in lines[5]
    assert "01_mini.py:4: the cell given-" in lines[6]
    assert "01_mini.py:11: an output shows a memory address" in lines[7]

    times = json.loads(chapter.times.read_text())
    assert times["chapter"] == "01_mini"
    assert [cell["line"] for cell in times["cells"]] == [4, 11, 14, 17]
    assert times["cells"][0]["seconds"] > 0.3
    assert times["seconds"] >= times["cells"][0]["seconds"]


def test_an_interrupt_leaves_nothing_half_written(chapter):
    chapter.source.write_text(
        MARKDOWN + "# %%\nprint(1)\n\n# %%\nimport time\n\ntime.sleep(60)\n"
    )
    before = tree(chapter.root)
    process = subprocess.Popen(
        [Path(sys.executable).with_name("autograder"), "build"],
        cwd=chapter.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        # a job in the background starts with Ctrl-C ignored; a person's does not
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    for line in process.stdout:
        if "cell 1/2" in line:
            break
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.strip() == "Aborted!"
    assert tree(chapter.root) == before
