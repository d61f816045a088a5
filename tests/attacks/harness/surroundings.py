"""The machine of a grader as an attack would like it: secrets and listeners around.

Everything lies in one temporary folder; what an attack reached or left is found here.
"""

from __future__ import annotations

import os
import secrets
import selectors
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

TRACE = "remains"
"""In the name of every file and process that an attack leaves."""
PORTS = range(47_113, 47_117)
"""The host listens on one of these, and so is named its abstract Unix socket."""
_PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run/user/0", "/dev/mqueue")


@dataclass
class Surroundings:
    """What lies around a grader, and what attacks did to it."""

    root: Path
    canaries: dict[str, str]
    listeners: Listeners

    def traces(self) -> list[str]:
        """Return what attacks left on the host; removes the files."""
        return [*self._files(), *_processes()]

    def _files(self) -> Iterator[str]:
        here = [path for path in self.root.rglob("*") if TRACE in path.name]
        for place in map(Path, _PLACES):
            with suppress(OSError):
                here += [path for path in place.iterdir() if TRACE in path.name]
        for path in here:
            yield f"left on the host: {path.name}"
            with suppress(OSError):
                path.unlink()


def _processes() -> Iterator[str]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name = (process / "comm").read_text().strip()
            if TRACE in name and not _of_another_worker(int(process.name)):
                yield f"left on the host: process {name}"


def _of_another_worker(process: int) -> bool:
    """Tell whether a process descends from one that runs attacks beside this one."""
    while process > 1:
        status = Path(f"/proc/{process}/status").read_text()
        parent = int(status.split("PPid:")[1].split()[0])
        if parent == os.getppid():
            return process != os.getpid()
        process = parent
    return False


@contextmanager
def surroundings(root: Path) -> Iterator[Surroundings]:
    """Plant secrets below ``root``, go there, listen, and put everything back.

    ``root`` may hold a course already. HOME and the working folder change meanwhile.
    """
    canaries = {
        place: f"CANARY-{place.upper()}-{secrets.token_hex(8)}"
        for place in ("environment", "home", "solutions", "other", "gradebook")
    }
    home = root / "home"
    _plant(root, home, canaries)
    with ExitStack() as stack:
        changed = {"HOME": str(home), "GRADER_TOKEN": canaries["environment"]}
        stack.enter_context(_environment(changed))
        stack.enter_context(_folder(root))
        listeners = stack.enter_context(Listeners())
        yield Surroundings(root, canaries, listeners)


def _plant(root: Path, home: Path, canaries: dict[str, str]) -> None:
    (home / ".config").mkdir(parents=True)
    (home / ".config" / "token").write_text(canaries["home"])
    solutions = root / "solutions"
    solutions.mkdir(exist_ok=True)
    (solutions / "answers.py").write_text(f"# {canaries['solutions']}\n")
    for step in ("submitted", "autograded"):
        other = root / step / "someone-else" / "90_attacked"
        other.mkdir(parents=True)
        (other / "90_attacked.ipynb").write_text(canaries["other"])
    with sqlite3.connect(root / "gradebook.db") as gradebook:
        gradebook.execute("create table grade (id text, auto_score float)")
        gradebook.execute("insert into grade values (?, 0)", [canaries["gradebook"]])
    gradebook.close()


@contextmanager
def _environment(changed: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


class Listeners:
    """Sockets of the host that nobody may reach; one is a file in this folder."""

    def __init__(self) -> None:
        self._reached: list[str] = []
        self._names: dict[socket.socket, str] = {}
        self.port = self._open_free_port()
        abstract = f"\0attacked-grader-{self.port}"
        self._open("UDP", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", self.port))
        self._open("abstract", socket.AF_UNIX, socket.SOCK_STREAM, abstract)
        self._open("Unix", socket.AF_UNIX, socket.SOCK_STREAM, "grader.sock")
        self._wake, self._stop = socket.socketpair()
        self._thread = Thread(target=self._listen, daemon=True)

    def _open_free_port(self) -> int:
        for port in PORTS:
            with suppress(OSError):
                self._open(
                    "TCP", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", port)
                )
                return port
        raise OSError(f"none of the ports {PORTS.start} to {PORTS.stop - 1} is free")

    def _open(self, name: str, family: int, kind: int, address: object) -> None:
        opened = socket.socket(family, kind)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        if kind == socket.SOCK_STREAM:
            opened.listen()
        self._names[opened] = name

    def __enter__(self) -> Listeners:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._stop.send(b"x")
        self._thread.join()
        for opened in (*self._names, self._wake, self._stop):
            opened.close()

    def reached(self) -> list[str]:
        """Return which listeners were reached since the last call."""
        found, self._reached = self._reached, []
        return found

    def _listen(self) -> None:
        with selectors.DefaultSelector() as selector:
            for opened in (*self._names, self._wake):
                selector.register(opened, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is self._wake:
                        return
                    self._take(key.fileobj)

    def _take(self, opened: socket.socket) -> None:
        self._reached.append(f"reached the host's {self._names[opened]} listener")
        if opened.type == socket.SOCK_STREAM:
            opened.accept()[0].close()
        else:
            opened.recv(1_000)
