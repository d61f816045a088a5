"""Goes through the routes to a data set; hands out only what is verified.

The order: the cache, the teacher's folder, then the data set's downloads.
"""

import warnings

from deepnets.data.dataset import verified
from deepnets.data.errors import DataError, NotAvailable
from deepnets.data.local import CACHE, FOLDER, cache_folder, keep
from deepnets.data.progress import say


def fetch(dataset):
    """Return the files of `dataset`, name to bytes, from the first route that has it.

    What did not come from the cache is there afterwards. Raises DataError if a file
    of the cache or of the teacher is wrong, or if no route has the data.
    """
    tried = {}
    for route in (CACHE, FOLDER, *dataset.downloads):
        try:
            contents = verified(dataset, route.find(dataset))
        except NotAvailable as reason:
            tried[route.name] = str(reason)
        except DataError as error:
            if route.remedy:
                raise DataError(f"{error}\n{route.remedy}") from None
            tried[route.name] = str(error)
        else:
            if route is not CACHE:
                store(dataset, contents, route)
            return contents
        if route in dataset.downloads:
            say(f"  {route.name}: {tried[route.name]}")
    raise DataError(failure(dataset, tried))


def store(dataset, contents, route):
    """Keep verified files in the cache; where that fails, warn: the data is good."""
    folder = cache_folder(dataset)
    try:
        keep(dataset, contents)
    except OSError as error:
        warnings.warn(
            f"{dataset.title}: loaded from {route.name}, but it could not be kept "
            f"in {folder} ({error.strerror}), so the next load is as slow. "
            "Set DEEPNETS_CACHE to a folder that can be written.",
            stacklevel=2,
        )
    else:
        say(f"{dataset.title}: had from {route.name}, verified, kept in {folder}")


def failure(dataset, tried):
    """Say what was tried, why it failed, and what the reader can do."""
    width = max(map(len, tried))
    indent = "\n" + " " * (width + 4)
    lines = [f"{dataset.title}: no route has it. What was tried:"]
    lines += [
        f"  {name:{width}}  {reason}".replace("\n", indent)
        for name, reason in tried.items()
    ]
    names = ", ".join(file.name for file in dataset.files)
    archives = "".join(f", or {name}" for name in dataset.archives)
    lines += ["What you can do:"]
    lines += [f"  - {advice}" for advice in dataset.advice]
    lines += [
        "  - on a machine with a network run  python -m deepnets.data  and copy the "
        f"folder that it names to {cache_folder(dataset)} here;",
        f"  - or put {names} (gzipped or not){archives} into a folder, and set the "
        "environment variable DEEPNETS_DATA to that folder.",
    ]
    return "\n".join(lines)
