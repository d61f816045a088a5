"""What a test may hand over by name: functions and classes that both kernels have.

A function of the test itself is in the test's process alone and stays there.
"""

from __future__ import annotations

import importlib
import operator
import types
from typing import Any, NoReturn

import numpy as np

from autograder.bridge.errors import CrossingError


def node_of(value: Any, namespace: dict) -> tuple:
    """Return the node of a function, class or module; else raise CrossingError."""
    if isinstance(value, types.ModuleType):
        return "named", value.__name__
    if not (isinstance(value, type | np.ufunc) or hasattr(value, "__qualname__")):
        _refuse(value)
    name = getattr(value, "__qualname__", value.__name__)
    module = getattr(value, "__module__", None)
    if module == "__main__" and namespace.get(name) is value:
        return "main", name
    if module in (None, "__main__") and not isinstance(value, np.ufunc):
        _refuse(value)
    module = module or "numpy"
    try:
        same = operator.attrgetter(name)(importlib.import_module(module)) is value
    except (ImportError, AttributeError):
        same = False
    if not same:
        _refuse(value)
    return "named", module, name


def _refuse(value: Any) -> NoReturn:
    what = getattr(value, "__qualname__", None) or f"an object of {type(value)}"
    raise CrossingError(
        f"{what} exists in the test's process alone and cannot be handed to student "
        "code. Tests hand over plain data, and library functions by their name."
    )
