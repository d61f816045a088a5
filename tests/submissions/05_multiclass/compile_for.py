# %% names of losses where they will do  kind="right"
def compile_for(net, labels):
    sparse = len(labels.shape) == 1
    if net.layers[-1].activation.__name__ == "softmax":
        loss = ("sparse_" if sparse else "") + "categorical_crossentropy"
    elif sparse:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    net.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss=loss,
        metrics=["accuracy"],
    )
    return net


# %% a table  kind="right"
def compile_for(net, labels):
    table = {
        1: keras.losses.SparseCategoricalCrossentropy,
        2: keras.losses.CategoricalCrossentropy,
    }
    flag = net.layers[-1].activation is not keras.activations.softmax
    adam = keras.optimizers.Adam(0.002)
    net.compile(adam, table[np.ndim(labels)](from_logits=flag), metrics=["accuracy"])
    return net


# %% four cases  kind="right"
def compile_for(net, labels):
    probabilities = net.layers[-1].activation == keras.activations.softmax
    if labels.ndim == 1 and probabilities:
        loss = keras.losses.SparseCategoricalCrossentropy()
    elif labels.ndim == 1:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    elif probabilities:
        loss = keras.losses.CategoricalCrossentropy()
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    net.compile(loss=loss, optimizer=keras.optimizers.Adam(2e-3), metrics=["accuracy"])
    return net


# %% always from_logits  kind="wrong" lose=2 message="a second time"
def compile_for(net, labels):
    losses = keras.losses
    loss = (
        losses.CategoricalCrossentropy
        if labels.ndim == 2
        else losses.SparseCategoricalCrossentropy
    )
    net.compile(
        keras.optimizers.Adam(2e-3), loss(from_logits=True), metrics=["accuracy"]
    )
    return net


# %% names alone, which take scores for probabilities  kind="wrong" lose=2 message="It takes scores for probabilities"
def compile_for(net, labels):
    sparse = "sparse_" if labels.ndim == 1 else ""
    loss = f"{sparse}categorical_crossentropy"
    net.compile(keras.optimizers.Adam(2e-3), loss=loss, metrics=["accuracy"])
    return net


# %% always integers  kind="wrong" lose=2 message="The loss does not fit labels"
def compile_for(net, labels):
    scores = net.layers[-1].activation.__name__ == "linear"
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=scores)
    net.compile(keras.optimizers.Adam(2e-3), loss, metrics=["accuracy"])
    return net


# %% always rows, as in the book  kind="wrong" lose=2 message="The loss does not fit labels"
def compile_for(net, labels):
    scores = net.layers[-1].activation.__name__ == "linear"
    loss = keras.losses.CategoricalCrossentropy(from_logits=scores)
    net.compile(keras.optimizers.Adam(2e-3), loss, metrics=["accuracy"])
    return net


# %% tells rows from integers by their type  kind="wrong" lose=2 message="number of axes"
def compile_for(net, labels):
    scores = net.layers[-1].activation.__name__ == "linear"
    if labels.dtype.kind in "iu":
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=scores)
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=scores)
    net.compile(keras.optimizers.Adam(2e-3), loss, metrics=["accuracy"])
    return net


# %% forgets to return  kind="wrong" lose=2 message="is None"
def compile_for(net, labels):
    scores = net.layers[-1].activation.__name__ == "linear"
    losses = keras.losses
    loss = (
        losses.CategoricalCrossentropy
        if labels.ndim == 2
        else losses.SparseCategoricalCrossentropy
    )
    net.compile(
        keras.optimizers.Adam(2e-3), loss(from_logits=scores), metrics=["accuracy"]
    )


# %% the default rate  kind="wrong" lose=2 message="The learning rate"
def compile_for(net, labels):
    scores = net.layers[-1].activation.__name__ == "linear"
    losses = keras.losses
    loss = (
        losses.CategoricalCrossentropy
        if labels.ndim == 2
        else losses.SparseCategoricalCrossentropy
    )
    net.compile("adam", loss(from_logits=scores), metrics=["accuracy"])
    return net


# %% no metric  kind="wrong" lose=2 message="accuracy"
def compile_for(net, labels):
    scores = net.layers[-1].activation.__name__ == "linear"
    losses = keras.losses
    loss = (
        losses.CategoricalCrossentropy
        if labels.ndim == 2
        else losses.SparseCategoricalCrossentropy
    )
    net.compile(keras.optimizers.Adam(2e-3), loss(from_logits=scores))
    return net


# %% the flag upside down  kind="wrong" lose=2 message="a second time"
def compile_for(net, labels):
    softmaxed = net.layers[-1].activation.__name__ == "softmax"
    losses = keras.losses
    loss = (
        losses.CategoricalCrossentropy
        if labels.ndim == 2
        else losses.SparseCategoricalCrossentropy
    )
    net.compile(
        keras.optimizers.Adam(2e-3), loss(from_logits=softmaxed), metrics=["accuracy"]
    )
    return net


# %% gradient descent  kind="wrong" lose=2 message="The optimiser is not right"
def compile_for(net, labels):
    s = net.layers[-1].activation.__name__ == "linear"
    L = (
        keras.losses.CategoricalCrossentropy
        if labels.ndim == 2
        else keras.losses.SparseCategoricalCrossentropy
    )
    net.compile(keras.optimizers.SGD(0.002), L(from_logits=s), metrics=["accuracy"])
    return net


# %% metrics as objects  kind="right"
def compile_for(net, labels):
    logits = "softmax" not in net.layers[-1].activation.__name__
    if len(labels.shape) == 1:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
        metric = keras.metrics.SparseCategoricalAccuracy("accuracy")
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=logits)
        metric = keras.metrics.CategoricalAccuracy("accuracy")
    net.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss=loss,
        metrics=[metric],
    )
    return net


# %% compares a function with a string  kind="wrong" lose=2 message="compare its .__name__"
def compile_for(net, labels):
    s = net.layers[-1].activation == "linear"
    L = (
        keras.losses.CategoricalCrossentropy
        if labels.ndim == 2
        else keras.losses.SparseCategoricalCrossentropy
    )
    net.compile(keras.optimizers.Adam(0.002), L(from_logits=s), metrics=["accuracy"])
    return net
