"""Writes files and folders so that a crash leaves the old one or the new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: bytes, mode: int | None = None) -> None:
    """Write a file whole or not at all; it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    try:
        _write(partial, content, mode)
        os.replace(partial, path)
        _settle(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def replace_folder(
    folder: Path, files: Mapping[str, bytes], mode: int | None = None
) -> None:
    """Make a folder hold these files, by path within it, and nothing else.

    A crash in between leaves the old folder, the new one or none, never a mixture.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.part")
    old = folder.with_name(f".{folder.name}.old")
    for left_over in (partial, old):
        _remove(left_over)
    try:
        partial.mkdir()
        for name, content in files.items():
            path = partial / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content, mode)
        if folder.exists():
            os.replace(folder, old)
        os.replace(partial, folder)
        _settle(folder.parent)
    finally:
        _remove(partial)
        _remove(old)


def _write(path: Path, content: bytes, mode: int | None) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        if mode is not None:
            os.fchmod(file.fileno(), mode)


def _settle(folder: Path) -> None:
    """Bring a rename in this folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
