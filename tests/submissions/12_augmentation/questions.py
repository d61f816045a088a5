# %% capital letters  kind="right"
answers = {"noise": "B", "fair": "C", "mushrooms": "A", "gap": "C"}


# %% stray spaces and brackets  kind="right"
answers = {"noise": " b", "fair": "c)", "mushrooms": "a", "gap": " c "}


# %% one after another  kind="right"
answers = {}
answers["gap"] = "c"
answers["mushrooms"] = "a"
answers["fair"] = "c"
answers["noise"] = "b"


# %% validation is augmented too  kind="wrong" lose=1 message="those are not made by your code"
answers = {"noise": "b", "fair": "a", "mushrooms": "a", "gap": "c"}


# %% for the augmented net only  kind="wrong" lose=1 message="examined on different pictures"
answers = {"noise": "b", "fair": "b", "mushrooms": "a", "gap": "c"}


# %% more noise  kind="wrong" lose=1 message="a small gain at best"
answers = {"noise": "d", "fair": "c", "mushrooms": "a", "gap": "c"}


# %% a lower training accuracy is underfitting  kind="wrong" lose=1 message="better where it counts"
answers = {"noise": "b", "fair": "c", "mushrooms": "a", "gap": "a"}


# %% mushrooms upside down  kind="wrong" lose=1 message="mushrooms stand upright"
answers = {"noise": "b", "fair": "c", "mushrooms": "b", "gap": "c"}


# %% a leak, and the noise cancels  kind="wrong" lose=2 message="nothing leaks"
answers = {"noise": "c", "fair": "c", "mushrooms": "a", "gap": "b"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "noise": "it cannot be learned",
    "fair": "as it is",
    "mushrooms": "contrast",
    "gap": "what it is for",
}
