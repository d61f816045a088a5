# %% statistics by name  kind="right"
def will_move(net):
    moves = []
    for layer in net.layers:
        for weight in layer.weights:
            if weight.name.startswith("moving_"):
                moves.append(layer.trainable)
            else:
                moves.append(weight.trainable)
    return moves


# %% by the kind of the layer  kind="right"
def will_move(net):
    moves = []
    for layer in net.layers:
        if isinstance(layer, layers.BatchNormalization):
            moves += [layer.trainable] * 4
        else:
            moves += [bool(layer.trainable_weights)] * len(layer.weights)
    return moves


# %% an array, looked up by identity  kind="right"
def will_move(net):
    owner = {id(w): layer for layer in net.layers for w in layer.weights}
    return np.array([owner[id(weight)].trainable for weight in net.weights], dtype=bool)


# %% what gradients reach  kind="wrong" lose=3 message="without a gradient"
def will_move(net):
    return [weight.trainable for weight in net.weights]


# %% statistics always move  kind="wrong" lose=3 message="frozen batch norm runs as in prediction"
def will_move(net):
    return [weight.trainable or "moving" in weight.name for weight in net.weights]


# %% statistics never move  kind="wrong" lose=3 message="without a gradient"
def will_move(net):
    return [
        layer.trainable and not weight.name.startswith("moving")
        for layer in net.layers
        for weight in layer.weights
    ]


# %% everything moves  kind="wrong" lose=3 message="Some layers of this net are frozen"
def will_move(net):
    return [True for _ in net.weights]


# %% one entry a layer  kind="wrong" lose=3 message="for each array"
def will_move(net):
    return [layer.trainable for layer in net.layers]


# %% what is frozen  kind="wrong" lose=3 message="other way round"
def will_move(net):
    return [not layer.trainable for layer in net.layers for _ in layer.weights]


# %% names instead of bools  kind="wrong" lose=3 message="Some layers|for each array|not right"
def will_move(net):
    return [w.path for layer in net.layers if layer.trainable for w in layer.weights]


# %% one word for the net  kind="wrong" lose=3 message="list of bools"
def will_move(net):
    return net.trainable
