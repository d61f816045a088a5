# %% a loop that appends  kind="right"
def overfit_one(net, x, y, index, steps):
    one_x = np.expand_dims(x[index], 0)
    one_y = np.expand_dims(y[index], 0)
    losses = [net.evaluate(one_x, one_y, verbose=0)]
    for _ in range(steps):
        net.train_on_batch(one_x, one_y)
        losses.append(net.evaluate(one_x, one_y, verbose=0))
    return losses


# %% one call of fit  kind="right"
def overfit_one(net, x, y, index, steps):
    one_x, one_y = x[[index]], y[[index]]
    fitted = net.fit(one_x, one_y, epochs=steps, batch_size=1, verbose=0)
    return np.array([*fitted.history["loss"], net.evaluate(one_x, one_y, verbose=0)])


# %% a tape of one's own  kind="right"
def overfit_one(net, x, y, index, steps):
    one_x, one_y = tf.constant(x[index : index + 1]), tf.constant(y[index : index + 1])
    losses = []
    for step in range(steps + 1):
        with tf.GradientTape() as tape:
            loss = net.compute_loss(one_x, one_y, net(one_x, training=True))
        losses.append(loss)
        if step < steps:
            gradients = tape.gradient(loss, net.trainable_variables)
            net.optimizer.apply(gradients, net.trainable_variables)
    return [float(loss) for loss in losses]


# %% all examples  kind="wrong" lose=2 message="this one example only"
def overfit_one(net, x, y, index, steps):
    losses = [float(net.train_on_batch(x, y)) for _ in range(steps)]
    return [*losses, float(net.test_on_batch(x, y))]


# %% always the first example  kind="wrong" lose=2 message="That is example 0"
def overfit_one(net, x, y, index, steps):
    one = x[:1], y[:1]
    losses = [float(net.train_on_batch(*one)) for _ in range(steps)]
    return [*losses, float(net.test_on_batch(*one))]


# %% the axis of the batch is lost  kind="wrong" lose=2 message="."
def overfit_one(net, x, y, index, steps):
    losses = [float(net.train_on_batch(x[index], y[index])) for _ in range(steps)]
    return [*losses, float(net.test_on_batch(x[index], y[index]))]


# %% the last loss is missing  kind="wrong" lose=2 message="steps \+ 1 losses"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    return [float(net.train_on_batch(*one)) for _ in range(steps)]


# %% the first loss is missing  kind="wrong" lose=2 message="before the first step is missing"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    losses = []
    for _ in range(steps + 1):
        net.train_on_batch(*one)
        losses.append(float(net.test_on_batch(*one)))
    return losses


# %% measures and never trains  kind="wrong" lose=2 message="does every step train"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    return [float(net.test_on_batch(*one)) for _ in range(steps + 1)]


# %% one step too many, as steps + 1 losses come from steps + 1 steps  kind="wrong" lose=2 message="exactly `steps` steps"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    return [float(net.train_on_batch(*one)) for _ in range(steps + 1)]


# %% trains a copy  kind="wrong" lose=2 message="Train the net that you were given"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    copy = keras.models.clone_model(net)
    copy.set_weights(net.get_weights())
    rate = float(net.optimizer.learning_rate)
    copy.compile(keras.optimizers.SGD(rate), loss=net.loss)
    losses = [float(copy.train_on_batch(*one)) for _ in range(steps)]
    return [*losses, float(copy.test_on_batch(*one))]


# %% an axis by None, a dict of losses  kind="right"
def overfit_one(net, x, y, index, steps):
    one = x[None, index], y[None, index]
    losses = [net.train_on_batch(*one, return_dict=True)["loss"] for _ in range(steps)]
    return np.float32([*losses, net.test_on_batch(*one, return_dict=True)["loss"]])


# %% what fit returns  kind="wrong" lose=2 message="must hold numbers|is no array and no number"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    return net.fit(*one, epochs=steps, verbose=0)


# %% compiles it anew  kind="wrong" lose=2 message="loss that the net has"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    net.compile("adam", "mse")
    losses = [float(net.train_on_batch(*one)) for _ in range(steps)]
    return [*losses, float(net.test_on_batch(*one))]


# %% the last loss twice  kind="wrong" lose=2 message="\*after\* the last step"
def overfit_one(net, x, y, index, steps):
    one = x[index : index + 1], y[index : index + 1]
    losses = net.fit(*one, epochs=steps, verbose=0).history["loss"]
    return [*losses, losses[-1]]


# %% all examples up to that one  kind="wrong" lose=2 message="this one example only"
def overfit_one(net, x, y, index, steps):
    some = x[: index + 1], y[: index + 1]
    losses = [float(net.train_on_batch(*some)) for _ in range(steps)]
    return [*losses, float(net.test_on_batch(*some))]
