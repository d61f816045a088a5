"""The steps of grading as nbgrader's preprocessors: thin, the work is in pure parts."""

from __future__ import annotations

from dataclasses import asdict

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, SourceCell
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor, SaveCells

from autograder.grading.cells import (
    grade_id,
    is_graded,
    is_locked,
    is_solution,
)
from autograder.grading.evaluation import repairs_of
from autograder.grading.feedback import shown_exercises, student_view
from autograder.grading.release import read_release
from autograder.grading.repair import repair
from autograder.grading.verdict import RECORD, UNTOUCHED, judge


class SyncGivenCells(SaveCells):
    """Lets an author change given cells of an assignment that has submissions.

    Given cells are named by their text, so a change of text is another cell, and
    nbgrader refuses other cells once there are submissions. No grade hangs on them.
    This brings the gradebook's list up to date before ``SaveCells`` compares. Being
    one of its kind, it is switched off with it.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Replace what the gradebook knows of cells that carry no grade."""
        names = resources["nbgrader"]
        given = {grade_id(c): c for c in nb.cells if is_locked(c) and not is_graded(c)}
        with Gradebook(names["db_url"]) as gradebook:
            try:
                notebook = gradebook.find_notebook(
                    names["notebook"], names["assignment"]
                )
            except MissingEntry:
                return nb, resources
            marked = [
                *notebook.grade_cells,
                *notebook.solution_cells,
                *notebook.task_cells,
            ]
            kept = {cell.name for cell in marked} | set(given)
            known = {cell.name for cell in notebook.source_cells}
            for cell in list(notebook.source_cells):
                if cell.name not in kept:
                    gradebook.db.delete(cell)
            for name in given.keys() - known:
                made = {
                    "cell_type": given[name].cell_type,
                    "source": given[name].source,
                }
                gradebook.db.add(
                    SourceCell(name=name, notebook=notebook, locked=True, **made)
                )
            gradebook.db.commit()
        return nb, resources


class RepairSubmission(NbGraderPreprocessor):
    """Puts a damaged submission right and notes each repair in the notebook."""

    def preprocess(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Align the submission with the release."""
        names = resources["nbgrader"]
        course = CourseDirectory(parent=self)
        release = read_release(course, names["assignment"], names["notebook"])
        repaired, repairs = repair(nb, release)
        for entry in repairs:
            self.log.warning("Repair: %s", entry.sentence)
        repaired.metadata[RECORD] = {"repairs": [asdict(entry) for entry in repairs]}
        return repaired, resources


class SaveVerdicts(NbGraderPreprocessor):
    """Writes what a submission earned to the gradebook, in one transaction."""

    def preprocess(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Record points and, on answers that were left as they were, a comment."""
        names = resources["nbgrader"]
        place = (names["notebook"], names["assignment"], names["student"])
        with Gradebook(names["db_url"]) as gradebook:
            for cell in nb.cells:
                if is_graded(cell):
                    grade = gradebook.find_grade(grade_id(cell), *place)
                    grade.auto_score = judge(cell).points
                    # a person's earlier grade may not fit the new submission
                    grade.needs_manual_grade = (
                        grade.manual_score is not None or grade.auto_score is None
                    )
                if is_solution(cell):
                    comment = gradebook.find_comment(grade_id(cell), *place)
                    untouched = UNTOUCHED in cell.metadata
                    comment.auto_comment = "No response." if untouched else None
            gradebook.db.commit()
        return nb, resources


class GetPoints(GetGrades):
    """Reads points and comments from the gradebook, and what is still ungraded."""

    def _get_score(self, cell: NotebookNode, resources: dict) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            grade_id(cell), self.notebook_id, self.assignment_id, self.student_id
        )
        ungraded = grade.auto_score is None and grade.manual_score is None
        cell.metadata.nbgrader["by_hand"] = ungraded


class HideSecrets(NbGraderPreprocessor):
    """Leaves in a graded notebook only what its student may see; sums up on top."""

    def preprocess(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Turn the notebook into the student's view of it."""
        names = resources["nbgrader"]
        course = CourseDirectory(parent=self)
        release = read_release(course, names["assignment"], names["notebook"])
        view = student_view(nb, release)
        resources["feedback"] = {
            "repairs": repairs_of(nb),
            "exercises": shown_exercises(view),
        }
        return view, resources
