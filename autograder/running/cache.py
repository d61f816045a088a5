"""Keeps evaluations by their key, so that nothing is evaluated twice."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from time import time

from autograder.grading.evaluation import FAILED, Evaluation
from autograder.running.files import write_whole

KEPT_DAYS = 30


class Cache:
    """The evaluations of one assignment in a folder, one file each."""

    def __init__(self, folder: Path):
        self._folder = folder

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def has(self, key: str) -> bool:
        """Tell whether there seems to be an evaluation with this key."""
        return self._path(key).is_file()

    def load(self, key: str, student: str) -> Evaluation | None:
        """Return the evaluation with this key, as one of this student's.

        Students who handed in the same files share it. None when there is none, or
        none that this version reads.
        """
        path = self._path(key)
        evaluation = Evaluation.load(path)
        if evaluation is None or evaluation.fingerprint != key:
            return None
        os.utime(path)
        evaluation.student = student
        return evaluation

    def save(self, evaluation: Evaluation) -> None:
        """Keep an evaluation; one that failed is not kept, it is to be tried again."""
        if evaluation.status != FAILED:
            content = json.dumps(asdict(evaluation)).encode()
            write_whole(self._path(evaluation.fingerprint), content)

    def prune(self, keys: Collection[str]) -> None:
        """Forget what was not used for a month, except these keys."""
        oldest = time() - KEPT_DAYS * 24 * 3600
        for path in self._folder.glob("*.json"):
            if path.stem not in keys and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
