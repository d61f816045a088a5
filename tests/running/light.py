"""Grades a class without kernels: points follow from the text, at no cost.

For tests of everything around evaluations. As a program it grades like
``autograder grade``: ``python light.py COURSE ASSIGNMENT [--workers N] [--seconds S]``.
"""

import argparse
import hashlib
import os
import signal
import sys
import time
from pathlib import Path

import nbformat

from autograder.grading.cells import grade_id, is_tests
from autograder.grading.course import Course
from autograder.grading.errors import GradingError
from autograder.grading.evaluation import (
    GRADED,
    REFUSED,
    Evaluation,
    exercises_of,
    repairs_of,
)
from autograder.grading.inputs import evaluation_key
from autograder.grading.repair import repair
from autograder.grading.submission import SubmissionError, notebook_of, parse_submission
from autograder.grading.verdict import FAILED, PASSED, Run
from autograder.running.crew import Alone, Workers
from autograder.running.evaluator import Evaluator
from autograder.running.grade import chosen_students, grade_class

KILLER = "KILL THE WORKER"
"""A submission with this text kills the process that grades it."""
BREAKER = "BREAK THE GRADING"
"""Grading a submission with this text raises an error."""
DIED = "LIGHT_DIED"
"""Environment variable: the file that says that a process has died."""
SECONDS = "LIGHT_SECONDS"
"""Environment variable: how long an evaluation takes."""


def evaluate(submission, assignment):
    """Give each test its points or not, by a hash of the test and the submission."""
    evaluation = Evaluation(submission.student, assignment.name, GRADED)
    evaluation.fingerprint = evaluation_key(submission, assignment)
    content, _ = notebook_of(submission.files, assignment.notebook)
    if KILLER.encode() in content:
        os.kill(os.getpid(), signal.SIGKILL)
    if BREAKER.encode() in content:
        raise ValueError("the engine is broken")
    time.sleep(float(os.environ.get(SECONDS, "0")))
    release = nbformat.reads(assignment.release.decode(), as_version=4)
    source = nbformat.reads(assignment.source.decode(), as_version=4)
    try:
        notebook, _ = repair(parse_submission(content), release)
    except SubmissionError as refusal:
        evaluation.status, evaluation.reason = REFUSED, refusal.reason
        return evaluation
    hidden = {grade_id(cell): cell.source for cell in source.cells if is_tests(cell)}
    for cell in filter(is_tests, notebook.cells):
        cell.source = hidden[grade_id(cell)]
        if earns(submission, cell):
            Run(PASSED).store(cell)
        else:
            Run(FAILED, message=f"no luck with {grade_id(cell)}").store(cell)
    evaluation.graded = nbformat.writes(notebook)
    evaluation.exercises = exercises_of(notebook.cells)
    evaluation.repairs = repairs_of(notebook)
    return evaluation


def die_once(assignment):
    """Kill the process that gets ready, the first time that this is called."""
    mark = Path(os.environ[DIED])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def earns(submission, cell):
    text = submission.digest + cell.source
    return hashlib.sha256(text.encode()).digest()[0] % 3 > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("course", type=Path)
    parser.add_argument("assignment")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--force", action="store_true")
    options = parser.parse_args()
    evaluator = Evaluator(evaluate)
    crew = Workers(options.workers, None, evaluator)
    if options.workers == 0:
        crew = Alone(evaluator)
    course = Course(options.assignment, options.course)
    students = chosen_students(course)
    try:
        for evaluation, how in grade_class(
            course, students, crew=crew, force=options.force, say=print
        ):
            print(evaluation.student, evaluation.status, how, flush=True)
    except GradingError as error:
        sys.exit(f"Error: {error.message}")


if __name__ == "__main__":
    main()
