"""Curves on a log scale: gaps, bands and labels."""

import matplotlib
import numpy as np
import pytest
from deepnets import log_plots, plots

matplotlib.use("Agg")
ALT = "Two curves that fall, and one that is not finite at first."


@pytest.fixture
def axes(monkeypatch):
    """Draw without showing; return a list that gets the axes drawn on."""
    seen = []
    monkeypatch.setattr(plots, "show", lambda fig, *, alt: seen.append(fig.axes[0]))
    return seen


def draw(lines, **options):
    log_plots.log_curves(lines, ylabel="loss", alt=ALT, ylim=(0.01, 10), **options)


def test_mean_and_a_band_from_lowest_to_highest(axes):
    draw({"a": [[1.0, 0.1], [3.0, 0.3]]})
    [line] = axes[0].get_lines()
    np.testing.assert_allclose(line.get_xdata(), [1, 2])
    np.testing.assert_allclose(line.get_ydata(), [2.0, 0.2])
    heights = axes[0].collections[0].get_paths()[0].vertices[:, 1]
    assert (heights.min(), heights.max()) == (0.1, 3.0)
    assert axes[0].get_yscale() == "log"


def test_what_is_not_finite_leaves_a_gap(axes):
    draw({"a": [[np.inf, 1.0, 0.5], [np.nan, 3.0, 0.5]]})
    np.testing.assert_allclose(axes[0].get_lines()[0].get_xdata(), [2, 3])


def test_positions_ticks_and_a_level(axes):
    lines = {"a": ([0.01, 0.1], [1.0, 2.0]), "b": ([0.01, 0.1], [1.0, 20.0])}
    draw(lines, logx=True, level=(2.3, "guessing"))
    assert axes[0].get_xscale() == "log"
    assert [t.get_text() for t in axes[0].get_xticklabels()] == ["0.01", "0.1"]
    assert {t.get_text() for t in axes[0].texts} == {"guessing", "a", "b"}


def test_plain_ticks_where_there_is_hardly_a_decade(axes):
    log_plots.log_curves({"a": [0.2, 0.3]}, ylabel="loss", alt=ALT, ylim=(0.15, 0.9))
    axes[0].figure.canvas.draw()
    ticks = {label.get_text() for label in axes[0].get_yticklabels()}
    assert {"0.2", "0.3", "0.5"} <= ticks


def test_labels_do_not_collide_and_stay_at_the_edge(axes):
    draw({"a": [1.0, 1.0], "b": [1.0, 1.0], "far above": [1.0, 1e9]})
    heights = {t.get_text(): t.xy[1] for t in axes[0].texts}
    assert abs(heights["a"] - heights["b"]) >= 0.07
    assert heights["far above"] <= 1.0


def test_an_alt_text_is_demanded():
    with pytest.raises(ValueError, match="alt text"):
        log_plots.log_curves({"a": [1.0]}, ylabel="loss", alt="a", ylim=(0.1, 10))
