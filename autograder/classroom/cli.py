"""The verb ``sample-class``: writes submissions whose points are known."""

import re
import shutil
from pathlib import Path

import click
import nbformat

from autograder.authoring.layout import find_root
from autograder.classroom.assignment import Assignment, graded_ids, read_assignment
from autograder.classroom.sample import compose

_NUMBERED = re.compile(r"(right|mistakes)-\d+(-incomplete)?")
_SAMPLE = re.compile(
    rf"{_NUMBERED.pattern}|perfect|half-empty|untouched|raises|never-ends|damaged|"
    "not-a-notebook"
)


@click.command()
@click.argument("assignment")
def rehearse(assignment: str) -> None:
    """Grade the author's own answers to ASSIGNMENT; they must earn every point.

    Shows which tests cannot work in two kernels, and what it is that cannot cross.
    Ends with status 1 if there are any.
    """
    from autograder.classroom.rehearsal import problems
    from autograder.classroom.rehearsal import rehearse as run
    from autograder.grading.course import Course

    evaluation = run(Course(assignment))
    found = problems(evaluation)
    for line in found:
        click.echo(line)
    seconds = f"{evaluation.seconds:.1f} s, first start of the kernels included"
    click.echo(f"{assignment}: {len(found) or 'no'} problems ({seconds})")
    if found:
        raise SystemExit(1)


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
    made = read_assignment(find_root(), assignment, answers)
    students = compose(made)
    submitted = out / "submitted"
    _forget_other_exercises(out, made)
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


def _forget_other_exercises(out: Path, made: Assignment) -> None:
    """Drop the grades of an earlier sample class when the exercises are others now.

    nbgrader cannot hold both. A folder where anybody else handed in is left alone.
    """
    students = {path.name for path in (out / "submitted").glob("*")}
    perfect = out / "submitted" / "perfect" / made.name / f"{made.name}.ipynb"
    if not perfect.is_file() or not all(map(_SAMPLE.fullmatch, students)):
        return
    earlier = nbformat.read(perfect, as_version=4)
    if graded_ids(earlier) == graded_ids(made.release):
        return
    click.echo(f"{made.name} has other exercises now: the sample's old grades go")
    for folder in ("autograded", "feedback", "reports"):
        shutil.rmtree(out / folder, ignore_errors=True)
    (out / "gradebook.db").unlink(missing_ok=True)
