"""Every file gets read as a notebook or refused with a reason and advice."""

import json
import random
from copy import deepcopy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.grading import submission
from autograder.grading.submission import SubmissionError, read_submission

NOTEBOOK = json.loads(
    nbformat.writes(
        new_notebook(
            cells=[
                new_code_cell("x = 1", id="a", metadata={"tags": ["t"]}),
                new_markdown_cell("Zahlen: äöü 数", id="b"),
            ]
        )
    )
)
V3 = {
    "nbformat": 3,
    "nbformat_minor": 0,
    "metadata": {"name": ""},
    "worksheets": [
        {
            "cells": [
                {
                    "cell_type": "code",
                    "input": ["x = 1\n", "y = 2"],
                    "language": "python",
                    "outputs": [],
                    "collapsed": False,
                    "metadata": {},
                },
                {"cell_type": "markdown", "source": "text", "metadata": {}},
            ]
        }
    ],
}


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "notebook.ipynb"
        if not isinstance(content, bytes):
            content = json.dumps(content, ensure_ascii=False).encode()
        path.write_bytes(content)
        return read_submission(path)

    return read


def with_cell(**changes):
    return {**NOTEBOOK, "cells": [{**NOTEBOOK["cells"][0], **changes}]}


def test_a_notebook_keeps_text_ids_and_metadata(read):
    notebook = read(NOTEBOOK)
    assert [c.source for c in notebook.cells] == ["x = 1", "Zahlen: äöü 数"]
    assert [c.id for c in notebook.cells] == ["a", "b"]
    assert notebook.cells[0].metadata.tags == ["t"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_unicode_encoding_is_read(read, encoding):
    content = json.dumps(NOTEBOOK, ensure_ascii=False).encode(encoding)
    assert read(content).cells[1].source.endswith("数")


def test_format_3_is_upgraded(read):
    notebook = read(V3)
    assert [c.source for c in notebook.cells] == ["x = 1\ny = 2", "text"]


def test_format_1_keeps_its_text(read):
    code = {"cell_type": "code", "input": "x = 1"}
    notebook = read(
        {"nbformat": 1, "cells": [code, {"cell_type": "text", "text": "a"}]}
    )
    assert [c.source for c in notebook.cells] == ["x = 1", "a"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"I could not finish.", "line 1 is not valid JSON"),
        (b"PK\x03\x04....", "zip archive"),
        (b"\n<!doctype html><html>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b'{"cells": [\n<<<<<<< HEAD\n=======\n>>>>>>> x\n]}', "merge conflict"),
        ('{"cells": ["Ä"]}'.encode("latin-1"), "UTF-8"),
        (b"[1, 2]", "not a notebook"),
        (b'{"cells": 3}', "not a notebook"),
        (b'{"cells": [3]}', "not a notebook"),
        (b'{"a": ' + b"1" * 10_000 + b"}", "cannot be read"),
        (b"[" * 100_000, "too deeply"),
        (b'{"worksheets": 7, "nbformat": 3}', "old format"),
        (b'{"cells": [' + b"{}," * 6_000 + b"{}]}", "6,001 cells"),
    ],
)
def test_what_is_no_notebook_is_refused_with_a_reason(read, content, reason):
    with pytest.raises(SubmissionError, match=reason) as caught:
        read(content)
    assert caught.value.advice.endswith(".")


def test_a_huge_file_is_refused_before_it_is_read(read, monkeypatch):
    monkeypatch.setattr(submission, "MAX_BYTES", 1_000_000)
    with pytest.raises(SubmissionError, match="2 MB of at most 1 MB"):
        read(b" " * 2_000_000)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(SubmissionError, match="cannot be read"):
        read_submission(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"metadata": None},
        {"metadata": {"tags": 3, "nbgrader": {"grade_id": "x"}}},
        {"metadata": {"nbgrader": 5}},
        {"outputs": "none"},
        {"outputs": [{"output_type": "evil"}]},
        {"id": None},
        {"id": "no spaces allowed"},
        {"cell_type": "sql"},
        {"cell_type": ["code"]},
        {"source": None},
        {"source": ["x = 1\n", 3]},
        {"source": "half a character: \\ud800"},
        {"cell_type": "markdown", "attachments": {"a.png": 3}},
        {"cell_type": "markdown", "attachments": []},
    ],
)
def test_malformed_cells_become_sound_ones(read, changes, tmp_path):
    notebook = read(json.dumps(with_cell(**changes)).replace("\\\\ud", "\\ud").encode())
    nbformat.validate(notebook)
    nbformat.write(notebook, tmp_path / "again.ipynb")


def test_invalid_metadata_keeps_what_grading_needs(read):
    broken = with_cell(metadata={"tags": 3, "nbgrader": {"grade_id": "x"}})
    assert read(broken).cells[0].metadata == {"nbgrader": {"grade_id": "x"}}


def test_attachments_are_text_by_type_by_name(read):
    nested = {"a": 1}
    for _ in range(200):
        nested = {"a": nested}
    attached = {
        "figure.png": {"image/png": "AAAA", "application/json": nested},
        "half \ud800": {"text/plain": "a \udfff b"},
        "no bundle": "AAAA",
    }
    broken = with_cell(cell_type="markdown", attachments=attached)
    notebook = read(json.dumps(broken).encode())
    assert notebook.cells[0].attachments == {
        "figure.png": {"image/png": "AAAA"},
        "half ?": {"text/plain": "a ? b"},
    }
    deepcopy(notebook)
    nbformat.writes(notebook).encode()


def test_equal_ids_are_made_different(read):
    notebook = read({**NOTEBOOK, "cells": [NOTEBOOK["cells"][0]] * 3})
    assert len({cell.id for cell in notebook.cells}) == 3


@pytest.mark.parametrize("seed", range(200))
def test_flipped_bytes_are_read_or_refused(read, seed):
    rng = random.Random(seed)
    content = bytearray(json.dumps(NOTEBOOK).encode())
    for _ in range(rng.randint(1, 5)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    try:
        notebook = read(bytes(content[: rng.randint(1, len(content))]))
    except SubmissionError:
        return
    nbformat.validate(notebook)
