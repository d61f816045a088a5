# %% a loop  kind="right"
def flip_where_allowed(images, labels, allowed, seed):
    rng = np.random.default_rng(seed)
    out = images.copy()
    for i, label in enumerate(labels):
        if rng.random() < 0.5 and label in allowed:
            out[i] = images[i][:, ::-1]
    return out


# %% flips the chosen ones only  kind="right"
def flip_where_allowed(images, labels, allowed, seed):
    coins = np.random.default_rng(seed).integers(0, 2, len(labels)).astype(bool)
    chosen = np.flatnonzero(coins & np.isin(labels, np.array(allowed, dtype=int)))
    out = np.array(images)
    out[chosen] = np.flip(out[chosen], axis=2)
    return out


# %% a mixture  kind="right"
def flip_where_allowed(images, labels, allowed, seed):
    may = np.array([int(label) in set(allowed) for label in labels])
    coins = np.random.default_rng(seed).choice([False, True], size=may.shape)
    weight = (may & coins).astype(float)[:, None, None]
    return weight * np.flip(images, -1) + (1 - weight) * images


# %% whatever the label  kind="wrong" lose=2 message="label does not allow it"
def flip_where_allowed(images, labels, allowed, seed):
    coins = np.random.default_rng(seed).random(len(images)) < 0.5
    return np.where(coins[:, None, None], images[:, :, ::-1], images)


# %% upside down  kind="wrong" lose=2 message="upside down"
def flip_where_allowed(images, labels, allowed, seed):
    coins = np.random.default_rng(seed).random(len(images)) < 0.5
    flip = coins & np.isin(labels, allowed)
    return np.where(flip[:, None, None], images[:, ::-1], images)


# %% always, where it is allowed  kind="wrong" lose=2 message="A net needs both"
def flip_where_allowed(images, labels, allowed, seed):
    flip = np.isin(labels, allowed)
    return np.where(flip[:, None, None], images[:, :, ::-1], images)


# %% one coin for the batch  kind="wrong" lose=2 message="A net needs both|None is flipped"
def flip_where_allowed(images, labels, allowed, seed):
    coin = np.random.default_rng(seed).random() < 0.5
    flip = coin & np.isin(labels, allowed)
    return np.where(flip[:, None, None], images[:, :, ::-1], images)


# %% in place  kind="wrong" lose=2 message="changed its argument images"
def flip_where_allowed(images, labels, allowed, seed):
    coins = np.random.default_rng(seed).random(len(images)) < 0.5
    flip = coins & np.isin(labels, allowed)
    images[flip] = images[flip][:, :, ::-1].copy()
    return images


# %% the order of the batch  kind="wrong" lose=2 message="neither the one that went in"
def flip_where_allowed(images, labels, allowed, seed):
    coins = np.random.default_rng(seed).random(len(images)) < 0.5
    flip = coins & np.isin(labels, allowed)
    return np.where(flip[:, None, None], images[::-1], images)


# %% the seed is ignored  kind="wrong" lose=2 message="same seed must flip the same"
def flip_where_allowed(images, labels, allowed, seed):
    coins = np.random.default_rng().random(len(images)) < 0.5
    flip = coins & np.isin(labels, allowed)
    return np.where(flip[:, None, None], images[:, :, ::-1], images)


# %% a third of them  kind="wrong" lose=2 message="share of flipped pictures"
def flip_where_allowed(images, labels, allowed, seed):
    coins = np.random.default_rng(seed).random(len(images)) < 1 / 3
    flip = coins & np.isin(labels, allowed)
    return np.where(flip[:, None, None], images[:, :, ::-1], images)
