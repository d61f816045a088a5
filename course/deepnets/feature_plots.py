"""Figures of what a net makes of pictures: its features, seen from their widest side.

As in :mod:`deepnets.plots`, each is shown with an alt text and can be read in grey.
"""

import numpy as np

from deepnets import plots


def views(panels, labels, *, names, alt, limit=300):
    """Draw flat views of the same pictures side by side, a mark for each class.

    Parameters
    ----------
    panels : dict of str to ndarray, shape (n, 2)
        For each title the coordinates of the pictures.
    labels : ndarray of int, shape (n,)
        The classes, from 0.
    names : sequence of str
        What the classes are called; written at their middles, too.
    alt : str
        Alternative text.
    limit : int
        How many pictures are drawn, the first ones; the middles are of all.
    """
    fig, axes = plots.figure(4.2 * len(panels), 3.9, ncols=len(panels), squeeze=False)
    for ax, (title, points) in zip(axes[0], panels.items(), strict=True):
        for label in range(len(names)):
            some = points[:limit][labels[:limit] == label]
            ax.scatter(
                *some.T,
                s=20,
                marker=plots.MARKERS[label % len(plots.MARKERS)],
                color=plots.COLORS[label % len(plots.COLORS)],
                alpha=0.55,
                linewidths=0,
            )
        for label, name in enumerate(names):
            middle = np.mean(points[labels == label], axis=0)
            box = {"boxstyle": "circle,pad=0.2", "fc": "white", "ec": "#555555"}
            ax.text(*middle, name, ha="center", va="center", weight="bold", bbox=box)
        ax.set(title=title, xlabel="widest direction", ylabel="second widest direction")
    plots.show(fig, alt=alt)
