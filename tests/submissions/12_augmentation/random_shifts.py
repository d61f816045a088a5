# %% a loop over pictures  kind="right"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i in range(n):
        down, right = rng.integers(-reach, reach + 1, size=2)
        padded = np.pad(images[i], reach)
        out[i] = padded[
            reach - down : reach - down + h, reach - right : reach - right + w
        ]
    return out


# %% windows of the padded pictures  kind="right"
def random_shifts(images, reach, seed):
    generator = np.random.default_rng(seed)
    padded = np.pad(images, [(0, 0), (reach, reach), (reach, reach)])
    windows = np.lib.stride_tricks.sliding_window_view(
        padded, images.shape[1:], axis=(1, 2)
    )
    top = generator.integers(2 * reach + 1, size=len(images))
    left = generator.integers(2 * reach + 1, size=len(images))
    return windows[np.arange(len(images)), top, left].copy()


# %% take_along_axis, twice  kind="right"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    start = rng.integers(0, 2 * reach, endpoint=True, size=(n, 2))
    big = np.pad(images, ((0, 0), (reach, reach), (reach, reach)), constant_values=0)
    rows = start[:, :1] + np.arange(h)
    columns = start[:, 1:] + np.arange(w)
    big = np.take_along_axis(big, rows[:, :, None], axis=1)
    return np.take_along_axis(big, columns[:, None, :], axis=2)


# %% one shift for the whole batch  kind="wrong" lose=3 message="One shift for the whole batch"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    _n, h, w = images.shape
    down, right = rng.integers(-reach, reach + 1, size=2)
    padded = np.pad(images, ((0, 0), (reach, reach), (reach, reach)))
    return padded[:, reach - down : reach - down + h, reach - right : reach - right + w]


# %% the upper end is left out  kind="wrong" lose=2 message="leaves its end out"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i in range(n):
        down, right = rng.integers(-reach, reach, size=2)
        padded = np.pad(images[i], reach)
        out[i] = padded[
            reach - down : reach - down + h, reach - right : reach - right + w
        ]
    return out


# %% wraps around  kind="wrong" lose=1 message="must not come in on the other"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    moves = rng.integers(-reach, reach + 1, size=(len(images), 2))
    return np.stack(
        [np.roll(x, move, axis=(0, 1)) for x, move in zip(images, moves, strict=False)]
    )


# %% one way only  kind="wrong" lose=2 message="one way only"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i in range(n):
        down, right = rng.integers(0, reach + 1, size=2)
        padded = np.pad(images[i], reach)
        out[i] = padded[
            reach - down : reach - down + h, reach - right : reach - right + w
        ]
    return out


# %% along the diagonal  kind="wrong" lose=2 message="always the same number"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i, move in enumerate(rng.integers(-reach, reach + 1, size=n)):
        padded = np.pad(images[i], reach)
        out[i] = padded[
            reach - move : reach - move + h, reach - move : reach - move + w
        ]
    return out


# %% the seed is ignored  kind="wrong" lose=1 message="same seed gave other pictures"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng()
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i in range(n):
        down, right = rng.integers(-reach, reach + 1, size=2)
        padded = np.pad(images[i], reach)
        out[i] = padded[
            reach - down : reach - down + h, reach - right : reach - right + w
        ]
    return out


# %% the generator starts anew for each picture  kind="wrong" lose=3 message="One shift for the whole batch"
def random_shifts(images, reach, seed):
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i in range(n):
        down, right = np.random.default_rng(seed).integers(-reach, reach + 1, size=2)
        padded = np.pad(images[i], reach)
        out[i] = padded[
            reach - down : reach - down + h, reach - right : reach - right + w
        ]
    return out


# %% the edge comes in  kind="wrong" lose=1 message="nor may the edge be repeated"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i in range(n):
        down, right = rng.integers(-reach, reach + 1, size=2)
        padded = np.pad(images[i], reach, mode="edge")
        out[i] = padded[
            reach - down : reach - down + h, reach - right : reach - right + w
        ]
    return out


# %% shuffles the pictures  kind="wrong" lose=3 message="in their order"
def random_shifts(images, reach, seed):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    out = np.zeros_like(images)
    for i, j in enumerate(rng.permutation(n)):
        down, right = rng.integers(-reach, reach + 1, size=2)
        padded = np.pad(images[j], reach)
        out[i] = padded[
            reach - down : reach - down + h, reach - right : reach - right + w
        ]
    return out
