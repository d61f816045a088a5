"""The source notebook of a chapter: percent text with its roles expanded."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring.percent import read_percent
from autograder.authoring.roles import SourceCell, expand

# no version of Python: the notebook must not differ from machine to machine
NOTEBOOK_METADATA = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Source:
    """A chapter's percent text, read and checked."""

    path: Path
    cells: list[SourceCell]

    def notebook(self) -> nbformat.NotebookNode:
        """Return the source notebook (nbformat 4.5), not executed."""
        cells = []
        for cell in self.cells:
            make = new_code_cell if cell.kind == "code" else new_markdown_cell
            cells.append(
                make(cell.source, id=cell.cell_id, metadata=deepcopy(cell.metadata))
            )
        notebook = new_notebook(cells=cells, metadata=deepcopy(NOTEBOOK_METADATA))
        notebook.nbformat_minor = 5
        nbformat.validate(notebook)
        return notebook


def read_source(path: Path | str) -> Source:
    """Read a chapter's percent text; raises SourceError with file and line."""
    path = Path(path)
    return Source(path, expand(path, read_percent(path)))
