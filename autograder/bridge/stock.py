"""Which Keras classes may be made from a config: stock ones that only compute.

A config names classes and functions, and Keras would import what it names. So every
name is looked up here first, among what Keras exports, before Keras sees the config.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from autograder.bridge.errors import CrossingError

_HOMES = re.compile(
    r"keras\.src\.("
    r"(layers\.(activations|attention|convolutional|core|merging|normalization"
    r"|pooling|regularization|reshaping|rnn)"
    r"|optimizers|initializers|regularizers|constraints|losses|metrics|dtype_policies)"
    r"\..*"
    r"|layers\.preprocessing\.(rescaling|normalization|category_encoding)"
    r"|random\.seed_generator|models\.sequential|models\.functional)"
)
_BARRED = {"Lambda"}  # runs code of the config's; the other barred ones read files
_OPERATIONS = re.compile(r"keras\.src\.ops\.(numpy|nn|math)")  # of functional models
_FUNCTIONS = re.compile(r"keras\.src\.(losses|metrics|activations)\..*")
_PLAIN = {"__keras_tensor__", "__slice__", "__ellipsis__"}
_ARRAYS = {"__numpy__", "__tensor__"}  # as lists of numbers, of these types
_NUMBERS = {"bool", "uint8", "int32", "int64", "float16", "float32", "float64"}
_MAX_OBJECTS = 2000
_MAX_STEPS = 200_000
_MAX_NUMBER = 2**31


def is_stock(cls: type) -> bool:
    """Tell whether objects of exactly this class may cross as config and arrays."""
    home = getattr(cls, "__module__", "")
    if type(home) is not str or not _HOMES.fullmatch(home):
        return False
    return _member(home, cls.__name__) is cls and cls.__name__ not in _BARRED


def check_config(config: Any) -> None:
    """Raise CrossingError if a config names anything but stock classes.

    The config must be plain data, as the codec hands it out.
    """
    objects = 0
    for entry in _dicts(config):
        if "class_name" not in entry:
            continue
        objects += 1
        if objects > _MAX_OBJECTS:
            raise CrossingError("a model of so many parts cannot cross")
        name = entry["class_name"]
        if type(name) is not str:
            raise CrossingError("what arrived is no config of Keras's")
        if not _is_known(entry):
            raise CrossingError(f"{name[:80]} is no class of Keras's that can cross")


def _is_known(entry: dict) -> bool:
    module, name = entry.get("module"), entry["class_name"]
    if name in _PLAIN:
        return True
    if name in _ARRAYS:
        return _is_array(entry.get("config"))
    if type(module) is not str:
        return False
    if name == "function":
        name = entry.get("config")
        found = _member(module, name) if type(name) is str else None
        known = type(found) is FunctionType and _FUNCTIONS.fullmatch(found.__module__)
        return bool(known) and entry.get("registered_name") in (None, name)
    found = _member(module, name)
    if not isinstance(found, type) or entry.get("registered_name") not in (None, name):
        return False
    return is_stock(found) or bool(_OPERATIONS.fullmatch(found.__module__))


def _is_array(config: Any) -> bool:
    if not isinstance(config, dict) or set(config) != {"value", "dtype"}:
        return False
    if type(config["dtype"]) is not str or config["dtype"] not in _NUMBERS:
        return False
    parts = _parts(config["value"])
    return all(isinstance(part, list | tuple | int | float) for _, part in parts)


def _member(module: str, name: str) -> Any:
    """Return what a module of Keras's that is imported already holds by a name."""
    if module.partition(".")[0] != "keras":
        return None
    return vars(sys.modules[module]).get(name) if module in sys.modules else None


def _dicts(config: Any) -> Iterator[dict]:
    """Yield all dicts in a config; refuse what a config never holds."""
    for key, value in _parts(config):
        if isinstance(value, dict):
            yield value
            if any(type(name) is not str for name in value):
                raise CrossingError("what arrived is no config of Keras's")
        elif type(value) is int and key != "seed" and abs(value) > _MAX_NUMBER:
            raise CrossingError("what arrived has too large a number in its config")
        elif not isinstance(value, list | tuple | str | int | float | None):
            raise CrossingError("what arrived is no config of Keras's")


def _parts(config: Any) -> Iterator[tuple[Any, Any]]:
    """Yield a config and all that it holds, each with the key it stands under."""
    waiting = [("", config)]
    steps = 0
    while waiting:
        key, value = waiting.pop()
        steps += 1
        if steps > _MAX_STEPS:  # among them one that holds itself
            raise CrossingError("a config as large as this cannot cross")
        yield key, value
        if isinstance(value, dict):
            waiting.extend(value.items())
        elif isinstance(value, list | tuple):
            waiting.extend((key, item) for item in value)
