# %% functional, with Keras's own constraint  kind="right"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    inputs = keras.Input((784,))
    z = layers.Dropout(input_rate)(inputs)
    for units, radius in zip(hidden_units, radii, strict=False):
        held = keras.constraints.MaxNorm(radius, axis=0) if radius else None
        z = layers.Dense(
            units,
            activation="relu",
            kernel_initializer="he_normal",
            kernel_constraint=held,
        )(z)
        z = layers.Dropout(hidden_rate)(z)
    last = keras.constraints.MaxNorm(radii[-1], axis=0) if radii[-1] else None
    return keras.Model(inputs, layers.Dense(10, kernel_constraint=last)(z))


# %% layers only where they are needed  kind="right"
class Held(keras.constraints.Constraint):
    def __init__(self, radius):
        self.radius = radius

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w * w, axis=0, keepdims=True))
        return w * keras.ops.minimum(self.radius / keras.ops.maximum(norms, 1e-9), 1)

    def get_config(self):
        return {"radius": self.radius}


def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    def leash(radius):
        return Held(radius) if radius is not None else None

    net = keras.Sequential()
    net.add(keras.Input(shape=(784,)))
    if input_rate:
        net.add(layers.Dropout(input_rate))
    for i, units in enumerate(hidden_units):
        net.add(layers.Dense(units, kernel_constraint=leash(radii[i])))
        net.add(layers.ReLU())
        if hidden_rate:
            net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, kernel_constraint=leash(radii[len(hidden_units)])))
    return net


# %% the layers of plain_net, made again with a leash in their config  kind="right"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for layer, radius in zip(plain_net(hidden_units).layers, radii, strict=True):
        leash = None if radius is None else keras.constraints.MaxNorm(radius)
        config = {**layer.get_config(), "kernel_constraint": leash}
        net.add(layers.Dense.from_config(config))
        net.add(layers.Dropout(hidden_rate))
    net.pop()
    return net


# %% one radius for all  kind="wrong" lose=3 message="longer than its radius"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units in hidden_units:
        held = keras.constraints.MaxNorm(radii[0])
        net.add(layers.Dense(units, activation="relu", kernel_constraint=held))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, kernel_constraint=keras.constraints.MaxNorm(radii[0])))
    return net


# %% the outputs are free  kind="wrong" lose=3 message="outputs has a vector"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units, radius in zip(hidden_units, radii, strict=False):
        held = keras.constraints.MaxNorm(radius) if radius else None
        net.add(layers.Dense(units, activation="relu", kernel_constraint=held))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10))
    return net


# %% plain_net with constraints hung on it  kind="wrong" lose=3 message="hung on a finished layer"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    stack = [keras.Input((784,)), layers.Dropout(input_rate)]
    for layer in plain_net(hidden_units).layers:
        stack += [layer, layers.Dropout(hidden_rate)]
    net = keras.Sequential(stack[:-1])
    dense = [layer for layer in net.layers if isinstance(layer, layers.Dense)]
    for layer, radius in zip(dense, radii, strict=False):
        if radius is not None:
            layer.kernel.constraint = keras.constraints.MaxNorm(radius)
    return net


# %% None becomes a leash of 1  kind="wrong" lose=3 message="no constraint at all"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units, radius in zip(hidden_units, radii, strict=False):
        held = keras.constraints.MaxNorm(radius or 1.0)
        net.add(layers.Dense(units, activation="relu", kernel_constraint=held))
        net.add(layers.Dropout(hidden_rate))
    held = keras.constraints.MaxNorm(radii[-1] or 1.0)
    net.add(layers.Dense(10, kernel_constraint=held))
    return net


# %% the wrong axis  kind="wrong" lose=3 message="longer than its radius"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    leashes = [r and keras.constraints.MaxNorm(r, axis=1) for r in radii]
    for units, held in zip(hidden_units, leashes, strict=False):
        net.add(layers.Dense(units, activation="relu", kernel_constraint=held))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, kernel_constraint=leashes[-1]))
    return net


# %% a leash on the biases too  kind="wrong" lose=3 message="biases are on a leash"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    leashes = [r and keras.constraints.MaxNorm(r) for r in radii]
    for units, held in zip(hidden_units, leashes, strict=False):
        net.add(
            layers.Dense(
                units,
                activation="relu",
                kernel_constraint=held,
                bias_constraint=held,
            )
        )
        net.add(layers.Dropout(hidden_rate))
    net.add(
        layers.Dense(10, kernel_constraint=leashes[-1], bias_constraint=leashes[-1])
    )
    return net


# %% a softmax on the outputs  kind="wrong" lose=3 message="outputs are not logits"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    leashes = [r and keras.constraints.MaxNorm(r) for r in radii]
    for units, held in zip(hidden_units, leashes, strict=False):
        net.add(layers.Dense(units, activation="relu", kernel_constraint=held))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, activation="softmax", kernel_constraint=leashes[-1]))
    return net


# %% forgets the dropout  kind="wrong" lose=3 message="nothing is dropped in training"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,))])
    leashes = [r and keras.constraints.MaxNorm(r) for r in radii]
    for units, held in zip(hidden_units, leashes, strict=False):
        net.add(layers.Dense(units, activation="relu", kernel_constraint=held))
    net.add(layers.Dense(10, kernel_constraint=leashes[-1]))
    return net


# %% a regulariser instead of a constraint  kind="wrong" lose=3 message="a regulariser is no leash"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    pulls = [r and keras.regularizers.L2(0.01 / r) for r in radii]
    for units, pull in zip(hidden_units, pulls, strict=False):
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=pull))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, kernel_regularizer=pulls[-1]))
    return net


# %% linear hidden layers  kind="wrong" lose=3 message="linear unless"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    leashes = [r and keras.constraints.MaxNorm(r) for r in radii]
    for units, held in zip(hidden_units, leashes, strict=False):
        net.add(layers.Dense(units, kernel_constraint=held))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, kernel_constraint=leashes[-1]))
    return net


# %% a leash of None  kind="wrong" lose=3 message="pass None itself"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([keras.Input((784,)), layers.Dropout(input_rate)])
    for units, radius in zip(hidden_units, radii, strict=False):
        leash = keras.constraints.MaxNorm(radius)
        net.add(layers.Dense(units, activation="relu", kernel_constraint=leash))
        net.add(layers.Dropout(hidden_rate))
    net.add(layers.Dense(10, kernel_constraint=keras.constraints.MaxNorm(radii[-1])))
    return net


# %% without an input  kind="wrong" lose=3 message="no weights yet"
def leashed_net(hidden_units, radii, input_rate=0.0, hidden_rate=0.0):
    net = keras.Sequential([layers.Dropout(input_rate)])
    for units, radius in zip([*hidden_units, 10], radii, strict=True):
        leash = None if radius is None else keras.constraints.MaxNorm(radius)
        relu = "relu" if len(net.layers) < 2 * len(hidden_units) else None
        net.add(layers.Dense(units, activation=relu, kernel_constraint=leash))
        if relu:
            net.add(layers.Dropout(hidden_rate))
    return net
