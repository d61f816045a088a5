"""How tensors and variables cross: as arrays, made anew in the library they are of.

TensorFlow and Keras are imported only when a value of theirs crosses.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.bridge.arrays import decode_array, encode_array
from autograder.bridge.changes import MUTABLE, Mutable
from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.kinds import Kind, register, register_finder
from autograder.bridge.plain import check


def array_of(value: Any) -> np.ndarray:
    """Return the numbers of a tensor or variable; raise NotPlainError without any."""
    try:
        array = np.asarray(value.numpy() if hasattr(value, "numpy") else value)
    except Exception as error:  # symbolic, lost or on no device: there is no value
        raise NotPlainError("a tensor without a value cannot cross") from error
    if array.dtype.hasobject:
        raise NotPlainError("a tensor that holds no numbers cannot cross")
    return array


def _tensorflow_tensor(array: np.ndarray) -> Any:
    import tensorflow as tf

    return tf.constant(array)


def _jax_tensor(array: np.ndarray) -> Any:
    import jax.numpy as jnp

    return jnp.asarray(array)


def _tensorflow_variable(array: np.ndarray, trainable: bool) -> Any:
    import tensorflow as tf

    return tf.Variable(array, trainable=trainable)


def _keras_variable(array: np.ndarray, trainable: bool) -> Any:
    import keras

    return keras.Variable(array, dtype=array.dtype.name, trainable=trainable)


def _tensor(tag: str, make: Callable[[np.ndarray], Any]) -> Kind:
    return register(
        Kind(
            tag,
            lambda encoder, value: encode_array(encoder, array_of(value)),
            lambda decoder, *array: make(_array(decoder, array)),
            shared=True,
            parts=4,
        )
    )


def _variable(tag: str, make: Callable[[np.ndarray, bool], Any]) -> Kind:
    def encode(encoder: Encoder, value: Any) -> tuple:
        array = encode_array(encoder, array_of(value))
        return (bool(value.trainable), *array)

    def decode(decoder: Decoder, trainable: Any, *array: Any) -> Any:
        return make(_array(decoder, array), check(trainable, bool))

    MUTABLE[tag] = Mutable(lambda value: array_of(value).copy(), _same, _update)
    return register(Kind(tag, encode, decode, shared=True, parts=5))


def _array(decoder: Decoder, payload: tuple) -> np.ndarray:
    array = decode_array(decoder, *payload)
    if array.dtype.kind not in "biufcV" or array.dtype.names is not None:
        raise CrossingError("what arrived is no tensor of numbers")
    return array


def _same(before: np.ndarray, after: np.ndarray) -> bool:
    return before.shape == after.shape and before.tobytes() == after.tobytes()


def _update(variable: Any, new: Any) -> None:
    if tuple(variable.shape) != tuple(new.shape) or variable.dtype != new.dtype:
        raise CrossingError("The code changed the shape or the type of a variable.")
    variable.assign(array_of(new))


_TF_TENSOR = _tensor("tf", _tensorflow_tensor)
_JAX_TENSOR = _tensor("jax", _jax_tensor)
_TF_VARIABLE = _variable("tfvariable", _tensorflow_variable)
_KERAS_VARIABLE = _variable("variable", _keras_variable)


def _find(value: Any) -> Kind | None:
    library = type(value).__module__.partition(".")[0]
    if library == "tensorflow" and (tf := sys.modules.get("tensorflow")):
        if isinstance(value, tf.Tensor) and hasattr(value, "numpy"):
            return _TF_TENSOR
        return _TF_VARIABLE if isinstance(value, tf.Variable) else None
    if library == "jaxlib":
        return _JAX_TENSOR
    if library == "keras" and (keras := sys.modules.get("keras")):
        return _KERAS_VARIABLE if type(value) is keras.Variable else None
    return None


register_finder(_find)
