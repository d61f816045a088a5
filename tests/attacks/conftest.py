"""The attacked assignments, built once, and a machine with secrets around them."""

from pathlib import Path

import pytest

from autograder.grading.evaluate import evaluate

from .harness.attacks import read_attacks
from .harness.surroundings import surroundings
from .harness.targets import DECOYS, build_target
from .harness.trial import feedback_leaks, points_of

ATTACKS = read_attacks(Path(__file__).parents[1] / "submissions" / "attacks")


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A course with secrets, and the working folder of the grader meanwhile."""
    root = tmp_path_factory.mktemp("attacked")
    targets = {name: build_target(name, root) for name in DECOYS}
    with surroundings(root) as around:
        yield targets, around


@pytest.fixture(scope="session")
def around(course):
    return course[1]


@pytest.fixture(scope="session")
def targets(course):
    """The attacked assignments by name, once it is sure that a sandbox is around them.

    An attack is real: where student code can see this machine, nothing is run.
    """
    targets, around = course
    [target] = [target for name, target in targets.items() if name == "90_attacked"]
    look = "import os\nprint(os.path.exists({!r}))".format(str(around.root / "home"))
    evaluation = evaluate(target.honest(look), target.assignment)
    assert points_of(evaluation) == {**target.answered.points, "why": 0.0}, (
        f"an honest submission is not graded: {evaluation.reason}"
    )
    if "True\\n" in evaluation.graded:
        pytest.skip("no sandbox around student code: attacks would harm this machine")
    assert feedback_leaks(evaluation, target, around) == []
    return targets
