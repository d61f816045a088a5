"""The same class on a Dask cluster that was there before, and is there afterwards."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from light import evaluate

from autograder.grading.errors import GradingError
from autograder.running import crew
from autograder.running.crew import Alone, Workers
from autograder.running.evaluator import ENGINE, Evaluator
from autograder.running.grade import grade_class
from autograder.running.work import NOW
from autograder.running.worker import Evaluating

HERE = Path(__file__).parent
SECONDS = 60
PLACE = ("--host", "127.0.0.1", "--no-dashboard")


def start(*arguments):
    environment = os.environ | {"PYTHONPATH": str(HERE)}  # light.py, on every worker
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def stop(*processes):
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        process.wait(SECONDS)


@pytest.fixture
def scheduler(tmp_path):
    """A scheduler without workers; its address."""
    file = tmp_path / "scheduler.json"
    process = start("scheduler", "--scheduler-file", file, "--port", "0", *PLACE)
    try:
        until = time.monotonic() + SECONDS
        while not (file.is_file() and file.read_text()):
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"]
    finally:
        stop(process)


@pytest.fixture
def cluster(scheduler):
    """A scheduler with two workers, started by Dask's own commands; its address."""
    worker = ["worker", scheduler, "--nthreads", "1", "--memory-limit", "0"]
    workers = [start(*worker, *PLACE) for _ in range(2)]
    try:
        yield scheduler
    finally:
        stop(*workers)


def grade_all(course, crew, **options):
    results = grade_class(course, course.students(), crew=crew, **options)
    return {evaluation.student: (evaluation, how) for evaluation, how in results}


def sandboxes():
    """The processes in which kernels wait, below this one: not those of other tests."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if "autograder.sandbox.zygote" in process.cmdline():
                found.append(process)
    return found


def test_a_cluster_grades_as_this_process_does(course, hand_in, content, cluster):
    for number in range(6):
        hand_in(f"s{number}")
    light = Evaluator(evaluate)
    grade_all(course, Alone(light))
    alone = content()
    workers = Workers(scheduler=cluster, evaluator=light)
    for _ in range(2):  # it goes on when a class is graded
        graded = grade_all(course, workers, force=True)
        assert {how for _, how in graded.values()} == {NOW}
        assert content() == alone


def test_kernels_on_a_cluster_end_with_the_class(course, hand_in, content, cluster):
    for name in ("ann", "bob"):
        hand_in(name)
    before = len(sandboxes())
    graded = grade_all(course, Workers(scheduler=cluster, evaluator=ENGINE))
    assert {e.status for e, _ in graded.values()} == {"graded"}
    on_the_cluster = content()
    until = time.monotonic() + SECONDS
    while len(sandboxes()) > before:
        assert time.monotonic() < until, "kernels are left on the cluster"
        time.sleep(0.2)
    grade_all(course, Alone(ENGINE), force=True)
    assert content() == on_the_cluster


def test_a_class_that_ends_leaves_the_kernels_to_another_on_the_cluster(course):
    closed = []
    evaluator = Evaluator(evaluate, close=lambda: closed.append("kernels"))
    first, second = (Evaluating(course, evaluator) for _ in range(2))
    worker = SimpleNamespace(plugins={"shuffle": object(), second.name: second})
    first.teardown(worker)
    assert closed == []
    del worker.plugins[second.name]
    second.teardown(worker)
    assert closed == ["kernels"]


def test_a_cluster_without_workers_is_said(course, hand_in, scheduler, monkeypatch):
    hand_in("ann")
    monkeypatch.setattr(crew, "_SECONDS_FOR_A_WORKER", 1)
    with pytest.raises(GradingError, match="no worker joined the cluster"):
        grade_all(course, Workers(scheduler=scheduler))
