# %% layer by layer from the config  kind="right"
def reuse(base, n_reused, n_classes):
    net = keras.Sequential([keras.Input(base.input_shape[1:])])
    for old in base.layers[:n_reused]:
        new = layers.Dense.from_config(old.get_config())
        net.add(new)
        new.set_weights(old.get_weights())
        new.trainable = False
    net.add(layers.Dense(n_classes))
    return net


# %% a functional model turned into a Sequential's twin  kind="right"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    for new, old in zip(copy.layers, base.layers, strict=False):
        new.set_weights(old.get_weights())
        new.trainable = False
    outputs = layers.Dense(n_classes, name="new_head")(copy.layers[n_reused - 1].output)
    return keras.Model(copy.inputs[0], outputs)


# %% clone, pop, add  kind="right"
def reuse(base, n_reused, n_classes):
    net = keras.models.clone_model(base)
    net.set_weights(base.get_weights())
    while len(net.layers) > n_reused:
        net.pop()
    net.trainable = False
    head = layers.Dense(n_classes, kernel_initializer="he_normal", name="head")
    net.trainable = True
    for layer in net.layers:
        layer.trainable = False
    net.add(head)
    return net


# %% shares the layers  kind="wrong" lose=3 message="share their layers"
def reuse(base, n_reused, n_classes):
    kept = base.layers[:n_reused]
    for layer in kept:
        layer.trainable = False
    return keras.Sequential(
        [keras.Input(base.input_shape[1:]), *kept, layers.Dense(n_classes)]
    )


# %% a clone without weights  kind="wrong" lose=3 message="clone_model draws new weights"
def reuse(base, n_reused, n_classes):
    kept = keras.models.clone_model(base).layers[:n_reused]
    for layer in kept:
        layer.trainable = False
    return keras.Sequential(
        [keras.Input(base.input_shape[1:]), *kept, layers.Dense(n_classes)]
    )


# %% nothing is frozen  kind="wrong" lose=3 message="Nothing is frozen"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    return keras.Sequential(
        [
            keras.Input(base.input_shape[1:]),
            *copy.layers[:n_reused],
            layers.Dense(n_classes),
        ]
    )


# %% the head is frozen too  kind="wrong" lose=3 message="head is frozen too"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    net = keras.Sequential(
        [
            keras.Input(base.input_shape[1:]),
            *copy.layers[:n_reused],
            layers.Dense(n_classes),
        ]
    )
    net.trainable = False
    return net


# %% on top of the old head  kind="wrong" lose=3 message="old head is still there|One layer too many"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    for layer in copy.layers:
        layer.trainable = False
    return keras.Sequential(
        [keras.Input(base.input_shape[1:]), *copy.layers, layers.Dense(n_classes)]
    )


# %% one layer too few  kind="wrong" lose=3 message="too few"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    kept = copy.layers[: n_reused - 1]
    for layer in kept:
        layer.trainable = False
    return keras.Sequential(
        [keras.Input(base.input_shape[1:]), *kept, layers.Dense(n_classes)]
    )


# %% a head with softmax  kind="wrong" lose=3 message="head returns logits"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    kept = copy.layers[:n_reused]
    for layer in kept:
        layer.trainable = False
    head = layers.Dense(n_classes, activation="softmax")
    return keras.Sequential([keras.Input(base.input_shape[1:]), *kept, head])


# %% ELU, whatever the base had  kind="wrong" lose=3 message="with their settings"
def reuse(base, n_reused, n_classes):
    net = keras.Sequential([keras.Input(base.input_shape[1:])])
    for old in base.layers[:n_reused]:
        net.add(layers.Dense(old.units, activation="elu", trainable=False))
        net.layers[-1].set_weights(old.get_weights())
    net.add(layers.Dense(n_classes))
    return net


# %% only the biases are forgotten  kind="wrong" lose=3 message="not those of the base"
def reuse(base, n_reused, n_classes):
    net = keras.Sequential([keras.Input(base.input_shape[1:])])
    for old in base.layers[:n_reused]:
        new = layers.Dense.from_config(old.get_config())
        net.add(new)
        new.kernel.assign(old.kernel)
        new.trainable = False
    net.add(layers.Dense(n_classes))
    return net


# %% no input is named  kind="wrong" lose=3 message="what its inputs look like"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    kept = copy.layers[:n_reused]
    for layer in kept:
        layer.trainable = False
    return keras.Sequential([*kept, layers.Dense(n_classes)])


# %% a model inside the model  kind="wrong" lose=3 message="layers themselves"
def reuse(base, n_reused, n_classes):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    inputs = keras.Input(base.input_shape[1:])
    body = keras.Sequential([inputs, *copy.layers[:n_reused]])
    body.trainable = False
    return keras.Sequential(
        [keras.Input(base.input_shape[1:]), body, layers.Dense(n_classes)]
    )
