# %% a loop over rows  kind="right"
def select_digits(parts, wanted):
    chosen = {}
    for name in parts:
        x, y = parts[name]
        rows = [i for i in range(len(y)) if int(y[i]) in wanted]
        labels = [wanted.index(int(y[i])) for i in rows]
        chosen[name] = (x[rows], np.array(labels, dtype="int64"))
    return chosen


# %% a table of new labels  kind="right"
def select_digits(parts, wanted):
    table = np.full(10, -1)
    table[wanted] = np.arange(len(wanted))

    def one(x, y):
        labels = table[y]
        return [x[labels >= 0], labels[labels >= 0]]

    return {name: one(*part) for name, part in parts.items()}


# %% by comparing with all wanted digits at once  kind="right"
def select_digits(parts, wanted):
    chosen = {}
    for name, (x, y) in parts.items():
        same = y[:, None] == np.array(wanted)[None]
        keep = same.any(axis=1)
        chosen[name] = x[keep], same[keep].argmax(axis=1)
    return chosen


# %% only the training digits  kind="wrong" lose=1 message="every part has to be selected"
def select_digits(parts, wanted):
    x, y = parts["train"]
    keep = np.isin(y, wanted)
    labels = np.array([wanted.index(d) for d in y[keep]])
    return {**parts, "train": (x[keep], labels)}


# %% the test digits are forgotten  kind="wrong" lose=1 message="every part has to be selected"
def select_digits(parts, wanted):
    chosen = dict(parts)
    for name in ("train", "valid"):
        x, y = parts[name]
        keep = np.isin(y, wanted)
        chosen[name] = x[keep], np.array([wanted.index(d) for d in y[keep]])
    return chosen


# %% the old labels  kind="wrong" lose=1 message="These are the old labels"
def select_digits(parts, wanted):
    return {
        name: (x[np.isin(y, wanted)], y[np.isin(y, wanted)])
        for name, (x, y) in parts.items()
    }


# %% subtracts the smallest  kind="wrong" lose=1 message="works for neighbours only"
def select_digits(parts, wanted):
    chosen = {}
    for name, (x, y) in parts.items():
        keep = np.isin(y, wanted)
        chosen[name] = x[keep], y[keep] - min(wanted)
    return chosen


# %% labels in sorted order  kind="wrong" lose=1 message="sorted or not"
def select_digits(parts, wanted):
    chosen = {}
    for name, (x, y) in parts.items():
        keep = np.isin(y, wanted)
        chosen[name] = x[keep], np.searchsorted(sorted(wanted), y[keep])
    return chosen


# %% rows are not selected  kind="wrong" lose=1 message="wrong shape|selected by the same mask"
def select_digits(parts, wanted):
    return {
        name: (x, np.array([wanted.index(d) for d in y if d in wanted], int))
        for name, (x, y) in parts.items()
    }


# %% validation digits leak into training  kind="wrong" lose=1 message="nothing from another part"
def select_digits(parts, wanted):
    x = np.concatenate([parts["train"][0], parts["valid"][0]])
    y = np.concatenate([parts["train"][1], parts["valid"][1]])
    chosen = {}
    for name, (x_some, y_some) in {**parts, "train": (x, y)}.items():
        keep = np.isin(y_some, wanted)
        labels = [wanted.index(d) for d in y_some[keep]]
        chosen[name] = x_some[keep], np.array(labels, int)
    return chosen


# %% relabels in place  kind="wrong" lose=1 message="changed its argument"
def select_digits(parts, wanted):
    chosen = {}
    for name, (x, y) in parts.items():
        keep = np.isin(y, wanted)
        labels = np.array([wanted.index(d) for d in y[keep]], int)
        y[keep] = labels
        chosen[name] = x[keep], labels
    return chosen


# %% sorted by label  kind="wrong" lose=1 message="in their old order"
def select_digits(parts, wanted):
    chosen = {}
    for name, (x, y) in parts.items():
        rows = np.concatenate([np.flatnonzero(y == d) for d in wanted])
        labels = np.concatenate(
            [np.full(np.sum(y == d), k) for k, d in enumerate(wanted)]
        )
        chosen[name] = x[rows], labels
    return chosen


# %% lists of rows  kind="right"
def select_digits(parts, wanted):
    out = {}
    for name, (x, y) in parts.items():
        pairs = [
            (row, wanted.index(d))
            for row, d in zip(x.tolist(), y.tolist())
            if d in wanted
        ]
        out[name] = [p[0] for p in pairs], [p[1] for p in pairs]
    return out


# %% relabels one digit after the other, in place  kind="wrong" lose=1 message="has just been written"
def select_digits(parts, wanted):
    out = {}
    for name, (x, y) in parts.items():
        keep = np.isin(y, wanted)
        new = y[keep].copy()
        for k, d in enumerate(wanted):
            new[new == d] = k
        out[name] = (x[keep], new)
    return out


# %% labels are floats  kind="wrong" lose=1 message="must be whole numbers"
def select_digits(parts, wanted):
    out = {}
    for name, (x, y) in parts.items():
        keep = np.isin(y, wanted)
        old = y[keep]
        new = np.zeros(len(old))
        for k, d in enumerate(wanted):
            new[old == d] = k
        out[name] = (x[keep], new)
    return out


# %% always the digits 0 to 4  kind="wrong" lose=1 message="not always 0 to 4"
def select_digits(parts, wanted):
    return {n: (x[y <= 4], y[y <= 4]) for n, (x, y) in parts.items()}
