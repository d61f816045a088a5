"""A build never destroys what somebody wrote into a released notebook."""

import nbformat
import pytest

from autograder.authoring.build import build_chapter
from autograder.authoring.layout import find_chapters


@pytest.fixture
def chapter(mini_course):
    [chapter] = find_chapters(mini_course)
    return chapter


def kept(chapter):
    return sorted((chapter.root / "build" / "kept").glob("*.ipynb"))


def test_an_answer_in_the_release_is_kept_when_it_is_written_anew(chapter):
    notebook = nbformat.read(chapter.release, as_version=4)
    answer = next(cell for cell in notebook.cells if cell.id == "scale")
    answer.source = "def scale(x):\n    return 'hours of work'"
    nbformat.write(notebook, chapter.release)
    build_chapter(chapter)
    assert "hours of work" not in chapter.release.read_text()
    [copy] = kept(chapter)
    assert "hours of work" in copy.read_text()


def test_a_notebook_that_was_run_is_kept(chapter):
    notebook = nbformat.read(chapter.release, as_version=4)
    next(c for c in notebook.cells if c.cell_type == "code").execution_count = 3
    nbformat.write(notebook, chapter.release)
    build_chapter(chapter)
    assert len(kept(chapter)) == 1


def test_what_cannot_be_read_is_kept(chapter):
    chapter.release.write_text("half a notebook")
    build_chapter(chapter)
    assert [path.read_text() for path in kept(chapter)] == ["half a notebook"]


def test_an_older_release_that_nobody_touched_is_simply_replaced(chapter):
    text = chapter.source.read_text()
    chapter.source.write_text(text.replace("# # ", "# # Newer: ", 1))
    build_chapter(chapter)
    assert "Newer: " in chapter.release.read_text()
    assert kept(chapter) == []
