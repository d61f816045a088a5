"""Grading in the terminal: progress while it runs, then a table of the class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
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
from autograder.grading.gradebook import shown_url
from autograder.pages import number

_TOLD = {"earlier": "evaluated before", "unchanged": "unchanged, skipped"}
MAX_NAMED = 4  # exercises that a remark names; the report has all of them


class Progress:
    """One line a student as they are graded; in a terminal also a bar below them.

    The bar shows how many submissions a minute are evaluated and the time left. Those
    that were evaluated before come first, at once, and count in neither.
    """

    def __init__(self, console: Console, students: Sequence[str]):
        self._console, self._total, self._count = console, len(students), 0
        self._width = max(map(len, students))
        self._start, self._evaluated = monotonic(), 0
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=len(students))

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

    def say(self, text: str) -> None:
        """Say something else that the person at the terminal should know."""
        self._console.print(text, soft_wrap=True, markup=False)

    def done(self, evaluation: Evaluation, how: str) -> None:
        """Say how a student did, and whether that was found out now or known."""
        self._count += 1
        if how in _TOLD:
            self._start, self._evaluated = monotonic(), 0
        else:
            self._evaluated += 1
        name = evaluation.student.ljust(self._width)
        took = _TOLD.get(how) or f"{evaluation.seconds:5.1f} s"
        self._console.print(
            f"{escape(name)}  {_score(evaluation):>12}  {took}", soft_wrap=True
        )
        left = self._total - self._count
        told = pace(self._evaluated, monotonic() - self._start, left)
        self._bar.update(self._task, completed=self._count, description=told)


def pace(done: int, seconds: float, left: int) -> str:
    """Say how many submissions a minute are evaluated, and how long the rest takes."""
    if not done or seconds <= 0:
        return ""
    rate = 60 * done / seconds
    minutes, rest = divmod(round(60 * left / rate), 60)
    return f"{rate:.3g} a minute, {minutes}:{rest:02d} left"


def _score(evaluation: Evaluation) -> str:
    if evaluation.status != GRADED:
        return evaluation.status
    return f"{number(evaluation.points)} of {number(evaluation.max_points)}"


def print_table(
    console: Console,
    evaluations: Sequence[Evaluation],
    misplaced: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Print students, their scores, and why when there is something to say.

    ``misplaced`` has, by student, notebooks that lie where grading does not look.
    """
    misplaced = dict(misplaced or {})
    table = Table(title="The class", title_justify="left", pad_edge=False, box=None)
    table.add_column("Student", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Remarks", overflow="fold")
    for evaluation in evaluations:
        told = [remarks(evaluation), _misplaced(misplaced.pop(evaluation.student, ()))]
        table.add_row(
            escape(evaluation.student),
            _score(evaluation),
            escape("; ".join(filter(None, told))),
        )
    for student, names in misplaced.items():
        table.add_row(escape(student), "not graded", escape(_misplaced(names)))
    console.print()
    console.print(table)
    console.print()


def _misplaced(names: Sequence[str]) -> str:
    if not names:
        return ""
    lie = "lies" if len(names) == 1 else "lie"
    return f"{', '.join(names)} {lie} outside the folder of an assignment"


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
    places = {
        "Gradebook": shown_url(course.directory.db_url),
        "Feedback": course.feedback_folder,
        "Report": course.report,
    }
    for name, place in places.items():  # whole, to be copied: a table would cut them
        console.print(
            f"{name:9}  {place}", soft_wrap=True, markup=False, highlight=False
        )
