# %% capital letters  kind="right"
answers = {"units": "C", "plateau": "B", "senior": "C", "name": "D"}


# %% stray spaces and brackets  kind="right"
answers = {"units": " c", "plateau": "b)", "senior": "c ", "name": "d"}


# %% one after another  kind="right"
answers = {}
answers["name"] = "d"
answers["senior"] = "c"
answers["plateau"] = "b"
answers["units"] = "c"


# %% epochs for steps  kind="wrong" lose=1 message="third of an epoch"
answers = {"units": "a", "plateau": "b", "senior": "c", "name": "d"}


# %% examples for steps  kind="wrong" lose=1 message="Those are examples"
answers = {"units": "d", "plateau": "b", "senior": "c", "name": "d"}


# %% a higher rate against hovering  kind="wrong" lose=1 message="slightly too high already"
answers = {"units": "c", "plateau": "a", "senior": "c", "name": "d"}


# %% more epochs against hovering  kind="wrong" lose=1 message="wall to wall"
answers = {"units": "c", "plateau": "c", "senior": "c", "name": "d"}


# %% far more accurate, and the misleading name  kind="wrong" lose=2 message="stops there"
answers = {"units": "c", "plateau": "b", "senior": "a", "name": "a"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "units": "1200",
    "plateau": "a schedule",
    "senior": "it is simple",
    "name": "InverseTimeDecay",
}
