# %% [markdown]
# # Watching a net train: TensorBoard, and drawing the model
#
# *A net is a dark room full of numbers, and a loss that does not fall is a noise in it.*
# TensorBoard is the torch. By the end of this chapter you will have lit it in your own
# notebook, compared runs side by side, read its files with thirty lines of Python of your
# own, and found out what is wrong with a net by looking at its weights. And you will have
# drawn a model, whether or not the usual program for it is installed.
#
# **You will be able to**
#
# - [ ] count a net's parameters by hand, and find a mistake in a famous book that way
# - [ ] give each run a folder whose name lets you find it again, with a regular expression
# - [ ] say which arguments of the callback matter, and which ones of old tutorials are gone
# - [ ] start TensorBoard for yourself alone, on a free port, and stop it again
# - [ ] take an event file apart: records, scalars, histograms, graphs
# - [ ] recognise identical initialisation in a histogram, and prove by gradients why it stays
# - [ ] log a number of your own, such as the norm of the gradient
# - [ ] tell the two graphs of a model apart, strip the constants of one, draw the other
#
# **Before this chapter**: dense layers with ReLU, gradients, Adam, training and validation
# sets, the mean absolute error (MAE).
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import (
    checks,
    dot_plots,
    event_logs,
    log_plots,
    plots,
    ridge_plots,
    training,
)
from deepnets.board import Board
from deepnets.data import load_wine

# %%
import contextlib
import math
import os
import re
import shutil
import struct
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

# %% [markdown]
# ## 1. The patient
#
# White wine, measured by a laboratory: acids, sugar, salt, sulphur, density, pH. From nine
# such measurements a net shall tell the tenth, the **alcohol**. (Rows that repeat an earlier
# one are dropped, so that no wine is in two of our sets.) All columns are standardised with
# the training set's means and deviations, so an MAE of 1 is one standard deviation.
#
# Start Jupyter with `DEEPNETS_SIZE=full` to train everything below ten times as long, as a
# book would. The text speaks of the short run.

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
EPOCHS, BATCH, RATE = {"small": 20, "full": 200}[SIZE], 128, 0.003
print(f"{EPOCHS} epochs in batches of {BATCH}, Adam with a rate of {RATE}")


# %% role="demo" tags=["nbval-ignore-output"]
def prepared(wine):
    """Shuffle and split a table of wines; return standardised inputs and alcohol."""
    table = wine.to_numpy()[np.random.default_rng(0).permutation(len(wine))]
    train, valid, _ = np.split(table, [len(wine) * 8 // 10, len(wine) * 9 // 10])
    parts = [(part - train.mean(axis=0)) / train.std(axis=0) for part in (train, valid)]
    return [
        part[:, columns].astype("float32")
        for part in parts
        for columns in (slice(0, 9), slice(10, 11))
    ]


wine = load_wine().drop_duplicates()
x_train, y_train, x_valid, y_valid = prepared(wine)
print(f"{len(x_train):,} wines to train, {len(x_valid)} to validate")
print("inputs:", ", ".join(wine.columns[:9]))
dummy = np.abs(y_valid - np.median(y_train)).mean()
print(
    f"dummy, always the median: MAE {dummy:.3f} standard deviations of {wine.columns[10]}"
)

# %% [markdown]
# The two nets come from a well-known book, *Deep Learning Quick Reference* (Bernico, 2018): a shallow
# one with a single hidden layer of 32 ReLU neurons, and a deep one with 32, 32, 32, 32 and
# 16. The names of the layers matter in this chapter: you will meet them again in every
# histogram and every graph.


# %%
DEEP, SHALLOW = (32, 32, 32, 32, 16), (32,)


def wine_net(units, n_inputs=9, initializer="glorot_uniform", rate=0.003):
    """Return a compiled net: ReLU layers hidden1, hidden2 ..., and one linear output."""
    inputs = flow = keras.Input((n_inputs,), name="input")
    for number, size in enumerate(units, start=1):
        flow = layers.Dense(
            size, "relu", kernel_initializer=initializer, name=f"hidden{number}"
        )(flow)
    final = layers.Dense(1, kernel_initializer=initializer, name="final")(flow)
    net = keras.Model(inputs, final, name="net")
    net.compile(keras.optimizers.Adam(rate), "mean_absolute_error", jit_compile=False)
    return net


# %% [markdown]
# ### Exercise 1: count
#
# The book boasts that TensorBoard lets us inspect all 4,033 parameters of its deep net at a
# glance. Is that number right? Write `count_parameters(n_inputs, units)`.
#
# - `n_inputs`: how many numbers go in; `units`: a list with the neurons of every dense
#   layer, the output layer included, such as `[32, 32, 32, 32, 16, 1]`.
# - Return how many weights and biases there are, as an `int`. Every neuron has one weight
#   for each number that it receives, and one bias.
#
# For instance, `count_parameters(4, [3, 2])` is 23.
#
# *Checked, here or in grading:* the number, for nets of one to five layers.


# %% role="solution" id="count_parameters"
def count_parameters(n_inputs, units):
    """Return the number of weights and biases of a stack of dense layers."""
    ### BEGIN SOLUTION
    sizes = [n_inputs, *units]
    return sum((size + 1) * after for size, after in pairwise(sizes))
    ### END SOLUTION


# %% role="tests" id="count_parameters" points=1
# Run this cell to check count_parameters (1 point).
checks.equal(
    count_parameters(4, [3, 2]),
    23,
    "The number of parameters of 4 inputs and layers of 3 and 2 neurons",
    mistakes=[
        (18, "The biases are missing: one for each neuron."),
        (20, "Each neuron has a bias, not each layer."),
        (27, "Inputs have no bias: they are given, not computed."),
        (15, "Count the weights of the last layer too."),
        (8, "The first layer has weights too: one for each input and neuron."),
        (24, "Weights of one layer add to those of the next; do not multiply them."),
    ],
    hint="A layer of n neurons that receives m numbers has m · n weights and n biases.",
)
checks.passed("count_parameters")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(31)
for number in range(4):
    n_inputs, *units = (int(n) for n in generator.integers(1, 40, 2 + number))
    sizes = [n_inputs, *units]
    expected = sum(a * b + b for a, b in pairwise(sizes))
    checks.equal(
        count_parameters(n_inputs, list(units)),
        expected,
        f"The number of parameters of {n_inputs} inputs and layers of {units} neurons",
        mistakes=[
            (expected - sum(units), "The biases are missing."),
            (expected + n_inputs, "Inputs have no bias."),
        ],
        hint="Use the arguments: any number of inputs, layers and neurons.",
    )
### END HIDDEN TESTS

# %% [markdown]
# The book says that its net predicts alcohol from the **ten** other measurements.
# **Predict**: for how many inputs does the deep net have 4,033 parameters?

# %% role="demo"
for n_inputs in (8, 9, 10, 11):
    print(f"{n_inputs:2} inputs: {count_parameters(n_inputs, [*DEEP, 1]):,} parameters")
print("Keras counts", f"{wine_net(DEEP).count_params():,}", "for our nine inputs")

# %% [markdown]
# For nine. The book's program takes the columns `0:9`, which are nine: Python leaves out the
# end, and the tenth column, the sulphates, never reached the net. Neither the loss nor any
# error says so. **A count is a test**: work it out by hand *before* you run
# `model.summary()`, and a number that does not agree has something to tell you. We keep the
# book's nine inputs here, on purpose now, so that our patient is the book's.

# %% [markdown]
# ## 2. A place for every run
#
# A *run* is one training of one net. TensorBoard and Keras do not talk to each other; they
# share a folder. Keras writes **event files** into it while it trains, TensorBoard looks
# every few seconds whether there is something new. It takes each folder that holds event
# files for a run, and the folder's path for the run's *name*.
#
# So the layout of folders *is* your laboratory book. Two rules follow.
#
# 1. **A folder for each run.** Train twice into one folder, and TensorBoard joins both
#    trainings to one curve that runs to the right, jumps back, and runs again.
# 2. **The name says what was different.** `run_7_final_new` will tell you nothing in a month.
#    `net=deep,rate=0.003,seed=0` will, and a regular expression can find it.
#
# And one trap. The book logs to `~/ch3_tb_log/mlp`, where `~` is your home folder, or is
# it? **Predict** which folders this makes, in an empty place:

# %% role="demo"
with contextlib.chdir(tempfile.mkdtemp()):
    tf.summary.create_file_writer("~/ch3_tb_log/mlp").close()
    print([path.as_posix() for path in sorted(Path().rglob("*")) if path.is_dir()])

# %% [markdown]
# It is a *shell* that turns `~` into your home. Keras takes it as a name, and makes a folder
# called `~` wherever you happen to be; `tensorboard --logdir ~/ch3_tb_log` then looks into
# your home and shows nothing at all. (The book's second net logs to `./ch3_tb_log`, which is
# a third place. Its two curves could not have met in one picture.)
#
# ### Exercise 2: name it
#
# Write `run_folder(root, settings)`: return the folder of a run, a string or a `Path`.
#
# - `root`: the folder of all runs. A `~` at its beginning must become the home folder:
#   `os.path.expanduser` knows how.
# - `settings`: a dict of what distinguishes the run, such as
#   `{"net": "deep", "rate": 0.003, "seed": 0}`.
# - The run's name has one `key=value` for each setting, joined by commas, **in the
#   alphabetical order of the keys**: the same settings are the same run, in whatever order
#   somebody wrote them. A float is written as `f"{value:g}"` writes it (`0.001`, not
#   `0.0010000000000000002`); everything else as `str` does.
#
# For instance, `run_folder("logs", {"seed": 0, "rate": 0.003, "net": "deep"})` is
# `logs/net=deep,rate=0.003,seed=0`.
#
# *Checked, here or in grading:* the order, floats and other values, a `~` at the beginning
# of the root and in the middle of it.


# %% role="solution" id="run_folder"
def run_folder(root, settings):
    """Return the folder of the run with these settings, below ``root``."""
    ### BEGIN SOLUTION
    parts = []
    for key, value in sorted(settings.items()):
        text = f"{value:g}" if isinstance(value, float) else str(value)
        parts.append(f"{key}={text}")
    return os.path.join(os.path.expanduser(root), ",".join(parts))
    ### END SOLUTION


# %% role="tests" id="run_folder" points=2
# Run this cell to check run_folder (2 points).
def path_of(value):
    """Return what run_folder returned as a path; it must be a string or a Path."""
    checks.written(value, "run_folder")
    checks.that(
        isinstance(value, str | Path),
        "run_folder must return a string or a Path.",
        got=type(value).__name__,
    )
    return Path(value).as_posix()


checks.equal(
    path_of(run_folder("logs", {"seed": 0, "rate": 0.003, "net": "deep"})),
    "logs/net=deep,rate=0.003,seed=0",
    "The folder of the example",
    mistakes=[
        (
            "logs/seed=0,rate=0.003,net=deep",
            "The keys are not in alphabetical order: `sorted(settings.items())`.",
        ),
        ("net=deep,rate=0.003,seed=0", "The root is missing."),
        ("logs/deep,0.003,0", "Which is which? Write `key=value`."),
        ("logs/net=deep_rate=0.003_seed=0", "The parts are joined by commas."),
        ("logs/net=deep/rate=0.003/seed=0", "One folder, its parts joined by commas."),
        ("logsnet=deep,rate=0.003,seed=0", "Join with `os.path.join`, or with `/`."),
        ("logs/net=deep, rate=0.003, seed=0", "Commas alone, no spaces."),
        ("logs/net:deep,rate:0.003,seed:0", "Write `key=value`, with an equals sign."),
        ("logs/net=deep,rate=0.003000,seed=0", 'Write floats with f"{value:g}".'),
    ],
    hint="The root as it is, a `/`, and `key=value` for each key, in alphabetical order, "
    "joined by commas.",
)
checks.equal(
    path_of(run_folder("logs", {"rate": 0.1 + 0.2})),
    "logs/rate=0.3",
    "The folder of a run with the rate 0.1 + 0.2",
    mistakes=[
        ("logs/rate=0.30000000000000004", 'Write floats with f"{value:g}".'),
        ("logs/rate=0.300000", 'Write floats with f"{value:g}": no zeros at the end.'),
    ],
)
home = path_of(run_folder("~/logs", {"seed": 1}))
checks.that(
    "~" not in home and os.path.isabs(home) and home.endswith("/logs/seed=1"),
    "A `~` at the beginning of the root must become the home folder.",
    got=home,
    hint="os.path.expanduser(root) does it. Keras does not, as you saw.",
)
checks.passed("run_folder")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(32)
names = ["alpha", "batch", "net", "optimizer", "rate", "seed", "width"]
for number in range(3):
    chosen = [str(name) for name in generator.permutation(names)[: 3 + number]]
    values = [1e-05, 20_260_314, "wide", 0.5, 64, 2.0, 0.1 * 3]
    settings = {name: values[(number + i) % 7] for i, name in enumerate(chosen)}
    written = {n: f"{v:g}" if type(v) is float else str(v) for n, v in settings.items()}
    expected = ",".join(f"{name}={written[name]}" for name in sorted(settings))
    got = path_of(run_folder(f"some/place{number}", dict(settings)))
    checks.equal(
        got,
        f"some/place{number}/{expected}",
        f"The folder of {settings}",
        mistakes=[(expected, "The root is missing.")],
        hint="Every float is written with :g, so 2.0 becomes 2; and floats alone are: :g "
        "would round a long whole number.",
    )
home = path_of(run_folder("~", {"b": "x", "a": 3}))
checks.that(
    "~" not in home and home.endswith("/a=3,b=x"),
    "A root that is `~` alone must become the home folder.",
    got=home,
)
inside = path_of(run_folder("data/a~b", {"a": 1}))
checks.equal(
    inside,
    "data/a~b/a=1",
    "A root with a ~ in the middle",
    hint="Only at the beginning does a ~ mean home: leave it to os.path.expanduser.",
)
### END HIDDEN TESTS

# %% [markdown]
# ### The callback, then and now
#
# A *callback* is an object that `fit` calls at fixed moments: before training, after each
# batch, after each epoch. `keras.callbacks.TensorBoard` uses them to write. Its arguments
# have changed since the book was written, and tutorials have not:
#
# | argument | then | today |
# |---|---|---|
# | `log_dir` | the run's folder | the same; Keras adds `train` and `validation` below it |
# | `histogram_freq=n` | histograms of weights and activations, every n epochs | of weights only; default 0, that is, none |
# | `write_graph=True` | the graph of all operations | the layers only (section 8) |
# | `batch_size=` | for the histograms | gone |
# | `write_grads=` | histograms of gradients | gone (section 7 brings gradients back) |
# | `update_freq=` | | scalars once an `"epoch"`, or every n batches |
# | `profile_batch=` | | measures time and memory of some batches; default 0, off |

# %% role="demo"
for old in ({"batch_size": 32}, {"write_grads": False}):
    try:
        keras.callbacks.TensorBoard("logs", **old)
    except TypeError as error:
        print(error)

# %% [markdown]
# ### Exercise 3: the right arguments
#
# Write `run_callback(folder, every=1)`: return one `keras.callbacks.TensorBoard` that
#
# - writes the run that lives in `folder`;
# - logs histograms of all weights after every `every` epochs;
# - logs losses and metrics once an epoch, and the graph of the layers;
# - writes no pictures of the weights and profiles nothing.
#
# *Checked, here or in grading:* each of these, with several folders and values of `every`.


# %% role="solution" id="run_callback"
def run_callback(folder, every=1):
    """Return the callback that logs a run into ``folder``."""
    ### BEGIN SOLUTION
    return keras.callbacks.TensorBoard(
        log_dir=folder, histogram_freq=every, write_graph=True, update_freq="epoch"
    )
    ### END SOLUTION


# %% role="tests" id="run_callback" points=2
# Run this cell to check run_callback (2 points).
def settings_of(folder, **every):
    """Return what counts of the callback that run_callback returns."""
    try:
        callback = checks.written(run_callback(folder, **every), "run_callback")
    except TypeError as error:
        raise checks.CheckFailed(
            "run_callback, or the callback that it makes, refuses an argument.",
            hint=f"{error}. Is it one of those that are gone, or is one missing in your "
            "`def`?",
        ) from None
    for name in ("log_dir", "histogram_freq", "write_graph", "on_epoch_end"):
        checks.that(
            hasattr(callback, name),
            f"run_callback must return one TensorBoard callback; no {name!r} found.",
            hint="Return the callback itself, not a list, and not the class.",
        )
    return callback


callback = settings_of("logs/net=deep")
checks.equal(
    str(callback.log_dir),
    "logs/net=deep",
    "The folder of the callback",
    mistakes=[
        (
            "logs",
            "`log_dir` is missing: it logs to the default, for every run the same.",
        ),
        ("logs/net=deep/train", "Keras adds `train` by itself: pass the run's folder."),
    ],
)
checks.equal(
    callback.histogram_freq,
    1,
    "How often histograms are logged",
    mistakes=[(0, "The default of `histogram_freq` is 0: no histograms at all.")],
)
checks.that(
    callback.write_graph is True, "It does not log the graph.", got=callback.write_graph
)
checks.equal(
    callback.update_freq,
    "epoch",
    "The interval at which losses and metrics are logged",
    mistakes=[(1, "Not after every batch: that slows small nets down.")],
)
checks.passed("run_callback")
### BEGIN HIDDEN TESTS
for folder, every in (("a/b/seed=3", 5), ("c", 2)):
    callback = settings_of(folder, every=every)
    checks.equal(str(callback.log_dir), folder, "The folder of the callback")
    checks.equal(
        callback.histogram_freq,
        every,
        f"How often histograms are logged, with every={every}",
        mistakes=[(1, "Is the argument `every` used?"), (0, "No histograms at all.")],
    )
    checks.that(
        not getattr(callback, "_should_trace", False),
        "It measures time and memory of some batches too.",
        hint="Leave `profile_batch` at its default, which is 0.",
    )
    checks.that(
        callback.write_images is False,
        "It writes the weights as pictures too.",
        hint="Leave `write_images` at its default.",
    )
    checks.that(
        callback.write_graph is True and callback.update_freq == "epoch",
        "The graph, and losses once an epoch, are asked for.",
        got=(callback.write_graph, callback.update_freq),
    )
### END HIDDEN TESTS

# %% [markdown]
# Now both nets, each into its own folder below `LOGS`, a fresh temporary folder. That is the
# whole use of a callback: one argument of `fit`.


# %% role="demo" tags=["nbval-ignore-output"]
LOGS = tempfile.mkdtemp(prefix="logs-")


def fit_logged(net, name, seed=0):
    """Train a net and log it as the run with this name."""
    folder = run_folder(LOGS, {"net": name, "rate": RATE, "seed": seed})
    training.set_seed(seed)  # also the order of the batches
    net.fit(
        *(x_train, y_train, BATCH, EPOCHS),
        verbose=0,
        validation_data=(x_valid, y_valid),
        callbacks=[run_callback(folder)],
    )
    return net


training.set_seed(0)
shallow, deep = wine_net(SHALLOW), wine_net(DEEP)
fit_logged(shallow, "shallow")
fit_logged(deep, "deep")
for run, folder in event_logs.run_folders(LOGS).items():
    sizes = [path.stat().st_size for path in folder.iterdir()]
    print(f"{run}: {len(sizes)} file, {sum(sizes) / 1000:.0f} kB")

# %% [markdown]
# A run becomes two, `train` and `validation`, so that TensorBoard draws both curves into one
# picture. And see what the histograms cost: the training files are large, and would be larger
# for a larger net. That is why they are off by default.

# %% [markdown]
# ## 3. Light
#
# The usual way to start TensorBoard is a command in a terminal:
#
# ```
# tensorboard --logdir FOLDER --port 6006
# ```
#
# and a browser at `http://localhost:6006`. The *port* is the number of a door of this machine;
# `6006` is the usual one, and if it is taken, take another. In a notebook, `%load_ext
# tensorboard` and `%tensorboard --logdir FOLDER` do the same. We use `Board`, a few lines
# around TensorBoard's own `program.TensorBoard`: it takes a port that is free, runs in this
# notebook's kernel, and can be stopped. Click on the link.

# %% role="demo" tags=["nbval-ignore-output"]
board = Board(LOGS)
board

# %% [markdown]
# **Who may look?** TensorBoard asks for no password. `Board`, like the command, listens on
# `localhost` only, so nobody else can see your runs. When the net trains on a server, the
# book opens port `6006` in the firewall to the whole world, and jokes about living
# dangerously. There is no need to. Build a tunnel instead: on your laptop,
# `ssh -L 6006:localhost:6006 you@server` lets your own `http://localhost:6006` lead to the
# server's, through the encrypted door that is open anyway. (On a JupyterHub,
# `jupyter-server-proxy` does it, at `/proxy/6006/`.)
#
# If you have no browser at hand, this is what its page *Scalars* shows of our two nets. (The page
# *Time series*, which opens first, has the same curves on larger cards.)
#
# ![TensorBoard's page of scalars: on the left the runs with check boxes, below a slider for smoothing and a field with a regular expression; on the right the loss of four runs against the epoch, falling steeply and then slowly.](scalars.png)
#
# The page is one program, the data are another: the page asks the server in plain HTTP,
# and so can you.

# %% role="demo" tags=["nbval-ignore-output"]
while len(board.get("data/runs")) < 4:
    time.sleep(0.2)  # it is still reading
for run in sorted(board.get("data/runs")):
    print(run, sorted(board.get("data/plugin/scalars/tags")[run]))

# %% [markdown]
# Each curve has a *tag*. `epoch_loss` is the loss after each epoch. Keras logs two more
# unasked: `epoch_learning_rate` beside the training loss, and
# `evaluation_loss_vs_iterations`, which is the validation loss once more, against the number
# of steps instead of epochs. Epochs count from 0, since this is Python.
#
# **One thing to know before you read a curve.** The bold line is *smoothed*. What was logged
# is the pale one behind it. TensorBoard's smoothing is a running mean $s_t$ of the values
# $v_t$, with a weight $w$ of 0.6 unless you move the slider:
#
# $$s_t = w\,s_{t-1} + (1 - w)\,v_t, \qquad \text{drawn as}\quad \frac{s_t}{1 - w^{t+1}},$$
#
# starting from nothing ($s_{-1} = 0$), which the denominator makes up for.
# **Predict**: on a falling curve, is the bold line above the pale one or below?


# %% role="demo" tags=["nbval-ignore-output"]
def smoothed(values, weight):
    """Return a curve as TensorBoard draws it in bold."""
    result, running = [], 0.0
    for t, value in enumerate(values):
        running = weight * running + (1 - weight) * value
        result.append(running / (1 - weight ** (t + 1)))
    return result


curves = event_logs.scalars(LOGS).query("tag == 'epoch_loss'").groupby("run").value
loss = curves.get_group("net=deep,rate=0.003,seed=0/validation").to_numpy()
lines = {"as logged": loss} | {f"smoothed, {w}": smoothed(loss, w) for w in (0.6, 0.9)}
log_plots.log_curves(
    {name: (np.arange(EPOCHS), line) for name, line in lines.items()},
    ylabel="validation MAE",
    ylim=(0.18, 0.6),
    title="What the bold line is",
    alt="Validation error of the deep net against the epoch, on a log scale: as logged it "
    "falls at once; smoothed with 0.6 it comes down later, and with 0.9 much later.",
)

# %% [markdown]
# Above: it remembers the past. With strong smoothing a net that has long stopped improving
# still seems to improve. Smooth to see a trend in a rough curve, never to read off a value.

# %% [markdown]
# ## 4. Many runs, one regular expression
#
# Two runs fit on a screen. A search makes hundreds. Above the list of runs there is a field,
# *Filter runs (regex)*: it shows the runs whose name **contains a match**, in capitals or
# not, which in Python is `re.search(pattern, name, re.IGNORECASE)`. (The page
# *Scalars* has such a field too, and there capitals count.) The little that you need:
#
# | written | matches |
# |---|---|
# | `deep` | these letters, anywhere |
# | `^` and `$` | the beginning and the end of the name |
# | `.` | any character; a real point is `\.` |
# | `.*` | anything, also nothing |
# | `[1-3]` | one character from 1 to 3 |
#
# And `a|b` matches a or b.
#
# ### Exercise 4: find them
#
# Fill in four patterns, as Python strings (write `r"..."`, so that a backslash stays one).
# The runs are named as in exercise 2, for instance `net=deep,rate=0.01,seed=12/train`, with
# other nets, rates and seeds.
#
# - `deep`: all runs of the net `deep`, training and validation. There are also nets called
#   `deeper` and `notdeep`, which are others.
# - `validation`: all validation runs. Beware of a net called `validated`.
# - `rate`: all runs with a rate of exactly 0.01, not 0.001, not 0.015.
# - `seeds`: validation runs of the net `deep` with a seed from 1 to 3. Seed 12 is another.
#
# *Checked, here or in grading:* which of many names each pattern finds, and that it finds all.

# %% role="solution" id="patterns"
patterns = {"deep": "", "validation": "", "rate": "", "seeds": ""}
### BEGIN SOLUTION
patterns = {
    "deep": r"net=deep,",
    "validation": r"/validation$",
    "rate": r"rate=0\.01,",
    "seeds": r"net=deep,.*seed=[1-3]/validation",
}
### END SOLUTION


# %% role="tests" id="patterns" part="names" points=1
# Run this cell to check patterns, names (1 point).
def check_pattern(key, wanted, names):
    """Fail unless patterns[key] finds exactly those names for which wanted is true."""
    pattern = checks.written(patterns.get(key), f'patterns["{key}"]')
    checks.that(
        isinstance(pattern, str) and pattern,
        f'patterns["{key}"] must be a string that is not empty.',
        got=pattern,
    )
    try:
        search = re.compile(pattern, re.IGNORECASE).search
    except re.error as error:
        raise checks.CheckFailed(
            f'patterns["{key}"] is no regular expression.', hint=str(error)
        ) from None
    for name, parts in names.items():
        found, right = search(name) is not None, wanted(*parts)
        checks.that(
            found == right,
            f'patterns["{key}"] {"finds" if found else "does not find"} {name}',
            hint="It should not: say what comes before, or after."
            if found
            else "It should: what does the pattern ask for that this name does not have?",
        )


def names_of(nets, rates, seeds):
    """Return the names of many runs, with what each is made of."""
    return {
        f"net={net},rate={rate:g},seed={seed}/{part}": (net, rate, seed, part)
        for net in nets
        for rate in rates
        for seed in seeds
        for part in ("train", "validation")
    }


some = names_of(("deep", "shallow", "deeper", "validated"), (0.01, 0.001), (0, 2, 12))
check_pattern("deep", lambda net, rate, seed, part: net == "deep", some)
check_pattern("validation", lambda net, rate, seed, part: part == "validation", some)
checks.passed("patterns, names")
### BEGIN HIDDEN TESTS
others = names_of(
    ("deep", "notdeep", "deep2", "wide", "validation-net"), (0.1,), (1, 31)
)
check_pattern("deep", lambda net, rate, seed, part: net == "deep", others)
check_pattern("validation", lambda net, rate, seed, part: part == "validation", others)
### END HIDDEN TESTS

# %% role="tests" id="patterns" part="numbers" points=1
# Run this cell to check patterns, numbers (1 point).
some = names_of(("deep", "shallow"), (0.01, 0.001, 0.015), (0, 2, 3, 12))
check_pattern("rate", lambda net, rate, seed, part: rate == 0.01, some)
check_pattern(
    "seeds",
    lambda net, rate, seed, part: (
        net == "deep" and 1 <= seed <= 3 and part == "validation"
    ),
    some,
)
checks.passed("patterns, numbers")
### BEGIN HIDDEN TESTS
others = names_of(
    ("deep", "deeper", "wide"), (0.01, 0.0101, 0.1), (1, 3, 4, 13, 21, 31)
)
check_pattern("rate", lambda net, rate, seed, part: rate == 0.01, others)
check_pattern(
    "seeds",
    lambda net, rate, seed, part: (
        net == "deep" and 1 <= seed <= 3 and part == "validation"
    ),
    others,
)
### END HIDDEN TESTS

# %% [markdown]
# One training is an anecdote, so here are five of each net. `training.fit_seeds` trains them
# much faster than `fit`, because it compiles once, and takes no callback. So we write the logs
# ourselves, when the training is over: TensorBoard does not mind who wrote them, or when. **A
# writer, in four lines**: open one for the folder, make it the default, write scalars with a
# name and a step, and close it, or the last values stay in memory.


# %% role="demo" tags=["nbval-ignore-output"]
def log_curve(folder, tag, values):
    """Write one curve into a run's folder."""
    writer = tf.summary.create_file_writer(folder)
    with writer.as_default():
        for step, value in enumerate(values):
            tf.summary.scalar(tag, value, step=step)
    writer.close()


def five_seeds(name, build):
    """Train a net from five seeds."""
    return training.fit_seeds(
        build,
        *(x_train, y_train),
        label=f"{name}, 5 seeds",
        epochs=EPOCHS,
        batch_size=BATCH,
        validation_data=(x_valid, y_valid),
        seeds=range(1, 6),
    )


# %% role="demo" tags=["nbval-ignore-output"]
five = {}
for name, units in (("shallow", SHALLOW), ("deep", DEEP)):
    five[name] = runs = five_seeds(name, lambda units=units: wine_net(units))
    for i, seed in enumerate(runs.seeds):
        folder = run_folder(LOGS, {"net": name, "rate": RATE, "seed": seed})
        log_curve(f"{folder}/train", "epoch_loss", runs.history["loss"][i])
        log_curve(f"{folder}/validation", "epoch_loss", runs.history["val_loss"][i])

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    {
        "shallow, training": five["shallow"].history["loss"],
        "shallow, validation": five["shallow"].history["val_loss"],
        "deep, training": five["deep"].history["loss"],
        "deep, validation": five["deep"].history["val_loss"],
    },
    ylabel="MAE (standard deviations)",
    ylim=(0.18, 0.75),
    title="Two nets, five seeds each",
    alt="Error against the epoch on a log scale, mean of five seeds. On training data the "
    "deep net ends below the shallow one; on validation data the two end together.",
)
for name, runs in five.items():
    ends = [
        training.mean_and_spread(runs.final(k), digits=3) for k in ("loss", "val_loss")
    ]
    print(f"{name:7}: training {ends[0]}, validation {ends[1]}")

# %% role="demo"
runs = list(event_logs.run_folders(LOGS))
for key, pattern in patterns.items():
    found = [run for run in runs if re.search(pattern, run, re.IGNORECASE)]
    print(f"{key}: {len(found)} of {len(runs)} runs, for instance {found[:1]}")

# %% [markdown] cited=[0.213, 0.19, 40]
# The field for regular expressions picks its runs out of all others, because the folders were
# named well. (None of ours has the rate 0.01, and so the third pattern rightly finds none.
# Reload the page to see the new runs. With more than 40 runs TensorBoard shows none
# until you tick some: then a filter is no luxury.) And the curves tell something. On the
# training data the deep net is better, in every seed. On validation data the two end within
# their spread: what the deep net has learned beyond the shallow one helps with no other wine. It
# has learned by heart, and that is what a gap between training and validation means.
#
# The book saw the deep net gain a little on validation data too, from 0.213 to 0.190. Why do we
# not? We dropped the rows that repeat an earlier one. Let us put them back, split at random as the
# book did, and ask separately for the validation wines that are in the training set as well.

# %% role="demo" tags=["nbval-ignore-output"]
x_all, y_all, x_new, y_new = prepared(load_wine())
known = {row.tobytes() for row in np.hstack([x_all, y_all])}
seen = np.array([row.tobytes() in known for row in np.hstack([x_new, y_new])])
print(f"{seen.mean():.0%} of the validation wines are in the training set too")
for name, units in (("shallow", SHALLOW), ("deep", DEEP)):
    runs = training.fit_seeds(
        lambda units=units: wine_net(units),
        *(x_all, y_all),
        label=f"{name}, with repeated rows",
        epochs=EPOCHS,
        batch_size=BATCH,
    )
    errors = np.stack([abs(runs.model(i)(x_new) - y_new)[:, 0] for i in range(5)])
    for which, chosen in (("all", seen | ~seen), ("seen", seen), ("new", ~seen)):
        mae = training.mean_and_spread(errors[:, chosen].mean(axis=1), digits=3)
        print(f"{name:7}: {which:4} {mae}")

# %% [markdown]
# There is the book's gain, and it comes from the wines that the net had seen. On new ones there is
# none. A validation curve is only as good as the split behind it.

# %% [markdown]
# ## 5. What is in the file
#
# No magic, and that is worth knowing: a curve that you can read with code can be compared,
# tabulated, tested. Here are the first bytes of one file. (Its name begins with `events.out.tfevents`
# and goes on with the time, the machine and the process that wrote it, so no two collide.)

# %% role="demo" tags=["nbval-ignore-output"]
[path] = Path(
    run_folder(LOGS, {"net": "deep", "rate": RATE, "seed": 0}), "train"
).iterdir()
data = path.read_bytes()
print(path.name[:19], "...", f"{len(data):,} bytes")
print(data[:70])

# %% [markdown]
# An event file is a chain of **records**, in the format that TensorFlow calls *TFRecord*.
# Each record is
#
# | bytes | what |
# |---|---|
# | 8 | the length $n$ of the payload, a whole number without sign, smallest byte first |
# | 4 | a checksum of the length |
# | $n$ | the **payload** |
# | 4 | a checksum of the payload |
#
# and then the next one follows. While a net trains, its file grows: whoever reads it may find
# that the last record is not complete yet. TensorBoard then waits for the rest; a reader of
# yours leaves it out.
#
# ### Exercise 5: records
#
# Write `records(data)`: take the `bytes` of an event file, return the list of the payloads,
# as `bytes`, in order. Do not check the checksums, only step over them. Leave out what is
# cut short at the end.
#
# Useful: `struct.unpack_from("<Q", data, place)` returns a tuple with one number, read from
# eight bytes at `place`, smallest byte first.
#
# *Checked, here or in grading:* short, long and empty payloads, files that are cut at any
# byte, an empty file, and one that TensorFlow wrote.


# %% role="solution" id="records"
def records(data):
    """Return the payloads of all complete records."""
    ### BEGIN SOLUTION
    payloads, place = [], 0
    while place + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        end = place + 12 + length
        if end + 4 > len(data):
            break
        payloads.append(data[place + 12 : end])
        place = end + 4
    return payloads
    ### END SOLUTION


# %% role="tests" id="records" points=3
# Run this cell to check records (3 points).
def as_file(payloads, sums=b"\xaa\xbb\xcc\xdd"):
    """Return payloads as the bytes of an event file, with checksums made up."""
    return b"".join(
        struct.pack("<Q", len(p)) + sums + bytes(p) + sums[::-1] for p in payloads
    )


def payloads_of(data):
    """Return what records makes of some bytes; it must be a list of bytes."""
    found = checks.written(records(data), "records")
    checks.that(
        isinstance(found, list | tuple) and all(isinstance(p, bytes) for p in found),
        "records must return a list of bytes objects.",
        got=found,
    )
    return list(found)


texts = [b"first", b"", b"the third one"]
checks.equal(
    payloads_of(as_file(texts)),
    texts,
    "The list of payloads of three records, the second of them empty",
    mistakes=[
        (
            texts[:1],
            "That is the first record only. Go on where it ends, 4 bytes after its payload.",
        ),
        (texts[:2], "The last record is complete: its checksum ends the file."),
        (texts[::2], "A payload may be empty: its record counts all the same."),
        (
            [],
            "No record was found. Does the loop begin? Is the length read from its smallest "
            "byte on, as '<Q'?",
        ),
    ],
    hint="A payload begins 12 bytes after its record, and 4 more bytes follow it.",
)
long = [bytes(range(256)) * 3, b"after it"]
checks.equal(
    payloads_of(as_file(long)),
    long,
    "The list of payloads of a record of 768 bytes and one after it",
    hint="The length takes all eight bytes, the smallest first: the format is '<Q'.",
)
for missing in (1, 4, 5, 16, 18):
    cut = as_file(texts)[:-missing]
    checks.equal(
        payloads_of(cut),
        texts[:2],
        f"The list of payloads when bytes are missing at the end ({missing})",
        mistakes=[(texts, "The last record is not complete: leave it out.")],
        hint="Leave out a record unless all of it is there, its last checksum too.",
    )
checks.passed("records")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(33)
for number in range(3):
    sizes = generator.integers(0, 700, 5 + number)
    many = [generator.bytes(int(size)) for size in sizes]
    file = as_file(many, sums=generator.bytes(4))
    checks.equal(
        payloads_of(file),
        many,
        "The list of payloads of random records",
        hint="All of them, each as it is.",
    )
    cut = int(generator.integers(1, len(many[-1]) + 16))
    checks.equal(
        payloads_of(file[:-cut]),
        many[:-1],
        f"The list of payloads when bytes are missing at the end ({cut})",
        hint="Leave out what is not complete, and keep everything before it.",
    )
checks.equal(payloads_of(b""), [], "The list of payloads of an empty file")
folder = tempfile.mkdtemp()
with tf.summary.create_file_writer(folder).as_default() as writer:
    for step in range(4):
        tf.summary.scalar("loss", 1 / (1 + step), step=step)
    writer.close()
[real] = Path(folder).iterdir()
wanted = [bytes(p) for p in tf.data.TFRecordDataset(str(real)).as_numpy_iterator()]
checks.equal(
    payloads_of(real.read_bytes()),
    wanted,
    "The list of payloads of a file by TensorFlow",
)
### END HIDDEN TESTS

# %% [markdown]
# Each payload is an **event**, packed by Google's *protocol buffers*, and TensorFlow unpacks
# it: `tf.compat.v1.Event.FromString(payload)`. What is in the file of the deep net?

# %% role="demo" tags=["nbval-ignore-output"]
payloads = records(data)
events = [tf.compat.v1.Event.FromString(payload) for payload in payloads]
print(events[0])
print(events[2])


# %% [markdown]
# The first event says which version of the format this is. The other is one point of a curve:
# a `step`, a time, and a `summary` with a list of *values*. A value has a `tag`, a `tensor`
# that holds the number, and `metadata` with the name of the *plugin*, that is, of the page in
# TensorBoard that it is for: `scalars` here. Let us count the plugins.

# %% role="demo"
plugins = Counter(
    value.metadata.plugin_data.plugin_name
    for event in events
    for value in event.summary.value
)
print(len(events), "events:", dict(plugins))

# %% [markdown]
# One model for the page of graphs, two scalars an epoch (loss and learning rate), and twelve
# histograms an epoch: a kernel and a bias for each of six layers.
#
# ### Exercise 6: scalars
#
# Write `read_scalars(payloads)`: from a list of payloads, as exercise 5 returns it, make a
# dict that maps the tag of every **scalar** to the list of its points `(step, value)`, in the
# order of the events.
#
# - An event may hold no value, one, or several: `event.summary.value` is the list of them.
# - Take those whose `value.metadata.plugin_data.plugin_name` is `"scalars"`.
# - The step is the event's, an `int`. The number is in `value.tensor`; `tf.make_ndarray` makes
#   an array of it, and `float` a float of that.
#
# For instance, `{"loss": [(0, 0.5), (5, 0.25)], "rate": [(5, 0.125)]}`.
#
# *Checked, here or in grading:* tags, steps, values and their order; events with several
# values or none, other plugins, and a file into which two trainings wrote.


# %% role="solution" id="read_scalars"
def read_scalars(payloads):
    """Return the points (step, value) of every scalar, by its tag."""
    ### BEGIN SOLUTION
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.step, float(tf.make_ndarray(value.tensor)))
                curves.setdefault(value.tag, []).append(point)
    return curves
    ### END SOLUTION


# %% role="tests" id="read_scalars" points=2
# Run this cell to check read_scalars (2 points).
def event_of(step, *values):
    """Return the payload of an event that holds values (tag, plugin, number)."""
    event = tf.compat.v1.Event(step=step, wall_time=1_000.0 + step)
    for tag, plugin, number in values:
        value = event.summary.value.add(tag=tag)
        value.metadata.plugin_data.plugin_name = plugin
        value.tensor.CopyFrom(tf.make_tensor_proto(np.float32(number)))
    return event.SerializeToString()


def check_scalars(payloads, expected, name):
    """Fail unless read_scalars finds these curves, a dict of lists of points."""
    found = checks.written(read_scalars(list(payloads)), "read_scalars")
    checks.that(isinstance(found, dict), "read_scalars must return a dict.", got=found)
    checks.equal(
        sorted(map(str, found)),
        sorted(expected),
        f"{name}: the list of tags",
        hint="Take the values of the plugin `scalars`, from every event, all of them.",
    )
    for tag, points in expected.items():
        wanted = np.asarray(points, dtype=float)
        got = checks.array(found[tag], f"{name}: the list of points of {tag}")
        checks.that(
            got.shape == wanted.shape,
            f"{name}: {tag} must be a list of {len(points)} points (step, value).",
            got=found[tag],
            hint="Every point counts, not only the last; and each is a pair.",
        )
        checks.close(
            got,
            wanted,
            f"{name}: the list of points of {tag}",
            mistakes=[
                (wanted[:, ::-1], "First the step, then the value."),
                (
                    wanted + np.array([1_000, 0]),
                    "That is the time of the event, not its step.",
                ),
                (
                    np.stack([np.arange(len(points)), wanted[:, 1]], axis=1),
                    "Take the step of the event; do not count the points.",
                ),
                (wanted[::-1], "In the order of the events, please."),
            ],
            hint="The points are (event.step, value), in the order of the events.",
        )


example = [
    tf.compat.v1.Event(file_version="brain.Event:2").SerializeToString(),
    event_of(0, ("loss", "scalars", 0.5)),
    event_of(5, ("loss", "scalars", 0.25), ("rate", "scalars", 0.125)),
    event_of(5, ("weights", "histograms", 3)),
    event_of(10, ("loss", "scalars", 0.75)),
]
check_scalars(
    example,
    {"loss": [(0, 0.5), (5, 0.25), (10, 0.75)], "rate": [(5, 0.125)]},
    "The example",
)
checks.passed("read_scalars")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(34)
for _ in range(3):
    tags, curves, stream = ["a", "b/c", "epoch_loss", "d"], {}, []
    for step in np.cumsum(generator.integers(1, 9, 12)).tolist():
        values = []
        for tag in tags:
            if generator.random() < 0.5:
                values.append((tag, "scalars", float(generator.integers(0, 64)) / 8))
                curves.setdefault(tag, []).append((step, values[-1][2]))
            if generator.random() < 0.3:
                values.append((f"{tag}/image", "images", 1.0))
        stream.append(event_of(step, *values))
    check_scalars(stream, curves, "Random events")
check_scalars([], {}, "No events")
restarted = [event_of(step, ("loss", "scalars", 1.0)) for step in (0, 1, 2, 0, 1)]
check_scalars(
    restarted,
    {"loss": [(step, 1.0) for step in (0, 1, 2, 0, 1)]},
    "Two trainings in one file",
)
### END HIDDEN TESTS

# %% [markdown]
# From scratch, then with the library. TensorBoard's own reader is `EventAccumulator`. It has two
# traps for whoever comes from an old tutorial. **Predict** what this prints.

# %% role="demo"
from tensorboard.backend.event_processing.event_accumulator import (
    TENSORS,
    EventAccumulator,
)

for guidance in ({}, {TENSORS: 0}):
    reader = EventAccumulator(str(path.parent), size_guidance=guidance).Reload()
    kept = reader.Tensors("epoch_loss")
    print("scalars:", reader.Tags()["scalars"], "points of epoch_loss:", len(kept))
theirs = [float(tf.make_ndarray(point.tensor_proto)) for point in kept]
ours = [value for _, value in read_scalars(payloads)["epoch_loss"]]
print("the same numbers as ours:", ours == theirs)

# %% [markdown]
# There are no `scalars`, since TensorFlow 2 writes every number as a tensor, and the plugin's
# name says what is meant. And unless told otherwise, it keeps **ten** points of a curve, picked
# at random; 0 means all. Both are taken care of in `event_logs.scalars(folder)`, which reads all
# runs below a folder into one table of pandas. With that, "which run was best?" is one line.

# %% role="demo" tags=["nbval-ignore-output"]
table = event_logs.scalars(LOGS).query("tag == 'epoch_loss'")
curves = table[table.run.str.contains("/validation")].groupby("run").value
print(curves.agg(["min", "last"]).sort_values("last").round(3).head(6))

# %% [markdown]
# ## 6. A net that does not learn
#
# A colleague copied the deep net, changed a single argument, and sends you his log.

# %% role="demo" tags=["nbval-ignore-output"]
broken = fit_logged(
    wine_net(DEEP, initializer=keras.initializers.Constant(0.1)), "broken"
)
curves = event_logs.scalars(LOGS).query("tag == 'epoch_loss'").groupby("run").value
lines = {
    name: curves.get_group(f"net={name},rate=0.003,seed=0/validation").to_numpy()
    for name in ("deep", "broken")
}
log_plots.log_curves(
    lines | {"dummy: the median": np.full(EPOCHS, dummy)},
    ylabel="validation MAE",
    ylim=(0.18, 1.1),
    title="One of them is stuck",
    alt="Validation error against the epoch. The deep net is far below the flat line of the "
    "dummy from the first epoch on; the broken net lies on that line from the second on.",
)
print(f"broken: {broken.evaluate(x_valid, y_valid, verbose=0):.3f}, dummy: {dummy:.3f}")

# %% [markdown]
# The loss says *that* something is wrong: after 20 epochs the net is worth exactly as much as
# the dummy. It does not say *what*. Too high a rate, too low a rate, shuffled labels, a dead
# net, all could look like this. So we look at the weights. In numbers they are 4,033; as
# histograms they are a dozen pictures.
#
# ### Exercise 7: a histogram, as TensorBoard makes it
#
# Write `histogram_of(values, buckets=30)`.
#
# - `values`: an array of any shape, with at least one number.
# - Divide the range from the smallest to the largest value into `buckets` buckets of the same
#   width. Return an array `(buckets, 3)`: in each row the left edge, the right edge, and how
#   many values fall between them, the left edge included, the right one not. Only the last
#   bucket includes its right edge, for else the largest value would fall out.
# - If all values are equal there is no width to divide: then all edges are that value, and the
#   last bucket holds all of them.
#
# For instance, `histogram_of([0, 1, 2, 3, 4], 2)` is `[[0, 2, 2], [2, 4, 3]]`.
#
# *Checked, here or in grading:* edges and counts, against TensorBoard's own; equal values.


# %% role="solution" id="histogram_of"
def histogram_of(values, buckets=30):
    """Return left edge, right edge and count of each bucket."""
    ### BEGIN SOLUTION
    values = np.ravel(values).astype(float)
    edges = np.linspace(values.min(), values.max(), buckets + 1)
    if edges[0] == edges[-1]:
        counts = np.zeros(buckets)
        counts[-1] = values.size
    else:
        counts, _ = np.histogram(values, edges)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)
    ### END SOLUTION


# %% role="tests" id="histogram_of" points=3
# Run this cell to check histogram_of (3 points).
five_numbers = histogram_of(np.array([0.0, 1.0, 2.0, 3.0, 4.0]), 2)
checks.that(
    not isinstance(five_numbers, tuple)
    or [np.size(part) for part in five_numbers] != [2, 3],
    "histogram_of must return one array.",
    got=five_numbers,
    hint="np.histogram returns a pair, counts and edges: make one array of them.",
)
checks.close(
    five_numbers,
    [[0, 2, 2], [2, 4, 3]],
    "The histogram of 0, 1, 2, 3, 4 with two buckets",
    mistakes=[
        (
            [[0, 2, 2], [2, 4, 2]],
            "The largest value fell out: the last bucket keeps it.",
        ),
        (
            [[0, 2, 3], [2, 4, 2]],
            "A value on an inner edge belongs to the right of it.",
        ),
        ([[0, 2, 3], [2, 4, 3]], "The 2 was counted twice."),
        ([[0, 2, 0.4], [2, 4, 0.6]], "Counts, please, not shares."),
        ([[0, 2, 0.2], [2, 4, 0.3]], "Counts, please, not a density."),
        ([[2, 0, 2], [3, 2, 4]], "The columns are left edge, right edge, count."),
    ],
)
grid = np.arange(12.0).reshape(3, 4)
checks.equal(
    checks.array(histogram_of(grid), "The histogram of a matrix", shape=(30, 3))[
        :, 2
    ].sum(),
    12,
    "The sum of the counts of a matrix of 12 numbers",
    hint="Flatten the array first; and without `buckets` there are 30 of them.",
)
spike = checks.array(
    histogram_of(np.full((4, 2), 0.1), 3),
    "The histogram of eight equal numbers",
    shape=(3, 3),
)
checks.that(
    np.isfinite(spike).all(),
    "The histogram of eight equal numbers holds NaN.",
    hint="There the range is 0: nothing may be divided by it.",
)
made_up = np.linspace(-0.4, 0.6, 4)
checks.close(
    spike,
    [[0.1, 0.1, 0], [0.1, 0.1, 0], [0.1, 0.1, 8]],
    "The histogram of eight equal numbers",
    mistakes=[
        (
            np.stack([made_up[:-1], made_up[1:], [0, 8, 0]], axis=1),
            "np.histogram makes up a range of 1 around equal values: treat them apart.",
        ),
        (
            [[0.1, 0.1, 8], [0.1, 0.1, 0], [0.1, 0.1, 0]],
            "They belong into the last bucket, not into the first.",
        ),
    ],
    hint="All edges are 0.1, and the last bucket holds all eight.",
)
checks.passed("histogram_of")
### BEGIN HIDDEN TESTS
from tensorboard.plugins.histogram.summary_v2 import histogram_pb

generator = np.random.default_rng(35)
for shape, buckets in (((9, 32), 30), ((500,), 7), ((4, 3, 5), 10), ((2,), 1)):
    values = generator.normal(size=shape) * generator.uniform(0.1, 10)
    before = values.copy()
    got = histogram_of(values, buckets)
    checks.unchanged(before, values, "values")
    expected = tf.make_ndarray(histogram_pb("", values, buckets).value[0].tensor)
    checks.close(
        got,
        expected,
        f"The histogram of {values.size} random numbers with {buckets} buckets",
        hint="Equal widths from the smallest to the largest value.",
    )
for value, count in ((-2.5, 1), (0.0, 6)):
    checks.close(
        histogram_of(np.full(count, value), 4),
        [[value, value, 0]] * 3 + [[value, value, count]],
        f"The histogram of {count} times {value}",
        hint="Equal values: every edge is that value, the last bucket holds them all.",
    )
### END HIDDEN TESTS

# %% [markdown]
# Is that what Keras logged? The last histogram of the deep net is from its final epoch, and the
# net still has the weights of that epoch.

# %% role="demo"
logged = event_logs.histograms(LOGS)
kernel = deep.get_layer("hidden2").get_weights()[0]
last = logged[
    logged.run.str.startswith("net=deep") & (logged.tag == "hidden2/kernel/histogram")
].value.iloc[-1]
print("equal up to rounding:", np.allclose(histogram_of(kernel), last))

# %% [markdown]
# Now look, at two layers of each net. The first epoch is at the back, the last in front. **Before
# you read on**: what is strange about the two pictures on the right? Read the axes as well.


# %% role="demo" tags=["nbval-ignore-output"]
def of_weights(name, weights):
    """Return the logged histograms of some weights of a net: step and buckets."""
    found = logged[
        logged.run.str.startswith(f"net={name},")
        & (logged.tag == f"{weights}/histogram")
    ]
    return list(zip(found.step, found.value))


ridge_plots.ridges(
    {
        f"{name}: {weights}": of_weights(name, weights)
        for weights in ("hidden1/kernel", "hidden3/kernel")
        for name in ("deep", "broken")
    },
    xlabel="weight",
    alt="Histograms of weights over 20 epochs, in four panels. In the deep net both kernels "
    "are broad hills, to both sides of 0. In the broken net the first kernel is a few narrow "
    "groups, all above 0, and the third a single spike that wanders.",
)

# %% [markdown]
# TensorBoard's own page, *Histograms*, shows the same:
#
# ![TensorBoard's page of histograms: the kernel of hidden3 twice, in the broken net a row of thin spikes that move to the left, in the deep net broad hills.](histograms.png)
#
# In the deep net the weights are spread out. In the broken one the 32 times 32 weights of `hidden3`
# are **one number**, and stay one number while training moves it about. In `hidden1` there are
# nine, one for each input, and the buckets are too coarse to part them all. Every neuron of a layer
# is the same neuron.
#
# ### Exercise 8: let the code look
#
# Nobody looks at a hundred histograms every morning. Write `collapsed(histograms)`.
#
# - `histograms`: a dict that maps tags to arrays `(buckets, 3)` as in exercise 7.
# - Return the sorted list of the tags whose histogram holds **at least two** values that are
#   **practically equal**: the range from the first left edge to the last right edge is at most
#   one thousandth of the largest edge, without its sign. (Not "exactly equal": on some machines
#   rounding pulls equal weights apart in their last digit. TensorBoard then fits the axis to
#   the rounding, and draws a fine hill.)
#
# A bias of a layer with one neuron is a single value: it is no sign of anything.
#
# *Checked, here or in grading:* spikes, hills and single values, large, small and negative;
# zeros; the order of the tags.


# %% role="solution" id="collapsed"
def collapsed(histograms):
    """Return the sorted tags of histograms of several values that are all the same."""
    ### BEGIN SOLUTION
    found = []
    for tag, buckets in histograms.items():
        low, high = buckets[0, 0], buckets[-1, 1]
        same = high - low <= 1e-3 * max(abs(low), abs(high))
        if same and buckets[:, 2].sum() > 1:
            found.append(tag)
    return sorted(found)
    ### END SOLUTION


# %% role="tests" id="collapsed" points=2
# Run this cell to check collapsed (2 points).
def between(low, high, counts):
    """Return buckets of equal width between two edges."""
    edges = np.linspace(low, high, len(counts) + 1)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


def check_collapsed(histograms, expected, name, hints):
    """Fail unless collapsed finds exactly these; hints say what each tag is."""
    found = checks.written(
        collapsed({tag: value.copy() for tag, value in histograms.items()}), "collapsed"
    )
    checks.that(
        isinstance(found, list | tuple), "collapsed must return a list.", got=found
    )
    for tag, hint in hints.items():
        checks.that(
            (tag in found) == (tag in expected),
            f"{name}: {tag!r} {'is missing' if tag in expected else 'does not belong'}.",
            got=list(found),
            expected=sorted(expected),
            hint=hint,
        )
    checks.equal(list(found), sorted(expected), name, hint="Sort the tags.")


check_collapsed(
    {
        "spread": between(-0.5, 0.7, [3, 9, 12, 8]),
        "one spike": between(0.1, 0.1, [0, 0, 0, 32]),
        "negative spike": between(-0.2, -0.2, [0, 0, 0, 32]),
        "one value": between(0.3, 0.3, [0, 0, 0, 1]),
        "nearly one": between(0.1, 0.1 + 1e-7, [5, 20, 4, 3]),
        "two spikes": between(0.1, 0.2, [16, 0, 0, 16]),
    },
    ["nearly one", "negative spike", "one spike"],
    "The list for the example",
    {
        "one spike": "32 values between equal edges are all the same.",
        "nearly one": "A range of 0.0000001 around 0.1 is rounding: compare it with the edge.",
        "negative spike": "Take the edge without its sign: abs.",
        "one value": "A single value says nothing: ask for two or more.",
        "two spikes": "0.1 and 0.2 are not practically equal.",
        "spread": "These are spread out.",
    },
)
checks.passed("collapsed")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(36)
for _ in range(4):
    histograms, hints, expected = {}, {}, []
    for i in generator.permutation(12):
        middle = float(generator.uniform(0.01, 40) * generator.choice([-1, 1]))
        width = abs(middle) * float(generator.choice([0, 1e-6, 4e-4, 5e-3, 0.1, 3]))
        counts = generator.multinomial(int(generator.choice([1, 2, 60])), [1 / 8] * 8)
        tag = f"layer{i}/kernel"
        low, high = middle - width / 2, middle + width / 2
        histograms[tag] = between(low, high, counts)
        if counts.sum() > 1 and high - low <= 1e-3 * max(abs(low), abs(high)):
            expected.append(tag)
        hints[tag] = (
            f"{counts.sum()} value(s) from {low:.6g} to {high:.6g}; a thousandth of the "
            f"largest edge is {max(abs(low), abs(high)) / 1000:.3g}."
        )
    check_collapsed(histograms, expected, "The list for random histograms", hints)
zeros = {"bias": between(0.0, 0.0, [0, 0, 16])}
check_collapsed(
    zeros, ["bias"], "The list for sixteen zeros", {"bias": "Zeros are equal as well."}
)
check_collapsed({}, [], "The list for no histograms", {})
### END HIDDEN TESTS

# %% role="demo"
for name in ("deep", "broken"):
    at_end = (
        logged[logged.run.str.startswith(f"net={name},")].groupby("tag").value.last()
    )
    found = collapsed({tag.removesuffix("/histogram"): v for tag, v in at_end.items()})
    print(
        f"{name}: {len(found)} of {len(at_end)} collapsed:", ", ".join(found) or "none"
    )

# %% [markdown]
# A finding with a name attached: every kernel but the first, every bias but the last. The first
# kernel escapes the test, because it has nine different *rows*; its *columns*, which are its
# neurons, are equal. (Looking at the first epoch you would find all biases collapsed in a healthy
# net too: they begin at 0, and may, as long as the kernels differ.)

# %% [markdown]
# ### Why it never ends
#
# The colleague's change was `initializer=Constant(0.1)`. Why does training not pull the equal
# weights apart? Write $a_i$ for what neuron $i$ of one layer says, $w_{ij}$ for its weight to
# neuron $j$ of the next, $z_j$ for the sum that neuron $j$ makes of all it hears (before the
# activation $\varphi$), and $\delta_j = \partial L / \partial z_j$ for how much the loss $L$
# minds it. Backpropagation says
#
# $$\frac{\partial L}{\partial w_{ij}} = a_i\,\delta_j, \qquad
# \delta_j = \varphi'(z_j) \sum_k w_{jk}\,\delta_k ,$$
#
# where $k$ counts the neurons of the layer after. Two neurons with equal *incoming* weights
# have the same $z_j$. If their *outgoing* weights $w_{jk}$ are equal too, they have the same
# $\delta_j$, hence equal gradients: the two columns of the kernel make the same step, and so
# do the two rows of the next one. After the step they are as equal as before. Momentum and
# Adam change nothing, since they treat equal gradients equally.
#
# ### Exercise 9: prove it by gradients
#
# Write `column_gaps(model, x, y)`: for each dense layer, in order, how far apart the
# columns of its kernel's **gradient** are.
#
# - `loss_of(model, x, y)`, below, gives the loss; differentiate it with a `tf.GradientTape`
#   for the layers' kernels. (`layer.kernel` is a kernel; layers without one do not count.)
# - The gap of a gradient `(inputs, units)`: in each row the largest entry minus the smallest,
#   and of these the largest over all rows.
# - Return a list of floats, one for each kernel. Leave the model as it is.
#
# For instance, the gap of the gradient `[[1, 3, 2], [0, 5, 5]]` is 5, from its second row.
#
# *Checked, here or in grading:* the gaps, for nets of all kinds of sizes, and that nothing
# moved.


# %%
def loss_of(model, x, y):
    """Return the mean absolute error of a model in training, as a tensor."""
    return keras.ops.mean(keras.ops.abs(y - model(x, training=True)))


# %% role="solution" id="column_gaps"
def column_gaps(model, x, y):
    """Return for each kernel how far apart the columns of its gradient are."""
    ### BEGIN SOLUTION
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(model, x, y)
    gradients = tape.gradient(loss, kernels)
    return [float(np.ptp(np.asarray(g), axis=1).max()) for g in gradients]
    ### END SOLUTION


# %% role="tests" id="column_gaps" points=3
# Run this cell to check column_gaps (3 points).
def check_gaps(net, x, y, name):
    """Compare column_gaps with gradients that are computed here."""
    kernels = [v for v in net.trainable_variables if v.path.endswith("kernel")]
    with tf.GradientTape() as tape:
        loss = loss_of(net, x, y)
    gradients = [np.asarray(g) for g in tape.gradient(loss, kernels)]
    before = net.get_weights()
    got = checks.array(column_gaps(net, x, y), name)
    checks.that(
        got.shape == (len(kernels),),
        f"{name} must hold one number for each kernel.",
        got=got,
        expected=f"{len(kernels)} numbers",
        hint="Kernels have columns; biases do not, and layers without weights neither.",
    )
    for old, new in zip(before, net.get_weights()):
        checks.that(
            np.array_equal(old, new),
            "The model's weights have changed.",
            hint="Only differentiate the loss; do not take a step.",
        )
    checks.close(
        got,
        [np.ptp(g, axis=1).max() for g in gradients],
        name,
        rtol=1e-3,
        atol=1e-6,
        mistakes=[
            (
                [np.ptp(g, axis=0).max() for g in gradients],
                "These are the gaps between rows. Neurons are columns: compare in a row.",
            ),
            (
                [np.ptp(g) for g in gradients],
                "Compare within each row, not all entries.",
            ),
            (
                [np.ptp(np.asarray(k), axis=1).max() for k in kernels],
                "These are the gaps of the weights. Take their gradients.",
            ),
            (
                [np.ptp(g, axis=1).mean() for g in gradients],
                "Of the rows' gaps take the largest, not the mean.",
            ),
            (
                [np.ptp(g, axis=1).sum() for g in gradients],
                "Of the rows' gaps take the largest, not the sum.",
            ),
            (
                [g.std(axis=1).max() for g in gradients],
                "That is a deviation. The gap is the largest entry minus the smallest.",
            ),
            (
                [np.abs(g).max() for g in gradients],
                "That is the largest entry. The gap is the largest minus the smallest.",
            ),
        ],
        hint="One number for each kernel, in the order of the layers; biases do not count.",
    )
    return got


generator = np.random.default_rng(37)
x_some = generator.normal(size=(16, 4)).astype("float32")
y_some = generator.normal(size=(16, 1)).astype("float32")
training.set_seed(37)
healthy = check_gaps(
    wine_net([5, 3], 4), x_some, y_some, "The list of gaps of a random net"
)
constant = keras.initializers.Constant(0.2)
tied = check_gaps(
    wine_net([5, 3], 4, constant),
    x_some,
    y_some,
    "The list of gaps of a net of equal weights",
)
checks.that(
    (tied < 1e-6).all() and (healthy[:2] > 1e-3).all(),
    "In the net of equal weights there should be no gap, in the other one a clear one.",
    got=(tied, healthy),
)
checks.passed("column_gaps")
### BEGIN HIDDEN TESTS
for number, units in enumerate(([7], [4, 6, 3], [3, 3])):
    generator = np.random.default_rng(370 + number)
    x_some = generator.normal(size=(20, 5)).astype("float32")
    y_some = generator.normal(size=(20, 1)).astype("float32")
    training.set_seed(38 + number)
    check_gaps(
        wine_net(units, 5), x_some, y_some, f"The list of gaps of a net with {units}"
    )
net = keras.Sequential([keras.Input((5,)), layers.Dense(4, name="first")])
net.add(layers.Activation("tanh"))
net.add(layers.Dense(3, "tanh", kernel_initializer="ones", name="second"))
net.add(layers.Dense(1, name="third"))
partly = check_gaps(
    net, x_some, y_some, "The list of gaps of a net with one layer of equal weights"
)
### END HIDDEN TESTS

# %% [markdown]
# Look closely at the argument: it needs equal weights on **both** sides of a neuron.
# **Predict** the gaps, and what training will do, if only *one* layer, `hidden3`, begins with
# equal weights, and all others at random.


# %% role="demo" tags=["nbval-ignore-output"]
def half_broken():
    """Return the deep net with equal weights in hidden3 alone."""
    net = wine_net(DEEP)
    kernel, bias = net.get_layer("hidden3").get_weights()
    net.get_layer("hidden3").set_weights([np.full_like(kernel, 0.1), bias])
    return net


training.set_seed(0)
equal = keras.initializers.Constant(0.1)
for name, net in (
    ("all layers random", wine_net(DEEP)),
    ("all layers equal", wine_net(DEEP, initializer=equal)),
    ("hidden3 equal", half_broken()),
):
    gaps = column_gaps(net, x_train, y_train)
    print(f"{name:17}:", "  ".join(f"{gap:.4f}" for gap in gaps))

# %% [markdown]
# (The last layer has a single neuron, so its gap is 0 in any net.) With equal weights everywhere
# there is no gap at all. With equal weights in `hidden3` alone, its neurons part at the first
# step: what comes *after* them is random, so each is held responsible for something else.
#
# Does it carry over to five seeds? A seed changes the order of the batches, and the random
# weights where there are any. We count how many *different* neurons each layer has after training.


# %% role="demo" tags=["nbval-ignore-output"]
def different_neurons(net):
    """Return for each kernel how many different columns it has."""
    kernels = [layer.kernel.numpy() for layer in net.layers if hasattr(layer, "kernel")]
    return [len(np.unique(kernel.T.round(4), axis=0)) for kernel in kernels]


five["equal"] = five_seeds("equal", lambda: wine_net(DEEP, initializer=equal))
five["equal, fast"] = five_seeds(
    "equal, ten times the rate", lambda: wine_net(DEEP, initializer=equal, rate=0.03)
)
five["hidden3 equal"] = five_seeds("hidden3 equal", half_broken)

# %% role="demo" tags=["nbval-ignore-output"]
ARMS = ("deep", "equal", "equal, fast", "hidden3 equal")
plots.compare(
    {name: {"one seed": five[name].final("val_loss")} for name in ARMS},
    ylabel="validation MAE",
    title="After training, five seeds each",
    alt="Validation errors of five seeds in four arms. The deep net and the net with equal "
    "weights in hidden3 are at 0.2; the two nets of equal weights are all close to 0.8.",
)
print(f"dummy {dummy:.3f}")
for name in ARMS:
    ends = training.mean_and_spread(five[name].final("val_loss"), digits=3)
    print(f"{name:13}: {ends}, neurons {different_neurons(five[name].model(0))}")

# %% [markdown]
# The net of equal weights ends where the dummy is, in every seed, and ten times the rate does not
# help. The net with equal weights in one layer has healed completely. So the rule is not "never
# two equal weights"; it is **never a layer whose neurons are alike in what they hear *and* in who
# hears them**.
#
# What is left of 4,033 parameters? Neurons that always say the same may be replaced by a single
# one, if whoever listens multiplies its weight by their number.

# %% role="demo" tags=["nbval-ignore-output"]
narrow = wine_net([1] * len(DEEP))
kernels, biases = broken.get_weights()[::2], broken.get_weights()[1::2]
one = [kernels[0][:, :1]] + [k[:, :1].sum(axis=0, keepdims=True) for k in kernels[1:]]
narrow.set_weights([w for kernel, bias in zip(one, biases) for w in (kernel, bias[:1])])
gap = np.abs(narrow(x_valid) - broken(x_valid)).max()
print(f"largest difference between the answers of the two nets: {gap:.0e}")
print(f"{broken.count_params():,} parameters do the work of {narrow.count_params()}")
signal = x_train
for layer in broken.layers[1:-1]:
    signal = np.asarray(layer(signal))
    print(f"{layer.name} speaks for {(signal[:, 0] > 0).mean():.1%} of the wines")

# %% [markdown]
# The broken net *is* a net with one neuron in each layer. The book says that it is not really
# learning; it learns what one neuron in each layer can. With ReLU that ends badly, as the last lines
# show. Each layer hears only what the one before lets through, and lets through less. For most wines
# the last hidden layer is silent: then the answer is the last bias, one number for all, and the best
# one number is the median. And a ReLU neuron that is silent gets no gradient to speak again. In a
# healthy layer other neurons speak up for it. Here all are one, so they fall silent together.

# %% [markdown]
# ## 7. A scalar of your own
#
# The loss says how well a net does; the **norm of the gradient** says whether anything pulls at
# it at all. With all gradients of one step strung together to one long list $g$, it is
# $\lVert g \rVert = \sqrt{\sum g^2}$. Old Keras logged gradients with `write_grads`. That is gone,
# but a training loop is short, and `tf.summary` works everywhere.
#
# ### Exercise 10: a loop that watches itself
#
# Write `train_and_log(model, x, y, batches)`.
#
# - `model`: compiled. `batches`: an int array `(steps, batch)`; its row holds the positions in
#   `x` and `y` of the examples of one step.
# - In each step: the gradients of `loss_of(model, x[row], y[row])` for all trainable variables;
#   then log; then `model.optimizer.apply(gradients, model.trainable_variables)`.
# - Log two scalars, with the number of the step from 0 on: `gradient_norm`, over all variables
#   together (`tf.linalg.global_norm(gradients)` computes it), and `learning_rate`, the one
#   *with which this step is taken*: `float(model.optimizer.learning_rate)`.
# - Write them into a fresh folder, `tempfile.mkdtemp()`, and **close the writer**.
# - Return `event_logs.content(folder)`: the files themselves, as data. (Who grades is in another
#   process and cannot look into your folder; and if you mail somebody a log, you mail the files.)
#
# *Checked, here or in grading:* both curves, step by step, with a rate that changes, and the
# weights after training.


# %% role="solution" id="train_and_log"
def train_and_log(model, x, y, batches):
    """Train for some steps; return the files of a log of gradient norm and rate."""
    ### BEGIN SOLUTION
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    variables = model.trainable_variables
    with writer.as_default():
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, variables)
            tf.summary.scalar("gradient_norm", tf.linalg.global_norm(gradients), step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
            model.optimizer.apply(gradients, variables)
    writer.close()
    return event_logs.content(folder)
    ### END SOLUTION


# %% role="tests" id="train_and_log" points=3
# Run this cell to check train_and_log (3 points).
def curves_of(files):
    """Return the scalars in the files of a log, by tag: arrays of steps and values."""
    checks.written(files, "train_and_log")
    checks.that(
        isinstance(files, dict) and any("tfevents" in str(name) for name in files),
        "train_and_log must return the files of the log.",
        got=sorted(files) if isinstance(files, dict) else files,
        hint="Return event_logs.content(folder), of the folder that you wrote into.",
    )
    found = event_logs.scalars(event_logs.restore(files))
    checks.that(
        len(found) > 0,
        "There is no scalar in the log.",
        hint="Do you log while the writer is the default one, `with writer.as_default():`? "
        "Close the writer before you read its files, or they are still in memory.",
    )
    return {
        tag: (t.step.to_numpy(), t.value.to_numpy()) for tag, t in found.groupby("tag")
    }


def check_log(net, rates, x, y, batches, name):
    """Train a copy here, step by step; compare the log and the trained weights."""
    copy, idle = (keras.models.clone_model(net) for _ in range(2))
    copy.set_weights(net.get_weights())
    idle.set_weights(net.get_weights())
    norms, sums, firsts, resting = [], [], [], []
    for row, rate in zip(batches, rates):
        with tf.GradientTape(persistent=True) as tape:
            loss = loss_of(copy, x[row], y[row])
            untrained = loss_of(idle, x[row], y[row])
        variables = copy.trainable_variables
        gradients = tape.gradient(loss, variables)
        asleep = tape.gradient(untrained, idle.trainable_variables)
        resting.append(float(tf.linalg.global_norm(asleep)))
        norms.append(math.sqrt(sum(float(np.square(g).sum()) for g in gradients)))
        sums.append(sum(float(np.linalg.norm(g)) for g in gradients))
        firsts.append(float(np.linalg.norm(gradients[0])))
        for variable, gradient in zip(variables, gradients):
            variable.assign_sub(rate * gradient)
    curves = curves_of(train_and_log(net, x, y, batches))
    checks.that(
        {"gradient_norm", "learning_rate"} <= set(curves),
        f"{name}: a scalar is missing.",
        got=sorted(curves),
        expected=["gradient_norm", "learning_rate"],
    )
    wanted = np.arange(len(batches))
    for tag in ("gradient_norm", "learning_rate"):
        steps = curves[tag][0]
        checks.that(
            np.array_equal(steps, wanted),
            f"{name}: {tag} must have one point for each step, numbered from 0.",
            got=steps,
            expected=wanted,
            hint="Are all steps logged with their own number? `enumerate` counts from 0.",
        )
    squares = np.square(norms)
    checks.close(
        curves["gradient_norm"][1],
        norms,
        f"{name}: gradient_norm",
        rtol=2e-3,
        atol=1e-5,
        mistakes=[
            (squares, "That is the sum of the squares: its root is missing."),
            (sums, "Norms do not add up: add all squares, then take the root."),
            (firsts, "That is the first variable's gradient: take all of them."),
            (resting, "The weights never move: apply the gradients in each step."),
        ],
        hint="The root of the sum of the squares of all gradients, biases too, before the "
        "step is taken. Does each step use its own row of `batches`, and are its gradients "
        "applied once?",
    )
    checks.close(
        curves["learning_rate"][1],
        rates,
        f"{name}: learning_rate",
        mistakes=[
            (
                [*rates[1:], rates[-1] ** 2 / rates[-2:][0]],
                "That is the rate after the step: read it before `apply`.",
            )
        ],
        hint="Read `float(model.optimizer.learning_rate)` in each step, before `apply`.",
    )
    for got, expected in zip(net.get_weights(), copy.get_weights()):
        checks.close(
            got,
            expected,
            f"{name}: a weight after training",
            rtol=2e-3,
            atol=1e-5,
            hint="Apply the gradients once in each step.",
        )


def sgd_net(n_inputs, units, rate):
    """Return a small net that is compiled with plain SGD."""
    net = wine_net(units, n_inputs)
    net.compile(keras.optimizers.SGD(rate), "mean_absolute_error", run_eagerly=True)
    return net


generator = np.random.default_rng(39)
x_some = generator.normal(size=(12, 4)).astype("float32")
y_some = 3 + generator.normal(size=(12, 1)).astype("float32")
training.set_seed(39)
batches = generator.integers(0, 12, (4, 5))
check_log(sgd_net(4, [6], 0.05), [0.05] * 4, x_some, y_some, batches, "Four steps")
checks.passed("train_and_log")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(40)
x_some = generator.normal(size=(15, 3)).astype("float32")
y_some = 5 + generator.normal(size=(15, 1)).astype("float32")
training.set_seed(40)
halving = keras.optimizers.schedules.ExponentialDecay(0.08, 1, 0.5)
batches = generator.integers(0, 15, (5, 4))
rates = [0.08 * 0.5**step for step in range(5)]
check_log(
    sgd_net(3, [5, 4], halving), rates, x_some, y_some, batches, "A rate that halves"
)
check_log(sgd_net(3, [4], 0.1), [0.1], x_some, y_some, batches[:1], "A single step")
### END HIDDEN TESTS

# %% [markdown]
# Your loop on the healthy and on the broken net, 50 steps each. **Predict** both curves.

# %% role="demo" tags=["nbval-ignore-output"]
training.set_seed(0)
batches = np.random.default_rng(0).integers(0, len(x_train), (50, BATCH))
norms = {}
for name, net in (
    ("deep", wine_net(DEEP)),
    ("broken", wine_net(DEEP, initializer=equal)),
):
    files = train_and_log(net, x_train, y_train, batches)
    log = event_logs.scalars(event_logs.restore(files))
    norms[name] = log[log.tag == "gradient_norm"].value.to_numpy()
log_plots.log_curves(
    {name: (np.arange(50), norm) for name, norm in norms.items()},
    xlabel="step",
    ylabel="norm of the gradient",
    ylim=(0.01, 100),
    title="What pulls at the net",
    alt="Norm of the gradient against the step on a log scale. The broken net begins far "
    "above the deep one and falls; the deep net stays near one.",
)
for name, norm in norms.items():
    print(f"{name:6}: first {norm[0]:.2f}, last {norm[-1]:.2f}")

# %% [markdown]
# Both begin to move, so the broken net is no case of vanished gradients at the start. Later the
# pull on it weakens: fewer and fewer wines make its only neuron speak. The norm alone would have
# sent you the wrong way, the histograms did not. Log more than one thing.

# %% [markdown]
# ## 8. Two graphs
#
# Open *Graphs* in TensorBoard, and you are likely to read "Graph visualization failed". The page
# looks for the graph of **operations** first, every multiplication and addition of a training
# step, and the callback has not written it: with Keras 3, `write_graph=True` writes the
# **conceptual** graph only, the layers as Keras knows them. Choose *Conceptual graph* on the left,
# then double-click the box. (A run of the page *Graphs* must have a graph: choose one that ends
# in `train`.)

# %% role="demo" tags=["nbval-ignore-output"]
for run, found in sorted(board.get("data/plugin/graphs/info").items()):
    kinds = {tag: has["conceptual_graph"] for tag, has in found["tags"].items()}
    print(f"{run}: operations {found['run_graph']}, layers {kinds}")
text = board.get(
    "data/plugin/graphs/graph",
    run="net=deep,rate=0.003,seed=0/train",
    tag="keras",
    conceptual="true",
)
print(" -> ".join(re.findall(r'name: "\S+/(\w+)"', text)))

# %% [markdown]
# To see the operations, somebody has to show them. A function under `tf.function` is *traced*: its
# Python runs once, and what it did becomes a graph. `tf.summary.graph` writes it. (For a function
# that you cannot get hold of, put `tf.summary.trace_on(graph=True)` before a call of it, and
# `tf.summary.trace_export(name, step=0)` after it.)
#
# **Predict**: how many matrix multiplications, `MatMul`, does one training step of the deep net
# take? It has six kernels. Count forward, then backward; for each kernel and each layer's inputs.


# %% role="demo"
@tf.function(input_signature=[tf.TensorSpec((None, 9)), tf.TensorSpec((None, 1))])
def train_step(x, y):
    """Take one step of training of the deep net."""
    with tf.GradientTape() as tape:
        loss = loss_of(deep, x, y)
    gradients = tape.gradient(loss, deep.trainable_variables)
    deep.optimizer.apply(gradients, deep.trainable_variables)
    return loss


graph = train_step.get_concrete_function().graph
with tf.summary.create_file_writer(f"{LOGS}/graph/train_step").as_default() as writer:
    tf.summary.graph(graph)
    writer.close()
operations = Counter(node.op for node in graph.as_graph_def().node)
print(f"{sum(operations.values())} operations, {operations['MatMul']} of them MatMul")

# %% [markdown]
# 17: six forward, one for each kernel; six backward for the gradients of the kernels; and five for
# the gradients of what went *into* a layer, since nobody asks for the gradient of the wine. The
# chain rule, counted. Reload TensorBoard, choose the run `graph/train_step`, and there it is:
#
# ![TensorBoard's page of graphs with the graph of a training step: from a box for the net, arrows lead up by way of sub, Abs and Mean to the loss, to a box named gradient_tape, and from there to one named adam.](graph.png)
#
# Names with slashes are folded into boxes, so a layer's name is worth choosing. Boxes that are tied
# to everything, such as the optimiser, spoil the picture: click one, and *Remove from main graph*.

# %% [markdown]
# ### Exercise 11: strip it
#
# A graph may hold numbers: a constant is an operation, `Const`, that carries its value with it. A
# net whose weights were *frozen* into its graph, as for a phone, is as large as its weights, and a
# page that has to draw a hundred megabytes will not. So one strips the large constants before showing a
# graph; TensorBoard does, and a recipe that went round the web did it by hand. It had a hole: it
# looked at one of the places where a value may be stored (`tensor_content`), and there are others.
#
# Write `strip_constants(graph, limit)`.
#
# - `graph`: the bytes of a graph; `tf.compat.v1.GraphDef.FromString(graph)` unpacks it. Its list
#   `node` holds the operations. Each has a `name`, an `op` such as `"Const"`, its inputs, and
#   `attr`, a dict of attributes.
# - A constant's value is `node.attr["value"].tensor`. It is **large** if its `ByteSize()`, however
#   it is stored, is more than `limit`. Large values lose their numbers and keep type and shape:
#   `tensor.dtype` and `tensor.tensor_shape`. (A tensor with these two alone:
#   `type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)`, and
#   `tensor.CopyFrom(...)` puts it in place.)
# - Everything else stays as it is. Return the bytes of the new graph: `SerializeToString()`.
#
# *Checked, here or in grading:* constants of many sizes, stored in both ways; what is not
# large, or no constant, is left alone.


# %% role="solution" id="strip_constants"
def strip_constants(graph, limit):
    """Return a graph without the numbers of constants of more than ``limit`` bytes."""
    ### BEGIN SOLUTION
    stripped = tf.compat.v1.GraphDef.FromString(graph)
    for node in stripped.node:
        if node.op != "Const":
            continue
        tensor = node.attr["value"].tensor
        if tensor.ByteSize() > limit:
            empty = type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)
            tensor.CopyFrom(empty)
    return stripped.SerializeToString()
    ### END SOLUTION


# %% role="tests" id="strip_constants" points=3
# Run this cell to check strip_constants (3 points).
def graph_of(arrays, listed):
    """Return a graph with constants: arrays as bytes, listed ones number by number."""
    graph = tf.compat.v1.GraphDef()
    graph.node.add(name="x", op="Placeholder")
    for name, array in arrays.items():
        node = graph.node.add(name=name, op="Const")
        node.attr["dtype"].type = tf.float32.as_datatype_enum
        tensor = tf.make_tensor_proto(np.asarray(array, "float32"))
        if name in listed:
            tensor.ClearField("tensor_content")
            tensor.float_val.extend(np.ravel(array))
        node.attr["value"].tensor.CopyFrom(tensor)
        graph.node.add(name=f"use_{name}", op="MatMul", input=["x", name])
    large = graph.node.add(name="other", op="Custom")
    large.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(np.ones((40, 40))))
    return graph


def check_stripped(graph, limit, name):
    """Fail unless strip_constants does to a graph what it should, and no more."""
    got = checks.written(
        strip_constants(graph.SerializeToString(), limit), "strip_constants"
    )
    checks.that(
        isinstance(got, bytes),
        "strip_constants must return bytes.",
        got=type(got).__name__,
        hint="Return graph.SerializeToString().",
    )
    got = tf.compat.v1.GraphDef.FromString(got)
    checks.equal(
        [(node.name, node.op, list(node.input)) for node in got.node],
        [(node.name, node.op, list(node.input)) for node in graph.node],
        f"{name}: the list of the nodes, with their operations and inputs,",
        hint="Only numbers are stripped: every node stays, connected as it was.",
    )
    for before, after in zip(graph.node, got.node):
        old, new = before.attr["value"].tensor, after.attr["value"].tensor
        if before.op != "Const" or old.ByteSize() <= limit:
            checks.that(
                before == after,
                f"{name}: {before.name} ({before.op}) was changed.",
                hint="Only constants, and only those of more than `limit` bytes.",
            )
            continue
        checks.that(
            len(new.tensor_content) + 4 * len(new.float_val) < 32,
            f"{name}: the constant {before.name} still holds its numbers.",
            got=f"{new.ByteSize()} bytes, limit {limit}",
            hint="A value may be stored as `tensor_content` or as a list, `float_val`: "
            "ask for the tensor's ByteSize(), and keep only type and shape.",
        )
        checks.that(
            new.dtype == old.dtype and new.tensor_shape == old.tensor_shape,
            f"{name}: the constant {before.name} lost its type or its shape.",
            hint="A stripped tensor keeps `dtype` and `tensor_shape`.",
        )


check_stripped(
    graph_of(
        {"kernel": np.ones((9, 32)), "scale": [1.0, 2.0], "bias": np.arange(64.0)},
        listed=["bias"],
    ),
    64,
    "The example",
)
checks.passed("strip_constants")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(41)
for _ in range(3):
    shapes = [tuple(shape) for shape in generator.integers(1, 14, (8, 2)).tolist()]
    arrays = {f"c{i}": generator.normal(size=shape) for i, shape in enumerate(shapes)}
    graph = graph_of(arrays, listed=[f"c{i}" for i in (1, 4, 6)])
    sizes = sorted(
        node.attr["value"].tensor.ByteSize()
        for node in graph.node
        if node.op == "Const"
    )
    check_stripped(graph, sizes[3], "Random constants")
    check_stripped(graph, 10_000, "A limit that none exceeds")
    check_stripped(graph, sizes[0] - 1, "A limit that all exceed")
### END HIDDEN TESTS

# %% [markdown]
# At work: we freeze our trained shallow net, by handing a function its weights as plain arrays, and
# strip the graph. What is left is small enough to be drawn here, without any page: `dot_plots.draw`
# draws small graphs that are written in the language **DOT**, of which more in a moment.

# %% role="demo" tags=["nbval-ignore-output"]
w1, b1, w2, b2 = shallow.get_weights()


@tf.function(input_signature=[tf.TensorSpec((None, 9))])
def frozen(wine):
    """Answer as the shallow net does, with its weights as constants."""
    return tf.nn.relu(wine @ w1 + b1) @ w2 + b2


whole = frozen.get_concrete_function().graph.as_graph_def().SerializeToString()
small = strip_constants(whole, 64)
print(f"{len(whole):,} bytes, stripped {len(small):,}")
nodes = [n for n in tf.compat.v1.GraphDef.FromString(small).node if n.op != "Const"]
edges = [(i, n.name) for n in nodes for i in n.input if i in {m.name for m in nodes}]
dot_plots.draw(
    "digraph { rankdir=LR; "
    + " ".join(f'"{n.name}" [label="{n.op}\\n{n.name}"];' for n in nodes)
    + " ".join(f'"{start}" -> "{end}";' for start, end in edges)
    + "}",
    alt="The operations of the frozen shallow net as a chain of boxes: Placeholder, MatMul, "
    "AddV2, Relu, MatMul, AddV2, Identity.",
)

# %% [markdown]
# (The recipe from the web showed the stripped graph in the notebook, by way of a page that it
# fetched from the network through a technique that browsers have since dropped. Write it with
# `tf.summary.graph` instead, and let your own TensorBoard show it.)
#
# We have looked at everything: the board may go.

# %% role="demo"
board.stop()
board

# %% [markdown]
# ## 9. Draw the model
#
# For a talk or a paper you want the layers, not the operations. Keras draws them:
#
# - `keras.utils.model_to_dot(model, ...)` makes a graph in the language DOT, an object of the
#   package `pydot`; `.to_string()` is its text. That needs nothing else.
# - `keras.utils.plot_model(model, "model.png", ...)` turns it into a picture, and for that it needs
#   the program **Graphviz**, which is no Python package: `apt install graphviz`, `brew install
#   graphviz`, `conda install graphviz`, or from graphviz.org. (`pip install graphviz` installs a
#   way to call it, not the program.) The name of the file says which format you get: `.png`, `.pdf`,
#   or `.svg`, which stays sharp at any size. Without a file, `IPython.display.SVG` shows what
#   `model_to_dot(model).create_svg()` returns.
#
# Both take the same options, and their defaults are not the old ones:
#
# | option | shows | default |
# |---|---|---|
# | `show_shapes` | shapes in and out, `None` for the batch | no |
# | `show_layer_names` | the names that you gave | in `plot_model` no (it was yes), in `model_to_dot` yes |
# | `show_layer_activations` | ReLU and the like | no |
# | `show_dtype`, `show_trainable` | number type; frozen or not | no |
# | `rankdir` | `"TB"` from top to bottom, `"LR"` from left to right | `"TB"` |
# | `expand_nested` | what is inside a model in a model | no |

# %% role="demo" tags=["nbval-ignore-output"]
if shutil.which("dot"):
    file = Path(tempfile.mkdtemp(), "deep.svg")
    keras.utils.plot_model(deep, file, show_shapes=True, show_layer_names=True)
    print(f"Graphviz is here: a drawing of {file.stat().st_size:,} bytes")
else:
    print("Graphviz is not on this machine; we draw without it.")

# %% [markdown]
# ### Exercise 12: the model as a graph
#
# Write `model_dot(model)`: return the **text**, a string, of a model's graph in DOT, which runs from
# left to right and shows for each layer its name, its shapes and, if it has one, its activation.
#
# *Checked, here or in grading:* boxes, arrows and direction, of chains and of nets with branches.


# %% role="solution" id="model_dot"
def model_dot(model):
    """Return the graph of a model in DOT, from left to right, with all that matters."""
    ### BEGIN SOLUTION
    graph = keras.utils.model_to_dot(
        model,
        show_shapes=True,
        show_layer_names=True,
        show_layer_activations=True,
        rankdir="LR",
    )
    return graph.to_string()
    ### END SOLUTION


# %% role="tests" id="model_dot" points=2
# Run this cell to check model_dot (2 points).
def check_drawing(net, edges, shapes, activations):
    """Fail unless model_dot draws these edges between the layers of a net."""
    try:
        text = checks.written(model_dot(net), "model_dot")
    except ImportError:
        raise checks.CheckFailed(
            "model_dot needs a program that may be missing where it is called.",
            hint="`plot_model` draws a file, and for that it needs Graphviz. A text is "
            "wanted: `model_to_dot` makes one without it.",
        ) from None
    checks.that(
        isinstance(text, str),
        "model_dot must return a string.",
        got=type(text).__name__,
        hint="`.to_string()` makes text of the graph.",
    )
    try:
        labels, drawn, direction = dot_plots.read_dot(text)
    except ValueError as error:
        raise checks.CheckFailed(
            f"model_dot must return a graph: {error}",
            hint="keras.utils.model_to_dot makes one of a model.",
        ) from None
    names = {}
    for layer in net.layers:
        boxes = [
            node
            for node, lines in labels.items()
            if re.search(rf"\b{layer.name}\b", " ".join(lines))
        ]
        checks.that(
            len(boxes) == 1,
            f"The layer {layer.name} should be named in one box.",
            got=[labels[box] for box in boxes],
            hint="Show the layers' names.",
        )
        names[boxes[0]] = layer.name
    checks.equal(
        sorted((names.get(start, start), names.get(end, end)) for start, end in drawn),
        sorted(edges),
        "The list of arrows between the layers",
        hint="Draw the model that you are given, with an arrow wherever data flow.",
    )
    for box, name in names.items():
        label = " ".join(labels[box])
        checks.that(
            str(shapes[name]) in label,
            f"The box of {name} does not show the shape {shapes[name]}.",
            got=labels[box],
            hint="The option is `show_shapes`.",
        )
        checks.that(
            activations.get(name, "") in label,
            f"The box of {name} does not show the activation {activations.get(name)}.",
            got=labels[box],
            hint="The option is `show_layer_activations`.",
        )
    checks.equal(
        direction,
        "LR",
        "The direction",
        mistakes=[("TB", "It runs from top to bottom: `rankdir`.")],
        hint='From left to right is `rankdir="LR"`.',
    )


check_drawing(
    wine_net((5, 3), n_inputs=4),
    [("input", "hidden1"), ("hidden1", "hidden2"), ("hidden2", "final")],
    {
        "input": (None, 4),
        "hidden1": (None, 5),
        "hidden2": (None, 3),
        "final": (None, 1),
    },
    {"hidden1": "relu", "hidden2": "relu", "final": "linear"},
)
checks.passed("model_dot")
### BEGIN HIDDEN TESTS
entry = keras.Input((6,), name="entry")
left = layers.Dense(7, "tanh", name="left")(entry)
right = layers.Dense(8, "elu", name="right")(entry)
both = layers.Concatenate(name="joined")([left, right])
fork = keras.Model(entry, layers.Dense(2, "softmax", name="answer")(both))
check_drawing(
    fork,
    [
        ("entry", "left"),
        ("entry", "right"),
        ("left", "joined"),
        ("right", "joined"),
        ("joined", "answer"),
    ],
    {
        "entry": (None, 6),
        "left": (None, 7),
        "right": (None, 8),
        "joined": (None, 15),
        "answer": (None, 2),
    },
    {"left": "tanh", "right": "elu", "answer": "softmax"},
)
### END HIDDEN TESTS

# %% [markdown]
# Your text, drawn: a net of the kind that a drawing is for. Its inputs take two ways, a deep one
# through hidden layers and a wide one past them.

# %% role="demo" tags=["nbval-ignore-output"]
inputs = keras.Input((9,), name="wine")
flow = layers.Dense(32, "relu", name="deep1")(inputs)
flow = layers.Dense(32, "relu", name="deep2")(flow)
both = layers.Concatenate(name="wide_and_deep")([flow, inputs])
branched = keras.Model(inputs, layers.Dense(1, name="alcohol")(both))
dot_plots.draw(
    model_dot(branched),
    alt="Five boxes from left to right, with names, shapes and activations: wine, deep1, deep2, "
    "wide_and_deep, alcohol. A second arrow leads from wine past the deep layers.",
)

# %% [markdown]
# A net that is a list of layers needs no drawing; `model.summary()` says it all. One with branches
# does: a missing arrow is seen at once, and a table of layers does not show it.

# %% [markdown]
# ## 10. Questions
#
# ### Exercise 13: choose a letter
#
# **`zigzag`**: In the page of scalars a curve runs to epoch 20, jumps back to 0 in a straight line,
# and runs to 20 again. What happened? a) the learning rate was too high; b) the smoothing is set too
# low; c) two trainings wrote into the same folder; d) the file was cut short.
#
# **`remote`**: Your net trains on the university's server, and you sit at home. How do you look at
# its TensorBoard? a) `--bind_all`, and the port opened in the firewall; b) `ssh -L`, and
# TensorBoard on the server's `localhost`; c) you copy the page's HTML; d) `--bind_all` on a port that
# nobody will guess.
#
# **`smooth`**: The loss of a run has been flat for five epochs. With smoothing 0.9 the bold line still
# falls. Do you go on training? a) yes, the bold line is the trend; b) yes, but with a smaller rate;
# c) that cannot be, both lines show the same data; d) no: the bold line remembers old, high values.

# %% role="solution" id="questions"
answers = {"zigzag": None, "remote": None, "smooth": None}
### BEGIN SOLUTION
answers = {"zigzag": "c", "remote": "b", "smooth": "d"}
### END SOLUTION

# %% role="tests" id="questions" part="zigzag" points=1
# Run this cell to check questions, zigzag (1 point).
checks.option(answers.get("zigzag"), "abcd", "zigzag")
checks.recorded("questions, zigzag")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("zigzag"),
    "c",
    {
        "a": "A rate that is too high makes a curve rise; it does not turn time back.",
        "b": "Smoothing moves a line up and down, never back to epoch 0.",
        "d": "What was cut off is missing at the end; nothing comes twice.",
    },
    "zigzag",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="remote" points=1
# Run this cell to check questions, remote (1 point).
checks.option(answers.get("remote"), "abcd", "remote")
checks.recorded("questions, remote")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("remote"),
    "b",
    {
        "a": "TensorBoard asks for no password: the whole world could read your runs.",
        "c": "The page holds no data: it asks the server for them, again and again.",
        "d": "There are 65,536 ports, and programs that knock at all of them in minutes.",
    },
    "remote",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="smooth" points=1
# Run this cell to check questions, smooth (1 point).
checks.option(answers.get("smooth"), "abcd", "smooth")
checks.recorded("questions, smooth")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("smooth"),
    "d",
    {
        "a": "With a weight of 0.9 the bold line still holds what was ten epochs ago.",
        "b": "The rate may be worth a try, but a smoothed line is no reason for it.",
        "c": "They do, and yet differ: the bold one is a running mean of the pale one.",
    },
    "smooth",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 14: in your own words
#
# A friend's net is stuck. She shows you its histograms: the kernel of `hidden3` is one thin spike at
# exactly the same place in every epoch, all other kernels are broad hills, and the loss is flat. Name
# two different faults that would look like this, say for each what else you would look at to tell it
# from the other, and what you would change. Three to six sentences, read by a person.

# %% [markdown] role="open" id="stuck" points=3
# *Rubric.* **1 point**: two different faults that fit, such as: the kernel was initialised with a
# constant *and* is frozen (`trainable = False`), or not given to the optimiser; the kernel is constant
# *and* gets no gradient, because the layer or the one after it is dead (ReLU), or because it and the
# next kernel are zero; the layer is not connected to the output. (Equal initialisation of this one layer alone is
# not enough: section 6 showed that it heals.) **1 point**: what tells them apart, such as the list of
# trainable weights, the gradient or its norm by layer, the activations, or a drawing of the model.
# **1 point**: a change that fits each fault: thaw it, initialise at random, a smaller rate or a leaky
# ReLU, connect it.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | what is a run | a folder with event files; its path is its name |
# | how to name it | `key=value` of what differs, always in the same order |
# | which arguments matter | `log_dir`, and `histogram_freq`, which is 0 unless you say so |
# | who may look | you alone: `localhost`, and a tunnel from afar |
# | how to find runs | a regular expression that says where a part begins and ends |
# | what is in the file | records; in each an event with a step and tagged values |
# | bold and pale | smoothed and logged; believe the pale one |
# | equal weights on both sides | equal gradients, for ever: one neuron a layer |
# | equal weights in one layer | heal at the first step |
# | `write_graph` | the layers; operations need `tf.summary.graph` |
# | a picture of the model | `model_to_dot` and its options; Graphviz only for `plot_model` |
#
# **Ask yourself.** What would the histograms of a net look like whose weights all begin at 0?
# Dropout draws other masks for equal neurons: would it break the tie, and would that be enough? Which
# number would you log for a net of yours, and what would make you stop it?
#
# **Your turn.** Train the broken net with `tanh` instead of ReLU, five seeds: it cannot die, and still
# has one neuron a layer. Where does it end, and what does least squares reach with the same nine
# inputs?
#
# **Read on**
#
# - Bernico, M. (2018). *Deep Learning Quick Reference.* Packt: chapter 3 is where our patient comes from.
# - Wongsuphasawat, K. and others (2018). *Visualizing dataflow graphs of deep learning models in
#   TensorFlow.* IEEE Transactions on Visualization and Computer Graphics 24(1):1-12: how the page of graphs
#   came to be.
# - Glorot, X. and Bengio, Y. (2010). *Understanding the difficulty of training deep feedforward neural
#   networks.* AISTATS: histograms of activations and gradients, layer by layer, and what to do about them.
# - Gansner, E. R., Koutsofios, E., North, S. C. and Vo, K.-P. (1993). *A technique for drawing directed
#   graphs.* IEEE Transactions on Software Engineering 19(3):214-230: how Graphviz finds places for boxes.
# - Cortez, P., Cerdeira, A., Almeida, F., Matos, T. and Reis, J. (2009). *Modeling wine preferences by
#   data mining from physicochemical properties.* Decision Support Systems 47(4):547-553: the wines.
