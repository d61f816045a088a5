# %% a loop  kind="right"
def pick_rate(final_losses):
    best, lowest = None, float("inf")
    for rate, losses in final_losses.items():
        if any(math.isnan(loss) or math.isinf(loss) for loss in losses):
            continue
        mean = sum(losses) / len(losses)
        if mean < lowest:
            best, lowest = rate, mean
    if best is None:
        raise ValueError("every rate diverged")
    return best


# %% a mean that is not finite is out  kind="right"
def pick_rate(final_losses):
    means = {rate: float(np.mean(losses)) for rate, losses in final_losses.items()}
    finite = {mean: rate for rate, mean in means.items() if math.isfinite(mean)}
    return finite[min(finite)]  # min of nothing raises ValueError


# %% arrays  kind="right"
def pick_rate(final_losses):
    rates = np.array(list(final_losses))
    means = np.array([np.mean(losses) for losses in final_losses.values()])
    means = np.where(np.isfinite(means), means, np.inf)
    if np.isinf(means).all():
        raise ValueError("no rate is left")
    return rates[np.argmin(means)]


# %% argmin with nan among the means  kind="wrong" lose=2 message="That rate diverged"
def pick_rate(final_losses):
    rates = list(final_losses)
    return rates[np.argmin([np.mean(losses) for losses in final_losses.values()])]


# %% skips nan within a rate  kind="wrong" lose=2 message="one seed diverged"
def pick_rate(final_losses):
    means = {
        rate: np.nanmean(losses)
        for rate, losses in final_losses.items()
        if not np.isnan(losses).all()
    }
    if not means:
        raise ValueError
    return min(means, key=means.get)


# %% the luckiest seed  kind="wrong" lose=2 message="lucky seed"
def pick_rate(final_losses):
    good = {r: min(v) for r, v in final_losses.items() if np.isfinite(v).all()}
    return min(good, key=good.get)


# %% the highest mean  kind="wrong" lose=2 message="Compare means"
def pick_rate(final_losses):
    good = {r: np.mean(v) for r, v in final_losses.items() if np.isfinite(v).all()}
    return max(good, key=good.get)


# %% the loss itself  kind="wrong" lose=2 message="return the rate"
def pick_rate(final_losses):
    return min(np.mean(v) for v in final_losses.values() if np.isfinite(v).all())


# %% returns None when all diverged  kind="wrong" lose=2 message="must raise ValueError"
def pick_rate(final_losses):
    good = {r: np.mean(v) for r, v in final_losses.items() if np.isfinite(v).all()}
    return min(good, key=good.get) if good else None


# %% looks for nan but not for inf, and compares sums  kind="wrong" lose=2 message="numbers of seeds differ|A sum|every rate diverged"
def pick_rate(final_losses):
    sums = {r: sum(v) for r, v in final_losses.items() if not np.isnan(v).any()}
    if not sums:
        raise ValueError
    return min(sums, key=sums.get)


# %% tensors, sorted  kind="right"
def pick_rate(final_losses):
    found = []
    for rate, losses in final_losses.items():
        losses = keras.ops.array(losses, dtype="float64")
        if keras.ops.all(keras.ops.isfinite(losses)):
            found.append((float(keras.ops.mean(losses)), rate))
    if not found:
        raise ValueError("every rate diverged")
    return keras.ops.array(sorted(found)[0][1], dtype="float64")


# %% the error is returned, not raised  kind="wrong" lose=2 message="raise ValueError"
def pick_rate(final_losses):
    good = {r: np.mean(v) for r, v in final_losses.items() if np.isfinite(v).all()}
    if not good:
        return ValueError("every rate diverged")
    return min(good, key=good.get)
