"""A course as nbgrader sees it: its settings, its folders, its gradebook."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import BaseConverter, NbGraderException
from traitlets.config import PyFileConfigLoader

from autograder.authoring.layout import CONFIG, find_root
from autograder.grading.cells import grade_id, is_locked
from autograder.grading.errors import GradingError, LockedError
from autograder.grading.evaluation import GRADED, Evaluation
from autograder.grading.gradebook import (
    Held,
    create_tables,
    read_class,
    reading,
    shown_url,
)
from autograder.grading.messages import Messages
from autograder.grading.release import read_release, release_path


class Course:
    """The course around a folder, and one assignment of it.

    Raises GradingError when there is no such assignment.
    """

    def __init__(self, assignment: str, start: Path | None = None):
        self.root = find_root(start)
        self.messages = Messages()
        config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        self.api = NbGraderAPI(config=config, log=self.messages.logger)
        self.config = config
        self.directory = self.api.coursedir
        self.assignment = self._named(assignment)
        self.source = self._only_notebook()
        self.name = self.source.stem

    def _named(self, name: str) -> str:
        """Return the assignment's whole name: ``10`` is ``10_dropout``."""
        if not name.isdecimal():
            return name
        source, pattern = self.directory.source_directory, f"{int(name):02d}_*"
        folder = Path(self.directory.format_path(source, ".", pattern))
        found = sorted(folder.parent.glob(folder.name))
        return found[0].name if len(found) == 1 else name

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
    def evaluations_folder(self) -> Path:
        """Where evaluations are kept, so that nothing is evaluated twice."""
        return self.class_folder / ".evaluations" / self.assignment

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
        return sorted(self.api.get_submitted_students(self.assignment))

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
                create_tables(self.directory.db_url)
                self._convert(GenerateAssignment, student=".")
                fresh = read_release(self.directory, self.assignment, self.name)
            except NbGraderException:
                raise self._refusal() from None
            finally:
                self.directory.release_directory = released
        given = read_release(self.directory, self.assignment, self.name)
        if _locked(given) != _locked(fresh):
            raise GradingError(
                f"what students were given of {self.assignment} is not what the source "
                "notebook releases now: build the course first."
            )

    def _refusal(self) -> GradingError:
        if "database is locked" in self.messages.text:
            return LockedError("the gradebook is locked by another program.")
        if "submissions associated" in self.messages.text:
            return GradingError(
                f"{self.assignment} got or lost graded cells since submissions were "
                f"graded, and the gradebook ({shown_url(self.directory.db_url)}) holds "
                "them as they were. Grade into a new gradebook (CLASS_DIR=...), or "
                "remove the old grades: "
                f"nbgrader db assignment remove {self.assignment} --force"
            )
        return GradingError(
            f"nbgrader cannot prepare {self.assignment}: {self.messages.cause}"
        )

    def converter(self, kind: type[BaseConverter]) -> BaseConverter:
        """Return one of nbgrader's converters with the settings of this course."""
        return kind(coursedir=self.directory, parent=self.api)

    def _convert(self, converter: type[BaseConverter], student: str) -> None:
        self.messages.clear()
        self.directory.assignment_id = self.assignment
        self.directory.student_id = student
        app = self.converter(converter)
        app.force = True
        with warnings.catch_warnings():
            # nbgrader makes these itself, several a submission; they mean nothing
            warnings.filterwarnings("ignore", "Object of type <Submitted")
            app.start()

    def held(self) -> dict[str, Held]:
        """Return what the gradebook holds of this assignment, by student."""
        with reading(self.directory.db_url) as connection:
            return read_class(connection, self.assignment, self.name)

    def evaluations(self) -> list[Evaluation]:
        """Return what is known of each student, with points from the gradebook."""
        evaluations, held = [], self.held()
        for student in self.students():
            evaluation = Evaluation.load(self.record(student))
            if evaluation is None:
                continue
            if evaluation.status == GRADED and student in held:
                enter_points(evaluation, held[student])
            evaluations.append(evaluation)
        return evaluations

    def misplaced(self) -> dict[str, list[str]]:
        """Return notebooks that lie beside the assignment's folder, by student."""
        submitted = self.submitted("*").parent.parent
        found: dict[str, list[str]] = {}
        for path in sorted(submitted.glob("*/*.ipynb")):
            found.setdefault(path.parent.name, []).append(path.name)
        return found


def enter_points(evaluation: Evaluation, held: Held) -> None:
    """Bring an evaluation's points up to what the gradebook holds."""
    for exercise in evaluation.exercises:
        own = held.of(exercise.name)
        exercise.points = sum(score.points for score in own)
        exercise.max_points = sum(score.most for score in own)
        exercise.by_hand = any(score.by_hand for score in own)


def _locked(notebook: NotebookNode) -> list[tuple[str | None, str]]:
    return [(grade_id(c), c.source) for c in notebook.cells if is_locked(c)]
