# %% by hand, with floor  kind="right"
def histogram_of(values, buckets=30):
    values = np.asarray(values, dtype=float).reshape(-1)
    low, high = values.min(), values.max()
    result = np.zeros((buckets, 3))
    edges = np.linspace(low, high, buckets + 1)
    result[:, 0], result[:, 1] = edges[:-1], edges[1:]
    if low == high:
        result[-1, 2] = len(values)
        return result
    place = np.floor((values - low) / (high - low) * buckets).astype(int)
    for i in np.minimum(place, buckets - 1):
        result[i, 2] += 1
    return result


# %% a list of rows  kind="right"
def histogram_of(values, buckets=30):
    values = [float(v) for v in np.ravel(values)]
    low, high = min(values), max(values)
    if low == high:
        return [[low, high, 0]] * (buckets - 1) + [[low, high, len(values)]]
    counts, edges = np.histogram(values, bins=buckets)
    return [[edges[i], edges[i + 1], int(counts[i])] for i in range(buckets)]


# %% with searchsorted  kind="right"
def histogram_of(values, buckets=30):
    flat = np.sort(np.ravel(values).astype("float64"))
    edges = np.linspace(flat[0], flat[-1], buckets + 1)
    below = np.searchsorted(flat, edges[1:-1], side="left")
    counts = np.diff(np.concatenate([[0], below, [flat.size]]))
    if flat[0] == flat[-1]:
        counts = np.array([0] * (buckets - 1) + [flat.size])
    return np.column_stack([edges[:-1], edges[1:], counts])


# %% loses the largest value  kind="wrong" lose=3 message="largest value fell out"
def histogram_of(values, buckets=30):
    values = np.ravel(values)
    edges = np.linspace(values.min(), values.max(), buckets + 1)
    counts = [((values >= a) & (values < b)).sum() for a, b in pairwise(edges)]
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% counts an edge twice  kind="wrong" lose=3 message="counted twice"
def histogram_of(values, buckets=30):
    values = np.ravel(values)
    edges = np.linspace(values.min(), values.max(), buckets + 1)
    counts = [((values >= a) & (values <= b)).sum() for a, b in pairwise(edges)]
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% NumPy's range around equal values  kind="wrong" lose=3 message="treat them apart"
def histogram_of(values, buckets=30):
    counts, edges = np.histogram(values, bins=buckets)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% divides by no range  kind="wrong" lose=3 message="is not right|NaN"
def histogram_of(values, buckets=30):
    values = np.ravel(values).astype(float)
    low, width = values.min(), np.ptp(values) / buckets
    place = np.minimum(np.nan_to_num((values - low) / width), buckets - 1).astype(int)
    edges = low + width * np.arange(buckets + 1)
    counts = np.bincount(place, minlength=buckets)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% shares instead of counts  kind="wrong" lose=3 message="Counts, please, not shares"
def histogram_of(values, buckets=30):
    values = np.ravel(values)
    counts, edges = np.histogram(values, bins=buckets)
    return np.stack([edges[:-1], edges[1:], counts / values.size], axis=1)


# %% a density  kind="wrong" lose=3 message="not a density"
def histogram_of(values, buckets=30):
    counts, edges = np.histogram(values, bins=buckets, density=True)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% always 30 buckets  kind="wrong" lose=3 message="wrong shape"
def histogram_of(values, buckets=30):
    counts, edges = np.histogram(values, bins=30)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% count first  kind="wrong" lose=3 message="left edge, right edge, count"
def histogram_of(values, buckets=30):
    counts, edges = np.histogram(values, bins=buckets)
    return np.stack([counts, edges[:-1], edges[1:]], axis=1)


# %% equal values in the first bucket  kind="wrong" lose=3 message="last bucket, not into the first"
def histogram_of(values, buckets=30):
    values = np.ravel(values).astype(float)
    edges = np.linspace(values.min(), values.max(), buckets + 1)
    counts = np.zeros(buckets)
    if np.ptp(values) == 0:
        counts[0] = values.size
    else:
        counts, edges = np.histogram(values, bins=buckets)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% edges by hand, equal ones too, and NumPy counts  kind="right"
def histogram_of(values, buckets=30):
    values = np.ravel(values).astype(float)
    edges = np.linspace(values.min(), values.max(), buckets + 1)
    counts = np.histogram(values, edges)[0]
    return np.c_[edges[:-1], edges[1:], counts]


# %% what NumPy returns  kind="wrong" lose=3 message="a pair, counts and edges"
def histogram_of(values, buckets=30):
    return np.histogram(values, buckets)


# %% from zero on  kind="wrong" lose=3 message="from the smallest to the largest"
def histogram_of(values, buckets=30):
    values = np.ravel(values).astype(float)
    low = 0.0 if np.ptp(values) else values[0]
    edges = np.linspace(low, values.max(), buckets + 1)
    counts = np.histogram(values, edges)[0]
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% sorts its argument  kind="wrong" lose=3 message="changed its argument"
def histogram_of(values, buckets=30):
    flat = values.reshape(-1)
    flat.sort()
    edges = np.linspace(flat[0], flat[-1], buckets + 1)
    counts = np.histogram(flat, edges)[0]
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


# %% one row for equal values  kind="wrong" lose=3 message="eight equal numbers has the wrong shape"
def histogram_of(values, buckets=30):
    values = np.ravel(values).astype(float)
    if np.ptp(values) == 0:
        return np.array([[values[0], values[0], values.size]])
    counts, edges = np.histogram(values, buckets)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)
