# %% a new net from the configs  kind="right"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    extra = n_classes - bias.size
    if extra < 0:
        raise ValueError("fewer classes than before")
    wider = keras.Sequential([keras.Input(net.input_shape[1:])])
    for old in net.layers[:-1]:
        wider.add(layers.Dense.from_config(old.get_config()))
        wider.layers[-1].set_weights(old.get_weights())
    wider.add(layers.Dense(n_classes))
    drawn = keras.initializers.GlorotUniform()((len(kernel), extra))
    wider.layers[-1].set_weights(
        [np.hstack([kernel, drawn]), np.concatenate([bias, np.zeros(extra)])]
    )
    return wider


# %% pads the columns  kind="right"
def extend_head(net, n_classes):
    old = net.layers[-1]
    if n_classes < old.units:
        raise ValueError(n_classes)
    clone = keras.models.clone_model(net)
    for new, kept in zip(clone.layers, net.layers, strict=False):
        new.set_weights(kept.get_weights())
        new.trainable = kept.trainable
    clone.pop()
    clone.add(layers.Dense(n_classes, name="wider_head"))
    kernel = np.array(clone.layers[-1].kernel)
    kernel[:, : old.units] = old.kernel
    clone.layers[-1].kernel.assign(kernel)
    bias = np.pad(np.array(old.bias), (0, n_classes - old.units))
    clone.layers[-1].bias.assign(bias)
    return clone


# %% hidden layers shared, functional  kind="right"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < kernel.shape[1]:
        raise ValueError("a net cannot forget classes this way")
    inputs = keras.Input(net.input_shape[1:])
    x = inputs
    for layer in net.layers[:-1]:
        x = layer(x)
    head = layers.Dense(n_classes)
    outputs = head(x)
    w, b = head.get_weights()
    head.set_weights(
        [
            np.concatenate([kernel, w[:, kernel.shape[1] :]], axis=1),
            np.concatenate([bias, b[kernel.shape[1] :]]),
        ]
    )
    return keras.Model(inputs, outputs)


# %% a fresh head  kind="wrong" lose=3 message="Copy the old columns"
def extend_head(net, n_classes):
    if n_classes < net.layers[-1].units:
        raise ValueError
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    return keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], layers.Dense(n_classes)]
    )


# %% new classes first  kind="wrong" lose=3 message="old classes must come first"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    head = layers.Dense(n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], head]
    )
    w, b = head.get_weights()
    w[:, n_classes - len(bias) :], b[n_classes - len(bias) :] = kernel, bias
    head.set_weights([w, b])
    return wider


# %% n_classes more  kind="wrong" lose=3 message="number of all classes"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    head = layers.Dense(len(bias) + n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], head]
    )
    w, b = head.get_weights()
    w[:, : len(bias)], b[: len(bias)] = kernel, bias
    head.set_weights([w, b])
    return wider


# %% another layer on top  kind="wrong" lose=3 message="below the new one"
def extend_head(net, n_classes):
    if n_classes < net.layers[-1].units:
        raise ValueError
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    return keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers, layers.Dense(n_classes)]
    )


# %% forgets the biases  kind="wrong" lose=3 message="old biases are missing"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    head = layers.Dense(n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], head]
    )
    w, b = head.get_weights()
    w[:, : len(bias)] = kernel
    head.set_weights([w, b])
    return wider


# %% hidden layers drawn anew  kind="wrong" lose=3 message="hidden layers do not have the old weights"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError
    copy = keras.models.clone_model(net)
    head = layers.Dense(n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], head]
    )
    w, b = head.get_weights()
    w[:, : len(bias)], b[: len(bias)] = kernel, bias
    head.set_weights([w, b])
    return wider


# %% thaws everything  kind="wrong" lose=3 message="which layers can be trained"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    head = layers.Dense(n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], head]
    )
    for layer in wider.layers:
        layer.trainable = True
    w, b = head.get_weights()
    w[:, : len(bias)], b[: len(bias)] = kernel, bias
    head.set_weights([w, b])
    return wider


# %% fewer classes pass in silence  kind="wrong" lose=3 message="must raise ValueError"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    head = layers.Dense(n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], head]
    )
    w, b = head.get_weights()
    k = min(n_classes, len(bias))
    w[:, :k], b[:k] = kernel[:, :k], bias[:k]
    head.set_weights([w, b])
    return wider


# %% new columns copied from old ones  kind="wrong" lose=3 message="copies of old ones"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    head = layers.Dense(n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *copy.layers[:-1], head]
    )
    some = np.arange(n_classes) % len(bias)
    head.set_weights([kernel[:, some], bias[some]])
    return wider


# %% new columns of zeros  kind="wrong" lose=3 message="All weights of the new columns"
def extend_head(net, n_classes):
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError("too few classes")
    wider = keras.models.clone_model(net)
    wider.set_weights(net.get_weights())
    head = layers.Dense(n_classes)
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *wider.layers[:-1], head]
    )
    more = n_classes - len(bias)
    head.set_weights([np.pad(kernel, ((0, 0), (0, more))), np.pad(bias, (0, more))])
    return wider
