# %% counts the batches  kind="right"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    if batch_size is None:
        batch_size = 32
    train = int(n * (1.0 - validation_split))
    batches = len(range(0, train, batch_size))
    return [train, n - train, batches * epochs]


# %% divmod  kind="right"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = int(np.floor(n * (1 - validation_split)))
    whole, rest = divmod(train, batch_size if batch_size else 32)
    return np.array([train, n - train, epochs * (whole + bool(rest))])


# %% a loop over epochs and rows  kind="right"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    size = 32 if batch_size is None else batch_size
    train, updates = math.floor(n * (1 - validation_split)), 0
    for _ in range(epochs):
        left = train
        while left > 0:
            left -= size
            updates += 1
    return train, n - train, updates


# %% an array  kind="right"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    size = 32 if batch_size is None else batch_size
    n_train = int(n * (1 - validation_split))
    return np.array([n_train, n - n_train, epochs * ((n_train + size - 1) // size)])


# %% None is one large batch  kind="wrong" lose=2 message="not one large batch"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = math.floor(n * (1 - validation_split))
    return train, n - train, epochs * math.ceil(train / (batch_size or train))


# %% drops the last batch  kind="wrong" lose=2 message="an update too"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = math.floor(n * (1 - validation_split))
    return train, n - train, epochs * (train // (batch_size or 32))


# %% rounds up at the end only  kind="wrong" lose=2 message="Round up in each epoch"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = math.floor(n * (1 - validation_split))
    return train, n - train, math.ceil(epochs * train / (batch_size or 32))


# %% updates of one epoch  kind="wrong" lose=2 message="of all epochs"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = math.floor(n * (1 - validation_split))
    return train, n - train, math.ceil(train / (batch_size or 32))


# %% validation rows are trained on too  kind="wrong" lose=2 message="make no update"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = math.floor(n * (1 - validation_split))
    return train, n - train, epochs * math.ceil(n / (batch_size or 32))


# %% the shares are swapped  kind="wrong" lose=2 message="share to validate on"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    valid = math.floor(n * (1 - validation_split))
    train = n - valid if validation_split else n
    return train, n - train, epochs * math.ceil(train / (batch_size or 32))


# %% an update is a row  kind="wrong" lose=2 message="not of one row"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = math.floor(n * (1 - validation_split))
    return train, n - train, epochs * math.ceil(train / (batch_size or 1))


# %% an update is an epoch  kind="wrong" lose=2 message="not one large batch"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    train = math.floor(n * (1 - validation_split))
    return train, n - train, epochs


# %% one batch more, always  kind="wrong" lose=2 message="none is left over"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    n_train = math.floor(n * (1 - validation_split))
    return n_train, n - n_train, epochs * (n_train // (batch_size or 32) + 1)


# %% rounds the validation rows down  kind="wrong" lose=2 message="Round the rows down"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    n_valid = int(n * validation_split)
    updates = epochs * math.ceil((n - n_valid) / (batch_size or 32))
    return n - n_valid, n_valid, updates


# %% updates first  kind="wrong" lose=2 message="The order is"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    n_train = math.floor(n * (1 - validation_split))
    return epochs * math.ceil(n_train / (batch_size or 32)), n_train, n - n_train
