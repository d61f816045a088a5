"""How NumPy's random generators cross: as the name of their algorithm and its state.

NumPy takes a state as it comes, an index past its end included, so it is checked here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.kinds import Kind, register

_ALGORITHMS = {
    name: getattr(np.random, name)
    for name in ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
}
# For each int of a state, the largest value that it may take.
_LARGEST = {
    "pos": 624,
    "buffer_pos": 4,
    "has_uint32": 1,
    "has_gauss": 1,
    "uinteger": 2**32 - 1,
}


def state_of(generator: Any) -> dict:
    """Return the state of a ``Generator`` or ``RandomState`` as plain data."""
    if isinstance(generator, np.random.Generator):
        return generator.bit_generator.state
    state = generator.get_state(legacy=False)
    return state | {"gauss": float(state["gauss"])}


def check_state(state: Any, model: dict) -> dict:
    """Return a state that has the form of ``model``, with each number in its range."""
    if type(state) is not dict or list(state) != list(model):
        raise CrossingError("what arrived is no state of a random generator")
    for name, like in model.items():
        value = state[name]
        if isinstance(like, dict):
            check_state(value, like)
        elif not _fits(name, value, like):
            raise CrossingError("what arrived is no state of a random generator")
    return state


def _fits(name: str, value: Any, like: Any) -> bool:
    if type(value) is not type(like):
        return False
    if isinstance(like, np.ndarray):
        return value.shape == like.shape and value.dtype == like.dtype
    if isinstance(like, str):
        return value == like
    if isinstance(like, float):
        return True
    return 0 <= value <= _LARGEST.get(name, 2**128 - 1)


def set_state(generator: Any, state: dict) -> None:
    """Give a generator a state, after checking that it is one of its own kind."""
    check_state(state, state_of(generator))
    if isinstance(generator, np.random.Generator):
        generator.bit_generator.state = state
    else:
        generator.set_state(state)


def _encode(encoder: Encoder, generator: Any) -> tuple:
    state = state_of(generator)
    if state["bit_generator"] not in _ALGORITHMS:
        raise NotPlainError("a random generator of this type cannot cross")
    return state["bit_generator"], encoder.encode(state)


def _maker(cls: type) -> Any:
    def decode(decoder: Decoder, name: Any, node: Any) -> Any:
        if type(name) is not str or name not in _ALGORITHMS:
            raise CrossingError("what arrived is no random generator")
        generator = cls(_ALGORITHMS[name](0))
        set_state(generator, decoder.decode(node))
        return generator

    return decode


register(
    Kind("generator", _encode, _maker(np.random.Generator), shared=True),
    np.random.Generator,
)
register(
    Kind("randomstate", _encode, _maker(np.random.RandomState), shared=True),
    np.random.RandomState,
)
