"""Every figure is shown with its alt text, and the same data give the same bytes."""

import matplotlib as mpl
import numpy as np
import pytest
from deepnets import plots

ALT = "A figure that a test has drawn, with two lines."


@pytest.fixture
def shown(monkeypatch):
    """What the plots displayed."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


DRAWINGS = {
    "curves": lambda: plots.curves(
        {"a": np.random.default_rng(0).random((5, 8)), "b": np.ones(8)},
        ylabel="accuracy (%)",
        alt=ALT,
    ),
    "curves on a log axis": lambda: plots.curves(
        {"a": ([0.1, 0.2, 0.4], np.ones((2, 3)))}, ylabel="y", logx=True, alt=ALT
    ),
    "compare": lambda: plots.compare(
        {"g": {"a": [1, 2], "b": [2, 3]}, "h": {"a": [1, 1], "b": [4, 3]}},
        ylabel="y",
        alt=ALT,
    ),
    "images": lambda: plots.images(np.zeros((12, 4, 4)), ["t"] * 12, alt=ALT),
    "networks": lambda: plots.networks(
        (2, 3), [[[1, 0], [1, 1, 1]]], ["step 1"], names=("in", "out"), alt=ALT
    ),
}


def test_ticks_are_at_whole_epochs(monkeypatch):
    shown = []
    monkeypatch.setattr(plots, "show", lambda fig, alt: shown.append(fig))
    plots.curves({"a": np.arange(10.0)}, ylabel="y", alt=ALT)
    plots.curves({"a": (np.arange(10) / 4, np.arange(10.0))}, ylabel="y", alt=ALT)
    whole, quarters = (fig.axes[0].get_xticks() for fig in shown)
    assert np.array_equal(whole, np.round(whole))
    assert not np.array_equal(quarters, np.round(quarters))


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_figure_has_its_alt_text_and_stable_bytes(draw, shown):
    draw()
    draw()
    first, second = shown
    assert f'alt="{ALT}"' in first._repr_html_()
    assert first.png.startswith(b"\x89PNG")
    assert first.png == second.png
    assert repr(first) == f"Figure: {ALT}"


def test_an_alt_text_that_says_nothing_is_refused(shown):
    fig, _ = plots.figure()
    with pytest.raises(ValueError, match="says too little"):
        plots.show(fig, alt="a plot")
    assert not shown


def test_alt_text_is_escaped(shown):
    fig, _ = plots.figure()
    plots.show(fig, alt='accuracy "<b>" against epochs & more')
    assert "&quot;&lt;b&gt;&quot;" in shown[0]._repr_html_()


def test_line_names_do_not_overlap():
    mpl.use("agg")
    _, ax = plots.figure()
    ax.set_ylim(0, 1)
    plots._name_line_ends(ax, [(0.5, "a", "k"), (0.501, "b", "k"), (0.502, "c", "k")])
    heights = [text.xy[1] for text in ax.texts]
    assert np.diff(heights).min() > 0.05
