"""Reads answers to exercises: right ones, and wrong ones with what they must lose.

One percent text an exercise, each cell a whole replacement of the answer cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.errors import SourceError
from autograder.authoring.percent import PercentCell, read_percent

RIGHT, WRONG = "right", "wrong"
_KEYS = {RIGHT: {"kind"}, WRONG: {"kind", "lose", "message"}}


@dataclass(frozen=True)
class Answer:
    """One way to answer an exercise.

    Attributes
    ----------
    exercise : str
    name : str
        What it is, in words; of a wrong one, the misconception.
    kind : str
        ``"right"`` or ``"wrong"``.
    source : str
        The text of the answer cell.
    lose : float
        Points that a wrong answer must lose of the exercise's total.
    message : str
        Regular expression that must be found in one of the failure messages.
    """

    exercise: str
    name: str
    kind: str
    source: str
    lose: float = 0.0
    message: str = ""


def read_answers(folder: Path) -> dict[str, list[Answer]]:
    """Return the answers in a folder of ``<exercise>.py``, by exercise.

    Raises SourceError, with file and line, for an answer that says too little.
    """
    return {path.stem: read_exercise(path) for path in sorted(folder.glob("*.py"))}


def read_exercise(path: Path) -> list[Answer]:
    """Return the answers in one file, in its order."""
    return [_answer(path, cell) for cell in read_percent(path)]


def _answer(path: Path, cell: PercentCell) -> Answer:
    options = cell.options
    kind = options.get("kind")
    if kind not in _KEYS:
        raise SourceError(path, cell.line, f'kind={kind!r}: must be "right" or "wrong"')
    if not cell.title:
        raise SourceError(path, cell.line, "an answer needs a name before its kind")
    if set(options) != _KEYS[kind]:
        keys = ", ".join(sorted(_KEYS[kind]))
        raise SourceError(path, cell.line, f"a {kind} answer has the keys {keys}")
    lose, message = options.get("lose", 0), options.get("message", "")
    if kind == WRONG:
        _check(path, cell, lose, message)
    return Answer(path.stem, cell.title, kind, cell.source, float(lose), message)


def _check(path: Path, cell: PercentCell, lose: object, message: object) -> None:
    if isinstance(lose, bool) or not isinstance(lose, int | float) or lose <= 0:
        raise SourceError(path, cell.line, f"lose={lose!r}: must be a number above 0")
    try:
        re.compile(message)
    except (re.error, TypeError) as error:
        raise SourceError(path, cell.line, f"message={message!r}: {error}") from None
