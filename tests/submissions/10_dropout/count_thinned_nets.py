# %% a product over layers  kind="right"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    return math.prod(2**n for n in [n_inputs, *hidden_units])


# %% shifting bits  kind="right"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    droppable = n_inputs
    for units in hidden_units:
        droppable += units
    return 1 << droppable


# %% doubling for every neuron  kind="right"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    nets = 1
    for _ in range(n_inputs + sum(hidden_units)):
        nets *= 2
    return nets


# %% drops the outputs too  kind="wrong" lose=1 message="Outputs are never dropped"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    return 2 ** (n_inputs + sum(hidden_units) + n_outputs)


# %% forgets the inputs  kind="wrong" lose=1 message="Inputs may be dropped too"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    return 2 ** sum(hidden_units)


# %% adds the choices  kind="wrong" lose=1 message="multiply"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    return 2 * (n_inputs + sum(hidden_units))


# %% N squared  kind="wrong" lose=1 message="2 to the power N"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    return (n_inputs + sum(hidden_units)) ** 2


# %% only the first hidden layer  kind="wrong" lose=1 message="every hidden layer"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    return 2 ** (n_inputs + hidden_units[0])


# %% a float  kind="wrong" lose=1 message="exact int|OverflowError|too large"
def count_thinned_nets(n_inputs, hidden_units, n_outputs):
    return 2.0 ** (n_inputs + sum(hidden_units))
