"""Trains one net over several seeds, each on images of its own that were drawn for it.

All seeds and all sizes of a draw take the same number of steps, and one compiled
function serves them all.
"""

import functools

import numpy as np

from deepnets.fast_fit import Epochs, history_of, keras
from deepnets.progress import progress
from deepnets.training import Runs, copy_variables, seed_initialisers


class _DrawnEpochs(Epochs):
    """Rounds of a fixed number of steps on some of the images, pass after pass."""

    steps = draw = None

    def run(self, rng):
        """Train one round in an order drawn from ``rng``; return its metrics."""
        wanted = self.steps * self.batch_size
        passes = [
            rng.permutation(self.draw) for _ in range(-(-wanted // len(self.draw)))
        ]
        order = np.concatenate(passes)[:wanted].astype("int32")
        self.model.reset_metrics()
        self._compiled.train(order.reshape(self.steps, -1), order[:0])
        logs = self._metrics("")
        if self.has_valid:
            self.model.reset_metrics()
            self._compiled.test()
            logs |= self._metrics("val_")
        return logs


def fit_draws(
    build, x, y, draws, *, label, rounds, steps, batch_size, validation_data=None
):
    """Train the net of each seed on the examples that were drawn for it.

    Parameters
    ----------
    build : callable
        ``build(seed)`` returns the compiled model that this seed starts from; with
        groups it is ``build(group, seed)``. All models have the same layers, of which
        the same ones are trainable, and the same kind of optimiser; weights and
        learning rate may differ.
    x, y : ndarray
        All examples that can be drawn.
    draws : dict of int to array_like of int, or dict of object to such a dict
        For each seed the positions in ``x`` of its training examples. A dict of such
        dicts trains one group after the other and returns runs for each.
    label : str
        What is being trained, for the progress line.
    rounds, steps : int
        Rounds to train, and steps a round; the curves have a point for each round.
    batch_size : int
        Examples a step. They are taken in random order, each once in a pass; the next
        pass begins within a batch where needed.
    validation_data : tuple of ndarray, optional
        ``(x_valid, y_valid)``, evaluated after each round.

    Returns
    -------
    Runs, or dict of object to Runs

    Raises
    ------
    ValueError
        If there is no seed, or a draw without examples.
    """
    nested = all(isinstance(draw, dict) for draw in draws.values())
    groups = draws if nested else {None: draws}
    jobs = [(g, seed) for g, by_seed in groups.items() for seed in by_seed]
    if not jobs or any(not len(groups[g][seed]) for g, seed in jobs):
        raise ValueError("fit_draws needs a seed, and examples for each.")
    trainer, found = None, {group: [] for group in groups}
    for group, seed in progress(jobs, label):
        seed_initialisers(seed)
        fresh = _builder(build, nested, group, seed)()
        if trainer is None:
            trainer = _trainer(fresh, x, y, steps, batch_size, validation_data)
            start = [keras.ops.convert_to_numpy(v) for v in fresh.optimizer.variables]
        else:
            copy_variables(fresh.variables, trainer.model.variables)
            copy_variables(start, trainer.model.optimizer.variables)
            _copy_known(fresh.optimizer, trainer.model.optimizer)
        trainer.draw, rng = np.asarray(groups[group][seed]), np.random.default_rng(seed)
        history = history_of([trainer.run(rng) for _ in range(rounds)])
        found[group].append((history, trainer.model.get_weights()))
    runs = {
        group: _runs(
            _builder(build, nested, group, next(iter(by_seed))),
            tuple(by_seed),
            found[group],
        )
        for group, by_seed in groups.items()
    }
    return runs if nested else runs[None]


def _trainer(model, x, y, steps, batch_size, validation_data):
    model.optimizer.build(model.trainable_variables)
    trainer = _DrawnEpochs(
        model, x, y, batch_size=batch_size, validation_data=validation_data
    )
    trainer.steps = steps
    return trainer


def _builder(build, nested, group, seed):
    return functools.partial(build, *((group, seed) if nested else (seed,)))


def _copy_known(source, target):
    """Copy what an optimiser knows before it is built: its steps and its rate."""
    for variable, other in zip(target.variables, source.variables, strict=False):
        variable.assign(other)


def _runs(build, seeds, found):
    histories, weights = zip(*found, strict=True)
    history = {key: np.array([h[key] for h in histories]) for key in histories[0]}
    return Runs(seeds, history, build, list(weights))
