# %% written out, without max_norm  kind="right"
def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    new_velocity = momentum * velocity - learning_rate * gradient
    moved = kernel + new_velocity
    lengths = np.linalg.norm(moved, axis=0)
    return moved * (radius / np.maximum(radius, lengths)), new_velocity


# %% a velocity of the other sign inside  kind="right"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    downhill = -momentum * velocity + learning_rate * gradient
    return [held(kernel - downhill, radius), -downhill]


# %% copies, changed in place  kind="right"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    v, w = np.array(velocity), np.array(kernel)
    v *= momentum
    v -= learning_rate * gradient
    w += v
    return held(w, radius), v


# %% clips before the step  kind="wrong" lose=3 message="pull back after the step"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = momentum * velocity - learning_rate * gradient
    return held(kernel, radius) + velocity, velocity


# %% forgets the leash  kind="wrong" lose=3 message="longer than the radius"
def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = momentum * velocity - learning_rate * gradient
    return kernel + velocity, velocity


# %% measures the velocity after the leash  kind="wrong" lose=3 message="touches weights only"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = momentum * velocity - learning_rate * gradient
    new = held(kernel + velocity, radius)
    return new, new - kernel


# %% clips the velocity too  kind="wrong" lose=3 message="leash does not touch it"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = held(momentum * velocity - learning_rate * gradient, radius)
    return held(kernel + velocity, radius), velocity


# %% clips the gradient instead  kind="wrong" lose=3 message="You shortened the gradient"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = momentum * velocity - learning_rate * held(gradient, radius)
    return kernel + velocity, velocity


# %% uphill  kind="wrong" lose=3 message="goes against it"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = momentum * velocity + learning_rate * gradient
    return held(kernel + velocity, radius), velocity


# %% steps with the old velocity  kind="wrong" lose=3 message="gradient is missing in this step"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    new_velocity = momentum * velocity - learning_rate * gradient
    return held(kernel + momentum * velocity, radius), new_velocity


# %% the pair is swapped  kind="wrong" lose=3 message="Return .kernel, velocity"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = momentum * velocity - learning_rate * gradient
    return velocity, held(kernel + velocity, radius)


# %% changes its arguments  kind="wrong" lose=3 message="changed its argument"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity *= momentum
    velocity -= learning_rate * gradient
    return held(kernel + velocity, radius), velocity


# %% one column after another, as a list  kind="right"
def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = np.add(momentum * velocity, -learning_rate * gradient)
    kernel = kernel + velocity
    for column in kernel.T:
        length = np.linalg.norm(column)
        if length > radius:
            column *= radius / length
    return [kernel, velocity]


# %% the wrong axis  kind="wrong" lose=3 message="hold columns, not rows"
def momentum_step(kernel, velocity, gradient, learning_rate, momentum, radius):
    velocity = momentum * velocity - learning_rate * gradient
    kernel = kernel + velocity
    rows = np.sqrt((kernel**2).sum(axis=1, keepdims=True))
    return kernel * (radius / np.maximum(radius, rows)), velocity
