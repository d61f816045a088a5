"""One run of an experiment, in this process or in one of several."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import time
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple


class Job(NamedTuple):
    """One arm of one experiment, with one seed, on digits of one size."""

    experiment: str
    arm: str
    seed: int
    size: str


def share_cores() -> None:
    """Compute on one core, as one of several processes; leave Ctrl-C to who began it.

    TensorFlow and JAX read this when they are imported, which has not happened yet.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ |= {
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
    }


def run(job: Job, module: ModuleType | None = None) -> dict:
    """Train; return what the arm returns, and the seconds that it took.

    ``processor_seconds`` are those of all cores together.
    """
    from deepnets import training

    module = module or import_module(job.experiment)
    digits = _digits(job.size)
    with contextlib.redirect_stdout(io.StringIO()):  # who asked has a bar of its own
        start, used = time.monotonic(), time.process_time()
        training.set_seed(job.seed)
        found = module.ARMS[job.arm](digits, job.seed)
    return found | {
        "seconds": round(time.monotonic() - start, 1),
        "processor_seconds": round(time.process_time() - used, 1),
    }


@cache
def _digits(size: str):
    from deepnets.data import load_digits

    return load_digits(size)
