"""The data of the chapters: `load_digits`, `load_seizures` and `load_wine`.

Importing this downloads nothing. `python -m deepnets.data` fetches the full digits.
"""

from deepnets.data.digits import Digits, load_digits
from deepnets.data.errors import DataError
from deepnets.data.seizures import Seizures, load_seizures
from deepnets.data.wine import load_wine

__all__ = [
    "DataError",
    "Digits",
    "Seizures",
    "load_digits",
    "load_seizures",
    "load_wine",
]
