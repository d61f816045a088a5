"""The bundle: what students get, the same bytes each time, and nothing else."""

import zipfile

import nbformat
import pytest

from autograder.authoring.bundle import write_bundle
from autograder.authoring.errors import BuildError

NAMES = [
    "01_mini/01_mini.ipynb",
    "README.md",
    "deepnets/__init__.py",
    "nbgrader_config.py",
    "pyproject.toml",
]


@pytest.fixture
def target(mini_course):
    return mini_course / "dist" / "course.zip"


def test_it_holds_course_and_nothing_else(mini_course, target):
    course = mini_course / "course"
    for name in (
        "deepnets/__pycache__/x.cpython-311.pyc",
        "deepnets/.DS_Store",
        "deepnets/old.pyc",
        "01_mini/.ipynb_checkpoints/01_mini-checkpoint.ipynb",
        "01_mini/students_notes.txt",
        "deepnets.egg-info/PKG-INFO",
    ):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("left behind")
    assert write_bundle(mini_course, target) == NAMES
    with zipfile.ZipFile(target) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2020}
        assert archive.namelist() == [f"deepnets-course/{name}" for name in NAMES]
        for name in NAMES:
            assert (
                archive.read(f"deepnets-course/{name}") == (course / name).read_bytes()
            )
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_it_is_the_same_each_time(mini_course, target):
    write_bundle(mini_course, target)
    first = target.read_bytes()
    for path in (mini_course / "course").rglob("*"):
        path.touch()
    (mini_course / "course" / "README.md").chmod(0o600)
    target.unlink()
    write_bundle(mini_course, target)
    assert target.read_bytes() == first


def test_it_refuses_a_stale_chapter(mini_course, target):
    (mini_course / "course" / "deepnets" / "digits.csv").write_text("3,1\n")
    with pytest.raises(
        BuildError, match="01_mini: the library course/deepnets changed"
    ):
        write_bundle(mini_course, target)
    assert not target.exists()


def test_it_refuses_what_it_does_not_know(mini_course, target):
    (mini_course / "course" / "answers.docx").write_text("x")
    with pytest.raises(BuildError, match=r"course/answers\.docx"):
        write_bundle(mini_course, target)


def test_it_refuses_a_leak(mini_course, target):
    source = mini_course / "solutions" / "01_mini" / "01_mini.py"
    notebook = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    solution = next(c.source for c in notebook.cells if c.id == "heads")
    readme = mini_course / "course" / "README.md"
    readme.write_text(f"```\n{solution}\n```\n")
    with pytest.raises(BuildError, match=r"README\.md: leak: .*each_throw"):
        write_bundle(mini_course, target)
    assert list(target.parent.iterdir()) == []
