# %% capital letters  kind="right"
answers = {"accurate": "D", "overfit": "B", "leak": "B", "monitor": "A"}


# %% stray spaces and brackets  kind="right"
answers = {"accurate": " d", "overfit": "b)", "leak": " b ", "monitor": "a"}


# %% one after another  kind="right"
answers = {}
answers["monitor"] = "a"
answers["leak"] = "b"
answers["overfit"] = "b"
answers["accurate"] = "d"


# %% 99.9 percent is excellent  kind="wrong" lose=1 message="Never to raise an alarm"
answers = {"accurate": "a", "overfit": "b", "leak": "b", "monitor": "a"}


# %% the training loss still falls  kind="wrong" lose=1 message="has turned at epoch 3"
answers = {"accurate": "d", "overfit": "a", "leak": "b", "monitor": "a"}


# %% the accuracy is the same  kind="wrong" lose=1 message="surer where it is wrong"
answers = {"accurate": "d", "overfit": "c", "leak": "b", "monitor": "a"}


# %% five splits agree  kind="wrong" lose=1 message="not with new people"
answers = {"accurate": "d", "overfit": "b", "leak": "a", "monitor": "a"}


# %% no gradient, no harm  kind="wrong" lose=1 message="without a gradient"
answers = {"accurate": "d", "overfit": "b", "leak": "b", "monitor": "b"}


# %% split by subject, so the test is fair  kind="wrong" lose=2 message="no longer a test"
answers = {"accurate": "c", "overfit": "b", "leak": "b", "monitor": "d"}


# %% words instead of letters  kind="wrong" lose=4 message="one of the letters"
answers = {
    "accurate": "nothing",
    "overfit": "epoch 3",
    "leak": "a larger spread",
    "monitor": "too high",
}
