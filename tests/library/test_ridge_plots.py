"""Histograms over time: new bins keep the counts, figures say what they show."""

import matplotlib as mpl
import numpy as np
import pytest
from deepnets import ridge_plots

ALT = "Ridges that a test has drawn, of some weights."


def buckets(low, high, counts):
    edges = np.linspace(low, high, len(counts) + 1)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


def test_counts_are_shared_out_evenly_and_none_is_lost():
    counts = ridge_plots.rebin(buckets(0, 2, [4, 8]), [-1, 0, 0.5, 1, 1.5, 2, 3])
    assert counts.tolist() == [0, 2, 2, 4, 4, 0]


def test_equal_values_stay_in_one_bin():
    spike = buckets(0.1, 0.1, [0, 0, 9])
    assert ridge_plots.rebin(spike, [0, 0.05, 0.2, 1]).tolist() == [0, 9, 0]


@pytest.mark.parametrize("seed", range(5))
def test_the_sum_is_that_of_the_histogram(seed):
    generator = np.random.default_rng(seed)
    low, width = generator.normal(), generator.random() + 0.1
    found = buckets(low, low + width, generator.integers(0, 20, 30))
    counts = ridge_plots.rebin(found, np.linspace(low - 1, low + width + 1, 41))
    assert counts.sum() == pytest.approx(found[:, 2].sum())


def test_a_figure_has_its_alt_text_and_stable_bytes(monkeypatch):
    mpl.use("agg")
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    panels = {
        "hills": [(0, buckets(-1, 1, [1, 5, 2])), (1, buckets(-2, 1, [3, 4, 1]))],
        "spike that never moves": [(s, buckets(0.0, 0.0, [0, 8])) for s in range(3)],
        "one": [(9, buckets(2, 3, [1]))],
    }
    for _ in range(2):
        ridge_plots.ridges(panels, xlabel="weight", title="weights", alt=ALT)
    first, second = shown
    assert f'alt="{ALT}"' in first._repr_html_()
    assert first.png == second.png
