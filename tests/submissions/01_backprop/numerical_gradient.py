# %% one copy, put back  kind="right"
def numerical_gradient(cost, w, step=1e-5):
    w = np.array(w, dtype=float)
    gradient = np.empty_like(w)
    for i in np.ndindex(*w.shape):
        old = w[i]
        w[i] = old + step
        above = cost(w)
        w[i] = old - step
        below = cost(w)
        w[i] = old
        gradient[i] = (above - below) / (2 * step)
    return gradient


# %% flat  kind="right"
def numerical_gradient(cost, w, step=1e-5):
    found = []
    for k in range(w.size):
        bump = np.zeros(w.size)
        bump[k] = step
        bump = bump.reshape(w.shape)
        found.append((cost(w + bump) - cost(w - bump)) / step / 2)
    return np.reshape(found, w.shape)


# %% unit arrays  kind="right"
def numerical_gradient(cost, w, step=1e-5):
    units = np.eye(w.size).reshape(-1, *w.shape)
    rises = [cost(w + step * u) - cost(w - step * u) for u in units]
    return (np.array(rises) / (2 * step)).reshape(w.shape)


# %% up only  kind="wrong" lose=2 message="That goes up only"
def numerical_gradient(cost, w, step=1e-5):
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up = w.copy()
        up[i] += step
        gradient[i] = (cost(up) - cost(w)) / step
    return gradient


# %% divides by one step  kind="wrong" lose=2 message="divide by 2 . step"
def numerical_gradient(cost, w, step=1e-5):
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (cost(up) - cost(down)) / step
    return gradient


# %% all at once  kind="wrong" lose=2 message="move one at a time"
def numerical_gradient(cost, w, step=1e-5):
    return np.full(w.shape, (cost(w + step) - cost(w - step)) / (2 * step))


# %% downhill  kind="wrong" lose=2 message="cost above minus cost below"
def numerical_gradient(cost, w, step=1e-5):
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (cost(down) - cost(up)) / (2 * step)
    return gradient


# %% a step of its own  kind="wrong" lose=2 message="Move one entry at a time"
def numerical_gradient(cost, w, step=1e-5):
    step = 1e-5
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (cost(up) - cost(down)) / (2 * step)
    return gradient


# %% leaves w moved  kind="wrong" lose=2 message="changed its argument w"
def numerical_gradient(cost, w, step=1e-5):
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        w[i] += step
        above = cost(w)
        w[i] -= 2 * step
        gradient[i] = (above - cost(w)) / (2 * step)
    return gradient


# %% vectors only  kind="wrong" lose=2 message="an array of any shape"
def numerical_gradient(cost, w, step=1e-5):
    gradient = np.zeros(w.shape)
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (cost(up) - cost(down)) / (2 * step)
    return gradient
