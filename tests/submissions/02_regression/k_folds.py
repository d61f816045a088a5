# %% scikit-learn's KFold  kind="right"
def k_folds(n, k, seed):
    from sklearn.model_selection import KFold

    cut = KFold(k, shuffle=True, random_state=seed)
    return list(cut.split(np.zeros((n, 1))))


# %% a number for each row, shuffled  kind="right"
def k_folds(n, k, seed):
    fold = np.random.default_rng(seed).permutation(np.arange(n) % k)
    return [(np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(k)]


# %% slices with steps, lists of ints  kind="right"
def k_folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n).tolist()
    pairs = []
    for i in range(k):
        valid = order[i::k]
        pairs.append((sorted(set(order) - set(valid)), valid))
    return tuple(pairs)


# %% does not shuffle  kind="wrong" lose=2 message="as it lies"
def k_folds(n, k, seed):
    folds = np.array_split(np.arange(n), k)
    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]


# %% draws each fold anew  kind="wrong" lose=2 message="Every row must validate once"
def k_folds(n, k, seed):
    rng = np.random.default_rng(seed)
    pairs = []
    for i in range(k):
        order = rng.permutation(n)
        size = n // k + (i < n % k)
        pairs.append((order[size:], order[:size]))
    return pairs


# %% swaps the pair  kind="wrong" lose=2 message="train holds all folds but one"
def k_folds(n, k, seed):
    folds = np.array_split(np.random.default_rng(seed).permutation(n), k)
    return [(fold, np.setdiff1d(np.arange(n), fold)) for fold in folds]


# %% rows left over are lost  kind="wrong" lose=2 message="Every row must validate once"
def k_folds(n, k, seed):
    order, size = np.random.default_rng(seed).permutation(n), n // k
    folds = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, fold), fold) for fold in folds]


# %% the last fold takes what is left over  kind="wrong" lose=2 message="differ by more than one row"
def k_folds(n, k, seed):
    order, size = np.random.default_rng(seed).permutation(n), n // k
    folds = np.split(order, [i * size for i in range(1, k)])
    return [(np.setdiff1d(order, fold), fold) for fold in folds]


# %% trains on everything  kind="wrong" lose=2 message="two parts"
def k_folds(n, k, seed):
    folds = np.array_split(np.random.default_rng(seed).permutation(n), k)
    return [(np.arange(n), fold) for fold in folds]


# %% the folds alone  kind="wrong" lose=2 message="pair"
def k_folds(n, k, seed):
    return np.array_split(np.random.default_rng(seed).permutation(n), k)


# %% one split only  kind="wrong" lose=2 message="list of 3 pairs"
def k_folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    return [(order[n // k :], order[: n // k])]


# %% ignores the seed  kind="wrong" lose=2 message="Two seeds gave the same folds"
def k_folds(n, k, seed):
    folds = np.array_split(np.random.default_rng(0).permutation(n), k)
    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]


# %% a list of folds to train on  kind="wrong" lose=2 message="np.concatenate joins folds"
def k_folds(n, k, seed):
    folds = np.array_split(np.random.default_rng(seed).permutation(n), k)
    return [(folds[:i] + folds[i + 1 :], folds[i]) for i in range(k)]
