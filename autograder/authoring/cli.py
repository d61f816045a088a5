"""The verbs of an author: build, check and bundle."""

import click


@click.command()
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
@click.option("--force", is_flag=True, help="Run the chapters even if nothing changed.")
def build(chapters: tuple[str, ...], force: bool) -> None:
    """Run the chapters and cut what students get; only what changed.

    A CHAPTER is its number (10), its name (10_dropout) or its path; all without one.
    """
    from rich.console import Console

    from autograder.authoring.build import build_chapter
    from autograder.authoring.layout import find_chapters, find_root

    console = Console(highlight=False, soft_wrap=True)
    for chapter in find_chapters(find_root(), chapters):
        build_chapter(chapter, console, force=force)
