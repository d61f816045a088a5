# %% a loop that remembers the size before  kind="right"
def count_parameters(n_inputs, units):
    total, before = 0, n_inputs
    for size in units:
        total += before * size + size
        before = size
    return total


# %% with NumPy  kind="right"
def count_parameters(n_inputs, units):
    units = np.array(units)
    before = np.append(n_inputs, units[:-1])
    return int(before @ units + units.sum())


# %% ask Keras  kind="right"
def count_parameters(n_inputs, units):
    net = keras.Sequential([keras.Input((n_inputs,))])
    for size in units:
        net.add(layers.Dense(size))
    return net.count_params()


# %% forgets the biases  kind="wrong" lose=1 message="biases are missing"
def count_parameters(n_inputs, units):
    total, before = 0, n_inputs
    for size in units:
        total += before * size
        before = size
    return total


# %% one bias a layer  kind="wrong" lose=1 message="Each neuron has a bias, not each layer"
def count_parameters(n_inputs, units):
    total, before = 0, n_inputs
    for size in units:
        total += before * size + 1
        before = size
    return total


# %% biases for the inputs too  kind="wrong" lose=1 message="Inputs have no bias"
def count_parameters(n_inputs, units):
    sizes = [n_inputs, *units]
    return sum(a * b for a, b in pairwise(sizes)) + sum(sizes)


# %% leaves out the output layer  kind="wrong" lose=1 message="weights of the last layer"
def count_parameters(n_inputs, units):
    total, before = 0, n_inputs
    for size in units[:-1]:
        total += before * size + size
        before = size
    return total


# %% leaves out the first layer  kind="wrong" lose=1 message="first layer has weights"
def count_parameters(n_inputs, units):
    return sum(a * b + b for a, b in pairwise(units))


# %% always the book's net  kind="wrong" lose=1 message="A layer of n neurons"
def count_parameters(n_inputs, units):
    return 4033


# %% two layers only  kind="wrong" lose=1 message="Use the arguments"
def count_parameters(n_inputs, units):
    first, second = [*units, 0][:2]
    return n_inputs * first + first + first * second + second


# %% a dot product  kind="right"
def count_parameters(n_inputs, units):
    sizes = np.array([n_inputs, *units])
    return ((sizes[:-1] + 1) * sizes[1:]).sum()


# %% every layer sees the inputs  kind="wrong" lose=1 message="that receives m numbers"
def count_parameters(n_inputs, units):
    return sum((n_inputs + 1) * size for size in units)


# %% sizes multiplied  kind="wrong" lose=1 message="do not multiply"
def count_parameters(n_inputs, units):
    return n_inputs * math.prod(units)
