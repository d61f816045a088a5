# %% where, after a reshape  kind="right"
def class_from_prob(p, threshold):
    return np.where(np.asarray(p).reshape(-1) >= threshold, 1, 0)


# %% a list of booleans  kind="right"
def class_from_prob(p, threshold):
    return [bool(value >= threshold) for value in np.asarray(p).flatten()]


# %% the book's way, in a copy  kind="right"
def class_from_prob(p, threshold):
    classes = np.array(p, dtype=float).ravel()
    alarm = classes >= threshold
    classes[alarm], classes[~alarm] = 1, 0
    return classes


# %% a tensor  kind="right"
def class_from_prob(p, threshold):
    return keras.ops.reshape(keras.ops.cast(p >= threshold, "int32"), (-1,))


# %% writes over the probabilities  kind="wrong" lose=1 message="changed its argument"
def class_from_prob(p, threshold):
    p[p >= threshold] = 1
    p[p < threshold] = 0
    return p.ravel()


# %% rounds  kind="wrong" lose=1 message="not right"
def class_from_prob(p, threshold):
    return np.round(np.ravel(p)).astype(int)


# %% larger, not at least  kind="wrong" lose=1 message="use >="
def class_from_prob(p, threshold):
    return (np.ravel(p) > threshold).astype(int)


# %% leaves a column a column  kind="wrong" lose=1 message="a plain row of classes"
def class_from_prob(p, threshold):
    return (p >= threshold).astype(int)


# %% always 0.5  kind="wrong" lose=1 message="Is `threshold` used"
def class_from_prob(p, threshold):
    return (np.ravel(p) >= 0.5).astype(int)


# %% alarms at low probabilities  kind="wrong" lose=1 message="high probabilities get 1"
def class_from_prob(p, threshold):
    return (np.ravel(p) < threshold).astype(int)


# %% keeps the probabilities of alarms  kind="wrong" lose=1 message="nothing in between"
def class_from_prob(p, threshold):
    p = np.ravel(p)
    return np.where(p >= threshold, p, 0)


# %% writes into a view  kind="wrong" lose=1 message="another view of the same numbers"
def class_from_prob(p, threshold):
    p = np.ravel(p)
    p[p >= threshold] = 1
    p[p < threshold] = 0
    return p
