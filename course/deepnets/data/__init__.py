"""The data of the chapters: `load_digits` and `load_seizures`, `size="small" | "full"`.

Importing this downloads nothing. `python -m deepnets.data` fetches the full set.
"""

from deepnets.data.digits import Digits, load_digits
from deepnets.data.errors import DataError
from deepnets.data.seizures import Seizures, load_seizures

__all__ = ["DataError", "Digits", "Seizures", "load_digits", "load_seizures"]
