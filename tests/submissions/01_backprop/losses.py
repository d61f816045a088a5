# %% as in the table  kind="right"
def mse(y, y_hat):
    return ((y - y_hat) ** 2).mean()


def mae(y, y_hat):
    return np.abs(y - y_hat).mean()


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return -(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)).mean()


# %% two cases  kind="right"
def mse(y, y_hat):
    return float(np.average(np.square(y - y_hat)))


def mae(y, y_hat):
    return float(np.average(np.abs(y - y_hat)))


def binary_cross_entropy(y, y_hat):
    of_the_truth = np.where(y == 1, y_hat, 1 - y_hat)
    return float(np.mean(-np.log(np.maximum(of_the_truth, 1e-7))))


# %% sums, divided  kind="right"
def mse(y, y_hat):
    e = np.ravel(y_hat) - np.ravel(y)
    return e @ e / e.size


def mae(y, y_hat):
    e = np.ravel(y_hat) - np.ravel(y)
    return sum(abs(v) for v in e) / len(e)


def binary_cross_entropy(y, y_hat):
    total = 0.0
    for t, p in zip(np.ravel(y), np.ravel(y_hat), strict=True):
        p = min(max(p, 1e-7), 1 - 1e-7)
        total -= np.log(p) if t == 1 else np.log(1 - p)
    return total / np.size(y)


# %% sums  kind="wrong" lose=2 message="divide by the number of examples"
def mse(y, y_hat):
    return np.sum((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.sum(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.sum(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))


# %% half of the squares  kind="wrong" lose=1 message="factor of one half"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2) / 2


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))


# %% the square of the mean  kind="wrong" lose=1 message="Square first"
def mse(y, y_hat):
    return np.mean(y_hat - y) ** 2


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))


# %% errors that cancel  kind="wrong" lose=1 message="must not cancel"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.abs(np.mean(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))


# %% no clip  kind="wrong" lose=1 message="Clip y_hat|clip y_hat"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    return np.mean(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))


# %% only the yes  kind="wrong" lose=1 message="examples with y = 0 count too"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    return np.mean(-y * np.log(np.clip(y_hat, 1e-7, 1)))


# %% a negative cost  kind="wrong" lose=1 message="A cost is positive"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


# %% the binary logarithm  kind="wrong" lose=1 message="natural one"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log2(y_hat) - (1 - y) * np.log2(1 - y_hat))


# %% the cases swapped  kind="wrong" lose=1 message="two cases are swapped"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(1 - y_hat) - (1 - y) * np.log(y_hat))


# %% a clip that is too tight  kind="wrong" lose=1 message="not further inside"
def mse(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def binary_cross_entropy(y, y_hat):
    y_hat = np.clip(y_hat, 5e-4, 1 - 5e-4)
    return np.mean(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))
