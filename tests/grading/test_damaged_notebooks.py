"""Thousands of damaged notebooks: each is graded or refused, and no point is lost.

An exercise whose cells were not touched keeps its points, whatever happened to the
rest. ``DAMAGED_NOTEBOOKS=20000`` in the environment runs that many of each kind, anew
every time; without it a few hundred are run, always the same.
"""

import json
import os
from copy import deepcopy
from datetime import timedelta

import nbformat
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from autograder.engine.settings import EngineSettings
from autograder.grading.cells import (
    defined_names,
    exercise_of,
    grade_id,
    is_demonstration,
    is_graded,
    is_locked,
    is_solution,
    is_tests,
    nbgrader_metadata,
    same_source,
)
from autograder.grading.evaluate import evaluate
from autograder.grading.inputs import Assignment, Submission
from autograder.grading.repair import repair
from autograder.grading.submission import SubmissionError, parse_submission
from autograder.grading.verdict import UNTOUCHED

MANY = os.environ.get("DAMAGED_NOTEBOOKS")
damaged = settings(
    max_examples=int(MANY or 300),
    derandomize=not MANY,
    deadline=timedelta(seconds=5),
    database=None,
    suppress_health_check=list(HealthCheck),
)
WORTH = {"scale": 3.0, "heads": 2.0}
EXERCISES = tuple(WORTH)


@pytest.fixture(scope="module")
def chapter(_built_course):
    """The released notebook of the mini course, and its source."""
    release = _built_course / "course" / "01_mini" / "01_mini.ipynb"
    source = _built_course / "solutions" / "01_mini" / "01_mini.ipynb"
    return nbformat.read(release, as_version=4), nbformat.read(source, as_version=4)


@pytest.fixture(scope="module")
def perfect(chapter):
    """A submission with every answer right and some cells of the student's own."""
    release, source = chapter
    answers = {grade_id(cell): cell.source for cell in source.cells}
    notebook = deepcopy(release)
    for cell in notebook.cells:
        if is_solution(cell):
            cell.source = answers[grade_id(cell)]
    notebook.cells.insert(4, nbformat.v4.new_code_cell("mine = 3", id="mine"))
    notebook.cells.append(nbformat.v4.new_markdown_cell("Thank you.", id="thanks"))
    return json.loads(nbformat.writes(notebook))


def touched_exercise(cell):
    """The exercise that a submitted cell (a dict) belongs to."""
    return exercise_of(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def run(cells, source):
    """Return the points of each exercise, as two kernels would give them.

    The student's cells run in one namespace, given cells and tests in another, to which
    the names that a solution defines are handed over.
    """
    mine, theirs, points = {}, {}, {}
    hidden = {grade_id(cell): cell.source for cell in source.cells if is_locked(cell)}
    for cell in cells:
        if cell.cell_type != "code" or is_demonstration(cell):
            continue
        name = exercise_of(grade_id(cell) or "")
        if is_tests(cell):
            own = names_of(source, name)
            theirs.update({key: mine[key] for key in own if key in mine})
            passed = runs(hidden[grade_id(cell)], theirs)
            worth = nbgrader_metadata(cell)["points"]
            points[name] = points.get(name, 0) + (worth if passed else 0)
        else:
            runs(cell.source, mine)
            if is_locked(cell):
                runs(hidden[grade_id(cell)], theirs)
    return points


def names_of(source, exercise):
    solution = next(c for c in source.cells if grade_id(c) == exercise)
    return defined_names(solution.source)


def runs(code, names):
    try:
        exec(compile(code, "cell", "exec"), names)
    except Exception:
        return False
    return True


def assert_sound(notebook, release):
    """Check that every marked cell of the release is there, once and in its order."""
    given = [cell for cell in release.cells if grade_id(cell)]
    found = [cell for cell in notebook.cells if grade_id(cell)]
    assert [grade_id(cell) for cell in found] == [grade_id(cell) for cell in given]
    for cell, original in zip(found, given, strict=True):
        untouched = {UNTOUCHED: True} if UNTOUCHED in cell.metadata else {}
        assert cell.metadata == original.metadata | untouched
        assert not untouched or same_source(cell.source, original.source)
        assert cell.cell_type == original.cell_type
        assert is_graded(cell) == is_graded(original)
        assert not is_locked(cell) or cell.source == original.source
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()


def graded(content, release):
    """Return the repaired notebook; None if it is refused, for a reason it gives."""
    try:
        notebook = parse_submission(content)
    except SubmissionError as error:
        refusal = error
    else:
        nbformat.validate(notebook)
        repaired, repairs = repair(notebook, release)
        assert_sound(repaired, release)
        assert all(entry.sentence.endswith(".") for entry in repairs)
        again, none = repair(repaired, release)
        assert outline(again) == outline(repaired)
        assert none == []
        return repaired
    assert refusal.reason.endswith((".", "?"))
    assert refusal.advice.endswith(".")
    return None


def outline(notebook):
    return [(grade_id(c), c.cell_type, c.source) for c in notebook.cells]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner)
    ),
    max_leaves=5,
)
names = st.sampled_from(
    ["scale", "heads", "why", "scale-tests", "scale-tests-fresh", "given-1405a888"]
) | st.sampled_from(["mine", "", "x" * 70, "no such name", "-tests", 3, None])
texts = st.sampled_from(
    ["", "x = 1", "# YOUR CODE HERE\n...", "def other(:\n", "%%html\n<b>", "a\r\nb\r"]
) | st.sampled_from(["def helper(x):\n    return x", "1 / 0", "\ud800", "é" * 9])


def _delete(cells, at, other, value, name, text):
    del cells[at]


def _copy(cells, at, other, value, name, text):
    cells.insert(other, deepcopy(cells[at]))


def _move(cells, at, other, value, name, text):
    cells.insert(other, cells.pop(at))


def _retype(cells, at, other, value, name, text):
    kinds = ["code", "markdown", "raw", "heading", value]
    cells[at]["cell_type"] = kinds[other % len(kinds)]


def _merge(cells, at, other, value, name, text):
    below = cells[at]
    cells[at - 1]["source"] = [as_text(cells[at - 1]), "\n\n", as_text(below)]
    del cells[at]


def _split(cells, at, other, value, name, text):
    source = as_text(cells[at])
    rest = deepcopy(cells[at])
    cells[at]["source"], rest["source"] = source[:other], source[other:]
    cells.insert(at + 1, rest)


def _edit(cells, at, other, value, name, text):
    cells[at]["source"] = text


def _insert(cells, at, other, value, name, text):
    cells.insert(at, {"cell_type": "code", "source": text, "metadata": {}})


def _rename(cells, at, other, value, name, text):
    cells[at]["id"] = name


def _regrade(cells, at, other, value, name, text):
    mark = cells[at].get("metadata")
    if isinstance(mark, dict) and isinstance(mark.get("nbgrader"), dict):
        mark["nbgrader"]["grade_id"] = name


def _mark(cells, at, other, value, name, text):
    flags = {"grade": other % 2 == 0, "solution": other % 3 == 0, "locked": True}
    mark = {"grade_id": name, "points": value, "schema_version": 3, **flags}
    cells[at]["metadata"] = {"nbgrader": mark}


def _swap(cells, at, other, value, name, text):
    one, two = cells[at], cells[other % len(cells)]
    if two.get("touchable", True):
        one["metadata"], two["metadata"] = two.get("metadata"), one.get("metadata")
        one["id"], two["id"] = two.get("id"), one.get("id")


def _unmark(cells, at, other, value, name, text):
    cells[at]["metadata"] = {}


def _junk(cells, at, other, value, name, text):
    keys = ["metadata", "source", "outputs", "attachments", "id", "execution_count"]
    cells[at][keys[other % len(keys)]] = value


def _junk_mark(cells, at, other, value, name, text):
    mark = cells[at].get("metadata")
    if isinstance(mark, dict):
        keys = ["nbgrader", "tags", "collapsed", "jupyter", "name", "autograder"]
        mark[keys[other % len(keys)]] = value


def _attach(cells, at, other, value, name, text):
    cells[at]["cell_type"] = "markdown"
    kinds = {"image/png": "AAAA", "application/json": value, text: text}
    cells[at]["attachments"] = {"a.png": kinds, text: {"image/png": text}, "b": value}


def _lose_key(cells, at, other, value, name, text):
    keys = sorted(cells[at])
    cells[at].pop(keys[other % len(keys)], None)


DAMAGES = [_delete, _copy, _move, _retype, _merge, _split, _edit, _insert, _rename]
DAMAGES += [_regrade, _mark, _swap, _unmark, _junk, _junk_mark, _attach]
DAMAGES += [_lose_key]


def as_text(cell):
    source = cell.get("source", "")
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


@st.composite
def damages(draw):
    """A list of damages to cells, each to be applied where it may be."""
    one = st.tuples(
        st.sampled_from(DAMAGES),
        st.integers(0, 60),
        st.integers(0, 60),
        json_values,
        names,
        texts,
    )
    return draw(st.lists(one, min_size=1, max_size=10))


def do_damage(cells, wanted, untouched):
    """Apply damages to a list of cells, except to those of one exercise."""
    spared = [cell for cell in cells if touched_exercise(cell) == untouched]
    for damage, at, number, value, name, text in wanted:
        other = number % (len(cells) + 1)
        open_to_it = [
            i
            for i, cell in enumerate(cells)
            if not any(cell is one for one in spared)
            and not (damage is _merge and (i == 0 or is_any(cells[i - 1], spared)))
            and not (damage is _swap and is_any(cells[other % len(cells)], spared))
        ]
        if open_to_it:
            place = open_to_it[at % len(open_to_it)]
            note(f"{damage.__name__} {place} {other} {name!r}")
            damage(cells, place, other, value, name, text)


def is_any(cell, cells):
    return any(cell is one for one in cells)


ENCODINGS = ["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"]


@given(
    wanted=damages(),
    untouched=st.sampled_from(EXERCISES),
    encoding=st.sampled_from(ENCODINGS),
    about=st.dictionaries(
        st.sampled_from(["metadata", "nbformat", "nbformat_minor", "signature"]),
        json_values | st.integers(0, 7),
    ),
    ascii_only=st.booleans(),
)
@damaged
def test_damaged_cells(
    chapter, perfect, wanted, untouched, encoding, about, ascii_only
):
    notebook = deepcopy(perfect)
    do_damage(notebook["cells"], wanted, untouched)
    notebook |= about
    text = json.dumps(notebook, ensure_ascii=ascii_only)
    content = text.encode(encoding, "surrogatepass")
    repaired = graded(content, chapter[0])
    if repaired is None:
        assert encoding != "utf-8" or "\ud800" in text
        return
    assert run(repaired.cells, chapter[1])[untouched] == WORTH[untouched]


@pytest.mark.parametrize("seed", range(3))
def test_the_engine_gives_the_points_that_were_worked_out(chapter, perfect, seed):
    @seeded(seed)
    @settings(damaged, max_examples=2, derandomize=False)
    @given(wanted=damages(), untouched=st.sampled_from(EXERCISES))
    def check(wanted, untouched):
        notebook = deepcopy(perfect)
        do_damage(notebook["cells"], wanted, untouched)
        content = json.dumps(notebook).encode()
        release, source = chapter
        assignment = Assignment(
            "01_mini",
            "01_mini",
            nbformat.writes(source).encode(),
            nbformat.writes(release).encode(),
            settings=EngineSettings(seconds_cell=5),
        )
        evaluation = evaluate(Submission("x", {"01_mini.ipynb": content}), assignment)
        points = {e.name: e.points for e in evaluation.exercises if e.name in WORTH}
        assert points == run(graded(content, release).cells, source)
        assert points[untouched] == WORTH[untouched]

    check()


@given(cut=st.data())
@damaged
def test_damaged_bytes(chapter, perfect, cut):
    content = bytearray(
        json.dumps(perfect, indent=cut.draw(st.none() | st.just(1))).encode()
    )
    for _ in range(cut.draw(st.integers(1, 6))):
        start = cut.draw(st.integers(0, len(content)))
        length = cut.draw(st.sampled_from([0, 1, 1, 2, 10, 300]))
        new = cut.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"]", b"\\u"])
        )
        content[start : start + length] = new
    repaired = graded(bytes(content), chapter[0])
    if repaired is None:
        return
    kept = json.loads(bytes(content).decode(json.detect_encoding(content)))["cells"]
    for exercise in EXERCISES:
        own = [cell for cell in perfect["cells"] if touched_exercise(cell) == exercise]
        if all(kept.count(cell) == 1 for cell in own):
            answer = next(c for c in repaired.cells if grade_id(c) == exercise)
            assert answer.source == "".join(own[0]["source"])


@given(value=json_values, content=st.binary(max_size=60))
@damaged
def test_what_never_was_a_notebook(chapter, value, content):
    assert graded(json.dumps(value).encode(), chapter[0]) is None
    graded(json.dumps({"cells": value}).encode(), chapter[0])
    graded(json.dumps({"worksheets": value, "nbformat": 3}).encode(), chapter[0])
    graded(content, chapter[0])


@pytest.mark.parametrize("version", [1, 2, 3])
@given(wanted=damages(), untouched=st.sampled_from(EXERCISES))
@damaged
def test_old_formats(chapter, perfect, version, wanted, untouched):
    do_damage(cells := deepcopy(perfect["cells"]), wanted, untouched)
    old = old_format(cells, version)
    repaired = graded(json.dumps(old).encode(), chapter[0])
    if repaired is not None:
        assert run(repaired.cells, chapter[1])[untouched] == WORTH[untouched]


def old_format(cells, version):
    """Write cells as nbformat 1, 2 or 3 did: no ids, and metadata from 3 on."""
    made = []
    for cell in cells:
        kind = cell.get("cell_type")
        if kind == "code":
            old = {"cell_type": "code", "input": as_text(cell), "outputs": []}
            old["language"] = "python"
        else:
            old = {"cell_type": kind, "source": as_text(cell)}
        if version == 3:
            old["metadata"] = cell.get("metadata", {})
        made.append(old)
    if version == 1:
        return {"nbformat": 1, "cells": made}
    sheet = {"worksheets": [{"cells": made}], "nbformat": version}
    return sheet | {"metadata": {"name": ""}, "nbformat_minor": 0}
