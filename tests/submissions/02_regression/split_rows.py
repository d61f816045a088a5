# %% shuffles a range in place, cuts with np.split  kind="right"
def split_rows(n, seed, valid=0.1, test=0.1):
    rng = np.random.default_rng(seed)
    order = np.arange(n)
    rng.shuffle(order)
    n_test, n_valid = round(test * n), round(valid * n)
    return np.split(order, [n - n_valid - n_test, n - n_test])


# %% lists of Python ints, rounded down  kind="right"
def split_rows(n, seed, valid=0.1, test=0.1):
    import random

    order = list(range(n))
    random.Random(seed).shuffle(order)
    n_valid, n_test = int(valid * n), int(test * n)
    return [
        order[n_valid + n_test :],
        order[:n_valid],
        order[n_valid : n_valid + n_test],
    ]


# %% scikit-learn, twice  kind="right"
def split_rows(n, seed, valid=0.1, test=0.1):
    from sklearn.model_selection import train_test_split

    rest, last = train_test_split(
        np.arange(n), test_size=round(test * n), random_state=seed
    )
    train, middle = train_test_split(
        rest, test_size=round(valid * n), random_state=seed
    )
    return train, middle, last


# %% sorted within the parts  kind="right"
def split_rows(n, seed, valid=0.1, test=0.1):
    draw = np.random.default_rng(seed).random(n).argsort()
    a, b = round(valid * n), round(test * n)
    return np.sort(draw[a + b :]), np.sort(draw[:a]), np.sort(draw[a : a + b])


# %% does not shuffle  kind="wrong" lose=2 message="neighbours in the table"
def split_rows(n, seed, valid=0.1, test=0.1):
    order = np.arange(n)
    n_valid, n_test = round(valid * n), round(test * n)
    return np.split(order, [n - n_valid - n_test, n - n_test])


# %% draws each part anew  kind="wrong" lose=2 message="into two parts|leaves out rows"
def split_rows(n, seed, valid=0.1, test=0.1):
    rng = np.random.default_rng(seed)
    n_valid, n_test = round(valid * n), round(test * n)
    return (
        rng.choice(n, n - n_valid - n_test, replace=False),
        rng.choice(n, n_valid, replace=False),
        rng.choice(n, n_test, replace=False),
    )


# %% another order of the parts  kind="wrong" lose=2 message="training first"
def split_rows(n, seed, valid=0.1, test=0.1):
    order = np.random.default_rng(seed).permutation(n)
    a, b = round(valid * n), round(test * n)
    return order[:a], order[a : a + b], order[a + b :]


# %% test is a share of what is left  kind="wrong" lose=2 message="of all n rows, not of those"
def split_rows(n, seed, valid=0.1, test=0.1):
    order = np.random.default_rng(seed).permutation(n)
    a = round(valid * n)
    rest = order[a:]
    b = round(test * len(rest))
    return rest[b:], order[:a], rest[:b]


# %% always a tenth  kind="wrong" lose=2 message="sizes of training, validation and test"
def split_rows(n, seed, valid=0.1, test=0.1):
    order = np.random.default_rng(seed).permutation(n)
    a = n // 10
    return order[2 * a :], order[:a], order[a : 2 * a]


# %% masks instead of positions  kind="wrong" lose=2 message="Not a mask"
def split_rows(n, seed, valid=0.1, test=0.1):
    draw = np.random.default_rng(seed).random(n)
    return draw >= valid + test, draw < valid, (draw >= valid) & (draw < valid + test)


# %% ignores the seed  kind="wrong" lose=2 message="Two seeds gave the same test rows"
def split_rows(n, seed, valid=0.1, test=0.1):
    order = np.random.default_rng(42).permutation(n)
    a, b = round(valid * n), round(test * n)
    return order[a + b :], order[:a], order[a : a + b]


# %% NumPy's global generator  kind="wrong" lose=2 message="same seed gave two different"
def split_rows(n, seed, valid=0.1, test=0.1):
    order = np.random.permutation(n)
    a, b = round(valid * n), round(test * n)
    return order[a + b :], order[:a], order[a : a + b]


# %% shuffles within the parts only  kind="wrong" lose=2 message="neighbours in the table"
def split_rows(n, seed, valid=0.1, test=0.1):
    rng = np.random.default_rng(seed)
    a, b = round(valid * n), round(test * n)
    parts = np.split(np.arange(n), [n - a - b, n - b])
    return [rng.permutation(part) for part in parts]
