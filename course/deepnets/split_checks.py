"""Checks of how rows are dealt out: to training, validation and test, or to folds.

As in :mod:`deepnets.checks`, every function raises `CheckFailed` with a message for the
student.
"""

import numpy as np

from deepnets import checks


def positions(value, n, name):
    """Return ``value``, positions of rows, as an array of int, shape (m,).

    Parameters
    ----------
    value : array_like of int
    n : int
        Rows of the table: a position is at least 0 and less than ``n``.
    name : str
        What they are, for the message.
    """
    found = checks.array(value, name)
    if found.size == 0:
        found = found.astype(int)
    checks.that(
        found.dtype.kind in "iu" and found.ndim == 1,
        f"{name} must be one row of whole numbers, the positions of rows.",
        got=found[:4],
        hint="Not a mask and not the rows themselves: positions, such as [7, 2, 5].",
    )
    checks.that(
        found.size == 0 or (found.min() >= 0 and found.max() < n),
        f"{name} has a position that no row has.",
        got=[int(found.min()), int(found.max())] if found.size else [],
        hint=f"With {n} rows the positions are 0 to {n - 1}.",
    )
    return found


def dealt(value, n, name, parts=("train", "valid", "test")):
    """Return ``value`` as one array of positions a part; every row is in one of them.

    Parameters
    ----------
    value : sequence of array_like of int
        What the student's function returned.
    n : int
        Rows of the table.
    name : str
        What returned it, for the message.
    parts : sequence of str
        The names of the parts.
    """
    checks.written(value, name)
    checks.that(
        isinstance(value, tuple | list) and len(value) == len(parts),
        f"{name} must return {len(parts)} arrays: {', '.join(parts)}.",
        got=type(value).__name__,
    )
    found = [
        positions(rows, n, f"The part {part}")
        for rows, part in zip(value, parts, strict=True)
    ]
    times = np.bincount(np.concatenate(found), minlength=n)
    checks.that(
        times.max() <= 1,
        f"{name} puts a row into two parts, or twice into one.",
        got=f"row {times.argmax()}, {times.max()} times",
        hint="Shuffle all positions once, then cut: every part begins where the last "
        "one ended.",
    )
    checks.that(
        times.min() == 1,
        f"{name} leaves out rows: every row belongs to one part.",
        got=f"{int((times == 0).sum())} of {n} rows are nowhere",
    )
    return found
