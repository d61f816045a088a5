# %% capital letters  kind="right"
answers = {"large_errors": "B", "large_gap": "C", "sizes": "B", "none": "B"}


# %% stray spaces and brackets  kind="right"
answers = {"large_errors": " b", "large_gap": "c)", "sizes": "b", "none": " b) "}


# %% one after another  kind="right"
answers = {}
answers["none"] = "b"
answers["sizes"] = "b"
answers["large_gap"] = "c"
answers["large_errors"] = "b"


# %% more rows against bias  kind="wrong" lose=1 message="more rows do not cure it"
answers = {"large_errors": "a", "large_gap": "c", "sizes": "b", "none": "b"}


# %% regularises a net that underfits  kind="wrong" lose=1 message="has too little"
answers = {"large_errors": "c", "large_gap": "c", "sizes": "b", "none": "b"}


# %% more layers against variance  kind="wrong" lose=1 message="widen the gap"
answers = {"large_errors": "b", "large_gap": "a", "sizes": "b", "none": "b"}


# %% 80, 10 and 10, always  kind="wrong" lose=1 message="judge well enough"
answers = {"large_errors": "b", "large_gap": "c", "sizes": "a", "none": "b"}


# %% no test rows  kind="wrong" lose=1 message="needs rows of its own"
answers = {"large_errors": "b", "large_gap": "c", "sizes": "d", "none": "b"}


# %% None is a missing value  kind="wrong" lose=1 message="nothing of missing values"
answers = {"large_errors": "b", "large_gap": "c", "sizes": "b", "none": "a"}


# %% stops an underfitting net earlier, moves rows  kind="wrong" lose=2 message="makes it worse"
answers = {"large_errors": "d", "large_gap": "d", "sizes": "b", "none": "b"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "large_errors": "a larger net",
    "large_gap": "more rows",
    "sizes": "98/1/1",
    "none": "the batch",
}
