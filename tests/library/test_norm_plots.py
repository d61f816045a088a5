"""The drawings of weight vectors and their ball."""

import matplotlib as mpl
import numpy as np
import pytest
from deepnets import norm_plots, plots

ALT = "A figure that a test has drawn, with a circle."
KERNEL = np.array([[3.0, 0.1, 0.0], [4.0, 0.2, 0.0]])

DRAWINGS = {
    "pulled_back": lambda: norm_plots.pulled_back(
        KERNEL, KERNEL / 5, 1.0, title="t", alt=ALT
    ),
    "paths": lambda: norm_plots.paths(
        {"free": KERNEL.T, "held": KERNEL.T / 5}, 1.0, alt=ALT
    ),
}


@pytest.fixture
def shown(monkeypatch):
    """What the plots displayed."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_figure_has_its_alt_text_and_stable_bytes(draw, shown):
    draw()
    draw()
    first, second = shown
    assert repr(first) == f"Figure: {ALT}"
    assert first.png == second.png


def test_the_ball_and_every_end_are_inside_the_axes(monkeypatch):
    figures = []
    monkeypatch.setattr(plots, "show", lambda fig, alt: figures.append(fig))
    norm_plots.pulled_back(KERNEL, KERNEL / 5, 1.0, alt=ALT)
    (ax,) = figures[0].axes
    assert ax.get_xlim()[1] > 3
    assert ax.get_ylim()[1] > 4
    assert ax.get_aspect() == 1


def test_vectors_must_come_in_pairs(shown):
    with pytest.raises(ValueError, match="argument"):
        norm_plots.pulled_back(KERNEL, KERNEL[:, :2], 1.0, alt=ALT)
