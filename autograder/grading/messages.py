"""Keeps what nbgrader logs while it converts, to say why it failed."""

import logging
from pathlib import Path


class Messages(logging.Handler):
    """The warnings and errors of one step of nbgrader's."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []
        self.logger = logging.Logger("autograder.grading")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self._lines.append(record.getMessage())

    def clear(self) -> None:
        """Forget the messages of the last step."""
        self._lines.clear()

    @property
    def text(self) -> str:
        """The messages of this step, one a line."""
        return "\n".join(self._lines)

    @property
    def cause(self) -> str:
        """The last line of the last traceback, or of everything if there is none."""
        traces = [text for text in self._lines if text.startswith("Traceback")]
        lines = "\n".join(traces or self._lines).strip().splitlines()
        return lines[-1].strip() if lines else "nbgrader gave no reason."

    def write_to(self, path: Path) -> None:
        """From now on write every message to a file as well."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, mode="w", encoding="utf-8", delay=True)
        handler.setLevel(logging.INFO)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self.logger.addHandler(handler)
