"""Figures of a net's weights: how large they are, and what a sparse net is worth.

As in :mod:`deepnets.plots`, each is shown with an alt text and can be read in grey.
"""

import numpy as np

from deepnets import plots

TICKS = (100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)  # percent


def histograms(groups, *, xlabel, alt, xlim, title=None, bins=80):
    """Draw one histogram beside the other, on one log scale of counts.

    Exact zeros are counted apart: a black bar at 0, with their share written above.

    Parameters
    ----------
    groups : dict of str to array_like
        The numbers of each histogram, of any shape.
    xlabel : str
    alt : str
        Alternative text.
    xlim : tuple of float
        Where the axis begins and ends; what lies beyond is counted at its ends.
    title : str, optional
    bins : int
    """
    fig, axes = plots.figure(
        0.8 + 2.6 * len(groups), 3.2, ncols=len(groups), sharey=True, squeeze=False
    )
    edges = np.linspace(*xlim, bins + 1)
    for ax, (name, values) in zip(axes[0], groups.items(), strict=True):
        values = np.ravel(values)
        zeros = int((values == 0).sum())
        ax.hist(np.clip(values[values != 0], *xlim), edges, color=plots.COLORS[0])
        if zeros:
            width = 1.5 * (edges[1] - edges[0])
            ax.bar(0, zeros, width, color="black")
        share = f"{zeros / values.size:.0%} exactly 0" if zeros else "none exactly 0"
        ax.set_title(f"{name}\n{share}", fontsize=11)
        ax.set(yscale="log", xlabel=xlabel, xlim=xlim)
    axes[0, 0].set_ylabel("weights (log scale)")
    if title:
        fig.suptitle(title)
    plots.show(fig, alt=alt)


def tradeoff(arms, *, ylabel, alt, title=None, ylim=None):
    """Draw a measure against the share of weights that are left, full nets on the left.

    Parameters
    ----------
    arms : dict of str to (array_like, array_like)
        For each arm the share of weights left in percent and the measure, both of shape
        (n_seeds, n_points); means are joined by a line, bars show ± one standard
        deviation of the measure.
    ylabel, title : str
    alt : str
        Alternative text.
    ylim : tuple of float, optional
    """
    fig, ax = plots.figure(7.6, 4.0)
    for i, (name, (left, values)) in enumerate(arms.items()):
        left, values = np.atleast_2d(left), np.atleast_2d(values)
        spread = values.std(axis=0, ddof=1) if len(values) > 1 else None
        ax.errorbar(
            left.mean(axis=0),
            values.mean(axis=0),
            spread,
            color=plots.COLORS[i % len(plots.COLORS)],
            linestyle=plots.DASHES[i % len(plots.DASHES)],
            marker=plots.MARKERS[i % len(plots.MARKERS)],
            linewidth=2,
            elinewidth=1,
            capsize=3,
            label=name,
        )
    ax.set_xscale("log")
    low, high = ax.get_xlim()
    ticks = [tick for tick in TICKS if low <= tick <= high]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.set_xlim(high, low)
    if ylim:
        ax.set_ylim(*ylim)
    ax.set(xlabel="weights left (%, log scale)", ylabel=ylabel, title=title)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    plots.show(fig, alt=alt)


def pixel_maps(maps, *, alt):
    """Draw maps of an image's pixels side by side, each dark where it is largest.

    Parameters
    ----------
    maps : dict of str to ndarray, shape (height, width)
        Numbers that are not negative, by title.
    alt : str
        Alternative text.
    """
    fig, axes = plots.figure(1.75 * len(maps), 2.3, ncols=len(maps), squeeze=False)
    for ax, (title, numbers) in zip(axes[0], maps.items(), strict=True):
        ax.imshow(numbers, cmap="gray_r", vmin=0)
        ax.set_title(title, fontsize=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
    plots.show(fig, alt=alt)
