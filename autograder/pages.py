"""Renders the project's own HTML pages: every text is escaped, no page needs a network.

The feedback page is nbconvert's to render; it finds its template and style here too.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


def number(value: float) -> str:
    """Write points: at most two decimals, none when they are zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def render(template: str, **values: Any) -> str:
    """Fill in one of the templates of this package."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    style = Markup((TEMPLATES / "page.css").read_text(encoding="utf-8"))
    return environment.get_template(template).render(style=style, **values)
