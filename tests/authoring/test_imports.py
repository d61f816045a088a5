"""What a chapter depends on: the modules it imports, and those that they import."""

import pytest

from autograder.authoring.imports import imported_modules, library_files

FILES = {
    "lib/__init__.py": "from lib import base\n",
    "lib/base.py": "import os\n",
    "lib/plots.py": "from . import colors\n",
    "lib/colors.py": "",
    "lib/other.py": "",
    "lib/data/__init__.py": (
        '"""Data."""\nfrom .digits import load\n'
        "from lib.data.wine import pour as drink\n"
        '__all__ = ["load", "drink"]\n'
    ),
    "lib/data/wine.py": "",
    "lib/data/digits.py": "from ..base import path\ndef load():\n    import lib.lazy\n",
    "lib/lazy.py": "",
    "lib/table.csv": "1,2",
}
ALWAYS = {"__init__.py", "table.csv"}
DIGITS = {"data/__init__.py", "data/digits.py", "base.py", "lazy.py"}


@pytest.fixture
def library(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path / "lib"


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("from lib import plots", {"plots.py", "colors.py"}),
        ("import lib.colors as c", {"colors.py"}),
        ("def f():\n    from lib.plots import draw", {"plots.py", "colors.py"}),
        ("from lib.data import load", DIGITS),
        ("from lib.data import drink", {"data/__init__.py", "data/wine.py"}),
        ("from lib.data.wine import pour", {"data/__init__.py", "data/wine.py"}),
        ("from lib.data import *", DIGITS | {"data/wine.py"}),
        ("import lib.data", DIGITS | {"data/wine.py"}),
        ("import lib", {"base.py"}),
    ],
)
def test_imports_are_followed(library, code, more):
    found = {p.relative_to(library).as_posix() for p in library_files(library, [code])}
    assert found == ALWAYS | more


def test_a_package_that_does_something_is_followed_whole(library):
    front = library / "data" / "__init__.py"
    front.write_text(front.read_text() + "load()\n")
    found = library_files(library, ["from lib.data import drink"])
    assert library / "data" / "digits.py" in found


def test_code_that_does_not_use_the_library_depends_on_its_data_alone(library):
    found = library_files(library, ["import numpy as np"])
    assert [path.name for path in found] == ["table.csv"]


def test_what_is_not_plain_python_depends_on_everything(library):
    assert len(library_files(library, ["%matplotlib inline"])) == len(FILES)


def test_relative_names_are_completed():
    code = "from . import a\nfrom .b import c\nfrom .. import d\nfrom ..e import f"
    assert list(imported_modules(code, "lib.data")) == [
        "lib.data",
        "lib.data.a",
        "lib.data.b",
        "lib.data.b.c",
        "lib",
        "lib.d",
        "lib.e",
        "lib.e.f",
    ]
