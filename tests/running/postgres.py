"""Starts a PostgreSQL server of its own, in a temporary folder, on a Unix socket."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

DEBIAN = Path("/usr/lib/postgresql")
NOBODY = 65534
SECONDS_TO_START = 30


class NoServerError(Exception):
    """PostgreSQL is not installed on this machine."""


def program(name: str) -> str:
    """Find one of the server's programs; Debian keeps them off the PATH."""
    found = sorted(DEBIAN.glob(f"*/bin/{name}"), reverse=True)
    path = str(found[0]) if found else shutil.which(name)
    if path is None:
        raise NoServerError(
            f"{name} is not installed: on Debian and Ubuntu, apt install postgresql"
        )
    return path


@contextmanager
def server() -> Iterator[str]:
    """Run a server with one empty database; gives its address for SQLAlchemy."""
    initdb, postgres = program("initdb"), program("postgres")
    # the path of a Unix socket is short by nature: not below pytest's folders
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, account = Path(name), {}
        if os.getuid() == 0:  # the server refuses to run as root
            os.chown(folder, NOBODY, NOBODY)
            account = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        data = folder / "data"
        options = ["--auth=trust", "--username=grader", "--no-sync", "--locale=C"]
        made = subprocess.run(
            [initdb, *options, "--encoding=UTF8", f"--pgdata={data}"],
            capture_output=True,
            text=True,
            cwd=folder,
            **account,
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr}")
        with (folder / "log").open("w") as log:
            running = subprocess.Popen(
                [postgres, "-D", data, "-k", folder, "-h", "", "-F"],
                stdout=log,
                stderr=log,
                cwd=folder,
                **account,
            )
        try:
            _wait(folder, running)
            yield f"postgresql+psycopg://grader@/postgres?host={folder}"
        finally:
            running.send_signal(signal.SIGINT)  # does not wait for connections
            running.wait()


def _wait(folder: Path, running: subprocess.Popen) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(f"host={folder} user=grader dbname=postgres").close()
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((folder / "log").read_text()) from None
            time.sleep(0.02)
        else:
            return
