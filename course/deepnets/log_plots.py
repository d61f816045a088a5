"""Curves on a logarithmic scale, for what spans decades: losses and learning rates.

Drawn as those of `plots` are: dash and marker as well as colour, names at the ends.
"""

import numpy as np
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from deepnets import plots


def _paired(values):
    """Return x positions (from 1 where none are given) and values, (n_seeds, n)."""
    x, values = values if isinstance(values, tuple) else (None, values)
    values = np.atleast_2d(np.asarray(values, dtype=float))
    x = np.arange(1, values.shape[1] + 1) if x is None else np.asarray(x)
    return x, np.where(np.isfinite(values) & (values > 0), values, np.nan)


def _places(ends, low, high, gap=0.075):
    """Return heights for the labels, 0 to 1, in order and apart from each other."""
    heights = (np.log(ends) - np.log(low)) / (np.log(high) - np.log(low))
    heights, last = np.clip(heights, 0, 1), -np.inf
    for i in np.argsort(heights, kind="stable"):
        heights[i] = last = max(heights[i], last + gap)
    return heights


def log_curves(
    lines, *, ylabel, alt, ylim, xlabel="epoch", title=None, logx=False, level=None
):
    """Draw curves over seeds on a log scale: the mean, and the range as a band.

    Parameters
    ----------
    lines : dict of str to (array_like, array_like) or array_like
        For each label the values, shape (n_seeds, n_points) or (n_points,); or a pair
        of x positions, shape (n_points,), and values. Without positions: 1, 2, 3 ...
        Infinite and missing values leave a gap.
    ylabel, xlabel, title : str
        With the unit, where there is one.
    alt : str
        Alternative text.
    ylim : tuple of float
        Both positive. Where a curve leaves them, its label stays at the edge.
    logx : bool
        A logarithmic x axis too, with a tick at each point of the first curve.
    level : tuple of (float, str), optional
        A thin line at a value worth knowing, and its name.
    """
    fig, ax = plots.figure()
    ends = []
    for i, (label, values) in enumerate(lines.items()):
        x, values = _paired(values)
        finite = np.isfinite(values).any(axis=0)
        x, values = x[finite], values[:, finite]
        color, dash = plots.COLORS[i % 6], plots.DASHES[i % 6]
        marker = plots.MARKERS[i % 6] if values.shape[1] <= 30 else None
        mean = np.nanmean(values, axis=0)
        ax.plot(x, mean, color=color, linestyle=dash, marker=marker, linewidth=2)
        band = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
        ax.fill_between(x, *band, color=color, alpha=0.12)
        ends.append((mean[-1], label, color))
        if logx and i == 0:
            ax.set_xscale("log")
            if marker:
                ax.set_xticks(x, [f"{tick:g}" for tick in x])
                ax.minorticks_off()
    ax.set_yscale("log")
    ax.set_ylim(*ylim)
    if ylim[1] < 20 * ylim[0]:  # hardly a decade: more ticks, as plain numbers
        ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 3, 5)))
        ax.yaxis.set_major_formatter("{x:g}")
        ax.yaxis.set_minor_locator(NullLocator())
    if not logx:
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.margins(x=0.02)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    if level:
        ax.axhline(level[0], color="#555555", linewidth=1)
        ax.annotate(
            level[1],
            (0.99, level[0]),
            xycoords=("axes fraction", "data"),
            ha="right",
            va="bottom",
            fontsize=9,
            color="#555555",
        )
    places = _places(np.array([end for end, _, _ in ends]), *ylim)
    for height, (_, label, color) in zip(places, ends, strict=True):
        ax.annotate(
            label,
            (1.02, height),
            xycoords="axes fraction",
            color=color,
            va="center",
            annotation_clip=False,
        )
    plots.show(fig, alt=alt)
