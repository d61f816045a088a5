# %% by cases, as McMahan writes it  kind="right"
def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    sigma = (np.sqrt(n + grad * grad) - np.sqrt(n)) / learning_rate
    z = z + grad - sigma * w
    n = n + grad * grad
    denominator = (beta + np.sqrt(n)) / learning_rate + 2 * l2
    w = np.where(np.abs(z) <= l1, 0.0, -(z - np.sign(z) * l1) / denominator)
    return w, z, n


# %% by clipping, as Keras computes it  kind="right"
def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    l2 = l2 + beta / (2 * learning_rate)
    n_new = n + grad**2
    z_new = z + grad - (n_new**0.5 - n**0.5) / learning_rate * w
    quadratic = n_new**0.5 / learning_rate + 2 * l2
    return [(np.clip(z_new, -l1, l1) - z_new) / quadratic, z_new, n_new]


# %% with tensors  kind="right"
def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    ops = keras.ops
    w, z, n, grad = (ops.convert_to_tensor(a, "float64") for a in (w, z, n, grad))
    after = n + ops.square(grad)
    z = z + grad - (ops.sqrt(after) - ops.sqrt(n)) * w / learning_rate
    shrunk = ops.sign(z) * ops.relu(ops.abs(z) - l1)
    return -shrunk / ((beta + ops.sqrt(after)) / learning_rate + 2 * l2), z, after


# %% entry by entry  kind="right"
def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    new = np.zeros((3, *np.shape(w)))
    for i in np.ndindex(np.shape(w)):
        m = n[i] + grad[i] ** 2
        sigma = (m**0.5 - n[i] ** 0.5) / learning_rate
        zi = z[i] + grad[i] - sigma * w[i]
        wi = 0.0
        if abs(zi) > l1:
            gap = zi - l1 if zi > 0 else zi + l1
            wi = -gap / ((beta + m**0.5) / learning_rate + 2 * l2)
        new[(0, *i)], new[(1, *i)], new[(2, *i)] = wi, zi, m
    return tuple(new)


# %% dual averaging: no sigma  kind="wrong" lose=4 message="That is dual averaging"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    n = n + grad**2
    z = z + grad
    return (
        -shrunk(z, l1) / ((beta + np.sqrt(n)) / learning_rate + 2 * l2),
        z,
        n,
    )


# %% sigma without the learning rate  kind="wrong" lose=4 message="Sigma is divided by the learning rate"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) * w
    return (
        -shrunk(z, l1) / ((beta + np.sqrt(m)) / learning_rate + 2 * l2),
        z,
        m,
    )


# %% adds gradients without squaring  kind="wrong" lose=2 message="adds up the .squares. of the gradients"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    w = -shrunk(z, l1) / ((beta + np.sqrt(m)) / learning_rate + 2 * l2)
    return w, z, n + grad


# %% l2 once, as the documentation says  kind="wrong" lose=2 message="Twice l2"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    return -shrunk(z, l1) / ((beta + np.sqrt(m)) / learning_rate + l2), z, m


# %% beta is not divided by the rate  kind="wrong" lose=2 message="Beta is divided by the rate"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    return -shrunk(z, l1) / (beta + np.sqrt(m) / learning_rate + 2 * l2), z, m


# %% the minus sign is missing  kind="wrong" lose=2 message="minus sign is missing"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    return shrunk(z, l1) / ((beta + np.sqrt(m)) / learning_rate + 2 * l2), z, m


# %% a hard threshold of z  kind="wrong" lose=2 message="The threshold is soft"
def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    curvature = (beta + np.sqrt(m)) / learning_rate + 2 * l2
    return np.where(np.abs(z) <= l1, 0.0, -z / curvature), z, m


# %% a threshold of learning rate times l1  kind="wrong" lose=2 message="without the learning rate"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    curvature = (beta + np.sqrt(m)) / learning_rate + 2 * l2
    return -shrunk(z, learning_rate * l1) / curvature, z, m


# %% divides by the old n  kind="wrong" lose=2 message="root of the new n"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    return -shrunk(z, l1) / ((beta + np.sqrt(n)) / learning_rate + 2 * l2), z, m


# %% the wrong order  kind="wrong" lose=4 message="in the order w, z, n"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    m = n + grad**2
    z = z + grad - (np.sqrt(m) - np.sqrt(n)) / learning_rate * w
    w = -shrunk(z, l1) / ((beta + np.sqrt(m)) / learning_rate + 2 * l2)
    return m, z, w


# %% changes its memories in place  kind="wrong" lose=2 message="changed its argument"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    old = np.sqrt(n)
    n += grad**2
    z += grad - (np.sqrt(n) - old) / learning_rate * w
    return (
        -shrunk(z, l1) / ((beta + np.sqrt(n)) / learning_rate + 2 * l2),
        z,
        n,
    )
