"""Figures of pairs and towers have their alt text and give the same bytes again."""

import matplotlib as mpl
import numpy as np
import pytest
from deepnets import pair_plots, tower_plots

ALT = "A figure that a test has drawn, of some pairs."
RNG = np.random.default_rng(0)
P = RNG.random((2, 30))


@pytest.fixture
def shown(monkeypatch):
    """What the plots displayed."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


DRAWINGS = {
    "meetings": lambda: pair_plots.meetings(
        {"a": ([0, 1, 1], [1, 0, 2]), "b": ([2], [2])}, alt=ALT, classes=3
    ),
    "verdicts": lambda: pair_plots.verdicts(np.tri(4, k=-1) > 0, alt=ALT),
    "histograms": lambda: pair_plots.overlap(
        {"same": P[0], "different": P[1] + 0.5}, xlabel="distance", border=1, alt=ALT
    ),
    "swapped pairs": lambda: pair_plots.swapped({"a": P, "b": (P[0], P[0])}, alt=ALT),
    "towers": lambda: tower_plots.towers(alt=ALT),
    "maps": lambda: tower_plots.maps({"a": P.T, "b": P.T}, np.arange(30) % 10, alt=ALT),
    "rows": lambda: tower_plots.rows({"a": P[0], "b": [1.0]}, xlabel="right", alt=ALT),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_figure_has_its_alt_text_and_stable_bytes(draw, shown):
    draw()
    draw()
    first, second = shown
    assert f'alt="{ALT}"' in first._repr_html_()
    assert first.png.startswith(b"\x89PNG")
    assert first.png == second.png
