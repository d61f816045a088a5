"""Finds which files of the course's library a chapter uses, directly or by others."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

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
    yield from (wish.name for wish in _wishes(ast.parse(code), package))


def library_files(library: Path, codes: Iterable[str]) -> list[Path]:
    """Return the files of a package that code depends on, sorted.

    A package whose ``__init__`` only hands names on is followed to the names that are
    asked for. Files that are not Python always count; all files do for code that is
    not plain Python.

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
        wishes = [wish for code in codes for wish in _wishes(ast.parse(code))]
        known: set[_Wish] = set()
        while wishes:
            wish = wishes.pop()
            if wish in known:
                continue
            known.add(wish)
            for path, package, inner in _files_of(wish.name, library):
                if path.is_file():
                    found.add(path)
                    tree = ast.parse(path.read_text())
                    more = _wishes(tree, package)
                    if path.name == "__init__.py" and _only_hands_on(tree):
                        whole = wish.whole and not inner
                        more = (m for m in more if whole or m.bound == inner != "")
                    wishes += more
    except SyntaxError:
        return everything
    return [path for path in everything if path in found]


class _Wish(NamedTuple):
    """An imported name, what it is called then, and whether all that it has counts."""

    name: str
    bound: str = ""
    whole: bool = False


def _wishes(tree: ast.Module, package: str = "") -> Iterator[_Wish]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (_Wish(alias.name, whole=True) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*parts, *filter(None, [node.module])])
            if base:
                yield _Wish(base, whole=any(alias.name == "*" for alias in node.names))
                for alias in node.names:
                    yield _Wish(f"{base}.{alias.name}", alias.asname or alias.name)


def _only_hands_on(tree: ast.Module) -> bool:
    """Tell whether a module does nothing but import names for others."""
    return all(
        isinstance(node, ast.ImportFrom)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets) == "__all__")
        for node in tree.body
    )


def _files_of(name: str, library: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the files that an import runs, their packages, what it wants of each."""
    parts = name.split(".")
    if parts[0] != library.name:
        return
    for count in range(1, len(parts) + 1):
        folder = library.parent.joinpath(*parts[:count])
        inner = ".".join(parts[count : count + 1])
        yield folder / "__init__.py", ".".join(parts[:count]), inner
        yield folder.with_suffix(".py"), ".".join(parts[: count - 1]), inner
