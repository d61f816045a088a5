"""Points come from how a run ended; silence is no pass."""

import pytest
from nbformat.v4 import new_output

from autograder.grading.verdict import (
    DIED,
    FAILED,
    NOT_RUN,
    PASSED,
    TIMEOUT,
    UNTOUCHED,
    Run,
    failure_message,
    judge,
)


@pytest.fixture
def tests(graded):
    return graded("x-tests", "assert True", grade=True, locked=True, points=2)


def test_tests_without_a_record_of_a_run_earn_nothing(tests):
    assert judge(tests).points == 0
    assert judge(tests).message == "The tests were not run."


@pytest.mark.parametrize("outcome", [FAILED, TIMEOUT, DIED, NOT_RUN])
def test_every_other_end_earns_nothing(tests, outcome):
    Run(outcome, 1.0, "why").store(tests)
    assert (judge(tests).points, judge(tests).message) == (0, "why")


@pytest.mark.parametrize("shown", ["0", "1", "5", "nan", "-1", "1e99"])
def test_outputs_play_no_part(tests, shown):
    Run(PASSED).store(tests)
    tests.outputs = [
        new_output("stream", name="stderr", text="warning"),
        new_output("execute_result", data={"text/plain": shown}),
    ]
    assert judge(tests).points == 2


def test_open_answers_are_for_a_person_unless_untouched(graded):
    cell = graded("why", "text", kind="markdown", grade=True, solution=True, points=4)
    cell.metadata[UNTOUCHED] = True
    assert judge(cell).points == 0
    del cell.metadata[UNTOUCHED]
    assert judge(cell).points is None
    assert judge(cell).max_points == 4


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("CheckFailed", "x is not right.\n  got: 3", "x is not right.\n  got: 3"),
        ("AssertionError", "", "A check without a message failed."),
        ("ValueError", "bad", "ValueError: bad"),
        ("KeyboardInterrupt", "", "KeyboardInterrupt"),
    ],
)
def test_messages(name, text, message):
    assert failure_message(name, text) == message
