# %% class by class, then shuffled  kind="right"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    first, second = [], []
    for c in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == c))
        second.append(places[:per_class])
        first.append(places[per_class:])
    return rng.permutation(np.concatenate(first)), rng.permutation(
        np.concatenate(second)
    )


# %% choice and setdiff1d  kind="right"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    second = np.concatenate(
        [
            rng.choice(np.where(labels == c)[0], per_class, replace=False)
            for c in set(labels.tolist())
        ]
    )
    first = np.setdiff1d(np.arange(len(labels)), second)
    rng.shuffle(first)
    rng.shuffle(second)
    return first, second


# %% a walk through a shuffled deck, lists  kind="right"
def split_parts(labels, per_class, seed):
    taken, first, second = {}, [], []
    for i in np.random.default_rng(seed).permutation(len(labels)):
        c = int(labels[i])
        if taken.get(c, 0) < per_class:
            taken[c] = taken.get(c, 0) + 1
            second.append(int(i))
        else:
            first.append(int(i))
    return first, second


# %% not balanced  kind="wrong" lose=2 message="balanced only on average"
def split_parts(labels, per_class, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    n = per_class * len(np.unique(labels))
    return order[n:], order[:n]


# %% the first part is everything  kind="wrong" lose=2 message="out of the first: a leak"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    second = [
        rng.choice(np.flatnonzero(labels == c), per_class, replace=False)
        for c in np.unique(labels)
    ]
    return rng.permutation(len(labels)), rng.permutation(np.concatenate(second))


# %% two independent draws  kind="wrong" lose=2 message="a leak"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    first, second = [], []
    for c in np.unique(labels):
        places = np.flatnonzero(labels == c)
        second.append(rng.permutation(places)[:per_class])
        first.append(rng.permutation(places)[per_class:])
    return rng.permutation(np.concatenate(first)), rng.permutation(
        np.concatenate(second)
    )


# %% swapped  kind="wrong" lose=2 message="parts are swapped"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    second = np.concatenate(
        [
            rng.permutation(np.flatnonzero(labels == c))[:per_class]
            for c in np.unique(labels)
        ]
    )
    first = np.setdiff1d(np.arange(len(labels)), second)
    return rng.permutation(second), rng.permutation(first)


# %% always the first pictures of a class  kind="wrong" lose=2 message="do not take the first ones"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    second = np.concatenate(
        [np.flatnonzero(labels == c)[:per_class] for c in np.unique(labels)]
    )
    first = np.setdiff1d(np.arange(len(labels)), second)
    return rng.permutation(first), rng.permutation(second)


# %% not shuffled  kind="wrong" lose=2 message="class by class"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    second = np.concatenate(
        [
            rng.permutation(np.flatnonzero(labels == c))[:per_class]
            for c in np.unique(labels)
        ]
    )
    return np.setdiff1d(np.arange(len(labels)), second), second


# %% per_class in all  kind="wrong" lose=2 message="counts the pictures of each class"
def split_parts(labels, per_class, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    return order[per_class:], order[:per_class]


# %% labels instead of positions  kind="wrong" lose=2 message="positions"
def split_parts(labels, per_class, seed):
    rng = np.random.default_rng(seed)
    second = np.concatenate(
        [
            rng.permutation(np.flatnonzero(labels == c))[:per_class]
            for c in np.unique(labels)
        ]
    )
    first = rng.permutation(np.setdiff1d(np.arange(len(labels)), second))
    return labels[first], labels[second]


# %% the global generator  kind="wrong" lose=2 message="two different splits"
def split_parts(labels, per_class, seed):
    order = np.random.permutation(len(labels))
    second = np.concatenate(
        [order[labels[order] == c][:per_class] for c in np.unique(labels)]
    )
    first = np.setdiff1d(order, second)
    return np.random.permutation(first), np.random.permutation(second)


# %% masks instead of positions  kind="wrong" lose=2 message="as a mask has"
def split_parts(labels, per_class, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    second = np.zeros(len(labels), dtype=bool)
    for c in np.unique(labels):
        second[order[labels[order] == c][:per_class]] = True
    return ~second, second


# %% only the first part is shuffled  kind="wrong" lose=2 message="class by class"
def split_parts(labels, per_class, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    chosen = [order[labels[order] == c][:per_class] for c in np.unique(labels)]
    second = np.concatenate(chosen)
    return order[~np.isin(order, second)], second
