# %% the covariance's eigenvectors  kind="right"
def project(features, n):
    centred = features - features.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(centred, rowvar=False))
    order = np.argsort(values)[::-1]
    share = values[order[:n]].sum() / values.sum()
    return centred @ vectors[:, order[:n]], share


# %% multiply by V  kind="right"
def project(features, n):
    f = np.asarray(features, dtype=float)
    f = f - f.mean(0, keepdims=True)
    _s, vt = np.linalg.svd(f)[1:]
    coordinates = f @ vt[:n].T
    return coordinates, coordinates.var(axis=0).sum() / f.var(axis=0).sum()


# %% columns turned round, lists  kind="right"
def project(features, n):
    f = features - np.mean(features, axis=0)
    u, s, _vt = np.linalg.svd(f, full_matrices=False)
    power = np.square(s) / np.sum(np.square(s))
    return [(-(u * s)[:, :n]).tolist(), float(np.cumsum(power)[n - 1])]


# %% not centred  kind="wrong" lose=2 message="Subtract the mean"
def project(features, n):
    u, s, _vt = np.linalg.svd(features, full_matrices=False)
    return u[:, :n] * s[:n], (s[:n] ** 2).sum() / (s**2).sum()


# %% U without s  kind="wrong" lose=2 message="multiply by s"
def project(features, n):
    u, s, _vt = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    return u[:, :n], (s[:n] ** 2).sum() / (s**2).sum()


# %% the share of s, not squared  kind="wrong" lose=2 message="square of s"
def project(features, n):
    u, s, _vt = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    return u[:, :n] * s[:n], s[:n].sum() / s.sum()


# %% the narrowest directions  kind="wrong" lose=2 message="narrowest"
def project(features, n):
    u, s, _vt = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    return (u * s)[:, ::-1][:, :n], (s[:n] ** 2).sum() / (s**2).sum()


# %% centres in place  kind="wrong" lose=2 message="changed its argument"
def project(features, n):
    features -= features.mean(axis=0)
    u, s, _vt = np.linalg.svd(features, full_matrices=False)
    return u[:, :n] * s[:n], (s[:n] ** 2).sum() / (s**2).sum()


# %% only the coordinates  kind="wrong" lose=2 message="pair"
def project(features, n):
    u, s, _vt = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    return u[:, :n] * s[:n]


# %% the mean of each row  kind="wrong" lose=2 message="The mean of each row is gone"
def project(features, n):
    f = features - features.mean(axis=1, keepdims=True)
    u, s, _vt = np.linalg.svd(f, full_matrices=False)
    return u[:, :n] * s[:n], (s[:n] ** 2).sum() / (s**2).sum()


# %% percent  kind="wrong" lose=2 message="not percent"
def project(features, n):
    u, s, _vt = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    return u[:, :n] * s[:n], 100 * (s[:n] ** 2).sum() / (s**2).sum()


# %% a share for each direction  kind="wrong" lose=2 message="hold together"
def project(features, n):
    u, s, _ = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    return u[:, :n] * s[:n], s[:n] ** 2 / (s**2).sum()
