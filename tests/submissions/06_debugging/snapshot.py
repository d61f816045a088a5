# %% two lists in a tuple  kind="right"
def snapshot(net):
    return (
        [np.array(w) for w in net.weights],
        [keras.ops.convert_to_numpy(v) for v in net.optimizer.variables],
    )


def revive(net, state):
    weights, memory = state
    for variable, value in zip(net.weights, weights, strict=False):
        variable.assign(value)
    net.optimizer.build(net.trainable_variables)
    for variable, value in zip(net.optimizer.variables, memory, strict=False):
        variable.assign(value)


# %% one list for all  kind="right"
def snapshot(net):
    return [*net.get_weights(), *(v.numpy() for v in net.optimizer.variables)]


def revive(net, state):
    count = len(net.weights)
    net.set_weights(state[:count])
    if len(state) > count + len(net.optimizer.variables):
        net.optimizer.build(net.trainable_variables)
    for variable, value in zip(net.optimizer.variables, state[count:], strict=False):
        variable.assign(value)


# %% Keras's own names  kind="right"
def snapshot(net):
    optimizer = {}
    net.optimizer.build(net.trainable_variables)
    net.optimizer.save_own_variables(optimizer)
    return {"weights": net.get_weights(), "memory": optimizer}


def revive(net, state):
    net.set_weights(state["weights"])
    net.optimizer.build(net.trainable_variables)
    net.optimizer.load_own_variables(state["memory"])


# %% the weights alone  kind="wrong" lose=2 message="Adam's memory did not"
def snapshot(net):
    return net.get_weights()


def revive(net, state):
    net.set_weights(state)


# %% the optimiser alone  kind="wrong" lose=2 message="Put the weights"
def snapshot(net):
    return [np.array(v) for v in net.optimizer.variables]


def revive(net, state):
    net.optimizer.build(net.trainable_variables)
    for variable, value in zip(net.optimizer.variables, state, strict=False):
        variable.assign(value)


# %% without the count of steps  kind="wrong" lose=2 message="."
def snapshot(net):
    return [net.get_weights(), [np.array(v) for v in net.optimizer.variables]]


def revive(net, state):
    net.set_weights(state[0])
    net.optimizer.build(net.trainable_variables)
    for variable, value in list(zip(net.optimizer.variables, state[1], strict=False))[
        1:
    ]:
        variable.assign(value)


# %% without the rate  kind="wrong" lose=2 message="memory, steps, rate"
def snapshot(net):
    return [net.get_weights(), [np.array(v) for v in net.optimizer.variables]]


def revive(net, state):
    net.set_weights(state[0])
    net.optimizer.build(net.trainable_variables)
    for number, value in enumerate(state[1]):
        if number != 1:
            net.optimizer.variables[number].assign(value)


# %% returns a new net instead  kind="wrong" lose=2 message="Put the weights"
def snapshot(net):
    return [net.get_weights(), [np.array(v) for v in net.optimizer.variables]]


def revive(net, state):
    other = keras.models.clone_model(net)
    other.set_weights(state[0])
    return other


# %% by position, weights last  kind="right"
def snapshot(net):
    memory = {i: v.numpy() for i, v in enumerate(net.optimizer.variables)}
    return {"weights": [np.copy(w) for w in net.get_weights()], "memory": memory}


def revive(net, state):
    net.optimizer.build(net.trainable_variables)
    for i, value in state["memory"].items():
        net.optimizer.variables[i].assign(value)
    for variable, value in zip(net.weights, state["weights"], strict=True):
        variable.assign(value)


# %% the means without their count and rate  kind="wrong" lose=2 message="belong to the state"
def snapshot(net):
    return [net.get_weights(), [v.numpy() for v in net.optimizer.variables[2:]]]


def revive(net, state):
    net.set_weights(state[0])
    net.optimizer.build(net.trainable_variables)
    for variable, value in zip(net.optimizer.variables[2:], state[1], strict=False):
        variable.assign(value)


# %% a name is bound anew, nothing is assigned  kind="wrong" lose=2 message="Adam's memory did not"
def snapshot(net):
    return [net.get_weights(), [v.numpy() for v in net.optimizer.variables]]


def revive(net, state):
    net.set_weights(state[0])
    net.optimizer.build(net.trainable_variables)
    variables = list(net.optimizer.variables)
    for i, value in enumerate(state[1]):
        variables[i] = value


# %% the net itself  kind="wrong" lose=2 message="Put the weights"
def snapshot(net):
    return net


def revive(net, state):
    net = state


# %% the new optimiser is never built  kind="wrong" lose=2 message="no place for them until it is built"
def snapshot(net):
    return [net.get_weights(), [np.array(v) for v in net.optimizer.variables]]


def revive(net, state):
    net.set_weights(state[0])
    for variable, value in zip(net.optimizer.variables, state[1], strict=False):
        variable.assign(value)
