"""Every patient is sick, each by one fault, and gets well when that is mended."""

import codecs
import json

import numpy as np
import pytest
from deepnets import clinic, clinic_checks
from sklearn.datasets import load_digits

CASES = range(1, 10)
SEEDS = (31, 32)


def record(case):
    return json.loads(codecs.decode(clinic._RECORDS[case], "rot13"))


def test_the_healthy_net_is_healthy():
    trial = clinic.trial(0, seeds=SEEDS)
    assert clinic_checks.symptom(trial) is None
    assert trial.losses.shape == (2, clinic.STEPS)
    assert trial.train_accuracy.shape == trial.valid_accuracy.shape == (2,)
    assert (trial.valid_accuracy > 0.88).all()


@pytest.mark.parametrize("case", CASES)
def test_a_patient_is_sick(case):
    assert clinic_checks.symptom(clinic.trial(case, seeds=SEEDS)) is not None


@pytest.mark.parametrize("case", CASES)
def test_a_patient_gets_well_when_its_fault_is_mended(case):
    healthy = {name: clinic.HEALTHY[name] for name in record(case)}
    healthy |= {"hidden_layers": record(case).get("hidden_layers", 2)}
    assert clinic_checks.symptom(clinic.trial(case, healthy, seeds=SEEDS)) is None


def test_records_are_complete_and_hold_possible_settings():
    assert set(clinic._RECORDS) == set(CASES)
    assert set(clinic.COMPLAINTS) == {0, *CASES}
    assert set(clinic.SETTINGS) == set(clinic.HEALTHY)
    for case in CASES:
        clinic.check_cure(record(case))
        assert all(record(case)[name] != clinic.HEALTHY[name] for name in record(case))
    clinic.check_cure(clinic.HEALTHY)


def test_labels_belong_to_the_pictures_unless_the_order_is_wrong():
    x, y = load_digits(return_X_y=True)
    known = {row.tobytes(): label for row, label in zip(x, y, strict=True)}
    for cure, right in (({}, 1.0), ({"label_order": "C"}, 0.1)):
        patient = clinic.admit(0, cure={"standardise": False} | cure)
        for x, y in (
            (patient.x_train, patient.y_train),
            (patient.x_valid, patient.y_valid),
        ):
            levels = (x.astype(float) - clinic.BLACK) / clinic.GREY
            found = [known[row.tobytes()] for row in levels]
            assert np.mean(found == y) == pytest.approx(right, abs=0.08)


def test_standardised_pixels_have_mean_0_and_deviation_1_in_training():
    patient = clinic.admit(0, seed=2)
    np.testing.assert_allclose(patient.x_train.mean(axis=0), 0, atol=0.01)
    deviation = patient.x_train.std(axis=0)
    assert ((abs(deviation - 1) < 0.01) | (deviation == 0)).all()
    assert patient.x_train.shape == (clinic.N_TRAIN, 64)
    assert patient.x_valid.shape == (clinic.N_VALID, 64)


def test_a_seed_repeats_net_and_digits():
    one, same, other = (clinic.admit(2, seed=s) for s in (4, 4, 5))
    np.testing.assert_array_equal(one.net.get_weights()[0], same.net.get_weights()[0])
    np.testing.assert_array_equal(one.x_train, same.x_train)
    assert not np.array_equal(one.net.get_weights()[0], other.net.get_weights()[0])
    assert not np.array_equal(one.x_train, other.x_train)


def test_layers_do_not_share_their_first_weights():
    kernels = clinic.admit(0, cure={"hidden_layers": 3, "kernel_initializer": 0.5})
    _, second, third = (kernels.net.get_layer(f"hidden_{i}").kernel for i in (1, 2, 3))
    assert not np.array_equal(second, third)


def test_a_patient_can_be_trained_before_it_is_seen():
    start, later = clinic.admit(0), clinic.admit(0, steps=40)
    x, y = start.x_train, start.y_train
    assert later.net.test_on_batch(x, y) < 0.7 * start.net.test_on_batch(x, y)


@pytest.mark.parametrize(
    ("cure", "says"),
    [
        ([], "is a dict"),
        ({"lr": 0.1}, "'lr' is no setting"),
        ({"learning_rate": 0}, "cannot be 0"),
        ({"learning_rate": "fast"}, "cannot be 'fast'"),
        ({"learning_rate": True}, "cannot be True"),
        ({"batch_size": 2.5}, "cannot be 2.5"),
        ({"activation": None}, "cannot be None"),
        ({"activation": "rellu"}, "cannot be 'rellu'"),
        ({"output_activation": 3}, "cannot be 3"),
        ({"kernel_initializer": "he"}, "cannot be 'he'"),
        ({"kernel_initializer": -1.0}, "cannot be -1.0"),
        ({"batch_norm": 1}, "cannot be 1"),
        ({"optimizer": "Adam"}, "cannot be 'Adam'"),
        ({"label_order": "A"}, "cannot be 'A'"),
    ],
)
def test_a_cure_that_cannot_be_says_why(cure, says):
    with pytest.raises(ValueError, match=says):
        clinic.check_cure(cure)


@pytest.mark.parametrize(
    "cure",
    [
        {"learning_rate": np.float32(0.1), "batch_size": np.int64(8)},
        {"learning_rate": 1},
        {"output_activation": None, "kernel_initializer": 0.3},
        {"activation": "gelu", "optimizer": "sgd", "label_order": "C"},
    ],
)
def test_a_cure_that_can_be_is_let_through(cure):
    clinic.check_cure(cure)


def test_there_is_no_tenth_patient():
    with pytest.raises(ValueError, match="no case 10"):
        clinic.admit(10)
