"""What is kept of how a submission was graded: facts for a person, never a penalty."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from nbformat import NotebookNode

from autograder.engine.plan import Outcome
from autograder.engine.run import Report
from autograder.grading.inputs import Assignment, Submission
from autograder.grading.repair import Repair
from autograder.grading.verdict import Run


def receipt(
    submission: Submission,
    assignment: Assignment,
    report: Report,
    repairs: Sequence[Repair],
    cells: Sequence[NotebookNode],
) -> dict:
    """Return hashes, versions, limits, seed, times, peak memory and suspicions."""
    settings = assignment.settings
    return {
        "submission": submission.digest,
        "assignment": assignment.digest,
        "environment": assignment.environment,
        "versions": _versions(settings.preload),
        "limits": {
            **asdict(settings.limits),
            "seconds_cell": settings.seconds_cell,
            "seconds_notebook": settings.seconds_notebook,
        },
        "sandbox": not settings.unsafe,
        "seed": settings.seed,
        "seconds": {
            "kernels": round(report.seconds_ready, 3),
            "cells": round(report.seconds_cells, 3),
        },
        "peak_memory": report.peak_memory,
        "new_kernels": report.new_kernels,
        "repairs": [asdict(entry) for entry in repairs],
        "suspicions": suspicions(repairs, cells),
    }


def suspicions(repairs: Sequence[Repair], cells: Sequence[NotebookNode]) -> list[str]:
    """Return what a person may want to look at; most of it has innocent causes."""
    found = [entry.sentence for entry in repairs if entry.kind in {"changed", "type"}]
    for cell in cells:
        ended = Run.of(cell)
        if ended.outcome in (Outcome.DIED, Outcome.TIMEOUT):
            found.append(ended.message)
    return found


@cache
def _versions(modules: tuple[str, ...]) -> dict[str, str]:
    """Versions of Python, the kernel and the packages that the assignment imports."""
    found = {"python": platform.python_version()}
    for package in dict.fromkeys(
        ["autograder", "ipykernel", *(m.split(".")[0] for m in modules)]
    ):
        try:
            found[package] = version(package)
        except PackageNotFoundError:  # of the standard library, or under another name
            continue
    return found
