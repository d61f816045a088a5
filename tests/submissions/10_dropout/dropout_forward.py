# %% a copy with assigned zeros  kind="right"
def dropout_forward(x, rate, seed, training):
    mask = np.ones(x.shape)
    out = x.copy()
    if training:
        mask = np.asarray(dropout_mask(x.shape, rate, seed), dtype=float)
        out[mask == 0] = 0.0
        out = out / (1.0 - rate)
    return out, mask


# %% np.where, without dropout_mask  kind="right"
def dropout_forward(x, rate, seed, training):
    keep = 1 - rate
    coins = np.random.default_rng(seed).random(x.shape)
    mask = (coins < keep) if training else np.ones(x.shape, dtype=bool)
    return [np.where(mask, x / (keep if training else 1), 0), mask]


# %% the rate becomes 0 in prediction  kind="right"
def dropout_forward(x, rate, seed, training):
    if not training:
        rate = 0.0
    rng = np.random.default_rng(seed)
    mask = rng.binomial(1, 1 - rate, size=np.shape(x))
    return np.multiply(x, mask) / (1 - rate), mask


# %% forgets to scale  kind="wrong" lose=2 message="not scaled"
def dropout_forward(x, rate, seed, training):
    if not training:
        return x, np.ones_like(x)
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    return x * mask, mask


# %% divides by the rate  kind="wrong" lose=2 message="divided by the rate"
def dropout_forward(x, rate, seed, training):
    if not training:
        return x, np.ones_like(x)
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    return x * mask / rate, mask


# %% scales in prediction too, as classic dropout does  kind="wrong" lose=1 message="leave prediction alone"
def dropout_forward(x, rate, seed, training):
    if not training:
        return x * (1 - rate), np.ones_like(x)
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    return x * mask / (1 - rate), mask


# %% never switches off  kind="wrong" lose=1 message="return x as it is"
def dropout_forward(x, rate, seed, training):
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    return x * mask / (1 - rate), mask


# %% the branches are swapped  kind="wrong" lose=3 message="wrong way round"
def dropout_forward(x, rate, seed, training):
    if training:
        return x, np.ones_like(x)
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    return x * mask / (1 - rate), mask


# %% changes x in place  kind="wrong" lose=2 message="changed its argument x"
def dropout_forward(x, rate, seed, training):
    if not training:
        return x, np.ones_like(x)
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    x *= mask
    x /= 1 - rate
    return x, mask


# %% returns the scaled mask  kind="wrong" lose=2 message="before it is scaled"
def dropout_forward(x, rate, seed, training):
    if not training:
        return x, np.ones_like(x)
    mask = (np.random.default_rng(seed).random(x.shape) >= rate) / (1 - rate)
    return x * mask, mask


# %% doubles whatever the rate  kind="wrong" lose=2 message="right at rate 0.5 only"
def dropout_forward(x, rate, seed, training):
    if not training:
        return x, np.ones_like(x)
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    return 2 * x * mask, mask


# %% forgets the mask  kind="wrong" lose=3 message="pair|unpack"
def dropout_forward(x, rate, seed, training):
    if not training:
        return x
    mask = (np.random.default_rng(seed).random(x.shape) >= rate).astype(float)
    return x * mask / (1 - rate)
