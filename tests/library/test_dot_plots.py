"""Graphs in DOT are read, laid out in ranks and drawn, without Graphviz."""

import keras
import matplotlib as mpl
import pytest
from deepnets import dot_plots
from keras import layers

ALT = "A graph that a test has drawn, with boxes and arrows."
DIAMOND = "digraph { a -> b; a -> c; b -> d; c -> d; a -> d }"


@pytest.fixture
def shown(monkeypatch):
    """What the plots displayed."""
    mpl.use("agg")
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


@pytest.fixture
def forked():
    """A net with two branches."""
    entry = keras.Input((6,), name="entry")
    left = layers.Dense(7, "tanh", name="left")(entry)
    joined = layers.Concatenate(name="joined")([left, entry])
    return keras.Model(entry, layers.Dense(2, name="answer")(joined))


def test_a_model_of_keras_is_read_with_all_that_its_labels_say(forked):
    graph = keras.utils.model_to_dot(
        forked, show_shapes=True, show_layer_activations=True, rankdir="LR"
    )
    labels, edges, direction = dot_plots.read_dot(graph.to_string())
    assert direction == "LR"
    assert list(labels.values()) == [
        ["entry (InputLayer)", "Output shape: (None, 6)"],
        [
            "left (Dense)",
            "Activation: tanh",
            "Input shape: (None, 6)",
            "Output shape: (None, 7)",
        ],
        [
            "joined (Concatenate)",
            "Input shape: [(None, 7), (None, 6)]",
            "Output shape: (None, 13)",
        ],
        [
            "answer (Dense)",
            "Activation: linear",
            "Input shape: (None, 13)",
            "Output shape: (None, 2)",
        ],
    ]
    first = {name: lines[0].split()[0] for name, lines in labels.items()}
    assert sorted((first[a], first[b]) for a, b in edges) == [
        ("entry", "joined"),
        ("entry", "left"),
        ("joined", "answer"),
        ("left", "joined"),
    ]


def test_plain_dot_is_read_too():
    labels, edges, direction = dot_plots.read_dot(
        'digraph G { node [shape=box]; "x y" [label="one\\ntwo"]; "x y" -> z; }'
    )
    assert labels == {"x y": ["one", "two"], "z": ["z"]}
    assert edges == [("x y", "z")]
    assert direction == "TB"


def test_nodes_of_nested_models_are_read(forked):
    outer = keras.Sequential([keras.Input((6,)), forked])
    outer.build((None, 6))
    text = keras.utils.model_to_dot(outer, expand_nested=True).to_string()
    labels, edges, _ = dot_plots.read_dot(text)
    assert len(labels) >= 4
    assert len(edges) >= 4


@pytest.mark.parametrize("text", ["", "  ", "nonsense", "digraph { a -> "])
def test_what_is_no_dot_is_refused(text):
    with pytest.raises(ValueError, match="no graph in the DOT language"):
        dot_plots.read_dot(text)


def test_a_way_that_passes_a_rank_has_a_lane_beside_its_boxes():
    labels, edges, _ = dot_plots.read_dot(DIAMOND)
    places, routes = dot_plots._layout(labels, edges, step=2.0, breadth=1.0)
    assert [places[name][0] for name in "abcd"] == [0, 2, 2, 4]
    [passing] = [route for route in routes if len(route) == 3]
    lane = places[passing[1]]
    assert lane[0] == 2
    for name in "bc":
        assert abs(lane[1] - places[name][1]) > 0.5


def test_a_cycle_and_an_empty_graph_are_refused():
    with pytest.raises(ValueError, match="cycle"):
        dot_plots.draw("digraph { a -> b; b -> c; c -> a }", alt=ALT)
    with pytest.raises(ValueError, match="no nodes"):
        dot_plots.draw("digraph { }", alt=ALT)


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_a_drawing_has_its_alt_text_and_stable_bytes(direction, shown):
    text = DIAMOND.replace("{", f"{{ rankdir={direction};")
    for _ in range(2):
        dot_plots.draw(text, alt=ALT, title="a diamond")
    first, second = shown
    assert f'alt="{ALT}"' in first._repr_html_()
    assert first.png == second.png


def test_a_wide_graph_is_drawn_smaller(shown):
    chain = "; ".join(f"a_long_name_{i} -> a_long_name_{i + 1}" for i in range(12))
    dot_plots.draw(f"digraph {{ rankdir=LR; {chain} }}", alt=ALT)
    assert shown[0].width == pytest.approx(dot_plots.WIDEST * 80, abs=1)
