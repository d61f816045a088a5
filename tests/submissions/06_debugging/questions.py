# %% capital letters  kind="right"
answers = {
    "bias": "C",
    "start": "B",
    "filters": "B",
    "pooling": "A",
    "one": "D",
    "scatter": "B",
    "picture": "A",
    "decay": "C",
}


# %% stray spaces and brackets  kind="right"
answers = {
    "bias": "c)",
    "start": " b",
    "filters": "b)",
    "pooling": "a ",
    "one": "d",
    "scatter": "b",
    "picture": " a)",
    "decay": "c",
}


# %% from a string  kind="right"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict(zip(names, "cbbadbac", strict=False))


# %% every layer needs its bias  kind="wrong" lose=0.5 message="offset of its own"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict(zip(names, "bbbadbac", strict=False))


# %% Glorot's variance is the same everywhere  kind="wrong" lose=0.5 message="variance of the signal"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict(zip(names, "cdbadbac", strict=False))


# %% more filters, and a picture that proves its scale  kind="wrong" lose=1 message="next doubling"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict(zip(names, "cbaadbbc", strict=False))


# %% invariant to everything  kind="wrong" lose=0.5 message="turned pictures by a right angle"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict(zip(names, "cbbbdbac", strict=False))


# %% batch norm of one is NaN, the scatter falls with the size  kind="wrong" lose=1 message="0 is left, not NaN"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict(zip(names, "cbbabaac", strict=False))


# %% two factors that look alike  kind="wrong" lose=0.5 message="halves the rate about every 1,400"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict(zip(names, "cbbadbaa", strict=False))


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
names = ["bias", "start", "filters", "pooling", "one", "scatter", "picture", "decay"]
answers = dict.fromkeys(names, "it depends")
