# %% the last neuron  kind="right"
def loophole(inputs, units, radius):
    kernel = np.zeros((inputs, units), dtype="float32")
    kernel[:, -1] = radius
    return kernel


# %% signs do not matter  kind="right"
def loophole(inputs, units, radius):
    return [[radius * (-1) ** i] + [0.0] * (units - 1) for i in range(inputs)]


# %% an outer product  kind="right"
def loophole(inputs, units, radius):
    return np.outer(np.full(inputs, radius), np.eye(units)[0])


# %% one large weight  kind="wrong" lose=2 message="other eight can add theirs"
def loophole(inputs, units, radius):
    kernel = np.zeros((inputs, units))
    kernel[0, 0] = radius
    return kernel


# %% shares among all neurons  kind="wrong" lose=2 message="Give it all to one"
def loophole(inputs, units, radius):
    return np.full((inputs, units), radius / units**0.5)


# %% the radius everywhere  kind="wrong" lose=2 message="It was clipped"
def loophole(inputs, units, radius):
    return np.full((inputs, units), radius)


# %% fills a row  kind="wrong" lose=2 message="a row, the weights that leave one input"
def loophole(inputs, units, radius):
    kernel = np.zeros((inputs, units))
    kernel[0, :] = radius
    return kernel


# %% an identity  kind="wrong" lose=2 message="can add theirs"
def loophole(inputs, units, radius):
    return radius * np.eye(inputs, units)


# %% the shape the wrong way round  kind="wrong" lose=2 message="wrong shape"
def loophole(inputs, units, radius):
    kernel = np.zeros((units, inputs))
    kernel[:, 0] = radius
    return kernel


# %% nothing at all  kind="wrong" lose=2 message="All weights are 0"
def loophole(inputs, units, radius):
    return np.zeros((inputs, units))


# %% nested lists  kind="right"
def loophole(inputs, units, radius):
    return [[0] * (units - 1) + [-radius]] * inputs


# %% integers  kind="wrong" lose=2 message="Are they integers"
def loophole(inputs, units, radius):
    kernel = np.zeros((inputs, units), dtype=int)
    kernel[:, 0] = radius
    return kernel
