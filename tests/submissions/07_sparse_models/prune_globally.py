# %% with zero_smallest on the pool  kind="right"
def prune_globally(weights, share):
    kernels = [w for w in weights if w.ndim >= 2]
    pool = np.concatenate([k.reshape(-1) for k in kernels])
    order = np.argsort(np.abs(pool), kind="stable")
    pool[order[: round(share * len(pool))]] = 0
    parts = iter(np.split(pool, np.cumsum([k.size for k in kernels])[:-1]))
    return [next(parts).reshape(w.shape) if w.ndim >= 2 else w.copy() for w in weights]


# %% masks from ranks  kind="right"
def prune_globally(weights, share):
    is_kernel = [w.ndim > 1 for w in weights]
    sizes = [w.size if k else 0 for w, k in zip(weights, is_kernel, strict=False)]
    pool = np.concatenate(
        [w.ravel() for w, k in zip(weights, is_kernel, strict=False) if k]
    )
    rank = np.argsort(np.argsort(np.abs(pool), kind="stable"), kind="stable")
    alive = rank >= round(share * pool.size)
    starts = np.cumsum([0, *sizes])
    return [
        w * alive[a : a + w.size].reshape(w.shape) if k else w
        for w, k, a in zip(weights, is_kernel, starts, strict=False)
    ]


# %% a list of places, sorted  kind="right"
def prune_globally(weights, share):
    new = [np.array(w) for w in weights]
    places = [(i, j) for i, w in enumerate(new) if w.ndim > 1 for j in range(w.size)]
    places.sort(key=lambda place: abs(new[place[0]].flat[place[1]]))
    for i, j in places[: round(share * len(places))]:
        new[i].flat[j] = 0
    return tuple(new)


# %% each layer by itself  kind="wrong" lose=3 message="Each layer lost its own share"
def prune_globally(weights, share):
    new = []
    for w in weights:
        w = w.copy()
        if w.ndim > 1:
            order = np.argsort(np.abs(w), axis=None)
            w.flat[order[: round(share * w.size)]] = 0
        new.append(w)
    return new


# %% biases are pruned too  kind="wrong" lose=3 message="Biases are small and do much"
def prune_globally(weights, share):
    pool = np.concatenate([w.ravel() for w in weights])
    pool[np.argsort(np.abs(pool))[: round(share * pool.size)]] = 0
    new, used = [], 0
    for w in weights:
        new.append(pool[used : used + w.size].reshape(w.shape))
        used += w.size
    return new


# %% biases are in the pool, though not pruned  kind="wrong" lose=3 message="Are biases in the pool"
def prune_globally(weights, share):
    pool = np.sort(np.abs(np.concatenate([w.ravel() for w in weights])))
    threshold = pool[round(share * pool.size) - 1]
    return [
        np.where(np.abs(w) <= threshold, 0, w) if w.ndim > 1 else w for w in weights
    ]


# %% a threshold, which ties defeat  kind="wrong" lose=3 message="a threshold takes all of them or none"
def prune_globally(weights, share):
    pool = np.sort(np.abs(np.concatenate([w.ravel() for w in weights if w.ndim > 1])))
    count = round(share * pool.size)
    threshold = pool[count - 1] if count else -1.0
    return [
        np.where(np.abs(w) <= threshold, 0, w) if w.ndim > 1 else w for w in weights
    ]


# %% in place  kind="wrong" lose=3 message="changed its argument weights"
def prune_globally(weights, share):
    pool = np.concatenate([w.ravel() for w in weights if w.ndim > 1])
    pool[np.argsort(np.abs(pool))[: round(share * pool.size)]] = 0
    used = 0
    for w in weights:
        if w.ndim > 1:
            w[...] = pool[used : used + w.size].reshape(w.shape)
            used += w.size
    return weights


# %% every other array is a kernel  kind="wrong" lose=3 message="wrong number of entries"
def prune_globally(weights, share):
    pool = np.concatenate([w.ravel() for w in weights[::2]])
    pool[np.argsort(np.abs(pool))[: round(share * pool.size)]] = 0
    new, used = list(weights), 0
    for i in range(0, len(weights), 2):
        new[i] = pool[used : used + weights[i].size].reshape(weights[i].shape)
        used += weights[i].size
    return new


# %% returns the kernels alone  kind="wrong" lose=3 message="one array for each array"
def prune_globally(weights, share):
    kernels = [w for w in weights if w.ndim > 1]
    pool = np.concatenate([k.ravel() for k in kernels])
    pool[np.argsort(np.abs(pool))[: round(share * pool.size)]] = 0
    new, used = [], 0
    for k in kernels:
        new.append(pool[used : used + k.size].reshape(k.shape))
        used += k.size
    return new


# %% signed values  kind="wrong" lose=3 message="look at the magnitude"
def prune_globally(weights, share):
    new, used = list(weights), 0
    pool = np.concatenate([w.ravel() for w in weights if w.ndim > 1])
    pool[np.argsort(pool)[: round(share * pool.size)]] = 0
    for i, w in enumerate(weights):
        if w.ndim > 1:
            new[i] = pool[used : used + w.size].reshape(w.shape)
            used += w.size
    return new
