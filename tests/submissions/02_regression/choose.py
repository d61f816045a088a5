# %% loops over candidates  kind="right"
def choose(valid_mae, test_mae):
    best, chosen = None, None
    for i, errors in enumerate(valid_mae):
        mean = sum(errors) / len(errors)
        if best is None or mean < best:
            best, chosen = mean, i
    of_test = np.asarray(test_mae[chosen])
    return [chosen, of_test.mean(), of_test.std(ddof=1)]


# %% sorts, and the statistics module  kind="right"
def choose(valid_mae, test_mae):
    import statistics

    first = np.argsort(valid_mae.sum(axis=1))[0]
    errors = test_mae[first].tolist()
    return int(first), statistics.mean(errors), statistics.stdev(errors)


# %% in one array  kind="right"
def choose(valid_mae, test_mae):
    i = valid_mae.mean(axis=-1).argmin()
    n = test_mae.shape[1]
    return np.array([i, test_mae[i].mean(), test_mae[i].std() * np.sqrt(n / (n - 1))])


# %% peeks at the test errors  kind="wrong" lose=2 message="that is peeking"
def choose(valid_mae, test_mae):
    i = test_mae.mean(axis=1).argmin()
    return i, test_mae[i].mean(), test_mae[i].std(ddof=1)


# %% the best single seed  kind="wrong" lose=2 message="One lucky seed"
def choose(valid_mae, test_mae):
    i = valid_mae.min(axis=1).argmin()
    return i, test_mae[i].mean(), test_mae[i].std(ddof=1)


# %% reports the validation error  kind="wrong" lose=2 message="Report the test error"
def choose(valid_mae, test_mae):
    i = valid_mae.mean(axis=1).argmin()
    return i, valid_mae[i].mean(), valid_mae[i].std(ddof=1)


# %% ddof of 0  kind="wrong" lose=2 message="ddof=1"
def choose(valid_mae, test_mae):
    i = valid_mae.mean(axis=1).argmin()
    return i, test_mae[i].mean(), test_mae[i].std()


# %% the standard error  kind="wrong" lose=2 message="standard error"
def choose(valid_mae, test_mae):
    i = valid_mae.mean(axis=1).argmin()
    return i, test_mae[i].mean(), test_mae[i].std(ddof=1) / np.sqrt(test_mae.shape[1])


# %% mixes both errors  kind="wrong" lose=2 message="that is peeking"
def choose(valid_mae, test_mae):
    i = (valid_mae + test_mae).mean(axis=1).argmin()
    return i, test_mae[i].mean(), test_mae[i].std(ddof=1)


# %% the largest error  kind="wrong" lose=2 message="largest error"
def choose(valid_mae, test_mae):
    i = valid_mae.mean(axis=1).argmax()
    return i, test_mae[i].mean(), test_mae[i].std(ddof=1)


# %% counts from 1  kind="wrong" lose=2 message="Count from 0"
def choose(valid_mae, test_mae):
    chosen = np.argmin(valid_mae.mean(axis=1))
    return chosen + 1, test_mae[chosen].mean(), test_mae[chosen].std(ddof=1)


# %% means over the candidates  kind="wrong" lose=2 message="along its row"
def choose(valid_mae, test_mae):
    chosen = np.argmin(valid_mae.mean(axis=0))
    return chosen, test_mae[chosen].mean(), test_mae[chosen].std(ddof=1)


# %% the mean of all candidates  kind="wrong" lose=2 message="Of the chosen candidate alone"
def choose(valid_mae, test_mae):
    chosen = np.argmin(valid_mae.mean(axis=1))
    return chosen, test_mae.mean(), test_mae.std(ddof=1)
