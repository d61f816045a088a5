"""The augmenting layer changes what it says it changes, by as much, and no more."""

import keras
import numpy as np
import pytest
from deepnets.augment import Augment, bilinear, smooth_fields
from deepnets.probes import compiled_outputs
from scipy.ndimage import map_coordinates


def blob(n, size=21):
    """Pictures of one soft blob, off the middle, shape (n, size, size)."""
    rows, columns = np.mgrid[:size, :size]
    picture = np.exp(-((rows - 6) ** 2 + (columns - 12) ** 2) / 8)
    return np.repeat(picture[None], n, axis=0).astype("float32")


def net(**amounts):
    """A net that does nothing but augment blobs."""
    return keras.Sequential([keras.Input((21, 21)), Augment(seed=8, **amounts)])


def centres(pictures):
    """Where the ink is, measured from the middle: (down, right), each (n,)."""
    size = pictures.shape[1]
    steps = np.arange(size) - (size - 1) / 2
    ink = pictures.sum(axis=(1, 2))
    down = (pictures.sum(axis=2) * steps).sum(axis=1) / ink
    return down, (pictures.sum(axis=1) * steps).sum(axis=1) / ink


def test_bilinear_is_scipys_with_a_background_of_zeros():
    rng = np.random.default_rng(0)
    images = rng.random((2, 7, 5)).astype("float32")
    rows = rng.uniform(-3, 9, (2, 7, 5)).astype("float32")
    columns = rng.uniform(-3, 7, (2, 7, 5)).astype("float32")
    found = np.asarray(bilinear(images, rows, columns))
    for picture, out, row, column in zip(images, found, rows, columns, strict=True):
        # a border of zeros: scipy's edge pixels are mixed with nothing otherwise
        wide = np.pad(picture, 5)
        expected = map_coordinates(wide, [row + 5, column + 5], order=1)
        np.testing.assert_allclose(out, expected, atol=3e-3)


def test_smooth_fields_have_deviation_one_and_are_alike_nearby():
    numbers = smooth_fields(28, 20, 4.0)
    fields = np.random.default_rng(1).normal(size=(4_000, len(numbers))) @ numbers
    assert fields.std(axis=0) == pytest.approx(np.ones(28 * 20), abs=0.07)
    fields = fields.reshape(-1, 28, 20)
    near = np.mean(fields[:, 10, 8] * fields[:, 11, 8])
    far = np.mean(fields[:, 2, 8] * fields[:, 26, 8])
    assert near > 0.93
    assert abs(far) < 0.09


def test_it_is_silent_in_prediction_and_without_amounts():
    x = np.random.default_rng(2).random((3, 8, 8)).astype("float32")
    everything = Augment(shift=2, turn=30, zoom=0.3, mirror=0.5, noise=1.0, elastic=2)
    assert np.array_equal(everything(x, training=False), x)
    np.testing.assert_allclose(Augment()(x, training=True), x, atol=1e-5)


def test_shifts_are_uniform_and_independent():
    out = np.asarray(Augment(shift=3.0, seed=1)(blob(2_000), training=True))
    start = centres(blob(1))
    down, right = (
        moved - first for moved, first in zip(centres(out), start, strict=True)
    )
    for moves in (down, right):
        assert np.abs(moves).max() < 3.01
        assert moves.std() == pytest.approx(3 / np.sqrt(3), rel=0.06)
    assert abs(np.corrcoef(down, right)[0, 1]) < 0.12


def test_turns_stay_within_their_angle_and_go_both_ways():
    out = np.asarray(Augment(turn=40.0, seed=2)(blob(2_000), training=True))
    down, right = centres(out)
    first = np.degrees(np.arctan2(*centres(blob(1))))
    angles = np.degrees(np.arctan2(down, right)) - first
    assert np.abs(angles).max() < 40.5
    assert angles.std() == pytest.approx(40 / np.sqrt(3), rel=0.06)


def test_zooms_change_the_distance_from_the_middle():
    out = np.asarray(Augment(zoom=0.2, seed=3)(blob(1_000), training=True))
    factors = np.hypot(*centres(out)) / np.hypot(*centres(blob(1)))
    assert factors.min() > 0.79
    assert factors.max() < 1.21
    assert factors.std() == pytest.approx(0.2 / np.sqrt(3), rel=0.08)


@pytest.mark.parametrize(
    ("name", "axis"), [("mirror", 2), ("upside_down", 1)], ids=["mirror", "upside"]
)
def test_flips_happen_as_often_as_asked_for(name, axis):
    x = blob(1_000)
    out = np.asarray(Augment(seed=4, **{name: 0.3})(x, training=True))
    flipped = np.isclose(out, np.flip(x, axis), atol=1e-4).all(axis=(1, 2))
    same = np.isclose(out, x, atol=1e-4).all(axis=(1, 2))
    assert (flipped | same).all()
    assert flipped.mean() == pytest.approx(0.3, abs=0.075)


def test_noise_has_its_deviation():
    out = np.asarray(Augment(noise=0.2, seed=5)(blob(200), training=True)) - blob(200)
    assert out.std() == pytest.approx(0.2, rel=0.03)


def test_noise_of_zero_can_be_turned_up_later_and_without_any_none_is_drawn():
    quiet, loud = net(noise=0.0), net(noise=0.2)
    quiet.set_weights(loud.get_weights())
    assert np.std(quiet(blob(50), training=True) - blob(50)) > 0.15
    assert len(net().weights) == len(quiet.weights) - 1


def test_elastic_deformations_bend_and_keep_most_of_the_ink():
    x = blob(500)
    out = np.asarray(Augment(elastic=1.0, seed=6)(x, training=True))
    assert np.abs(out - x).max() > 0.2
    assert out.sum() == pytest.approx(x.sum(), rel=0.1)
    down, right = (
        moved - first
        for moved, first in zip(centres(out), centres(blob(1)), strict=True)
    )
    assert 0.5 < down.std() < 1.2
    assert 0.5 < right.std() < 1.2


def test_every_step_of_a_compiled_function_draws_anew_and_a_seed_repeats():
    x = blob(4)
    steps = compiled_outputs(Augment(shift=3.0, seed=7), x, steps=2)
    assert not np.allclose(steps[0], steps[1])
    again = compiled_outputs(Augment(shift=3.0, seed=7), x, steps=2)
    np.testing.assert_array_equal(steps, again)


def test_elastic_deformations_can_be_compiled():
    steps = compiled_outputs(Augment(elastic=1.0, turn=9.0, seed=9), blob(3), steps=2)
    assert not np.allclose(steps[0], steps[1], atol=1e-2)
    assert steps.sum() == pytest.approx(2 * blob(3).sum(), rel=0.2)


def test_amounts_can_be_copied_from_net_to_net():
    still, moving = net(), net(shift=3.0)
    still.set_weights(moving.get_weights())
    assert not np.allclose(still(blob(5), training=True), blob(5), atol=1e-3)


def test_an_amount_that_it_does_not_know_is_refused():
    with pytest.raises((TypeError, ValueError)):
        Augment(rotate=3)
