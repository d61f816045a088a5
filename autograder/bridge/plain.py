"""How Python's own plain types cross: numbers, containers, builtin types.

Values of a derived type are read through the base type's methods, never their own.
"""

from __future__ import annotations

import builtins
from collections import Counter
from typing import Any

import numpy as np

from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.kinds import Kind, register, register_finder
from autograder.bridge.walk import MAX_ITEMS

MAX_INT = 2**20  # bytes of an int
MAX_COLLISIONS = 100  # keys of one hash: each costs a comparison with all others

BUILTIN_TYPES = {
    name: value
    for name, value in vars(builtins).items()
    if type(value) is type and not name.startswith("_")
} | {"NoneType": type(None), "ellipsis": type(Ellipsis)}
_TYPE_NAMES = {value: name for name, value in BUILTIN_TYPES.items()}


def check(value: Any, *types: type) -> Any:
    """Return a value of exactly one of these types; else raise CrossingError."""
    if type(value) not in types:
        raise CrossingError("what arrived is no valid value")
    return value


def encode_int(value: int) -> tuple:
    """Return the bytes of an int of any size."""
    value = int.__int__(value)
    size = value.bit_length() // 8 + 1
    if size > MAX_INT:
        raise NotPlainError("an int of more than a million bytes cannot cross")
    return (value.to_bytes(size, "little", signed=True),)


def _decode_int(decoder: Decoder, data: Any) -> int:
    if len(check(data, bytes)) > MAX_INT:
        raise CrossingError("what arrived is too large an int")
    return int.from_bytes(data, "little", signed=True)


def _encode_bytearray(encoder: Encoder, value: bytearray) -> tuple:
    encoder.take_bytes(len(value))
    return (encoder.data(np.array(memoryview(value), np.uint8)),)


def _decode_list(decoder: Decoder, empty: list, nodes: Any) -> list:
    empty.extend(decoder.items(nodes))
    return empty


def _encode_dict(encoder: Encoder, value: dict) -> tuple:
    keys, values = list(dict.keys(value)), list(dict.values(value))
    return encoder.keys(keys), encoder.items(values)


def _decode_dict(decoder: Decoder, empty: dict, keys: Any, values: Any) -> dict:
    found = _spread(decoder.keys(keys))
    empty.update(zip(found, decoder.items(values), strict=True))
    return empty


def _spread(keys: list) -> list:
    """Return keys, unless so many share a hash that a dict of them takes for ever."""
    if len(keys) > MAX_COLLISIONS:
        [(_, most)] = Counter(map(hash, keys)).most_common(1)
        if most > MAX_COLLISIONS:
            raise CrossingError("what arrived has too many keys of one hash")
    return keys


def _decode_set(decoder: Decoder, empty: set, nodes: Any) -> set:
    empty.update(_spread(decoder.keys(nodes)))
    return empty


def _encode_range(encoder: Encoder, value: range) -> tuple:
    if value and (value[-1] - value[0]) // value.step >= MAX_ITEMS:
        raise NotPlainError(f"a range of more than {MAX_ITEMS:,} cannot cross")
    return (encoder.keys((value.start, value.stop, value.step)),)


def _decode_range(decoder: Decoder, nodes: Any) -> range:
    made = range(*(check(part, int) for part in decoder.keys(nodes)))
    if made and (made[-1] - made[0]) // made.step >= MAX_ITEMS:
        raise CrossingError("what arrived is too long a range")
    return made


def _decode_type(decoder: Decoder, name: Any) -> type:
    if check(name, str) not in BUILTIN_TYPES:
        raise CrossingError("what arrived is no builtin type")
    return BUILTIN_TYPES[name]


# Large strings and bytes are nodes of their own only when their type is derived.
register(
    Kind("int", lambda e, v: encode_int(v), _decode_int, hashable=True),
    int,
)
register(
    Kind(
        "float",
        lambda e, v: (float.__float__(v),),
        lambda d, value: check(value, float),
        hashable=True,
    ),
    float,
)
register(
    Kind(
        "complex",
        lambda e, v: (complex.__complex__(v).real, complex.__complex__(v).imag),
        lambda d, real, imag: complex(check(real, float), check(imag, float)),
        hashable=True,
    ),
    complex,
)
register(
    Kind(
        "str",
        lambda e, v: (str.__str__(v),),
        lambda d, value: check(value, str),
        hashable=True,
    ),
    str,
)
register(
    Kind(
        "bytes",
        lambda e, v: (bytes.__getitem__(v, slice(None)),),
        lambda d, value: check(value, bytes),
        hashable=True,
    ),
    bytes,
)
register(
    Kind(
        "bytearray",
        _encode_bytearray,
        lambda d, place: bytearray(d.data(place)),
        shared=True,
    ),
    bytearray,
)
register(
    Kind(
        "list",
        lambda e, v: (e.items(list.__iter__(v)),),
        _decode_list,
        shared=True,
        empty=list,
    ),
    list,
)
register(
    Kind(
        "tuple",
        lambda e, v: (e.items(tuple.__iter__(v)),),
        lambda d, nodes: tuple(d.items(nodes)),
        shared=True,
        hashable=True,
    ),
    tuple,
)
register(Kind("dict", _encode_dict, _decode_dict, shared=True, empty=dict), dict)
register(
    Kind(
        "set",
        lambda e, v: (e.keys(set.__iter__(v)),),
        _decode_set,
        shared=True,
        empty=set,
    ),
    set,
)
register(
    Kind(
        "frozenset",
        lambda e, v: (e.keys(frozenset.__iter__(v)),),
        lambda d, nodes: frozenset(_spread(d.keys(nodes))),
        shared=True,
        hashable=True,
    ),
    frozenset,
)
register(Kind("range", _encode_range, _decode_range, hashable=True), range)
register(
    Kind(
        "slice",
        lambda e, v: (e.items((v.start, v.stop, v.step)),),
        lambda d, nodes: slice(*d.items(nodes)),
    ),
    slice,
)
register(
    Kind("ellipsis", lambda e, v: (), lambda d: Ellipsis, hashable=True),
    type(Ellipsis),
)
_TYPE = register(
    Kind("type", lambda e, v: (_TYPE_NAMES[v],), _decode_type, hashable=True)
)
register_finder(
    lambda value: _TYPE if type(value) is type and value in _TYPE_NAMES else None
)
