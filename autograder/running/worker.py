"""What runs in a Dask worker; it imports little, so that workers start fast."""

from __future__ import annotations

import signal
from threading import current_thread, main_thread
from uuid import uuid4

from distributed import Worker, WorkerPlugin, get_worker

from autograder.grading.evaluation import Evaluation
from autograder.grading.inputs import Assignment, Submission
from autograder.running.evaluator import Evaluator


class Evaluating(WorkerPlugin):
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
        """Leave no kernel behind, unless another class is graded on this worker."""
        plugins = worker.plugins.values()
        if not any(isinstance(p, Evaluating) and p is not self for p in plugins):
            self.evaluator.close()


def evaluate_here(submission: Submission, plugin: str) -> Evaluation:
    """Evaluate a submission in the worker that this is called in."""
    evaluating = get_worker().plugins[plugin]
    return evaluating.evaluator(submission, evaluating.assignment)
