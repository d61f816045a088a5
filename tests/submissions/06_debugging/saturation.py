# %% three branches  kind="right"
def saturation(net, x):
    found, signal = {}, x
    for layer in net.layers:
        signal = layer(signal, training=False)
        if not hasattr(layer, "activation"):
            continue
        a, name = np.array(signal), layer.activation.__name__
        if name == "relu":
            slope = np.where(a > 0, 1.0, 0.0)
        elif name == "tanh":
            slope = 1 - a * a
        elif name == "sigmoid":
            slope = a - a * a
        else:
            continue
        flat = slope < 0.01
        found[layer.name] = [flat.mean(), np.mean(flat.all(0))]
    return found


# %% slopes by automatic differentiation  kind="right"
def saturation(net, x):
    found = {}
    x = tf.convert_to_tensor(x)
    for layer in net.layers:
        x = layer(x)
        activation = getattr(layer, "activation", None)
        name = getattr(activation, "__name__", "")
        if name not in ("relu", "tanh", "sigmoid"):
            continue
        if name == "relu":
            slope = tf.cast(x > 0, "float32")
        else:
            slope = 1 - x**2 if name == "tanh" else x * (1 - x)
        flat = tf.cast(slope < 0.01, "float32")
        always = tf.reduce_min(flat, axis=0)
        found[layer.name] = (tf.reduce_mean(flat), tf.reduce_mean(always))
    return found


# %% the largest slope of each neuron  kind="right"
def saturation(net, x):
    slope_of = dict(relu=lambda a: np.sign(a), tanh=lambda a: 1 - a**2)
    slope_of["sigmoid"] = lambda a: a * (1 - a)
    shares = dict()
    for layer in net.layers:
        x = np.asarray(layer(x))
        kind = getattr(layer, "activation", keras.activations.linear).__name__
        if kind in slope_of:
            slopes = slope_of[kind](x)
            shares[layer.name] = (
                float(np.count_nonzero(slopes < 0.01) / slopes.size),
                float(np.mean(slopes.max(axis=0) < 0.01)),
            )
    return shares


# %% the pair the wrong way round  kind="wrong" lose=2 message="order of the pair"
def saturation(net, x):
    slopes = {
        "relu": lambda a: (a > 0).astype(float),
        "tanh": lambda a: 1 - a**2,
        "sigmoid": lambda a: a * (1 - a),
    }
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in slopes:
            flat = slopes[name](np.asarray(x)) < 0.01
            found[layer.name] = (float(flat.all(axis=0).mean()), float(flat.mean()))
    return found


# %% flat for some example  kind="wrong" lose=2 message="for \*every\* example"
def saturation(net, x):
    slopes = {
        "relu": lambda a: (a > 0).astype(float),
        "tanh": lambda a: 1 - a**2,
        "sigmoid": lambda a: a * (1 - a),
    }
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in slopes:
            flat = slopes[name](np.asarray(x)) < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.any(axis=0).mean()))
    return found


# %% examples instead of neurons  kind="wrong" lose=2 message="other axis"
def saturation(net, x):
    slopes = {
        "relu": lambda a: (a > 0).astype(float),
        "tanh": lambda a: 1 - a**2,
        "sigmoid": lambda a: a * (1 - a),
    }
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in slopes:
            flat = slopes[name](np.asarray(x)) < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=1).mean()))
    return found


# %% small outputs count as flat, for tanh too  kind="wrong" lose=2 message="not at 0"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in ("relu", "tanh", "sigmoid"):
            a = np.asarray(x)
            flat = a <= 0 if name == "relu" else np.abs(a) < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found


# %% only the positive end of tanh  kind="wrong" lose=2 message="near -1 is as flat"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        a = np.asarray(x)
        if name in ("tanh", "sigmoid"):
            flat = a > 0.99
        elif name == "relu":
            flat = a <= 0
        else:
            continue
        found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found


# %% linear layers too  kind="wrong" lose=2 message="and no other"
def saturation(net, x):
    slopes = {
        "relu": lambda a: (a > 0).astype(float),
        "tanh": lambda a: 1 - a**2,
        "sigmoid": lambda a: a * (1 - a),
    }
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        slope = slopes.get(name, np.ones_like)(np.asarray(x))
        flat = slope < 0.01
        found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found


# %% every layer gets the raw inputs  kind="wrong" lose=2 message="."
def saturation(net, x):
    found = {}
    for layer in net.layers:
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in ("relu", "tanh", "sigmoid"):
            a = np.asarray(layer(x))
            slope = {"relu": (a > 0) * 1.0, "tanh": 1 - a**2}.get(name, a * (1 - a))
            flat = slope < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found


# %% dropout is on  kind="wrong" lose=2 message="dropout is off"
def saturation(net, x):
    slopes = {
        "relu": lambda a: (a > 0).astype(float),
        "tanh": lambda a: 1 - a**2,
        "sigmoid": lambda a: a * (1 - a),
    }
    found = {}
    for layer in net.layers:
        if isinstance(layer, keras.layers.Dropout):
            x = layer(x, training=True)
        else:
            x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in slopes:
            flat = slopes[name](np.asarray(x)) < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found


# %% functions compared by identity, arrays as pairs  kind="right"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        x = layer(x).numpy()
        bend = getattr(layer, "activation", None)
        if bend is keras.activations.relu:
            flat = x == 0
        elif bend is keras.activations.tanh:
            flat = 1 - x**2 < 0.01
        elif bend is keras.activations.sigmoid:
            flat = x * (1 - x) < 0.01
        else:
            continue
        found[layer.name] = np.array([flat.mean(), (flat.mean(axis=0) == 1).mean()])
    return found


# %% a small output of a ReLU counts as flat  kind="wrong" lose=2 message="if by little"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        a = np.asarray(x)
        slopes = {"relu": a, "tanh": 1 - a**2, "sigmoid": a * (1 - a)}
        if name in slopes:
            flat = slopes[name] < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found


# %% per cent  kind="wrong" lose=2 message="not per cent"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        a = np.asarray(x)
        slopes = {"relu": (a > 0) * 1.0, "tanh": 1 - a**2, "sigmoid": a * (1 - a)}
        if name in slopes:
            flat = slopes[name] < 0.01
            found[layer.name] = (100 * flat.mean(), 100 * flat.all(axis=0).mean())
    return found


# %% counts  kind="wrong" lose=2 message="These are counts"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        a = np.asarray(x)
        slopes = {"relu": (a > 0) * 1.0, "tanh": 1 - a**2, "sigmoid": a * (1 - a)}
        if name in slopes:
            flat = slopes[name] < 0.01
            found[layer.name] = (int(flat.sum()), int(flat.all(axis=0).sum()))
    return found


# %% leaves out the layers in between  kind="wrong" lose=2 message="the one without activation"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in ("relu", "tanh", "sigmoid"):
            x = layer(x)
            a = np.asarray(x)
            slopes = {"relu": (a > 0) * 1.0, "tanh": 1 - a**2, "sigmoid": a * (1 - a)}
            flat = slopes[name] < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found


# %% the slope of tanh for a sigmoid  kind="wrong" lose=2 message="Slopes: a \(1 - a\)"
def saturation(net, x):
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        a = np.asarray(x)
        slopes = {"relu": (a > 0) * 1.0, "tanh": 1 - a**2, "sigmoid": 1 - a**2}
        if name in slopes:
            flat = slopes[name] < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found
