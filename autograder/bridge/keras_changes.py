"""What a call did to a Keras object of the test's: weights, flags, how it is compiled.

Its layers and settings must stay; an object with others is another object.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bridge.changes import MUTABLE, Mutable
from autograder.bridge.decoder import Decoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.keras_objects import (
    assign,
    checked,
    compile_as,
    config_of,
    encode,
    flags_of,
    optimizer_variables_of,
    refusals,
    set_flags,
    sized,
    variables_of,
)
from autograder.bridge.tensors import array_of

# A call may change these in place; another config would be another object.
_STATES = ("trainable", "build_config", "build_input_shape", "compile_config")


def _look(value: Any) -> tuple:
    states = variables_of(value) + optimizer_variables_of(value)
    arrays = [array_of(variable).copy() for variable in states]
    return _plain_config(value), flags_of(value), arrays


def _plain_config(value: Any) -> dict | None:
    try:
        return config_of(value)
    except NotPlainError:  # something of the student's own was put into it
        return None


def _same(before: tuple, after: tuple) -> bool:
    return (
        before[:2] == after[:2]
        and len(before[2]) == len(after[2])
        and all(map(np.array_equal, before[2], after[2]))
    )


def _decode_change(
    decoder: Decoder, value: Any, config: Any, flags: Any, arrays: Any, optimizer: Any
) -> tuple:
    config = checked(decoder, config)
    if _essence(config) != _essence(config_of(value)):
        raise CrossingError(
            f"The code changed the layers or settings of the {type(value).__name__} "
            "that it was given. Return a new one instead."
        )
    return config, *(decoder.items(part) for part in (flags, arrays, optimizer))


def _essence(config: Any) -> Any:
    """Return what of a config must stay as it is."""
    if isinstance(config, dict):
        kept = {k: v for k, v in config.items() if k not in _STATES}
        return {k: _essence(v) for k, v in kept.items()}
    if isinstance(config, list | tuple):
        return [_essence(part) for part in config if not _is_input(part)]
    return config


def _is_input(part: Any) -> bool:
    """Tell whether a layer is one that a Sequential gets when it is built."""
    return isinstance(part, dict) and part.get("class_name") == "InputLayer"


def _update(value: Any, change: tuple) -> None:
    with refusals():
        _restore(value, *change)


def _restore(
    value: Any, config: dict, flags: list, arrays: list, optimizer: list
) -> None:
    build_config = config.get("build_config")
    if build_config and not value.built:
        sized(arrays, lambda: value.build_from_config(build_config) or value)
    set_flags(value, flags)  # an optimiser is built for what may be trained
    compile_config = config.get("compile_config")
    if compile_config:
        # fewer variables: it was compiled anew there, and has a new optimiser
        anew = len(optimizer) < len(optimizer_variables_of(value))
        if anew or compile_config != config_of(value).get("compile_config"):
            compile_as(value, compile_config)
    assign(value, arrays, optimizer)


MUTABLE["keras"] = Mutable(_look, _same, _update, encode, _decode_change)
