"""Percent text to source notebook: roles, ids, lines, and every refusal."""

import re
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.errors import SourceError
from autograder.authoring.percent import read_percent
from autograder.authoring.source import read_source

MINI = Path(__file__).parent / "mini" / "01_mini.py"

SOLUTION = """# %% role="solution" id="f"
def f():
    ### BEGIN SOLUTION
    return 1
    ### END SOLUTION
"""
TESTS = '# %% role="tests" id="f" points=2\nassert f() == 1\n'


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "02_text.py"
        path.write_text(text)
        return path

    return write


def nbgrader(grade_id, *, grade, locked, solution, points=None):
    metadata = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return metadata | ({} if points is None else {"points": points})


def test_each_role_becomes_exactly_its_metadata():
    notebook = read_source(MINI).notebook()
    cells = {cell.id: cell for cell in notebook.cells}
    kinds = [re.sub("[0-9a-f]{8}", "#", cell_id) for cell_id in cells]
    assert kinds == [
        "text-#",
        "given-#",
        "given-#",
        "given-#",
        "text-#",
        "scale",
        "scale-tests",
        "scale-tests-fresh",
        "text-#",
        "heads",
        "heads-tests",
        "text-#",
        "why",
        "scratch-#",
    ]
    locked = {"grade": False, "locked": True, "solution": False}
    text, given, demo, tagged = list(cells)[:4]
    assert cells[text].metadata == {}
    assert cells[given].metadata == {"nbgrader": nbgrader(given, **locked)}
    assert cells[demo].metadata == {
        "nbgrader": nbgrader(demo, **locked),
        "tags": ["demonstration"],
    }
    assert cells[tagged].metadata["tags"] == ["demonstration", "nbval-ignore-output"]
    assert cells["scale"].metadata == {
        "nbgrader": nbgrader("scale", grade=False, locked=False, solution=True)
    }
    assert cells["scale-tests-fresh"].metadata == {
        "nbgrader": nbgrader(
            "scale-tests-fresh", grade=True, locked=True, solution=False, points=1
        ),
        "jupyter": {"source_hidden": True},
    }
    assert cells["why"].cell_type == "markdown"
    assert cells["why"].metadata == {
        "nbgrader": nbgrader("why", grade=True, locked=False, solution=True, points=2)
    }
    assert cells[list(cells)[-1]].metadata == {}


def test_the_notebook_is_clean_and_valid():
    notebook = read_source(MINI).notebook()
    assert notebook.metadata == {
        "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    nbformat.validate(notebook)


def test_ids_are_the_same_each_time_and_repeats_are_numbered(write):
    path = write("# %%\nx = 1\n\n# %%\nx = 1\n\n# %% [markdown]\n# x = 1\n")
    first, second, text = [cell.id for cell in read_source(path).notebook().cells]
    assert first == "given-8ff436de"
    assert second == "given-8ff436de-2"
    assert text == "text-8ff436de"


def test_cited_numbers_stay_out_of_the_notebook(write):
    source = read_source(write("# %% [markdown] cited=[1.35, 98]\n# 1.35 and 98\n"))
    assert source.cells[0].cited == (1.35, 98)
    assert source.notebook().cells[0].metadata == {}


def test_cells_know_their_lines(write):
    path = write(
        "# ---\n# jupyter: {}\n# ---\n\n# %%\n\ns = '''\n# %% in a string\n'''\n\n\n"
        '# %% [markdown]\n# ```\n# %% fenced\n# ```\n\n# %% a title  kind="right"\n1\n'
    )
    cells = read_percent(path)
    assert [(c.line, c.first_line) for c in cells] == [(5, 7), (12, 13), (17, 18)]
    assert cells[0].source == "s = '''\n# %% in a string\n'''"
    assert cells[2].title == "a title"
    assert cells[2].options == {"kind": "right"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("x = 1\n# %%\ny = 1\n", 1, "before the first cell"),
        ("\n\nx = 1\n# %%\ny = 1\n", 3, "before the first cell"),
        ("# %% [raw]\n# x\n", 1, "a raw cell"),
        ("# %% role=demo\n1\n", 1, "cannot read this header: 'role=demo'"),
        ("# %%\n1\n# %% a title\n1\n", 3, "no key: 'a title'"),
        ('# %% role="demo" foo\n1\n', 1, "unknown key 'foo'"),
        ('# %%\n1\n\n# %% role="exam"\n1\n', 4, "unknown role 'exam'"),
        ('# %% role="text"\n1\n', 1, "unknown role 'text'"),
        ('# %% [markdown] role="demo"\n# x\n', 1, "markdown cell cannot have the role"),
        ('# %% role="demo" points=2\n1\n', 1, "unknown key 'points'"),
        ("# %% cited=[1]\n1\n", 1, "unknown key 'cited'"),
        ('# %% role="solution"\n1\n', 1, "needs id"),
        (SOLUTION + '# %% role="tests" id="f"\n1\n', 6, "needs points"),
        ('# %% [markdown] role="open" id="why"\n# x\n', 1, "needs points"),
        (SOLUTION + TESTS.replace("points=2", "points=0"), 6, "points=0"),
        (SOLUTION + TESTS.replace("points=2", 'points="2"'), 6, "points='2'"),
        (SOLUTION + TESTS.replace("points=2", "points=true"), 6, "points=True"),
        (SOLUTION.replace('"f"', '"F g"'), 1, "id='F g'"),
        (SOLUTION.replace('"f"', f'"{"a" * 41}"'), 1, "at most 40"),
        (
            SOLUTION.replace('"f"', f'"{"a" * 40}"')
            + TESTS.replace('"f"', f'"{"a" * 40}" part="{"b" * 40}"'),
            6,
            "longer than 64",
        ),
        (SOLUTION + TESTS + SOLUTION, 8, "'f' is already used"),
        (SOLUTION + TESTS + TESTS, 8, "'f-tests' is already used"),
        (TESTS + SOLUTION, 1, "tests before"),
        (SOLUTION, 1, 'no cell with role="tests" id="f"'),
        ('# %% role="solution" id="f"\nx = 1\n' + TESTS, 1, "no ### BEGIN SOLUTION"),
        (SOLUTION.replace("### END", "## ") + TESTS, 1, "without its ### END SOLUTION"),
        (SOLUTION.replace("### BEGIN", "##") + TESTS, 1, "without its ### BEGIN"),
        (
            SOLUTION.replace("return 1", "### BEGIN SOLUTION") + TESTS,
            1,
            "inside another one",
        ),
        (
            "# %%\n### BEGIN SOLUTION\n1\n### END SOLUTION\n",
            1,
            "outside a cell with role",
        ),
        (
            "# %%\n### BEGIN HIDDEN TESTS\n1\n### END HIDDEN TESTS\n",
            1,
            'outside a cell with role="tests"',
        ),
        (
            SOLUTION + TESTS + "### BEGIN HIDDEN TESTS\n",
            6,
            "without its ### END HIDDEN",
        ),
        ("# %%\n\n# %%\n1\n", 1, "an empty cell"),
        ('# %% tags="a"\n1\n', 1, "'a' is not of type 'array'"),
        ('# %% [markdown] cited=["a"]\n# x\n', 1, "cited=['a']: must be a list"),
    ],
)
def test_a_fault_is_refused_with_its_line(write, text, line, says):
    path = write(text)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert says in str(caught.value)
