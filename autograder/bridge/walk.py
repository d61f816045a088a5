"""How large a value looks to what walks all of it, such as ``repr``.

Few bytes can hold a list of two lists of two lists of ..., each pair one list twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.bridge.errors import CrossingError

MAX_ITEMS = 2_000_000  # values in one message
MAX_DEPTH = 100  # of containers in containers; Python's own stack ends soon after
_BYTES_OF_AN_ITEM = 256


def check_walk(value: Any) -> None:
    """Raise :class:`CrossingError` if a walk over ``value`` takes too many steps.

    The walk enters a container that is reached twice both times, and none that it is
    inside of already, as ``repr`` does.
    """
    steps = 0
    inside = {id(value)}
    stack = [(id(value), _children(value))]
    while stack:
        entered, rest = stack[-1]
        for child in rest:
            steps += _weight(child)
            if steps > MAX_ITEMS or len(stack) > MAX_DEPTH:
                raise CrossingError(
                    "a value that refers to itself so often is too large"
                )
            if type(child) in _CHILDREN and id(child) not in inside:
                inside.add(id(child))
                stack.append((id(child), _children(child)))
                break
        else:
            stack.pop()
            inside.discard(entered)


# keys and members of sets are read without references: they are what they seem
_CHILDREN = {list: iter, tuple: iter, dict: lambda value: iter(value.values())}


def _children(value: Any) -> Iterator:
    return _CHILDREN.get(type(value), lambda _: iter(()))(value)


def _weight(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return 1 + value.nbytes // _BYTES_OF_AN_ITEM
    if isinstance(value, str | bytes | bytearray):
        return 1 + len(value) // _BYTES_OF_AN_ITEM
    if type(value) in (dict, set, frozenset):
        return 1 + len(value)
    return 1
