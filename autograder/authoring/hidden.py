"""What students must not see of a chapter: its solutions and its hidden tests.

Texts are compared squeezed, without blanks, quotes, brackets and line ends: a line is
then found however it is wrapped, quoted or spread over several strings.
"""

from __future__ import annotations

import builtins
import keyword
import re
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.authoring.regions import HIDDEN_TESTS, SOLUTION, split_region

CANARY = re.compile(r"CANARY-[0-9a-f]+")
LINE = 16  # squeezed characters: a shorter line is found in any program
REGION = 12  # the same for a whole region: "return np.maximum(0, z)"
_SQUEEZED = re.compile(r"[\s\"'`\\()\[\]{},]+")
_COMMENT = re.compile(r"(?<=\S)\s+#\s")
_WORD = re.compile(r"[A-Za-z_]\w+")
_NO_NEWS = {*keyword.kwlist, *dir(builtins), "self", "np", "args", "kwargs"}
# what many programs say, whatever they do
_COMMON = re.compile(
    r"(from|import)\s.*|@\w+|def __init__\(.*|(return )?super\(\).*"
    r"|.*\bset_random_seed\(\w+\)|\w+ = (np\.random\.)?default_rng\(\w*\)"
    r"|\w+ = rng\.\w+\([\w\s=.,()*-]*\)"
)


@dataclass(frozen=True)
class Region:
    """One region of a cell: the cell's id, its text, and the lines that tell on it.

    ``lines`` pairs each line as written with the same squeezed.
    """

    cell: str
    whole: str
    lines: tuple[tuple[str, str], ...]


def squeeze(text: str) -> str:
    """Return a text without what wrapping, quoting and spreading it changes."""
    return _SQUEEZED.sub("", text)


def hidden_regions(notebook: NotebookNode) -> list[Region]:
    """Return the regions of a source notebook that students must not see.

    Left out are lines that are also in its visible parts, and lines that any program
    may have: short ones, imports, the making of a random generator.
    """
    visible_parts: list[str] = []
    hidden: list[tuple[str, list[str]]] = []
    for cell in notebook.cells:
        visible, regions = _split(cell)
        visible_parts.append("\n".join(visible))
        hidden += [(cell.id, lines) for lines in regions]
    visible = squeeze("\n".join(visible_parts))
    return [_region(cell, lines, visible) for cell, lines in hidden]


def canaries(notebook: NotebookNode) -> set[str]:
    """Return the canaries that an author planted in a source notebook."""
    return {canary for cell in notebook.cells for canary in CANARY.findall(cell.source)}


def _split(cell: NotebookNode) -> tuple[list[str], list[list[str]]]:
    role = cell.metadata.get("nbgrader", {})
    lines = cell.source.split("\n")
    if role.get("solution"):
        visible, regions = split_region(cell.source, SOLUTION)
        return (visible, regions) if regions else ([], [lines])
    if role.get("grade"):
        return split_region(cell.source, HIDDEN_TESTS)
    return lines, []


def _region(cell: str, lines: list[str], visible: str) -> Region:
    # a line and the comment after it are found apart too
    parts = [
        part.strip().removeprefix("return ")
        for line in lines
        for part in _COMMENT.split(line)
    ]
    telling = tuple(
        (part, squeeze(part))
        for part in parts
        if _tells(part) and squeeze(part) not in visible
    )
    code = (_COMMENT.split(line)[0] for line in lines)
    whole = squeeze("\n".join(line for line in code if line.strip()[:1] != "#"))
    known = len(whole) < REGION or whole in visible
    return Region(cell, "" if known else whole, telling)


def _tells(line: str) -> bool:
    news = {word for word in _WORD.findall(line) if word not in _NO_NEWS}
    return len(squeeze(line)) >= LINE and len(news) >= 2 and not _COMMON.fullmatch(line)
