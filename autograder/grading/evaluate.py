"""Evaluates one submission: reads, repairs, runs and judges it. Touches no gradebook.

Pure but for time: the same submission and assignment give the same points.
"""

from __future__ import annotations

from dataclasses import asdict
from time import monotonic

import nbformat
from nbformat import NotebookNode

from autograder.grading.cells import grade_id, is_tests
from autograder.grading.evaluation import (
    GRADED,
    REFUSED,
    Evaluation,
    exercises_of,
)
from autograder.grading.execute import beside_the_notebook, execute
from autograder.grading.inputs import Assignment, Submission, evaluation_key
from autograder.grading.receipt import receipt
from autograder.grading.repair import Repair, repair
from autograder.grading.steps import names_of_answers
from autograder.grading.submission import SubmissionError, notebook_of, parse_submission
from autograder.grading.verdict import RECORD


def evaluate(submission: Submission, assignment: Assignment) -> Evaluation:
    """Return what a submission earned, with the notebook as it ran.

    Never raises for anything that a submission holds: what cannot be read as a
    notebook is refused, with a reason for the student.
    """
    start = monotonic()
    evaluation = Evaluation(submission.student, assignment.name, GRADED)
    evaluation.fingerprint = evaluation_key(submission, assignment)
    try:
        files = _files(submission, assignment)
        content, renamed = notebook_of(submission.files, assignment.notebook)
        notebook = parse_submission(content)
    except SubmissionError as refusal:
        evaluation.status = REFUSED
        evaluation.reason = f"{refusal.reason} {refusal.advice}"
        return evaluation
    source = nbformat.reads(assignment.source.decode(), as_version=4)
    graded, repairs = _prepared(notebook, source, assignment, renamed)
    report = execute(
        graded,
        names_of_answers(source),
        assignment.settings,
        files,
        beside_the_notebook(assignment.files),
    )
    evaluation.exercises = exercises_of(graded.cells)
    evaluation.repairs = [entry.sentence for entry in repairs]
    evaluation.receipt = receipt(submission, assignment, report, repairs, graded.cells)
    evaluation.graded = nbformat.writes(graded)
    evaluation.seconds = round(monotonic() - start, 2)
    return evaluation


def _prepared(
    notebook: NotebookNode,
    source: NotebookNode,
    assignment: Assignment,
    renamed: list[Repair],
) -> tuple[NotebookNode, list[Repair]]:
    """The repaired submission with the hidden tests in it, and what was repaired."""
    release = nbformat.reads(assignment.release.decode(), as_version=4)
    repaired, repairs = repair(notebook, release)
    repairs = [*renamed, *repairs]
    repaired.metadata = source.metadata
    repaired.metadata[RECORD] = {"repairs": [asdict(entry) for entry in repairs]}
    hidden = {grade_id(cell): cell.source for cell in source.cells if is_tests(cell)}
    for cell in repaired.cells:
        if is_tests(cell):
            cell.source = hidden[grade_id(cell)]
    return repaired, repairs


def _files(submission: Submission, assignment: Assignment) -> dict[str, bytes]:
    """What lies beside the notebook; raises SubmissionError when it is too much."""
    files = beside_the_notebook(assignment.files, submission.files)
    room, limits = sum(map(len, files.values())), assignment.settings.limits
    if room > limits.scratch // 2 or len(files) > limits.files // 2:
        raise SubmissionError(
            f"There is too much beside the notebook: {len(files):,} files, "
            f"{room / 1e6:,.0f} MB.",
            "Hand in the notebook alone, without data that it can load.",
        )
    return files
