"""pyproject, lock, conda file and README name the same environment."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PINS = {}  # a package may be pinned once for each Python version
for name, version in re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE):
    PINS.setdefault(canonicalize_name(name), set()).add(Version(version))


def project(folder):
    return tomllib.loads((ROOT / folder / "pyproject.toml").read_text())


def declared():
    for folder in (".", "course"):
        data = project(folder)
        for text in data["project"]["dependencies"]:
            yield folder, Requirement(text)
        for group in data.get("dependency-groups", {}).values():
            for text in group:
                yield folder, Requirement(text)


@pytest.mark.parametrize(("folder", "wanted"), list(declared()), ids=str)
def test_every_dependency_is_bounded_and_pinned_within_its_bounds(folder, wanted):
    operators = {specifier.operator for specifier in wanted.specifier}
    assert ">=" in operators
    assert "<" in operators
    assert PINS[canonicalize_name(wanted.name)]
    for pin in PINS[canonicalize_name(wanted.name)]:
        assert pin in wanted.specifier


def test_every_pin_has_hashes_and_no_host():
    blocks = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) == sum(map(len, PINS.values()))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in LOCK
    assert "index" not in LOCK.split()


def test_conda_takes_python_and_pip_from_conda_and_the_rest_from_the_lock():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    [python] = [item for item in conda if item.startswith("python=")]
    assert {item.split("=")[0] for item in conda} == {"python", "pip"}
    assert pip == {"pip": ["-r requirements.lock"]}
    for folder in (".", "course"):
        bounds = Requirement(f"python{project(folder)['project']['requires-python']}")
        assert Version(python.removeprefix("python=")) in bounds.specifier
    makefile = (ROOT / "Makefile").read_text()
    assert f"$(filter {environment['name']},$(CONDA_DEFAULT_ENV))" in makefile


@pytest.mark.parametrize("place", ["README.md", "environment.yml"])
def test_the_gpu_line_names_the_pinned_tensorflow(place):
    [pin] = PINS["tensorflow"]
    text = (ROOT / place).read_text()
    found = re.findall(r"tensorflow(?:\[and-cuda\])?==([\d.]+)", text)
    assert found
    assert set(found) == {str(pin)}


def test_both_projects_ask_for_the_same_pythons_and_bounds():
    assert (
        project(".")["project"]["requires-python"]
        == project("course")["project"]["requires-python"]
    )
    shared = {}
    for _, wanted in declared():
        shared.setdefault(wanted.name, set()).add(str(wanted.specifier))
    assert {name: s for name, s in shared.items() if len(s) > 1} == {}


def imported(folder):
    """The distributions whose packages the code in a folder imports."""
    owners = packages_distributions()
    found, files = set(), list((ROOT / folder).rglob("*.py"))
    local = {path.stem for path in files} | {path.parent.name for path in files}
    for path in files:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            else:
                continue
            for name in names:
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top not in local:
                    found |= {canonicalize_name(d) for d in owners.get(top, [top])}
    return found


KERAS = {"ipython", "keras", "tensorflow"}


@pytest.mark.parametrize(
    ("code", "folder", "also"),
    [
        # IPython is there when a notebook runs, JAX when Keras computes on it
        ("course/deepnets", "course", {"ipython", "jax"}),
        # values of these libraries cross between kernels, where a course uses them
        ("autograder", ".", {"ipython", "jax", "keras", "ml-dtypes", "tensorflow"}),
        # what the course brings, and modules of the experiments
        (
            "tests",
            ".",
            {"deepnets", "matplotlib", "optuna", "pandas", "scikit-learn", "scipy"}
            | {"reference", "summary"}
            | KERAS,
        ),
    ],
)
def test_what_is_imported_is_declared(code, folder, also):
    declared_here = {
        canonicalize_name(wanted.name)
        for place, wanted in declared()
        if place == folder
    }
    own = {canonicalize_name(project(folder)["project"]["name"])}
    assert imported(code) - declared_here - own - also == set()
