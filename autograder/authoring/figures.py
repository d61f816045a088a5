"""Finds figures that say nothing to a reader who cannot see them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from nbformat import NotebookNode

from autograder.authoring.problem import Problem
from autograder.authoring.prose import without_code

SHORTEST = 20  # characters; less names a figure, it does not say what it shows
_MARKDOWN_IMAGE = re.compile(r"!\[([^\]]*)\]\(")


def figure_problems(notebook: NotebookNode, place: str) -> list[Problem]:
    """Return a problem for each figure without an alt text of 20 characters or more.

    A figure is an image in a markdown cell or an output with one. A picture (PNG, JPEG,
    GIF) in an output cannot carry a text itself, so it must come as HTML with its
    ``<img alt=...>``; an SVG may carry an ``aria-label`` or a ``<title>``.
    """
    problems = []
    for cell in notebook.cells:
        for alt in _alts(cell):
            if alt is None or len(alt.strip()) < SHORTEST:
                said = "no alt text" if alt is None else f"the alt text {alt!r}"
                problems.append(
                    Problem(
                        f"{place}#{cell.id}",
                        "figure",
                        f"a figure with {said}; say in {SHORTEST} characters or more "
                        "what it shows",
                    )
                )
    return problems


def count_figures(notebook: NotebookNode) -> int:
    """Return how many figures a notebook shows."""
    return sum(len(_alts(cell)) for cell in notebook.cells)


def _alts(cell: NotebookNode) -> list[str | None]:
    """Return the alt text of each figure of a cell, None where there is none."""
    if cell.cell_type != "code":
        text = without_code(cell.source)
        return _MARKDOWN_IMAGE.findall(text) + _html_alts(text)
    alts: list[str | None] = []
    for output in cell.outputs:
        data = output.get("data", {})
        alts += _html_alts(data.get("text/html", ""))
        alts += _html_alts(data.get("image/svg+xml", ""))
        alts += _MARKDOWN_IMAGE.findall(data.get("text/markdown", ""))
        pictures = [m for m in data if m.startswith("image/") and "svg" not in m]
        if pictures and not _html_alts(data.get("text/html", "")):
            alts.append(None)
    return alts


def _html_alts(html: str) -> list[str | None]:
    parser = _Figures()
    parser.feed(html)
    parser.close()
    return parser.alts


class _Figures(HTMLParser):
    """Collects the alt texts of ``<img>`` and ``<svg>`` elements."""

    def __init__(self):
        super().__init__()
        self.alts: list[str | None] = []
        self._in_svg = self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))
        elif tag == "svg":
            self._in_svg = True
            self.alts.append(dict(attrs).get("aria-label"))
        elif tag == "title":
            self._in_title = self._in_svg

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._in_svg = False
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title and self.alts and self.alts[-1] is None:
            self.alts[-1] = data
