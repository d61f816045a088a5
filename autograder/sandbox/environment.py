"""The environment variables of a kernel: the same anywhere, none of the host's."""

from __future__ import annotations

import sys

from autograder.sandbox.limits import Limits


def environment(scratch: str, path: tuple[str, ...], limits: Limits) -> dict[str, str]:
    """Return the variables for a zygote and its kernels, which write to ``scratch``.

    Libraries that compute on threads of their own as soon as they are imported would
    make a fork unsafe, so these get one thread; TensorFlow starts its threads later.
    """
    return {
        "HOME": f"{scratch}/home",
        "TMPDIR": f"{scratch}/tmp",
        "LANG": "C.UTF-8",
        "LOGNAME": "student",
        "USER": "student",
        "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": ":".join(path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MKL_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_NUM_INTEROP_THREADS": str(limits.threads),
        "TF_NUM_INTRAOP_THREADS": str(limits.threads),
    }
