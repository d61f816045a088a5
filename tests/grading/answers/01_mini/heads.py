# %% sum kind="right"
def heads(throws):
    return sum(throws)


# %% counts tails kind="wrong" lose=2 message="count the true ones"
def heads(throws):
    return throws.count(False)


# %% forgets to return kind="wrong" lose=2 message="count the true ones"
def heads(throws):
    sum(throws)
