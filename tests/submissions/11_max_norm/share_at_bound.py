# %% counts in a loop  kind="right"
def share_at_bound(kernel, radius):
    norms = list(np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0)))
    return sum(norm > 0.999 * radius - 1e-12 for norm in norms) / len(norms)


# %% np.count_nonzero  kind="right"
def share_at_bound(kernel, radius):
    columns = np.reshape(kernel, (-1, kernel.shape[-1]))
    at_bound = np.linalg.norm(columns, axis=0) / radius >= 0.999
    return np.count_nonzero(at_bound) / at_bound.size


# %% a mean of floats  kind="right"
def share_at_bound(kernel, radius):
    squares = (kernel**2).sum(axis=tuple(range(kernel.ndim - 1)))
    return np.where(squares >= (0.999 * radius) ** 2, 1.0, 0.0).mean()


# %% counts  kind="wrong" lose=1 message="a number of neurons"
def share_at_bound(kernel, radius):
    return int(
        np.sum(
            np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
            >= 0.999 * radius
        )
    )


# %% a percentage  kind="wrong" lose=1 message="not a percentage"
def share_at_bound(kernel, radius):
    return 100 * np.mean(
        np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0))
        >= 0.999 * radius
    )


# %% no room for rounding  kind="wrong" lose=1 message="Rounding leaves"
def share_at_bound(kernel, radius):
    return np.mean(
        np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0)) >= radius
    )


# %% longer than the radius only  kind="wrong" lose=1 message="exactly the radius counts"
def share_at_bound(kernel, radius):
    return np.mean(
        np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0)) > radius
    )


# %% those inside  kind="wrong" lose=1 message="Short vectors do not count"
def share_at_bound(kernel, radius):
    return np.mean(
        np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(axis=0)) <= radius
    )


# %% single weights  kind="wrong" lose=1 message="single weights"
def share_at_bound(kernel, radius):
    return np.mean(np.abs(kernel) >= 0.999 * radius)


# %% rows  kind="wrong" lose=1 message="measure rows"
def share_at_bound(kernel, radius):
    return np.mean(np.sqrt((kernel**2).sum(axis=1)) >= 0.999 * radius)
