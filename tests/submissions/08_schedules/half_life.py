# %% logarithms of base 2  kind="right"
def half_life(factor):
    return -1 / math.log2(factor)


def factor_for(fraction, n_steps):
    return 2 ** (math.log2(fraction) / n_steps)


# %% NumPy  kind="right"
def half_life(factor):
    return np.log(2) / -np.log(factor)


def factor_for(fraction, n_steps):
    return np.power(fraction, 1.0 / n_steps)


# %% log1p and exp  kind="right"
def half_life(factor):
    return math.log(0.5) / math.log1p(factor - 1)


def factor_for(fraction, n_steps):
    return math.exp(math.log(fraction) / n_steps)


# %% a straight line  kind="wrong" lose=2 message="shrinks by a tenth of what is left"
def half_life(factor):
    return 0.5 / (1 - factor)


def factor_for(fraction, n_steps):
    return 1 - (1 - fraction) / n_steps


# %% the time constant, and the n-th power  kind="wrong" lose=2 message="take the root"
def half_life(factor):
    return 1 / (1 - factor)


def factor_for(fraction, n_steps):
    return fraction**n_steps


# %% rounded up, and a quotient  kind="wrong" lose=2 message="not found by division"
def half_life(factor):
    return math.ceil(math.log(0.5) / math.log(factor))


def factor_for(fraction, n_steps):
    return fraction / n_steps


# %% a negative number of steps, and a rising rate  kind="wrong" lose=2 message="number of steps is positive"
def half_life(factor):
    return math.log(0.5) / -math.log(factor)


def factor_for(fraction, n_steps):
    return fraction ** (-1 / n_steps)


# %% float32 loses the digits  kind="wrong" lose=1 message="float32"
def half_life(factor):
    return float(np.log(np.float32(0.5)) / np.log(np.float32(factor)))


def factor_for(fraction, n_steps):
    return fraction ** (1 / n_steps)


# %% to 1/e  kind="wrong" lose=1 message="falls to 1/e"
def half_life(factor):
    return -1 / math.log(factor)


def factor_for(fraction, n_steps):
    return fraction ** (1 / n_steps)
