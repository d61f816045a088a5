# %% rows from the integers  kind="right"
def cross_entropy(labels, z):
    if labels.ndim == 1:
        labels = np.eye(z.shape[1])[labels]
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return -(labels * log_p).sum(axis=1)


# %% the log of the sum minus what the truth has  kind="right"
def cross_entropy(labels, z):
    highest = z.max(axis=1)
    total = highest + np.log(np.exp(z - highest[:, None]).sum(axis=1))
    if np.ndim(labels) == 2:
        return total - np.einsum("nk,nk->n", labels, z)
    return total - np.take_along_axis(z, labels[:, None], axis=1)[:, 0]


# %% Keras's losses  kind="right"
def cross_entropy(labels, z):
    name = "categorical" if labels.ndim == 2 else "sparse_categorical"
    loss = getattr(keras.losses, f"{name}_crossentropy")
    if labels.ndim == 2:
        labels = labels.astype("float64")
    return loss(labels, z.astype("float64"), from_logits=True)


# %% a loop  kind="right"
def cross_entropy(labels, z):
    losses = []
    for truth, row in zip(labels, z, strict=True):
        shifted = row - row.max()
        log_p = shifted - np.log(np.sum(np.exp(shifted)))
        losses.append(-log_p[truth] if np.ndim(truth) == 0 else -np.dot(truth, log_p))
    return np.array(losses)


# %% the mean  kind="wrong" lose=3 message="one loss for each example"
def cross_entropy(labels, z):
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    if labels.ndim == 1:
        return -log_p[np.arange(len(labels)), labels].mean()
    return -np.sum(labels * log_p, axis=1).mean()


# %% picks every label for every example  kind="wrong" lose=1 message="picks one for each"
def cross_entropy(labels, z):
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    if labels.ndim == 1:
        return -log_p[:, labels]
    return -np.sum(labels * log_p, axis=1)


# %% the logarithm of a softmax  kind="wrong" lose=3 message="must be finite"
def cross_entropy(labels, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    log_p = np.log(e / e.sum(axis=1, keepdims=True))
    if labels.ndim == 1:
        return -log_p[np.arange(len(labels)), labels]
    return -np.sum(labels * log_p, axis=1)


# %% clips  kind="wrong" lose=1 message="It was clipped"
def cross_entropy(labels, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    log_p = np.log(np.clip(e / e.sum(axis=1, keepdims=True), 1e-7, 1))
    if labels.ndim == 1:
        return -log_p[np.arange(len(labels)), labels]
    exact = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return -np.sum(labels * exact, axis=1)


# %% the largest entry of a row decides  kind="wrong" lose=2 message="A row need not be one-hot"
def cross_entropy(labels, z):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels]


# %% forgets the log of the sum  kind="wrong" lose=3 message="The log of the sum"
def cross_entropy(labels, z):
    if labels.ndim == 1:
        return -z[np.arange(len(labels)), labels]
    return -np.sum(labels * z, axis=1)


# %% the sign  kind="wrong" lose=3 message="A loss is positive"
def cross_entropy(labels, z):
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    if labels.ndim == 1:
        return log_p[np.arange(len(labels)), labels]
    return np.sum(labels * log_p, axis=1)


# %% tells the dialects apart by their type  kind="wrong" lose=2 message="one loss for each example|by the number of axes|broadcast"
def cross_entropy(labels, z):
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    if labels.dtype.kind in "iu":
        return -log_p[np.arange(len(labels)), labels]
    return -np.sum(labels * log_p, axis=1)


# %% a mean over the classes  kind="wrong" lose=2 message="a mean divides by their number"
def cross_entropy(labels, z):
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    if labels.ndim == 1:
        return -log_p[np.arange(len(labels)), labels]
    return -np.mean(labels * log_p, axis=1)


# %% the largest of the batch  kind="wrong" lose=3 message="of each row, not of the whole batch|NaN|not right"
def cross_entropy(labels, z):
    z = z - z.max()
    log_p = z - np.log(np.maximum(np.exp(z).sum(axis=1, keepdims=True), 1e-300))
    if labels.ndim == 1:
        return -log_p[np.arange(len(labels)), labels]
    return -np.sum(labels * log_p, axis=1)


# %% a small number so that there is a logarithm  kind="wrong" lose=1 message="the exact loss can be had"
def cross_entropy(labels, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    if labels.ndim == 1:
        labels = np.eye(z.shape[1])[labels]
    return -(labels * np.log(p + 1e-12)).sum(axis=1)


# %% the logarithm of the scores  kind="wrong" lose=3 message="have no logarithm"
def cross_entropy(labels, z):
    if labels.ndim == 1:
        labels = np.eye(z.shape[1])[labels]
    return -(labels * np.log(z)).sum(axis=1)


# %% subtracts the largest in one place only  kind="wrong" lose=3 message="in one place, and not in the other"
def cross_entropy(labels, z):
    s = z - z.max(axis=1, keepdims=True)
    if labels.ndim == 1:
        labels = np.eye(z.shape[1])[labels]
    return -(labels * z).sum(axis=1) + np.log(np.exp(s).sum(axis=1))


# %% a binary cross-entropy for each class  kind="wrong" lose=3 message="only the truth counts|must be finite"
def cross_entropy(labels, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    if labels.ndim == 1:
        labels = np.eye(z.shape[1])[labels]
    return -np.sum(labels * np.log(p) + (1 - labels) * np.log(1 - p), axis=1)
