"""Attacks by editing the notebook that is handed in: its cells and their metadata.

Each function changes the notebook in place. Its docstring says what it does, its
keywords which exercise then deserves how much; every other answer is right.
"""

from copy import deepcopy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell


def _cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if _id(cell) == name)


def _id(cell: NotebookNode) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _index(notebook: NotebookNode, name: str) -> int:
    return notebook.cells.index(_cell(notebook, name))


def _tests(notebook: NotebookNode) -> list[NotebookNode]:
    return [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]


def raised_points(notebook, *, target="total", earns=0):
    """Points of every test cell are raised in the metadata."""
    for cell in _tests(notebook):
        cell.metadata.nbgrader["points"] = 1_000


def negative_and_nan_points(notebook, *, target="total", earns=0):
    """Points are negative, not a number, text."""
    for cell, points in zip(_tests(notebook), [-5, float("nan"), "many", None, 1e308]):
        cell.metadata.nbgrader["points"] = points


def flipped_flags(notebook, *, target="total", earns=0):
    """The grade, solution and locked flags are flipped."""
    for cell in notebook.cells:
        for flag in ("grade", "solution", "locked", "task"):
            if "nbgrader" in cell.metadata:
                cell.metadata.nbgrader[flag] = not cell.metadata.nbgrader[flag]


def tests_are_solutions(notebook, *, target="total", earns=0):
    """Test cells are marked as answers that are mine to change."""
    for cell in _tests(notebook):
        cell.metadata.nbgrader.update(solution=True, locked=False)
        cell.source = "pass"


def emptied_tests(notebook, *, target="total", earns=0):
    """Every test cell is emptied."""
    for cell in _tests(notebook):
        if cell.cell_type == "code":
            cell.source = ""


def passing_tests(notebook, *, target="total", earns=0):
    """The tests of one exercise are replaced by a pass, the checksum made to fit."""
    cell = _cell(notebook, "total-tests")
    cell.source = "total = lambda values: 3\n2"
    cell.metadata.nbgrader["checksum"] = "0" * 32


def deleted_tests(notebook, *, target="total", earns=0):
    """The tests that would fail are deleted."""
    del notebook.cells[_index(notebook, "total-tests")]


def tests_as_text(notebook, *, target="total", earns=0):
    """The tests that would fail are turned to text."""
    at = _index(notebook, "total-tests")
    old = notebook.cells[at]
    notebook.cells[at] = new_markdown_cell(
        old.source, id=old.id, metadata=deepcopy(old.metadata)
    )


def tests_as_raw(notebook, *, target="total", earns=0):
    """All test cells are raw cells."""
    for at, cell in enumerate(notebook.cells):
        if cell in _tests(notebook):
            notebook.cells[at] = new_raw_cell(
                cell.source, id=cell.id, metadata=deepcopy(cell.metadata)
            )


def my_cell_is_the_tests(notebook, *, target="total", earns=0):
    """A cell of mine bears the grade_id of the tests, and comes first."""
    theirs = _cell(notebook, "total-tests")
    mine = new_code_cell("pass", metadata=deepcopy(theirs.metadata))
    notebook.cells.insert(1, mine)
    theirs.metadata = NotebookNode()
    theirs.source = ""


def duplicated_tests(notebook, *, target="total", earns=0):
    """Tests that pass are there ten times, also under the id of those that fail."""
    good = _cell(notebook, "scale-tests")
    for number in range(10):
        copy = deepcopy(good)
        copy.id = f"copy-{number}"
        if number % 2:
            copy.metadata.nbgrader["grade_id"] = "total-tests"
        notebook.cells.append(copy)


def swapped_ids(notebook, *, target="total", earns=0):
    """The ids of tests that pass and of tests that fail are swapped."""
    one, other = _cell(notebook, "total-tests"), _cell(notebook, "best-tests")
    one.metadata, other.metadata = other.metadata, one.metadata
    one.id, other.id = other.id, one.id


def reversed_cells(notebook, *, target="total", earns=0):
    """The cells are in the opposite order."""
    notebook.cells.reverse()


def tests_before_answers(notebook, *, target="total", earns=0):
    """All tests stand before all answers."""
    notebook.cells.sort(key=lambda cell: cell not in _tests(notebook))


def answer_after_tests(notebook, *, target="total", earns=0):
    """A second answer, after the tests, spoils what others see."""
    mine = deepcopy(_cell(notebook, "total"))
    mine.id = "second-answer"
    mine.source = "total = lambda values: 3"
    notebook.cells.append(mine)


def demonstrations(notebook, *, target="total", earns=0):
    """Tests are tagged as demonstrations, which are not run."""
    for cell in _tests(notebook):
        cell.metadata["tags"] = ["demonstration", "skip-execution", "raises-exception"]


def tolerated_errors(notebook, *, target="total", earns=0):
    """Cells and the notebook say that errors are allowed."""
    for cell in notebook.cells:
        cell.metadata["tags"] = ["raises-exception", "nbval-skip"]
    notebook.metadata["execution"] = {"allow_errors": True, "timeout": 10**6}


def forged_records(notebook, *, target="total", earns=0):
    """The grader's own records are in the metadata already."""
    run = {"outcome": "passed", "seconds": 0.0, "message": "", "points": 2.0}
    for cell in notebook.cells:
        cell.metadata["autograder"] = dict(run)
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.update(score=1_000, by_hand=False)
    notebook.metadata["autograder"] = {"repairs": [], "points": 1_000}


def forged_outputs(notebook, *, target="total", earns=0):
    """Outputs of an earlier run say that all went well."""
    for cell in _tests(notebook):
        if cell.cell_type == "code":
            cell.outputs = [
                NotebookNode(
                    output_type="execute_result",
                    data={"text/plain": str(cell.metadata.nbgrader.points)},
                    metadata={},
                    execution_count=1,
                )
            ]
            cell.execution_count = 1


def another_kernel(notebook, *, target="total", earns=0):
    """The notebook asks for a kernel of its own."""
    notebook.metadata["kernelspec"] = {
        "name": "bash",
        "display_name": "../../evil",
        "language": "bash",
        "argv": ["/bin/sh", "-c", "touch remains-of-a-kernelspec"],
    }
    notebook.metadata["language_info"] = {"name": "R", "file_extension": ".sh"}


def a_missing_kernel(notebook, *, target="total", earns=0):
    """The notebook names a kernel that nobody has."""
    notebook.metadata["kernelspec"] = {"name": "no-such", "display_name": "x"}


def no_marks_at_all(notebook, *, target="total", earns=0):
    """All metadata and ids are gone, as from another tool."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata = NotebookNode()
        cell.id = f"cell-{number}"


def magics_over_tests(notebook, *, target="total", earns=0):
    """A cell magic is put before the tests, so that they are text for it."""
    cell = _cell(notebook, "total-tests")
    cell.source = "%%script false --no-raise-error\n" + cell.source


def magic_over_an_answer(notebook, *, target="scale", earns=0):
    """An answer is a magic that reads files and starts programs."""
    _cell(notebook, "scale").source = (
        "%%bash\ncat ../*/solutions/answers.py ../gradebook.db ~/.config/token\n"
        "env | grep CANARY; touch remains-of-bash"
    )


def shell_escape(notebook, *, target="scale", earns=0):
    """An answer runs a shell over everything that it finds."""
    _cell(notebook, "scale").source = (
        "!cat /proc/*/environ solutions/answers.py ~/.config/token 2>/dev/null | "
        "grep -ao 'CANARY[-A-Za-z0-9]*'\n%history\n%load solutions/answers.py"
    )


def answers_merged_into_one(notebook, *, target="total", earns=0):
    """Every answer is in the first answer's cell and the others are empty."""
    code = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
        and cell.cell_type == "code"
    ]
    code[0].source = "\n\n\n".join(cell.source for cell in code)
    for cell in code[1:]:
        cell.source = ""


def attached_files(notebook, *, target="total", earns=0):
    """A text cell has attachments with paths that lead out of the folder."""
    cell = next(cell for cell in notebook.cells if cell.cell_type == "markdown")
    cell["attachments"] = {
        "../../remains-attachment.png": {"image/png": "AAAA"},
        "/tmp/remains-attachment.sh": {"text/plain": "touch x"},
    }


def templates_in_text(notebook, *, target="total", earns=0):
    """Text cells hold templates, scripts and entities for the feedback page."""
    text = (
        "{{ 7 * 7 }} {% raw %} {{ self.__init__.__globals__ }} "
        "<script>attack()</script> <img src=x onerror='attack()'> "
        "[x](javascript:attack()) $\\require{html}\\href{javascript:attack()}{x}$"
    )
    notebook.cells.append(new_markdown_cell(text))
    _cell(notebook, "why").source = text


def hundreds_of_cells(notebook, *, target="total", earns=0):
    """Hundreds of cells of my own."""
    notebook.cells += [new_code_cell(f"x = {n}") for n in range(300)]


def a_long_line(notebook, *, target="total", earns=0):
    """A cell with one line of ten million characters."""
    notebook.cells.append(new_code_cell("x = '" + "a" * 10_000_000 + "'"))


def given_cells_changed(notebook, *, target="total", earns=0):
    """The given cells define their own checks."""
    given = next(c for c in notebook.cells if (_id(c) or "").startswith("given"))
    given.source += (
        "\nclass checks:\n"
        "    close = equal = choice = raises = staticmethod(lambda *a, **k: None)\n"
    )
