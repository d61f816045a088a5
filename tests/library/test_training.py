"""Training over seeds can be repeated, seed by seed, and takes the steps of fit."""

import keras
import numpy as np
import pytest
from deepnets import training
from deepnets.fast_fit import Epochs, KerasEpochs

RNG = np.random.default_rng(0)
X = RNG.normal(size=(70, 6)).astype("float32")
Y = (X[:, 0] + X[:, 1] > 0).astype("int64")


def build(dropout=0.3):
    net = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(2),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(keras.optimizers.Adam(0.01), loss=loss, metrics=["accuracy"])
    return net


def fit(seeds, **changes):
    settings = {"epochs": 3, "batch_size": 16, "validation_data": (X, Y)} | changes
    return training.fit_seeds(build, X, Y, label="nets", seeds=seeds, **settings)


def test_a_seed_gives_the_same_run_whatever_ran_before_it():
    together, alone = fit([3, 4]), fit([4])
    for name, values in together.history.items():
        np.testing.assert_allclose(values[1], alone.history[name][0], rtol=1e-5)


def test_seeds_differ_and_learn():
    runs = fit([0, 1, 2], epochs=30)
    assert runs.history["loss"].shape == (3, 30)
    assert len(set(runs.final("loss"))) == 3
    assert (runs.history["loss"][:, -1] < runs.history["loss"][:, 0]).all()


def test_model_returns_the_trained_net_of_a_seed():
    runs = fit([0, 1])
    for i in (0, 1):
        scores = runs.model(i)(X, training=False)
        accuracy = np.mean(np.argmax(scores, axis=1) == Y)
        assert accuracy == pytest.approx(runs.final("val_accuracy")[i], abs=1e-6)


def test_no_seed_is_an_error():
    with pytest.raises(ValueError, match="at least one seed"):
        fit([])


def test_inputs_and_labels_must_match():
    with pytest.raises(ValueError, match="70 inputs but 69 labels"):
        Epochs(build(), X, Y[1:], batch_size=8)


@pytest.mark.parametrize("batch_size", [16, 70, 500])
def test_the_compiled_epoch_trains_as_fit_does(batch_size):
    """Without dropout, and in the same order, both take exactly the same steps."""
    logs = []
    for kind in (Epochs, KerasEpochs):
        training.set_seed(5)
        trainer = kind(
            build(dropout=0.0), X, Y, batch_size=batch_size, validation_data=(X, Y)
        )
        rng = np.random.default_rng(1)
        logs.append([trainer.run(rng) for _ in range(4)])
    for fast, plain in zip(*logs, strict=True):
        assert fast.keys() == plain.keys()
        for name in fast:
            assert fast[name] == pytest.approx(plain[name], rel=1e-4, abs=1e-5)


def test_mean_and_spread_uses_the_sample_deviation():
    assert training.mean_and_spread([0.9, 0.92], percent=True) == "91.0 ± 1.4 %"
    assert training.mean_and_spread([3.0]) == "3.0 ± 0.0"
