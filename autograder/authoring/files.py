"""Finds the files that count, and writes files whole or not at all."""

import os
from pathlib import Path


def files_below(folder: Path) -> list[Path]:
    """Return the files below a folder, sorted, without caches and hidden ones."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix != ".pyc"
        and not any(
            part == "__pycache__" or part.startswith(".")
            for part in path.relative_to(folder).parts
        )
    )


def write_if_different(path: Path, content: bytes) -> bool:
    """Write ``content`` atomically unless the file has it; return whether it wrote."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(content)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return True
