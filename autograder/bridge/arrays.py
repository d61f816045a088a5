"""How NumPy's arrays, scalars, types and random generators cross.

Bytes become an array only after its type and shape were found to fit them.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.kinds import Kind, register, register_finder
from autograder.bridge.plain import check

_NAME = re.compile(r"[<>|=][biufcSUVmM]\d{1,9}(\[\d{0,9}[A-Za-zμ]{1,2}\])?")
_EXTRA = ("bfloat16", "float8_e4m3fn", "float8_e5m2")  # of the package ml_dtypes
_MAX_FIELDS = 256
_MAX_EMPTY = 2**40  # the product of the other axes of an array without entries
_MAX_CHARACTER = 0x10FFFF


def encode_dtype(dtype: np.dtype) -> Any:
    """Return a dtype as plain data; raise CrossingError if it holds objects."""
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype
        return ("sub", encode_dtype(base), shape)
    if dtype.names is not None:
        fields = [dtype.fields[name] for name in dtype.names]
        parts = [(encode_dtype(field[0]), field[1]) for field in fields]
        return ("fields", dtype.names, parts, dtype.itemsize)
    if dtype.type.__module__ == "ml_dtypes" and dtype.name in _EXTRA:
        return dtype.name
    if not _crosses(dtype):
        raise NotPlainError(f"an array of type {dtype} cannot cross")
    return dtype.str


def _crosses(dtype: np.dtype) -> bool:
    """Tell whether any bytes of the right number are a valid value of a plain dtype."""
    widest = {"f": 8, "c": 16}.get(dtype.kind, math.inf)  # longer ones have padding
    plain = dtype.kind in "biufcSUVmM" and dtype.type.__module__ == "numpy"
    return plain and 0 < dtype.itemsize <= widest


def decode_dtype(node: Any, depth: int = 0) -> np.dtype:
    """Return the dtype that :func:`encode_dtype` described."""
    if type(node) is str:
        return _simple_dtype(node)
    match check(node, tuple):
        case ("sub", base, shape) if depth < 5:
            dtype = np.dtype((decode_dtype(base, depth + 1), _shape(shape)))
        case ("fields", names, parts, size) if depth < 5:
            if len(check(parts, tuple)) > _MAX_FIELDS:
                raise CrossingError("what arrived has too many fields")
            dtype = np.dtype(
                {
                    "names": [check(name, str) for name in check(names, tuple)],
                    "formats": [decode_dtype(part[0], depth + 1) for part in parts],
                    "offsets": [check(part[1], int) for part in parts],
                    "itemsize": check(size, int),
                }
            )
        case _:
            raise CrossingError("what arrived is no type of array")
    if dtype.hasobject or dtype.itemsize <= 0:
        raise CrossingError("what arrived is no type of array")
    return dtype


def _simple_dtype(name: str) -> np.dtype:
    if name in _EXTRA:
        import ml_dtypes

        return np.dtype(getattr(ml_dtypes, name))
    if not _NAME.fullmatch(name) or not _crosses(dtype := np.dtype(name)):
        raise CrossingError("what arrived is no type of array")
    return dtype


def _shape(shape: Any) -> tuple[int, ...]:
    if len(check(shape, tuple)) > 32 or any(check(n, int) < 0 for n in shape):
        raise CrossingError("what arrived is no shape")
    if math.prod(n for n in shape if n) > _MAX_EMPTY:
        raise CrossingError("what arrived is too large a shape")
    return shape


def encode_array(encoder: Encoder, value: np.ndarray) -> tuple:
    """Return dtype, shape, whether it may be written to, and the place of its bytes."""
    value = np.ndarray.view(value, np.ndarray)
    dtype = encode_dtype(value.dtype)
    encoder.take_bytes(value.nbytes)  # before a broadcast array is written out
    raw = np.asarray(value, order="C").reshape(-1)
    raw = raw.view(np.uint8) if raw.size else np.empty(0, np.uint8)
    return dtype, value.shape, value.flags.writeable, encoder.data(raw)


def decode_array(
    decoder: Decoder, dtype: Any, shape: Any, writeable: Any, place: Any
) -> np.ndarray:
    """Return the array, after its shape was checked against its bytes."""
    dtype, shape, raw = decode_dtype(dtype), _shape(shape), decoder.data(place)
    if math.prod(shape) * dtype.itemsize != raw.size:
        raise CrossingError("what arrived is an array of another size")
    array = raw.view(dtype).reshape(shape) if raw.size else np.empty(shape, dtype)
    _normalise(array)
    array.flags.writeable = check(writeable, bool)
    return array


def _normalise(array: np.ndarray) -> None:
    """Let every bool be 0 or 1 in memory: another byte is true here, false there."""
    if array.dtype.names is not None:
        for name in array.dtype.names:
            _normalise(array[name])
    elif array.dtype.kind == "b":
        array[...] = array.view(np.uint8) != 0
    elif array.dtype.kind == "U" and array.size:
        native = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("="))
        if native.reshape(-1).view(np.uint32).max() > _MAX_CHARACTER:
            raise CrossingError("what arrived is no valid text")


def _encode_scalar(encoder: Encoder, value: np.generic) -> tuple:
    dtype = encode_dtype(value.dtype)
    return dtype, np.asarray(value).tobytes()


def _decode_scalar(decoder: Decoder, dtype: Any, data: Any) -> np.generic:
    return decode_array(decoder, dtype, (), True, check(data, bytes))[()]


_TYPES = {t.__name__: t for t in set(np.sctypeDict.values()) if t.__module__ == "numpy"}


def _decode_type(decoder: Decoder, name: Any) -> type:
    if check(name, str) not in _TYPES:
        raise CrossingError("what arrived is no type of NumPy's")
    return _TYPES[name]


register(Kind("array", encode_array, decode_array, shared=True), np.ndarray)
register(
    Kind("scalar", _encode_scalar, _decode_scalar, hashable=True), *_TYPES.values()
)
_DTYPE = register(
    Kind(
        "dtype",
        lambda e, v: (encode_dtype(v),),
        lambda d, node: decode_dtype(node),
        hashable=True,
    )
)
_TYPE = register(
    Kind("nptype", lambda e, v: (v.__name__,), _decode_type, hashable=True)
)


def _numpy_kind(value: Any) -> Kind | None:
    if isinstance(value, np.dtype):
        return _DTYPE
    if type(value) is type and _TYPES.get(value.__name__) is value:
        return _TYPE
    return None


register_finder(_numpy_kind)
