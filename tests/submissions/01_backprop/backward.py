# %% one-hot by assignment  kind="right"
def backward(net, x, y, hidden, p):
    g = p.copy()
    g[np.arange(len(y)), y] -= 1
    g /= len(y)
    blame = g @ net["w2"].T
    blame[hidden <= 0] = 0
    return {"w2": hidden.T @ g, "b2": g.sum(0), "w1": x.T @ blame, "b1": blame.sum(0)}


# %% einsum  kind="right"
def backward(net, x, y, hidden, p):
    n, classes = p.shape
    g = (p - (np.asarray(y)[:, None] == np.arange(classes))) / n
    d = np.einsum("no,uo->nu", g, net["w2"]) * np.sign(hidden)
    return dict(
        w1=np.einsum("ni,nu->iu", x, d),
        b1=np.einsum("nu->u", d),
        w2=np.einsum("nu,no->uo", hidden, g),
        b2=np.einsum("no->o", g),
    )


# %% example by example  kind="right"
def backward(net, x, y, hidden, p):
    grads = {key: np.zeros_like(value, dtype=float) for key, value in net.items()}
    n = len(x)
    for k in range(n):
        g = p[k].astype(float).copy()
        g[y[k]] -= 1
        d = (net["w2"] @ g) * (hidden[k] > 0)
        grads["w2"] += np.outer(hidden[k], g) / n
        grads["b2"] += g / n
        grads["w1"] += np.outer(x[k], d) / n
        grads["b1"] += d / n
    return grads


# %% a sum, not a mean  kind="wrong" lose=4 message="divide by the number of examples"
def backward(net, x, y, hidden, p):
    g = p - np.eye(p.shape[1])[y]
    d = (g @ net["w2"].T) * (hidden > 0)
    return {"w1": x.T @ d, "b1": d.sum(0), "w2": hidden.T @ g, "b2": g.sum(0)}


# %% truth minus probability  kind="wrong" lose=4 message="probability minus truth"
def backward(net, x, y, hidden, p):
    g = (np.eye(p.shape[1])[y] - p) / len(x)
    d = (g @ net["w2"].T) * (hidden > 0)
    return {"w1": x.T @ d, "b1": d.sum(0), "w2": hidden.T @ g, "b2": g.sum(0)}


# %% forgets the truth  kind="wrong" lose=4 message="Subtract the one-hot truth"
def backward(net, x, y, hidden, p):
    g = p / len(x)
    d = (g @ net["w2"].T) * (hidden > 0)
    return {"w1": x.T @ d, "b1": d.sum(0), "w2": hidden.T @ g, "b2": g.sum(0)}


# %% forgets the slope of the ReLU  kind="wrong" lose=2 message="asleep learns nothing"
def backward(net, x, y, hidden, p):
    g = (p - np.eye(p.shape[1])[y]) / len(x)
    d = g @ net["w2"].T
    return {"w1": x.T @ d, "b1": d.sum(0), "w2": hidden.T @ g, "b2": g.sum(0)}


# %% the value of the ReLU for its slope  kind="wrong" lose=2 message="1 or 0"
def backward(net, x, y, hidden, p):
    g = (p - np.eye(p.shape[1])[y]) / len(x)
    d = (g @ net["w2"].T) * hidden
    return {"w1": x.T @ d, "b1": d.sum(0), "w2": hidden.T @ g, "b2": g.sum(0)}


# %% w2 not transposed  kind="wrong" lose=4 message="goes with w2.T"
def backward(net, x, y, hidden, p):
    g = (p - np.eye(p.shape[1])[y]) / len(x)
    d = (g @ net["w2"]) * (hidden > 0)
    return {"w1": x.T @ d, "b1": d.sum(0), "w2": hidden.T @ g, "b2": g.sum(0)}


# %% the mean twice for the biases  kind="wrong" lose=4 message="n is in g already"
def backward(net, x, y, hidden, p):
    g = (p - np.eye(p.shape[1])[y]) / len(x)
    d = (g @ net["w2"].T) * (hidden > 0)
    return {"w1": x.T @ d, "b1": d.mean(0), "w2": hidden.T @ g, "b2": g.mean(0)}


# %% spoils the probabilities  kind="wrong" lose=2 message="changed its argument p"
def backward(net, x, y, hidden, p):
    before = p.copy()
    p[np.arange(len(y)), y] -= 1
    g = (before - np.eye(p.shape[1])[y]) / len(x)
    d = (g @ net["w2"].T) * (hidden > 0)
    return {"w1": x.T @ d, "b1": d.sum(0), "w2": hidden.T @ g, "b2": g.sum(0)}


# %% a tuple  kind="wrong" lose=4 message="a dict with the keys|TypeError|indices"
def backward(net, x, y, hidden, p):
    g = (p - np.eye(p.shape[1])[y]) / len(x)
    d = (g @ net["w2"].T) * (hidden > 0)
    return x.T @ d, d.sum(0), hidden.T @ g, g.sum(0)
