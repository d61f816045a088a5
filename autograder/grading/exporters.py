"""How nbgrader reads a submission: as robustly as the rest of grading does."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.grading.submission import read_submission


class SubmissionExporter(NotebookExporter):
    """Reads notebooks of any version and encoding, or says why one cannot be read."""

    def from_file(
        self, file_stream: Any, resources: dict | None = None, **kw: Any
    ) -> tuple[str, dict]:
        """Convert a notebook from an open file."""
        notebook = read_submission(Path(file_stream.name))
        return self.from_notebook_node(notebook, resources=resources, **kw)
