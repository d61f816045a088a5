# %% capital letters  kind="right"
answers = {"first_layers": "C", "cache": "A", "batch_norm": "D", "adam": "B"}


# %% stray spaces and brackets  kind="right"
answers = {"first_layers": " c", "cache": "a)", "batch_norm": "d ", "adam": "b"}


# %% one after another  kind="right"
answers = {}
answers["adam"] = "b"
answers["batch_norm"] = "d"
answers["cache"] = "a"
answers["first_layers"] = "c"


# %% keeps the last layers  kind="wrong" lose=1 message="know the old classes best"
answers = {"first_layers": "a", "cache": "a", "batch_norm": "d", "adam": "b"}


# %% keeps the head  kind="wrong" lose=1 message="answers the old question"
answers = {"first_layers": "b", "cache": "a", "batch_norm": "d", "adam": "b"}


# %% keeps the cache while thawing  kind="wrong" lose=1 message="puts out something else"
answers = {"first_layers": "c", "cache": "b", "batch_norm": "d", "adam": "b"}


# %% a cache with augmentation  kind="wrong" lose=1 message="new picture"
answers = {"first_layers": "c", "cache": "c", "batch_norm": "d", "adam": "b"}


# %% batch norm learns from four pictures  kind="wrong" lose=1 message="four pictures"
answers = {"first_layers": "c", "cache": "a", "batch_norm": "a", "adam": "b"}


# %% Adam takes the factor at its word  kind="wrong" lose=1 message="divides by the size"
answers = {"first_layers": "c", "cache": "a", "batch_norm": "d", "adam": "a"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "first_layers": "the first layers",
    "cache": "when the head's rate changes",
    "batch_norm": "leave it frozen",
    "adam": "hardly anything",
}
