"""Finds the regions of a cell that students must not see, as nbgrader delimits them."""

SOLUTION = "SOLUTION"
HIDDEN_TESTS = "HIDDEN TESTS"


def split_region(source: str, kind: str) -> tuple[list[str], list[list[str]]]:
    """Split a cell's lines into the visible ones and the regions of ``kind``.

    Returns the visible lines and a list of regions, each a list of lines without the
    delimiters. Raises ValueError when a region is not closed, not opened or nested.
    """
    visible: list[str] = []
    regions: list[list[str]] = []
    inside = False
    for line in source.split("\n"):
        if f"BEGIN {kind}" in line:
            if inside:
                raise ValueError(f"### BEGIN {kind} inside another one")
            inside = True
            regions.append([])
        elif f"END {kind}" in line:
            if not inside:
                raise ValueError(f"### END {kind} without its ### BEGIN {kind}")
            inside = False
        else:
            (regions[-1] if inside else visible).append(line)
    if inside:
        raise ValueError(f"### BEGIN {kind} without its ### END {kind}")
    return visible, regions
