# %% a loop over layers  kind="right"
def layerwise_step(weights, gradients, rates):
    new = []
    for k, rate in enumerate(rates):
        for i in (2 * k, 2 * k + 1):
            new.append(weights[i] - rate * gradients[i])
    return new


# %% the position halved  kind="right"
def layerwise_step(weights, gradients, rates):
    return [
        np.subtract(w, rates[i // 2] * g)
        for i, (w, g) in enumerate(zip(weights, gradients, strict=False))
    ]


# %% copies changed in place  kind="right"
def layerwise_step(weights, gradients, rates):
    new = [np.array(w) for w in weights]
    for position in range(len(new)):
        new[position] -= float(rates[position >> 1]) * np.asarray(gradients[position])
    return tuple(new)


# %% one rate an array  kind="wrong" lose=2 message="half as many rates"
def layerwise_step(weights, gradients, rates):
    return [w - rate * g for w, g, rate in zip(weights, gradients, rates, strict=False)]


# %% cycles through the rates  kind="wrong" lose=2 message="One rate a layer"
def layerwise_step(weights, gradients, rates):
    return [
        w - rates[i % len(rates)] * g
        for i, (w, g) in enumerate(zip(weights, gradients, strict=False))
    ]


# %% uphill  kind="wrong" lose=2 message="not right"
def layerwise_step(weights, gradients, rates):
    return [
        w + r * g
        for w, g, r in zip(weights, gradients, np.repeat(rates, 2), strict=False)
    ]


# %% in place  kind="wrong" lose=2 message="changed its argument"
def layerwise_step(weights, gradients, rates):
    for w, g, rate in zip(weights, gradients, np.repeat(rates, 2), strict=False):
        w -= rate * g
    return weights


# %% rates from the head down  kind="wrong" lose=2 message="wrong order"
def layerwise_step(weights, gradients, rates):
    return [
        w - r * g
        for w, g, r in zip(weights, gradients, np.repeat(rates[::-1], 2), strict=False)
    ]


# %% biases do not move  kind="wrong" lose=2 message="new bias"
def layerwise_step(weights, gradients, rates):
    return [
        w - rates[i // 2] * g if w.ndim == 2 else w
        for i, (w, g) in enumerate(zip(weights, gradients, strict=False))
    ]


# %% one rate for all  kind="wrong" lose=2 message="same rate|first rate|not right"
def layerwise_step(weights, gradients, rates):
    return [w - np.mean(rates) * g for w, g in zip(weights, gradients, strict=False)]


# %% pairs of arrays  kind="wrong" lose=2 message="one array for each"
def layerwise_step(weights, gradients, rates):
    return [
        (
            weights[2 * k] - r * gradients[2 * k],
            weights[2 * k + 1] - r * gradients[2 * k + 1],
        )
        for k, r in enumerate(rates)
    ]
