"""How Keras's own models, layers, optimisers and the like cross: config and arrays.

Weights, states of seeds and of the optimiser travel as arrays, nothing as code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.bridge.changes import MUTABLE, Mutable
from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.kinds import Kind, register, register_finder
from autograder.bridge.stock import check_config, is_stock
from autograder.bridge.tensors import array_of

# A call may change these in place; another config would be another object.
_STATES = ("trainable", "build_config", "build_input_shape", "compile_config")


def _encode(encoder: Encoder, value: Any) -> tuple:
    config = config_of(value)
    return (
        encoder.encode(config),
        encoder.items(flags_of(value)),
        *_arrays(encoder, value),
    )


def _arrays(encoder: Encoder, value: Any) -> tuple[list, list]:
    return tuple(
        encoder.items(array_of(variable) for variable in variables)
        for variables in (_variables(value), _optimizer_variables(value))
    )


def config_of(value: Any) -> dict:
    """Return the config of an object; raise NotPlainError if not all is stock."""
    import keras

    try:
        config = keras.saving.serialize_keras_object(value)
        check_config(config)
    except Exception as error:  # a part of the student's own may raise anything
        raise NotPlainError("this object of Keras's cannot cross") from error
    return config


def _variables(value: Any) -> list:
    if hasattr(value, "variables"):
        return list(value.variables)
    return [value.state] if hasattr(value, "state") else []  # a generator of seeds


def _optimizer_variables(value: Any) -> list:
    optimizer = getattr(value, "optimizer", None)
    return list(optimizer.variables) if optimizer is not None else []


def _parts(value: Any) -> Iterable[Any]:
    """Yield a layer and the layers in it, in order."""
    yield value
    for part in getattr(value, "layers", ()):
        yield from _parts(part)


def flags_of(value: Any) -> list[bool]:
    """Return which layers of a model are trainable."""
    return [bool(getattr(part, "trainable", True)) for part in _parts(value)]


def _decode(
    decoder: Decoder, config: Any, flags: Any, arrays: Any, optimizer: Any
) -> Any:
    config = _checked(decoder, config)
    flags, arrays = decoder.items(flags), decoder.items(arrays)
    optimizer = decoder.items(optimizer)
    with _refusals():
        return _made(config, flags, arrays, optimizer)


def _made(config: dict, flags: list, arrays: list, optimizer: list) -> Any:
    import keras

    def make() -> Any:
        return keras.saving.deserialize_keras_object(_bare(config))

    if config.get("module") == "keras.optimizers":
        value = make()  # makes one variable, and cannot put that off
    else:
        value = _sized(arrays, make)
    if config.get("compile_config"):
        value.compile_from_config(config["compile_config"])
    _assign(value, flags, arrays, optimizer)
    return value


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn whatever Keras raises at a strange config into CrossingError."""
    try:
        yield
    except CrossingError:
        raise
    except Exception as error:
        raise CrossingError(f"Keras cannot make what arrived: {error}"[:200]) from error


def _checked(decoder: Decoder, node: Any) -> dict:
    config = decoder.decode(node)
    if type(config) is not dict:
        raise CrossingError("what arrived is no config of Keras's")
    check_config(config)
    return config


def _bare(config: Any) -> Any:
    """Return a config without how models inside it are compiled."""
    if isinstance(config, dict):
        return {k: _bare(v) for k, v in config.items() if k != "compile_config"}
    if isinstance(config, list | tuple):
        return type(config)(map(_bare, config))
    return config


def _sized(arrays: list, make: Callable[[], Any]) -> Any:
    """Return a made object whose variables are no larger than the arrays for them.

    A few bytes of config can ask for any number of weights; in the first scope Keras
    makes none, and leaving the second makes those that the first put off.
    """
    import keras
    from keras.src.backend.common import global_state

    given = sum(getattr(array, "nbytes", 0) for array in arrays)
    try:
        with keras.StatelessScope(initialize_variables=False):
            value = make()
        wanted = sum(
            np.prod(variable.shape, dtype=float) for variable in _variables(value)
        )
        if wanted > given:  # an entry takes a byte at least
            raise CrossingError("what arrived has fewer weights than its config says")
    except BaseException:
        global_state.set_global_attribute("uninitialized_variables", [])
        raise
    with keras.StatelessScope():
        pass
    return value


def _assign(value: Any, flags: list, arrays: list, optimizer_arrays: list) -> None:
    """Give an object the states that crossed, each of which must fit."""
    parts = list(_parts(value))
    if len(parts) != len(flags):
        raise CrossingError("what arrived is not like its config")
    for part, flag in zip(parts, flags, strict=True):
        if hasattr(part, "trainable") and part.trainable != flag:
            part.trainable = bool(flag)
    optimizer = getattr(value, "optimizer", None)
    if optimizer is not None and len(optimizer_arrays) > len(optimizer.variables):
        optimizer.build(value.trainable_variables)
    _fill(_variables(value), arrays)
    # one that has not stepped yet may be built here and not yet there
    _fill(_optimizer_variables(value)[: len(optimizer_arrays)], optimizer_arrays)


def _fill(variables: list, arrays: list) -> None:
    if len(variables) != len(arrays):
        raise CrossingError("what arrived has another number of weights")
    for variable, array in zip(variables, arrays, strict=True):
        if type(array) is not np.ndarray or array.shape != tuple(variable.shape):
            raise CrossingError("what arrived has weights of another shape")
        variable.assign(array)


def _look(value: Any) -> tuple:
    states = _variables(value) + _optimizer_variables(value)
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
    config = _checked(decoder, config)
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
    with _refusals():
        _restore(value, *change)


def _restore(
    value: Any, config: dict, flags: list, arrays: list, optimizer: list
) -> None:
    build_config = config.get("build_config")
    if build_config and not value.built:
        _sized(arrays, lambda: value.build_from_config(build_config) or value)
    compile_config = config.get("compile_config")
    if compile_config and compile_config != config_of(value).get("compile_config"):
        value.compile_from_config(compile_config)
    _assign(value, flags, arrays, optimizer)


_KERAS = register(Kind("keras", _encode, _decode, shared=True))
MUTABLE["keras"] = Mutable(_look, _same, _update, _encode, _decode_change)


def _find(value: Any) -> Kind | None:
    if "keras" in sys.modules and is_stock(type(value)):
        return _KERAS
    return None


register_finder(_find)
