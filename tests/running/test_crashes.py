"""Killed or interrupted at any moment, a class is graded to the end all the same."""

import functools
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest
from crash import run
from light import SECONDS
from light import __file__ as LIGHT

NAME = "01_mini"
STUDENTS = 20


@pytest.fixture
def light(course):
    def command(*options):
        return [sys.executable, str(LIGHT), str(course.root), NAME, *options]

    return command


def test_two_kills_leave_the_gradebook_of_an_undisturbed_run(
    course, hand_in, content, light
):
    for number in range(STUDENTS):
        hand_in(f"s{number:02}", files={"timestamp.txt": "2026-03-02 10:00:00 UTC"})
    fresh = course.root.with_name("fresh")
    shutil.copytree(course.root, fresh, symlinks=True)
    undisturbed = run(light("--workers", "0"))
    assert undisturbed.lines == STUDENTS, undisturbed.output
    whole, pages = content(), feedback(course)
    shutil.rmtree(course.root)
    shutil.move(fresh, course.root)

    chance, finished = random.Random(1), 0
    for workers in ("2", "0"):
        finished += chance.randint(4, 9)
        late = chance.uniform(0, 0.08)  # somewhere in the writing of the next one
        ended = run(
            light("--workers", workers),
            kill_when=functools.partial(are_written, course, finished, late),
        )
        assert ended.killed
        assert ended.left == []
    last = run(light("--workers", "2"))
    assert last.lines == STUDENTS, last.output
    assert last.output.count("unchanged") >= finished
    assert content() == whole
    assert feedback(course) == pages
    assert unfinished(course) == []
    assert unchanged(course, light)


def are_written(course, count, late):
    marks = list(course.root.glob("autograded/*/*.evaluation.json"))
    if len(marks) < count:
        return False
    time.sleep(late)
    return True


def feedback(course):
    return {s: course.feedback(s).read_text() for s in course.students()}


def unfinished(course):
    return [p for p in course.root.rglob(".*") if p.name.endswith((".part", ".old"))]


def unchanged(course, light):
    again = run(light("--workers", "0"))
    return again.output.count("unchanged") == STUDENTS


def test_ctrl_c_ends_all_soon_and_keeps_what_is_finished(course, hand_in, content):
    """As a terminal sends it: to every process of the command."""
    for number in range(12):
        hand_in(f"s{number:02}")
    command = [sys.executable, str(LIGHT), str(course.root), NAME, "--workers", "2"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {SECONDS: "0.5"},
        start_new_session=True,
    ) as process:
        finished = [process.stdout.readline() for _ in range(3)]
        started = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert process.returncode == -signal.SIGINT, errors
    _, alive = psutil.wait_procs(started, 20)
    assert alive == []
    kept = {line.split()[0] for line in [*finished, *output.splitlines()] if line}
    assert len(kept) >= 3
    again = run(command)
    unchanged = {
        line.split()[0] for line in again.output.splitlines() if "unch" in line
    }
    assert kept <= unchanged
    assert again.lines == 12


def test_a_killed_worker_costs_nothing(course, hand_in):
    for number in range(10):
        hand_in(f"s{number}")
    command = [sys.executable, str(LIGHT), str(course.root), NAME, "--workers", "2"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {SECONDS: "0.5"},
    ) as process:
        finished = [process.stdout.readline()]
        workers = [
            child
            for child in psutil.Process(process.pid).children()
            if "spawn_main" in " ".join(child.cmdline())
        ]
        workers[0].kill()
        finished += process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0
    assert sorted(line.split()[0] for line in finished) == [f"s{n}" for n in range(10)]
    assert all("graded now" in line for line in finished)
