"""Do learning-rate schedules pay?  Net, seeds, batches and steps are held equal, and so
is the tuning: the highest rate of each arm is the best of five, each twice the one
before, on the validation digits with a seed of its own (run this module to see them).
"""

import math

import keras
import numpy as np
from deepnets import fast_fit, training
from deepnets.data import load_digits
from keras import layers, ops
from keras.optimizers import schedules

CHAPTER = "08_schedules"
QUESTION = "What is a learning-rate schedule worth at equal budget, with SGD and Adam?"
EPOCHS, BATCH = 10, 50
LOOKS, FACTOR, PATIENCE = 2, 0.3, 2  # of performance scheduling: looks an epoch
TUNING_SEED = 1_000
TOPS = {  # the highest rate of each arm, as tuned
    ("SGD", "constant"): 0.03,
    ("SGD", "piecewise"): 0.06,
    ("SGD", "power"): 0.12,
    ("SGD", "exponential"): 0.12,
    ("SGD", "performance"): 0.06,
    ("SGD", "1cycle"): 0.12,
    ("Adam", "constant"): 0.001,
    ("Adam", "exponential"): 0.002,
    ("Adam", "1cycle"): 0.004,
    ("Adam", "drop at the end"): 0.001,
}
SHARES = {  # of the highest rate, when the share t of the budget is spent
    "constant": ops.ones_like,
    "piecewise": lambda t: ops.where(t < 0.5, 1.0, ops.where(t < 0.75, 0.3, 0.1)),
    "power": lambda t: 1 / (1 + 10 * t),
    "exponential": lambda t: ops.exp(math.log(0.05) * t),
    "1cycle": lambda t: ops.where(
        t < 0.9, 1 - 2 * ops.abs(t - 0.45), 0.1 - 0.99 * (t - 0.9)
    ),
    "drop at the end": lambda t: ops.where(t < 0.8, 1.0, 0.1),
}


class Curve(schedules.LearningRateSchedule):
    """The schedule `kind` for a budget in steps, at most `top`."""

    def __init__(self, kind, top, budget):
        self.kind, self.top, self.budget = kind, top, budget

    def __call__(self, step):
        return self.top * SHARES[self.kind](ops.cast(step, "float32") / self.budget)


def digit_net(optimizer, rate):
    """Return the compiled 784-300-50-10 net."""
    net = keras.Sequential([keras.Input((784,))])
    for units in (300, 50):
        net.add(layers.Dense(units, activation="relu", kernel_initializer="he_normal"))
    net.add(layers.Dense(10))
    adam = optimizer == "Adam"
    net.compile(
        keras.optimizers.Adam(rate) if adam else keras.optimizers.SGD(rate, 0.9),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return net


def trained(digits, seed, optimizer, kind, top):
    """Return the trained net of one run and its curves, {name: list}."""
    x, y = digits.x_train.reshape(-1, 784), digits.y_train
    valid = digits.x_valid.reshape(-1, 784), digits.y_valid
    settings = {"batch_size": BATCH, "validation_data": valid}
    if kind != "performance":
        rate = Curve(kind, top, EPOCHS * math.ceil(len(x) / BATCH))
        settings |= {"label": f"{optimizer}, {kind}", "epochs": EPOCHS}
        build = lambda: digit_net(optimizer, rate)  # noqa: E731
        runs = training.fit_seeds(build, x, y, seeds=(seed,), **settings)
        return runs.model(), {key: row[0].tolist() for key, row in runs.history.items()}
    training.set_seed(seed)
    net, rng = digit_net(optimizer, top), np.random.default_rng(seed)
    halves = [(x[i::LOOKS], y[i::LOOKS]) for i in range(LOOKS)]
    parts = [fast_fit.epochs_of(net, *half, **settings) for half in halves]
    logs, best, waiting = [], math.inf, 0
    for look in range(EPOCHS * LOOKS):
        rate = float(ops.convert_to_numpy(net.optimizer.learning_rate))
        logs.append(parts[look % LOOKS].run(rng) | {"rate": rate})
        waiting = 0 if logs[-1]["val_loss"] < best else waiting + 1
        best = min(best, logs[-1]["val_loss"])
        if waiting >= PATIENCE:
            net.optimizer.learning_rate, waiting = rate * FACTOR, 0
    return net, {key: [log[key] for log in logs] for key in logs[0]}


def arm(optimizer, kind):
    """Return the function that trains one arm at its tuned rate."""

    def run(digits, seed):
        top = TOPS[optimizer, kind]
        net, curves = trained(digits, seed, optimizer, kind, top)
        logits = net.predict(digits.x_test.reshape(-1, 784), batch_size=500, verbose=0)
        right = float(np.mean(logits.argmax(axis=1) == digits.y_test))
        return {"test_accuracy": right, "parameters": net.count_params(), **curves}

    return run


ARMS = {f"{optimizer}, {kind}": arm(optimizer, kind) for optimizer, kind in TOPS}

if __name__ == "__main__":
    full = load_digits("full")
    for optimizer, kind in TOPS:
        lowest = 0.015 if optimizer == "SGD" else 0.0005
        for top in lowest * 2.0 ** np.arange(5):
            _, curves = trained(full, TUNING_SEED, optimizer, kind, float(top))
            print(f"{optimizer}, {kind}, {top:g}: {curves['val_loss'][-1]:.4f}")
