# %% functional  kind="right"
def digit_net(hidden_units, rates, penalty=None):
    inputs = keras.Input(shape=(784,), name="input")
    h = inputs
    for number, (units, rate) in enumerate(
        zip(hidden_units, rates, strict=True), start=1
    ):
        h = layers.Dense(
            units,
            activation="relu",
            kernel_regularizer=penalty,
            name=f"hidden{number}",
        )(h)
        if rate > 0:
            h = layers.Dropout(rate)(h)
    return keras.Model(inputs, layers.Dense(10, name="output")(h))


# %% activations as layers, dropout of rate 0 too  kind="right"
def digit_net(hidden_units, rates, penalty=None):
    stack = [keras.Input((784,))]
    for i in range(len(hidden_units)):
        stack.append(layers.Dense(hidden_units[i], kernel_regularizer=penalty))
        stack.append(layers.ReLU())
        stack.append(layers.Dropout(rates[i]))
    stack.append(layers.Dense(10, activation="linear"))
    return keras.Sequential(stack)


# %% he normal, the regulariser as an object  kind="right"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.models.Sequential()
    net.add(layers.InputLayer(shape=(784,)))
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(
            layers.Dense(
                units,
                "relu",
                kernel_initializer="he_normal",
                kernel_regularizer=keras.regularizers.get(penalty),
            )
        )
        if rate:
            net.add(layers.Dropout(rate=rate))
    net.add(layers.Dense(10))
    return net


# %% softmax outputs  kind="wrong" lose=1 message="outputs are no scores"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
        if rate:
            net.add(layers.Dropout(rate))
    net.add(layers.Dense(10, activation="softmax"))
    return net


# %% forgets ReLU  kind="wrong" lose=1 message="Hidden layers are ReLU"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(layers.Dense(units, kernel_regularizer=penalty))
        if rate:
            net.add(layers.Dropout(rate))
    net.add(layers.Dense(10))
    return net


# %% dropout on the outputs  kind="wrong" lose=2 message="Outputs are never dropped"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
        net.add(layers.Dropout(rate))
    net.add(layers.Dense(10))
    if len(rates):
        net.add(layers.Dropout(rates[-1]))
    return net


# %% the first rate everywhere  kind="wrong" lose=2 message="a rate of its own"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
        net.add(layers.Dropout(rates[0]))
    net.add(layers.Dense(10))
    return net


# %% the outputs pay too  kind="wrong" lose=2 message="The outputs must not pay"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
        if rate:
            net.add(layers.Dropout(rate))
    net.add(layers.Dense(10, kernel_regularizer=penalty))
    return net


# %% biases pay too  kind="wrong" lose=2 message="Biases must not pay"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(
            layers.Dense(
                units,
                activation="relu",
                kernel_regularizer=penalty,
                bias_regularizer=penalty,
            )
        )
        if rate:
            net.add(layers.Dropout(rate))
    net.add(layers.Dense(10))
    return net


# %% ignores the penalty  kind="wrong" lose=2 message="Nobody pays"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(layers.Dense(units, activation="relu"))
        if rate:
            net.add(layers.Dropout(rate))
    net.add(layers.Dense(10))
    return net


# %% always l2  kind="wrong" lose=2 message="not right"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(layers.Dense(units, activation="relu", kernel_regularizer="l2"))
        if rate:
            net.add(layers.Dropout(rate))
    net.add(layers.Dense(10))
    return net


# %% dropout before the layer  kind="wrong" lose=2 message="Dropout comes after the hidden layer"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        if rate:
            net.add(layers.Dropout(rate))
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
    net.add(layers.Dense(10))
    return net


# %% the book's net, whatever is asked  kind="wrong" lose=3 message="Use the argument hidden_units"
def digit_net(hidden_units, rates, penalty=None):
    return keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(512, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% keep probabilities  kind="wrong" lose=2 message="rate of what is dropped"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates, strict=True):
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
        if rate:
            net.add(layers.Dropout(1 - rate))
    net.add(layers.Dense(10))
    return net


# %% an input layer, ReLU as a layer, compiled  kind="right"
def digit_net(hidden_units, rates, penalty=None):
    stack = [layers.InputLayer(shape=(784,))]
    for u, r in zip(hidden_units, rates):
        stack += [layers.Dense(u, kernel_regularizer=penalty), layers.ReLU()]
        stack += [layers.Dropout(r)] * (r > 0)
    net = keras.Sequential([*stack, layers.Dense(10, activation=None)])
    net.compile("sgd", "mse")
    return net


# %% no input  kind="wrong" lose=3 message="what its inputs look like"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential()
    for u, r in zip(hidden_units, rates):
        net.add(layers.Dense(u, activation="relu", kernel_regularizer=penalty))
        net.add(layers.Dropout(r))
    net.add(layers.Dense(10))
    return net


# %% tanh on the outputs  kind="wrong" lose=1 message="tanh is no score"
def digit_net(hidden_units, rates, penalty=None):
    net = keras.Sequential([keras.Input((784,))])
    for u, r in zip(hidden_units, rates):
        net.add(layers.Dense(u, activation="relu", kernel_regularizer=penalty))
        if r:
            net.add(layers.Dropout(r))
    net.add(layers.Dense(10, activation="tanh"))
    return net
