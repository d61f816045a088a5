"""Which names cross to the tests, what kernels import ahead, and who runs what."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.engine.plan import Kind, Outcome, Result
from autograder.grading.preload import imported_modules
from autograder.grading.steps import assigned_names, names_of_answers, step_of, store
from autograder.grading.verdict import SCORE, Run, judge


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    y = x\n    return y", {"f"}),
        ("class A:\n    size = 3", {"A"}),
        ("async def f(): pass", {"f"}),
        ("a, (b, *c) = 1, (2, 3)\nd: int = 4\ne += 1", set("abcde")),
        ("for i in range(3):\n    total = i", {"i", "total"}),
        ("if True:\n    def g(): inner = 1\nelse:\n    h = 2", {"g", "h"}),
        ("with open('f') as file: pass", {"file"}),
        ("import numpy as np", set()),
        ("x.y = 1\nz[0] = 2", set()),
        ("def f(:\n    pass", {"f"}),
        ("", set()),
    ],
)
def test_names_that_a_cell_binds(source, names):
    assert assigned_names(source) >= names
    assert assigned_names(source) - names <= {"inner"}


def test_each_kind_of_cell_runs_where_it_belongs(graded):
    answer = graded("scale", "def scale(x): return x", solution=True)
    names = names_of_answers(new_notebook(cells=[answer]))
    assert names == {"scale": {"scale"}}
    tests = graded("scale-tests-fresh", "", grade=True, locked=True, points=1)
    given = graded("given", "import math", locked=True)
    own = new_code_cell("scale = 3\nother = 4")
    kinds = [step_of(cell, names) for cell in (answer, tests, given, own)]
    assert [s.kind for s in kinds] == [Kind.ANSWER, Kind.TESTS, Kind.GIVEN, Kind.OWN]
    assert [s.exercise for s in kinds] == ["scale", "scale", "", ""]
    assert kinds[3].names == {"scale"}


def test_imports_of_given_cells_and_tests_are_found_in_order(graded):
    cells = [
        graded("given", "import os.path\nfrom deepnets import checks", locked=True),
        graded("demo", "import antigravity", locked=True, tags=["demonstration"]),
        graded("answer", "import secret", solution=True),
        graded("answer-tests", "import numpy as np", grade=True, locked=True, points=1),
    ]
    found = imported_modules(new_notebook(cells=cells))
    assert found == ["os.path", "deepnets", "deepnets.checks", "numpy"]


def test_a_name_error_of_tests_is_explained_by_the_answer(graded):
    answer = graded("f", "def f(:", solution=True)
    tests = graded("f-tests", "f()", grade=True, locked=True, points=2)
    broken = Result(Outcome.FAILED, error="SyntaxError", message="invalid syntax")
    missing = Result(Outcome.FAILED, error="NameError", message="name 'f'")
    store([answer, tests], [broken, missing])
    assert judge(tests).points == 0
    assert judge(tests).message.startswith(
        "Your answer did not run to its end. SyntaxError: invalid syntax"
    )


@pytest.fixture
def partial(graded):
    flags = {"grade": True, "locked": True, "points": 3}
    return graded("f-tests", "score.total()", tags=["partial-credit"], **flags)


@pytest.mark.parametrize(
    ("result", "points", "message"),
    [
        ({"text/plain": "2.0", SCORE: {"points": 2, "messages": ["no"]}}, 2, "no"),
        ({"text/plain": "1.5"}, 1.5, ""),
        ({"text/plain": "3"}, 3, ""),
        ({"text/plain": "3.5"}, 0, "did not end with a number from 0 to 3"),
        ({"text/plain": "-1"}, 0, "did not end with a number"),
        ({"text/plain": "nan"}, 0, "did not end with a number"),
        ({"text/plain": "'3'"}, 0, "did not end with a number"),
        ({}, 0, "did not end with a number"),
        ({SCORE: {"points": None}}, 0, "did not end with a number"),
    ],
)
def test_partial_credit_is_what_the_tests_end_with(partial, result, points, message):
    store([partial], [Result(Outcome.PASSED, result=result)])
    assert judge(partial).points == points
    assert message in judge(partial).message


def test_partial_tests_that_fail_earn_nothing(partial):
    failed = Result(Outcome.FAILED, result={"text/plain": "3"}, message="x")
    store([partial], [failed])
    assert judge(partial).points == 0


def test_a_displayed_number_means_nothing_to_other_tests(graded):
    tests = graded("f-tests", "1", grade=True, locked=True, points=3)
    store([tests], [Result(Outcome.PASSED, result={"text/plain": "1"})])
    assert judge(tests).points == 3
    assert Run.of(tests).points is None


def test_what_ended_an_answer_is_said_once(graded):
    answer = graded("f", "while True: pass", solution=True)
    tests = graded("f-tests", "f()", grade=True, locked=True, points=2)
    stopped = Result(Outcome.TIMEOUT, message="Your answer to “f”: stopped.")
    missing = Result(Outcome.FAILED, error="NameError", message="name 'f'")
    store([answer, tests], [stopped, missing])
    assert judge(tests).message.startswith("Your answer to “f”: stopped.\n  hint: That")
