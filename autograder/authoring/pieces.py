"""Takes what students get apart into texts that can be searched.

Folders are walked, archives opened, notebooks read cell by cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

# neither git nor nbgrader nor the bundle hands these out
_NOT_RELEASED = {".git", ".venv", ".ipynb_checkpoints", "node_modules"}


@dataclass(frozen=True)
class Piece:
    """A text that students can read: its file, the place in it, the text itself."""

    file: str
    place: str
    text: str

    def readings(self) -> list[str]:
        """Return the text as it stands, and as a browser would show it."""
        plain = self.text.replace("\\n", "\n")
        if "<" not in plain and "&" not in plain:
            return [plain]
        return [plain, unescape(re.sub(r"<[^>]*>", "", plain))]


def pieces(paths: Iterable[Path]) -> Iterator[Piece]:
    """Yield everything that can be read in files, folders and archives."""
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(
                f"cannot search {path} for leaks: it does not exist"
            )
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            inner = file.relative_to(path).parts
            if file.is_file() and not _NOT_RELEASED & set(inner):
                yield from _file_pieces(str(file), file.read_bytes())


def _file_pieces(name: str, content: bytes) -> Iterator[Piece]:
    yield Piece(name, f"{name} (its name)", name.rpartition("/")[2])
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            yield Piece(
                name, f"{name} (its comment)", archive.comment.decode("latin-1")
            )
            for member in archive.namelist():
                yield from _file_pieces(f"{name}!{member}", archive.read(member))
        return
    text = content.decode("utf-8", errors="replace")
    notebook = _notebook(text) if name.endswith(".ipynb") else None
    if notebook is None:
        yield Piece(name, name, text)
        return
    cells = notebook.pop("cells")
    for number, cell in enumerate(cells, start=1):
        label = cell.get("id", number) if isinstance(cell, dict) else number
        yield Piece(name, f"{name}#{label}", "".join(_strings(cell)))
    yield Piece(name, f"{name}#metadata", "".join(_strings(notebook)))


def _notebook(text: str) -> dict | None:
    try:
        notebook = json.loads(text)
    except ValueError:
        return None
    holds_cells = isinstance(notebook, dict) and isinstance(notebook.get("cells"), list)
    return notebook if holds_cells else None


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a JSON value, keys too, in the order of the file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _strings(each)
