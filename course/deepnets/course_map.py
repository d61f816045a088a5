"""The map of the course: its chapters, and which of them each one builds on."""

from typing import NamedTuple

from deepnets import plots


class Stop(NamedTuple):
    """A chapter on the map.

    Attributes
    ----------
    title : str
        Short, with line breaks.
    after : tuple of str
        Numbers of the chapters that it builds on directly.
    place : tuple of float
        Column and row; row 0 is at the top.
    """

    title: str
    after: tuple
    place: tuple


STOPS = {
    "01": Stop("neurons and\nbackpropagation", (), (2.5, 0)),
    "02": Stop("regression", ("01",), (2.5, 1)),
    "03": Stop("TensorBoard", ("02",), (0.5, 2)),
    "04": Stop("seizure\nor not", ("02",), (4.5, 2)),
    "05": Stop("ten digits", ("02",), (2.5, 2)),
    "06": Stop("the clinic", ("05",), (0, 3)),
    "07": Stop("sparse\nmodels", ("05",), (5, 3)),
    "08": Stop("schedules", ("05",), (1, 3)),
    "09": Stop("early stopping,\nl1 and l2", ("05",), (2, 3)),
    "10": Stop("dropout", ("05",), (3, 3)),
    "11": Stop("max-norm", ("09", "10"), (3.5, 4)),
    "12": Stop("augmentation", ("05",), (4, 3)),
    "13": Stop("the recipe", ("06", "08", "09", "10"), (1.5, 4)),
    "14": Stop("transfer", ("13",), (1.5, 5)),
    "15": Stop("pairs", ("14",), (3.5, 5)),
}
WIDTH, HEIGHT = 0.84, 0.56  # of a box, in columns and rows


def draw(done=()):
    """Draw the chapters as boxes, with an arrow from what comes before.

    Parameters
    ----------
    done : iterable of str
        Numbers of the chapters that you have been through, such as ``"01"``: shaded.

    Raises
    ------
    ValueError
        If there is no such chapter.
    """
    unknown = sorted(set(done) - set(STOPS))
    if unknown:
        raise ValueError(f'No chapter {unknown[0]!r}; there are "01" to "15".')
    fig, ax = plots.figure(9.2, 6.4)
    for number, (title, after, (x, y)) in STOPS.items():
        face = "#cfe3f1" if number in done else "white"
        box = {"boxstyle": "round,pad=0.02,rounding_size=0.06"}
        corner = (x - WIDTH / 2, y - HEIGHT / 2)
        ax.add_patch(_box(corner, face, **box))
        ax.text(x, y - 0.14, number, ha="center", va="center", weight="bold")
        ax.text(x, y + 0.1, title, ha="center", va="center", fontsize=9.5)
        for before in after:
            u, v = STOPS[before].place
            beside = v == y  # two boxes of one row
            turn = (1 if x > u else -1) * WIDTH / 2 * beside
            drop = HEIGHT / 2 * (not beside)
            ax.annotate(
                "",
                (x - turn, y - drop - 0.03 * (not beside)),
                (u + turn, v + drop + 0.03 * (not beside)),
                arrowprops={"arrowstyle": "-|>", "color": "#666666", "shrinkA": 2},
            )
    ax.set(xlim=(-0.55, 5.55), ylim=(5.4, -0.4))
    ax.axis("off")
    plots.show(fig, alt=_in_words())


def _box(corner, face, **settings):
    from matplotlib.patches import FancyBboxPatch

    return FancyBboxPatch(
        corner, WIDTH, HEIGHT, facecolor=face, edgecolor=plots.COLORS[0], **settings
    )


def _in_words():
    """Return the map as text, for who cannot see it."""
    parts = []
    for number, (title, after, _) in STOPS.items():
        before = f" after {' and '.join(after)}" if after else " comes first"
        parts.append(f"{number}, {' '.join(title.split())},{before}")
    return "Map of the chapters: " + "; ".join(parts) + "."
