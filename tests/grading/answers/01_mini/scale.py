# %% a loop kind="right"
def scale(values, factor):
    result = []
    for value in values:
        result.append(value * factor)
    return result


# %% map kind="right"
def scale(values, factor):
    return list(map(lambda value: factor * value, values))


# %% repeats the list kind="wrong" lose=2 message="multiply each value"
def scale(values, factor):
    return values * factor


# %% scales in place kind="wrong" lose=1 message="do not change the list"
def scale(values, factor):
    for index in range(len(values)):
        values[index] *= factor
    return values


# %% drops the sign kind="wrong" lose=2 message="negative factors count too"
def scale(values, factor):
    return [value * abs(factor) for value in values]
