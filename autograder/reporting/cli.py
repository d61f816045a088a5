"""The verb ``report``: writes the report of a class that has been graded."""

import click
from rich.console import Console


@click.command()
@click.argument("assignment")
def report(assignment: str) -> None:
    """Write the report of ASSIGNMENT anew, with the gradebook's points of now.

    For after grading by hand; ``autograder grade`` writes it as well.
    """
    from autograder.grading.course import Course
    from autograder.reporting.console import print_table
    from autograder.reporting.report import write_report

    console = Console(highlight=False)
    course = Course(assignment)
    print_table(console, write_report(course), course.misplaced())
    console.print(f"Report: {course.report}", soft_wrap=True)
