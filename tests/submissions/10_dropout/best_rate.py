# %% a loop in rising order  kind="right"
def best_rate(accuracies):
    best, best_mean = None, -1.0
    for rate in sorted(accuracies):
        mean = sum(accuracies[rate]) / len(accuracies[rate])
        if mean > best_mean:
            best, best_mean = rate, mean
    return best


# %% the smallest of pairs  kind="right"
def best_rate(accuracies):
    return min((-np.mean(values), rate) for rate, values in accuracies.items())[1]


# %% argmax over sorted rates  kind="right"
def best_rate(accuracies):
    rates = sorted(accuracies.keys())
    means = [np.mean(accuracies[r]) for r in rates]
    return rates[int(np.argmax(means))]


# %% one lucky seed decides  kind="wrong" lose=1 message="lucky seed won"
def best_rate(accuracies):
    return max(sorted(accuracies), key=lambda rate: max(accuracies[rate]))


# %% returns the accuracy  kind="wrong" lose=1 message="return the rate"
def best_rate(accuracies):
    return max(np.mean(values) for values in accuracies.values())


# %% returns the position  kind="wrong" lose=1 message="That is a position"
def best_rate(accuracies):
    return int(np.argmax([np.mean(values) for values in accuracies.values()]))


# %% ties go to the first in the dict  kind="wrong" lose=1 message="smaller rate wins"
def best_rate(accuracies):
    return max(accuracies, key=lambda rate: np.mean(accuracies[rate]))


# %% sums instead of means  kind="wrong" lose=1 message="A sum favours"
def best_rate(accuracies):
    return max(sorted(accuracies), key=lambda rate: sum(accuracies[rate]))


# %% the worst rate  kind="wrong" lose=1 message="the worst rate"
def best_rate(accuracies):
    return min(sorted(accuracies), key=lambda rate: np.mean(accuracies[rate]))
