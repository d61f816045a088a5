"""How much of the machine the code of a submission may use."""

from __future__ import annotations

from dataclasses import dataclass

GIB = 2**30


@dataclass(frozen=True)
class Limits:
    """Caps on one sandbox: on everything that runs in it together.

    Attributes
    ----------
    memory : int
        Bytes.
    processes : int
        Processes and threads.
    open_files : int
        Of one process.
    scratch : int
        Bytes that may be written, in all.
    """

    memory: int = 4 * GIB
    processes: int = 256
    open_files: int = 512
    scratch: int = GIB // 4
