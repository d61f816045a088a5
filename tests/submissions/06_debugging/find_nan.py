# %% with any  kind="right"
def find_nan(net, x):
    def bad(array):
        return np.any(np.isnan(array) | np.isinf(array))

    if bad(np.asarray(x)):
        return "input"
    signal = x
    for layer in net.layers:
        signal = layer(signal, training=False)
        if any(bad(np.asarray(w)) for w in layer.weights) or bad(np.asarray(signal)):
            return layer.name
    return None


# %% a model of all outputs  kind="right"
def find_nan(net, x):
    if not np.isfinite(np.sum(np.where(np.isfinite(x), 0, 1))) or not np.all(
        np.isfinite(x)
    ):
        return "input"
    watcher = keras.Model(net.inputs, [layer.output for layer in net.layers])
    outputs = watcher(tf.convert_to_tensor(x), training=False)
    for layer, output in zip(net.layers, outputs, strict=False):
        arrays = [*layer.get_weights(), np.array(output)]
        if sum(np.count_nonzero(~np.isfinite(array)) for array in arrays):
            return layer.name
    return None


# %% TensorFlow's functions  kind="right"
def find_nan(net, x):
    def finite(tensor):
        return bool(tf.reduce_all(tf.math.is_finite(tensor)))

    signal = tf.constant(x)
    if not finite(signal):
        return "input"
    for layer in net.layers:
        for variable in layer.weights:
            if not finite(tf.convert_to_tensor(variable)):
                return layer.name
        signal = layer(signal)
        if not finite(signal):
            return layer.name
    return None


# %% outputs alone  kind="wrong" lose=3 message="weights of each layer as well"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        x = layer(x)
        if not np.isfinite(x).all():
            return layer.name
    return None


# %% weights alone  kind="wrong" lose=3 message="too large|output of each layer"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        if not all(np.isfinite(w).all() for w in layer.get_weights()):
            return layer.name
    return None


# %% NaN alone, infinite numbers pass  kind="wrong" lose=3 message="Infinite is not finite"
def find_nan(net, x):
    if np.isnan(x).any():
        return "input"
    for layer in net.layers:
        x = layer(x)
        if any(np.isnan(array).any() for array in (*layer.get_weights(), x)):
            return layer.name
    return None


# %% forgets the inputs  kind="wrong" lose=3 message="look at x itself first"
def find_nan(net, x):
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            return layer.name
    return None


# %% the last layer that it reached  kind="wrong" lose=3 message="return the first"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    found = None
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            found = layer.name
    return found


# %% a position instead of a name  kind="wrong" lose=3 message="return the name of the layer"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for position, layer in enumerate(net.layers):
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            return position
    return None


# %% trainable weights alone  kind="wrong" lose=3 message="not among layer.trainable_weights"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        x = layer(x)
        weights = [np.asarray(w) for w in layer.trainable_weights]
        if not all(np.isfinite(array).all() for array in (*weights, x)):
            return layer.name
    return None


# %% always names somebody  kind="wrong" lose=3 message="must return None"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            break
    return layer.name


# %% the beginning of the net, longer and longer  kind="right"
def find_nan(net, x):
    if np.isfinite(np.asarray(x)).sum() < np.size(x):
        return "input"
    for end in range(1, len(net.layers) + 1):
        out = keras.Sequential(net.layers[:end])(x, training=False)
        last = net.layers[end - 1]
        if not all(np.isfinite(a).all() for a in [*last.get_weights(), out]):
            return last.name


# %% another word for the input  kind="wrong" lose=3 message="The word to return"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "inputs"
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            return layer.name


# %% any for all  kind="wrong" lose=3 message="one entry that is not finite is enough"
def find_nan(net, x):
    if not np.isfinite(x).any():
        return "input"
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).any() for array in (*layer.get_weights(), x)):
            return layer.name


# %% all weights first, then all outputs  kind="wrong" lose=3 message="too large"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        if not all(np.isfinite(w).all() for w in layer.get_weights()):
            return layer.name
    for layer in net.layers:
        x = layer(x)
        if not np.isfinite(x).all():
            return layer.name


# %% the layer and not its name  kind="wrong" lose=3 message="a string"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            return layer


# %% the word None  kind="wrong" lose=3 message="None itself, no string"
def find_nan(net, x):
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            return layer.name
    return "None"
