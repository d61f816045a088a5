# %% np.diff  kind="right"
def one_score(z):
    return np.diff(z, axis=1)[:, 0]


# %% a matrix of signs  kind="right"
def one_score(z):
    return z @ np.array([-1.0, 1.0])


# %% row by row  kind="right"
def one_score(z):
    return np.array([yes - no for no, yes in z])


# %% the wrong way round  kind="wrong" lose=1 message="The sign"
def one_score(z):
    return z[:, 0] - z[:, 1]


# %% the score of a yes alone  kind="wrong" lose=1 message="The score for no counts too"
def one_score(z):
    return z[:, 1]


# %% the probability  kind="wrong" lose=1 message="That is the probability"
def one_score(z):
    return 1 / (1 + np.exp(z[:, 0] - z[:, 1]))


# %% a ratio  kind="wrong" lose=1 message="differences of scores, not at ratios"
def one_score(z):
    return z[:, 1] / z[:, 0]


# %% by way of probabilities, which is not stable  kind="wrong" lose=1 message="must be finite"
def one_score(z):
    p = np.exp(z[:, 1]) / np.exp(z).sum(axis=1)
    return np.log(p / (1 - p))


# %% a sum  kind="wrong" lose=1 message="differences of scores, not at sums"
def one_score(z):
    return z.sum(axis=1)


# %% half of it  kind="wrong" lose=1 message="Twice that"
def one_score(z):
    return (z[:, 1] - z[:, 0]) / 2


# %% the larger of the two  kind="wrong" lose=1 message="How far apart"
def one_score(z):
    return z.max(axis=1)


# %% without its sign  kind="wrong" lose=1 message="do not drop the sign"
def one_score(z):
    return np.abs(z[:, 1] - z[:, 0])
