# %% a tape of one's own  kind="right"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, winner, best = [], 0, float("inf")
    kept = [np.array(w) for w in model.weights]
    for number in range(len(batches)):
        rows = batches[number]
        with tf.GradientTape() as tape:
            loss = model.compute_loss(x[rows], y[rows], model(x[rows], training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        model.optimizer.apply(gradients, model.trainable_variables)
        if (number + 1) % every == 0:
            losses += [loss_on(model, x_valid, y_valid)]
            if losses[-1] < best:
                best, winner = losses[-1], number + 1
                kept = [np.array(w) for w in model.weights]
            elif number + 1 - winner >= patience:
                break
    for variable, value in zip(model.weights, kept, strict=True):
        variable.assign(value)
    return losses, winner


# %% early_stop asked at each measurement  kind="right"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, snapshots = [], {}
    for start in range(0, len(batches) - every + 1, every):
        for rows in batches[start : start + every]:
            model.train_on_batch(x[rows], y[rows])
        losses.append(loss_on(model, x_valid, y_valid))
        snapshots[every * len(losses)] = model.get_weights()
        best = every * (1 + int(np.argmin(losses)))
        if every * len(losses) - best >= patience:
            break
    model.set_weights(snapshots[best])
    return [np.asarray(losses), best]


# %% a clone holds the winner  kind="right"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    winner_net = keras.models.clone_model(model)
    winner_net.set_weights(model.get_weights())
    losses, winner, step = [], 0, 0
    while step < len(batches):
        rows = batches[step]
        model.train_on_batch(x[rows], y[rows])
        step += 1
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if min(losses) == losses[-1] and losses.count(losses[-1]) == 1:
                winner = step
                winner_net.set_weights(model.get_weights())
            if step >= winner + patience:
                break
    model.set_weights(winner_net.get_weights())
    return tuple(losses), winner


# %% never restores  kind="wrong" lose=2 message="last weight, not the winner"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner = losses[-1], step
            if step - winner >= patience:
                break
    return losses, winner


# %% a snapshot that is none  kind="wrong" lose=2 message="snapshot a copy"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner, snapshot = losses[-1], step, model.weights
            if step - winner >= patience:
                break
    for variable, value in zip(model.weights, snapshot, strict=True):
        variable.assign(value)
    return losses, winner


# %% forgets the moving averages  kind="wrong" lose=2 message="averages too"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner = losses[-1], step
                snapshot = [np.array(w) for w in model.trainable_weights]
            if step - winner >= patience:
                break
    for variable, value in zip(model.trainable_weights, snapshot, strict=True):
        variable.assign(value)
    return losses, winner


# %% restores only when patience is over  kind="wrong" lose=2 message="the batches came to an end"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner, snapshot = losses[-1], step, model.get_weights()
            if step - winner >= patience:
                model.set_weights(snapshot)
                break
    return losses, winner


# %% patience in measurements  kind="wrong" lose=2 message="went on to the last batch"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner, snapshot = losses[-1], step, model.get_weights()
            if (step - winner) // every >= patience:
                break
    model.set_weights(snapshot)
    return losses, winner


# %% slices instead of the batches given  kind="wrong" lose=4 message="patience is over at step 30|rows of"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner, size = [], math.inf, 0, len(batches[0])
    for step in range(1, len(batches) + 1):
        start = (step - 1) * size % len(x)
        rows = slice(start, start + size)
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner, snapshot = losses[-1], step, model.get_weights()
            if step - winner >= patience:
                break
    model.set_weights(snapshot)
    return losses, winner


# %% watches the training loss  kind="wrong" lose=4 message="loss on the training data|went on to the last batch"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x[rows], y[rows]))
            if losses[-1] < best:
                best, winner, snapshot = losses[-1], step, model.get_weights()
            if step - winner >= patience:
                break
    model.set_weights(snapshot)
    return losses, winner


# %% measures after each step  kind="wrong" lose=4 message="Measure every 5 steps"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        losses.append(loss_on(model, x_valid, y_valid))
        if losses[-1] < best:
            best, winner, snapshot = losses[-1], step, model.get_weights()
        if step - winner >= patience:
            break
    model.set_weights(snapshot)
    return losses, winner


# %% forgets to return  kind="wrong" lose=4 message="is None"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner = [], math.inf, 0
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner, snapshot = losses[-1], step, model.get_weights()
            if step - winner >= patience:
                break
    model.set_weights(snapshot)


# %% the smallest of the list, and assign restores  kind="right"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, winner, kept = [], 0, []
    for step in range(1, len(batches) + 1):
        model.train_on_batch(x[batches[step - 1]], y[batches[step - 1]])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] == min(losses) and losses.count(losses[-1]) == 1:
                winner, kept = step, model.get_weights()
            if step - winner >= patience:
                break
    for variable, value in zip(model.weights, kept, strict=True):
        variable.assign(value)
    return np.array(losses), winner


# %% measures before the first step too  kind="wrong" lose=4 message="One measurement too many"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    losses, best, winner, snapshot = [], math.inf, 0, None
    for step, rows in enumerate(batches):
        model.train_on_batch(x[rows], y[rows])
        if step % every == 0:
            losses.append(loss_on(model, x_valid, y_valid))
            if losses[-1] < best:
                best, winner, snapshot = losses[-1], step, model.get_weights()
            if step - winner >= patience:
                break
    model.set_weights(snapshot)
    return losses, winner
