"""The figures that chapters share. Each is shown with an alt text, as one HTML image.

Lines differ in dash and marker as well as in colour, and carry their name at their end,
so that a figure can be read in grey. Colours are those of Okabe and Ito (2008).
"""

import base64
import html
import io

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES = ("-", "--", ":", "-.", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3)))
MARKERS = ("o", "s", "^", "D", "v", "P")
SCREEN_DPI, SHARPNESS = 80, 2  # pixels an inch on screen; stored at twice that

STYLE = {
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e3e3e3",
    "figure.constrained_layout.use": True,
    "svg.hashsalt": "deepnets",
}


class Image:
    """A PNG with its alt text, shown by Jupyter as ``<img alt=...>``."""

    def __init__(self, png, alt, width):
        self.png, self.alt, self.width = png, alt, width

    def _repr_html_(self):
        data = base64.b64encode(self.png).decode()
        return (
            f'<img src="data:image/png;base64,{data}" width="{self.width}" '
            f'style="background: white" alt="{html.escape(self.alt)}">'
        )

    def __repr__(self):
        return f"Figure: {self.alt}"


def figure(width=7.0, height=3.4, **subplots):
    """Return ``(figure, axes)`` in the style of the course; sizes in inches."""
    with plt.rc_context(STYLE):
        return plt.subplots(figsize=(width, height), **subplots)


def show(fig, *, alt):
    """Display a figure with its alt text, and close it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    alt : str
        What a person who cannot see the figure should know: at least 20 characters.

    Raises
    ------
    ValueError
        If the alt text is missing or too short to say anything.
    """
    from IPython.display import display

    if len(alt.strip()) < 20:
        raise ValueError(f"This alt text says too little: {alt!r}")
    buffer = io.BytesIO()
    # no version of matplotlib in the file: the same figure gives the same bytes
    metadata = {"Software": None}
    fig.savefig(buffer, dpi=SCREEN_DPI * SHARPNESS, metadata=metadata)
    width = round(fig.get_figwidth() * SCREEN_DPI)
    plt.close(fig)
    display(Image(buffer.getvalue(), " ".join(alt.split()), width))


def _spread(values):
    values = np.atleast_2d(values)
    spread = values.std(axis=0, ddof=1) if len(values) > 1 else 0 * values[0]
    return values.mean(axis=0), spread


def _name_line_ends(ax, ends):
    """Write each label beside the end of its line, pushed apart where they collide."""
    low, high = ax.get_ylim()
    gap = (high - low) * 0.075
    last = -np.inf
    for y, label, color in sorted(ends):
        last = max(y, last + gap)
        ax.annotate(
            label,
            (1.02, last),
            xycoords=("axes fraction", "data"),
            color=color,
            va="center",
            annotation_clip=False,
        )


def curves(lines, *, ylabel, alt, xlabel="epoch", title=None, ylim=None, logx=False):
    """Draw curves over seeds: the mean as a line, ± one standard deviation as a band.

    Parameters
    ----------
    lines : dict of str to (array_like, array_like) or array_like
        For each label the values, shape (n_seeds, n_points) or (n_points,); or a pair
        of x positions, shape (n_points,), and values. Without positions: 1, 2, 3 ...
    ylabel, xlabel, title : str
        With the unit, where there is one.
    alt : str
        Alternative text.
    ylim : tuple of float, optional
    logx : bool
        A logarithmic x axis, with markers at the points.
    """
    fig, ax = figure()
    ends = []
    for i, (label, values) in enumerate(lines.items()):
        x, values = values if isinstance(values, tuple) else (None, values)
        mean, spread = _spread(values)
        x = np.arange(1, len(mean) + 1) if x is None else np.asarray(x)
        color, dash = COLORS[i % len(COLORS)], DASHES[i % len(DASHES)]
        marker = MARKERS[i % len(MARKERS)] if logx else None
        ax.plot(x, mean, color=color, linestyle=dash, marker=marker, linewidth=2)
        ax.fill_between(x, mean - spread, mean + spread, color=color, alpha=0.15)
        ends.append((mean[-1], label, color))
    if logx:
        ax.set_xscale("log")
        ax.set_xticks(x, [f"{tick:g}" for tick in x])
        ax.minorticks_off()
    elif np.array_equal(x, np.round(x)):  # epochs are whole
        ax.xaxis.set_major_locator(
            MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True)
        )
    if ylim:
        ax.set_ylim(*ylim)
    ax.margins(x=0.02)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    _name_line_ends(ax, ends)
    show(fig, alt=alt)


def compare(groups, *, ylabel, alt, title=None):
    """Draw one dot a seed and a bar at the mean, for arms within groups.

    Parameters
    ----------
    groups : dict of str to dict of str to array_like
        ``{group: {arm: values, shape (n_seeds,)}}``. Every group has the same arms.
    ylabel, title : str
    alt : str
        Alternative text.
    """
    fig, ax = figure(width=2.6 + 1.7 * len(groups), height=3.6)
    arms = list(next(iter(groups.values())))
    for g, values in enumerate(groups.values()):
        for a, arm in enumerate(arms):
            x = g + (a - (len(arms) - 1) / 2) * 0.8 / len(arms)
            y = np.asarray(values[arm])
            jitter = np.linspace(-0.06, 0.06, len(y)) if len(y) > 1 else 0
            ax.plot(
                x + jitter,
                y,
                MARKERS[a],
                color=COLORS[a],
                alpha=0.75,
                label=arm if g == 0 else None,
            )
            ax.hlines(y.mean(), x - 0.13, x + 0.13, color="black", linewidth=2)
    ax.set_xticks(range(len(groups)), list(groups))
    ax.set_xlim(-0.6, len(groups) - 0.4)
    ax.grid(axis="x", visible=False)
    ax.set(ylabel=ylabel, title=title)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    show(fig, alt=alt)


def images(pictures, titles, *, alt, columns=10):
    """Draw grey pictures in rows, each under its title.

    Parameters
    ----------
    pictures : ndarray, shape (n, height, width)
        0 is black, 1 is white; shown as ink on paper, dark on white.
    titles : sequence of str
    alt : str
        Alternative text.
    columns : int
    """
    rows = -(-len(pictures) // columns)
    fig, axes = figure(columns * 0.85, rows * 1.15, nrows=rows, ncols=columns)
    for ax in np.ravel(axes):
        ax.axis("off")
    for ax, picture, title in zip(np.ravel(axes), pictures, titles, strict=False):
        ax.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
        ax.set_title(title, fontsize=9)
    show(fig, alt=alt)


def networks(layers, kept, titles, *, names, alt):
    """Draw the same net several times, each with some of its neurons dropped.

    Parameters
    ----------
    layers : sequence of int
        Neurons a layer, inputs first.
    kept : sequence of sequence of array_like of bool
        For each net and layer, which neurons take part, shape (neurons,).
    titles : sequence of str
        One a net.
    names : sequence of str
        One a layer, written below it.
    alt : str
        Alternative text.
    """
    fig, axes = figure(3.1 * len(kept), 3.2, ncols=len(kept), squeeze=False)
    for ax, net, title in zip(axes[0], kept, titles, strict=True):
        _network(ax, layers, [np.asarray(layer, dtype=bool) for layer in net])
        for column, name in enumerate(names):
            y = -max(layers) / 2 - 0.4
            ax.text(column, y, name, ha="center", fontsize=9, color="#555555")
        ax.set_title(title, fontsize=11)
    show(fig, alt=alt)


def _network(ax, layers, kept):
    places = [
        [(column, row - (size - 1) / 2) for row in range(size)]
        for column, size in enumerate(layers)
    ]
    for left in range(len(layers) - 1):
        for i, (x0, y0) in enumerate(places[left]):
            for j, (x1, y1) in enumerate(places[left + 1]):
                if kept[left][i] and kept[left + 1][j]:
                    ax.plot(
                        [x0, x1], [y0, y1], color="#8a8a8a", linewidth=0.8, zorder=1
                    )
    for column, points in enumerate(places):
        for i, (x, y) in enumerate(points):
            alive = kept[column][i]
            face, edge = ("#0072B2", "#0072B2") if alive else ("white", "#b0b0b0")
            ax.scatter(x, y, s=170, facecolor=face, edgecolor=edge, zorder=2)
            if not alive:
                ax.scatter(x, y, s=70, marker="x", color="#D55E00", zorder=3)
    ax.margins(0.12)
    ax.axis("off")
