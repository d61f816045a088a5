# %% where, in three cases  kind="right"
def soft_threshold(w, amount):
    return np.where(w > amount, w - amount, np.where(w < -amount, w + amount, 0.0))


# %% what is left after clipping  kind="right"
def soft_threshold(w, amount):
    return w - np.clip(w, -amount, amount)


# %% one by one  kind="right"
def soft_threshold(w, amount):
    out = np.zeros(np.shape(w))
    for i in np.ndindex(out.shape):
        if abs(w[i]) > amount:
            out[i] = w[i] - amount if w[i] > 0 else w[i] + amount
    return out


# %% two ReLUs, as tensors  kind="right"
def soft_threshold(w, amount):
    w = keras.ops.convert_to_tensor(w)
    return keras.ops.relu(w - amount) - keras.ops.relu(-w - amount)


# %% jumps over zero  kind="wrong" lose=2 message="must stop there"
def soft_threshold(w, amount):
    return w - amount * np.sign(w)


# %% a hard threshold  kind="wrong" lose=2 message="That is a hard threshold"
def soft_threshold(w, amount):
    return np.where(np.abs(w) > amount, w, 0.0)


# %% loses the signs  kind="wrong" lose=2 message="The signs are lost"
def soft_threshold(w, amount):
    return np.maximum(np.abs(w) - amount, 0)


# %% one ReLU only  kind="wrong" lose=2 message="Negative weights shrink too"
def soft_threshold(w, amount):
    return np.maximum(w - amount, 0)


# %% clips  kind="wrong" lose=2 message="what is taken away"
def soft_threshold(w, amount):
    return np.clip(w, -amount, amount)


# %% in place  kind="wrong" lose=2 message="changed its argument w"
def soft_threshold(w, amount):
    small = np.abs(w) <= amount
    w -= amount * np.sign(w)
    w[small] = 0
    return w


# %% always by one  kind="wrong" lose=2 message="minimiser"
def soft_threshold(w, amount):
    return np.sign(w) * np.maximum(np.abs(w) - 1.0, 0)
