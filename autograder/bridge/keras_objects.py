"""How Keras's own models, layers, optimisers and the like cross: config and arrays.

Weights, states of seeds and of the optimiser travel as arrays, nothing as code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.kinds import Kind, register, register_finder
from autograder.bridge.stock import check_config, is_stock
from autograder.bridge.tensors import array_of


def encode(encoder: Encoder, value: Any) -> tuple:
    """Return config, flags, and the arrays of an object and of its optimiser."""
    config = config_of(value)
    return (
        encoder.encode(config),
        encoder.items(flags_of(value)),
        *_arrays(encoder, value),
    )


def _arrays(encoder: Encoder, value: Any) -> tuple[list, list]:
    return tuple(
        encoder.items(array_of(variable) for variable in variables)
        for variables in (variables_of(value), optimizer_variables_of(value))
    )


def config_of(value: Any) -> dict:
    """Return the config of an object; raise NotPlainError if not all is stock."""
    import keras

    try:
        config = keras.saving.serialize_keras_object(value)
        check_config(config)
        told = _hangs_by_config(value)
    except Exception as error:  # a part of the student's own may raise anything
        raise NotPlainError("this object of Keras's cannot cross") from error
    if not told:
        raise NotPlainError("its config does not tell how its weights are held")
    return config


def _hangs_by_config(value: Any) -> bool:
    """Tell whether every constraint and regulariser is where the config puts it.

    One can be hung on a weight, or on a layer whose weights were made without it; an
    object made from the config alone would then behave otherwise.
    """
    import keras

    holders = keras.constraints.Constraint, keras.regularizers.Regularizer
    layers = value._flatten_layers() if hasattr(value, "_flatten_layers") else ()
    for layer in filter(lambda layer: layer.weights, layers):
        told = {
            id(part)
            for name, part in vars(layer).items()
            if isinstance(part, holders) and "activity" not in name
        }
        held = {
            id(part)
            for weight in layer.weights
            for part in (weight.constraint, weight.regularizer)
            if part is not None
        }
        inner = len(list(layer._flatten_layers())) > 1  # which tell of their own
        if told - held or (held - told and not inner):
            return False
    return True


def variables_of(value: Any) -> list:
    """Return the variables of an object that cross with it.

    Of an optimiser by itself, the number of its steps alone: its momenta belong to
    variables that crossed apart from it.
    """
    if hasattr(value, "apply_gradients"):
        return [value.iterations]
    if hasattr(value, "variables"):
        return list(value.variables)
    return [value.state] if hasattr(value, "state") else []  # a generator of seeds


def optimizer_variables_of(value: Any) -> list:
    """Return the variables of the optimiser that a model was compiled with."""
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
    config = checked(decoder, config)
    flags, arrays = decoder.items(flags), decoder.items(arrays)
    optimizer = decoder.items(optimizer)
    with refusals():
        return _made(config, flags, arrays, optimizer)


def _made(config: dict, flags: list, arrays: list, optimizer: list) -> Any:
    import keras

    def make() -> Any:
        return keras.saving.deserialize_keras_object(_bare(config))

    if config.get("module") == "keras.optimizers":
        value = make()  # makes one variable, and cannot put that off
    else:
        value = sized(arrays, make)
    set_flags(value, flags)  # an optimiser is built for what may be trained
    if config.get("compile_config"):
        compile_as(value, config["compile_config"])
    assign(value, arrays, optimizer)
    return value


def compile_as(value: Any, compile_config: dict) -> None:
    """Compile a model, with an optimiser that is not built yet.

    Keras's own ``compile_from_config`` builds it. Whether it was built where the model
    came from, the arrays that crossed will tell.
    """
    import keras

    value.compile(**keras.saving.deserialize_keras_object(compile_config))


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever Keras raises at a strange config into CrossingError."""
    try:
        yield
    except CrossingError:
        raise
    except Exception as error:
        raise CrossingError(f"Keras cannot make what arrived: {error}"[:200]) from error


def checked(decoder: Decoder, node: Any) -> dict:
    """Return the config of a node, if it names stock classes alone."""
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


def sized(arrays: list, make: Callable[[], Any]) -> Any:
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
            np.prod(variable.shape, dtype=float) for variable in variables_of(value)
        )
        if wanted > given:  # an entry takes a byte at least
            raise CrossingError("what arrived has fewer weights than its config says")
    except BaseException:
        global_state.set_global_attribute("uninitialized_variables", [])
        raise
    with _thawed(variables_of(value)), keras.StatelessScope():
        pass
    return value


@contextmanager
def _thawed(variables: list) -> Iterator[None]:
    """Let variables be made as trainable ones, then freeze again those that were not.

    Keras does so too. What TensorFlow makes frozen has no gradients ever after.
    """
    frozen = [v for v in variables if not getattr(v, "trainable", True)]
    frozen = [v for v in frozen if "float" in str(v.dtype)]
    for variable in frozen:
        variable.trainable = True
    try:
        yield
    finally:
        for variable in frozen:
            variable.trainable = False


def set_flags(value: Any, flags: list) -> None:
    """Freeze and thaw the layers of a model as they were where it came from."""
    parts = list(_parts(value))
    if len(parts) != len(flags):
        raise CrossingError("what arrived is not like its config")
    for part, flag in zip(parts, flags, strict=True):
        if hasattr(part, "trainable") and part.trainable != flag:
            part.trainable = bool(flag)


def assign(value: Any, arrays: list, optimizer_arrays: list) -> None:
    """Give an object the states that crossed, each of which must fit."""
    optimizer = getattr(value, "optimizer", None)
    if optimizer is not None and len(optimizer_arrays) > len(optimizer.variables):
        optimizer.build(value.trainable_variables)
    _fill(variables_of(value), arrays)
    _fill(optimizer_variables_of(value), optimizer_arrays)


def _fill(variables: list, arrays: list) -> None:
    if len(variables) != len(arrays):
        raise CrossingError("what arrived has another number of weights")
    for variable, array in zip(variables, arrays, strict=True):
        if type(array) is not np.ndarray or array.shape != tuple(variable.shape):
            raise CrossingError("what arrived has weights of another shape")
        variable.assign(array)


_KERAS = register(Kind("keras", encode, _decode, shared=True))


def _find(value: Any) -> Kind | None:
    if "keras" in sys.modules and is_stock(type(value)):
        return _KERAS
    return None


register_finder(_find)
