"""Evaluates many submissions at a time on Dask workers, or one by one in this process.

A worker that dies loses no submission, and no submission that kills workers harms
another one.
"""

from __future__ import annotations

import logging
import os
import signal
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import current_thread, main_thread
from typing import Protocol
from uuid import uuid4

import dask
from distributed import (
    Client,
    Future,
    KilledWorker,
    LocalCluster,
    Worker,
    WorkerPlugin,
    as_completed,
    get_worker,
)

from autograder.grading.course import GradingError
from autograder.grading.evaluation import Evaluation
from autograder.grading.inputs import Assignment, Submission
from autograder.running.environment import environment_digest
from autograder.running.evaluator import Evaluator, failed

_LOCAL_SETTINGS = {
    # a worker that dies is blamed on what it ran, so let it hold nothing else
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    # kernels have limits of their own; a worker itself needs little
    "distributed.worker.memory.terminate": False,
}
_SECONDS_TO_CONNECT = 10
_SECONDS_TO_CLOSE = 5


class Crew(Protocol):
    """Someone who evaluates submissions."""

    def evaluations(
        self, submissions: Iterable[Submission], assignment: Assignment
    ) -> Iterator[Evaluation]:
        """Yield an evaluation for each submission, as they are ready."""


@dataclass(frozen=True)
class Alone:
    """Evaluates one after another in this process."""

    evaluator: Evaluator = field(default_factory=Evaluator)

    def evaluations(
        self, submissions: Iterable[Submission], assignment: Assignment
    ) -> Iterator[Evaluation]:
        """Yield an evaluation for each submission, in their order."""
        try:
            for submission in submissions:
                yield self.evaluator(submission, assignment)
        finally:
            self.evaluator.close()


@dataclass(frozen=True)
class Workers:
    """Evaluates on Dask: on own workers, one a core, or on a cluster that exists.

    Attributes
    ----------
    count : int
        Number of own workers; None for one a core.
    scheduler : str
        Address of an existing cluster's scheduler, which is then used instead.
    """

    count: int | None = None
    scheduler: str | None = None
    evaluator: Evaluator = field(default_factory=Evaluator)

    def evaluations(
        self, submissions: Iterable[Submission], assignment: Assignment
    ) -> Iterator[Evaluation]:
        """Yield an evaluation for each submission, in the order they are ready."""
        plugin = _Evaluating(assignment, self.evaluator)
        with self._client(assignment) as client:
            client.register_plugin(plugin)
            try:
                yield from _Run(client, plugin).evaluations(iter(submissions))
            except CancelledError as error:
                raise GradingError(
                    "the connection to the workers was lost; run the same command "
                    "again: what was graded is kept."
                ) from error
            finally:
                if self.scheduler and client.status == "running":
                    client.unregister_worker_plugin(plugin.name)

    @contextmanager
    def _client(self, assignment: Assignment) -> Iterator[Client]:
        if self.scheduler:
            try:
                client = Client(self.scheduler, timeout=_SECONDS_TO_CONNECT)
            except (OSError, ValueError) as error:
                raise GradingError(
                    f"no Dask scheduler answers at {self.scheduler}: {error}"
                ) from error
            with client:
                _check(client, assignment)
                yield client
            return
        with (
            dask.config.set(_LOCAL_SETTINGS),
            warnings.catch_warnings(),
        ):
            # no dashboard is asked for, so its port does not matter
            warnings.filterwarnings("ignore", "Port .* is already in use")
            cluster = LocalCluster(
                n_workers=self.count or os.cpu_count(),
                threads_per_worker=1,
                host="127.0.0.1",
                security=True,  # else every account of this machine could use it
                dashboard_address=None,
                memory_limit=0,
                silence_logs=logging.CRITICAL,
            )
            with cluster, Client(cluster) as client:
                yield client


def _check(client: Client, assignment: Assignment) -> None:
    """Make sure that there are workers, and that they grade as this machine does."""
    modules = assignment.settings.preload
    found = client.run(environment_digest, modules)
    if not found:
        raise GradingError(f"the cluster at {client.scheduler.address} has no workers.")
    others = [w for w, digest in found.items() if digest != assignment.environment]
    if others:
        raise GradingError(
            "these workers have other versions of Python, of packages, of the course's "
            f"library or of this program than this machine: {', '.join(others)}"
        )


class _Evaluating(WorkerPlugin):
    """Brings assignment and evaluator to every worker, also to one that comes later.

    Data that is only scattered is lost with the last worker that holds it.
    """

    def __init__(self, assignment: Assignment, evaluator: Evaluator):
        self.name = f"autograder-{uuid4().hex}"
        self.assignment, self.evaluator = assignment, evaluator

    def setup(self, worker: Worker) -> None:
        """Warm up; Ctrl-C is for the main process, which then ends the workers."""
        if current_thread() is main_thread():
            # not SIG_IGN, which kernels would inherit: no cell could be interrupted
            signal.signal(signal.SIGINT, lambda *_: None)
        self.evaluator.prepare(self.assignment)

    def teardown(self, worker: Worker) -> None:
        """Leave no kernel behind."""
        self.evaluator.close()


def _evaluate(submission: Submission, plugin: str) -> Evaluation:
    evaluating = get_worker().plugins[plugin]
    return evaluating.evaluator(submission, evaluating.assignment)


class _Run:
    """Hands out submissions, a few more than there are workers."""

    def __init__(self, client: Client, plugin: _Evaluating):
        self._client, self._plugin = client, plugin
        self._in_flight: dict[Future, Submission] = {}
        self._ready = as_completed(loop=client.loop)

    def evaluations(self, submissions: Iterator[Submission]) -> Iterator[Evaluation]:
        suspects: list[Submission] = []
        yield from self._evaluate(submissions, suspects, at_once=None)
        # Which of the submissions at hand killed a worker is not known for certain, and
        # memory may have been short for all of them: so each gets workers for itself.
        killers: list[Submission] = []
        yield from self._evaluate(iter(suspects), killers, at_once=1)
        for submission in killers:
            reason = (
                "Grading broke down: each time, the process that graded this "
                "submission was killed (perhaps for want of memory)."
            )
            yield failed(submission.student, self._plugin.assignment.name, reason)

    def _evaluate(
        self,
        submissions: Iterator[Submission],
        killed: list[Submission],
        at_once: int | None,
    ) -> Iterator[Evaluation]:
        self._hand_out(submissions, at_once)
        while self._in_flight:
            future = next(self._ready)
            submission = self._in_flight.pop(future)
            self._hand_out(submissions, at_once)
            try:
                evaluation = future.result()
            except KilledWorker:
                killed.append(submission)
            else:
                yield evaluation

    def _hand_out(self, submissions: Iterator[Submission], at_once: int | None) -> None:
        limit = at_once or len(self._client.nthreads()) + 1
        while len(self._in_flight) < limit:
            submission = next(submissions, None)
            if submission is None:
                return
            future = self._client.submit(
                _evaluate,
                submission,
                self._plugin.name,
                key=f"evaluate-{uuid4().hex}",
                pure=False,
            )
            self._in_flight[future] = submission
            self._ready.add(future)
