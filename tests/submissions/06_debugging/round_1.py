# %% other values that work  kind="right"
faults_1 = {1: "B", 2: "c)", 3: " d"}
cures_1 = {
    1: {"learning_rate": 0.01},
    2: {"output_activation": "linear"},
    3: {"output_activation": "softmax"},
}


# %% one after another  kind="right"
faults_1, cures_1 = {}, {}
faults_1[3], cures_1[3] = "d", dict(from_logits=True)
faults_1[2], cures_1[2] = "c", dict(output_activation=None)
faults_1[1], cures_1[1] = "b", dict(learning_rate=1e-3)


# %% a rate as NumPy has it  kind="right"
faults_1 = {1: "b", 2: "c", 3: "d"}
cures_1 = {
    1: {"learning_rate": np.float64(5e-3)},
    2: {"output_activation": None},
    3: {"from_logits": True},
}


# %% lowers a rate that is low  kind="wrong" lose=2 message="Case 1 is not cured"
faults_1 = {1: "a", 2: "c", 3: "d"}
cures_1 = {
    1: {"learning_rate": 1e-6},
    2: {"output_activation": None},
    3: {"from_logits": True},
}


# %% raises the rate far too much  kind="wrong" lose=1 message="Case 1 is not cured"
faults_1 = {1: "b", 2: "c", 3: "d"}
cures_1 = {
    1: {"learning_rate": 1.0},
    2: {"output_activation": None},
    3: {"from_logits": True},
}


# %% a higher rate against a floor  kind="wrong" lose=2 message="and not below 0.3"
faults_1 = {1: "b", 2: "b", 3: "d"}
cures_1 = {
    1: {"learning_rate": 2e-3},
    2: {"learning_rate": 1e-2},
    3: {"from_logits": True},
}


# %% changes what is well, to be safe  kind="wrong" lose=1 message="changes too much"
faults_1 = {1: "b", 2: "c", 3: "d"}
cures_1 = {
    1: {"learning_rate": 2e-3},
    2: {"output_activation": None},
    3: {"from_logits": True, "learning_rate": 1e-3},
}


# %% blames the rate for a misread loss  kind="wrong" lose=2 message="Case 3 is not cured"
faults_1 = {1: "b", 2: "c", 3: "a"}
cures_1 = {
    1: {"learning_rate": 2e-3},
    2: {"output_activation": None},
    3: {"learning_rate": 5e-4},
}


# %% batch norm for all  kind="wrong" lose=3 message="puts a plaster on"
faults_1 = {1: "b", 2: "c", 3: "d"}
cures_1 = {case: {"batch_norm": True} for case in (1, 2, 3)}


# %% settings that do not exist  kind="wrong" lose=3 message="'lr' is no setting"
faults_1 = {1: "b", 2: "c", 3: "d"}
cures_1 = {1: {"lr": 2e-3}, 2: {"activation_out": None}, 3: {"logits": True}}


# %% a value instead of a dict  kind="wrong" lose=2 message="A cure is a dict of settings"
faults_1 = {1: "b", 2: "c", 3: "d"}
cures_1 = {1: 2e-3, 2: {"output_activation": None}, 3: True}


# %% names the right ones wrongly  kind="wrong" lose=1 message="falls on a straight line|seen in their mean"
faults_1 = {1: "g", 2: "c", 3: "d"}
cures_1 = {
    1: {"learning_rate": 2e-3},
    2: {"output_activation": None},
    3: {"from_logits": True},
}
