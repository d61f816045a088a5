"""What trains over seeds holds on the JAX backend too: the same tests, run there."""

import os
import subprocess
import sys
from pathlib import Path

FILES = ("test_training.py", "test_draws.py", "test_winners.py", "test_pairs.py")


def test_the_tests_of_training_pass_on_jax():
    files = [str(Path(__file__).with_name(file)) for file in FILES]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files],
        env=os.environ | {"KERAS_BACKEND": "jax"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
