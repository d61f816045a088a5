# %% one-hot labels  kind="right"
def head_step(features, labels, kernel, bias, learning_rate):
    z = features @ kernel + bias
    e = np.exp(z - np.max(z, axis=1)[:, None])
    error = e / e.sum(axis=1)[:, None] - np.eye(len(bias))[labels]
    return (
        kernel - learning_rate * (features.T @ error) / len(features),
        bias - learning_rate * error.mean(axis=0),
    )


# %% one example after the other  kind="right"
def head_step(features, labels, kernel, bias, learning_rate):
    grad_w, grad_b = np.zeros_like(kernel), np.zeros_like(bias)
    for h, label in zip(features, labels, strict=False):
        z = h @ kernel + bias
        p = np.exp(z - z.max())
        p = p / p.sum()
        p[label] -= 1
        grad_w += np.outer(h, p)
        grad_b += p
    n = len(labels)
    return [kernel - learning_rate * grad_w / n, bias - learning_rate * grad_b / n]


# %% the logarithm of the softmax  kind="right"
def head_step(features, labels, kernel, bias, learning_rate):
    z = np.einsum("ni,ic->nc", features, kernel) + bias
    z = z - z.max(axis=-1, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))
    one_hot = (np.arange(kernel.shape[1]) == np.asarray(labels)[:, None]).astype(float)
    slope = (np.exp(log_p) - one_hot) / z.shape[0]
    return kernel - learning_rate * features.T.dot(
        slope
    ), bias - learning_rate * np.sum(slope, axis=0)


# %% uphill  kind="wrong" lose=2 message="uphill"
def head_step(features, labels, kernel, bias, learning_rate):
    z = features @ kernel + bias
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    return kernel + learning_rate * features.T @ p, bias + learning_rate * p.sum(axis=0)


# %% the sum, not the mean  kind="wrong" lose=2 message="divide by the batch size"
def head_step(features, labels, kernel, bias, learning_rate):
    z = features @ kernel + bias
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    return kernel - learning_rate * features.T @ p, bias - learning_rate * p.sum(axis=0)


# %% overflows  kind="wrong" lose=2 message="largest logit"
def head_step(features, labels, kernel, bias, learning_rate):
    p = np.exp(features @ kernel + bias)
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    return kernel - learning_rate * features.T @ p, bias - learning_rate * p.sum(axis=0)


# %% in place  kind="wrong" lose=2 message="changed its argument"
def head_step(features, labels, kernel, bias, learning_rate):
    z = features @ kernel + bias
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    kernel -= learning_rate * features.T @ p
    bias -= learning_rate * p.sum(axis=0)
    return kernel, bias


# %% softmax over the batch  kind="wrong" lose=2 message="must add up to 1"
def head_step(features, labels, kernel, bias, learning_rate):
    z = features @ kernel + bias
    p = np.exp(z - z.max(axis=0))
    p /= p.sum(axis=0)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    return kernel - learning_rate * features.T @ p, bias - learning_rate * p.sum(axis=0)


# %% the bias stays  kind="wrong" lose=2 message="The new bias"
def head_step(features, labels, kernel, bias, learning_rate):
    z = features @ kernel + bias
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    return kernel - learning_rate * features.T @ p, bias


# %% the gradients  kind="wrong" lose=2 message="return the new weights"
def head_step(features, labels, kernel, bias, learning_rate):
    z = features @ kernel + bias
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    return features.T @ p, p.sum(axis=0)
