"""Reads percent text: cells with their header's keys and the lines they stand on.

Jupytext does the reading; what it does not tell, the line of each cell, is found here.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.errors import SourceError

# what jupytext notes for itself about how a cell was written
_LAYOUT_KEYS = {"lines_to_next_cell", "lines_to_end_of_cell_marker", "cell_marker"}


@dataclass(frozen=True)
class PercentCell:
    """A cell of percent text.

    ``line`` is the line of its header and ``first_line`` that of its text, both from 1.
    ``title`` is what stands in the header before the first key.
    """

    kind: str
    source: str
    line: int
    first_line: int
    title: str = ""
    options: dict[str, Any] = field(default_factory=dict)


def read_percent(path: Path) -> list[PercentCell]:
    """Return the cells of a percent text file.

    Raises SourceError for text before the first cell, a header that cannot be read and
    a cell that is neither code nor markdown.
    """
    from jupytext.cell_reader import DoublePercentScriptCellReader
    from jupytext.header import header_to_metadata_and_cell
    from nbformat import ValidationError

    lines = path.read_text(encoding="utf-8").splitlines()
    *_, at = header_to_metadata_and_cell(lines, "#", "", ".py")
    while at < len(lines) and not lines[at].strip():
        at += 1
    cells = []
    while at < len(lines):
        reader = DoublePercentScriptCellReader({"extension": ".py"}, "python")
        if not cells and not reader.start_code_re.match(lines[at] + " "):
            raise SourceError(
                path, at + 1, "text before the first cell; begin the file with # %%"
            )
        try:
            node, used = reader.read(lines[at:])
        except ValidationError as fault:
            raise SourceError(
                path, at + 1, f"in this header, {fault.message}"
            ) from None
        cells.append(_cell(path, at + 1, node))
        at += used
    return cells


def _cell(path: Path, line: int, node: Any) -> PercentCell:
    options = {k: v for k, v in node.metadata.items() if k not in _LAYOUT_KEYS}
    if "incorrectly_encoded_metadata" in options:
        raise SourceError(
            path,
            line,
            f"cannot read this header: {options['incorrectly_encoded_metadata']!r}; "
            'keys come last and are written key="text", key=2 or key=["a", "b"]',
        )
    if node.cell_type not in {"code", "markdown"}:
        raise SourceError(path, line, f"a {node.cell_type} cell: use code or markdown")
    blank = len(node.source) - len(node.source.lstrip("\n"))
    return PercentCell(
        kind=node.cell_type,
        source=node.source.strip("\n"),
        line=line,
        first_line=line + 1 + blank,
        title=options.pop("title", ""),
        options=options,
    )
