# %% Keras, with epsilon outside  kind="right"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    new = beta * v - learning_rate * grad
    return np.add(w, new), new


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    new = rho * v + (1 - rho) * np.square(grad)
    return w - learning_rate * grad / (np.sqrt(new) + 1e-7), new


def adam_step(w, grad, m, v, t, learning_rate):
    m = m + 0.1 * (grad - m)
    v = v + 0.001 * (grad**2 - v)
    rate = learning_rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return w - rate * m / (np.sqrt(v) + 1e-7), m, v


# %% lists of results  kind="right"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    out = beta * np.array(v) + (-learning_rate) * np.array(grad)
    return [w + out, out]


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + grad * grad * (1 - rho)
    w = w - (learning_rate / np.sqrt(v + 1e-7)) * grad
    return [w, v]


def adam_step(w, grad, m, v, t, learning_rate):
    b1, b2 = 0.9, 0.999
    m = b1 * m + (1 - b1) * grad
    v = b2 * v + (1 - b2) * grad**2
    m_hat, v_hat = m / (1 - b1**t), v / (1 - b2**t)
    return [w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-7), m, v]


# %% copies first  kind="right"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    w, v = w.copy(), v.copy()
    v *= beta
    v -= learning_rate * grad
    w += v
    return w, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    w, v = w.copy(), v.copy()
    v *= rho
    v += (1 - rho) * grad**2
    w -= learning_rate * grad * (v + 1e-7) ** -0.5
    return w, v


def adam_step(w, grad, m, v, t, learning_rate):
    w, m, v = w.copy(), m.copy(), v.copy()
    m += 0.1 * (grad - m)
    v += 0.001 * (grad * grad - v)
    w -= learning_rate * m / (1 - 0.9**t) / (v / (1 - 0.999**t) + 1e-14) ** 0.5
    return w, m, v


# %% averages the gradients  kind="wrong" lose=1 message="mean of gradients"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v + (1 - beta) * grad
    return w - learning_rate * v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% the learning rate comes later  kind="wrong" lose=1 message="belongs into the velocity"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v + grad
    return w - learning_rate * v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% moves by the old velocity  kind="wrong" lose=1 message="First the new velocity"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    new = beta * v - learning_rate * grad
    return w + v, new


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% in place  kind="wrong" lose=1 message="changed its argument"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v *= beta
    v -= learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% Nesterov  kind="wrong" lose=1 message="Nesterov"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + beta * v - learning_rate * grad, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% no root in RMSProp  kind="wrong" lose=1 message="square root of v"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / (v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% rho the wrong way round  kind="wrong" lose=1 message="rho weighs the old mean"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = (1 - rho) * v + rho * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% RMSProp without squares  kind="wrong" lose=1 message="mean of squares"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% RMSProp without epsilon  kind="wrong" lose=1 message="0 / 0|NaN"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v


# %% Adam without corrections  kind="wrong" lose=2 message="corrections are missing"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    return w - learning_rate * m / (np.sqrt(v) + 1e-7), m, v


# %% Adam keeps the corrected means  kind="wrong" lose=2 message="before it is corrected"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = (0.9 * m + 0.1 * grad) / (1 - 0.9**t)
    v = (0.999 * v + 0.001 * grad**2) / (1 - 0.999**t)
    return w - learning_rate * m / (np.sqrt(v) + 1e-7), m, v


# %% Adam, one forgetting for both  kind="wrong" lose=2 message="forgets more slowly"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.9 * v + 0.1 * grad**2
    return (
        w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.9**t)) + 1e-7),
        m,
        v,
    )


# %% Adam always at step one  kind="wrong" lose=2 message="after step 2 is not right"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    return w - learning_rate * (m / 0.1) / (np.sqrt(v / 0.001) + 1e-7), m, v


# %% all of them uphill  kind="wrong" lose=4 message="uphill"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v + learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w + learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w + learning_rate * m / (1 - 0.9**t) / size, m, v


# %% Adam returns the weights alone  kind="wrong" lose=2 message="three arrays"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    v = beta * v - learning_rate * grad
    return w + v, v


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v


def adam_step(w, grad, m, v, t, learning_rate):
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    return w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)
