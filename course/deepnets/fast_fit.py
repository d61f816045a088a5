"""``model.fit`` for arrays that fit in memory, with a whole epoch as one compiled call.

For nets as small as a chapter's, ``model.fit`` spends most of its time between steps:
it feeds batches from Python and starts anew for each evaluation. Here the arrays stay
where they are used and the loop over the batches is part of the graph.
"""

import numpy as np

from deepnets import quiet

with quiet.native_stderr():
    import keras

    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.get_logger().setLevel("ERROR")


class TensorFlowEpochs:
    """The steps of an epoch and its evaluation, each as one TensorFlow function."""

    def __init__(self, model, x, y, validation_data):
        self.model = model
        self.data = tf.constant(x), tf.constant(y)
        self.valid = tuple(map(tf.constant, validation_data))
        self._train = tf.function(self._train_epoch)
        self._test = tf.function(model.test_step)

    def _step(self, index):
        self.model.train_step(tuple(tf.gather(array, index) for array in self.data))

    def _train_epoch(self, batches, rest):
        for index in batches:
            self._step(index)
        if rest.shape[0]:
            self._step(rest)

    def train(self, batches, rest):
        """Take a step for each batch of indices, shape (n_batches, batch_size)."""
        self._train(tf.constant(batches), tf.constant(rest))

    def test(self):
        """Evaluate on the validation data, into the model's metrics."""
        self._test(self.valid)


def _compiled(model, x, y, validation_data):
    if keras.backend.backend() == "tensorflow":
        return TensorFlowEpochs(model, x, y, validation_data)
    if keras.backend.backend() == "jax":
        from deepnets.fast_fit_jax import JaxEpochs

        return JaxEpochs(model, x, y, validation_data)
    raise NotImplementedError(f"No compiled epoch for {keras.backend.backend()}.")


class Epochs:
    """Trains a compiled model epoch by epoch on arrays in memory.

    Parameters
    ----------
    model : keras.Model
        Compiled; its loss, optimiser and metrics are used as ``fit`` uses them.
    x, y : ndarray
        Training inputs and labels.
    batch_size : int
        The last batch of an epoch holds what remains.
    validation_data : tuple of ndarray, optional
        ``(x_valid, y_valid)``, evaluated at once after each epoch.
    """

    def __init__(self, model, x, y, *, batch_size, validation_data=None):
        if len(x) != len(y):
            raise ValueError(f"{len(x)} inputs but {len(y)} labels.")
        self.model = model
        self.size, self.batch_size = len(x), min(batch_size, len(x))
        self.has_valid = validation_data is not None
        self._compiled = _compiled(model, x, y, validation_data or ())

    def run(self, rng):
        """Train one epoch in an order drawn from ``rng``; return its metrics."""
        order = rng.permutation(self.size).astype("int32")
        whole = self.size // self.batch_size * self.batch_size
        batches = order[:whole].reshape(-1, self.batch_size)
        self.model.reset_metrics()
        self._compiled.train(batches, order[whole:])
        logs = self._metrics("")
        if self.has_valid:
            self.model.reset_metrics()
            self._compiled.test()
            logs |= self._metrics("val_")
        return logs

    def _metrics(self, prefix):
        results = self.model.get_metrics_result()
        return {prefix + name: float(value) for name, value in results.items()}


class KerasEpochs:
    """The same with ``model.fit``, for backends that none of these compile for."""

    def __init__(self, model, x, y, *, batch_size, validation_data=None):
        self.model, self.x, self.y = model, x, y
        self.arguments = {"batch_size": batch_size, "validation_data": validation_data}

    def run(self, rng):
        """Train one epoch in an order drawn from ``rng``; return its metrics."""
        order = rng.permutation(len(self.x))
        fitted = self.model.fit(
            self.x[order], self.y[order], shuffle=False, verbose=0, **self.arguments
        )
        return {name: values[0] for name, values in fitted.history.items()}


def epochs_of(model, x, y, **arguments):
    """Return the fastest of the two that the backend allows."""
    fast = keras.backend.backend() in {"tensorflow", "jax"}
    return (Epochs if fast else KerasEpochs)(model, x, y, **arguments)


def history_of(logs):
    """Turn one dict of floats an epoch into one array a metric, shape (n_epochs,)."""
    return {name: np.array([log[name] for log in logs]) for name in logs[0]}
