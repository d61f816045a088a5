"""Looks at what a student's code made, there where it is: a layer, a file, a study.

A test asks for these by name, and each takes an object of the student's: so they run
beside the student's code.
"""

from pathlib import Path

import numpy as np

from deepnets.fast_fit import keras


def compiled_outputs(layer, x, steps):
    """Call a layer ``steps`` times in one compiled function, with ``training=True``.

    Parameters
    ----------
    layer : keras.layers.Layer
    x : array_like
        The input of every call.
    steps : int

    Returns
    -------
    ndarray, shape (steps, *output shape)
    """
    x = keras.ops.convert_to_tensor(np.asarray(x, dtype="float32"))
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        call = tf.function(lambda inputs: layer(inputs, training=True))
    else:
        call = lambda inputs: layer(inputs, training=True)  # noqa: E731
    return np.stack([keras.ops.convert_to_numpy(call(x)) for _ in range(steps)])


def move_file(writer, path, target):
    """Move a file that a function wrote; return whether there was one.

    Parameters
    ----------
    writer : callable
        The function: it is not called, the file is where it runs.
    path, target : str
        The folder of ``target`` is made if it has to be.
    """
    if not Path(path).is_file():
        return False
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(path).replace(target)
    return True


def stored_studies(search, storage):
    """Describe the studies of Optuna's in a storage that a function filled.

    Parameters
    ----------
    search : callable
        The function: it is not called, the storage is where it runs.
    storage : str
        The URL of the storage.

    Returns
    -------
    dict of str to dict
        For each study's name its ``"direction"``, such as ``"MAXIMIZE"``, and under
        ``"ranges"``, for each hyperparameter of its first trial, ``(low, high, log)``;
        None for a choice among a few.
    """
    import optuna

    found = {}
    for name in optuna.get_all_study_names(storage):
        study = optuna.load_study(study_name=name, storage=storage)
        drawn = study.trials[0].distributions if study.trials else {}
        ranges = {
            key: (d.low, d.high, d.log) if hasattr(d, "log") else None
            for key, d in drawn.items()
        }
        found[name] = {"direction": study.direction.name, "ranges": ranges}
    return found
