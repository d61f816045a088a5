"""A tree of nodes as bytes, and back: msgpack, with nothing of it but plain data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgpack

from autograder.bridge.errors import CrossingError
from autograder.bridge.frames import MAX_HEAD


@contextmanager
def suspicion() -> Iterator[None]:
    """Turn what reading malformed data may raise into :class:`CrossingError`."""
    try:
        yield
    except CrossingError:
        raise
    except Exception as e:  # libraries make values of it, and may raise anything
        raise CrossingError(f"what arrived is not valid: {e}"[:200]) from e


def pack(tree: Any) -> bytes:
    """Return the bytes of a tree of nodes."""
    try:
        return msgpack.packb(tree)
    except UnicodeEncodeError:
        raise CrossingError("a string that is no valid Unicode cannot cross") from None
    except (ValueError, OverflowError) as error:
        raise CrossingError(f"this cannot cross: {error}") from None


def unpack(head: bytes | bytearray) -> Any:
    """Return the tree of :func:`pack`, with tuples for lists."""
    if len(head) > MAX_HEAD:
        raise CrossingError("what arrived is too long")
    try:
        return msgpack.unpackb(
            head, use_list=False, object_pairs_hook=_refuse, ext_hook=_refuse
        )
    except (ValueError, TypeError, msgpack.UnpackException, RecursionError) as error:
        raise CrossingError(f"what arrived cannot be read: {error}"[:200]) from None


def _refuse(*_: Any) -> None:
    raise ValueError("no maps and no extensions")
