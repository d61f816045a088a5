"""No attack gains points, costs others theirs, or carries anything out."""

from collections import Counter

from .harness.attacks import FIRST, LAST, read_attacks
from .harness.crew import ATTACKS


def test_an_attack_comes_to_nothing(attack, outcomes):
    outcome = outcomes[attack.id].result()
    assert outcome.held, str(outcome)


def test_attacks_have_names_of_their_own_and_targets_that_exist(course):
    targets, _ = course
    attacks = read_attacks(ATTACKS)
    assert [i for i, n in Counter(a.id for a in attacks).items() if n > 1] == []
    assert len(attacks) >= 200
    for attack in attacks:
        points = targets[attack.assignment].answered.points
        assert attack.target in {*points, FIRST, LAST}, attack.id
        assert 0 <= attack.earns <= points.get(attack.target, 0.0), attack.id
