# %% NumPy's own edges of both  kind="right"
def histograms(y, y_hat, bins):
    both = np.append(np.ravel(y), np.ravel(y_hat))
    edges = np.histogram_bin_edges(both, bins)
    return edges, np.histogram(y, edges)[0], np.histogram(y_hat, edges)[0]


# %% a range for both  kind="right"
def histograms(y, y_hat, bins):
    low, high = min(np.min(y), np.min(y_hat)), max(np.max(y), np.max(y_hat))
    actual, edges = np.histogram(y, bins=bins, range=(low, high))
    predicted, _ = np.histogram(y_hat, bins=bins, range=(low, high))
    return edges, actual, predicted


# %% counts by searching  kind="right"
def histograms(y, y_hat, bins):
    y, y_hat = np.asarray(y).flatten(), np.asarray(y_hat).flatten()
    both = np.concatenate([y, y_hat])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    counts = []
    for values in (y, y_hat):
        place = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, bins - 1)
        counts.append(np.bincount(place, minlength=bins))
    return [edges, *counts]


# %% edges of the answers alone  kind="wrong" lose=2 message="edges for y alone"
def histograms(y, y_hat, bins):
    actual, edges = np.histogram(y, bins)
    return edges, actual, np.histogram(y_hat, edges)[0]


# %% edges of the predictions alone  kind="wrong" lose=2 message="edges for y_hat alone"
def histograms(y, y_hat, bins):
    predicted, edges = np.histogram(y_hat, bins)
    return edges, np.histogram(y, edges)[0], predicted


# %% each its own bars  kind="wrong" lose=2 message="bars stand in other places"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    return edges, np.histogram(y, bins)[0], np.histogram(y_hat, bins)[0]


# %% densities  kind="wrong" lose=2 message="These are densities"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    return (
        edges,
        np.histogram(y, edges, density=True)[0],
        np.histogram(y_hat, edges, density=True)[0],
    )


# %% shares  kind="wrong" lose=2 message="These are shares"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    a, b = np.histogram(y, edges)[0], np.histogram(y_hat, edges)[0]
    return edges, a / np.size(y), b / np.size(y_hat)


# %% one edge too few  kind="wrong" lose=2 message="wrong shape"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins)
    return edges, np.histogram(y, edges)[0], np.histogram(y_hat, edges)[0]


# %% the counts first  kind="wrong" lose=2 message="wrong shape"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    return np.histogram(y, edges)[0], np.histogram(y_hat, edges)[0], edges


# %% the predictions before the answers  kind="wrong" lose=2 message="counts of the other array"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    return edges, np.histogram(y_hat, edges)[0], np.histogram(y, edges)[0]


# %% the last bar is open  kind="wrong" lose=2 message="largest number fell off"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    inside = [
        [(v >= low) & (v < high) for low, high in pairwise(edges)]
        for v in (np.ravel(y), np.ravel(y_hat))
    ]
    actual, predicted = np.sum(inside[0], axis=1), np.sum(inside[1], axis=1)
    return edges, actual, predicted


# %% all that np.histogram returns  kind="wrong" lose=2 message="first of the two is wanted"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    return edges, np.histogram(y, edges), np.histogram(y_hat, edges)


# %% the middles of the bars  kind="wrong" lose=2 message="one more than there are bars"
def histograms(y, y_hat, bins):
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    middles = (edges[1:] + edges[:-1]) / 2
    return middles, np.histogram(y, edges)[0], np.histogram(y_hat, edges)[0]
