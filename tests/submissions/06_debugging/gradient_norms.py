# %% one layer after another  kind="right"
def gradient_norms(net, x, y):
    with tf.GradientTape(persistent=True) as tape:
        loss = net.compute_loss(x, y, net(x))
    found = {}
    for layer in net.layers:
        if len(layer.trainable_weights) > 0:
            parts = tape.gradient(loss, layer.trainable_weights)
            found[layer.name] = np.linalg.norm(
                np.concatenate([np.ravel(part) for part in parts])
            )
    return found


# %% TensorFlow's global norm  kind="right"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    gradients = iter(tape.gradient(loss, net.trainable_weights))
    return {
        layer.name: tf.linalg.global_norm(
            [next(gradients) for _ in layer.trainable_weights]
        )
        for layer in net.layers
        if layer.trainable_weights
    }


# %% the compiled loss function itself  kind="right"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        predicted = net(tf.convert_to_tensor(x), training=True)
        loss = keras.losses.get(net.loss)(y, predicted)
        loss = tf.reduce_mean(loss)
    layers_ = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in layers_])
    norms = {}
    for layer, parts in zip(layers_, gradients, strict=False):
        total = 0.0
        for part in parts:
            total += float(tf.reduce_sum(part * part))
        norms[layer.name] = total**0.5
    return norms


# %% the square of the norm  kind="wrong" lose=2 message="take the root"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return {
        layer.name: float(sum(np.sum(np.square(g)) for g in found))
        for layer, found in zip(learners, gradients, strict=False)
    }


# %% the kernel alone  kind="wrong" lose=2 message="biases are missing"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.kernel for layer in learners])
    return {
        layer.name: float(np.linalg.norm(g))
        for layer, g in zip(learners, gradients, strict=False)
    }


# %% norms added up  kind="wrong" lose=2 message="Norms do not add up"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return {
        layer.name: float(sum(np.linalg.norm(np.asarray(g)) for g in found))
        for layer, found in zip(learners, gradients, strict=False)
    }


# %% the norms of the weights  kind="wrong" lose=2 message="norms of the weights"
def gradient_norms(net, x, y):
    return {
        layer.name: float(np.sqrt(sum(np.sum(w**2) for w in layer.get_weights())))
        for layer in net.layers
        if layer.trainable_weights
    }


# %% every layer, also those without weights  kind="wrong" lose=2 message="One entry for each layer"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    weights = [layer.trainable_weights for layer in net.layers]
    gradients = tape.gradient(loss, weights)
    return {
        layer.name: float(np.sqrt(sum(np.sum(np.square(g)) for g in found)))
        for layer, found in zip(net.layers, gradients, strict=False)
    }


# %% takes a step to find out  kind="wrong" lose=2 message="take no step"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    for layer, found in zip(learners, gradients, strict=False):
        for weight, gradient in zip(layer.trainable_weights, found, strict=False):
            weight.assign(weight - 0.01 * gradient)
    return {
        layer.name: float(np.sqrt(sum(np.sum(np.square(g)) for g in found)))
        for layer, found in zip(learners, gradients, strict=False)
    }


# %% a list without names  kind="wrong" lose=2 message="must return a dict"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return [float(np.sqrt(sum(np.sum(np.square(g)) for g in f))) for f in gradients]


# %% the squared error, whatever the loss  kind="wrong" lose=2 message="."
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum((net(x, training=True) - y) ** 2)
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return {
        layer.name: float(np.sqrt(sum(np.sum(np.square(g)) for g in found)))
        for layer, found in zip(learners, gradients, strict=False)
    }
