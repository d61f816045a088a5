"""Files on this machine: the cache folder, and the folder a teacher filled.

`DEEPNETS_CACHE` moves the first, `DEEPNETS_DATA` names the second.
"""

import gzip
import os
import tempfile
import zlib
from pathlib import Path

from platformdirs import user_cache_path

from deepnets.data.dataset import Copy, Route
from deepnets.data.errors import DataError, NotAvailable

GZIP_MAGIC = b"\x1f\x8b"


def cache_folder(dataset):
    """Return the folder (Path) in which the files of `dataset` are kept."""
    chosen = os.environ.get("DEEPNETS_CACHE")
    root = Path(chosen) if chosen else user_cache_path("deepnets", appauthor=False)
    return root.expanduser().absolute() / dataset.name


def from_cache(dataset):
    """Return what the cache folder has of `dataset`."""
    folder = cache_folder(dataset)
    paths = {file.name: folder / file.name for file in dataset.files}
    copies = {
        name: Copy(read(path), str(path)) for name, path in paths.items() if there(path)
    }
    if not copies:
        raise NotAvailable(f"nothing in {folder}")
    return copies


def from_folder(dataset):
    """Return what the folder `DEEPNETS_DATA`, or its part for `dataset`, has."""
    chosen = os.environ.get("DEEPNETS_DATA")
    if not chosen:
        raise NotAvailable("DEEPNETS_DATA is not set")
    root = Path(chosen).expanduser().absolute()
    if not root.is_dir():
        raise DataError(f"DEEPNETS_DATA names {root}, which is not a folder.")
    folders = (root, root / dataset.name)
    copies = {}
    for file in dataset.files:
        names = (file.name, *file.aliases)
        path = first_file(folders, [n for name in names for n in (name, f"{name}.gz")])
        if path:
            copies[file.name] = Copy(unzipped(path), str(path))
    if len(copies) < len(dataset.files):
        for name, take_apart in dataset.archives.items():
            if path := first_file(folders, [name]):
                return take_apart(read(path), str(path))
    if not copies:
        raise NotAvailable(f"none of its files in {root}")
    return copies


def first_file(folders, names):
    """Return the first file with one of `names` in one of `folders`, or None."""
    paths = (folder / name for folder in folders for name in names)
    return next((path for path in paths if there(path)), None)


def there(path):
    """Tell whether `path` is a file; DataError if one is not allowed to know."""
    try:
        return path.is_file()
    except OSError as error:
        raise DataError(f"{path} cannot be reached: {error.strerror}.") from error


def read(path):
    """Return the bytes of a file, or a DataError that says why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error


def unzipped(path):
    """Return the bytes of a file, unzipped if it is gzipped, whatever its name."""
    data = read(path)
    if not data.startswith(GZIP_MAGIC):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error) as error:
        raise DataError(
            f"{path} is damaged, so it was not used.\n"
            f"  expected: a whole gzip file\n"
            f"  found:    {len(data):,} bytes that do not unzip ({error})"
        ) from error


def keep(dataset, contents):
    """Write verified files, name to bytes, to the cache; each wholly or not at all.

    Raises OSError where the folder cannot be written.
    """
    folder = cache_folder(dataset)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        handle, part = tempfile.mkstemp(prefix=f".{name}-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(part, 0o644)  # mkstemp's 0o600 would shut out a shared cache
            os.replace(part, folder / name)
        finally:
            Path(part).unlink(missing_ok=True)


CACHE = Route("cache", from_cache, "Delete that file and load the data again.")
FOLDER = Route(
    "DEEPNETS_DATA",
    from_folder,
    "Correct this, or unset DEEPNETS_DATA to have the data downloaded.",
)
