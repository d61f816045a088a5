"""Shows what a chapter's question came to at full scale, from a file beside it."""

import json
from pathlib import Path


def show(columns, path="reference.json"):
    """Print mean ± spread over seeds of a full-scale experiment, one row an arm.

    Parameters
    ----------
    columns : dict of str to str
        Numbers of the experiment and the titles of their columns. A title that ends in
        "(%)" shows a fraction as percent.
    path : str or Path
        A ``reference.json``, as ``make reference`` writes it.

    Raises
    ------
    FileNotFoundError
        If there is no such file: it belongs beside the notebook.
    KeyError
        If no arm has one of the numbers.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing: it comes with the chapter, beside the notebook."
        )
    found = json.loads(path.read_text())
    print(found["question"])
    for one in found["devices"]:
        known = {name for numbers in one["arms"].values() for name in numbers}
        missing = sorted(set(columns) - known)
        if missing:
            raise KeyError(f"No arm has {', '.join(missing)}; there are {known}.")
        rows = [["", *columns.values()]]
        for arm, numbers in one["arms"].items():
            cells = [_cell(numbers.get(n), title) for n, title in columns.items()]
            rows.append([arm, *cells])
        print("\n" + "\n".join(_aligned(rows)) + "\n")
        seeds = max(numbers["seeds"] for numbers in one["arms"].values())
        versions = ", ".join(
            f"{name} {number}"
            for name, number in one["software"].items()
            if name != "backend"
        )
        print(f"All digits, {seeds} seeds each. {one['device']}; {versions}.")
        print(f"By `{one['command']}`: {one['minutes']:.0f} minutes of one processor.")


def _cell(mean_and_spread, title):
    if mean_and_spread is None:
        return ""
    if title.endswith("(%)"):
        return "{:.2f} ± {:.2f}".format(*(100 * value for value in mean_and_spread))
    mean, spread = mean_and_spread
    if abs(mean) >= 1_000:  # a count
        return f"{mean:,.0f}" + (f" ± {spread:,.0f}" if spread else "")
    return f"{mean:.4g} ± {spread:.2g}"


def _aligned(rows):
    """Return lines of text: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [cell.rjust(w) for cell, w in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells])
