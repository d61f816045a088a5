# %% a mask for the two sides, originals at the end  kind="right"
def split_and_enlarge(x, y, n_valid, copies, seed):
    rng = np.random.default_rng(seed)
    held = np.zeros(len(x), bool)
    held[rng.choice(len(x), n_valid, replace=False)] = True
    pictures, labels = [], []
    for _ in range(copies):
        pictures.append(turned(x[~held], int(rng.integers(2**31))))
        labels.append(y[~held])
    pictures.append(x[~held])
    labels.append(y[~held])
    return np.concatenate(pictures), np.concatenate(labels), x[held], y[held]


# %% repeated pictures turned at once, then shuffled  kind="right"
def split_and_enlarge(x, y, n_valid, copies, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    train, valid = order[:-n_valid], order[-n_valid:]
    many = np.repeat(train, copies)
    x_new = np.vstack([x[train], turned(x[many], seed)])
    y_new = np.hstack([y[train], y[many]])
    mixed = rng.permutation(len(x_new))
    return x_new[mixed], y_new[mixed], x[valid], y[valid]


# %% copies grown in a loop  kind="right"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    x, y = x[order], y[order]
    x_valid, x_kept, y_valid, y_kept = (
        x[:n_valid],
        x[n_valid:],
        y[:n_valid],
        y[n_valid:],
    )
    x_train, y_train = x_kept, y_kept
    for i in range(copies):
        x_train = np.append(x_train, turned(x_kept, 1000 * seed + i), axis=0)
        y_train = np.append(y_train, y_kept)
    return x_train, y_train, x_valid, y_valid


# %% enlarges before it splits  kind="wrong" lose=3 message="in training and in validation|Split first"
def split_and_enlarge(x, y, n_valid, copies, seed):
    rng = np.random.default_rng(seed)
    big = np.concatenate([x, *(turned(x, seed + i) for i in range(copies))])
    labels = np.tile(y, copies + 1)
    order = rng.permutation(len(big))
    valid, train = order[:n_valid], order[n_valid:]
    return big[train], labels[train], big[valid], labels[valid]


# %% leaks, with the counts right  kind="wrong" lose=3 message="in training and in validation"
def split_and_enlarge(x, y, n_valid, copies, seed):
    rng = np.random.default_rng(seed)
    big = np.concatenate([x, *(turned(x, seed + i) for i in range(copies))])
    labels = np.tile(y, copies + 1)
    order = rng.permutation(len(big))
    many = (len(x) - n_valid) * (copies + 1)
    valid, train = order[many : many + n_valid], order[:many]
    return big[train], labels[train], big[valid], labels[valid]


# %% augments the validation set  kind="wrong" lose=2 message="validation pictures"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    changed = [turned(x[train], seed + 1 + i) for i in range(copies)]
    x_train = np.concatenate([x[train], *changed])
    return x_train, np.tile(y[train], copies + 1), turned(x[valid], seed), y[valid]


# %% enlarges the validation set too  kind="wrong" lose=3 message="used as they are"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    out = []
    for side in (order[n_valid:], order[:n_valid]):
        changed = [turned(x[side], seed + 1 + i) for i in range(copies)]
        out += [np.concatenate([x[side], *changed]), np.tile(y[side], copies + 1)]
    return tuple(out)


# %% labels side by side, pictures in blocks  kind="wrong" lose=1 message="belong to other pictures"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    changed = [turned(x[train], seed + 1 + i) for i in range(copies)]
    x_train = np.concatenate([x[train], *changed])
    return x_train, np.repeat(y[train], copies + 1), x[valid], y[valid]


# %% labels are not shuffled with the pictures  kind="wrong" lose=1 message="belong to other pictures"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    changed = [turned(x[train], seed + 1 + i) for i in range(copies)]
    x_train = np.concatenate([x[train], *changed])
    return x_train, np.tile(y[n_valid:], copies + 1), x[valid], y[:n_valid]


# %% the first ones are held out  kind="wrong" lose=2 message="may be sorted by label"
def split_and_enlarge(x, y, n_valid, copies, seed):
    changed = [turned(x[n_valid:], seed + 1 + i) for i in range(copies)]
    x_train = np.concatenate([x[n_valid:], *changed])
    return x_train, np.tile(y[n_valid:], copies + 1), x[:n_valid], y[:n_valid]


# %% the same copy again and again  kind="wrong" lose=1 message="different pictures of one disc"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    changed = [turned(x[train], seed) for i in range(copies)]
    x_train = np.concatenate([x[train], *changed])
    return x_train, np.tile(y[train], copies + 1), x[valid], y[valid]


# %% the originals are thrown away  kind="wrong" lose=3 message="as they are belong to it too"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    x_train = np.concatenate([turned(x[train], seed + 1 + i) for i in range(copies)])
    return x_train, np.tile(y[train], copies), x[valid], y[valid]


# %% copies without a change  kind="wrong" lose=1 message="copies are not changed"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    x_train, y_train = (
        np.tile(x[train], (copies + 1, 1, 1)),
        np.tile(y[train], copies + 1),
    )
    return x_train, y_train, x[valid], y[valid]


# %% both pictures first, then both labels  kind="wrong" lose=3 message="in this order"
def split_and_enlarge(x, y, n_valid, copies, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    changed = [turned(x[train], seed + 1 + copy) for copy in range(copies)]
    x_train = np.concatenate([x[train], *changed])
    return x_train, x[valid], np.tile(y[train], copies + 1), y[valid]


# %% drawn with putting back  kind="wrong" lose=3 message="no two draws of the same"
def split_and_enlarge(x, y, n_valid, copies, seed):
    valid = np.random.default_rng(seed).integers(len(x), size=n_valid)
    train = np.setdiff1d(np.arange(len(x)), valid)
    changed = [turned(x[train], seed + 1 + copy) for copy in range(copies)]
    x_train = np.concatenate([x[train], *changed])
    return x_train, np.tile(y[train], copies + 1), x[valid], y[valid]
