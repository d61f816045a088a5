"""The probe calls a layer in a compiled function, as fit does."""

import keras
import numpy as np
from deepnets.probes import compiled_outputs


def test_a_layer_that_draws_with_keras_is_seen_fresh_at_every_step():
    outputs = compiled_outputs(keras.layers.Dropout(0.5, seed=1), np.ones((9, 9)), 3)
    assert outputs.shape == (3, 9, 9)
    assert not np.array_equal(outputs[0], outputs[1])


def test_a_layer_that_draws_with_numpy_is_seen_to_repeat_itself():
    class Frozen(keras.layers.Layer):
        def call(self, inputs, training=False):
            return inputs * np.random.default_rng().random(inputs.shape)

    outputs = compiled_outputs(Frozen(), np.ones((4, 4)), 3)
    np.testing.assert_array_equal(outputs[0], outputs[1])
