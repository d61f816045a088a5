# %% row maxima  kind="right"
def softmax(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def cross_entropy(y, z):
    top = np.max(z, axis=1)
    log_sum = top + np.log(np.sum(np.exp(z - top[:, None]), axis=1))
    return np.mean(log_sum - z[np.arange(len(y)), y])


def softmax_slopes(p):
    return np.diag(p) - p[:, None] * p[None, :]


# %% loops  kind="right"
def softmax(z):
    rows = []
    for row in z:
        e = [np.exp(v - max(row)) for v in row]
        rows.append([v / sum(e) for v in e])
    return rows


def cross_entropy(y, z):
    total = 0.0
    for c, row in zip(y, z, strict=True):
        row = [v - max(row) for v in row]
        total += np.log(sum(np.exp(v) for v in row)) - row[c]
    return total / len(y)


def softmax_slopes(p):
    k = len(p)
    return [[p[i] * ((i == j) - p[j]) for j in range(k)] for i in range(k)]


# %% logaddexp and one-hot  kind="right"
def softmax(z):
    return np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None])


def cross_entropy(y, z):
    log_p = z - np.logaddexp.reduce(z, axis=1)[:, None]
    picked = np.where(np.eye(z.shape[1])[y] == 1, log_p, 0)
    return -picked.sum() / len(y)


def softmax_slopes(p):
    slopes = -np.outer(p, p)
    slopes[np.diag_indices(len(p))] += p
    return slopes


# %% columns instead of rows  kind="wrong" lose=1 message="columns add up to 1"
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def cross_entropy(y, z):
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def softmax_slopes(p):
    return np.diag(p) - np.outer(p, p)


# %% the whole batch adds up to 1  kind="wrong" lose=1 message="together add up to 1"
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def cross_entropy(y, z):
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def softmax_slopes(p):
    return np.diag(p) - np.outer(p, p)


# %% overflows  kind="wrong" lose=3 message="Subtract the largest score|NaN"
def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y, z):
    e = np.exp(z)
    p = e / e.sum(axis=1, keepdims=True)
    return np.mean(-np.log(p[np.arange(len(y)), y]))


def softmax_slopes(p):
    return np.diag(p) - np.outer(p, p)


# %% the largest of the batch  kind="wrong" lose=3 message="not of the whole batch|NaN"
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y, z):
    z = z - z.max()
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def softmax_slopes(p):
    return np.diag(p) - np.outer(p, p)


# %% picks too many  kind="wrong" lose=2 message="picks every class"
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y, z):
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -np.mean(log_p[:, y])


def softmax_slopes(p):
    return np.diag(p) - np.outer(p, p)


# %% a clipped logarithm  kind="wrong" lose=2 message="It was clipped"
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = np.clip(e / e.sum(axis=1, keepdims=True), 1e-7, 1)
    return np.mean(-np.log(p[np.arange(len(y)), y]))


def softmax_slopes(p):
    return np.diag(p) - np.outer(p, p)


# %% a sum, and a diagonal  kind="wrong" lose=3 message="take the mean over the examples"
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y, z):
    z = z - z.max(axis=1, keepdims=True)
    return np.sum(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def softmax_slopes(p):
    return np.diag(p * (1 - p))


# %% slopes as for a sigmoid  kind="wrong" lose=1 message="the diagonal alone"
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y, z):
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def softmax_slopes(p):
    return p * (1 - p)


# %% slopes without the diagonal  kind="wrong" lose=1 message="On the diagonal it is"
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y, z):
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def softmax_slopes(p):
    return -np.outer(p, p)
