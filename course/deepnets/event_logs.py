"""Reads TensorBoard's event files back: scalars and histograms as tables.

A folder of logs holds one folder a run, at any depth; a run is named by its path.
"""

import tempfile
from pathlib import Path

import numpy as np

PATTERN = "*tfevents*"  # how TensorBoard knows an event file by its name


def run_folders(folder):
    """Return the folders that hold event files, by the name of the run, sorted.

    Parameters
    ----------
    folder : str or pathlib.Path

    Returns
    -------
    dict of str to pathlib.Path
        Named as TensorBoard names them: by the path below ``folder``, ``"."`` for
        itself.
    """
    folder = Path(folder)
    found = {path.parent for path in folder.rglob(PATTERN) if path.is_file()}
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


def scalars(folder):
    """Return every scalar of every run.

    Parameters
    ----------
    folder : str or pathlib.Path

    Returns
    -------
    pandas.DataFrame
        One value a row: ``run``, ``tag``, ``step``, ``value``, in the order of the
        files.
    """
    return _table(folder, "scalars", float)


def histograms(folder):
    """Return every histogram of every run.

    Parameters
    ----------
    folder : str or pathlib.Path

    Returns
    -------
    pandas.DataFrame
        One histogram a row: ``run``, ``tag``, ``step``, and ``value``, an ndarray of
        shape (buckets, 3): left edge, right edge and count of each bucket.
    """
    return _table(folder, "histograms", np.asarray)


def _table(folder, plugin, convert):
    import pandas as pd
    from tensorboard.backend.event_processing.event_accumulator import (
        TENSORS,
        EventAccumulator,
    )
    from tensorboard.util.tensor_util import make_ndarray

    rows = []
    for run, path in run_folders(folder).items():
        # the default keeps 10 tensors of a tag, picked at random; 0 keeps all of them
        events = EventAccumulator(str(path), size_guidance={TENSORS: 0}).Reload()
        for tag in events.Tags()["tensors"]:
            if events.SummaryMetadata(tag).plugin_data.plugin_name == plugin:
                rows += [
                    (run, tag, event.step, convert(make_ndarray(event.tensor_proto)))
                    for event in events.Tensors(tag)
                ]
    return pd.DataFrame(rows, columns=["run", "tag", "step", "value"])


def content(folder):
    """Return all files below a folder as data: what is sent when a log is sent.

    Parameters
    ----------
    folder : str or pathlib.Path

    Returns
    -------
    dict of str to bytes
        By the path below the folder, with ``/``.
    """
    folder = Path(folder)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def restore(files):
    """Write what :func:`content` returned to a fresh temporary folder; return that.

    Parameters
    ----------
    files : dict of str to bytes

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError
        If a path would lead out of the folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="logs-")).resolve()
    for name, data in files.items():
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise ValueError(f"{name!r} leads out of the folder.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
