"""Grading in the terminal: progress while it runs, then a table of the class."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bar
from rich.table import Table

from autograder.grading.course import Course
from autograder.grading.evaluation import GRADED, Evaluation
from autograder.reporting.pages import number

MAX_NAMED = 4  # exercises that a remark names; the report has all of them


class Progress:
    """One line a student as they are graded; in a terminal also a bar below them."""

    def __init__(self, console: Console, students: Sequence[str]):
        self._console, self._students, self._count = console, students, 0
        self._width = max(map(len, students))
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(self._next(), total=len(students))

    def _next(self) -> str:
        waiting = self._students[self._count :]
        return f"grading {escape(waiting[0])}" if waiting else "writing the report"

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def done(self, evaluation: Evaluation, now: bool) -> None:
        """Say how a student did, and whether that was found out now."""
        self._count += 1
        name = evaluation.student.ljust(self._width)
        took = f"{evaluation.seconds:5.1f} s" if now else "unchanged, skipped"
        self._console.print(
            f"{escape(name)}  {_score(evaluation):>12}  {took}", soft_wrap=True
        )
        self._bar.update(self._task, completed=self._count, description=self._next())


def _score(evaluation: Evaluation) -> str:
    if evaluation.status != GRADED:
        return evaluation.status
    return f"{number(evaluation.points)} of {number(evaluation.max_points)}"


def print_table(console: Console, evaluations: Sequence[Evaluation]) -> None:
    """Print students, their scores, and why when there is something to say."""
    table = Table(title="The class", title_justify="left", pad_edge=False, box=None)
    table.add_column("Student", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Remarks", overflow="fold")
    for evaluation in evaluations:
        table.add_row(
            escape(evaluation.student), _score(evaluation), escape(remarks(evaluation))
        )
    console.print()
    console.print(table)
    console.print()


def remarks(evaluation: Evaluation) -> str:
    """Say in a few words what else is to be known of a submission."""
    if evaluation.status != GRADED:
        return evaluation.reason
    found = []
    open_ = [exercise.name for exercise in evaluation.exercises if exercise.by_hand]
    lost = [
        exercise.name
        for exercise in evaluation.exercises
        if not exercise.solved and not exercise.by_hand
    ]
    if len(lost) > MAX_NAMED:
        found.append(f"lost points in {len(lost)} of {len(evaluation.exercises)}")
    elif lost:
        found.append(f"lost points in {', '.join(lost)}")
    if open_:
        found.append(f"to grade by hand: {', '.join(open_)}")
    if evaluation.repairs:
        count = len(evaluation.repairs)
        found.append(f"{count} repair{'s' if count > 1 else ''} to the notebook")
    return "; ".join(found)


def print_places(console: Console, course: Course) -> None:
    """Say where gradebook, feedback and report are."""
    places = Table.grid(padding=(0, 2))
    places.add_row("Gradebook", course.directory.db_url)
    places.add_row("Feedback", str(course.feedback_folder))
    places.add_row("Report", str(course.report))
    console.print(places, soft_wrap=True)
