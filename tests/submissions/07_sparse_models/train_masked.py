# %% assigns to the kernels  kind="right"
def train_masked(model, x, y, steps):
    kernels = [v for v in model.trainable_variables if len(v.shape) > 1]
    masks = [keras.ops.cast(v != 0, "float32") for v in kernels]
    for _ in range(steps):
        model.train_on_batch(x, y)
        for kernel, mask in zip(kernels, masks, strict=False):
            kernel.assign(kernel * mask)
    return model.get_weights()


# %% positions of the zeros  kind="right"
def train_masked(model, x, y, steps):
    dead = [np.nonzero(w == 0) if w.ndim >= 2 else None for w in model.get_weights()]
    step = 0
    while step < steps:
        model.train_on_batch(x, y)
        weights = [w.copy() for w in model.get_weights()]
        for w, where in zip(weights, dead, strict=False):
            if where is not None:
                w[where] = 0.0
        model.set_weights(weights)
        step += 1
    return model.get_weights()


# %% fit on one whole batch  kind="right"
def train_masked(model, x, y, steps):
    start = model.get_weights()
    for _ in range(steps):
        model.fit(x, y, batch_size=len(x), epochs=1, shuffle=False, verbose=0)
        model.set_weights(
            [
                np.where((s == 0) & (s.ndim > 1), 0, w)
                for s, w in zip(start, model.get_weights(), strict=False)
            ]
        )
    return model.get_weights()


# %% does not mask at all  kind="wrong" lose=3 message="The pruned weight came back"
def train_masked(model, x, y, steps):
    for _ in range(steps):
        model.train_on_batch(x, y)
    return model.get_weights()


# %% makes the mask after each step  kind="wrong" lose=3 message="Make the mask once"
def train_masked(model, x, y, steps):
    for _ in range(steps):
        model.train_on_batch(x, y)
        model.set_weights([w * (w != 0) for w in model.get_weights()])
    return model.get_weights()


# %% masks once, at the end  kind="wrong" lose=3 message="only at the end"
def train_masked(model, x, y, steps):
    masks = [w != 0 if w.ndim > 1 else 1 for w in model.get_weights()]
    for _ in range(steps):
        model.train_on_batch(x, y)
    return [w * m for w, m in zip(model.get_weights(), masks, strict=False)]


# %% masks the biases too  kind="wrong" lose=3 message="The bias did not train"
def train_masked(model, x, y, steps):
    masks = [w != 0 for w in model.get_weights()]
    for _ in range(steps):
        model.train_on_batch(x, y)
        model.set_weights(
            [w * m for w, m in zip(model.get_weights(), masks, strict=False)]
        )
    return model.get_weights()


# %% one step too few  kind="wrong" lose=3 message="That is one step"
def train_masked(model, x, y, steps):
    masks = [w != 0 if w.ndim > 1 else 1 for w in model.get_weights()]
    for _ in range(1, steps):
        model.train_on_batch(x, y)
        model.set_weights(
            [w * m for w, m in zip(model.get_weights(), masks, strict=False)]
        )
    return model.get_weights()


# %% steps on halves of the data  kind="wrong" lose=3 message="not right"
def train_masked(model, x, y, steps):
    masks = [w != 0 if w.ndim > 1 else 1 for w in model.get_weights()]
    for _ in range(steps):
        model.fit(x, y, batch_size=len(x) // 2, shuffle=False, verbose=0)
        model.set_weights(
            [w * m for w, m in zip(model.get_weights(), masks, strict=False)]
        )
    return model.get_weights()


# %% forgets to return  kind="wrong" lose=3 message="is None"
def train_masked(model, x, y, steps):
    masks = [w != 0 if w.ndim > 1 else 1 for w in model.get_weights()]
    for _ in range(steps):
        model.train_on_batch(x, y)
        model.set_weights(
            [w * m for w, m in zip(model.get_weights(), masks, strict=False)]
        )


# %% makes a new mask of the weights that are large enough  kind="wrong" lose=3 message="not right"
def train_masked(model, x, y, steps):
    for _ in range(steps):
        model.train_on_batch(x, y)
        model.set_weights(
            [w * (np.abs(w) > 0.85) if w.ndim > 1 else w for w in model.get_weights()]
        )
    return model.get_weights()
