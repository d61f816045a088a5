"""A whole class is graded as promised, also by plain nbgrader."""

import re

import pytest
from nbgrader.api import MissingEntry
from nbgrader.apps import NbGraderAPI
from traitlets.config import PyFileConfigLoader

from autograder.classroom.sample import compose, expected_points
from autograder.grading.cells import exercise_of
from autograder.grading.evaluation import Evaluation
from autograder.running.grade import chosen_students, grade_class

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


def test_a_notebook_of_another_name_is_graded_and_that_is_said(course, hand_in_sample):
    [student] = hand_in_sample("perfect")
    folder = course.submitted("perfect")
    (folder / f"{NAME}.ipynb").rename(folder / f"{NAME} (1).ipynb")
    evaluation, _ = grade_all(course)["perfect"]
    assert points_in_gradebook(course, "perfect") == student.expected
    [sentence] = evaluation.repairs
    assert f"“{NAME} (1).ipynb” was graded" in sentence
    assert sentence in course.feedback("perfect").read_text()


def test_an_old_encoding_and_format_are_graded(course, assignment, hand_in):
    path = hand_in("perfect", assignment.filled(assignment.references))
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    grade_all(course)
    assert points_in_gradebook(course, "perfect") == assignment.points


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
