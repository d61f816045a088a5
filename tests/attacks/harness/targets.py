"""The assignments that are attacked, built, and submissions of them with an attack."""

from __future__ import annotations

import re
import shutil
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.authoring.layout import Chapter
from autograder.authoring.regions import HIDDEN_TESTS, split_region
from autograder.authoring.release import cut_release
from autograder.authoring.source import read_source
from autograder.classroom.assignment import Assignment as Answered
from autograder.engine.settings import EngineSettings
from autograder.grading.cells import is_solution, is_tests
from autograder.grading.inputs import Assignment, Submission

from .attacks import FIRST, LAST, Attack

ASSIGNMENTS = Path(__file__).parents[1] / "assignments"
REPOSITORY = Path(__file__).parents[3]
DECOYS = {
    # never answered rightly, so that a trick on every test earns something
    "90_attacked": ("total", "def total(values):\n    return None"),
    "91_attacked_keras": ("double", "def double(x):\n    return None"),
}
SETTINGS = {
    "90_attacked": EngineSettings(
        preload=("numpy", "deepnets.checks"),
        read_only=(str(REPOSITORY / "course" / "deepnets"),),
        seconds_cell=2.0,
        seconds_notebook=60.0,
    ),
    "91_attacked_keras": EngineSettings(
        preload=("keras", "deepnets.checks"),
        read_only=(str(REPOSITORY / "course" / "deepnets"),),
        beside=("deepnets.probes",),
        both=("deepnets.training.set_seed",),
        seconds_cell=15.0,
        seconds_notebook=60.0,
    ),
}
_NUMBER = re.compile(r"\d+\.?\d*")


@dataclass(frozen=True)
class Target:
    """An assignment that is attacked."""

    name: str
    source: NotebookNode
    release: NotebookNode

    @cached_property
    def assignment(self) -> Assignment:
        """What ``evaluate`` gets."""
        return Assignment(
            self.name,
            self.name,
            nbformat.writes(self.source).encode(),
            nbformat.writes(self.release).encode(),
            settings=SETTINGS[self.name],
        )

    @cached_property
    def answered(self) -> Answered:
        """Its exercises, their points and the right answers."""
        return Answered(self.name, self.release, self.source, {})

    @property
    def decoy(self) -> str:
        """The exercise that nobody answers rightly."""
        return DECOYS[self.name][0]

    @cached_property
    def secrets(self) -> set[str]:
        """Hidden lines and expected numbers that no student may see."""
        lines = set()
        for cell in filter(is_tests, self.source.cells):
            for region in split_region(cell.source, HIDDEN_TESTS)[1]:
                lines.update(line.strip() for line in region)
        numbers = {
            number
            for line in lines
            for number in _NUMBER.findall(line.split("#")[0])
            if len(number) >= 7
        }
        telling = {line for line in lines if len(line) >= 16}
        shown = "\n".join(cell.source for cell in self.release.cells)
        return {text for text in telling | numbers if text not in shown}

    def deserved(self, attack: Attack) -> dict[str, float]:
        """Points that each exercise deserves under an attack."""
        points = dict(self.answered.points)
        points[self.decoy] = 0.0
        if attack.target in points:
            points[attack.target] = attack.earns
        return points

    def submission(self, attack: Attack) -> Submission:
        """Return an attack's submission: every other exercise answered rightly."""
        texts = self.answered.references | dict([DECOYS[self.name]])
        if attack.source and attack.target not in {FIRST, LAST}:
            texts[attack.target] = attack.source
        notebook = self.answered.filled(texts)
        if attack.target == FIRST and attack.source:
            notebook.cells.insert(_first(notebook), _own(attack.source))
        if attack.target == LAST and attack.source:
            notebook.cells.append(_own(attack.source))
        if attack.edit:
            attack.edit(notebook)
        return self._hand_in(notebook)

    def honest(self, own_cell: str = "") -> Submission:
        """Return a submission with right answers, perhaps with a cell of its own."""
        notebook = self.answered.filled(self.answered.references)
        if own_cell:
            notebook.cells.insert(_first(notebook), _own(own_cell))
        return self._hand_in(notebook)

    def _hand_in(self, notebook: NotebookNode) -> Submission:
        content = nbformat.writes(notebook).encode()
        return Submission("student", {f"{self.name}.ipynb": content})


def build_target(name: str, root: Path) -> Target:
    """Build an assignment in a course of its own at ``root``, without running it."""
    chapter = Chapter(root, name)
    chapter.folder.mkdir(parents=True, exist_ok=True)
    chapter.release_folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    shutil.copy(REPOSITORY / "course" / "nbgrader_config.py", root / "course")
    shutil.copy(ASSIGNMENTS / f"{name}.py", chapter.source)
    source = read_source(chapter.source).notebook()
    nbformat.write(source, chapter.executed)
    released = cut_release(chapter)[f"{name}.ipynb"]
    chapter.release.write_bytes(released)
    return Target(
        name, deepcopy(source), nbformat.reads(released.decode(), as_version=4)
    )


def _first(notebook: NotebookNode) -> int:
    return next(i for i, cell in enumerate(notebook.cells) if is_solution(cell))


def _own(source: str) -> NotebookNode:
    return new_code_cell(source, id="of-my-own")
