# %% flattened  kind="right"
def pair_accuracy(model, first, second, targets):
    p = model.predict([first, second], verbose=0).ravel()
    return np.mean((p > 0.5).astype(int) == targets)


# %% rounded, targets as a column  kind="right"
def pair_accuracy(model, first, second, targets):
    p = np.round(model.predict([first, second], verbose=0))
    return float((p == np.reshape(targets, (-1, 1))).mean())


# %% a call instead of predict, a loop  kind="right"
def pair_accuracy(model, first, second, targets):
    p = np.asarray(model([np.asarray(first, "float32"), np.asarray(second, "float32")]))
    right = [int(q[0] > 0.5) == int(t) for q, t in zip(p, targets, strict=False)]
    return sum(right) / len(right)


# %% a column against a row  kind="wrong" lose=2 message="compares each with each"
def pair_accuracy(model, first, second, targets):
    p = model.predict([first, second], verbose=0)
    return float(np.mean((p > 0.5) == targets))


# %% above one half means same  kind="wrong" lose=2 message="share of wrong answers"
def pair_accuracy(model, first, second, targets):
    p = model.predict([first, second], verbose=0)[:, 0]
    return float(np.mean((p <= 0.5) == targets))


# %% a count  kind="wrong" lose=2 message="return their share"
def pair_accuracy(model, first, second, targets):
    p = model.predict([first, second], verbose=0)[:, 0]
    return int(np.sum((p > 0.5) == targets))


# %% inputs swapped  kind="wrong" lose=2 message="order of the inputs"
def pair_accuracy(model, first, second, targets):
    p = model.predict([second, first], verbose=0)[:, 0]
    return float(np.mean((p > 0.5) == targets))


# %% probabilities compared with targets  kind="wrong" lose=2 message="Answer 1 where p > 0.5"
def pair_accuracy(model, first, second, targets):
    p = model.predict([first, second], verbose=0)[:, 0]
    return float(np.mean(p == targets))


# %% argmax of a single column  kind="wrong" lose=2 message="argmax of one number"
def pair_accuracy(model, first, second, targets):
    says = model.predict([first, second], verbose=0).argmax(axis=1)
    return float(np.mean(says == targets))


# %% one answer for each pair  kind="wrong" lose=2 message="wrong shape"
def pair_accuracy(model, first, second, targets):
    p = model.predict([first, second], verbose=0)[:, 0]
    return (p > 0.5) == targets
