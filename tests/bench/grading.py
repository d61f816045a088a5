"""`make bench`: the same honest submissions by plain nbgrader and by this engine.

One run on one machine. nbgrader is given its best: demonstrations are not run by it
either. Prints a table and writes it, with machine and versions, as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from nbgrader.api import Gradebook
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent))
from honest import write_class
from machine import machine
from measure import Measured, run

REPOSITORY = Path(__file__).parents[2]
RESULTS = Path(__file__).parent / "results" / "grading.json"
PLAIN_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "plain"
c.Execute.skip_cells_with_tag = "demonstration"
c.Execute.timeout = 60
"""


def plain_nbgrader(chapter: str, submitted: Path, folder: Path) -> Measured:
    """Grade with nbgrader as it comes, in a course of its own."""
    source = folder / "source" / chapter
    source.mkdir(parents=True)
    shutil.copy(REPOSITORY / "solutions" / chapter / f"{chapter}.ipynb", source)
    (folder / "nbgrader_config.py").write_text(PLAIN_CONFIG)
    shutil.copytree(submitted, folder / "submitted")
    programs = Path(sys.executable).parent
    env = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    nbgrader = str(programs / "nbgrader")
    run(
        [nbgrader, "generate_assignment", chapter],
        cwd=folder,
        env=env,
        log=folder / "generate.log",
    )
    return run(
        [nbgrader, "autograde", chapter],
        cwd=folder,
        env=env,
        log=folder / "autograde.log",
    )


def this_engine(chapter: str, folder: Path, workers: int) -> Measured:
    """Grade with ``autograder grade``, feedback and report included."""
    program = str(Path(sys.executable).with_name("autograder"))
    return run(
        [program, "grade", chapter, "--workers", str(workers)],
        cwd=REPOSITORY,
        env=os.environ | {"CLASS_DIR": str(folder)},
        log=folder / "grade.log",
    )


def scores(database: Path, chapter: str) -> dict[str, dict[str, float | None]]:
    """Read every grade from a gradebook: student, then cell."""
    with Gradebook(f"sqlite:///{database}") as gradebook:
        return {
            submission.student_id: {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(chapter)
        }


def receipts(folder: Path) -> list[dict]:
    """Read what the engine noted of each submission."""
    found = sorted((folder / "autograded").glob("*/*.evaluation.json"))
    return [json.loads(path.read_text())["receipt"] for path in found]


def phases(noted: list[dict]) -> dict[str, float]:
    """Return mean seconds a submission by phase, as the receipts say."""
    names = dict.fromkeys(name for receipt in noted for name in receipt["seconds"])
    return {
        name: round(sum(r["seconds"].get(name, 0) for r in noted) / len(noted), 3)
        for name in names
    }


def compare(chapter: str, n: int, where: Path) -> dict:
    """Measure all three and return what was found."""
    submitted = where / "submitted"
    answers = REPOSITORY / "tests" / "submissions" / chapter
    write_class(REPOSITORY, chapter, answers, submitted, n)
    ways, found = {}, {}
    for workers in (2, 1):
        folder = where / f"engine-{workers}"
        shutil.copytree(submitted, folder / "submitted")
        name = f"this engine, {workers} worker{'s' * (workers > 1)}"
        ways[name] = this_engine(chapter, folder, workers)
        found[name] = scores(folder / "gradebook.db", chapter)
    noted = receipts(where / "engine-1")
    plain = where / "plain"
    plain.mkdir()
    ways["nbgrader autograde"] = plain_nbgrader(chapter, submitted, plain)
    found["nbgrader autograde"] = scores(plain / "gradebook.db", chapter)
    one = ways["this engine, 1 worker"].seconds
    cells = sum(receipt["seconds"]["cells"] for receipt in noted)
    return {
        "command": "make bench",
        "chapter": chapter,
        "submissions": n,
        "machine": machine(),
        "versions": {p: version(p) for p in ("nbgrader", "keras", "tensorflow")},
        "ways": {
            name: {
                "seconds": round(measured.seconds, 1),
                "notebooks_a_minute": round(60 * n / measured.seconds, 1),
                "times_nbgrader": round(
                    ways["nbgrader autograde"].seconds / measured.seconds, 1
                ),
                "peak_memory_gb": round(measured.peak_memory / 1e9, 2),
            }
            for name, measured in ways.items()
        },
        "seconds_by_phase_1_worker": phases(noted),
        "seconds_outside_cells_a_submission_1_worker": round((one - cells) / n, 3),
        "scores_that_differ": differences(found),
    }


def differences(found: dict[str, dict]) -> list[str]:
    """Name every grade on which the ways do not agree."""
    plain = found["nbgrader autograde"]
    return [
        f"{student}, {cell}: {grades.get(cell)} by {way}, {points} by nbgrader"
        for way, by_student in found.items()
        for student, grades in by_student.items()
        for cell, points in plain[student].items()
        if grades.get(cell) != points
    ]


def show(found: dict) -> None:
    """Print the table."""
    table = Table(title=f"{found['submissions']} submissions of {found['chapter']}")
    for column in ("", "seconds", "notebooks a minute", "× nbgrader", "peak memory"):
        table.add_column(column, justify="left" if not column else "right")
    for name, way in found["ways"].items():
        table.add_row(
            name,
            f"{way['seconds']}",
            f"{way['notebooks_a_minute']}",
            f"{way['times_nbgrader']}",
            f"{way['peak_memory_gb']} GB",
        )
    console = Console()
    console.print(table)
    for key in (
        "seconds_by_phase_1_worker",
        "seconds_outside_cells_a_submission_1_worker",
        "scores_that_differ",
    ):
        console.print(f"{key}: {found[key]}")


def main() -> None:
    """Compare, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapter", default="10_dropout")
    parser.add_argument("--submissions", type=int, default=24)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = compare(options.chapter, options.submissions, Path(folder))
    show(found)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")
    print(f"written to {RESULTS.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
