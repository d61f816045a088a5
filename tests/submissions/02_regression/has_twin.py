# %% bytes of each row  kind="right"
def has_twin(x_train, x):
    known = {np.ascontiguousarray(row).tobytes() for row in x_train}
    return [np.ascontiguousarray(row).tobytes() in known for row in x]


# %% numbers the different rows of both  kind="right"
def has_twin(x_train, x):
    both = np.concatenate([x_train, x])
    _, number = np.unique(both, axis=0, return_inverse=True)
    number = number.ravel()
    return np.isin(number[len(x_train) :], number[: len(x_train)])


# %% compares all with all, one row at a time  kind="right"
def has_twin(x_train, x):
    return np.array([(x_train == row).all(axis=1).any() for row in x])


# %% a merge in pandas  kind="right"
def has_twin(x_train, x):
    import pandas as pd

    known = pd.MultiIndex.from_frame(pd.DataFrame(x_train).drop_duplicates())
    return pd.MultiIndex.from_frame(pd.DataFrame(x)).isin(known)


# %% one equal column is enough  kind="wrong" lose=2 message="One column that agrees"
def has_twin(x_train, x):
    return np.array([(x_train == row).any() for row in x])


# %% each value somewhere  kind="wrong" lose=2 message="a twin is one whole row"
def has_twin(x_train, x):
    return np.isin(x, x_train).all(axis=1)


# %% looks within x  kind="wrong" lose=2 message="not among the rows of x"
def has_twin(x_train, x):
    seen, found = set(), []
    for row in map(tuple, x):
        found.append(row in seen)
        seen.add(row)
    return np.array(found)


# %% whatever the order of the columns  kind="wrong" lose=2 message="columns have an order"
def has_twin(x_train, x):
    known = set(map(tuple, np.sort(x_train, axis=1)))
    return np.array([tuple(row) in known for row in np.sort(x, axis=1)])


# %% the other way round  kind="wrong" lose=2 message="other way round"
def has_twin(x_train, x):
    known = set(map(tuple, x_train))
    return np.array([tuple(row) not in known for row in x])


# %% which training rows have one  kind="wrong" lose=2 message="wrong shape"
def has_twin(x_train, x):
    known = set(map(tuple, x))
    return np.array([tuple(row) in known for row in x_train])


# %% near is good enough  kind="wrong" lose=2 message="only near a training row"
def has_twin(x_train, x):
    return np.array([np.isclose(x_train, row).all(axis=1).any() for row in x])


# %% only the row at the same place  kind="wrong" lose=2 message="has_twin"
def has_twin(x_train, x):
    n = min(len(x_train), len(x))
    found = np.zeros(len(x), dtype=bool)
    found[:n] = (x_train[:n] == x[:n]).all(axis=1)
    return found


# %% how many instead of which  kind="wrong" lose=2 message="wrong shape"
def has_twin(x_train, x):
    known = set(map(tuple, x_train))
    return sum(tuple(row) in known for row in x)


# %% how many each row has  kind="wrong" lose=2 message="How many twins is not asked"
def has_twin(x_train, x):
    return np.array([(x_train == row).all(axis=1).sum() for row in x])


# %% Python's in, on an array  kind="wrong" lose=2 message="One column that agrees"
def has_twin(x_train, x):
    return np.array([row in x_train for row in x])
