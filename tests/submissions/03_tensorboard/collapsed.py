# %% one comprehension  kind="right"
def collapsed(histograms):
    def same(b):
        return b[-1, 1] - b[0, 0] <= 1e-3 * np.abs(b[:, :2]).max()

    return sorted(t for t, b in histograms.items() if b[:, 2].sum() >= 2 and same(b))


# %% edges first  kind="right"
def collapsed(histograms):
    tags = []
    for tag in sorted(histograms):
        left, right, count = np.asarray(histograms[tag]).T
        size = max(abs(left[0]), abs(right[-1]))
        if count.sum() < 2:
            continue
        if right[-1] - left[0] > size / 1000:
            continue
        tags.append(tag)
    return tags


# %% with min and max  kind="right"
def collapsed(histograms):
    found = set()
    for tag, b in histograms.items():
        edges = b[:, :2]
        narrow = edges.max() - edges.min() <= 0.001 * max(edges.max(), -edges.min())
        if narrow and sum(b[:, 2]) > 1.5:
            found.add(tag)
    return sorted(found)


# %% exactly equal only  kind="wrong" lose=2 message="rounding"
def collapsed(histograms):
    return sorted(
        t for t, b in histograms.items() if b[-1, 1] == b[0, 0] and b[:, 2].sum() > 1
    )


# %% single values too  kind="wrong" lose=2 message="A single value says nothing"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if b[-1, 1] - b[0, 0] <= 1e-3 * np.abs(b[:, :2]).max()
    )


# %% one bucket is enough  kind="wrong" lose=2 message="rounding|spread"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if (b[:, 2] > 0).sum() == 1 and b[:, 2].sum() > 1
    )


# %% an absolute limit  kind="wrong" lose=2 message="value\(s\) from"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if b[-1, 1] - b[0, 0] <= 1e-3 and b[:, 2].sum() > 1
    )


# %% a negative edge  kind="wrong" lose=2 message="without its sign"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if b[-1, 1] - b[0, 0] <= 1e-3 * b[-1, 1] and b[:, 2].sum() > 1
    )


# %% strictly smaller  kind="wrong" lose=2 message="Zeros are equal"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if b[-1, 1] - b[0, 0] < 1e-3 * np.abs(b[:, :2]).max() and b[:, 2].sum() > 1
    )


# %% not sorted  kind="wrong" lose=2 message="Sort the tags"
def collapsed(histograms):
    return sorted(
        (
            t
            for t, b in histograms.items()
            if b[-1, 1] - b[0, 0] <= 1e-3 * np.abs(b[:, :2]).max() and b[:, 2].sum() > 1
        ),
        reverse=True,
    )


# %% the first bucket's width  kind="wrong" lose=2 message="does not belong"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if b[0, 1] - b[0, 0] <= 1e-3 * np.abs(b[:, :2]).max() and b[:, 2].sum() > 1
    )


# %% isclose  kind="wrong" lose=2 message="a thousandth of the largest edge"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if np.isclose(b[0, 0], b[-1, 1]) and b[:, 2].sum() > 1
    )


# %% three values at least  kind="wrong" lose=2 message="2 value\(s\) from"
def collapsed(histograms):
    return sorted(
        t
        for t, b in histograms.items()
        if b[-1, 1] - b[0, 0] <= 1e-3 * np.abs(b[:, :2]).max() and b[:, 2].sum() > 2
    )


# %% a ratio, which zeros have not  kind="wrong" lose=2 message="Zeros are equal"
def collapsed(histograms):
    with np.errstate(invalid="ignore"):
        return sorted(
            t
            for t, b in histograms.items()
            if np.ptp(b[:, :2]) / np.abs(b[:, :2]).max() <= 1e-3 and b[:, 2].sum() > 1
        )


# %% a dict of the histograms themselves  kind="wrong" lose=2 message="must return a list"
def collapsed(histograms):
    return {
        t: b
        for t, b in histograms.items()
        if b[-1, 1] - b[0, 0] <= 1e-3 * np.abs(b[:, :2]).max() and b[:, 2].sum() > 1
    }
