"""Random shifts, rotations, zooms, flips, elastic deformations, noise: one Keras layer.

All amounts are weights that are not trained, so that nets which differ in nothing but
the amounts share one compiled function (`deepnets.draws.fit_draws`).
"""

import math

import numpy as np

from deepnets.fast_fit import keras

AMOUNTS = ("shift", "turn", "zoom", "mirror", "upside_down", "noise")


def bilinear(images, rows, columns):
    """Look up pictures between their pixels; outside of them everything is 0.

    Parameters
    ----------
    images : tensor, shape (batch, height, width)
    rows, columns : tensor, shape (batch, height, width)
        Where each pixel of the result is looked up, in pixels; (0, 0) is the centre of
        the first.

    Returns
    -------
    tensor, shape (batch, height, width)
    """
    ops = keras.ops
    height, width = images.shape[1:]
    # one pixel of background all around, in which all that is outside ends
    flat = ops.reshape(ops.pad(images, [[0, 0], [1, 1], [1, 1]]), (-1,))
    rows = ops.clip(rows + 1, 0, height + 1 - 1e-3)
    columns = ops.clip(columns + 1, 0, width + 1 - 1e-3)
    top, left = ops.floor(rows), ops.floor(columns)
    down, right = rows - top, columns - left
    first = ops.reshape(ops.arange(ops.shape(images)[0]), (-1, 1, 1))
    first = first * ((height + 2) * (width + 2))
    at = first + ops.cast(top * (width + 2) + left, "int32")
    above = ops.take(flat, at) * (1 - right) + ops.take(flat, at + 1) * right
    at = at + (width + 2)
    below = ops.take(flat, at) * (1 - right) + ops.take(flat, at + 1) * right
    return above * (1 - down) + below * down


def smoother(size, sigma):
    """Return the matrix that turns white noise into smooth noise of deviation 1.

    Parameters
    ----------
    size : int
    sigma : float
        Width of the Gaussian, in pixels.

    Returns
    -------
    ndarray of float32, shape (size, size)
    """
    steps = np.arange(size)
    weights = np.exp(-((steps[:, None] - steps) ** 2) / (2 * sigma**2))
    return (weights / np.linalg.norm(weights, axis=1, keepdims=True)).astype("float32")


class Augment(keras.layers.Layer):
    """Changes each picture of a batch in its own way in training, and none else.

    Parameters
    ----------
    shift : float
        The most that a picture is moved, in pixels, along each axis.
    turn : float
        The most that it is turned, in degrees, either way.
    zoom : float
        The most by which it grows or shrinks, as a fraction.
    mirror, upside_down : float
        The probability of a flip from left to right, and from top to bottom.
    noise : float
        Standard deviation of white noise, added to each pixel.
    elastic : float, optional
        How far a pixel is displaced: the standard deviation, in pixels, along each
        axis. Without it the layer is faster.
    sigma : float
        Over how many pixels the displacements are alike.
    seed : int, optional

    Input and output have shape (batch, height, width).
    """

    def __init__(self, *, elastic=None, sigma=4.0, seed=None, **settings):
        given = [float(settings.pop(name, 0.0)) for name in AMOUNTS]
        super().__init__(**settings)
        self.given = given
        self.elastic, self.sigma = elastic, sigma
        self.seed_generator = keras.random.SeedGenerator(seed)

    def build(self, input_shape):
        """Make the weights that hold the amounts."""
        self.amounts = [
            self.add_weight(
                shape=(),
                initializer=keras.initializers.Constant(value),
                trainable=False,
                name=name,
            )
            for name, value in zip(AMOUNTS, self.given, strict=True)
        ]

    def call(self, inputs, training=False):
        """Return the pictures, changed if ``training``."""
        if not training:
            return inputs
        ops, random = keras.ops, keras.random
        count, (height, width) = ops.shape(inputs)[0], inputs.shape[1:]
        shift, turn, zoom, mirror, upside_down, noise = self.amounts
        draws = random.uniform((6, count, 1, 1), -1.0, 1.0, seed=self.seed_generator)
        angle = draws[2] * turn * (math.pi / 180)
        size = 1 + draws[3] * zoom
        across = ops.where(draws[4] < 2 * mirror - 1, -1.0, 1.0) / size
        along = ops.where(draws[5] < 2 * upside_down - 1, -1.0, 1.0) / size
        middle = (height - 1) / 2, (width - 1) / 2
        row = ops.arange(height, dtype="float32")[None, :, None] - middle[0]
        column = ops.arange(width, dtype="float32")[None, None, :] - middle[1]
        row, column = row - draws[0] * shift, column - draws[1] * shift
        sin, cos = ops.sin(angle), ops.cos(angle)
        rows = along * (cos * row + sin * column) + middle[0]
        columns = across * (cos * column - sin * row) + middle[1]
        if self.elastic:
            shape = (2, count, height, width)
            field = random.normal(shape, stddev=self.elastic, seed=self.seed_generator)
            field = ops.matmul(smoother(height, self.sigma), field)
            field = ops.matmul(field, smoother(width, self.sigma).T)
            rows, columns = rows + field[0], columns + field[1]
        pictures = bilinear(inputs, rows, columns)
        white = random.normal(ops.shape(inputs), seed=self.seed_generator)
        return pictures + noise * white
