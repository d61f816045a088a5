# %% counting the boundaries that lie behind  kind="right"
def piecewise(step, boundaries, rates):
    passed = sum((np.asarray(step) > b).astype(int) for b in boundaries)
    return np.take(rates, passed + np.zeros_like(step))


# %% np.where, one boundary after another  kind="right"
def piecewise(step, boundaries, rates):
    step = np.asarray(step)
    result = np.full(step.shape, float(rates[0]))
    for boundary, rate in zip(boundaries, rates[1:], strict=True):
        result = np.where(step > boundary, rate, result)
    return result


# %% np.digitize  kind="right"
def piecewise(step, boundaries, rates):
    return np.array(rates)[np.digitize(step, boundaries, right=True)]


# %% one step at a time  kind="right"
def piecewise(step, boundaries, rates):
    def one(t):
        for boundary, rate in zip(boundaries, rates, strict=False):
            if t <= boundary:
                return rate
        return rates[-1]

    return np.vectorize(one, otypes=[float])(step)


# %% off by one at the boundary  kind="wrong" lose=2 message="off by one"
def piecewise(step, boundaries, rates):
    return np.asarray(rates)[np.searchsorted(boundaries, step, side="right")]


# %% the last rate is forgotten  kind="wrong" lose=2 message="last rate is never used"
def piecewise(step, boundaries, rates):
    place = np.searchsorted(boundaries, step)
    return np.asarray(rates)[np.minimum(place, len(boundaries) - 1)]


# %% the wrong order  kind="wrong" lose=2 message="wrong order"
def piecewise(step, boundaries, rates):
    return np.asarray(rates)[::-1][np.searchsorted(boundaries, step)]


# %% positions  kind="wrong" lose=2 message="Those are positions"
def piecewise(step, boundaries, rates):
    return np.searchsorted(boundaries, step)


# %% first or last only  kind="wrong" lose=2 message="in the middle is never used"
def piecewise(step, boundaries, rates):
    return np.where(np.asarray(step) > boundaries[0], rates[-1], rates[0])


# %% a plain if  kind="wrong" lose=2 message="ambiguous"
def piecewise(step, boundaries, rates):
    for boundary, rate in zip(boundaries, rates, strict=False):
        if step <= boundary:
            return rate
    return rates[-1]


# %% with np.select  kind="right"
def piecewise(step, boundaries, rates):
    step = np.asarray(step)
    cases = [step <= b for b in boundaries] + [np.ones_like(step, dtype=bool)]
    return np.select(cases, list(rates))


# %% a flat list  kind="wrong" lose=2 message="single step 6"
def piecewise(step, boundaries, rates):
    return [rates[sum(t > b for b in boundaries)] for t in np.ravel(step)]
