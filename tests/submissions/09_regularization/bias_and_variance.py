# %% as an array  kind="right"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    best = [attainable, np.mean(train_accuracy), np.mean(valid_accuracy)]
    return -100 * np.diff(best)


# %% errors instead of accuracies  kind="right"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train = 100 * (1 - np.asarray(train_accuracy)).mean()
    valid = 100 * (1 - np.asarray(valid_accuracy)).mean()
    return [train - 100 * (1 - attainable), valid - train]


# %% sums by hand  kind="right"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train = sum(train_accuracy) / len(train_accuracy)
    valid = sum(valid_accuracy) / len(valid_accuracy)
    return float((attainable - train) * 100), float((train - valid) * 100)


# %% fractions  kind="wrong" lose=1 message="a point is a hundredth"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train, valid = np.mean(train_accuracy), np.mean(valid_accuracy)
    return attainable - train, train - valid


# %% swapped  kind="wrong" lose=1 message="The order is bias, variance"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train, valid = np.mean(train_accuracy), np.mean(valid_accuracy)
    return 100 * (train - valid), 100 * (attainable - train)


# %% variance from the attainable  kind="wrong" lose=1 message="gap between training and validation"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train, valid = np.mean(train_accuracy), np.mean(valid_accuracy)
    return 100 * (attainable - train), 100 * (attainable - valid)


# %% ignores attainable  kind="wrong" lose=1 message="Is `attainable` used"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train, valid = np.mean(train_accuracy), np.mean(valid_accuracy)
    return 100 * (1 - train), 100 * (train - valid)


# %% the first seed only  kind="wrong" lose=1 message="not right"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train, valid = train_accuracy[0], valid_accuracy[0]
    return 100 * (attainable - train), 100 * (train - valid)


# %% signs turned  kind="wrong" lose=1 message="turn the signs"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train, valid = np.mean(train_accuracy), np.mean(valid_accuracy)
    return 100 * (train - attainable), 100 * (valid - train)


# %% the best seeds  kind="wrong" lose=1 message="best seeds"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    train, valid = max(train_accuracy), max(valid_accuracy)
    return 100 * (attainable - train), 100 * (train - valid)


# %% the variance of statistics  kind="wrong" lose=1 message="not the variance of statistics"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    bias = 100 * (attainable - np.mean(train_accuracy))
    return bias, 100 * np.var(valid_accuracy)
