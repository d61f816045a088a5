# %% a table of functions  kind="right"
def slope(name, z):
    z = np.asarray(z, dtype=float)
    s = np.exp(-np.logaddexp(0, -z))
    return {
        "sigmoid": s * (1 - s),
        "tanh": 1 - np.tanh(z) ** 2,
        "relu": (z > 0).astype(float),
        "leaky_relu": np.where(z > 0, 1.0, 0.1),
        "elu": np.where(z > 0, 1.0, np.exp(z)),
    }[name]


# %% branches  kind="right"
def slope(name, z):
    if name == "sigmoid":
        return 1 / (2 + np.exp(z) + np.exp(-z))
    if name == "tanh":
        return 1 - np.tanh(z) * np.tanh(z)
    if name == "relu":
        return z >= 0
    if name == "leaky_relu":
        return (z > 0) + 0.1 * (z <= 0)
    return np.exp(np.minimum(z, 0))


# %% the slope of tanh by way of the sigmoid  kind="right"
def slope(name, z):
    if name in ("sigmoid", "tanh"):
        k = 2 if name == "tanh" else 1
        half = np.tanh(k * z / 2)
        return k * k * (1 - half**2) / 4
    out = np.ones(np.shape(z))
    out[z < 0] = {"relu": 0, "leaky_relu": 0.1, "elu": 0}[name]
    if name == "elu":
        out[z < 0] = np.exp(z[z < 0])
    return out


# %% values instead of slopes  kind="wrong" lose=2 message="value of the sigmoid, not its slope"
def slope(name, z):
    return {
        "sigmoid": 1 / (1 + np.exp(-z)),
        "tanh": np.tanh(z),
        "relu": np.maximum(z, 0),
        "leaky_relu": np.where(z > 0, z, 0.1 * z),
        "elu": np.where(z > 0, z, np.expm1(z)),
    }[name]


# %% z for s  kind="wrong" lose=2 message="s is the sigmoid of z, not z itself"
def slope(name, z):
    return {
        "sigmoid": z * (1 - z),
        "tanh": 1 - z**2,
        "relu": z > 0,
        "leaky_relu": np.where(z > 0, 1, 0.1),
        "elu": np.where(z > 0, 1, np.exp(z)),
    }[name]


# %% tanh without the square  kind="wrong" lose=2 message="Square the tanh"
def slope(name, z):
    s = 1 / (1 + np.exp(-z))
    return {
        "sigmoid": s * (1 - s),
        "tanh": 1 - np.tanh(z),
        "relu": z > 0,
        "leaky_relu": np.where(z > 0, 1, 0.1),
        "elu": np.where(z > 0, 1, np.exp(z)),
    }[name]


# %% the leak has no slope  kind="wrong" lose=2 message="slope is alpha there"
def slope(name, z):
    s = 1 / (1 + np.exp(-z))
    return {
        "sigmoid": s * (1 - s),
        "tanh": 1 - np.tanh(z) ** 2,
        "relu": z > 0,
        "leaky_relu": z > 0,
        "elu": np.where(z > 0, 1, np.exp(z)),
    }[name]


# %% the slope of ELU keeps its minus one  kind="wrong" lose=2 message="derivative of exp.z. - 1 is exp"
def slope(name, z):
    s = 1 / (1 + np.exp(-z))
    return {
        "sigmoid": s * (1 - s),
        "tanh": 1 - np.tanh(z) ** 2,
        "relu": z > 0,
        "leaky_relu": np.where(z > 0, 1, 0.1),
        "elu": np.where(z > 0, 1, np.exp(z) - 1),
    }[name]


# %% exp on both sides  kind="wrong" lose=2 message="Above 0 the ELU is z"
def slope(name, z):
    s = 1 / (1 + np.exp(-z))
    return {
        "sigmoid": s * (1 - s),
        "tanh": 1 - np.tanh(z) ** 2,
        "relu": z > 0,
        "leaky_relu": np.where(z > 0, 1, 0.1),
        "elu": np.exp(z),
    }[name]


# %% a sigmoid that overflows  kind="wrong" lose=2 message="keep exp from overflowing|NaN"
def slope(name, z):
    s = np.exp(z) / (1 + np.exp(z))
    return {
        "sigmoid": s * (1 - s),
        "tanh": 1 - np.tanh(z) ** 2,
        "relu": z > 0,
        "leaky_relu": np.where(z > 0, 1, 0.1),
        "elu": np.where(z > 0, 1, np.exp(z)),
    }[name]
