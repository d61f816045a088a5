"""Packs what students get into one zip, the same bytes for the same course."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from autograder.authoring.errors import BuildError
from autograder.authoring.files import files_below
from autograder.authoring.layout import CHAPTER_NAME, CONFIG, find_chapters
from autograder.authoring.leaks import find_leaks
from autograder.authoring.state import current_release

FOLDER = "deepnets-course"  # what the zip unpacks to
_TOP = {"pyproject.toml", "README.md", "LICENSE", CONFIG}
_WHEN = (2020, 1, 1, 0, 0, 0)
_LIBRARY = re.compile(
    r".+\.(py|md|txt|csv|json|npz|npy|gz|h5|keras|html|css|js|svg|png)|LICENSE(\.\w+)?"
)


def write_bundle(root: Path, target: Path) -> list[str]:
    """Write the zip of course/ to ``target``; return the names of its files.

    Raises BuildError when a chapter is not current, when a file in course/ is neither
    library nor release, and when anything of a solution or a hidden test would go out.
    """
    chapters = find_chapters(root)
    stale, released = [], {}
    for chapter in chapters:
        reasons, files = current_release(chapter)
        stale += [f"{chapter.name}: {reason}" for reason in reasons]
        released |= {f"{chapter.name}/{name}": files[name] for name in files}
    if stale:
        raise BuildError("not up to date; run autograder build:\n" + "\n".join(stale))
    files = _course_files(root) | released

    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.part.zip")
    try:
        _write(partial, files)
        leaks = [leak for c in chapters for leak in find_leaks(c.source, [partial])]
        if leaks:
            raise BuildError("this must not go out:\n" + "\n".join(map(str, leaks)))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return sorted(files)


def _course_files(root: Path) -> dict[str, bytes]:
    """Return the files of course/ that are no chapter's: name in the zip -> content."""
    course = root / "course"
    files, foreign = {}, []
    for path in files_below(course):
        first, *rest = path.relative_to(course).parts
        if CHAPTER_NAME.fullmatch(first) and rest:
            continue  # taken from the release as it is cut
        if first.endswith(".egg-info") or first in {"build", "dist"}:
            continue  # what installing it leaves behind
        known = first == "deepnets" and _LIBRARY.fullmatch(path.name)
        if known or (first in _TOP and not rest):
            files[path.relative_to(course).as_posix()] = path.read_bytes()
        else:
            foreign.append(str(path.relative_to(root)))
    if foreign:
        raise BuildError(
            "neither library nor chapter, so students would not get it; move it out of "
            "course/:\n" + "\n".join(foreign)
        )
    return files


def _write(target: Path, files: dict[str, bytes]) -> None:
    with ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(f"{FOLDER}/{name}", _WHEN)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name], compresslevel=9)
