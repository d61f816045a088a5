"""Trains one net on several splits of the same table, each from a start of its own.

How a table is cut often moves a figure more than where a net starts, so each seed gets
a split of its own. One compiled function serves them all.
"""

import numpy as np

from deepnets.fast_fit import Epochs, keras
from deepnets.progress import progress
from deepnets.training import copy_variables, seed_initialisers
from deepnets.winners import Winners, _padded, _run


class _SplitEpochs(Epochs):
    """Epochs on one part of a table that holds the training rows of all splits."""

    rows = steps = None

    def run(self, rng):
        """Train on whole batches of the part, in an order drawn from ``rng``."""
        order = rng.permutation(self.rows)[: self.steps * self.batch_size]
        self.model.reset_metrics()
        order = order.astype("int32")
        self._compiled.train(order.reshape(self.steps, -1), order[:0])
        logs = self._metrics("")
        self.model.reset_metrics()
        self._compiled.test()
        return logs | self._metrics("val_")

    def validate_on(self, x, y):
        """Evaluate on these rows from now on."""
        self._compiled.valid = tuple(map(keras.ops.convert_to_tensor, (x, y)))


def fit_splits(
    build, splits, *, label, epochs, batch_size, patience=None, monitor="val_loss"
):
    """Train a freshly initialised net on each split; keep its best epoch and its last.

    Parameters
    ----------
    build : callable
        ``build()`` returns a new compiled Keras model.
    splits : dict of int to (ndarray, ndarray, ndarray, ndarray)
        For each seed ``(x_train, y_train, x_valid, y_valid)``. The number of rows may
        differ; every epoch takes as many steps as the smallest training part has whole
        batches, and leaves out some rows, others each time.
    label : str
        What is being trained, for the progress line.
    epochs, batch_size : int
        The most epochs that a net may train, and rows a step.
    patience : int, optional
        Stop a net when so many epochs have brought no new winner; else train all.
    monitor : str
        The metric to be made small: an epoch wins if it is strictly smaller.

    Returns
    -------
    deepnets.winners.Winners
        With one row a split, in the order of ``splits``.

    Raises
    ------
    ValueError
        If there is no split, or one with fewer training rows than a batch.
    """
    sizes = [len(split[1]) for split in splits.values()]
    if not sizes or min(sizes) < batch_size:
        raise ValueError("fit_splits needs a split, and a whole batch in each.")
    ends, trainer, runs = np.cumsum(sizes), None, []
    for i, seed in enumerate(progress(splits, label)):
        seed_initialisers(seed)
        fresh = build()
        if trainer is None:
            fresh.optimizer.build(fresh.trainable_variables)
            start = [keras.ops.convert_to_numpy(v) for v in fresh.optimizer.variables]
            trainer = _trainer(fresh, list(splits.values()), batch_size)
            trainer.steps = min(sizes) // batch_size
        else:
            copy_variables(fresh.variables, trainer.model.variables)
            copy_variables(start, trainer.model.optimizer.variables)
        trainer.rows = np.arange(ends[i] - sizes[i], ends[i])
        trainer.validate_on(*splits[seed][2:])
        runs.append(_run(trainer, seed, epochs, patience or epochs, monitor))
    histories, winners, weights, last = zip(*runs, strict=True)
    stopped = np.array([len(history[monitor]) for history in histories])
    history = {
        name: np.stack([_padded(h[name], stopped.max()) for h in histories])
        for name in histories[0]
    }
    return Winners(
        tuple(splits),
        history,
        build,
        list(weights),
        np.array(winners),
        stopped,
        list(last),
    )


def _trainer(model, splits, batch_size):
    x, y = (np.concatenate([split[part] for split in splits]) for part in (0, 1))
    return _SplitEpochs(
        model, x, y, batch_size=batch_size, validation_data=splits[0][2:]
    )
