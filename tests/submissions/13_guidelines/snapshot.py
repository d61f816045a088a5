# %% a dict of three lists  kind="right"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    return {
        "trained": [v.numpy().copy() for v in model.trainable_variables],
        "others": [v.numpy().copy() for v in model.non_trainable_variables],
        "adam": [v.numpy().copy() for v in model.optimizer.variables],
    }


def restore(model, state):
    model.optimizer.build(model.trainable_variables)
    for name, variables in (
        ("trained", model.trainable_variables),
        ("others", model.non_trainable_variables),
        ("adam", model.optimizer.variables),
    ):
        for variable, array in zip(variables, state[name], strict=False):
            variable.assign(array)


# %% one list of everything  kind="right"
def everything(model):
    model.optimizer.build(model.trainable_variables)
    return list(model.variables) + list(model.optimizer.variables)


def snapshot(model):
    return {"all": [np.array(v) for v in everything(model)]}


def restore(model, state):
    for k, variable in enumerate(everything(model)):
        variable.assign(state["all"][k])


# %% set_weights, and the rest beside it  kind="right"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    known = {id(w) for w in model.weights}
    return {
        "weights": model.get_weights(),
        "coins": [v.numpy().copy() for v in model.variables if id(v) not in known],
        "optimizer": [np.array(v.numpy()) for v in model.optimizer.variables],
    }


def restore(model, state):
    model.set_weights(state["weights"])
    known = {id(w) for w in model.weights}
    others = [v for v in model.variables if id(v) not in known]
    for variable, array in zip(others, state["coins"], strict=False):
        variable.assign(array)
    model.optimizer.build(model.trainable_variables)
    for variable, array in zip(
        model.optimizer.variables, state["optimizer"], strict=False
    ):
        variable.assign(array)


# %% weights only  kind="wrong" lose=3 message="The optimiser starts anew"
def snapshot(model):
    return {"weights": model.get_weights()}


def restore(model, state):
    model.set_weights(state["weights"])


# %% the step counter, but no averages  kind="wrong" lose=3 message="averages belong to the state"
def snapshot(model):
    return {
        "layers": [v.numpy().copy() for v in model.variables],
        "steps": [np.array(model.optimizer.iterations)],
    }


def restore(model, state):
    for variable, array in zip(model.variables, state["layers"], strict=False):
        variable.assign(array)
    model.optimizer.iterations.assign(state["steps"][0])


# %% variables, not their numbers  kind="wrong" lose=3 message="must be a list of NumPy arrays"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    return {
        "layers": list(model.variables),
        "optimizer": list(model.optimizer.variables),
    }


def restore(model, state):
    model.optimizer.build(model.trainable_variables)
    for variable, array in zip(model.variables, state["layers"], strict=False):
        variable.assign(array)
    for variable, array in zip(
        model.optimizer.variables, state["optimizer"], strict=False
    ):
        variable.assign(array)


# %% only what is trained  kind="wrong" lose=3 message="averages of batch norm too"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    return {
        "layers": [v.numpy().copy() for v in model.trainable_variables],
        "optimizer": [v.numpy().copy() for v in model.optimizer.variables],
    }


def restore(model, state):
    model.optimizer.build(model.trainable_variables)
    for variable, array in zip(
        model.trainable_variables, state["layers"], strict=False
    ):
        variable.assign(array)
    for variable, array in zip(
        model.optimizer.variables, state["optimizer"], strict=False
    ):
        variable.assign(array)


# %% the coins are lost  kind="wrong" lose=1 message="Dropout tosses coins"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    return {
        "weights": model.get_weights(),
        "optimizer": [v.numpy().copy() for v in model.optimizer.variables],
    }


def restore(model, state):
    model.set_weights(state["weights"])
    model.optimizer.build(model.trainable_variables)
    for variable, array in zip(
        model.optimizer.variables, state["optimizer"], strict=False
    ):
        variable.assign(array)


# %% keeps its own learning rate  kind="wrong" lose=2 message="learning rate had been lowered"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    return {
        "layers": [v.numpy().copy() for v in model.variables],
        "optimizer": [v.numpy().copy() for v in model.optimizer.variables],
    }


def restore(model, state):
    model.optimizer.build(model.trainable_variables)
    for variable, array in zip(model.variables, state["layers"], strict=False):
        variable.assign(array)
    for variable, array in zip(
        model.optimizer.variables, state["optimizer"], strict=False
    ):
        if "learning_rate" not in variable.path:
            variable.assign(array)


# %% restores into a copy  kind="wrong" lose=3 message="does not hold the weights"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    return {
        "layers": [v.numpy().copy() for v in model.variables],
        "optimizer": [v.numpy().copy() for v in model.optimizer.variables],
    }


def restore(model, state):
    model = keras.models.clone_model(model)
    for variable, array in zip(model.variables, state["layers"], strict=False):
        variable.assign(array)
    return model


# %% an array for each path  kind="wrong" lose=3 message="Under each name a list"
def snapshot(model):
    model.optimizer.build(model.trainable_variables)
    return {v.path: v.numpy() for v in model.variables + model.optimizer.variables}


def restore(model, state):
    model.optimizer.build(model.trainable_variables)
    for v in model.variables + model.optimizer.variables:
        v.assign(state[v.path])


# %% the new optimiser is never built  kind="wrong" lose=3 message="no place for them"
def snapshot(model):
    return {
        "layers": [v.numpy().copy() for v in model.variables],
        "optimizer": [v.numpy().copy() for v in model.optimizer.variables],
    }


def restore(model, state):
    for name, variables in (
        ("layers", model.variables),
        ("optimizer", model.optimizer.variables),
    ):
        for variable, array in zip(variables, state[name], strict=False):
            variable.assign(array)
