"""An assignment with the answers to its exercises: what a class is composed from."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.errors import AuthoringError
from autograder.authoring.layout import Chapter
from autograder.authoring.regions import SOLUTION
from autograder.classroom.answers import Answer, read_answers
from autograder.grading.cells import (
    defined_names,
    exercise_of,
    grade_id,
    is_demonstration,
    is_graded,
    is_solution,
    nbgrader_metadata,
)


@dataclass(frozen=True)
class Assignment:
    """The released notebook, the source notebook and the answers by exercise."""

    name: str
    release: NotebookNode
    source: NotebookNode
    answers: dict[str, list[Answer]]

    @property
    def points(self) -> dict[str, float]:
        """Points of each autograded exercise, in the order of the notebook."""
        points: dict[str, float] = {}
        for cell in self.release.cells:
            if is_graded(cell) and not is_solution(cell):
                exercise = exercise_of(grade_id(cell))
                worth = float(nbgrader_metadata(cell)["points"])
                points[exercise] = points.get(exercise, 0.0) + worth
        return points

    @property
    def references(self) -> dict[str, str]:
        """The author's own answer to each exercise, open questions included."""
        return {
            grade_id(cell): _without_delimiters(cell.source)
            for cell in self.source.cells
            if is_solution(cell)
        }

    @property
    def free_standing(self) -> str:
        """The first exercise whose names no cell outside it uses."""
        for exercise in self.points:
            names = defined_names(self.references[exercise])
            used = re.compile("|".join(rf"\b{name}\b" for name in names or {exercise}))
            if not any(
                used.search(cell.source)
                for cell in self.source.cells
                if cell.cell_type == "code"
                and not is_demonstration(cell)
                and exercise_of(grade_id(cell) or "") != exercise
            ):
                return exercise
        return list(self.points)[-1]

    def filled(self, texts: dict[str, str]) -> NotebookNode:
        """Return the released notebook with some answer cells filled in."""
        notebook = deepcopy(self.release)
        for cell in notebook.cells:
            if is_solution(cell):
                cell.source = texts.get(grade_id(cell), cell.source)
        return notebook


def read_assignment(root: Path, name: str, answers: Path) -> Assignment:
    """Read a chapter that has been built, and its answers.

    Raises AuthoringError when a notebook is missing, or answers are for an exercise
    that the chapter does not have.
    """
    chapter = Chapter(root, name)
    for path in (chapter.release, chapter.executed):
        if not path.is_file():
            raise AuthoringError(f"{path} is missing: build {name} first")
    assignment = Assignment(
        name,
        nbformat.read(chapter.release, as_version=4),
        nbformat.read(chapter.executed, as_version=4),
        read_answers(answers),
    )
    unknown = sorted(set(assignment.answers) - set(assignment.points))
    if unknown:
        raise AuthoringError(
            f"{answers / unknown[0]}.py answers no exercise of {name}; its exercises "
            f"are {', '.join(assignment.points)}"
        )
    if not assignment.answers:
        raise AuthoringError(f"no answers (<exercise>.py) in {answers}")
    return assignment


def graded_ids(notebook: NotebookNode) -> set[str]:
    """Return the ids of the cells that a gradebook ties grades and answers to."""
    return {
        grade_id(cell)
        for cell in notebook.cells
        if is_graded(cell) or is_solution(cell)
    }


def _without_delimiters(source: str) -> str:
    marks = (f"### BEGIN {SOLUTION}", f"### END {SOLUTION}")
    lines = source.split("\n")
    return "\n".join(line for line in lines if line.strip() not in marks)
