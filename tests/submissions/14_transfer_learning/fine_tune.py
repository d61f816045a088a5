# %% sets every flag anew  kind="right"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    first = len(net.layers) - 1 - n_top
    for k, layer in enumerate(net.layers):
        layer.trainable = k >= first
    compile_net(net, keras.optimizers.Adam(learning_rate))
    net.fit(x, y, epochs=epochs, batch_size=10, verbose=0)
    return net


# %% backwards from the head  kind="right"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    for step in range(n_top):
        net.layers[-2 - step].trainable = True
    net.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
    )
    net.fit(np.asarray(x), np.asarray(y), epochs=epochs, verbose=0, shuffle=True)
    return net


# %% in a copy  kind="right"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    for k in range(1, n_top + 1):
        copy.layers[-1 - k].trainable = True
    copy.compile(
        optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS, run_eagerly=True
    )
    copy.fit(x, y, epochs=epochs, verbose=0)
    return copy


# %% does not compile again  kind="wrong" lose=3 message="compile again"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    hidden = net.layers[:-1]
    for layer in hidden[len(hidden) - n_top :]:
        layer.trainable = True
    net.fit(x, y, epochs=epochs, verbose=0)
    return net


# %% thaws everything  kind="wrong" lose=3 message="All layers were thawed"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    net.trainable = True
    net.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    net.fit(x, y, epochs=epochs, verbose=0)
    return net


# %% thaws the first layers  kind="wrong" lose=3 message="nearest to the inputs"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    for layer in net.layers[:n_top]:
        layer.trainable = True
    net.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    net.fit(x, y, epochs=epochs, verbose=0)
    return net


# %% counts the head as one of them  kind="wrong" lose=3 message="Which layers moved"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    for layer in net.layers[len(net.layers) - n_top :]:
        layer.trainable = True
    net.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    net.fit(x, y, epochs=epochs, verbose=0)
    return net


# %% minus zero is zero  kind="wrong" lose=3 message="All layers were thawed"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    for layer in net.layers[:-1][-n_top:]:
        layer.trainable = True
    net.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    net.fit(x, y, epochs=epochs, verbose=0)
    return net


# %% Keras's default rate  kind="wrong" lose=3 message="learning rate of the net"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    hidden = net.layers[:-1]
    for layer in hidden[len(hidden) - n_top :]:
        layer.trainable = True
    net.compile(optimizer="sgd", loss=LOSS)
    net.fit(x, y, epochs=epochs, verbose=0)
    return net


# %% compiles, but never trains  kind="wrong" lose=3 message="Nothing was trained"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    hidden = net.layers[:-1]
    for layer in hidden[len(hidden) - n_top :]:
        layer.trainable = True
    net.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    return net


# %% the head is frozen  kind="wrong" lose=3 message="head is frozen"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    net.trainable = False
    hidden = net.layers[:-1]
    for layer in hidden[len(hidden) - n_top :]:
        layer.trainable = True
    net.layers[-1].trainable = False
    net.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    net.fit(x, y, epochs=epochs, verbose=0)
    return net


# %% starts from new weights  kind="wrong" lose=3 message="Which layers moved|went further"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    copy = keras.models.clone_model(net)
    hidden = copy.layers[:-1]
    for layer in hidden[len(hidden) - n_top :]:
        layer.trainable = True
    copy.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    copy.fit(x, y, epochs=epochs, verbose=0)
    return copy
