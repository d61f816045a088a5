# %% sets every flag anew  kind="right"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    first = len(tuned.layers) - 1 - n_top
    for k, layer in enumerate(tuned.layers):
        layer.trainable = k >= first
    compile_net(tuned, keras.optimizers.Adam(learning_rate))
    tuned.fit(x, y, epochs=epochs, batch_size=10, verbose=0)
    return tuned


# %% layer by layer from the config  kind="right"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.Sequential([keras.Input(net.input_shape[1:])])
    for old in net.layers:
        new = layers.Dense.from_config(old.get_config())
        tuned.add(new)
        new.set_weights(old.get_weights())
    for step in range(n_top):
        tuned.layers[-2 - step].trainable = True
    tuned.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
    )
    tuned.fit(np.asarray(x), np.asarray(y), epochs=epochs, verbose=0, shuffle=True)
    return tuned


# %% run eagerly, an epoch at a time  kind="right"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    copy = keras.models.clone_model(net)
    for new, old in zip(copy.layers, net.layers, strict=True):
        new.set_weights(old.get_weights())
    for k in range(1, n_top + 1):
        copy.layers[-1 - k].trainable = True
    copy.compile(
        optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS, run_eagerly=True
    )
    for _ in range(epochs):
        copy.fit(x, y, verbose=0)
    return copy


# %% does not thaw  kind="wrong" lose=3 message="Only the head moved"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% thaws everything  kind="wrong" lose=3 message="All layers were thawed"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers:
        layer.trainable = True
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% thaws the first layers  kind="wrong" lose=3 message="nearest to the inputs"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers[:n_top]:
        layer.trainable = True
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% counts the head as one of them  kind="wrong" lose=3 message="which layers moved"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers[len(tuned.layers) - n_top :]:
        layer.trainable = True
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% minus zero is zero  kind="wrong" lose=3 message="All layers were thawed"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers[:-1][-n_top:]:
        layer.trainable = True
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% the rate of the first stage  kind="wrong" lose=3 message="rate of the first stage"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers[len(tuned.layers) - 1 - n_top : -1]:
        layer.trainable = True
    rate = float(net.optimizer.learning_rate)
    tuned.compile(optimizer=keras.optimizers.Adam(rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% another optimiser, its default rate  kind="wrong" lose=3 message="learning rate of the net"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers[len(tuned.layers) - 1 - n_top : -1]:
        layer.trainable = True
    tuned.compile(optimizer="sgd", loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% compiles, but never trains  kind="wrong" lose=3 message="Nothing was trained"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers[len(tuned.layers) - 1 - n_top : -1]:
        layer.trainable = True
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    return tuned


# %% the head is frozen  kind="wrong" lose=3 message="head is frozen"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    for layer in tuned.layers[len(tuned.layers) - 1 - n_top : -1]:
        layer.trainable = True
    tuned.layers[-1].trainable = False
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned


# %% a clone without the weights  kind="wrong" lose=3 message="clone without the old weights"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    copy = keras.models.clone_model(net)
    for layer in copy.layers[len(copy.layers) - 1 - n_top : -1]:
        layer.trainable = True
    copy.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    copy.fit(x, y, epochs=epochs, verbose=0)
    return copy


# %% one epoch, whatever is asked  kind="wrong" lose=3 message="number of steps"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    for layer in copy.layers[len(copy.layers) - 1 - n_top : -1]:
        layer.trainable = True
    copy.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    copy.fit(x, y, verbose=0)
    return copy
