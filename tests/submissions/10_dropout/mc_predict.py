# %% a softmax in NumPy  kind="right"
def mc_predict(model, x, n_samples):
    samples = []
    for _ in range(n_samples):
        logits = np.asarray(model(x, training=True), dtype=float)
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        samples.append(e / e.sum(axis=1, keepdims=True))
    return np.mean(samples, axis=0), np.std(samples, axis=0)


# %% one large batch  kind="right"
def mc_predict(model, x, n_samples):
    many = np.repeat(x[None], n_samples, axis=0).reshape(-1, x.shape[-1])
    p = np.asarray(keras.ops.softmax(model(many, training=True)))
    p = p.reshape(n_samples, len(x), -1)
    return p.mean(axis=0), p.std(axis=0)


# %% running sums, as tensors  kind="right"
def mc_predict(model, x, n_samples):
    total, squares = 0.0, 0.0
    for _ in range(n_samples):
        p = keras.ops.softmax(model(x, training=True), axis=-1)
        total, squares = total + p, squares + p * p
    mean = total / n_samples
    variance = keras.ops.maximum(squares / n_samples - mean * mean, 0.0)
    return [mean, keras.ops.sqrt(variance)]


# %% dropout is off  kind="wrong" lose=3 message="samples agree"
def mc_predict(model, x, n_samples):
    samples = np.stack([keras.ops.softmax(model(x)) for _ in range(n_samples)])
    return samples.mean(axis=0), samples.std(axis=0)


# %% forgets softmax  kind="wrong" lose=3 message="apply softmax"
def mc_predict(model, x, n_samples):
    samples = np.stack([model(x, training=True) for _ in range(n_samples)])
    return samples.mean(axis=0), samples.std(axis=0)


# %% softmax of the averaged logits  kind="wrong" lose=3 message="softmax first, then the mean"
def mc_predict(model, x, n_samples):
    logits = np.stack([model(x, training=True) for _ in range(n_samples)])
    mean = np.asarray(keras.ops.softmax(logits.mean(axis=0)))
    return mean, np.asarray(keras.ops.softmax(logits)).std(axis=0)


# %% the variance  kind="wrong" lose=3 message="That is the variance"
def mc_predict(model, x, n_samples):
    samples = [keras.ops.softmax(model(x, training=True)) for _ in range(n_samples)]
    return np.mean(samples, axis=0), np.var(samples, axis=0)


# %% the standard error  kind="wrong" lose=3 message="That is the standard error"
def mc_predict(model, x, n_samples):
    samples = [keras.ops.softmax(model(x, training=True)) for _ in range(n_samples)]
    return np.mean(samples, axis=0), np.std(samples, axis=0) / np.sqrt(n_samples)


# %% the spread over classes  kind="wrong" lose=3 message="wrong shape"
def mc_predict(model, x, n_samples):
    samples = [keras.ops.softmax(model(x, training=True)) for _ in range(n_samples)]
    mean = np.mean(samples, axis=0)
    return mean, mean.std(axis=-1)


# %% only one sample  kind="wrong" lose=3 message="samples agree"
def mc_predict(model, x, n_samples):
    p = np.asarray(keras.ops.softmax(model(x, training=True)))
    return p, p[None].std(axis=0)
