"""Values as plain data: a tree for msgpack, and buffers beside it for large arrays.

Reading executes nothing, and every size is checked before memory is taken for it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgpack
import numpy as np

from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.frames import MAX_BUFFERS, MAX_HEAD, MAX_MESSAGE
from autograder.bridge.walk import MAX_DEPTH, MAX_ITEMS, check_walk

# A node of the tree is a value of these types, or a tuple: a tag and what it needs.
INLINE = frozenset({type(None), bool, int, float, str, bytes})
_FIXED_SIZE = frozenset({type(None), bool, float})
_INT64 = range(-(2**63), 2**64)
_SMALL = 1024  # bytes of an array that go into the tree, not beside it

_UNFINISHED = object()


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
_BY_TAG: dict[str, Kind] = {}
_ARITY: dict[str, int] = {}
_FINDERS: list[Callable[[Any], Kind | None]] = []


def register(kind: Kind, *types: type) -> Kind:
    """Let values of ``types``, and of types derived from them, cross as ``kind``."""
    _BY_TAG[kind.tag] = kind
    _ARITY[kind.tag] = kind.parts or len(inspect.signature(kind.decode).parameters) - 1
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


class Encoder:
    """Turns values into nodes.

    Parameters
    ----------
    foreign : callable
        Returns the node of a value that is not plain, or raises CrossingError.
    objects : sequence
        What the other side knows already, by number: see :attr:`Decoder.objects`.
    """

    def __init__(self, foreign: Callable[[Any], tuple], objects: Sequence = ()) -> None:
        self.buffers: list[memoryview] = []
        self.objects = list(objects)  # keeps them alive, so that an id stays theirs
        self._numbers = {id(value): n for n, value in enumerate(self.objects)}
        self._foreign = foreign
        self._depth = self._items = self._size = 0
        self._in_key = False

    def encode(self, value: Any) -> Any:
        """Return the node of a value."""
        kind = type(value)
        if kind in _FIXED_SIZE or (kind is int and value in _INT64):
            return value
        if kind is str or kind is bytes:
            self.take_bytes(len(value))
            return value
        number = self._numbers.get(id(value))
        if number is not None and not self._in_key:
            return ("ref", number)
        found = kind_of(value)
        if found is None or (self._in_key and not found.hashable):
            return self._foreign(value)
        return self._nested(found, value)

    def attempt(self, value: Any) -> Any:
        """Return the node of a value; if it cannot cross, treat it as foreign."""
        known, buffers, before = len(self.objects), len(self.buffers), self.__dict__
        before = {k: v for k, v in before.items() if isinstance(v, int)}
        try:
            return self.encode(value)
        except CrossingError:
            for kept in self.objects[known:]:
                self._numbers.pop(id(kept), None)
            del self.objects[known:], self.buffers[buffers:]
            self.__dict__.update(before)
            return self._foreign(value)

    def items(self, values: Iterable) -> list:
        """Return the nodes of several values."""
        values = list(values)
        self.take(len(values))
        types = set(map(type, values))
        if types <= _FIXED_SIZE:
            return values
        if types == {int} and min(values) in _INT64 and max(values) in _INT64:
            return values
        return [self.encode(value) for value in values]

    def keys(self, values: Iterable) -> list:
        """Return the nodes of keys: whole, since a key must be hashable at once."""
        outer, self._in_key = self._in_key, True
        try:
            return self.items(values)
        finally:
            self._in_key = outer

    def data(self, raw: np.ndarray) -> int | bytes:
        """Return where the bytes of a flat array are: here, or a buffer's number.

        They must have been announced by :meth:`take_bytes`.
        """
        if raw.nbytes <= _SMALL or len(self.buffers) >= MAX_BUFFERS:
            return raw.tobytes()
        self.buffers.append(memoryview(raw))
        return len(self.buffers) - 1

    def take(self, count: int) -> None:
        """Note that ``count`` more values cross."""
        self._items += count
        if self._items > MAX_ITEMS:
            raise CrossingError(f"more than {MAX_ITEMS:,} values cannot cross at once")

    def take_bytes(self, count: int) -> None:
        """Note that ``count`` more bytes cross, before memory is taken for them."""
        self._size += count
        if self._size > MAX_MESSAGE:
            raise CrossingError(f"more than {MAX_MESSAGE >> 20} MB cannot cross")

    def _nested(self, kind: Kind, value: Any) -> tuple:
        if kind.shared and not self._in_key:
            self._numbers[id(value)] = len(self.objects)
            self.objects.append(value)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CrossingError(f"nested deeper than {MAX_DEPTH} levels")
        try:
            node = (kind.tag, *kind.encode(self, value))
        except NotPlainError:
            if kind.shared and not self._in_key:
                del self._numbers[id(self.objects.pop())]
            node = self._foreign(value)
        self._depth -= 1
        return node


class Decoder:
    """Turns nodes back into values, and believes nothing about them.

    Parameters
    ----------
    foreign : callable
        ``foreign(tag, *payload)`` returns the value of a node that is not plain.
    buffers : sequence of ndarray
    objects : sequence
        What nodes may refer to by number; values that are read are added.
    """

    def __init__(
        self,
        foreign: Callable[..., Any],
        buffers: Sequence[np.ndarray] = (),
        objects: Sequence = (),
    ) -> None:
        self.objects = list(objects)
        self.referred = False
        self._buffers = list(buffers)
        self._foreign = foreign
        self._depth = self._items = 0
        self._in_key = False

    def read(self, node: Any) -> Any:
        """Return the value of a whole message's node, after a last look at it."""
        value = self.decode(node)
        if self.referred:
            check_walk(value)
        return value

    def decode(self, node: Any) -> Any:
        """Return the value of a node; raise CrossingError if it is malformed."""
        if type(node) in INLINE:
            return node
        if type(node) is not tuple or not node or type(node[0]) is not str:
            raise CrossingError("what arrived is no value")
        tag, payload = node[0], node[1:]
        if tag == "ref":
            return self._known(*payload)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CrossingError(f"what arrived is nested deeper than {MAX_DEPTH}")
        kind = _BY_TAG.get(tag)
        if kind is None:
            value = self._foreign(tag, *payload)
        elif self._in_key and not kind.hashable:
            raise CrossingError("what arrived has a key that cannot be one")
        else:
            value = self._plain(kind, payload)
        self._depth -= 1
        return value

    def nodes(self, nodes: Any) -> tuple:
        """Return nodes as they came, if they are several and not too many."""
        if type(nodes) is not tuple:
            raise CrossingError("what arrived is no list of values")
        self._items += len(nodes)
        if self._items > MAX_ITEMS:
            raise CrossingError(f"more than {MAX_ITEMS:,} values arrived at once")
        return nodes

    def items(self, nodes: Any) -> list:
        """Return the values of several nodes."""
        nodes = self.nodes(nodes)
        if set(map(type, nodes)) <= INLINE:
            return list(nodes)
        return [self.decode(node) for node in nodes]

    def keys(self, nodes: Any) -> list:
        """Return the values of nodes that are keys or members of a set."""
        outer, self._in_key = self._in_key, True
        try:
            return self.items(nodes)
        finally:
            self._in_key = outer

    def data(self, place: Any) -> np.ndarray:
        """Return the bytes that :meth:`Encoder.data` put away, as a flat array."""
        if type(place) is bytes:
            return np.frombuffer(bytearray(place), np.uint8)
        if type(place) is not int or not 0 <= place < len(self._buffers):
            raise CrossingError("what arrived lacks a buffer")
        buffer, self._buffers[place] = self._buffers[place], None
        if buffer is None:  # arrays that share memory could change each other
            raise CrossingError("what arrived uses a buffer twice")
        return buffer

    def _plain(self, kind: Kind, payload: tuple) -> Any:
        number = len(self.objects)
        shared = kind.shared and not self._in_key
        if shared:
            self.objects.append(_UNFINISHED)
        if kind.empty is not None:
            payload = (kind.empty(), *payload)
            if shared:
                self.objects[number] = payload[0]
        value = self._made(kind, payload)
        if shared:
            self.objects[number] = value
        return value

    def contents(self, kind: Kind, payload: Sequence) -> Any:
        """Return a value of this kind that nothing refers to."""
        if kind.empty is not None:
            payload = (kind.empty(), *payload)
        return self._made(kind, payload)

    def _made(self, kind: Kind, payload: Sequence) -> Any:
        if len(payload) != _ARITY[kind.tag]:
            raise CrossingError("what arrived is no valid value")
        return kind.decode(self, *payload)

    def _known(self, number: Any) -> Any:
        if self._in_key or type(number) is not int:
            raise CrossingError("what arrived refers to nothing")
        if not 0 <= number < len(self.objects):
            raise CrossingError("what arrived refers to nothing")
        value = self.objects[number]
        if value is _UNFINISHED:
            raise CrossingError("a tuple cannot cross that holds itself")
        self.referred = True
        return value


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
