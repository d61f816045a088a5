"""The map shows the chapters that there are, in an order in which they can be read."""

from pathlib import Path

import pytest
from deepnets import course_map, plots

from autograder.authoring.layout import find_chapters

CHAPTERS = find_chapters(Path(__file__).parents[2])


def test_every_chapter_but_the_start_is_on_the_map():
    assert sorted(course_map.STOPS) == [c.name[:2] for c in CHAPTERS][1:]


def test_arrows_lead_to_later_chapters_and_downwards_or_aside():
    for number, stop in course_map.STOPS.items():
        for before in stop.after:
            assert before < number
            assert course_map.STOPS[before].place[1] <= stop.place[1]


def test_no_two_boxes_overlap():
    places = [stop.place for stop in course_map.STOPS.values()]
    for i, (x, y) in enumerate(places):
        for u, v in places[:i]:
            assert abs(x - u) > course_map.WIDTH or abs(y - v) > course_map.HEIGHT, (
                x,
                y,
            )


def test_what_is_done_is_shaded_and_the_alt_text_tells_the_way(monkeypatch):
    seen = {}
    monkeypatch.setattr(plots, "show", lambda fig, alt: seen.update(fig=fig, alt=alt))
    course_map.draw(["01"])
    boxes = seen["fig"].axes[0].patches
    shades = [box.get_facecolor() for box in boxes]
    assert len(boxes) == len(course_map.STOPS)
    assert sum(shade != (1, 1, 1, 1) for shade in shades) == 1
    assert "02, regression, after 01" in seen["alt"]


def test_an_unknown_chapter_is_refused():
    with pytest.raises(ValueError, match="No chapter '16'"):
        course_map.draw(["16"])
