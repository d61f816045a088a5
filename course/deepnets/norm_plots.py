"""Weight vectors of two inputs, drawn with the ball that a max-norm constraint keeps.

Lines and arrows differ in dash and marker as well as in colour, as in `plots`.
"""

import numpy as np

from deepnets import plots


def _ball(ax, radius):
    """Draw the circle of a radius, with its name, and set the axes of a plane."""
    ax.add_patch(
        plots.plt.Circle((0, 0), radius, facecolor="#f2f2f2", edgecolor="#555555")
    )
    ax.axhline(0, color="#bbbbbb", linewidth=0.8)
    ax.axvline(0, color="#bbbbbb", linewidth=0.8)
    corner = 0.75 * radius  # just outside the circle, below and to the right
    ax.text(corner, -corner, f"r = {radius:g}", va="top", fontsize=9)
    ax.set_aspect("equal")
    ax.set(xlabel="first weight", ylabel="second weight")


def pulled_back(before, after, radius, *, alt, title=None):
    """Draw weight vectors as arrows, before and after a projection.

    Parameters
    ----------
    before, after : array_like, shape (2, n_vectors)
        A kernel of two inputs: each column is the weight vector of a neuron.
    radius : float
        Of the ball that is drawn.
    alt : str
        Alternative text.
    title : str, optional
    """
    before, after = np.asarray(before, float), np.asarray(after, float)
    fig, ax = plots.figure(5.6, 4.2)
    _ball(ax, radius)
    for i, (old, new) in enumerate(zip(before.T, after.T, strict=True)):
        names = ("before", "after") if i == 0 else (None, None)
        ax.plot(*old, "o", markersize=8, markerfacecolor="none", color="#D55E00")
        ax.plot(*np.transpose([(0, 0), old]), "--", color="#D55E00", label=names[0])
        ax.plot(*np.transpose([(0, 0), new]), color="#0072B2", linewidth=2.5)
        ax.plot(*new, "s", color="#0072B2", label=names[1])
    reach = 1.12 * max(radius, np.abs(before).max())
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), title=title)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    plots.show(fig, alt=alt)


def paths(lines, radius, *, alt, title=None):
    """Draw how weight vectors of two inputs moved in training, and the ball.

    Parameters
    ----------
    lines : dict of str to array_like, shape (n_steps, 2)
        For each name the weights after each step; the last point gets a marker.
    radius : float
        Of the ball that is drawn.
    alt : str
        Alternative text.
    title : str, optional
    """
    fig, ax = plots.figure(6.4, 4.2)
    _ball(ax, radius)
    for i, (name, line) in enumerate(lines.items()):
        line = np.asarray(line, float)
        color, dash = plots.COLORS[i], plots.DASHES[i]
        ax.plot(*line.T, color=color, linestyle=dash, linewidth=2)
        marker = plots.MARKERS[i]
        ax.plot(*line.T, marker, color=color, markersize=4, markevery=4, alpha=0.6)
        ax.plot([], [], color=color, linestyle=dash, marker=marker, label=name)
        ax.plot(*line[-1], marker, color=color, markersize=10)
    ax.set_title(title)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    plots.show(fig, alt=alt)
