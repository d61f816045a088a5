"""The compiled epoch of :mod:`deepnets.fast_fit` on Keras's JAX backend.

JAX compiles functions without side effects: the model's variables go in as arrays and
come out changed, and ``jax.lax.scan`` is the loop over the batches.
"""

import jax
import jax.numpy as jnp


class JaxEpochs:
    """The steps of an epoch and its evaluation, each as one compiled JAX function.

    A model's state must be in its own variables: what a constraint or a callback keeps
    elsewhere is a constant once the epoch is compiled.
    """

    def __init__(self, model, x, y, validation_data):
        self.model = model
        self.data = jnp.asarray(x), jnp.asarray(y)
        self.valid = tuple(map(jnp.asarray, validation_data))
        model.optimizer.build(model.trainable_variables)
        model.evaluate(x[:1], y[:1], verbose=0)  # makes the variables of the metrics
        self._train = jax.jit(self._train_epoch)
        self._test = jax.jit(model.test_step)

    def _train_epoch(self, state, data, batches, rest):
        def step(state, index):
            taken = tuple(array[index] for array in data)
            return self.model.train_step(state, taken)[1], None

        state, _ = jax.lax.scan(step, state, batches)
        return step(state, rest)[0] if rest.shape[0] else state

    def _variables(self):
        model = self.model
        return (
            model.trainable_variables,
            model.non_trainable_variables,
            model.optimizer.variables,
            model.metrics_variables,
        )

    def train(self, batches, rest):
        """Take a step for each batch of indices, shape (n_batches, batch_size)."""
        groups = self._variables()
        state = tuple([variable.value for variable in group] for group in groups)
        state = self._train(state, self.data, batches, rest)
        for group, values in zip(groups, state, strict=True):
            for variable, value in zip(group, values, strict=True):
                variable.assign(value)

    def test(self):
        """Evaluate on the validation data, into the model's metrics."""
        trainable, others, _, metrics = self._variables()
        state = tuple(
            [v.value for v in group] for group in (trainable, others, metrics)
        )
        _, (_, _, values) = self._test(state, self.valid)
        for variable, value in zip(metrics, values, strict=True):
            variable.assign(value)
