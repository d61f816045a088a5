"""A lamp on a table and 25 light sensors: a regression whose inputs span five decades.

Simulated, by the inverse-square law: nothing of it was measured.
"""

import numpy as np

SIDE = 10.0  # of the table, in decimetres
HEIGHT = 0.03  # of the lamp above the table, in decimetres
BRIGHTEST = 1.4e8  # what a sensor reads right below the lamp
SENSORS = np.stack(
    np.meshgrid(np.linspace(1, 9, 5), np.linspace(1, 9, 5)), axis=-1
).reshape(-1, 2)


def lamp_readings(n_examples, seed):
    """Put the lamp somewhere, again and again, and read the sensors.

    A sensor at distance d along the table reads ``BRIGHTEST * h² / (d² + h²)``, with
    the height h of the lamp.

    Parameters
    ----------
    n_examples, seed : int

    Returns
    -------
    readings : ndarray of float32, shape (n_examples, 25)
    position : ndarray of float32, shape (n_examples, 1)
        How far the lamp is from the left edge, in decimetres, 0 to 10.
    """
    places = np.random.default_rng(seed).uniform(0, SIDE, (n_examples, 2))
    squared = ((places[:, None] - SENSORS) ** 2).sum(axis=-1)
    readings = BRIGHTEST * HEIGHT**2 / (squared + HEIGHT**2)
    return readings.astype("float32"), places[:, :1].astype("float32")
