# %% scikit-learn counts  kind="right"
def report(y, answers):
    tn, fp, fn, tp = metrics.confusion_matrix(y, answers, labels=[0, 1]).ravel()
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(
        y, answers, average="binary", zero_division=0
    )
    counts = {"tn": tn, "fp": fp, "fn": fn, "tp": tp}
    return counts | {"precision": precision, "recall": recall, "f1": f1}


# %% a loop over pairs  kind="right"
def report(y, answers):
    found = {"tn": 0, "fp": 0, "fn": 0, "tp": 0}
    for truth, answer in zip(y, answers):
        found[("t" if truth == answer else "f") + ("p" if answer else "n")] += 1

    def ratio(above, below):
        return above / below if below else 0

    p = ratio(found["tp"], found["tp"] + found["fp"])
    r = ratio(found["tp"], found["tp"] + found["fn"])
    return {**found, "precision": p, "recall": r, "f1": ratio(2 * p * r, p + r)}


# %% sums of products  kind="right"
def report(y, answers):
    y, a = np.asarray(y).astype(int), np.asarray(answers).astype(int)
    tp = (y * a).sum()
    fp, fn = a.sum() - tp, y.sum() - tp
    return dict(
        tn=len(y) - tp - fp - fn,
        fp=fp,
        fn=fn,
        tp=tp,
        precision=tp / max(tp + fp, 1),
        recall=tp / max(tp + fn, 1),
        f1=2 * tp / max(2 * tp + fp + fn, 1),
    )


# %% false alarms and misses are swapped  kind="wrong" lose=3 message="fp and fn are swapped"
def report(y, answers):
    y, a = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fp, fn, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": p,
        "recall": r,
        "f1": f1,
    }


# %% precision and recall are swapped  kind="wrong" lose=2 message="precision divides by the alarms"
def report(y, answers):
    y, a = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fn, fp, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    p = tp / (tp + fn) if tp + fn else 0.0
    r = tp / (tp + fp) if tp + fp else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": p,
        "recall": r,
        "f1": f1,
    }


# %% F1 is the plain mean  kind="wrong" lose=2 message="plain mean"
def report(y, answers):
    y, a = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fn, fp, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": p,
        "recall": r,
        "f1": (p + r) / 2,
    }


# %% divides by zero  kind="wrong" lose=3 message="ask before you divide"
def report(y, answers):
    y, a = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fn, fp, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    p, r = tp / (tp + fp), tp / (tp + fn)
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": p,
        "recall": r,
        "f1": 2 * p * r / (p + r),
    }


# %% no seizure is the positive class  kind="wrong" lose=3 message="Positive means an alarm"
def report(y, answers):
    y, a = np.asarray(y) == 0, np.asarray(answers) == 0
    tp, fn, fp, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": p,
        "recall": r,
        "f1": f1,
    }


# %% accuracy for precision  kind="wrong" lose=2 message="That is the accuracy"
def report(y, answers):
    y, a = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fn, fp, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    r = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": (tp + tn) / len(y),
        "recall": r,
        "f1": f1,
    }


# %% the counts alone  kind="wrong" lose=2 message="must return a dict with the keys"
def report(y, answers):
    y, a = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fn, fp, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    return {"tn": tn, "fp": fp, "fn": fn, "tp": tp}


# %% a tuple  kind="wrong" lose=3 message="must return a dict"
def report(y, answers):
    y, a = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fn, fp, tn = (
        int(n) for n in ((y & a).sum(), (y & ~a).sum(), (~y & a).sum(), (~y & ~a).sum())
    )
    return tn, fp, fn, tp


# %% the opposite of an int  kind="wrong" lose=1 message="make booleans first"
def report(y, answers):
    tp, fp = np.sum(y & answers), np.sum(~y & answers)
    fn, tn = np.sum(y & ~answers), np.sum(~y & ~answers)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": p,
        "recall": r,
        "f1": f1,
    }


# %% None where nothing can be divided  kind="wrong" lose=2 message="report gives None for precision, f1"
def report(y, answers):
    tn, fp, fn, tp = metrics.confusion_matrix(y, answers, labels=[0, 1]).ravel()
    p = tp / (tp + fp) if tp + fp else None
    r = tp / (tp + fn) if tp + fn else None
    f1 = 2 * p * r / (p + r) if p and r else None
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": p,
        "recall": r,
        "f1": f1,
    }
