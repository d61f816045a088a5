"""Alt texts and metadata."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.authoring.figures import count_figures, figure_problems
from autograder.authoring.metadata import metadata_problems
from autograder.authoring.source import NOTEBOOK_METADATA

LONG = "Loss against epochs, falling, then flat"


def output(**data):
    data = {mime.replace("_", "/"): value for mime, value in data.items()}
    return new_code_cell("1", outputs=[new_output("display_data", data=data)])


@pytest.mark.parametrize(
    "cell",
    [
        output(text_html=f'<p><img src="data:," alt="{LONG}"></p>', text_plain="x"),
        output(text_html=f"<img alt='{LONG}' src='data:,'/>", image_png="iVBOR"),
        output(text_html=f'<svg aria-label="{LONG}"></svg>'),
        output(**{"image_svg+xml": f"<svg><title>{LONG}</title></svg>"}),
        output(text_markdown=f"![{LONG}](a.png)"),
        new_markdown_cell(f"![{LONG}](a.png)"),
        new_markdown_cell(f'<img src="a.png" alt="{LONG}">'),
    ],
)
def test_a_figure_that_says_what_it_shows_is_counted(cell):
    notebook = new_notebook(cells=[cell])
    assert figure_problems(notebook, "a.ipynb") == []
    assert count_figures(notebook) == 1


@pytest.mark.parametrize(
    "cell",
    [
        output(image_png="iVBOR", text_plain="<Figure size 640x480>"),
        output(image_jpeg="abc"),
        output(text_html="<img src='data:,'>"),
        output(text_html="<img src='data:,' alt='a figure'>"),
        output(text_html="<table></table>", image_png="iVBOR"),
        output(text_html="<svg><path/></svg>"),
        output(**{"image_svg+xml": "<svg><title>figure</title></svg>"}),
        output(text_markdown="![](a.png)"),
        new_markdown_cell("![short](a.png)"),
        new_markdown_cell('<img src="a.png">'),
    ],
)
def test_a_figure_that_does_not_is_a_problem(cell):
    notebook = new_notebook(cells=[cell])
    (problem,) = figure_problems(notebook, "a.ipynb")
    assert problem.place == f"a.ipynb#{cell.id}"
    assert count_figures(notebook) == 1


def test_code_about_images_is_no_figure():
    cell = new_markdown_cell("Write `![](a.png)` or\n```\n<img src='a.png'>\n```")
    assert figure_problems(new_notebook(cells=[cell]), "a.ipynb") == []


def notebook_with(metadata=None, cell=None, **notebook):
    cells = [new_code_cell("1", id="a", metadata=cell or {}, **(metadata or {}))]
    return new_notebook(cells=cells, metadata=NOTEBOOK_METADATA | notebook)


@pytest.mark.parametrize(
    ("notebook", "release", "says"),
    [
        (notebook_with(jupytext={}), False, "the notebook has the key 'jupytext'"),
        (notebook_with(build={}), True, "the notebook has the key 'build'"),
        (
            notebook_with(language_info={"name": "python", "version": "3.11"}),
            False,
            "language_info says more than name=python",
        ),
        (notebook_with(cell={"cited": [1]}), False, "the cell has the key 'cited'"),
        (notebook_with(cell={"editable": False}), False, "key 'editable'"),
        (notebook_with({"execution_count": 3}), True, "a release has no outputs"),
        (
            notebook_with({"outputs": [new_output("stream", text="x")]}),
            True,
            "a release has no outputs",
        ),
    ],
)
def test_stray_metadata_is_named(notebook, release, says):
    (problem,) = metadata_problems(notebook, "a.ipynb", release=release)
    assert says in problem.message


def test_what_belongs_there_is_no_problem():
    executed = notebook_with({"execution_count": 3}, cell={"tags": ["x"]}, build={})
    assert metadata_problems(executed, "a.ipynb", release=False) == []
    released = notebook_with(cell={"editable": False, "deletable": False})
    assert metadata_problems(released, "a.ipynb", release=True) == []
