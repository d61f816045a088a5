# %% a loop  kind="right"
def penalty(weights, l1, l2):
    total = 0.0
    for w in weights:
        if w.ndim >= 2:
            total += l1 * np.sum(np.abs(w)) + l2 * np.sum(w**2)
    return total


# %% Keras's own regularizer  kind="right"
def penalty(weights, l1, l2):
    price = keras.regularizers.L1L2(l1, l2)
    return sum(
        price(keras.ops.convert_to_tensor(w)) for w in weights if len(w.shape) > 1
    )


# %% one long vector  kind="right"
def penalty(weights, l1, l2):
    w = np.concatenate([np.ravel(k) for k in weights if np.asarray(k).ndim != 1])
    return l1 * np.linalg.norm(w, 1) + l2 * (w @ w)


# %% biases pay  kind="wrong" lose=2 message="Biases are free"
def penalty(weights, l1, l2):
    return sum(l1 * np.abs(w).sum() + l2 * (w**2).sum() for w in weights)


# %% with a half  kind="wrong" lose=2 message="No half here"
def penalty(weights, l1, l2):
    kernels = [w for w in weights if w.ndim > 1]
    return sum(l1 * np.abs(w).sum() + l2 / 2 * (w**2).sum() for w in kernels)


# %% the length, not its square  kind="wrong" lose=2 message="No root"
def penalty(weights, l1, l2):
    kernels = [w for w in weights if w.ndim > 1]
    return sum(l1 * np.abs(w).sum() + l2 * np.sqrt((w**2).sum()) for w in kernels)


# %% l1 without absolute values  kind="wrong" lose=2 message="absolute values"
def penalty(weights, l1, l2):
    kernels = [w for w in weights if w.ndim > 1]
    return sum(l1 * w.sum() + l2 * (w**2).sum() for w in kernels)


# %% only the first kernel  kind="wrong" lose=2 message="all kernels of the list"
def penalty(weights, l1, l2):
    w = weights[0]
    return l1 * np.abs(w).sum() + l2 * (w**2).sum()


# %% every second array  kind="wrong" lose=2 message="not only one|wrong shape|four axes|Sum over all"
def penalty(weights, l1, l2):
    return sum(l1 * np.abs(w).sum() + l2 * (w**2).sum() for w in weights[:2:2])


# %% means, not sums  kind="wrong" lose=2 message="not right"
def penalty(weights, l1, l2):
    kernels = [w for w in weights if w.ndim > 1]
    return sum(l1 * np.abs(w).mean() + l2 * (w**2).mean() for w in kernels)


# %% only matrices pay  kind="wrong" lose=2 message="four axes"
def penalty(weights, l1, l2):
    kernels = [w for w in weights if w.ndim == 2]
    return sum(l1 * np.abs(w).sum() + l2 * (w**2).sum() for w in kernels)


# %% one penalty or the other  kind="wrong" lose=2 message="sum of both terms"
def penalty(weights, l1, l2):
    kernels = [w for w in weights if np.ndim(w) > 1]
    if l1:
        return l1 * sum(np.abs(w).sum() for w in kernels)
    return l2 * sum(np.square(w).sum() for w in kernels)
