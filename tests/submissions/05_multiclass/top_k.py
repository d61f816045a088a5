# %% fewer than k above  kind="right"
def top_k(labels, scores, k):
    own = scores[np.arange(len(labels)), labels][:, None]
    return ((scores > own).sum(axis=1) < k).mean()


# %% a loop with sorted  kind="right"
def top_k(labels, scores, k):
    hits = 0
    for label, row in zip(labels, scores, strict=True):
        best = sorted(range(len(row)), key=lambda c: row[c], reverse=True)
        hits += label in best[:k]
    return hits / len(labels)


# %% Keras's metric  kind="right"
def top_k(labels, scores, k):
    hits = keras.metrics.sparse_top_k_categorical_accuracy(labels, scores, k=k)
    return float(np.mean(hits))


# %% argsort of the negative  kind="right"
def top_k(labels, scores, k):
    order = np.argsort(-scores, axis=1)[:, :k]
    return np.mean([label in row for label, row in zip(labels, order, strict=True)])


# %% the k lowest  kind="wrong" lose=1 message="argsort sorts upwards"
def top_k(labels, scores, k):
    order = np.argsort(scores, axis=1)[:, :k]
    return np.mean(np.any(order == labels[:, None], axis=1))


# %% exactly at place k  kind="wrong" lose=1 message="not exactly at place k"
def top_k(labels, scores, k):
    return np.mean(np.argsort(scores, axis=1)[:, -k] == labels)


# %% one place too many  kind="wrong" lose=1 message="one place too many"
def top_k(labels, scores, k):
    order = np.argsort(scores, axis=1)[:, -(k + 1) :]
    return np.mean(np.any(order == labels[:, None], axis=1))


# %% the number of examples  kind="wrong" lose=1 message="return their share"
def top_k(labels, scores, k):
    order = np.argsort(scores, axis=1)[:, -k:]
    return np.sum(np.any(order == labels[:, None], axis=1))


# %% one place too few  kind="wrong" lose=1 message="one place too few"
def top_k(labels, scores, k):
    own = scores[np.arange(len(labels)), labels][:, None]
    return ((scores >= own).sum(axis=1) < k).mean()


# %% sorts the examples, not the classes  kind="wrong" lose=1 message="not right|broadcast|wrong shape"
def top_k(labels, scores, k):
    order = np.argsort(scores, axis=0)[-k:]
    return np.mean([label in order for label in labels])


# %% places taken for classes  kind="wrong" lose=1 message="the class at each place"
def top_k(labels, scores, k):
    ranks = np.argsort(scores, axis=1)
    own = ranks[np.arange(len(labels)), labels]
    return np.mean(own >= scores.shape[1] - k)


# %% labels in any row  kind="wrong" lose=1 message="of its own row"
def top_k(labels, scores, k):
    best = np.argsort(scores, axis=1)[:, -k:]
    return np.mean([y in best for y in labels])


# %% scikit-learn  kind="right"
def top_k(labels, scores, k):
    from sklearn.metrics import top_k_accuracy_score

    return top_k_accuracy_score(labels, scores, k=k, labels=range(scores.shape[1]))
