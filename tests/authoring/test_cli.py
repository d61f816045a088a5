"""The command line: its verbs, and how it speaks of faults."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.authoring.errors import AuthoringError
from autograder.authoring.layout import find_chapters, find_root
from autograder.cli import VERBS, main


@pytest.fixture
def run(mini_course, monkeypatch):
    monkeypatch.chdir(mini_course / "solutions" / "01_mini")
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_help_lists_every_verb_and_imports_none_of_them():
    code = (
        "import sys; from autograder.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'nbformat', 'nbgrader', 'rich', 'jupytext', 'nbclient'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    for verb in VERBS:
        assert f"\n  {verb} " in done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_there_and_explains_itself(verb):
    done = CliRunner().invoke(main, [verb, "--help"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"Usage: main {verb} [OPTIONS]")


def test_an_unknown_verb_is_refused():
    done = CliRunner().invoke(main, ["bild"])
    assert done.exit_code == 2
    assert "No such command 'bild'" in done.output


def test_build_check_and_bundle_work_from_any_folder_of_the_course(run, mini_course):
    assert run("build").output == "01_mini: up to date\n"
    assert run("check", "1").output == "01_mini: no problems\n"
    done = run("bundle")
    assert done.exit_code == 0
    assert (mini_course / "dist" / "deepnets-course.zip").is_file()
    assert "deepnets-course.zip: 5 files, " in done.output


def test_check_ends_with_1_and_says_what_is_wrong(run, mini_course):
    source = mini_course / "solutions" / "01_mini" / "01_mini.py"
    source.write_text(source.read_text().replace("89.6 %", "88.4 %"))
    done = run("check")
    assert done.exit_code == 1
    assert "01_mini: 2 problems\n  not up to date: 01_mini.ipynb has not" in done.output
    assert (
        "solutions/01_mini/01_mini.py:5: claim: 88.4 % is in no output" in done.output
    )


def test_numbers_of_other_chapters_experiments_bear_nothing_out(run, mini_course):
    folder = mini_course / "solutions" / "01_mini"
    source = folder / "01_mini.py"
    source.write_text(source.read_text().replace("89.6 %", "88.4 %"))
    results = mini_course / "solutions" / "experiments" / "results"
    results.mkdir(parents=True)
    (results / "other.cpu.json").write_text('{"share": 0.884}')
    assert "claim: 88.4 % is in no output" in run("check").output
    (folder / "reference.json").write_text('{"share": 0.884}')
    assert "claim:" not in run("check").output


def test_a_fault_is_one_message_and_no_traceback(run, mini_course):
    source = mini_course / "solutions" / "01_mini" / "01_mini.py"
    source.write_text('# %% role="exam"\n1\n')
    done = run("build")
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: {source}:1: unknown role 'exam'")


def test_chapters_are_found_by_number_name_and_path(mini_course):
    for name in ("1", "01", "01_mini", "solutions/01_mini/", "x/01_mini.py"):
        assert [c.name for c in find_chapters(mini_course, [name])] == ["01_mini"]
    assert [c.name for c in find_chapters(mini_course)] == ["01_mini"]
    with pytest.raises(AuthoringError, match="no chapter '2'; there are: 01_mini"):
        find_chapters(mini_course, ["2"])


def test_outside_a_course_it_says_what_to_do(tmp_path):
    with pytest.raises(AuthoringError, match="no course here"):
        find_root(tmp_path)
    assert find_root(Path(__file__)) == Path(__file__).parents[2]
