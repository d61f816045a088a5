"""What a call changed in place among its arguments, brought back after it.

The student's side notes what an argument held before; the test's side applies the rest.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.bridge import generators
from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError
from autograder.bridge.kinds import kind_of
from autograder.bridge.walk import check_walk


class Mutable(NamedTuple):
    """How a kind of object that can change is watched.

    ``look(value)`` returns what tells whether it changed; ``same(before, after)``
    compares two of those; ``update(value, new)`` makes ``value`` hold what ``new``
    holds, or raises CrossingError. ``encode`` and ``decode`` carry what changed where
    that is less than the kind itself carries; ``decode`` then takes the old value too.
    """

    look: Callable[[Any], Any]
    same: Callable[[Any, Any], bool]
    update: Callable[[Any, Any], None]
    encode: Callable[[Encoder, Any], tuple] | None = None
    decode: Callable[..., Any] | None = None


MUTABLE: dict[str, Mutable] = {}


class Watch:
    """Remembers what objects hold, to tell later which of them changed."""

    def __init__(self, objects: Sequence) -> None:
        self._before = []
        for number, value in enumerate(objects):
            kind = kind_of(value)
            if kind is not None and kind.tag in MUTABLE:
                mutable = MUTABLE[kind.tag]
                self._before.append((number, value, kind, mutable, mutable.look(value)))

    def changes(self, encoder: Encoder) -> list[tuple]:
        """Return number and new contents of each object that changed."""
        return [
            (number, *(mutable.encode or kind.encode)(encoder, value))
            for number, value, kind, mutable, before in self._before
            if not mutable.same(before, mutable.look(value))
        ]


def apply(decoder: Decoder, changes: Any, own: int) -> None:
    """Make the first ``own`` objects of a decoder hold what ``changes`` says.

    All are read before the first is touched. An object keeps its type, an array its
    shape too; anything else raises CrossingError.
    """
    ready = []
    for change in decoder.nodes(changes):
        number, *payload = decoder.nodes(change)
        if type(number) is not int or not 0 <= number < own:
            raise CrossingError("what arrived changes an object that was not sent")
        value = decoder.objects[number]
        kind = kind_of(value)
        if kind is None or kind.tag not in MUTABLE:
            raise CrossingError("what arrived changes an object that cannot change")
        mutable = MUTABLE[kind.tag]
        if mutable.decode is not None:
            new = mutable.decode(decoder, value, *payload)
        else:
            new = decoder.contents(kind, payload)
        ready.append((mutable.update, value, new))
    for update, value, new in ready:
        update(value, new)
    if decoder.referred:
        for _, value, _ in ready:
            check_walk(value)


def _identical(before: list, after: list) -> bool:
    return len(before) == len(after) and all(map(operator.is_, before, after))


def _update_list(value: list, new: list) -> None:
    list.__setitem__(value, slice(None), new)


def _update_dict(value: dict, new: dict) -> None:
    dict.clear(value)
    dict.update(value, new)


def _update_set(value: set, new: set) -> None:
    set.clear(value)
    set.update(value, new)


def _update_bytearray(value: bytearray, new: bytearray) -> None:
    bytearray.__setitem__(value, slice(None), new)


def _update_array(value: np.ndarray, new: np.ndarray) -> None:
    if value.dtype != new.dtype or value.shape != new.shape:
        raise CrossingError(
            "The code changed the shape or the type of an array that it was given."
        )
    if not value.flags.writeable:
        raise CrossingError("The code wrote to an array that is read-only.")
    np.ndarray.__setitem__(value, ..., new)


def _same_array(before: np.ndarray, after: np.ndarray) -> bool:
    if before.dtype != after.dtype or before.shape != after.shape:
        return False
    return np.array_equal(*(a.reshape(-1).view(np.uint8) for a in (before, after)))


def _same_state(before: dict, after: dict) -> bool:
    return all(
        _same_state(old, after[name])
        if isinstance(old, dict)
        else np.array_equal(old, after[name])
        for name, old in before.items()
    )


MUTABLE |= {
    "list": Mutable(list, _identical, _update_list),
    "dict": Mutable(
        lambda value: [*dict.keys(value), *dict.values(value)],
        _identical,
        _update_dict,
    ),
    "set": Mutable(
        list,
        lambda before, after: set(map(id, before)) == set(map(id, after)),
        _update_set,
    ),
    "bytearray": Mutable(bytes, operator.eq, _update_bytearray),
    "array": Mutable(np.array, _same_array, _update_array),
}
for _tag in ("generator", "randomstate"):
    MUTABLE[_tag] = Mutable(
        generators.state_of,
        _same_state,
        lambda value, new: generators.set_state(value, generators.state_of(new)),
    )
