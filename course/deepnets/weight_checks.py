"""Checks of lists of weights, as `model.get_weights()` returns them, and of pruning.

As in :mod:`deepnets.checks`, every function raises `CheckFailed` with a message for the
student.
"""

import numpy as np

from deepnets import checks


def like(before, after, name):
    """Return ``after`` as arrays; fail unless it is a list of shapes like ``before``.

    Parameters
    ----------
    before : list of ndarray
    after : list of array_like
        What the student's function returned.
    name : str
        What returned it, for the message.
    """
    checks.written(after, name)
    checks.that(
        isinstance(after, list | tuple) and len(after) == len(before),
        f"{name} must return a list with one array for each array that it was given.",
        got=type(after).__name__,
        hint="Biases belong into the list too.",
    )
    return [
        checks.array(a, f"Array {i} that {name} returns", shape=b.shape)
        for i, (a, b) in enumerate(zip(after, before, strict=True))
    ]


def pruned(before, after, count, name):
    """Fail unless ``after`` is ``before`` with its ``count`` smallest entries at 0.

    Of entries that are equally small any may go, but not more and not fewer of them.

    Parameters
    ----------
    before : ndarray
        The weights before pruning, of any shape; zeros in it are its smallest entries.
    after : array_like
    count : int
        How many entries pruning had to zero, zeros included that were there before.
    name : str
    """
    after = checks.array(after, name, shape=before.shape)
    alive = before != 0
    zeroed = alive & (after == 0)
    count = max(count - int((~alive).sum()), 0)
    checks.that(
        zeroed.sum() == count,
        f"{name}: the wrong number of entries is zeroed.",
        got=int(zeroed.sum()),
        expected=count,
        hint="Of equal magnitudes a threshold takes all of them or none: sort, count.",
    )
    checks.that(
        np.array_equal(after[~zeroed], before[~zeroed]),
        f"{name}: an entry that stays must keep its value.",
    )
    kept = alive & ~zeroed
    checks.that(
        not (zeroed.any() and kept.any())
        or np.abs(before[zeroed]).max() <= np.abs(before[kept]).min(),
        f"{name}: an entry was zeroed, and a smaller one stayed.",
        hint="Compare magnitudes, over the whole array.",
    )


def triple(value, name, *, shape, parts):
    """Return ``value``, three arrays of one shape, as three NumPy arrays.

    ``parts`` are the names of the three, for the messages.
    """
    checks.written(value, name)
    checks.that(
        isinstance(value, tuple | list) and len(value) == 3,
        f"{name} must return three arrays: {', '.join(parts)}.",
        got=type(value).__name__,
    )
    return [
        checks.array(v, f"The new {part}", shape=shape)
        for v, part in zip(value, parts, strict=True)
    ]
