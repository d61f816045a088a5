"""What max-norm adds to dropout, in the shape of Srivastava et al. (2014), table 9.

All arms: one net of two hidden ReLU layers, the same epochs and batches, SGD with
momentum and a rate that falls to 0 along a cosine. Only the regulariser differs, and the
rate with it: gentle (momentum 0.9, rate 0.05) or high (0.95, 0.1), as the name says.
"""

from deepnets import training
from deepnets.fast_fit import keras
from keras import layers

CHAPTER = "11_max_norm"
QUESTION = (
    "Dropout with max-norm, high rate and momentum against each of them alone: which "
    "test error is left on the digits?"
)

HIDDEN, EPOCHS, BATCH = (512, 512), 20, 100
GENTLE, HIGH = (0.05, 0.9), (0.1, 0.95)  # learning rate at the start, momentum
RADIUS = 2.0
DROPOUT = (0.1, 0.25)  # inputs, hidden: gentle, since the epochs are few


def net(steps, speed, radius=None, dropout=(0.0, 0.0)):
    """Return a compiled net; ``steps`` is when its rate reaches 0."""
    settings = {
        "kernel_constraint": keras.constraints.MaxNorm(radius) if radius else None,
        "kernel_initializer": "he_normal",
    }
    stack = [keras.Input((784,)), layers.Dropout(dropout[0])]
    for units in HIDDEN:
        stack += [
            layers.Dense(units, activation="relu", **settings),
            layers.Dropout(dropout[1]),
        ]
    model = keras.Sequential([*stack, layers.Dense(10, **settings)])
    rate, momentum = speed
    schedule = keras.optimizers.schedules.CosineDecay(rate, steps)
    model.compile(
        optimizer=keras.optimizers.SGD(schedule, momentum=momentum),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


def longest(model):
    """Return the length of the longest incoming vector of each dense layer."""
    kernels = [w for w in model.get_weights() if w.ndim == 2]
    return [float((kernel**2).sum(axis=0).max() ** 0.5) for kernel in kernels]


def run(digits, seed, **arm):
    """Train one arm from one seed; return what it reached."""
    x, x_valid, x_test = (
        part.reshape(-1, 784)
        for part in (digits.x_train, digits.x_valid, digits.x_test)
    )
    steps = EPOCHS * -(-len(x) // BATCH)
    runs = training.fit_seeds(
        lambda: net(steps, **arm),
        x,
        digits.y_train,
        label=f"seed {seed}",
        epochs=EPOCHS,
        batch_size=BATCH,
        validation_data=(x_valid, digits.y_valid),
        seeds=(seed,),
    )
    model = runs.model()
    right = model.predict(x_test, verbose=0, batch_size=1000).argmax(axis=1)
    return {
        "test_accuracy": float((right == digits.y_test).mean()),
        "parameters": int(model.count_params()),
        "longest": longest(model),
        "val_accuracy": runs.history["val_accuracy"][0].tolist(),
        "val_loss": runs.history["val_loss"][0].tolist(),
    }


def run_none(digits, seed):
    return run(digits, seed, speed=GENTLE)


def run_max_norm(digits, seed):
    return run(digits, seed, speed=HIGH, radius=RADIUS)


def run_dropout(digits, seed):
    return run(digits, seed, speed=GENTLE, dropout=DROPOUT)


def run_dropout_high(digits, seed):
    return run(digits, seed, speed=HIGH, dropout=DROPOUT)


def run_dropout_max_norm(digits, seed):
    return run(digits, seed, speed=HIGH, radius=RADIUS, dropout=DROPOUT)


ARMS = {
    "none, gentle": run_none,
    "max-norm, high": run_max_norm,
    "dropout, gentle": run_dropout,
    "dropout, high": run_dropout_high,
    "dropout + max-norm, high": run_dropout_max_norm,
}
