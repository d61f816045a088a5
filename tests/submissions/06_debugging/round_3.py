# %% the plaster comes off too  kind="right"
faults_3 = {7: "G", 8: "h)", 9: " i"}
cures_3 = {
    7: {"standardise": True},
    8: {"label_order": "F"},
    9: {"kernel_initializer": "he_normal", "batch_norm": False},
}


# %% other weights of a sensible size  kind="right"
faults_3 = {7: "g", 8: "h", 9: "i"}
cures_3 = {
    7: {"standardise": True},
    8: {"label_order": "F"},
    9: {"kernel_initializer": "he_uniform"},
}


# %% one after another  kind="right"
faults_3, cures_3 = {}, {}
faults_3[9], cures_3[9] = "i", dict(batch_norm=False, kernel_initializer=0.25)
faults_3[8], cures_3[8] = "h", dict(label_order="F")
faults_3[7], cures_3[7] = "g", dict(standardise=True)


# %% only takes the plaster off  kind="wrong" lose=1 message="no number any more"
faults_3 = {7: "g", 8: "h", 9: "i"}
cures_3 = {
    7: {"standardise": True},
    8: {"label_order": "F"},
    9: {"batch_norm": False},
}


# %% a rate that works under the plaster alone  kind="wrong" lose=2 message="without batch norm"
faults_3 = {7: "g", 8: "h", 9: "b"}
cures_3 = {
    7: {"standardise": True},
    8: {"label_order": "F"},
    9: {"learning_rate": 1.0},
}


# %% a lower rate for raw inputs  kind="wrong" lose=2 message="Case 7 is not cured"
faults_3 = {7: "a", 8: "h", 9: "i"}
cures_3 = {
    7: {"learning_rate": 1e-5},
    8: {"label_order": "F"},
    9: {"kernel_initializer": "he_normal"},
}


# %% batch norm for raw inputs  kind="wrong" lose=1 message="puts a plaster on"
faults_3 = {7: "g", 8: "h", 9: "i"}
cures_3 = {
    7: {"batch_norm": True},
    8: {"label_order": "F"},
    9: {"kernel_initializer": "he_normal"},
}


# %% a larger net learns the labels by heart  kind="wrong" lose=2 message="is another net"
faults_3 = {7: "g", 8: "f", 9: "i"}
cures_3 = {
    7: {"standardise": True},
    8: {"units": 256},
    9: {"kernel_initializer": "he_normal"},
}


# %% a higher rate learns the labels by heart  kind="wrong" lose=2 message="Case 8 is not cured"
faults_3 = {7: "g", 8: "b", 9: "i"}
cures_3 = {
    7: {"standardise": True},
    8: {"learning_rate": 2e-2},
    9: {"kernel_initializer": "he_normal"},
}


# %% another optimiser  kind="wrong" lose=1 message="without batch norm"
faults_3 = {7: "g", 8: "h", 9: "i"}
cures_3 = {
    7: {"standardise": True},
    8: {"label_order": "F"},
    9: {"optimizer": "adam"},
}


# %% no order that there is  kind="wrong" lose=1 message="it cannot be 'K'"
faults_3 = {7: "g", 8: "h", 9: "i"}
cures_3 = {
    7: {"standardise": True},
    8: {"label_order": "K"},
    9: {"kernel_initializer": "he_normal"},
}
