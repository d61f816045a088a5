# %% capital letters  kind="right"
answers = {"tags": "C", "wall": "A", "second": "B", "owls": "D"}


# %% stray spaces and brackets  kind="right"
answers = {"tags": " c", "wall": "a)", "second": "b", "owls": " d "}


# %% one after another  kind="right"
answers = {}
answers["owls"] = "d"
answers["second"] = "b"
answers["wall"] = "a"
answers["tags"] = "c"


# %% softmax for tags  kind="wrong" lose=1 message="each could get half"
answers = {"tags": "a", "wall": "a", "second": "b", "owls": "d"}


# %% a fourth class for none  kind="wrong" lose=1 message="still has to share one whole"
answers = {"tags": "b", "wall": "a", "second": "b", "owls": "d"}


# %% the wall is a guess  kind="wrong" lose=1 message="A guess among ten"
answers = {"tags": "c", "wall": "d", "second": "b", "owls": "d"}


# %% the wall is an overfit  kind="wrong" lose=1 message="the training loss that stops"
answers = {"tags": "c", "wall": "b", "second": "b", "owls": "d"}


# %% more of what hurts  kind="wrong" lose=1 message="even fewer neurons"
answers = {"tags": "c", "wall": "a", "second": "d", "owls": "d"}


# %% l2 on top, averages swapped  kind="wrong" lose=2 message="fit still less"
answers = {"tags": "c", "wall": "a", "second": "c", "owls": "b"}


# %% macro is micro  kind="wrong" lose=1 message="no owl was found"
answers = {"tags": "c", "wall": "a", "second": "b", "owls": "a"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "tags": "sigmoids",
    "wall": "softmax twice",
    "second": "the first layer",
    "owls": "99 and 50",
}


# %% the worst class instead of the mean  kind="wrong" lose=1 message="What is their mean"
answers = {"tags": "c", "wall": "a", "second": "b", "owls": "c"}
