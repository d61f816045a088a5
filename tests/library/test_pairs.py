"""Nets of two inputs learn from pairs as they would with Keras's own steps."""

import keras
import numpy as np
import pytest
from deepnets.pairs import fit_pairs
from deepnets.training import set_seed

RNG = np.random.default_rng(0)
X = RNG.normal(size=(30, 4)).astype("float32")
SIDE = X[:, 0] > 0
X_VALID = RNG.normal(size=(20, 4)).astype("float32")


def draw(seed, epoch):
    pairs = np.random.default_rng(100 * seed + epoch).integers(0, 30, (50, 2))
    return pairs, SIDE[pairs[:, 0]] != SIDE[pairs[:, 1]]


VALID_PAIRS = RNG.integers(0, 20, (40, 2))
VALID = (X_VALID, VALID_PAIRS, RNG.integers(0, 2, 40))


def build():
    first, second = keras.Input((4,)), keras.Input((4,))
    tower = keras.layers.Dense(8, activation="elu")
    joined = keras.ops.absolute(tower(first) - tower(second))
    net = keras.Model([first, second], keras.layers.Dense(1, "sigmoid")(joined))
    net.compile(
        keras.optimizers.Adam(0.02), "binary_crossentropy", metrics=["accuracy"]
    )
    return net


SETTINGS = {"label": "pairs", "batch_size": 20, "validation_data": VALID}


@pytest.fixture(scope="module")
def runs():
    return fit_pairs(build, X, draw, epochs=3, seeds=(3, 4), **SETTINGS)


def test_curves_have_a_row_a_seed_and_belong_to_the_models(runs):
    assert runs.history["val_accuracy"].shape == (2, 3)
    a, b = X_VALID[VALID_PAIRS.T]
    for i in range(2):
        p = np.asarray(runs.model(i)([a, b]))[:, 0]
        right = np.mean((p > 0.5) == VALID[2])
        assert runs.final("val_accuracy")[i] == pytest.approx(right)


def test_the_steps_are_those_of_keras(runs):
    """Fresh pairs every epoch, in the order in which they were drawn."""
    set_seed(4)
    net = build()
    for epoch in range(3):
        pairs, targets = draw(4, epoch)
        for start in range(0, 50, 20):  # the last batch holds what remains
            part = slice(start, start + 20)
            a, b = X[pairs[part].T]
            net.train_on_batch([a, b], targets[part].astype("float32")[:, None])
    for ours, theirs in zip(
        runs.model(1).get_weights(), net.get_weights(), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_a_seed_gives_the_same_net_alone_and_after_another(runs):
    alone = fit_pairs(build, X, draw, epochs=3, seeds=(4,), **SETTINGS)
    for one, two in zip(
        alone.model().get_weights(), runs.model(1).get_weights(), strict=True
    ):
        np.testing.assert_allclose(one, two, rtol=1e-5, atol=1e-6)


def test_nets_learn():
    found = fit_pairs(build, X, draw, label="", epochs=60, batch_size=10, seeds=(0,))
    assert found.final("accuracy")[0] > 0.75  # a coin is right on half
    assert set(found.history) == {"accuracy", "loss"}


def test_no_seed_and_pairs_out_of_range_are_errors():
    with pytest.raises(ValueError, match="at least one seed"):
        fit_pairs(build, X, draw, epochs=1, seeds=(), **SETTINGS)
    with pytest.raises(ValueError, match="beyond the 20 pictures"):
        fit_pairs(build, X[:20], draw, epochs=1, seeds=(0,), **SETTINGS)
