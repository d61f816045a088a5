# %% the highest loss first  kind="right"
def suspects(labels, probabilities, count):
    losses = -np.log(probabilities[np.arange(len(labels)), labels] + 1e-12)
    return np.argsort(-losses)[:count]


# %% sorted positions  kind="right"
def suspects(labels, probabilities, count):
    order = sorted(range(len(labels)), key=lambda i: probabilities[i][labels[i]])
    return np.array(order[:count])


# %% a product with one-hot rows  kind="right"
def suspects(labels, probabilities, count):
    rows = np.eye(probabilities.shape[1])[labels]
    own = (rows * probabilities).sum(axis=1)
    return own.argsort()[:count]


# %% where the net is unsure  kind="wrong" lose=2 message="of which the net is unsure"
def suspects(labels, probabilities, count):
    return np.argsort(probabilities.max(axis=1))[:count]


# %% the most probable labels  kind="wrong" lose=2 message="These labels have the highest probability"
def suspects(labels, probabilities, count):
    own = probabilities[np.arange(len(labels)), labels]
    return np.argsort(own)[::-1][:count]


# %% the probabilities  kind="wrong" lose=2 message="return the positions"
def suspects(labels, probabilities, count):
    own = probabilities[np.arange(len(labels)), labels]
    return np.sort(own)[:count]


# %% by position  kind="wrong" lose=2 message="sort by probability, not by position"
def suspects(labels, probabilities, count):
    own = probabilities[np.arange(len(labels)), labels]
    return np.sort(np.argsort(own)[:count])


# %% the least probable class, whichever  kind="wrong" lose=2 message="own label"
def suspects(labels, probabilities, count):
    return np.argsort(probabilities.min(axis=1))[:count]


# %% the most suspicious last  kind="wrong" lose=2 message="The most suspicious first"
def suspects(labels, probabilities, count):
    own = probabilities[np.arange(len(labels)), labels]
    return np.argsort(own)[:count][::-1]


# %% only where the answer is another  kind="wrong" lose=2 message="Every example counts|wrong shape"
def suspects(labels, probabilities, count):
    own = probabilities[np.arange(len(labels)), labels]
    wrong = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    return wrong[np.argsort(own[wrong])][:count]


# %% parts instead of sorting  kind="wrong" lose=2 message="not the most suspicious first"
def suspects(labels, probabilities, count):
    own = probabilities[np.arange(len(labels)), labels]
    return np.argpartition(own, count - 1)[:count]


# %% the margin to the best class  kind="wrong" lose=2 message="how far the label is behind"
def suspects(labels, probabilities, count):
    own = probabilities[np.arange(len(labels)), labels]
    return np.argsort(own - probabilities.max(axis=1))[:count]


# %% tensors  kind="right"
def suspects(labels, probabilities, count):
    loss = -np.log(np.take_along_axis(probabilities, labels[:, None], 1)[:, 0])
    return keras.ops.top_k(loss, count)[1]
