"""Figures of a search: what each trial came to, and what each ingredient is worth.

As in :mod:`deepnets.plots`, each is shown with an alt text and can be read in grey.
"""

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator

from deepnets import plots


def trials(values, errors, pruned, *, xlabel, ylabel, alt, title=None):
    """Draw the error of every trial against a hyperparameter, on two log scales.

    Parameters
    ----------
    values, errors : array_like of float, shape (n_trials,)
        The hyperparameter and the error, both positive, in the order of the trials.
    pruned : array_like of bool, shape (n_trials,)
        Which trials were given up early: drawn as crosses. The others are dots; the
        first trial and the best of those that were not pruned are named.
    xlabel, ylabel, title : str
    alt : str
        Alternative text.
    """
    values, errors = np.asarray(values, float), np.asarray(errors, float)
    pruned = np.asarray(pruned, bool)
    fig, ax = plots.figure()
    looks = (
        (~pruned, {"marker": "o", "color": plots.COLORS[0], "label": "finished"}),
        (pruned, {"marker": "x", "color": plots.COLORS[1], "label": "pruned"}),
    )
    for some, look in looks:
        if some.any():
            ax.scatter(values[some], errors[some], s=45, **look)
    best = int(np.where(pruned, np.inf, errors).argmin())
    names = {(0, 9): (0, "first"), (0, -17): (best, "best")}
    if best == 0:
        names = {(0, -17): (0, "first and best")}
    for offset, (trial, name) in names.items():
        place = values[trial], errors[trial]
        ax.annotate(name, place, offset, textcoords="offset points", ha="center")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.yaxis.set_major_formatter("{x:g}")
    ax.yaxis.set_minor_locator(NullLocator())
    ax.margins(y=0.15)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    plots.show(fig, alt=alt)


def gaps(rows, *, xlabel, alt, title=None):
    """Draw paired differences: a row each, with a dot a pair and a bar at the mean.

    Parameters
    ----------
    rows : dict of str to array_like, shape (n_pairs,)
        The differences, by what is compared; the first is drawn at the top. A line
        through the mean spans one standard error to either side.
    xlabel, title : str
    alt : str
        Alternative text.
    """
    fig, ax = plots.figure(7.0, 1.2 + 0.42 * len(rows))
    for place, values in enumerate(rows.values()):
        values = np.asarray(values, float)
        error = values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0
        mean, color = values.mean(), plots.COLORS[0]
        ax.plot(values, np.full(len(values), place), "o", color=color, alpha=0.55)
        ax.plot([mean - error, mean + error], [place, place], color="black", zorder=3)
        ax.plot(mean, place, "|", color="black", markersize=15, markeredgewidth=3)
    ax.axvline(0, color="#555555", linewidth=1)
    ax.set_yticks(range(len(rows)), list(rows))
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    ax.set(xlabel=xlabel, title=title)
    plots.show(fig, alt=alt)
