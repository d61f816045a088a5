"""Trains one net over several seeds and keeps of each its winner: early stopping."""

import dataclasses

import numpy as np

from deepnets.fast_fit import epochs_of, history_of, keras
from deepnets.progress import progress
from deepnets.training import SEEDS, Runs, copy_variables, seed_initialisers


@dataclasses.dataclass(frozen=True)
class Winners(Runs):
    """What :func:`fit_winners` found: `Runs` whose nets are the winners.

    Attributes
    ----------
    seeds : tuple of int
    history : dict of str to ndarray, shape (n_seeds, most epochs of a seed)
        The curves, NaN after the epoch in which a seed was stopped.
    epochs : ndarray of int, shape (n_seeds,)
        The epoch of each winner; the first epoch is 1.
    stopped : ndarray of int, shape (n_seeds,)
        The last epoch that each seed trained.
    """

    epochs: np.ndarray
    stopped: np.ndarray
    _last: list

    def final(self, metric):
        """Return a metric of the winners, shape (n_seeds,)."""
        return self.history[metric][np.arange(len(self.seeds)), self.epochs - 1]

    def last(self, metric):
        """Return a metric after the last epoch of each seed, shape (n_seeds,)."""
        return self.history[metric][np.arange(len(self.seeds)), self.stopped - 1]

    def last_model(self, index=0):
        """Return the model as it was after the last epoch of the seed at ``index``."""
        model = self._build()
        model.set_weights(self._last[index])
        return model


def fit_winners(
    build,
    x,
    y,
    *,
    label,
    epochs,
    batch_size,
    validation_data,
    patience=None,
    monitor="val_loss",
    seeds=SEEDS,
):
    """Train a freshly initialised net once for each seed; keep its best epoch.

    An epoch is better than the winner so far if ``monitor`` is strictly smaller. The
    steps are those of `deepnets.training.fit_seeds`: the same seed takes the same ones.

    Parameters
    ----------
    build, x, y, label, batch_size, seeds
        As for `fit_seeds`.
    epochs : int
        The most that a seed may train.
    validation_data : tuple of ndarray
        ``(x_valid, y_valid)``, evaluated after each epoch.
    patience : int, optional
        Stop a seed when so many epochs have brought no new winner; else train all.
    monitor : str
        The metric to be made small.

    Returns
    -------
    Winners

    Raises
    ------
    ValueError
        If there is no seed, or if ``monitor`` never was a number.
    """
    seeds = tuple(seeds)
    if not seeds:
        raise ValueError("fit_winners needs at least one seed.")
    model = trainer = start = None
    runs = []
    for seed in progress(seeds, label):
        seed_initialisers(seed)
        fresh = build()
        if model is None:
            model = fresh
            model.optimizer.build(model.trainable_variables)
            start = [keras.ops.convert_to_numpy(v) for v in model.optimizer.variables]
            trainer = epochs_of(
                model, x, y, batch_size=batch_size, validation_data=validation_data
            )
        else:
            copy_variables(fresh.variables, model.variables)
            copy_variables(start, model.optimizer.variables)
        runs.append(_run(trainer, seed, epochs, patience or epochs, monitor))
    histories, winners, weights, last = zip(*runs, strict=True)
    stopped = np.array([len(history[monitor]) for history in histories])
    history = {
        name: np.stack([_padded(h[name], stopped.max()) for h in histories])
        for name in histories[0]
    }
    return Winners(
        seeds, history, build, list(weights), np.array(winners), stopped, list(last)
    )


def _run(trainer, seed, epochs, patience, monitor):
    """Return curves, epoch and weights of the winner, and weights at the end."""
    rng = np.random.default_rng(seed)
    logs, winner, best, weights = [], 0, np.inf, None
    for epoch in range(1, epochs + 1):
        logs.append(trainer.run(rng))
        if logs[-1][monitor] < best:
            winner, best = epoch, logs[-1][monitor]
            weights = trainer.model.get_weights()
        if epoch - winner >= patience:
            break
    if weights is None:
        raise ValueError(f"{monitor} of seed {seed} never was a number.")
    return history_of(logs), winner, weights, trainer.model.get_weights()


def _padded(values, length):
    return np.concatenate([values, np.full(length - len(values), np.nan)])
