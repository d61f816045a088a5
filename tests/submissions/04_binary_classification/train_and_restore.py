# %% a loop over epochs that writes by itself  kind="right"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    best, names, kept = None, [], None
    sign = 1 if mode == "max" else -1
    for epoch in range(1, epochs + 1):
        logs = model.fit(
            x, y, batch_size=len(x), validation_data=validation_data, verbose=0
        ).history
        figure = logs[monitor][0]
        if best is None or sign * figure > sign * best:
            best, kept = figure, model.get_weights()
            names.append(f"{epoch:02d}-{figure:.4f}.weights.h5")
    model.set_weights(kept)
    return names


# %% the callback's own best, then the newest file  kind="right"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    folder = tempfile.mkdtemp()
    pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
    keep = keras.callbacks.ModelCheckpoint(
        pattern, monitor, save_best_only=True, save_weights_only=True, mode=mode
    )
    model.fit(
        x,
        y,
        epochs=epochs,
        batch_size=len(x),
        validation_data=validation_data,
        callbacks=keep,
        verbose=0,
    )
    names = sorted(os.listdir(folder))
    model.load_weights(f"{folder}/{max(names)}")
    return names


# %% pathlib, and the best by its name  kind="right"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        pattern = str(Path(folder) / "{epoch:02d}-{MONITOR:.4f}.weights.h5")
        checkpoint = keras.callbacks.ModelCheckpoint(
            filepath=pattern.replace("MONITOR", monitor),
            monitor=monitor,
            mode=mode,
            save_weights_only=True,
            save_best_only=True,
        )
        model.fit(
            x,
            y,
            len(x),
            epochs,
            0,
            callbacks=[checkpoint],
            validation_data=validation_data,
        )
        files = sorted(Path(folder).iterdir())
        model.load_weights(files[-1])
        return [file.name for file in files]


# %% never goes back  kind="wrong" lose=2 message="That is the last weight"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        return sorted(os.listdir(folder))


# %% a file after every epoch, the last one loaded  kind="wrong" lose=3 message="save_best_only"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% loads the first file  kind="wrong" lose=2 message="Is that the first file"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[0]))
    return names


# %% always the loss  kind="wrong" lose=3 message="are `monitor` and `mode` not used"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        keep = keras.callbacks.ModelCheckpoint(
            folder + "/{epoch:02d}-{val_loss:.4f}.weights.h5",
            save_best_only=True,
            save_weights_only=True,
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% larger is always better  kind="wrong" lose=3 message="`mode` says what is better"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode="max", save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% one file, written over  kind="wrong" lose=1 message="list of file names"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "best.weights.h5")
        keep = keras.callbacks.ModelCheckpoint(
            path, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        model.load_weights(path)
        return os.listdir(folder)


# %% restores into a copy  kind="wrong" lose=2 message="That is the last weight"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        best = keras.models.clone_model(model)
        best.load_weights(os.path.join(folder, names[-1]))
    return names


# %% epochs of an older Keras, counted from 0  kind="wrong" lose=1 message="list of file names"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    best, names, kept = None, [], None
    for epoch in range(epochs):
        logs = model.fit(
            x, y, batch_size=len(x), validation_data=validation_data, verbose=0
        ).history
        figure = logs[monitor][0]
        if best is None or (figure > best if mode == "max" else figure < best):
            best, kept = figure, model.get_weights()
            names.append(f"{epoch:02d}-{figure:.4f}.weights.h5")
    model.set_weights(kept)
    return names


# %% batches of 32, as Keras has them  kind="wrong" lose=3 message="two steps an epoch"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% lets Keras guess what is better  kind="wrong" lose=1 message="Hand `mode` on"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% the pattern says monitor  kind="wrong" lose=3 message="named like the figure itself"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{monitor:.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% loads when the folder is gone  kind="wrong" lose=3 message="load the weights inside it"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
    model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% whole models  kind="wrong" lose=3 message="save_weights_only=True"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names


# %% returns the model  kind="wrong" lose=3 message="the list of the file names"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    with tempfile.TemporaryDirectory() as folder:
        pattern = folder + "/{epoch:02d}-{" + monitor + ":.4f}.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            pattern, monitor, mode=mode, save_best_only=True, save_weights_only=True
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            verbose=0,
            validation_data=validation_data,
            callbacks=[keep],
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return model
