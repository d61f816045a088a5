# %% sequential  kind="right"
def seizure_net(n_inputs, hidden_units):
    net = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        net.add(layers.Dense(units, activation="relu", kernel_initializer="he_normal"))
    net.add(layers.Dense(1, activation="sigmoid"))
    return net


# %% names as in the book  kind="right"
def seizure_net(n_inputs, hidden_units):
    inputs = keras.Input(shape=(n_inputs,), name="input")
    x = inputs
    for number, units in enumerate(hidden_units, start=1):
        x = layers.Dense(units, activation="relu", name=f"hidden{number}")(x)
    prediction = layers.Dense(1, activation="sigmoid", name="final")(x)
    return keras.Model(inputs=inputs, outputs=prediction)


# %% functions as activations, compiled already  kind="right"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in list(hidden_units):
        x = layers.Dense(units, activation=keras.activations.relu)(x)
    net = keras.Model(inputs, layers.Dense(1, activation=keras.activations.sigmoid)(x))
    net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return net


# %% activations in layers of their own  kind="right"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units)(x)
        x = layers.ReLU()(x)
    x = layers.Dense(1)(x)
    return keras.Model(inputs, layers.Activation("sigmoid")(x))


# %% functions instead of layers  kind="right"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = keras.ops.relu(layers.Dense(units)(x))
    return keras.Model(inputs, keras.ops.sigmoid(layers.Dense(1)(x)))


# %% no activation in the hidden layers  kind="wrong" lose=2 message="linear unless"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units)(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% logits  kind="wrong" lose=2 message="not a probability"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(1)(x))


# %% softmax over one neuron  kind="wrong" lose=2 message="softmax over a single neuron"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(1, activation="softmax")(x))


# %% two outputs  kind="wrong" lose=2 message="One neuron is enough"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(2, activation="softmax")(x))


# %% every layer hears the inputs  kind="wrong" lose=2 message="The list of units"
def seizure_net(n_inputs, hidden_units):
    inputs = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(inputs)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% always the book's layers  kind="wrong" lose=2 message="The list of units"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in (128, 64, 64, 32, 16):
        x = layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% no biases  kind="wrong" lose=2 message="biases are missing"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu", use_bias=False)(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% dropout as well  kind="wrong" lose=2 message="no dropout"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
        x = layers.Dropout(0.5)(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% returns the output tensor  kind="wrong" lose=2 message="must return a Keras model"
def seizure_net(n_inputs, hidden_units):
    x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
    return layers.Dense(1, activation="sigmoid")(x)


# %% tanh in the hidden layers  kind="wrong" lose=2 message="hidden layers have a tanh"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="tanh")(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% sigmoid in all layers  kind="wrong" lose=2 message="hidden layers have a sigmoid"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="sigmoid")(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% batch normalisation as well  kind="wrong" lose=2 message="nothing else"
def seizure_net(n_inputs, hidden_units):
    inputs = x = keras.Input((n_inputs,))
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
        x = layers.BatchNormalization()(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
