"""Checks of pruned weights pass what is right, and name the mistake in what is not."""

import numpy as np
import pytest
from deepnets import weight_checks
from deepnets.checks import CheckFailed

TIES = np.array([[1.0, -1.0, 2.0], [0.0, 1.0, -3.0]])


def message(function, *args, **kwargs):
    with pytest.raises(CheckFailed) as caught:
        function(*args, **kwargs)
    return str(caught.value)


def zeroed(*places):
    after = TIES.copy()
    after.flat[list(places)] = 0
    return after


@pytest.mark.parametrize("places", [(0, 3), (1, 3), (4, 3)])
def test_of_equal_magnitudes_any_may_go(places):
    weight_checks.pruned(TIES, zeroed(*places), 2, "It")


def test_nothing_and_everything_may_be_pruned():
    weight_checks.pruned(TIES, TIES, 0, "It")
    weight_checks.pruned(TIES, 0 * TIES, 6, "It")


def test_too_many_too_few_the_wrong_ones_and_changed_ones_are_named():
    check = weight_checks.pruned
    assert "wrong number" in message(check, TIES, zeroed(0, 1, 4), 2, "It")
    assert "wrong number" in message(check, TIES, TIES, 2, "It")
    assert "a smaller one stayed" in message(check, TIES, zeroed(2), 2, "It")
    assert "keep its value" in message(check, TIES, 2 * zeroed(0), 2, "It")
    assert "shape" in message(check, TIES, TIES.ravel(), 2, "It")


def test_a_list_of_weights_has_the_shapes_it_had():
    weights = [np.ones((2, 3)), np.zeros(3)]
    kernel, bias = weight_checks.like(weights, ([[1, 2, 3]] * 2, [0, 0, 0]), "It")
    assert kernel.shape == (2, 3)
    assert bias.shape == (3,)
    assert "one array for each" in message(
        weight_checks.like, weights, weights[:1], "It"
    )
    assert "wrong shape" in message(weight_checks.like, weights, weights[::-1], "It")
    assert "is None" in message(weight_checks.like, weights, None, "It")


def test_three_arrays_are_told_apart_by_name():
    parts = weight_checks.triple(([1], [2], [3]), "f", shape=(1,), parts="wzn")
    assert [part.item() for part in parts] == [1, 2, 3]
    text = message(weight_checks.triple, ([1], [2]), "f", shape=(1,), parts="wzn")
    assert "three arrays: w, z, n" in text
    text = message(
        weight_checks.triple, ([1], [2, 3], [3]), "f", shape=(1,), parts="wzn"
    )
    assert "The new z" in text
