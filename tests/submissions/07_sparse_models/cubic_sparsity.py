# %% three branches  kind="right"
def cubic_sparsity(step, begin, end, final):
    if step < begin:
        return 0.0
    if step > end:
        return final
    left = (end - step) / (end - begin)
    return final * (1.0 - left * left * left)


# %% np.clip  kind="right"
def cubic_sparsity(step, begin, end, final):
    left = np.clip((end - step) / (end - begin), 0.0, 1.0)
    return float(final * (1.0 - np.power(left, 3)))


# %% the cubic, multiplied out  kind="right"
def cubic_sparsity(step, begin, end, final):
    p = max(0, min(1, (step - begin) / (end - begin)))
    return final * (3 * p - 3 * p**2 + p**3)


# %% a straight line  kind="wrong" lose=2 message="That is a straight line"
def cubic_sparsity(step, begin, end, final):
    p = min(max((step - begin) / (end - begin), 0), 1)
    return final * p


# %% slow first, then fast  kind="wrong" lose=2 message="Fast first, then slow"
def cubic_sparsity(step, begin, end, final):
    p = min(max((step - begin) / (end - begin), 0), 1)
    return final * p**3


# %% no limit at either end  kind="wrong" lose=2 message="progress is never"
def cubic_sparsity(step, begin, end, final):
    p = (step - begin) / (end - begin)
    return final * (1 - (1 - p) ** 3)


# %% no limit at the end  kind="wrong" lose=2 message="It goes on rising"
def cubic_sparsity(step, begin, end, final):
    p = max((step - begin) / (end - begin), 0)
    return final * (1 - (1 - p) ** 3)


# %% begins at 0, whatever begin says  kind="wrong" lose=2 message="step - begin"
def cubic_sparsity(step, begin, end, final):
    p = min(step / end, 1)
    return final * (1 - (1 - p) ** 3)


# %% forgets the final sparsity  kind="wrong" lose=2 message="Multiply by the final sparsity"
def cubic_sparsity(step, begin, end, final):
    p = min(max((step - begin) / (end - begin), 0), 1)
    return 1 - (1 - p) ** 3


# %% a square  kind="wrong" lose=2 message="That is a square"
def cubic_sparsity(step, begin, end, final):
    p = min(max((step - begin) / (end - begin), 0), 1)
    return final * (1 - (1 - p) ** 2)
