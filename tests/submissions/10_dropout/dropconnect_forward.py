# %% np.where on the kernel  kind="right"
def dropconnect_forward(x, kernel, bias, rate, seed):
    coins = np.random.default_rng(seed).random(kernel.shape)
    thinned = np.where(coins < rate, 0.0, kernel)
    return np.dot(x, thinned) / (1 - rate) + bias


# %% one neuron after another  kind="right"
def dropconnect_forward(x, kernel, bias, rate, seed):
    rng = np.random.default_rng(seed)
    columns = []
    for unit in range(kernel.shape[1]):
        kept = rng.random(kernel.shape[0]) >= rate
        columns.append(x @ (kernel[:, unit] * kept / (1 - rate)) + bias[unit])
    return np.stack(columns, axis=1)


# %% einsum and dropout_forward  kind="right"
def dropconnect_forward(x, kernel, bias, rate, seed):
    thinned, _ = dropout_forward(kernel, rate, seed, True)
    return np.einsum("bi,iu->bu", x, thinned) + bias


# %% drops whole inputs  kind="wrong" lose=3 message="That is dropout"
def dropconnect_forward(x, kernel, bias, rate, seed):
    kept = np.random.default_rng(seed).random((kernel.shape[0], 1)) >= rate
    return x @ (kernel * kept / (1 - rate)) + bias


# %% drops whole neurons  kind="wrong" lose=3 message="leave the bias alone|share of dropped|whole neuron"
def dropconnect_forward(x, kernel, bias, rate, seed):
    kept = np.random.default_rng(seed).random(kernel.shape[1]) >= rate
    return (x @ kernel + bias) * kept / (1 - rate)


# %% forgets to scale  kind="wrong" lose=3 message="not scaled"
def dropconnect_forward(x, kernel, bias, rate, seed):
    kept = np.random.default_rng(seed).random(kernel.shape) >= rate
    return x @ (kernel * kept) + bias


# %% scales the bias too  kind="wrong" lose=3 message="leave the bias alone"
def dropconnect_forward(x, kernel, bias, rate, seed):
    kept = np.random.default_rng(seed).random(kernel.shape) >= rate
    return (x @ (kernel * kept) + bias) / (1 - rate)


# %% forgets the bias  kind="wrong" lose=3 message="bias is missing"
def dropconnect_forward(x, kernel, bias, rate, seed):
    kept = np.random.default_rng(seed).random(kernel.shape) >= rate
    return x @ (kernel * kept / (1 - rate))


# %% keeps with probability rate  kind="wrong" lose=3 message="keep with probability"
def dropconnect_forward(x, kernel, bias, rate, seed):
    kept = np.random.default_rng(seed).random(kernel.shape) < rate
    return x @ (kernel * kept / rate) + bias


# %% a new mask for every example  kind="wrong" lose=3 message="Five equal inputs"
def dropconnect_forward(x, kernel, bias, rate, seed):
    rng = np.random.default_rng(seed)
    rows = []
    for row in x:
        kept = rng.random(kernel.shape) >= rate
        rows.append(row @ (kernel * kept / (1 - rate)) + bias)
    return np.stack(rows)
