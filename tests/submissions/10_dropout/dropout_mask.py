# %% binomial draws  kind="right"
def dropout_mask(shape, rate, seed):
    return np.random.default_rng(seed).binomial(1, 1 - rate, size=shape)


# %% a comparison, left as booleans  kind="right"
def dropout_mask(shape, rate, seed):
    return np.random.default_rng(seed).random(shape) > rate


# %% a loop over a flat array  kind="right"
def dropout_mask(shape, rate, seed):
    rng = np.random.default_rng(seed)
    flat = np.ones(int(np.prod(shape)))
    for i in range(flat.size):
        if rng.uniform() < rate:
            flat[i] = 0.0
    return flat.reshape(shape)


# %% choice with probabilities  kind="right"
def dropout_mask(shape, rate, seed):
    return np.random.default_rng(seed).choice(
        [0.0, 1.0], size=shape, p=[rate, 1 - rate]
    )


# %% keeps with probability rate  kind="wrong" lose=2 message="keep that share instead"
def dropout_mask(shape, rate, seed):
    rng = np.random.default_rng(seed)
    return (rng.random(shape) < rate).astype(float)


# %% scales in the mask already  kind="wrong" lose=2 message="only 0 and 1"
def dropout_mask(shape, rate, seed):
    rng = np.random.default_rng(seed)
    return (rng.random(shape) >= rate) / (1 - rate)


# %% one mask for the whole batch  kind="wrong" lose=2 message="share one mask"
def dropout_mask(shape, rate, seed):
    rng = np.random.default_rng(seed)
    row = (rng.random(shape[-1]) >= rate).astype(float)
    return np.broadcast_to(row, shape)


# %% drops a fixed number in each row  kind="wrong" lose=2 message="same number of dropped neurons|do not drop a fixed number"
def dropout_mask(shape, rate, seed):
    rng = np.random.default_rng(seed)
    mask = np.ones(shape)
    dropped = round(rate * shape[-1])
    for row in mask.reshape(-1, shape[-1]):
        row[rng.permutation(shape[-1])[:dropped]] = 0
    return mask


# %% ignores the seed  kind="wrong" lose=2 message="same seed gave two different masks"
def dropout_mask(shape, rate, seed):
    return (np.random.random(shape) >= rate).astype(float)


# %% always the same seed  kind="wrong" lose=2 message="Two seeds gave the same mask"
def dropout_mask(shape, rate, seed):
    rng = np.random.default_rng(42)
    return (rng.random(shape) >= rate).astype(float)


# %% forgets to return  kind="wrong" lose=2 message="is None"
def dropout_mask(shape, rate, seed):
    mask = np.random.default_rng(seed).random(shape) >= rate
