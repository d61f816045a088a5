# %% [markdown]
# # Attacked, with Keras
#
# Models, layers and training, for attacks on how they cross between processes.

# %%
import keras
import numpy as np
from deepnets import checks, probes

# %% [markdown]
# ## double: never answered rightly in an attack


# %% role="solution" id="double"
def double(x):
    """Return two times x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% role="tests" id="double" points=1
checks.close(double(np.array([1.0, 2.0])), [2.0, 4.0], "double")
### BEGIN HIDDEN TESTS
canary_hidden_double = np.array([40321.25])  # CANARY-HIDDEN-DOUBLE
checks.close(double(canary_hidden_double), [80642.5], "double")
### END HIDDEN TESTS

# %% [markdown]
# ## build_net: a model


# %% role="solution" id="build_net"
def build_net():
    """Return a model from 4 inputs to 3 outputs: one dense layer with ReLU."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(3, activation="relu")]
    )
    ### END SOLUTION


# %% role="tests" id="build_net" points=2
net = build_net()
assert net.count_params() == 15, "4 x 3 weights and 3 biases"
assert tuple(net.output_shape) == (None, 3), "three outputs"
### BEGIN HIDDEN TESTS
assert isinstance(net, keras.Model), "a Keras model"
canary_hidden_kernel = np.arange(12.0).reshape(4, 3) - 5  # CANARY-HIDDEN-NET
net.set_weights([canary_hidden_kernel, np.array([0.5, -0.5, 7000.0])])
canary_hidden_x = np.array([[1.0, 2.0, 3.0, 1.0]], dtype="float32")
checks.close(net.predict(canary_hidden_x, verbose=0), [[0.0, 4.5, 7012.0]], "net")
### END HIDDEN TESTS

# %% [markdown]
# ## Scale: a layer, used inside a compiled function


# %% role="solution" id="scale_layer"
class Scale(keras.layers.Layer):
    """Multiplies by a factor when it trains."""

    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs, training=None):
        """Return the inputs times the factor, or as they are."""
        ### BEGIN SOLUTION
        return inputs * self.factor if training else inputs
        ### END SOLUTION


# %% role="tests" id="scale_layer" points=2
x = np.ones((2, 3), dtype="float32")
checks.close(probes.compiled_outputs(Scale(3.0), x, 1)[0], 3 * x, "Scale(3.0)(x)")
### BEGIN HIDDEN TESTS
canary_hidden_scale = np.array([[101.5, -3.0]], dtype="float32")  # CANARY-HIDDEN-SCALE
outputs = probes.compiled_outputs(Scale(13.0), canary_hidden_scale, 2)
checks.close(outputs, [[[1319.5, -39.0]]] * 2, "Scale(13.0)")
### END HIDDEN TESTS

# %% [markdown]
# ## train: changes a model that it is given


# %% role="solution" id="train"
def train(net, x, y):
    """Fit the model until its mean squared error is below 0.01."""
    ### BEGIN SOLUTION
    net.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    net.fit(x, y, epochs=25, batch_size=4, verbose=0)
    ### END SOLUTION


# %% role="tests" id="train" points=2
keras.utils.set_random_seed(5)
x = np.linspace(-1, 1, 32, dtype="float32").reshape(-1, 1)
line = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
train(line, x, 2 * x + 1)
error = np.mean((np.asarray(line(x)) - (2 * x + 1)) ** 2)
assert error < 0.01, "the error is still large"
### BEGIN HIDDEN TESTS
canary_hidden_line = -3 * x + 0.5  # CANARY-HIDDEN-TRAIN
line = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
train(line, x, canary_hidden_line)
error = np.mean((np.asarray(line(x)) - canary_hidden_line) ** 2)
assert error < 0.01, "the error is still large"
assert abs(float(line.get_weights()[0][0, 0]) + 3) < 0.5, "the slope"
### END HIDDEN TESTS

# %% [markdown]
# ## penalty: a number from tensors


# %% role="solution" id="penalty"
def penalty(weights):
    """Return the sum of the squares of a tensor."""
    ### BEGIN SOLUTION
    return keras.ops.sum(keras.ops.square(weights))
    ### END SOLUTION


# %% role="tests" id="penalty" points=1
checks.close(penalty(keras.ops.ones((2, 2))), 4.0, "penalty of ones")
### BEGIN HIDDEN TESTS
canary_hidden_weights = keras.ops.array([111.0, 23.0])  # CANARY-HIDDEN-PENALTY
checks.close(penalty(canary_hidden_weights), 12850.0, "penalty")
### END HIDDEN TESTS
