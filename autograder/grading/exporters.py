"""How nbgrader reads a submission and how it writes feedback."""

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbconvert.filters.markdown import markdown2html
from nbconvert.preprocessors.sanitize import SanitizeHTML
from pygments.formatters import HtmlFormatter
from traitlets import Bool, List, Unicode

from autograder.grading.cells import title
from autograder.grading.submission import read_submission
from autograder.reporting.pages import TEMPLATES, number

_TAGS = """
    a abbr b blockquote br caption center code col colgroup dd del details div dl dt em
    h1 h2 h3 h4 h5 h6 hr i kbd li ol p pre s samp small span strong sub summary sup
    table tbody td tfoot th thead tr u ul var
"""
_ATTRIBUTES = {
    "*": ["class", "id", "style", "title"],
    "a": ["href", "title"],
    "col": ["span"],
    "ol": ["start"],
    "td": ["colspan", "rowspan", "align"],
    "th": ["colspan", "rowspan", "align", "scope"],
}
_NOT_SHOWN = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SANITISER = SanitizeHTML(tags=_TAGS.split(), attributes=_ATTRIBUTES, strip=True)


def safe_html(text: Any) -> str:
    """Keep the markup that text and tables need; nothing that runs or is fetched."""
    text = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return _SANITISER.sanitize_html_tags(_NOT_SHOWN.sub("", text))


def safe_markdown(text: str) -> str:
    """Turn a student's Markdown into HTML that does nothing in a teacher's browser."""
    return safe_html(markdown2html(text))


class SubmissionExporter(NotebookExporter):
    """Reads notebooks of any version and encoding, or says why one cannot be read."""

    def from_file(
        self, file_stream: Any, resources: dict | None = None, **kw: Any
    ) -> tuple[str, dict]:
        """Convert a notebook from an open file."""
        notebook = read_submission(Path(file_stream.name))
        return self.from_notebook_node(notebook, resources=resources, **kw)


class FeedbackExporter(HTMLExporter):
    """Writes the page that a student gets; HTML in their own outputs is sanitised."""

    sanitize_html = Bool(True)
    template_name = Unicode("feedback_page")
    extra_template_basedirs = List(Unicode(), [str(TEMPLATES)])
    extra_template_paths = List(Unicode(), [str(TEMPLATES)])

    def default_filters(self) -> Any:
        """Add what the template needs; nbconvert's own sanitiser drops headings."""
        yield from super().default_filters()
        yield from {"number": number, "title": title, "clean_html": safe_html}.items()

    def _init_resources(self, resources: dict | None) -> dict:
        resources = super()._init_resources(resources)
        dark = HtmlFormatter(style="github-dark")
        resources["dark_highlighting"] = dark.get_style_defs(".highlight")
        return resources
