"""What is dropout worth on all of MNIST?  Equal: net, starts, batches, epochs, rates.

Wan et al. (2013), for two layers of 800 ReLU neurons: error 1.62 % without, 1.28 % with
dropout, 1.20 % with DropConnect, after hundreds of epochs. Here 2 x 512, 16 epochs.
"""

import keras
import numpy as np
from deepnets.training import fit_seeds

CHAPTER = "10_dropout"
QUESTION = "What is dropout worth on clean digits, with all of them?"
EPOCHS, BATCH, UNITS = 16, 200, (512, 512)


class DropConnect(keras.layers.Dense):
    """A dense layer that drops weights, not neurons, anew for each batch.

    Parameters
    ----------
    units : int
    rate : float
        Share of the weights that are dropped; the others grow to make up for it.
    """

    def __init__(self, units, rate, **kwargs):
        super().__init__(units, **kwargs)
        self.rate = rate
        self.draws = keras.random.SeedGenerator(np.random.randint(2**31))  # noqa: NPY002

    def call(self, inputs, training=False):
        """Return the activations, with weights dropped if training."""
        kernel = self.kernel
        if training:
            drawn = keras.random.uniform(kernel.shape, seed=self.draws)
            alive = keras.ops.cast(drawn >= self.rate, kernel.dtype)
            kernel = kernel * alive / (1 - self.rate)
        return self.activation(keras.ops.matmul(inputs, kernel) + self.bias)


def _net(steps, inputs, hidden, connections):
    layers = [keras.Input((784,))]
    if inputs:
        layers.append(keras.layers.Dropout(inputs))
    dense = {"activation": "relu", "kernel_initializer": "he_normal"}
    for units in UNITS:
        if connections:
            layers.append(DropConnect(units, connections, **dense))
        else:
            layers.append(keras.layers.Dense(units, **dense))
        if hidden:
            layers.append(keras.layers.Dropout(hidden))
    net = keras.Sequential([*layers, keras.layers.Dense(10)])
    rate = keras.optimizers.schedules.CosineDecay(2e-3, steps, alpha=0.01)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
    return net


def _run(digits, seed, *, inputs=0.0, hidden=0.0, connections=0.0):
    x, x_valid, x_test = (
        part.reshape(-1, 784)
        for part in (digits.x_train, digits.x_valid, digits.x_test)
    )
    steps = EPOCHS * -(-len(x) // BATCH)
    runs = fit_seeds(
        lambda: _net(steps, inputs, hidden, connections),
        x,
        digits.y_train,
        label="net",
        epochs=EPOCHS,
        batch_size=BATCH,
        validation_data=(x_valid, digits.y_valid),
        seeds=(seed,),
    )
    net = runs.model()
    answers = np.argmax(net.predict(x_test, batch_size=1000, verbose=0), axis=1)
    accuracy = float(np.mean(answers == digits.y_test))
    return {
        "test_accuracy": accuracy,
        "test_error": 1 - accuracy,
        "parameters": net.count_params(),
        "train_accuracy": float(runs.final("accuracy")[0]),
        "valid_accuracy": float(runs.final("val_accuracy")[0]),
        "valid_accuracy_curve": runs.history["val_accuracy"][0].tolist(),
    }


ARMS = {
    "plain": lambda digits, seed: _run(digits, seed),
    "dropout 0.2 and 0.5": lambda digits, seed: _run(
        digits, seed, inputs=0.2, hidden=0.5
    ),
    "DropConnect 0.5": lambda digits, seed: _run(digits, seed, connections=0.5),
}
