"""Reads attacks: percent text by class of attack, and functions that edit a notebook.

An attack is a whole replacement of one answer, or a cell of the student's own.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.errors import SourceError
from autograder.authoring.percent import PercentCell, read_percent

FIRST, LAST = "first", "last"
"""Targets that are no exercise: a cell of one's own, before all of them or last."""

EDITED = "90_attacked"  # the assignment whose notebook the edits change
ATTACK, FINDER = "attack", "finder"
_KEYS = {"kind", "target", "earns", "safe_on_nbgrader"}


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes
    ----------
    assignment, family, name : str
        The assignment, the class of attacks, and what it does, in words.
    target : str
        The exercise whose answer it is, or FIRST or LAST.
    earns : float
        Points of the target that it deserves.
    safe_on_nbgrader : bool
        Whether it may run without a sandbox: it harms nothing but its own process.
    source : str
        Text of the answer or of the cell; empty for an edit.
    edit : callable or None
        Changes the submitted notebook in place.
    finder : str
        A cell that the next student runs, to find what the attack left; or empty.
    """

    assignment: str
    family: str
    name: str
    target: str
    earns: float
    safe_on_nbgrader: bool
    source: str = ""
    edit: Callable[[NotebookNode], None] | None = None
    finder: str = ""

    @property
    def id(self) -> str:
        """Name for reports and for ``pytest -k``."""
        words = "-".join(re.findall(r"\w+", self.name.lower()))
        return f"{self.family}-{words}"


def read_attacks(folder: Path) -> list[Attack]:
    """Return the attacks below a folder.

    They are in ``ASSIGNMENT/FAMILY.py`` and in ``edited_notebooks.py``. Raises
    SourceError, with file and line, for an attack that says too little.
    """
    families = sorted(folder.glob("[0-9][0-9]_*/*.py"))
    written = [attack for path in families for attack in _read_family(path)]
    return written + _read_edits(folder / "edited_notebooks.py")


def _read_family(path: Path) -> list[Attack]:
    cells = read_percent(path)
    finders = [cell.source for cell in cells if cell.options.get("kind") == FINDER]
    finder = finders[0] if finders else ""
    return [
        _attack(path, cell, finder)
        for cell in cells
        if cell.options.get("kind") != FINDER
    ]


def _attack(path: Path, cell: PercentCell, finder: str) -> Attack:
    options = cell.options
    if options.get("kind") != ATTACK or set(options) != _KEYS or not cell.title:
        raise SourceError(
            path,
            cell.line,
            'an attack has a name and the keys kind="attack", target, earns and '
            "safe_on_nbgrader",
        )
    return Attack(
        path.parent.name,
        path.stem,
        cell.title,
        options["target"],
        float(options["earns"]),
        options["safe_on_nbgrader"],
        source=cell.source,
        finder=finder,
    )


def _read_edits(path: Path) -> list[Attack]:
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    edits = inspect.getmembers(module, inspect.isfunction)
    return [
        _edit(path.stem, function)
        for name, function in edits
        if function.__module__ == path.stem and not name.startswith("_")
    ]


def _edit(family: str, function: Callable[[NotebookNode], None]) -> Attack:
    parameters = inspect.signature(function).parameters
    return Attack(
        EDITED,
        family,
        function.__doc__.strip().rstrip("."),
        parameters["target"].default,
        float(parameters["earns"].default),
        safe_on_nbgrader=True,
        edit=function,
    )
