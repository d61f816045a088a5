"""Trains one design many times, step by step, with a rate for every step.

All steps of a run are one compiled call, and all runs share it: a small net takes a
thousand steps in a fraction of a second, and the loss of every step is kept.
"""

import numpy as np

from deepnets.fast_fit import keras
from deepnets.training import copy_variables, seed_initialisers


def draw_batches(n_examples, batch_size, n_steps, seed):
    """Return the examples of every step: shuffled, each once before any comes again.

    Parameters
    ----------
    n_examples, batch_size, n_steps, seed : int

    Returns
    -------
    ndarray of int32, shape (n_steps, min(batch_size, n_examples))
    """
    size = min(batch_size, n_examples)
    generator, each = np.random.default_rng(seed), n_examples // size
    orders = [generator.permutation(n_examples) for _ in range(-(-n_steps // each))]
    batches = np.concatenate([order[: each * size] for order in orders])
    return batches.reshape(-1, size)[:n_steps].astype("int32")


class StepRuns:
    """The compiled steps of a design.

    Parameters
    ----------
    model : keras.Model
        Compiled, with a learning rate that is a number. Its loss and optimiser are
        used as `fit` uses them. It holds the weights of the last run.
    jit : bool
        Compile with XLA: some seconds longer at first, and steps several times as
        fast. Pays from about twenty thousand steps on. Runs must be of one length.
    """

    def __init__(self, model, jit=False):
        import tensorflow as tf

        self.model, self._tf = model, tf
        model.optimizer.build(model.trainable_variables)
        self._fresh = [keras.ops.convert_to_numpy(v) for v in model.optimizer.variables]
        self._compiled = tf.function(
            self._steps, reduce_retracing=not jit, jit_compile=jit
        )

    def run(self, start, x, y, batches, rates):
        """Train from the weights of ``start`` and return the loss of every step.

        Parameters
        ----------
        start : keras.Model
            A net of the same design, whose weights are copied.
        x, y : ndarray
            Training inputs and targets.
        batches : ndarray of int, shape (n_steps, batch_size)
            The examples of each step, as `draw_batches` returns them.
        rates : float or array_like, shape (n_steps,)
            The learning rate of each step.

        Returns
        -------
        ndarray, shape (n_steps,)
            The loss of each step's batch before the step; NaN from where it breaks.
        """
        copy_variables(start.variables, self.model.variables)
        copy_variables(self._fresh, self.model.optimizer.variables)
        rates = np.broadcast_to(np.asarray(rates, "float32"), len(batches))
        constants = [self._tf.constant(array) for array in (x, y, batches, rates)]
        return self._compiled(*constants).numpy()

    def _steps(self, x, y, batches, rates):
        tf, model = self._tf, self.model
        losses = tf.TensorArray("float32", size=len(rates))
        for i in tf.range(len(rates)):
            model.optimizer.learning_rate.assign(rates[i])
            xb, yb = tf.gather(x, batches[i]), tf.gather(y, batches[i])
            with tf.GradientTape() as tape:
                loss = model.compute_loss(xb, yb, model(xb, training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply(gradients, model.trainable_variables)
            losses = losses.write(i, loss)
        return losses.stack()


def fresh(build, seed):
    """Return a new net of ``build()`` whose initial weights come from ``seed``."""
    seed_initialisers(seed)
    return build()
