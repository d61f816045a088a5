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


# %% from the last layer to the first  kind="right"
def gradient_norms(net, x, y):
    norms = {}
    for layer in reversed(net.layers):
        if layer.trainable_weights:
            with tf.GradientTape() as tape:
                loss = net.compute_loss(x, y, net(x, training=True))
            found = tape.gradient(loss, layer.trainable_weights)
            norms[layer.name] = sum((g.numpy() ** 2).sum() for g in found) ** 0.5
    return norms


# %% the net runs outside the tape  kind="wrong" lose=2 message="inside the `with` of the tape"
def gradient_norms(net, x, y):
    predicted = net(x, training=True)
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, predicted)
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return {
        layer.name: float(tf.linalg.global_norm(found))
        for layer, found in zip(learners, gradients, strict=True)
    }


# %% the root of the mean  kind="wrong" lose=2 message="do not average"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    flat = [np.concatenate([np.ravel(g) for g in found]) for found in gradients]
    return {
        layer.name: float(np.sqrt(np.mean(g**2)))
        for layer, g in zip(learners, flat, strict=True)
    }


# %% sums of sizes  kind="wrong" lose=2 message="These are sums of sizes"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return {
        layer.name: float(sum(np.abs(g).sum() for g in found))
        for layer, found in zip(learners, gradients, strict=True)
    }


# %% the largest entry  kind="wrong" lose=2 message="largest entries"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return {
        layer.name: float(max(np.abs(g).max() for g in found))
        for layer, found in zip(learners, gradients, strict=True)
    }


# %% a gradient for each layer, off a flat list  kind="wrong" lose=2 message="two arrays of the first layer"
def gradient_norms(net, x, y):
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    gradients = tape.gradient(loss, net.trainable_weights)
    return {
        layer.name: float(tf.norm(g))
        for layer, g in zip(net.layers, gradients, strict=False)
    }


# %% frozen layers too  kind="wrong" lose=2 message="One entry for each layer"
def gradient_norms(net, x, y):
    learners = [layer for layer in net.layers if layer.weights]
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    gradients = tape.gradient(loss, [layer.weights for layer in learners])
    return {
        layer.name: float(tf.linalg.global_norm(found))
        for layer, found in zip(learners, gradients, strict=True)
    }


# %% how far the weights go in a step  kind="wrong" lose=2 message="take no step"
def gradient_norms(net, x, y):
    before = {layer.name: layer.get_weights() for layer in net.layers}
    net.train_on_batch(x, y)
    norms = {}
    for layer in net.layers:
        if layer.trainable_weights:
            pairs = zip(before[layer.name], layer.get_weights(), strict=True)
            norms[layer.name] = sum(np.sum((a - b) ** 2) for a, b in pairs) ** 0.5
    return norms
