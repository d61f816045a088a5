"""Draws small graphs that are written in DOT, such as a model's, without Graphviz."""

import re
from html import unescape
from itertools import pairwise

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from deepnets import plots

FONT, LINE, LETTER = 9, 0.17, 0.076  # points; inches a line, inches a letter
WIDEST = 10.5  # inches; a graph that is wider is drawn smaller
MARGIN, GAP, LANE = 0.12, 0.45, 0.3  # inches: in a box, between two, of a passing edge


def read_dot(text):
    """Return the nodes and edges of a graph.

    Parameters
    ----------
    text : str
        In the DOT language, as ``keras.utils.model_to_dot(...).to_string()`` writes it.

    Returns
    -------
    labels : dict of str to list of str
        The lines of each node's label, tables taken apart, by the node's name.
    edges : list of (str, str)
        From where to where, by the nodes' names.
    direction : str
        ``"TB"`` from top to bottom, ``"LR"`` from left to right, or another `rankdir`.

    Raises
    ------
    ValueError
        If the text is no graph in DOT.
    """
    import pydot

    found = pydot.graph_from_dot_data(text) if text.strip() else None
    if not found:
        raise ValueError("This text is no graph in the DOT language.")
    graph = found[0]
    labels, edges = {}, []
    for part in _parts(graph):
        for node in part.get_nodes():
            name = _plain(node.get_name())
            if name.strip() and name not in {"node", "edge", "graph", r"\n"}:
                labels[name] = _lines(node.get_label() or name)
        edges += [
            (_plain(edge.get_source()), _plain(edge.get_destination()))
            for edge in part.get_edges()
        ]
    for edge in edges:
        for name in edge:
            labels.setdefault(name, [name])
    return labels, edges, _plain(graph.get_rankdir() or "TB")


def _parts(graph):
    yield graph
    for part in graph.get_subgraphs():
        yield from _parts(part)


def _plain(text):
    return str(text).strip('"')


def _lines(label):
    """Return a label's lines: a table has a line for each of its cells."""
    if label.startswith("<"):
        label = re.sub(r"</td>|</tr>|<br ?/?>", "\n", label[1:-1])
        label = unescape(re.sub(r"<[^>]*>", "", label))
    text = _plain(label).replace(r"\n", "\n").replace(r"\l", "\n")
    return [line.strip() for line in text.split("\n") if line.strip()]


def _ranks(names, edges):
    """Return for each node the length of the longest way to it."""
    rank = dict.fromkeys(names, 0)
    for _ in names:
        moved = False
        for start, end in edges:
            if rank[end] <= rank[start]:
                rank[end], moved = rank[start] + 1, True
        if not moved:
            return rank
    raise ValueError("This graph has a cycle; only graphs without one can be drawn.")


def draw(text, *, alt, title=None):
    """Draw a small graph without cycles: boxes in ranks, with arrows between them.

    Parameters
    ----------
    text : str
        In the DOT language; its `rankdir`, "TB" or "LR", says in which direction.
    alt : str
        Alternative text.
    title : str, optional

    Raises
    ------
    ValueError
        If the text is no graph in DOT, or the graph has no nodes or has a cycle.
    """
    labels, edges, direction = read_dot(text)
    if not labels:
        raise ValueError("This graph has no nodes.")
    letters = max(len(line) for lines in labels.values() for line in lines)
    width = LETTER * letters + 2 * MARGIN
    height = LINE * max(map(len, labels.values())) + 2 * MARGIN
    flat = direction == "LR"
    depth, breadth = (width, height) if flat else (height, width)

    places, routes = _layout(labels, edges, depth + GAP, breadth)
    turn = (lambda along, aside: (along, -aside)) if flat else (lambda a, b: (b, -a))
    across, down = _size(places, width, height, turn)
    scale = min(1, WIDEST / across)
    fig, ax = plots.figure(across * scale, down * scale + 0.35 * bool(title))
    for name, lines in labels.items():
        _box(ax, turn(*places[name]), width, height, lines, FONT * scale)
    for route in routes:
        ways = [(places[stop], side) for stop in route for side in (-depth, depth)]
        points = [(along + side / 2, aside) for (along, aside), side in ways[1:-1]]
        _arrow(ax, points, turn)
    ax.set(aspect="equal", title=title)
    ax.axis("off")
    ax.margins(0.02)
    ax.autoscale_view()
    plots.show(fig, alt=alt)


def _layout(labels, edges, step, breadth):
    """Return where each stop is, (along, aside) in inches, and each edge's stops.

    An edge that passes ranks has a stop in each of them: a lane beside the boxes.
    """
    ranks = _ranks(labels, edges)
    rows = [[] for _ in range(max(ranks.values()) + 1)]
    for name in labels:
        rows[ranks[name]].append(name)
    routes = []
    for start, end in edges:
        lanes = [(start, end, r) for r in range(ranks[start] + 1, ranks[end])]
        for lane in lanes:
            rows[lane[2]].append(lane)
        routes.append([start, *lanes, end])
    places = {}
    for r, row in enumerate(rows):
        sizes = [breadth if stop in labels else LANE for stop in row]
        aside = -(sum(sizes) + GAP * (len(row) - 1)) / 2
        for stop, size in zip(row, sizes, strict=True):
            places[stop] = r * step, aside + size / 2
            aside += size + GAP
    return places, routes


def _size(places, width, height, turn):
    """Return the size of the graph on the page, in inches."""
    xs, ys = zip(*(turn(*place) for place in places.values()), strict=True)
    return max(xs) - min(xs) + width + 0.2, max(ys) - min(ys) + height + 0.2


def _box(ax, place, width, height, lines, font):
    x, y = place
    ax.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor="#eef4fa",
            edgecolor=plots.COLORS[0],
        )
    )
    for i, line in enumerate(lines):
        ax.text(
            x,
            y + ((len(lines) - 1) / 2 - i) * LINE,
            line,
            ha="center",
            va="center",
            fontsize=font,
            weight="bold" if i == 0 else "normal",
        )


def _arrow(ax, points, turn):
    """Draw a smooth way through points that leaves and arrives along the ranks."""
    corners, codes = [points[0]], [Path.MOVETO]
    for (a, b), (c, d) in pairwise(points):
        middle = (a + c) / 2
        corners += [(middle, b), (middle, d), (c, d)]
        codes += [Path.CURVE4] * 3
    path = Path([turn(*corner) for corner in corners], codes)
    ax.add_patch(
        FancyArrowPatch(
            path=path,
            arrowstyle="->",
            mutation_scale=11,
            color="#444444",
            fill=False,
        )
    )
