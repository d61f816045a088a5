"""Answers one question before the first chapter: can this machine run the course?

Each function looks at one thing and returns what it found; ``report`` prints them all.
"""

import shutil
import sys
import textwrap
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version
from typing import NamedTuple

from packaging.requirements import Requirement

from deepnets import quiet
from deepnets.data import DataError, load_digits
from deepnets.data.dataset import verified
from deepnets.data.errors import NotAvailable
from deepnets.data.local import from_cache
from deepnets.data.mnist import MNIST

GOOD, NOTE, FAULT = "ok", "note", "MEND"
ENOUGH_MEMORY = 4  # GB: JupyterLab and one chapter


class Finding(NamedTuple):
    """One line of the report.

    Attributes
    ----------
    state : str
        ``GOOD``, ``NOTE`` (can be better, need not) or ``FAULT`` (must be mended).
    what, said : str
    advice : str
        What to do, where there is something to do.
    """

    state: str
    what: str
    said: str
    advice: str = ""


def packages(wanted: Iterable[str] | None = None) -> Finding:
    """Compare the installed packages with what the course asks for.

    Parameters
    ----------
    wanted : iterable of str, optional
        Requirements, such as ``"keras>=3.15,<4"``; by default those of the course.
    """
    faults, found = [], {}
    for text in requires("deepnets") or () if wanted is None else wanted:
        want = Requirement(text)
        if want.marker and not want.marker.evaluate({"extra": ""}):
            continue
        try:
            found[want.name] = version(want.name)
        except PackageNotFoundError:
            faults.append(f"{want.name} is missing")
        else:
            if found[want.name] not in want.specifier:
                bounds = f"the course needs {want.specifier}"
                faults.append(f"{want.name} is {found[want.name]}, {bounds}")
    python = ".".join(map(str, sys.version_info[:3]))
    if faults:
        here = f"in the environment of this kernel, {sys.prefix}"
        advice = f"run  pip install .  in the course's folder, {here}"
        return Finding(FAULT, "packages", "; ".join(faults), advice)
    shown = [f"{p} {found[p]}" for p in ("tensorflow", "keras", "numpy") if p in found]
    return Finding(GOOD, "packages", ", ".join([f"Python {python}", *shown]))


def computer(cores: int, memory_gb: float) -> Finding:
    """Say what there is to compute with."""
    said = f"{cores} cores, {memory_gb:g} GB of memory"
    if memory_gb < ENOUGH_MEMORY:
        return Finding(NOTE, "computer", said, "close other programs, and old kernels")
    return Finding(GOOD, "computer", said)


def graphics(found: list[str], *, driver: bool | None = None) -> Finding:
    """Say whether nets are trained on a GPU.

    Parameters
    ----------
    found : list of str
        Names of the GPUs that Keras sees.
    driver : bool, optional
        Whether an NVIDIA driver is here; looked for by default.
    """
    if found:
        return Finding(GOOD, "GPU", " and ".join(found))
    if driver is None:
        driver = shutil.which("nvidia-smi") is not None
    if driver:
        return Finding(
            NOTE,
            "GPU",
            "there is an NVIDIA driver, but TensorFlow sees no GPU",
            'on Linux or WSL run  pip install ".[gpu]"  in the course\'s folder and '
            "restart the kernel; the chapters work without",
        )
    return Finding(GOOD, "GPU", "none found, and none is needed")


def small_digits() -> Finding:
    """Load the digits that come with the packages."""
    try:
        digits = load_digits("small")
    except DataError as error:
        return Finding(FAULT, "digits", *str(error).split("\n", 1))
    parts = (digits.y_train, digits.y_valid, digits.y_test)
    return Finding(GOOD, "digits", f"{sum(map(len, parts)):,}, in place")


def all_digits() -> Finding:
    """Look whether the whole set is in the cache; nothing is downloaded."""
    try:
        verified(MNIST, from_cache(MNIST))
    except NotAvailable:
        advice = "to have it, for later:  python -m deepnets.data"
        return Finding(GOOD, "all digits", "not here, and not needed", advice)
    except DataError as error:
        advice = "delete the file that is named and run  python -m deepnets.data"
        return Finding(FAULT, "all digits", str(error).replace("\n", ""), advice)
    return Finding(GOOD, "all digits", "70,000, in place")


def arithmetic() -> Finding:
    """Let the backend multiply, since importing it proves little."""
    try:
        with quiet.native_stderr():
            import keras

            product = keras.ops.matmul([[1.0, 2.0]], [[3.0], [4.0]])
        right = float(product[0, 0]) == 11.0
    except Exception as error:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        advice = "run  pip install --force-reinstall tensorflow  and restart the kernel"
        return Finding(FAULT, "TensorFlow", said, advice)
    said = "computes" if right else "multiplies wrongly on this machine"
    return Finding(GOOD if right else FAULT, "TensorFlow", said)


def findings() -> list[Finding]:
    """Return everything that is looked at, in order."""
    kept = packages()
    found = [kept, small_digits(), all_digits()]
    if kept.state == FAULT:
        return found
    from deepnets.machine import gpus, machine

    found.insert(1, arithmetic())
    if found[1].state != FAULT:
        with quiet.native_stderr():
            seen = gpus()
        known = machine()
        found.insert(1, computer(known["cores"], known["memory_gb"]))
        found.insert(3, graphics(seen))
    return found


def verdict(found: list[Finding]) -> str:
    """Return the last line of the report: the answer."""
    faults = [finding.what for finding in found if finding.state == FAULT]
    if faults:
        return f"Not yet: mend {', '.join(faults)}, then run this cell again."
    return "Ready: this machine has all that the chapters need."


def report() -> None:
    """Print what was found, what to do about it, and whether you can begin."""
    found = findings()
    width = max(len(finding.what) for finding in found)
    for state, what, said, advice in found:
        print(f"{state:>4}  {what:{width}}  {said}")
        if advice:
            print(textwrap.indent(advice, " " * (width + 8)))
    print("\n" + verdict(found))
