"""The experiments of the chapters run on both backends, here on a handful of digits.

Of each experiment the first arm and the last; all of them with ``EVERY_ARM=1``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXPERIMENTS = Path(__file__).parents[2] / "solutions" / "experiments"
NOT_EXPERIMENTS = {"__main__", "reference", "record", "summary", "work"}
NAMES = sorted({p.stem for p in EXPERIMENTS.glob("*.py")} - NOT_EXPERIMENTS)
RUN = """
import dataclasses, importlib, json, os, sys
from deepnets.data import load_digits

digits = load_digits("small")
few = {
    f.name: getattr(digits, f.name)[:250]
    for f in dataclasses.fields(digits)
    if f.name[:2] in {"x_", "y_"}
}
digits = dataclasses.replace(digits, **few)
sys.path.insert(0, sys.argv[1])
experiment = importlib.import_module(sys.argv[2])
arms = list(experiment.ARMS.items())
chosen = arms if os.environ.get("EVERY_ARM") else [arms[0], arms[-1]]
found = {name: run(digits, 0) for name, run in chosen}
print("FOUND", json.dumps(found))
"""


def test_all_experiments_are_run_by_make_reference():
    listed = subprocess.run(
        [sys.executable, EXPERIMENTS, "--help"], capture_output=True, text=True
    )
    assert all(name in listed.stdout for name in NAMES)


@pytest.mark.parametrize("backend", ["tensorflow", "jax"])
@pytest.mark.parametrize("name", NAMES)
def test_arms_run_on_both_backends(name, backend):
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(EXPERIMENTS), name],
        env=os.environ | {"KERAS_BACKEND": backend},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.rpartition("FOUND ")[2])
    assert len(found) >= 2
    for arm, numbers in found.items():
        assert 0 <= numbers["test_accuracy"] <= 1, arm
        assert numbers["parameters"] > 0, arm
