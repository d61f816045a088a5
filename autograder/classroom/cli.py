"""The verb ``sample-class``: writes submissions whose points are known."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

_NUMBERED = re.compile(r"(right|mistakes)-\d+")


@click.command("sample-class")
@click.argument("assignment")
@click.option(
    "--answers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder with <exercise>.py for this assignment.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder of the class; submissions go to its folder submitted.",
)
def sample_class(assignment: str, answers: Path, out: Path) -> None:
    """Compose a class of submissions of ASSIGNMENT from known answers.

    Perfect, right in other ways, typical mistakes, half empty, untouched, raising,
    never ending, damaged, and one that is no notebook. Grade it with CLASS_DIR set to
    the folder.
    """
    from autograder.authoring.layout import find_root
    from autograder.classroom.assignment import read_assignment
    from autograder.classroom.sample import compose

    students = compose(read_assignment(find_root(), assignment, answers))
    submitted = out / "submitted"
    names = {student.id for student in students}
    for old in submitted.glob(f"*/{assignment}"):
        if _NUMBERED.fullmatch(old.parent.name) and old.parent.name not in names:
            shutil.rmtree(old)  # of an earlier class, when there were more answers
    for student in students:
        folder = submitted / student.id / assignment
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{assignment}.ipynb"
        path.write_text(student.content, encoding="utf-8")
    click.echo(f"{len(students)} submissions of {assignment} in {submitted}")
