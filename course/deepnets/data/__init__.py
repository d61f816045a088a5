"""The data of the chapters: `load_digits(size="small" | "full")`.

Importing this downloads nothing. `python -m deepnets.data` fetches the full set.
"""

from deepnets.data.digits import Digits, load_digits
from deepnets.data.errors import DataError

__all__ = ["DataError", "Digits", "load_digits"]
