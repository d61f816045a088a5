"""Probes see what a layer does in a compiled function, what a file and a study hold."""

import keras
import numpy as np
import optuna
import pytest
from deepnets.probes import compiled_outputs, move_file, stored_studies


def test_a_layer_that_draws_with_keras_is_seen_fresh_at_every_step():
    outputs = compiled_outputs(keras.layers.Dropout(0.5, seed=1), np.ones((9, 9)), 3)
    assert outputs.shape == (3, 9, 9)
    assert not np.array_equal(outputs[0], outputs[1])


def test_a_layer_that_draws_with_numpy_is_seen_to_repeat_itself():
    class Frozen(keras.layers.Layer):
        def call(self, inputs, training=False):
            return inputs * np.random.default_rng().random(inputs.shape)

    outputs = compiled_outputs(Frozen(), np.ones((4, 4)), 3)
    np.testing.assert_array_equal(outputs[0], outputs[1])


def test_a_file_is_moved_once(tmp_path):
    path, target = tmp_path / "a.keras", tmp_path / "new" / "b.keras"
    path.write_text("weights")
    assert move_file(print, str(path), str(target))
    assert target.read_text() == "weights"
    assert not move_file(print, str(path), str(target))
    assert not move_file(print, str(tmp_path), str(target))  # a folder is no file


@pytest.fixture
def storage(tmp_path):
    return f"sqlite:///{tmp_path}/studies.db"


def test_a_study_is_described(storage):
    study = optuna.create_study(study_name="one", storage=storage, direction="maximize")
    trial = study.ask()
    trial.suggest_float("rate", 1e-3, 1, log=True)
    trial.suggest_int("units", 2, 9)
    trial.suggest_categorical("kind", ["a", "b"])
    study.tell(trial, 0.5)
    optuna.create_study(study_name="empty", storage=storage)
    ranges = {"rate": (1e-3, 1, True), "units": (2, 9, False), "kind": None}
    assert stored_studies(print, storage) == {
        "one": {"direction": "MAXIMIZE", "ranges": ranges},
        "empty": {"direction": "MINIMIZE", "ranges": {}},
    }


def test_a_storage_that_nothing_was_written_to_has_no_study(storage):
    assert stored_studies(print, storage) == {}
