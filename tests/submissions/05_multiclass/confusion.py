# %% a loop  kind="right"
def confusion(truth, answers, classes):
    matrix = [[0] * classes for _ in range(classes)]
    for t, a in zip(truth, answers, strict=True):
        matrix[t][a] += 1
    return matrix


# %% bincount of one number  kind="right"
def confusion(truth, answers, classes):
    both = np.bincount(classes * truth + answers, minlength=classes**2)
    return both.reshape(classes, classes)


# %% a product of one-hot rows  kind="right"
def confusion(truth, answers, classes):
    names = np.arange(classes)
    return (truth[:, None] == names).T.astype(int) @ (answers[:, None] == names)


# %% scikit-learn, with all labels named  kind="right"
def confusion(truth, answers, classes):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(truth, answers, labels=range(classes))


# %% adds only once  kind="wrong" lose=2 message="adds only once"
def confusion(truth, answers, classes):
    matrix = np.zeros((classes, classes), dtype=int)
    matrix[truth, answers] += 1
    return matrix


# %% rows are answers  kind="wrong" lose=2 message="they are swapped"
def confusion(truth, answers, classes):
    matrix = np.zeros((classes, classes), dtype=int)
    np.add.at(matrix, (answers, truth), 1)
    return matrix


# %% only classes that occur  kind="wrong" lose=2 message="Also for a class that occurs nowhere"
def confusion(truth, answers, classes):
    found = np.unique(np.concatenate([truth, answers]))
    matrix = np.zeros((len(found), len(found)), dtype=int)
    for t, a in zip(truth, answers, strict=True):
        matrix[np.searchsorted(found, t), np.searchsorted(found, a)] += 1
    return matrix


# %% shares of the row  kind="wrong" lose=2 message="shares of the row"
def confusion(truth, answers, classes):
    matrix = np.zeros((classes, classes))
    np.add.at(matrix, (truth, answers), 1)
    return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)


# %% only the right answers  kind="wrong" lose=2 message="Count the wrong answers too"
def confusion(truth, answers, classes):
    return np.diag(np.bincount(truth[truth == answers], minlength=classes))


# %% prints instead of returning  kind="wrong" lose=2 message="is None"
def confusion(truth, answers, classes):
    matrix = np.zeros((classes, classes), dtype=int)
    np.add.at(matrix, (truth, answers), 1)
    print(matrix)


# %% TensorFlow  kind="right"
def confusion(truth, answers, classes):
    import tensorflow as tf

    return tf.math.confusion_matrix(truth, answers, classes)


# %% bytes  kind="wrong" lose=2 message="uint8 ends at 255"
def confusion(truth, answers, classes):
    m = np.zeros((classes, classes), "uint8")
    np.add.at(m, (truth, answers), 1)
    return m


# %% one list named many times  kind="wrong" lose=2 message="one and the same list"
def confusion(truth, answers, classes):
    m = [[0] * classes] * classes
    for t, a in zip(truth, answers):
        m[t][a] += 1
    return np.array(m)
