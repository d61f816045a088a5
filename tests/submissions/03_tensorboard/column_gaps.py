# %% all variables, then the kernels  kind="right"
def column_gaps(model, x, y):
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    variables = model.trainable_variables
    gaps = []
    for variable, g in zip(variables, tape.gradient(loss, variables), strict=True):
        if len(variable.shape) == 2:
            g = g.numpy()
            gaps.append(float((g.max(axis=1) - g.min(axis=1)).max()))
    return gaps


# %% layer by layer  kind="right"
def column_gaps(model, x, y):
    gaps = []
    for layer in model.layers:
        if not isinstance(layer, layers.Dense):
            continue
        with tf.GradientTape() as tape:
            loss = loss_of(model, x, y)
        g = tape.gradient(loss, layer.kernel)
        gap = tf.reduce_max(g, axis=1) - tf.reduce_min(g, axis=1)
        gaps.append(float(tf.reduce_max(gap)))
    return gaps


# %% an array of gaps  kind="right"
def column_gaps(model, x, y):
    kernels = [w for w in model.trainable_weights if w.name == "kernel"]
    with tf.GradientTape() as tape:
        loss = keras.ops.mean(keras.ops.abs(y - model(x, training=True)))
    return np.array([np.ptp(g, axis=1).max() for g in tape.gradient(loss, kernels)])


# %% gaps of the weights  kind="wrong" lose=3 message="gaps of the weights"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    return [float(np.ptp(np.asarray(k), axis=1).max()) for k in kernels]


# %% compares rows  kind="wrong" lose=3 message="gaps between rows"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    return [float(np.ptp(g, axis=0).max()) for g in tape.gradient(loss, kernels)]


# %% compares all entries  kind="wrong" lose=3 message="Compare within each row"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    return [float(np.ptp(g)) for g in tape.gradient(loss, kernels)]


# %% the mean of the rows  kind="wrong" lose=3 message="largest, not the mean"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    return [float(np.ptp(g, axis=1).mean()) for g in tape.gradient(loss, kernels)]


# %% biases too  kind="wrong" lose=3 message="one number for each kernel"
def column_gaps(model, x, y):
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    gradients = tape.gradient(loss, model.trainable_variables)
    return [float(np.ptp(np.atleast_2d(g), axis=1).max()) for g in gradients]


# %% takes a step  kind="wrong" lose=3 message="do not take a step"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    gradients = tape.gradient(loss, kernels)
    for kernel, gradient in zip(kernels, gradients, strict=True):
        kernel.assign_sub(0.01 * gradient)
    return [float(np.ptp(g, axis=1).max()) for g in gradients]


# %% another loss  kind="wrong" lose=3 message="is not right"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = keras.ops.mean(keras.ops.square(y - model(x)))
    return [float(np.ptp(g, axis=1).max()) for g in tape.gradient(loss, kernels)]


# %% sorted rows  kind="right"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    ordered = [np.sort(g, axis=1) for g in tape.gradient(loss, kernels)]
    return [np.max(g[:, -1] - g[:, 0]) for g in ordered]


# %% deviations  kind="wrong" lose=3 message="That is a deviation"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    return [float(np.std(g, axis=1).max()) for g in tape.gradient(loss, kernels)]


# %% the largest entry  kind="wrong" lose=3 message="That is the largest entry"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    return [float(np.abs(g).max()) for g in tape.gradient(loss, kernels)]


# %% from the last layer to the first  kind="wrong" lose=3 message="in the order of the layers"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    gradients = tape.gradient(loss, kernels)[::-1]
    return [float(np.ptp(g, axis=1).max()) for g in gradients]


# %% one number for all  kind="wrong" lose=3 message="one number for each kernel"
def column_gaps(model, x, y):
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    return max(float(np.ptp(g, axis=1).max()) for g in tape.gradient(loss, kernels))
