"""Turns values into nodes for msgpack, and buffers beside them for large arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.frames import MAX_BUFFERS, MAX_MESSAGE
from autograder.bridge.kinds import Kind, kind_of
from autograder.bridge.walk import MAX_DEPTH, MAX_ITEMS

_FIXED_SIZE = frozenset({type(None), bool, float})
_INT64 = range(-(2**63), 2**64)
_SMALL = 1024  # bytes of an array that go into the tree, not beside it


class Encoder:
    """Turns values into nodes.

    Parameters
    ----------
    foreign : callable
        Returns the node of a value that is not plain, or raises CrossingError.
    objects : sequence
        What the other side knows already, by number: see :attr:`Decoder.objects`.
    """

    def __init__(self, foreign: Callable[[Any], tuple], objects: Sequence = ()) -> None:
        self.buffers: list[memoryview] = []
        self.objects = list(objects)  # keeps them alive, so that an id stays theirs
        self._numbers = {id(value): n for n, value in enumerate(self.objects)}
        self._foreign = foreign
        self._depth = self._items = self._size = 0
        self._in_key = False

    def encode(self, value: Any) -> Any:
        """Return the node of a value."""
        kind = type(value)
        if kind in _FIXED_SIZE or (kind is int and value in _INT64):
            return value
        if kind is str or kind is bytes:
            self.take_bytes(len(value))
            return value
        number = self._numbers.get(id(value))
        if number is not None and not self._in_key:
            return ("ref", number)
        found = kind_of(value)
        if found is None or (self._in_key and not found.hashable):
            return self._foreign(value)
        return self._nested(found, value)

    def attempt(self, value: Any) -> Any:
        """Return the node of a value; if it cannot cross, treat it as foreign."""
        mark = self._mark()
        try:
            return self.encode(value)
        except (CrossingError, RecursionError):
            self._return_to(mark)
            return self._foreign(value)

    def items(self, values: Iterable) -> list:
        """Return the nodes of several values."""
        values = list(values)
        self.take(len(values))
        types = set(map(type, values))
        if types <= _FIXED_SIZE:
            return values
        if types == {int} and min(values) in _INT64 and max(values) in _INT64:
            return values
        return [self.encode(value) for value in values]

    def keys(self, values: Iterable) -> list:
        """Return the nodes of keys: whole, since a key must be hashable at once."""
        outer, self._in_key = self._in_key, True
        try:
            return self.items(values)
        finally:
            self._in_key = outer

    def data(self, raw: np.ndarray) -> int | bytes:
        """Return where the bytes of a flat array are: here, or a buffer's number.

        They must have been announced by :meth:`take_bytes`.
        """
        if raw.nbytes <= _SMALL or len(self.buffers) >= MAX_BUFFERS:
            return raw.tobytes()
        self.buffers.append(memoryview(raw))
        return len(self.buffers) - 1

    def take(self, count: int) -> None:
        """Note that ``count`` more values cross."""
        self._items += count
        if self._items > MAX_ITEMS:
            raise CrossingError(f"more than {MAX_ITEMS:,} values cannot cross at once")

    def take_bytes(self, count: int) -> None:
        """Note that ``count`` more bytes cross, before memory is taken for them."""
        self._size += count
        if self._size > MAX_MESSAGE:
            raise CrossingError(f"more than {MAX_MESSAGE >> 20} MB cannot cross")

    def _nested(self, kind: Kind, value: Any) -> tuple:
        mark = self._mark()
        if kind.shared and not self._in_key:
            self._numbers[id(value)] = len(self.objects)
            self.objects.append(value)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CrossingError(f"nested deeper than {MAX_DEPTH} levels")
        try:
            node = (kind.tag, *kind.encode(self, value))
        except NotPlainError:
            self._return_to(mark)
            return self._foreign(value)
        self._depth -= 1
        return node

    def _mark(self) -> tuple:
        lengths = len(self.objects), len(self.buffers)
        return *lengths, self._depth, self._items, self._size, self._in_key

    def _return_to(self, mark: tuple) -> None:
        """Forget what was encoded since a mark was taken."""
        known, buffers, self._depth, self._items, self._size, self._in_key = mark
        for value in self.objects[known:]:
            del self._numbers[id(value)]
        del self.objects[known:], self.buffers[buffers:]
