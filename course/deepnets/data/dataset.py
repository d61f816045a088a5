"""What a data set is: its files, their checksums, the routes to them.

A further data set is one more `DataSet`; `fetch.py` needs no change for it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from deepnets.data.errors import DataError, NotAvailable


@dataclass(frozen=True)
class DataFile:
    """A file of a data set as it must be: byte for byte, not compressed."""

    name: str
    size: int  # bytes
    sha256: str
    aliases: tuple[str, ...] = ()  # other names under which people keep it


@dataclass(frozen=True)
class Copy:
    """The content of a file as a route found it, and where that was."""

    data: bytes
    origin: str


Copies = dict[str, Copy]  # by the name of the DataFile


@dataclass(frozen=True)
class Route:
    """A way to the files of a data set.

    `find(dataset)` returns copies, not verified yet, of all files or of some, and
    raises NotAvailable where there is nothing to be had. `remedy` tells the reader
    what to do about a wrong file; a download has none, since the next route may do.
    """

    name: str
    find: Callable[["DataSet"], Copies]
    remedy: str | None = None


@dataclass(frozen=True)
class DataSet:
    """The files that make up a data set and the downloads that have them.

    `archives` maps the name of a file that people keep instead of the published
    ones to the function that takes it apart: `(content, origin) -> Copies`.
    """

    name: str  # also the folder's name in the cache
    title: str
    files: tuple[DataFile, ...]
    downloads: tuple[Route, ...] = ()
    archives: Mapping[str, Callable[[bytes, str], Copies]] = field(default_factory=dict)
    advice: tuple[str, ...] = ()  # what to do without it


def verify(file, copy):
    """Raise DataError unless `copy` is `file`, byte for byte."""
    found = hashlib.sha256(copy.data).hexdigest()
    if found == file.sha256:
        return
    size = len(copy.data)
    fault = "cut short" if size < file.size else "not the published file"
    raise DataError(
        f"{copy.origin} is {fault}, so it was not used.\n"
        f"  expected: {file.size:,} bytes, SHA-256 {file.sha256}\n"
        f"  found:    {size:,} bytes, SHA-256 {found}"
    )


def verified(dataset, copies):
    """Return the content of all files by name, each compared with its checksum.

    Raises DataError for a file that is wrong, NotAvailable if some are missing.
    """
    for file in dataset.files:
        if file.name in copies:
            verify(file, copies[file.name])
    missing = [file.name for file in dataset.files if file.name not in copies]
    if missing:
        raise NotAvailable(f"incomplete: no {', '.join(missing)}")
    return {file.name: copies[file.name].data for file in dataset.files}
