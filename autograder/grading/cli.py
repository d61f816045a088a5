"""The verb ``grade``: grades a class and says where everything is."""

from __future__ import annotations

import sys

import click
from rich.console import Console


@click.command()
@click.argument("assignment")
@click.option(
    "--student",
    "students",
    multiple=True,
    help="Grade this one alone; may be repeated.",
)
@click.option("--force", is_flag=True, help="Grade again what has not changed.")
def grade(assignment: str, students: tuple[str, ...], force: bool) -> None:
    """Grade the submissions of ASSIGNMENT.

    Writes the gradebook, feedback for every student and a report of the class. Run it
    again after an interruption, or when submissions came in: it goes on.
    """
    from autograder.grading.course import Course
    from autograder.grading.evaluation import FAILED
    from autograder.grading.grade import chosen_students, grade_class
    from autograder.reporting.console import Progress, print_places, print_table
    from autograder.reporting.report import write_report

    console = Console(highlight=False)
    course = Course(assignment)
    chosen = chosen_students(course, students)
    log = course.report.with_suffix(".log")
    course.messages.write_to(log)
    evaluations = []
    try:
        with Progress(console, chosen) as progress:
            for evaluation, now in grade_class(course, chosen, force=force):
                evaluations.append(evaluation)
                progress.done(evaluation, now)
    except KeyboardInterrupt:
        console.print(
            f"Interrupted. {len(evaluations)} of {len(chosen)} are graded and kept; "
            "the same command goes on with the rest."
        )
        sys.exit(130)
    write_report(course)
    print_table(console, evaluations)
    print_places(console, course)
    if any(evaluation.status == FAILED for evaluation in evaluations):
        raise click.ClickException(f"not everything could be graded; see {log}")
