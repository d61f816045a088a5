# %% a while loop over steps  kind="right"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = losses[0], every
    step = every
    while step - winner < patience and step // every < len(losses):
        step += every
        loss = losses[step // every - 1]
        if loss < best - min_delta:
            best, winner = loss, step
    return (step, winner)


# %% positions first, steps at the end, as an array  kind="right"
def early_stop(losses, every, patience, min_delta=0.0):
    at = 0
    for i in range(len(losses)):
        if losses[at] - losses[i] > min_delta:
            at = i
        if (i - at) * every >= patience:
            return np.array([(i + 1) * every, (at + 1) * every])
    return np.array([len(losses) * every, (at + 1) * every])


# %% patience as a number of measurements, rounded up  kind="right"
def early_stop(losses, every, patience, min_delta=0.0):
    allowed, waited = math.ceil(patience / every), 0
    best, winner, n = math.inf, 1, 0
    for loss in losses:
        n += 1
        waited += 1
        if loss < best - min_delta:
            best, winner, waited = loss, n, 0
        elif waited >= allowed:
            break
    return [n * every, winner * every]


# %% stops at the first rise  kind="wrong" lose=3 message="gave up at the first rise"
def early_stop(losses, every, patience, min_delta=0.0):
    for n in range(1, len(losses)):
        if not losses[n] < losses[n - 1] - min_delta:
            return (n + 1) * every, n * every
    return len(losses) * every, len(losses) * every


# %% patience in measurements  kind="wrong" lose=3 message="patience counted in steps"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = math.inf, 0
    for n, loss in enumerate(losses, start=1):
        if loss < best - min_delta:
            best, winner = loss, n
        if n - winner >= patience:
            break
    return n * every, winner * every


# %% more than patience, not at least  kind="wrong" lose=3 message="never stopped, or too late"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = math.inf, 0
    for n, loss in enumerate(losses, start=1):
        if loss < best - min_delta:
            best, winner = loss, n * every
        if n * every - winner > patience:
            break
    return n * every, winner


# %% steps from zero  kind="wrong" lose=3 message="after step 50, not after step 0"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = math.inf, 0
    for n, loss in enumerate(losses):
        if loss < best - min_delta:
            best, winner = loss, n * every
        if n * every - winner >= patience:
            break
    return n * every, winner


# %% patience from the start  kind="wrong" lose=3 message="too soon|from the last winner"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner, worse = math.inf, 0, 0
    for n, loss in enumerate(losses, start=1):
        if loss < best - min_delta:
            best, winner = loss, n * every
        else:
            worse += every  # never starts anew
        if worse >= patience:
            break
    return n * every, winner


# %% swapped  kind="wrong" lose=3 message="The order is"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = math.inf, 0
    for n, loss in enumerate(losses, start=1):
        if loss < best - min_delta:
            best, winner = loss, n * every
        if n * every - winner >= patience:
            break
    return winner, n * every


# %% a tie is a new winner  kind="wrong" lose=1 message="An equal loss is no new winner"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = math.inf, 0
    for n, loss in enumerate(losses, start=1):
        if loss <= best - min_delta:
            best, winner = loss, n * every
        if n * every - winner >= patience:
            break
    return n * every, winner


# %% forgets min_delta  kind="wrong" lose=1 message="Is `min_delta` used"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = math.inf, 0
    for n, loss in enumerate(losses, start=1):
        if loss < best:
            best, winner = loss, n * every
        if n * every - winner >= patience:
            break
    return n * every, winner


# %% compares with the loss just before  kind="wrong" lose=3 message="smallest loss so far|loss of the winner"
def early_stop(losses, every, patience, min_delta=0.0):
    winner, before = every, losses[0]
    for n, loss in enumerate(losses, start=1):
        if loss < before - min_delta:
            winner = n * every
        before = loss
        if n * every - winner >= patience:
            break
    return n * every, winner


# %% only the winner  kind="wrong" lose=3 message="must return a pair"
def early_stop(losses, every, patience, min_delta=0.0):
    return every * (1 + int(np.argmin(losses)))


# %% nothing ever wins  kind="wrong" lose=3 message="Nothing ever won"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = 0.0, 0
    for number, loss in enumerate(losses, start=1):
        if loss < best - min_delta:
            best, winner = loss, number * every
        if number * every - winner >= patience:
            break
    return number * every, winner


# %% min_delta is added  kind="wrong" lose=1 message="and subtracted"
def early_stop(losses, every, patience, min_delta=0.0):
    best, winner = math.inf, 0
    for number, loss in enumerate(losses, start=1):
        if loss < best + min_delta and loss != best:
            best, winner = loss, number * every
        if number * every - winner >= patience:
            break
    return number * every, winner


# %% stops between two measurements  kind="wrong" lose=3 message="Stop at a measurement|less than|not right"
def early_stop(losses, every, patience, min_delta=0.0):
    winner = (1 + int(np.argmin(losses))) * every
    return min(winner + patience, every * len(losses)), winner
