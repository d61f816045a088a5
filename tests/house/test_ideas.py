"""The page of ideas names every idea, and nothing that the chapters have not."""

import re
from pathlib import Path

import pytest

from autograder.authoring.source import read_source

SOLUTIONS = Path(__file__).parents[2] / "solutions"
PAGE = (SOLUTIONS / "ideas.md").read_text()

IDEAS = {
    "S0": [*range(1, 29), "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"]
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
ROWS = [match.groups() for match in ROW.finditer(PAGE)]


def chapter(number):
    """Return the headings of a chapter, and the names of its exercises."""
    [folder] = SOLUTIONS.glob(f"{number}_*")
    cells = read_source(folder / f"{folder.name}.py").cells
    prose = "\n".join(cell.source for cell in cells if cell.kind == "markdown")
    headings = set(re.findall(r"^#+ (.+)$", prose, re.MULTILINE))
    names = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in cells]
    tasks = {name.replace("-tests", "").replace("-", ".") for name in names}
    return headings, {name for name in tasks if name and not name.startswith("given")}


CHAPTERS = {
    path.name[:2]: chapter(path.name[:2]) for path in SOLUTIONS.glob("[0-9][0-9]_*")
}


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
    number = None
    for item in exercises.split(", "):
        match = re.fullmatch(r"(?:(\d\d) )?`([\w.]+)`", item)
        assert match, item
        number = match[1] or number
        assert match[2] in CHAPTERS[number][1]


def test_every_exercise_and_question_has_its_place_on_the_page():
    groups = re.findall(r"\b(\d\d) (`[\w.]+`(?:, `[\w.]+`)*)", PAGE)
    named = {
        (n, name) for n, names in groups for name in names.strip("`").split("`, `")
    }
    for number, (_, names) in CHAPTERS.items():
        for name in names - {"questions"}:
            whole = name if name.startswith("questions.") else name.split(".")[0]
            assert (number, whole) in named
    # nor does the page, in its last table, name what is not there
    assert all(name in CHAPTERS[number][1] for number, name in named)
