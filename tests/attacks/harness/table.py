"""The three counts over all attacks, by class, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from .trial import Outcome


def counts(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Sum up what attacks did."""
    return {
        "attacks": len(outcomes),
        "undeserved_points": sum(outcome.undeserved for outcome in outcomes),
        "honest_points_lost": sum(outcome.lost for outcome in outcomes),
        "attacks_that_leaked": sum(bool(outcome.leaks) for outcome in outcomes),
        "other_promises_broken": sum(bool(outcome.broken) for outcome in outcomes),
        "seconds": round(sum(outcome.seconds for outcome in outcomes), 1),
    }


def details(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Say of each attack what it did."""
    return [
        {
            "attack": outcome.attack.id,
            "undeserved_points": outcome.undeserved,
            "honest_points_lost": outcome.lost,
            "leaks": outcome.leaks,
            "broken": outcome.broken,
            "seconds": round(outcome.seconds, 2),
        }
        for outcome in outcomes
    ]


def table(engine: Sequence[Outcome], plain: Sequence[Outcome]) -> Table:
    """Put the engine beside plain nbgrader, a row for each class of attacks."""
    made = Table(title="undeserved points / honest points lost / attacks that leaked")
    made.add_column("class")
    for name in ("attacks", "engine", "not graded", "on nbgrader", "nbgrader"):
        made.add_column(name, justify="right")
    made.add_column("not graded", justify="right")
    families = dict.fromkeys(outcome.attack.family for outcome in engine)
    for family in families:
        _add(made, family, _of(family, engine), _of(family, plain))
    made.add_section()
    _add(made, "all", engine, plain)
    return made


def _of(family: str, outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.attack.family == family]


def _add(
    made: Table, name: str, engine: Sequence[Outcome], plain: Sequence[Outcome]
) -> None:
    cells = [name.replace("_", " ")]
    for outcomes in (engine, plain):
        count = counts(outcomes)
        three = [count["undeserved_points"], count["honest_points_lost"]]
        three.append(count["attacks_that_leaked"])
        text = " / ".join(f"{number:g}" for number in three)
        cells += [str(len(outcomes)), text, str(count["other_promises_broken"])]
    made.add_row(*cells)
