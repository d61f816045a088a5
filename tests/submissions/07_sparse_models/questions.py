# %% capital letters  kind="right"
answers = {"no_zeros": "A", "rolling": "C", "half": "C", "fast": "B"}


# %% stray spaces and brackets  kind="right"
answers = {"no_zeros": " a", "rolling": "c)", "half": " c ", "fast": "b"}


# %% one after another  kind="right"
answers = {}
answers["fast"] = "b"
answers["half"] = "c"
answers["rolling"] = "c"
answers["no_zeros"] = "a"


# %% FTRL gives no zeros  kind="wrong" lose=1 message="at most l1"
answers = {"no_zeros": "b", "rolling": "c", "half": "c", "fast": "b"}


# %% a soft threshold gives no zeros  kind="wrong" lose=1 message="stops at 0"
answers = {"no_zeros": "d", "rolling": "c", "half": "c", "fast": "b"}


# %% Adam is noisy  kind="wrong" lose=1 message="no random numbers"
answers = {"no_zeros": "a", "rolling": "a", "half": "c", "fast": "b"}


# %% the rate is too high  kind="wrong" lose=1 message="what moves them"
answers = {"no_zeros": "a", "rolling": "d", "half": "c", "fast": "b"}


# %% half the zeros, half the bytes  kind="wrong" lose=1 message="needs an index"
answers = {"no_zeros": "a", "rolling": "c", "half": "a", "fast": "b"}


# %% twice the bytes, and ELU is as cheap  kind="wrong" lose=2 message="without any zeros"
answers = {"no_zeros": "a", "rolling": "c", "half": "d", "fast": "c"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "no_zeros": "strong l2",
    "rolling": "Adam remembers",
    "half": "about as many",
    "fast": "dropout",
}
