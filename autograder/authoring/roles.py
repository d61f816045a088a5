"""Expands the role in a cell's header to the metadata that nbgrader reads.

The table of roles is `ROLES`; the rest refuses what an author got wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from autograder.authoring.errors import SourceError
from autograder.authoring.percent import PercentCell
from autograder.authoring.regions import HIDDEN_TESTS, SOLUTION, split_region

EVERY = {"role", "tags"}
ROLES = {  # role -> (keys that it must have, keys that it may have)
    "given": (set(), set()),
    "text": (set(), {"cited"}),
    "demo": (set(), set()),
    "solution": ({"id"}, set()),
    "tests": ({"id", "points"}, {"part"}),
    "open": ({"id", "points"}, {"cited"}),
    "scratch": (set(), set()),
}
DEMONSTRATION = "demonstration"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class SourceCell:
    """A cell of a chapter: its text, its role, and the ids and metadata it gets."""

    kind: str
    source: str
    line: int
    first_line: int
    role: str
    cell_id: str
    metadata: dict
    exercise: str | None = None
    cited: tuple[float, ...] = ()


def expand(path: Path, cells: Iterable[PercentCell]) -> list[SourceCell]:
    """Give each cell its role's metadata and a deterministic id.

    Raises SourceError for an unknown role or key, a key that is missing or has a wrong
    value, an id that is taken, tests before their solution, a solution without tests,
    and a solution or hidden-test region where none may be or that is not closed.
    """
    expanded: list[SourceCell] = []
    taken: set[str] = set()
    for cell in cells:
        try:
            expanded.append(_expand_one(cell, taken))
        except ValueError as fault:
            raise SourceError(path, cell.line, str(fault)) from None
    _check_exercises(path, expanded)
    return expanded


def _expand_one(cell: PercentCell, taken: set[str]) -> SourceCell:
    role = _role(cell)
    options = cell.options
    _check_options(role, options)
    _check_regions(role, cell)
    stem = _stem(role, options)
    if stem is None:
        stem = {"text": "text", "scratch": "scratch"}.get(role, "given")
        digest = sha256(cell.source.encode()).hexdigest()[:8]
        cell_id = _free(f"{stem}-{digest}", taken)
    elif stem in taken:
        raise ValueError(f"the id {stem!r} is already used above")
    else:
        cell_id = stem
    if len(cell_id) > 64:  # what nbformat allows
        raise ValueError(f"the id {cell_id!r} is longer than 64 characters")
    taken.add(cell_id)

    metadata: dict = {}
    if role not in {"text", "scratch"}:
        metadata["nbgrader"] = nbgrader_metadata(role, cell_id, options.get("points"))
    if role == "tests":  # folded in JupyterLab: checks spell out likely mistakes
        metadata["jupyter"] = {"source_hidden": True}
    tags = [*([DEMONSTRATION] if role == "demo" else []), *options.get("tags", [])]
    if tags:
        metadata["tags"] = tags
    return SourceCell(
        kind=cell.kind,
        source=cell.source,
        line=cell.line,
        first_line=cell.first_line,
        role=role,
        cell_id=cell_id,
        metadata=metadata,
        exercise=options.get("id"),
        cited=tuple(options.get("cited", ())),
    )


def nbgrader_metadata(role: str, grade_id: str, points: float | None = None) -> dict:
    """Return the schema-3 metadata that nbgrader reads for a role."""
    metadata = {
        "grade": role in {"tests", "open"},
        "grade_id": grade_id,
        "locked": role in {"given", "demo", "tests"},
        "schema_version": 3,
        "solution": role in {"solution", "open"},
        "task": False,
    }
    if points is not None:
        metadata["points"] = points
    return metadata


def _role(cell: PercentCell) -> str:
    if cell.title:
        raise ValueError(f"words in the header that are no key: {cell.title!r}")
    role = cell.options.get("role")
    if role is None:
        return "text" if cell.kind == "markdown" else "given"
    if role not in ROLES or role in {"text", "given"}:
        known = ", ".join(sorted(set(ROLES) - {"text", "given"}))
        raise ValueError(f"unknown role {role!r}; a role is one of {known}")
    if cell.kind == "markdown" and role != "open":
        raise ValueError(f"a markdown cell cannot have the role {role!r}, only 'open'")
    return role


def _check_options(role: str, options: dict) -> None:
    required, allowed = ROLES[role]
    unknown = sorted(set(options) - required - allowed - EVERY)
    if unknown:
        may = ", ".join(sorted(required | allowed | EVERY))
        raise ValueError(f"unknown key {unknown[0]!r}; this cell may have: {may}")
    missing = sorted(required - set(options))
    if missing:
        raise ValueError(f"a cell with role={role!r} needs {' and '.join(missing)}")
    for key in ("id", "part"):
        value = options.get(key, "x")
        if not (isinstance(value, str) and _NAME.fullmatch(value)):
            raise ValueError(
                f"{key}={value!r}: begin with a small letter, then small letters, "
                "digits and _, at most 40 in all"
            )
    points = options.get("points", 1)
    if isinstance(points, bool) or not isinstance(points, int | float) or points <= 0:
        raise ValueError(f"points={points!r}: must be a number above 0")
    cited = options.get("cited", [])
    if not isinstance(cited, list) or not all(
        isinstance(number, int | float) for number in cited
    ):
        raise ValueError(f"cited={cited!r}: must be a list, as in cited=[1.35, 98.2]")


def _check_regions(role: str, cell: PercentCell) -> None:
    if not cell.source.strip() and role != "scratch":
        raise ValueError("an empty cell")
    for kind, may in ((SOLUTION, {"solution", "open"}), (HIDDEN_TESTS, {"tests"})):
        _, regions = split_region(cell.source, kind)
        if regions and role not in may:
            place = " or ".join(f'role="{name}"' for name in sorted(may))
            raise ValueError(f"### BEGIN {kind} outside a cell with {place}")
        if not regions and kind == SOLUTION and role == "solution":
            raise ValueError("no ### BEGIN SOLUTION ... ### END SOLUTION in this cell")


def _stem(role: str, options: dict) -> str | None:
    if role in {"solution", "open"}:
        return options["id"]
    if role == "tests":
        part = f"-{options['part']}" if "part" in options else ""
        return f"{options['id']}-tests{part}"
    return None


def _free(name: str, taken: set[str]) -> str:
    candidate, repeat = name, 1
    while candidate in taken:
        repeat += 1
        candidate = f"{name}-{repeat}"
    return candidate


def _check_exercises(path: Path, cells: list[SourceCell]) -> None:
    solved: dict[str, SourceCell] = {}
    tested = set()
    for cell in cells:
        if cell.role == "solution":
            solved[cell.exercise] = cell
        elif cell.role == "tests":
            if cell.exercise not in solved:
                message = (
                    f'tests before a cell with role="solution" id="{cell.exercise}"'
                )
                raise SourceError(path, cell.line, message)
            tested.add(cell.exercise)
    for exercise, cell in solved.items():
        if exercise not in tested:
            message = f'no cell with role="tests" id="{exercise}" after this solution'
            raise SourceError(path, cell.line, message)
