# %% functional  kind="right"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    first = h = keras.Input((inputs,))
    for _ in range(n_hidden):
        if before:
            h = layers.Dense(units, use_bias=False, kernel_initializer="he_normal")(h)
            h = layers.BatchNormalization(momentum=0.9)(h)
            h = layers.ELU()(h)
        else:
            h = layers.Dense(units, activation="elu", kernel_initializer="he_normal")(h)
            h = layers.BatchNormalization(momentum=0.9)(h)
    return keras.Model(first, layers.Dense(n_classes)(h))


# %% one list, He uniform  kind="right"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    parts = [keras.Input(shape=(inputs,))]
    for _ in range(n_hidden):
        dense = layers.Dense(
            units, kernel_initializer="he_uniform", use_bias=not before
        )
        norm = layers.BatchNormalization(momentum=0.9)
        elu = layers.Activation("elu")
        parts += [dense, norm, elu] if before else [dense, elu, norm]
    return keras.Sequential([*parts, layers.Dense(n_classes)])


# %% another epsilon, activation as a function  kind="right"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential()
    net.add(keras.Input((inputs,)))
    he = keras.initializers.HeNormal
    for _ in range(n_hidden):
        net.add(layers.Dense(units, kernel_initializer=he(), use_bias=not before))
        if not before:
            net.add(layers.Activation(keras.activations.elu))
        net.add(layers.BatchNormalization(momentum=0.9, epsilon=1e-5))
        if before:
            net.add(layers.Activation(keras.activations.elu))
    net.add(layers.Dense(n_classes, kernel_initializer=he()))
    return net


# %% always before  kind="wrong" lose=2 message="with before=False"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, kernel_initializer="he_normal", use_bias=False))
        net.add(layers.BatchNormalization(momentum=0.9))
        net.add(layers.Activation("elu"))
    net.add(layers.Dense(n_classes))
    return net


# %% always after, for the activation is in the dense layer  kind="wrong" lose=2 message="other side of the activation"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(
            layers.Dense(
                units,
                activation="elu",
                kernel_initializer="he_normal",
                use_bias=not before,
            )
        )
        net.add(layers.BatchNormalization(momentum=0.9))
    net.add(layers.Dense(n_classes))
    return net


# %% keeps the dead bias  kind="wrong" lose=2 message="taken away by its mean"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, kernel_initializer="he_normal"))
        pair = [layers.BatchNormalization(momentum=0.9), layers.Activation("elu")]
        for layer in pair if before else pair[::-1]:
            net.add(layer)
    net.add(layers.Dense(n_classes))
    return net


# %% no bias anywhere  kind="wrong" lose=2 message="output layer needs its bias"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, kernel_initializer="he_normal", use_bias=False))
        pair = [layers.BatchNormalization(momentum=0.9), layers.Activation("elu")]
        for layer in pair if before else pair[::-1]:
            net.add(layer)
    net.add(layers.Dense(n_classes, use_bias=False))
    return net


# %% the default momentum  kind="wrong" lose=2 message="momentum of batch norm must be 0.9"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(
            layers.Dense(units, kernel_initializer="he_normal", use_bias=not before)
        )
        pair = [layers.BatchNormalization(), layers.Activation("elu")]
        for layer in pair if before else pair[::-1]:
            net.add(layer)
    net.add(layers.Dense(n_classes))
    return net


# %% norm on the inputs too  kind="wrong" lose=2 message="on the inputs"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    net.add(layers.BatchNormalization(momentum=0.9))
    for _ in range(n_hidden):
        net.add(
            layers.Dense(units, kernel_initializer="he_normal", use_bias=not before)
        )
        pair = [layers.BatchNormalization(momentum=0.9), layers.Activation("elu")]
        for layer in pair if before else pair[::-1]:
            net.add(layer)
    net.add(layers.Dense(n_classes))
    return net


# %% two activations  kind="wrong" lose=2 message="two activations|other side"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(
            layers.Dense(
                units,
                activation="elu",
                kernel_initializer="he_normal",
                use_bias=not before,
            )
        )
        pair = [layers.BatchNormalization(momentum=0.9), layers.Activation("elu")]
        for layer in pair if before else pair[::-1]:
            net.add(layer)
    net.add(layers.Dense(n_classes))
    return net


# %% ReLU  kind="wrong" lose=2 message="These are ReLUs"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(
            layers.Dense(units, kernel_initializer="he_normal", use_bias=not before)
        )
        pair = [layers.BatchNormalization(momentum=0.9), layers.Activation("relu")]
        for layer in pair if before else pair[::-1]:
            net.add(layer)
    net.add(layers.Dense(n_classes))
    return net


# %% the default start  kind="wrong" lose=2 message="That is Glorot"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, use_bias=not before))
        pair = [layers.BatchNormalization(momentum=0.9), layers.Activation("elu")]
        for layer in pair if before else pair[::-1]:
            net.add(layer)
    net.add(layers.Dense(n_classes))
    return net


# %% softmax outputs  kind="wrong" lose=2 message="no softmax"
def norm_net(n_classes, n_hidden, units, inputs=784, before=True):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(
            layers.Dense(units, kernel_initializer="he_normal", use_bias=not before)
        )
        if before:
            net.add(layers.BatchNormalization(momentum=0.9))
            net.add(layers.ELU())
        else:
            net.add(layers.ELU())
            net.add(layers.BatchNormalization(momentum=0.9))
    net.add(layers.Dense(n_classes, activation="softmax"))
    return net
