# %% a loop with counters  kind="right"
def sparsity(weights):
    zeros = entries = 0
    for w in weights:
        if len(w.shape) >= 2:
            zeros += int(np.count_nonzero(w == 0))
            entries += w.size
    return zeros / entries


# %% all kernels in one row  kind="right"
def sparsity(weights):
    flat = np.concatenate([np.ravel(w) for w in weights if np.ndim(w) != 1])
    return np.mean(flat == 0)


# %% one minus the density  kind="right"
def sparsity(weights):
    alive = sum(np.count_nonzero(w) for w in weights if w.ndim > 1)
    total = sum(np.prod(w.shape) for w in weights if w.ndim > 1)
    return 1.0 - alive / total


# %% counts biases too  kind="wrong" lose=1 message="zeros of the biases are counted"
def sparsity(weights):
    flat = np.concatenate([w.ravel() for w in weights])
    return np.mean(flat == 0)


# %% averages the shares of the layers  kind="wrong" lose=1 message="mean of two shares"
def sparsity(weights):
    return np.mean([np.mean(w == 0) for w in weights if w.ndim > 1])


# %% counts what is nearly zero  kind="wrong" lose=1 message="Only exact zeros count"
def sparsity(weights):
    flat = np.concatenate([w.ravel() for w in weights if w.ndim > 1])
    return np.mean(np.isclose(flat, 0))


# %% the share of what is left  kind="wrong" lose=1 message="what is left"
def sparsity(weights):
    flat = np.concatenate([w.ravel() for w in weights if w.ndim > 1])
    return np.mean(flat != 0)


# %% in percent  kind="wrong" lose=1 message="not percent"
def sparsity(weights):
    flat = np.concatenate([w.ravel() for w in weights if w.ndim > 1])
    return 100 * np.mean(flat == 0)


# %% takes every other array for a kernel  kind="wrong" lose=1 message="wherever they stand"
def sparsity(weights):
    flat = np.concatenate([w.ravel() for w in weights[::2]])
    return np.mean(flat == 0)


# %% takes kernels of two axes only  kind="wrong" lose=1 message="more than one axis"
def sparsity(weights):
    flat = np.concatenate([w.ravel() for w in weights if w.ndim == 2])
    return np.mean(flat == 0)
