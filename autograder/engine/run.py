"""Runs a notebook on a pair of kernels and gives each exercise a fair chance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from autograder.engine.cell import GRACE, send, wait
from autograder.engine.plan import Kind, Outcome, Result, Step
from autograder.engine.settings import EngineSettings
from autograder.engine.walk import Walk

if TYPE_CHECKING:
    from autograder.sandbox.kernels import KernelPair

_WORD = re.compile(r"[^\W\d]\w*")
_SEED = """\
import random as _random, sys as _sys
_random.seed({seed})
if "numpy" in _sys.modules:
    _sys.modules["numpy"].random.seed({seed})
del _random, _sys
"""


@dataclass
class Report:
    """What a run found out.

    Attributes
    ----------
    results : list of Result
        One for each step.
    seconds_ready : float
        Time until kernels were ready, over all that were used.
    seconds_cells : float
        Time in which cells ran.
    new_kernels : int
        Kernels that had to be replaced, or were used for a second chance.
    peak_memory : int
        Bytes, of the student's processes.
    """

    results: list[Result]
    seconds_ready: float = 0.0
    seconds_cells: float = 0.0
    new_kernels: int = 0
    peak_memory: int = 0


def run(
    steps: Sequence[Step],
    pair: KernelPair,
    settings: EngineSettings,
    student_files: Mapping[str, bytes],
    test_files: Mapping[str, bytes],
) -> Report:
    """Run all steps and report how each of them ended.

    An exercise whose kernel died, or that was not reached because others had ended too
    many kernels, runs once more in new kernels without the exercises that it does not
    build on: what it earns does not hang on theirs.
    """
    deadline = monotonic() + settings.seconds_notebook
    report = Report([Result() for _ in steps])

    def walk(chosen: Sequence[int]) -> Walk:
        start = monotonic()
        pair.new(dict(student_files), dict(test_files))
        _seed(pair, settings.seed)
        report.seconds_ready += monotonic() - start
        start = monotonic()
        made = Walk(steps, chosen, pair, settings, deadline)
        made.run()
        report.seconds_cells += monotonic() - start
        report.new_kernels += made.new_kernels
        report.peak_memory = max(report.peak_memory, pair.student.peak_memory)
        return made

    first = walk(range(len(steps)))
    for index, result in first.results.items():
        report.results[index] = result
    for exercise in _interrupted(steps, report.results, first.lost):
        chosen = needed(steps, exercise)
        if monotonic() > deadline or len(chosen) == len(steps):
            break
        report.new_kernels += 1
        for index, result in walk(chosen).results.items():
            if steps[index].exercise == exercise:
                report.results[index] = result
    return report


def _seed(pair: KernelPair, seed: int) -> None:
    calls = [
        send(k, _SEED.format(seed=seed), silent=True)
        for k in (pair.student, pair.tests)
    ]
    wait(calls, monotonic() + 5 * GRACE)


def _exercises(steps: Sequence[Step]) -> list[str]:
    return list(dict.fromkeys(step.exercise for step in steps if step.exercise))


def _interrupted(
    steps: Sequence[Step], results: Sequence[Result], lost: str
) -> list[str]:
    """The exercises whose end may be another's fault."""
    pairs = list(zip(steps, results, strict=True))
    return [
        exercise
        for exercise in _exercises(steps)
        if any(s.exercise == exercise and _unsure(r, lost) for s, r in pairs)
        or _robbed([(s, r) for s, r in pairs if s.exercise == exercise])
    ]


def _unsure(result: Result, lost: str) -> bool:
    return result.ended_kernel or (bool(lost) and result.outcome is Outcome.NOT_RUN)


def _robbed(pairs: Sequence[tuple[Step, Result]]) -> bool:
    """Whether tests miss a name although the answer that defines it ran well."""
    missing = {
        name
        for step, result in pairs
        if step.kind is Kind.TESTS and result.error == "NameError"
        for name in _WORD.findall(result.message)
    }
    return any(
        step.kind is Kind.ANSWER
        and result.outcome is Outcome.PASSED
        and missing & step.names & set(_WORD.findall(step.source))
        for step, result in pairs
    )


def needed(steps: Sequence[Step], exercise: str) -> list[int]:
    """Return the steps that an exercise builds on, itself included, in order.

    Those are the given ones, and of the student's those that define a name which a
    step of the exercise mentions, or which another such step mentions.
    """
    chosen = {i for i, step in enumerate(steps) if step.exercise == exercise}
    given = {i for i, step in enumerate(steps) if step.kind is Kind.GIVEN}
    definers = [i for i, step in enumerate(steps) if step.names]
    frontier = set(chosen)
    while frontier:
        mentioned = {word for i in frontier for word in _WORD.findall(steps[i].source)}
        frontier = {i for i in definers if steps[i].names & mentioned} - chosen
        chosen |= frontier
    return sorted(i for i in chosen | given if _belongs(steps[i], exercise))


def _belongs(step: Step, exercise: str) -> bool:
    """Of other exercises, what was answered runs, and their tests do not."""
    return step.kind is not Kind.TESTS or step.exercise == exercise
