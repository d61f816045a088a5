# %% trapezoids under the curve  kind="right"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    order = np.argsort(-scores, kind="stable")
    y, scores = y[order], scores[order]
    last = np.append(np.flatnonzero(np.diff(scores)), len(y) - 1)
    tpr = np.append(0, np.cumsum(y)[last] / y.sum())
    fpr = np.append(0, np.cumsum(1 - y)[last] / (1 - y).sum())
    return np.trapezoid(tpr, fpr)


# %% mean ranks, as Mann and Whitney  kind="right"
def roc_auc(y, scores):
    from scipy.stats import rankdata

    y = np.asarray(y)
    n_pos, n_neg = np.sum(y == 1), np.sum(y == 0)
    ranks = rankdata(scores)[y == 1].sum()
    return (ranks - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg)


# %% searchsorted counts those below and the ties  kind="right"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    rest = np.sort(scores[y == 0])
    below = np.searchsorted(rest, scores[y == 1], side="left")
    not_above = np.searchsorted(rest, scores[y == 1], side="right")
    return float((below + not_above).mean() / 2 / len(rest))


# %% a loop over the positives  kind="right"
def roc_auc(y, scores):
    rest = np.array([s for label, s in zip(y, scores) if label == 0])
    wins, pairs = 0.0, 0
    for label, score in zip(y, scores):
        if label == 1:
            wins += np.sum(score > rest) + 0.5 * np.sum(score == rest)
            pairs += len(rest)
    return wins / pairs


# %% the wrong way round  kind="wrong" lose=3 message="wrong way round"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    gaps = scores[y == 0][:, None] - scores[y == 1]
    return np.mean(gaps > 0) + np.mean(gaps == 0) / 2


# %% ties count as whole pairs  kind="wrong" lose=1 message="Equal scores count as half"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    return np.mean(scores[y == 1][:, None] >= scores[y == 0])


# %% ties do not count  kind="wrong" lose=1 message="Equal scores count as half"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    return np.mean(scores[y == 1][:, None] > scores[y == 0])


# %% classes first  kind="wrong" lose=3 message="not by classes"
def roc_auc(y, scores):
    y, scores = np.asarray(y), (np.asarray(scores) >= 0.5).astype(int)
    gaps = scores[y == 1][:, None] - scores[y == 0]
    return np.mean(gaps > 0) + np.mean(gaps == 0) / 2


# %% average precision  kind="wrong" lose=3 message="average precision"
def roc_auc(y, scores):
    return metrics.average_precision_score(y, scores)


# %% counts pairs  kind="wrong" lose=3 message="divide by how many"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    gaps = scores[y == 1][:, None] - scores[y == 0]
    return np.sum(gaps > 0) + np.sum(gaps == 0) / 2


# %% divides by all pairs of rows  kind="wrong" lose=3 message="Divide by the pairs"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    gaps = scores[y == 1][:, None] - scores[y == 0]
    return (np.sum(gaps > 0) + np.sum(gaps == 0) / 2) / len(y) ** 2


# %% steps through ties in the order of the rows  kind="wrong" lose=1 message="Equal scores count as half"
def roc_auc(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    y = y[np.argsort(-scores, kind="stable")]
    tpr = np.cumsum(y) / y.sum()
    return np.sum(tpr[y == 0]) / np.sum(y == 0)


# %% never below one half  kind="wrong" lose=2 message="an area below 0.5"
def roc_auc(y, scores):
    gaps = scores[y == 1][:, None] - scores[y == 0]
    area = np.mean(gaps > 0) + np.mean(gaps == 0) / 2
    return max(area, 1 - area)


# %% along the curve from right to left  kind="wrong" lose=3 message="An area below 0"
def roc_auc(y, scores):
    fpr, tpr, _ = metrics.roc_curve(y, scores)
    return np.trapezoid(tpr[::-1], fpr[::-1])


# %% 101 thresholds from 0 to 1  kind="wrong" lose=2 message="only their order counts"
def roc_auc(y, scores):
    alarms = np.array([scores >= t for t in np.linspace(1.01, -0.01, 103)])
    fpr, tpr = alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)
    return np.trapezoid(tpr, fpr)
