"""Runs experiments arm by arm and seed by seed; each run is kept as soon as it ends.

An experiment is a module with ``CHAPTER``, ``QUESTION`` and ``ARMS``: for each arm a
function of the digits and a seed that returns numbers and curves.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

from autograder.authoring.imports import library_files
from record import Results
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from work import Job, run, share_cores

REPOSITORY = Path(__file__).parents[2]
LIBRARY = REPOSITORY / "course" / "deepnets"
RUNS_A_PROCESS = 10  # TensorFlow keeps what its functions captured: some 200 MB a run


def run_all(
    experiments: Mapping[str, ModuleType],
    *,
    size: str,
    seeds: Iterable[int],
    out: Path,
    processes: int = 1,
) -> None:
    """Run what is not kept yet, then print and write what came of each experiment.

    Parameters
    ----------
    experiments : mapping of str to module
        By name, which is the name of the results file too.
    size : "full" or "small"
    seeds : iterable of int
    out : Path
        Folder of the results.
    processes : int
        Runs at once, each on one core. Small nets gain more from that than from
        computing on several cores.
    """
    seeds, console = list(seeds), _console()
    kept = {
        name: Results(out, name, module, size=size, source=digest(module))
        for name, module in experiments.items()
    }
    missing = [
        Job(name, arm, seed, size)
        for name, results in kept.items()
        for arm in results.arms
        for seed in seeds
        if not results.has(arm, seed)
    ]
    with _bar(console) as bar:
        task = bar.add_task("starting", total=len(missing))
        for job, found in _work(experiments, missing, processes):
            kept[job.experiment].keep(job.arm, job.seed, found)
            text = f"{job.experiment}: {job.arm}, seed {job.seed}"
            bar.update(task, advance=1, description=text)
    for results in kept.values():
        console.print(results.table())
        console.print(f"{results.path}\n", soft_wrap=True)


def _work(
    experiments: Mapping[str, ModuleType], jobs: list[Job], processes: int
) -> Iterator[tuple[Job, dict]]:
    """Yield each job with what it found, in the order in which they end."""
    if processes == 1:
        for job in jobs:
            yield job, run(job, experiments[job.experiment])
        return
    # a new pool now and then: one that renews its own processes (max_tasks_per_child)
    # can wait for ever, https://github.com/python/cpython/issues/115634
    share = processes * RUNS_A_PROCESS
    for first in range(0, len(jobs), share):
        yield from _in_pool(jobs[first : first + share], processes)


def _in_pool(jobs: list[Job], processes: int) -> Iterator[tuple[Job, dict]]:
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=share_cores)
    with pool:
        try:
            running = {pool.submit(run, job): job for job in jobs}
            for future in as_completed(running):
                yield running[future], future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def digest(module: ModuleType) -> str:
    """Return SHA-256 of what decides a result: the experiment and how it trains.

    That is the code of the module and of what it uses of the library, without comments
    and docstrings.
    """
    own = Path(module.__file__)
    used = library_files(LIBRARY, [own.read_text()])
    code = [_code(path) for path in (own, *used) if path.suffix == ".py"]
    return hashlib.sha256("\n".join(code).encode()).hexdigest()


def _code(path: Path) -> str:
    """Return the code of a Python file as ``ast.unparse`` writes it."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        documented = isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        if documented and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


def _console() -> Console:
    """Return a console; in a log file, which has no width, its tables are not cut."""
    return Console() if Console().is_terminal else Console(width=200)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        console=console,
    )
