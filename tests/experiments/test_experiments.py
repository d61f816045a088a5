"""The experiments of the chapters run on both backends, here on a handful of digits.

Of each experiment the first arm and the last; all of them with ``EVERY_ARM=1``.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXPERIMENTS = Path(__file__).parents[2] / "solutions" / "experiments"
NOT_EXPERIMENTS = {"__main__", "reference", "record", "summary", "work"}
NAMES = sorted({p.stem for p in EXPERIMENTS.glob("*.py")} - NOT_EXPERIMENTS)
RUN = """
import dataclasses, importlib, json, os, sys, traceback
from deepnets.data import load_digits

digits = load_digits("small")
few = {
    f.name: getattr(digits, f.name)[:100]
    for f in dataclasses.fields(digits)
    if f.name[:2] in {"x_", "y_"}
}
digits = dataclasses.replace(digits, **few)
sys.path.insert(0, sys.argv[1])


def run(name):
    arms = list(importlib.import_module(name).ARMS.items())
    chosen = arms if os.environ.get("EVERY_ARM") else [arms[0], arms[-1]]
    return {arm: train(digits, 0) for arm, train in chosen}


for name in sys.argv[2:]:
    try:
        print("FOUND", json.dumps([name, run(name), ""]), flush=True)
    except Exception:
        print("FOUND", json.dumps([name, {}, traceback.format_exc()]), flush=True)
"""


@pytest.fixture(scope="module", params=["tensorflow", "jax"])
def found(request):
    """What the arms of each experiment found on a backend, and what failed.

    One process runs them all, since to import a backend takes longer than some arms.
    """
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(EXPERIMENTS), *NAMES],
        env=os.environ | {"KERAS_BACKEND": request.param},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    lines = re.findall(r"^.*FOUND (.*)$", done.stdout, re.MULTILINE)
    return {name: (arms, error) for name, arms, error in map(json.loads, lines)}


def test_all_experiments_are_run_by_make_reference():
    listed = subprocess.run(
        [sys.executable, EXPERIMENTS, "--help"], capture_output=True, text=True
    )
    assert all(name in listed.stdout for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_arms_run_on_both_backends(name, found):
    arms, error = found[name]
    assert not error
    assert len(arms) >= 2
    for arm, numbers in arms.items():
        assert 0 <= numbers["test_accuracy"] <= 1, arm
        assert numbers["parameters"] > 0, arm
