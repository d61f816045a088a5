"""Turns nodes back into values, and believes nothing about them.

Nothing is executed, and every size is checked before memory is taken for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.bridge.errors import CrossingError
from autograder.bridge.kinds import ARITY, BY_TAG, INLINE, Kind
from autograder.bridge.walk import MAX_DEPTH, MAX_ITEMS, check_walk

_UNFINISHED = object()


class Decoder:
    """Reads the nodes of one message.

    Parameters
    ----------
    foreign : callable
        ``foreign(tag, *payload)`` returns the value of a node that is not plain.
    buffers : sequence of ndarray
    objects : sequence
        What nodes may refer to by number; values that are read are added.
    """

    def __init__(
        self,
        foreign: Callable[..., Any],
        buffers: Sequence[np.ndarray] = (),
        objects: Sequence = (),
    ) -> None:
        self.objects = list(objects)
        self.referred = False
        self._buffers = list(buffers)
        self._foreign = foreign
        self._depth = self._items = 0
        self._in_key = False

    def read(self, node: Any) -> Any:
        """Return the value of a whole message's node, after a last look at it."""
        value = self.decode(node)
        if self.referred:
            check_walk(value)
        return value

    def decode(self, node: Any) -> Any:
        """Return the value of a node; raise CrossingError if it is malformed."""
        if type(node) in INLINE:
            return node
        if type(node) is not tuple or not node or type(node[0]) is not str:
            raise CrossingError("what arrived is no value")
        tag, payload = node[0], node[1:]
        if tag == "ref":
            return self._known(*payload)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CrossingError(f"what arrived is nested deeper than {MAX_DEPTH}")
        kind = BY_TAG.get(tag)
        if kind is None:
            value = self._foreign(tag, *payload)
        elif self._in_key and not kind.hashable:
            raise CrossingError("what arrived has a key that cannot be one")
        else:
            value = self._plain(kind, payload)
        self._depth -= 1
        return value

    def nodes(self, nodes: Any) -> tuple:
        """Return nodes as they came, if they are several and not too many."""
        if type(nodes) is not tuple:
            raise CrossingError("what arrived is no list of values")
        self._items += len(nodes)
        if self._items > MAX_ITEMS:
            raise CrossingError(f"more than {MAX_ITEMS:,} values arrived at once")
        return nodes

    def items(self, nodes: Any) -> list:
        """Return the values of several nodes."""
        nodes = self.nodes(nodes)
        if set(map(type, nodes)) <= INLINE:
            return list(nodes)
        return [self.decode(node) for node in nodes]

    def keys(self, nodes: Any) -> list:
        """Return the values of nodes that are keys or members of a set."""
        outer, self._in_key = self._in_key, True
        try:
            return self.items(nodes)
        finally:
            self._in_key = outer

    def data(self, place: Any) -> np.ndarray:
        """Return the bytes that :meth:`Encoder.data` put away, as a flat array."""
        if type(place) is bytes:
            return np.frombuffer(bytearray(place), np.uint8)
        if type(place) is not int or not 0 <= place < len(self._buffers):
            raise CrossingError("what arrived lacks a buffer")
        buffer, self._buffers[place] = self._buffers[place], None
        if buffer is None:  # arrays that share memory could change each other
            raise CrossingError("what arrived uses a buffer twice")
        return buffer

    def _plain(self, kind: Kind, payload: tuple) -> Any:
        number = len(self.objects)
        shared = kind.shared and not self._in_key
        if shared:
            self.objects.append(_UNFINISHED)
        if kind.empty is not None:
            payload = (kind.empty(), *payload)
            if shared:
                self.objects[number] = payload[0]
        value = self._made(kind, payload)
        if shared:
            self.objects[number] = value
        return value

    def contents(self, kind: Kind, payload: Sequence) -> Any:
        """Return a value of this kind that nothing refers to."""
        if kind.empty is not None:
            payload = (kind.empty(), *payload)
        return self._made(kind, payload)

    def _made(self, kind: Kind, payload: Sequence) -> Any:
        if len(payload) != ARITY[kind.tag]:
            raise CrossingError("what arrived is no valid value")
        return kind.decode(self, *payload)

    def _known(self, number: Any) -> Any:
        if self._in_key or type(number) is not int:
            raise CrossingError("what arrived refers to nothing")
        if not 0 <= number < len(self.objects):
            raise CrossingError("what arrived refers to nothing")
        value = self.objects[number]
        if value is _UNFINISHED:
            raise CrossingError("a tuple cannot cross that holds itself")
        self.referred = True
        return value
