"""Each seed keeps the net of its best epoch, and stops when its patience is over."""

import keras
import numpy as np
import pytest
from deepnets.training import fit_seeds
from deepnets.winners import fit_winners

RNG = np.random.default_rng(0)
X = RNG.normal(size=(40, 6)).astype("float32")
Y = RNG.integers(0, 2, 40)  # noise: whoever learns it gets worse
X_VALID = RNG.normal(size=(50, 6)).astype("float32")
Y_VALID = RNG.integers(0, 2, 50)


def build():
    net = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(2),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(keras.optimizers.Adam(0.03), loss=loss, metrics=["accuracy"])
    return net


SETTINGS = {"batch_size": 10, "validation_data": (X_VALID, Y_VALID), "label": "nets"}


@pytest.fixture(scope="module")
def runs():
    return fit_winners(build, X, Y, epochs=12, patience=4, seeds=(3, 4, 5), **SETTINGS)


def loss_of(model):
    return model.evaluate(X_VALID, Y_VALID, verbose=0, return_dict=True)["loss"]


def test_the_winner_is_the_first_of_the_smallest_losses(runs):
    losses = runs.history["val_loss"]
    np.testing.assert_array_equal(runs.epochs, np.nanargmin(losses, axis=1) + 1)
    np.testing.assert_array_equal(runs.final("val_loss"), np.nanmin(losses, axis=1))


def test_a_seed_stops_when_its_patience_is_over(runs):
    expected = np.minimum(runs.epochs + 4, 12)
    np.testing.assert_array_equal(runs.stopped, expected)
    for curve, stopped in zip(runs.history["val_loss"], runs.stopped, strict=True):
        assert np.isfinite(curve[:stopped]).all()
        assert np.isnan(curve[stopped:]).all()


def test_models_are_the_winners_and_the_last_are_kept_too(runs):
    assert (runs.epochs < runs.stopped).any()
    for i in range(3):
        assert loss_of(runs.model(i)) == pytest.approx(
            runs.final("val_loss")[i], rel=1e-4
        )
        assert loss_of(runs.last_model(i)) == pytest.approx(
            runs.last("val_loss")[i], rel=1e-4
        )


def test_the_steps_are_those_of_fit_seeds(runs):
    whole = fit_winners(build, X, Y, epochs=5, seeds=(3, 4), **SETTINGS)
    same = fit_seeds(build, X, Y, epochs=5, seeds=(3, 4), **SETTINGS)
    assert whole.stopped.tolist() == [5, 5]
    for name, values in same.history.items():
        np.testing.assert_allclose(whole.history[name], values, rtol=1e-5)


def test_no_seed_and_no_number_are_errors():
    with pytest.raises(ValueError, match="at least one seed"):
        fit_winners(build, X, Y, epochs=1, seeds=(), **SETTINGS)

    def linear():  # a ReLU may turn NaN into 0
        net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
        net.compile(loss="mse")
        return net

    broken = np.full_like(X, np.nan)
    with pytest.raises(ValueError, match="never was a number"):
        fit_winners(linear, broken, Y, epochs=1, seeds=(0,), **SETTINGS)
