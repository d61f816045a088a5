"""Checks a built chapter: leaks, claims, figures, metadata."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat

from autograder.authoring.claims import claim_problems
from autograder.authoring.figures import figure_problems
from autograder.authoring.layout import Chapter
from autograder.authoring.leaks import find_leaks
from autograder.authoring.metadata import metadata_problems
from autograder.authoring.problem import Problem
from autograder.authoring.release import cut_release, foreign_files
from autograder.authoring.source import read_source
from autograder.authoring.state import read_executed


def check_chapter(chapter: Chapter | Path | str) -> list[Problem]:
    """Return everything that is wrong with a chapter as it was built.

    ``chapter`` may be the path of its folder. Looked for are hidden parts in course/,
    numbers without a ground (the chapter's own outputs and JSON files), figures without
    alt text, stray metadata, and files that do not belong to the release.
    """
    chapter = Chapter.at(chapter)
    missing = [p for p in (chapter.executed, chapter.release) if not p.is_file()]
    if missing:
        return [
            Problem(_place(chapter, path), "build", "not built yet: autograder build")
            for path in missing
        ]
    source = read_source(chapter.source)
    executed = read_executed(chapter)
    release = nbformat.read(chapter.release, as_version=4)
    # its own files only: among the numbers of all experiments any claim finds a match
    results = sorted(chapter.folder.glob("*.json"))
    inside, outside = (
        _place(chapter, chapter.executed),
        _place(chapter, chapter.release),
    )
    found = [
        *find_leaks(chapter.source, [chapter.root / "course"]),
        *claim_problems(source, executed, results),
        *figure_problems(executed, inside),
        *metadata_problems(executed, inside, release=False),
        *metadata_problems(release, outside, release=True),
        *(
            Problem(_place(chapter, path), "release", "no part of the release")
            for path in foreign_files(chapter, cut_release(chapter))
        ),
    ]
    root = f"{chapter.root}/"
    return [
        replace(problem, place=problem.place.removeprefix(root)) for problem in found
    ]


def _place(chapter: Chapter, path: Path) -> str:
    return path.relative_to(chapter.root).as_posix()
