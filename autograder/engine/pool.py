"""Keeps a pair of kernels warm for the course that this process grades.

Its assignments import different modules; what the next one needs is added.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock

from autograder.engine.settings import EngineSettings
from autograder.sandbox.kernels import KernelPair

_lock = Lock()
_warm: dict[EngineSettings, KernelPair] = {}


@contextmanager
def kernels(settings: EngineSettings) -> Iterator[KernelPair]:
    """Give the warm pair for these settings; one user at a time.

    A pair that failed in the engine's own hands is closed, and the next user gets
    another one.
    """
    course = replace(settings, preload=())
    with _lock:
        for other in [known for known in _warm if known != course]:
            _warm.pop(other).close()
        pair = _warm.get(course)
        if pair is None:
            pair = KernelPair(settings)
            pair.start()
            _warm[course] = pair
        try:
            pair.load(settings.preload)
            yield pair
        except BaseException:
            _warm.pop(course, pair).close()
            raise


def warm(settings: EngineSettings) -> None:
    """Start the kernels for these settings, so that the first user need not wait."""
    with kernels(settings):
        return


def close() -> None:
    """End all warm kernels, also those in use; the next user starts new ones."""
    taken = _lock.acquire(blocking=False)
    try:
        while _warm:
            _warm.popitem()[1].close()
    finally:
        if taken:
            _lock.release()


atexit.register(close)
