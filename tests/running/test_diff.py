"""The diff says whose points would move, and records nothing."""

import io

from click.testing import CliRunner
from light import evaluate
from rich.console import Console

from autograder.grading.evaluation import GRADED, REFUSED, Evaluation
from autograder.grading.gradebook import Held, Score
from autograder.running import cli
from autograder.running.crew import Alone
from autograder.running.diff import Move, compare_class, move_of, print_moves
from autograder.running.evaluator import Evaluator
from autograder.running.grade import grade_class
from autograder.running.work import EARLIER, NOW

NAME = "01_mini"
LIGHT = Alone(Evaluator(evaluate))


def moves(course):
    results = compare_class(course, course.students(), crew=LIGHT)
    return {move.student: (move, how) for _, how, move in results}


def grade_all(course):
    results = grade_class(course, course.students(), crew=LIGHT)
    return {evaluation.student: (evaluation, how) for evaluation, how in results}


def test_a_changed_test_moves_points_as_grading_then_does(
    course, hand_in, change_test, content
):
    for number in range(12):
        hand_in(f"s{number}")
    before = {name: e.points for name, (e, _) in grade_all(course).items()}
    change_test("all of them", "every one")
    kept = content()
    told = moves(course)
    assert content() == kept
    after = grade_all(course)
    assert {how for _, how in after.values()} == {EARLIER}
    for name, (evaluation, _) in after.items():
        move, how = told[name]
        assert how == NOW
        assert (move.before, move.after) == (before[name], evaluation.points)
        assert move.by == evaluation.points - before[name]
        assert set(move.exercises) <= {"heads"}
    directions = {(move.by > 0) - (move.by < 0) for move, _ in told.values()}
    assert directions == {-1, 0, 1}
    assert {move.by for move, _ in moves(course).values()} == {0.0}


def test_before_the_first_grading_everyone_is_new(course, hand_in):
    hand_in("ann")
    (course.root / "gradebook.db").unlink()
    [(move, _)] = moves(course).values()
    assert move.before is None
    assert move.after is not None
    assert not (course.root / "gradebook.db").exists()


def held(**scores):
    made = {name.replace("_", "-"): Score(*values) for name, values in scores.items()}
    return Held(scores=made)


def test_a_refused_submission_leaves_the_grade(course):
    refused = Evaluation("ann", NAME, REFUSED, reason="The file is empty.")
    move = move_of(refused, held(scale_tests=(2.0, None, None, 2.0)))
    assert (move.before, move.after, move.by) == (2.0, 2.0, 0.0)
    assert "empty" in move.reason


def test_a_persons_points_do_not_move(course, hand_in):
    hand_in("ann")
    [(fresh, _, _)] = compare_class(course, ["ann"], crew=LIGHT)
    graded_by_hand = Held(
        scores={n: Score(0.0, 1.5, 0.25, 2.0) for n in ("scale-tests", "heads-tests")}
        | {"scale-tests-fresh": Score(None, 0.5, None, 1.0)}
        | {"why": Score(None, None, None, 2.0)}
    )
    assert fresh.status == GRADED
    move = move_of(fresh, graded_by_hand)
    assert move.by == 0
    assert move.exercises == {}


def test_the_table_has_who_moves_and_the_summary_counts_all():
    console = Console(width=200, record=True, file=io.StringIO())
    print_moves(
        console,
        [
            Move("ann", 3.0, 5.0, {"heads": (0.0, 2.0)}),
            Move("bob", 5.0, 3.5, {"heads": (2.0, 0.5)}),
            Move("cyd", 4.0, 4.0),
            Move("dan", None, 4.0),
            Move("eva", 2.0, 2.0, reason="The file is empty."),
            Move("fay", 4.0, 4.0, {"heads": (0.0, 2.0), "scale": (3.0, 1.0)}),
        ],
    )
    text = console.export_text()
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line}
    assert rows["ann"] == ["ann", "3", "5", "+2", "heads", "0", "→", "2"]
    assert rows["bob"][:4] == ["bob", "5", "3.5", "-1.5"]
    assert "cyd" not in rows
    assert rows["dan"] == ["dan", "–", "4", "not", "graded", "before"]
    assert rows["eva"][:3] == ["eva", "2", "2"]
    assert "no grade: The file is empty." in text
    assert "heads 0 → 2, scale 3 → 1" in text
    assert (
        "1 up, 1 down, 2 same, 1 new, 1 without a grade. Nothing was recorded" in text
    )


def test_the_command_ends_well_whether_points_move_or_not(
    course, hand_in, change_test, monkeypatch
):
    for number in range(6):
        hand_in(f"s{number}")
    grade_all(course)
    monkeypatch.chdir(course.root)
    monkeypatch.setattr(cli, "_crew", lambda *_: LIGHT)
    for summary in ("0 up, 0 down, 6 same", "up"):
        result = CliRunner().invoke(cli.diff, ["1"])
        assert result.exit_code == 0, result.output
        assert summary in result.output
        change_test("all of them", "every one")
    assert "heads" in result.output
