# %% not equal  kind="right"
def pair_targets(labels, pairs):
    return labels[pairs[:, 0]] != labels[pairs[:, 1]]


# %% both columns at once  kind="right"
def pair_targets(labels, pairs):
    a, b = labels[pairs].T
    return np.where(a == b, 0.0, 1.0)


# %% a loop  kind="right"
def pair_targets(labels, pairs):
    return [int(labels[a] != labels[b]) for a, b in pairs]


# %% the sign of the difference  kind="right"
def pair_targets(labels, pairs):
    return np.sign(np.abs(np.diff(labels[pairs], axis=1)))[:, 0]


# %% same is 1  kind="wrong" lose=1 message="0 means same"
def pair_targets(labels, pairs):
    return (labels[pairs[:, 0]] == labels[pairs[:, 1]]).astype(int)


# %% compares positions  kind="wrong" lose=1 message="compare the labels"
def pair_targets(labels, pairs):
    return (pairs[:, 0] != pairs[:, 1]).astype(int)


# %% how far apart  kind="wrong" lose=1 message="however far apart"
def pair_targets(labels, pairs):
    return np.abs(labels[pairs[:, 0]] - labels[pairs[:, 1]])


# %% the difference  kind="wrong" lose=1 message="however far apart"
def pair_targets(labels, pairs):
    return labels[pairs[:, 1]] - labels[pairs[:, 0]]


# %% a column  kind="wrong" lose=1 message="wrong shape"
def pair_targets(labels, pairs):
    return (labels[pairs[:, :1]] != labels[pairs[:, 1:]]).astype(int)


# %% one number for all pairs  kind="wrong" lose=1 message="wrong shape"
def pair_targets(labels, pairs):
    return int((labels[pairs[:, 0]] != labels[pairs[:, 1]]).all())


# %% forgets to return  kind="wrong" lose=1 message="is None"
def pair_targets(labels, pairs):
    targets = labels[pairs[:, 0]] != labels[pairs[:, 1]]
