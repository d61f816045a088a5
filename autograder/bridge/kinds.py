"""Which kinds of values cross, and how each does; modules of values register theirs.

A value crosses as a node: one of the inline types, or a tuple of a tag and a payload.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

INLINE = frozenset({type(None), bool, int, float, str, bytes})


class Kind(NamedTuple):
    """How values of one type cross.

    ``encode(encoder, value)`` returns the node without its tag; ``decode(decoder,
    *payload)`` the value. A value of a ``shared`` kind is numbered, so that a second
    reference to it refers to the first. A mutable one has ``empty``, which makes the
    object that its own items may refer to; ``decode`` then gets it as first payload.
    """

    tag: str
    encode: Callable[..., tuple]
    decode: Callable[..., Any]
    shared: bool = False
    hashable: bool = False
    empty: Callable[[], Any] | None = None
    parts: int = 0  # how many the payload has, if ``decode`` takes any number


_BY_TYPE: dict[type, Kind] = {}
BY_TAG: dict[str, Kind] = {}
ARITY: dict[str, int] = {}
_FINDERS: list[Callable[[Any], Kind | None]] = []


def register(kind: Kind, *types: type) -> Kind:
    """Let values of ``types``, and of types derived from them, cross as ``kind``."""
    BY_TAG[kind.tag] = kind
    ARITY[kind.tag] = kind.parts or len(inspect.signature(kind.decode).parameters) - 1
    _BY_TYPE.update(dict.fromkeys(types, kind))
    return kind


def register_finder(finder: Callable[[Any], Kind | None]) -> None:
    """Ask ``finder`` for the kind of a value whose type is not registered."""
    _FINDERS.append(finder)


def kind_of(value: Any) -> Kind | None:
    """Return how a value crosses: by its exact type, or reduced to its plain base."""
    bases = type.__dict__["__mro__"].__get__(type(value))
    if bases[0] in _BY_TYPE:
        return _BY_TYPE[bases[0]]
    for finder in _FINDERS:
        if (kind := finder(value)) is not None:
            return kind
    return next((_BY_TYPE[base] for base in bases if base in _BY_TYPE), None)
