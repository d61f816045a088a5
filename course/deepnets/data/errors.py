"""The two ways in which data can fail: wrong, or simply not to be had here.

Only the first is an error for the reader; after the second the next route is tried.
"""


class DataError(Exception):
    """Data that is wrong, or that no route could provide; says what to do."""


class NotAvailable(Exception):
    """A route has no data here and now; its text says why."""
