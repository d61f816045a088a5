"""Takes out of markdown what is not prose, without moving what is.

What is taken out is replaced by as many blanks, so that lines and places stay.
"""

import re

_FENCE = re.compile(r"^([ \t]*)(```+|~~~+).*?^\1\2[ \t]*$", re.M | re.S)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_NOT_PROSE = [
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"\$\$.*?\$\$", re.S),
    re.compile(r"\\\[.*?\\\]|\\\(.*?\\\)", re.S),
    re.compile(r"(?<![\\$])\$(?=\S)[^$]*?(?<=\S)\$(?!\d)", re.S),
    re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.S),
    re.compile(r"!\[[^\]]*\]"),  # an alt text is checked as a figure's
    re.compile(r"(?<=\])\([^)\s]*(\s+\"[^\"]*\")?\)"),  # a link's target
    re.compile(r"(?<=\])\[[^\]]*\]"),
    re.compile(r"<?\bhttps?://[^\s>)]+>?"),
    re.compile(r"</?[a-zA-Z][^>]*>"),
    re.compile(r"^[ \t]*(?:>[ \t]*)*\d+[.)](?=\s)", re.M),  # a list's ordinal
    re.compile(r"^[ \t]*#+[ \t]+(?:\d+\.?)+(?=\s)", re.M),  # a heading's number
]


def without_code(markdown: str) -> str:
    """Blank fenced code and code spans."""
    return _blank(_blank(markdown, _FENCE), _CODE)


def prose(markdown: str) -> str:
    """Blank code, math, comments, tags, links' targets, ordinals, headings' numbers."""
    text = without_code(markdown)
    for pattern in _NOT_PROSE:
        text = _blank(text, pattern)
    return text


def sentence_at(text: str, place: int) -> str:
    """Return the sentence of a text that holds the character at ``place``."""
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, 0, place)), default=0)
    end = _SENTENCE_END.search(text, place)
    return " ".join(text[begin : end.start() + 1 if end else len(text)].split())


_SENTENCE_END = re.compile(r"[.!?:](?=\s)|\n\s*\n|\n(?=[ \t]*(?:[-*|#]|\d+[.)]))")


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
