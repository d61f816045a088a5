"""A cure is judged by whether it works; a message says what is still wrong."""

import numpy as np
import pytest
from deepnets import clinic, clinic_checks
from deepnets.checks import CheckFailed

SEEDS = (41, 42)
WELL = {"label_order": "F"}  # of case 8


def trial(losses, train, valid):
    losses = np.repeat(np.asarray(losses, float)[None], 2, axis=0)
    return clinic.Trial(losses, np.full(2, train), np.full(2, valid))


def fading(end, n=300):
    return np.concatenate([np.linspace(2.9, end, n - 50), np.full(50, end)])


@pytest.mark.parametrize(
    ("losses", "train", "valid", "says"),
    [
        (fading(0.1), 0.99, 0.93, None),
        ([2.9, 5.0, np.nan, np.nan], 0.1, 0.1, "from step 3 on"),
        (fading(2.31), 0.1, 0.1, "guessing costs 2.30"),
        (fading(0.1), 0.10, 0.09, "in prediction it has 10%"),
        (fading(0.2), 0.99, 0.12, "by heart"),
        (fading(0.8), 0.98, 0.94, "not below 0.3"),
        (fading(1.4), 0.6, 0.55, "goes from 2.9 to 1.4"),
    ],
)
def test_the_symptom_that_is_left(losses, train, valid, says):
    found = clinic_checks.symptom(trial(losses, train, valid))
    assert found is None if says is None else says in found


def test_a_cure_that_works_passes():
    clinic_checks.cured(WELL, 8, seeds=SEEDS)


@pytest.mark.parametrize(
    ("cure", "says"),
    [
        (None, "is None"),
        ({}, "changes nothing"),
        ({"shuffle": True}, "no setting"),
        ({"units": 512}, "another net"),
        ({"batch_norm": True}, "plaster"),
        ({"learning_rate": 0.01}, "Case 8 is not cured: it learns by heart"),
        (WELL | {"batch_size": 64}, "batch_size was well as it was"),
    ],
)
def test_another_is_sent_back_with_a_reason(cure, says):
    with pytest.raises(CheckFailed, match=says):
        clinic_checks.cured(cure, 8, seeds=SEEDS)


def test_a_cure_can_be_tried_without_batch_norm():
    def cured(cure):
        clinic_checks.cured(cure, 9, seeds=SEEDS, without_batch_norm=True)

    right = {"kernel_initializer": "he_normal"}
    cured(right)
    cured(right | {"batch_norm": False})
    with pytest.raises(CheckFailed, match="without batch norm: the loss is no number"):
        cured({"learning_rate": 1.0})
    with pytest.raises(CheckFailed, match="activation was well"):
        cured(right | {"activation": "elu"})


def test_a_diagnosis_is_judged_by_its_letter_and_told_the_sign():
    assert set(clinic_checks.SIGNS) == set(clinic.FAULTS)
    clinic_checks.named({1: "B", 2: " c)"}, {1: "b", 2: "c"}, "faults")
    with pytest.raises(
        CheckFailed, match=r"faults\[2\]: not 'a'.[\s\S]*before its first"
    ):
        clinic_checks.named({1: "b", 2: "a"}, {1: "b", 2: "c"}, "faults")
    with pytest.raises(CheckFailed, match="is None"):
        clinic_checks.named({1: "b"}, {1: "b", 2: "c"}, "faults")
    with pytest.raises(CheckFailed, match="one of the letters"):
        clinic_checks.named({1: "z"}, {1: "b"}, "faults")
