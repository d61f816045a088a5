"""Lines that tell the reader what is being downloaded and how far it is.

Whole lines, a few seconds apart, read well in a terminal, a notebook and a log.
"""

import time

SECONDS_BETWEEN_LINES = 5


def say(line):
    """Print a line at once."""
    print(line, flush=True)


class Ticker:
    """Times a download and says how far it is, every few seconds."""

    def __init__(self):
        self.start = self.last = time.monotonic()

    @property
    def seconds(self):
        """Seconds since the start."""
        return time.monotonic() - self.start

    def tick(self, size):
        """Print the bytes and seconds so far, if it is time for another line."""
        if time.monotonic() - self.last >= SECONDS_BETWEEN_LINES:
            self.last = time.monotonic()
            say(f"  {size / 1e6:.1f} MB, {self.seconds:.0f} s")
