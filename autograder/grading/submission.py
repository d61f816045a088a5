"""Reads what a student handed in, or says why it cannot be read and what to do.

What comes back is always a valid notebook of today's format, without outputs.
"""

import json
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from nbformat.validator import isvalid

from autograder.grading.repair import Repair

MAX_BYTES = 50_000_000
MAX_CELLS = 2_000
_ASK = "Open your notebook in JupyterLab, save it, and hand in the .ipynb file itself."
_NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
_SOURCE = ("source", "input", "text")  # where formats of before 2014 keep it as well
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LOOKS_LIKE = {  # what a file begins with -> what it is
    b"PK\x03\x04": "a zip archive or an office document",
    b"%PDF": "a PDF",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"\x89PNG": "an image",
    b"\x1f\x8b": "a compressed file",
}


class SubmissionError(Exception):
    """A submission that gets no grade: ``reason``, and ``advice`` to the student."""

    def __init__(self, reason: str, advice: str = _ASK):
        self.reason, self.advice = reason, advice
        super().__init__(f"{reason} {advice}")


def read_submission(path: Path | str) -> NotebookNode:
    """Read a student's notebook from a file; see :func:`parse_submission`."""
    path = Path(path)
    try:
        _refuse_too_large(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise SubmissionError(f"The file cannot be read: {error.strerror}.") from error
    return parse_submission(content)


def notebook_of(files: Mapping[str, bytes], name: str) -> tuple[bytes, list[Repair]]:
    """Return the notebook ``name`` (without its ending) among the files handed in.

    Browsers and JupyterLab give copies other names, such as ``name (1).ipynb``, and
    archives put folders around them: one notebook that can be meant is taken, with a
    repair that says so.

    Raises SubmissionError when it is not clear which notebook is meant.
    """
    wanted = f"{name}.ipynb"
    if wanted in files:
        return files[wanted], []
    others = sorted(path for path in files if path.endswith(".ipynb"))
    alike = [path for path in others if Path(path).name.startswith(name)]
    for meant in (alike, others):
        if len(meant) == 1:
            sentence = f"“{meant[0]}” was graded: there is no {wanted}."
            return files[meant[0]], [Repair("name", "", sentence)]
    found = f"there is {', '.join(others)}" if others else "there is no notebook"
    raise SubmissionError(
        f"The notebook {wanted} is missing from the submission; {found}.",
        f"Hand it in under its own name, {wanted}.",
    )


def parse_submission(content: bytes) -> NotebookNode:
    """Read a student's notebook of any format version and encoding.

    Returns a notebook of nbformat 4.5: sources are text, every cell has an id and
    metadata, outputs are left out because grading makes them anew.

    Raises SubmissionError when there is no notebook to read.
    """
    _refuse_too_large(len(content))
    try:
        return _notebook(_parse(_decode(content)))
    except RecursionError as error:
        raise SubmissionError(
            "The file is not a notebook: it is nested too deeply."
        ) from error


def _refuse_too_large(size: int) -> None:
    if size > MAX_BYTES:
        raise SubmissionError(
            f"The file is too large: {size / 1e6:,.0f} MB of at most "
            f"{MAX_BYTES / 1e6:.0f} MB.",
            "Clear the outputs of your notebook (Edit > Clear Outputs of All "
            "Cells), save it and hand it in again.",
        )


def _decode(content: bytes) -> str:
    if not content.strip():
        raise SubmissionError("The file is empty.")
    for beginning, kind in _LOOKS_LIKE.items():
        if content.lstrip()[:9].lower().startswith(beginning.lower()):
            raise SubmissionError(f"The file is {kind}, not a notebook.")
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SubmissionError(
            f"The file is not text in UTF-8 (byte {error.start:,} is wrong)."
        ) from error


def _parse(text: str) -> dict:
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError as error:
        if "<<<<<<<" in text and ">>>>>>>" in text:
            raise SubmissionError(
                "The file holds the marks of a merge conflict (<<<<<<<).",
                "Resolve the conflict in git, check that the notebook opens in "
                "JupyterLab, and hand it in again.",
            ) from error
        raise SubmissionError(
            f"The file is not a notebook: line {error.lineno} is not valid JSON."
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise SubmissionError(
            "The file is not a notebook: its JSON cannot be read."
        ) from error
    if not isinstance(parsed, dict) or not {"cells", "worksheets"} & set(parsed):
        raise SubmissionError("The file is valid JSON, but not a notebook: no cells.")
    return parsed


def _notebook(parsed: dict) -> NotebookNode:
    if "cells" not in parsed:
        parsed = _upgrade(parsed)
    cells = parsed["cells"]
    if not isinstance(cells, list) or not all(isinstance(c, dict) for c in cells):
        raise SubmissionError("The file is not a notebook: its cells are no cells.")
    if len(cells) > MAX_CELLS:
        raise SubmissionError(
            f"The notebook has {len(cells):,} cells; at most {MAX_CELLS:,} are graded.",
            "Start again from the notebook you were given and copy your answers in.",
        )
    taken: set[str] = set()
    notebook = _unchecked(
        [_cell(cell, taken) for cell in cells], _plain_dict(parsed.get("metadata"))
    )
    if not isvalid(notebook):
        _drop_invalid_metadata(notebook)
    return notebook


def _drop_invalid_metadata(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if not isvalid(_unchecked([cell], NotebookNode())):
            cell.metadata = _plain_dict({"nbgrader": cell.metadata.get("nbgrader")})
            cell.pop("attachments", None)
    if not isvalid(_unchecked([], notebook.metadata)):
        notebook.metadata = NotebookNode()


def _unchecked(cells: list[NotebookNode], metadata: NotebookNode) -> NotebookNode:
    notebook = new_notebook()
    notebook.cells, notebook.metadata = cells, metadata
    return notebook


def _upgrade(parsed: dict) -> dict:
    """Bring a notebook of before 2014 (nbformat 1 to 3) to format 4."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbformat warns of what _cell puts right
            return nbformat.convert(nbformat.from_dict(parsed), 4)
    except Exception as error:  # nbformat raises anything on a malformed old notebook
        raise SubmissionError(
            "The notebook is of an old format and cannot be brought to today's."
        ) from error


def _cell(cell: dict, taken: set[str]) -> NotebookNode:
    source = next((cell[key] for key in _SOURCE if key in cell), "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        source = ""
    kind = cell.get("cell_type")
    make = _NEW_CELL.get(kind if isinstance(kind, str) else "raw", new_raw_cell)
    made = make(_writable(source))
    made.metadata = _plain_dict(cell.get("metadata"))
    name = cell.get("id")
    if isinstance(name, str) and name not in taken and _ID.fullmatch(name):
        made.id = name
    taken.add(made.id)
    attachments = _attached(cell.get("attachments"))
    if made.cell_type != "code" and attachments:
        made.attachments = attachments
    return made


def _attached(attachments: Any) -> NotebookNode:
    """Keep of attachments what Jupyter makes them of: text by type by name."""
    kept = NotebookNode()
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        if isinstance(bundle, dict):
            kept[_writable(name)] = NotebookNode(
                {
                    _writable(kind): _writable(data)
                    for kind, data in bundle.items()
                    if isinstance(data, str)
                }
            )
    return kept


def _plain_dict(value: Any) -> NotebookNode:
    return nbformat.from_dict(value) if isinstance(value, dict) else NotebookNode()


def _writable(text: str) -> str:
    """Replace half characters (lone surrogates), which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
