"""Says whose points would move if the class were graded now; writes no gradebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import nbformat
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.grading.cells import exercise_of, grade_id, is_graded
from autograder.grading.course import Course
from autograder.grading.evaluation import GRADED, Evaluation
from autograder.grading.gradebook import Held, Score
from autograder.grading.verdict import judge
from autograder.pages import number
from autograder.running.crew import Alone, Crew
from autograder.running.received import read_assignment
from autograder.running.work import Work


@dataclass(frozen=True)
class Move:
    """What grading now would change for one student.

    ``exercises`` has, of each exercise whose points would move, those of now and then.
    ``before`` is None where the gradebook has nothing, ``after`` where there would be
    no grade, and ``reason`` says why.
    """

    student: str
    before: float | None
    after: float | None
    exercises: dict[str, tuple[float, float]] = field(default_factory=dict)
    reason: str = ""

    @property
    def by(self) -> float:
        """By how many points it moves; 0 where there is nothing to compare."""
        if self.before is None or self.after is None:
            return 0.0
        return self.after - self.before


def compare_class(
    course: Course,
    students: Sequence[str],
    *,
    crew: Crew | None = None,
    force: bool = False,
) -> Iterator[tuple[Evaluation, str, Move]]:
    """Evaluate submissions with the present source, and compare with the gradebook.

    Evaluations are kept, so that grading afterwards takes them over. Yields, as they
    are ready, an evaluation, how it came about, and what it would move.
    """
    assignment = read_assignment(course)
    held = course.held()
    work = Work(course, assignment, crew or Alone())
    work.sort(students, force=force)
    with work.begun(), closing(work.evaluations()) as results:
        for _, evaluation, how in results:
            yield evaluation, how, move_of(evaluation, held.get(evaluation.student))


def move_of(evaluation: Evaluation, held: Held | None) -> Move:
    """Return what recording an evaluation would change.

    A person's points stay when a class is graded again, and so does the grade of an
    earlier submission when the new one gets none.
    """
    student, before = evaluation.student, _by_exercise(held.scores if held else {})
    total = sum(before.values()) if held else None
    if evaluation.status != GRADED:
        return Move(student, total, total, reason=evaluation.reason)
    after = _by_exercise(_scores_after(evaluation, held or Held()))
    moved = {
        name: (before.get(name, 0.0), points)
        for name, points in after.items()
        if held and abs(points - before.get(name, 0.0)) > 1e-9
    }
    return Move(student, total, sum(after.values()), moved)


def _scores_after(evaluation: Evaluation, held: Held) -> dict[str, Score]:
    scores = {}
    graded = nbformat.reads(evaluation.graded, as_version=4)
    for cell in filter(is_graded, graded.cells):
        verdict, old = judge(cell), held.scores.get(grade_id(cell))
        manual, extra = (old.manual, old.extra) if old else (None, None)
        scores[grade_id(cell)] = Score(
            verdict.points, manual, extra, verdict.max_points
        )
    return scores


def _by_exercise(scores: dict[str, Score]) -> dict[str, float]:
    points: dict[str, float] = {}
    for name, score in scores.items():
        exercise = exercise_of(name)
        points[exercise] = points.get(exercise, 0.0) + score.points
    return points


def print_moves(console: Console, moves: Sequence[Move]) -> None:
    """Print whose points would move, and how many would not."""
    rows = [m for m in moves if m.exercises or m.reason or m.before is None]
    table = Table(
        title="What grading now would change",
        title_justify="left",
        pad_edge=False,
        box=None,
    )
    table.add_column("Student", no_wrap=True)
    for name in ("Now", "Then", "Moves"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Exercises", overflow="fold")
    for move in rows:
        exercises = ", ".join(
            f"{name} {number(before)} → {number(after)}"
            for name, (before, after) in move.exercises.items()
        )
        if move.reason:
            exercises = f"no grade: {move.reason}"
        elif move.before is None:
            exercises = "not graded before"
        table.add_row(
            escape(move.student),
            _points(move.before),
            _points(move.after),
            f"{move.by:+.4g}" if move.by else "",
            escape(exercises),
        )
    console.print()
    if rows:
        console.print(table)
        console.print()
    console.print(_summary(moves), soft_wrap=True)


def _points(points: float | None) -> str:
    return "–" if points is None else number(points)


def _summary(moves: Sequence[Move]) -> str:
    compared = [m for m in moves if not m.reason and m.before is not None]
    up = sum(move.by > 1e-9 for move in compared)
    down = sum(move.by < -1e-9 for move in compared)
    told = [f"{up} up", f"{down} down", f"{len(compared) - up - down} same"]
    new = sum(move.before is None and not move.reason for move in moves)
    without = sum(bool(move.reason) for move in moves)
    if new:
        told.append(f"{new} new")
    if without:
        told.append(f"{without} without a grade")
    return f"{', '.join(told)}. Nothing was recorded."
