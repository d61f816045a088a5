"""Figures of weights have their alt text, and the same data give the same bytes."""

import matplotlib as mpl
import numpy as np
import pytest
from deepnets import weight_plots

ALT = "A figure that a test has drawn, of some weights."
WEIGHTS = np.random.default_rng(0).normal(size=(20, 5)) / 5


@pytest.fixture
def shown(monkeypatch):
    """What the plots displayed."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


DRAWINGS = {
    "histograms": lambda: weight_plots.histograms(
        {"dense": WEIGHTS, "sparse": np.where(np.abs(WEIGHTS) < 0.2, 0, WEIGHTS)},
        xlabel="weight",
        xlim=(-1, 1),
        title="weights",
        alt=ALT,
    ),
    "trade-off of one and of many seeds": lambda: weight_plots.tradeoff(
        {
            "one": ([100, 10, 1], [95, 94, 80]),
            "five": (np.full((5, 2), 20.0), np.random.default_rng(1).random((5, 2))),
        },
        ylabel="accuracy (%)",
        ylim=(0, 100),
        alt=ALT,
    ),
    "pixel maps": lambda: weight_plots.pixel_maps(
        {"a": np.eye(4), "b\nc": np.zeros((4, 4))}, alt=ALT
    ),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_figure_has_its_alt_text_and_stable_bytes(draw, shown):
    draw()
    draw()
    first, second = shown
    assert f'alt="{ALT}"' in first._repr_html_()
    assert first.png.startswith(b"\x89PNG")
    assert first.png == second.png
