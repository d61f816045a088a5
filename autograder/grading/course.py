"""A course as nbgrader sees it: its settings, its folders, its gradebook."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from traitlets.config import PyFileConfigLoader

from autograder.authoring.layout import CONFIG, find_root
from autograder.grading.cells import exercise_of, grade_id, is_locked
from autograder.grading.evaluation import Evaluation
from autograder.grading.messages import Messages
from autograder.grading.release import read_release, release_path


class GradingError(click.ClickException):
    """What keeps a class from being graded at all; the command line prints it."""


class Course:
    """The course around a folder, and one assignment of it.

    Raises GradingError when there is no such assignment.
    """

    def __init__(self, assignment: str, start: Path | None = None):
        self.root = find_root(start)
        self.assignment = assignment
        self.messages = Messages()
        config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        self._api = NbGraderAPI(config=config, log=self.messages.logger)
        self.config = config
        self.directory = self._api.coursedir
        self.source = self._only_notebook()
        self.name = self.source.stem

    def _only_notebook(self) -> Path:
        folder = self._folder(self.directory.source_directory, ".")
        notebooks = sorted(folder.glob("*.ipynb"))
        if len(notebooks) != 1:
            raise GradingError(
                f"{self.assignment!r} is no assignment of this course: {folder} must "
                f"hold one notebook and holds {len(notebooks)}. Is the course built?"
            )
        return notebooks[0]

    def _folder(self, step: str, student: str) -> Path:
        return Path(self.directory.format_path(step, student, self.assignment))

    @property
    def gradebook(self) -> Gradebook:
        """The gradebook; use it in a ``with`` statement."""
        return Gradebook(self.directory.db_url, self.directory.course_id)

    @property
    def class_folder(self) -> Path:
        """The folder that holds submissions, feedback and reports."""
        return (self.root / self.directory.submitted_directory).parent

    @property
    def report(self) -> Path:
        """Where the report of the class goes."""
        return self.class_folder / "reports" / f"{self.assignment}.html"

    @property
    def feedback_folder(self) -> Path:
        """The folder of all students' feedback."""
        return self.root / self.directory.feedback_directory

    @property
    def release(self) -> Path:
        """The notebook that students were given."""
        return release_path(self.directory, self.assignment, self.name)

    def submitted(self, student: str) -> Path:
        """Return the folder that a student handed in."""
        return self._folder(self.directory.submitted_directory, student)

    def autograded(self, student: str) -> Path:
        """Return the graded notebook of a student."""
        folder = self._folder(self.directory.autograded_directory, student)
        return folder / f"{self.name}.ipynb"

    def record(self, student: str) -> Path:
        """Return where the evaluation of a student's submission is kept.

        It is beside nbgrader's folder, which nbgrader empties when it grades again.
        """
        folder = self.autograded(student).parent
        return folder.with_name(f"{folder.name}.evaluation.json")

    def feedback(self, student: str) -> Path:
        """Return the feedback page of a student."""
        folder = self._folder(self.directory.feedback_directory, student)
        return folder / f"{self.name}.html"

    def students(self) -> list[str]:
        """Return the ids of everyone who handed in this assignment, sorted."""
        return sorted(self._api.get_submitted_students(self.assignment))

    def register(self) -> None:
        """Put the assignment into the gradebook as it is now in the source notebook.

        Raises GradingError when nbgrader refuses, and when the release on disk is not
        the one of this source.
        """
        with TemporaryDirectory(prefix="release-") as folder:
            released, self.directory.release_directory = (
                self.directory.release_directory,
                folder,
            )
            try:
                self._convert(GenerateAssignment, student=".")
                fresh = read_release(self.directory, self.assignment, self.name)
            except NbGraderException:
                raise GradingError(self._refusal()) from None
            finally:
                self.directory.release_directory = released
        given = read_release(self.directory, self.assignment, self.name)
        if _locked(given) != _locked(fresh):
            raise GradingError(
                f"what students were given of {self.assignment} is not what the source "
                "notebook releases now: build the course first."
            )

    def _refusal(self) -> str:
        if "submissions associated" in self.messages.text:
            return (
                f"{self.assignment} got or lost graded cells since submissions were "
                f"graded, and the gradebook ({self.directory.db_url}) holds them as "
                "they were. Grade into a new gradebook (CLASS_DIR=...), or remove the "
                f"old grades: nbgrader db assignment remove {self.assignment} --force"
            )
        return f"nbgrader cannot prepare {self.assignment}: {self.messages.cause}"

    def autograde(self, student: str) -> None:
        """Run ``nbgrader autograde`` for a student; raises NbGraderException."""
        self._convert(Autograde, student)

    def write_feedback(self, student: str) -> None:
        """Run ``nbgrader generate_feedback`` for a student."""
        self._convert(GenerateFeedback, student)

    def _convert(self, converter: type[BaseConverter], student: str) -> None:
        self.messages.clear()
        self.directory.assignment_id = self.assignment
        self.directory.student_id = student
        app = converter(coursedir=self.directory, parent=self._api)
        app.force = True
        with warnings.catch_warnings():
            # nbgrader makes these itself, several a submission; they mean nothing
            warnings.filterwarnings("ignore", "Object of type <Submitted")
            app.start()

    def has_grade(self, student: str) -> bool:
        """Tell whether the gradebook and the graded notebook are both there."""
        if not self.autograded(student).is_file():
            return False
        with self.gradebook as gradebook:
            try:
                gradebook.find_submission(self.assignment, student)
            except MissingEntry:
                return False
        return True

    def read_points(self, evaluation: Evaluation) -> None:
        """Bring an evaluation's points up to what the gradebook holds now."""
        with self.gradebook as gradebook:
            grades = gradebook.find_submission_notebook(
                self.name, self.assignment, evaluation.student
            ).grades
            found = [(g.name, g.score, g.max_score, _ungraded(g)) for g in grades]
        for exercise in evaluation.exercises:
            own = [row for row in found if exercise_of(row[0]) == exercise.name]
            exercise.points = sum(score for _, score, _, _ in own)
            exercise.max_points = sum(most for _, _, most, _ in own)
            exercise.by_hand = any(ungraded for *_, ungraded in own)


def _ungraded(grade) -> bool:
    return grade.auto_score is None and grade.manual_score is None


def _locked(notebook: NotebookNode) -> list[tuple[str | None, str]]:
    return [(grade_id(c), c.source) for c in notebook.cells if is_locked(c)]


def read_graded(path: Path) -> NotebookNode:
    """Read a notebook that grading wrote."""
    return nbformat.read(path, as_version=4)
