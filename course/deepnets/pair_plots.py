"""Figures of nets that compare two pictures.

As in :mod:`deepnets.plots`, each is shown with an alt text and can be read in grey.
"""

import numpy as np

from deepnets import plots

HATCHES = ("///", "...")


def meetings(groups, *, alt, classes=10):
    """Draw how often a first picture of one class met a second one of another.

    Parameters
    ----------
    groups : dict of str to (array_like of int, array_like of int)
        For each table the classes, 0 to ``classes`` - 1, of the first and of the second
        picture of every pair.
    alt : str
        Alternative text.
    classes : int
    """
    fig, axes = plots.figure(
        3.1 * len(groups), 3.3, ncols=len(groups), squeeze=False, sharey=True
    )
    for ax, (name, (first, second)) in zip(axes[0], groups.items(), strict=True):
        table = np.zeros((classes, classes))
        np.add.at(table, (np.asarray(first), np.asarray(second)), 1)
        share = 100 * table / table.sum(axis=1, keepdims=True).clip(1)
        drawn = ax.imshow(share, cmap="Greys", norm="asinh", vmin=0, vmax=100)
        ax.set(title=name, xlabel="second digit", xticks=range(classes))
        ax.set_yticks(range(classes))
        ax.grid(visible=False)
    axes[0, 0].set_ylabel("first digit")
    bar = fig.colorbar(drawn, ax=axes[0], shrink=0.8)
    bar.ax.minorticks_off()
    bar.set_ticks([0, 1, 11, 100], labels=["0", "1", "11", "100"])
    bar.set_label("share of the row (%, bent scale)")
    plots.show(fig, alt=alt)


def verdicts(different, *, alt):
    """Draw for each pair of classes what a rule says of them, and where it is wrong.

    Parameters
    ----------
    different : array_like of bool, shape (classes, classes)
        Whether the rule calls a first picture of one class and a second one of another
        different.
    alt : str
        Alternative text.
    """
    different = np.asarray(different, dtype=bool)
    classes = len(different)
    fig, ax = plots.figure(5.2, 3.6)
    ax.imshow(different, cmap="Blues", vmin=0, vmax=2.2)
    for i, j in np.argwhere(different == np.eye(classes, dtype=bool)):
        ax.text(j, i, "x", ha="center", va="center", color=plots.COLORS[1])
    ax.set(xlabel="second digit", ylabel="first digit")
    ax.set_xticks(range(classes))
    ax.set_yticks(range(classes))
    ax.grid(visible=False)
    names = ("blue: says different", "white: says same", "x: is wrong")
    for row, name in enumerate(names):
        ax.text(classes, row + 1, name, va="center")
    plots.show(fig, alt=alt)


def overlap(groups, *, xlabel, alt, border=None, bins=40):
    """Draw two histograms over each other, hatched differently.

    Parameters
    ----------
    groups : dict of str to array_like
        The numbers of each.
    xlabel : str
    alt : str
        Alternative text.
    border : float, optional
        Where to draw a dashed line.
    bins : int
    """
    fig, ax = plots.figure()
    edges = np.histogram_bin_edges(np.concatenate(list(groups.values())), bins)
    for i, (name, values) in enumerate(groups.items()):
        ax.hist(
            values,
            edges,
            histtype="stepfilled",
            facecolor="none",
            edgecolor=plots.COLORS[i],
            hatch=HATCHES[i],
            linestyle=plots.DASHES[i],
            linewidth=2,
            label=name,
        )
    if border is not None:
        ax.axvline(border, color="black", linestyle="--", label="best border")
    ax.set(xlabel=xlabel, ylabel="pairs")
    ax.legend(frameon=False)
    plots.show(fig, alt=alt)


def swapped(groups, *, alt):
    """Draw what nets say of a pair against what they say when it is swapped.

    Parameters
    ----------
    groups : dict of str to (array_like, array_like)
        For each net the two probabilities of every pair, shape (n_pairs,).
    alt : str
        Alternative text.
    """
    fig, axes = plots.figure(
        2.9 * len(groups) + 0.4, 3.7, ncols=len(groups), squeeze=False, sharey=True
    )
    for ax, (name, (there, back)) in zip(axes[0], groups.items(), strict=True):
        ax.plot(there, back, ".", color=plots.COLORS[0], alpha=0.4, markersize=5)
        ax.plot([0, 1], [0, 1], "--", color="black", linewidth=1)
        ax.set(title=name, xlabel="p(first, second)", aspect="equal")
    axes[0, 0].set_ylabel("p(second, first)")
    plots.show(fig, alt=alt)
