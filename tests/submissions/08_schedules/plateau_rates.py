# %% Keras's own callback, on a model of one weight  kind="right"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    net = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    net.compile(keras.optimizers.SGD(rate), "mse")
    watch = keras.callbacks.ReduceLROnPlateau(
        factor=factor, patience=patience, min_delta=min_delta
    )
    watch.set_model(net)
    watch.on_train_begin()
    rates = [rate]
    for epoch, loss in enumerate(losses):
        watch.on_epoch_end(epoch, {"val_loss": loss})
        rates.append(float(net.optimizer.learning_rate))
    return rates


# %% an array filled from behind  kind="right"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates = np.full(len(losses) + 1, float(rate))
    best, last_event = np.inf, -1
    for i, loss in enumerate(losses):
        if loss + min_delta < best:
            best, last_event = loss, i
        elif i - last_event >= patience:
            rates[i + 1 :] *= factor
            last_event = i
    return rates


# %% a generator  kind="right"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    def run():
        now, best, left = rate, None, patience
        yield now
        for loss in losses:
            if best is None or best - loss > min_delta:
                best, left = loss, patience
            else:
                left -= 1
            if left == 0:
                now, left = now * factor, patience
            yield now

    return list(run())


# %% compares with the last loss  kind="wrong" lose=4 message="best loss, not the last"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, last, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < last - min_delta:
            waiting = 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
        last = loss
        rates.append(rate)
    return rates


# %% the count goes on after a reduction  kind="wrong" lose=4 message="count starts again|count back to 0"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting >= patience:
                rate = rate * factor
        rates.append(rate)
    return rates


# %% an improvement does not reset the count  kind="wrong" lose=4 message="count back to 0|in a row"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            best = loss
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
        rates.append(rate)
    return rates


# %% one epoch late  kind="wrong" lose=4 message="one epoch late|more than once|never falls"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting > patience:
                rate, waiting = rate * factor, 0
        rates.append(rate)
    return rates


# %% one rate short  kind="wrong" lose=4 message="epoch still to come is missing|wrong shape"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [], math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
        rates.append(rate)
    return rates


# %% min_delta is ignored  kind="wrong" lose=2 message="min_delta. is not used"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
        rates.append(rate)
    return rates


# %% every lower loss becomes the best  kind="wrong" lose=2 message="small step is no new best|only then is it the new best"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            waiting = 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
        best = min(best, loss)
        rates.append(rate)
    return rates


# %% the best is forgotten at a reduction  kind="wrong" lose=4 message="does not forget the best"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting, best = rate * factor, 0, math.inf
        rates.append(rate)
    return rates


# %% an array of float32, by counting reductions  kind="right"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting, fallen = [rate], math.inf, 0, 0
    for loss in losses:
        improved = best - loss > min_delta
        best, waiting = (loss, 0) if improved else (best, waiting + 1)
        if waiting == patience:
            waiting, fallen = 0, fallen + 1
        rates.append(rate * factor**fallen)
    return np.array(rates, dtype="float32")


# %% the first loss waits already  kind="wrong" lose=4 message="nothing waits yet"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    rates, best, waiting = [rate], losses[0] if losses else 0, 0
    for loss in losses:
        if loss < best - min_delta:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
        rates.append(rate)
    return rates


# %% the last rate only  kind="wrong" lose=4 message="the list of all of them"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    best, waiting = math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
    return rate
