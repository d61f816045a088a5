"""The verb ``autograder doctor``."""

from __future__ import annotations

import click
from rich.console import Console
from rich.markup import escape

from autograder.sandbox.doctor import can_run, examine


@click.command()
def doctor() -> None:
    """Say what this machine can do to keep student code in, and what to install."""
    console = Console(soft_wrap=True)  # so that commands can be copied
    checks = examine()
    for check in checks:
        problem = "[red]no[/]" if check.needed else "[yellow]??[/]"
        mark = "[green]ok[/]" if check.ok else problem
        console.print(f"{mark}  {check.name}: {escape(check.found)}")
        if not check.ok:
            console.print(f"      {escape(check.advice)}")
    if not can_run(checks):
        console.print("\nThe engine cannot run student code in a sandbox here.")
        raise SystemExit(1)
    console.print("\nThe engine can run student code in a sandbox here.")
