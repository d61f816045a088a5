"""Says what a computation runs on: processor, GPUs that Keras sees, versions."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine():
    """Return processor, cores, memory (GB), system and Python, without a host's name.

    Returns
    -------
    dict of str to str or int
    """
    info = Path("/proc/cpuinfo")
    models = [
        line.partition(":")[2].strip()
        for line in (info.read_text().splitlines() if info.is_file() else [])
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": (models or [platform.machine()])[0],
        "cores": os.cpu_count() or 1,
        "memory_gb": round(memory / 1e9),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
    }


def gpus():
    """Return the names of the GPUs that Keras's backend computes on, [] without one."""
    import keras

    if keras.backend.backend() == "jax":
        import jax

        return [d.device_kind for d in jax.devices() if d.platform == "gpu"]
    import tensorflow as tf

    found = tf.config.list_physical_devices("GPU")
    details = map(tf.config.experimental.get_device_details, found)
    return [str(known.get("device_name", "GPU")) for known in details]


def software():
    """Return Keras's backend and the versions of what computes."""
    import keras

    backend = keras.backend.backend()
    return {"backend": backend} | {p: version(p) for p in ("keras", backend, "numpy")}
