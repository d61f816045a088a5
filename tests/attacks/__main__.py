"""Runs all attacks on the engine and the harmless ones on plain nbgrader as well.

PYTHONPATH=tests python -m attacks --out attacks.json
"""

import json
import tempfile
from itertools import count
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from .harness.attacks import Attack, read_attacks
from .harness.crew import ATTACKS, crew
from .harness.plain_nbgrader import PlainCourse
from .harness.surroundings import surroundings
from .harness.table import counts, details, table
from .harness.targets import build_target
from .harness.trial import Outcome


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="JSON file to write.")
@click.option("--workers", default=2, show_default=True)
@click.option("--family", help="Run only this class of attacks.")
@click.option("--plain/--no-plain", default=True, help="Run plain nbgrader, too.")
def main(out: Path | None, workers: int, family: str | None, plain: bool) -> None:
    """Attack the engine and plain nbgrader, and print what came of it."""
    console = Console()
    attacks = [a for a in read_attacks(ATTACKS) if family in {None, a.family}]
    with crew(attacks, workers) as futures:
        waiting = track(futures.values(), "the engine", console=console)
        engine = [future.result() for future in waiting]
    for outcome in engine:
        if not outcome.held:
            console.print(str(outcome), style="red", markup=False)
    harmless = [attack for attack in attacks if attack.safe_on_nbgrader and plain]
    nbgrader = _on_nbgrader(harmless, console)
    console.print(table(engine, nbgrader))
    if out:
        both = {"engine": engine, "nbgrader": nbgrader}
        written = {
            name: {"all": counts(found), "attacks": details(found)}
            for name, found in both.items()
        }
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(written, indent=1) + "\n")
    raise SystemExit(not all(outcome.held for outcome in engine))


def _on_nbgrader(attacks: list[Attack], console: Console) -> list[Outcome]:
    """Attack nbgrader as it comes, one submission after another."""
    outcomes = []
    students = (f"student-{number}" for number in count(1))
    with tempfile.TemporaryDirectory("-plain") as folder:
        root = Path(folder)
        names = sorted({attack.assignment for attack in attacks})
        targets = {name: build_target(name, root) for name in names}
        with surroundings(root) as around:
            courses = {n: PlainCourse(root / "plain" / n, targets[n]) for n in names}
            for course in courses.values():
                course.look(around)
            for attack in track(attacks, "plain nbgrader", console=console):
                course = courses[attack.assignment]
                outcomes.append(course.attack(attack, around, next(students)))
    return outcomes


if __name__ == "__main__":
    main()
