"""Runs attacks side by side, each worker a process with its own engine and secrets."""

from __future__ import annotations

import atexit
import multiprocessing
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from .attacks import Attack, read_attacks
from .surroundings import surroundings
from .targets import build_target
from .trial import Outcome, attack_engine, sees_host

TESTS = Path(__file__).parents[2]
ATTACKS = TESTS / "submissions" / "attacks"


class NoSandboxError(RuntimeError):
    """Student code sees this machine: no attack may be run."""


class _Worker:
    """What one process needs to run attacks."""

    def __init__(self) -> None:
        stack = ExitStack()
        atexit.register(stack.close)
        root = Path(stack.enter_context(tempfile.TemporaryDirectory("-attacked")))
        self.attacks = {attack.id: attack for attack in read_attacks(ATTACKS)}
        names = sorted({attack.assignment for attack in self.attacks.values()})
        self.targets = {name: build_target(name, root) for name in names}
        self.around = stack.enter_context(surroundings(root))
        if sees_host(self.targets["90_attacked"], self.around):
            raise NoSandboxError("no sandbox around student code: nothing is run")

    def run(self, name: str) -> Outcome:
        attack = self.attacks[name]
        outcome = attack_engine(attack, self.targets[attack.assignment], self.around)
        return portable(outcome)


def portable(outcome: Outcome) -> Outcome:
    """Leave out what cannot cross to another process."""
    return replace(outcome, attack=replace(outcome.attack, edit=None))


_worker: _Worker | None = None


def _run(name: str) -> Outcome:
    global _worker
    if _worker is None:
        _worker = _Worker()
    return _worker.run(name)


@contextmanager
def crew(attacks: Iterable[Attack], workers: int) -> Iterator[dict[str, Future]]:
    """Start attacks on the engine; give a future of the outcome of each, by its id.

    The future raises NoSandboxError where student code would not be contained.
    """
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=spawn)
    sys.path.append(str(TESTS))  # workers get it too, and find this package there
    try:
        yield {attack.id: pool.submit(_run, attack.id) for attack in attacks}
    finally:
        pool.shutdown(cancel_futures=True)
        sys.path.remove(str(TESTS))
