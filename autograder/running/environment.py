"""Says what else decides a grade: Python, the packages and the code that grades."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from sysconfig import get_path

GRADERS = ("engine", "grading", "bridge", "sandbox")
"""Parts of this package on which points hang."""


@cache
def environment_digest(modules: tuple[str, ...] = ()) -> str:
    """Digest the installed packages, the grading code and the course's library.

    Parameters
    ----------
    modules : tuple of str
        What a notebook imports. Of packages that are installed from a folder
        that is worked on, what is in it counts: their version does not say it.

    Returns
    -------
    str
        SHA-256. The same on every machine with the same versions and files.
    """
    own = Path(__file__).parents[1]
    libraries = sorted({module.split(".")[0] for module in modules})
    about = {
        "python": platform.python_version(),
        "machine": [platform.system(), platform.machine()],
        "packages": sorted(set(_packages())),
        "graders": [_digest_of_code(own / part) for part in GRADERS],
        "libraries": {name: _digest_of_library(name) for name in libraries},
    }
    return hashlib.sha256(json.dumps(about).encode()).hexdigest()


def _packages() -> Iterable[str]:
    # Not what a package brings along for itself and puts on the path when it is
    # imported. The name of the metadata folder has both; to read it takes a second.
    places = sorted({get_path(name) for name in ("purelib", "platlib")})
    for distribution in distributions(path=places):
        folder = getattr(distribution, "_path", None)
        if folder is None:
            yield f"{distribution.name}-{distribution.version}"
        else:
            yield Path(folder).stem


def _digest_of_library(name: str) -> str | None:
    found = find_spec(name)
    if found is None or found.origin is None or not found.submodule_search_locations:
        return None
    folder = Path(found.origin).parent
    return None if _is_installed(folder) else _digest_of_code(folder)


def _is_installed(folder: Path) -> bool:
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    places = {Path(get_path(name)).resolve() for name in names}
    return any(folder.resolve().is_relative_to(place) for place in places)


def _digest_of_code(folder: Path) -> str:
    digest = hashlib.sha256()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        for name in sorted(names):
            path = Path(parent, name)
            if path.suffix != ".pyc":
                relative = path.relative_to(folder).as_posix()
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{relative} {content}\n".encode())
    return digest.hexdigest()
