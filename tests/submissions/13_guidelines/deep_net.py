# %% functional  kind="right"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    first = h = keras.Input((inputs,))
    for _ in range(n_hidden):
        h = layers.Dense(
            units, "elu", kernel_initializer=keras.initializers.HeNormal()
        )(h)
    return keras.Model(first, layers.Dense(n_classes)(h))


# %% He uniform, activations as layers  kind="right"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input(shape=(inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, kernel_initializer="he_uniform"))
        net.add(layers.ELU())
    net.add(layers.Dense(n_classes, kernel_initializer="he_uniform"))
    return net


# %% variance scaling spelled out, one list  kind="right"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    def hidden():
        start = keras.initializers.VarianceScaling(2.0, "fan_in", "truncated_normal")
        return layers.Dense(
            units, activation=keras.activations.elu, kernel_initializer=start
        )

    parts = [hidden() for _ in range(n_hidden)]
    return keras.Sequential(
        [keras.Input((inputs,)), *parts, layers.Dense(n_classes, activation="linear")]
    )


# %% Glorot, the default  kind="wrong" lose=2 message="That is Glorot"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, activation="elu"))
    net.add(layers.Dense(n_classes))
    return net


# %% LeCun  kind="wrong" lose=2 message="That is LeCun"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(
            layers.Dense(units, activation="elu", kernel_initializer="lecun_normal")
        )
    net.add(layers.Dense(n_classes))
    return net


# %% He's number for all weights  kind="wrong" lose=2 message="All weights are the same"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    n = inputs
    for _ in range(n_hidden):
        same = keras.initializers.Constant(math.sqrt(2 / n))
        net.add(layers.Dense(units, activation="elu", kernel_initializer=same))
        n = units
    net.add(layers.Dense(n_classes))
    return net


# %% ReLU  kind="wrong" lose=2 message="These are ReLUs"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, activation="relu", kernel_initializer="he_normal"))
    net.add(layers.Dense(n_classes))
    return net


# %% softmax outputs  kind="wrong" lose=2 message="no softmax"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, activation="elu", kernel_initializer="he_normal"))
    net.add(layers.Dense(n_classes, activation="softmax"))
    return net


# %% ELU on the outputs too  kind="wrong" lose=2 message="No activation on the last layer"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for size in [units] * n_hidden + [n_classes]:
        net.add(layers.Dense(size, activation="elu", kernel_initializer="he_normal"))
    return net


# %% always five layers of a hundred  kind="wrong" lose=2 message="n_hidden layers"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(5):
        net.add(layers.Dense(100, activation="elu", kernel_initializer="he_normal"))
    net.add(layers.Dense(n_classes))
    return net


# %% the outputs count as a hidden layer  kind="wrong" lose=2 message="One hidden layer is missing"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden - 1):
        net.add(layers.Dense(units, activation="elu", kernel_initializer="he_normal"))
    net.add(layers.Dense(n_classes))
    return net


# %% without biases  kind="wrong" lose=2 message="Every layer has a bias"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(
            layers.Dense(
                units,
                activation="elu",
                kernel_initializer="he_normal",
                use_bias=False,
            )
        )
    net.add(layers.Dense(n_classes))
    return net


# %% no activation  kind="wrong" lose=2 message="no activation on the hidden layers"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, kernel_initializer="he_normal"))
    net.add(layers.Dense(n_classes))
    return net


# %% dropout already  kind="wrong" lose=2 message="no dropout and no batch norm yet"
def deep_net(n_classes, n_hidden=5, units=100, inputs=784):
    net = keras.Sequential([keras.Input((inputs,))])
    for _ in range(n_hidden):
        net.add(layers.Dense(units, "elu", kernel_initializer="he_normal"))
        net.add(layers.Dropout(0.5))
    net.add(layers.Dense(n_classes))
    return net
