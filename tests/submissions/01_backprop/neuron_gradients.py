# %% node by node  kind="right"
def neuron_gradients(w, b, x, y):
    z = w * x + b
    a = 1 / (1 + np.exp(-z))
    d_error = 2 * (a - y) / len(x)
    d_z = d_error * (a - a**2)
    return (d_z * x).sum(), d_z.sum()


# %% means  kind="right"
def neuron_gradients(w, b, x, y):
    a = 0.5 + 0.5 * np.tanh((w * x + b) / 2)
    each = 2 * (a - y) * a * (1 - a)
    return [float(np.mean(each * x)), float(np.mean(each))]


# %% a loop over the examples  kind="right"
def neuron_gradients(w, b, x, y):
    d_w = d_b = 0.0
    for one, truth in zip(x, y, strict=True):
        a = 1 / (1 + np.exp(-(w * one + b)))
        blame = 2 * (a - truth) * a * (1 - a) / len(x)
        d_w += blame * one
        d_b += blame
    return np.array([d_w, d_b])


# %% forgets the sigmoid  kind="wrong" lose=2 message="slope of the sigmoid is missing"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = 2 * (a - y) / len(x)
    return np.sum(d_z * x), np.sum(d_z)


# %% forgets the two  kind="wrong" lose=2 message="factor 2 from the square"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = (a - y) * a * (1 - a)
    return np.mean(d_z * x), np.mean(d_z)


# %% a sum over the batch  kind="wrong" lose=2 message="L is their mean"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = 2 * (a - y) * a * (1 - a)
    return np.sum(d_z * x), np.sum(d_z)


# %% downhill  kind="wrong" lose=2 message="sign is turned round"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = 2 * (y - a) * a * (1 - a)
    return np.mean(d_z * x), np.mean(d_z)


# %% no x for the weight  kind="wrong" lose=2 message="has the factor x"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = 2 * (a - y) * a * (1 - a)
    return np.mean(d_z), np.mean(d_z)


# %% w instead of x  kind="wrong" lose=2 message="factor x, not w"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = 2 * (a - y) * a * (1 - a)
    return np.mean(d_z * w), np.mean(d_z)


# %% the other order  kind="wrong" lose=2 message="order is dL/dw, dL/db"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = 2 * (a - y) * a * (1 - a)
    return np.mean(d_z), np.mean(d_z * x)


# %% means too early  kind="wrong" lose=2 message="example by example"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = np.mean(2 * (a - y) * a * (1 - a))
    return d_z * np.mean(x), d_z


# %% a gradient for each example  kind="wrong" lose=2 message="wrong shape"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = 2 * (a - y) * a * (1 - a) / len(x)
    return d_z * x, d_z


# %% two examples for ever  kind="wrong" lose=2 message="Divide by n"
def neuron_gradients(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_z = (a - y) * a * (1 - a)
    return np.sum(d_z * x), np.sum(d_z)
