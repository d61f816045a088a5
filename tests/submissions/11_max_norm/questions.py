# %% capital letters  kind="right"
answers = {
    "convolution": "C",
    "overfit": "A",
    "gradient_clipping": "B",
    "never": "B",
}


# %% stray spaces and brackets  kind="right"
answers = {
    "convolution": " c",
    "overfit": "a)",
    "gradient_clipping": "b ",
    "never": "b",
}


# %% one after another  kind="right"
answers = {}
answers["never"] = "b"
answers["gradient_clipping"] = "b"
answers["overfit"] = "a"
answers["convolution"] = "c"


# %% the default axis for filters  kind="wrong" lose=1 message="each column gets a leash"
answers = {
    "convolution": "a",
    "overfit": "a",
    "gradient_clipping": "b",
    "never": "b",
}


# %% a longer leash against overfitting  kind="wrong" lose=1 message="A longer leash holds less"
answers = {
    "convolution": "c",
    "overfit": "b",
    "gradient_clipping": "b",
    "never": "b",
}


# %% gradients and weights are the same  kind="wrong" lose=1 message="before the step"
answers = {
    "convolution": "c",
    "overfit": "a",
    "gradient_clipping": "a",
    "never": "b",
}


# %% the leash is felt inside  kind="wrong" lose=1 message="that would be l2"
answers = {
    "convolution": "c",
    "overfit": "a",
    "gradient_clipping": "b",
    "never": "a",
}


# %% the last axis, and the leash as a fence  kind="wrong" lose=2 message="mixes neurons"
answers = {
    "convolution": "b",
    "overfit": "a",
    "gradient_clipping": "b",
    "never": "c",
}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "convolution": "[0, 1, 2]",
    "overfit": "smaller",
    "gradient_clipping": "bounds steps",
    "never": "nothing",
}
