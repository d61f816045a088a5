# %% other values that work  kind="right"
faults_2 = {4: "A", 5: "e)", 6: " f"}
cures_2 = {
    4: {"learning_rate": 0.005},
    5: {"activation": "elu"},
    6: {"kernel_initializer": "glorot_uniform"},
}


# %% tanh, and a deviation worked out by hand  kind="right"
faults_2 = {4: "a", 5: "e", 6: "f"}
cures_2 = {
    4: {"learning_rate": 1e-3},
    5: {"activation": "tanh"},
    6: {"kernel_initializer": math.sqrt(2 / 32)},
}


# %% one after another  kind="right"
faults_2, cures_2 = {}, {}
faults_2[4], cures_2[4] = "a", dict(learning_rate=2e-3)
faults_2[5], cures_2[5] = "e", dict(activation="relu")
faults_2[6], cures_2[6] = "f", dict(kernel_initializer="he_uniform")


# %% new weights for a net that was well at the start  kind="wrong" lose=2 message="Case 4 is not cured"
faults_2 = {4: "f", 5: "e", 6: "f"}
cures_2 = {
    4: {"kernel_initializer": "glorot_uniform"},
    5: {"activation": "relu"},
    6: {"kernel_initializer": "he_normal"},
}


# %% a much lower rate, and then it creeps  kind="wrong" lose=1 message="Case 4 is not cured"
faults_2 = {4: "a", 5: "e", 6: "f"}
cures_2 = {
    4: {"learning_rate": 1e-5},
    5: {"activation": "relu"},
    6: {"kernel_initializer": "he_normal"},
}


# %% He's weights for sigmoids  kind="wrong" lose=2 message="Case 5 is not cured"
faults_2 = {4: "a", 5: "f", 6: "f"}
cures_2 = {
    4: {"learning_rate": 2e-3},
    5: {"kernel_initializer": "he_normal"},
    6: {"kernel_initializer": "he_normal"},
}


# %% a higher rate for a net that does not wake up  kind="wrong" lose=2 message="Case 6 is not cured"
faults_2 = {4: "a", 5: "e", 6: "b"}
cures_2 = {
    4: {"learning_rate": 2e-3},
    5: {"activation": "relu"},
    6: {"learning_rate": 2e-2},
}


# %% fewer layers  kind="wrong" lose=2 message="is another net"
faults_2 = {4: "a", 5: "e", 6: "f"}
cures_2 = {
    4: {"learning_rate": 2e-3},
    5: {"hidden_layers": 2},
    6: {"kernel_initializer": "he_normal", "units": 256},
}


# %% batch norm for all  kind="wrong" lose=3 message="puts a plaster on"
faults_2 = {4: "a", 5: "e", 6: "f"}
cures_2 = {case: {"batch_norm": True} for case in (4, 5, 6)}


# %% everything healthy at once  kind="wrong" lose=3 message="changes too much"
faults_2 = {4: "a", 5: "e", 6: "f"}
healthy_settings = {
    "learning_rate": 2e-3,
    "activation": "relu",
    "kernel_initializer": "he_normal",
}
cures_2 = {case: healthy_settings for case in (4, 5, 6)}


# %% zeros  kind="wrong" lose=1 message="guessing costs"
faults_2 = {4: "a", 5: "e", 6: "f"}
cures_2 = {
    4: {"learning_rate": 2e-3},
    5: {"activation": "relu"},
    6: {"kernel_initializer": "zeros"},
}
