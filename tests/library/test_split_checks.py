"""Rows that are dealt out twice, not at all or as something else are told."""

import numpy as np
import pytest
from deepnets import split_checks
from deepnets.checks import CheckFailed


def test_positions_of_any_kind_of_whole_numbers_are_welcome():
    for rows in ([2, 0], (2, 0), np.array([2, 0], dtype="uint8")):
        assert split_checks.positions(rows, 3, "rows").tolist() == [2, 0]
    assert split_checks.positions([], 3, "rows").size == 0


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([True, False, True], "Not a mask"),
        ([[0, 1], [2, 0]], "one row of whole numbers"),
        ([0.5, 1.0], "whole numbers"),
        ([0, 3], "positions are 0 to 2"),
        ([-1, 1], "positions are 0 to 2"),
        (None, "The rows are None"),
    ],
)
def test_what_are_no_positions(rows, message):
    with pytest.raises(CheckFailed, match=message):
        split_checks.positions(rows, 3, "The rows")


def test_rows_that_are_dealt_out_come_back_as_arrays():
    parts = split_checks.dealt(([3, 1], [0], [2]), 4, "f")
    assert [part.tolist() for part in parts] == [[3, 1], [0], [2]]
    assert split_checks.dealt([[1, 0], []], 2, "f", ("train", "valid"))[1].size == 0


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (([3, 1], [0], [1, 2]), "row 1, 2 times"),
        (([3, 3, 1], [0], [2]), "row 3, 2 times"),
        (([3], [0], [2]), "1 of 4 rows are nowhere"),
        (([3, 1], [0, 2]), "3 arrays: train, valid, test"),
        ("012", "3 arrays: train, valid, test"),
        (None, "is None"),
    ],
)
def test_rows_that_are_dealt_out_wrongly(parts, message):
    with pytest.raises(CheckFailed, match=message):
        split_checks.dealt(parts, 4, "f")
