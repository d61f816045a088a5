# %% a loop from the strongest down  kind="right"
def strongest_good(accuracies):
    best = max(accuracies.values(), key=np.mean)
    bound = np.mean(best) - np.std(best, ddof=1) / np.sqrt(len(best))
    strengths = sorted(accuracies)
    while np.mean(accuracies[strengths[-1]]) < bound:
        strengths.pop()
    return strengths[-1]


# %% with scipy's standard error  kind="right"
def strongest_good(accuracies):
    from scipy import stats

    strengths = np.array(sorted(accuracies))
    means = np.array([np.mean(accuracies[s]) for s in strengths])
    best = strengths[means.argmax()]
    return strengths[means >= means.max() - stats.sem(accuracies[best])].max()


# %% with the statistics module  kind="right"
def strongest_good(accuracies):
    from statistics import mean, stdev

    table = sorted((mean(v), s) for s, v in accuracies.items())
    top, best = table[-1]
    error = stdev(accuracies[best]) / len(accuracies[best]) ** 0.5
    return max(s for m, s in table if m + error >= top)


# %% the best mean  kind="wrong" lose=2 message="stronger and as good as equal"
def strongest_good(accuracies):
    return max(sorted(accuracies), key=lambda s: np.mean(accuracies[s]))


# %% the strongest of all  kind="wrong" lose=2 message="far below the best"
def strongest_good(accuracies):
    return max(accuracies)


# %% the deviation, not the standard error  kind="wrong" lose=2 message="One standard error"
def strongest_good(accuracies):
    best = max(accuracies.values(), key=np.mean)
    bound = np.mean(best) - np.std(best, ddof=1)
    return max(s for s, v in accuracies.items() if np.mean(v) >= bound)


# %% without ddof  kind="wrong" lose=2 message="ddof=1"
def strongest_good(accuracies):
    best = max(accuracies.values(), key=np.mean)
    bound = np.mean(best) - np.std(best) / np.sqrt(len(best))
    return max(s for s, v in accuracies.items() if np.mean(v) >= bound)


# %% the standard error of the candidate  kind="wrong" lose=2 message="as good as equal|no order|of the best|standard error"
def strongest_good(accuracies):
    top = max(np.mean(v) for v in accuracies.values())
    good = []
    for s, v in accuracies.items():
        if np.mean(v) + np.std(v, ddof=1) / np.sqrt(len(v)) >= top:
            good.append(s)
    return max(good)


# %% the best single run  kind="wrong" lose=2 message="not right"
def strongest_good(accuracies):
    return max(accuracies, key=lambda s: max(accuracies[s]))


# %% the accuracy  kind="wrong" lose=2 message="return the strength"
def strongest_good(accuracies):
    best = max(accuracies.values(), key=np.mean)
    bound = np.mean(best) - np.std(best, ddof=1) / np.sqrt(len(best))
    strength = max(s for s, v in accuracies.items() if np.mean(v) >= bound)
    return float(np.mean(accuracies[strength]))


# %% one seed too few under the root  kind="wrong" lose=2 message="One standard error"
def strongest_good(accuracies):
    means = {strength: np.mean(values) for strength, values in accuracies.items()}
    best = max(means, key=means.get)
    values = accuracies[best]
    error = np.std(values, ddof=1) / math.sqrt(len(values) - 1)
    return max(s for s, mean in means.items() if mean >= means[best] - error)
