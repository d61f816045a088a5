# %% the logarithm of the sum, by logaddexp  kind="right"
def softmax(z, temperature=1.0):
    z = np.asarray(z) / temperature
    return np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))


# %% the largest first, then the temperature  kind="right"
def softmax(z, temperature=1.0):
    shifted = (z - np.max(z, axis=-1, keepdims=True)) / temperature
    shares = np.exp(shifted)
    return shares / np.sum(shares, axis=-1, keepdims=True)


# %% row by row  kind="right"
def softmax(z, temperature=1.0):
    rows = np.asarray(z, dtype=float).reshape(-1, z.shape[-1])
    found = []
    for row in rows:
        e = np.exp((row - max(row)) / temperature)
        found.append(e / sum(e))
    return np.array(found).reshape(z.shape)


# %% Keras's own  kind="right"
def softmax(z, temperature=1.0):
    return keras.ops.softmax(keras.ops.convert_to_tensor(z / temperature), axis=-1)


# %% sums the columns  kind="wrong" lose=3 message="The columns add up to 1"
def softmax(z, temperature=1.0):
    e = np.exp(z / temperature)
    return e / e.sum(axis=0)


# %% sums everything  kind="wrong" lose=3 message="All rows together add up to 1"
def softmax(z, temperature=1.0):
    e = np.exp(z / temperature)
    return e / e.sum()


# %% not stable  kind="wrong" lose=3 message="must be finite"
def softmax(z, temperature=1.0):
    e = np.exp(z / temperature)
    return e / e.sum(axis=-1, keepdims=True)


# %% forgets the temperature  kind="wrong" lose=1 message="Is the temperature used"
def softmax(z, temperature=1.0):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% multiplies by the temperature  kind="wrong" lose=1 message="so that heat makes all alike"
def softmax(z, temperature=1.0):
    z = z * temperature
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% cools the probabilities, not the scores  kind="wrong" lose=1 message="Divide the scores by it, before np.exp"
def softmax(z, temperature=1.0):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) / temperature


# %% only two axes  kind="wrong" lose=2 message="axis -1|AxisError|out of bounds"
def softmax(z, temperature=1.0):
    z = z / temperature
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% rounds, as the book does  kind="wrong" lose=3 message="Do not round"
def softmax(z, temperature=1.0):
    z = z / temperature
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.round(e / e.sum(axis=-1, keepdims=True), 3)


# %% the largest of all, not of each row  kind="wrong" lose=2 message="of each row, not of the whole array"
def softmax(z, temperature=1.0):
    z = z / temperature
    e = np.exp(z - z.max())
    return e / np.maximum(e.sum(axis=-1, keepdims=True), 1e-300)


# %% a sigmoid of each  kind="wrong" lose=3 message="they share nothing"
def softmax(z, temperature=1.0):
    return 1 / (1 + np.exp(-z / temperature))


# %% changes the scores in place  kind="wrong" lose=2 message="changed its argument z"
def softmax(z, temperature=1.0):
    if z.dtype == float:
        z -= z.max(axis=-1, keepdims=True)
        z /= temperature
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)
