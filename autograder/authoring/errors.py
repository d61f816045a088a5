"""What an author did wrong, said so that it can be put right."""

from pathlib import Path

import click


class AuthoringError(click.ClickException):
    """A fault in the course's text or tree; the command line prints it and stops."""


class SourceError(AuthoringError):
    """A fault in a percent text, with the file and the line where it stands."""

    def __init__(self, path: Path | str, line: int, message: str):
        self.path, self.line = Path(path), line
        super().__init__(f"{path}:{line}: {message}")


class BuildError(AuthoringError):
    """A chapter that cannot be built; what was built before is left untouched."""
