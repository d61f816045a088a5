"""The results of one experiment on one kind of device, as a JSON file that grows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
from deepnets.machine import gpus, machine, software
from rich.table import Table
from summary import mean_and_spread


class Results:
    """What the runs of an experiment gave, kept after each run.

    Runs of another version of the experiment are dropped when the first new one ends.

    Parameters
    ----------
    out : Path
        Folder; the file is ``NAME.cpu.json`` or ``NAME.gpu.json``.
    name : str
    module : module
        With ``CHAPTER``, ``QUESTION`` and ``ARMS``.
    size : "full" or "small"
    source : str
        Digest of the experiment.
    """

    def __init__(
        self, out: Path, name: str, module: ModuleType, *, size: str, source: str
    ):
        self.name = name
        self.arms: dict[str, Callable[..., dict]] = module.ARMS
        devices = gpus()
        self.path = out / f"{name}.{'gpu' if devices else 'cpu'}.json"
        self._head = {
            "chapter": module.CHAPTER,
            "question": module.QUESTION,
            "command": f"make reference EXPERIMENTS={name}",
            "size": size,
            "source": source,
            "gpus": devices,
            "machine": machine(),
            "software": software(),
        }
        self.runs: dict[str, dict[str, dict]] = {arm: {} for arm in self.arms}
        if self.path.is_file():
            self._take(json.loads(self.path.read_text()))

    def _take(self, known: dict) -> None:
        """Go on from a file, if it holds runs of this very experiment."""
        if all(known[key] == self._head[key] for key in ("size", "source", "software")):
            self.runs |= {arm: known["runs"].get(arm, {}) for arm in self.arms}

    def has(self, arm: str, seed: int) -> bool:
        """Whether a run is kept."""
        return str(seed) in self.runs[arm]

    def keep(self, arm: str, seed: int, found: dict) -> None:
        """Keep a run, on disk too."""
        self.runs[arm][str(seed)] = found
        self.runs[arm] = dict(
            sorted(self.runs[arm].items(), key=lambda run: int(run[0]))
        )
        whole = self._head | {"day": date.today().isoformat(), "runs": self.runs}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".part")
        draft.write_text(json.dumps(whole, indent=1) + "\n")
        os.replace(draft, self.path)

    def table(self) -> Table:
        """Return mean and spread of every number, by arm."""
        runs = [run for by_seed in self.runs.values() for run in by_seed.values()]
        names = dict.fromkeys(
            name for run in runs for name, value in run.items() if np.isscalar(value)
        )
        head = self._head
        table = Table(title=f"{head['chapter']}: {head['question']} ({head['size']})")
        for column in ("", "seeds", *names):
            table.add_column(column)
        for arm, by_seed in self.runs.items():
            columns = [
                _written([run[name] for run in by_seed.values() if name in run])
                for name in names
            ]
            table.add_row(arm, str(len(by_seed)), *columns)
        return table


def _written(values: list[float]) -> str:
    return "{:.4g} ± {:.2g}".format(*mean_and_spread(values)) if values else ""
