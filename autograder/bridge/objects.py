"""The student's objects that a test holds by number, because they are no plain data.

The table keeps an object for as long as the test has a proxy for it.
"""

from __future__ import annotations

import types
from typing import Any

from autograder.bridge.errors import CrossingError

_CALLED = {
    types.FunctionType: "function",
    types.BuiltinFunctionType: "function",
    types.MethodType: "method",
    types.GeneratorType: "generator",
    types.ModuleType: "module",
}


class ObjectTable:
    """Numbers objects, and counts how often each number was handed out."""

    def __init__(self) -> None:
        self._objects: dict[int, list] = {}  # number -> [object, times handed out]
        self._numbers: dict[int, int] = {}  # id -> number
        self._next = 1

    def __len__(self) -> int:
        return len(self._objects)

    def number(self, value: Any) -> int:
        """Return the number of an object, and note that it is handed out."""
        number = self._numbers.get(id(value))
        if number is None:
            number, self._next = self._next, self._next + 1
            self._numbers[id(value)] = number
            self._objects[number] = [value, 0]
        self._objects[number][1] += 1
        return number

    def get(self, number: int) -> Any:
        """Return the object with this number."""
        if number not in self._objects:
            raise CrossingError("The student's process no longer has this object.")
        return self._objects[number][0]

    def release(self, number: int, times: int) -> None:
        """Take back ``times`` handings out; forget the object after the last."""
        entry = self._objects.get(number)
        if entry is None:
            return
        entry[1] -= times
        if entry[1] <= 0:
            del self._objects[number], self._numbers[id(entry[0])]


def label(value: Any) -> str:
    """Say what an object is, such as ``function dropout_mask``."""
    cls = type(value)
    if isinstance(value, type):
        return f"class {type.__dict__['__name__'].__get__(value)}"
    if cls in _CALLED:
        return f"{_CALLED[cls]} {getattr(value, '__name__', '')}".strip()
    return f"object of class {type.__dict__['__name__'].__get__(cls)}"
