# %% a dict from wine to its rows  kind="right"
def split_wines(x, seed, valid=0.1, test=0.1):
    rows = {}
    for i, row in enumerate(map(tuple, x)):
        rows.setdefault(row, []).append(i)
    groups = list(rows.values())
    order = np.random.default_rng(seed).permutation(len(groups))
    a, b = round(valid * len(groups)), round(test * len(groups))
    parts = order[a + b :], order[:a], order[a : a + b]
    return [[i for g in part for i in groups[g]] for part in parts]


# %% scikit-learn, by groups  kind="right"
def split_wines(x, seed, valid=0.1, test=0.1):
    from sklearn.model_selection import GroupShuffleSplit

    different, which = np.unique(x, axis=0, return_inverse=True)
    which, total = which.ravel(), len(different)
    a, b = round(valid * total), round(test * total)
    cut = GroupShuffleSplit(1, test_size=b, random_state=seed)
    rest, last = next(cut.split(x, groups=which))
    cut = GroupShuffleSplit(1, test_size=a, random_state=seed)
    train, middle = next(cut.split(x[rest], groups=which[rest]))
    return rest[train], rest[middle], last


# %% a number for each wine, drawn at random  kind="right"
def split_wines(x, seed, valid=0.1, test=0.1):
    import pandas as pd

    which = pd.DataFrame(x).groupby(list(range(x.shape[1]))).ngroup().to_numpy()
    total = which.max() + 1
    rank = np.random.default_rng(seed).random(total).argsort().argsort()[which]
    a, b = round(valid * total), round(test * total)
    where = np.where(rank < a, 1, np.where(rank < a + b, 2, 0))
    return tuple(np.flatnonzero(where == part) for part in range(3))


# %% splits rows  kind="wrong" lose=3 message="Deal out wines, not rows"
def split_wines(x, seed, valid=0.1, test=0.1):
    order = np.random.default_rng(seed).permutation(len(x))
    a, b = round(valid * len(x)), round(test * len(x))
    return order[a + b :], order[:a], order[a : a + b]


# %% throws the repeated rows away  kind="wrong" lose=3 message="leaves out rows"
def split_wines(x, seed, valid=0.1, test=0.1):
    _, first = np.unique(x, axis=0, return_index=True)
    order = np.random.default_rng(seed).permutation(first)
    a, b = round(valid * len(first)), round(test * len(first))
    return order[a + b :], order[:a], order[a : a + b]


# %% numbers of wines instead of rows  kind="wrong" lose=3 message="leaves out rows|position that no row"
def split_wines(x, seed, valid=0.1, test=0.1):
    total = len(np.unique(x, axis=0))
    order = np.random.default_rng(seed).permutation(total)
    a, b = round(valid * total), round(test * total)
    return order[a + b :], order[:a], order[a : a + b]


# %% sorted wines, not shuffled  kind="wrong" lose=3 message="Shuffle the wines"
def split_wines(x, seed, valid=0.1, test=0.1):
    different, which = np.unique(x, axis=0, return_inverse=True)
    which, total = which.ravel(), len(different)
    a, b = round(valid * total), round(test * total)
    parts = range(a + b, total), range(a), range(a, a + b)
    return [np.flatnonzero(np.isin(which, list(part))) for part in parts]


# %% shares of the rows  kind="wrong" lose=3 message="numbers of wines"
def split_wines(x, seed, valid=0.1, test=0.1):
    different, which = np.unique(x, axis=0, return_inverse=True)
    which = which.ravel()
    order = np.random.default_rng(seed).permutation(len(different))
    a, b = round(valid * len(x)), round(test * len(x))
    parts = order[a + b :], order[:a], order[a : a + b]
    return [np.flatnonzero(np.isin(which, part)) for part in parts]


# %% compares the first column only  kind="wrong" lose=3 message="numbers of wines|hold"
def split_wines(x, seed, valid=0.1, test=0.1):
    different, which = np.unique(x[:, 0] // 20, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(different))
    a, b = round(valid * len(different)), round(test * len(different))
    parts = order[a + b :], order[:a], order[a : a + b]
    return [np.flatnonzero(np.isin(which, part)) for part in parts]


# %% keeps training and test apart, not validation  kind="wrong" lose=3 message="are in training and in validation"
def split_wines(x, seed, valid=0.1, test=0.1):
    rng = np.random.default_rng(seed)
    different, which = np.unique(x, axis=0, return_inverse=True)
    tested = rng.permutation(len(different))[: round(test * len(different))]
    last = np.flatnonzero(np.isin(which.ravel(), tested))
    rest = rng.permutation(np.setdiff1d(np.arange(len(x)), last))
    a = round(valid * len(x))
    return rest[a:], rest[:a], last


# %% always the same seed  kind="wrong" lose=3 message="Two seeds gave the same"
def split_wines(x, seed, valid=0.1, test=0.1):
    different, which = np.unique(x, axis=0, return_inverse=True)
    order = np.random.default_rng(0).permutation(len(different))
    a, b = round(valid * len(different)), round(test * len(different))
    parts = order[a + b :], order[:a], order[a : a + b]
    return [np.flatnonzero(np.isin(which.ravel(), part)) for part in parts]


# %% another order of the parts  kind="wrong" lose=3 message="training first"
def split_wines(x, seed, valid=0.1, test=0.1):
    different, which = np.unique(x, axis=0, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(different))
    a = round(valid * len(different))
    b = a + round(test * len(different))
    return [np.flatnonzero(np.isin(which.ravel(), p)) for p in np.split(order, [a, b])]


# %% neighbours in the table only  kind="wrong" lose=3 message="are in training and in"
def split_wines(x, seed, valid=0.1, test=0.1):
    new = (np.diff(x, axis=0) != 0).any(axis=1)
    which = np.append(0, np.cumsum(new))
    order = np.random.default_rng(seed).permutation(which[-1] + 1)
    a, b = round(valid * len(order)), round(test * len(order))
    parts = order[a + b :], order[:a], order[a : a + b]
    return [np.flatnonzero(np.isin(which, part)) for part in parts]
