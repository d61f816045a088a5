"""How much of the machine the code of a submission may use."""

from __future__ import annotations

from dataclasses import dataclass

GIB = 2**30


@dataclass(frozen=True)
class Limits:
    """Caps on one sandbox; there are two of them for each worker.

    Attributes
    ----------
    memory : int
        Bytes, of all processes and files in the sandbox together, and also of what one
        process may ask for beyond what it starts with.
    processes : int
        Processes and threads together. A kernel with TensorFlow has about 30. One that
        starts a quarter as many processes, threads not counted, is ended.
    open_files : int
        Of one process.
    scratch : int
        Bytes that may be written to home, working folder and ``/tmp`` together, and as
        many again to ``/dev/shm``, in memory both.
    files : int
        Files and folders there, in all.
    threads : int
        Threads on which TensorFlow computes; NumPy's linear algebra uses one.
    """

    memory: int = 4 * GIB
    processes: int = 256
    open_files: int = 512
    scratch: int = GIB // 4
    files: int = 20_000
    threads: int = 1
