"""Finds numbers in a chapter's prose that nothing in its notebook bears out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.numbers import (
    Claim,
    Printed,
    read_claims,
    read_literals,
    read_printed,
    read_results,
)
from autograder.authoring.outputs import output_texts
from autograder.authoring.problem import Problem
from autograder.authoring.prose import sentence_at
from autograder.authoring.roles import SourceCell
from autograder.authoring.source import Source


def claim_problems(
    source: Source, executed: NotebookNode, results: Iterable[Path] = ()
) -> list[Problem]:
    """Return a problem for each number of the prose that has no ground.

    A number has a ground when an output or a results file has a number that rounds to
    it (88.4 % also from 0.884), when the code is written with exactly it (a setting: 20
    epochs, a rate of 0.5), or when the cell's header declares it: ``cited=[1.35]``, a
    figure from the literature. A cited number that the cell does not hold is a problem.
    """
    printed = [n for path in results for n in read_results(path)]
    settings: set[float] = set()
    for cell in executed.cells:
        if cell.cell_type == "code":
            settings |= read_literals(cell.source)
            printed += [n for text in output_texts(cell) for n in read_printed(text)]
    problems = []
    for cell in source.cells:
        if cell.kind == "markdown":
            problems += _cell_problems(source.path, cell, printed, settings)
    return problems


def _cell_problems(
    path: Path, cell: SourceCell, printed: list[Printed], settings: set[float]
) -> list[Problem]:
    claims = read_claims(cell.source)
    problems = [
        Problem(
            f"{path}:{cell.first_line + cell.source.count(chr(10), 0, claim.start)}",
            "claim",
            f"{claim.text.strip()} is in no output, results file or setting, nor cited:"
            f' "{sentence_at(cell.source, claim.start)}" {_nearest(claim, printed)}',
        )
        for claim in claims
        if claim.value not in cell.cited
        and not _is_setting(claim, settings)
        and not any(_bears_out(number, claim) for number in printed)
    ]
    stray = [n for n in cell.cited if n not in {claim.value for claim in claims}]
    return problems + [
        Problem(
            f"{path}:{cell.line}",
            "claim",
            f"cited={number}: this cell has no such claim",
        )
        for number in stray
    ]


def _scales(claim: Claim) -> tuple[float, ...]:
    """Return what a printed number may be multiplied by: a fraction makes a percent."""
    return (1.0,) if claim.unit == "other" else (1.0, 100.0)


def _bears_out(number: Printed, claim: Claim) -> bool:
    """Tell whether a printed number rounds to the claim at the claim's decimals."""
    half = 0.5 * 10.0**-claim.decimals * (1 + 1e-9)
    scales = (*_scales(claim), 0.01) if number.percent else _scales(claim)
    return any(abs(number.value * scale - claim.value) <= half for scale in scales)


def _is_setting(claim: Claim, settings: set[float]) -> bool:
    scales = (1.0, 100.0) if claim.unit == "percent" else (1.0,)
    return any(
        abs(setting * scale - claim.value) <= 1e-9 * claim.value
        for setting in settings
        for scale in scales
    )


def _nearest(claim: Claim, printed: list[Printed]) -> str:
    """Name the printed numbers that come nearest, for the author to compare."""
    distances = {
        number.text.strip(): min(
            abs(number.value * scale - claim.value) for scale in _scales(claim)
        )
        for number in printed
    }
    nearest = sorted(distances, key=lambda text: distances[text])[:3]
    return f"(nearest: {', '.join(nearest)})" if nearest else "(there are no outputs)"
