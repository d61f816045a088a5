"""A whole class is graded: as promised, resumably, and no one stops the others."""

import re
import shutil

import nbformat
import pytest
from click.testing import CliRunner
from nbgrader.api import MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.converters.base import NbGraderException
from traitlets.config import PyFileConfigLoader

from autograder.classroom.sample import compose, expected_points
from autograder.cli import main
from autograder.grading.cells import exercise_of
from autograder.grading.course import Course, GradingError
from autograder.grading.evaluation import FAILED, GRADED, Evaluation
from autograder.grading.grade import chosen_students, grade_class

NAME = "01_mini"


def points_in_gradebook(course, student):
    """Points by autograded exercise, as nbgrader has them."""
    points = {}
    with course.gradebook as gradebook:
        grades = gradebook.find_submission_notebook(NAME, NAME, student).grades
        for grade in grades:
            if grade.name != "why":
                exercise = exercise_of(grade.name)
                points[exercise] = points.get(exercise, 0) + grade.auto_score
    return points


def grade_all(course, **options):
    results = list(grade_class(course, chosen_students(course), **options))
    return {evaluation.student: (evaluation, now) for evaluation, now in results}


def untouched_points(assignment):
    # one of the mini chapter's tests only asks that a list stays as it is
    return expected_points(assignment, "untouched") | {"scale": 1.0}


def test_every_sample_student_gets_what_was_promised(graded_class):
    course, assignment, _ = graded_class
    for student in compose(assignment):
        if student.expected is None:
            with pytest.raises(MissingEntry):
                points_in_gradebook(course, student.id)
        elif student.id == "untouched":
            assert points_in_gradebook(course, student.id) == untouched_points(
                assignment
            )
        else:
            assert points_in_gradebook(course, student.id) == student.expected


def test_wrong_answers_get_their_message(graded_class):
    course, assignment, _ = graded_class
    for student in compose(assignment):
        evaluation = Evaluation.load(course.record(student.id))
        messages = {e.name: "\n".join(e.messages) for e in evaluation.exercises}
        for exercise, answer in student.answers.items():
            assert re.search(answer.message, messages[exercise]), answer.name


def test_what_cannot_be_read_has_a_reason(graded_class):
    course, _, output = graded_class
    evaluation = Evaluation.load(course.record("not-a-notebook"))
    assert evaluation.status == "refused"
    assert "not valid JSON" in evaluation.reason
    assert "not valid JSON" in course.feedback("not-a-notebook").read_text()
    assert "refused" in output


def test_repairs_are_told_to_student_and_instructor(graded_class):
    course, _, output = graded_class
    repairs = Evaluation.load(course.record("damaged")).repairs
    assert len(repairs) >= 5
    page = course.feedback("damaged").read_text()
    assert all(sentence in page for sentence in repairs)
    assert f"{len(repairs)} repairs" in output


def test_the_command_says_where_everything_is(graded_class):
    course, assignment, output = graded_class
    for student in compose(assignment):
        assert student.id in output
        assert course.feedback(student.id).is_file()
    flat = output.replace("\n", "")
    assert str(course.report) in flat
    assert str(course.feedback_folder) in flat
    assert "gradebook.db" in flat


def test_an_answer_for_a_person_waits(graded_class):
    course, _, _ = graded_class
    evaluation = Evaluation.load(course.record("perfect"))
    assert [(e.name, e.by_hand) for e in evaluation.exercises] == [
        ("scale", False),
        ("heads", False),
        ("why", True),
    ]


@pytest.mark.usefixtures("without_kernels")
def test_a_second_run_grades_only_what_changed(
    course, hand_in_sample, hand_in, assignment
):
    def graded_now(**options):
        return {n for n, (_, now) in grade_all(course, **options).items() if now}

    names = {"perfect", "untouched", "not-a-notebook"}
    hand_in_sample(*names)
    assert graded_now() == names
    assert graded_now() == set()
    hand_in("untouched", assignment.filled(assignment.references))
    assert graded_now() == {"untouched"}
    course.feedback("perfect").unlink()
    assert graded_now() == {"perfect"}
    assert graded_now(force=True) == names
    source = nbformat.read(course.source, as_version=4)
    for cell in source.cells:
        if cell.id == "heads-tests":
            cell.source = cell.source.replace("all of them", "every one")
    nbformat.write(source, course.source)
    assert graded_now() == names


def test_the_points_are_the_gradebooks(course, hand_in_sample):
    hand_in_sample("perfect")
    grade_all(course)
    with course.gradebook as gradebook:
        gradebook.find_grade("why", NAME, NAME, "perfect").manual_score = 1.5
        gradebook.db.commit()
    evaluation, now = grade_all(course)["perfect"]
    assert not now
    assert evaluation.points == 6.5
    assert not evaluation.by_hand


def test_an_interruption_loses_nothing(course, hand_in_sample, monkeypatch):
    names = ("half-empty", "perfect", "raises")
    students = hand_in_sample(*names)
    real = Course.autograde

    def stopped(self, student):
        if student == "perfect":
            raise KeyboardInterrupt
        real(self, student)

    monkeypatch.setattr(Course, "autograde", stopped)
    with pytest.raises(KeyboardInterrupt):
        grade_all(course)
    monkeypatch.setattr(Course, "autograde", real)
    results = grade_all(course)
    assert [now for _, now in results.values()] == [False, True, True]
    for student in students:
        assert points_in_gradebook(course, student.id) == student.expected


def test_an_interruption_while_points_are_written_writes_none(
    course, hand_in_sample, hand_in, assignment, monkeypatch
):
    """The gradebook holds the old grade or the new one, never half of each."""
    from autograder.grading import preprocessors

    hand_in("perfect", assignment.filled({}))
    grade_all(course)
    before = points_in_gradebook(course, "perfect")
    hand_in_sample("perfect")
    real, calls = preprocessors.judge, []

    def stopped(cell):
        calls.append(cell)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(cell)

    monkeypatch.setattr(preprocessors, "judge", stopped)
    with pytest.raises(KeyboardInterrupt):
        grade_all(course)
    assert points_in_gradebook(course, "perfect") == before
    monkeypatch.setattr(preprocessors, "judge", real)
    assert grade_all(course)["perfect"][1]
    assert points_in_gradebook(course, "perfect") == assignment.points


def test_a_breakdown_has_a_reason_and_stops_no_other(
    course, hand_in_sample, monkeypatch
):
    hand_in_sample("half-empty", "perfect")
    real = Course.autograde

    def broken(self, student):
        if student == "half-empty":
            self.messages.logger.error("Traceback\nOSError: the disk is full")
            raise NbGraderException
        real(self, student)

    monkeypatch.setattr(Course, "autograde", broken)
    monkeypatch.chdir(course.root)
    result = CliRunner().invoke(main, ["grade", NAME])
    assert result.exit_code == 1
    assert "OSError: the disk is full" in result.output
    assert re.search(r"perfect +5 of 7", result.output)
    page = course.feedback("half-empty").read_text()
    assert "not through your fault" in page
    assert "OSError" not in page
    monkeypatch.setattr(Course, "autograde", real)
    results = grade_all(course)
    assert [now for _, now in results.values()] == [True, False]


@pytest.mark.parametrize("step", ["autograde", "write_feedback"])
def test_an_error_of_any_kind_has_a_reason_and_stops_no_other(
    course, hand_in_sample, without_kernels, monkeypatch, step
):
    hand_in_sample("perfect", "untouched")
    works = getattr(course, step)

    def breaks_for_one(student):
        if student == "perfect":
            raise ValueError("the template is missing")
        return works(student)

    monkeypatch.setattr(course, step, breaks_for_one)
    first, second = (e for e, _ in grade_class(course, ["perfect", "untouched"]))
    assert first.status == FAILED
    assert "ValueError: the template is missing" in first.reason
    assert second.status == GRADED


@pytest.mark.usefixtures("without_kernels")
def test_an_unreadable_second_submission_leaves_the_first_grade(
    course, hand_in_sample, hand_in
):
    hand_in_sample("perfect")
    grade_all(course)
    with course.gradebook as gradebook:
        gradebook.find_grade("heads-tests", NAME, NAME, "perfect").auto_score = 2
        gradebook.db.commit()
    hand_in("perfect", "")
    evaluation, _ = grade_all(course)["perfect"]
    assert "empty" in evaluation.reason
    assert "earlier submission stays" in evaluation.reason
    assert points_in_gradebook(course, "perfect") == {"scale": 0, "heads": 2}


def test_a_notebook_of_another_name_is_named(course, hand_in_sample):
    hand_in_sample("perfect")
    folder = course.submitted("perfect")
    (folder / f"{NAME}.ipynb").rename(folder / "my copy.ipynb")
    evaluation, _ = grade_all(course)["perfect"]
    assert evaluation.status == "refused"
    assert "my copy.ipynb" in evaluation.reason


def test_an_old_encoding_and_format_are_graded(course, assignment, hand_in):
    path = hand_in("perfect", assignment.filled(assignment.references))
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    grade_all(course)
    assert points_in_gradebook(course, "perfect") == assignment.points


def test_student_ids_with_odd_characters(course, hand_in_sample):
    hand_in_sample("perfect")
    for odd in ("Zoë & <b>Ann", "group [2]"):
        shutil.copytree(course.submitted("perfect"), course.submitted(odd))
    results = grade_all(course)
    assert results["Zoë & <b>Ann"][0].points == 5
    page = course.feedback("Zoë & <b>Ann").read_text()
    assert "Zoë &amp; &lt;b&gt;Ann" in page
    assert "renamed" in results["group [2]"][0].reason


@pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")
def test_plain_nbgrader_grades_the_same(course, hand_in_sample, monkeypatch):
    """As ``nbgrader autograde`` and formgrader's buttons do it."""
    students = hand_in_sample("damaged", "mistakes-2", "raises")
    monkeypatch.chdir(course.root)
    config = PyFileConfigLoader("nbgrader_config.py", str(course.root)).load_config()
    api = NbGraderAPI(config=config)
    assert api.generate_assignment(NAME)["success"]
    for student in students:
        assert api.autograde(NAME, student.id)["success"]
        assert api.generate_feedback(NAME, student.id)["success"]
        assert points_in_gradebook(course, student.id) == student.expected
        assert f"Feedback for {student.id}" in course.feedback(student.id).read_text()
    hand_in_sample("not-a-notebook")
    refused = api.autograde(NAME, "not-a-notebook")
    assert not refused["success"]
    assert "not a notebook: line 1 is not valid JSON" in refused["log"]


def test_an_unknown_assignment_is_refused(root):
    with pytest.raises(GradingError, match="no assignment of this course"):
        Course("02_nothing", root)


def test_no_submissions_and_unknown_students_are_said(course, hand_in_sample):
    with pytest.raises(GradingError, match="nobody handed in"):
        chosen_students(course)
    hand_in_sample("perfect", "raises")
    with pytest.raises(GradingError, match="no submission of 01_mini by nobody"):
        chosen_students(course, ["nobody"])
    assert chosen_students(course, ["raises"]) == ["raises"]


def test_a_missing_release_is_said(course, hand_in_sample, monkeypatch):
    hand_in_sample("perfect")
    course.release.unlink()
    monkeypatch.chdir(course.root)
    result = CliRunner().invoke(main, ["grade", NAME])
    assert result.exit_code == 1
    assert "is missing: build the course" in result.output


def test_a_release_of_another_source_is_refused(course, hand_in_sample):
    hand_in_sample("perfect")
    release = nbformat.read(course.release, as_version=4)
    release.cells = [cell for cell in release.cells if cell.id != "heads-tests"]
    nbformat.write(release, course.release)
    with pytest.raises(GradingError, match="build the course"):
        grade_all(course)


@pytest.mark.usefixtures("without_kernels")
def test_given_cells_may_change_after_grading(course, hand_in_sample):
    """Their ids change with their text; no grade hangs on them."""
    hand_in_sample("perfect")
    grade_all(course)
    source = nbformat.read(course.source, as_version=4)
    release = nbformat.read(course.release, as_version=4)
    for notebook in (source, release):
        cell = next(cell for cell in notebook.cells if cell.id.startswith("given-"))
        cell.source += "\nLATER = 1"
        cell.id = cell.metadata.nbgrader["grade_id"] = "given-other"
    nbformat.write(source, course.source)
    nbformat.write(release, course.release)
    assert grade_all(course)["perfect"][0].status == "graded"
    graded = nbformat.read(course.autograded("perfect"), as_version=4)
    assert "LATER = 1" in [cell.source[-9:] for cell in graded.cells]
    with course.gradebook as gradebook:
        cells = gradebook.find_notebook(NAME, NAME).source_cells
        assert {cell.name for cell in cells} == {
            cell.metadata.nbgrader["grade_id"]
            for cell in source.cells
            if "nbgrader" in cell.metadata
        }


@pytest.mark.usefixtures("without_kernels")
def test_cells_that_came_after_grading_are_refused_with_advice(course, hand_in_sample):
    hand_in_sample("perfect")
    grade_all(course)
    source = nbformat.read(course.source, as_version=4)
    source.cells = [cell for cell in source.cells if cell.id != "scale-tests-fresh"]
    nbformat.write(source, course.source)
    with pytest.raises(GradingError, match="nbgrader db assignment remove"):
        grade_all(course)
