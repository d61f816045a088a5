"""White wines as a table: what the laboratory measured and what the tasters thought.

Importing this reads nothing, and pandas is loaded with the table only.
"""

import gzip
import io
import zlib
from pathlib import Path

from deepnets.data.dataset import Copy, DataFile, verify
from deepnets.data.errors import DataError

WINE = DataFile(
    "winequality-white.csv",
    264_426,
    "76c3f809815c17c07212622f776311faeb31e87610d52c26d87d6e361b169836",
)


def load_wine():
    """Return 4,898 white wines, a fresh table at each call; it needs no network.

    Returns
    -------
    pandas.DataFrame, shape (4898, 12)
        One wine a row, in the order of the published file. Eleven measurements,
        float64: ``fixed acidity``, ``volatile acidity``, ``citric acid``, ``residual
        sugar``, ``chlorides`` and ``sulphates`` in g/l; ``free sulfur dioxide`` and
        ``total sulfur dioxide`` in mg/l; ``density`` in g/cm³; ``pH``; ``alcohol`` in
        percent of the volume. Last, ``quality``, int64: the median of at least three
        tasters' marks from 0 to 10. 937 rows repeat an earlier one exactly.

    Raises
    ------
    DataError
        If the file of the package is missing or damaged.

    References
    ----------
    Cortez, P., Cerdeira, A., Almeida, F., Matos, T. and Reis, J. (2009). *Modeling wine
    preferences by data mining from physicochemical properties.* Decision Support
    Systems 47(4), 547-553. Their table is licensed under CC BY 4.0; see
    ``winequality-white.txt`` beside this module.
    """
    import pandas as pd

    return pd.read_csv(io.BytesIO(wine_table(wine_path())), sep=";")


def wine_path():
    """Return where the package keeps the table."""
    return Path(__file__).with_name(f"{WINE.name}.gz")


def wine_table(path):
    """Return the published bytes of the table, compared with their checksum."""
    try:
        content = gzip.decompress(path.read_bytes())
        verify(WINE, Copy(content, str(path)))
    except (OSError, EOFError, zlib.error, DataError) as error:
        raise DataError(
            f"The table of wines cannot be used: {error}\n"
            "It comes with the package deepnets: install the course again."
        ) from None
    return content
