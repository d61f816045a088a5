# %% a case for each  kind="right"
def norm_at_start(inputs, units, scheme):
    if scheme == "he_normal":
        return 2**0.5
    if scheme == "glorot_uniform":
        return np.sqrt(2 * inputs / (inputs + units))
    return 0.05 * inputs**0.5


# %% standard deviations  kind="right"
def norm_at_start(inputs, units, scheme):
    match scheme:
        case "he_normal":
            deviation = np.sqrt(2 / inputs)
        case "glorot_uniform":
            deviation = np.sqrt(2 / (inputs + units))
        case "random_normal":
            deviation = 0.05
    return float(np.sqrt(inputs) * deviation)


# %% asks Keras for the variances  kind="right"
def norm_at_start(inputs, units, scheme):
    if scheme == "random_normal":
        variance = keras.initializers.get(scheme).stddev ** 2
    else:
        initializer = keras.initializers.get(scheme)
        fan = {"fan_in": inputs, "fan_avg": (inputs + units) / 2}[initializer.mode]
        variance = initializer.scale / fan
    return np.sqrt(inputs * variance)


# %% forgets the root  kind="wrong" lose=2 message="take the root"
def norm_at_start(inputs, units, scheme):
    variance = {
        "he_normal": 2 / inputs,
        "glorot_uniform": 2 / (inputs + units),
        "random_normal": 0.05**2,
    }[scheme]
    return inputs * variance


# %% counts what leaves an input  kind="wrong" lose=2 message="300 enter a neuron"
def norm_at_start(inputs, units, scheme):
    variance = {
        "he_normal": 2 / inputs,
        "glorot_uniform": 2 / (inputs + units),
        "random_normal": 0.05**2,
    }[scheme]
    return (units * variance) ** 0.5


# %% the size of one weight  kind="wrong" lose=2 message="size of one weight"
def norm_at_start(inputs, units, scheme):
    variance = {
        "he_normal": 2 / inputs,
        "glorot_uniform": 2 / (inputs + units),
        "random_normal": 0.05**2,
    }[scheme]
    return variance**0.5


# %% adds lengths  kind="wrong" lose=2 message="lengths do not"
def norm_at_start(inputs, units, scheme):
    variance = {
        "he_normal": 2 / inputs,
        "glorot_uniform": 2 / (inputs + units),
        "random_normal": 0.05**2,
    }[scheme]
    return inputs * variance**0.5


# %% takes the deviation for the variance  kind="wrong" lose=2 message="0.05 squared"
def norm_at_start(inputs, units, scheme):
    variance = {
        "he_normal": 2 / inputs,
        "glorot_uniform": 2 / (inputs + units),
        "random_normal": 0.05,
    }[scheme]
    return (inputs * variance) ** 0.5


# %% He by what leaves  kind="wrong" lose=2 message="He's variance"
def norm_at_start(inputs, units, scheme):
    variance = {
        "he_normal": 2 / units,
        "glorot_uniform": 2 / (inputs + units),
        "random_normal": 0.05**2,
    }[scheme]
    return (inputs * variance) ** 0.5


# %% the limit of the uniform draw  kind="wrong" lose=2 message="limit of the draw"
def norm_at_start(inputs, units, scheme):
    variance = {
        "he_normal": 2 / inputs,
        "glorot_uniform": 6 / (inputs + units),
        "random_normal": 0.05**2,
    }[scheme]
    return (inputs * variance) ** 0.5
