# %% sums instead of means where only the place counts  kind="right"
def read_curves(loss, val_loss):
    seeds = len(val_loss)
    curve = np.sum(val_loss, axis=0) / seeds
    best = 1 + min(range(len(curve)), key=lambda epoch: curve[epoch])
    return [best, curve[-1] - curve.min(), curve[-1] - np.mean(loss[:, -1])]


# %% a loop over the epochs  kind="right"
def read_curves(loss, val_loss):
    best_epoch, best_loss = 0, float("inf")
    for epoch in range(val_loss.shape[1]):
        mean = val_loss[:, epoch].mean()
        if mean < best_loss:
            best_epoch, best_loss = epoch + 1, mean
    return best_epoch, mean - best_loss, mean - loss[:, -1].mean()


# %% an array of three  kind="right"
def read_curves(loss, val_loss):
    train, valid = np.asarray(loss).mean(0), np.asarray(val_loss).mean(0)
    epoch = valid.argmin()
    return np.array([epoch + 1, valid[-1] - valid[epoch], (valid - train)[-1]])


# %% counts from 0  kind="wrong" lose=2 message="argmin counts from 0"
def read_curves(loss, val_loss):
    train, valid = np.mean(loss, axis=0), np.mean(val_loss, axis=0)
    best = int(np.argmin(valid))
    return best, valid[-1] - valid[best], valid[-1] - train[-1]


# %% each seed by itself, then the mean  kind="wrong" lose=2 message="Mean over the seeds first"
def read_curves(loss, val_loss):
    best = np.argmin(val_loss, axis=1)
    lowest = val_loss.min(axis=1)
    rise = np.mean(val_loss[:, -1] - lowest)
    return np.mean(best + 1), rise, np.mean(val_loss[:, -1] - loss[:, -1])


# %% the best epoch of the training loss  kind="wrong" lose=2 message="best epoch of the training loss"
def read_curves(loss, val_loss):
    train, valid = np.mean(loss, axis=0), np.mean(val_loss, axis=0)
    best = int(np.argmin(train))
    return best + 1, valid[-1] - valid[best], valid[-1] - train[-1]


# %% the first seed alone  kind="wrong" lose=2 message="the first seed alone"
def read_curves(loss, val_loss):
    train, valid = loss[0], val_loss[0]
    best = int(np.argmin(valid))
    return best + 1, valid[-1] - valid[best], valid[-1] - train[-1]


# %% the gap the other way round  kind="wrong" lose=2 message="The gap is validation minus training"
def read_curves(loss, val_loss):
    train, valid = np.mean(loss, axis=0), np.mean(val_loss, axis=0)
    best = int(np.argmin(valid))
    return best + 1, valid[-1] - valid[best], train[-1] - valid[-1]


# %% the gap in the best epoch  kind="wrong" lose=2 message="that of the last epoch"
def read_curves(loss, val_loss):
    train, valid = np.mean(loss, axis=0), np.mean(val_loss, axis=0)
    best = int(np.argmin(valid))
    return best + 1, valid[-1] - valid[best], valid[best] - train[best]


# %% the last of equally good epochs  kind="wrong" lose=2 message="take the first"
def read_curves(loss, val_loss):
    train, valid = np.mean(loss, axis=0), np.mean(val_loss, axis=0)
    best = len(valid) - 1 - int(np.argmin(valid[::-1]))
    return best + 1, valid[-1] - valid[best], valid[-1] - train[-1]


# %% the fall, not the rise  kind="wrong" lose=2 message="not from the first"
def read_curves(loss, val_loss):
    train, valid = np.mean(loss, axis=0), np.mean(val_loss, axis=0)
    best = int(np.argmin(valid))
    return best + 1, valid[0] - valid[best], valid[-1] - train[-1]


# %% a mean over the epochs  kind="wrong" lose=2 message="Seeds are axis 0"
def read_curves(loss, val_loss):
    t, v = loss.mean(axis=1), val_loss.mean(axis=1)
    b = np.argmin(v)
    return int(b) + 1, v[-1] - v[b], v[-1] - t[-1]


# %% whole curves  kind="wrong" lose=2 message="three single numbers"
def read_curves(loss, val_loss):
    t, v = loss.mean(0), val_loss.mean(0)
    b = v.argmin()
    return b + 1, v - v[b], v - t
