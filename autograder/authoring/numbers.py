"""Reads numbers, as people write them in prose and as programs print them."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from autograder.authoring.prose import prose

COUNT = 13  # a whole number below it, without a unit, counts things: "3 layers"

_GROUPED = r"\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)"
_PERCENT = r"%|per ?cent\b|percentage points?\b|points?\b"
_OTHER_UNIT = (
    r"[x×](?!\w)|times (?=faster|slower|more|less|fewer|as|the|larger|smaller|longer"
    r"|shorter|better|worse|higher|lower|bigger)"
    r"|[mµn]?s\b|(?:milli)?seconds?\b|min\b|minutes?\b|hours?\b|[kMG]i?B\b|bytes\b"
)
_CLAIM = re.compile(
    rf"(?<![\w.])(?P<number>{_GROUPED}|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)"
    rf"(?:[ \u00a0\u2009\u202f]?(?:(?P<percent>{_PERCENT})|(?P<other>{_OTHER_UNIT}))"
    r"|(?![\w]))"
)
_JOINS = re.compile(r"\s*(?:to|and|or|±|[-–—,])\s*")
_LABEL = (
    r"chapters?|exercises?|questions?|figures?|fig\.|sections?|tables?|equations?|eq\."
    r"|pages?|pp?\.|volume|vol\.|no\.|version|python|keras|tensorflow|numpy|arxiv:|seeds?"
)
# numbers that say nothing that could be measured
_NO_CLAIMS = [
    re.compile(r"\(\s*\d+(?:\.\d+)? points?[^)]*\)|worth \d+(?:\.\d+)? points?", re.I),
    re.compile(
        rf"\b(?:{_LABEL})\s*\d+(?:\.\d+)*"
        r"(?:[-–:]\d+|\s*(?:,|and|to|or)\s*\d{1,3}(?![\d.,]*\d|\s*(?:%|per ?cent)))*",
        re.I,
    ),
    re.compile(r"\b\d+(?:\(\d+\))?:\d+(?:[-–]\d+)?"),  # volume and pages: 15:1929–1958
    re.compile(r"\b\d+(?:\.\d+){2,}"),  # a version
    re.compile(r"\b\w+(?:-\d+){2,}\b"),  # layers: 784-300-10, LeNet-300-100
    re.compile(r"\b[A-Za-z]\w*-\d+(?:\.\d+)?\b"),  # a name: top-5
    re.compile(r"\d+(?:\s?[×x]\s?\d+)+"),  # a shape: 28 × 28
    re.compile(  # the year of a paper
        r"(?:\(|et al\.,? |[a-z.], |[A-Z][\w'’.-]+,? )(?:19|20)\d\d[a-z]?"
        r"(?=[,;:.)]|\s*$|\s+[A-Z(])"
    ),
    re.compile(r"\bin (?:19|20)\d\d(?=\s*[,.;:)]|\s*$)"),
]
_PRINTED = re.compile(r"(?<![\w.])\d+\.?\d*(?:[eE][-+]?\d+)?(?:\s?%)?")
_PRINTED_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])")


@dataclass(frozen=True)
class Claim:
    """A number in prose: where it stands, how it is written, what it says."""

    start: int
    text: str
    value: float
    decimals: int
    unit: str  # "percent", "other" or "" for none


@dataclass(frozen=True)
class Printed:
    """A number in an output or a results file, and how it is written there."""

    text: str
    value: float
    percent: bool = False


def read_claims(markdown: str) -> list[Claim]:
    """Return the numbers of a markdown text that claim something.

    Code, math, links, labels ("table 9"), years of papers, shapes, versions, points of
    an exercise and small counts ("3 layers") claim nothing.
    """
    text = prose(markdown)
    for pattern in _NO_CLAIMS:
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    claims: list[Claim] = []
    for match in reversed(list(_CLAIM.finditer(text))):
        claim = _claim(match)
        if claims and not claim.unit:  # "20 to 50 %": both are percent
            between = text[match.end() : claims[-1].start]
            if _JOINS.fullmatch(between):
                claim = replace(claim, unit=claims[-1].unit)
        claims.append(claim)
    return [
        claim
        for claim in reversed(claims)
        if claim.unit or claim.value >= COUNT or claim.value != int(claim.value)
    ]


def _claim(match: re.Match[str]) -> Claim:
    digits = re.sub(r"[, \u00a0\u2009\u202f]", "", match["number"])
    mantissa, _, exponent = digits.lower().partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    unit = "percent" if match["percent"] else "other" if match["other"] else ""
    return Claim(match.start(), match.group(), float(digits), max(decimals, 0), unit)


def read_printed(text: str) -> list[Printed]:
    """Return the numbers of an output's text, without their signs."""
    text = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", text)
    text = unescape(re.sub(r"(?s)<[^>]*>", " ", text))
    plain = [
        Printed(m.group(), float(m.group().rstrip("% ")), m.group().endswith("%"))
        for m in _PRINTED.finditer(text)
    ]
    grouped = [
        Printed(m.group(), float(m.group().replace(",", "")))
        for m in _PRINTED_GROUPED.finditer(text)
    ]
    return plain + grouped


def read_results(path: Path) -> list[Printed]:
    """Return the numbers of a results file (JSON), at any depth."""
    found: list[Printed] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.append(Printed(f"{value} in {path.name}", abs(float(value))))

    walk(json.loads(path.read_text(encoding="utf-8")))
    return found


def read_literals(code: str) -> set[float]:
    """Return the numbers that a code cell is written with: its settings."""
    lines = ["" if line.lstrip()[:1] in "%!" else line for line in code.split("\n")]
    return {
        float(node.value)
        for node in ast.walk(ast.parse("\n".join(lines)))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    }
