"""Digits 0 to 4 on all of MNIST: the default net, tuned, with batch norm, with dropout.

The figures to reach are of one run each of a well-known notebook: 97.3 % by default,
98.9 % tuned, 99.5 % tuned with batch norm. Here a tuned net chooses its learning rate by
short runs of its own, on the validation digits, anew for each seed.
"""

from functools import partial

import keras
import numpy as np
from deepnets.training import fit_seeds
from deepnets.winners import fit_winners
from keras import layers

CHAPTER = "13_guidelines"
QUESTION = "Digits 0 to 4, 28,000 images: what do tuning, batch norm and dropout add?"
EPOCHS, PATIENCE, BATCH = 20, 6, 100
SHORT, RATES = 3, (5e-4, 1e-3, 2e-3, 4e-3)  # epochs and rates of the short runs


def part(digits, name):
    """Return the digits 0 to 4 of a part of the data, as rows of 784 pixels."""
    x, y = getattr(digits, f"x_{name}"), getattr(digits, f"y_{name}")
    return x[y < 5].reshape(-1, 784), y[y < 5]


def net(norm, drop):
    """Return five dense layers of 100 ELU units and five logits."""
    model = keras.Sequential([keras.Input((784,))])
    for _ in range(5):
        if drop:
            model.add(layers.Dropout(drop))
        dense = {"kernel_initializer": "he_normal", "use_bias": not norm}
        model.add(layers.Dense(100, **dense))
        if norm:
            model.add(layers.BatchNormalization(momentum=0.95))
        model.add(layers.Activation("elu"))
    if drop:
        model.add(layers.Dropout(drop))
    model.add(layers.Dense(5))
    return model


def compiled(model, rate):
    """Compile for logits with Adam."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
    return model


def falling(rate, steps):
    """Return a rate that falls to 0 along a cosine."""
    return keras.optimizers.schedules.CosineDecay(rate, steps)


def best_rate(data, settings, seed, norm, drop):
    """Return the rate whose short run is best on the validation digits."""
    x, y = data
    steps = SHORT * -(-len(x) // BATCH)
    reached = {}
    for rate in RATES:
        runs = fit_seeds(
            lambda rate=rate: compiled(net(norm, drop), falling(rate, steps)),
            x,
            y,
            label=f"rate {rate}",
            epochs=SHORT,
            seeds=(seed + 100,),  # another start than that of the long run
            **settings,
        )
        reached[rate] = runs.final("val_accuracy")[0]
    return max(reached, key=reached.get)


def run(digits, seed, *, tuned=False, norm=False, drop=0.0):
    """Train by early stopping on the validation digits; test the winner."""
    x, y = part(digits, "train")
    settings = {"batch_size": BATCH, "validation_data": part(digits, "valid")}
    rate = chosen = 1e-3
    if tuned:
        chosen = best_rate((x, y), settings, seed, norm, drop)
        rate = falling(chosen, EPOCHS * -(-len(x) // BATCH))
    runs = fit_winners(
        lambda: compiled(net(norm, drop), rate),
        x,
        y,
        label="net",
        epochs=EPOCHS,
        patience=EPOCHS if tuned else PATIENCE,  # a rate that falls wants its time
        seeds=(seed,),
        **settings,
    )
    model = runs.model()
    x_test, y_test = part(digits, "test")
    answers = np.argmax(model.predict(x_test, batch_size=1000, verbose=0), axis=1)
    accuracy = float(np.mean(answers == y_test))
    return {
        "test_accuracy": accuracy,
        "test_error": 1 - accuracy,
        "parameters": model.count_params(),
        "rate": chosen,
        "winner": int(runs.epochs[0]),
        "valid_accuracy": float(runs.final("val_accuracy")[0]),
        "valid_accuracy_curve": runs.history["val_accuracy"][0].tolist(),
    }


ARMS = {
    "default": run,
    "tuned": partial(run, tuned=True),
    "tuned, batch norm": partial(run, tuned=True, norm=True),
    "tuned, batch norm, dropout": partial(run, tuned=True, norm=True, drop=0.2),
}
