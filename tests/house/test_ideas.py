"""The page of ideas names every idea, and nothing that the chapters have not."""

import re
from pathlib import Path

import pytest

from autograder.authoring.layout import find_chapters
from autograder.authoring.source import read_source

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "solutions" / "ideas.md").read_text()

IDEAS = {
    "S0": [*range(1, 29), *(f"Q{number}" for number in range(1, 8))]
    + [f"E8{part}" for part in "abcde"]
    + [f"E9{part}" for part in "abcde"]
    + [f"E10{part}" for part in "abcd"],
    "S1": range(1, 21),
    "S2": range(1, 7),
    "S3": range(1, 8),
    "S4": range(1, 8),
}
EVERY = {f"{document}.{part}" for document, parts in IDEAS.items() for part in parts}

# | S0.1 | what it says | 07 *heading*, 08 *heading* | 07 `exercise`, `questions.part` |
ROW = re.compile(r"^\| (S\d\.\w+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE)
TASKS = re.compile(r"\b(\d\d) (`[\w.]+`(?:, `[\w.]+`)*)")


def tasks_in(text):
    """Return what a part of the page asks for, as pairs of chapter and exercise."""
    found = TASKS.findall(text)
    return {(n, name) for n, names in found for name in names.strip("`").split("`, `")}


def contents(chapter):
    """Return the headings of a chapter, and the names of its exercises."""
    cells = read_source(chapter.source).cells
    prose = "\n".join(cell.source for cell in cells if cell.kind == "markdown")
    headings = set(re.findall(r"^#+ (.+)$", prose, re.MULTILINE))
    names = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in cells]
    tasks = {name.replace("-tests", "").replace("-", ".") for name in names}
    return headings, {name for name in tasks if name and not name.startswith("given")}


CHAPTERS = {c.name[:2]: contents(c) for c in find_chapters(REPOSITORY)}


def test_every_idea_has_a_row_and_no_row_another_idea():
    assert {row[0] for row in ROWS} == EVERY
    assert PAGE.count("\n| S") == len(ROWS) + len(IDEAS)  # no row was overlooked


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]} {row[1][:40]}" for row in ROWS])
def test_what_a_row_names_is_there(row):
    *_, where, exercises = row
    places = where.split("*, ")
    for place in places:
        number, heading = place.strip("*").split(" *")
        assert heading in CHAPTERS[number][0]
    if exercises.startswith("none: "):
        return
    assert re.fullmatch(rf"{TASKS.pattern}(?:, {TASKS.pattern})*", exercises)
    for number, name in tasks_in(exercises):
        assert name in CHAPTERS[number][1]


def test_every_exercise_and_question_has_its_place_on_the_page():
    named = tasks_in(PAGE)
    for number, (_, names) in CHAPTERS.items():
        for name in names - {"questions"}:
            whole = name if name.startswith("questions.") else name.split(".")[0]
            assert (number, whole) in named
    # nor does the page, in its last table, name what is not there
    assert all(name in CHAPTERS[number][1] for number, name in named)
