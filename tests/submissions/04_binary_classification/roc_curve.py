# %% cumulated counts  kind="right"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    order = np.argsort(-scores, kind="stable")
    y, scores = y[order], scores[order]
    last = np.append(np.flatnonzero(np.diff(scores)), len(y) - 1)
    tp = np.cumsum(y)[last]
    fp = last + 1 - tp
    return np.append(0, fp / fp[-1]), np.append(0, tp / tp[-1])


# %% loops and lists  kind="right"
def roc_curve(y, scores):
    n_pos = sum(1 for label in y if label == 1)
    n_neg = len(y) - n_pos
    fpr, tpr = [0.0], [0.0]
    for threshold in sorted(set(np.asarray(scores).tolist()), reverse=True):
        alarms = [label for label, s in zip(y, scores) if s >= threshold]
        tp = sum(1 for label in alarms if label == 1)
        tpr.append(tp / n_pos)
        fpr.append((len(alarms) - tp) / n_neg)
    return fpr, tpr


# %% searchsorted in each class  kind="right"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores, dtype=float)
    thresholds = np.concatenate([[np.inf], np.unique(scores)[::-1]])
    rates = []
    for label in (0, 1):
        mine = np.sort(scores[y == label])
        rates.append(1 - np.searchsorted(mine, thresholds) / len(mine))
    return np.array(rates)


# %% the pair is swapped  kind="wrong" lose=2 message="The order is"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    thresholds = [np.inf, *np.unique(scores)[::-1]]
    alarms = np.array([scores >= t for t in thresholds])
    return alarms[:, y == 1].mean(axis=1), alarms[:, y == 0].mean(axis=1)


# %% one step for each row  kind="wrong" lose=2 message="cross the threshold together"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    y = y[np.argsort(-scores, kind="stable")]
    tp, fp = np.cumsum(y), np.cumsum(1 - y)
    return np.append(0, fp / fp[-1]), np.append(0, tp / tp[-1])


# %% infinity is forgotten  kind="wrong" lose=2 message="Both begin with 0"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    alarms = np.array([scores >= t for t in np.unique(scores)[::-1]])
    return alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)


# %% from the smallest threshold up  kind="wrong" lose=2 message="runs backwards"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    alarms = np.array([scores >= t for t in [*np.unique(scores), np.inf]])
    return alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)


# %% larger than the threshold  kind="wrong" lose=2 message="at least the threshold"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    alarms = np.array([scores > t for t in [np.inf, *np.unique(scores)[::-1]]])
    return alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)


# %% divides by all rows  kind="wrong" lose=2 message="Divide by the seconds without"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    alarms = np.array([scores >= t for t in [np.inf, *np.unique(scores)[::-1]]])
    return (alarms & (y == 0)).mean(axis=1), (alarms & (y == 1)).mean(axis=1)


# %% precision across  kind="wrong" lose=2 message="not right"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    alarms = np.array([scores >= t for t in [np.inf, *np.unique(scores)[::-1]]])
    tp = (alarms & (y == 1)).sum(axis=1)
    return tp / np.maximum(alarms.sum(axis=1), 1), tp / np.sum(y == 1)


# %% eleven round thresholds  kind="wrong" lose=2 message="wrong number of points"
def roc_curve(y, scores):
    y, scores = np.asarray(y), np.asarray(scores)
    alarms = np.array([scores >= t for t in np.linspace(1, 0, 11)])
    return alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)


# %% scikit-learn's own, with its thresholds  kind="wrong" lose=2 message="must return a pair"
def roc_curve(y, scores):
    return metrics.roc_curve(y, scores, drop_intermediate=False)


# %% scikit-learn's own, which drops points  kind="wrong" lose=2 message="wrong number of points"
def roc_curve(y, scores):
    fpr, tpr, _ = metrics.roc_curve(y, scores)
    return fpr, tpr


# %% counts, and does not divide  kind="wrong" lose=2 message="These are counts"
def roc_curve(y, scores):
    alarms = np.array([scores >= t for t in [np.inf, *np.unique(scores)[::-1]]])
    return (alarms & (y == 0)).sum(axis=1), (alarms & (y == 1)).sum(axis=1)


# %% begins at 1 instead of infinity  kind="wrong" lose=2 message="first threshold is infinity"
def roc_curve(y, scores):
    alarms = np.array([scores >= t for t in [1.0, *np.unique(scores)[::-1]]])
    return alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)


# %% specificity across  kind="wrong" lose=2 message="one minus the rate"
def roc_curve(y, scores):
    alarms = np.array([scores >= t for t in [np.inf, *np.unique(scores)[::-1]]])
    return 1 - alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)


# %% a list of points  kind="wrong" lose=2 message="not a list of points"
def roc_curve(y, scores):
    points = [(0.0, 0.0)]
    for t in np.unique(scores)[::-1]:
        points.append((np.mean(scores[y == 0] >= t), np.mean(scores[y == 1] >= t)))
    return points
