"""Figures of classifiers have their alt text, draw what they are given, and repeat."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from deepnets import class_plots

ALT = "A figure that a test has drawn, of some classes."
COUNTS = np.array([[40, 2, 0], [1, 9, 0], [0, 0, 0]])
ROWS = np.array([[0.1, 0.7, 0.2], [0.9, 0.8, 0.0]])


@pytest.fixture
def shown(monkeypatch):
    """What the plots displayed, and the figures as they were then."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    monkeypatch.setattr(plt, "close", lambda fig: None)  # so that a test can look
    yield found
    monkeypatch.undo()
    plt.close("all")


def texts():
    """All texts in the last figure's axes."""
    return [text.get_text() for ax in plt.gcf().axes for text in ax.texts]


DRAWINGS = {
    "shares": lambda: class_plots.shares(
        {"cold": [0.9, 0.1], "warm": [0.5, 0.5]},
        ["a", "b"],
        xlabel="class",
        ylabel="share",
        alt=ALT,
    ),
    "beliefs": lambda: class_plots.beliefs(
        np.zeros((2, 4, 4)), ["one", "two"], {"net": ROWS}, alt=ALT
    ),
    "beliefs of one picture": lambda: class_plots.beliefs(
        np.zeros((1, 4, 4)), ["one"], {"net": ROWS[:1], "other": ROWS[1:]}, alt=ALT
    ),
    "confusion": lambda: class_plots.confusion(COUNTS, list("abc"), alt=ALT),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_figure_has_its_alt_text_and_stable_bytes(draw, shown):
    draw()
    draw()
    first, second = shown
    assert f'alt="{ALT}"' in first._repr_html_()
    assert first.png.startswith(b"\x89PNG")
    assert first.png == second.png


def test_bars_stand_side_by_side_around_their_name(shown):
    DRAWINGS["shares"]()
    bars = plt.gcf().axes[0].patches
    middles = [bar.get_x() + bar.get_width() / 2 for bar in bars]
    assert np.allclose(middles, [-0.2, 0.8, 0.2, 1.2])
    assert [bar.get_height() for bar in bars] == [0.9, 0.1, 0.5, 0.5]


def test_beliefs_say_what_they_add_up_to(shown):
    DRAWINGS["beliefs"]()
    assert texts() == ["sum 1.00", "sum 1.70"]


def test_beliefs_need_a_title_for_every_picture(shown):
    with pytest.raises(ValueError, match="zip"):
        class_plots.beliefs(np.zeros((2, 4, 4)), ["one"], {"net": ROWS}, alt=ALT)


def test_confusion_writes_counts_where_there_are_any_and_bears_an_empty_row(shown):
    DRAWINGS["confusion"]()
    assert texts() == ["40", "2", "1", "9"]


def test_confusion_shades_by_share_of_the_row(shown):
    DRAWINGS["confusion"]()
    [image] = plt.gcf().axes[0].images
    assert np.allclose(image.get_array()[1], [10, 90, 0])
