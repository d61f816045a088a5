# %% as Keras writes it  kind="right"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w, m, v = np.array(w, dtype="float64"), 0.0, 0.0
    for t in range(1, len(gradients) + 1):
        w = w * (1 - learning_rate * weight_decay)
        g = gradients[t - 1] + 2 * l2 * w
        m = m + (g - m) * 0.1
        v = v + (g * g - v) * 0.001
        alpha = learning_rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        w = w - alpha * m / (np.sqrt(v) + 1e-7)
    return w


# %% with Keras's optimisers  kind="right"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    variable = tf.Variable(np.asarray(w, dtype="float32"))
    optimizer = keras.optimizers.AdamW(learning_rate, weight_decay=weight_decay)
    optimizer.build([variable])
    shrink = learning_rate * weight_decay
    for row in np.asarray(gradients, dtype="float32"):
        g = tf.constant(row) + 2 * l2 * (1 - shrink) * variable
        optimizer.apply([g], [variable])
    return variable.numpy()


# %% weight by weight  kind="right"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    ends = []
    starts = np.asarray(w, float).tolist()
    for start, column in zip(starts, np.transpose(gradients), strict=True):
        m = v = 0.0
        for t, gradient in enumerate(column.tolist(), start=1):
            start -= learning_rate * weight_decay * start
            g = gradient + 2 * l2 * start
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            top, bottom = m / (1 - 0.9**t), math.sqrt(v / (1 - 0.999**t)) + 1e-7
            start -= learning_rate * top / bottom
        ends.append(start)
    return ends


# %% no bias correction  kind="wrong" lose=3 message="divided by 1"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w, m, v = np.array(w, dtype=float), 0.0, 0.0
    for gradient in gradients:
        w = w - learning_rate * weight_decay * w
        g = gradient + 2 * l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w = w - learning_rate * m / (np.sqrt(v) + 1e-7)
    return w


# %% l2 as a decay  kind="wrong" lose=3 message="goes into g, before Adam"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w, m, v = np.array(w, dtype=float), 0.0, 0.0
    for t, g in enumerate(gradients, start=1):
        w = w - learning_rate * (weight_decay + 2 * l2) * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w = w - learning_rate * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t))
    return w


# %% the decay as a gradient  kind="wrong" lose=3 message="must not go through the gradient"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w, m, v = np.array(w, dtype=float), 0.0, 0.0
    for t, gradient in enumerate(gradients, start=1):
        g = gradient + 2 * l2 * w + weight_decay * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w = w - learning_rate * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t))
    return w


# %% the decay without the learning rate  kind="wrong" lose=3 message="multiplied by the learning rate too"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w, m, v = np.array(w, dtype=float), 0.0, 0.0
    for t, gradient in enumerate(gradients, start=1):
        w = w - weight_decay * w
        g = gradient + 2 * l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w = w - learning_rate * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t))
    return w


# %% the decay after the step  kind="wrong" lose=3 message="First the decay"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w, m, v = np.array(w, dtype=float), 0.0, 0.0
    for t, gradient in enumerate(gradients, start=1):
        g = gradient + 2 * l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w = w - learning_rate * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t))
        w = w - learning_rate * weight_decay * w
    return w


# %% half of the penalty's gradient  kind="wrong" lose=3 message="2 · l2 · w"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w, m, v = np.array(w, dtype=float), 0.0, 0.0
    for t, gradient in enumerate(gradients, start=1):
        w = w - learning_rate * weight_decay * w
        g = gradient + l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w = w - learning_rate * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t))
    return w


# %% changes the weights it was given  kind="wrong" lose=3 message="changed its argument w"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    m, v = 0.0, 0.0
    for t, gradient in enumerate(gradients, start=1):
        w -= learning_rate * weight_decay * w
        g = gradient + 2 * l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w -= learning_rate * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t))
    return w


# %% plain gradient descent  kind="wrong" lose=3 message="plain gradient descent"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    w = np.array(w, dtype=float)
    for gradient in gradients:
        w = w - learning_rate * (gradient + 2 * l2 * w + weight_decay * w)
    return w
