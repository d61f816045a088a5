"""Shows where a build is: a bar in a terminal, one line a cell in a log."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


class CellProgress:
    """Reports the cells of one chapter as they run; use it in a ``with`` statement."""

    def __init__(self, console: Console, name: str):
        self._console, self._name = console, name
        self._bar: Progress | None = None
        if console.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("cell {task.completed:.0f}/{task.total:.0f}"),
                TimeElapsedColumn(),
                console=console,
                transient=True,
            )

    def __enter__(self) -> CellProgress:
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task(self._name, total=1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, done: int, total: int, seconds: float | None) -> None:
        """Say that ``done`` of ``total`` cells ran, the last one in ``seconds``."""
        if self._bar:
            self._bar.update(self._task, completed=done, total=total)
        elif seconds is not None:
            self._console.out(f"{self._name}  cell {done}/{total}  {seconds:.1f} s")
