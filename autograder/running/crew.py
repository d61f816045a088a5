"""Evaluates many submissions at a time on Dask workers, or one by one in this process.

A worker that dies loses no submission, and no submission that kills workers harms
another one.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, LocalCluster
from distributed.comm import CommClosedError

from autograder.grading.errors import GradingError
from autograder.grading.evaluation import Evaluation
from autograder.grading.inputs import Assignment, Submission
from autograder.running.environment import environment_digest
from autograder.running.evaluator import ENGINE, Evaluator, failed
from autograder.running.interrupt import remembered_interrupts
from autograder.running.worker import Evaluating, evaluate_here

_LOCAL_SETTINGS = {
    # what it runs and one more, to begin with while the next is on its way
    "distributed.scheduler.worker-saturation": 1.1,
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    # kernels have limits of their own; a worker itself needs little
    "distributed.worker.memory.terminate": False,
}
_SECONDS_TO_CONNECT = 10
_SECONDS_FOR_A_WORKER = 60
_SECONDS_TO_CLOSE = 2
_SECONDS_TO_REACT = 0.2


Evaluate = Callable[[Iterable[Submission]], Iterator[Evaluation]]
"""Yields an evaluation for each submission, as they are ready."""


class Crew(Protocol):
    """Those who evaluate submissions."""

    def at_work(self, assignment: Assignment) -> AbstractContextManager[Evaluate]:
        """Get ready in the background; gives the function that evaluates."""


@dataclass(frozen=True)
class Alone:
    """Evaluates one after another in this process, in the order they are given."""

    evaluator: Evaluator = ENGINE

    @contextmanager
    def at_work(self, assignment: Assignment) -> Iterator[Evaluate]:
        """Give the function that evaluates."""

        def evaluations(submissions: Iterable[Submission]) -> Iterator[Evaluation]:
            for submission in submissions:
                yield self.evaluator(submission, assignment)

        try:
            yield evaluations
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
    evaluator: Evaluator = ENGINE

    @contextmanager
    def at_work(self, assignment: Assignment) -> Iterator[Evaluate]:
        """Start workers in the background; give the function that evaluates."""
        plugin = Evaluating(assignment, self.evaluator)
        with ExitStack() as open_, ThreadPoolExecutor(1) as background:
            ready = background.submit(self._start, plugin, open_)

            def evaluations(submissions: Iterable[Submission]) -> Iterator[Evaluation]:
                try:
                    with remembered_interrupts() as check:
                        run = _Run(ready.result(), plugin, check)
                        yield from run.evaluations(submissions)
                except CancelledError as error:
                    raise GradingError(
                        "the connection to the workers was lost; run the same command "
                        "again: what was graded is kept."
                    ) from error

            yield evaluations

    def _start(self, plugin: Evaluating, open_: ExitStack) -> Client:
        if self.scheduler:
            client = self._existing()
            open_.callback(client.close)
            _check(client, plugin.assignment)
            open_.callback(_forget, client, plugin)
        else:
            open_.enter_context(dask.config.set(_LOCAL_SETTINGS))
            cluster = LocalCluster(
                n_workers=self.count or os.cpu_count(),
                threads_per_worker=1,
                host="127.0.0.1",
                security=True,  # else every account of this machine could use it
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                memory_limit=0,
                silence_logs=logging.CRITICAL,
            )
            open_.callback(_end, cluster)
            client = Client(cluster, set_as_default=False)
            open_.callback(client.close)
        with suppress(CommClosedError):
            # a worker died just now: the one in its place gets it from the scheduler
            client.register_plugin(plugin)
        return client

    def _existing(self) -> Client:
        try:
            return Client(
                self.scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise GradingError(
                f"no Dask scheduler answers at {self.scheduler}: {error}"
            ) from error


def _end(cluster: LocalCluster) -> None:
    """End own workers, also those that are in the middle of an evaluation.

    To close the cluster alone would first bring their results into safety.
    """

    async def end() -> None:
        nannies = list(cluster.workers.values())
        cluster.worker_spec.clear()
        cluster.workers.clear()
        await asyncio.gather(*(nanny.close(_SECONDS_TO_CLOSE) for nanny in nannies))

    cluster.sync(end)
    cluster.close()


def _forget(client: Client, plugin: Evaluating) -> None:
    """Take the assignment from the workers of a cluster that goes on."""
    if client.status == "running":
        client.unregister_worker_plugin(plugin.name)


def _check(client: Client, assignment: Assignment) -> None:
    """Make sure that there are workers, and that they grade as this machine does."""
    try:
        client.wait_for_workers(1, timeout=_SECONDS_FOR_A_WORKER)
    except TimeoutError as error:
        raise GradingError(
            f"no worker joined the cluster at {client.scheduler.address} in "
            f"{_SECONDS_FOR_A_WORKER} seconds."
        ) from error
    found = client.run(
        environment_digest, assignment.settings.preload, on_error="return"
    )
    others = [
        worker
        for worker, digest in found.items()
        if digest != assignment.environment and not isinstance(digest, CommClosedError)
    ]
    if others:
        raise GradingError(
            "these workers have other versions of Python, of packages, of the course's "
            f"library or of this program than this machine: {', '.join(others)}"
        )


class _Run:
    """Hands out submissions, twice as many as there are workers."""

    def __init__(
        self, client: Client, plugin: Evaluating, check_interrupt: Callable[[], None]
    ):
        self._client, self._plugin = client, plugin
        self._check_interrupt = check_interrupt
        self._in_flight: dict[Future, Submission] = {}
        self._ready: SimpleQueue[Future] = SimpleQueue()

    def evaluations(self, submissions: Iterable[Submission]) -> Iterator[Evaluation]:
        suspects: list[Submission] = []
        yield from self._evaluate(iter(submissions), suspects, at_once=None)
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
            future = self._next_ready()
            submission = self._in_flight.pop(future)
            self._hand_out(submissions, at_once)
            try:
                evaluation = future.result()
            except KilledWorker:
                killed.append(submission)
            else:
                yield evaluation

    def _hand_out(self, submissions: Iterator[Submission], at_once: int | None) -> None:
        limit = at_once or 2 * len(self._client.nthreads())
        while len(self._in_flight) < limit:
            submission = next(submissions, None)
            if submission is None:
                return
            future = self._client.submit(
                evaluate_here,
                submission,
                self._plugin.name,
                key=f"evaluate-{uuid4().hex}",
                pure=False,
            )
            self._in_flight[future] = submission
            future.add_done_callback(self._ready.put)

    def _next_ready(self) -> Future:
        while True:
            self._check_interrupt()
            with suppress(Empty):
                return self._ready.get(timeout=_SECONDS_TO_REACT)
