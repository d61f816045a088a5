# %% masks, a list  kind="right"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        train = np.ones(len(y), bool)
        train[fold] = False
        centre = np.mean(x[train], axis=0, keepdims=True)
        kernel, bias = softmax_regression(
            x[train] - centre, y[train], learning_rate, steps
        )
        scores.append(share_right(x[~train] - centre, y[~train], kernel, bias))
    return scores, sum(scores) / len(scores), np.std(scores, ddof=1)


# %% np.delete, statistics  kind="right"
def cross_validate(x, y, folds, learning_rate, steps):
    import statistics

    def score(fold):
        x_rest, y_rest = np.delete(x, fold, axis=0), np.delete(y, fold)
        mean = x_rest.mean(0)
        fitted = softmax_regression(
            x_rest - mean, y_rest, learning_rate=learning_rate, steps=steps
        )
        return share_right(x[fold] - mean, y[fold], *fitted)

    scores = [score(fold) for fold in folds]
    return np.array(scores), statistics.mean(scores), statistics.stdev(scores)


# %% joins the other folds  kind="right"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = np.zeros(len(folds))
    for i in range(len(folds)):
        rest = np.sort(np.concatenate([f for j, f in enumerate(folds) if j != i]))
        mean = x[rest].sum(axis=0) / len(rest)
        fitted = softmax_regression(x[rest] - mean, y[rest], learning_rate, steps)
        scores[i] = share_right(x[folds[i]] - mean, y[folds[i]], *fitted)
    deviation = np.sqrt(np.sum((scores - scores.mean()) ** 2) / (len(scores) - 1))
    return scores, scores.mean(), deviation


# %% the mean of all rows  kind="wrong" lose=3 message="has seen what is held out"
def cross_validate(x, y, folds, learning_rate, steps):
    x = x - x.mean(axis=0)
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        fitted = softmax_regression(x[rest], y[rest], learning_rate, steps)
        scores.append(share_right(x[fold], y[fold], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% not centred  kind="wrong" lose=3 message="not centred"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        fitted = softmax_regression(x[rest], y[rest], learning_rate, steps)
        scores.append(share_right(x[fold], y[fold], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% a mean of its own for what is held out  kind="wrong" lose=3 message="mean of the training rows there as well"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        fitted = softmax_regression(
            x[rest] - x[rest].mean(axis=0), y[rest], learning_rate, steps
        )
        held_out = x[fold] - x[fold].mean(axis=0)
        scores.append(share_right(held_out, y[fold], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% scored on the training rows  kind="wrong" lose=3 message="accuracy on the training rows"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        some = x[rest] - x[rest].mean(axis=0)
        fitted = softmax_regression(some, y[rest], learning_rate, steps)
        scores.append(share_right(some, y[rest], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% trained on everything  kind="wrong" lose=3 message="trained on the rows that it is scored on"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        mean = x[rest].mean(axis=0)
        fitted = softmax_regression(x - mean, y, learning_rate, steps)
        scores.append(share_right(x[fold] - mean, y[fold], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% the other way round  kind="wrong" lose=3 message="Train on the many"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        mean = x[rest].mean(axis=0)
        fitted = softmax_regression(x[fold] - mean, y[fold], learning_rate, steps)
        scores.append(share_right(x[rest] - mean, y[rest], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% divides by k  kind="wrong" lose=3 message="ddof=1"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        mean = x[rest].mean(axis=0)
        fitted = softmax_regression(x[rest] - mean, y[rest], learning_rate, steps)
        scores.append(share_right(x[fold] - mean, y[fold], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores)


# %% the standard error  kind="wrong" lose=3 message="That is the standard error"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        mean = x[rest].mean(axis=0)
        fitted = softmax_regression(x[rest] - mean, y[rest], learning_rate, steps)
        scores.append(share_right(x[fold] - mean, y[fold], *fitted))
    return scores, np.mean(scores), np.std(scores, ddof=1) / np.sqrt(len(folds))


# %% centres the argument in place  kind="wrong" lose=3 message="changed its argument|not right"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        x -= x[rest].mean(axis=0)
        fitted = softmax_regression(x[rest], y[rest], learning_rate, steps)
        scores.append(share_right(x[fold], y[fold], *fitted))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% one mean for all columns  kind="wrong" lose=3 message="a mean of its own: axis=0"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        m = x[rest].mean()
        w = softmax_regression(x[rest] - m, y[rest], learning_rate, steps)
        scores.append(share_right(x[fold] - m, y[fold], *w))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% standardises  kind="wrong" lose=3 message="Centre only"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        m, s = x[rest].mean(0), x[rest].std(0)
        w = softmax_regression((x[rest] - m) / s, y[rest], learning_rate, steps)
        scores.append(share_right((x[fold] - m) / s, y[fold], *w))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% the held-out rows are not centred  kind="wrong" lose=3 message="held out are not centred"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        m = x[rest].mean(0)
        w = softmax_regression(x[rest] - m, y[rest], learning_rate, steps)
        scores.append(share_right(x[fold], y[fold], *w))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% in percent  kind="wrong" lose=3 message="in percent"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        m = x[rest].mean(0)
        w = softmax_regression(x[rest] - m, y[rest], learning_rate, steps)
        scores.append(100 * share_right(x[fold] - m, y[fold], *w))
    return np.array(scores), np.mean(scores), np.std(scores, ddof=1)


# %% float32  kind="right"
def cross_validate(x, y, folds, learning_rate, steps):
    scores = []
    for fold in folds:
        mask = np.isin(range(len(y)), fold)
        m = x[~mask].mean(0, keepdims=True).astype("float32")
        w = softmax_regression(x[~mask] - m, y[~mask], learning_rate, steps)
        scores.append(share_right(x[fold] - m, y[fold], *w))
    s = np.array(scores, "float32")
    return [s, s.mean(), s.std(ddof=1)]
