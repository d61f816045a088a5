"""Steps are those that a hand would take, each with its rate, and repeatable."""

import keras
import numpy as np
import pytest
from deepnets.step_runs import StepRuns, draw_batches, fresh
from keras import layers


def one_weight(optimizer=None):
    net = keras.Sequential(
        [keras.Input((1,)), layers.Dense(1, use_bias=False, kernel_initializer="zeros")]
    )
    net.compile(optimizer or keras.optimizers.SGD(0.1), loss="mse")
    return net


def small_net():
    net = keras.Sequential(
        [keras.Input((3,)), layers.Dense(4, "tanh"), layers.Dense(1)]
    )
    net.compile(keras.optimizers.Adam(0.01), loss="mse")
    return net


X = np.ones((8, 1), "float32")
Y = np.full((8, 1), 3.0, "float32")


def test_batches_show_every_example_once_before_any_again():
    batches = draw_batches(10, 3, 7, seed=1)
    assert batches.shape == (7, 3)
    for epoch in (batches[:3], batches[3:6]):
        assert len(np.unique(epoch)) == 9
    np.testing.assert_array_equal(batches, draw_batches(10, 3, 7, seed=1))
    assert not np.array_equal(batches, draw_batches(10, 3, 7, seed=2))


def test_a_batch_is_never_larger_than_the_data():
    assert draw_batches(4, 32, 5, seed=0).shape == (5, 4)


@pytest.mark.parametrize("jit", [False, True])
def test_losses_and_weights_are_those_of_plain_gradient_descent(jit):
    rates, w, expected = [0.1, 0.05, 0.2, 0.0], 0.0, []
    for rate in rates:
        expected.append((w - 3) ** 2)
        w -= rate * 2 * (w - 3)
    runs = StepRuns(one_weight(), jit=jit)
    losses = runs.run(one_weight(), X, Y, draw_batches(8, 4, 4, 0), rates)
    np.testing.assert_allclose(losses, expected, rtol=1e-5)
    np.testing.assert_allclose(runs.model.get_weights()[0], [[w]], rtol=1e-5)


def test_a_run_leaves_nothing_to_the_next_one():
    runs, generator = StepRuns(small_net()), np.random.default_rng(3)
    x = generator.normal(size=(20, 3)).astype("float32")
    batches = draw_batches(20, 5, 30, seed=0)
    start = fresh(small_net, seed=4)
    first = runs.run(start, x, x[:, :1], batches, 0.01)
    again = runs.run(start, x, x[:, :1], batches, 0.01)
    np.testing.assert_array_equal(first, again)
    assert first[-1] < first[0]


def test_a_run_that_breaks_ends_in_nan_and_the_next_one_is_well():
    runs = StepRuns(one_weight())
    batches = draw_batches(8, 4, 60, 0)
    broken = runs.run(one_weight(), X, Y, batches, 1e3)
    assert np.isfinite(broken[0])
    assert not np.isfinite(broken[-1])
    assert np.isfinite(
        runs.run(one_weight(), X, Y, draw_batches(8, 4, 60, 0), 0.1)
    ).all()


def test_the_start_keeps_its_weights():
    runs, start = StepRuns(one_weight()), one_weight()
    runs.run(start, X, Y, draw_batches(8, 4, 5, 0), 0.1)
    np.testing.assert_array_equal(start.get_weights()[0], [[0.0]])


def test_initial_weights_follow_the_seed():
    first, same, other = (fresh(small_net, s).get_weights()[0] for s in (1, 1, 2))
    np.testing.assert_array_equal(first, same)
    assert not np.array_equal(first, other)
