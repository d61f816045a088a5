"""Readings follow the inverse-square law, and span decades."""

import numpy as np
from deepnets import lamp


def test_shapes_and_ranges():
    readings, position = lamp.lamp_readings(300, seed=1)
    assert readings.shape == (300, 25)
    assert position.shape == (300, 1)
    assert readings.dtype == position.dtype == np.float32
    assert 0 <= position.min() < 1
    assert 9 < position.max() <= lamp.SIDE
    assert 0 < readings.min() < 2_000
    assert readings.max() <= lamp.BRIGHTEST
    assert readings.max() > 1_000 * np.median(readings)


def test_a_lamp_at_twice_the_distance_gives_a_quarter(monkeypatch):
    monkeypatch.setattr(lamp, "SENSORS", np.array([[0.0, 0.0]]))
    readings, _ = lamp.lamp_readings(1, seed=3)
    monkeypatch.setattr(lamp, "SIDE", 2 * lamp.SIDE)
    further, _ = lamp.lamp_readings(1, seed=3)
    np.testing.assert_allclose(further, readings / 4, rtol=1e-3)


def test_the_sensor_below_the_lamp_reads_most(monkeypatch):
    _, position = lamp.lamp_readings(1, seed=5)
    places = np.random.default_rng(5).uniform(0, lamp.SIDE, (1, 2))
    monkeypatch.setattr(lamp, "SENSORS", places)
    readings, _ = lamp.lamp_readings(1, seed=5)
    np.testing.assert_allclose(readings, [[lamp.BRIGHTEST]], rtol=1e-6)
    np.testing.assert_allclose(position, places[:, :1], rtol=1e-6)


def test_a_seed_repeats_its_readings():
    (a, _), (b, _), (c, _) = (lamp.lamp_readings(5, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(a, b)
    assert not np.array_equal(a, c)
