"""The settings that students get: Validate runs what grading runs."""

from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.preprocessors import Execute
from traitlets.config import PyFileConfigLoader

COURSE = Path(__file__).parents[2] / "course"


def test_validate_skips_demonstrations_and_runs_the_rest():
    config = PyFileConfigLoader("nbgrader_config.py", str(COURSE)).load_config()
    demonstration = new_code_cell("print('slow')", metadata={"tags": ["demonstration"]})
    notebook = new_notebook(cells=[demonstration, new_code_cell("print('checked')")])
    Execute(config=config).preprocess(notebook, {})
    assert notebook.cells[0].outputs == []
    assert notebook.cells[1].outputs[0].text == "checked\n"
