"""Small parts that nbgrader_config.py plugs into nbgrader at its own joints."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor


class ForgetBuild(NbGraderPreprocessor):
    """Keeps the build's fingerprints out of what students get."""

    def preprocess(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Remove the notebook's ``build`` metadata."""
        nb.metadata.pop("build", None)
        return nb, resources


class ChapterFolders(str):
    """nbgrader's folder pattern, in which "every assignment" means every chapter.

    nbgrader takes every folder of the source directory for an assignment; where it asks
    for all of them (``*``), this answers with ``NN_name`` alone, so that
    ``solutions/experiments`` is not listed in formgrader.
    """

    def format(self, *args: str, assignment_id: str, **kwargs: str) -> str:
        """Fill in the pattern, as ``str.format`` does."""
        if assignment_id == "*":
            assignment_id = "[0-9][0-9]_*"
        return super().format(*args, assignment_id=assignment_id, **kwargs)


class TrimCells(NbGraderPreprocessor):
    """Drops the blank lines that a hidden region leaves at the end of a cell."""

    def preprocess_cell(self, cell, resources, index):
        """Return the cell without trailing white space."""
        cell.source = cell.source.rstrip()
        return cell, resources
