# %% a permutation of each digit  kind="right"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(seed)
    positions, labels = [], []
    for label, digit in enumerate(digits):
        places = rng.permutation(np.where(np.asarray(y) == digit)[0])[:per_digit]
        positions.extend(places.tolist())
        labels.extend([label] * per_digit)
    return np.array(positions), np.array(labels)


# %% one shuffle of everything, taken in turn  kind="right"
def draw_few(y, digits, per_digit, seed):
    left = dict.fromkeys(digits, per_digit)
    positions = []
    for position in np.random.default_rng(seed).permutation(len(y)):
        if left.get(int(y[position]), 0):
            left[int(y[position])] -= 1
            positions.append(int(position))
    return positions, [list(digits).index(int(y[p])) for p in positions]


# %% random keys, sorted  kind="right"
def draw_few(y, digits, per_digit, seed):
    keys = np.random.default_rng(seed).random(len(y))
    rows = []
    for digit in digits:
        order = np.argsort(np.where(y == digit, keys, 2.0))
        rows.append(order[:per_digit])
    positions = np.stack(rows)
    labels = np.broadcast_to(np.arange(len(digits))[:, None], positions.shape)
    return positions.ravel(), labels.ravel()


# %% the first of each digit  kind="wrong" lose=2 message="Only the first examples"
def draw_few(y, digits, per_digit, seed):
    places = [np.flatnonzero(y == digit)[:per_digit] for digit in digits]
    return np.concatenate(places), np.repeat(np.arange(len(digits)), per_digit)


# %% the old labels  kind="wrong" lose=2 message="These are the old labels"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(seed)
    places = [rng.choice(np.flatnonzero(y == d), per_digit, False) for d in digits]
    positions = np.concatenate(places)
    return positions, y[positions]


# %% subtracts the smallest  kind="wrong" lose=2 message="works for neighbours"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(seed)
    places = [rng.choice(np.flatnonzero(y == d), per_digit, False) for d in digits]
    positions = np.concatenate(places)
    return positions, y[positions] - min(digits)


# %% with putting back  kind="wrong" lose=2 message="drawn twice"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(seed)
    places = [rng.choice(np.flatnonzero(y == digit), per_digit) for digit in digits]
    return np.concatenate(places), np.repeat(np.arange(len(digits)), per_digit)


# %% any of the digits  kind="wrong" lose=2 message="number of examples of each digit"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(seed)
    some = rng.choice(
        np.flatnonzero(np.isin(y, digits)), per_digit * len(digits), False
    )
    return some, np.array([list(digits).index(label) for label in y[some]])


# %% the same draw every time  kind="wrong" lose=2 message="seeds drew the same"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(0)
    places = [rng.choice(np.flatnonzero(y == d), per_digit, False) for d in digits]
    return np.concatenate(places), np.repeat(np.arange(len(digits)), per_digit)


# %% positions within each digit  kind="wrong" lose=2 message="positions in `y` itself"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(seed)
    places = [rng.permutation(np.sum(y == digit))[:per_digit] for digit in digits]
    return np.concatenate(places), np.repeat(np.arange(len(digits)), per_digit)


# %% the pair the other way round  kind="wrong" lose=2 message="positions, labels"
def draw_few(y, digits, per_digit, seed):
    rng = np.random.default_rng(seed)
    places = [
        rng.choice(np.flatnonzero(y == digit), per_digit, replace=False)
        for digit in digits
    ]
    return np.repeat(np.arange(len(digits)), per_digit), np.concatenate(places)
