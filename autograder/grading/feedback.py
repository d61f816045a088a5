"""Turns a graded notebook into what its student may see: no hidden test, no solution.

Pure. Whatever is not known to be harmless is left out.
"""

from __future__ import annotations

import html
import re
from copy import deepcopy
from dataclasses import dataclass, field

from nbconvert.filters import strip_ansi
from nbformat import NotebookNode

from autograder.engine.outputs import KEPT_TYPES
from autograder.grading.cells import (
    exercise_of,
    grade_id,
    is_graded,
    is_tests,
    nbgrader_metadata,
)
from autograder.grading.evaluation import Exercise
from autograder.grading.verdict import PASSED, RECORD, Run

HIDDEN = "[hidden]"
_KEY = re.compile(r"  (got|expected|hint): ")
_LIBRARY_FRAME = re.compile(r"File (.+?):(\d+.*)")
_LIBRARY_FOLDER = re.compile(r".*/(?:site-packages|python[\d.]+)/|.*/")
_NUMPYS_OWN = re.compile(r"^(Not equal to tolerance|Arrays? .*|Items are not)", re.M)
_NUMPYS_PART = re.compile(r" ?(ACTUAL|DESIRED|x|y|Mismatch\w*|Max|First|\(mism\w*)\b")
_NUMPYS_EXPECTED = re.compile(r" ?(DESIRED|y|Mismatch\w*|Max|First|\(mism\w*)\b")
_SHORTEST_SECRET = 6  # characters; a shorter line, as "else:", gives nothing away


@dataclass(frozen=True)
class Failure:
    """Why tests failed: what the check said, and the student's lines that led there."""

    headline: str
    details: list[tuple[str, str]] = field(default_factory=list)
    lines: list[tuple[str, int, str]] = field(default_factory=list)


def student_view(graded: NotebookNode, release: NotebookNode) -> NotebookNode:
    """Return a copy of a graded notebook without anything that must stay hidden.

    Tests get the text that was released and no output; ``metadata.failure`` (a
    :class:`Failure`) says why they failed. In other cells, lines of hidden tests that
    found their way into an output are blotted out, and library frames shortened.
    """
    view = deepcopy(graded)
    blot = _Blot(hidden_lines(graded, release))
    released = {grade_id(cell): cell.source for cell in release.cells}
    own = {
        cell.get("execution_count"): cell
        for cell in graded.cells
        if cell.cell_type == "code" and not is_tests(cell)
    }
    for cell in view.cells:
        cell.metadata.pop("failure", None)
        if is_tests(cell):
            run = Run.of(cell)
            if cell.cell_type == "code" and (run.outcome != PASSED or run.message):
                cell.metadata["failure"] = _failure(cell, own, blot)
            cell.source = released.get(grade_id(cell), "# the tests of this exercise")
            cell.outputs = []
        elif cell.cell_type == "code":
            cell.outputs = [_shown(output, blot) for output in cell.outputs]
        cell.metadata.pop(RECORD, None)
    return view


def shown_exercises(view: NotebookNode) -> list[Exercise]:
    """Points by exercise as the gradebook has them, with the headlines of failures.

    ``view`` is what :func:`student_view` returned, with ``score`` and ``by_hand`` in
    the cells' nbgrader metadata.
    """
    exercises: dict[str, Exercise] = {}
    for cell in view.cells:
        if is_graded(cell):
            name = exercise_of(grade_id(cell) or "")
            exercise = exercises.setdefault(name, Exercise(name))
            metadata = nbgrader_metadata(cell)
            exercise.points += metadata["score"]
            exercise.max_points += metadata["points"]
            exercise.by_hand |= metadata["by_hand"]
            if "failure" in cell.metadata:
                exercise.messages.append(cell.metadata["failure"].headline)
    return list(exercises.values())


def hidden_lines(graded: NotebookNode, release: NotebookNode) -> list[str]:
    """Return the lines of tests that students were not given, the longest first."""
    given = {line.strip() for cell in release.cells for line in cell.source.split("\n")}
    secret = {
        line.strip()
        for cell in graded.cells
        if is_tests(cell)
        for line in cell.source.split("\n")
    }
    lines = [line for line in secret - given if len(line) >= _SHORTEST_SECRET]
    return sorted(lines, key=len, reverse=True)


class _Blot:
    """Replaces hidden lines in a text, also where it is written as HTML."""

    def __init__(self, lines: list[str]):
        forms = {form for line in lines for form in (line, html.escape(line))}
        self._forms = sorted(forms, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text


def split_message(message: str) -> tuple[str, list[tuple[str, str]]]:
    """Split a check's message into its headline and its got, expected and hint."""
    headline: list[str] = []
    details: list[tuple[str, list[str]]] = []
    for line in message.split("\n"):
        key = _KEY.match(line)
        if key:
            details.append((key[1], [line[key.end() :]]))
        elif details:
            details[-1][1].append(line)
        else:
            headline.append(line)
    return "\n".join(headline), [(key, "\n".join(text)) for key, text in details]


def without_numpys_expected(message: str) -> str:
    """Drop from a message of ``numpy.testing`` what tells the expected values.

    Those are the desired array and the differences from it.
    """
    kept, telling = [], False
    for line in message.split("\n"):
        if _NUMPYS_PART.match(line):
            telling = bool(_NUMPYS_EXPECTED.match(line))
        if not telling:
            kept.append(line)
    return "\n".join(kept) if _NUMPYS_OWN.search(message) else message


def _failure(cell: NotebookNode, own: dict, blot: _Blot) -> Failure:
    message = Run.of(cell).message or "The tests were not run."
    headline, details = split_message(without_numpys_expected(message))
    return Failure(
        blot(headline),
        [(key, blot(text)) for key, text in details if key != "expected"],
        _own_lines(Run.of(cell).lines, own),
    )


def _own_lines(places: list, own: dict) -> list[tuple[str, int, str]]:
    """The student's lines on the way to an error: (cell, line number, its text)."""
    lines = []
    for count, number in places:
        cell = own.get(count)
        source = cell.source.split("\n") if cell else []
        if 0 < number <= len(source):
            lines.append((grade_id(cell) or "", number, source[number - 1].strip()))
    return lines


def _shown(output: NotebookNode, blot: _Blot) -> NotebookNode:
    shown = deepcopy(output)
    match output.output_type:
        case "stream":
            shown.text = blot(terminal_text(output.text))
        case "error":
            frames = [_shortened(strip_ansi(frame)) for frame in output.traceback]
            shown.traceback = [blot(frame) for frame in frames if frame]
            shown.evalue = blot(output.evalue)
        case _:
            shown.data = NotebookNode(
                {
                    kind: blot(value) if kind.startswith("text/") else value
                    for kind, value in output.data.items()
                    if kind in KEPT_TYPES and isinstance(value, str)
                }
            )
    return shown


def _shortened(frame: str) -> str:
    """Reduce a frame inside a library to one line, without the grader's own folders."""
    if frame.startswith("-----") and not frame.strip("-"):
        return ""
    library = _LIBRARY_FRAME.match(frame)
    if not library:
        return frame
    return f"File {_LIBRARY_FOLDER.sub('', library[1], count=1)}:{library[2]}\n"


def terminal_text(text: str) -> str:
    """Return what a terminal would still show, without lines overwritten by ``\\r``."""
    lines = text.replace("\r\n", "\n").replace("\b", "").split("\n")
    return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in lines)
