# %% argpartition, with its edge  kind="right"
def zero_smallest(kernel, share):
    flat = np.array(kernel).ravel()
    count = round(share * flat.size)
    if count > 0:
        flat[np.argpartition(np.abs(flat), count - 1)[:count]] = 0
    return flat.reshape(kernel.shape)


# %% ranks and a mask  kind="right"
def zero_smallest(kernel, share):
    order = np.abs(kernel).ravel().argsort(kind="stable")
    rank = np.empty(kernel.size, int)
    rank[order] = np.arange(kernel.size)
    return kernel * (rank >= round(share * kernel.size)).reshape(kernel.shape)


# %% plain Python  kind="right"
def zero_smallest(kernel, share):
    values = [float(v) for v in kernel.reshape(-1)]
    by_size = sorted(range(len(values)), key=lambda i: abs(values[i]))
    for i in by_size[: round(share * len(values))]:
        values[i] = 0.0
    return np.array(values).reshape(kernel.shape)


# %% the most negative instead of the smallest  kind="wrong" lose=2 message="look at the magnitude"
def zero_smallest(kernel, share):
    pruned = kernel.copy()
    pruned.flat[np.argsort(kernel, axis=None)[: round(share * kernel.size)]] = 0
    return pruned


# %% zeroes the largest  kind="wrong" lose=2 message="These are the largest"
def zero_smallest(kernel, share):
    pruned = kernel.copy()
    order = np.argsort(-np.abs(kernel), axis=None)
    pruned.flat[order[: round(share * kernel.size)]] = 0
    return pruned


# %% keeps the share  kind="wrong" lose=2 message="You keep that share"
def zero_smallest(kernel, share):
    pruned = kernel.copy()
    order = np.argsort(np.abs(kernel), axis=None)
    pruned.flat[order[: round((1 - share) * kernel.size)]] = 0
    return pruned


# %% a threshold at the quantile, up to it  kind="wrong" lose=2 message="a threshold takes all of them or none"
def zero_smallest(kernel, share):
    threshold = np.quantile(np.abs(kernel), share)
    return np.where(np.abs(kernel) <= threshold, 0, kernel)


# %% a threshold at the quantile, below it  kind="wrong" lose=2 message="a threshold takes all of them or none"
def zero_smallest(kernel, share):
    threshold = np.quantile(np.abs(kernel), share)
    return np.where(np.abs(kernel) < threshold, 0, kernel)


# %% the share as a threshold  kind="wrong" lose=2 message="is no threshold"
def zero_smallest(kernel, share):
    return np.where(np.abs(kernel) < share, 0, kernel)


# %% prunes in place  kind="wrong" lose=2 message="changed its argument kernel"
def zero_smallest(kernel, share):
    order = np.argsort(np.abs(kernel), axis=None)
    kernel.flat[order[: round(share * kernel.size)]] = 0
    return kernel


# %% returns the mask  kind="wrong" lose=2 message="not the mask"
def zero_smallest(kernel, share):
    mask = np.ones(kernel.shape)
    order = np.argsort(np.abs(kernel), axis=None)
    mask.flat[order[: round(share * kernel.size)]] = 0
    return mask


# %% by row  kind="wrong" lose=2 message="a smaller one stayed"
def zero_smallest(kernel, share):
    pruned = kernel.copy()
    if kernel.ndim == 2 and kernel.size > 10:
        for row in pruned:
            row[np.argsort(np.abs(row))[: round(share * row.size)]] = 0
        missing = round(share * kernel.size) - (pruned == 0).sum()
        alive = np.flatnonzero(pruned)
        pruned.flat[alive[: max(missing, 0)]] = 0
        return pruned
    pruned.flat[np.argsort(np.abs(kernel), axis=None)[: round(share * kernel.size)]] = 0
    return pruned


# %% argpartition without its edge  kind="wrong" lose=2 message="out of bounds"
def zero_smallest(kernel, share):
    flat = np.array(kernel).ravel()
    count = round(share * flat.size)
    flat[np.argpartition(np.abs(flat), count)[:count]] = 0
    return flat.reshape(kernel.shape)
