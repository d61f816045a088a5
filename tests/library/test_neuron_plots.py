"""The drawings of neurons: regions, functions, graphs, and ways down a valley."""

import matplotlib as mpl
import numpy as np
import pytest
from deepnets import neuron_plots, plots

ALT = "A figure that a test has drawn, of nothing much."
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Z = np.linspace(-1, 1, 5)


def bowl(w):
    return (w**2).sum(axis=1)


def regions(scores=None):
    neuron_plots.regions(
        CORNERS,
        [0, 1, 1, 0],
        scores or {"points": None, "a line": lambda x: x[:, 0] - 0.5},
        names=("no", "yes"),
        xlabel="x",
        ylabel="y",
        alt=ALT,
    )


def descents():
    neuron_plots.descents(
        bowl,
        {"one": CORNERS, "two": CORNERS[::-1], "three": CORNERS / 2},
        xlim=(-1, 2),
        ylim=(-1, 2),
        xlabel="x",
        ylabel="y",
        alt=ALT,
    )


DRAWINGS = {
    "regions": regions,
    "shapes": lambda: neuron_plots.shapes(
        Z, {"a": {"value": Z, "slope": Z**2}, "b": {"value": -Z}}, xlabel="z", alt=ALT
    ),
    "graph": lambda: neuron_plots.graph(
        {"w": (0, 1, 2.0, 3.0), "+": (1, 0, 1.0, None)}, [("w", "+")], alt=ALT
    ),
    "descents": descents,
}


@pytest.fixture
def shown(monkeypatch):
    """What the plots displayed."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


@pytest.fixture
def figures(monkeypatch):
    """The figures as they were drawn."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr(plots, "show", lambda fig, alt: found.append(fig))
    return found


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_figure_has_its_alt_text_and_stable_bytes(draw, shown):
    draw()
    draw()
    first, second = shown
    assert repr(first) == f"Figure: {ALT}"
    assert first.png == second.png


def test_every_point_is_inside_the_axes(figures):
    regions()
    for ax in figures[0].axes:
        assert ax.get_xlim()[0] < 0 < 1 < ax.get_xlim()[1]
        assert ax.get_ylim()[0] < 0 < 1 < ax.get_ylim()[1]


def test_a_score_is_asked_for_points_of_the_plane(figures):
    asked = []

    def score(points):
        asked.append(points)
        return points[:, 0]

    regions({"a score": score})
    assert asked[0].shape[1] == 2
    assert asked[0].min() < 0
    assert asked[0].max() > 1


def test_values_and_gradients_stand_at_their_nodes(figures):
    DRAWINGS["graph"]()
    texts = {text.get_text() for text in figures[0].axes[0].texts}
    assert {"w", "2", "(3)", "+", "1"} <= texts


def test_each_way_down_has_a_panel_and_keeps_to_the_map(figures):
    descents()
    used = [ax for ax in figures[0].axes if ax.get_title()]
    assert [ax.get_title() for ax in used] == ["one", "two", "three"]
    assert {ax.get_xlim() for ax in used} == {(-1, 2)}
