"""What trains over seeds holds on the JAX backend too: the same tests, run there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FILES = ("test_training.py", "test_draws.py", "test_winners.py", "test_pairs.py")


@pytest.mark.parametrize("file", FILES)
def test_the_tests_of_training_pass_on_jax(file):
    done = subprocess.run(
        [
            sys.executable,
            *("-m", "pytest", "-q", "-p", "no:cacheprovider"),
            str(Path(__file__).with_name(file)),
        ],
        env=os.environ | {"KERAS_BACKEND": "jax"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
