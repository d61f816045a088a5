"""Figures of small things: neurons as regions, functions, graphs, ways down a valley.

Drawn as those of `plots` are: marker and dash as well as colour, and an alt text.
"""

import numpy as np

from deepnets import plots

FORWARD, BACKWARD = plots.COLORS[0], plots.COLORS[1]


def _grid(xlim, ylim, function, points=200):
    """Return the axes of a grid and a function of (n, 2) points on it."""
    x, y = np.linspace(*xlim, points), np.linspace(*ylim, points)
    flat = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    return x, y, np.reshape(function(flat), (points, points))


def _panels(count, columns, width, height, legend=0.0):
    rows = -(-count // columns)
    fig, axes = plots.figure(
        width * min(columns, count) + legend, height * rows, nrows=rows, ncols=columns
    )
    for ax in np.ravel(axes)[count:]:
        ax.axis("off")
    return fig, np.ravel(axes)[:count]


def regions(points, labels, scores, *, names, xlabel, ylabel, alt, size=24):
    """Draw two classes of points, and where a score is positive: one panel a score.

    Parameters
    ----------
    points : array_like, shape (n, 2)
    labels : array_like of int, shape (n,)
        0 or 1.
    scores : dict of str to callable or None
        By title. It takes points, (m, 2), and returns scores, (m,); where they are
        positive, the plane is shaded. None draws the points alone.
    names, xlabel, ylabel, alt : tuple of str, str, str, str
        The names are those of the classes 0 and 1.
    size : float
    """
    points, labels = np.asarray(points), np.asarray(labels)
    low, high = points.min(axis=0), points.max(axis=0)
    margin = 0.15 * (high - low)
    limits = np.transpose([low - margin, high + margin])
    fig, axes = _panels(len(scores), len(scores), 2.9, 3.4, legend=1.2)
    for ax, (title, score) in zip(axes, scores.items(), strict=True):
        if score is not None:
            x, y, z = _grid(*limits, score)
            ax.contourf(x, y, z, [0, np.inf], colors=["#d9d9d9"])
            ax.contour(x, y, z, [0], colors="black", linewidths=2)
        for label, (marker, name) in enumerate(zip("os", names, strict=True)):
            chosen = points[labels == label]
            face = "white" if label == 0 else plots.COLORS[0]
            edge = plots.COLORS[1 - label]
            ax.scatter(*chosen.T, s=size, marker=marker, c=face, edgecolor=edge)
            ax.scatter([], [], marker=marker, c=face, edgecolor=edge, label=name)
        ax.set(title=title, xlabel=xlabel, xlim=limits[0], ylim=limits[1])
    axes[0].set_ylabel(ylabel)
    axes[-1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    plots.show(fig, alt=alt)


def shapes(z, panels, *, alt, xlabel, columns=5, ylim=None):
    """Draw a few functions of z in each panel, the first solid, the next dashed.

    Parameters
    ----------
    z : array_like, shape (n,)
    panels : dict of str to dict of str to array_like, shape (n,)
        ``{title: {name: values}}``; the names of the last panel are its legend.
    alt, xlabel : str
    columns, ylim : int, tuple of float
    """
    fig, axes = _panels(len(panels), columns, 10.4 / columns, 2.7)
    for ax, (title, lines) in zip(axes, panels.items(), strict=True):
        for i, (name, values) in enumerate(lines.items()):
            ax.plot(z, values, plots.DASHES[i], color=plots.COLORS[i], label=name, lw=2)
        ax.set(title=title, xlabel=xlabel, ylim=ylim)
    axes[-1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    plots.show(fig, alt=alt)


def graph(nodes, edges, *, alt, title=None):
    """Draw a computational graph: values go forward, gradients come back.

    Parameters
    ----------
    nodes : dict of str to (float, float, float or None, float or None)
        What stands in each node, its column and row, its value and its gradient.
    edges : iterable of (str, str)
        From node to node, in the direction of the values.
    alt, title : str
    """
    columns = [place[0] for place in nodes.values()]
    fig, ax = plots.figure(1.55 * (max(columns) - min(columns)) + 1.4, 3.9)
    for start, end in edges:
        for a, b, color, dash in (
            (start, end, FORWARD, "-"),
            (end, start, BACKWARD, "--"),
        ):
            style = {"arrowstyle": "-|>", "color": color, "linestyle": dash, "lw": 1.6}
            style |= {"shrinkA": 19, "shrinkB": 19, "connectionstyle": "arc3,rad=-0.12"}
            ax.annotate("", nodes[b][:2], nodes[a][:2], arrowprops=style)
    for name, (x, y, value, gradient) in nodes.items():
        ax.scatter(x, y, s=900, facecolor="white", edgecolor="black", zorder=3)
        ax.text(x, y, name, ha="center", va="center", fontsize=12, zorder=4)
        if value is not None:
            ax.text(x, y + 0.33, f"{value:g}", color=FORWARD, ha="center", zorder=4)
        if gradient is not None:
            text = f"({gradient:g})"
            ax.text(x, y - 0.44, text, color=BACKWARD, ha="center", zorder=4)
    ax.plot([], [], "-", color=FORWARD, label="forward: the value")
    ax.plot([], [], "--", color=BACKWARD, label="backward: (the gradient)")
    ax.legend(frameon=False, loc="lower right", fontsize=10)
    ax.margins(0.11, 0.24)
    ax.set_title(title)
    ax.axis("off")
    plots.show(fig, alt=alt)


def descents(cost, paths, *, xlim, ylim, xlabel, ylabel, alt, columns=2):
    """Draw the contours of a cost of two weights, and one way down in each panel.

    Parameters
    ----------
    cost : callable
        Takes weights, shape (n, 2), and returns costs, shape (n,).
    paths : dict of str to array_like, shape (n_steps, 2)
        By title; a circle marks the start, a square the end.
    xlim, ylim : tuple of float
    xlabel, ylabel, alt : str
    columns : int
    """
    x, y, z = _grid(xlim, ylim, cost)
    levels = z.min() + (z.max() - z.min()) * np.linspace(0.03, 1, 14) ** 2
    fig, axes = _panels(len(paths), columns, 4.0, 3.1)
    for ax, (title, path) in zip(axes, paths.items(), strict=True):
        path = np.asarray(path)
        ax.contour(x, y, z, levels, colors="#9a9a9a", linewidths=0.9)
        ax.plot(*path.T, ".-", color=plots.COLORS[0], markersize=5, linewidth=1.3)
        ax.plot(*path[0], "o", color="black", markersize=8)
        ax.plot(*path[-1], "s", color=plots.COLORS[1], markersize=9)
        ax.set(title=title, xlim=xlim, ylim=ylim, xlabel=xlabel, ylabel=ylabel)
        ax.grid(visible=False)
    plots.show(fig, alt=alt)
