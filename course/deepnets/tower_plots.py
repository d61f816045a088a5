"""Figures of towers: how two are joined, and what their features look like.

As in :mod:`deepnets.plots`, each is shown with an alt text and can be read in grey.
"""

import numpy as np

from deepnets import plots
from deepnets.pair_plots import HATCHES


def towers(*, alt, heights=(5, 5), names=("tower A", "tower B"), width=100):
    """Draw two towers of dense layers, joined into a single neuron.

    Parameters
    ----------
    alt : str
        Alternative text.
    heights : tuple of int
        Layers of each tower.
    names : tuple of str
    width : int
        Neurons of each layer.
    """
    fig, ax = plots.figure(6.4, 3.6)
    box = {"boxstyle": "round", "facecolor": "white", "edgecolor": "#555555"}
    for row, (height, name) in enumerate(zip(heights, names, strict=True)):
        y, picture = 1.0 - 2 * row, ("first", "second")[row]
        ax.text(-1.5, y, f"{picture}\npicture\n784", ha="center", va="center", bbox=box)
        for layer in range(height):
            ax.add_patch(
                plots.plt.Rectangle(
                    (layer * 0.8, y - 0.5),
                    0.45,
                    1.0,
                    facecolor=plots.COLORS[row],
                    alpha=0.35,
                    hatch=HATCHES[row],
                )
            )
            middle = layer * 0.8 + 0.225
            paper = {"boxstyle": "round,pad=0.1", "facecolor": "white", "linewidth": 0}
            ax.text(middle, y, width, ha="center", va="center", bbox=paper, fontsize=9)
        end = height * 0.8
        arrow = {"arrowstyle": "->", "color": "#555555"}
        ax.annotate("", (-0.1, y), (-0.95, y), arrowprops=arrow)
        ax.annotate("", (end + 0.7, y * 0.25), (end - 0.2, y), arrowprops=arrow)
        ax.text(end / 2 - 0.15, y + 0.62, f"{name}: ELU layers", ha="center")
    ax.text(end + 1.2, 0, f"concat\n{2 * width}", ha="center", va="center", bbox=box)
    ax.annotate("", (end + 2.4, 0), (end + 1.75, 0), arrowprops=arrow)
    box = box | {"boxstyle": "circle"}
    ax.text(end + 2.75, 0, "σ", ha="center", va="center", bbox=box, fontsize=14)
    ax.text(end + 2.75, -0.65, "different?", ha="center", va="center")
    ax.set(xlim=(-2.1, end + 3.4), ylim=(-1.9, 2.0))
    ax.axis("off")
    plots.show(fig, alt=alt)


def maps(groups, labels, *, alt):
    """Draw features in the plane of their two main directions, each as its digit.

    Parameters
    ----------
    groups : dict of str to array_like, shape (n, features)
    labels : array_like of int, shape (n,)
        The digit that each point is drawn as.
    alt : str
        Alternative text.
    """
    fig, axes = plots.figure(4.2 * len(groups), 4.0, ncols=len(groups), squeeze=False)
    for ax, (name, features) in zip(axes[0], groups.items(), strict=True):
        centred = np.asarray(features, dtype=float)
        centred = centred - centred.mean(axis=0)
        _, _, directions = np.linalg.svd(centred, full_matrices=False)
        flat = centred @ directions[:2].T
        for (x, y), label in zip(flat, labels, strict=True):
            color = plots.COLORS[int(label) % len(plots.COLORS)]
            ax.text(x, y, str(label), color=color, fontsize=8, ha="center", va="center")
        low, high = flat.min(axis=0), flat.max(axis=0)
        pad = 0.05 * (high - low)
        ax.set(xlim=(low - pad)[[0]].tolist() + (high + pad)[[0]].tolist())
        ax.set(ylim=(low - pad)[[1]].tolist() + (high + pad)[[1]].tolist())
        ax.set(title=name, xlabel="main direction", xticks=[], yticks=[])
    axes[0, 0].set_ylabel("second direction")
    plots.show(fig, alt=alt)


def rows(arms, *, xlabel, alt):
    """Draw a row for each arm: one dot a seed, and a bar at the mean.

    Parameters
    ----------
    arms : dict of str to array_like, shape (n_seeds,)
        Drawn from top to bottom.
    xlabel : str
    alt : str
        Alternative text.
    """
    fig, ax = plots.figure(6.4, 0.9 + 0.36 * len(arms))
    for row, values in enumerate(arms.values()):
        values, color = np.asarray(values), plots.COLORS[row % len(plots.COLORS)]
        jitter = np.linspace(-0.15, 0.15, values.size) if values.size > 1 else [0.0]
        ax.plot(values, row + np.asarray(jitter), "o", color=color, alpha=0.75)
        ax.vlines(values.mean(), row - 0.35, row + 0.35, color="black", linewidth=2)
    ax.set_yticks(range(len(arms)), list(arms))
    ax.set(xlabel=xlabel, ylim=(len(arms) - 0.5, -0.5))
    plots.show(fig, alt=alt)
