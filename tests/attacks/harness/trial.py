"""One attack, evaluated: what it gained, what it cost others, what it carried out."""

from __future__ import annotations

import base64
import html
import json
import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from time import monotonic

import nbformat
from nbformat import NotebookNode

from autograder.grading.cells import is_graded, is_locked, is_solution
from autograder.grading.evaluate import evaluate
from autograder.grading.evaluation import GRADED, Evaluation
from autograder.grading.exporters import FeedbackExporter
from autograder.grading.feedback import shown_exercises, student_view

from .attacks import Attack
from .surroundings import TRACE, Surroundings
from .targets import Target

SECONDS = {"90_attacked": 40, "91_attacked_keras": 120}
"""No evaluation may take longer, whatever the submission does."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")
REACHED, FOUND = "REACHED", f"found {TRACE}"
"""What an attack prints when it got where, or found what, it must not."""
_RUNS = re.compile(r"<script>attack|<[^>]*(href=['\"]javascript:|\bon\w+=['\"])attack")


@dataclass
class Outcome:
    """What an attack did. Everything is zero or empty if the engine holds.

    Attributes
    ----------
    undeserved : float
        Points above what was deserved, over all exercises.
    lost : float
        Points of the other, rightly answered exercises that were not given.
    leaks : list of str
        Secrets that the student would see, hosts reached, traces left.
    broken : list of str
        Other promises that did not hold: no grade, an exception, too slow.
    """

    attack: Attack
    undeserved: float = 0.0
    lost: float = 0.0
    leaks: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def held(self) -> bool:
        """Whether the attack came to nothing."""
        return not (self.undeserved or self.lost or self.leaks or self.broken)

    def __str__(self) -> str:
        counts = f"{self.undeserved:g} undeserved, {self.lost:g} lost"
        return "; ".join([f"{self.attack.id}: {counts}", *self.leaks, *self.broken])


def attack_engine(attack: Attack, target: Target, around: Surroundings) -> Outcome:
    """Evaluate a submission with an attack and count what it did."""
    outcome = Outcome(attack)
    start = monotonic()
    try:
        with _at_most(SECONDS[target.name]):
            evaluation = evaluate(target.submission(attack), target.assignment)
            outcome.leaks += feedback_leaks(evaluation, target, around)
            if attack.finder:
                found = evaluate(target.honest(attack.finder), target.assignment)
                outcome.leaks += feedback_leaks(found, target, around)
    except Exception as error:  # that none is raised is what is tested
        outcome.broken.append(f"raised {type(error).__name__}: {error}")
    else:
        count_points(outcome, target, points_of(evaluation))
        if evaluation.status != GRADED:
            outcome.broken.append(f"{evaluation.status}: {evaluation.reason}")
    outcome.leaks += around.listeners.reached() + around.traces()
    outcome.seconds = monotonic() - start
    return outcome


def sees_host(target: Target, around: Surroundings) -> bool:
    """Tell whether student code sees this machine, by a submission that only looks.

    Raises AssertionError if that honest submission is not graded as it must be.
    """
    look = f"import os\nprint(os.path.exists({str(around.root / 'home')!r}))"
    evaluation = evaluate(target.honest(look), target.assignment)
    wanted = {**target.answered.points, "why": 0.0}
    assert points_of(evaluation) == wanted, evaluation
    assert feedback_leaks(evaluation, target, around) == []
    return "True\\n" in evaluation.graded


def points_of(evaluation: Evaluation) -> dict[str, float]:
    """Return the points of each exercise."""
    return {exercise.name: exercise.points for exercise in evaluation.exercises}


def count_points(outcome: Outcome, target: Target, points: dict[str, float]) -> None:
    """Compare what each exercise got with what it deserved."""
    deserved = target.deserved(outcome.attack)
    for name in deserved | points:
        gain = points.get(name, 0.0) - deserved.get(name, 0.0)
        outcome.undeserved += max(gain, 0.0)
        if name != outcome.attack.target:
            outcome.lost += max(-gain, 0.0)


def feedback_leaks(
    evaluation: Evaluation, target: Target, around: Surroundings
) -> list[str]:
    """Return the secrets in what a student gets to see of an evaluation."""
    shown = [evaluation.reason, *evaluation.repairs]
    leaks = []
    if evaluation.graded:
        graded = nbformat.reads(evaluation.graded, as_version=4)
        view = student_view(graded, target.release)
        shown += map(_shown, view.cells)
        if "attack" in str(view.cells) and _RUNS.search(_page(view, evaluation)):
            leaks.append("a script in the feedback page")
    return [*found_in("\n".join(shown), target, around), *leaks]


def _shown(cell: NotebookNode) -> str:
    """What a student sees of a cell, without the text that is theirs."""
    parts = [str(cell.metadata), json.dumps(cell.get("outputs", []))]
    if is_locked(cell):
        parts.append(cell.source)
    return "\n".join(parts)


def _page(view: NotebookNode, evaluation: Evaluation) -> str:
    view = deepcopy(view)
    for cell in view.cells:
        if is_graded(cell) or is_solution(cell):
            cell.metadata.nbgrader |= {"score": 0.0, "by_hand": False, "comment": None}
    told = {"repairs": evaluation.repairs, "exercises": shown_exercises(view)}
    about = {
        "student": evaluation.student,
        "assignment": evaluation.assignment,
        "score": evaluation.points,
        "max_score": evaluation.max_points,
    }
    resources = {"feedback": told, "nbgrader": about}
    return FeedbackExporter().from_notebook_node(view, resources)[0]


def found_in(text: str, target: Target, around: Surroundings) -> list[str]:
    """Return the secrets that a text holds, plainly or in a simple disguise."""
    texts = list(_disguises(text))
    secrets = sorted({*target.secrets, *around.canaries.values()})
    leaks = [f"shown: {secret}" for secret in secrets if _in_any(secret, texts)]
    return leaks + [f"says {word}" for word in (REACHED, FOUND) if word in text]


def _in_any(secret: str, texts: Iterable[str]) -> bool:
    return any(secret in text or _bare(secret) in text for text in texts)


def _bare(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]", "", text)


def _disguises(text: str) -> Iterator[str]:
    """The text; without white space, backwards, from base64, from hexadecimal."""
    yield text
    yield html.unescape(text)
    yield _bare(text.replace("\\n", ""))
    yield _bare(text)[::-1]
    for found in _BASE64.findall(text.encode()):
        for start in range(4):
            part = found[start:]
            with_padding = part[: len(part) // 4 * 4]
            yield base64.b64decode(with_padding, validate=False).decode("latin-1")
    for digits in re.findall(r"[0-9a-f]{24,}", text):
        yield bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1")


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError(f"no grade after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
