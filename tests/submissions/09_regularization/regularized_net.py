# %% the functional way  kind="right"
def regularized_net(hidden_units, l1, l2):
    def pays():
        return keras.regularizers.L1L2(l1=l1, l2=l2)

    inputs = keras.Input((784,))
    x = inputs
    for units in hidden_units:
        x = layers.Dense(units, activation="relu", kernel_regularizer=pays())(x)
    return keras.Model(inputs, layers.Dense(10, kernel_regularizer=pays())(x))


# %% partial for the hidden layers alone  kind="right"
def regularized_net(hidden_units, l1, l2):
    hidden = partial(
        layers.Dense,
        activation=keras.activations.relu,
        kernel_regularizer=keras.regularizers.l1_l2(l1, l2),
    )
    net = keras.Sequential()
    net.add(keras.Input((784,)))
    for units in hidden_units:
        net.add(hidden(units, kernel_initializer="he_uniform"))
    net.add(layers.Dense(10, kernel_regularizer=keras.regularizers.l1_l2(l1, l2)))
    return net


# %% ReLU as layers of their own  kind="right"
def regularized_net(hidden_units, l1, l2):
    dense = partial(layers.Dense, kernel_regularizer=keras.regularizers.L1L2(l1, l2))
    stack = [keras.Input((784,))]
    for units in hidden_units:
        stack += [dense(units), layers.ReLU()]
    return keras.Sequential([*stack, dense(10)])


# %% the outputs do not pay  kind="wrong" lose=3 message="output layer does not pay"
def regularized_net(hidden_units, l1, l2):
    dense = partial(
        layers.Dense,
        activation="relu",
        kernel_regularizer=keras.regularizers.L1L2(l1, l2),
    )
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, layers.Dense(10)])


# %% the outputs are ReLU  kind="wrong" lose=3 message="outputs have an activation"
def regularized_net(hidden_units, l1, l2):
    dense = partial(
        layers.Dense,
        activation="relu",
        kernel_regularizer=keras.regularizers.L1L2(l1, l2),
    )
    units = [*hidden_units, 10]
    return keras.Sequential([keras.Input((784,)), *[dense(u) for u in units]])


# %% the default strength  kind="wrong" lose=3 message="not right"
def regularized_net(hidden_units, l1, l2):
    dense = partial(layers.Dense, activation="relu", kernel_regularizer="l2")
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, dense(10, activation=None)])


# %% biases pay too  kind="wrong" lose=3 message="Biases pay too"
def regularized_net(hidden_units, l1, l2):
    pays = keras.regularizers.L1L2(l1, l2)
    dense = partial(
        layers.Dense,
        activation="relu",
        kernel_regularizer=pays,
        bias_regularizer=pays,
    )
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, dense(10, activation=None)])


# %% activations pay  kind="wrong" lose=3 message="No layer pays"
def regularized_net(hidden_units, l1, l2):
    dense = partial(
        layers.Dense,
        activation="relu",
        activity_regularizer=keras.regularizers.L1L2(l1, l2),
    )
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, dense(10, activation=None)])


# %% kernels and activations pay  kind="wrong" lose=3 message="go free|not activations"
def regularized_net(hidden_units, l1, l2):
    pays = keras.regularizers.L1L2(l1, l2)
    dense = partial(
        layers.Dense,
        activation="relu",
        kernel_regularizer=pays,
        activity_regularizer=pays,
    )
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, dense(10, activation=None)])


# %% hidden layers are linear  kind="wrong" lose=3 message="not ReLU|hidden layer"
def regularized_net(hidden_units, l1, l2):
    dense = partial(layers.Dense, kernel_regularizer=keras.regularizers.L1L2(l1, l2))
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, dense(10)])


# %% l1 is forgotten  kind="wrong" lose=3 message="pays both terms"
def regularized_net(hidden_units, l1, l2):
    dense = partial(
        layers.Dense, activation="relu", kernel_regularizer=keras.regularizers.L2(l2)
    )
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, dense(10, activation=None)])


# %% a net without penalties  kind="wrong" lose=3 message="No layer pays"
def regularized_net(hidden_units, l1, l2):
    hidden = [layers.Dense(units, activation="relu") for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, layers.Dense(10)])


# %% without an input  kind="wrong" lose=3 message="has no weights yet"
def regularized_net(hidden_units, l1, l2):
    paying = keras.regularizers.L1L2(l1, l2)
    net = keras.Sequential()
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=paying))
    net.add(layers.Dense(10, kernel_regularizer=paying))
    return net


# %% l1 and l2 are swapped  kind="wrong" lose=3 message="l1 and l2 swapped"
def regularized_net(hidden_units, l1, l2):
    paying = keras.regularizers.L1L2(l2, l1)
    net = keras.Sequential([keras.Input((784,))])
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=paying))
    net.add(layers.Dense(10, kernel_regularizer=paying))
    return net
