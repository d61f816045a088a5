# %% functional  kind="right"
def dropout_net(hidden_units, input_rate, hidden_rate):
    inputs = keras.Input(shape=(784,))
    z = layers.Dropout(input_rate)(inputs)
    for n in hidden_units:
        z = layers.Dense(n, activation="relu", kernel_initializer="he_normal")(z)
        z = layers.Dropout(hidden_rate)(z)
    return keras.Model(inputs, layers.Dense(10)(z))


# %% activations as layers of their own  kind="right"
def dropout_net(hidden_units, input_rate, hidden_rate):
    stack = [keras.Input((784,)), layers.Dropout(input_rate, name="input_dropout")]
    for units in hidden_units:
        stack += [layers.Dense(units), layers.ReLU(), layers.Dropout(hidden_rate)]
    return keras.Sequential([*stack, layers.Dense(10, activation="linear")])


# %% one list comprehension  kind="right"
def dropout_net(hidden_units, input_rate, hidden_rate):
    hidden = [
        layer
        for units in hidden_units
        for layer in (
            layers.Dense(units, "relu", kernel_initializer="he_uniform"),
            layers.Dropout(rate=hidden_rate),
        )
    ]
    return keras.models.Sequential(
        [
            layers.InputLayer((784,)),
            layers.Dropout(input_rate),
            *hidden,
            layers.Dense(10),
        ]
    )


# %% dropout on the outputs  kind="wrong" lose=3 message="Outputs are never dropped"
def dropout_net(hidden_units, input_rate, hidden_rate):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units in [*hidden_units]:
        net.add(layers.Dense(units, activation="relu"))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10))
    net.add(layers.Dropout(hidden_rate))
    return net


# %% no dropout on the inputs  kind="wrong" lose=3 message="inputs have no dropout"
def dropout_net(hidden_units, input_rate, hidden_rate):
    net = keras.Sequential([keras.Input((784,))])
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu"))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10))
    return net


# %% passes keep probabilities  kind="wrong" lose=3 message="rate, not what is kept"
def dropout_net(hidden_units, input_rate, hidden_rate):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(1 - input_rate)])
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu"))
        net.add(layers.Dropout(1 - hidden_rate))
    net.add(layers.Dense(10))
    return net


# %% the input rate everywhere  kind="wrong" lose=3 message="All layers got the input rate"
def dropout_net(hidden_units, input_rate, hidden_rate):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu"))
        net.add(layers.Dropout(input_rate))
    net.add(layers.Dense(10))
    return net


# %% softmax outputs, which are not logits  kind="wrong" lose=3 message="outputs are not logits"
def dropout_net(hidden_units, input_rate, hidden_rate):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu"))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, activation="softmax"))
    return net


# %% forgets the activations  kind="wrong" lose=3 message="is linear unless"
def dropout_net(hidden_units, input_rate, hidden_rate):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units in hidden_units:
        net.add(layers.Dense(units))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10))
    return net


# %% always two hidden layers  kind="wrong" lose=3 message="three hidden layers"
def dropout_net(hidden_units, input_rate, hidden_rate):
    return keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dropout(input_rate),
            layers.Dense(hidden_units[0], activation="relu"),
            layers.Dropout(hidden_rate),
            layers.Dense(hidden_units[1], activation="relu"),
            layers.Dropout(hidden_rate),
            layers.Dense(10),
        ]
    )
