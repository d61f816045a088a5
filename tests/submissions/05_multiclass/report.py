# %% divided where there is something to divide by  kind="right"
def report(matrix):
    hits = np.diagonal(matrix).astype(float)
    rows, columns = matrix.sum(axis=1), matrix.sum(axis=0)
    r = np.divide(hits, rows, out=np.zeros_like(hits), where=rows > 0)
    q = np.divide(hits, columns, out=np.zeros_like(hits), where=columns > 0)
    f = np.divide(2 * q * r, q + r, out=np.zeros_like(hits), where=q + r > 0)
    return {
        "precision": q,
        "recall": r,
        "f1": f,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": f.mean(),
    }


# %% nan turned into 0  kind="right"
def report(matrix):
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.nan_to_num(np.diag(matrix) / matrix.sum(axis=0))
        recall = np.nan_to_num(np.diag(matrix) / matrix.sum(axis=1))
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    accuracy = np.trace(matrix) / np.sum(matrix)
    return dict(
        precision=precision,
        recall=recall,
        f1=f1,
        accuracy=accuracy,
        macro_f1=float(np.mean(f1)),
    )


# %% class by class, as lists  kind="right"
def report(matrix):
    found = {"precision": [], "recall": [], "f1": []}
    for k in range(len(matrix)):
        hit, row, column = matrix[k, k], sum(matrix[k]), sum(matrix[:, k])
        q = hit / column if column else 0.0
        r = hit / row if row else 0.0
        found["precision"].append(q)
        found["recall"].append(r)
        found["f1"].append(2 * q * r / (q + r) if hit else 0.0)
    found["accuracy"] = sum(matrix[k, k] for k in range(len(matrix))) / matrix.sum()
    found["macro_f1"] = sum(found["f1"]) / len(matrix)
    return found


# %% precision and recall swapped  kind="wrong" lose=2 message="That is the recall"
def report(matrix):
    hits = np.diag(matrix)
    rows, columns = matrix.sum(axis=1), matrix.sum(axis=0)
    f1 = 2 * hits / np.maximum(rows + columns, 1)
    return {
        "precision": hits / np.maximum(rows, 1),
        "recall": hits / np.maximum(columns, 1),
        "f1": f1,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": f1.mean(),
    }


# %% nan for empty classes  kind="wrong" lose=3 message="0 divided by 0 is nan|NaN"
def report(matrix):
    hits = np.diag(matrix)
    precision, recall = hits / matrix.sum(axis=0), hits / matrix.sum(axis=1)
    f1 = 2 * precision * recall / (precision + recall)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": f1.mean(),
    }


# %% F1 as the ordinary mean  kind="wrong" lose=3 message="F1 is the harmonic one"
def report(matrix):
    hits = np.diag(matrix)
    precision = hits / np.maximum(matrix.sum(axis=0), 1)
    recall = hits / np.maximum(matrix.sum(axis=1), 1)
    f1 = (precision + recall) / 2
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": f1.mean(),
    }


# %% micro instead of macro  kind="wrong" lose=1 message="That is the micro average"
def report(matrix):
    hits = np.diag(matrix)
    f1 = 2 * hits / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)
    return {
        "precision": hits / np.maximum(matrix.sum(axis=0), 1),
        "recall": hits / np.maximum(matrix.sum(axis=1), 1),
        "f1": f1,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": hits.sum() / matrix.sum(),
    }


# %% F1 of the means  kind="wrong" lose=1 message="not F1 of the mean precision and recall"
def report(matrix):
    hits = np.diag(matrix)
    q = hits / np.maximum(matrix.sum(axis=0), 1)
    r = hits / np.maximum(matrix.sum(axis=1), 1)
    return {
        "precision": q,
        "recall": r,
        "f1": 2 * hits / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1),
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": 2 * q.mean() * r.mean() / (q.mean() + r.mean()),
    }


# %% accuracy as the mean recall  kind="wrong" lose=1 message="pool all examples"
def report(matrix):
    hits = np.diag(matrix)
    f1 = 2 * hits / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)
    recall = hits / np.maximum(matrix.sum(axis=1), 1)
    return {
        "precision": hits / np.maximum(matrix.sum(axis=0), 1),
        "recall": recall,
        "f1": f1,
        "accuracy": recall.mean(),
        "macro_f1": f1.mean(),
    }


# %% weighted by how often classes occur  kind="wrong" lose=1 message="weighted by how often"
def report(matrix):
    hits, rows = np.diag(matrix), matrix.sum(axis=1)
    f1 = 2 * hits / np.maximum(matrix.sum(axis=0) + rows, 1)
    return {
        "precision": hits / np.maximum(matrix.sum(axis=0), 1),
        "recall": hits / np.maximum(rows, 1),
        "f1": f1,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": np.average(f1, weights=rows),
    }


# %% a tuple instead of a dict  kind="wrong" lose=3 message="must return a dict"
def report(matrix):
    hits = np.diag(matrix)
    f1 = 2 * hits / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)
    return (
        hits / np.maximum(matrix.sum(axis=0), 1),
        hits / np.maximum(matrix.sum(axis=1), 1),
        f1,
        hits.sum() / matrix.sum(),
        f1.mean(),
    )


# %% the 2 is missing  kind="wrong" lose=3 message="The 2 is missing"
def report(matrix):
    hits = np.diag(matrix)
    f1 = hits / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)
    return {
        "precision": hits / np.maximum(matrix.sum(axis=0), 1),
        "recall": hits / np.maximum(matrix.sum(axis=1), 1),
        "f1": f1,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": f1.mean(),
    }


# %% percent  kind="wrong" lose=3 message="not percent"
def report(matrix):
    h = np.diag(matrix)
    p, r = (
        100 * h / np.maximum(matrix.sum(0), 1),
        100 * h / np.maximum(matrix.sum(1), 1),
    )
    f = 200 * h / np.maximum(matrix.sum(0) + matrix.sum(1), 1)
    return {
        "precision": p,
        "recall": r,
        "f1": f,
        "accuracy": 100 * h.sum() / matrix.sum(),
        "macro_f1": f.mean(),
    }
