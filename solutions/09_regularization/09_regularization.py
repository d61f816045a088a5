# %% [markdown]
# # Early stopping, l1 and l2
#
# *A net with enough weights can learn anything by heart, your mistakes included.* Two old
# remedies: stop before it does, or make it pay for every weight. By the end of this
# chapter you will have written both, found them again in Keras, fallen into the traps
# that Keras keeps for each (on purpose, and with a way out), and measured where they
# help and where they do nothing.
#
# **You will be able to**
#
# - [ ] stop training by a rule, and bring back the best net you had, to the last bit
# - [ ] say what `keras.callbacks.EarlyStopping` does unless you tell it otherwise
# - [ ] write the l1 and l2 penalties and their gradients, and leave the biases alone
# - [ ] find a penalty that a training loop forgot to add
# - [ ] tell l2 from weight decay, and say when the two differ
# - [ ] choose a strength on a log scale, over several seeds, without the test set
# - [ ] read bias and variance off two numbers
#
# **Before this chapter**: dense layers with ReLU, logits and cross-entropy, gradients,
# Adam, training and validation sets.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import checks, plots, reference, training
from deepnets.data import load_digits
from deepnets.winners import fit_winners

# %%
import math
import os
from functools import partial

import keras
import numpy as np
import tensorflow as tf
from keras import layers

# %% [markdown]
# ## 1. How many parameters does an elephant have?
#
# "With four parameters I can fit an elephant, and with five I can make him wiggle his
# trunk." So said John von Neumann, and so Enrico Fermi told the young Freeman Dyson, whom
# he sent home with a theory that fitted its data too well. Half a century later Mayer,
# Khairy and Howard took it at its word and found the four parameters (complex numbers, to
# be fair). Here they are.

# %% role="demo"
t = np.linspace(0, 2 * np.pi, 400)
x = -60 * np.cos(t) - 30 * np.sin(t) + 8 * np.sin(2 * t) - 10 * np.sin(3 * t)
y = 14 * np.cos(5 * t) - 12 * np.cos(3 * t) - 50 * np.sin(t) - 18 * np.sin(2 * t)

fig, ax = plots.figure(4.2, 3.4)
ax.plot(x, y, color=plots.COLORS[0], linewidth=3)
ax.plot(20, 20, "o", color=plots.COLORS[0])
ax.set(aspect="equal", title="50 − 30i, 18 + 8i, 12 − 10i, −14 − 60i")
ax.axis("off")
plots.show(
    fig,
    alt="An elephant in outline, drawn by one closed curve: a high back, short legs, an eye, "
    "and a trunk to the right.",
)


# %% [markdown]
# With thousands of parameters you can fit the whole zoo. Our patient is small for a deep
# net: 300 and then 50 hidden neurons.


# %%
def compile_net(net):
    """Compile for integer labels and raw scores (logits); return the net."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    data_loss = keras.metrics.SparseCategoricalCrossentropy(
        from_logits=True, name="data_loss"
    )
    adam = keras.optimizers.Adam(2e-3)
    net.compile(optimizer=adam, loss=loss, metrics=["accuracy", data_loss])
    return net


def plain_net(hidden_units=(300, 50)):
    """Return a compiled net with ReLU layers and 10 outputs, without any penalty."""
    dense = partial(layers.Dense, kernel_initializer="he_normal")
    hidden = [dense(units, activation="relu") for units in hidden_units]
    return compile_net(keras.Sequential([keras.Input((784,)), *hidden, dense(10)]))


# %% role="demo"
print(f"{plain_net().count_params():,} parameters")

# %% [markdown]
# It gets 1,000 real handwritten digits, with two labels in five wrong: a tired crowd,
# paid by the picture. Validation and test labels are clean, so we measure whether the net
# learned digits or learned our mistakes. (Start Jupyter with `DEEPNETS_SIZE=full` to run
# the same code on all 55,000 training digits, on a free evening. The text speaks of the
# small run.)

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
N_TRAIN, WRONG_LABELS = {"small": 1_000, "full": 55_000}[SIZE], 0.4

digits = load_digits(SIZE)
x_train = digits.x_train[:N_TRAIN].reshape(-1, 784)  # (N_TRAIN, 784), values 0 to 1
y_clean = digits.y_train[:N_TRAIN]
x_valid, y_valid = digits.x_valid.reshape(-1, 784), digits.y_valid
x_test, y_test = digits.x_test.reshape(-1, 784), digits.y_test

rng = np.random.default_rng(0)
wrong = rng.random(N_TRAIN) < WRONG_LABELS
y_noisy = np.where(wrong, (y_clean + rng.integers(1, 10, N_TRAIN)) % 10, y_clean)
print(f"{wrong.sum()} of {N_TRAIN:,} training labels are wrong")
dummy = np.mean(y_valid == np.bincount(y_noisy).argmax())
print(f"dummy, always the most frequent label: {dummy:.1%} of {len(x_valid):,} right")

# %% [markdown]
# Five random starts, because one run is an anecdote. `fit_winners` trains a net from each,
# and at the end has two of every seed: the *last* net, and the *winner*, the one after the
# epoch with the smallest validation loss. We come to that one soon.
#
# **Predict:** draw the validation loss against the epoch before you run this. And the
# validation accuracy: will it have its best epoch at the same place?

# %% role="demo" tags=["nbval-ignore-output"]
SETTINGS = {"epochs": 20, "batch_size": 100, "validation_data": (x_valid, y_valid)}
noisy = fit_winners(
    plain_net, x_train, y_noisy, label="noisy labels, 5 seeds", **SETTINGS
)

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {
        "training, noisy": noisy.history["loss"],
        "validation, clean": noisy.history["val_loss"],
    },
    ylabel="mean cross-entropy (nats)",
    title="Two losses that part company",
    alt="Loss against epoch, mean of five seeds. The training loss falls towards zero. The "
    "validation loss falls for a few epochs and then rises. Bands show one deviation.",
)
accuracy = noisy.history["val_accuracy"].mean(axis=0)
print(f"training labels right at the end: {noisy.last('accuracy').mean():.1%}")
print(f"validation: {accuracy.max():.1%} after epoch {accuracy.argmax() + 1}", end=", ")
print("at the end", training.mean_and_spread(noisy.last("val_accuracy"), percent=True))

# %% [markdown]
# For a few epochs the net learns what many pictures share. Then only the wrong labels are
# left to explain, and it has weights to spare for each. The picture suggests a remedy that
# costs less than nothing, since it saves the rest of the training: **stop there**.

# %% [markdown]
# ## 2. When is "there"?
#
# In a figure the lowest point is plain to see, afterwards. While training you only know
# the past, and the curve of a single run is rough: it goes up, and then down again, many
# times. Whoever stops at the first rise stops too early. So we need **patience**.
#
# The rule, in the form in which Géron taught it: measure the validation loss every 50
# steps. If it is the smallest so far, this net is the new **winner**: keep a snapshot of
# its weights. When 2,000 steps have gone by without a new winner, give up, and restore the
# snapshot. A *step* is one batch, one update of the weights.
#
# ### Exercise 1: the rule
#
# Before any net is involved, play the rule on a list of losses. Write
# `early_stop(losses, every, patience, min_delta=0.0)`.
#
# - `losses`: floats. The first was measured after step `every`, the second after step
#   `2 * every`, and so on. `patience` is in **steps**, like `every`.
# - The first loss is the first winner. Later, a loss is a new winner if it is *smaller*
#   than the winner's, by more than `min_delta`: `loss < winner's loss - min_delta`.
#   (A loss that is NaN is never smaller than anything, so Python does the right thing.)
# - Stop at the first measurement that finds the winner `patience` steps old, or older.
# - Return `(stopped, winner)`, two ints: the step of the last measurement that was made,
#   and the step of the winner. If patience never ends, the list does.
#
# For instance, with losses `[0.9, 0.5, 0.6, 0.4, 0.5, 0.7, 0.3]`, measured every 50 steps,
# and a patience of 100, the answer is `(300, 200)`. The 0.3 was never seen: such is life.
#
# *Checked, here or in grading:* the steps, ties, patience that is no multiple of `every`,
# lists that end too soon, and `min_delta`.


# %% role="solution" id="early_stop"
def early_stop(losses, every, patience, min_delta=0.0):
    """Return the step of the last measurement made and the step of the winner."""
    ### BEGIN SOLUTION
    best, winner = math.inf, 0
    for number, loss in enumerate(losses, start=1):
        step = number * every
        if loss < best - min_delta:
            best, winner = loss, step
        if step - winner >= patience:
            break
    return step, winner
    ### END SOLUTION


# %% role="tests" id="early_stop" part="patience" points=2
# Run this cell to check early_stop, patience (2 points).
def steps_of(result, name="early_stop"):
    """Return a pair of whole numbers as a tuple of Python ints."""
    checks.written(result, name)
    checks.that(
        isinstance(result, tuple | list | np.ndarray) and len(result) == 2,
        f"{name} must return a pair, (stopped, winner).",
        got=type(result).__name__,
    )
    pair = checks.array(result, f"The pair that {name} returns", shape=(2,))
    return tuple(int(step) for step in pair)


losses = [0.9, 0.5, 0.6, 0.4, 0.5, 0.7, 0.3]
checks.equal(
    steps_of(early_stop(list(losses), 50, 100)),
    (300, 200),
    "(stopped, winner) of the example",
    mistakes=[
        ((200, 300), "The order is (stopped, winner)."),
        ((150, 100), "It gave up at the first rise: patience is 100 steps."),
        ((200, 100), "It gave up too soon: at step 200 there is a new winner, 0.4."),
        ((350, 350), "It never stopped, or too late. Is patience counted in steps?"),
        ((250, 200), "It stopped too soon: patience starts anew at each new winner."),
        ((250, 150), "The first loss was measured after step 50, not after step 0."),
        ((100, 50), "Patience counts from the last winner, not from the start."),
        ((6, 4), "These are measurements; multiply by `every`."),
        ((5, 3), "These are positions in the list; they should be steps."),
        ((300, 300), "The winner is the step of the smallest loss, not of the last."),
        ((100, 0), "Nothing ever won. The first loss must be the first winner."),
    ],
)
checks.equal(
    steps_of(early_stop([0.5, 0.7, 0.6, 0.8, 0.9, 0.2], 50, 120)),
    (200, 50),
    "(stopped, winner) with a patience of 120 steps, measured every 50",
    mistakes=[
        ((150, 50), "At step 150 the winner is 100 steps old: that is less than 120."),
        (
            (300, 300),
            "At step 200 the winner is 150 steps old: stop there. Is every loss compared "
            "with the loss of the winner?",
        ),
        ((200, 150), "The winner is the smallest loss so far, not the last drop."),
    ],
)
checks.equal(
    steps_of(early_stop([0.5, 0.4, 0.6], 10, 1000)),
    (30, 20),
    "(stopped, winner) of a list that ends before patience does",
    mistakes=[
        ((1000, 20), "Training was over after the last loss: step 30."),
        ((1020, 20), "Training was over after the last loss: step 30."),
    ],
)
checks.passed("early_stop, patience")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(91)
for every, patience in ((50, 200), (7, 30), (10, 10), (25, 5_000)):
    losses = [float(n) / 64 for n in generator.permutation(40)]
    winners = [1 + losses.index(min(losses[: n + 1])) for n in range(40)]
    old = [n for n in range(40) if (n + 1 - winners[n]) * every >= patience]
    last = old[0] if old else 39
    checks.equal(
        steps_of(early_stop(losses, every, patience)),
        ((last + 1) * every, winners[last] * every),
        f"(stopped, winner), every {every} steps, patience {patience}",
        hint="Stop as soon as step - winner >= patience; both are in steps.",
    )
checks.equal(
    steps_of(early_stop([0.75, 0.5, math.nan, 0.25, math.nan], 50, 200)),
    (250, 200),
    "(stopped, winner) with losses that are NaN",
    mistakes=[((250, 100), "NaN comes and goes; 0.25 after it is a winner.")],
    hint="NaN is not smaller than anything.",
)
### END HIDDEN TESTS

# %% role="tests" id="early_stop" part="ties" points=1
# Run this cell to check early_stop, ties (1 point).
checks.equal(
    steps_of(early_stop([0.5, 0.25, 0.25, 0.25, 0.25], 50, 90)),
    (200, 100),
    "(stopped, winner) when a loss returns",
    mistakes=[
        ((250, 250), "An equal loss is no new winner: compare with <, not <=."),
        ((250, 100), "It never stopped: an equal loss must not restart patience."),
    ],
    hint="Stop at a measurement, the first that finds the winner 90 steps old or older.",
)
checks.equal(
    steps_of(early_stop([1.0, 0.875, 0.75, 0.625], 50, 500, min_delta=0.1875)),
    (200, 150),
    "(stopped, winner) with min_delta",
    mistakes=[
        (
            (200, 200),
            "Is `min_delta` used, and subtracted? 0.75 to 0.625 is too small a step.",
        ),
        (
            (200, 50),
            "Compare with the loss of the winner, not with the loss just before.",
        ),
    ],
    hint="A new winner has `loss < winner's loss - min_delta`.",
)
checks.passed("early_stop, ties")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(92)
for every, patience, min_delta in ((50, 300, 0.125), (5, 40, 0.0625), (9, 20, 0.0)):
    losses = [float(n) / 16 for n in generator.integers(0, 24, 60)]
    best, winner, step = losses[0], every, every
    for loss in losses[1:]:
        step += every
        best, winner = (loss, step) if loss < best - min_delta else (best, winner)
        if step - winner >= patience:
            break
    checks.equal(
        steps_of(early_stop(losses, every, patience, min_delta)),
        (step, winner),
        f"(stopped, winner), every {every}, patience {patience}, min_delta {min_delta}",
        hint="A new winner has `loss < winner's loss - min_delta`; a tie is none.",
    )
checks.equal(
    steps_of(early_stop([0.5, 0.375, 0.25], 50, 500, min_delta=0.125)),
    (150, 150),
    "(stopped, winner) when a loss is smaller by min_delta exactly",
    mistakes=[((150, 100), "Smaller by min_delta exactly is not enough: use <.")],
)
### END HIDDEN TESTS

# %% [markdown]
# What does patience buy, and what does it cost? We play your rule on the five curves of
# section 1, measured once an epoch, as if a step were an epoch.

# %% role="demo" tags=["nbval-ignore-output"]
for patience in (1, 2, 5, 10):
    played = [early_stop(list(c), 1, patience) for c in noisy.history["val_loss"]]
    stopped, winner = np.transpose(played)
    found = noisy.history["val_loss"][range(5), winner - 1]
    print(f"patience {patience:2}: winner {winner}, stopped {stopped}", end=", ")
    print("loss", training.mean_and_spread(found, digits=3))

# %% [markdown]
# The first rise is often not the last word: with a patience of 1 most seeds stop at their
# first bump, and four of the five have a better net ahead of them. From a patience of 5 on
# nothing more is found here; it only costs epochs. Patience is cheap insurance: you pay with
# time, and the winner stays in the safe.

# %% [markdown]
# ## 3. A loop that keeps its winner
#
# Now with a net. Two things can go wrong that no list of losses will show.
#
# **A snapshot that is none.** `model.weights` is a list of *variables*, and training
# changes what they hold. Keep that list and your "snapshot" of the winner is, at the end,
# a list of the last weights. `model.get_weights()` copies the numbers out;
# `model.set_weights(...)` writes them back.
#
# **A snapshot of a part.** Batch normalisation keeps moving averages that no gradient ever
# touches: they are in `model.weights`, but not in `model.trainable_weights`. A winner whose
# averages are those of another net is not the winner.
#
# We measure with the function below. It runs the net in prediction mode and leaves it as
# it was. (Do not use the number that `train_on_batch` returns: Keras 3 averages it over all
# batches since the metrics were last reset.)


# %%
def loss_on(model, x, y):
    """Return the compiled loss of a model on some data, in prediction, as a float."""
    return float(model.compute_loss(x, y, model(x, training=False), training=False))


# %% [markdown]
# ### Exercise 2: train, keep, restore
#
# Write `train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience)`.
#
# - `model`: a compiled Keras model. `batches`: an int array `(steps, batch)`; its row
#   holds the positions in `x` and `y` of the examples of one step:
#   `model.train_on_batch(x[row], y[row])` takes that step.
# - After every `every` steps, measure `loss_on(model, x_valid, y_valid)`.
# - Stop by the rule of exercise 1, or when the batches are used up.
# - In both cases **the model must hold the winner's weights** when you return, all of them.
# - Return `(losses, winner)`: the list of the losses measured, and the winner's step.
#
# *Checked, here or in grading:* losses and winner; that the weights are the winner's, with
# batch normalisation too; that training stops in time.


# %% role="solution" id="train_to_winner"
def train_to_winner(model, x, y, x_valid, y_valid, batches, every, patience):
    """Train by early stopping; leave the winner in the model, return (losses, step)."""
    ### BEGIN SOLUTION
    losses, best, winner, snapshot = [], math.inf, 0, None
    for step, rows in enumerate(batches, start=1):
        model.train_on_batch(x[rows], y[rows])
        if step % every:
            continue
        losses.append(loss_on(model, x_valid, y_valid))
        if losses[-1] < best:
            best, winner, snapshot = losses[-1], step, model.get_weights()
        if step - winner >= patience:
            break
    if snapshot is not None:
        model.set_weights(snapshot)
    return losses, winner
    ### END SOLUTION


# %% role="tests" id="train_to_winner" part="stops" points=2
# Run this cell to check train_to_winner, stops (2 points).
def one_weight(rate):
    """Return a net with one weight w, at 0: prediction w * x, squared error, SGD."""
    net = keras.Sequential(
        [
            keras.Input((1,)),
            layers.Dense(1, use_bias=False, kernel_initializer="zeros"),
        ]
    )
    net.compile(keras.optimizers.SGD(rate), loss="mse", run_eagerly=True)
    return net


def train(net, x, y, x_valid, y_valid, *plan):
    """Call train_to_winner; return losses as an array, winner, and the weights."""
    found = checks.written(
        train_to_winner(net, x, y, x_valid, y_valid, *plan), "train_to_winner"
    )
    checks.that(
        isinstance(found, tuple | list) and len(found) == 2,
        "train_to_winner must return a pair, (losses, winner).",
        got=type(found).__name__,
    )
    return checks.array(found[0], "The losses"), found[1], net.get_weights()


# Examples 0 to 3 pull w towards 3; 4 to 7, which no batch asks for, towards -50. Each
# step goes 4 % of the way. Validation wants 1, which w passes near step 10.
x = np.ones((8, 1), "float32")
y = np.array([[3.0]] * 4 + [[-50.0]] * 4, "float32")
path = 3 * (1 - 0.96 ** np.arange(41))  # w after each step
rows = np.tile(np.arange(4), (40, 1))
losses, winner, _ = train(one_weight(0.02), x, y, x[:4], x[:4], rows, 5, 20)
checks.equal(
    len(losses),
    6,
    "The number of losses, measured every 5 steps",
    mistakes=[
        (8, "It went on to the last batch: patience of 20 steps was over at 30."),
        (30, "Measure every 5 steps, not after each."),
        (40, "Measure every 5 steps, not after each, and stop in time."),
        (
            7,
            "One measurement too many. The first comes after step 5, the last after step 30, "
            "when the winner is 20 steps old.",
        ),
        (3, "It gave up at the first rise: patience is 20 steps."),
        (4, "Patience counts from the last winner, not from the start."),
    ],
    hint="The winner is at step 10, so patience is over at step 30.",
)
checks.close(
    losses,
    (path[5:31:5] - 1) ** 2,
    "The validation losses",
    rtol=1e-3,
    atol=1e-5,
    mistakes=[
        ((path[5:31:5] - 3) ** 2, "That is the loss on the training data."),
        ((path[0:26:5] - 1) ** 2, "Train first, then measure: step 5, 10, 15 ..."),
    ],
    hint="Take step by step the rows of `batches`, and measure on the validation data.",
)
checks.equal(
    winner,
    10,
    "The winner's step",
    mistakes=[
        (2, "That is the measurement; the step is 10."),
        (1, "That is a position in the list; the step is 10."),
        (30, "That is where training stopped."),
        (9, "The first step has number 1."),
    ],
)
checks.passed("train_to_winner, stops")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(93)
x = generator.normal(size=(30, 1)).astype("float32")
y = (2 * x + generator.normal(size=(30, 1))).astype("float32")
rows = generator.integers(0, 30, (24, 3))
path = [0.0]
for row in rows:
    error = path[-1] * x[row] - y[row]
    path.append(float(path[-1] - 0.05 * np.mean(2 * error * x[row])))
for every, patience in ((3, 6), (4, 100)):
    wanted = [float(np.mean((w * x - 0.8 * x) ** 2)) for w in path[every::every]]
    at = next(
        (
            n
            for n in range(len(wanted))
            if (n - int(np.argmin(wanted[: n + 1]))) * every >= patience
        ),
        len(wanted) - 1,
    )
    wanted = wanted[: at + 1]
    losses, winner, _ = train(one_weight(0.05), x, y, x, 0.8 * x, rows, every, patience)
    checks.close(
        losses,
        wanted,
        "The validation losses",
        rtol=1e-3,
        atol=1e-5,
        hint="Use the rows of `batches` in their order, and stop in time.",
    )
    checks.equal(winner, every * (1 + int(np.argmin(wanted))), "The winner's step")
### END HIDDEN TESTS

# %% role="tests" id="train_to_winner" part="restores" points=2
# Run this cell to check train_to_winner, restores (2 points).
x = np.ones((8, 1), "float32")
y = np.full((8, 1), 3.0, "float32")
path = 3 * (1 - 0.96 ** np.arange(26))
rows = np.tile(np.arange(4), (25, 1))
for what, last, plan in (("patience", 20, (5, 10)), ("the batches", 25, (5, 500))):
    _, _, weights = train(one_weight(0.02), x, y, x[:4], x[:4], rows, *plan)
    checks.close(
        weights[0],
        [[path[10]]],
        f"The weight when {what} came to an end",
        rtol=1e-3,
        mistakes=[
            (
                [[path[last]]],
                "That is the last weight, not the winner's. Is it restored? And is the "
                "snapshot a copy, as from `get_weights()`?",
            ),
            ([[path[5]]], "That is a net from before the winner."),
            ([[path[15]]], "That is a net from after the winner."),
            ([[0.0]], "That is the weight before training."),
        ],
        hint="Take a copy of the weights at each new winner; write it back at the end.",
    )
checks.passed("train_to_winner, restores")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(94)
x = (5 + generator.normal(size=(40, 2))).astype("float32")
y = (x[:, :1] - x[:, 1:]).astype("float32")


def normalised():
    net = keras.Sequential(
        [
            keras.Input((2,)),
            layers.BatchNormalization(momentum=0.8),
            layers.Dense(1, kernel_initializer="zeros"),
        ]
    )
    net.compile(keras.optimizers.SGD(0.05), loss="mse", run_eagerly=True)
    return net


rows = generator.integers(0, 40, (20, 8))
net = normalised()
wanted = []
for row in rows:
    net.train_on_batch(x[row], y[row])
    wanted.append((loss_on(net, x, 0.4 * y), net.get_weights()))
losses, winner, weights = train(normalised(), x, y, x, 0.4 * y, rows, 2, 6)
measured = [loss for loss, _ in wanted[1::2]][: len(losses)]
checks.that(
    2 * len(losses) < 20 and winner == 2 * (1 + int(np.argmin(measured))),
    "The winner of a net with batch normalisation is not right.",
    got=winner,
    expected=2 * (1 + int(np.argmin(measured))),
    hint="Measure with `loss_on`: it runs the net in prediction mode.",
)
for name, got, expected in zip(
    ("scale", "offset", "moving average", "moving variance", "kernel", "bias"),
    weights,
    wanted[winner - 1][1],
):
    checks.close(
        got,
        expected,
        f"The {name} of the net that was restored",
        rtol=1e-3,
        atol=1e-5,
        hint="The snapshot must hold all of `model.weights`, averages too.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ### Your loop on the real thing
#
# One net, batches of 20, so that an epoch of 1,000 digits is 50 steps; measured every 50
# steps. Ten epochs of patience were ample in section 2, so 500 steps are enough here.
# **Predict** at which step it stops.

# %% role="demo" tags=["nbval-ignore-output"]
EVERY, PATIENCE, BATCH = 50, {"small": 500, "full": 2_000}[SIZE], 20
shuffler = np.random.default_rng(0)
epochs = [shuffler.permutation(N_TRAIN) for _ in range(60)]
batches = np.concatenate(epochs).reshape(-1, BATCH)

training.set_seed(0)
net = plain_net()
losses, winner = train_to_winner(
    net, x_train, y_noisy, x_valid, y_valid, batches, EVERY, PATIENCE
)
stopped = EVERY * len(losses)
print(f"stopped after step {stopped:,}, winner at step {winner:,}")
print("loss of the net we hold  :", loss_on(net, x_valid, y_valid))
print("loss of the winner then  :", min(losses))
print("equal to the last bit    :", loss_on(net, x_valid, y_valid) == min(losses))

# %% role="demo" tags=["nbval-ignore-output"]
fig, ax = plots.figure()
ax.plot(EVERY * np.arange(1, len(losses) + 1), losses, color=plots.COLORS[0])
ax.plot(winner, min(losses), "o", color=plots.COLORS[1], markersize=9)
ax.annotate("winner", (winner, min(losses)), (winner + 30, min(losses)), va="center")
ax.axvline(stopped, color="black", linestyle=":")
ax.annotate(
    "stopped",
    (stopped, max(losses)),
    xytext=(-6, 0),
    textcoords="offset points",
    ha="right",
)
ax.set(
    xlabel="step",
    ylabel="validation loss (nats)",
    title=f"{PATIENCE:,} steps of patience",
)
plots.show(
    fig,
    alt="Validation loss of one net against the step. It falls within a few hundred steps "
    "to the winner, marked by a dot, and then climbs unevenly until training stops 500 steps on.",
)

# %% [markdown]
# It takes 250 steps to find the winner and 500 more to be sure of it. To wait longer than
# it took to find is usual, and no waste: at step 250 you could not know. And the net in your
# hands is the winner to the last bit, which is what a snapshot is for.
#
# ### Where it helps, and where it does not
#
# One seed proves nothing. Here are the five of section 1, each with the net of its last epoch
# and its winner. And beside them the same 1,000 pictures with *correct* labels.
#
# **Predict:** what will early stopping gain when the labels are correct?

# %% role="demo" tags=["nbval-ignore-output"]
clean = fit_winners(
    plain_net, x_train, y_clean, label="clean labels, 5 seeds", **SETTINGS
)

# %% role="demo" tags=["nbval-ignore-output"]
regimes = {"noisy labels": noisy, "clean labels": clean}
plots.compare(
    {
        name: {
            "last epoch": 100 * runs.last("val_accuracy"),
            "winner": 100 * runs.final("val_accuracy"),
        }
        for name, runs in regimes.items()
    },
    ylabel="validation accuracy (%)",
    title=f"Five seeds each, {SETTINGS['epochs']} epochs",
    alt="Dots of five seeds. With noisy labels the winners are several points above the last "
    "epochs. With clean labels winners and last epochs lie at the same height.",
)
for name, runs in regimes.items():
    gain = runs.final("val_accuracy") - runs.last("val_accuracy")
    print(f"{name}: gains {training.mean_and_spread(100 * gain)} points", end="; loss ")
    ends = runs.last("val_loss"), runs.final("val_loss")
    print(" to ".join(training.mean_and_spread(end, digits=2) for end in ends))

# %% [markdown]
# With many wrong labels early stopping gains about 8 points of accuracy. With correct labels it
# gains nothing: what the net learns by heart is at least true, so there is no accuracy to
# lose. What it loses there is modesty. The *loss* falls from 0.36 to 0.32 with early
# stopping, because the net of the last epoch is very sure of itself, where it is wrong too.
#
# Look back at section 1 as well: with noisy labels the accuracy had its best epoch before the
# loss had its own. The two measure different things, so watch the one that you care about.

# %% [markdown]
# ## 4. The same in Keras, and four traps
#
# `keras.callbacks.EarlyStopping` plays the same rule once an **epoch**. To see that it does,
# we need no net: a callback is an object with a method `on_epoch_end`, and we can tell it
# any losses we like. Your function and the callback, on 500 random curves:

# %% role="demo"
curves = np.random.default_rng(7)
watched = compile_net(keras.Sequential([keras.Input((1,)), layers.Dense(10)]))


def played_by_keras(losses, **settings):
    """Return (stopped, winner), in epochs, of Keras's callback."""
    callback = keras.callbacks.EarlyStopping(**settings)
    callback.set_model(watched)
    callback.on_train_begin()
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        if callback.stopped_epoch:
            break
    return epoch + 1, callback.best_epoch + 1


same = 0
for _ in range(500):
    patience, delta = int(curves.integers(1, 8)), float(curves.choice([0, 0.125]))
    losses = (curves.integers(0, 16, 25) / 16).tolist()
    theirs = played_by_keras(losses, patience=patience, min_delta=delta)
    same += early_stop(losses, 1, patience, delta) == theirs
print(f"the same stop and the same winner on {same} of 500 curves")

# %% [markdown]
# The rule is the same. What surrounds it is not. **Predict** what this prints: a net is
# trained with `EarlyStopping(patience=4)`; which net do we hold afterwards?

# %% role="demo" tags=["nbval-ignore-output"]
for settings in ({"patience": 4}, {"patience": 4, "restore_best_weights": True}):
    training.set_seed(1)
    net = plain_net()
    stopper = keras.callbacks.EarlyStopping(**settings)
    fitted = net.fit(
        x_train, y_noisy, callbacks=[stopper], verbose=0, **SETTINGS
    ).history["val_loss"]
    print(f"{settings}: trained {len(fitted)} epochs", end=", ")
    print(f"winner {min(fitted):.3f}, last {fitted[-1]:.3f}", end=", ")
    print(f"the net we hold {loss_on(net, x_valid, y_valid):.3f}")

# %% [markdown]
# Only the second net is the winner. That is the first of four traps:
#
# 1. **It does not restore.** By default you keep the *last* net, the one that patience has
#    just finished spoiling. Say `restore_best_weights=True`.
# 2. **Patience is in epochs.** The 2,000 of section 2 were steps. `patience=2000` would wait
#    for 2,000 epochs; on 1,000 digits in batches of 20, that is 100,000 steps.
# 3. **It is impatient by default.** `patience=0` gives up at the first rise. And the first
#    epochs may say little, for instance while a learning rate warms up:
#    `start_from_epoch=3` looks away for three epochs. It really looks away: a winner in
#    them is not seen.
# 4. **It watches what you name.** `monitor="val_loss"` is the default and needs validation
#    data. Without them there is nothing to watch, and all that Keras does is warn: it trains
#    to the end. And if you hand it the *test* set as validation data, the test set has
#    chosen your net, and cannot tell you any more how good it is.
#
# A fifth trap has to wait for section 7.
#
# ### Exercise 3: in Keras's units
#
# Write `keras_stopper(patience_steps, n_examples, batch_size, warm_up=0)`: return a
# `keras.callbacks.EarlyStopping` that
#
# - watches the validation loss and leaves the *winner* in the model;
# - gives up after the smallest whole number of epochs that lasts at least
#   `patience_steps` steps. An epoch takes as many steps as it needs to show every
#   example; the last batch may be smaller than the others;
# - looks away for the first `warm_up` epochs.
#
# For instance, 1,000 examples in batches of 20 and a patience of 2,000 steps: 40 epochs.


# %% role="solution" id="keras_stopper"
def keras_stopper(patience_steps, n_examples, batch_size, warm_up=0):
    """Return Keras's early stopping with a patience given in steps."""
    ### BEGIN SOLUTION
    steps_per_epoch = math.ceil(n_examples / batch_size)
    return keras.callbacks.EarlyStopping(
        monitor="val_loss",
        patience=math.ceil(patience_steps / steps_per_epoch),
        restore_best_weights=True,
        start_from_epoch=warm_up,
    )
    ### END SOLUTION


# %% role="tests" id="keras_stopper" points=2
# Run this cell to check keras_stopper (2 points).
stopper = checks.written(keras_stopper(2_000, 1_000, 20), "keras_stopper")
for name in ("monitor", "patience", "restore_best_weights", "on_epoch_end"):
    checks.that(
        hasattr(stopper, name),
        f"keras_stopper must return one keras.callbacks.EarlyStopping; no {name!r} found.",
        hint="Return the callback itself, not a list, and not the class.",
    )
checks.equal(
    stopper.patience,
    40,
    "The patience, for 1,000 examples in batches of 20",
    mistakes=[
        (2_000, "Keras counts epochs: how many steps are in one?"),
        (100, "That divides by the batch size; divide by the steps of an epoch."),
        (2, "That divides by the examples; divide by the steps of an epoch."),
    ],
)
checks.that(
    stopper.restore_best_weights is True,
    "This callback does not restore the winner.",
    hint="The default of `restore_best_weights` is False.",
)
checks.that(
    stopper.monitor == "val_loss",
    "This callback watches something else than the validation loss.",
    got=stopper.monitor,
    expected="val_loss",
)
checks.equal(
    keras_stopper(200, 1_010, 20).patience,
    4,
    "The patience of 200 steps, for 1,010 examples in batches of 20",
    mistakes=[
        (3, "Three epochs of 51 steps are fewer than 200 steps: round up."),
        (5, "An epoch has 51 steps, and four of them are more than 200: no +1."),
    ],
    hint="An epoch has 51 steps, the last with 10 examples.",
)
checks.passed("keras_stopper")
### BEGIN HIDDEN TESTS
for patience_steps, n_examples, batch_size, epochs in (
    (101, 505, 10, 2),
    (102, 505, 10, 2),
    (103, 505, 10, 3),
    (5, 1_000, 100, 1),
    (300, 70, 100, 300),
):
    checks.equal(
        keras_stopper(patience_steps, n_examples, batch_size).patience,
        epochs,
        f"The patience of {patience_steps} steps, for {n_examples:,} examples in batches "
        f"of {batch_size}",
        hint="Both quotients are rounded up: steps of an epoch, and epochs.",
    )


def last_and_winner(losses, warm_up):
    stopper = keras_stopper(30, 100, 10, warm_up)
    net = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    net.compile(loss="mse")
    stopper.set_model(net)
    stopper.on_train_begin()
    for epoch, loss in enumerate(losses):
        stopper.on_epoch_end(epoch, {"val_loss": loss})
        if stopper.stopped_epoch:
            break
    return epoch + 1, stopper.best_epoch + 1


curve = [0.2, 0.9, 0.8, 0.7, 0.75, 0.76, 0.77, 0.3]
checks.equal(
    last_and_winner(curve, 1),
    (7, 4),
    "The epoch of the stop and of the winner with one epoch of warm-up",
    mistakes=[((4, 1), "The warm-up is not used: `start_from_epoch`.")],
)
checks.equal(
    last_and_winner(curve, 0),
    (4, 1),
    "The epoch of the stop and of the winner without a warm-up",
    mistakes=[((7, 4), "Without `warm_up` no epoch may be left out.")],
)
### END HIDDEN TESTS

# %% [markdown]
# ## 5. A price on weights
#
# The second remedy lets training run, and changes what it wants. Besides the **data loss**
# (cross-entropy, here) the net pays a **penalty** for its weights:
#
# $$\text{loss} = \text{data loss} + \lambda_1 \sum_w |w| + \lambda_2 \sum_w w^2 .$$
#
# The sums run over all connection weights $w$, that is, over the kernels. $\lambda_1$ is the
# strength of **l1**, $\lambda_2$ that of **l2**; 0 switches a term off. A wrong label that
# takes many large weights to remember is now expensive. What many pictures agree on is worth
# its price.
#
# Biases usually go free. There are few of them, each shifts one neuron and remembers no
# picture, and a net must be allowed to say that one class is more frequent than another.
#
# ### Exercise 4: the penalty
#
# Write `penalty(weights, l1, l2)`.
#
# - `weights`: a list of arrays, as `model.get_weights()` gives it: kernels have two axes or
#   more, biases one.
# - Return one number, $\lambda_1 \sum |w| + \lambda_2 \sum w^2$ over all **kernels**.
#
# For instance, with a single kernel `[[1., -2.]]`, `l1=0.1` and `l2=0.01` the penalty is
# 0.1 · 3 + 0.01 · 5 = 0.35.


# %% role="solution" id="penalty"
def penalty(weights, l1, l2):
    """Return the l1 and l2 penalty of all kernels in a list of weights."""
    ### BEGIN SOLUTION
    kernels = [w for w in weights if np.ndim(w) > 1]
    return sum(l1 * np.abs(w).sum() + l2 * np.square(w).sum() for w in kernels)
    ### END SOLUTION


# %% role="tests" id="penalty" points=2
# Run this cell to check penalty (2 points).
kernel, bias = np.array([[1.0, -2.0]]), np.array([10.0, 10.0])
checks.close(
    penalty([kernel, bias], 0.0, 0.01),
    0.05,
    "The l2 penalty of [[1, -2]]",
    mistakes=[
        (2.05, "Biases are free: leave out arrays of one axis."),
        (0.025, "No half here, as in Keras: the sum of squares, times l2."),
        (0.01 * 5**0.5, "No root: the sum of squares, not the length."),
        (0.03, "l2 squares the weights; these are their absolute values."),
        (-0.01, "Square the weights: -2 counts as 4."),
    ],
)
checks.close(
    penalty([kernel, bias], 0.1, 0.0),
    0.3,
    "The l1 penalty of [[1, -2]]",
    mistakes=[
        (-0.1, "Take absolute values: -2 counts as 2."),
        (0.1, "Take absolute values before you sum: |1| + |-2|, not |1 - 2|."),
        (2.3, "Biases are free: leave out arrays of one axis."),
        (0.5, "l1 takes absolute values; these are squares."),
    ],
)
checks.close(
    penalty([kernel, bias, kernel], 0.1, 0.01),
    0.7,
    "Both penalties of two kernels",
    mistakes=[
        (0.35, "Sum over all kernels of the list, not only one."),
        (0.175, "The sum, not the mean, over kernels."),
    ],
    hint="It is the sum of both terms, l1 and l2, over all kernels.",
)
checks.passed("penalty")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(95)
shapes = [(7, 5), (5,), (5, 4), (4,), (3, 3, 2, 6), (6,), (1, 3), (3,)]
weights = [generator.normal(size=shape) for shape in shapes]
kernels = np.concatenate([w.ravel() for w in weights if w.ndim > 1])
everything = np.concatenate([w.ravel() for w in weights])
for l1, l2 in ((0.3, 0.0), (0.0, 0.2), (0.01, 0.5)):
    checks.close(
        penalty([w.copy() for w in weights], l1, l2),
        l1 * np.abs(kernels).sum() + l2 * (kernels**2).sum(),
        f"The penalty with l1={l1}, l2={l2}",
        mistakes=[
            (
                l1 * np.abs(everything).sum() + l2 * (everything**2).sum(),
                "Biases are free.",
            )
        ],
        hint="A kernel may have four axes, as in a convolution, or be a single row.",
    )
### END HIDDEN TESTS

# %% [markdown]
# **The half.** Authors do not agree on what "strength $r$" means. Before you copy one from
# a paper, look here:
#
# | where | l2 penalty | its pull on $w$ |
# |---|---|---|
# | Keras, `regularizers.L2(r)` | $r \sum w^2$ | $2 r w$ |
# | TensorFlow 1, `l2_regularizer(r)` | $\frac{r}{2} \sum w^2$ | $r w$ |
# | PyTorch, SGD with `weight_decay=r` | $\frac{r}{2} \sum w^2$ | $r w$ |
# | Nielsen's book, $\lambda = r$, $n$ training examples | $\frac{r}{2n} \sum w^2$ | $\frac{r}{n} w$ |
#
# The last line is the wisest. A penalty competes with the evidence of the data, and the more
# examples there are, the less of it you need; in Keras you divide by yourself.
#
# ### Exercise 5: the pull
#
# Write `penalty_gradients(weights, l1, l2)`: the gradient of your `penalty` with respect
# to each array in the list. Return a list of arrays, of the same shapes in the same order,
# biases included. Where a weight is exactly 0, $|w|$ has a corner; the gradient there is 0
# by convention.
#
# *Checked, here or in grading:* against finite differences, biases, zeros, and that your
# function leaves the weights as they were.


# %% role="solution" id="penalty_gradients"
def penalty_gradients(weights, l1, l2):
    """Return the gradient of the penalty for each array: zeros for a bias."""
    ### BEGIN SOLUTION
    return [
        l1 * np.sign(w) + 2 * l2 * w if np.ndim(w) > 1 else np.zeros_like(w)
        for w in weights
    ]
    ### END SOLUTION


# %% role="tests" id="penalty_gradients" points=2
# Run this cell to check penalty_gradients (2 points).
kernel, bias = np.array([[3.0, -0.5, 0.0]]), np.array([2.0, 2.0, 2.0])
given = [kernel.copy(), bias.copy()]
pull = checks.written(penalty_gradients(given, 0.1, 0.0), "penalty_gradients")
for array, before in zip(given, (kernel, bias)):
    checks.unchanged(before, array, "weights")
checks.that(
    isinstance(pull, tuple | list) and len(pull) == 2,
    "penalty_gradients must return one array for each array in `weights`.",
    got=len(pull) if isinstance(pull, tuple | list) else type(pull).__name__,
    hint="A bias has a gradient too: zeros.",
)
checks.close(
    pull[0],
    [[0.1, -0.1, 0.0]],
    "The gradient of the l1 penalty at [[3, -0.5, 0]]",
    mistakes=[
        ([[0.1, 0.1, 0.1]], "A negative weight is pulled up: its sign counts."),
        ([[0.1, 0.1, 0.0]], "A negative weight is pulled up: its sign counts."),
        ([[0.1, -0.1, 0.1]], "At 0 the gradient is 0, by convention: see np.sign."),
        ([[0.1, -0.1, -0.1]], "At 0 the gradient is 0, by convention: see np.sign."),
        ([[0.3, -0.05, 0.0]], "l1 pulls small and large weights with equal force."),
        ([[0.3, 0.05, 0.0]], "That is the penalty of each weight, not its gradient."),
    ],
)
pull = penalty_gradients(given, 0.0, 0.1)
checks.close(
    pull[0],
    [[0.6, -0.1, 0.0]],
    "The gradient of the l2 penalty at [[3, -0.5, 0]]",
    mistakes=[
        ([[0.3, -0.05, 0.0]], "The derivative of w² is 2w: there is no half here."),
        ([[0.9, 0.025, 0.0]], "That is the penalty of each weight, not its gradient."),
        ([[-0.6, 0.1, 0.0]], "The gradient points uphill; the optimiser will turn it."),
    ],
)
checks.close(
    pull[1],
    [0.0, 0.0, 0.0],
    "The gradient for a bias",
    hint="Biases are free, so nothing pulls on them.",
)
checks.close(
    penalty_gradients(given, 0.1, 0.1)[0],
    [[0.7, -0.2, 0.0]],
    "The gradient of both penalties at [[3, -0.5, 0]]",
    hint="The two pulls add up.",
)
checks.passed("penalty_gradients")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(96)
weights = [generator.normal(size=s) for s in ((6, 4), (4,), (2, 2, 1, 3), (3,))]
for l1, l2 in ((0.2, 0.0), (0.0, 0.3), (0.05, 0.4)):
    pull = penalty_gradients([w.copy() for w in weights], l1, l2)
    for number, w in enumerate(weights):
        numeric = np.zeros_like(w)
        for i in np.ndindex(w.shape if w.ndim > 1 else (0,)):
            terms = [l1 * abs(v) + l2 * v**2 for v in (w[i] + 1e-5, w[i] - 1e-5)]
            numeric[i] = (terms[0] - terms[1]) / 2e-5
        checks.close(
            pull[number],
            numeric,
            f"The gradient for array {number}, against finite differences",
            rtol=1e-3,
            atol=1e-5,
            hint="Kernels have two axes or more; arrays of one axis get zeros.",
        )
### END HIDDEN TESTS

# %% [markdown]
# Keras has the same penalties, as objects that can be called. Are they yours?

# %% role="demo"
generator = np.random.default_rng(0)
kernel = generator.normal(size=(300, 50)).astype("float32")
theirs = keras.regularizers.L1L2(l1=0.001, l2=0.01)
variable = tf.Variable(kernel)
with tf.GradientTape() as tape:
    price = theirs(variable)
print(f"penalty : ours {penalty([kernel], 0.001, 0.01):.4f}, Keras {float(price):.4f}")
pull = penalty_gradients([kernel], 0.001, 0.01)[0]
gap = np.abs(pull - tape.gradient(price, variable)).max()
print("gradient: equal up to rounding:", bool(gap < 1e-6))

# %% [markdown]
# ### Where does a weight come to rest?
#
# One weight $w$, which the data want at $a$: their loss is $\frac12 (w - a)^2$. **Predict**
# for both penalties: a weight that the data want at 0.4, and one that they want at 3. Where
# do they come to rest? We do not solve, we look: the smallest total on a fine grid.

# %% role="demo"
w = np.linspace(-3, 3, 6_001)
wanted = np.linspace(-3, 3, 121)


def at_rest(l1, l2):
    """Return for each entry of `wanted` the w of the smallest total loss."""
    data_loss = 0.5 * (w - wanted[:, None]) ** 2
    return w[np.argmin(data_loss + l1 * abs(w) + l2 * w**2, axis=1)]


plots.curves(
    {
        "no penalty": (wanted, at_rest(0, 0)),
        "l2, strength 0.5": (wanted, at_rest(0, 0.5)),
        "l1, strength 1": (wanted, at_rest(1, 0)),
    },
    xlabel="what the data want, a",
    ylabel="weight at rest, w",
    title="l2 shortens, l1 cuts off",
    alt="Weight at rest against the weight that the data want. Without penalty a diagonal. "
    "With l2 a flatter line through zero. With l1 it is zero between minus one and one, and "
    "beyond that parallel to the diagonal, lower by one.",
)
for a in (0.4, 3.0):
    i = np.abs(wanted - a).argmin()
    rest = [round(abs(at_rest(*s)[i]), 2) for s in ((0, 0.5), (1, 0))]
    print(f"wanted {a}: at rest at {rest[0]} with l2, at {rest[1]} with l1")

# %% [markdown]
# The pull of l2 weakens as a weight gets small, so every weight is shortened by the same
# *factor* and none becomes 0. The pull of l1 is the same for all, so every weight is
# shortened by the same *amount*, and those that the data want only a little are 0. That is
# why l1 makes nets **sparse** (the chapter on sparse models lives on it), and why l2 is what
# people take to fight overfitting.

# %% [markdown]
# ## 6. In a net
#
# In Keras a layer takes `kernel_regularizer=`. A net has several layers with the same
# activation, initialiser and penalty, and whoever writes them all out will forget one.
# `functools.partial` makes a layer with your own defaults; what differs is still said at
# the call:
#
# ```python
# dense = partial(layers.Dense, activation="relu", kernel_initializer="he_normal")
# dense(300)                    # a ReLU layer of 300
# dense(10, activation=None)    # the same defaults, but linear
# ```
#
# ### Exercise 6: a net that pays
#
# Write `regularized_net(hidden_units, l1, l2)`.
#
# - 784 inputs, a dense ReLU layer for each entry of `hidden_units` (He normal is a good
#   start), then 10 outputs without activation.
# - Every kernel pays, that of the outputs too: $\lambda_1 \sum |w| + \lambda_2 \sum w^2$.
#   Biases and activations pay nothing. Use `keras.regularizers`.
# - Return a plain `Sequential` or functional model, not compiled.


# %% role="solution" id="regularized_net"
def regularized_net(hidden_units, l1, l2):
    """Return an uncompiled 784-…-10 net in which every kernel pays l1 and l2."""
    ### BEGIN SOLUTION
    dense = partial(
        layers.Dense,
        activation="relu",
        kernel_initializer="he_normal",
        kernel_regularizer=keras.regularizers.L1L2(l1, l2),
    )
    hidden = [dense(units) for units in hidden_units]
    return keras.Sequential([keras.Input((784,)), *hidden, dense(10, activation=None)])
    ### END SOLUTION


# %% role="tests" id="regularized_net" points=3
# Run this cell to check regularized_net (3 points).
def dense_layers(net, name="regularized_net"):
    """Return the dense layers of a net, which must be a Keras model."""
    checks.written(net, name)
    checks.that(
        isinstance(net, keras.Model), f"{name} must return a Keras model.", got=net
    )
    return [layer for layer in net.layers if isinstance(layer, layers.Dense)]


def price_of(net):
    """Return what a net pays: the sum of model.losses."""
    net(np.zeros((1, 784), "float32"))
    return sum(float(loss) for loss in net.losses)


net = regularized_net([12, 8], 0.0, 0.01)
stack = dense_layers(net)
checks.equal(
    [layer.units for layer in stack],
    [12, 8, 10],
    "The units of the dense layers",
    hint="One layer for each entry of hidden_units, then 10 outputs.",
)
checks.that(
    all(layer.get_weights() for layer in stack),
    "The net has no weights yet: it does not know how many inputs it will get.",
    hint="Begin with keras.Input((784,)).",
)
squares = [float(np.square(layer.get_weights()[0]).sum()) for layer in stack]
checks.close(
    price_of(net),
    0.01 * sum(squares),
    "The penalty of the net, with l2=0.01",
    rtol=1e-3,
    mistakes=[
        (0.0, "No layer pays. Is `kernel_regularizer` set?"),
        (0.01 * sum(squares[:-1]), "The output layer does not pay."),
        (0.01 * squares[0], "Only the first layer pays."),
        (0.005 * sum(squares), "That is half of it: L2(0.01) is 0.01 times the sum."),
        (
            0.01 * sum(float(np.abs(layer.get_weights()[0]).sum()) for layer in stack),
            "That is l1 with this strength. Are l1 and l2 swapped?",
        ),
    ],
    hint="Is it the strength that was asked for? Keras's own default is 0.01.",
)
x = np.random.default_rng(60).random((16, 784)).astype("float32")
scores = checks.array(net(x), "The output", shape=(16, 10))
checks.that(
    (scores < 0).any() and not np.allclose(scores.sum(axis=1), 1, atol=1e-3),
    "The outputs have an activation.",
    hint="The partial made them ReLU: call it with `activation=None` for the outputs.",
)
for layer in stack[1:]:
    heard = keras.Model(net.inputs[0], layer.input)(x)
    checks.that(
        float(np.min(heard)) >= 0,
        "A hidden layer is not ReLU: some of its outputs are negative.",
        got=float(np.min(heard)),
        hint="A dense layer is linear unless you give it `activation`.",
    )
checks.passed("regularized_net")
### BEGIN HIDDEN TESTS
for units, l1, l2 in (([20], 0.003, 0.0), ([9, 7, 5], 0.002, 0.0005), ([], 0.0, 0.3)):
    net = regularized_net(units, l1, l2)
    stack = dense_layers(net)
    checks.equal(
        [layer.units for layer in stack], [*units, 10], "The units of the dense layers"
    )
    generator = np.random.default_rng(97)
    for layer in stack:
        layer.set_weights([generator.normal(size=w.shape) for w in layer.get_weights()])
    kernels = np.concatenate([layer.get_weights()[0].ravel() for layer in stack])
    biases = np.concatenate([layer.get_weights()[1] for layer in stack])
    wanted = l1 * np.abs(kernels).sum() + l2 * np.square(kernels).sum()
    unpaid = l1 * np.abs(biases).sum() + l2 * np.square(biases).sum()
    checks.close(
        price_of(net),
        wanted,
        f"The penalty with l1={l1}, l2={l2}",
        rtol=1e-5,
        mistakes=[(wanted + unpaid, "Biases pay too: they should go free.")],
        hint="Every kernel pays both terms; biases and activations go free.",
    )
    some = np.random.default_rng(98).random((8, 784)).astype("float32")
    net(some)
    checks.close(
        sum(float(loss) for loss in net.losses),
        wanted,
        "The penalty after another input",
        rtol=1e-3,
        hint="Only kernels pay, not activations: no activity_regularizer.",
    )
    scores = checks.array(net(some), "The output", shape=(8, 10))
    checks.that((scores < 0).any(), "The outputs have an activation.")
### END HIDDEN TESTS

# %% [markdown]
# The net of section 1 again, on the noisy labels, once with l2 and once with l1.
# `model.fit` adds the penalties to the loss by itself. (How the strengths were found is
# the matter of section 9.)
#
# **Predict:** draw a histogram of the first layer's weights for each of the three nets. Which
# penalty makes which shape?


# %% role="demo" tags=["nbval-ignore-output"]
def train_paying(labels, l1, l2, label, **changes):
    """Train five seeds with a penalty; the winner has the best data loss."""
    return fit_winners(
        lambda: compile_net(regularized_net([300, 50], l1, l2)),
        x_train,
        labels,
        label=label,
        monitor="val_data_loss",
        **SETTINGS | changes,
    )


with_l2 = train_paying(y_noisy, 0, 0.01, "l2 of 0.01, 5 seeds")

# %% role="demo" tags=["nbval-ignore-output"]
with_l1 = train_paying(y_noisy, 0.001, 0, "l1 of 0.001, 5 seeds")

# %% role="demo" tags=["nbval-ignore-output"]
arms = {"plain": noisy, "l2": with_l2, "l1": with_l1}
fig, axes = plots.figure(9, 3, ncols=3, sharex=True, sharey=True)
for ax, (name, runs), color in zip(axes, arms.items(), plots.COLORS):
    kernel = runs.last_model(0).layers[0].get_weights()[0]
    ax.hist(kernel.ravel(), bins=np.linspace(-0.4, 0.4, 81), color=color, log=True)
    ax.set(title=name, xlabel="weight")
    small = np.mean(np.abs(kernel) < 0.001)
    length = np.sqrt(np.square(kernel).sum())
    print(f"{name:5}: {small:.0%} within 0.001 of 0, length of the kernel {length:.1f}")
axes[0].set_ylabel("weights (log scale)")
plots.show(
    fig,
    alt="Histograms of first-layer weights on a log scale. Plain: a broad bell. l2: a much "
    "narrower one with a peak at zero. l1: a tall spike at zero with thin tails.",
)

# %% role="demo" tags=["nbval-ignore-output"]
for name, runs in arms.items():
    ends = runs.last("val_accuracy"), runs.last("accuracy")
    valid, fitted = (training.mean_and_spread(end, percent=True) for end in ends)
    print(f"{name:5}: last epoch, validation {valid}, noisy training labels {fitted}")
    gain = runs.last("val_accuracy") - noisy.last("val_accuracy")
    print(f"       gain over plain {training.mean_and_spread(100 * gain)} points")

# %% [markdown]
# All three learned from the same pictures, yet their weights look nothing alike. l2 draws the
# whole bell together: its kernel is a sixth as long. l1 piles some 80 % of the weights up at zero
# and leaves a few as large as they like. (Adam steps over zero again and again, so few of
# them are *exactly* 0; "within 0.001" is how one counts.)
#
# And both help: at the last epoch the plain net repeats nearly every wrong label, while those
# that pay fit about six in ten of the noisy labels, roughly the share that is right. They gain
# some 9 points over it on clean digits, about what early stopping gained. Mind the spread: five
# other seeds may well show a few points less.

# %% [markdown]
# ## 7. The loss that was never added
#
# A layer does not add its penalty to anything. It puts it on a list, `model.losses`, and
# whoever computes the loss has to look there. `model.fit` does. A training loop of your
# own does if you do. Nothing reminds you: no error, no warning, and a net that trains well.
#
# Somebody wrote this function for a training loop and gave it a net with strong l2.


# %%
def forgetful_gradients(model, x, y):
    """Return the gradients of the loss of a classifier with logits. Or do they?"""
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True))
    return tape.gradient(loss, model.trainable_variables)


# %% [markdown]
# ### Exercise 7: find it, mend it
#
# Write `training_gradients(model, x, y)`, which does it right: the gradients of **data loss
# plus all penalties**, in the order of `model.trainable_variables`. Any layer may have
# penalties, of any kind, on kernels, biases or outputs, or none may have one: rely on
# `model.losses`, which holds one number for each penalty and is filled anew by every call
# of the model.
#
# *Checked, here or in grading:* against the analytic gradient; that each penalty counts
# exactly once; a net with several penalties, and one without any.


# %% role="solution" id="training_gradients"
def training_gradients(model, x, y):
    """Return the gradients of cross-entropy plus the penalties of the model."""
    ### BEGIN SOLUTION
    data_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = data_loss(y, model(x, training=True))
        loss += sum(model.losses)
    return tape.gradient(loss, model.trainable_variables)
    ### END SOLUTION


# %% role="tests" id="training_gradients" points=3
# Run this cell to check training_gradients (3 points).
def linear_net(l1, l2):
    """Return a net of one dense layer, 4 inputs and 3 logits, that pays l1 and l2."""
    net = keras.Sequential([keras.Input((4,))])
    net.add(layers.Dense(3, kernel_regularizer=keras.regularizers.L1L2(l1, l2)))
    return compile_net(net)


generator = np.random.default_rng(70)
x = generator.normal(size=(6, 4)).astype("float32")
y = np.array([0, 1, 2, 0, 1, 2])
net = linear_net(0.05, 0.3)
kernel, _ = net.get_weights()
logits = np.exp(x @ kernel)
error = logits / logits.sum(axis=1, keepdims=True) - np.eye(3)[y]
data, pull = x.T @ error / 6, 0.05 * np.sign(kernel) + 0.6 * kernel
found = checks.written(training_gradients(net, x, y), "training_gradients")
checks.that(
    isinstance(found, tuple | list) and len(found) == 2,
    "training_gradients must return one gradient for each trainable variable.",
    got=len(found) if isinstance(found, tuple | list) else type(found).__name__,
)
checks.that(
    found[0] is not None,
    "The gradient of the kernel is None: the tape has not seen the loss being made.",
    hint="Run the model, and add up the loss, inside the `with` block.",
)
checks.close(
    found[0],
    data + pull,
    "The gradient of the kernel",
    rtol=1e-3,
    atol=1e-5,
    mistakes=[
        (data, "The penalties are not in it: the loss was never added."),
        (
            data + 2 * pull,
            "The penalties count twice. Does `compute_loss` add them too?",
        ),
        (pull, "Only the penalties are in it; the data loss is gone."),
        (
            data + pull / 6,
            "The penalties are divided by the batch: add them as they are.",
        ),
        (6 * data + pull, "The data loss is the mean over the batch, not the sum."),
    ],
    hint="The data loss is that of `forgetful_gradients`, of logits: leave it as it is.",
)
checks.close(
    found[1],
    error.mean(axis=0),
    "The gradient of the bias",
    rtol=1e-3,
    atol=1e-5,
    hint="The bias of this net pays nothing: only the data pull on it.",
)
checks.passed("training_gradients")


### BEGIN HIDDEN TESTS
def rich_net():
    dense = layers.Dense(
        5,
        activation="tanh",
        kernel_regularizer=keras.regularizers.L1(0.02),
        bias_regularizer=keras.regularizers.L2(0.4),
        bias_initializer="ones",
    )
    last = layers.Dense(
        3, kernel_regularizer="l2", activity_regularizer=keras.regularizers.L2(0.1)
    )
    return compile_net(keras.Sequential([keras.Input((4,)), dense, last]))


def bare_net():
    net = [keras.Input((4,)), layers.Dense(5, activation="tanh"), layers.Dense(3)]
    return compile_net(keras.Sequential(net))


for number, net in enumerate((rich_net(), bare_net())):
    x = np.random.default_rng(99 + number).normal(size=(8, 4)).astype("float32")
    y = np.arange(8) % 3
    with tf.GradientTape(persistent=True) as tape:
        of_data = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(
            y, net(x)
        )
        total = of_data + sum(net.losses)
    names = [v.path for v in net.trainable_variables]
    wanted = tape.gradient(total, net.trainable_variables)
    alone = tape.gradient(of_data, net.trainable_variables)
    found = training_gradients(net, x, y)
    for name, got, expected, without in zip(names, found, wanted, alone):
        checks.close(
            got,
            expected,
            f"The gradient of {name}",
            rtol=1e-3,
            atol=1e-5,
            mistakes=[(without, "Its penalty is not in it: use all of model.losses.")],
            hint="Read `model.losses` after the call of the model, which fills it anew. Each "
            "entry is added once, as it is.",
        )
### END HIDDEN TESTS

# %% [markdown]
# How would anybody notice? Not by the accuracy. Watch the weights: we train the same net with
# l2 twice, and a net without penalty beside it, and measure the length of the first kernel.


# %% role="demo" tags=["nbval-ignore-output"]
def lengths(net, gradients_of, steps=25):
    """Train on the first 100 digits, return the first kernel's length at each step."""
    found = []
    for _ in range(steps):
        kernel = net.layers[0].kernel
        found.append(float(keras.ops.norm(kernel)))
        gradients = gradients_of(net, x_train[:100], y_noisy[:100])
        net.optimizer.apply(gradients, net.trainable_variables)
    return found


length_of = {}
for name, l2, gradients_of in (
    ("no penalty", 0.0, forgetful_gradients),
    ("l2, forgotten", 0.01, forgetful_gradients),
    ("l2, added", 0.01, training_gradients),
):
    training.set_seed(0)
    net = compile_net(regularized_net([30], 0.0, l2))
    length_of[name] = lengths(net, gradients_of)

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    length_of,
    xlabel="step",
    ylabel="length of the first kernel",
    title="A penalty that nobody paid",
    alt="Length of the first kernel against the step. The curve of the net whose penalty was "
    "forgotten covers that of the net without penalty, and both rise. With the penalty "
    "added the length falls.",
)
for name, curve in length_of.items():
    print(f"{name:13}: length {curve[0]:.2f} at first, {curve[-1]:.2f} at the end")

# %% [markdown]
# The forgotten penalty leaves no trace at all: its curve lies on that of a net that never had
# one. So test a training loop of yours as this exercise did: by its gradient, with a strength
# so large that you cannot overlook it.
#
# ### The fifth trap: which loss do you watch?
#
# Where `fit` adds the penalties, it adds them everywhere, in `val_loss` too.

# %% role="demo"
training.set_seed(0)
net = compile_net(regularized_net([300, 50], 0.0, 0.01))
x, y = np.zeros((4, 784), "float32"), np.zeros(4, "int64")
reported = net.evaluate(x, y, verbose=0, return_dict=True)
by_hand = penalty(net.get_weights(), 0.0, 0.01)
print(f"cross-entropy of four empty pictures: {reported['data_loss']:.2f}")
print(f"the penalty, by your exercise 4     : {by_hand:.2f}")
print(f"what evaluate calls the loss        : {reported['loss']:.2f}")

# %% [markdown]
# That has two consequences. Losses of nets with different strengths cannot be compared. And
# **early stopping on `val_loss` watches the penalty fall**: while the weights still shrink,
# the sum gets smaller, and a net that long ago started to learn our mistakes is a new winner
# nearly every epoch. `compile_net` of section 1 therefore measures the cross-entropy once more, as a
# metric of its own, `data_loss`, which no penalty enters. What is the difference worth? We
# have every second label checked and mended, so that about one in five is still wrong,
# take a weaker l2, of 0.003, and train for 30 epochs.

# %% role="demo" tags=["nbval-ignore-output"]
y_mended = np.where(np.arange(N_TRAIN) % 2, y_noisy, y_clean)
print(f"{np.mean(y_mended != y_clean):.0%} of the labels are wrong")
mended = train_paying(y_mended, 0, 0.003, "l2 of 0.003, 5 seeds", epochs=30)

# %% role="demo" tags=["nbval-ignore-output"]
for name, runs in (("mended, l2", mended), ("noisy, l2", with_l2)):
    for loss in ("val_loss", "val_data_loss"):
        epochs = runs.history[loss].argmin(axis=1)
        right = runs.history["val_accuracy"][range(5), epochs]
        shown = training.mean_and_spread(right, percent=True)
        print(f"{name:10}, winner by {loss:13}: epochs {epochs + 1}, {shown} right")

# %% [markdown]
# With the weaker penalty the sum goes on falling almost to the last epoch, and names winners
# that have learned our mistakes, right on 81 %; the data loss names earlier ones, right on
# 84 %. On the worse labels the data loss is ahead by a point or two, which is within the spread:
# under the stronger penalty the net learns few mistakes at all, so there is less to miss. You
# cannot know beforehand which case is yours, so watch the data loss.

# %% [markdown]
# ## 8. l2 and weight decay are not the same
#
# With plain gradient descent, l2 does something very simple. Its gradient is $2\lambda_2 w$,
# so at each step, with the learning rate $\eta$,
#
# $$w \leftarrow w - \eta\,(g + 2\lambda_2 w) = (1 - 2\eta\lambda_2)\,w - \eta\,g ,$$
#
# where $g$ is the gradient of the data loss: each weight shrinks by the same factor. This is
# **weight decay**, and people use the two names for one thing. With Adam they are two things.
# Adam divides every gradient by its recent size, and the penalty's gradient, which is
# inside, is divided as well. `AdamW` (Loshchilov and Hutter, 2019) keeps them apart: it
# *decouples* the decay from the gradient.
#
# ### Exercise 8: Adam, with both
#
# Write `adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0)`.
#
# - `w`: the weights at the start, shape `(n,)`. `gradients`: shape `(steps, n)`; row $t$ is
#   the gradient of the *data loss* at step $t$, given, whatever the weights are.
# - At each step $t = 1, 2, \ldots$, in this order:
#   1. decay: $w \leftarrow w - \eta \cdot \mathtt{weight\_decay} \cdot w$;
#   2. $g$ is the row of `gradients` plus the gradient of the penalty $\mathtt{l2} \sum w^2$;
#   3. Adam: $m \leftarrow 0.9\,m + 0.1\,g$ and $v \leftarrow 0.999\,v + 0.001\,g^2$, both 0
#      at the start; then
#      $w \leftarrow w - \eta\,\dfrac{m / (1 - 0.9^t)}{\sqrt{v / (1 - 0.999^t)} + 10^{-7}}$.
# - Return the weights after the last step. Leave your arguments as they were.
#
# **Predict** before you code: two weights at 1, gradients 0.1 and 10, a learning rate of 0.1.
# Where are they after one step of Adam? And with `l2=0.5`?


# %% role="solution" id="adam_path"
def adam_path(w, gradients, learning_rate, l2=0.0, weight_decay=0.0):
    """Return the weights after Adam's steps with an l2 penalty and weight decay."""
    ### BEGIN SOLUTION
    w = np.array(w, dtype=float)
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, gradient in enumerate(gradients, start=1):
        w -= learning_rate * weight_decay * w
        g = gradient + 2 * l2 * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
        w -= learning_rate * m / (1 - 0.9**t) / size
    return w
    ### END SOLUTION


# %% role="tests" id="adam_path" points=3
# Run this cell to check adam_path (3 points).
w, gradients = np.ones(2), np.array([[0.1, 10.0]])
given = w.copy()
checks.close(
    adam_path(given, gradients, 0.1),
    [0.9, 0.9],
    "One step of Adam, gradients 0.1 and 10",
    mistakes=[
        ([0.99, 0.0], "That is plain gradient descent."),
        ([0.6837725, 0.6837725], "Are m and v divided by 1 - 0.9^t and 1 - 0.999^t?"),
        ([1.1, 1.1], "It goes uphill: subtract."),
    ],
    hint="At step 1 the corrected m is g and the corrected v is g², so m / √v is ±1.",
)
checks.unchanged(w, given, "w")
checks.close(
    adam_path(w, gradients, 0.1, l2=0.5),
    [0.9, 0.9],
    "The same with l2=0.5",
    mistakes=[
        ([0.8, 0.8], "The penalty's gradient goes into g, before Adam."),
        ([0.81, 0.81], "The penalty's gradient goes into g, before Adam."),
        ([0.85, 0.85], "The penalty's gradient goes into g, before Adam."),
    ],
    hint="g is 1.1 and 11 now, and Adam takes a step of the same size again.",
)
checks.close(
    adam_path(w, gradients, 0.1, weight_decay=0.5),
    [0.85, 0.85],
    "The same with weight_decay=0.5",
    mistakes=[
        ([0.9, 0.9], "The decay has no effect: it must not go through the gradient."),
        ([0.4, 0.4], "The decay is multiplied by the learning rate too."),
        ([0.855, 0.855], "First the decay, then Adam's step."),
        ([0.8, 0.8], "The decay takes weight_decay times w, not 2 times that."),
    ],
)
checks.passed("adam_path")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(100)
for rate, l2, decay in ((0.05, 0.0, 0.0), (0.03, 0.2, 0.0), (0.04, 0.0, 0.7)):
    w, gradients = generator.normal(size=5), generator.normal(size=(12, 5)) + 0.5
    variable = keras.Variable(w.astype("float32"))
    adam = keras.optimizers.Adam(rate)
    if decay:
        adam = keras.optimizers.AdamW(rate, weight_decay=decay)
    adam.build([variable])
    for gradient in gradients:
        total = keras.ops.convert_to_tensor(gradient.astype("float32"))
        adam.apply([total + 2 * l2 * variable])
    given = [w.copy(), gradients.copy()]
    got = adam_path(*given, rate, l2=l2, weight_decay=decay)
    checks.unchanged(w, given[0], "w")
    checks.unchanged(gradients, given[1], "gradients")
    checks.close(
        got,
        keras.ops.convert_to_numpy(variable),
        f"Twelve steps with l2={l2}, weight_decay={decay}, against Keras",
        rtol=1e-3,
        atol=1e-4,
        hint="m and v are kept from step to step; the penalty's gradient is 2 · l2 · w, of "
        "the weights as they are at that step.",
    )
w, gradients = generator.normal(size=4), generator.normal(size=(30, 4))
both = adam_path(w, gradients, 0.02, l2=0.1, weight_decay=0.3)
m = v = 0.0
for t, gradient in enumerate(gradients, start=1):
    w = w * (1 - 0.02 * 0.3)
    g = gradient + 0.2 * w
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
    w = w - 0.02 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)
checks.close(
    both,
    w,
    "Thirty steps with both",
    rtol=1e-3,
    atol=1e-5,
    hint="First the decay, then g with the weights after the decay.",
)
### END HIDDEN TESTS

# %% [markdown]
# One step with l2 ends where one without it ends: whatever Adam is given, the first step has
# the size of the learning rate. Over many steps it matters how *noisy* a weight's gradient
# is. Three weights that the data leave alone on average: their gradients are pure noise, of
# three sizes. **Predict:** which of them does l2 shrink, and which does decay?

# %% role="demo"
generator = np.random.default_rng(3)
sizes = np.array([0.01, 0.1, 1.0])
noise = sizes * generator.normal(size=(600, 3))
steps = np.arange(0, 601, 20)
paths = {}
for name, settings in (("l2", {"l2": 0.05}), ("decay", {"weight_decay": 0.5})):
    path = [adam_path(np.ones(3), noise[:n], 0.003, **settings) for n in steps]
    paths |= {
        f"{name}, noise {size:g}": (steps, column)
        for size, column in zip(sizes, np.transpose(path))
    }
plots.curves(
    paths,
    xlabel="step",
    ylabel="weight",
    title="Adam: the penalty drowns in the noise, the decay does not",
    alt="Six weights against the step, all from 1. With decay the three fall along nearly the "
    "same curve. With l2 the weight with the least noise falls fast to zero, that with the "
    "most noise hardly falls.",
)
for name, (_, path) in paths.items():
    print(f"{name:16}: ends at {path[-1]:.2f}")

# %% [markdown]
# With l2 through Adam, how much a weight is regularised depends on how large its gradients
# happen to be: the busiest weights least. Decoupled decay treats all alike. If you use Adam and
# want weights to shrink, try `keras.optimizers.AdamW(learning_rate, weight_decay=...)`, and
# tune it by itself: its strength is on another scale than l2's. One more trap: it also
# decays biases, unless you say `optimizer.exclude_from_weight_decay(var_names=["bias"])`
# before training starts.

# %% [markdown] cited=[98.1, 94.9]
# ## 9. How strong?
#
# A book that you may meet trains a 512-256-128 net on all of MNIST, reaches 98.1 % on the
# test set, adds `kernel_regularizer="l2"` to every hidden layer, gets 94.9 %, and gives up on
# l2. The string `"l2"` stands for `keras.regularizers.L2(0.01)`. Is 0.01 much? **Predict:**
# what does the penalty amount to before training, beside a cross-entropy of 2.3 for a net
# that guesses?

# %% role="demo"
training.set_seed(0)
net = regularized_net([512, 256, 128], 0.0, 0.01)
print(f"{net.count_params():,} parameters pay {price_of(net):.1f} before training")

# %% [markdown]
# Nothing is divided by the number of weights: the larger the net, the more it pays at the same
# strength. This one has more to gain from small weights than from right answers.
#
# ### Exercise 9: bias and variance
#
# Two numbers tell on which side a net fails. Write
# `bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0)`.
#
# - The accuracies are fractions, one for each seed: lists or arrays; `attainable` is the best
#   that anybody could do (a person, say).
# - Return a pair of floats, in percentage points, from means over the seeds: the **bias**, how
#   far the training accuracy stays behind `attainable`, and the **variance**, how far the
#   validation accuracy stays behind the training accuracy.
#
# For instance, `bias_and_variance([0.97, 0.99], [0.90, 0.94])` is 2 points of bias and 6 of
# variance. Bias calls for a larger net, more training, *less* regularisation. Variance
# calls for more data, or *more* regularisation.


# %% role="solution" id="bias_and_variance"
def bias_and_variance(train_accuracy, valid_accuracy, attainable=1.0):
    """Return bias and variance in percentage points, from means over seeds."""
    ### BEGIN SOLUTION
    train, valid = np.mean(train_accuracy), np.mean(valid_accuracy)
    return 100 * (attainable - train), 100 * (train - valid)
    ### END SOLUTION


# %% role="tests" id="bias_and_variance" points=1
# Run this cell to check bias_and_variance (1 point).
example = bias_and_variance([0.97, 0.99], [0.90, 0.94])
checks.that(
    isinstance(checks.written(example, "bias_and_variance"), tuple | list | np.ndarray),
    "bias_and_variance must return a pair.",
    got=type(example).__name__,
)
checks.close(
    example,
    [2.0, 6.0],
    "Bias and variance of the example",
    mistakes=[
        ([0.02, 0.06], "These are fractions; a point is a hundredth."),
        ([6.0, 2.0], "The order is bias, variance."),
        ([2.0, 8.0], "Variance is the gap between training and validation."),
        ([8.0, 6.0], "Bias is what the *training* accuracy lacks."),
        ([-2.0, -6.0], "Both are how far something stays behind: turn the signs."),
        ([2.0, -6.0], "Variance: training minus validation."),
        ([1.0, 5.0], "Those are the best seeds; take the mean over all."),
    ],
    hint="Both are gaps between mean accuracies: not the variance of statistics.",
)
checks.close(
    bias_and_variance([0.9], [0.9], attainable=0.95),
    [5.0, 0.0],
    "Bias and variance where 95 % is the best that can be had",
    mistakes=[([10.0, 0.0], "Is `attainable` used?")],
)
checks.passed("bias_and_variance")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(101)
train, valid = generator.uniform(0.8, 1, 4), generator.uniform(0.5, 0.9, 6)
checks.close(
    bias_and_variance(train.tolist(), valid, 0.98),
    [98 - 100 * train.mean(), 100 * (train.mean() - valid.mean())],
    "Bias and variance of four seeds trained and six validated",
    hint="Mean over the seeds first, then the difference.",
)
### END HIDDEN TESTS

# %% [markdown]
# Now the search: that net, on our 1,000 digits with *correct* labels, five seeds for each
# strength, each ten times the one before. A strength is searched on a **log scale**: what
# matters is its factor. And we look far to both sides before we look closely anywhere.

# %% role="demo" tags=["nbval-ignore-output"]
STRENGTHS = [0.0, 0.0001, 0.001, 0.01]
found = {}


def search(strength):
    """Train five seeds of the book's net with an l2 strength, and keep the runs."""
    found[strength] = training.fit_seeds(
        lambda: compile_net(regularized_net([512, 256, 128], 0.0, strength)),
        x_train,
        y_clean,
        label=f"l2 {strength:g}",
        **SETTINGS | {"epochs": 6},
    )


search(STRENGTHS[0])

# %% role="demo" tags=["nbval-ignore-output"]
search(STRENGTHS[1])

# %% role="demo" tags=["nbval-ignore-output"]
search(STRENGTHS[2])

# %% role="demo" tags=["nbval-ignore-output"]
search(STRENGTHS[3])

# %% role="demo" tags=["nbval-ignore-output"]
nonzero = STRENGTHS[1:]
plots.curves(
    {
        metric: (nonzero, 100 * np.transpose([found[s].final(key) for s in nonzero]))
        for metric, key in (("training", "accuracy"), ("validation", "val_accuracy"))
    },
    xlabel="l2 strength of every kernel (log scale)",
    ylabel="accuracy (%)",
    title="The 512-256-128 net, correct labels, five seeds each",
    logx=True,
    alt="Training and validation accuracy against the l2 strength on a log axis. Training "
    "is above 99 percent at 0.0001 and about four points lower at 0.01. Validation is seven "
    "points lower or more, level from 0.0001 to 0.001 and lowest at 0.01.",
)
for strength, runs in found.items():
    ends = runs.final("accuracy"), runs.final("val_accuracy")
    bias, variance = bias_and_variance(*ends)
    shown = training.mean_and_spread(ends[1], percent=True)
    print(f"{strength:6g}: validation {shown}", end="; ")
    print(f"bias {bias:.1f}, variance {variance:.1f} points")

# %% [markdown] cited=[0.023]
# On correct labels no strength beats none by more than the spread, and the two weak ones cost
# next to nothing. At the default, 0.01, the bias rises from half a point to five, and validation
# falls by two points, to 88 %: **it underfits**, as in the book, and there some fifty times as
# many pictures spoke against the penalty. At 0.1, if you try it, the net loses what it knew from
# epoch to epoch: it heads for the cheapest net, which says nothing.
#
# And yet 0.01 is the very strength that gained so much in section 6, from noisy labels.
# No default can be right for both. A strength belongs to the data as much as to the net:
# search it, by factors of ten, each time anew. And if nothing overfits in a way that costs
# you, as here, the best strength may be 0.
#
# ### Exercise 10: choose
#
# With five seeds, the best mean is partly luck. When several strengths are as good as equal,
# many people take the *strongest*: the simplest net that the data do not object to. This is the
# **one-standard-error rule**.
#
# Write `strongest_good(accuracies)`. `accuracies` maps each strength to the list of
# *validation* accuracies that its seeds reached. Find the strength with the best mean $b$. Its
# standard error is $s = \text{deviation} / \sqrt{n}$, with the sample deviation
# (`ddof=1`) of its $n$ accuracies. Return the **largest** strength whose mean is at least
# $b - s$.
#
# For instance, in
# `{0.0: [0.88, 0.92, 0.96], 0.01: [0.9, 0.91, 0.92], 0.1: [0.8, 0.8, 0.8]}` the best mean
# is 0.92, with a standard error of 0.023, so 0.01 with its mean of 0.91 is good enough.


# %% role="solution" id="strongest_good"
def strongest_good(accuracies):
    """Return the largest strength within one standard error of the best mean."""
    ### BEGIN SOLUTION
    means = {strength: np.mean(values) for strength, values in accuracies.items()}
    best = max(means, key=means.get)
    values = accuracies[best]
    error = np.std(values, ddof=1) / math.sqrt(len(values))
    return max(s for s, mean in means.items() if mean >= means[best] - error)
    ### END SOLUTION


# %% role="tests" id="strongest_good" points=2
# Run this cell to check strongest_good (2 points).
example = {0.0: [0.88, 0.92, 0.96], 0.01: [0.9, 0.91, 0.92], 0.1: [0.8, 0.8, 0.8]}
checks.close(
    checks.written(strongest_good(example), "strongest_good"),
    0.01,
    "The strongest good strength of the example",
    atol=0,
    mistakes=[
        (0.0, "That has the best mean; 0.01 is stronger and as good as equal."),
        (0.1, "That is the strongest of all, but its mean is far below the best."),
        (0.91, "That is its accuracy; return the strength."),
        (1, "That is a position; return the strength itself."),
    ],
)
example = {0.3: [0.896, 0.897, 0.898], 0.0: [0.86, 0.9, 0.94], 0.1: [0.88, 0.88, 0.88]}
checks.close(
    strongest_good(example),
    0.3,
    "The strongest good strength, strengths in no order",
    atol=0,
    hint="The largest strength, wherever it stands in the dict.",
)
checks.passed("strongest_good")
### BEGIN HIDDEN TESTS
four = [0.80, 0.90, 0.90, 1.00]  # mean 0.9, deviation 0.0816, standard error 0.0408
for values, right, what in (
    ([0.87] * 4, 0.5, "0.03 below the best, less than one standard error"),
    ([0.85] * 4, 0.001, "0.05 below the best, more than one standard error"),
    ([0.862] * 4, 0.5, "0.038 below the best"),
    ([0.856] * 4, 0.001, "0.044 below the best"),
    ([0.85, 0.88], 0.5, "two seeds, 0.035 below the best"),
):
    checks.close(
        strongest_good({0.001: four, 0.5: values, 1.0: [0.1, 0.2]}),
        right,
        f"The strongest good strength when a stronger one is {what}",
        atol=0,
        hint="One standard error of the best: sample deviation (ddof=1) / √n.",
    )
checks.close(
    strongest_good({0.01: [0.5, 0.5, 0.5], 0.1: [0.875, 0.875], 0.2: [0.75, 0.9]}),
    0.1,
    "The strongest good strength when the best has no spread",
    atol=0,
    hint="With a standard error of 0 only the best is good enough.",
)
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
accuracies = {s: runs.final("val_accuracy").tolist() for s, runs in found.items()}
print("chosen by validation, one standard error:", strongest_good(accuracies))

# %% [markdown]
# ## 10. Both, and the test set
#
# Early stopping is often better together with another remedy. Plain, l2 and l1, each with the
# net of its last epoch and with its winner, all from noisy labels. The strengths, 0.01 and
# 0.001, were the best powers of ten in searches like the last one, with one label in five
# wrong, judged by the validation accuracy of the last epoch. In this chapter the test set has
# not been touched so far; we open it once.
#
# **Predict:** which of the six is worst? Do two remedies add up?


# %% role="demo" tags=["nbval-ignore-output"]
def tested(model_of):
    """Return the test accuracy of each of five models."""
    nets = [model_of(i) for i in range(5)]
    answers = [np.argmax(net(x_test, training=False), axis=1) for net in nets]
    return np.mean(np.stack(answers) == y_test, axis=1)


results = {
    name: {"last epoch": tested(runs.last_model), "winner": tested(runs.model)}
    for name, runs in arms.items()
}
plots.compare(
    {name: {k: 100 * v for k, v in both.items()} for name, both in results.items()},
    ylabel="test accuracy (%)",
    title="Noisy labels, five seeds each",
    alt="Test accuracy of five seeds for plain, l2 and l1, each with the net of the last epoch "
    "and the winner. The plain net of the last epoch is lowest, by far; the winners with l2 "
    "and l1 are highest.",
)
for name, both in results.items():
    for kind, right in both.items():
        print(f"{name:5}, {kind:10}: {training.mean_and_spread(right, percent=True)}")

# %% [markdown] cited=[55000]
# Each remedy alone lifts the plain net by seven or eight points. Together with early stopping
# both l2 and l1 come to about 79 %, against 75 % for early stopping alone. That is not
# the sum, since all of them cure the same illness, but three or four points more, with spreads
# of one to two. Between l1 and l2 five seeds see no difference.
#
# ### At full scale
#
# On all of MNIST, with correct labels, there is less to win. Here is the book's net, 512-256-128,
# on 55,000 digits: at most ten epochs, the rate falling to zero along a cosine. The
# row *early stopping* is the plain net, stopped after three epochs without a winner. You need
# not run this; the table comes with the chapter. **Predict** the order.

# %% role="demo"
reference.show(
    {
        "test_accuracy": "test accuracy (%)",
        "train_accuracy": "training accuracy (%)",
        "epochs": "epochs",
    }
)

# %% [markdown] cited=[98.1, 94.9, 1.62, 1.6, 2048]
# The book has 98.1 % for the plain net and 94.9 % with the default l2; ours have 98.48 % and
# 95.99 %. The default underfits, for all its ten epochs: it is right on no more of the *training*
# digits than of the others. A thousandth of it does no harm, and no good that five seeds could show.
#
# Two lessons. First, these nets know every training digit by heart and still read new ones well:
# there is hardly a gap to close, so a remedy against overfitting has nothing to cure. Srivastava et
# al. (2014, table 9) saw the same: 1.62 % of errors with l2, 1.60 % with l2 and l1, for nets up to
# 2,048 neurons wide, and it took dropout and max-norm to get further. Second, **early stopping
# costs something here**: 98.10 %. It watches the loss, which turns up while the accuracy still
# rises, and it stops before the falling rate has done its best work. Patience and schedules want to
# be chosen together; the next one who tells you that early stopping is a free lunch has not looked.

# %% [markdown] cited=[91, 90.5]
# ## 11. Questions
#
# ### Exercise 11: choose a letter
#
# Fill in one letter for each question.
#
# **`held`**: `fit` ran with `EarlyStopping(patience=5)` and validation data. The best epoch was
# 7, and training stopped after epoch 12. Whose weights does the model hold now?
# a) those of epoch 7; b) a mean of epochs 7 to 12; c) those of epoch 12; d) those from
# before training.
#
# **`chosen`**: A colleague has no validation set, so she stops when the loss on the test set is
# lowest, and reports the accuracy on the test set. What is her figure?
# a) too high on average, since the test set chose the net; b) right, since no gradient came from
# the test set; c) too low on average; d) right, if the winner's weights were restored.
#
# **`underfit`**: With l2 of 0.01 a net is right on 91 % of the training and 90.5 % of the
# validation digits. What do you try first? a) more training data; b) early stopping;
# c) l2 on the biases as well; d) 0.001.
#
# **`silent`**: Your own training loop trains a net with `kernel_regularizer=L2(0.1)` in each
# layer. After 1,000 steps its weights are as long as those of a net without. Why, most
# likely? a) 0.1 is too weak; b) `model.losses` was never added; c) l2 makes weights sparse, not
# short; d) it needs `model.compile` first.

# %% role="solution" id="questions"
answers = {
    "held": None,
    "chosen": None,
    "underfit": None,
    "silent": None,
}
### BEGIN SOLUTION
answers = {
    "held": "c",
    "chosen": "a",
    "underfit": "d",
    "silent": "b",
}
### END SOLUTION

# %% role="tests" id="questions" part="held" points=1
# Run this cell to check questions, held (1 point).
checks.option(answers.get("held"), "abcd", "held")
checks.recorded("questions, held")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("held"),
    "c",
    {
        "a": "Only with restore_best_weights=True, which is not the default.",
        "b": "Nothing is averaged: the model is what the last step left.",
        "d": "Stopping undoes nothing: the model is what the last step left.",
    },
    "held",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="chosen" points=1
# Run this cell to check questions, chosen (1 point).
checks.option(answers.get("chosen"), "abcd", "chosen")
checks.recorded("questions, chosen")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("chosen"),
    "a",
    {
        "b": "Choosing among many nets is learning too, without a gradient.",
        "c": "The best of many noisy figures is too good on average, not too bad.",
        "d": "Restoring keeps the very net that the test set chose.",
    },
    "chosen",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="underfit" points=1
# Run this cell to check questions, underfit (1 point).
checks.option(answers.get("underfit"), "abcd", "underfit")
checks.recorded("questions, underfit")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("underfit"),
    "d",
    {
        "a": "More data cure variance, and here training and validation hardly differ.",
        "b": "It does not even fit the training data: stopping sooner makes that worse.",
        "c": "It is bias already, and this would regularise more.",
    },
    "underfit",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="silent" points=1
# Run this cell to check questions, silent (1 point).
checks.option(answers.get("silent"), "abcd", "silent")
checks.recorded("questions, silent")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("silent"),
    "b",
    {
        "a": "0.1 is ten times a default that is already strong.",
        "c": "It is the other way round: l1 makes them sparse, l2 short.",
        "d": "A loop of your own needs no compile; it computes the loss by itself.",
    },
    "silent",
)
### END HIDDEN TESTS

# %% [markdown] cited=[89, 90.5, 1.5]
# ### Exercise 12: in your own words
#
# A colleague trains with `EarlyStopping(monitor="val_loss", patience=1)` and complains: "It
# stopped after epoch 6 with 89 % right on the validation set. Without it, the loss rose from
# there on, but the accuracy went on to 90.5 % at epoch 20. Early stopping threw my best net
# away, so it is nonsense." Answer in four to seven sentences: explain how the loss can rise
# while the accuracy rises, say what you would change in the call, and how you would find out
# whether the 1.5 points are real. This one is read by a person.

# %% [markdown] role="open" id="thrown_away" points=3
# *Rubric.* **1 point**: explains that cross-entropy also measures how sure the net is: a net
# that grows more confident pays more and more for the few digits on which it is wrong, while
# others cross over to the right side, so loss and accuracy can part. **1 point**: names
# sensible changes, such as monitoring `val_accuracy` if accuracy is what counts, more
# patience, and `restore_best_weights=True`. **1 point**: compares over several seeds, with
# mean and spread, on data that chose neither net (the test set, opened once, or a second
# validation set), and sees that a maximum over 20 epochs of a noisy curve is too good.

# %% [markdown] cited=[427]
# ## Summary
#
# | question | answer |
# |---|---|
# | when to stop | when the winner is `patience` old; then restore the winner |
# | what is a snapshot | a copy of *all* of `model.weights` |
# | Keras's callback | say `restore_best_weights=True`; patience is in epochs |
# | what to watch | validation data, without the penalty; never the test set |
# | l1 | $\lambda_1 \sum \lvert w \rvert$, equal pull on all: weights become 0 |
# | l2 | $\lambda_2 \sum w^2$, pull $2\lambda_2 w$: weights become short |
# | biases | go free |
# | own training loop | `loss += sum(model.losses)`, once |
# | with Adam | l2 is not weight decay; `AdamW` decouples |
# | how strong | search by factors of ten, over seeds; the default 0.01 is one guess |
# | high bias / high variance | less / more regularisation |
#
# **Ask yourself.** Why does a snapshot of the winner not contain the optimiser's momenta, and
# when would you want them? If you double every batch, what becomes of 2,000 steps of patience?
# How would you choose a strength if you could afford only one seed?
#
# **Your turn.** `keras_stopper` and `AdamW` have not met yet. Can the two together beat every net
# of section 10 on the validation set? Five seeds, mean and spread.
#
# **Read on**
#
# - Prechelt, L. (1998). *Early stopping, but when?* In: Neural Networks: Tricks of the Trade.
# - Krogh, A. and Hertz, J. (1991). *A simple weight decay can improve generalization.* NIPS.
# - Loshchilov, I. and Hutter, F. (2019). *Decoupled weight decay regularization.* ICLR.
# - Srivastava, N., Hinton, G., Krizhevsky, A., Sutskever, I. and Salakhutdinov, R. (2014).
#   *Dropout: a simple way to prevent neural networks from overfitting.* JMLR 15.
# - Nielsen, M. (2015). *Neural Networks and Deep Learning*, chapter 3: why regularisation
#   should help at all.
# - Dyson, F. (2004). *A meeting with Enrico Fermi.* Nature 427: the elephant.
# - Mayer, J., Khairy, K. and Howard, J. (2010). *Drawing an elephant with four complex
#   parameters.* American Journal of Physics 78.
# - Géron, A. (2022). *Hands-On Machine Learning with Scikit-Learn, Keras & TensorFlow*.
