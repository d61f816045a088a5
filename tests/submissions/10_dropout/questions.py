# %% capital letters  kind="right"
answers = {"training_time": "B", "overfit": "D", "keep_prob": "A", "large_layer": "C"}


# %% stray spaces and brackets  kind="right"
answers = {
    "training_time": " b",
    "overfit": "d)",
    "keep_prob": "a",
    "large_layer": " c ",
}


# %% one after another  kind="right"
answers = {}
answers["overfit"] = "d"
answers["keep_prob"] = "a"
answers["large_layer"] = "c"
answers["training_time"] = "b"


# %% both are slower  kind="wrong" lose=1 message="What would it cost"
answers = {"training_time": "a", "overfit": "d", "keep_prob": "a", "large_layer": "c"}


# %% a lower rate against overfitting  kind="wrong" lose=1 message="regularises less"
answers = {"training_time": "b", "overfit": "a", "keep_prob": "a", "large_layer": "c"}


# %% the keep probability is the rate  kind="wrong" lose=1 message="four neurons in five"
answers = {"training_time": "b", "overfit": "d", "keep_prob": "b", "large_layer": "c"}


# %% the bottleneck gets the higher rate  kind="wrong" lose=1 message="starves what follows"
answers = {"training_time": "b", "overfit": "d", "keep_prob": "a", "large_layer": "a"}


# %% outputs are dropped  kind="wrong" lose=2 message="never dropped"
answers = {"training_time": "b", "overfit": "b", "keep_prob": "a", "large_layer": "d"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "training_time": "training is slower",
    "overfit": "a higher rate",
    "keep_prob": "Dropout(0.2)",
    "large_layer": "on the large one",
}


# %% nothing is faster  kind="wrong" lose=1 message="nothing is saved"
answers = {"training_time": "c", "overfit": "d", "keep_prob": "a", "large_layer": "c"}
