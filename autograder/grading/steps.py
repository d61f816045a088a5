"""Turns the cells of a notebook into the steps that the engine runs, and back."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from nbformat import NotebookNode

from autograder.engine.plan import Kind, Outcome, Result, Step
from autograder.grading.cells import (
    defined_names,
    describe,
    exercise_of,
    grade_id,
    is_demonstration,
    is_locked,
    is_solution,
    is_tests,
)
from autograder.grading.verdict import Run, failure_message, partial_credit

Names = Mapping[str, frozenset[str]]
"""What an answer defines, by the grade id of its cell."""


def names_of_answers(source: NotebookNode) -> Names:
    """Return the names that each answer of the source notebook gives to the tests."""
    return {
        grade_id(cell): assigned_names(cell.source)
        for cell in source.cells
        if cell.cell_type == "code" and is_solution(cell)
    }


def assigned_names(source: str) -> frozenset[str]:
    """Return the global names that a cell binds, imports excepted.

    Of a cell that is no valid Python, what looks like a definition or an assignment.
    """
    try:
        return frozenset(_bound(ast.parse(source).body))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return defined_names(source)


def _bound(body: Sequence[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield statement.name
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
        for field in ("body", "orelse", "finalbody"):
            yield from _bound(getattr(statement, field, []))


def runnable(cell: NotebookNode) -> bool:
    """Tell whether grading runs this cell."""
    return cell.cell_type == "code" and not is_demonstration(cell)


def step_of(cell: NotebookNode, names: Names) -> Step:
    """Return the step that a cell of a repaired submission is."""
    name, known = grade_id(cell) or "", frozenset().union(*names.values())
    if is_tests(cell):
        return Step(cell.source, Kind.TESTS, exercise_of(name), place=describe(cell))
    if is_solution(cell):
        own = names.get(name, frozenset())
        return Step(cell.source, Kind.ANSWER, exercise_of(name), own, describe(cell))
    if is_locked(cell):
        return Step(cell.source, Kind.GIVEN, place=describe(cell))
    assigned = assigned_names(cell.source) & known
    return Step(cell.source, Kind.OWN, names=assigned, place=_own_cell(cell))


def _own_cell(cell: NotebookNode) -> str:
    lines = [line for line in cell.source.splitlines() if line.strip()]
    return f"your own cell that begins with “{(lines or [''])[0].strip()[:60]}”"


def store(cells: Sequence[NotebookNode], results: Sequence[Result]) -> None:
    """Write to cells how they ended, with their outputs."""
    broken: dict[str, str] = {}  # exercise -> how its answer ended
    for cell, result in zip(cells, results, strict=True):
        message = ""
        if result.outcome is Outcome.FAILED:
            message = failure_message(result.error, result.message)
        elif result.outcome is not Outcome.PASSED:
            message = result.message
        exercise = exercise_of(grade_id(cell) or "")
        if is_solution(cell) and message:
            broken[exercise] = message
        elif is_tests(cell) and message and exercise in broken:
            message = _with_cause(message, broken[exercise])
        credit = partial_credit(cell, result.result)
        Run(
            result.outcome.value,
            result.seconds,
            message or credit.message,
            credit.points,
            result.lines,
        ).store(cell)
        cell.outputs = [*result.printed, *result.outputs]
        cell.execution_count = result.execution_count


def _with_cause(message: str, cause: str) -> str:
    """Add to failed tests that the answer before them had not run to its end."""
    if not cause.startswith("Your answer"):
        cause = f"Your answer did not run to its end. {cause}"
    if message.startswith("NameError"):
        return f"{cause}\n  hint: That is why the tests ended with {message}"
    return f"{message}\n  hint: {cause}"
