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
