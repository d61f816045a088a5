"""How large a value looks to what walks all of it, such as ``repr``.

Few bytes can hold a list of two lists of two lists of ..., each pair one list twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from autograder.bridge.errors import CrossingError
from autograder.bridge.kinds import INLINE

MAX_ITEMS = 2_000_000  # values in one message
MAX_DEPTH = 100  # of containers in containers; Python's own stack ends soon after
_BYTES_OF_A_STEP = 256


def check_walk(value: Any) -> None:
    """Raise :class:`CrossingError` if a walk over ``value`` takes too many steps.

    The walk enters a container that is reached twice both times, and none that it is
    inside of already, as ``repr`` does.
    """
    steps = 0
    inside = {id(value)}
    stack = [(id(value), _containers(value))]
    while stack:
        entered, rest = stack[-1]
        child = next(rest, None)
        if child is None:
            stack.pop()
            inside.discard(entered)
            continue
        steps += _weight(child)
        if steps > MAX_ITEMS or len(stack) > MAX_DEPTH:
            raise CrossingError("a value that refers to itself so often is too large")
        if id(child) not in inside:
            inside.add(id(child))
            stack.append((id(child), _containers(child)))


def _items(value: Any) -> Collection:
    """Return what a container holds, but for keys: those hold no references."""
    if type(value) is dict:
        return value.values()
    return value if type(value) in (list, tuple) else ()


def _containers(value: Any) -> Iterator:
    """Yield what is in a container and is no inline value."""
    items = _items(value)
    if set(map(type, items)) <= INLINE:
        return iter(())
    return (child for child in items if type(child) not in INLINE)


def _weight(value: Any) -> int:
    """Return about how many steps a value costs, with the inline ones in it."""
    if isinstance(value, np.ndarray | bytearray):
        size = value.nbytes if isinstance(value, np.ndarray) else len(value)
    else:
        size = sum(len(item) for item in _items(value) if type(item) in (str, bytes))
    count = len(value) if type(value) in (list, tuple, dict, set, frozenset) else 0
    return 4 + count + size // _BYTES_OF_A_STEP
