# %% a dict of slopes  kind="right"
def pull(errors, loss):
    slopes = {"l2": 2 * errors, "l1": np.sign(errors)}
    sizes = np.abs(slopes[loss])
    return sizes / np.sum(sizes)


# %% plain Python  kind="right"
def pull(errors, loss):
    sizes = [abs(e) if loss == "l2" else float(e != 0) for e in errors]
    return [size / sum(sizes) for size in sizes]


# %% gradients by tape  kind="right"
def pull(errors, loss):
    e = tf.Variable(errors)
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(e**2 if loss == "l2" else tf.abs(e))
    slopes = tf.abs(tape.gradient(total, e))
    return slopes / tf.reduce_sum(slopes)


# %% shares of the loss  kind="wrong" lose=1 message="share of the loss"
def pull(errors, loss):
    sizes = errors**2 if loss == "l2" else np.abs(errors)
    return sizes / sizes.sum()


# %% signs are kept  kind="wrong" lose=1 message="Sizes have no sign"
def pull(errors, loss):
    slopes = errors if loss == "l2" else np.sign(errors)
    return slopes / slopes.sum()


# %% not divided  kind="wrong" lose=1 message="Divide by their sum"
def pull(errors, loss):
    return 2 * np.abs(errors) if loss == "l2" else np.ones(len(errors))


# %% the other way round  kind="wrong" lose=1 message="That is L1"
def pull(errors, loss):
    sizes = np.abs(errors) if loss == "l1" else (errors != 0).astype(float)
    return sizes / sizes.sum()


# %% an error of 0 pulls too  kind="wrong" lose=1 message="An error of 0 does not pull"
def pull(errors, loss):
    sizes = np.abs(errors) if loss == "l2" else np.ones(len(errors))
    return sizes / sizes.sum()


# %% divided by their number  kind="wrong" lose=1 message="not by their number"
def pull(errors, loss):
    sizes = np.abs(errors) if loss == "l2" else np.abs(np.sign(errors))
    return sizes / len(errors)


# %% a power of the size, in float32  kind="right"
def pull(errors, loss):
    sizes = np.abs(np.asarray(errors, "float32"))
    slopes = np.where(sizes > 0, sizes ** {"l2": 1, "l1": 0}[loss], 0)
    return slopes / np.sum(slopes)


# %% the 2 in the numerator alone  kind="wrong" lose=1 message="The sizes are 2"
def pull(errors, loss):
    if loss == "l2":
        return 2 * np.abs(errors) / np.abs(errors).sum()
    return np.abs(np.sign(errors)) / np.count_nonzero(errors)


# %% a capital letter  kind="wrong" lose=1 message="in small letters"
def pull(errors, loss):
    sizes = np.abs(errors) if loss == "L2" else np.abs(np.sign(errors))
    return sizes / sizes.sum()


# %% divided by a norm  kind="wrong" lose=1 message="root of their squares"
def pull(errors, loss):
    sizes = np.abs(errors) if loss == "l2" else np.abs(np.sign(errors))
    return sizes / np.linalg.norm(sizes)


# %% divided by the largest  kind="wrong" lose=1 message="they add up to 1"
def pull(errors, loss):
    sizes = np.abs(errors) if loss == "l2" else np.abs(np.sign(errors))
    return sizes / sizes.max()


# %% a sign by division  kind="wrong" lose=1 message="divided by zero"
def pull(errors, loss):
    sizes = np.abs(errors) if loss == "l2" else np.abs(errors / np.abs(errors))
    return sizes / sizes.sum()
