# %% two branches  kind="right"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    new = {name: value.copy() for name, value in state.items()}
    if training:
        mean = np.mean(z, axis=0, keepdims=True)
        variance = np.mean((z - mean) ** 2, axis=0, keepdims=True)
        new["mean"] = state["mean"] * momentum + mean[0] * (1 - momentum)
        new["variance"] = state["variance"] * momentum + variance[0] * (1 - momentum)
        hat = (z - mean) * (variance + epsilon) ** -0.5
    else:
        hat = (z - state["mean"]) * (state["variance"] + epsilon) ** -0.5
    return state["gamma"] * hat + state["beta"], new


# %% keras.ops  kind="right"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    moved = dict(state)
    if training:
        mean, variance = map(np.asarray, keras.ops.moments(z, axes=0))
        moved["mean"] = momentum * state["mean"] + (1 - momentum) * mean
        moved["variance"] = momentum * state["variance"] + (1 - momentum) * variance
    scale = state["gamma"] / np.sqrt(variance + epsilon)
    return z * scale + (state["beta"] - mean * scale), moved


# %% moves by a step towards the batch  kind="right"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    if not training:
        root = np.sqrt(state["variance"] + epsilon)
        return (z - state["mean"]) / root * state["gamma"] + state["beta"], state
    mean, variance = z.mean(0), z.var(0)
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    new = {
        "gamma": state["gamma"],
        "beta": state["beta"],
        "mean": state["mean"] + (1 - momentum) * (mean - state["mean"]),
        "variance": state["variance"] + (1 - momentum) * (variance - state["variance"]),
    }
    return [out, new]


# %% the batch in prediction too  kind="wrong" lose=1 message="moving averages are used, not the batch"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = z.mean(axis=0), z.var(axis=0)
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    if not training:
        return out, state
    moved = {
        "mean": momentum * state["mean"] + (1 - momentum) * mean,
        "variance": momentum * state["variance"] + (1 - momentum) * variance,
    }
    return out, state | moved


# %% the averages in training too  kind="wrong" lose=2 message="of the batch are used"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    root = np.sqrt(state["variance"] + epsilon)
    out = (z - state["mean"]) / root * state["gamma"] + state["beta"]
    if not training:
        return out, state
    moved = {
        "mean": momentum * state["mean"] + (1 - momentum) * z.mean(axis=0),
        "variance": momentum * state["variance"] + (1 - momentum) * z.var(axis=0),
    }
    return out, state | moved


# %% momentum the other way round  kind="wrong" lose=2 message="multiplies the .old. average"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=0), z.var(axis=0)
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    if not training:
        return out, state
    moved = {
        "mean": (1 - momentum) * state["mean"] + momentum * mean,
        "variance": (1 - momentum) * state["variance"] + momentum * variance,
    }
    return out, state | moved


# %% epsilon outside of the root  kind="wrong" lose=3 message="under the root|not right"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=0), z.var(axis=0)
    out = (z - mean) / (np.sqrt(variance) + epsilon) * state["gamma"] + state["beta"]
    if not training:
        return out, state
    moved = {
        "mean": momentum * state["mean"] + (1 - momentum) * mean,
        "variance": momentum * state["variance"] + (1 - momentum) * variance,
    }
    return out, state | moved


# %% divides by n - 1  kind="wrong" lose=2 message="ddof=0"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=0), z.var(axis=0, ddof=1)
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    if not training:
        return out, state
    moved = {
        "mean": momentum * state["mean"] + (1 - momentum) * mean,
        "variance": momentum * state["variance"] + (1 - momentum) * variance,
    }
    return out, state | moved


# %% normalises rows  kind="wrong" lose=2 message="not rows"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=1)[:, None], z.var(axis=1)[:, None]
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    if not training:
        return out, state
    moved = {
        "mean": momentum * state["mean"] + (1 - momentum) * z.mean(axis=0),
        "variance": momentum * state["variance"] + (1 - momentum) * z.var(axis=0),
    }
    return out, state | moved


# %% forgets gamma and beta  kind="wrong" lose=3 message="gamma and beta are missing|not right"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=0), z.var(axis=0)
    out = (z - mean) / np.sqrt(variance + epsilon)
    if not training:
        return out, state
    moved = {
        "mean": momentum * state["mean"] + (1 - momentum) * mean,
        "variance": momentum * state["variance"] + (1 - momentum) * variance,
    }
    return out, state | moved


# %% averages move in prediction  kind="wrong" lose=1 message="no average moves"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=0), z.var(axis=0)
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    moved = {
        "mean": momentum * state["mean"] + (1 - momentum) * z.mean(axis=0),
        "variance": momentum * state["variance"] + (1 - momentum) * z.var(axis=0),
    }
    return out, state | moved


# %% changes the state in place  kind="wrong" lose=2 message="changed its argument"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=0), z.var(axis=0)
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    if training:
        state["mean"] *= momentum
        state["mean"] += (1 - momentum) * mean
        state["variance"] *= momentum
        state["variance"] += (1 - momentum) * variance
    return out, state


# %% averages that never move  kind="wrong" lose=2 message="has not moved"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    mean, variance = state["mean"], state["variance"]
    if training:
        mean, variance = z.mean(axis=0), z.var(axis=0)
    out = (z - mean) / np.sqrt(variance + epsilon) * state["gamma"] + state["beta"]
    return out, dict(state)


# %% normalises by the moved averages  kind="wrong" lose=2 message="moved averages are for prediction"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    new = dict(state)
    if training:
        new["mean"] = momentum * state["mean"] + (1 - momentum) * z.mean(0)
        new["variance"] = momentum * state["variance"] + (1 - momentum) * z.var(0)
    out = (z - new["mean"]) / np.sqrt(new["variance"] + epsilon) * new["gamma"] + new[
        "beta"
    ]
    return out, new


# %% a fixed epsilon  kind="wrong" lose=3 message="Use the argument .epsilon"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    m, v = (z.mean(0), z.var(0)) if training else (state["mean"], state["variance"])
    out = (z - m) / np.sqrt(v + 0.001) * state["gamma"] + state["beta"]
    if training:
        state = state | {
            "mean": 0.9 * state["mean"] + 0.1 * m,
            "variance": 0.9 * state["variance"] + 0.1 * v,
        }
    return out, state


# %% one mean for all columns  kind="wrong" lose=2 message="mean and a variance of its own"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    m, v = (z.mean(), z.var()) if training else (state["mean"], state["variance"])
    out = (z - m) / np.sqrt(v + epsilon) * state["gamma"] + state["beta"]
    if training:
        state = state | {
            "mean": momentum * state["mean"] + (1 - momentum) * m,
            "variance": momentum * state["variance"] + (1 - momentum) * v,
        }
    return out, state


# %% new_state has only what moved  kind="wrong" lose=3 message="with all four names"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    m, v = (z.mean(0), z.var(0)) if training else (state["mean"], state["variance"])
    out = (z - m) / np.sqrt(v + epsilon) * state["gamma"] + state["beta"]
    new = dict(
        mean=momentum * state["mean"] + (1 - momentum) * m,
        variance=momentum * state["variance"] + (1 - momentum) * v,
    )
    return out, new


# %% tensors, and lists in the state  kind="right"
def batch_norm(z, state, training, momentum=0.9, epsilon=1e-3):
    o = keras.ops
    if training:
        m, v = o.mean(z, axis=0), o.var(z, axis=0)
    else:
        m, v = state["mean"], state["variance"]
    out = state["gamma"] * (z - m) / o.sqrt(v + epsilon) + state["beta"]
    new = {k: list(a) for k, a in state.items()}
    if training:
        new["mean"] = momentum * state["mean"] + (1 - momentum) * m
        new["variance"] = momentum * state["variance"] + (1 - momentum) * v
    return out, new
