"""Random shifts, rotations, zooms, flips, elastic deformations, noise: one Keras layer.

The amounts are weights that are not trained, so that nets which differ in nothing but
amounts share one compiled function (`deepnets.draws.fit_draws`).
"""

import math

import numpy as np

from deepnets.fast_fit import keras

LAST = "channels_last"
AMOUNTS = "shift", "turn", "zoom", "mirror", "upside_down"


def bilinear(images, rows, columns):
    """Look up pictures between their pixels; outside of them everything is 0.

    Parameters
    ----------
    images : tensor, shape (batch, height, width)
    rows, columns : tensor, shape (batch, height, width)
        Where each pixel of the result is looked up; (0, 0) is the centre of the first.
    """
    ops = keras.ops
    height, width = images.shape[1:]
    # one pixel of background all around, in which all that is outside ends
    padded = ops.pad(images, [[0, 0], [1, 2], [1, 2]])
    rows = ops.clip(rows + 1, 0, height + 1)
    columns = ops.clip(columns + 1, 0, width + 1)
    top, left = ops.floor(rows), ops.floor(columns)
    down, right = rows - top, columns - left
    # each pixel with its three neighbours, so that one look finds all four
    corners = [
        padded[:, i : i + height + 2, j : j + width + 2] for i in (0, 1) for j in (0, 1)
    ]
    four = ops.reshape(ops.stack(corners, axis=-1), (-1, 4))
    first = ops.reshape(ops.arange(ops.shape(images)[0]), (-1, 1, 1))
    at = first * ((height + 2) * (width + 2))
    found = ops.take(four, at + ops.cast(top * (width + 2) + left, "int32"), axis=0)
    above = found[..., 0] * (1 - right) + found[..., 1] * right
    below = found[..., 2] * (1 - right) + found[..., 3] * right
    return above * (1 - down) + below * down


def smooth_fields(height, width, sigma):
    """Return the matrix that turns a few random numbers into a smooth random field.

    The numbers are standard normal, one for each point of a grid ``sigma`` pixels
    wide. Each pixel then has deviation 1 and is like those nearer than ``sigma``. The
    shape is (points, height * width).
    """
    axes = []
    for size in (height, width):
        points = np.arange(-2 * sigma, size + 2 * sigma, sigma)
        away = (points - np.arange(size)[:, None]) / sigma
        axes.append(np.exp(-(away**2) / 2))
    weights = np.kron(*axes)  # (height * width, points)
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    return weights.T.astype("float32")


class Augment(keras.layers.Layer):
    """Changes each picture, (batch, height, width), in its own way in training only.

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
    noise : float, optional
        Standard deviation of white noise, added to each pixel. Without it none is
        drawn, and the layer is faster.
    elastic : float, optional
        How far a pixel is displaced: the standard deviation, in pixels, along each
        axis; a constant of the layer. Without it the layer is faster.
    sigma : float
        Over how many pixels the displacements are alike.
    seed : int, optional
    """

    def __init__(self, *, noise=None, elastic=None, sigma=4.0, seed=None, **settings):
        given = {name: float(settings.pop(name, 0.0)) for name in AMOUNTS}
        super().__init__(**settings)
        self.given = given if noise is None else given | {"noise": float(noise)}
        self.elastic, self.sigma = elastic, sigma
        self.draws = keras.random.SeedGenerator(seed)

    def build(self, input_shape):
        """Make the weights that hold the amounts."""
        self.amounts = {
            name: self.add_weight(
                shape=(),
                initializer=keras.initializers.Constant(value),
                trainable=False,
                name=name,
            )
            for name, value in self.given.items()
        }

    def call(self, inputs, training=False):
        """Return the pictures, changed if ``training``."""
        if not training:
            return inputs
        ops, random = keras.ops, keras.random
        count, (height, width) = ops.shape(inputs)[0], inputs.shape[1:]
        places = self._places(count, height, width)
        if self.elastic:
            a, b, c, d, e, f = (ops.reshape(each, (-1, 1, 1)) for each in places)
            x = ops.arange(width, dtype="float32")[None, None, :]
            y = ops.arange(height, dtype="float32")[None, :, None]
            spread = smooth_fields(height, width, self.sigma)
            numbers = random.normal(
                (2 * count, len(spread)), stddev=self.elastic, seed=self.draws
            )
            field = ops.matmul(numbers, spread)
            field = ops.reshape(field, (2, count, height, width))
            rows, columns = d * x + e * y + f + field[0], a * x + b * y + c + field[1]
            pictures = bilinear(inputs, rows, columns)
        else:
            none = ops.zeros_like(places[0])
            matrix = ops.stack([*places, none, none], axis=1)  # (count, 8)
            pictures = ops.image.affine_transform(
                inputs[..., None], matrix, fill_mode="constant", data_format=LAST
            )[..., 0]
        if "noise" not in self.amounts:
            return pictures
        white = random.normal(ops.shape(inputs), seed=self.draws)
        return pictures + self.amounts["noise"] * white

    def _places(self, count, height, width):
        """Draw where pixels come from: x = a x' + b y' + c, y = d x' + e y' + f."""
        ops = keras.ops
        shift, turn, zoom, mirror, upside_down = (self.amounts[k] for k in AMOUNTS)
        draws = keras.random.uniform((6, count), -1.0, 1.0, seed=self.draws)
        angle, size = draws[2] * turn * (math.pi / 180), 1 + draws[3] * zoom
        across = ops.where(draws[4] < 2 * mirror - 1, -1.0, 1.0) / size
        along = ops.where(draws[5] < 2 * upside_down - 1, -1.0, 1.0) / size
        middle_y, middle_x = (height - 1) / 2, (width - 1) / 2
        y, x = middle_y + draws[0] * shift, middle_x + draws[1] * shift
        sin, cos = ops.sin(angle), ops.cos(angle)
        a, b, d, e = across * cos, -across * sin, along * sin, along * cos
        return a, b, middle_x - a * x - b * y, d, e, middle_y - d * x - e * y
