# %% counts both labels  kind="right"
def dummy_accuracy(y_train, y_new):
    ones = sum(int(label) for label in y_train)
    answer = 1 if ones > len(y_train) - ones else 0
    return sum(int(label) == answer for label in y_new) / len(y_new)


# %% from the mean  kind="right"
def dummy_accuracy(y_train, y_new):
    share = np.mean(y_new)
    return share if np.mean(y_train) > 0.5 else 1 - share


# %% scikit-learn's dummy  kind="right"
def dummy_accuracy(y_train, y_new):
    from sklearn.dummy import DummyClassifier

    y_train, y_new = np.asarray(y_train), np.asarray(y_new)
    dummy = DummyClassifier(strategy="most_frequent")
    dummy.fit(np.zeros((len(y_train), 1)), y_train)
    return dummy.score(np.zeros((len(y_new), 1)), y_new)


# %% asks the new labels which is more frequent  kind="wrong" lose=1 message="learns its answer from y_train"
def dummy_accuracy(y_train, y_new):
    answer = np.bincount(y_new).argmax()
    return np.mean(np.asarray(y_new) == answer)


# %% measures on the training labels  kind="wrong" lose=1 message="accuracy on the training labels"
def dummy_accuracy(y_train, y_new):
    answer = np.bincount(y_train).argmax()
    return np.mean(np.asarray(y_train) == answer)


# %% always says no seizure  kind="wrong" lose=1 message="the rarer training label"
def dummy_accuracy(y_train, y_new):
    return np.mean(np.asarray(y_new) == 0)


# %% returns the answer  kind="wrong" lose=1 message="That is its answer, 0"
def dummy_accuracy(y_train, y_new):
    return float(np.bincount(y_train).argmax())


# %% percent  kind="wrong" lose=1 message="not percent"
def dummy_accuracy(y_train, y_new):
    answer = np.bincount(y_train).argmax()
    return 100 * np.mean(np.asarray(y_new) == answer)


# %% counts, and does not divide  kind="wrong" lose=1 message="divide by how many"
def dummy_accuracy(y_train, y_new):
    answer = np.bincount(y_train).argmax()
    return int(np.sum(np.asarray(y_new) == answer))


# %% says 1 after a tie  kind="wrong" lose=1 message="equally frequent"
def dummy_accuracy(y_train, y_new):
    answer = int(np.mean(y_train) >= 0.5)
    return np.mean(np.asarray(y_new) == answer)


# %% forgets to return  kind="wrong" lose=1 message="is None"
def dummy_accuracy(y_train, y_new):
    answer = np.bincount(y_train).argmax()
    np.mean(np.asarray(y_new) == answer)


# %% one answer for each row  kind="wrong" lose=1 message="must be a single number"
def dummy_accuracy(y_train, y_new):
    answer = np.bincount(y_train).argmax()
    return np.asarray(y_new) == answer
