# %% reshapes, uses scikit-learn  kind="right"
def mae(y, y_hat):
    from sklearn.metrics import mean_absolute_error

    return mean_absolute_error(np.reshape(y, (-1, 1)), np.reshape(y_hat, (-1, 1)))


def rmse(y, y_hat):
    from sklearn.metrics import root_mean_squared_error

    return root_mean_squared_error(np.ravel(y), np.ravel(y_hat))


def best_constant(y, measure):
    return {"mae": np.median, "rmse": np.mean}[measure](y)


# %% loops  kind="right"
def mae(y, y_hat):
    a, b = np.asarray(y).flatten(), np.asarray(y_hat).flatten()
    return sum(abs(a[i] - b[i]) for i in range(len(a))) / len(a)


def rmse(y, y_hat):
    a, b = np.asarray(y).flatten(), np.asarray(y_hat).flatten()
    return math.sqrt(sum((a[i] - b[i]) ** 2 for i in range(len(a))) / len(a))


def best_constant(y, measure):
    values = np.sort(np.ravel(y))
    if measure == "rmse":
        return values.sum() / values.size
    return values[values.size // 2]


# %% norms, and a percentile  kind="right"
def mae(y, y_hat):
    off = np.squeeze(y) - np.squeeze(y_hat)
    return np.linalg.norm(np.atleast_1d(off), 1) / np.size(y)


def rmse(y, y_hat):
    off = np.squeeze(y) - np.squeeze(y_hat)
    return np.linalg.norm(np.atleast_1d(off)) / np.sqrt(np.size(y))


def best_constant(y, measure):
    if measure == "mae":
        return np.percentile(y, 50)
    return np.average(y)


# %% subtracts (n,) from (n, 1)  kind="wrong" lose=2 message="compared with each answer"
def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def rmse(y, y_hat):
    return np.sqrt(np.mean((y_hat - y) ** 2))


def best_constant(y, measure):
    return np.median(y) if measure == "mae" else np.mean(y)


# %% errors cancel  kind="wrong" lose=2 message="Errors of opposite sign cancelled"
def mae(y, y_hat):
    return abs(np.mean(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2))


def best_constant(y, measure):
    return np.median(y) if measure == "mae" else np.mean(y)


# %% forgets the root  kind="wrong" lose=2 message="take the root"
def mae(y, y_hat):
    return np.mean(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2)


def best_constant(y, measure):
    return np.median(y) if measure == "mae" else np.mean(y)


# %% divides by n after the root  kind="wrong" lose=2 message="not after it"
def mae(y, y_hat):
    return np.mean(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.sum((np.ravel(y_hat) - np.ravel(y)) ** 2)) / np.size(y)


def best_constant(y, measure):
    return np.median(y) if measure == "mae" else np.mean(y)


# %% the mean for both  kind="wrong" lose=1 message="pulls the mean"
def mae(y, y_hat):
    return np.mean(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2))


def best_constant(y, measure):
    return np.mean(y)


# %% the median for the RMSE, the mean for the MAE  kind="wrong" lose=1 message="pulls the mean"
def mae(y, y_hat):
    return np.mean(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2))


def best_constant(y, measure):
    return np.mean(y) if measure == "mae" else np.median(y)


# %% the middle of the range  kind="wrong" lose=1 message="hangs on two wines"
def mae(y, y_hat):
    return np.mean(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2))


def best_constant(y, measure):
    return (np.min(y) + np.max(y)) / 2


# %% the sum of the errors  kind="wrong" lose=2 message="divide by n"
def mae(y, y_hat):
    return np.sum(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.sum((np.ravel(y_hat) - np.ravel(y)) ** 2))


def best_constant(y, measure):
    return np.median(y) if measure == "mae" else np.mean(y)


# %% makes a column of the answers alone  kind="wrong" lose=2 message="flatten both"
def mae(y, y_hat):
    return np.mean(np.abs(y_hat - y.reshape(-1, 1)))


def rmse(y, y_hat):
    return np.sqrt(np.mean((y_hat - y.reshape(-1, 1)) ** 2))


def best_constant(y, measure):
    return np.median(y) if measure == "mae" else np.mean(y)


# %% the middle of an array that is not sorted  kind="wrong" lose=1 message="y is not sorted"
def mae(y, y_hat):
    return np.mean(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2))


def best_constant(y, measure):
    return np.ravel(y)[len(y) // 2] if measure == "mae" else np.mean(y)


# %% the error instead of the constant  kind="wrong" lose=1 message="return the constant"
def mae(y, y_hat):
    return np.mean(np.abs(np.ravel(y_hat) - np.ravel(y)))


def rmse(y, y_hat):
    return np.sqrt(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2))


def best_constant(y, measure):
    if measure == "mae":
        return mae(y, np.full(np.shape(y), np.median(y)))
    return rmse(y, np.full(np.shape(y), np.mean(y)))
