"""The idx format, in which MNIST and its relatives were published.

A file is two zero bytes, a type code, the number of axes, their lengths as
big-endian 32-bit integers, then the numbers in C order.
"""

import struct

import numpy as np

UNSIGNED_BYTE = 0x08


def encode(array):
    """Return the idx file (bytes) that holds `array` as unsigned bytes."""
    header = struct.pack(
        f">4B{array.ndim}I", 0, 0, UNSIGNED_BYTE, array.ndim, *array.shape
    )
    return header + np.ascontiguousarray(array, dtype=np.uint8).tobytes()


def decode(data):
    """Return the array (uint8, read-only) in `data`, a whole and verified idx file."""
    axes = data[3]
    shape = struct.unpack_from(f">{axes}I", data, offset=4)
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * axes).reshape(shape)
