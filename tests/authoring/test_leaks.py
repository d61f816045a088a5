"""The leak search: a clean release is clean, and every sabotage is found."""

import json
import shutil
import zipfile

import pytest

from autograder.authoring.build import build_chapter
from autograder.authoring.layout import Chapter
from autograder.authoring.leaks import find_leaks

IN_SOLUTION = "CANARY-0a1b2c"
IN_TESTS = "CANARY-3d4e5f"
SOLUTION_LINE = "return [value * factor for value in values]"
TEST_LINE = 'assert scale([2.5, -4], -2) == [-5.0, 8], "negative factors count too"'


@pytest.fixture(scope="module")
def _planted(_built_course, tmp_path_factory):
    root = tmp_path_factory.mktemp("planted") / "course"
    shutil.copytree(_built_course, root)
    chapter = Chapter(root, "01_mini")
    text = chapter.source.read_text()
    for line, canary in ((SOLUTION_LINE, IN_SOLUTION), (TEST_LINE, IN_TESTS)):
        assert line in text
        text = text.replace(line, f"{line}  # {canary}")
    chapter.source.write_text(text)
    build_chapter(chapter)
    return root


@pytest.fixture
def planted(_planted, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(_planted, root)
    return Chapter(root, "01_mini")


def places(problems, folder):
    return {problem.place.removeprefix(f"{folder}/") for problem in problems}


def messages(problems):
    return {
        problem.message.removeprefix("01_mini hides this: ") for problem in problems
    }


def test_a_planted_canary_is_in_no_release(planted):
    course = planted.root / "course"
    assert IN_SOLUTION in planted.executed.read_text()
    assert IN_TESTS in planted.executed.read_text()
    for source in (planted.source, planted.executed):
        assert find_leaks(source, [course]) == []


def test_the_source_itself_is_full_of_leaks(planted):
    found = messages(find_leaks(planted.source, [planted.executed]))
    assert {SOLUTION_LINE[7:], IN_SOLUTION, IN_TESTS} <= found
    assert any("an empty list stays empty" in message for message in found)
    assert any("each_throw" in message for message in found)
    assert any("Both sides can come up" in message for message in found)


def sabotage(chapter, change):
    notebook = json.loads(chapter.release.read_text())
    change(notebook)
    chapter.release.write_text(json.dumps(notebook))


def cell(notebook, cell_id):
    return next(c for c in notebook["cells"] if c["id"] == cell_id)


@pytest.mark.parametrize("secret", [SOLUTION_LINE, TEST_LINE, IN_SOLUTION, IN_TESTS])
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("source", "#scale"),
        ("split", "#scale"),
        ("wrapped", "#scale"),
        ("cell metadata", "#scale-tests"),
        ("notebook metadata", "#metadata"),
        ("stream output", "#given-f45aa7d4"),
        ("html output", "#given-f45aa7d4"),
    ],
)
def test_sabotage_of_the_release_is_found(planted, secret, name, place):
    given = json.loads(planted.release.read_text())["cells"][1]["id"]
    place = place.replace("given-f45aa7d4", given)
    half = len(secret) // 2

    def change(notebook):
        source = cell(notebook, "scale")["source"]
        outputs = cell(notebook, given)["outputs"]
        if name == "source":
            source.append("\n    " + secret)
        elif name == "split":
            source += ["\n", secret[:half], "\\\n   ", secret[half:]]
        elif name == "wrapped":
            source += ["\n", secret.replace("(", "(\n    ").replace(" ", "\n")]
        elif name == "cell metadata":
            cell(notebook, "scale-tests")["metadata"]["old"] = {"x": [secret]}
        elif name == "notebook metadata":
            notebook["metadata"]["build"] = {secret: 1}
        elif name == "stream output":
            outputs.append(
                {"output_type": "stream", "name": "stdout", "text": [secret]}
            )
        else:
            coloured = secret.replace("&", "&amp;").replace("<", "&lt;")
            coloured = "".join(f"<b>{word}</b> " for word in coloured.split())
            outputs.append(
                {"output_type": "display_data", "data": {"text/html": coloured}}
            )

    sabotage(planted, change)
    found = find_leaks(planted.source, [planted.root / "course"])
    assert places(found, planted.root / "course") == {f"01_mini/01_mini.ipynb{place}"}


def test_other_files_and_archives_are_searched(planted, tmp_path):
    outbound = tmp_path / "exchange" / "deepnets" / "outbound" / "01_mini"
    outbound.mkdir(parents=True)
    (outbound / "notes.txt").write_text(f"see: {SOLUTION_LINE}\n")
    (outbound / "broken.ipynb").write_text(f'{{"cells": "{SOLUTION_LINE}"')
    wheel = tmp_path / "deepnets-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("deepnets/__init__.py", f"# {IN_SOLUTION}\n")
        archive.write(planted.executed, "data/01_mini.ipynb")
    outer = tmp_path / "bundle.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(wheel, "wheels/deepnets.whl")
        archive.comment = IN_TESTS.encode()
    found = places(find_leaks(planted.source, [outbound.parent, outer]), tmp_path)
    assert {
        "exchange/deepnets/outbound/01_mini/notes.txt",
        "exchange/deepnets/outbound/01_mini/broken.ipynb",
        "bundle.zip (its comment)",
        "bundle.zip!wheels/deepnets.whl!deepnets/__init__.py",
        "bundle.zip!wheels/deepnets.whl!data/01_mini.ipynb#scale",
    } <= found


LONGER = """# %% role="solution" id="halve"
def halve(values):
    ### BEGIN SOLUTION
    rng = np.random.default_rng(0)
    noise = rng.normal(size=(4, 3))
    import itertools
    shown = [count // 2 for count in range(5)]
    middle = len(values) // 2
    lower = values[:middle] + noise
    upper = values[middle:] - noise
    return lower, upper
    ### END SOLUTION

# %% role="tests" id="halve" points=1
assert halve([1, 2])
### BEGIN HIDDEN TESTS
checks.that(
    halve(seven) == halve(eight),
    "The same seed gave two results.",
    hint="Draw from a generator.",
)
### END HIDDEN TESTS

# %%
shown = [count // 2 for count in range(5)]
"""


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("middle = len(values) // 2\n", 0),  # one line: anybody may write it
        ("lower = values[:middle] + noise\nupper = values[middle:] - noise\n", 1),
        ("upper = values[middle:] - noise\nmiddle = len(values) // 2\n", 0),
        ("rng = np.random.default_rng(0)\nnoise = rng.normal(size=(4, 3))\n", 0),
        (LONGER.split("SOLUTION")[1], 1),
        ('"The same seed gave two results.",\nhint="Draw from a generator.",\n', 0),
        (
            'halve(seven) == halve(eight),\n"The same seed gave two results.",\n',
            1,
        ),
    ],
)
@pytest.mark.parametrize("name", ["deepnets/layers.py", "02_next/02_next.ipynb"])
def test_library_and_other_chapters_may_share_a_phrase(tmp_path, name, text, leaks):
    source = tmp_path / "01_first.py"
    source.write_text(LONGER)
    file = tmp_path / "course" / name
    file.parent.mkdir(parents=True)
    if file.suffix == ".ipynb":
        text = json.dumps({"cells": [{"id": "a", "source": text.splitlines(True)}]})
    file.write_text(text)
    assert len(find_leaks(source, [tmp_path / "course"])) == leaks


def test_what_jupyter_saved_of_an_authors_work_is_not_released(planted):
    kept = planted.release_folder / ".ipynb_checkpoints"
    kept.mkdir()
    (kept / "01_mini-checkpoint.ipynb").write_text(SOLUTION_LINE)
    assert find_leaks(planted.source, [planted.root / "course"]) == []
    (planted.release_folder / "01_mini-checkpoint.ipynb").write_text(SOLUTION_LINE)
    assert len(find_leaks(planted.source, [planted.root / "course"])) == 1


def test_in_its_own_release_one_line_is_a_leak_unless_it_is_shown(tmp_path):
    source = tmp_path / "01_first.py"
    source.write_text(LONGER)
    release = tmp_path / "01_first.ipynb"
    for text, leaks in [
        ("middle = len(values) // 2", 1),
        ("rng = np.random.default_rng(0)", 0),
        ("import itertools", 0),
        ("return lower, upper", 0),
        ("shown = [count // 2 for count in range(5)]", 0),
    ]:
        release.write_text(json.dumps({"cells": [{"id": "a", "source": [text]}]}))
        assert len(find_leaks(source, [release])) == leaks, text


def test_a_short_solution_is_found_whole(tmp_path):
    source = tmp_path / "01_first.py"
    source.write_text(
        LONGER.split("rng =")[0].replace("halve", "relu")
        + "return np.maximum(0, z)\n    ### END SOLUTION\n"
        + '\n# %% role="tests" id="relu" points=1\nassert relu(1)\n'
    )
    release = tmp_path / "notes.txt"
    release.write_text("the answer is return np.maximum(0, z)")
    (leak,) = find_leaks(source, [release])
    assert leak.message == "01_first hides this: all of 'relu'"


def test_what_is_not_there_cannot_be_searched(planted, tmp_path):
    with pytest.raises(FileNotFoundError, match="cannot search"):
        find_leaks(planted.source, [tmp_path / "nothing"])
