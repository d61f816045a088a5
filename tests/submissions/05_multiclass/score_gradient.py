# %% by logaddexp  kind="right"
def score_gradient(rows, z):
    p = np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))
    return (p - rows) / z.shape[0]


# %% TensorFlow's tape  kind="right"
def score_gradient(rows, z):
    import tensorflow as tf

    scores, truth = tf.constant(z, "float64"), tf.constant(rows, "float64")
    with tf.GradientTape() as tape:
        tape.watch(scores)
        losses = tf.nn.softmax_cross_entropy_with_logits(truth, scores)
        mean = tf.reduce_mean(losses)
    return tape.gradient(mean, scores)


# %% one example at a time  kind="right"
def score_gradient(rows, z):
    gradient = np.zeros_like(z, dtype=float)
    for i, (truth, scores) in enumerate(zip(rows, z, strict=True)):
        e = np.exp(scores - scores.max())
        gradient[i] = e / e.sum() - truth
    return gradient / len(rows)


# %% forgets the mean  kind="wrong" lose=2 message="divide by its size"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) - rows


# %% the sign  kind="wrong" lose=2 message="what the net said minus what is true"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (rows - e / e.sum(axis=1, keepdims=True)) / len(z)


# %% a mean over all entries  kind="wrong" lose=2 message="not of all entries"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - rows) / z.size


# %% only the score of the truth  kind="wrong" lose=2 message="The other scores count too"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return rows * (e / e.sum(axis=1, keepdims=True) - rows) / len(z)


# %% with the slope of a sigmoid besides  kind="wrong" lose=2 message="No further factor"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - rows) * p * (1 - p) / len(z)


# %% the slope in the probabilities  kind="wrong" lose=2 message="in the probabilities, not in the scores"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return -rows / (e / e.sum(axis=1, keepdims=True)) / len(z)


# %% rows are made one-hot  kind="wrong" lose=2 message="Rows need not be one-hot"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    hot = np.eye(z.shape[1])[rows.argmax(axis=1)]
    return (e / e.sum(axis=1, keepdims=True) - hot) / len(z)


# %% scores are not turned into probabilities  kind="wrong" lose=2 message="Turn the scores into probabilities first"
def score_gradient(rows, z):
    return (z - rows) / len(z)


# %% not stable  kind="wrong" lose=2 message="NaN"
def score_gradient(rows, z):
    e = np.exp(z)
    return (e / e.sum(axis=1, keepdims=True) - rows) / len(z)


# %% one softmax for the batch  kind="wrong" lose=2 message="a softmax of its own"
def score_gradient(rows, z):
    e = np.exp(z)
    return (e / e.sum() - rows) / len(z)


# %% changes the rows  kind="wrong" lose=2 message="changed its argument rows"
def score_gradient(rows, z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    rows -= e / e.sum(axis=1, keepdims=True)
    rows /= -len(z)
    return rows
