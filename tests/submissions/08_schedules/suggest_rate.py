# %% with arrays and a running minimum  kind="right"
def suggest_rate(rates, losses):
    losses = np.asarray(losses, dtype=float)
    known = np.where(np.isfinite(losses), losses, np.inf)
    before = np.minimum.accumulate(known)
    over = ~np.isfinite(losses)
    over[1:] |= losses[1:] > 4 * before[:-1]
    end = int(np.argmax(over)) if over.any() else len(losses)
    return float(rates[int(np.argmin(losses[:end]))]) / 10


# %% a while loop and a list  kind="right"
def suggest_rate(rates, losses):
    kept = [losses[0]]
    while len(kept) < len(losses):
        following = losses[len(kept)]
        if np.isnan(following) or np.isinf(following) or following > 4 * min(kept):
            break
        kept.append(following)
    return rates[kept.index(min(kept))] * 0.1


# %% pairs  kind="right"
def suggest_rate(rates, losses):
    pairs = []
    for rate, loss in zip(list(rates), list(losses), strict=True):
        if not loss < math.inf or (pairs and loss > 4 * min(pairs)[0]):
            break
        pairs.append((loss, rate))
    return min(pairs)[1] / 10


# %% not divided  kind="wrong" lose=3 message="divide by ten"
def suggest_rate(rates, losses):
    return rates[int(np.nanargmin(losses))]


# %% argmin with nan  kind="wrong" lose=3 message="cut it off first"
def suggest_rate(rates, losses):
    return rates[np.argmin(losses)] / 10


# %% nanargmin over the whole curve  kind="wrong" lose=3 message="After the blow-up the curve is over"
def suggest_rate(rates, losses):
    return rates[np.nanargmin(losses)] / 10


# %% four times the first loss  kind="wrong" lose=3 message="not with the first one|After the blow-up"
def suggest_rate(rates, losses):
    end = len(losses)
    for i, loss in enumerate(losses):
        if not np.isfinite(loss) or loss > 4 * losses[0]:
            end = i
            break
    return rates[np.argmin(losses[:end])] / 10


# %% stops at the first rise  kind="wrong" lose=3 message="one rise is not the end"
def suggest_rate(rates, losses):
    i = 0
    while i + 1 < len(losses) and losses[i + 1] < losses[i]:
        i += 1
    return rates[i] / 10


# %% the position  kind="wrong" lose=3 message="That is a position"
def suggest_rate(rates, losses):
    return int(np.nanargmin(losses))


# %% the lowest loss  kind="wrong" lose=3 message="That is a loss"
def suggest_rate(rates, losses):
    return np.nanmin(losses)


# %% recursive  kind="right"
def suggest_rate(rates, losses):
    def look(i, lowest, at):
        if i == len(losses) or not losses[i] <= 4 * lowest:
            return rates[at] / 10
        return look(i + 1, *((losses[i], i) if losses[i] < lowest else (lowest, at)))

    return look(1, losses[0], 0)


# %% compares with the loss just before  kind="wrong" lose=3 message="not with the one just before"
def suggest_rate(rates, losses):
    kept = [losses[0]]
    for loss in losses[1:]:
        if not np.isfinite(loss) or loss > 4 * kept[-1]:
            break
        kept.append(loss)
    return rates[int(np.argmin(kept))] / 10


# %% leaves single losses out and goes on  kind="wrong" lose=3 message="After the blow-up"
def suggest_rate(rates, losses):
    lowest, best = math.inf, None
    for rate, loss in zip(rates, losses, strict=True):
        if loss < lowest:
            lowest, best = loss, rate
    return best / 10


# %% a tenth of the loss  kind="wrong" lose=3 message="tenth of the loss"
def suggest_rate(rates, losses):
    return np.nanmin(losses) / 10
