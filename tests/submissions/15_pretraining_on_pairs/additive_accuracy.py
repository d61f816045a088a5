# %% with outer  kind="right"
def additive_accuracy(f, g):
    different = np.add.outer(f, g) > 0
    k = len(f)
    same_right = k - np.trace(different)
    different_right = different.sum() - np.trace(different)
    return same_right / (2 * k) + different_right / (2 * k * (k - 1))


# %% a loop  kind="right"
def additive_accuracy(f, g):
    k, total = len(f), 0.0
    for i in range(k):
        for j in range(k):
            if i == j:
                total += (f[i] + g[j] <= 0) / k
            else:
                total += (f[i] + g[j] > 0) / (k * (k - 1))
    return float(total / 2)


# %% weights for every cell  kind="right"
def additive_accuracy(f, g):
    f, g = np.asarray(f), np.asarray(g)
    k = f.size
    weights = np.full((k, k), 0.5 / (k * (k - 1)))
    np.fill_diagonal(weights, 0.5 / k)
    right = (f.reshape(-1, 1) + g > 0) != np.eye(k, dtype=bool)
    return float((weights * right).sum())


# %% every cell alike  kind="wrong" lose=2 message="half of all"
def additive_accuracy(f, g):
    different = f[:, None] + g > 0
    return float(np.mean(different != np.eye(len(f), dtype=bool)))


# %% the share of wrong answers  kind="wrong" lose=2 message="A positive sum says different"
def additive_accuracy(f, g):
    different = f[:, None] + g > 0
    same = np.eye(len(f), dtype=bool)
    return 0.5 * np.mean(different[same]) + 0.5 * np.mean(~different[~same])


# %% same pairs alone  kind="wrong" lose=2 message="same pairs alone"
def additive_accuracy(f, g):
    return float(np.mean(f + g <= 0))


# %% different pairs alone  kind="wrong" lose=2 message="different pairs alone"
def additive_accuracy(f, g):
    different = f[:, None] + g > 0
    return float(np.mean(different[~np.eye(len(f), dtype=bool)]))


# %% not halved  kind="wrong" lose=2 message="each of weight one half"
def additive_accuracy(f, g):
    different = f[:, None] + g > 0
    same = np.eye(len(f), dtype=bool)
    return np.mean(~different[same]) + np.mean(different[~same])


# %% a sum of 0 says different  kind="wrong" lose=2 message="exactly 0 is not positive"
def additive_accuracy(f, g):
    different = f[:, None] + g >= 0
    same = np.eye(len(f), dtype=bool)
    return 0.5 * np.mean(~different[same]) + 0.5 * np.mean(different[~same])


# %% only neighbours in the arrays  kind="wrong" lose=2 message="table of K x K|not right|alone"
def additive_accuracy(f, g):
    same = np.mean(f + g <= 0)
    different = np.mean(f + np.roll(g, 1) > 0)
    return 0.5 * same + 0.5 * different
