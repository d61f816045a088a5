"""The same attacks on plain nbgrader: its own commands, preprocessors and feedback."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from autograder.grading.inputs import Submission

from .attacks import Attack
from .surroundings import Surroundings
from .targets import SETTINGS, Target
from .trial import Outcome, count_points, found_in


class PlainCourse:
    """A course graded by nbgrader as it comes, in a folder of its own."""

    def __init__(self, root: Path, target: Target):
        self.root, self.target = root, target
        config = Config()
        config.CourseDirectory.root = str(root)
        config.ExecutePreprocessor.timeout = int(SETTINGS[target.name].seconds_cell)
        config.Execute.timeout = int(SETTINGS[target.name].seconds_cell)
        self._api = NbGraderAPI(config=config)
        self._api.log.setLevel("CRITICAL")
        source = root / "source" / target.name
        source.mkdir(parents=True)
        nbformat.write(target.source, source / f"{target.name}.ipynb")
        self._done(self._api.generate_assignment(target.name))
        self._usual: list[str] = []

    def look(self, around: Surroundings) -> None:
        """Learn what its feedback shows to everyone: hidden tests. That is no leak."""
        self._hand_in(self.target.honest(), "honest")
        with _silent():
            self._done(self._api.autograde(self.target.name, "honest"))
        self._api.generate_feedback(self.target.name, "honest")
        self._usual = found_in(self._feedback("honest"), self.target, around)

    def attack(self, attack: Attack, around: Surroundings, student: str) -> Outcome:
        """Grade a submission with an attack and count what it did."""
        outcome = Outcome(attack)
        start = monotonic()
        self._hand_in(self.target.submission(attack), student)
        with _silent():
            graded = self._api.autograde(self.target.name, student)
        if not graded["success"]:
            outcome.broken.append("no grade")
        count_points(outcome, self.target, self._points(student))
        self._api.generate_feedback(self.target.name, student)
        shown = found_in(self._feedback(student), self.target, around)
        outcome.leaks += [leak for leak in shown if leak not in self._usual]
        outcome.leaks += around.listeners.reached() + around.traces()
        outcome.seconds = monotonic() - start
        return outcome

    def _done(self, result: dict) -> None:
        if not result["success"]:
            raise RuntimeError(result.get("error") or result.get("log"))

    def _hand_in(self, submission: Submission, student: str) -> None:
        folder = self.root / "submitted" / student / self.target.name
        folder.mkdir(parents=True)
        for name, content in submission.files.items():
            (folder / name).write_bytes(content)

    def _points(self, student: str) -> dict[str, float]:
        points: dict[str, float] = {}
        name = self.target.name
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            try:
                notebook = gradebook.find_submission_notebook(name, name, student)
            except MissingEntry:
                return points
            for grade in notebook.grades:
                exercise = grade.name.split("-tests")[0]
                points[exercise] = points.get(exercise, 0.0) + (grade.auto_score or 0.0)
        return points

    def _feedback(self, student: str) -> str:
        page = self.root / "feedback" / student / self.target.name
        files = sorted(page.glob("*.html"))
        texts = [re.sub(r"<[^>]*>", "", file.read_text()) for file in files]
        return html.unescape("\n".join(texts))


@contextmanager
def _silent() -> Iterator[None]:
    """Print nothing meanwhile: kernels of nbgrader write to the terminal."""
    kept = [os.dup(number) for number in (1, 2)]
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in (1, 2):
            os.dup2(nothing, number)
        yield
    finally:
        for number, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, number)
            os.close(copy)
        os.close(nothing)
