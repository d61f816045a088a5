# %% floor division, both rounded up  kind="right"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = -(-n_examples // batch_size)
    return keras.callbacks.EarlyStopping(
        patience=-(-patience_steps // steps),
        restore_best_weights=True,
        start_from_epoch=warm_up,
    )


# %% positional arguments and an explicit mode  kind="right"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = int(np.ceil(n_examples / batch_size))
    epochs = int(np.ceil(patience_steps / steps))
    return keras.callbacks.EarlyStopping(
        "val_loss", 0, epochs, 0, "min", None, True, warm_up
    )


# %% counted by hand  kind="right"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = len(range(0, n_examples, batch_size))
    epochs = 1
    while epochs * steps < patience_steps:
        epochs += 1
    stopper = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    stopper.start_from_epoch = warm_up
    return stopper


# %% a subclass that says what it does  kind="right"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    class Stopper(keras.callbacks.EarlyStopping):
        pass

    per_epoch = math.ceil(n_examples / batch_size)
    return Stopper(
        patience=math.ceil(patience_steps / per_epoch),
        restore_best_weights=True,
        start_from_epoch=warm_up,
    )


# %% does not restore  kind="wrong" lose=2 message="does not restore the winner"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = math.ceil(n_examples / batch_size)
    return keras.callbacks.EarlyStopping(
        patience=math.ceil(patience_steps / steps), start_from_epoch=warm_up
    )


# %% patience in steps  kind="wrong" lose=2 message="Keras counts epochs"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    return keras.callbacks.EarlyStopping(
        patience=patience_steps, restore_best_weights=True, start_from_epoch=warm_up
    )


# %% rounds the steps of an epoch down  kind="wrong" lose=2 message="rounded up"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = max(1, n_examples // batch_size)
    return keras.callbacks.EarlyStopping(
        patience=math.ceil(patience_steps / steps),
        restore_best_weights=True,
        start_from_epoch=warm_up,
    )


# %% rounds the epochs down  kind="wrong" lose=2 message="round up"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = math.ceil(n_examples / batch_size)
    return keras.callbacks.EarlyStopping(
        patience=patience_steps // steps,
        restore_best_weights=True,
        start_from_epoch=warm_up,
    )


# %% divides by the batch size  kind="wrong" lose=2 message="divide by the steps of an epoch"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    return keras.callbacks.EarlyStopping(
        patience=patience_steps // batch_size,
        restore_best_weights=True,
        start_from_epoch=warm_up,
    )


# %% watches the training loss  kind="wrong" lose=2 message="something else than the validation loss"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = math.ceil(n_examples / batch_size)
    return keras.callbacks.EarlyStopping(
        monitor="loss",
        patience=math.ceil(patience_steps / steps),
        restore_best_weights=True,
        start_from_epoch=warm_up,
    )


# %% forgets the warm-up  kind="wrong" lose=2 message="warm-up is not used"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = math.ceil(n_examples / batch_size)
    return keras.callbacks.EarlyStopping(
        patience=math.ceil(patience_steps / steps), restore_best_weights=True
    )


# %% a list of callbacks  kind="wrong" lose=2 message="not a list"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    steps = math.ceil(n_examples / batch_size)
    return [
        keras.callbacks.EarlyStopping(
            patience=math.ceil(patience_steps / steps),
            restore_best_weights=True,
            start_from_epoch=warm_up,
        )
    ]
