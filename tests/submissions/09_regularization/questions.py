# %% capital letters  kind="right"
answers = {"held": "C", "chosen": "A", "underfit": "D", "silent": "B"}


# %% stray spaces and brackets  kind="right"
answers = {"held": " c", "chosen": "a)", "underfit": "d ", "silent": "b)"}


# %% one after another  kind="right"
answers = dict(silent="b")
answers["underfit"] = "d"
answers["chosen"] = "a"
answers["held"] = "c"


# %% believes that it restores  kind="wrong" lose=1 message="not the default"
answers = {"held": "a", "chosen": "a", "underfit": "d", "silent": "b"}


# %% no gradient, no harm  kind="wrong" lose=1 message="Choosing among many nets"
answers = {"held": "c", "chosen": "b", "underfit": "d", "silent": "b"}


# %% more data against bias  kind="wrong" lose=1 message="More data cure variance"
answers = {"held": "c", "chosen": "a", "underfit": "a", "silent": "b"}


# %% a stronger penalty  kind="wrong" lose=1 message="already strong"
answers = {"held": "c", "chosen": "a", "underfit": "d", "silent": "a"}


# %% early stopping and compile  kind="wrong" lose=2 message="stopping sooner makes that worse"
answers = {"held": "c", "chosen": "a", "underfit": "b", "silent": "d"}


# %% words  kind="wrong" lose=4 message="one of the letters"
answers = {
    "held": "epoch 12",
    "chosen": "too high",
    "underfit": "0.001",
    "silent": "model.losses",
}
