# %% a loop with branches  kind="right"
def penalty_gradients(weights, l1, l2):
    gradients = []
    for w in weights:
        if w.ndim == 1:
            gradients.append(0 * w)
        else:
            gradients.append(l1 * (1.0 * (w > 0) - 1.0 * (w < 0)) + 2 * l2 * w)
    return gradients


# %% a tape, and a sign for the corner  kind="right"
def penalty_gradients(weights, l1, l2):
    found = []
    for w in weights:
        variable = tf.Variable(np.asarray(w, dtype="float64"))
        with tf.GradientTape() as tape:
            free = len(w.shape) < 2
            price = tf.reduce_sum(variable**2) * (0.0 if free else l2)
        found.append(tape.gradient(price, variable) + (0 if free else l1 * np.sign(w)))
    return tuple(found)


# %% a mask of what pays  kind="right"
def penalty_gradients(weights, l1, l2):
    pays = [float(np.ndim(w) > 1) for w in weights]
    return [
        p * (np.sign(w) * l1 + (w + w) * l2) for p, w in zip(pays, weights, strict=True)
    ]


# %% the half of another library  kind="wrong" lose=2 message="derivative of w² is 2w"
def penalty_gradients(weights, l1, l2):
    return [
        l1 * np.sign(w) + l2 * w if w.ndim > 1 else np.zeros_like(w) for w in weights
    ]


# %% biases are pulled  kind="wrong" lose=2 message="Biases are free"
def penalty_gradients(weights, l1, l2):
    return [l1 * np.sign(w) + 2 * l2 * w for w in weights]


# %% leaves the biases out  kind="wrong" lose=2 message="A bias has a gradient too"
def penalty_gradients(weights, l1, l2):
    return [l1 * np.sign(w) + 2 * l2 * w for w in weights if w.ndim > 1]


# %% l1 without the sign  kind="wrong" lose=2 message="its sign counts"
def penalty_gradients(weights, l1, l2):
    return [
        l1 * np.ones_like(w) + 2 * l2 * w if w.ndim > 1 else np.zeros_like(w)
        for w in weights
    ]


# %% one at zero  kind="wrong" lose=2 message="At 0 the gradient is 0"
def penalty_gradients(weights, l1, l2):
    return [
        l1 * np.where(w >= 0, 1.0, -1.0) + 2 * l2 * w
        if w.ndim > 1
        else np.zeros_like(w)
        for w in weights
    ]


# %% the penalty itself  kind="wrong" lose=2 message="not its gradient"
def penalty_gradients(weights, l1, l2):
    return [
        l1 * np.abs(w) + l2 * w**2 if w.ndim > 1 else np.zeros_like(w) for w in weights
    ]


# %% downhill  kind="wrong" lose=2 message="sign counts|uphill|not right"
def penalty_gradients(weights, l1, l2):
    return [
        -l1 * np.sign(w) - 2 * l2 * w if w.ndim > 1 else np.zeros_like(w)
        for w in weights
    ]


# %% changes the weights  kind="wrong" lose=2 message="changed its argument"
def penalty_gradients(weights, l1, l2):
    found = []
    for w in weights:
        signs = np.sign(w)
        if w.ndim > 1:
            w *= 2 * l2
            w += l1 * signs
        found.append(w if w.ndim > 1 else 0 * w)
    return found


# %% one number for all  kind="wrong" lose=2 message="one array for each array"
def penalty_gradients(weights, l1, l2):
    return sum(l1 + 2 * l2 * w.sum() for w in weights if w.ndim > 1)


# %% one pull or the other  kind="wrong" lose=2 message="two pulls add up"
def penalty_gradients(weights, l1, l2):
    return [
        (l1 * np.sign(w) if l1 else 2 * l2 * w) if np.ndim(w) > 1 else np.zeros_like(w)
        for w in weights
    ]
