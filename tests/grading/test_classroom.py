"""Answers are read strictly, and the sample class keeps its promises."""

from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from autograder.authoring.errors import AuthoringError, SourceError
from autograder.classroom.answers import read_exercise
from autograder.classroom.assignment import read_assignment
from autograder.classroom.sample import compose, expected_points
from autograder.cli import main
from autograder.grading.cells import grade_id

IDS = [
    "perfect",
    "right-1",
    "right-2-incomplete",
    "mistakes-1",
    "mistakes-2",
    "mistakes-3-incomplete",
    "half-empty",
    "untouched",
    "raises",
    "never-ends",
    "damaged",
    "not-a-notebook",
]


@pytest.fixture
def write(tmp_path):
    def write(text, name="scale"):
        path = tmp_path / f"{name}.py"
        path.write_text(text)
        return path

    return write


def test_answers_are_read_with_name_points_and_message(write):
    right, wrong = read_exercise(
        write(
            '# %% in one line kind="right"\ndef f(): return 1\n\n\n'
            '# %% off by one kind="wrong" lose=1.5 message="off by (one|two)"\n'
            "def f():\n    return 2\n"
        )
    )
    assert (right.exercise, right.name, right.lose) == ("scale", "in one line", 0)
    assert right.source == "def f(): return 1"
    assert (wrong.kind, wrong.lose) == ("wrong", 1.5)
    assert wrong.message == "off by (one|two)"


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ('x kind="write"', 'must be "right" or "wrong"'),
        ("x", "must be"),
        ('kind="right"', "needs a name"),
        ('x kind="right" lose=1', "a right answer has the keys kind"),
        ('x kind="wrong" lose=1', "has the keys kind, lose, message"),
        ('x kind="wrong" lose=0 message="m"', "above 0"),
        ('x kind="wrong" lose="1" message="m"', "above 0"),
        ('x kind="wrong" lose=1 message="("', "unterminated"),
        ('x kind="wrong" lose=1 message=3', "message=3"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(write, header, fault):
    path = write(f"# %% {header}\npass\n")
    with pytest.raises(SourceError, match=fault) as caught:
        read_exercise(path)
    assert caught.value.message.startswith(f"{path}:1:")


def test_answers_to_no_exercise_are_refused(write, root):
    folder = write('# %% x kind="right"\npass\n', "scaling").parent
    with pytest.raises(AuthoringError, match="answers no exercise of 01_mini"):
        read_assignment(root, "01_mini", folder)


def test_a_folder_without_answers_is_refused(tmp_path, root):
    with pytest.raises(AuthoringError, match="no answers"):
        read_assignment(root, "01_mini", tmp_path / "nothing")


def test_faults_are_planted_where_no_other_exercise_suffers(assignment):
    assert assignment.free_standing == "scale"
    for cell in assignment.source.cells:
        if grade_id(cell) == "heads-tests":
            cell.source += "\nassert scale([1], 1)"
    assert assignment.free_standing == "heads"


def test_the_class_is_complete_and_always_the_same(assignment):
    assert [student.id for student in compose(assignment)] == IDS
    assert compose(assignment) == compose(assignment)


def test_every_answer_is_given_once(assignment):
    given = [a for student in compose(assignment) for a in student.answers.values()]
    known = [a for answers in assignment.answers.values() for a in answers]
    assert sorted(given, key=repr) == sorted(known, key=repr)


@pytest.mark.parametrize(
    ("student", "points"),
    [
        ("perfect", {"scale": 3, "heads": 2}),
        ("right-2-incomplete", {"scale": 3, "heads": 0}),  # heads has one right answer
        ("mistakes-2", {"scale": 2, "heads": 0}),
        ("half-empty", {"scale": 3, "heads": 0}),
        ("untouched", {"scale": 0, "heads": 0}),
        ("raises", {"scale": 0, "heads": 2}),
        ("damaged", {"scale": 3, "heads": 2}),
        ("not-a-notebook", None),
    ],
)
def test_what_each_must_get(assignment, student, points):
    assert expected_points(assignment, student) == points


def test_submissions_are_released_notebooks_with_answers(assignment):
    content = next(s.content for s in compose(assignment) if s.id == "perfect")
    notebook = nbformat.reads(content, as_version=4)
    cells = {grade_id(cell): cell.source for cell in notebook.cells}
    assert "BEGIN" not in content
    assert "HIDDEN" not in content
    assert cells["heads"].endswith(
        "return sum(1 for each_throw in throws if each_throw)"
    )


@pytest.fixture
def command(root, monkeypatch):
    """Run sample-class into the folder ``class``; return that folder and the output."""
    monkeypatch.chdir(root)
    answers = str(Path(__file__).parent / "answers" / "01_mini")

    def command():
        result = CliRunner().invoke(
            main, ["sample-class", "01_mini", "--answers", answers, "--out", "class"]
        )
        assert result.exit_code == 0, result.output
        return result.output

    return command


def test_the_command_removes_students_of_an_earlier_class(root, command):
    submitted = root / "class" / "submitted"
    for name in ("right-9-incomplete", "right-8", "real-student"):
        (submitted / name / "01_mini").mkdir(parents=True)
    command()
    there = {path.parent.name for path in submitted.glob("*/01_mini")}
    assert there == {*IDS, "real-student"}


@pytest.mark.parametrize("somebody", [False, True])
def test_grades_go_when_the_exercises_are_others(root, command, somebody):
    command()
    gradebook = root / "class" / "gradebook.db"
    gradebook.touch()
    if somebody:
        (root / "class" / "submitted" / "ann" / "01_mini").mkdir(parents=True)
    command()
    assert gradebook.exists()
    path = root / "class" / "submitted" / "perfect" / "01_mini" / "01_mini.ipynb"
    path.write_text(path.read_text().replace("heads-tests", "tails-tests"))
    output = command()
    assert gradebook.exists() == somebody
    assert ("old grades go" in output) != somebody
