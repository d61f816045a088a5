"""What keeps a class from being graded, or from being graded further."""

import click


class GradingError(click.ClickException):
    """What ends a run; the command line prints it."""


class LockedError(GradingError):
    """Another program keeps the gradebook locked."""
