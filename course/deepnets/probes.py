"""Runs a student's layer where it will be used: inside a compiled training function.

A test asks for these by name, so that they run beside the student's code.
"""

import numpy as np

from deepnets.fast_fit import keras


def compiled_outputs(layer, x, steps):
    """Call a layer ``steps`` times in one compiled function, with ``training=True``.

    Parameters
    ----------
    layer : keras.layers.Layer
    x : array_like
        The input of every call.
    steps : int

    Returns
    -------
    ndarray, shape (steps, *output shape)
    """
    x = keras.ops.convert_to_tensor(np.asarray(x, dtype="float32"))
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        call = tf.function(lambda inputs: layer(inputs, training=True))
    else:
        call = lambda inputs: layer(inputs, training=True)  # noqa: E731
    return np.stack([keras.ops.convert_to_numpy(call(x)) for _ in range(steps)])
