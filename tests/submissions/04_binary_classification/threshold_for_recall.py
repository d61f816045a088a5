# %% every seizure as a candidate  kind="right"
def threshold_for_recall(y, p, recall):
    y, p = np.asarray(y), np.asarray(p)
    seizures = p[y == 1]
    return max(t for t in seizures if np.mean(seizures >= t) >= recall)


# %% down the sorted seizures  kind="right"
def threshold_for_recall(y, p, recall):
    seizures = sorted((float(v) for v, label in zip(p, y) if label == 1), reverse=True)
    for found, threshold in enumerate(seizures, start=1):
        if found / len(seizures) >= recall:
            return threshold


# %% scikit-learn's curve  kind="right"
def threshold_for_recall(y, p, recall):
    _, found, thresholds = metrics.precision_recall_curve(y, p)
    enough = thresholds[found[:-1] >= recall]
    positives = np.asarray(p)[np.asarray(y) == 1]
    return max(t for t in enough if t in positives)


# %% round up  kind="right"
def threshold_for_recall(y, p, recall):
    seizures = np.sort(np.asarray(p)[np.asarray(y) == 1])
    needed = math.ceil(recall * len(seizures) - 1e-9)
    return seizures[len(seizures) - needed]


# %% all probabilities as candidates  kind="right"
def threshold_for_recall(y, p, recall):
    seizures = p[y == 1]
    return max(t for t in p if np.mean(seizures >= t) >= recall)


# %% rounds down  kind="wrong" lose=2 message="at least 0.7 was promised"
def threshold_for_recall(y, p, recall):
    seizures = np.sort(np.asarray(p)[np.asarray(y) == 1])[::-1]
    return seizures[max(int(recall * len(seizures)), 1) - 1]


# %% the smallest threshold  kind="wrong" lose=2 message="keeps every promise"
def threshold_for_recall(y, p, recall):
    y, p = np.asarray(y), np.asarray(p)
    return min(t for t in p if np.mean(p[y == 1] >= t) >= recall)


# %% a quantile between two seizures  kind="wrong" lose=2 message="A quantile lies between"
def threshold_for_recall(y, p, recall):
    return np.quantile(np.asarray(p)[np.asarray(y) == 1], 1 - recall)


# %% a quantile of everybody  kind="wrong" lose=2 message="Only the seizures count"
def threshold_for_recall(y, p, recall):
    return np.quantile(p, 1 - recall)


# %% more than the threshold  kind="wrong" lose=2 message="keeps the promise too well"
def threshold_for_recall(y, p, recall):
    seizures = np.asarray(p)[np.asarray(y) == 1]
    enough = [t for t in seizures if np.mean(seizures > t) >= recall]
    return max(enough) if enough else min(seizures)


# %% a tenth, a twentieth and so on  kind="wrong" lose=2 message="a larger threshold keeps it, too"
def threshold_for_recall(y, p, recall):
    seizures = np.asarray(p)[np.asarray(y) == 1]
    for threshold in np.linspace(1, 0, 101):
        if np.mean(seizures >= threshold) >= recall:
            return threshold - 0.005


# %% smallest of the seizures  kind="wrong" lose=2 message="keeps the promise too well"
def threshold_for_recall(y, p, recall):
    return np.min(np.asarray(p)[np.asarray(y) == 1])


# %% one minus the recall  kind="wrong" lose=2 message="1 - recall is no threshold"
def threshold_for_recall(y, p, recall):
    return 1 - recall


# %% the nearest recall  kind="wrong" lose=2 message="At 0.75 the recall is 0.2"
def threshold_for_recall(y, p, recall):
    seizures = p[y == 1]
    return min(seizures, key=lambda t: abs(np.mean(seizures >= t) - recall))


# %% steps of one in a hundred  kind="wrong" lose=2 message="a larger threshold keeps it, too"
def threshold_for_recall(y, p, recall):
    best = 0.0
    for threshold in np.linspace(0, 1, 101):
        if np.mean(p[y == 1] >= threshold) >= recall:
            best = threshold
    return best
