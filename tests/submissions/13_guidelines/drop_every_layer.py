# %% one list  kind="right"
def drop_every_layer(net, rate):
    parts = [keras.Input(net.input_shape[1:])]
    for layer in net.layers:
        parts += (
            [layers.Dropout(rate), layer]
            if isinstance(layer, layers.Dense)
            else [layer]
        )
    return keras.Sequential(parts)


# %% functional, layer by layer  kind="right"
def drop_every_layer(net, rate):
    first = h = keras.Input(net.input_shape[1:])
    for layer in net.layers:
        if type(layer).__name__ == "Dense":
            h = layers.Dropout(rate)(h)
        h = layer(h)
    return keras.Model(first, h)


# %% by asking for units  kind="right"
def drop_every_layer(net, rate):
    new = keras.Sequential()
    new.add(keras.Input(shape=net.input_shape[1:]))
    for layer in list(net.layers):
        if hasattr(layer, "units"):
            new.add(keras.layers.Dropout(rate=rate))
        new.add(layer)
    return new


# %% not on the inputs  kind="wrong" lose=1 message="inputs are dropped too"
def drop_every_layer(net, rate):
    dropped = keras.Sequential([keras.Input(net.input_shape[1:])])
    for number, layer in enumerate(net.layers):
        if isinstance(layer, layers.Dense) and number:
            dropped.add(layers.Dropout(rate))
        dropped.add(layer)
    return dropped


# %% after every dense layer  kind="wrong" lose=1 message="the logits are dropped"
def drop_every_layer(net, rate):
    dropped = keras.Sequential([keras.Input(net.input_shape[1:])])
    for layer in net.layers:
        dropped.add(layer)
        if isinstance(layer, layers.Dense):
            dropped.add(layers.Dropout(rate))
    return dropped


# %% the logits too  kind="wrong" lose=1 message="logits must not be dropped"
def drop_every_layer(net, rate):
    dropped = keras.Sequential([keras.Input(net.input_shape[1:])])
    for layer in net.layers:
        if isinstance(layer, layers.Dense):
            dropped.add(layers.Dropout(rate))
        dropped.add(layer)
    dropped.add(layers.Dropout(rate))
    return dropped


# %% the keep probability  kind="wrong" lose=1 message="rate of a dropout layer"
def drop_every_layer(net, rate):
    dropped = keras.Sequential([keras.Input(net.input_shape[1:])])
    for layer in net.layers:
        if isinstance(layer, layers.Dense):
            dropped.add(layers.Dropout(1 - rate))
        dropped.add(layer)
    return dropped


# %% layers of a clone  kind="wrong" lose=1 message="a clone has other weights"
def drop_every_layer(net, rate):
    dropped = keras.Sequential([keras.Input(net.input_shape[1:])])
    for layer in keras.models.clone_model(net).layers:
        if isinstance(layer, layers.Dense):
            dropped.add(layers.Dropout(rate))
        dropped.add(layer)
    return dropped


# %% returns the net itself  kind="wrong" lose=1 message="There is no dropout"
def drop_every_layer(net, rate):
    return net


# %% before every layer of any kind  kind="wrong" lose=1 message="and nowhere else"
def drop_every_layer(net, rate):
    dropped = keras.Sequential([keras.Input(net.input_shape[1:])])
    for layer in net.layers:
        dropped.add(layers.Dropout(rate))
        dropped.add(layer)
    return dropped


# %% after every activation layer  kind="wrong" lose=1 message="need be no layer of its own"
def drop_every_layer(net, rate):
    out = keras.Sequential([keras.Input(net.input_shape[1:]), layers.Dropout(rate)])
    for layer in net.layers:
        out.add(layer)
        if isinstance(layer, layers.Activation):
            out.add(layers.Dropout(rate))
    return out


# %% without an input layer  kind="right"
def drop_every_layer(net, rate):
    out = keras.Sequential()
    for layer in net.layers:
        if isinstance(layer, layers.Dense):
            out.add(layers.Dropout(rate))
        out.add(layer)
    return out
