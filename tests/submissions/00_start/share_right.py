# %% count and divide  kind="right"
def share_right(answers, labels):
    return (answers == labels).sum() / len(labels)


# %% a loop  kind="right"
def share_right(answers, labels):
    right = 0
    for answer, label in zip(answers, labels, strict=True):
        if answer == label:
            right += 1
    return right / len(answers)


# %% one minus the wrong ones  kind="right"
def share_right(answers, labels):
    return 1 - np.count_nonzero(answers - labels) / np.size(labels)


# %% wrong on purpose  kind="wrong" lose=2 message="wrong on purpose"
def share_right(answers, labels):
    return 4


# %% counts them  kind="wrong" lose=2 message="Divide by how many"
def share_right(answers, labels):
    return (answers == labels).sum()


# %% percent  kind="wrong" lose=2 message="from 0 to 1"
def share_right(answers, labels):
    return 100 * np.mean(answers == labels)


# %% the wrong ones  kind="wrong" lose=2 message="share of wrong answers"
def share_right(answers, labels):
    return np.mean(answers != labels)


# %% where, not how many  kind="wrong" lose=2 message="take the mean of it"
def share_right(answers, labels):
    return answers == labels


# %% forgets to return  kind="wrong" lose=2 message="is None"
def share_right(answers, labels):
    np.mean(answers == labels)


# %% whole arrays at once  kind="wrong" lose=2 message="element by element"
def share_right(answers, labels):
    return float(np.array_equal(answers, labels))


# %% only four  kind="wrong" lose=2 message="whatever the number"
def share_right(answers, labels):
    return (answers == labels).sum() / 4
