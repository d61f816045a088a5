"""Each seed trains on what was drawn for it, for the same number of steps."""

import keras
import numpy as np
import pytest
from deepnets.draws import fit_draws

RNG = np.random.default_rng(0)
X = RNG.normal(size=(60, 4)).astype("float32")
Y = (X[:, 0] > 0).astype("int64")
SETTINGS = {"label": "nets", "rounds": 2, "steps": 5, "batch_size": 8}


def build(seed, frozen=False, optimizer=None):
    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, activation="elu")])
    net.add(keras.layers.Dense(2))
    rng = np.random.default_rng(seed)
    net.set_weights([rng.normal(size=w.shape) for w in net.get_weights()])
    net.layers[0].trainable = not frozen
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer = optimizer or keras.optimizers.Adam(0.01)
    net.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    return net


def fit(draws, build=build, **changes):
    return fit_draws(build, X, Y, draws, **SETTINGS | changes)


def test_a_seed_gives_the_same_run_whatever_ran_before_it():
    draws = {3: np.arange(20), 4: np.arange(20, 50)}
    together, alone = fit(draws), fit({4: draws[4]})
    assert together.seeds == (3, 4)
    np.testing.assert_allclose(
        together.history["loss"][1], alone.history["loss"][0], rtol=1e-5
    )


def test_only_what_was_drawn_is_seen():
    x, y, some = X.copy(), Y.copy(), np.arange(0, 60, 3)
    others = np.setdiff1d(np.arange(60), some)
    x[others], y[others] = np.nan, -1
    runs = fit_draws(build, x, y, {0: some}, **SETTINGS)
    np.testing.assert_allclose(
        runs.history["loss"], fit({0: some}).history["loss"], rtol=1e-6
    )


def test_groups_of_several_sizes_share_one_number_of_steps():
    groups = {n: {s: np.arange(s, s + n) for s in (0, 1)} for n in (3, 30)}
    runs = fit(groups, build=lambda n, seed: build(seed), validation_data=(X, Y))
    assert set(runs) == {3, 30}
    for n in groups:
        assert runs[n].history["val_loss"].shape == (2, 2)
        alone = fit(groups[n])
        np.testing.assert_allclose(
            runs[n].history["loss"], alone.history["loss"], rtol=1e-5
        )


def test_groups_may_start_from_other_weights_with_other_rates():
    def at_rate(rate, seed):
        return build(seed, optimizer=keras.optimizers.Adam(rate))

    draws = {rate: {0: np.arange(40)} for rate in (0.0, 0.1, 0.001)}
    runs = fit(draws, build=at_rate)
    for rate, found in runs.items():
        moved = found.model().get_weights()[0] - build(0).get_weights()[0]
        assert np.abs(moved).max() <= 4 * rate * 10
        assert (np.abs(moved).max() > 0) == (rate > 0)
    alone = fit(draws[0.001], build=lambda seed: at_rate(0.001, seed))
    np.testing.assert_allclose(
        runs[0.001].history["loss"], alone.history["loss"], rtol=1e-5
    )


def test_every_example_is_taken_once_in_a_pass():
    counts = np.zeros(60)

    def sgd(seed):  # one step of rate 1 on the bias alone adds up what it has seen
        net = keras.Sequential([keras.Input((60,)), keras.layers.Dense(1)])
        net.set_weights([np.zeros((60, 1)), np.zeros(1)])
        net.compile(optimizer=keras.optimizers.SGD(1.0), loss=linear)
        return net

    def linear(y_true, y_pred):
        return -8.0 * y_pred  # the mean over a batch of 8, so 1 for each example

    settings = SETTINGS | {"rounds": 1, "steps": 5}
    runs = fit_draws(
        sgd, np.eye(60, dtype="float32"), Y, {0: np.arange(10, 30)}, **settings
    )
    counts = runs.model().get_weights()[0][:, 0]
    np.testing.assert_allclose(counts[10:30], 2)  # 40 examples: two passes over 20
    assert not counts[:10].any()
    assert not counts[30:].any()


def test_each_seed_starts_from_its_own_net_and_frozen_layers_stay():
    draws = {s: np.arange(40) for s in (5, 6)}
    runs = fit(draws, build=lambda seed: build(seed, frozen=True))
    for index, seed in enumerate(draws):
        before, after = build(seed).get_weights(), runs.model(index).get_weights()
        for k in (0, 1):
            np.testing.assert_array_equal(before[k], after[k])
        assert not np.array_equal(before[2], after[2])


@pytest.mark.parametrize("draws", [{}, {0: []}, {5: {0: []}}])
def test_nothing_to_train_on_is_an_error(draws):
    with pytest.raises(ValueError, match="examples for each"):
        fit(draws)
