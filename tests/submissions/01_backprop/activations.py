# %% as in the table  kind="right"
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.where(z > 0, z, 0.0)


def leaky_relu(z, alpha=0.1):
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))


# %% two branches  kind="right"
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def relu(z):
    return z * (z > 0)


def leaky_relu(z, alpha=0.1):
    return z * np.where(z > 0, 1.0, alpha)


def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    out = z.copy()
    below = z < 0
    out[below] = alpha * np.expm1(z[below])
    return out


# %% copies with assignments  kind="right"
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def relu(z):
    out = z.copy()
    out[out < 0] = 0
    return out


def leaky_relu(z, alpha=0.1):
    out = z.copy()
    out[z < 0] *= alpha
    return out


def elu(z, alpha=1.0):
    return np.maximum(z, 0) + alpha * (np.exp(np.minimum(z, 0)) - 1)


# %% a sigmoid that overflows  kind="wrong" lose=1 message="inf / inf"
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, z, alpha * z)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))


# %% the sign of the sigmoid  kind="wrong" lose=1 message="e to the -z"
def sigmoid(z):
    return 1 / (1 + np.exp(z))


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, z, alpha * z)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))


# %% an absolute value  kind="wrong" lose=2 message="absolute value"
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.abs(z)


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, z, alpha * z)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))


# %% relu in place  kind="wrong" lose=2 message="leaky_relu is not right|changed its argument"
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    z[z < 0] = 0
    return z


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, z, alpha * z)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))


# %% alpha fixed  kind="wrong" lose=2 message="Use the argument alpha"
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, z, 0.1 * z)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, np.exp(z) - 1)


# %% elu without the one  kind="wrong" lose=2 message="exp.z. - 1, not exp.z."
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, z, alpha * z)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.exp(z))


# %% masks that multiply infinity  kind="wrong" lose=2 message="0 . inf|NaN"
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, z, alpha * z)


def elu(z, alpha=1.0):
    return (z > 0) * z + (z <= 0) * alpha * (np.exp(z) - 1)


# %% tanh for a sigmoid, and a step for a ReLU  kind="wrong" lose=3 message="That is tanh"
def sigmoid(z):
    return np.tanh(z)


def relu(z):
    return (z > 0) * 1.0


def leaky_relu(z, alpha=0.1):
    return np.where(z > 0, 1.0, alpha)


def elu(z, alpha=1.0):
    return np.exp(z)
