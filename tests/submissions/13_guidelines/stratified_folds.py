# %% scikit-learn  kind="right"
def stratified_folds(y, k, seed):
    from sklearn.model_selection import StratifiedKFold

    splitter = StratifiedKFold(k, shuffle=True, random_state=seed)
    return [held_out for _, held_out in splitter.split(np.zeros(len(y)), y)]


# %% each class split by itself  kind="right"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    folds = [[] for _ in range(k)]
    for label in sorted(set(y.tolist())):
        places = np.where(y == label)[0]
        rng.shuffle(places)
        for fold, some in zip(folds, np.array_split(places, k), strict=False):
            fold += some.tolist()
    return folds


# %% a fold number for each row  kind="right"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    fold_of = np.empty(len(y), int)
    seen = {}
    for position in order:
        label = int(y[position])
        fold_of[position] = seen.get(label, 0) % k
        seen[label] = seen.get(label, 0) + 1
    return [np.flatnonzero(fold_of == fold) for fold in range(k)]


# %% not stratified  kind="wrong" lose=2 message="not stratified"
def stratified_folds(y, k, seed):
    order = np.random.default_rng(seed).permutation(len(y))
    return np.array_split(order, k)


# %% blocks in the order of the data  kind="wrong" lose=2 message="not stratified"
def stratified_folds(y, k, seed):
    return np.array_split(np.arange(len(y)), k)


# %% the training parts  kind="wrong" lose=2 message="look like the training parts"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    dealt = np.concatenate(
        [rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]
    )
    return [np.setdiff1d(np.arange(len(y)), dealt[i::k]) for i in range(k)]


# %% loses the remainder  kind="wrong" lose=2 message="exactly once"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    folds = [[] for _ in range(k)]
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        size = len(places) // k
        for i in range(k):
            folds[i] += places[i * size : (i + 1) * size].tolist()
    return folds


# %% a new draw for every fold  kind="wrong" lose=2 message="exactly once"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    return [
        np.concatenate(
            [
                rng.choice(np.flatnonzero(y == label), np.sum(y == label) // k, False)
                for label in np.unique(y)
            ]
        )
        for _ in range(k)
    ]


# %% never shuffled  kind="wrong" lose=2 message="Two seeds gave the same folds"
def stratified_folds(y, k, seed):
    dealt = np.concatenate([np.flatnonzero(y == label) for label in np.unique(y)])
    return [dealt[fold::k] for fold in range(k)]


# %% the seed is not used  kind="wrong" lose=2 message="same seed gave other folds|Two seeds gave the same"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng()
    dealt = np.concatenate(
        [rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]
    )
    return [dealt[fold::k] for fold in range(k)]


# %% masks instead of positions  kind="wrong" lose=2 message="array of whole numbers"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    dealt = np.concatenate(
        [rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]
    )
    return [np.isin(np.arange(len(y)), dealt[fold::k]) for fold in range(k)]


# %% positions within the classes  kind="wrong" lose=2 message="exactly once"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    dealt = np.concatenate(
        [rng.permutation(np.sum(y == label)) for label in np.unique(y)]
    )
    return [dealt[fold::k] for fold in range(k)]


# %% the pairs of scikit-learn  kind="wrong" lose=2 message="keep the second"
def stratified_folds(y, k, seed):
    from sklearn.model_selection import StratifiedKFold

    return list(
        StratifiedKFold(k, shuffle=True, random_state=seed).split(np.zeros(len(y)), y)
    )


# %% labels are taken for 0, 1, 2  kind="wrong" lose=2 message="A whole label is missing"
def stratified_folds(y, k, seed):
    rng = np.random.default_rng(seed)
    folds = [[] for _ in range(k)]
    for label in range(len(np.unique(y))):
        for i, p in enumerate(rng.permutation(np.where(y == label)[0])):
            folds[i % k].append(p)
    return [np.array(f, dtype=int) for f in folds]
