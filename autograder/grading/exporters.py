"""How nbgrader reads a submission and how it writes feedback."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter, NotebookExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML, strip_files_prefix
from nbconvert.filters.markdown import markdown2html
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter
from traitlets import Bool, Dict, List, Unicode

from autograder.grading.cells import title
from autograder.grading.submission import read_submission
from autograder.pages import TEMPLATES, number

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
_NO_ALT = re.compile(r"<img(?![^>]*\balt=)")
_UNDESCRIBED = '<img alt="No description has been provided for this image"'
_REMEMBERED = 2_000  # texts; the given cells are the same in every student's notebook
_HIGHLIGHTER = Highlight2HTML(pygments_lexer="ipython3")
_SANITISER = SanitizeHTML(tags=_TAGS.split(), attributes=_ATTRIBUTES, strip=True)


def safe_html(text: Any) -> str:
    """Keep the markup that text and tables need; nothing that runs or is fetched."""
    text = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return _safe_html(text)


@lru_cache(_REMEMBERED)
def _safe_html(text: str) -> str:
    return _SANITISER.sanitize_html_tags(_NOT_SHOWN.sub("", text))


def safe_markdown(text: str) -> str:
    """Turn a student's Markdown into HTML that does nothing in a teacher's browser."""
    return safe_html(markdown2html(text))


@lru_cache(_REMEMBERED)
def shown_code(source: str) -> str:
    """Write Python code in colours, as safe HTML."""
    return safe_html(_HIGHLIGHTER(source))


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
    _texts = Dict()

    def default_filters(self) -> Any:
        """Add what the template needs; nbconvert's own sanitiser drops headings."""
        yield from super().default_filters()
        yield from {
            "number": number,
            "title": title,
            "clean_html": safe_html,
            "shown_code": shown_code,
            "shown_text": self.shown_text,
        }.items()

    @pass_context
    def shown_text(self, context: Any, source: str) -> str:
        """Write Markdown as safe HTML."""
        known = None if context["cell"].get("attachments") else source
        if known not in self._texts:
            page = safe_html(strip_files_prefix(self.markdown2html(context, source)))
            if known is None:
                return page
            if len(self._texts) >= _REMEMBERED:
                self._texts.clear()
            self._texts[known] = page
        return self._texts[known]

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **kw: Any
    ) -> tuple[str, dict]:
        """Convert a notebook.

        As HTMLExporter does, but without reading the whole page again to find figures
        that nobody described: that takes longer than all the rest.
        """
        resources = self._init_resources(resources)
        self.register_filter("highlight_code", _HIGHLIGHTER)
        self.register_filter(
            "filter_data_type",
            WidgetsDataTypeFilter(
                notebook_metadata=nb.metadata, parent=self, resources=resources
            ),
        )
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return _NO_ALT.sub(_UNDESCRIBED, page), resources

    def _init_resources(self, resources: dict | None) -> dict:
        resources = super()._init_resources(resources)
        dark = HtmlFormatter(style="github-dark")
        resources["dark_highlighting"] = dark.get_style_defs(".highlight")
        return resources
