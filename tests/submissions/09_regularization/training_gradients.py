# %% compute_loss knows the penalties already  kind="right"
def training_gradients(model, x, y):
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x, y, model(x, training=True))
    return tape.gradient(loss, model.trainable_variables)


# %% two tapes, added up  kind="right"
def training_gradients(model, x, y):
    with tf.GradientTape(persistent=True) as tape:
        p = tf.nn.softmax(model(x, training=True))
        data = -tf.reduce_mean(tf.math.log(tf.gather(p, y, axis=1, batch_dims=1)))
        price = tf.add_n([tf.zeros(()), *model.losses])
    variables = model.trainable_variables
    of_data, of_price = tape.gradient(data, variables), tape.gradient(price, variables)
    pairs = zip(of_data, of_price, strict=True)
    return [a if b is None else a + b for a, b in pairs]


# %% a list of losses, as arrays  kind="right"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        losses = [data_loss(y, model(x, training=True))]
        losses.extend(model.losses)
        total = keras.ops.sum(keras.ops.stack(losses))
    return [np.asarray(g) for g in tape.gradient(total, model.trainable_variables)]


# %% as it was given  kind="wrong" lose=3 message="the loss was never added"
def training_gradients(model, x, y):
    return forgetful_gradients(model, x, y)


# %% counted twice  kind="wrong" lose=3 message="count twice"
def training_gradients(model, x, y):
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x, y, model(x, training=True))
        loss += sum(model.losses)
    return tape.gradient(loss, model.trainable_variables)


# %% added outside the tape  kind="wrong" lose=3 message="None|never added|inside the"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True))
    loss += sum(model.losses)
    return tape.gradient(loss, model.trainable_variables)


# %% as a number  kind="wrong" lose=3 message="the loss was never added"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True))
        loss += sum(float(penalty) for penalty in model.losses)
    return tape.gradient(loss, model.trainable_variables)


# %% the mean of the penalties  kind="wrong" lose=3 message="added once, as it is|not in it"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True))
        if model.losses:
            loss += sum(model.losses) / len(model.losses)
    return tape.gradient(loss, model.trainable_variables)


# %% divided by the batch  kind="wrong" lose=3 message="divided by the batch"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True)) + sum(model.losses) / len(x)
    return tape.gradient(loss, model.trainable_variables)


# %% kernels by hand, and nothing else  kind="wrong" lose=3 message="use all of model.losses|as it is"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True))
        for layer in model.layers:
            if layer.kernel_regularizer is not None:
                loss += layer.kernel_regularizer(layer.kernel)
    return tape.gradient(loss, model.trainable_variables)


# %% the penalties alone  kind="wrong" lose=3 message="data loss is gone"
def training_gradients(model, x, y):
    with tf.GradientTape() as tape:
        model(x, training=True)
        loss = sum(model.losses)
    return tape.gradient(loss, model.trainable_variables)


# %% the penalties of an earlier call  kind="wrong" lose=3 message="after the call of the model"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = sum(model.losses)
        loss += data_loss(y, model(x, training=True))
    return tape.gradient(loss, model.trainable_variables)


# %% logits taken for probabilities  kind="wrong" lose=3 message="of logits"
def training_gradients(model, x, y):
    data_loss = keras.losses.SparseCategoricalCrossentropy()
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True)) + sum(model.losses)
    return tape.gradient(loss, model.trainable_variables)
