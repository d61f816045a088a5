"""Prints and keeps what a proof found: command, versions, machine and result."""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from deepnets.machine import machine
from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("autograder", "nbgrader", "distributed", "sqlalchemy", "ipykernel")


def keep(name: str, title: str, result: dict, rows: list[dict]) -> None:
    """Print a table and write everything to ``results/NAME.json``."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in rows[0]:
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    console = Console(highlight=False)
    console.print(table)
    console.print(result)
    kept = {
        "command": " ".join(
            ["python", *(Path(a).name for a in sys.argv[:1]), *sys.argv[1:]]
        ),
        "versions": {package: version(package) for package in PACKAGES},
        "machine": machine(),
        "day": date.today().isoformat(),
        "result": result,
        "rows": rows,
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
