# %% in two lines  kind="right"
def proximal_step(w, grad, learning_rate, l1):
    moved, amount = w - learning_rate * grad, learning_rate * l1
    return np.sign(moved) * np.maximum(np.abs(moved) - amount, 0)


# %% by clipping  kind="right"
def proximal_step(w, grad, learning_rate, l1):
    moved = np.subtract(w, np.multiply(learning_rate, grad))
    bound = l1 * learning_rate
    return moved - moved.clip(-bound, bound)


# %% by cases  kind="right"
def proximal_step(w, grad, learning_rate, l1):
    up = w - learning_rate * (grad + l1)
    down = w - learning_rate * (grad - l1)
    return np.where(up > 0, up, np.where(down < 0, down, 0.0))


# %% threshold without the learning rate  kind="wrong" lose=2 message="a short step, a small one"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def proximal_step(w, grad, learning_rate, l1):
    return shrunk(w - learning_rate * grad, l1)


# %% a plain step on the penalty  kind="wrong" lose=2 message="plain step on the penalty"
def proximal_step(w, grad, learning_rate, l1):
    moved = w - learning_rate * grad
    return moved - learning_rate * l1 * np.sign(moved)


# %% threshold first, step afterwards  kind="wrong" lose=2 message="First the step on the loss"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def proximal_step(w, grad, learning_rate, l1):
    return shrunk(w, learning_rate * l1) - learning_rate * grad


# %% no penalty  kind="wrong" lose=2 message="penalty is missing"
def proximal_step(w, grad, learning_rate, l1):
    return w - learning_rate * grad


# %% uphill  kind="wrong" lose=2 message="Downhill is against the gradient"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def proximal_step(w, grad, learning_rate, l1):
    return shrunk(w + learning_rate * grad, learning_rate * l1)


# %% thresholds the gradient  kind="wrong" lose=2 message="not for the gradient"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def proximal_step(w, grad, learning_rate, l1):
    return w - learning_rate * shrunk(grad, l1)


# %% in place  kind="wrong" lose=2 message="changed its argument w"
def shrunk(v, amount):
    return np.sign(v) * np.maximum(np.abs(v) - amount, 0)


def proximal_step(w, grad, learning_rate, l1):
    w -= learning_rate * grad
    return shrunk(w, learning_rate * l1)
