# %% named keep probability, a copy of the bias  kind="right"
def weights_for_prediction(weights, rate):
    keep = 1.0 - rate
    return [np.multiply(weights[0], keep), weights[1].copy()]


# %% a tuple, minus what was dropped  kind="right"
def weights_for_prediction(weights, rate):
    kernel, bias = weights
    return kernel - rate * kernel, bias


# %% copies first, then in place  kind="right"
def weights_for_prediction(weights, rate):
    new = [np.array(w, dtype=float) for w in weights]
    new[0] *= 1 - rate
    return new


# %% scales the bias too  kind="wrong" lose=2 message="No neuron sends the bias"
def weights_for_prediction(weights, rate):
    return [w * (1 - rate) for w in weights]


# %% multiplies by the rate  kind="wrong" lose=2 message="multiplied by the rate"
def weights_for_prediction(weights, rate):
    kernel, bias = weights
    return [kernel * rate, bias]


# %% divides by the keep probability  kind="wrong" lose=2 message="It is divided"
def weights_for_prediction(weights, rate):
    kernel, bias = weights
    return [kernel / (1 - rate), bias]


# %% scales in place  kind="wrong" lose=2 message="changed its argument"
def weights_for_prediction(weights, rate):
    weights[0] *= 1 - rate
    return weights


# %% returns the kernel alone  kind="wrong" lose=2 message="list of two arrays"
def weights_for_prediction(weights, rate):
    return weights[0] * (1 - rate)


# %% does nothing, as for inverted dropout  kind="wrong" lose=2 message="not scaled"
def weights_for_prediction(weights, rate):
    return list(weights)
