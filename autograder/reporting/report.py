"""The report of a class: one HTML file that needs nothing beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from urllib.parse import quote

from autograder.grading.course import Course
from autograder.grading.evaluation import Evaluation
from autograder.pages import render
from autograder.reporting.statistics import (
    class_mean,
    distribution,
    graded,
    share,
    summarise,
)


def write_report(course: Course) -> list[Evaluation]:
    """Write the report of everyone graded so far and return their evaluations."""
    evaluations = course.evaluations()
    links = {
        evaluation.student: _link(course.feedback(evaluation.student), course.report)
        for evaluation in evaluations
    }
    course.report.parent.mkdir(parents=True, exist_ok=True)
    page = render_report(course.assignment, evaluations, links)
    course.report.write_text(page, encoding="utf-8")
    return evaluations


def _link(page: Path, report: Path) -> str:
    return quote(Path(os.path.relpath(page, report.parent)).as_posix())


def render_report(
    assignment: str, evaluations: Sequence[Evaluation], links: dict[str, str]
) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    assignment : str
    evaluations : sequence of Evaluation
    links : dict of str to str
        Student to the address of their feedback page, relative to the report.
    """
    shares = [share(evaluation) for evaluation in graded(evaluations)]
    exercises = summarise(evaluations)
    mean, mean_of = class_mean(exercises)
    return render(
        "report.html.j2",
        assignment=assignment,
        evaluations=evaluations,
        links=links,
        exercises=exercises,
        bins=distribution(evaluations),
        scores=shares,
        max_points=max((e.max_points for e in graded(evaluations)), default=0),
        mean=mean,
        mean_of=mean_of,
        median=100 * median(shares) if shares else 0,
        waiting=sum(exercise.waiting for exercise in exercises),
    )
