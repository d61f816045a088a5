"""What a student writes or displays cannot run in the browser of who corrects it."""

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from autograder.grading.nbgrader import configure

TABLE = "<table><tr><td onmouseover='evil()'>1</td></tr></table>"


@pytest.fixture(scope="module")
def page():
    config = Config()
    config.GenerateAssignment.preprocessors = []
    configure(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    shown = {"text/html": f"<script>evil()</script>{TABLE}"}
    drawn = {"image/svg+xml": "<svg><script>evil()</script></svg>"}
    cells = [
        new_markdown_cell("# Title\n\n> if a<b\n\n<img src=x onerror=evil()> **bold**"),
        new_code_cell(
            "print('<b>evil()</b>')",
            outputs=[
                new_output("display_data", data=shown),
                new_output("display_data", data=drawn),
            ],
        ),
    ]
    names = ("submission_id", "notebook_id", "assignment_id", "mathjax_url", "student")
    resources = dict.fromkeys((*names, "last_name", "first_name"), "x")
    resources |= {"index": 0, "total": 1, "base_url": "/"}
    exporter = HTMLExporter(config=config)
    return exporter.from_notebook_node(new_notebook(cells=cells), resources)[0]


@pytest.mark.parametrize("danger", ["<script>evil", "onmouseover=", "onerror="])
def test_nothing_of_it_runs(page, danger):
    assert danger not in page


@pytest.mark.parametrize("kept", ["Title", "a&lt;b", "<strong>bold</strong>", "<td>1"])
def test_text_and_tables_stay(page, kept):
    assert kept in page
