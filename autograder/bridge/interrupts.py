"""Lets Ctrl-C in only where nothing is half done.

An interrupt between reading bytes and noting that they were read would lose them.
"""

from __future__ import annotations

import signal
import threading
from select import poll
from typing import Any


class Interrupts:
    """Context in which SIGINT raises ``KeyboardInterrupt`` during :meth:`wait` alone.

    One that arrives at another moment is raised at the next wait, or at the end.
    Outside the main thread, where Python runs no signal handlers, it does nothing.
    """

    def __init__(self) -> None:
        self._waiting = self._pending = False
        self._previous: Any = None

    def __enter__(self) -> Interrupts:
        previous = signal.getsignal(signal.SIGINT)
        if threading.current_thread() is not threading.main_thread():
            previous = None
        if previous not in (None, signal.SIG_IGN):
            self._previous = previous
            signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        if self._previous is not None:
            signal.signal(signal.SIGINT, self._previous)
            self._previous = None
            self._raise_pending()

    def wait(self, poller: poll) -> list[tuple[int, int]]:
        """Wait until a file is ready; an interrupt ends the wait."""
        self._waiting = True
        try:
            self._raise_pending()
            return poller.poll()
        finally:
            self._waiting = False

    def _note(self, *_: object) -> None:
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt
        self._pending = True

    def _raise_pending(self) -> None:
        if self._pending:
            self._pending = False
            raise KeyboardInterrupt
