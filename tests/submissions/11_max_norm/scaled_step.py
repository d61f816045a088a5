# %% keeps copies from get_weights  kind="right"
def scaled_step(model, gradients, multipliers):
    variables = model.trainable_variables
    old = [np.array(v) for v in variables]
    model.optimizer.apply([keras.ops.array(g) for g in gradients], variables)
    for v, o, m in zip(variables, old, multipliers, strict=False):
        v.assign((1 - m) * o + m * np.array(v) if m else o)


# %% with tensors  kind="right"
def scaled_step(model, gradients, multipliers):
    variables = model.trainable_variables
    old = [keras.ops.copy(v.value) for v in variables]
    tensors = [keras.ops.convert_to_tensor(g) for g in gradients]
    model.optimizer.apply_gradients(list(zip(tensors, variables, strict=False)))
    for variable, before, multiplier in zip(variables, old, multipliers, strict=False):
        variable.assign(before + multiplier * (variable - before))


# %% set_weights at the end  kind="right"
def scaled_step(model, gradients, multipliers):
    old = [w.copy() for w in model.get_weights()]
    tensors = [keras.ops.convert_to_tensor(g) for g in gradients]
    model.optimizer.apply(tensors, model.trainable_variables)
    new = model.get_weights()
    model.set_weights(
        [o + m * (n - o) for o, n, m in zip(old, new, multipliers, strict=False)]
    )


# %% scales the gradients  kind="wrong" lose=3 message="Adam cancels that"
def scaled_step(model, gradients, multipliers):
    scaled = [
        keras.ops.convert_to_tensor(m * g)
        for m, g in zip(multipliers, gradients, strict=False)
    ]
    model.optimizer.apply(scaled, model.trainable_variables)


# %% ignores the multipliers  kind="wrong" lose=3 message="Are the multipliers used"
def scaled_step(model, gradients, multipliers):
    tensors = [keras.ops.convert_to_tensor(g) for g in gradients]
    model.optimizer.apply(tensors, model.trainable_variables)


# %% scales the weights  kind="wrong" lose=3 message="scaled the weights themselves"
def scaled_step(model, gradients, multipliers):
    tensors = [keras.ops.convert_to_tensor(g) for g in gradients]
    model.optimizer.apply(tensors, model.trainable_variables)
    for v, m in zip(model.trainable_variables, multipliers, strict=False):
        v.assign(m * np.array(v))


# %% plain gradient descent for every optimiser  kind="wrong" lose=3 message="let the optimiser itself make the step"
def scaled_step(model, gradients, multipliers):
    rate = float(model.optimizer.learning_rate)
    for v, g, m in zip(model.trainable_variables, gradients, multipliers, strict=False):
        v.assign(v - rate * m * g)


# %% goes back by the multiplier  kind="wrong" lose=3 message="back by the multiplier"
def scaled_step(model, gradients, multipliers):
    variables = model.trainable_variables
    old = [np.array(v) for v in variables]
    model.optimizer.apply([keras.ops.array(g) for g in gradients], variables)
    for v, o, m in zip(variables, old, multipliers, strict=False):
        v.assign(np.array(v) - m * (np.array(v) - o))


# %% never applies  kind="wrong" lose=3 message="Nothing moved"
def scaled_step(model, gradients, multipliers):
    scaled = [m * g for m, g in zip(multipliers, gradients, strict=False)]


# %% uphill  kind="wrong" lose=3 message="moved uphill"
def scaled_step(model, gradients, multipliers):
    variables = model.trainable_variables
    old = [np.array(v) for v in variables]
    model.optimizer.apply([keras.ops.array(g) for g in gradients], variables)
    for v, o, m in zip(variables, old, multipliers, strict=False):
        v.assign(o - m * (np.array(v) - o))


# %% the old values are no copies  kind="wrong" lose=3 message="A variable itself changes"
def scaled_step(model, gradients, multipliers):
    variables = model.trainable_variables
    old = list(variables)
    model.optimizer.apply([keras.ops.array(g) for g in gradients], variables)
    for v, o, m in zip(variables, old, multipliers, strict=False):
        v.assign(o + m * (v - o))


# %% pairs, and part of the way back  kind="right"
def scaled_step(model, gradients, multipliers):
    variables = model.trainable_variables
    old = [keras.ops.convert_to_numpy(v).copy() for v in variables]
    model.optimizer.apply_gradients(
        list(zip(map(keras.ops.array, gradients), variables, strict=True))
    )
    for variable, before, m in zip(variables, old, multipliers, strict=True):
        variable.assign(m * variable.value + (1 - m) * before)


# %% still to be written  kind="wrong" lose=3 message="still to be written"
def scaled_step(model, gradients, multipliers): ...
