"""Trains one net over several seeds and says what came out, with its spread."""

import dataclasses
import random

import numpy as np

from deepnets.fast_fit import epochs_of, history_of, keras
from deepnets.progress import progress

SEEDS = (0, 1, 2, 3, 4)


def set_seed(seed):
    """Seed Python, NumPy and the backend, so that what follows can be repeated."""
    keras.utils.set_random_seed(seed)


def mean_and_spread(values, *, percent=False, digits=1):
    """Write values as ``mean ± sample standard deviation``.

    Parameters
    ----------
    values : array_like, shape (n_seeds,)
    percent : bool
        Show fractions as percent.
    digits : int
        Decimals.

    Returns
    -------
    str
        For example ``"92.1 ± 0.3 %"``.
    """
    values = np.asarray(values, dtype=float) * (100 if percent else 1)
    spread = values.std(ddof=1) if values.size > 1 else 0.0
    return f"{values.mean():.{digits}f} ± {spread:.{digits}f}" + " %" * percent


@dataclasses.dataclass(frozen=True)
class Runs:
    """What :func:`fit_seeds` found.

    Attributes
    ----------
    seeds : tuple of int
    history : dict of str to ndarray, shape (n_seeds, n_epochs)
        The curves that ``model.fit`` records, by their Keras names.
    """

    seeds: tuple
    history: dict
    _build: object
    _weights: list

    def final(self, metric):
        """Return a metric after the last epoch, shape (n_seeds,)."""
        return self.history[metric][:, -1]

    def model(self, index=0):
        """Return the trained model of the seed at ``index``."""
        model = self._build()
        model.set_weights(self._weights[index])
        return model


def copy_variables(source, target):
    """Assign a list of values to as many Keras variables, in place."""
    for variable, other in zip(target, source, strict=True):
        variable.assign(other)


def seed_initialisers(seed):
    """Seed what Keras draws the seeds of initialisers and layers from.

    :func:`set_seed` would do too, but TensorFlow then compiles its functions anew.
    """
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 (Keras reads this generator)


def fit_seeds(
    build, x, y, *, label, epochs, batch_size, validation_data=None, seeds=SEEDS
):
    """Train a freshly initialised net once for each seed.

    The model is compiled and traced once; each further seed only copies new initial
    weights into it. For small nets that saves more time than the training takes. Random
    numbers in a layer of your own must come from ``keras.random``, as Keras asks.

    Parameters
    ----------
    build : callable
        ``build()`` returns a new compiled Keras model.
    x, y : ndarray
        Training inputs and labels.
    label : str
        What is being trained, for the progress line.
    epochs, batch_size : int
    validation_data : tuple of ndarray, optional
        ``(x_valid, y_valid)``, evaluated after each epoch.
    seeds : iterable of int

    Returns
    -------
    Runs
    """
    seeds = tuple(seeds)
    if not seeds:
        raise ValueError("fit_seeds needs at least one seed.")
    model = trainer = start = None
    histories, weights = [], []
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
        rng = np.random.default_rng(seed)
        histories.append(history_of([trainer.run(rng) for _ in range(epochs)]))
        weights.append(model.get_weights())
    history = {key: np.array([h[key] for h in histories]) for key in histories[0]}
    return Runs(seeds, history, build, weights)
