# %% scikit-learn's scaler  kind="right"
def squash_and_whiten(x_train, x_new, c):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(np.tanh(x_train / c))
    return scaler.transform(np.tanh(x_train / c)), scaler.transform(np.tanh(x_new / c))


# %% column by column  kind="right"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(np.array(x_train) / c), np.tanh(np.array(x_new) / c)
    for column in range(a.shape[1]):
        mean, deviation = np.mean(a[:, column]), np.std(a[:, column])
        if deviation < 1e-9:
            deviation = 1.0
        a[:, column] = (a[:, column] - mean) / deviation
        b[:, column] = (b[:, column] - mean) / deviation
    return [a, b]


# %% both at once  kind="right"
def squash_and_whiten(x_train, x_new, c):
    both = np.tanh(np.concatenate([x_train, x_new]) / c)
    train = both[: len(x_train)]
    deviation = train.std(axis=0)
    deviation[deviation <= 1e-9] = 1
    both = (both - train.mean(axis=0)) / deviation
    return both[: len(x_train)], both[len(x_train) :]


# %% new data with their own statistics  kind="wrong" lose=2 message="use those of the training data"
def squash_and_whiten(x_train, x_new, c):
    def white(x):
        x = np.tanh(x / c)
        deviation = x.std(axis=0)
        return (x - x.mean(axis=0)) / np.where(deviation < 1e-9, 1, deviation)

    return white(x_train), white(x_new)


# %% tanh without c  kind="wrong" lose=2 message="Divide by c before tanh"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train), np.tanh(x_new)
    deviation = a.std(axis=0)
    deviation = np.where(deviation < 1e-9, 1, deviation)
    return (a - a.mean(axis=0)) / deviation, (b - a.mean(axis=0)) / deviation


# %% statistics over all entries  kind="wrong" lose=2 message="take them by column"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    return (a - a.mean()) / a.std(), (b - a.mean()) / a.std()


# %% a constant column is divided by 0  kind="wrong" lose=2 message="NaN or infinite"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    return (a - a.mean(axis=0)) / a.std(axis=0), (b - a.mean(axis=0)) / a.std(axis=0)


# %% a deviation of 1e-17 counts  kind="wrong" lose=2 message="not quite 0, by rounding"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    deviation = np.where(a.std(axis=0) == 0, 1, a.std(axis=0))
    return (a - a.mean(axis=0)) / deviation, (b - a.mean(axis=0)) / deviation


# %% squashed, not whitened  kind="wrong" lose=2 message="not whitened"
def squash_and_whiten(x_train, x_new, c):
    return np.tanh(x_train / c), np.tanh(x_new / c)


# %% whitens first, then squashes  kind="wrong" lose=2 message="Squash first"
def squash_and_whiten(x_train, x_new, c):
    mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
    deviation = np.where(deviation < 1e-9, 1, deviation)
    return np.tanh((x_train - mean) / deviation), np.tanh((x_new - mean) / deviation)


# %% the deviation of a sample  kind="wrong" lose=2 message="with n - 1"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    deviation = a.std(axis=0, ddof=1)
    deviation = np.where(deviation < 1e-9, 1, deviation)
    return (a - a.mean(axis=0)) / deviation, (b - a.mean(axis=0)) / deviation


# %% in place  kind="wrong" lose=2 message="changed its argument"
def squash_and_whiten(x_train, x_new, c):
    for x in (x_train, x_new):
        x /= c
        np.tanh(x, out=x)
    mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
    deviation = np.where(deviation < 1e-9, 1, deviation)
    return (x_train - mean) / deviation, (x_new - mean) / deviation


# %% in float32  kind="right"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(np.float32(x_train) / c), np.tanh(np.float32(x_new) / c)
    mean, deviation = a.mean(axis=0), a.std(axis=0)
    deviation[deviation < 1e-9] = 1
    return (a - mean) / deviation, (b - mean) / deviation


# %% tensors  kind="right"
def squash_and_whiten(x_train, x_new, c):
    a, b = tf.tanh(tf.constant(x_train) / c), tf.tanh(tf.constant(x_new) / c)
    mean, variance = tf.nn.moments(a, axes=[0])
    deviation = tf.sqrt(variance)
    deviation = tf.where(deviation < 1e-9, tf.ones_like(deviation), deviation)
    return (a - mean) / deviation, (b - mean) / deviation


# %% a small number added to the deviation  kind="wrong" lose=2 message="by 1, not by 1e-9"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    mean, deviation = a.mean(axis=0), a.std(axis=0) + 1e-9
    return (a - mean) / deviation, (b - mean) / deviation


# %% a deviation of 1e-9 at least  kind="wrong" lose=2 message="by 1, not by 1e-9"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    mean, deviation = a.mean(axis=0), np.maximum(a.std(axis=0), 1e-9)
    return (a - mean) / deviation, (b - mean) / deviation


# %% statistics of both arrays together  kind="wrong" lose=2 message="training array's alone"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    both = np.concatenate([a, b])
    mean, deviation = both.mean(axis=0), both.std(axis=0)
    deviation[deviation < 1e-9] = 1
    return (a - mean) / deviation, (b - mean) / deviation


# %% statistics of the raw columns  kind="wrong" lose=2 message="\*squashed\* columns"
def squash_and_whiten(x_train, x_new, c):
    a, b = np.tanh(x_train / c), np.tanh(x_new / c)
    mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
    deviation[deviation < 1e-9] = 1
    return (a - mean) / deviation, (b - mean) / deviation


# %% row by row  kind="wrong" lose=2 message="statistics of each row"
def squash_and_whiten(x_train, x_new, c):
    def white(x):
        mean, deviation = x.mean(axis=1), x.std(axis=1)
        deviation[deviation < 1e-9] = 1
        return (x - mean[:, None]) / deviation[:, None]

    return white(np.tanh(x_train / c)), white(np.tanh(x_new / c))
