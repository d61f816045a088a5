"""Which folders of the machine a sandbox shows: Python, its packages, little else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from autograder.sandbox.errors import SandboxError

PACKAGES = "/opt/packages"
"""Where packages are found, inside, that lie outside Python's own folders."""
_SYSTEM = "/usr"


@dataclass(frozen=True)
class Visible:
    """What a sandbox shows, all of it read-only.

    Attributes
    ----------
    folders : tuple of str
        Shown where they are.
    packages : tuple of (str, str)
        Module and its folder or file, shown in :data:`PACKAGES`.
    path : tuple of str
        What Python needs in ``PYTHONPATH`` to find all of them.
    """

    folders: tuple[str, ...]
    packages: tuple[tuple[str, str], ...]
    path: tuple[str, ...]


def visible(modules: Iterable[str], read_only: Iterable[str]) -> Visible:
    """Work out what this Python needs to import ``modules``, without importing them.

    Raises
    ------
    SandboxError
        A folder to show is not there.
    """
    folders = [Path(sys.prefix), Path(sys.base_prefix), *_links(Path(sys.executable))]
    site = [p for p in sys.path if Path(p).name in ("site-packages", "dist-packages")]
    folders += map(Path, site)
    shown = _without_nested([f for f in folders if not f.is_relative_to(_SYSTEM)])
    for folder in map(Path, read_only):
        if not folder.is_dir():
            raise SandboxError(f"there is no folder {folder} to show in the sandbox")
        shown = _without_nested([*shown, folder.absolute()])
    packages = {}
    for name in dict.fromkeys(m.partition(".")[0] for m in ("autograder", *modules)):
        place = _place(name)
        if place and not any(place.is_relative_to(f) for f in (*shown, _SYSTEM)):
            packages[name] = str(place)
    extra = [p for p in site if not _under(p, sys.prefix) and not _under(p, _SYSTEM)]
    return Visible(tuple(map(str, shown)), tuple(packages.items()), (PACKAGES, *extra))


def _under(path: str, folder: str) -> bool:
    return Path(path).is_relative_to(folder)


def _links(executable: Path) -> list[Path]:
    """The installations on the way from a virtual environment's Python to the real one.

    Some tools link to Python by a folder that is a link itself.
    """
    found = []
    while executable.is_symlink():
        executable = executable.parent / os.readlink(executable)
        home = Path(os.path.normpath(executable)).parent.parent
        if (home / "lib" / f"python3.{sys.version_info.minor}").is_dir():
            found.append(home)
    return found


def _without_nested(folders: list[Path]) -> list[Path]:
    unique = list(dict.fromkeys(folders))
    return [
        f for f in unique if not any(f != g and f.is_relative_to(g) for g in unique)
    ]


def _place(name: str) -> Path | None:
    """Where a top-level module lies; None for what is built in or not there."""
    spec = find_spec(name)
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    return Path(spec.origin) if spec.has_location and spec.origin else None
