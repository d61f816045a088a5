# %% a Sequential of the first layers  kind="right"
def feature_extractor(net, n_hidden):
    return keras.Sequential([keras.Input(net.input_shape[1:]), *net.layers[:n_hidden]])


# %% call the layers one by one  kind="right"
def feature_extractor(net, n_hidden):
    inputs = keras.Input(net.input_shape[1:])
    x = inputs
    for layer in net.layers[:n_hidden]:
        x = layer(x)
    return keras.Model(inputs, x)


# %% inputs as a list, layer by name  kind="right"
def feature_extractor(net, n_hidden):
    name = [layer.name for layer in net.layers][n_hidden - 1]
    return keras.Model(inputs=net.inputs, outputs=net.get_layer(name).output)


# %% counts from 0  kind="wrong" lose=2 message="counted from 1"
def feature_extractor(net, n_hidden):
    return keras.Model(net.inputs[0], net.layers[n_hidden].output)


# %% one layer too early  kind="wrong" lose=2 message="not at hidden layer 2"
def feature_extractor(net, n_hidden):
    return keras.Model(net.inputs[0], net.layers[n_hidden - 1].input)


# %% the whole net  kind="wrong" lose=2 message="output layer"
def feature_extractor(net, n_hidden):
    return keras.Model(net.inputs[0], net.outputs[0])


# %% always the last hidden layer  kind="wrong" lose=2 message="not at hidden layer"
def feature_extractor(net, n_hidden):
    return keras.Model(net.inputs[0], net.layers[-2].output)


# %% new weights  kind="wrong" lose=2 message="weights of `net` itself"
def feature_extractor(net, n_hidden):
    copy = keras.models.clone_model(net)
    return keras.Model(copy.inputs[0], copy.layers[n_hidden - 1].output)


# %% pops the layers above  kind="wrong" lose=2 message="changed the layers|lost a layer"
def feature_extractor(net, n_hidden):
    while len(net.layers) > n_hidden:
        net.pop()
    return net


# %% an array, not a model  kind="wrong" lose=2 message="must return a Keras model"
def feature_extractor(net, n_hidden):
    return net.layers[n_hidden - 1].get_weights()[0]


# %% forgets the activation  kind="wrong" lose=2 message="No activation"
def feature_extractor(net, n_hidden):
    old = net.layers[n_hidden - 1]
    inputs = keras.Input(net.input_shape[1:])
    x = inputs
    for layer in net.layers[: n_hidden - 1]:
        x = layer(x)
    linear = layers.Dense(old.units, name="linear")
    outputs = linear(x)
    linear.set_weights(old.get_weights())
    return keras.Model(inputs, outputs)
