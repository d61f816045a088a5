"""The release: stubs that run, nothing that must not be in it, as nbgrader cuts it."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.authoring import check
from autograder.authoring.build import build_chapter
from autograder.authoring.errors import BuildError
from autograder.authoring.kernel import client_for, environment
from autograder.authoring.layout import Chapter
from autograder.authoring.release import cut_release
from autograder.authoring.state import is_current
from autograder.authoring.stubs import stub_problems


@pytest.fixture
def chapter(mini_course):
    return Chapter(mini_course, "01_mini")


def test_it_holds_stubs_and_neither_solutions_nor_outputs(chapter):
    assert [path.name for path in chapter.release_folder.iterdir()] == ["01_mini.ipynb"]
    notebook = nbformat.read(chapter.release, as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    assert cells["scale"].source.endswith("\n    # YOUR CODE HERE\n    ...")
    assert cells["why"].source == "YOUR ANSWER HERE"
    assert "HIDDEN" not in chapter.release.read_text()
    assert cells["scale"].metadata["deletable"] is False
    assert cells["scale-tests"].metadata["editable"] is False
    assert "build" not in notebook.metadata
    assert check.check_chapter(chapter.folder) == []


def test_nbgrader_itself_cuts_the_same(chapter):
    before = chapter.release.read_bytes()
    subprocess.run(
        [
            *(Path(sys.executable).with_name("nbgrader"), "generate_assignment"),
            *("01_mini", "--force"),
        ],
        cwd=chapter.root,
        check=True,
        capture_output=True,
    )
    assert chapter.release.read_bytes() == before
    assert is_current(chapter) == []


def run_untouched(release, text):
    notebook = nbformat.reads(text, as_version=4)
    client = client_for(notebook, release.parent, allow_errors=True)
    client.execute(env=environment())
    return notebook


def test_stubs_run_from_top_to_bottom(chapter):
    ran = run_untouched(chapter.release, chapter.release.read_text())
    assert stub_problems(ran, "01_mini") == []


@pytest.mark.parametrize(
    ("old", "new", "places", "says"),
    [
        (
            *("factor):", "factor=missing):"),
            ["scale", "scale-tests", "scale-tests-fresh"],  # whose function is missing
            "NameError: name 'missing'",
        ),
        ("return [rng", "return [(rng", ["given-1405a888"], "SyntaxError: "),
        (
            *("import random", "import randum"),
            ["given-1405a888"],
            "ModuleNotFoundError: ",
        ),
        (
            *("assert scale([1, 2], 3)", "assert [*scale([1], 3)]"),
            ["scale-tests"],
            "TypeError: ",
        ),
    ],
)
def test_a_release_that_does_not_run_is_found(chapter, old, new, places, says):
    text = chapter.release.read_text()
    assert old in text
    ran = run_untouched(chapter.release, text.replace(old, new, 1))
    problems = stub_problems(ran, "01_mini")
    assert [p.place for p in problems] == [f"01_mini#{place}" for place in places]
    assert problems[0].message.startswith(says)


def test_what_nbgrader_refuses_is_said(chapter):
    notebook = nbformat.read(chapter.executed, as_version=4)
    notebook.cells[1].source += "\n### BEGIN SOLUTION\n"
    nbformat.write(notebook, chapter.executed)
    with pytest.raises(BuildError, match="No end solution statement found"):
        cut_release(chapter)


def test_check_finds_each_kind_of_fault(chapter):
    secret = "value * factor for value in values"
    (chapter.release_folder / "notes.txt").write_text(f"stretched = [{secret}]")
    for path, old, new in [
        (chapter.source, "89.6 %", "88.4 %"),
        (chapter.executed, "against the number of throws, rising to a plateau", ""),
        (chapter.executed, '"language_info"', '"jupytext": {}, "language_info"'),
        (chapter.release, '"execution_count": null', '"execution_count": 4'),
    ]:
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
    found = {(p.place, p.kind) for p in check.check_chapter(chapter)}
    assert found >= {
        ("course/01_mini/notes.txt", "leak"),
        ("solutions/01_mini/01_mini.py:5", "claim"),
        ("solutions/01_mini/01_mini.ipynb", "metadata"),
        ("course/01_mini/notes.txt", "release"),
    }
    assert {kind for _, kind in found} == {
        *("leak", "claim", "figure", "metadata", "release")
    }


def test_check_of_a_chapter_not_built_says_so(chapter):
    chapter.release.unlink()
    (problem,) = check.check_chapter(chapter)
    assert str(problem) == (
        "course/01_mini/01_mini.ipynb: build: not built yet: autograder build"
    )


def test_a_hidden_region_leaves_no_blank_lines_behind(chapter):
    text = chapter.source.read_text()
    begin = "### BEGIN HIDDEN TESTS"
    chapter.source.write_text(text.replace(begin, f"\n\n{begin}", 1))
    build_chapter(chapter)
    for cell in nbformat.read(chapter.release, as_version=4).cells:
        assert cell.source == cell.source.rstrip()
