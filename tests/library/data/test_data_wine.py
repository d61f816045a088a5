"""The table of wines: the published one, from the package alone, or an error."""

import gzip
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from deepnets.data import DataError, wine

from autograder.authoring.bundle import _course_files

REPOSITORY = Path(__file__).parents[3]
NAMES = ("winequality-white.csv.gz", "winequality-white.txt")

IMPORT = """
import sys
events = []
sys.addaudithook(lambda event, args: events.append(event))
from deepnets.data.wine import load_wine
print(sorted({"tensorflow", "keras", "pandas", "scipy"} & set(sys.modules)))
load_wine()
print([event for event in events if event.startswith("socket.")])
print(sorted({"tensorflow", "keras"} & set(sys.modules)))
"""


def test_it_is_the_published_table():
    table = wine.load_wine()
    assert table.shape == (4898, 12)
    assert list(table.columns[[0, 7, 10, 11]]) == [
        "fixed acidity",
        "density",
        "alcohol",
        "quality",
    ]
    assert set(map(str, table.dtypes[:-1])) == {"float64"}
    assert str(table["quality"].dtype) == "int64"
    assert not table.isna().any().any()
    assert table.loc[0].tolist() == [
        *(7, 0.27, 0.36, 20.7, 0.045, 45, 170, 1.001, 3, 0.45, 8.8, 6),
    ]
    assert (table["alcohol"].min(), table["alcohol"].max()) == (8.0, 14.2)


def test_937_rows_repeat_an_earlier_one():
    assert wine.load_wine().duplicated().sum() == 937


def test_the_bytes_have_the_published_checksum():
    content = gzip.decompress(wine.wine_path().read_bytes())
    assert hashlib.sha256(content).hexdigest() == (
        "76c3f809815c17c07212622f776311faeb31e87610d52c26d87d6e361b169836"
    )


def test_tables_are_fresh():
    table = wine.load_wine()
    table["alcohol"] = 0.0
    assert wine.load_wine()["alcohol"].min() == 8.0


def test_import_is_light_and_nothing_opens_a_socket():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:3] == ["[]", "[]", "[]"]


def cut(data):
    return data[:-1000]


def changed(data):
    text = gzip.decompress(data)
    return gzip.compress(text.replace(b"20.7", b"20.8", 1))


def not_gzip(_data):
    return b"<html>not found</html>"


@pytest.mark.parametrize("spoil", [cut, changed, not_gzip])
def test_a_spoilt_file_is_never_used(spoil, monkeypatch, tmp_path):
    path = tmp_path / "winequality-white.csv.gz"
    path.write_bytes(spoil(wine.wine_path().read_bytes()))
    monkeypatch.setattr(wine, "wine_path", lambda: path)
    with pytest.raises(DataError, match="install the course again") as caught:
        wine.load_wine()
    if spoil is changed:
        assert str(path) in str(caught.value)
        assert wine.WINE.sha256 in str(caught.value)


def test_a_missing_file_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(wine, "wine_path", lambda: tmp_path / "none.gz")
    with pytest.raises(DataError, match="cannot be used"):
        wine.load_wine()


def test_who_made_it_and_under_which_licence_is_written_beside_it_and_in_the_code():
    beside = wine.wine_path().with_name("winequality-white.txt").read_text()
    for text in (beside, wine.load_wine.__doc__):
        assert "Cortez" in text
        assert "2009" in text
        assert "CC BY 4.0" in text
    assert wine.WINE.sha256 in beside


def test_students_get_it_in_the_bundle_and_in_the_wheel(tmp_path):
    bundled = _course_files(REPOSITORY)
    assert {f"deepnets/data/{name}" for name in NAMES} <= set(bundled)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=REPOSITORY / "course",
        env=os.environ,
        capture_output=True,
        check=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert {f"deepnets/data/{name}" for name in NAMES} <= set(archive.namelist())
