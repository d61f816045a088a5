# %% a loop over the layers  kind="right"
def count_parameters(n_inputs, hidden_units, shared, join):
    tower, width = 0, n_inputs
    for units in hidden_units:
        tower += (width + 1) * units
        width = units
    if not shared:
        tower *= 2
    if join == "difference":
        return tower + width + 1
    if join == "concat":
        return tower + 2 * width + 1
    return tower + (2 * width + 1) * 10 + 10 + 1


# %% sums of products with numpy  kind="right"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = np.array([n_inputs, *hidden_units])
    tower = int(np.dot(sizes[:-1], sizes[1:]) + sizes[1:].sum())
    tops = [int(sizes[-1]) * (1 if join == "difference" else 2)]
    tops += [10, 1] if join == "hidden" else [1]
    return tower * (2 - shared) + sum((m + 1) * n for m, n in pairwise(tops))


# %% asks Keras  kind="right"
def count_parameters(n_inputs, hidden_units, shared, join):
    stack = [keras.Input((n_inputs,))] + [layers.Dense(n) for n in hidden_units]
    tower = keras.Sequential(stack).count_params()
    width = hidden_units[-1] * (1 if join == "difference" else 2)
    top = [keras.Input((width,))] + [layers.Dense(10)] * (join == "hidden")
    top = keras.Sequential([*top, layers.Dense(1)]).count_params()
    return tower + top if shared else 2 * tower + top


# %% always one tower  kind="wrong" lose=1 message="here are two towers"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    top = sizes[-1] * (1 if join == "difference" else 2)
    top = 10 * top + 10 + 11 if join == "hidden" else top + 1
    return tower + top


# %% always two towers  kind="wrong" lose=1 message="there once"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    top = sizes[-1] * (1 if join == "difference" else 2)
    top = 10 * top + 10 + 11 if join == "hidden" else top + 1
    return 2 * tower + top


# %% forgets the biases of the towers  kind="wrong" lose=1 message="bias too"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n for m, n in pairwise(sizes))
    top = sizes[-1] * (1 if join == "difference" else 2)
    top = 10 * top + 10 + 11 if join == "hidden" else top + 1
    return (2 - shared) * tower + top


# %% forgets the bias of the output  kind="wrong" lose=1 message="output neuron has a bias"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    top = sizes[-1] * (1 if join == "difference" else 2)
    top = 10 * top + 10 + 11 if join == "hidden" else top + 1
    return (2 - shared) * tower + top - 1


# %% the same width for both joins  kind="wrong" lose=1 message="both tops"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    return (2 - shared) * tower + sizes[-1] + 1


# %% concat for the difference too  kind="wrong" lose=1 message="as many numbers as one top"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    return (2 - shared) * tower + 2 * sizes[-1] + 1


# %% no output neuron  kind="wrong" lose=1 message="the output neuron is not"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    return (2 - shared) * sum(m * n + n for m, n in pairwise(sizes))


# %% the output reads both tops beside the hidden layer  kind="wrong" lose=1 message="reads 10 numbers"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    top = sizes[-1] * (1 if join == "difference" else 2)
    hidden = 10 * top + 10 if join == "hidden" else 0
    return (2 - shared) * tower + hidden + top + 1


# %% the hidden join is overlooked  kind="wrong" lose=1 message="count for the difference"
def count_parameters(n_inputs, hidden_units, shared, join):
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    top = 2 * sizes[-1] + 1 if join == "concat" else sizes[-1] + 1
    return (1 if shared else 2) * tower + top
