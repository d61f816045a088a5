"""The attacked assignments and a machine with secrets, and all attacks, run at once."""

import os

import pytest

from .harness.attacks import read_attacks
from .harness.crew import ATTACKS, crew
from .harness.surroundings import surroundings
from .harness.targets import DECOYS, build_target


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
def outcomes(request):
    """Futures of what the chosen attacks did; they run ahead, on two processes."""
    chosen = {
        item.callspec.params["attack"].id: item.callspec.params["attack"]
        for item in request.session.items
        if "outcomes" in item.fixturenames
    }
    with crew(chosen.values(), workers=min(2, os.cpu_count() or 1)) as futures:
        yield futures


def pytest_generate_tests(metafunc):
    """Take every third attack of every file, or all of them with ``EVERY_ATTACK``."""
    if "attack" in metafunc.fixturenames:
        attacks = read_attacks(ATTACKS)
        if not os.environ.get("EVERY_ATTACK"):
            attacks = attacks[::3]
        metafunc.parametrize("attack", attacks, ids=[attack.id for attack in attacks])
