"""Draws histograms over time one behind the other, as TensorBoard's page does."""

import numpy as np
from matplotlib import colormaps
from matplotlib.ticker import MaxNLocator

from deepnets import plots

BINS = 60  # common to all histograms of a panel
PAD = 0.04  # of the range, free on either side


def rebin(buckets, edges):
    """Return the counts of a histogram in other bins.

    Parameters
    ----------
    buckets : array_like, shape (n, 3)
        Left edge, right edge and count of buckets side by side, as TensorBoard keeps
        them. A bucket without a width is a single value.
    edges : array_like, shape (m + 1,)
        Rising; the bins should cover the buckets.

    Returns
    -------
    ndarray, shape (m,)
        A bucket's count is shared out evenly over its width.
    """
    left, right, counts = np.asarray(buckets, dtype=float).T
    if left[0] == right[-1]:
        return np.histogram(left[:1], edges)[0] * counts.sum()
    below = np.concatenate([[0.0], np.cumsum(counts)])
    return np.diff(np.interp(edges, np.append(left[0], right), below))


def ridges(panels, *, xlabel, alt, columns=2, title=None):
    """Draw panels of histograms, the first step at the back and the last in front.

    Heights are relative to the highest peak of a panel: each panel shows shapes.

    Parameters
    ----------
    panels : dict of str to list of (int, array_like)
        By its title, the step and the buckets, shape (n, 3), of each histogram.
    xlabel : str
    alt : str
        Alternative text.
    columns : int
    title : str, optional
    """
    rows = -(-len(panels) // columns)
    fig, axes = plots.figure(
        4.1 * columns, 2.6 * rows, nrows=rows, ncols=columns, squeeze=False
    )
    for ax in axes.flat[len(panels) :]:
        ax.axis("off")
    for ax, (name, histograms) in zip(axes.flat, panels.items(), strict=False):
        _panel(ax, histograms)
        ax.set_title(name, fontsize=11)
        ax.set_xlabel(xlabel)
    for ax in axes[:, 0]:
        ax.set_ylabel("step")
    if title:
        fig.suptitle(title)
    plots.show(fig, alt=alt)


def _panel(ax, histograms):
    low = min(np.min(buckets[:, 0]) for _, buckets in histograms)
    high = max(np.max(buckets[:, 1]) for _, buckets in histograms)
    pad = PAD * (high - low) or PAD * abs(high) or PAD
    edges = np.linspace(low - pad, high + pad, BINS + 1)
    heights = [rebin(buckets, edges) for _, buckets in histograms]
    tallest = max(height.max() for height in heights)
    middle = (edges[1:] + edges[:-1]) / 2
    shades = colormaps["Blues"](np.linspace(0.25, 0.95, len(histograms)))
    for i, (height, shade) in enumerate(zip(heights, shades, strict=True)):
        base = len(histograms) - 1 - i  # the last in front, at the bottom
        top = base + 0.35 * len(histograms) * height / tallest
        ax.fill_between(
            middle, base, top, facecolor=shade, edgecolor="white", zorder=i + 2
        )
    shown = range(0, len(histograms), max(1, len(histograms) // 4))
    steps = [str(histograms[i][0]) for i in shown]
    ax.set_yticks([len(histograms) - 1 - i for i in shown], steps)
    ax.set_xlim(edges[0], edges[-1])
    ax.xaxis.set_major_locator(MaxNLocator(5))
