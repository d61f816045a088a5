"""A course of one light chapter and a class of any size that handed it in."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import nbformat

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "running"), str(TESTS / "bench")]

from conftest import unbuilt_course  # noqa: E402

from autograder.authoring.build import build_chapter  # noqa: E402
from autograder.authoring.layout import find_chapters  # noqa: E402
from autograder.grading.cells import grade_id  # noqa: E402
from autograder.grading.course import Course  # noqa: E402

NAME = "01_mini"
ANSWERS = {
    "scale": (
        "def scale(values, factor):\n    return [value * factor for value in values]",
        "def scale(values, factor):\n    return [factor * v for v in list(values)]",
        "def scale(values, factor):\n    return values * factor",
        "def scale(values, factor):\n    values[0] *= factor\n    return values",
        "def scale(values, factor):\n    return undefined",
    ),
    "heads": (
        "def heads(throws):\n    return sum(throws)",
        "def heads(throws):\n    return len(throws)",
        "def heads(throws):\n    return throws.count(True)",
        "def heads(throws):\n    raise ValueError('not yet')",
    ),
    "why": ("YOUR ANSWER HERE", "Both sides come up with either coin."),
}


def build_course(root: Path) -> Course:
    """Write and build the course; gives its only assignment."""
    unbuilt_course(root)
    for chapter in find_chapters(root):
        build_chapter(chapter)
    return Course(NAME, root)


def hand_in(course: Course, students: int, seed: int = 0) -> None:
    """Write submissions that all differ, with answers right and wrong."""
    chance = random.Random(seed)
    release = nbformat.read(course.release, as_version=4)
    for number in range(students):
        for cell in release.cells:
            if grade_id(cell) in ANSWERS:
                cell.source = chance.choice(ANSWERS[grade_id(cell)])
                mark = f"# {number}" if cell.cell_type == "code" else f"({number})"
                if cell.source != ANSWERS["why"][0]:
                    cell.source += f"\n{mark}"
        folder = course.submitted(f"student-{number:04}")
        folder.mkdir(parents=True)
        nbformat.write(release, folder / f"{NAME}.ipynb")
        note = f"2026-03-02 10:{number % 60:02}:00 UTC"
        (folder / "timestamp.txt").write_text(note)
