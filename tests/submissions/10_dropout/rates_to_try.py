# %% logspace with logarithms  kind="right"
def rates_to_try(low, high, count):
    return np.logspace(np.log10(low), np.log10(high), count)


# %% a list, factor by factor  kind="right"
def rates_to_try(low, high, count):
    factor = (high / low) ** (1 / (count - 1))
    return [low * factor**i for i in range(count)]


# %% linear in the exponent  kind="right"
def rates_to_try(low, high, count):
    return np.exp(np.linspace(np.log(low), np.log(high), num=count))


# %% equal steps  kind="wrong" lose=1 message="equal size, not equal factors"
def rates_to_try(low, high, count):
    return np.linspace(low, high, count)


# %% logspace takes exponents  kind="wrong" lose=1 message="takes exponents"
def rates_to_try(low, high, count):
    return np.logspace(low, high, count)


# %% falling order  kind="wrong" lose=1 message="falling order"
def rates_to_try(low, high, count):
    return np.geomspace(high, low, count)


# %% without the last  kind="wrong" lose=1 message="is not right"
def rates_to_try(low, high, count):
    return np.geomspace(low, high, count, endpoint=False)


# %% the logarithms themselves  kind="wrong" lose=1 message="turn them back"
def rates_to_try(low, high, count):
    return np.linspace(np.log(low), np.log(high), count)


# %% one too many  kind="wrong" lose=1 message="wrong shape"
def rates_to_try(low, high, count):
    return np.geomspace(low, high, count + 1)
