"""Ctrl-C ends a run wherever it strikes, and progress says how it goes."""

import os
import signal

import pytest

from autograder.reporting.console import pace
from autograder.running.interrupt import remembered_interrupts


class Ends:
    """Ctrl-C strikes at the end of its life, where Python drops exceptions."""

    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_is_not_lost():
    with remembered_interrupts() as check:
        check()
        last = Ends()
        del last
        with pytest.raises(KeyboardInterrupt):
            check()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_still_strikes_at_once():
    reached = []
    with pytest.raises(KeyboardInterrupt), remembered_interrupts():
        reached += [os.kill(os.getpid(), signal.SIGINT)]
    assert reached == []


@pytest.mark.parametrize(
    ("done", "seconds", "left", "told"),
    [
        (0, 10, 5, ""),
        (10, 30, 40, "20 a minute, 2:00 left"),
        (1, 45, 3, "1.33 a minute, 2:15 left"),
        (500, 150, 0, "200 a minute, 0:00 left"),
    ],
)
def test_the_pace_is_told(done, seconds, left, told):
    assert pace(done, seconds, left) == told
