# %% a matrix product  kind="right"
def neuron(x, w, b):
    return np.matmul(x, w) + b


# %% a sum over the inputs  kind="right"
def neuron(x, w, b):
    return (np.asarray(x) * np.asarray(w)).sum(axis=1) + b


# %% one example after the other  kind="right"
def neuron(x, w, b):
    scores = []
    for example in x:
        score = b
        for value, weight in zip(example, w, strict=True):
            score = score + value * weight
        scores.append(float(score))
    return scores


# %% forgets the bias  kind="wrong" lose=1 message="The bias is missing"
def neuron(x, w, b):
    return x @ w


# %% a bias for each input  kind="wrong" lose=1 message="added to every input"
def neuron(x, w, b):
    return (x * w + b).sum(axis=1)


# %% decides  kind="wrong" lose=1 message="Return the scores themselves"
def neuron(x, w, b):
    return (x @ w + b > 0).astype(int)


# %% a mean  kind="wrong" lose=1 message="a neuron adds them up"
def neuron(x, w, b):
    return (x * w).mean(axis=1) + b


# %% does not add up  kind="wrong" lose=1 message="wrong shape"
def neuron(x, w, b):
    return x * w + b


# %% adds up everything  kind="wrong" lose=1 message="wrong shape"
def neuron(x, w, b):
    return np.sum(x * w) + b


# %% for two inputs only  kind="wrong" lose=1 message="whatever the number of inputs"
def neuron(x, w, b):
    second = x[:, 1] * w[1] if len(w) > 1 else 0
    return x[:, 0] * w[0] + second + b


# %% prints and returns nothing  kind="wrong" lose=1 message="is None"
def neuron(x, w, b):
    print(x @ w + b)
