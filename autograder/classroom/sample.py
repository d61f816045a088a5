"""Composes a class from an assignment's answers, with the points each must get."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.classroom.answers import RIGHT, WRONG, Answer
from autograder.classroom.assignment import Assignment
from autograder.grading.cells import (
    exercise_of,
    grade_id,
    is_locked,
    is_solution,
    is_tests,
)

NOT_A_NOTEBOOK = (
    "I could not get Jupyter to start, so here is what I would have done.\n"
)


@dataclass(frozen=True)
class SampleStudent:
    """A submission and what grading must make of it.

    Attributes
    ----------
    id : str
        Says what the submission is.
    content : str
        Of the notebook file.
    expected : dict of str to float or None
        Points that each autograded exercise must get; None if there must be no grade.
    answers : dict of str to Answer
        The known answers that it was composed from, by exercise.
    """

    id: str
    content: str
    expected: dict[str, float] | None
    answers: dict[str, Answer] = field(default_factory=dict)


def compose(assignment: Assignment) -> list[SampleStudent]:
    """Return the sample class: the same for the same assignment and answers."""
    perfect = assignment.references
    one = assignment.free_standing  # so that nothing but its own points is lost
    half = list(assignment.points)[: len(assignment.points) // 2]
    students = [_student(assignment, "perfect", perfect)]
    students += _from_answers(assignment, "right", RIGHT)
    students += _from_answers(assignment, "mistakes", WRONG)
    students += [
        _student(assignment, "half-empty", {name: perfect[name] for name in half}),
        _student(assignment, "untouched", {}),
        _student(
            assignment,
            "raises",
            {**perfect, one: 'raise RuntimeError("not done yet")\n' + perfect[one]},
            lost={one},
        ),
        _student(
            assignment,
            "never-ends",
            {**perfect, one: "while True:\n    pass\n\n" + perfect[one]},
            lost={one},
        ),
        _student(assignment, "damaged", perfect, change=_damage),
        SampleStudent("not-a-notebook", NOT_A_NOTEBOOK, None),
    ]
    return students


def expected_points(assignment: Assignment, student: str) -> dict[str, float] | None:
    """Return what each autograded exercise of a sample student must get.

    None stands for a submission that must not get a grade at all.
    """
    return next(s.expected for s in compose(assignment) if s.id == student)


def _student(
    assignment: Assignment,
    name: str,
    texts: dict[str, str],
    *,
    lost: set[str] = frozenset(),
    change: Callable[[NotebookNode], None] = lambda notebook: None,
) -> SampleStudent:
    notebook = assignment.filled(texts)
    change(notebook)
    expected = {
        exercise: points if exercise in texts and exercise not in lost else 0.0
        for exercise, points in assignment.points.items()
    }
    return SampleStudent(name, nbformat.writes(notebook), expected)


def _from_answers(
    assignment: Assignment, prefix: str, kind: str
) -> Iterator[SampleStudent]:
    """One student for the k-th answers of every exercise that has so many.

    The others are left as they were released, so each answer is graded once; where
    there are such, the student's name ends in "incomplete".
    """
    choices = {
        exercise: [answer for answer in answers if answer.kind == kind]
        for exercise, answers in assignment.answers.items()
    }
    for k in range(max(map(len, choices.values()))):
        chosen = {e: answers[k] for e, answers in choices.items() if k < len(answers)}
        whole = len(chosen) == len(choices)
        yield SampleStudent(
            f"{prefix}-{k + 1}" + ("" if whole else "-incomplete"),
            nbformat.writes(
                assignment.filled({e: a.source for e, a in chosen.items()})
            ),
            {
                e: points - chosen[e].lose if e in chosen else 0.0
                for e, points in assignment.points.items()
            },
            chosen,
        )


def _damage(notebook: NotebookNode) -> None:
    """Do what happens to notebooks: cells deleted, copied, changed and unmarked."""
    cells = notebook.cells
    tests = [cell for cell in cells if is_tests(cell)]
    answers = [c for c in cells if is_solution(c) and c.cell_type == "code"]
    given = next((c for c in cells if is_locked(c) and not is_tests(c)), None)

    draft = deepcopy(answers[-1])
    draft.id = "draft"
    draft.source = "# my first try\n" + draft.source.replace("return", "return 0 and")
    cells.insert(_index(cells, answers[-1]), draft)

    copied = deepcopy(tests[0])
    copied.id = "copied-tests"
    cells.append(copied)
    cells.append(new_code_cell("print('my own notes')", id="my-own-notes"))

    answers[0].metadata, answers[0].id = {}, "unmarked-answer"
    middle = tests[len(tests) // 2]
    as_text = new_markdown_cell(middle.source, id=middle.id, metadata=middle.metadata)
    cells[_index(cells, middle)] = as_text
    tests[0].source = f"# edited\n{exercise_of(grade_id(tests[0]))}"
    if given is not None:
        del cells[_index(cells, given)]
    if len(tests) > 2:
        del cells[_index(cells, tests[-1])]


def _index(cells: list[NotebookNode], wanted: NotebookNode) -> int:
    return next(index for index, cell in enumerate(cells) if cell is wanted)
