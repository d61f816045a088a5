"""A notebook on two kernels: what earns, what fails and why, what a bad cell costs."""

from dataclasses import replace

import pytest

from autograder.engine.outputs import CUT, MAX_STREAM
from autograder.engine.plan import Kind, Outcome, Step
from autograder.engine.pool import close, kernels
from autograder.engine.run import run
from autograder.engine.settings import EngineSettings
from autograder.grading.steps import assigned_names

SETTINGS = EngineSettings(preload=("numpy",), seconds_cell=1)
STUBBORN = """
import time
def stubborn():
    while True:
        try:
            while True:
                time.sleep(0.1)
        except KeyboardInterrupt:
            pass
"""
EXERCISES = {  # exercise -> its answer, its tests
    "right": ("def right(x): return 2 * x", "assert right(LIMIT) == 6"),
    "array": (
        "import numpy as np\ndef array(x): return np.asarray(x) * 2",
        "import numpy as np\n"
        "given = np.arange(3)\n"
        "assert array(given).tolist() == [0, 2, 4]",
    ),
    "a_value": ("answer = LIMIT + 1", "assert answer == 4"),
    "dies_when_called": (
        "import os\ndef dies_when_called(): os._exit(1)",
        "dies_when_called()",
    ),
    "dies_at_once": ("import os\nos._exit(1)", "assert True"),
    "loops": ("def loops():\n    while True: pass", "loops()"),
    "loops_at_once": ("while True: pass", "assert True"),
    "stubborn": (STUBBORN, "stubborn()"),
    "stubborn_at_once": (STUBBORN + "stubborn()", "assert True"),
    "raises": ("raise ValueError('no')\ndef raising(): pass", "raising()"),
    "typo": ("def typo(:", "typo()"),
    "raises_inside": (
        "def raises_inside(x):\n    return x / 0",
        "raises_inside(1)",
    ),
    "warns": ("import sys\ndef warns(): sys.stderr.write('careful')", "warns()"),
    "floods": (
        "def floods():\n    for i in range(30_000): print('x' * 100)",
        "floods()",
    ),
    "wrong": ("def wrong(): return 1", "assert wrong() == 2, 'two'"),
    "shows_then_fails": ("def f(): return 5", "display(5)\nassert f() == 4, 'four'"),
    "last": ("last = LIMIT + 2", "assert last == 5"),
}


def steps_of(exercises, own=()):
    yield Step("LIMIT = 3", Kind.GIVEN, place="the given cell")
    for source in own:
        yield Step(source, Kind.OWN, names=assigned_names(source), place="your cell")
    for name, (answer, tests) in exercises.items():
        names = assigned_names(answer)
        place = f"your answer to “{name}”"
        yield Step(answer, Kind.ANSWER, name, names, place)
        yield Step(tests, Kind.TESTS, name, place=f"the tests of “{name}”")


def run_exercises(exercises, own=(), settings=SETTINGS):
    """Return the result of each exercise's tests."""
    steps = list(steps_of(exercises, own))
    with kernels(settings) as pair:
        report = run(steps, pair, settings, {}, {})
    return {
        step.exercise: result
        for step, result in zip(steps, report.results, strict=True)
        if step.kind is Kind.TESTS
    }


@pytest.fixture(scope="module", autouse=True)
def _nothing_left():
    yield
    close()


@pytest.fixture(scope="module")
def ran():
    return run_exercises(EXERCISES)


BLOCKS_LATER = """
import asyncio, time
def block():
    while True:
        time.sleep(1)
asyncio.get_event_loop().call_soon(block)
def blocks_later(): return 1
"""


def test_a_kernel_that_stops_answering_after_a_cell_is_blamed_on_that_cell():
    exercises = {
        "blocks_later": (BLOCKS_LATER, "assert blocks_later() == 1"),
        "right": EXERCISES["right"],
        "last": EXERCISES["last"],
    }
    steps = list(steps_of(exercises))
    with kernels(SETTINGS) as pair:
        report = run(steps, pair, SETTINGS, {}, {})
    _, blocks, blocked_tests, *others = report.results
    assert blocks.outcome is Outcome.DIED
    assert "no longer did what it was asked" in blocks.message
    assert blocked_tests.outcome is Outcome.NOT_RUN
    assert {result.outcome for result in others} == {Outcome.PASSED}
    # one in the first walk; one when the exercise is tried alone, and one more there
    assert report.new_kernels <= 3


@pytest.mark.parametrize(
    "exercise", ["right", "array", "a_value", "warns", "floods", "last"]
)
def test_what_is_right_passes(ran, exercise):
    assert ran[exercise].outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("exercise", "outcome", "message"),
    [
        (
            "dies_when_called",
            Outcome.DIED,
            "ended by its own code (exit status 1) while running the tests",
        ),
        (
            "dies_at_once",
            Outcome.NOT_RUN,
            "ended by its own code (exit status 1) while running your",
        ),
        ("loops", Outcome.TIMEOUT, "The tests of “loops”: stopped after 1 second"),
        ("stubborn", Outcome.TIMEOUT, "The tests of “stubborn”"),
        ("stubborn_at_once", Outcome.NOT_RUN, "did not stop after 1 second"),
        ("raises", Outcome.FAILED, "name 'raising' is not defined"),
        ("typo", Outcome.FAILED, "name 'typo' is not defined"),
        ("raises_inside", Outcome.FAILED, "division by zero"),
        ("wrong", Outcome.FAILED, "two"),
        ("shows_then_fails", Outcome.FAILED, "four"),
    ],
)
def test_what_is_wrong_does_not_and_says_why(ran, exercise, outcome, message):
    assert ran[exercise].outcome is outcome
    assert message in ran[exercise].message


def test_an_answer_that_loops_fails_its_tests_alone(ran):
    assert ran["loops_at_once"].outcome is Outcome.PASSED  # they ask nothing of it


def test_the_students_line_is_named(ran):
    ((_, line),) = ran["raises_inside"].lines
    assert line == 2


def test_an_error_keeps_its_type(ran):
    assert ran["raises_inside"].error == "ZeroDivisionError"
    assert ran["typo"].error == "NameError"


def test_a_flood_is_cut(ran):
    (output,) = ran["floods"].printed
    assert len(output.text) == MAX_STREAM + len(CUT)


def test_too_many_dead_kernels_cost_the_others_nothing():
    bombs = {f"bomb{i}": ("import os\nos._exit(1)", "assert True") for i in range(7)}
    found = run_exercises(bombs | {"last": EXERCISES["last"]})
    assert found.pop("last").outcome is Outcome.PASSED
    assert {result.outcome for result in found.values()} == {Outcome.NOT_RUN}


def test_a_bomb_that_goes_off_later_costs_its_own_exercise():
    later = (
        "import os, threading\n"
        "def later(): return 1\n"
        "threading.Timer(0.3, os._exit, [1]).start()"
    )
    slow = (
        "def slow():\n    import time; time.sleep(0.7); return 1",
        "assert slow() == 1",
    )
    found = run_exercises({"later": (later, "assert later() == 1"), "slow": slow})
    assert found["slow"].outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "sabotage",
    [
        "import os\nfor fd in range(3, 200):\n    try: os.write(fd, b'x' * 99)\n"
        "    except OSError: pass",
        "import os\nos.closerange(3, 200)",
        "get_ipython().kernel._aborting = True",
        "get_ipython().kernel.do_execute = None",
        "from ipykernel.ipkernel import IPythonKernel\n"
        "async def nothing(*_, **__):\n"
        "    return {'status': 'ok', 'execution_count': 1, 'user_expressions': {}}\n"
        "IPythonKernel.do_execute = nothing",
        "get_ipython().run_cell = lambda *a, **k: None",
        "import autograder.bridge.install as i\ni._desk.close()",
    ],
)
def test_who_breaks_the_kernel_costs_the_others_nothing(sabotage):
    found = run_exercises(
        {
            "first": ("def first(): return 1", "assert first() == 1"),
            "breaks": (f"def breaks(): pass\n{sabotage}", "assert breaks() == 1"),
            "second": ("def second(): return 2", "assert second() == 2"),
            "last": ("def last(): return first()", "assert last() == 1"),
        }
    )
    assert found.pop("breaks").outcome is not Outcome.PASSED
    assert {r.outcome for r in found.values()} == {Outcome.PASSED}, found


def test_an_exercise_may_use_an_earlier_one_after_a_crash():
    exercises = {
        "first": ("def first(): return 1", "assert first() == 1"),
        "dies": EXERCISES["dies_at_once"],
        "second": ("def second(): return first() + 1", "assert second() == 2"),
    }
    assert run_exercises(exercises)["second"].outcome is Outcome.PASSED


def test_the_last_definition_counts():
    steps = [
        Step("def f(): return 1", Kind.ANSWER, "f", frozenset({"f"}), "f"),
        Step("def f(): return 2", Kind.OWN, names=frozenset({"f"}), place="own"),
        Step("assert f() == 2", Kind.TESTS, "f", place="tests"),
    ]
    with kernels(SETTINGS) as pair:
        results = run(steps, pair, SETTINGS, {}, {}).results
    assert results[-1].outcome is Outcome.PASSED


def test_a_given_cell_has_the_last_word_on_its_own_names():
    steps = [
        Step("def f(): return 1\nlimit = 1", Kind.ANSWER, "f", {"f", "limit"}, "f"),
        Step("limit = f() + 1", Kind.GIVEN, place="given"),
        Step("assert limit == 2 and f() == 1", Kind.TESTS, "f", place="tests"),
    ]
    with kernels(SETTINGS) as pair:
        results = run(steps, pair, SETTINGS, {}, {}).results
    assert results[-1].outcome is Outcome.PASSED, results[-1].message


def test_a_name_that_was_deleted_is_gone_from_the_tests():
    found = run_exercises(
        {"gone": ("gone = 1\ndel gone", "assert gone == 1")},
    )
    assert found["gone"].error == "NameError"


def test_the_whole_notebook_has_an_end():
    short = EngineSettings(seconds_cell=2, seconds_notebook=1)
    looping = {f"loop{i}": ("while True: pass", "assert True") for i in range(3)}
    found = run_exercises(looping, settings=short)
    assert "time for the whole notebook was used up" in found["loop2"].message


def test_files_beside_the_notebook_are_there_and_the_graders_are_not():
    answer = "import os\nseen = sorted(os.listdir('.'))"
    steps = list(
        steps_of({"seen": (answer, "import os\nassert os.listdir('.') == []")})
    )
    with kernels(SETTINGS) as pair:
        run(steps, pair, SETTINGS, {"data/table.csv": b"1"}, {})
        results = run(
            [*steps[:2], Step("print(seen)", Kind.OWN, place="own")],
            pair,
            SETTINGS,
            {"data/table.csv": b"1"},
            {},
        ).results
    assert results[-1].outputs[0].text == "['data']\n"


def test_kernels_stay_warm_for_an_assignment_that_imports_something_else():
    def loaded(settings):
        steps = [
            Step("import sys", Kind.ANSWER, "names"),
            Step("'wave' in sys.modules", Kind.ANSWER, "names"),
        ]
        with kernels(settings) as pair:
            outputs = run(steps, pair, settings, {}, {}).results[1].outputs
        return pair, outputs[0]["data"]["text/plain"]

    first, before = loaded(SETTINGS)
    second, after = loaded(replace(SETTINGS, preload=("wave", "numpy")))
    assert (before, after) == ("False", "True")
    assert second is first
    other, _ = loaded(replace(SETTINGS, both=("random.seed",)))
    assert other is not first
