"""`make bench`: the same honest submissions by plain nbgrader and by this engine.

One run on one machine. nbgrader is measured twice: as it comes, when it runs the cells
that are there to be looked at as well (a few submissions are enough to know its pace),
and told to skip them, as this engine does. Prints a table and writes it as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from deepnets.machine import machine
from nbgrader.api import Gradebook
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent))
from honest import write_class
from measure import Measured, run

REPOSITORY = Path(__file__).parents[2]
RESULTS = Path(__file__).parent / "results" / "grading.json"
PLAIN_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "plain"
c.Execute.timeout = 60
"""
SKIPPING = 'c.Execute.skip_cells_with_tag = "demonstration"\n'
PLAIN, BEST = "nbgrader autograde", "nbgrader autograde, skipping demonstrations"


def plain_nbgrader(
    chapter: str, submitted: Path, students: list[str], folder: Path, config: str
) -> Measured:
    """Grade some students with nbgrader alone, in a course of its own."""
    source = folder / "source" / chapter
    source.mkdir(parents=True)
    shutil.copy(REPOSITORY / "solutions" / chapter / f"{chapter}.ipynb", source)
    (folder / "nbgrader_config.py").write_text(config)
    for student in students:
        shutil.copytree(submitted / student, folder / "submitted" / student)
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


def compare(chapter: str, n: int, n_plain: int, where: Path) -> dict:
    """Measure all four and return what was found."""
    submitted = where / "submitted"
    answers = REPOSITORY / "tests" / "submissions" / chapter
    students = write_class(REPOSITORY, chapter, answers, submitted, n)
    ways, counts, found = {}, {}, {}
    for workers in (2, 1):
        folder = where / f"engine-{workers}"
        shutil.copytree(submitted, folder / "submitted")
        name = f"this engine, {workers} worker{'s' * (workers > 1)}"
        ways[name], counts[name] = this_engine(chapter, folder, workers), n
        found[name] = scores(folder / "gradebook.db", chapter)
    noted = receipts(where / "engine-1")
    for name, count, config in (
        (BEST, n, PLAIN_CONFIG + SKIPPING),
        (PLAIN, n_plain, PLAIN_CONFIG),
    ):
        folder = where / name.replace(" ", "-")
        folder.mkdir()
        ways[name] = plain_nbgrader(
            chapter, submitted, students[:count], folder, config
        )
        counts[name] = count
        found[name] = scores(folder / "gradebook.db", chapter)
    pace = {name: 60 * counts[name] / ways[name].seconds for name in ways}
    cells = sum(receipt["seconds"]["cells"] for receipt in noted)
    one = ways["this engine, 1 worker"].seconds
    return {
        "command": "make bench",
        "chapter": chapter,
        "machine": machine(),
        "day": date.today().isoformat(),
        "versions": {p: version(p) for p in ("nbgrader", "keras", "tensorflow")},
        "ways": {
            name: {
                "submissions": counts[name],
                "seconds": round(measured.seconds, 1),
                "notebooks_a_minute": round(pace[name], 1),
                "times_nbgrader": round(pace[name] / pace[PLAIN], 1),
                "times_nbgrader_skipping": round(pace[name] / pace[BEST], 1),
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
    best = found[BEST]
    return [
        f"{student}, {cell}: {points} by {way}, {best[student][cell]} by {BEST}"
        for way, by_student in found.items()
        for student, grades in by_student.items()
        for cell, points in grades.items()
        if points != best[student][cell]
    ]


def show(found: dict) -> None:
    """Print the table."""
    table = Table(title=f"Submissions of {found['chapter']}")
    table.add_column("")
    for column in (
        "submissions",
        "seconds",
        "notebooks a minute",
        "× nbgrader",
        "× nbgrader skipping",
        "peak memory",
    ):
        table.add_column(column, justify="right")
    for name, way in found["ways"].items():
        *numbers, memory = way.values()
        table.add_row(name, *map(str, numbers), f"{memory} GB")
    console = Console(width=110)
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
    parser.add_argument("--plain", type=int, default=3, help="submissions for nbgrader")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = compare(
            options.chapter, options.submissions, options.plain, Path(folder)
        )
    show(found)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")
    print(f"written to {RESULTS.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
