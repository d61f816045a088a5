"""What can go wrong on the bridge between the two kernels of a submission.

An error in a student's own code is none of these: it arrives as the error it was.
"""


class CrossingError(Exception):
    """A value cannot cross between the kernels, or what arrived is malformed."""


class NotPlainError(CrossingError):
    """A value is no plain data, though its type is that of plain values."""


class BridgeClosedError(ConnectionError):
    """The process at the other end has ended, or was replaced by another."""
