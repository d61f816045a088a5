# %% other names, an object as loss  kind="right"
def build_net(n_inputs, hidden, learning_rate):
    x = keras.layers.Input(shape=(n_inputs,), name="measurements")
    h = x
    for i, units in enumerate(hidden):
        h = keras.layers.Dense(units, name=f"hidden_{i}")(h)
        h = keras.layers.ReLU()(h)
    y = keras.layers.Dense(1, activation="linear", name="alcohol")(h)
    model = keras.Model(inputs=x, outputs=y, name="wine")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
        loss=keras.losses.MeanAbsoluteError(),
        metrics=["mse"],
    )
    return model


# %% another initialiser, "mae" for short, activation as a function  kind="right"
def build_net(n_inputs, hidden, learning_rate):
    first = keras.Input(shape=[n_inputs])
    layer = first
    for units in hidden:
        dense = layers.Dense(
            units, activation=keras.activations.relu, kernel_initializer="he_normal"
        )
        layer = dense(layer)
    last = layers.Dense(1, activation=None)(layer)
    net = keras.models.Model(first, last)
    net.compile(keras.optimizers.Adam(learning_rate), "mae")
    return net


# %% by recursion, layers.Activation  kind="right"
def build_net(n_inputs, hidden, learning_rate):
    def after(signal, sizes):
        if not sizes:
            return layers.Dense(1)(signal)
        signal = layers.Activation("relu")(layers.Dense(sizes[0])(signal))
        return after(signal, sizes[1:])

    inputs = keras.Input((n_inputs,))
    net = keras.Model(inputs, after(inputs, list(hidden)))
    adam = keras.optimizers.Adam()
    adam.learning_rate = learning_rate
    net.compile(optimizer=adam, loss=keras.losses.MeanAbsoluteError(name="mae"))
    return net


# %% a ReLU on the output  kind="wrong" lose=2 message="could never be negative"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(signal)
    net = keras.Model(inputs, layers.Dense(1, activation="relu")(signal))
    net.compile(keras.optimizers.Adam(learning_rate), loss="mae")
    return net


# %% a sigmoid on the output  kind="wrong" lose=2 message="has a sigmoid"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(signal)
    net = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(signal))
    net.compile(keras.optimizers.Adam(learning_rate), loss="mae")
    return net


# %% no activation in the hidden layers  kind="wrong" lose=2 message="a straight line"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units)(signal)
    net = keras.Model(inputs, layers.Dense(1)(signal))
    net.compile(keras.optimizers.Adam(learning_rate), loss="mae")
    return net


# %% each layer is called on the input  kind="wrong" lose=2 message="wrong weights"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(inputs)
    net = keras.Model(inputs, layers.Dense(1)(signal))
    net.compile(keras.optimizers.Adam(learning_rate), loss="mae")
    return net


# %% a Sequential  kind="wrong" lose=2 message="functional API"
def build_net(n_inputs, hidden, learning_rate):
    net = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden:
        net.add(layers.Dense(units, activation="relu"))
    net.add(layers.Dense(1))
    net.compile(keras.optimizers.Adam(learning_rate), loss="mae")
    return net


# %% the mean squared error  kind="wrong" lose=1 message="mean squared error"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(signal)
    net = keras.Model(inputs, layers.Dense(1)(signal))
    net.compile(keras.optimizers.Adam(learning_rate), loss="mse")
    return net


# %% the default rate  kind="wrong" lose=1 message="takes the default rate"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(signal)
    net = keras.Model(inputs, layers.Dense(1)(signal))
    net.compile(optimizer="adam", loss="mae")
    return net


# %% plain gradient descent  kind="wrong" lose=1 message="The optimiser"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(signal)
    net = keras.Model(inputs, layers.Dense(1)(signal))
    net.compile(keras.optimizers.SGD(learning_rate), loss="mae")
    return net


# %% not compiled  kind="wrong" lose=1 message="not compiled"
def build_net(n_inputs, hidden, learning_rate):
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(signal)
    return keras.Model(inputs, layers.Dense(1)(signal))


# %% dropout as well  kind="wrong" lose=2 message="no dropout, no noise"
def build_net(n_inputs, hidden, learning_rate):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden:
        x = layers.Dense(units, activation="relu")(x)
        x = layers.Dropout(0.2)(x)
    net = keras.Model(inputs, layers.Dense(1)(x))
    net.compile(keras.optimizers.Adam(learning_rate), loss="mae")
    return net
