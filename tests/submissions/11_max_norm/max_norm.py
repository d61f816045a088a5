# %% with np.where  kind="right"
def max_norm(kernel, radius):
    norms = np.linalg.norm(kernel.reshape(-1, kernel.shape[-1]), axis=0)
    safe = np.where(norms > radius, norms, 1.0)
    return np.where(norms > radius, kernel * radius / safe, kernel)


# %% only the columns that are too long  kind="right"
def max_norm(kernel, radius):
    new = np.array(kernel, dtype=float)
    for j, norm in enumerate(
        np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
    ):
        if norm > radius:
            new[..., j] = new[..., j] / norm * radius
    return new


# %% a factor of at most 1  kind="right"
def max_norm(kernel, radius):
    axes = tuple(range(kernel.ndim - 1))
    norms = np.sqrt(np.square(kernel).sum(axis=axes, keepdims=True))
    with np.errstate(divide="ignore"):
        factor = np.minimum(1.0, radius / norms)
    return factor * kernel


# %% cuts single weights  kind="wrong" lose=3 message="turns the vector"
def max_norm(kernel, radius):
    return np.clip(kernel, -radius, radius)


# %% stretches short vectors too  kind="wrong" lose=3 message="Short vectors were stretched"
def max_norm(kernel, radius):
    norms = np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
    return kernel * radius / (norms + 1e-300)


# %% the book's axis  kind="wrong" lose=3 message="Rows were shortened"
def max_norm(kernel, radius):
    rows = np.sqrt((kernel**2).sum(axis=1, keepdims=True))
    return kernel * (radius / np.maximum(radius, rows))


# %% the whole kernel as one vector  kind="wrong" lose=3 message="measured as one"
def max_norm(kernel, radius):
    return kernel * (radius / max(radius, np.linalg.norm(kernel)))


# %% forgets the radius above the line  kind="wrong" lose=3 message="radius is to be multiplied"
def max_norm(kernel, radius):
    return kernel / np.maximum(
        radius, np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
    )


# %% divides zero by zero  kind="wrong" lose=3 message="Is something divided by zero"
def max_norm(kernel, radius):
    norms = np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
    with np.errstate(all="ignore"):
        return kernel / norms * np.minimum(norms, radius)


# %% Keras's grain of sand  kind="wrong" lose=3 message="exactly as it was"
def max_norm(kernel, radius):
    norms = np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
    return kernel * (np.clip(norms, 0, radius) / (norms + 1e-7))


# %% changes its argument  kind="wrong" lose=3 message="changed its argument kernel"
def max_norm(kernel, radius):
    kernel *= radius / np.maximum(
        radius, np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
    )
    return kernel


# %% dense kernels only  kind="wrong" lose=3 message="All axes but the last"
def max_norm(kernel, radius):
    norms = np.sqrt((kernel**2).sum(axis=0, keepdims=True))
    return kernel * (radius / np.maximum(radius, norms))


# %% Keras's constraint  kind="wrong" lose=3 message="exactly as it was"
def max_norm(kernel, radius):
    axes = list(range(kernel.ndim - 1))
    return np.asarray(keras.constraints.MaxNorm(radius, axis=axes)(kernel))
