"""No attack gains points, costs others theirs, or carries anything out."""

from collections import Counter

import pytest

from .conftest import ATTACKS
from .harness.trial import attack_engine


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_an_attack_comes_to_nothing(attack, targets, around):
    outcome = attack_engine(attack, targets[attack.assignment], around)
    assert outcome.held, str(outcome)


def test_attacks_have_names_of_their_own_and_targets_that_exist(course):
    targets, _ = course
    assert [i for i, n in Counter(a.id for a in ATTACKS).items() if n > 1] == []
    assert len(ATTACKS) >= 60
    for attack in ATTACKS:
        points = targets[attack.assignment].answered.points
        assert attack.target in {*points, "first", "last"}, attack.id
        assert 0 <= attack.earns <= points.get(attack.target, 0.0), attack.id
