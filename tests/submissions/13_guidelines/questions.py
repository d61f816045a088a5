# %% capital letters  kind="right"
answers = {
    "same_values": "B",
    "zero_bias": "C",
    "elu": "A",
    "activation": "B",
    "momentum": "D",
    "sparsity": "A",
    "dropout": "C",
    "change": "D",
}


# %% stray spaces and brackets  kind="right"
answers = {
    "same_values": " b",
    "zero_bias": "c)",
    "elu": "a ",
    "activation": "b",
    "momentum": "d)",
    "sparsity": " a ",
    "dropout": "c",
    "change": "d",
}


# %% from one string  kind="right"
answers = dict(
    zip(
        (
            "same_values",
            "zero_bias",
            "elu",
            "activation",
            "momentum",
            "sparsity",
            "dropout",
            "change",
        ),
        "bcabdacd",
        strict=False,
    )
)


# %% equal weights are fine  kind="wrong" lose=1 message="equal neurons get equal gradients"
answers = dict(
    same_values="a",
    zero_bias="c",
    elu="a",
    activation="b",
    momentum="d",
    sparsity="a",
    dropout="c",
    change="d",
)


# %% biases must be random  kind="wrong" lose=1 message="kernels differ already"
answers = dict(
    same_values="b",
    zero_bias="a",
    elu="a",
    activation="b",
    momentum="d",
    sparsity="a",
    dropout="c",
    change="d",
)


# %% ELU is faster  kind="wrong" lose=1 message="takes an exponential"
answers = dict(
    same_values="b",
    zero_bias="c",
    elu="b",
    activation="b",
    momentum="d",
    sparsity="a",
    dropout="c",
    change="d",
)


# %% softmax in the middle  kind="wrong" lose=1 message="makes neurons compete"
answers = dict(
    same_values="b",
    zero_bias="c",
    elu="a",
    activation="a",
    momentum="d",
    sparsity="a",
    dropout="c",
    change="d",
)


# %% momentum stops short  kind="wrong" lose=1 message="there is no friction"
answers = dict(
    same_values="b",
    zero_bias="c",
    elu="a",
    activation="b",
    momentum="b",
    sparsity="a",
    dropout="c",
    change="d",
)


# %% dropout makes a model sparse, and slow  kind="wrong" lose=2 message="there again in prediction"
answers = dict(
    same_values="b",
    zero_bias="c",
    elu="a",
    activation="b",
    momentum="d",
    sparsity="b",
    dropout="a",
    change="d",
)


# %% more dropout for a training loss that is too high  kind="wrong" lose=1 message="dropout would raise it"
answers = dict(
    same_values="b",
    zero_bias="c",
    elu="a",
    activation="b",
    momentum="d",
    sparsity="a",
    dropout="c",
    change="c",
)


# %% words instead of letters  kind="wrong" lose=8 message="one of the letters"
answers = dict.fromkeys(
    [
        "same_values",
        "zero_bias",
        "elu",
        "activation",
        "momentum",
        "sparsity",
        "dropout",
        "change",
    ],
    "yes",
)
