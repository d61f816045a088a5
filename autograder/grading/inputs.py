"""What an evaluation is made from: everything that decides it, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder.engine.settings import EngineSettings


@dataclass(frozen=True)
class Submission:
    """What one student handed in: file contents by path within the submission."""

    student: str
    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 of the files; the student's name is no part of it."""
        return _digest_of_files(self.files).hexdigest()


@dataclass(frozen=True)
class Assignment:
    """An assignment as grading sees it.

    Attributes
    ----------
    name : str
    notebook : str
        Name of its notebook, without ``.ipynb``.
    source, release : bytes
        The notebook with hidden tests, and the one that students were given.
    files : mapping of str to bytes
        Other files that the notebook reads, by path within the assignment.
    settings : EngineSettings
    environment : str
        Digest of the installed packages and the course's library.
    """

    name: str
    notebook: str
    source: bytes
    release: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    settings: EngineSettings = field(default_factory=EngineSettings)
    environment: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of all that decides a grade besides the submission.

        Outputs and counts of the source notebook are no part of it, so that running
        the notebook again leaves grades valid.
        """
        digest = _digest_of_files(self.files)
        decisive = [_decisive(self.source), _decisive(self.release)]
        about = [self.name, self.notebook, asdict(self.settings), self.environment]
        digest.update(json.dumps([decisive, about], sort_keys=True).encode())
        return digest.hexdigest()


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the content of all files in a folder, by path within it.

    Links are passed over: where they lead is not what was handed in.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def evaluation_key(submission: Submission, assignment: Assignment) -> str:
    """Return the key of an evaluation: equal keys mean an equal evaluation."""
    both = submission.digest + assignment.digest
    return hashlib.sha256(both.encode()).hexdigest()


def _decisive(notebook: bytes) -> list:
    cells = json.loads(notebook)["cells"]
    return [(c["cell_type"], "".join(c["source"]), c["metadata"]) for c in cells]


def _digest_of_files(files: Mapping[str, bytes]):
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest())
        digest.update(hashlib.sha256(files[path]).digest())
    return digest
