"""Writes students' feedback pages as ``nbgrader generate_feedback`` does, but faster.

One exporter serves a whole class, and points come from one query a student.
"""

from __future__ import annotations

from inspect import isclass

from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades

from autograder.grading.cells import grade_id, is_graded, is_solution
from autograder.grading.course import Course
from autograder.grading.evaluation import GRADED, Evaluation
from autograder.grading.gradebook import Held
from autograder.pages import render


class FeedbackPages:
    """Renders the feedback pages of one assignment."""

    def __init__(self, course: Course):
        self._course = course
        # the preprocessors find release and settings through nbgrader's converter
        course.directory.assignment_id = course.assignment
        self._converter = course.converter(GenerateFeedback)
        self._exporter = self._converter.exporter_class(
            parent=self._converter, config=self._converter.config
        )
        for step in self._converter.preprocessors:
            if not (isclass(step) and issubclass(step, GetGrades)):
                self._exporter.register_preprocessor(step)

    def page(
        self, evaluation: Evaluation, graded: NotebookNode | None, held: Held | None
    ) -> str:
        """Return a student's page as HTML; it says why when there is no grade."""
        if evaluation.status != GRADED or graded is None or held is None:
            return render("refused.html.j2", evaluation=evaluation)
        resources = {
            "unique_key": self._course.name,
            "output_files_dir": f"{self._course.name}_files",
            "nbgrader": {
                "student": evaluation.student,
                "assignment": self._course.assignment,
                "notebook": self._course.name,
                "db_url": self._course.directory.db_url,
                "score": sum(score.points for score in held.scores.values())
                - held.late_penalty,
                "max_score": sum(score.most for score in held.scores.values()),
                "late_penalty": held.late_penalty,
            },
        }
        _enter(graded, held)
        page, _ = self._exporter.from_notebook_node(graded, resources=resources)
        return page


def _enter(graded: NotebookNode, held: Held) -> None:
    """Note in the cells what the gradebook holds, as ``GetPoints`` does."""
    for cell in graded.cells:
        about = cell.metadata.get("nbgrader", {})
        if is_solution(cell):
            about["comment"] = held.comments[grade_id(cell)]
        if is_graded(cell):
            score = held.scores[grade_id(cell)]
            about["score"], about["points"] = score.points, score.most
            about["by_hand"] = score.by_hand
