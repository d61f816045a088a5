"""The cache: written wholly or not at all, and never believed without a check."""

import os

import pytest
from deepnets.data import DataError, load_digits, local
from deepnets.data.local import cache_folder
from deepnets.data.mnist import MNIST


def test_default_folder_is_the_systems(monkeypatch, places):
    monkeypatch.delenv("DEEPNETS_CACHE")
    monkeypatch.setattr(local, "user_cache_path", lambda name, appauthor: places / name)
    assert cache_folder(MNIST) == places / "deepnets" / "mnist"


def test_relative_and_home_folders(monkeypatch, places):
    monkeypatch.chdir(places)
    monkeypatch.setenv("DEEPNETS_CACHE", "here")
    assert cache_folder(MNIST) == places / "here" / "mnist"
    monkeypatch.setenv("HOME", str(places))
    monkeypatch.setenv("DEEPNETS_CACHE", "~/there")
    assert cache_folder(MNIST) == places / "there" / "mnist"


def test_incomplete_cache_is_filled(sources, places):
    """As after a power cut between two files."""
    sources.cache()
    missing = places / "cache" / "mnist" / "t10k-images-idx3-ubyte"
    missing.unlink()
    sources.keras()
    load_digits("full")
    assert missing.read_bytes() == sources.files[missing.name]


def test_one_changed_byte_is_seen(sources, places):
    sources.cache()
    path = places / "cache" / "mnist" / "train-images-idx3-ubyte"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(DataError, match="Delete that file") as caught:
        load_digits("full")
    assert str(path) in str(caught.value)
    path.unlink()  # as it says
    sources.keras()
    load_digits("full")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left")])
@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.filterwarnings("ignore:The tiny set. loaded from")
def test_nothing_half_written_is_left(step, error, sources, places, monkeypatch):
    sources.keras()
    calls = []

    def fail_at_the_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise error
        return getattr(os, f"real_{step}")(*args)

    monkeypatch.setattr(os, f"real_{step}", getattr(os, step), raising=False)
    monkeypatch.setattr(os, step, fail_at_the_second)
    if isinstance(error, KeyboardInterrupt):
        with pytest.raises(KeyboardInterrupt):
            load_digits("full")
    else:
        load_digits("full")
    left = list((places / "cache" / "mnist").iterdir())
    assert [path.name for path in left] == ["train-images-idx3-ubyte"]
    assert left[0].read_bytes() == sources.files[left[0].name]


def test_cache_that_cannot_be_written(sources, places, monkeypatch):
    """The data is good, so it is used; the reader is told what to change."""
    (places / "file").write_text("")
    monkeypatch.setenv("DEEPNETS_CACHE", str(places / "file"))
    sources.keras()
    with pytest.warns(UserWarning, match="Set DEEPNETS_CACHE to a folder"):
        data = load_digits("full")
    assert len(data.y_train) == 25
