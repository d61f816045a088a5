"""`make reference`: the experiments of the chapters at full scale, over several seeds.

Interrupt it as you like: every run that has ended is kept, and the same command goes on.
"""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path

from deepnets.machine import gpus
from reference import REPOSITORY, run_all
from summary import write_summary

EXPERIMENTS = (
    "multiclass",
    "sparse_models",
    "schedules",
    "regularization",
    "dropout",
    "max_norm",
    "augmentation",
    "guidelines",
    "transfer_learning",
    "pretraining_on_pairs",
)


def main() -> None:
    """Run what is asked for, print a table for each and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(EXPERIMENTS)}")
    parser.add_argument("--size", choices=("full", "small"), default="full")
    parser.add_argument("--seeds", type=int, default=5, help="number of seeds")
    parser.add_argument(
        "--processes", type=int, help="runs at once (one a core; one on a GPU)"
    )
    parser.add_argument("--out", type=Path, help="folder of the results")
    options = parser.parse_args()
    unknown = set(options.names) - set(EXPERIMENTS)
    if unknown:
        parser.error(f"no such experiment: {', '.join(sorted(unknown))}")
    # small runs are for trying out: they never take the place of results
    kept = REPOSITORY / "solutions" / "experiments" / "results"
    out = options.out or (
        kept if options.size == "full" else REPOSITORY / "build" / "experiments"
    )
    names = options.names or EXPERIMENTS
    experiments = {name: import_module(name) for name in names}
    run_all(
        experiments,
        size=options.size,
        seeds=range(options.seeds),
        out=out,
        processes=options.processes or (1 if gpus() else os.cpu_count() or 1),
    )
    if out == kept:
        for name, module in experiments.items():
            write_summary(kept, name, REPOSITORY / "solutions" / module.CHAPTER)


if __name__ == "__main__":
    main()
