# %% steps one by one  kind="right"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    cache = x
    for layer in net.layers[:n_frozen]:
        cache = layer(cache)
    cache = keras.ops.convert_to_numpy(cache)
    tail = keras.Sequential([keras.Input((cache.shape[-1],))])
    for layer in net.layers[n_frozen:]:
        tail.add(layer)
    tail.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS)
    for _ in range(epochs):
        tail.train_on_batch(cache, y)
    return cache


# %% copies of the tail, weights brought back  kind="right"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    inputs = net.inputs[0]
    cache = keras.Model(inputs, net.layers[n_frozen - 1].output).predict(x, verbose=0)
    tail = keras.Sequential([keras.Input(cache.shape[1:])])
    for layer in net.layers[n_frozen:]:
        tail.add(type(layer).from_config(layer.get_config()))
    frozen = net.get_weights()[: 2 * n_frozen]
    tail.set_weights(net.get_weights()[2 * n_frozen :])
    compile_net(tail, keras.optimizers.SGD(learning_rate))
    tail.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0, shuffle=False)
    net.set_weights(frozen + tail.get_weights())
    return cache


# %% a functional tail, run eagerly  kind="right"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    cache = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)(x)
    inputs = keras.Input(cache.shape[1:])
    outputs = inputs
    for layer in net.layers[n_frozen:]:
        outputs = layer(outputs)
    tail = keras.Model(inputs, outputs)
    tail.compile(
        optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS, run_eagerly=True
    )
    tail.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0)
    return cache


# %% trains copies and drops them  kind="wrong" lose=3 message="not copies of them"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    frozen = keras.Model(copy.inputs[0], copy.layers[n_frozen - 1].output)
    cache = frozen.predict(x, verbose=0)
    rest = keras.Sequential([keras.Input(cache.shape[1:]), *copy.layers[n_frozen:]])
    rest.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS)
    rest.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0)
    return cache


# %% Keras's usual batches of 32  kind="wrong" lose=3 message="as one batch"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    frozen = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)
    cache = frozen.predict(x, verbose=0)
    rest = keras.Sequential([keras.Input(cache.shape[1:]), *net.layers[n_frozen:]])
    rest.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS)
    rest.fit(cache, y, epochs=epochs, verbose=0)
    return cache


# %% Adam  kind="wrong" lose=3 message="SGD with the given rate"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    frozen = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)
    cache = frozen.predict(x, verbose=0)
    rest = keras.Sequential([keras.Input(cache.shape[1:]), *net.layers[n_frozen:]])
    rest.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    rest.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0)
    return cache


# %% probabilities instead of logits  kind="wrong" lose=3 message="loss from logits"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    frozen = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)
    cache = frozen.predict(x, verbose=0)
    rest = keras.Sequential([keras.Input(cache.shape[1:]), *net.layers[n_frozen:]])
    rest.compile(
        optimizer=keras.optimizers.SGD(learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    rest.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0)
    return cache


# %% thaws and trains everything  kind="wrong" lose=3 message="frozen layer has moved"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    frozen = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)
    cache = frozen.predict(x, verbose=0)
    for layer in net.layers:
        layer.trainable = True
    net.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS)
    net.fit(x, y, batch_size=len(x), epochs=epochs, verbose=0)
    return cache


# %% the cache of the last hidden layer, always  kind="wrong" lose=3 message="puts out for x|has the wrong shape|not right"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    cache = keras.Model(net.inputs[0], net.layers[-2].output).predict(x, verbose=0)
    rest = keras.Sequential([keras.Input(cache.shape[1:]), net.layers[-1]])
    rest.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS)
    rest.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0)
    return cache


# %% returns nothing  kind="wrong" lose=3 message="is None"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    frozen = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)
    cache = frozen.predict(x, verbose=0)
    rest = keras.Sequential([keras.Input(cache.shape[1:]), *net.layers[n_frozen:]])
    rest.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS)
    rest.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0)


# %% forgets to train  kind="wrong" lose=3 message="head of `net` has not moved"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    frozen = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)
    return frozen.predict(x, verbose=0)
