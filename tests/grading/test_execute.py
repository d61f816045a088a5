"""One bad cell costs its exercise, and nothing that a cell displays makes points."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from autograder.grading import execute
from autograder.grading.execute import ExecuteSubmission
from autograder.grading.output_limit import CUT, MAX_STREAM
from autograder.grading.verdict import Run, judge

STUBBORN = """
import time
while True:
    try:
        while True:
            time.sleep(0.1)
    except KeyboardInterrupt:
        pass
"""
EXERCISES = {  # exercise -> its answer, its tests
    "dies_in_tests": ("def dies(): os._exit(1)", "dies()"),
    "dies_at_once": ("os._exit(1)", "assert True"),
    "loops": ("def loops():\n    while True: pass", "loops()"),
    "stubborn": (STUBBORN, "assert True"),
    "raises": ("raise ValueError('no')\ndef raising(): pass", "raising()"),
    "typo": ("def typo(:", "typo()"),
    "warns": ("def warns(): sys.stderr.write('careful')", "warns()"),
    "floods": (
        "def floods():\n    for i in range(30_000): print('x' * 100)",
        "floods()",
    ),
    "bare_assert": ("def wrong(): return 1", "assert wrong() == 2"),
    "zero": ("def zero(): return 0", "zero()"),
    "above": ("def above(): return 99", "above()"),
    "nan": ("def nan(): return float('nan')", "nan()"),
    "shows_then_fails": ("def f(): return 5", "display(5)\nassert f() == 4, 'four'"),
    "environment": (
        "env = dict(os.environ)",
        "assert env['PYTHONHASHSEED'] == '0'\n"
        "assert env['TF_CPP_MIN_LOG_LEVEL'] == '3'\n"
        "assert '/ipython-' in env['IPYTHONDIR']",
    ),
    "last": ("answer = LIMIT + 1", "assert answer == 4"),
}


def run(cells, **settings):
    notebook = new_notebook(
        cells=cells,
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    config = Config()
    config.ExecuteSubmission.update({"timeout": 2, **settings})
    runner = ExecuteSubmission(config=config)
    notebook, _ = runner.preprocess(notebook, {"metadata": {"path": "/tmp"}})
    return {cell.id: cell for cell in notebook.cells}


def cells_of(graded, exercises):
    cells = [
        graded("given", "import os, sys\nLIMIT = 3", locked=True),
        graded("demo", "raise SystemError", locked=True, tags=["demonstration"]),
        new_code_cell("mine = 'my own cell'", id="mine"),
    ]
    for name, (answer, tests) in exercises.items():
        cells.append(graded(name, answer, solution=True))
        cells.append(graded(f"{name}-tests", tests, grade=True, locked=True, points=3))
    return cells


@pytest.fixture(scope="module")
def marks(tmp_path_factory):
    """A file to which tests write a line each time they run."""
    return tmp_path_factory.mktemp("marks") / "marks.txt"


@pytest.fixture(scope="module")
def ran(graded, marks):
    counted = {"counted": ("x = 1", f"print('x', file=open({str(marks)!r}, 'a'))")}
    cells = cells_of(graded, counted | EXERCISES)
    again = graded(
        "dies_in_tests-tests-more", "dies()", grade=True, locked=True, points=1
    )
    index = next(i for i, c in enumerate(cells) if c.id == "dies_in_tests-tests")
    cells.insert(index + 1, again)
    return run(cells)


def verdict(ran, exercise):
    return judge(ran[f"{exercise}-tests"])


@pytest.mark.parametrize(
    "exercise", ["warns", "floods", "zero", "above", "nan", "environment", "last"]
)
def test_what_runs_without_an_exception_earns_everything(ran, exercise):
    assert verdict(ran, exercise).points == 3


@pytest.mark.parametrize(
    ("exercise", "message"),
    [
        (
            "dies_in_tests",
            "The kernel died while running the tests of “dies_in_tests”.",
        ),
        (
            "dies_at_once",
            "Not run: the kernel died while running your answer to “dies_at_once”.",
        ),
        ("loops", "The tests of “loops”: stopped after 2 seconds"),
        (
            "stubborn",
            "Not run: your answer to “stubborn” did not stop after 2 seconds.",
        ),
        ("raises", "Your answer did not run to its end. ValueError: no"),
        ("typo", "Your answer did not run to its end. SyntaxError: invalid syntax"),
        ("bare_assert", "A check without a message failed."),
        ("shows_then_fails", "four"),
    ],
)
def test_what_fails_earns_nothing_and_says_why(ran, exercise, message):
    assert verdict(ran, exercise).points == 0
    assert verdict(ran, exercise).message.startswith(message)
    assert any(o.output_type == "error" for o in ran[f"{exercise}-tests"].outputs)


def test_tests_of_a_dead_exercise_are_not_run_again(ran):
    more = ran["dies_in_tests-tests-more"]
    assert Run.of(more).outcome == "not run"
    assert judge(more).points == 0


def test_tests_run_once_also_when_a_new_kernel_takes_over(ran, marks):
    assert marks.read_text() == "x\n"


def test_a_demonstration_is_not_run(ran):
    assert ran["demo"].outputs == []
    assert Run.of(ran["demo"]).outcome == "not run"


def test_a_flood_is_cut(ran):
    (output,) = ran["floods-tests"].outputs
    assert output.text.endswith(CUT)
    assert len(output.text) == MAX_STREAM + len(CUT)


def test_after_too_many_kernels_nothing_more_runs(graded, monkeypatch):
    monkeypatch.setattr(execute, "MAX_NEW_KERNELS", 0)
    wanted = {name: EXERCISES[name] for name in ("last", "dies_at_once", "zero")}
    ran = run(cells_of(graded, wanted))
    assert verdict(ran, "last").points == 3
    assert verdict(ran, "zero").points == 0
    assert "Not run" in verdict(ran, "zero").message


def test_a_cell_that_ends_every_kernel_is_given_up(graded):
    """The answer is harmless alone and deadly when it runs a second time."""
    deadly = (
        "mark = '/tmp/deadly-' + os.environ['IPYTHONDIR'].split('-')[-1]\n"
        "if os.path.exists(mark): os.unlink(mark); os._exit(1)\n"
        "open(mark, 'w').close()"
    )
    exercises = {"deadly": (deadly, "assert True"), **EXERCISES}
    wanted = {name: exercises[name] for name in ("deadly", "dies_at_once", "zero")}
    ran = run(cells_of(graded, wanted))
    assert verdict(ran, "deadly").points == 3
    assert verdict(ran, "zero").points == 0
