# %% a LambdaCallback  kind="right"
def rates_used(model, x, y, batch_size, epochs):
    rates = []
    note = keras.callbacks.LambdaCallback(
        on_train_batch_begin=lambda batch, logs: rates.append(
            float(model.optimizer.learning_rate)
        )
    )
    model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0, callbacks=[note])
    return rates


# %% at the end, with what was read before  kind="right"
def rates_used(model, x, y, batch_size, epochs):
    class Record(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.coming, self.used = float(model.optimizer.learning_rate), []

        def on_train_batch_end(self, batch, logs=None):
            self.used.append(self.coming)
            self.coming = float(model.optimizer.learning_rate)

    record = Record()
    model.fit(x, y, batch_size, epochs, verbose=0, callbacks=[record])
    return record.used


# %% from the config of the optimiser and its clock  kind="right"
def rates_used(model, x, y, batch_size, epochs):
    before = int(model.optimizer.iterations)
    config = model.optimizer.get_config()["learning_rate"]
    model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    after = int(model.optimizer.iterations)
    if isinstance(config, dict):
        schedule = schedules.deserialize(config)
        return [float(schedule(step)) for step in range(before, after)]
    return [float(config)] * (after - before)


# %% an array of floats  kind="right"
def rates_used(model, x, y, batch_size, epochs):
    rates = []

    class Record(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            rate = self.model.optimizer.learning_rate
            rates.append(keras.ops.convert_to_numpy(rate))

    model.fit(
        x,
        y,
        batch_size=batch_size,
        epochs=epochs,
        verbose=0,
        shuffle=False,
        callbacks=[Record()],
    )
    return np.array(rates)


# %% one step ahead  kind="wrong" lose=3 message="that of the next step"
def rates_used(model, x, y, batch_size, epochs):
    rates = []

    class Record(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            rates.append(float(self.model.optimizer.learning_rate))

    model.fit(
        x, y, batch_size=batch_size, epochs=epochs, verbose=0, callbacks=[Record()]
    )
    return rates


# %% one rate an epoch  kind="wrong" lose=3 message="rate for each epoch"
def rates_used(model, x, y, batch_size, epochs):
    rates = []

    class Record(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            rates.append(float(self.model.optimizer.learning_rate))

    model.fit(
        x, y, batch_size=batch_size, epochs=epochs, verbose=0, callbacks=[Record()]
    )
    return rates


# %% a clock of its own that starts at 0  kind="wrong" lose=3 message="The clock goes on"
def rates_used(model, x, y, batch_size, epochs):
    model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    schedule = schedules.deserialize(model.optimizer.get_config()["learning_rate"])
    n_steps = epochs * math.ceil(len(x) / batch_size)
    return [float(schedule(step)) for step in range(n_steps)]


# %% never trains  kind="wrong" lose=3 message="was not trained"
def rates_used(model, x, y, batch_size, epochs):
    schedule = schedules.deserialize(model.optimizer.get_config()["learning_rate"])
    n_steps = epochs * math.ceil(len(x) / batch_size)
    return [float(schedule(step)) for step in range(n_steps)]


# %% the current rate, over and over  kind="wrong" lose=3 message="record at the beginning of each batch"
def rates_used(model, x, y, batch_size, epochs):
    n_steps = epochs * math.ceil(len(x) / batch_size)
    rate = float(model.optimizer.learning_rate)
    model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return [rate] * n_steps


# %% one epoch only  kind="wrong" lose=3 message="one epoch only"
def rates_used(model, x, y, batch_size, epochs):
    rates = []

    class Record(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            rates.append(float(self.model.optimizer.learning_rate))

    model.fit(x, y, batch_size=batch_size, verbose=0, callbacks=[Record()])
    return rates


# %% the return is missing  kind="wrong" lose=3 message="return"
def rates_used(model, x, y, batch_size, epochs):
    rates = []

    class Record(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            rates.append(float(self.model.optimizer.learning_rate))

    model.fit(
        x, y, batch_size=batch_size, epochs=epochs, verbose=0, callbacks=[Record()]
    )


# %% a loop of its own  kind="right"
def rates_used(model, x, y, batch_size, epochs):
    rates = ()
    for _ in range(epochs):
        for i in range(0, len(x), batch_size):
            rates += (float(model.optimizer.learning_rate),)
            model.train_on_batch(x[i : i + batch_size], y[i : i + batch_size])
    return rates


# %% the callback is never handed over  kind="wrong" lose=3 message="Nothing was recorded"
def rates_used(model, x, y, batch_size, epochs):
    rates = []

    class Record(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            rates.append(float(self.model.optimizer.learning_rate))

    model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return rates
