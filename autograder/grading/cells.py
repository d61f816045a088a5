"""What a cell of an assignment is: its grade id, its role, its exercise, its name.

Written for notebooks that students had in hand: metadata may be anything.
"""

import re

from nbformat import NotebookNode

DEMONSTRATION = "demonstration"
_TESTS_OF = re.compile(r"(.+?)-tests(-.+)?")
_DEFINITION = re.compile(r"^(?:async +def|def|class) +(\w+)", re.MULTILINE)
_ASSIGNMENT = re.compile(r"^(\w+) *(?::[^=\n]+)?=(?!=)", re.MULTILINE)


def nbgrader_metadata(cell: NotebookNode) -> dict:
    """Return a cell's nbgrader metadata, empty where there is none."""
    metadata = cell.metadata.get("nbgrader")
    return metadata if isinstance(metadata, dict) else {}


def grade_id(cell: NotebookNode) -> str | None:
    """Return the id by which nbgrader knows a cell."""
    name = nbgrader_metadata(cell).get("grade_id")
    return name if isinstance(name, str) and name else None


def is_solution(cell: NotebookNode) -> bool:
    """Tell whether students write this cell: a solution or an open answer."""
    return nbgrader_metadata(cell).get("solution") is True


def is_graded(cell: NotebookNode) -> bool:
    """Tell whether this cell carries points: tests or an open answer."""
    return nbgrader_metadata(cell).get("grade") is True


def is_tests(cell: NotebookNode) -> bool:
    """Tell whether this cell holds tests."""
    return is_graded(cell) and not is_solution(cell)


def is_locked(cell: NotebookNode) -> bool:
    """Tell whether students may not change this cell."""
    if is_solution(cell):
        return False
    return is_tests(cell) or nbgrader_metadata(cell).get("locked") is True


def is_demonstration(cell: NotebookNode) -> bool:
    """Tell whether this cell only shows something and is not run when grading."""
    return DEMONSTRATION in cell.metadata.get("tags", [])


def exercise_of(name: str) -> str:
    """Return the exercise that a grade id belongs to.

    Tests are named ``<exercise>-tests`` or ``<exercise>-tests-<part>``; every other
    cell is its own exercise.
    """
    tests = _TESTS_OF.fullmatch(name)
    return tests[1] if tests else name


def title(name: str) -> str:
    """Write a grade id for readers: ``scale-tests-fresh`` as ``scale (fresh)``."""
    part = (_TESTS_OF.fullmatch(name) or ("", "", None))[2]
    return f"{exercise_of(name)} ({part[1:]})" if part else exercise_of(name)


def defined_names(source: str) -> frozenset[str]:
    """Return the functions and classes that a cell defines, else what it assigns.

    Works on text, so that a cell with a syntax error still tells what it is.
    """
    return frozenset(_DEFINITION.findall(source) or _ASSIGNMENT.findall(source))


def same_source(one: str, other: str) -> bool:
    """Compare sources, blind to line ends and to white space that means nothing."""
    return plain_source(one) == plain_source(other)


def plain_source(source: str) -> str:
    """Return a source without the white space that means nothing."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def describe(cell: NotebookNode) -> str:
    """Name a cell of the release in a way that its reader recognises."""
    name = grade_id(cell) or "?"
    if is_tests(cell):
        return f"the tests of “{title(name)}”"
    if is_solution(cell):
        return f"your answer to “{name}”"
    lines = [line for line in cell.source.splitlines() if line.strip(" #")]
    return f"the given cell that begins with “{(lines or ['?'])[0].strip()[:60]}”"
