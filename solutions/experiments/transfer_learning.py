"""Digits 5 to 9 from 100 images each: how much of a net for 0 to 4 should be reused?

Every arm on 5 to 9 takes the same number of steps on the same images, drawn anew for
each seed; what it reuses comes from the base of that seed, trained on all of 0 to 4.
"""

from functools import partial

import keras
import numpy as np
from deepnets.draws import fit_draws
from deepnets.training import fit_seeds, set_seed
from keras import layers

CHAPTER = "14_transfer_learning"
QUESTION = "Digits 5 to 9, 100 images each: frozen, thawed or from scratch?"
PER_DIGIT, BATCH, STEPS, ROUNDS = 100, 20, 50, 40
EPOCHS = {"dense": 20, "norm": 30, "conv": 15}  # of the base
BASES = {}  # the base of a seed serves several arms


def net(kind, n_hidden=5):
    """Return five dense layers of 100 ELU units, with batch norm, or three of maps."""
    model = keras.Sequential([keras.Input((784,))])
    if kind == "conv":
        model.add(layers.Reshape((28, 28, 1)))
        for maps, size in ((8, 5), (16, 3), (32, 3)):
            model.add(layers.Conv2D(maps, size, 2, padding="same", activation="elu"))
        model.add(layers.Flatten())
    else:
        for _ in range(n_hidden):
            model.add(layers.Dense(100, kernel_initializer="he_normal"))
            if kind == "norm":
                model.add(layers.BatchNormalization(momentum=0.95))
            model.add(layers.Activation("elu"))
            if kind == "norm":
                model.add(layers.Dropout(0.3))
    model.add(layers.Dense(5))
    return model


def compiled(model, rate):
    """Compile for logits with Adam."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(rate), loss=loss, metrics=["accuracy"])
    return model


def task(digits, part, first):
    """Return five digits of a part of the data, labelled 0 to 4."""
    x, y = getattr(digits, f"x_{part}"), getattr(digits, f"y_{part}")
    keep = (y >= first) & (y < first + 5)
    return x[keep].reshape(-1, 784), y[keep] - first


def base(digits, seed, kind):
    """Train the base of a seed on all of 0 to 4, or return it if that was done."""
    key = len(digits.y_train), seed, kind
    if key not in BASES:
        x, y = task(digits, "train", 0)
        batch = 100 if len(x) > 10_000 else 50
        steps = EPOCHS[kind] * -(-len(x) // batch)
        falling = keras.optimizers.schedules.CosineDecay(2e-3, steps)
        set_seed(seed)
        BASES[key] = fit_seeds(
            lambda: compiled(net(kind), falling),
            x,
            y,
            label="base",
            epochs=EPOCHS[kind],
            batch_size=batch,
            validation_data=task(digits, "test", 0),
            seeds=(seed,),
        )
    return BASES[key]


def result(*stages):
    """Return what is kept of one run, trained in one or several stages."""
    curve = [float(v) for runs in stages for v in runs.history["val_accuracy"][0]]
    parameters = stages[-1].model().count_params()
    return {"test_accuracy": curve[-1], "parameters": parameters, "curve": curve}


def run_base(digits, seed, *, kind):
    """Train the base; test it on its own task."""
    return result(base(digits, seed, kind))


def train(digits, seed, build, rounds):
    """Train a net on the images of 5 to 9 that this seed draws; test on 5 to 9."""
    rng = np.random.default_rng(seed)
    places = [np.flatnonzero(digits.y_train == digit) for digit in range(5, 10)]
    sizes = [min(PER_DIGIT, len(p)) for p in places]  # a test has fewer
    drawn = [
        rng.choice(p, n, replace=False) for p, n in zip(places, sizes, strict=True)
    ]
    x, y = digits.x_train.reshape(-1, 784), digits.y_train - 5
    test = {"validation_data": task(digits, "test", 5), "label": "5 to 9"}
    budget = {"rounds": rounds, "steps": STEPS, "batch_size": BATCH}
    return fit_draws(build, x, y, {seed: np.concatenate(drawn)}, **budget, **test)


def run_transfer(digits, seed, *, kind="dense", reused=5, thawed=0):
    """Train a head on frozen layers; then thaw the top ones, with a smaller rate."""
    source = base(digits, seed, kind).model().get_weights()[: 2 * reused]

    def build(_, weights=None):
        model = net(kind, reused)
        learnt = [layer for layer in model.layers if layer.weights]
        model.set_weights(weights or source + learnt[-1].get_weights())
        first = reused - thawed if weights else reused  # that can be trained
        for layer in learnt[:first]:
            layer.trainable = False
        return compiled(model, 1e-3 if weights else 3e-3)

    if not thawed:
        return result(train(digits, seed, build, ROUNDS))
    head = train(digits, seed, build, ROUNDS // 2)
    second = partial(build, weights=head.model().get_weights())
    return result(head, train(digits, seed, second, ROUNDS // 2))


def run_scratch(digits, seed, *, kind="dense"):
    """Train the same net from random weights, for as many steps."""
    return result(train(digits, seed, lambda _: compiled(net(kind), 1e-3), ROUNDS))


ARMS = {
    "base, 0 to 4": partial(run_base, kind="dense"),
    "base, 0 to 4, batch norm": partial(run_base, kind="norm"),
    "base, 0 to 4, convnet": partial(run_base, kind="conv"),
    "five frozen": run_transfer,
    "four frozen": partial(run_transfer, reused=4),
    "two thawed": partial(run_transfer, thawed=2),
    "all thawed": partial(run_transfer, thawed=5),
    "scratch": run_scratch,
    "convnet frozen": partial(run_transfer, kind="conv", reused=3),
    "convnet thawed": partial(run_transfer, kind="conv", reused=3, thawed=3),
    "convnet scratch": partial(run_scratch, kind="conv"),
}
