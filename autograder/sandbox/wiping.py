"""Empties the folders of a sandbox between two kernels, with the last one's rights.

What a hostile kernel leaves is deleted with no more rights than it had itself.
"""

from __future__ import annotations

import os
import stat
from itertools import count

from autograder.sandbox.system import protect


def wipe(folders: list[str], uid: int | None) -> str:
    """Delete all that is in the folders; return what could not be, or nothing.

    ``uid`` is the account of the kernels, whose processes are all gone by now, where it
    is not that of the zygote itself.
    """
    own = os.geteuid()
    if uid is not None:
        os.seteuid(uid)
    try:
        for folder in folders:
            empty(folder)
    except OSError as error:
        return f"a folder could not be emptied: {error}"
    finally:
        if uid is not None:
            os.seteuid(own)
            protect()  # which Linux takes back with each new account
    return ""


def empty(folder: str) -> None:
    """Delete all that is in a folder, however deep: folders in folders are moved up.

    What is mounted in it stays: Python itself, if it lies in ``/tmp``.
    """
    numbers = count()
    root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        while names := [name for name in os.listdir(root) if _is_in(root, name)]:
            for name in names:
                _delete(root, name, numbers)
    finally:
        os.close(root)


def _is_in(root: int, name: str) -> bool:
    """Whether an entry is of the folder's own file system: nothing mounted on it."""
    entry = os.stat(name, dir_fd=root, follow_symlinks=False)
    return entry.st_dev == os.fstat(root).st_dev


def _delete(root: int, name: str, numbers) -> None:
    """Delete one entry; a folder's own folders become entries of the root."""
    if not stat.S_ISDIR(os.stat(name, dir_fd=root, follow_symlinks=False).st_mode):
        os.unlink(name, dir_fd=root)
        return
    os.chmod(name, 0o700, dir_fd=root)
    inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=root)
    try:
        for entry in os.listdir(inner):
            mode = os.stat(entry, dir_fd=inner, follow_symlinks=False).st_mode
            if not stat.S_ISDIR(mode):
                os.unlink(entry, dir_fd=inner)
                continue
            os.chmod(entry, 0o700, dir_fd=inner)  # else it cannot be moved
            _move(inner, entry, root, numbers)
    finally:
        os.close(inner)
    os.rmdir(name, dir_fd=root)


def _move(inner: int, entry: str, root: int, numbers) -> None:
    while True:
        try:
            name = f".wiped-{next(numbers)}"
            os.rename(entry, name, src_dir_fd=inner, dst_dir_fd=root)
            return
        except OSError:  # a folder of that name that is not empty
            if name not in os.listdir(root):
                raise
