"""The verbs ``grade`` and ``diff``: grade a class, or say first what would change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager

import click
from rich.console import Console

_COMMON = (
    click.argument("assignment"),
    click.option(
        "--student",
        "students",
        multiple=True,
        help="This one alone; may be repeated.",
    ),
    click.option("--force", is_flag=True, help="Run again what has not changed."),
    click.option(
        "--workers",
        type=click.IntRange(min=0),
        help="Processes that grade at a time: one a core, unless told otherwise; "
        "0 grades in this process.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Grade on the Dask cluster at this address instead.",
    ),
)


def _common(command: Callable) -> Callable:
    for option in reversed(_COMMON):
        command = option(command)
    return command


@click.command()
@_common
def grade(
    assignment: str,
    students: tuple[str, ...],
    force: bool,
    workers: int | None,
    scheduler: str | None,
) -> None:
    """Grade the submissions of ASSIGNMENT.

    Writes the gradebook, feedback for every student and a report of the class. Run it
    again after an interruption, or when submissions came in: it goes on.
    """
    from autograder.grading.course import Course
    from autograder.grading.evaluation import FAILED
    from autograder.reporting.console import Progress, print_places, print_table
    from autograder.reporting.report import write_report
    from autograder.running.grade import chosen_students, grade_class

    console = Console(highlight=False)
    course = Course(assignment)
    chosen = chosen_students(course, students)
    log = course.report.with_suffix(".log")
    course.messages.write_to(log)
    evaluations = []
    with (
        _interruptible(console, evaluations, len(chosen)),
        Progress(console, chosen) as progress,
    ):
        crew = _crew(workers, scheduler)
        for evaluation, how in grade_class(
            course, chosen, crew=crew, force=force, say=progress.say
        ):
            evaluations.append(evaluation)
            progress.done(evaluation, how)
    write_report(course)
    evaluations.sort(key=lambda evaluation: evaluation.student)
    print_table(console, evaluations, course.misplaced())
    print_places(console, course)
    if any(evaluation.status == FAILED for evaluation in evaluations):
        raise click.ClickException(f"not everything could be graded; see {log}")


@click.command()
@_common
def diff(
    assignment: str,
    students: tuple[str, ...],
    force: bool,
    workers: int | None,
    scheduler: str | None,
) -> None:
    """Say whose points grading ASSIGNMENT now would move, and record nothing.

    Compares what submissions earn with the present source with what the gradebook
    holds. `autograder grade` then takes over what was evaluated here.
    """
    from autograder.grading.course import Course
    from autograder.reporting.console import Progress
    from autograder.running.diff import compare_class, print_moves
    from autograder.running.grade import chosen_students

    console = Console(highlight=False)
    course = Course(assignment)
    chosen = chosen_students(course, students)
    moves = []
    with (
        _interruptible(console, moves, len(chosen)),
        Progress(console, chosen) as progress,
    ):
        crew = _crew(workers, scheduler)
        for evaluation, how, move in compare_class(
            course, chosen, crew=crew, force=force
        ):
            moves.append(move)
            progress.done(evaluation, how)
    print_moves(console, sorted(moves, key=lambda move: move.student))


def _crew(workers: int | None, scheduler: str | None):
    from autograder.running.crew import Alone, Workers

    return Alone() if workers == 0 else Workers(workers, scheduler)


@contextmanager
def _interruptible(console: Console, finished: list, total: int):
    """Let Ctrl-C end the command with a word on what is kept."""
    try:
        yield
    except KeyboardInterrupt:
        console.print(
            f"Interrupted. {len(finished)} of {total} are finished and kept; the same "
            "command goes on with the rest."
        )
        sys.exit(130)
