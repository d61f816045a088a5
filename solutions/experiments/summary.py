"""What a chapter shows of its experiment: mean and spread, by device and arm."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np


def summarise(files: list[Path]) -> dict:
    """Return the means of an experiment's results files, one for each kind of device.

    Parameters
    ----------
    files : list of Path
        ``NAME.cpu.json`` and ``NAME.gpu.json``, or one of them.

    Returns
    -------
    dict
        ``question``, and ``devices``: a list of dicts with ``device``, ``software``,
        ``command``, ``day``, processor ``minutes`` and ``arms``, which holds for each arm the
        number of ``seeds`` and ``[mean, sample standard deviation]`` of each number
        that its runs returned. Curves stay in the results.
    """
    found = [json.loads(file.read_text()) for file in sorted(files)]
    return {
        "question": found[0]["question"],
        "devices": [
            {
                "device": _device(one),
                "software": one["software"],
                "command": one["command"],
                "day": one["day"],
                "minutes": _minutes(one["runs"]),
                "arms": {arm: _arm(runs) for arm, runs in one["runs"].items() if runs},
            }
            for one in found
        ],
    }


def write_summary(results: Path, name: str, chapter: Path) -> Path:
    """Write ``reference.json`` beside the notebook of a chapter; return its path."""
    target = chapter / "reference.json"
    whole = summarise(list(results.glob(f"{name}.?pu.json")))
    target.write_text(json.dumps(whole, indent=1) + "\n")
    return target


def _device(one: dict) -> str:
    machine = one["machine"]
    cores = f"{machine['processor']}, {machine['cores']} cores"
    return " and ".join(one["gpus"]) or cores


def _minutes(runs: dict) -> float:
    seconds = [
        run["processor_seconds"]
        for by_seed in runs.values()
        for run in by_seed.values()
    ]
    return round(sum(seconds) / 60, 1)


def _arm(by_seed: dict) -> dict:
    runs = list(by_seed.values())
    names = [name for name, value in runs[0].items() if np.isscalar(value)]
    return {"seeds": len(runs)} | {
        name: mean_and_spread([run[name] for run in runs if name in run])
        for name in names
    }


def mean_and_spread(values: list[float]) -> list[float]:
    """Return the mean and the sample standard deviation (0 for one value), rounded."""
    spread = np.std(values, ddof=1) if len(values) > 1 else 0.0
    return [float(f"{np.mean(values):.6g}"), float(f"{spread:.3g}")]
