"""A progress line that reads well in a notebook and in a log.

In a notebook one line is rewritten in place; in a log a line is printed at most every
ten seconds. The last line names no time, so that a stored output never changes.
"""

import sys
import time

LOG_SECONDS = 10.0  # between two lines of a log
NOTEBOOK_SECONDS = 0.2  # between two updates in a notebook
WIDTH = 24  # characters of the bar


def _in_notebook():
    return "ipykernel" in sys.modules


def _clock(seconds):
    minutes, seconds = divmod(round(seconds), 60)
    return f"{minutes}:{seconds:02d}"


def line(label, done, total, elapsed):
    """Return the text of one state: bar, count, time so far and time left (m:ss)."""
    filled = WIDTH * done // max(total, 1)
    bar = "█" * filled + "░" * (WIDTH - filled)
    left = f", {_clock(elapsed / done * (total - done))} left" if done else ""
    return f"{label} {bar} {done}/{total}, {_clock(elapsed)}{left}"


class _Notebook:
    interval = NOTEBOOK_SECONDS

    def __init__(self):
        self.handle = None

    def write(self, text):
        # imported here: the library also runs where there is no IPython
        from IPython.display import TextDisplayObject, display

        class Line(TextDisplayObject):
            def __repr__(self):
                return self.data

        if self.handle is None:
            self.handle = display(Line(text), display_id=True)
        else:
            self.handle.update(Line(text))


class _Log:
    interval = LOG_SECONDS

    def write(self, text):
        print(text, flush=True)


def progress(items, label):
    """Yield from ``items`` while showing how many are done and how long is left.

    Parameters
    ----------
    items : iterable
        Turned into a list, so that its length is known.
    label : str
        What is being done, for example ``"training 5 nets"``.
    """
    items = list(items)
    out = _Notebook() if _in_notebook() else _Log()
    start = shown = time.monotonic()
    out.write(line(label, 0, len(items), 0))
    for done, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - shown >= out.interval and done < len(items):
            out.write(line(label, done, len(items), now - start))
            shown = now
    out.write(f"{label} {'█' * WIDTH} {len(items)}/{len(items)}")
