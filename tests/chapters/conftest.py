"""Every chapter of the course, for tests that hold for all of them."""

from pathlib import Path

import pytest

from autograder.authoring.layout import find_chapters

REPOSITORY = Path(__file__).parents[2]
CHAPTERS = find_chapters(REPOSITORY)
START = "00_start"  # shows the way: one exercise, and little to train


@pytest.fixture(params=CHAPTERS, ids=lambda chapter: chapter.name)
def chapter(request):
    """One chapter of the course."""
    return request.param


@pytest.fixture(params=[c for c in CHAPTERS if c.name != START], ids=lambda c: c.name)
def lesson(request):
    """One chapter that teaches."""
    return request.param
