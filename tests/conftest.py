"""Fixtures that several folders of tests share: a whole mini course, built."""

import shutil
import signal
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
MINI = REPOSITORY / "tests" / "authoring" / "mini" / "01_mini.py"

# A script's background commands ignore Ctrl-C, and so does what they start. Tests send
# it, and would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def unbuilt_course(root: Path) -> Path:
    """Write a course of one chapter, without notebooks, into ``root``."""
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    (root / "requirements.lock").write_text("numpy==2.0\n")
    library = root / "course" / "deepnets"
    library.mkdir(parents=True)
    shutil.copy(REPOSITORY / "course" / "nbgrader_config.py", root / "course")
    (library / "__init__.py").write_text('"""The library of the mini course."""\n')
    (root / "course" / "README.md").write_text("# A mini course\n")
    (root / "course" / "pyproject.toml").write_text('[project]\nname = "mini"\n')
    chapter = root / "solutions" / "01_mini"
    chapter.mkdir(parents=True)
    shutil.copy(MINI, chapter)
    return root


@pytest.fixture(scope="session")
def _built_course(tmp_path_factory) -> Path:
    from autograder.authoring.build import build_chapter
    from autograder.authoring.layout import find_chapters

    root = unbuilt_course(tmp_path_factory.mktemp("built"))
    for chapter in find_chapters(root):
        build_chapter(chapter)
    return root


@pytest.fixture
def mini_course(_built_course, tmp_path) -> Path:
    """Give the root of a fresh, built course of one chapter, ``01_mini``.

    It holds nbgrader_config.py, requirements.lock, solutions/01_mini (percent text and
    executed notebook), solutions/experiments/results and course/ (release, library).
    It needs no TensorFlow. Exercises: scale (2 + 1 points), heads (2), why (open, 2).
    """
    root = tmp_path / "mini_course"
    shutil.copytree(_built_course, root, symlinks=True)
    return root
