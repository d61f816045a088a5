# %% capital letters  kind="right"
answers = {"linear": "B", "start": "C", "epochs": "C", "check": "A"}


# %% stray spaces and brackets  kind="right"
answers = {"linear": " b", "start": "c)", "epochs": "c", "check": " a "}


# %% one after another  kind="right"
answers = {}
answers["check"] = "a"
answers["epochs"] = "c"
answers["start"] = "c"
answers["linear"] = "b"


# %% depth alone  kind="wrong" lose=1 message="depth alone adds nothing"
answers = {"linear": "a", "start": "c", "epochs": "c", "check": "a"}


# %% hidden layers are enough for XOR  kind="wrong" lose=1 message="one straight line"
answers = {"linear": "c", "start": "c", "epochs": "c", "check": "a"}


# %% overfits before it starts  kind="wrong" lose=1 message="cannot have learned by heart"
answers = {"linear": "b", "start": "a", "epochs": "c", "check": "a"}


# %% one update an epoch  kind="wrong" lose=1 message="each of them is an update"
answers = {"linear": "b", "start": "c", "epochs": "a", "check": "a"}


# %% one update an example  kind="wrong" lose=1 message="not one an example"
answers = {"linear": "b", "start": "c", "epochs": "d", "check": "a"}


# %% blames the step and the rate  kind="wrong" lose=2 message="not one clean factor"
answers = {"linear": "b", "start": "b", "epochs": "c", "check": "b"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "linear": "one layer",
    "start": "ln 10",
    "epochs": "300",
    "check": "the mean",
}
