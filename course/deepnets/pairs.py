"""Trains nets that take two pictures, over several seeds, on fresh pairs every epoch.

The pictures are stored once; a pair is two positions in them, looked up as it is used.
"""

import numpy as np

from deepnets.fast_fit import Epochs, history_of, keras
from deepnets.progress import progress
from deepnets.training import SEEDS, Runs, copy_variables, seed_initialisers


class _PairEpochs(Epochs):
    """Epochs that each take a stretch of the pairs, in the order in which they lie."""

    def run_stretch(self, start, stop):
        """Train on the pairs from ``start`` to ``stop``; return the metrics."""
        order = np.arange(start, stop, dtype="int32")
        whole = len(order) // self.batch_size * self.batch_size
        self.model.reset_metrics()
        batches = order[:whole].reshape(-1, self.batch_size)
        self._compiled.train(batches, order[whole:])
        logs = self._metrics("")
        if self.has_valid:
            self.model.reset_metrics()
            self._compiled.test()
            logs |= self._metrics("val_")
        return logs


def fit_pairs(
    build, x, draw, *, label, epochs, batch_size, validation_data=None, seeds=SEEDS
):
    """Train a freshly initialised net of two inputs once for each seed.

    Parameters
    ----------
    build : callable
        ``build()`` returns a new compiled Keras model of two inputs, each of the shape
        ``(batch, features)``.
    x : ndarray, shape (n, features)
        The pictures that pairs are made of.
    draw : callable
        ``draw(seed, epoch)`` returns the pairs of an epoch: positions in ``x``, shape
        (n_pairs, 2), and targets, shape (n_pairs,). Epochs are counted from 0, and all
        have the same number of pairs. They are used in the order in which they come.
    label : str
        What is being trained, for the progress line.
    epochs, batch_size : int
    validation_data : tuple of ndarray, optional
        ``(x_valid, pairs, targets)``, evaluated after each epoch; these pairs are
        positions in ``x_valid``.
    seeds : iterable of int

    Returns
    -------
    Runs
        Whose models are those that ``build`` makes, trained.

    Raises
    ------
    ValueError
        If there is no seed, or a pair points beyond the pictures.
    """
    seeds = tuple(seeds)
    if not seeds:
        raise ValueError("fit_pairs needs at least one seed.")
    drawn = [[draw(seed, epoch) for epoch in range(epochs)] for seed in seeds]
    pairs, targets = map(
        np.concatenate, zip(*(d for by_epoch in drawn for d in by_epoch), strict=True)
    )
    pairs, table, valid = _in(pairs, x), x, None
    if validation_data is not None:
        x_valid, valid_pairs, valid_targets = validation_data
        table = np.concatenate([x, x_valid])
        valid = _in(valid_pairs, x_valid) + np.int32(len(x)), _column(valid_targets)
    size = len(drawn[0][0][0])
    histories, weights, model = [], [], None
    for number, seed in enumerate(progress(seeds, label)):
        seed_initialisers(seed)
        fresh = build()
        if model is None:
            model, outer = fresh, _with_lookup(fresh, table)
            outer.optimizer.build(outer.trainable_variables)
            start = [keras.ops.convert_to_numpy(v) for v in outer.optimizer.variables]
            trainer = _PairEpochs(
                outer,
                pairs,
                _column(targets),
                batch_size=min(batch_size, size),
                validation_data=valid,
            )
        else:
            copy_variables(fresh.variables, model.variables)
            copy_variables(start, outer.optimizer.variables)
        first = range(number * epochs * size, (number + 1) * epochs * size, size)
        logs = [trainer.run_stretch(begin, begin + size) for begin in first]
        histories.append(history_of(logs))
        weights.append(model.get_weights())
    history = {key: np.array([h[key] for h in histories]) for key in histories[0]}
    return Runs(seeds, history, build, weights)


def _with_lookup(model, table):
    """Return a compiled model of pairs of positions that ends in the given one."""
    pair = keras.Input((2,), dtype="int32")
    look_up = keras.layers.Embedding(*table.shape, weights=[table], trainable=False)
    pictures = look_up(pair)  # (batch, 2, features)
    outer = keras.Model(pair, model([pictures[:, 0], pictures[:, 1]]))
    outer.compile_from_config(model.get_compile_config())
    return outer


def _in(pairs, x):
    pairs = np.asarray(pairs)
    if pairs.min() < 0 or pairs.max() >= len(x):
        raise ValueError(f"A pair points beyond the {len(x)} pictures.")
    return pairs.astype("int32")


def _column(targets):
    return np.asarray(targets, dtype="float32").reshape(-1, 1)
