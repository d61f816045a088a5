"""Finds which files of the course's library a chapter uses, directly or by others."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.authoring.files import files_below


def imported_modules(code: str, package: str = "") -> Iterator[str]:
    """Yield the dotted names that Python code imports, in order.

    ``from a import b`` gives both ``a`` and ``a.b``, which may be no module. Relative
    names are completed from ``package``, the one that the code is in.

    Raises
    ------
    SyntaxError
        The code is not plain Python: it holds a magic of IPython's, perhaps.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*parts, *filter(None, [node.module])])
            if base:
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)


def library_files(library: Path, codes: Iterable[str]) -> list[Path]:
    """Return the files of a package that code depends on, sorted.

    Files that are not Python always count; all files do for code that is not plain
    Python.

    Parameters
    ----------
    library : Path
        The package's folder.
    codes : iterable of str
        What imports it.
    """
    everything = list(files_below(library))
    found = {path for path in everything if path.suffix != ".py"}
    try:
        names = [name for code in codes for name in imported_modules(code)]
        while names:
            for path, package in _files_of(names.pop(), library):
                if path not in found and path.is_file():
                    found.add(path)
                    names += imported_modules(path.read_text(), package)
    except SyntaxError:
        return everything
    return [path for path in everything if path in found]


def _files_of(name: str, library: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files that an import may run, each with the package that it is in."""
    parts = name.split(".")
    if parts[0] != library.name:
        return
    for count in range(1, len(parts) + 1):
        folder = library.parent.joinpath(*parts[:count])
        yield folder / "__init__.py", ".".join(parts[:count])
        yield folder.with_suffix(".py"), ".".join(parts[: count - 1])
