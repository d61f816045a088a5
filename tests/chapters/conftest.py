"""Every chapter of the course, for tests that hold for all of them."""

from pathlib import Path

import pytest

from autograder.authoring.layout import find_chapters

REPOSITORY = Path(__file__).parents[2]
CHAPTERS = find_chapters(REPOSITORY)


@pytest.fixture(params=CHAPTERS, ids=lambda chapter: chapter.name)
def chapter(request):
    """One chapter of the course."""
    return request.param
