# %% a diagonal matrix  kind="right"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = np.diag(gamma * (variance + epsilon) ** -0.5)
    return kernel @ scale, beta - mean @ scale


# %% asks for the outputs  kind="right"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    def both(x):
        return gamma * (x @ kernel - mean) / np.sqrt(variance + epsilon) + beta

    n = kernel.shape[0]
    bias = both(np.zeros((1, n)))[0]
    return both(np.eye(n)) - bias, bias


# %% column by column  kind="right"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    new_kernel, new_bias = np.empty_like(kernel), np.empty_like(beta)
    for j in range(len(gamma)):
        scale = gamma[j] / math.sqrt(variance[j] + epsilon)
        new_kernel[:, j] = scale * kernel[:, j]
        new_bias[j] = beta[j] - scale * mean[j]
    return [new_kernel, new_bias]


# %% forgets the mean  kind="wrong" lose=2 message="-mean · scale is missing"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    return kernel * gamma / np.sqrt(variance + epsilon), beta.copy()


# %% the mean is not scaled  kind="wrong" lose=2 message="The mean is scaled as well"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    return kernel * gamma / np.sqrt(variance + epsilon), beta - mean


# %% scales beta  kind="wrong" lose=2 message="beta is added after the scaling"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, (beta - mean) * scale


# %% no root  kind="wrong" lose=2 message="Divide by the .root."
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = gamma / (variance + epsilon)
    return kernel * scale, beta - mean * scale


# %% forgets epsilon  kind="wrong" lose=2 message="multiplied by gamma / root"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = gamma / np.sqrt(variance)
    return kernel * scale, beta - mean * scale


# %% epsilon outside of the root  kind="wrong" lose=2 message="epsilon is under the root|multiplied by gamma"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = gamma / (np.sqrt(variance) + epsilon)
    return kernel * scale, beta - mean * scale


# %% gamma is left out  kind="wrong" lose=2 message="gamma is missing"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    root = np.sqrt(variance + epsilon)
    return kernel / root, beta - mean / root


# %% the kernel stays  kind="wrong" lose=2 message="kernel is not scaled"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel, beta - mean * scale


# %% adds the mean  kind="wrong" lose=2 message="The mean is subtracted"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, beta + mean * scale


# %% changes the kernel in place  kind="wrong" lose=2 message="changed its argument kernel"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    scale = gamma / np.sqrt(variance + epsilon)
    kernel *= scale
    return kernel, beta - mean * scale


# %% adds epsilon in place  kind="wrong" lose=2 message="changed its argument variance"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    variance += epsilon
    s = gamma / np.sqrt(variance)
    return kernel * s, beta - mean * s


# %% the kernel alone  kind="wrong" lose=2 message="must return a pair"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    return kernel * gamma / np.sqrt(variance + epsilon)


# %% the mean without gamma  kind="wrong" lose=2 message="multiplied by gamma"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    s = gamma / np.sqrt(variance + epsilon)
    return kernel * s, beta - mean / np.sqrt(variance + epsilon)


# %% tensors  kind="right"
def fold_batch_norm(kernel, gamma, beta, mean, variance, epsilon):
    o = keras.ops
    s = gamma * o.rsqrt(o.convert_to_tensor(variance + epsilon))
    return o.multiply(kernel, s), beta - mean * s
