"""What must be true of every chapter as it is committed."""

import nbformat

from autograder.authoring.check import check_chapter
from autograder.authoring.source import read_source
from autograder.authoring.state import is_current, read_executed
from autograder.classroom.answers import RIGHT, WRONG, read_answers


def autograded(chapter):
    """The ids of the exercises that tests grade."""
    cells = read_source(chapter.source).cells
    return {cell.exercise for cell in cells if cell.role == "solution"}


def test_what_is_committed_is_what_the_source_builds(chapter):
    assert is_current(chapter) == []


def test_no_leak_no_unfounded_number_no_figure_without_alt_text(chapter):
    assert [str(problem) for problem in check_chapter(chapter)] == []


def test_enough_to_do_and_to_look_at(lesson):
    figures = sum(
        "<img" in output.get("data", {}).get("text/html", "")
        for cell in read_executed(lesson).cells
        for output in cell.get("outputs", [])
    )
    assert len(autograded(lesson)) >= 7
    assert figures >= 4


def tagged(chapter):
    """The code cells of the executed solution with their tags."""
    cells = [cell for cell in read_executed(chapter).cells if cell.cell_type == "code"]
    return [(cell, set(cell.metadata.get("tags", []))) for cell in cells]


def test_nbval_is_never_off_and_lax_only_in_demonstrations(chapter):
    for _, tags in tagged(chapter):
        assert "nbval-skip" not in tags
        assert "nbval-ignore-output" not in tags or "demonstration" in tags


def test_nbval_is_mostly_strict(lesson):
    strict = [c for c, tags in tagged(lesson) if "nbval-ignore-output" not in tags]
    assert sum(bool(cell.outputs) for cell in strict) >= 10


def test_every_exercise_has_right_and_wrong_answers(chapter, request):
    folder = request.config.rootpath / "tests" / "submissions" / chapter.name
    answers = read_answers(folder)
    assert set(answers) == autograded(chapter)
    for exercise, found in answers.items():
        kinds = [answer.kind for answer in found]
        assert kinds.count(RIGHT) >= 3, exercise
        assert kinds.count(WRONG) >= 5, exercise
        assert len({answer.name for answer in found}) == len(found), exercise


def test_the_release_opens_with_a_title_and_objectives(chapter):
    first = nbformat.read(chapter.release, as_version=4).cells[0]
    assert first.source.startswith("# ")
    assert "- [ ] " in first.source


def test_folded_checks_say_in_their_first_line_what_they_are_worth(chapter):
    for cell in read_source(chapter.source).cells:
        if cell.role != "tests":
            continue
        name = cell.cell_id.replace("-tests-", ", ").removesuffix("-tests")
        points = cell.metadata["nbgrader"]["points"]
        worth = "1 point" if points == 1 else f"{points:g} points"
        first = cell.source.splitlines()[0]
        assert first == f"# Run this cell to check {name} ({worth})."
