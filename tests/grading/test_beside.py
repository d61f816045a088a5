"""What lies beside a notebook while it runs, and what is too much of it."""

import nbformat
import pytest
from nbformat.v4 import new_notebook

from autograder.grading.evaluate import evaluate
from autograder.grading.execute import beside_the_notebook
from autograder.grading.inputs import Assignment, Submission

NOTEBOOK = nbformat.writes(new_notebook()).encode()


def test_the_assignments_files_stand_above_the_students():
    given = {"table.csv": b"right", "data/x.csv": b"1"}
    own = {"table.csv": b"forged", "notes.txt": b"mine", "data": b"", "a/b.txt": b""}
    files = beside_the_notebook(given, own)
    assert files == given | {"notes.txt": b"mine", "a/b.txt": b""}


def test_a_file_where_the_assignment_has_a_folder_gives_way():
    assert beside_the_notebook({"a": b"1"}, {"a/b": b"2"}) == {"a": b"1"}


def test_notebooks_are_left_out():
    assert beside_the_notebook({"x.ipynb": b""}, {"sub/y.ipynb": b""}) == {}


@pytest.mark.parametrize(
    "own",
    [
        {"data.bin": bytes(200_000_000)},
        {f"{number}.txt": b"" for number in range(11_000)},
    ],
    ids=["large", "many"],
)
def test_too_much_is_refused_with_advice(own):
    submission = Submission("anna", {"x.ipynb": NOTEBOOK, **own})
    evaluation = evaluate(submission, Assignment("x", "x", NOTEBOOK, NOTEBOOK))
    assert evaluation.status == "refused"
    assert "too much beside the notebook" in evaluation.reason
    assert "Hand in the notebook alone" in evaluation.reason
