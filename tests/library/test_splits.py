"""Each split trains its own net on its own rows, and keeps its best epoch."""

import keras
import numpy as np
import pytest
from deepnets.splits import fit_splits
from deepnets.winners import fit_winners

RNG = np.random.default_rng(0)


def split(n, n_valid, slope):
    x = RNG.normal(size=(n + n_valid, 3)).astype("float32")
    y = (slope * x[:, [0]] + RNG.normal(size=(n + n_valid, 1))).astype("float32")
    return x[:n], y[:n], x[n:], y[n:]


SPLITS = {3: split(40, 12, 1.0), 4: split(50, 9, -1.0), 7: split(47, 12, 3.0)}
SETTINGS = {"label": "nets", "epochs": 6, "batch_size": 10}


def build():
    inputs = keras.Input((3,))
    hidden = keras.layers.Dense(8, activation="relu")(inputs)
    net = keras.Model(inputs, keras.layers.Dense(1)(hidden))
    net.compile(keras.optimizers.Adam(0.05), loss="mae")
    return net


@pytest.fixture(scope="module")
def runs():
    return fit_splits(build, SPLITS, **SETTINGS)


def mae(model, x, y):
    return np.abs(np.asarray(model(x)) - y).mean()


def test_history_is_of_each_splits_own_validation_rows(runs):
    assert runs.seeds == (3, 4, 7)
    for i, (_, _, x, y) in enumerate(SPLITS.values()):
        assert mae(runs.last_model(i), x, y) == pytest.approx(
            runs.last("val_loss")[i], rel=1e-4
        )
        assert mae(runs.model(i), x, y) == pytest.approx(
            runs.final("val_loss")[i], rel=1e-4
        )


def test_the_winner_is_the_first_of_the_smallest_losses(runs):
    losses = runs.history["val_loss"]
    assert losses.shape == (3, 6)
    np.testing.assert_array_equal(runs.epochs, losses.argmin(axis=1) + 1)
    np.testing.assert_allclose(runs.final("val_loss"), losses.min(axis=1))


def test_a_split_gives_the_same_run_whatever_ran_before_it(runs):
    small = {seed: (x[:40], y[:40], *v) for seed, (x, y, *v) in SPLITS.items()}
    together = fit_splits(build, small, **SETTINGS)
    alone = fit_splits(build, {7: small[7]}, **SETTINGS)
    for name, values in together.history.items():
        np.testing.assert_allclose(values[2], alone.history[name][0], rtol=1e-4)


def test_the_steps_are_those_of_fit_winners():
    x, y, x_valid, y_valid = SPLITS[3]
    same = fit_winners(
        build, x, y, validation_data=(x_valid, y_valid), seeds=(3,), **SETTINGS
    )
    found = fit_splits(build, {3: SPLITS[3]}, **SETTINGS)
    for name, values in same.history.items():
        np.testing.assert_allclose(found.history[name], values, rtol=1e-5)


def test_only_its_own_rows_are_seen(runs):
    others = {
        seed: parts if seed == 4 else tuple(100 * part for part in parts)
        for seed, parts in SPLITS.items()
    }
    found = fit_splits(build, others, **SETTINGS)
    for name, values in runs.history.items():
        np.testing.assert_allclose(found.history[name][1], values[1], rtol=1e-4)
        assert (found.history[name][0] > 2 * values[0]).all()


def test_a_split_stops_when_its_patience_is_over():
    runs = fit_splits(build, SPLITS, **SETTINGS | {"epochs": 40}, patience=3)
    np.testing.assert_array_equal(runs.stopped, np.minimum(runs.epochs + 3, 40))
    for curve, stopped in zip(runs.history["val_loss"], runs.stopped, strict=True):
        assert np.isfinite(curve[:stopped]).all()
        assert np.isnan(curve[stopped:]).all()


def test_no_split_and_too_small_ones_are_errors():
    with pytest.raises(ValueError, match="needs a split"):
        fit_splits(build, {}, **SETTINGS)
    with pytest.raises(ValueError, match="whole batch"):
        fit_splits(build, SPLITS, **SETTINGS | {"batch_size": 41})
