"""An error of the student's code, told as plain text and raised anew in the test.

It comes back as the builtin error that it is or derives from, made from its text.
"""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Iterator
from traceback import walk_tb
from typing import Any

from autograder.bridge.errors import CrossingError

MAX_TEXT = 20_000  # characters
MAX_NAME = 100
MAX_PLACES = 20

_FORM = [str, str, str, tuple]
_CELL = re.compile(r"In\[(\d{1,9})\]")

_ERRORS = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception)
}
# These would steer loops, generators and the kernel of the test, not fail a check.
_STEERING = ("StopIteration", "StopAsyncIteration")
_NOT_FROM_TEXT = ("ExceptionGroup",)
for _name in (*_STEERING, *_NOT_FROM_TEXT):
    del _ERRORS[_name]


def describe(error: BaseException) -> tuple[str, str, str, tuple]:
    """Return builtin class, own class, text and places of an error, as plain data."""
    bases = [base.__name__ for base in type(error).__mro__]
    builtin = next(
        (base.__name__ for base in type(error).__mro__ if _is_builtin(base)),
        "RuntimeError",
    )
    try:
        single = isinstance(error, KeyError) and len(error.args) == 1
        text = str(error.args[0] if single else error)
    except BaseException as other:  # the student's own __str__ may do anything
        text = f"(its text could not be read: {type(other).__name__})"
    places = tuple(_places(error))[-MAX_PLACES:]
    return builtin, clean(bases[0], MAX_NAME), clean(text, MAX_TEXT), places


def _places(error: BaseException) -> Iterator[tuple[int, int]]:
    """Where the error passed through cells: execution counts and line numbers."""
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if shell is None:
        return
    for frame, line in walk_tb(error.__traceback__):
        _, label = shell.compile.format_code_name(frame.f_code.co_filename) or ("", "")
        cell = _CELL.fullmatch(label)
        if cell:
            yield int(cell[1]), line


def _is_builtin(cls: type) -> bool:
    return getattr(builtins, cls.__name__, None) is cls


def rebuild(told: Any) -> Exception:
    """Return the error that :func:`describe` told.

    Its ``student_type`` is the name of its own class, its ``student_lines`` are the
    execution count and the line of each cell that it passed through.
    """
    if type(told) is not tuple or [type(part) for part in told] != _FORM:
        raise CrossingError("what arrived is no error")
    if not all(_is_place(place) for place in told[3]) or len(told[3]) > MAX_PLACES:
        raise CrossingError("what arrived is no error")
    builtin, own, text = told[0], clean(told[1], MAX_NAME), clean(told[2], MAX_TEXT)
    cls = _ERRORS.get(builtin, RuntimeError)
    if builtin not in _ERRORS:
        text = f"{own}: {text}" if text else own
    if cls is UnicodeDecodeError:
        error: Exception = cls("text", b"", 0, 1, text)
    elif cls is UnicodeEncodeError:
        error = cls("text", "", 0, 1, text)
    elif cls is UnicodeTranslateError:
        error = cls("", 0, 1, text)
    else:
        error = cls(text)
    error.student_type, error.student_lines = own, told[3]
    return error


def _is_place(value: Any) -> bool:
    return type(value) is tuple and [type(part) for part in value] == [int, int]


def clean(text: str, most: int) -> str:
    """Return text of bounded length that every terminal and message can carry."""
    text = str.__str__(text)
    if len(text) > most:
        text = text[: most - 1] + "…"
    return text.encode("utf-8", "replace").decode()
