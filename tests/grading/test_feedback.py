"""Students see what a check said and their own lines, never a hidden test."""

import html
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.authoring.regions import HIDDEN_TESTS, split_region
from autograder.grading.cells import is_tests
from autograder.grading.exporters import safe_html
from autograder.grading.feedback import (
    HIDDEN,
    hidden_lines,
    split_message,
    student_view,
    terminal_text,
)
from autograder.grading.verdict import FAILED, PASSED, Run
from autograder.running.grade import grade_class

MESSAGE = """The mean is not right.
  got: [1, 2
    3]
  expected: [41, 42
    43]
  hint: Divide by the keep probability."""
SECRET = "secret = make_secret(12345)"


@pytest.fixture
def release(graded):
    return new_notebook(
        cells=[
            graded("x", "def x(): ...", solution=True),
            graded("x-tests", "visible()", grade=True, locked=True, points=1),
        ]
    )


@pytest.fixture
def notebook(graded):
    """A graded notebook whose tests failed inside the student's function."""
    answer = graded("x", "def x():\n    y = 1\n    return y / 0", solution=True)
    answer.execution_count = 1
    tests = graded(
        "x-tests", f"visible()\n{SECRET}\nx()", grade=True, locked=True, points=1
    )
    tests.execution_count = 2
    Run(FAILED, 0.1, MESSAGE, lines=[(1, 3), (1, 99), (7, 1)]).store(tests)
    traceback = [
        f"Cell In[2], line 2\n----> 2 {SECRET}",
        "Cell In[1], line 3, in x()\n----> 3     return y / 0",
        "File /home/grader/site-packages/lib.py:7, in f(x)\n      7 source of lib",
        "ZeroDivisionError: division by zero",
    ]
    tests.outputs = [
        new_output("stream", text="printed by the tests"),
        new_output("error", ename="E", evalue="x", traceback=traceback),
    ]
    return new_notebook(cells=[answer, tests])


def view_of(notebook, release):
    return student_view(notebook, release).cells


def test_a_failed_check_loses_its_expected_block(notebook, release):
    failure = view_of(notebook, release)[1].metadata["failure"]
    assert failure.headline == "The mean is not right."
    assert failure.details == [
        ("got", "[1, 2\n    3]"),
        ("hint", "Divide by the keep probability."),
    ]


def test_tests_show_what_was_released_and_no_output(notebook, release):
    tests = view_of(notebook, release)[1]
    assert tests.source == "visible()"
    assert tests.outputs == []


def test_an_error_in_the_students_code_names_their_line(notebook, release):
    failure = view_of(notebook, release)[1].metadata["failure"]
    assert failure.lines == [("x", 3, "return y / 0")]


def test_tests_that_the_release_does_not_have_show_nothing(notebook, release):
    del release.cells[1]
    assert view_of(notebook, release)[1].source == "# the tests of this exercise"


def test_passed_tests_have_no_failure(notebook, release):
    Run(PASSED).store(notebook.cells[1])
    assert "failure" not in view_of(notebook, release)[1].metadata


def test_the_graded_notebook_itself_is_not_changed(notebook, release):
    before = nbformat.writes(notebook)
    student_view(notebook, release)
    assert nbformat.writes(notebook) == before


@pytest.mark.parametrize(
    "output",
    [
        new_output("stream", text=f"In = ['', '{SECRET}']"),
        new_output("execute_result", data={"text/plain": f"'{SECRET}'"}),
        new_output("display_data", data={"text/html": f"<b>{html.escape(SECRET)}</b>"}),
        new_output("error", ename="E", evalue=SECRET, traceback=[f"1 {SECRET}"]),
        new_output("display_data", data={"application/x": SECRET, "text/plain": "a"}),
    ],
)
def test_hidden_lines_are_blotted_out_of_the_students_outputs(
    notebook, release, output
):
    notebook.cells.append(new_code_cell("print(In)", outputs=[output]))
    shown = view_of(notebook, release)[2].outputs[0]
    assert SECRET not in str(shown)
    assert HIDDEN in str(shown) or shown.data == {"text/plain": "a"}


def test_a_message_that_quotes_a_hidden_test_is_blotted_out(notebook, release):
    Run(FAILED, 0, f"KeyError: {SECRET}").store(notebook.cells[1])
    failure = view_of(notebook, release)[1].metadata["failure"]
    assert failure.headline == f"KeyError: {HIDDEN}"


def test_only_what_was_not_released_is_hidden(notebook, release):
    notebook.cells[1].source += "\nelse:\nvisible()"
    assert hidden_lines(notebook, release) == [SECRET]


def test_library_frames_are_one_line_without_the_graders_folders(notebook, release):
    traceback = notebook.cells[1].outputs[1].traceback
    notebook.cells[0].outputs = [
        new_output("error", ename="E", evalue="x", traceback=traceback[1:])
    ]
    shown = view_of(notebook, release)[0].outputs[0].traceback
    assert shown[0].endswith("return y / 0")
    assert shown[1] == "File lib.py:7, in f(x)\n"


def test_messages_without_keys_are_all_headline():
    assert split_message("a\nb") == ("a\nb", [])


def test_overwritten_lines_are_gone():
    assert terminal_text("1/3\r2/3\r3/3\nloss 1\b\b\r\nend") == "3/3\nloss 1\nend"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<h2>Title</h2>", "<h2>Title</h2>"),
        ("<script>alert(1)</script>after", "after"),
        ("<style>p {}</style>after", "after"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<p onclick="alert(1)">x</p>', "<p>x</p>"),
        ('<img src="http://spy.example/x.png">', ""),
    ],
)
def test_html_of_students_is_made_harmless(text, shown):
    assert safe_html(text) == shown


EVIL = "<script>alert(1)</script><p onclick='evil()'>x</p>"
THIEF = """
def scale(values, factor):
    import sys
    print(In)
    frame = sys._getframe(1)
    raise ValueError(In[-1])
"""


@pytest.fixture
def thief_page(course, assignment, hand_in):
    """Grade a student who tries to carry the hidden tests out; return the page."""

    def page():
        notebook = assignment.filled(
            {"scale": THIEF, "heads": "def heads(t): return 2"}
        )
        notebook.cells.append(new_code_cell("print(In)\nIn", id="loot"))
        notebook.cells.append(new_markdown_cell(f"# My *notes* {EVIL}", id="notes"))
        show = f"from IPython.display import HTML\nHTML({EVIL!r} + '<b>bold</b>')"
        notebook.cells.append(new_code_cell(show, id="evil"))
        hand_in("thief", notebook)
        list(grade_class(course, ["thief"]))
        return course.feedback("thief").read_text()

    return page


def canaries(course):
    """Every hidden line of the mini course."""
    source = nbformat.read(course.source, as_version=4)
    lines = set()
    for cell in filter(is_tests, source.cells):
        for region in split_region(cell.source, HIDDEN_TESTS)[1]:
            lines.update(region)
    assert len(lines) >= 3
    return lines


def leaked(page, lines):
    text = html.unescape(re.sub(r"<[^>]*>", "", page))
    return {line for line in lines if line in page or line in text}


def test_no_hidden_test_reaches_a_page(course, thief_page):
    page = thief_page()
    assert "Feedback for thief" in page
    assert "print(In)" in page  # the student's own input is there to be read
    assert leaked(page, canaries(course)) == set()


def test_a_page_keeps_headings_and_runs_nothing_of_the_students(thief_page):
    page = thief_page()
    assert re.search("<h1[^>]*>My <em>notes</em>", page)
    assert "<b>bold</b>" in page
    assert "<script>alert" not in page
    assert not re.search("<[^>]*onclick", page)


def test_the_leak_test_sees_a_leak(course, thief_page):
    course.config.HideSecrets.enabled = False
    course.config.FeedbackExporter.template_name = "classic"
    assert leaked(thief_page(), canaries(course)) == canaries(course)


NUMPY = """
Not equal to tolerance rtol=1e-07, atol=0
the words of the test
Mismatched elements: 1 / 2 (50%)
Mismatch at index:
 [1]: 3.0 (ACTUAL), 4.125 (DESIRED)
Max absolute difference among violations: 1.125
 ACTUAL: array([1.,
       3.])
 DESIRED: array([1.,
       4.125])"""


def test_a_message_of_numpys_does_not_tell_what_it_expected(notebook, release):
    Run(FAILED, 0.1, NUMPY).store(notebook.cells[1])
    headline = view_of(notebook, release)[1].metadata["failure"].headline
    assert headline.split("\n")[1:] == [
        "Not equal to tolerance rtol=1e-07, atol=0",
        "the words of the test",
        " ACTUAL: array([1.,",
        "       3.])",
    ]


def test_a_message_of_the_authors_is_left_as_it_is(notebook, release):
    own = "Wrong.\nMax is not the mean.\n DESIRED: the mean"
    Run(FAILED, 0.1, own).store(notebook.cells[1])
    failure = view_of(notebook, release)[1].metadata["failure"]
    assert failure.headline == own
