# %% skip over the own class  kind="right"
def other_class(classes, n_classes, rng):
    drawn = rng.integers(n_classes - 1, size=np.shape(classes))
    return drawn + (drawn >= classes)


# %% again until none is the same  kind="right"
def other_class(classes, n_classes, rng):
    other = rng.integers(0, n_classes, classes.shape)
    while (other == classes).any():
        same = other == classes
        other[same] = rng.integers(0, n_classes, same.sum())
    return other


# %% one by one  kind="right"
def other_class(classes, n_classes, rng):
    others = [
        (c + 1 + int(rng.random() * (n_classes - 1))) % n_classes for c in classes.flat
    ]
    return np.reshape(others, classes.shape)


# %% always the next class  kind="wrong" lose=2 message="always the next class"
def other_class(classes, n_classes, rng):
    return (classes + 1) % n_classes


# %% any class  kind="wrong" lose=2 message="kept their own class"
def other_class(classes, n_classes, rng):
    return rng.integers(n_classes, size=classes.shape)


# %% draws again once  kind="wrong" lose=2 message="again once is not enough"
def other_class(classes, n_classes, rng):
    other = rng.integers(n_classes, size=classes.shape)
    return np.where(
        other == classes, rng.integers(n_classes, size=classes.shape), other
    )


# %% no remainder  kind="wrong" lose=2 message="out of range"
def other_class(classes, n_classes, rng):
    return classes + rng.integers(1, n_classes, size=classes.shape)


# %% the last step is never drawn  kind="wrong" lose=2 message="or one never does"
def other_class(classes, n_classes, rng):
    steps = rng.integers(1, max(n_classes - 1, 2), size=classes.shape)
    return (classes + steps) % n_classes


# %% collisions go to the next class  kind="wrong" lose=2 message="more often than others"
def other_class(classes, n_classes, rng):
    other = rng.integers(n_classes, size=classes.shape)
    return np.where(other == classes, (classes + 1) % n_classes, other)


# %% one step for everybody  kind="wrong" lose=2 message="one draw for all of them"
def other_class(classes, n_classes, rng):
    return (classes + rng.integers(1, n_classes)) % n_classes


# %% a generator of its own  kind="wrong" lose=2 message="make no generator of your own"
def other_class(classes, n_classes, rng):
    steps = np.random.default_rng(0).integers(1, n_classes, size=classes.shape)
    return (classes + steps) % n_classes


# %% changes its argument  kind="wrong" lose=2 message="changed its argument"
def other_class(classes, n_classes, rng):
    classes += rng.integers(1, n_classes, size=classes.shape)
    classes %= n_classes
    return classes
