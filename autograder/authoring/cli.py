"""The verbs of an author: build, check and bundle."""

from pathlib import Path

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


@click.command()
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
def check(chapters: tuple[str, ...]) -> None:
    """Look for leaks, unfounded numbers, missing alt texts and stray metadata.

    Says too why a chapter is not up to date. Ends with status 1 if it finds anything.
    """
    from autograder.authoring.check import check_chapter
    from autograder.authoring.layout import find_chapters, find_root
    from autograder.authoring.state import is_current

    count = 0
    for chapter in find_chapters(find_root(), chapters):
        lines = [f"not up to date: {reason}" for reason in is_current(chapter)]
        lines += [str(problem) for problem in check_chapter(chapter)]
        count += len(lines)
        click.echo(f"{chapter.name}: {len(lines) or 'no'} problems")
        for line in lines:
            click.echo(f"  {line}")
    if count:
        raise SystemExit(1)


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The zip to write; dist/deepnets-course.zip by default.",
)
def bundle(output: Path | None) -> None:
    """Write the zip that students get: course/, which installs and runs alone.

    Refuses when a chapter is not up to date and when a solution would go out.
    """
    from autograder.authoring.bundle import write_bundle
    from autograder.authoring.layout import find_root

    root = find_root()
    target = output or root / "dist" / "deepnets-course.zip"
    names = write_bundle(root, target)
    click.echo(f"{target}: {len(names)} files, {target.stat().st_size / 1e3:.0f} kB")
