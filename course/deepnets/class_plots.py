"""Figures of classifiers: who is taken for whom, and how a whole is shared out.

As in :mod:`deepnets.plots`, each is shown with an alt text and can be read in grey.
"""

import numpy as np

from deepnets import plots

HATCHES = ("", "///", "...", "xx")


def shares(groups, names, *, xlabel, ylabel, alt, title=None):
    """Draw grouped bars: for each name one bar of every group.

    Parameters
    ----------
    groups : dict of str to array_like, shape (n_names,)
        The heights, for each entry of the legend.
    names : sequence of str
        Written below the groups of bars.
    xlabel, ylabel, title : str
    alt : str
        Alternative text.
    """
    fig, ax = plots.figure()
    width = 0.8 / len(groups)
    for i, (label, heights) in enumerate(groups.items()):
        ax.bar(
            np.arange(len(names)) + (i - (len(groups) - 1) / 2) * width,
            heights,
            width,
            label=label,
            facecolor="white" if HATCHES[i] else plots.COLORS[i],
            edgecolor=plots.COLORS[i],
            hatch=HATCHES[i],
        )
    ax.set_xticks(range(len(names)), names)
    ax.grid(axis="x", visible=False)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    plots.show(fig, alt=alt)


def beliefs(pictures, titles, outputs, *, alt):
    """Draw pictures, and below each what some nets say of it, with the sum.

    Parameters
    ----------
    pictures : array_like, shape (n, height, width)
        0 is paper, 1 is ink.
    titles : sequence of str
        One a picture.
    outputs : dict of str to array_like, shape (n, n_classes)
        For each net its outputs, from 0 to 1.
    alt : str
        Alternative text.
    """
    n = len(pictures)
    fig, axes = plots.figure(
        0.6 + 1.9 * n, 1.2 + 1.3 * len(outputs), nrows=1 + len(outputs), ncols=n
    )
    axes = np.reshape(axes, (1 + len(outputs), n))
    for ax, picture, title in zip(axes[0], pictures, titles, strict=True):
        ax.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
        ax.set_title(title, fontsize=10)
        ax.axis("off")
    for i, (name, rows) in enumerate(outputs.items()):
        for ax, row in zip(axes[i + 1], np.asarray(rows), strict=True):
            ax.bar(range(len(row)), row, 0.75, color=plots.COLORS[i])
            ax.set(ylim=(0, 1.28), yticks=(0, 0.5, 1))
            ax.set_xticks(range(len(row)), range(len(row)), fontsize=8)
            ax.tick_params(axis="y", labelsize=8)
            ax.grid(axis="x", visible=False)
            ax.text(
                0.5,
                0.98,
                f"sum {row.sum():.2f}",
                transform=ax.transAxes,
                ha="center",
                va="top",
                fontsize=9,
            )
        axes[i + 1, 0].set_ylabel(name, fontsize=10)
    plots.show(fig, alt=alt)


def confusion(counts, names, *, alt, title=None):
    """Draw a confusion matrix: the counts, shaded by their share of the row.

    Parameters
    ----------
    counts : array_like of int, shape (n_classes, n_classes)
        A row for each true class, a column for each answer.
    names : sequence of str
        One a class.
    alt : str
        Alternative text.
    title : str, optional
    """
    counts = np.asarray(counts)
    share = 100 * counts / counts.sum(axis=1, keepdims=True).clip(1)
    side = 1.4 + 0.36 * len(names)
    fig, ax = plots.figure(side + 1.3, side)
    drawn = ax.imshow(share, cmap="Greys", norm="asinh", vmin=0, vmax=100)
    for (row, column), count in np.ndenumerate(counts):
        if count:
            color = "white" if share[row, column] > 12 else "black"
            ax.text(
                column, row, count, ha="center", va="center", color=color, fontsize=9
            )
    ax.set(xlabel="the net's answer", ylabel="the truth", title=title)
    ax.set_xticks(range(len(names)), names)
    ax.set_yticks(range(len(names)), names)
    ax.grid(visible=False)
    bar = fig.colorbar(drawn, ax=ax, shrink=0.8)
    bar.ax.minorticks_off()
    bar.set_ticks([0, 1, 10, 100], labels=["0", "1", "10", "100"])
    bar.set_label("share of the row (%, bent scale)")
    plots.show(fig, alt=alt)
