"""The command ``autograder``: registers the verbs, each in a module of its own."""

from __future__ import annotations

from importlib import import_module

import click

import autograder.light_imports  # noqa: F401  (before the verbs import anything)

# verb -> (where it is, what help says of it), so that help imports nothing
VERBS = {
    "build": (
        "autograder.authoring.cli:build",
        "Run the chapters and cut what students get; only what changed.",
    ),
    "check": (
        "autograder.authoring.cli:check",
        "Look for leaks, unfounded numbers, missing alt texts and stray metadata.",
    ),
    "rehearse": (
        "autograder.classroom.cli:rehearse",
        "Grade the author's own answers; they must earn every point.",
    ),
    "bundle": (
        "autograder.authoring.cli:bundle",
        "Write the zip that students get.",
    ),
    "grade": (
        "autograder.running.cli:grade",
        "Grade the submissions of a class.",
    ),
    "diff": (
        "autograder.running.cli:diff",
        "Say whose points grading now would move; record nothing.",
    ),
    "report": (
        "autograder.reporting.cli:report",
        "Write the report of a graded class.",
    ),
    "doctor": (
        "autograder.sandbox.cli:doctor",
        "Say whether this machine can keep student code in.",
    ),
    "sample-class": (
        "autograder.classroom.cli:sample_class",
        "Compose a class of submissions from known answers.",
    ),
}


class LazyGroup(click.Group):
    """A group that imports a verb when it is used, not to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a verb; None when there is none of that name."""
        if cmd_name not in VERBS:
            return None
        module, name = VERBS[cmd_name][0].split(":")
        return getattr(import_module(module), name)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the verbs with the table's own words."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, help_) for verb, (_, help_) in VERBS.items()])


@click.group(cls=LazyGroup)
@click.version_option(package_name="autograder")
def main() -> None:
    """Build the notebooks of an autograded course, grade them and report a class."""
