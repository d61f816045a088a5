# %% arrays of scores  kind="right"
def recipe(results):
    chosen = {}
    for ingredient, options in results.items():
        scores = np.array(list(options.values()), dtype=float)
        gaps = scores[scores.mean(axis=1).argmax()] - scores
        errors = gaps.std(axis=1, ddof=1) / np.sqrt(scores.shape[1])
        good = gaps.mean(axis=1) <= errors
        chosen[ingredient] = list(options)[int(np.argmax(good))]
    return chosen


# %% plain Python  kind="right"
def recipe(results):
    import statistics

    def good_enough(scores, best):
        gaps = [b - s for b, s in zip(best, scores, strict=False)]
        return statistics.mean(gaps) <= statistics.stdev(gaps) / len(gaps) ** 0.5

    chosen = {}
    for ingredient, options in results.items():
        best = max(options, key=lambda name: statistics.mean(options[name]))
        chosen[ingredient] = next(
            name for name in options if good_enough(options[name], options[best])
        )
    return chosen


# %% pandas  kind="right"
def recipe(results):
    import pandas as pd

    chosen = {}
    for ingredient, options in results.items():
        table = pd.DataFrame(options)
        gaps = -table.sub(table[table.mean().idxmax()], axis=0)
        good = gaps.mean() <= gaps.sem()
        chosen[ingredient] = good.index[good.to_numpy()][0]
    return chosen


# %% always the best mean  kind="wrong" lose=2 message="none is simpler"
def recipe(results):
    return {
        ingredient: max(options, key=lambda name: np.mean(options[name]))
        for ingredient, options in results.items()
    }


# %% always the simplest  kind="wrong" lose=2 message="Every fold gains two points"
def recipe(results):
    return {ingredient: next(iter(options)) for ingredient, options in results.items()}


# %% always the last  kind="wrong" lose=2 message="none is simpler"
def recipe(results):
    return {ingredient: list(options)[-1] for ingredient, options in results.items()}


# %% the spread of the scores  kind="wrong" lose=2 message="spread of the .gaps."
def recipe(results):
    chosen = {}
    for ingredient, options in results.items():
        best = max(options.values(), key=np.mean)
        error = np.std(best, ddof=1) / math.sqrt(len(best))
        for option, scores in options.items():
            if np.mean(scores) >= np.mean(best) - error:
                chosen[ingredient] = option
                break
    return chosen


# %% deviation instead of standard error  kind="wrong" lose=2 message="divided by √n"
def recipe(results):
    chosen = {}
    for ingredient, options in results.items():
        best = max(options.values(), key=np.mean)
        for option, scores in options.items():
            gaps = np.subtract(best, scores)
            if gaps.mean() <= gaps.std(ddof=1):
                chosen[ingredient] = option
                break
    return chosen


# %% the most costly that is good enough  kind="wrong" lose=2 message="none is simpler"
def recipe(results):
    chosen = {}
    for ingredient, options in results.items():
        best = max(options.values(), key=np.mean)
        for option, scores in options.items():
            gaps = np.subtract(best, scores)
            if gaps.mean() <= gaps.std(ddof=1) / math.sqrt(len(gaps)):
                chosen[ingredient] = option
    return chosen


# %% the last option is taken for the best  kind="wrong" lose=2 message="may stand in the middle"
def recipe(results):
    chosen = {}
    for ingredient, options in results.items():
        best = list(options.values())[-1]
        for option, scores in options.items():
            gaps = np.subtract(best, scores)
            if gaps.mean() <= gaps.std(ddof=1) / math.sqrt(len(gaps)):
                chosen[ingredient] = option
                break
    return chosen


# %% the scores of the choice  kind="wrong" lose=2 message="choice of schedule"
def recipe(results):
    chosen = {}
    for ingredient, options in results.items():
        best = max(options.values(), key=np.mean)
        for _option, scores in options.items():
            gaps = np.subtract(best, scores)
            if gaps.mean() <= gaps.std(ddof=1) / math.sqrt(len(gaps)):
                chosen[ingredient] = scores
                break
    return chosen


# %% divides by n  kind="wrong" lose=2 message="with ddof=1"
def recipe(results):
    out = {}
    for name, options in results.items():
        best = max(options, key=lambda o: np.mean(options[o]))
        for o, s in options.items():
            g = np.array(options[best]) - np.array(s)
            if g.mean() <= g.std() / np.sqrt(len(g)):
                out[name] = o
                break
    return out


# %% strictly less  kind="wrong" lose=2 message="its gaps are all 0"
def recipe(results):
    out = {}
    for name, options in results.items():
        best = max(options, key=lambda o: np.mean(options[o]))
        for o, s in options.items():
            g = np.array(options[best]) - np.array(s)
            if g.mean() < g.std(ddof=1) / np.sqrt(len(g)):
                out[name] = o
                break
    return out
