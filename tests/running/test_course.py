"""What a class needs to be graded at all, and what is told when it is not there."""

import shutil

import nbformat
import pytest
from click.testing import CliRunner
from light import evaluate

from autograder.cli import main
from autograder.grading.course import Course
from autograder.grading.errors import GradingError
from autograder.running.crew import Alone
from autograder.running.evaluator import Evaluator
from autograder.running.grade import chosen_students, grade_class

NAME = "01_mini"


def grade_all(course):
    crew = Alone(Evaluator(evaluate))
    results = grade_class(course, chosen_students(course), crew=crew)
    return {evaluation.student: evaluation for evaluation, _ in results}


def test_an_unreadable_second_submission_leaves_the_first_grade(
    course, hand_in, content
):
    folder = hand_in("ann")
    points = grade_all(course)["ann"].points
    before = content()
    (folder / f"{NAME}.ipynb").write_text("")
    evaluation = grade_all(course)["ann"]
    assert "empty" in evaluation.reason
    assert "earlier submission stays" in evaluation.reason
    assert "earlier submission stays" in course.feedback("ann").read_text()
    assert content() == before
    assert points > 0


def test_an_assignment_is_named_by_its_number(root):
    assert Course("1", root).assignment == Course("01", root).assignment == NAME
    with pytest.raises(GradingError, match="'2' is no assignment of this course"):
        Course("2", root)
    shutil.copytree(root / "solutions" / NAME, root / "solutions" / "01_other")
    with pytest.raises(GradingError, match="'1' is no assignment"):
        Course("1", root)


def test_an_unknown_assignment_is_refused(root):
    with pytest.raises(GradingError, match="no assignment of this course"):
        Course("02_nothing", root)


def test_no_submissions_and_unknown_students_are_said(course, hand_in):
    with pytest.raises(GradingError, match="nobody handed in"):
        chosen_students(course)
    hand_in("ann")
    hand_in("bob")
    with pytest.raises(GradingError, match="no submission of 01_mini by nobody"):
        chosen_students(course, ["nobody"])
    assert chosen_students(course, ["bob"]) == ["bob"]


def test_a_notebook_in_the_wrong_folder_is_told(course, hand_in, monkeypatch):
    folder = hand_in("ann")
    (folder / f"{NAME}.ipynb").rename(folder.parent / f"{NAME}.ipynb")
    folder.rmdir()
    with pytest.raises(GradingError, match=r"another place: ann/01_mini\.ipynb"):
        chosen_students(course)
    hand_in("bob", files={f"../{NAME} (1).ipynb": "{}"})
    grade_all(course)
    monkeypatch.chdir(course.root)
    result = CliRunner().invoke(main, ["report", NAME])
    lines = [line for line in result.output.splitlines() if "outside" in line]
    assert [line.split()[0] for line in lines] == ["bob", "ann"]
    assert "not graded" in lines[1]


def test_student_ids_with_odd_characters(course, hand_in):
    for odd in ("Zoë & <b>Ann", "group [2]", "*"):
        hand_in(odd)
    assert {e.status for e in grade_all(course).values()} == {"graded"}
    page = course.feedback("Zoë & <b>Ann").read_text()
    assert "Zoë &amp; &lt;b&gt;Ann" in page


def test_a_missing_release_is_said(course, hand_in, monkeypatch):
    hand_in("ann")
    course.release.unlink()
    monkeypatch.chdir(course.root)
    for verb in ("grade", "diff"):
        result = CliRunner().invoke(main, [verb, NAME, "--workers", "0"])
        assert result.exit_code == 1
        assert "is missing: build the course" in result.output


@pytest.mark.parametrize("verb", ["grade", "diff"])
def test_a_release_of_another_source_is_refused(course, hand_in, monkeypatch, verb):
    hand_in("ann")
    release = nbformat.read(course.release, as_version=4)
    release.cells = [cell for cell in release.cells if cell.id != "heads-tests"]
    nbformat.write(release, course.release)
    monkeypatch.chdir(course.root)
    result = CliRunner().invoke(main, [verb, NAME, "--workers", "0"])
    assert result.exit_code == 1
    assert "build the course" in result.output


def test_given_cells_may_change_after_grading(course, hand_in):
    """Their ids change with their text; no grade hangs on them."""
    hand_in("ann")
    grade_all(course)
    source = nbformat.read(course.source, as_version=4)
    release = nbformat.read(course.release, as_version=4)
    for notebook in (source, release):
        cell = next(cell for cell in notebook.cells if cell.id.startswith("given-"))
        cell.source += "\nLATER = 1"
        cell.id = cell.metadata.nbgrader["grade_id"] = "given-other"
    nbformat.write(source, course.source)
    nbformat.write(release, course.release)
    assert grade_all(course)["ann"].status == "graded"
    graded = nbformat.read(course.autograded("ann"), as_version=4)
    assert "LATER = 1" in [cell.source[-9:] for cell in graded.cells]
    with course.gradebook as gradebook:
        cells = gradebook.find_notebook(NAME, NAME).source_cells
        assert {cell.name for cell in cells} == {
            cell.metadata.nbgrader["grade_id"]
            for cell in source.cells
            if "nbgrader" in cell.metadata
        }


def test_cells_that_came_after_grading_are_refused_with_advice(course, hand_in):
    hand_in("ann")
    grade_all(course)
    for path in (course.source, course.release):
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = [c for c in notebook.cells if c.id != "scale-tests-fresh"]
        nbformat.write(notebook, path)
    with pytest.raises(GradingError, match="nbgrader db assignment remove"):
        grade_all(course)
