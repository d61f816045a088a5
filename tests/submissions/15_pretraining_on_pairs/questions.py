# %% capital letters  kind="right"
answers = {"swap": "C", "leak": "B", "unbalanced": "D", "deeper": "B"}


# %% stray spaces and brackets  kind="right"
answers = {"swap": " c", "leak": "b)", "unbalanced": "d", "deeper": " b "}


# %% one after another  kind="right"
answers = {"deeper": "b", "unbalanced": "d"}
answers["leak"] = "b"
answers["swap"] = "c"


# %% the difference is enough  kind="wrong" lose=1 message="goes up the other tower"
answers = {"swap": "a", "leak": "b", "unbalanced": "d", "deeper": "b"}


# %% sharing is enough  kind="wrong" lose=1 message="in the other order"
answers = {"swap": "b", "leak": "b", "unbalanced": "d", "deeper": "b"}


# %% pairs have no labels  kind="wrong" lose=1 message="made from the labels"
answers = {"swap": "c", "leak": "a", "unbalanced": "d", "deeper": "b"}


# %% validation pictures are fine  kind="wrong" lose=1 message="by which you choose"
answers = {"swap": "c", "leak": "d", "unbalanced": "d", "deeper": "b"}


# %% ninety percent is good  kind="wrong" lose=1 message="Always saying so is right"
answers = {"swap": "c", "leak": "b", "unbalanced": "a", "deeper": "b"}


# %% deeper towers  kind="wrong" lose=1 message="one picture plus a number for the other"
answers = {"swap": "c", "leak": "b", "unbalanced": "d", "deeper": "a"}


# %% more pairs, and it overfits  kind="wrong" lose=2 message="more examples of it change nothing"
answers = {"swap": "c", "leak": "b", "unbalanced": "b", "deeper": "c"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "swap": "shared, difference",
    "leak": "training pictures",
    "unbalanced": "nothing",
    "deeper": "a hidden layer",
}
