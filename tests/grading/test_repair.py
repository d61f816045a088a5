"""A damaged notebook comes back sound, and what the student wrote is still in it."""

import random
from copy import deepcopy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.grading.cells import grade_id, is_locked, is_solution, same_source
from autograder.grading.repair import repair
from autograder.grading.verdict import UNTOUCHED


def exercise(graded, name):
    return [
        new_markdown_cell(f"Write `{name}`.", id=f"text-{name}"),
        graded(name, f"def {name}(x):\n    # YOUR CODE HERE\n    ...", solution=True),
        graded(
            f"{name}-tests",
            f"assert {name}(1) == 2\nassert {name}(2) == 3",
            grade=True,
            locked=True,
            points=2,
        ),
    ]


@pytest.fixture
def release(graded):
    return new_notebook(
        cells=[
            new_markdown_cell("# A chapter", id="text-title"),
            graded("given-1", "import math\nLIMIT = 3\nseed = 4", locked=True),
            *exercise(graded, "first"),
            new_code_cell("# play here", id="scratch-1"),
            *exercise(graded, "second"),
            graded("why", "*Your answer*", kind="markdown", grade=True, solution=True),
            graded("demo", "show()", locked=True, tags=["demonstration"]),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )


ANSWERS = {
    "first": "def first(x):\n    return x + 1",
    "second": "def second(x):\n    return x + 1  # again",
    "why": "Because it is so.",
}


@pytest.fixture
def submission(release):
    """A sound submission with every answer and two cells of the student's own."""
    notebook = deepcopy(release)
    for cell in notebook.cells:
        cell.source = ANSWERS.get(grade_id(cell), cell.source)
    notebook.cells.insert(5, new_code_cell("print(first(1))", id="mine"))
    notebook.cells.append(new_markdown_cell("Thank you.", id="thanks"))
    return notebook


def at(notebook, name):
    return next(i for i, c in enumerate(notebook.cells) if grade_id(c) == name)


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def kinds(repairs):
    return [(repair.kind, repair.grade_id) for repair in repairs]


def expected_cells(release):
    """Every cell that must be there: id -> source, the answers filled in."""
    return {
        grade_id(c): ANSWERS.get(grade_id(c), c.source)
        for c in release.cells
        if grade_id(c)
    }


def assert_sound(notebook, release, answers=True):
    found = [c for c in notebook.cells if grade_id(c)]
    assert [grade_id(c) for c in found] == [
        grade_id(c) for c in release.cells if grade_id(c)
    ]
    given = {grade_id(c): c for c in release.cells}
    for cell in found:
        original = given[grade_id(cell)]
        noted = {UNTOUCHED: True} if UNTOUCHED in cell.metadata else {}
        assert cell.metadata == original.metadata | noted
        assert bool(noted) <= same_source(cell.source, original.source)
        assert cell.cell_type == original.cell_type
        if is_locked(cell):
            assert cell.source == original.source
        elif answers:
            assert cell.source == ANSWERS[grade_id(cell)]
    nbformat.validate(notebook)


def test_a_sound_submission_is_left_as_it_is(submission, release):
    repaired, repairs = repair(submission, release)
    assert repairs == []
    assert sources(repaired) == sources(submission)
    assert_sound(repaired, release)


def test_the_input_is_not_changed(submission, release):
    before = deepcopy(submission), deepcopy(release)
    del submission.cells[2]
    after_cut = deepcopy(submission)
    repair(submission, release)
    assert (submission, release) == (after_cut, before[1])


def test_changed_locked_cells_get_their_text_back(submission, release):
    submission.cells[at(submission, "first-tests")].source = "pass"
    submission.cells[at(submission, "given-1")].source = "LIMIT = 99"
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert kinds(repairs) == [("changed", "given-1"), ("changed", "first-tests")]
    assert "import math" in repairs[0].sentence


def test_line_ends_and_trailing_space_are_no_change(submission, release):
    cell = submission.cells[at(submission, "first-tests")]
    cell.source = cell.source.replace("\n", " \r\n") + "\n"
    repaired, repairs = repair(submission, release)
    assert repairs == []
    assert_sound(repaired, release)


@pytest.mark.parametrize("name", ["given-1", "first-tests", "demo"])
def test_deleted_locked_cells_come_back(submission, release, name):
    del submission.cells[at(submission, name)]
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert kinds(repairs) == [("missing", name)]


def test_deleted_tests_come_back_after_the_students_own_cells(submission, release):
    helper = new_code_cell("def helper(x): return x", id="helper")
    submission.cells.insert(at(submission, "first-tests"), helper)
    del submission.cells[at(submission, "first-tests")]
    repaired, _ = repair(submission, release)
    order = sources(repaired)
    assert order.index(helper.source) < at(repaired, "first-tests")
    assert at(repaired, "first-tests") < order.index("# play here")


def test_a_deleted_answer_comes_back_as_its_stub(submission, release):
    del submission.cells[at(submission, "second")]
    repaired, repairs = repair(submission, release)
    assert kinds(repairs) == [("missing", "second")]
    assert_sound(repaired, release, answers=False)
    assert repaired.cells[at(repaired, "second")].source.endswith("...")
    assert repaired.cells[at(repaired, "first")].source == ANSWERS["first"]


def test_copies_of_locked_cells_go(submission, release):
    for name in ("first-tests", "given-1"):
        submission.cells.append(deepcopy(submission.cells[at(submission, name)]))
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert kinds(repairs) == [("duplicate", "given-1"), ("duplicate", "first-tests")]
    assert len(repaired.cells) == len(submission.cells) - 2


def test_copies_of_an_answer_all_run_and_the_last_keeps_the_id(submission, release):
    index = at(submission, "first")
    draft = deepcopy(submission.cells[index])
    draft.source = "def first(x):\n    return 0"
    submission.cells.insert(index, draft)
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert repaired.cells[at(repaired, "first") - 1].source == draft.source
    assert kinds(repairs) == [("duplicate", "first")]


def test_a_copy_after_the_tests_does_not_become_the_answer(submission, release):
    backup = deepcopy(submission.cells[at(submission, "first")])
    backup.source = "def first(x):\n    return 'an old version'"
    submission.cells.append(backup)
    repaired, _ = repair(submission, release)
    assert_sound(repaired, release)
    assert repaired.cells[-1].source == backup.source


def test_stripped_metadata_is_found_again(submission, release):
    for number, cell in enumerate(submission.cells):
        cell.metadata = {}
        cell.id = f"new-{number}"
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert {r.kind for r in repairs} == {"metadata"}
    assert sources(repaired) == sources(submission)


def test_an_answer_with_a_syntax_error_is_found_by_its_function(submission, release):
    cell = submission.cells[at(submission, "first")]
    cell.metadata, cell.id = {}, "new"
    cell.source = "def first(x):\n    return (x + 1"
    repaired, _ = repair(submission, release)
    assert repaired.cells[at(repaired, "first")].source == cell.source


def test_a_locked_cell_that_lost_its_marking_and_was_edited(submission, release):
    cell = submission.cells[at(submission, "given-1")]
    cell.metadata, cell.id = {}, "new"
    cell.source = cell.source.replace("seed = 4", "seed = 5")
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert len(repaired.cells) == len(submission.cells)
    assert ("changed", "given-1") in kinds(repairs)


def test_an_open_answer_without_marking_is_found_by_its_place(submission, release):
    cell = submission.cells[at(submission, "why")]
    cell.metadata, cell.id = {}, "new"
    repaired, _ = repair(submission, release)
    assert_sound(repaired, release)


def test_changed_types_are_changed_back(submission, release):
    for name in ("first", "first-tests", "why"):
        index = at(submission, name)
        old = submission.cells[index]
        make = new_markdown_cell if old.cell_type == "code" else new_code_cell
        submission.cells[index] = make(old.source, id=old.id, metadata=old.metadata)
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert {kind for kind, _ in kinds(repairs)} == {"type"}


def test_a_text_with_the_id_of_an_answer_is_still_that_text(submission, release):
    answer = submission.cells[at(submission, "first")]
    submission.cells[0].id, answer.id = answer.id, "new"
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert repairs == []
    assert repaired.cells[0].id == release.cells[0].id


def test_tests_without_their_mark_are_no_answer(submission, release):
    tests = submission.cells[at(submission, "second-tests")]
    note = submission.cells[-1]
    note.metadata, tests.metadata = tests.metadata, note.metadata
    note.id, tests.id = tests.id, note.id
    del submission.cells[at(submission, "second")]
    repaired, _ = repair(submission, release)
    assert_sound(repaired, release, answers=False)
    assert repaired.cells[at(repaired, "second")].source.endswith("...")
    assert repaired.cells[-1].source == note.source == "Thank you."


def test_an_edited_copy_of_tests_before_them_stays_with_the_student(
    submission, release
):
    index = at(submission, "first-tests")
    play = deepcopy(submission.cells[index])
    play.id, play.source = "play", "first(3)"
    submission.cells.insert(index, play)
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert sources(repaired) == sources(submission)
    assert repairs == []


def test_an_answer_that_quotes_the_question_is_still_the_answer(submission, release):
    submission.cells[at(submission, "why")].source = "Write `first`."
    repaired, repairs = repair(submission, release)
    assert repairs == []
    assert repaired.cells[at(repaired, "why")].source == "Write `first`."


def test_exchanged_ids_do_not_cost_the_answers(submission, release):
    one = submission.cells[at(submission, "first")]
    other = submission.cells[at(submission, "second-tests")]
    one.metadata, other.metadata = other.metadata, one.metadata
    one.id, other.id = other.id, one.id
    repaired, _ = repair(submission, release)
    assert_sound(repaired, release)


@pytest.mark.parametrize("points", [0, 100, "many", None])
def test_changed_points_and_flags_are_put_back(submission, release, points):
    metadata = submission.cells[at(submission, "first-tests")].metadata["nbgrader"]
    metadata["points"], metadata["grade"] = points, False
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert kinds(repairs) == [("metadata", "first-tests")]


def test_moved_cells_go_back_and_own_cells_stay(submission, release):
    tests = submission.cells.pop(at(submission, "second-tests"))
    submission.cells.insert(1, tests)
    repaired, repairs = repair(submission, release)
    assert_sound(repaired, release)
    assert kinds(repairs) == [("moved", "second-tests")]
    mine = sources(repaired).index("print(first(1))")
    assert grade_id(repaired.cells[mine - 1]) == "first-tests"


def test_the_students_metadata_reaches_no_cell(submission, release):
    mine = submission.cells[5]
    mine.metadata = {"tags": ["demonstration"], "nbgrader": {"grade_id": "x"}}
    submission.metadata["autograder"] = {"repairs": []}
    submission.metadata["kernelspec"] = {"name": "ir", "display_name": "R"}
    repaired, _ = repair(submission, release)
    assert repaired.cells[5].source == mine.source
    assert repaired.cells[5].metadata == {}
    assert repaired.metadata == release.metadata


def test_an_empty_notebook_becomes_the_release(release):
    repaired, repairs = repair(new_notebook(), release)
    assert_sound(repaired, release, answers=False)
    assert {r.kind for r in repairs} == {"missing"}


DAMAGE = ("delete", "copy", "strip", "retype", "edit", "move", "rename")


def damage(notebook, rng, untouched):
    """Do some harm to cells other than those of the exercise ``untouched``."""
    spare = {untouched, f"{untouched}-tests"}
    for _ in range(rng.randint(1, 8)):
        candidates = [
            i for i, c in enumerate(notebook.cells) if grade_id(c) not in spare
        ]
        index = rng.choice(candidates)
        cell = notebook.cells[index]
        match rng.choice(DAMAGE):
            case "delete" if len(candidates) > 1:
                del notebook.cells[index]
            case "copy":
                copy = deepcopy(cell)
                copy.id = f"copy-{rng.random()}"[:20].replace(".", "-")
                notebook.cells.insert(rng.randint(0, len(notebook.cells)), copy)
            case "strip":
                cell.metadata = {}
            case "retype":
                make = rng.choice([new_code_cell, new_markdown_cell])
                notebook.cells[index] = make(
                    cell.source, id=cell.id, metadata=cell.metadata
                )
            case "edit" if not is_solution(cell):
                cell.source = rng.choice(
                    ["", "x = 1", cell.source[: len(cell.source) // 2]]
                )
            case "move" if not is_solution(cell):
                moved = notebook.cells.pop(index)
                notebook.cells.insert(rng.randint(0, len(notebook.cells)), moved)
            case "rename" if "nbgrader" in cell.metadata:
                cell.metadata = deepcopy(cell.metadata)
                cell.metadata["nbgrader"]["grade_id"] = rng.choice(["x", "given-1", 3])


@pytest.mark.parametrize("seed", range(300))
def test_any_damage_leaves_a_sound_notebook(submission, release, seed):
    rng = random.Random(seed)
    untouched = rng.choice(["first", "second"])
    damage(submission, rng, untouched)
    repaired, _ = repair(submission, release)
    assert_sound(repaired, release, answers=False)
    assert repaired.cells[at(repaired, untouched)].source == ANSWERS[untouched]
    again, repairs = repair(repaired, release)
    assert again == repaired
    assert repairs == []
