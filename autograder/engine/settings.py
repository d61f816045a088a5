"""What grading an assignment needs to know of its course, and how much may be used."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.sandbox.limits import Limits


@dataclass(frozen=True)
class EngineSettings:
    """How kernels are prepared and bounded; part of what decides a grade.

    Attributes
    ----------
    preload : tuple of str
        Modules that the kernels have imported before they start.
    read_only : tuple of str
        Folders, besides Python's own, that student code may read.
    beside : tuple of str
        ``module`` or ``module.function``: library functions that a test runs in the
        student's process when it hands them an object of the student's.
    both : tuple of str
        ``module.function``: library functions that run in both processes, such as the
        one that seeds random numbers.
    limits : Limits
        Memory, processes and files of a kernel.
    seconds_cell, seconds_notebook : float
        Time that one cell and the whole notebook may take.
    seed : int
        Of ``random`` and ``numpy.random`` when a kernel starts.
    unsafe : bool
        Run without a sandbox: student code then has the rights of the grader.
    """

    preload: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    seconds_cell: float = 30.0
    seconds_notebook: float = 600.0
    seed: int = 0
    unsafe: bool = False
