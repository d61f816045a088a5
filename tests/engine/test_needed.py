"""An exercise that is tried again runs with what it builds on, and nothing else."""

from autograder.engine.plan import Kind, Step
from autograder.engine.run import needed


def answer(name, source, names):
    return Step(source, Kind.ANSWER, name, frozenset(names))


def checks_of(name, source):
    return Step(source, Kind.TESTS, name)


STEPS = [
    Step("import math", Kind.GIVEN),  # 0
    answer("bomb", "import os\nos._exit(1)", {"bomb"}),  # 1
    checks_of("bomb", "assert True"),  # 2
    answer("mask", "def mask(): return helper()", {"mask"}),  # 3
    Step("def helper(): pass", Kind.OWN, names=frozenset({"helper"})),  # 4
    checks_of("mask", "mask()"),  # 5
    answer("net", "def net(): return mask()", {"net"}),  # 6
    Step("print(net())", Kind.GIVEN),  # 7
    checks_of("net", "assert net()"),  # 8
    checks_of("net", "assert mask() and net()"),  # 9
]


def test_what_it_mentions_runs_before_it():
    assert needed(STEPS, "net") == [0, 3, 4, 6, 7, 8, 9]


def test_an_exercise_that_needs_nothing_runs_with_the_given_cells():
    assert needed(STEPS, "bomb") == [0, 1, 2, 7]
