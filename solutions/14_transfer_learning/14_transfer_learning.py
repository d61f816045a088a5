# %% [markdown]
# # Transfer learning: from digits 0 to 4 to digits 5 to 9
#
# *Somebody has already paid for most of what your net has to learn. Take it.*
# By the end of this chapter a net that has only ever met the digits 0 to 4 will help you
# to read 5 to 9 from a few hundred pictures, and you will know which of its weights
# moved, which did not, and when the help is not worth having.
#
# **You will be able to**
#
# - [ ] look at what a hidden layer makes of pictures that it never met
# - [ ] copy a trained net, freeze its layers and give it a new output layer
# - [ ] say why a frozen net with a new output is softmax regression, and train it from a cache
# - [ ] tell which weights a training step will move, batch norm included
# - [ ] fine-tune in two stages, with small rates, and different ones for different layers
# - [ ] measure over many draws of the few examples whether transfer helps
#
# **Before this chapter**: dense layers, He initialisation and ELU, softmax and its logits,
# Adam and plain gradient descent, batch norm.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import checks, fast_fit, feature_plots, plots, reference, training
from deepnets.data import load_digits
from deepnets.draws import fit_draws

# %%
import os
import time

import keras
import numpy as np
import tensorflow as tf
from keras import layers

# %% [markdown]
# ## 1. Two tasks, one of them poor
#
# Task A is rich: every digit from 0 to 4 that we have, about 1,500 pictures. Task B is poor:
# the digits 5 to 9, of which somebody labelled a few. The same people wrote both, with
# the same pens; only the shapes differ. Can what is learnt on A be used on B?
#
# One switch runs everything below on all of MNIST instead: start Jupyter with
# `DEEPNETS_SIZE=full`. Task A then has almost twenty times as many pictures, and B
# stays as poor as it is. The text speaks of the small run.

# %% role="demo" tags=["nbval-ignore-output"]
digits = load_digits(os.environ.get("DEEPNETS_SIZE", "small"))


def half(x, y, first):
    """Return the five digits from ``first`` on: rows of 784 pixels, labels 0 to 4."""
    keep = (y >= first) & (y < first + 5)
    return x[keep].reshape(-1, 784), y[keep] - first


x_rich, y_rich = half(digits.x_train, digits.y_train, 0)  # task A
rich_valid = half(digits.x_valid, digits.y_valid, 0)
poor_valid = half(digits.x_valid, digits.y_valid, 5)  # task B
poor_test = half(digits.x_test, digits.y_test, 5)
print(f"task A: {len(x_rich):,} training pictures, {len(rich_valid[0]):,} to validate")
print(f"task B: {len(poor_valid[0]):,} to validate, {len(poor_test[0]):,} to test")

# %% [markdown]
# Which few pictures of task B we happen to get matters a lot when they are few: with five
# pictures of a 7, two odd ones are a disaster. So we shall draw them at random, several
# times, and look at the spread.
#
# ### Exercise 1: draw a few
#
# Write `draw_few(y, digits, per_digit, seed)`.
#
# - `y`: an array of labels; `digits`: a list of the labels that we want, such as `[5, 6, 7]`;
#   `per_digit`: how many of each; `seed`: an integer, for `np.random.default_rng(seed)`.
# - Return a pair `(positions, labels)` of integer arrays, each of length
#   `len(digits) * per_digit`. `positions` says where in `y` the chosen examples are, none of
#   them twice, drawn at random. `labels` are *new* labels: the net will have one output
#   for each entry of `digits`, so an example of `digits[0]` gets 0, of `digits[1]` 1, and so on.
# - The order is yours, as long as the two arrays agree.
#
# For instance, `draw_few(np.array([7, 5, 5, 7]), [5, 7], 1, seed=0)` may return the positions
# `[2, 0]` with the labels `[0, 1]`. (`np.flatnonzero(y == 5)` and `rng.choice` are friends.)
#
# *Checked, here or in grading:* how many of each, none twice, the new labels, that another
# seed draws others and the same seed the same.


# %% role="solution" id="draw_few"
def draw_few(y, digits, per_digit, seed):
    """Return positions in ``y`` of a few examples of each digit, and new labels."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    places = [
        rng.choice(np.flatnonzero(y == digit), per_digit, replace=False)
        for digit in digits
    ]
    return np.concatenate(places), np.repeat(np.arange(len(digits)), per_digit)
    ### END SOLUTION


# %% role="tests" id="draw_few" points=2
# Run this cell to check draw_few (2 points).
def check_draw(y, wanted, per_digit, seed):
    """Check one draw; return its positions."""
    positions, labels = checks.pair(
        draw_few(y.copy(), list(wanted), per_digit, seed=seed),
        "draw_few",
        shape=(len(wanted) * per_digit,),
    )
    checks.that(
        positions.dtype.kind in "iu",
        "The positions must be integers, for they will index an array.",
        got=positions.dtype,
    )
    checks.that(
        positions.min() >= 0 and positions.max() < len(y),
        "A position lies outside of `y`.",
        got=positions,
        hint="Return (positions, labels), in this order.",
    )
    found = y[positions]
    checks.that(
        np.isin(found, wanted).all(),
        "Some positions are of digits that were not asked for.",
        got=np.unique(found),
        expected=np.array(sorted(wanted)),
        hint="Are they positions in `y` itself, or in a part of it? And is the order "
        "(positions, labels)?",
    )
    checks.that(
        len(np.unique(positions)) == len(positions),
        "An example was drawn twice.",
        hint="Draw without putting back: replace=False.",
    )
    checks.equal(
        [int(np.sum(found == digit)) for digit in wanted],
        [per_digit] * len(wanted),
        "The number of examples of each digit",
        hint="Draw `per_digit` among the examples of one digit, then among those of the next.",
    )
    checks.close(
        labels,
        np.array([list(wanted).index(digit) for digit in found]),
        "The array of new labels",
        mistakes=[
            (found, "These are the old labels: a net with five outputs knows 0 to 4."),
            (
                found - min(wanted),
                "Subtracting works for neighbours such as 5 to 9 only.",
            ),
        ],
        hint="An example of digits[k] gets the label k. Do labels and positions agree?",
    )
    return positions


y_some = np.arange(400) % 10
drawn = check_draw(y_some, [5, 6, 7, 8, 9], 10, seed=1)
checks.that(
    drawn.max() >= 110,
    "Only the first examples of each digit were taken.",
    got=np.sort(drawn)[-3:],
    hint="Draw at random among all examples of a digit, for instance with rng.choice.",
)
checks.that(
    set(drawn) == set(check_draw(y_some, [5, 6, 7, 8, 9], 10, seed=1)),
    "The same seed drew other examples.",
    hint="Draw from `np.random.default_rng(seed)`, not from NumPy's global generator.",
)
checks.passed("draw_few")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(11)
y_some = generator.integers(0, 10, 900)
draws = [check_draw(y_some, [7, 2, 4], 12, seed=s) for s in (1, 2, 3)]
checks.that(
    len(set(map(frozenset, draws))) == 3,
    "Three seeds drew the same examples.",
    hint="Use the argument `seed`.",
)
counts = np.zeros(len(y_some))
for s in range(40):
    counts[check_draw(y_some, [3], 20, seed=100 + s)] += 1
pool = counts[y_some == 3]
checks.that(
    pool.min() > 0 or len(pool) * (1 - 20 / len(pool)) ** 40 > 1e-6,
    "Some examples were never drawn in 40 draws.",
    hint="Every example of a digit must have the same chance.",
)
checks.that(
    pool.max() < 40, "Some example was drawn every time.", hint="Draw at random."
)
all_of_it = np.array([4, 6, 4, 6, 4])
check_draw(all_of_it, [6, 4], 2, seed=5)
### END HIDDEN TESTS

# %% [markdown]
# The whole training set of task B, if we get five pictures a digit:

# %% role="demo" tags=["nbval-ignore-output"]
POOR = [5, 6, 7, 8, 9]
x_all, y_all = digits.x_train.reshape(-1, 784), digits.y_train - 5
SIZES, SEEDS = (5, 30, 100), range(5)
draws = {
    n: {seed: draw_few(digits.y_train, POOR, n, seed)[0] for seed in SEEDS}
    for n in SIZES
}

# %% role="demo" tags=["nbval-ignore-output"]
few = draws[5][0]
plots.images(
    digits.x_train[few],
    [str(label) for label in digits.y_train[few]],
    alt="Twenty-five handwritten digits, five each of 5, 6, 7, 8 and 9: the whole training "
    "set of the poor task in one of its draws.",
    columns=5,
)

# %% [markdown]
# A **baseline** comes first, and the humblest one. All five digits are equally frequent in
# every draw, so whoever always gives the same answer is right about one time in five.

# %% role="demo" tags=["nbval-ignore-output"]
shares = np.bincount(poor_valid[1]) / len(poor_valid[1])
print(f"dummy: always the same digit, right on {shares.max():.1%} at best")

# %% [markdown]
# ## 2. The rich uncle
#
# Our base is the deep net of exercises 8 and 9 of a well-known book: five hidden layers of
# 100 neurons, ELU activations, He initialisation, and Adam. ELU is $z$ for positive $z$ and
# $e^z - 1$ below. Trained on task A, it is called *pretrained*.


# %%
LOSS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def compile_net(net, optimizer):
    """Compile for integer labels and raw scores (logits); return the net."""
    net.compile(optimizer=optimizer, loss=LOSS, metrics=["accuracy"])
    return net


def elu_net(n_classes, n_hidden=5, units=100, inputs=784):
    """Return an uncompiled net of dense ELU layers; the outputs are logits."""
    hidden = [
        layers.Dense(units, activation="elu", kernel_initializer="he_normal")
        for _ in range(n_hidden)
    ]
    return keras.Sequential([keras.Input((inputs,)), *hidden, layers.Dense(n_classes)])


# %% role="demo" tags=["nbval-ignore-output"]
print(f"{elu_net(5).count_params():,} weights and biases")
base = training.fit_seeds(
    lambda: compile_net(elu_net(5), keras.optimizers.Adam(1e-3)),
    x_rich,
    y_rich,
    label="base on digits 0 to 4, 5 seeds",
    epochs=8,
    batch_size=50,
    validation_data=rich_valid,
)
bases = [base.model(seed) for seed in SEEDS]
right = base.final("val_accuracy")
print("digits 0 to 4, validation:", training.mean_and_spread(right, percent=True))

# %% [markdown] cited=[97.3, 99.5]
# A decent base: 96.9 % from 1,500 pictures. (With all of MNIST, some twenty times as many, the
# notebook that goes with the book reports 97.3 % for such a net, and 99.5 % once it was
# tuned and had batch norm.) Nobody has shown it a single 5, 6, 7, 8 or 9.
#
# The checks of this chapter use small nets with random weights, and compute by hand, in NumPy,
# what such a net puts out. You need not read this cell, but it has to run.


# %%
def trained_net(sizes, activation="elu", *, seed):
    """Return a small net whose weights, biases too, are random; sizes, inputs first."""
    net = keras.Sequential([keras.Input((sizes[0],))])
    for units in sizes[1:-1]:
        net.add(layers.Dense(units, activation=activation))
    net.add(layers.Dense(sizes[-1]))
    rng = np.random.default_rng(seed)
    net.set_weights(
        [rng.normal(size=w.shape) / np.sqrt(w.shape[0]) for w in net.get_weights()]
    )
    return net


def numpy_layers(net, x, bend):
    """Return what each layer of a dense net puts out, the inputs first."""
    outputs, weights = [x], net.get_weights()
    for kernel, bias in zip(weights[::2], weights[1::2]):
        z = outputs[-1] @ kernel + bias
        outputs.append(bend(z) if len(outputs) < len(weights) // 2 else z)
    return outputs


def elu(z):
    """ELU in NumPy."""
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


# %% [markdown]
# ### Exercise 2: listen in the middle
#
# What a hidden layer puts out are its **features**: 100 numbers for each picture. A model that
# ends at a hidden layer is a *feature extractor*, and in Keras it is one line, since a model is
# only a way from some inputs to some outputs: `keras.Model(inputs, outputs)`.
#
# Write `feature_extractor(net, n_hidden)`.
#
# - `net`: a `Sequential` of dense layers such as `elu_net` builds, hidden layers first, then
#   the output layer; `n_hidden`: which hidden layer to listen to, counted from 1.
# - Return a Keras model from the inputs of `net` to the output of that layer, activation
#   included. It uses the very weights of `net`; nothing is trained, and `net` keeps
#   all of its layers.
# - Useful: `net.inputs`, `net.layers` (a `Sequential` does not count its input there), and the
#   attribute `output` of a layer.
#
# *Checked, here or in grading:* its outputs against NumPy's, for first, middle and last
# hidden layers and other activations; that `net` is left whole.


# %% role="solution" id="feature_extractor"
def feature_extractor(net, n_hidden):
    """Return a model from the inputs of ``net`` to its ``n_hidden``-th hidden layer."""
    ### BEGIN SOLUTION
    return keras.Model(net.inputs[0], net.layers[n_hidden - 1].output)
    ### END SOLUTION


# %% role="tests" id="feature_extractor" points=2
# Run this cell to check feature_extractor (2 points).
def check_features(net, n_hidden, x, bend):
    """Check an extractor of one layer against NumPy."""
    before = len(net.layers)
    model = checks.written(feature_extractor(net, n_hidden), "feature_extractor")
    checks.that(
        isinstance(model, keras.Model),
        "feature_extractor must return a Keras model.",
        got=type(model).__name__,
        hint="keras.Model(inputs, outputs) makes one.",
    )
    checks.that(
        len(net.layers) == before,
        "`net` has lost a layer.",
        hint="Do not pop layers: make a new model that ends earlier.",
    )
    outputs = numpy_layers(net, x, bend)
    got = np.asarray(model(x, training=False))
    for k, (wrong, name) in enumerate(zip(outputs, ["the inputs", *"123456"])):
        if (
            k != n_hidden
            and got.shape == wrong.shape
            and np.allclose(got, wrong, atol=1e-4)
        ):
            ends = "the output layer" if k == len(outputs) - 1 else f"layer {name}"
            checks.that(
                False,
                f"The model ends at {ends}, not at hidden layer {n_hidden}.",
                hint="Hidden layers are counted from 1, positions in `layers` from 0.",
            )
    below = outputs[n_hidden - 1] @ net.layers[n_hidden - 1].get_weights()[0]
    checks.close(
        got,
        outputs[n_hidden],
        f"The output of hidden layer {n_hidden}",
        rtol=1e-3,
        atol=1e-4,
        mistakes=[
            (below + net.layers[n_hidden - 1].get_weights()[1], "No activation.")
        ],
        hint="Does it use the weights of `net` itself, activation included?",
    )


some = np.random.default_rng(20).normal(size=(5, 8)).astype("float32")
check_features(trained_net([8, 7, 6, 4, 3], seed=21), 2, some, elu)
checks.passed("feature_extractor")
### BEGIN HIDDEN TESTS
some = np.random.default_rng(22).normal(size=(6, 9)).astype("float32")
for n_hidden in (1, 3):
    check_features(trained_net([9, 5, 5, 5, 5], seed=23), n_hidden, some, elu)
check_features(trained_net([9, 6, 4, 2], "tanh", seed=24), 2, some, np.tanh)
### END HIDDEN TESTS

# %% [markdown]
# A hundred numbers a picture are hard to look at. **PCA** (principal component analysis) finds
# the flat view in which the points are spread the most. Put the features into a matrix
# $F$, one row a picture, and subtract from each column its mean; the *singular value
# decomposition* writes the result as $U \,\mathrm{diag}(s)\, V^T$, with the
# *singular values* $s_1 \ge s_2 \ge \dots$ in falling order. The rows of $V^T$ are the
# directions of the view, the first the widest. The coordinates of the pictures in it are
# $U\,\mathrm{diag}(s)$, and $s_k^2$ is proportional to the variance along direction $k$.
#
# ### Exercise 3: a flat view
#
# Write `project(features, n)`: for an array `(pictures, features)` return the pair
# `(coordinates, share)`. `coordinates`, shape `(pictures, n)`, are those of the `n` widest
# directions; `share` is the part of the total variance that they hold, a number from 0
# to 1. A direction and its opposite are the same line, so the sign of each column is yours.
# (`np.linalg.svd(..., full_matrices=False)` returns $U$, $s$ and $V^T$.)
#
# *Checked, here or in grading:* both against NumPy, and `features` keeps its values.


# %% role="solution" id="project"
def project(features, n):
    """Return coordinates along the ``n`` widest directions, and their variance share."""
    ### BEGIN SOLUTION
    centred = features - features.mean(axis=0)
    u, s, _ = np.linalg.svd(centred, full_matrices=False)
    return u[:, :n] * s[:n], (s[:n] ** 2).sum() / (s**2).sum()
    ### END SOLUTION


# %% role="tests" id="project" points=2
# Run this cell to check project (2 points).
def check_projection(features, n):
    """Check one projection, whatever the signs of its columns."""
    given = features.copy()
    answer = checks.written(project(given, n), "project")
    checks.unchanged(features, given, "features")
    checks.that(
        isinstance(answer, tuple | list) and len(answer) == 2,
        "project must return a pair (coordinates, share).",
        got=type(answer).__name__,
    )
    got = checks.array(answer[0], "The array of coordinates", shape=(len(features), n))
    u, s, _ = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    raw_u, raw_s, raw_v = np.linalg.svd(features, full_matrices=False)
    by_row = features - features.mean(axis=1, keepdims=True)
    row_u, row_s, _ = np.linalg.svd(by_row, full_matrices=False)
    expected = u[:, :n] * s[:n]

    def aligned(wrong):
        return wrong * np.where((wrong * got).sum(axis=0) < 0, -1, 1)

    checks.close(
        got,
        aligned(expected),
        "The array of coordinates",
        rtol=1e-3,
        atol=1e-3,
        mistakes=[
            (aligned(raw_u[:, :n] * raw_s[:n]), "Subtract the mean of each column."),
            (aligned(u[:, :n]), "The columns of U have length 1: multiply by s."),
            (aligned((u * s)[:, ::-1][:, :n]), "These are the narrowest directions."),
            (aligned(features @ raw_v[:n].T), "Subtract the mean of each column."),
            (
                aligned(row_u[:, :n] * row_s[:n]),
                "The mean of each row is gone; the mean of each column must go, axis 0.",
            ),
        ],
        hint="Centre the columns, then U times s, the first n columns.",
    )
    share = checks.array(answer[1], "The share")
    checks.that(
        share.shape == (),
        "The share has the wrong shape.",
        got=share.shape,
        expected=(),
        hint="One number: what all n directions hold together.",
    )
    checks.close(
        share,
        (s[:n] ** 2).sum() / (s**2).sum(),
        "The share of the variance",
        rtol=1e-3,
        mistakes=[
            (s[:n].sum() / s.sum(), "Variance goes with the square of s."),
            ((s[:n] ** 2).sum(), "Divide by the sum over all directions."),
            (100 * (s[:n] ** 2).sum() / (s**2).sum(), "A share, not percent."),
        ],
    )


rng = np.random.default_rng(30)
check_projection(rng.normal(size=(40, 5)) * [5, 1, 3, 0.5, 0.2] + 4, 2)
checks.passed("project")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(31)
for shape, n in (((30, 8), 3), ((6, 12), 2), ((50, 4), 1)):
    scales = 2.0 ** -np.arange(shape[1])
    check_projection(rng.normal(size=shape) * scales + rng.normal(size=shape[1]), n)
### END HIDDEN TESTS

# %% [markdown]
# ## 3. What does it see in digits that it never met?
#
# We show the base all validation digits of task B. **Predict:** will the five strange
# digits form clusters in the features of its last hidden layer, or one cloud? And will they be
# easier to tell apart there than by their bare pixels?

# %% role="demo" tags=["nbval-ignore-output"]
seen = np.asarray(feature_extractor(bases[0], 5)(poor_valid[0]))
panels = {}
for title, f in (("784 pixels", poor_valid[0]), ("100 features of the base", seen)):
    panels[title], share = project(f, 2)
    print(f"{title}: two directions hold {share:.0%} of the variance")
feature_plots.views(
    panels,
    poor_valid[1],
    names="56789",
    alt="Two flat views of the validation digits 5 to 9, each digit with a mark of its own. "
    "On the left, by pixels: 7 and 9 lie apart from 5, 6 and 8, which overlap. On the right, "
    "by the features of the base's last hidden layer: 9 and 6 lie in corners of their own, "
    "and 7 has moved to the middle, among the others.",
)

# %% [markdown]
# Something of both. The base spreads the strangers along the few directions in which it keeps
# 0 to 4 apart: two directions now hold 50 % of the variance, where they held 18 % of the pixels'.
# In that view 6 and 9 have corners of their own. But 7, which stood at the edge by its pixels,
# has moved into the middle, among the others: what sets a 7 apart was of no use for telling
# 0 to 4 apart, so the base has learnt to overlook it.
#
# A view shows two directions of a hundred. A number that uses them all: let the mean of each
# digit's features, over 30 training pictures a digit, stand for the digit, and give each
# validation picture to the nearest mean. No training at all, so it measures how well the
# features have sorted the digits already. We do that layer by layer: for the base's own digits,
# for the strange ones, and for the strange ones in a net with random weights.


# %% role="demo" tags=["nbval-ignore-output"]
def sorted_well(net, few, few_labels, x, y):
    """Return the share that is nearest to its own mean, for pixels and each layer."""
    shares = []
    both = (numpy_layers(net, pictures, elu)[:6] for pictures in (few, x))
    for few_f, f in zip(*both):
        means = np.stack([few_f[few_labels == c].mean(axis=0) for c in range(5)])
        apart = ((f[:, None] - means) ** 2).sum(axis=2)
        shares.append(np.mean(apart.argmin(axis=1) == y))
    return shares


# %% role="demo" tags=["nbval-ignore-output"]
depth = {"own digits, 0 to 4": [], "strange digits, 5 to 9": [], "random weights": []}
for seed in SEEDS:
    own = draw_few(y_rich, range(5), 30, seed)
    new = draws[30][seed]
    strange = (x_all[new], y_all[new], *poor_valid)
    training.set_seed(seed)
    random_net = elu_net(5)
    for name, net, pictures in (
        ("own digits, 0 to 4", bases[seed], (x_rich[own[0]], own[1], *rich_valid)),
        ("strange digits, 5 to 9", bases[seed], strange),
        ("random weights", random_net, strange),
    ):
        depth[name].append(sorted_well(net, *pictures))

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {name: (range(6), 100 * np.array(values)) for name, values in depth.items()},
    xlabel="hidden layer (0: pixels)",
    ylabel="nearest to its own mean (%)",
    title="Deeper layers know more and more about less and less",
    alt="Share of digits that are nearest to the mean of their own class, against the hidden "
    "layer. For the base's own digits it rises from layer to layer. For digits 5 to 9 it "
    "falls steadily, and as far as in a net with random weights.",
)
for name, values in depth.items():
    first, last = np.transpose(values)[[0, -1]]
    print(
        f"{name:22}: pixels {training.mean_and_spread(first, percent=True)}", end=", "
    )
    print(f"last layer {training.mean_and_spread(last, percent=True)}")

# %% [markdown]
# For its own digits, each layer of the base sorts a little better than the one before. For the
# strange ones each layer *loses* something, from 84.4 % by pixels to 62.3 % in the last layer, and
# that is no better than a net that was never trained. A deep net with random weights
# blurs what it is shown; training on 0 to 4 has undone this for 0 to 4, and for them alone.
#
# Nearest means are a rough judge, and a trained head will do better. But the lesson stays:
# **first layers are general, last layers are special.** That is why advice on transfer says to
# leave the first layers alone and to work on the last ones.

# %% [markdown]
# ## 4. Copy, freeze, new head
#
# The oldest recipe of transfer learning has three moves:
#
# 1. take the pretrained net without its output layer, the **head**: it answers the wrong question;
# 2. **freeze** the layers that stay: gradient descent will not touch their weights;
# 3. put a new head on top, with random weights and as many outputs as the new task has.
#
# Three ways look right for the first move, and two of them are traps. **Predict** for each:
# does the new net give the old answers? And if we then train it, what becomes of the original?

# %% role="demo"
original = elu_net(5, n_hidden=2, units=20)
picture = np.random.default_rng(40).random((1, 784)).astype("float32")
cloned = keras.models.clone_model(original)
copied = keras.models.clone_model(original)
copied.set_weights(original.get_weights())
ways = {
    "Sequential(net.layers)": keras.Sequential([keras.Input((784,)), *original.layers]),
    "clone_model": cloned,
    "clone_model, set_weights": copied,
}
for name, net in ways.items():
    same = np.allclose(net(picture), original(picture))
    shared = net.layers[0].kernel is original.layers[0].kernel
    print(f"{name:24}: same answers {same!s:5}, the original's weights {shared}")

# %% [markdown]
# A layer *is* its weights. A new `Sequential` around old layers shares them: train one net
# and you train the other; freeze a layer here, and it is frozen there. `clone_model` builds
# new layers from the old settings, with weights drawn anew: nothing pretrained is left.
# `set_weights` completes it.
#
# To freeze a layer, set `layer.trainable = False`. The order matters: **set it first, then
# compile.** What `fit` compiled keeps the list of weights that it began with; section 8 shows
# what that can do to you.
#
# ### Exercise 4: reuse
#
# Write `reuse(base, n_reused, n_classes)`.
#
# - `base`: a `Sequential` of dense layers, hidden ones first, then its head.
# - Return a new, uncompiled `Sequential`: the same input, *copies* of the first `n_reused`
#   hidden layers with their weights, all of them frozen, and a new head, a `Dense` layer of
#   `n_classes` logits that is not frozen.
# - `base` stays exactly as it was: its weights, and what of it is trainable. Training the new
#   net later must not change it either.
#
# For instance, `reuse(base, 4, 16)` of our five-layer base has four frozen hidden layers and a
# head of 16 outputs, and nothing but that head can be trained.
#
# *Checked, here or in grading:* layers, weights bit for bit, what is frozen, that nothing
# is shared, also for bases of other sizes.


# %% role="solution" id="reuse"
def reuse(base, n_reused, n_classes):
    """Return a net of the first layers of ``base``, copied and frozen, and a new head."""
    ### BEGIN SOLUTION
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    kept = copy.layers[:n_reused]
    for layer in kept:
        layer.trainable = False
    return keras.Sequential(
        [keras.Input(base.input_shape[1:]), *kept, layers.Dense(n_classes)]
    )
    ### END SOLUTION


# %% role="tests" id="reuse" points=3
# Run this cell to check reuse (3 points).
def check_reuse(base, n_reused, n_classes):
    """Check the net, the base, and that they share nothing; return the net."""
    before = base.get_weights()
    net = checks.written(reuse(base, n_reused, n_classes), "reuse")
    checks.that(
        isinstance(net, keras.Model),
        "reuse must return a Keras model.",
        got=type(net).__name__,
    )
    checks.that(net is not base, "reuse returned the base itself.", hint="Copy it.")
    checks.that(
        net.built,
        "The net does not know yet what its inputs look like.",
        hint="Begin with keras.Input(base.input_shape[1:]).",
    )
    dense = [layer for layer in net.layers if isinstance(layer, layers.Dense)]
    units = [layer.units for layer in base.layers]
    expected = [*units[:n_reused], n_classes]
    checks.equal(
        [layer.units for layer in dense],
        expected,
        "The list of units, layer by layer,",
        mistakes=[
            ([*units[: n_reused + 1], n_classes], "One layer too many was kept."),
            ([*units[: n_reused - 1], n_classes], "One layer too few was kept."),
            ([*units, n_classes], "The old head is still there."),
            (units, "The old head is still there, and there is no new one."),
            (units[:n_reused], "There is no new head."),
            (
                [n_classes],
                "There is no dense layer below the head. Put the layers themselves into the "
                "net, and not a model that holds them.",
            ),
        ],
        hint="The first n_reused hidden layers, then one new Dense layer.",
    )
    checks.that(
        all(layer.trainable for layer in base.layers),
        "Freezing the copy froze layers of `base` too: they share their layers.",
        hint="Make new layers with keras.models.clone_model, then set their weights.",
    )
    checks.that(
        all(map(np.array_equal, before, base.get_weights())),
        "The weights of `base` have changed.",
    )
    for k, layer in enumerate(dense[:n_reused]):
        for got, want in zip(layer.get_weights(), before[2 * k : 2 * k + 2]):
            checks.that(
                np.array_equal(got, want),
                f"The weights of hidden layer {k + 1} are not those of the base.",
                hint="clone_model draws new weights; set_weights brings the old ones.",
            )
    frozen = [not layer.trainable for layer in dense]
    checks.equal(
        frozen,
        [True] * n_reused + [False],
        "The list of which layers are frozen",
        mistakes=[
            ([False] * (n_reused + 1), "Nothing is frozen."),
            (
                [True] * (n_reused + 1),
                "The new head is frozen too: nothing could learn.",
            ),
        ],
        hint="Every reused layer has trainable = False, the new head has not.",
    )
    checks.equal(len(net.trainable_weights), 2, "The number of trainable arrays")
    return net


old = trained_net([12, 7, 6, 5, 4], seed=41)
new = check_reuse(old, 3, 8)
some = np.random.default_rng(42).normal(size=(3, 12)).astype("float32")
kept = numpy_layers(old, some, elu)[3]
kernel, bias = new.get_weights()[-2:]
checks.close(
    new(some, training=False),
    kept @ kernel + bias,
    "The output of the new net",
    rtol=1e-3,
    atol=1e-4,
    hint="The head returns logits: no activation. The reused layers keep theirs.",
)
new.set_weights([w + 1 for w in new.get_weights()])
checks.that(
    not np.allclose(old.get_weights()[0], new.get_weights()[0]),
    "Changing the new net changed `base`: they share their layers.",
    hint="Make new layers with keras.models.clone_model, then set their weights.",
)
checks.passed("reuse")
### BEGIN HIDDEN TESTS
old = trained_net([9, 5, 6, 7], "tanh", seed=43)
new = check_reuse(old, 1, 4)
some = np.random.default_rng(44).normal(size=(3, 9)).astype("float32")
kernel, bias = new.get_weights()[-2:]
checks.close(
    new(some, training=False),
    numpy_layers(old, some, np.tanh)[1] @ kernel + bias,
    "The output of a net that reuses one tanh layer",
    rtol=1e-3,
    atol=1e-4,
    hint="Copy the layers with their settings; the head has no activation.",
)
checks.that(np.std(kernel) > 0, "The weights of the new head are all the same.")
new = check_reuse(trained_net([6, 8, 8, 8], seed=45), 2, 3)
checks.equal(new.input_shape, (None, 6), "The shape of the inputs")
### END HIDDEN TESTS

# %% [markdown]
# ### What is left to learn?
#
# Freeze all hidden layers, and for the head they are only a fixed way to describe a picture
# by 100 numbers $h$. With the head's kernel $W$ and bias $b$, the logits are $hW + b$. That is
# **softmax regression**, a method older than deep learning: one layer, no hidden
# ones. For a batch of $n$ pictures with features $H$, one row a picture, let $P$ be the
# softmax probabilities and $Y$ the one-hot labels, both `(n, classes)`. The mean
# cross-entropy has the gradients
#
# $$\frac{\partial L}{\partial W} = \frac{1}{n} H^T (P - Y), \qquad
# \frac{\partial L}{\partial b} = \frac{1}{n} \sum_{i=1}^{n} (P - Y)_i .$$
#
# ### Exercise 5: a step of the head
#
# Write `head_step(features, labels, kernel, bias, learning_rate)`: one step of gradient
# descent on the mean cross-entropy, in NumPy.
#
# - `features` `(n, inputs)`; `labels` `(n,)` integers from 0; `kernel` `(inputs, classes)`;
#   `bias` `(classes,)`.
# - Return the new `(kernel, bias)`, and leave the old arrays as they were.
# - Subtract each row's largest logit before `np.exp`: large logits must not overflow.
#
# *Checked, here or in grading:* against finite differences of the loss, and large logits.


# %% role="solution" id="head_step"
def head_step(features, labels, kernel, bias, learning_rate):
    """Return kernel and bias after a step of softmax regression on the whole batch."""
    ### BEGIN SOLUTION
    logits = features @ kernel + bias
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    return kernel - learning_rate * features.T @ p, bias - learning_rate * p.sum(axis=0)
    ### END SOLUTION


# %% role="tests" id="head_step" points=2
# Run this cell to check head_step (2 points).
def check_head_step(features, labels, kernel, bias, rate):
    """Check one step against finite differences."""

    def loss(w, c):
        z = features @ w + c
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return -log_p[np.arange(len(labels)), labels].mean()

    step, slopes = 1e-5, [np.zeros_like(kernel), np.zeros_like(bias)]
    for array, slope in zip((kernel, bias), slopes):
        for i in np.ndindex(array.shape):
            kept = array[i]
            array[i] = kept + step
            up = loss(kernel, bias)
            array[i] = kept - step
            slope[i] = (up - loss(kernel, bias)) / (2 * step)
            array[i] = kept
    given = [a.copy() for a in (features, labels, kernel, bias)]
    answer = checks.written(head_step(*given, rate), "head_step")
    for before, after, name in zip(
        (features, labels, kernel, bias),
        given,
        ("features", "labels", "kernel", "bias"),
    ):
        checks.unchanged(before, after, name)
    checks.that(
        isinstance(answer, tuple | list) and len(answer) == 2,
        "head_step must return the pair (kernel, bias).",
        got=type(answer).__name__,
    )
    n, z = len(labels), features @ kernel + bias
    columns = np.exp(z) / np.exp(z).sum(axis=0) - np.eye(len(bias))[labels]
    crossed = features.T @ columns / n, columns.mean(axis=0)
    for got, old, slope, wrong, name in zip(
        answer, (kernel, bias), slopes, crossed, ("kernel", "bias")
    ):
        checks.close(
            got,
            old - rate * slope,
            f"The new {name}",
            rtol=1e-4,
            atol=1e-5,
            mistakes=[
                (old + rate * slope, "It goes uphill: subtract the gradient."),
                (old - rate * n * slope, "The mean loss: divide by the batch size."),
                (slope, "That is the gradient; return the new weights."),
                (old - slope, "Multiply the gradient by the learning rate."),
                (
                    old - rate * wrong,
                    "The probabilities of one picture, a row, must add up to 1: axis=1.",
                ),
                (old, "It has not moved."),
            ],
            hint="Softmax over each row, minus the one-hot labels; for the kernel times the "
            "features, for the bias summed over the pictures.",
        )


rng = np.random.default_rng(50)
check_head_step(
    rng.normal(size=(7, 4)),
    rng.integers(0, 3, 7),
    rng.normal(size=(4, 3)),
    rng.normal(size=3),
    0.2,
)
checks.passed("head_step")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(51)
check_head_step(
    rng.normal(size=(9, 5)),
    rng.integers(0, 4, 9),
    rng.normal(size=(5, 4)),
    np.zeros(4),
    0.05,
)
kernel, bias = (
    checks.array(part, "A part of the answer")
    for part in head_step(
        np.array([[1000.0], [-1000.0]]),
        np.array([0, 1]),
        np.array([[1.0, -1.0]]),
        np.zeros(2),
        0.1,
    )
)
checks.that(
    np.isfinite(kernel).all() and np.isfinite(bias).all(),
    "Large logits give NaN.",
    hint="Subtract the largest logit of each row before np.exp.",
)
### END HIDDEN TESTS

# %% [markdown]
# The same in Keras: the base with all hidden layers frozen and a new head, trained with
# plain gradient descent on whole batches; and beside it your NumPy step, on features that
# were computed **once**.

# %% role="demo" tags=["nbval-ignore-output"]
few, few_labels = draws[30][0], y_all[draws[30][0]]
net = compile_net(reuse(bases[0], 5, 5), keras.optimizers.SGD(0.05))
kernel, bias = net.layers[-1].get_weights()
net.fit(x_all[few], few_labels, batch_size=len(few), epochs=20, verbose=0)

features = np.asarray(feature_extractor(bases[0], 5)(x_all[few]))
for _ in range(20):
    kernel, bias = head_step(features, few_labels, kernel, bias, 0.05)
apart = np.abs(kernel - net.layers[-1].get_weights()[0]).max()
print(f"kernels of the head after 20 steps: at most {apart:.0e} apart")
same = map(np.array_equal, net.get_weights()[:-2], bases[0].get_weights()[:-2])
print("frozen layers bit for bit as in the base:", all(same))

# %% [markdown]
# ## 5. Pay for the frozen layers once
#
# Frozen layers give the same features for the same picture in every epoch. Computing them
# again and again is waste: run all pictures through them once, keep the result (a
# **cache**), and train the rest of the net on it.
#
# ### Exercise 6: train on a cache
#
# Write `train_on_cache(net, n_frozen, x, y, epochs, learning_rate)`.
#
# - `net`: a `Sequential` of dense layers that ends in logits; its first `n_frozen` layers are
#   frozen. One or several layers follow.
# - Compute the cache: what layer `n_frozen` puts out for all of `x`. Then train the layers
#   that follow on it: `keras.optimizers.SGD(learning_rate)`, `LOSS`, the whole set as one batch
#   (`batch_size=len(x)`), `epochs` steps, `verbose=0`.
# - When the function returns, **`net` itself** must hold the trained weights. Here sharing
#   layers is what you want: a `Sequential` of `keras.Input(...)` and `net.layers[n_frozen:]`.
# - Return the cache, an array `(len(x), features)`.
#
# *Checked, here or in grading:* the cache equals the layers' output, frozen weights are bit for bit
# what they were, and the others are those that training the whole net would give.


# %% role="solution" id="train_on_cache"
def train_on_cache(net, n_frozen, x, y, epochs, learning_rate):
    """Train the layers after the frozen ones on what those put out; return that."""
    ### BEGIN SOLUTION
    frozen = keras.Model(net.inputs[0], net.layers[n_frozen - 1].output)
    cache = np.asarray(frozen(x))
    rest = keras.Sequential([keras.Input(cache.shape[1:]), *net.layers[n_frozen:]])
    rest.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=LOSS)
    rest.fit(cache, y, batch_size=len(x), epochs=epochs, verbose=0)
    return cache
    ### END SOLUTION


# %% role="tests" id="train_on_cache" points=3
# Run this cell to check train_on_cache (3 points).
def softmax_step(features, labels, kernel, bias, rate):
    """Take a step of softmax regression; return kernel, bias and dL/dfeatures."""
    z = features @ kernel + bias
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    p /= len(labels)
    return kernel - rate * features.T @ p, bias - rate * p.sum(axis=0), p @ kernel.T


def check_cache(sizes, n_frozen, x, y, epochs, rate, seed):
    """Check one call on a net with one or two layers after the frozen ones."""
    net = trained_net(sizes, seed=seed)
    for layer in net.layers[:n_frozen]:
        layer.trainable = False
    before = net.get_weights()
    cache = train_on_cache(net, n_frozen, x.copy(), y.copy(), epochs, rate)
    features = numpy_layers(trained_net(sizes, seed=seed), x, elu)[n_frozen]
    checks.close(
        checks.array(cache, "The cache that train_on_cache returns"),
        features,
        "The cache that train_on_cache returns",
        rtol=1e-3,
        atol=1e-4,
        hint=f"Return what layer {n_frozen} puts out for x, computed before training.",
    )
    w = [a.astype(float) for a in before[2 * n_frozen :]]
    for _ in range(epochs):
        if len(w) == 4:
            z = features @ w[0] + w[1]
            w[2], w[3], slope = softmax_step(elu(z), y, w[2], w[3], rate)
            slope = slope * np.where(z > 0, 1, np.exp(np.minimum(z, 0)))
            w[0], w[1] = w[0] - rate * features.T @ slope, w[1] - rate * slope.sum(0)
        else:
            w[0], w[1], _ = softmax_step(features, y, w[0], w[1], rate)
    after = net.get_weights()
    checks.that(
        all(map(np.array_equal, after[: 2 * n_frozen], before[: 2 * n_frozen])),
        "A frozen layer has moved.",
        hint="Train only the layers after the cache.",
    )
    checks.that(
        not np.array_equal(after[-2], before[-2]),
        "The head of `net` has not moved.",
        hint="Is anything trained? Train the layers of `net` themselves, not copies of them.",
    )
    for got, want in zip(after[2 * n_frozen :], w):
        checks.close(
            got,
            want,
            "A weight after the cache",
            rtol=2e-3,
            atol=2e-4,
            hint="SGD with the given rate, the mean loss from logits, all of x as one "
            "batch, so one step an epoch, and `epochs` of them.",
        )


rng = np.random.default_rng(60)
x_some = rng.normal(size=(40, 6)).astype("float32")  # more than Keras's usual batch
y_some = rng.integers(0, 3, 40)
check_cache([6, 5, 4, 3], 2, x_some, y_some, 3, 0.1, seed=61)
checks.passed("train_on_cache")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(62)
x_some, y_some = rng.normal(size=(50, 5)).astype("float32"), rng.integers(0, 4, 50)
check_cache([5, 7, 6, 4], 1, x_some, y_some, 4, 0.2, seed=63)
### END HIDDEN TESTS

# %% [markdown]
# What does the cache save? A step of the whole frozen net pushes its pictures through six
# layers; a step on the cache, through one. Both take the same steps on the same pictures,
# compiled in the same way, and only the training is timed. **Predict** the factor.


# %% role="demo" tags=["nbval-ignore-output"]
def ready(net, x, y):
    """Return what trains a net for an epoch, once everything is compiled."""
    compile_net(net, keras.optimizers.SGD(0.01))
    trainer = fast_fit.epochs_of(net, x, y, batch_size=100)
    trainer.run(np.random.default_rng(0))
    return trainer


def times_as_fast(slow, fast, epochs=10, repeats=3):
    """Return how much longer the epochs of one take, the median of some repeats."""
    rng, ratios = np.random.default_rng(0), []
    for _ in range(repeats):
        ends = [time.perf_counter()]
        for trainer in (slow, fast):
            for _ in range(epochs):
                trainer.run(rng)
            ends.append(time.perf_counter())
        ratios.append((ends[1] - ends[0]) / (ends[2] - ends[1]))
    return np.median(ratios)


# %% role="demo" tags=["nbval-ignore-output"]
hundred = draws[100][0]
cache = np.asarray(feature_extractor(bases[0], 5)(x_all[hundred]))
head = keras.Sequential([keras.Input((100,)), layers.Dense(5)])
whole = ready(reuse(bases[0], 5, 5), x_all[hundred], y_all[hundred])
cached = ready(head, cache, y_all[hundred])
print(f"with the cache training is {times_as_fast(whole, cached):.1f} times as fast")

# %% [markdown]
# Our layers are small, so much of a step is spent on starting it, whatever it computes. The
# dearer the frozen part, the more its cache saves: section 9 does this again with
# convolutions. One caution: a cache is valid only while neither the pictures nor a layer
# below it change.

# %% [markdown]
# ## 6. Five frozen layers, or four, or none
#
# Now the exercise of the book: 100 pictures a digit; five frozen layers, then four, then the
# same net from scratch. All arms take the same number of steps on the same pictures; each of
# the five seeds has a base, a head and a draw of its own. `fit_draws` does that: like
# `fit_seeds`, but each seed trains on what was drawn for it. We do it for 5, 30 and 100
# pictures a digit at once, and look at the last first.
#
# With five frozen layers only a head is trained, so we train it on a cache. The features that
# the five bases give stand in one table, one base below the other, and each seed
# draws from its own part.
#
# **Predict** the order of the three.

# %% role="demo" tags=["nbval-ignore-output"]
BUDGET = {"rounds": 1, "steps": 200, "batch_size": 20}
ON_POOR = BUDGET | {"validation_data": poor_valid}


def train_heads(cache, **arguments):
    """Train a head for each draw on the features of its base; return their weights."""

    def head(*_):
        net = keras.Sequential([keras.Input(cache.shape[2:]), layers.Dense(5)])
        return compile_net(net, keras.optimizers.Adam(5e-3))

    # (seeds, pictures, features) becomes one table: seed s begins at row s * pictures
    table, labels = cache.reshape(-1, cache.shape[2]), np.tile(y_all, len(cache))
    rows = {n: {s: draws[n][s] + s * len(y_all) for s in SEEDS} for n in SIZES}
    runs = fit_draws(head, table, labels, rows, **arguments)
    return {
        n: [found.model(s).get_weights() for s in SEEDS] for n, found in runs.items()
    }


# %% role="demo" tags=["nbval-ignore-output"]
def heads_right(heads, features, labels):
    """Return for each size the share that each seed's head gets right."""
    right = {}
    for n, found in heads.items():
        scores = [f @ kernel + bias for f, (kernel, bias) in zip(features, found)]
        right[n] = np.mean(np.argmax(scores, axis=2) == labels, axis=1)
    return right


def last_right(runs):
    """Return for each size the validation accuracy of each seed at the end."""
    return {n: found.final("val_accuracy") for n, found in runs.items()}


# %% role="demo" tags=["nbval-ignore-output"]
listeners = [feature_extractor(net, 5) for net in bases]
cache, valid_cache = (
    np.stack([np.asarray(listener(x)) for listener in listeners])
    for x in (x_all, poor_valid[0])
)
accuracy = {}
five_heads = train_heads(cache, label="five frozen", **BUDGET)
accuracy["five frozen"] = heads_right(five_heads, valid_cache, poor_valid[1])


# %% role="demo" tags=["nbval-ignore-output"]
def frozen_net(_, seed):
    """Return the first four layers of this seed's base, frozen, with a new head."""
    net = reuse(bases[seed], 4, 5)
    return compile_net(net, keras.optimizers.Adam(5e-3))


def scratch_net(_, seed):
    """Return a net of the same size that knows nothing."""
    return compile_net(elu_net(5), keras.optimizers.Adam(1e-3))


four = fit_draws(
    frozen_net, x_all, y_all, {100: draws[100]}, label="four frozen", **ON_POOR
)
scratch = fit_draws(scratch_net, x_all, y_all, draws, label="from scratch", **ON_POOR)
accuracy |= {"four frozen": last_right(four), "from scratch": last_right(scratch)}

# %% role="demo" tags=["nbval-ignore-output"]
plots.compare(
    {
        "100 pictures\na digit": {
            arm: 100 * found[100] for arm, found in accuracy.items()
        }
    },
    ylabel="validation accuracy (%)",
    title="Digits 5 to 9, five draws",
    alt="Dots of five seeds for three arms with 100 pictures a digit. Five frozen layers "
    "and four frozen lie side by side, and training from scratch is far above both.",
)
for arm, found in accuracy.items():
    print(f"{arm:12}: {training.mean_and_spread(found[100], percent=True)}")
same = [
    all(map(np.array_equal, layer.get_weights(), old.get_weights()))
    for layer, old in zip(four[100].model(0).layers, bases[0].layers)
]
print("four frozen, bit for bit the base's, layer by layer:", same)

# %% [markdown]
# The frozen layers did not move by a bit, and what they are worth is sobering: from scratch the
# same net is far better. The figure of section 3 said so beforehand. Each layer of the base has
# learnt to forget what does not help to tell 0 to 4 apart, and some of it would have told
# 5 from 8. Whether four layers are kept or five makes no difference that these draws could
# show. The book from which
# the exercise comes had one seed for each arm, and in its notebook the order of frozen
# and scratch changed from one edition to the next; over seeds and draws it does not.
#
# Two ways lead on. We can let the layers move again (section 8), and we can ask for a base
# whose features are more general (section 9).

# %% [markdown]
# ## 7. Which weights will move?
#
# A layer of **batch norm** has four arrays of weights. Two are learnt by gradient descent: a
# factor `gamma` and an offset `beta`. Two are not: `moving_mean` and `moving_variance`. In
# training the layer normalises with the statistics of the *batch*, and lets the moving ones
# follow; in prediction it uses the moving ones. So weights can move that no gradient ever
# touches, and Keras lists them under `non_trainable_weights`.
#
# In a base that we reuse, those statistics belong to the old pictures. What if they
# drift towards the new ones, while the frozen layers around them stay as they are?
#
# **Predict**, for the three nets below: which of the seven arrays will one training step
# change?


# %%
def norm_net():
    """Return a small uncompiled net: dense, batch norm, ELU, and a head."""
    return keras.Sequential(
        [
            keras.Input((6,)),
            layers.Dense(5, use_bias=False, name="hidden"),  # the norm has an offset
            layers.BatchNormalization(name="norm"),
            layers.Activation("elu"),
            layers.Dense(3, name="head"),
        ]
    )


def moved_by_a_step(net, seed=70):
    """Train ``net`` for one step on random data; return which weights changed."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(8, net.input_shape[1])).astype("float32")
    y = rng.integers(0, net.output_shape[1], 8)
    before = net.get_weights()
    net.compile(optimizer=keras.optimizers.SGD(0.1), loss=LOSS, run_eagerly=True)
    net.train_on_batch(x, y)
    return [not np.array_equal(a, b) for a, b in zip(before, net.get_weights())]


# %%
for frozen in ([], ["hidden"], ["hidden", "norm"]):
    net = norm_net()
    for name in frozen:
        net.get_layer(name).trainable = False
    names = [f"{w.path.split('/')[-2]}/{w.name}" for w in net.weights]
    found = [n for n, m in zip(names, moved_by_a_step(net)) if m]
    print(f"frozen {frozen}:\n  moved: {', '.join(found)}")

# %% [markdown]
# Freezing the dense layer alone leaves a batch norm that learns, and whose statistics drift.
# Freezing the batch norm stops **all four** of its arrays: in Keras, `trainable = False` on
# this one kind of layer also means that it runs as in prediction, with its moving
# statistics, even inside `fit`. (That is a rule of Keras, for this very purpose. Elsewhere,
# as in PyTorch, freezing the parameters does *not* stop the statistics.)
#
# ### Exercise 7: will it move?
#
# Write `will_move(net)`: for a net of stock layers, none of them a model itself, return a list
# with one bool for each array of `net.weights`, in that order: will a training step change
# it? Do not train: look at the layers. You may count on it that a gradient is never
# exactly zero.
#
# Layers are dense, batch norm, activation and dropout layers; every layer lists its
# arrays in `layer.weights`, in the order of `net.weights`.


# %% role="solution" id="will_move"
def will_move(net):
    """Return for each array of ``net.weights`` whether a training step changes it."""
    ### BEGIN SOLUTION
    return [layer.trainable for layer in net.layers for _ in layer.weights]
    ### END SOLUTION


# %% role="tests" id="will_move" points=3
# Run this cell to check will_move (3 points).
def check_moves(net, which):
    """Compare a prediction with what a training step does."""
    said = checks.written(will_move(net), "will_move")
    checks.that(
        isinstance(said, list | tuple | np.ndarray),
        "will_move must return a list of bools.",
        got=type(said).__name__,
    )
    said = [bool(move) for move in said]
    weights, gradient = net.weights, [bool(w.trainable) for w in net.weights]
    statistics = ["moving" in w.name for w in weights]
    by_layer = [bool(layer.trainable) for layer in net.layers for _ in layer.weights]
    checks.equal(
        said,
        moved_by_a_step(net),
        f"The list of what moves in {which}",
        mistakes=[
            (gradient, "The moving statistics move without a gradient."),
            ([True] * len(weights), "Some layers of this net are frozen."),
            (
                [g or s for g, s in zip(gradient, statistics)],
                "A frozen batch norm runs as in prediction: its statistics stay.",
            ),
            (
                [m and not s for m, s in zip(by_layer, statistics)],
                "The moving statistics move without a gradient.",
            ),
            ([not move for move in by_layer], "It is the other way round."),
            (
                [bool(layer.trainable) for layer in net.layers],
                "One bool for each array of net.weights, not for each layer.",
            ),
        ],
        hint="Go through the layers: is it frozen, and which arrays has it?",
    )


net = norm_net()
check_moves(net, "a net of which nothing is frozen")
net.get_layer("norm").trainable = False
check_moves(net, "a net whose batch norm is frozen")
checks.passed("will_move")
### BEGIN HIDDEN TESTS
for frozen in ({"a", "norm_a"}, {"norm_b"}, {"a", "b", "norm_a", "norm_b"}, {"a"}):
    net = keras.Sequential(
        [
            keras.Input((7,)),
            layers.BatchNormalization(name="norm_a"),
            layers.Dense(6, activation="elu", name="a"),
            layers.Dropout(0.1),
            layers.Dense(5, use_bias=False, name="b"),
            layers.BatchNormalization(name="norm_b"),
            layers.Activation("elu"),
            layers.Dense(4, name="head"),
        ]
    )
    for layer in net.layers:
        layer.trainable = layer.name not in frozen
    check_moves(net, f"a net in which {', '.join(sorted(frozen))} are frozen")
net.trainable = False
checks.equal(
    [bool(move) for move in will_move(net)],
    [False] * len(net.weights),
    "The list of what moves in a net that is frozen as a whole",
)
### END HIDDEN TESTS

# %% [markdown]
# How much can a batch norm that was left alone do to a base that we believe frozen? We pretrain a
# base with batch norm on task A, and then train a new head for task B on it, once with
# only the dense layers frozen and once with the batch norm frozen too. To make it harder, the new
# pictures come from another scanner: paler ink on grey paper. Then we ask the base
# the **old** question, with its old head and the old pictures.
#
# **Predict** for both: what is left of its 0 to 4? And which is better on 5 to 9?


# %% role="demo" tags=["nbval-ignore-output"]
def normed_net():
    """Return an uncompiled net of two dense layers, each with batch norm."""
    hidden = []
    for _ in range(2):
        hidden.append(layers.Dense(100, kernel_initializer="he_normal"))
        hidden.append(layers.BatchNormalization(momentum=0.9))
        hidden.append(layers.Activation("elu"))
    return keras.Sequential([keras.Input((784,)), *hidden, layers.Dense(5)])


normed = training.fit_seeds(
    lambda: compile_net(normed_net(), keras.optimizers.Adam(1e-3)),
    x_rich,
    y_rich,
    label="base with batch norm",
    epochs=6,
    batch_size=50,
    validation_data=rich_valid,
)


# %% role="demo" tags=["nbval-ignore-output"]
def new_head_on(base, kinds):
    """Return a copy of ``base`` with layers of these kinds frozen, and a new head."""
    net = normed_net()
    for layer, old in zip(net.layers[:-1], base.layers):
        layer.set_weights(old.get_weights())
        layer.trainable = not isinstance(layer, kinds)
    return compile_net(net, keras.optimizers.Adam(2e-3))


def scanned(x):
    """Return pictures as the other scanner sees them: paper 0.3, ink 0.8."""
    return 0.3 + 0.5 * x


def old_answers(net, base):
    """Give ``net`` the old head of ``base``; return how well it answers 0 to 4."""
    net.layers[-1].set_weights(base.layers[-1].get_weights())
    return np.mean(np.argmax(net(rich_valid[0]), axis=1) == rich_valid[1])


# %% role="demo" tags=["nbval-ignore-output"]
normed_bases = [normed.model(seed) for seed in SEEDS]
elsewhere = scanned(poor_valid[0]), poor_valid[1]
for name, kinds in (
    ("dense layers frozen", layers.Dense),
    ("batch norm frozen too", (layers.Dense, layers.BatchNormalization)),
):
    runs = fit_draws(
        lambda seed, kinds=kinds: new_head_on(normed_bases[seed], kinds),
        scanned(x_all),
        y_all,
        draws[30],
        label=name,
        **ON_POOR | {"steps": 150, "validation_data": elsewhere},
    )
    old = [old_answers(runs.model(seed), normed_bases[seed]) for seed in SEEDS]
    new = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    print(f"{name:21}: 5 to 9 {new}", end=", ")
    print(f"0 to 4 {training.mean_and_spread(old, percent=True)}")
before = training.mean_and_spread(normed.final("val_accuracy"), percent=True)
print(f"the base as it was: 0 to 4 {before}")

# %% [markdown]
# Look at the last column first. With the batch norm frozen too, the old question is answered
# as before, 95.6 %. In the other net no kernel below the head has moved by a bit, and still
# only 86.6 % are left: the batch norm has followed the grey paper.
#
# The first column has a surprise. For the *new* task the drift was a help, 80.3 against
# 70.3 %: statistics of grey paper suit grey paper. So either can be right. If a cache
# or another task relies on the base, freeze all of it; if the base is yours alone, the new
# pictures look different, and the batches are large enough for a mean and a variance, let it
# adapt. What is wrong is not to know which of the two you have.

# %% [markdown]
# ## 8. Fine-tuning: thaw, gently
#
# A frozen base is safe, and stiff: it cannot learn that task B has other shapes. **Fine-tuning**
# thaws some of its layers and trains on. The head comes first: it starts with random weights,
# and its first gradients are nonsense that would run down into layers that were good. So
# there are two **stages**:
#
# 1. all reused layers frozen, train the head;
# 2. thaw the top layers (or all), *compile again*, and train on with a **small rate**.
#
# Why again? **Predict** what happens to the thawed layer in these four lines, before and
# after the second `compile`.

# %% role="demo"
rng = np.random.default_rng(80)
x_toy = rng.normal(size=(64, 6)).astype("float32")
y_toy = rng.integers(0, 3, 64)
training.set_seed(0)
net = elu_net(3, n_hidden=1, units=5, inputs=6)
net.layers[0].trainable = False
for stage in ("frozen, compiled", "thawed, not compiled", "thawed, compiled again"):
    if stage != "thawed, not compiled":
        compile_net(net, keras.optimizers.SGD(0.1))
    before = net.layers[0].get_weights()[0]
    net.fit(x_toy, y_toy, verbose=0)
    moved = not np.array_equal(before, net.layers[0].get_weights()[0])
    print(f"{stage:22}: trainable = {net.layers[0].trainable!s:5}, moved = {moved}")
    net.layers[0].trainable = True

# %% [markdown]
# `fit` goes on with what it compiled, and does not look at `trainable` again. No error, no
# warning: the layer says that it is trainable and stands still. (The other way round is as
# silent: freeze after `fit`, and the layer goes on moving.) Every change of `trainable`
# wants a new `compile`, and with it a new optimiser.
#
# One more silence: `net.trainable = True` thaws nothing if the net as a whole was never frozen, for
# Keras then sees no change. Go through `net.layers`.
#
# ### Exercise 8: thaw
#
# Write `fine_tune(net, n_top, x, y, learning_rate, epochs)`.
#
# - `net`: a compiled `Sequential` of dense layers, hidden ones frozen, with a head that has
#   been trained (the end of the first stage).
# - Work on a copy, weights and all, so that `net` keeps what the first stage has learnt: you
#   may want to start from there again, with another rate.
# - In the copy thaw the `n_top` hidden layers nearest to the head; the head stays trainable, all
#   others stay frozen. Compile with `keras.optimizers.Adam(learning_rate)` and `LOSS`, train for
#   `epochs` epochs with `verbose=0`, and return the copy.
# - `n_top` may be 0, and then only the head goes on learning.
#
# *Checked, here or in grading:* what moved and what did not, bit for bit; the rate of the
# optimiser, and that no weight went further than so small a rate can carry it.


# %% role="solution" id="fine_tune"
def fine_tune(net, n_top, x, y, learning_rate, epochs):
    """Return a copy of ``net``, trained on with ``n_top`` more layers thawed."""
    ### BEGIN SOLUTION
    tuned = keras.models.clone_model(net)
    tuned.set_weights(net.get_weights())
    hidden = tuned.layers[:-1]
    for layer in hidden[len(hidden) - n_top :]:
        layer.trainable = True
    tuned.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=LOSS)
    tuned.fit(x, y, epochs=epochs, verbose=0)
    return tuned
    ### END SOLUTION


# %% role="tests" id="fine_tune" points=3
# Run this cell to check fine_tune (3 points).
def check_fine_tune(sizes, n_top, rate, epochs, seed):
    """Check what moved, and how far."""
    net = trained_net(sizes, seed=seed)
    for layer in net.layers[:-1]:
        layer.trainable = False
    compile_net(net, keras.optimizers.Adam(0.5))
    before = net.get_weights()
    rng = np.random.default_rng(seed + 1)
    x = rng.normal(size=(30, sizes[0])).astype("float32")
    y = rng.integers(0, sizes[-1], 30)
    tuned = checks.written(fine_tune(net, n_top, x, y, rate, epochs), "fine_tune")
    checks.that(
        isinstance(tuned, keras.Model),
        "fine_tune must return the net that it trained.",
        got=type(tuned).__name__,
    )
    checks.that(
        tuned is not net
        and all(map(np.array_equal, before, net.get_weights()))
        and not any(layer.trainable for layer in net.layers[:-1]),
        "The net that was given has changed.",
        hint="Fine-tune a copy: clone_model, then set_weights.",
    )
    after, n_hidden = tuned.get_weights(), len(sizes) - 2
    moved = [
        not all(
            map(np.array_equal, before[2 * k : 2 * k + 2], after[2 * k : 2 * k + 2])
        )
        for k in range(n_hidden + 1)
    ]
    frozen = [False] * (n_hidden - n_top)
    checks.equal(
        moved,
        [*frozen, *[True] * n_top, True],
        "The list of which layers moved",
        mistakes=[
            (
                [True] * (n_hidden + 1),
                "All layers were thawed; or the copy is a clone without the old weights.",
            ),
            ([False] * (n_hidden + 1), "Nothing was trained."),
            (
                [False] * n_hidden + [True],
                "Only the head moved. What was thawed?",
            ),
            (
                [*[True] * n_top, *frozen, True],
                "The layers nearest to the inputs were thawed, not those at the head.",
            ),
            ([*frozen, *[True] * n_top, False], "The head is frozen."),
            (
                [*frozen, False, *[True] * n_top],
                "The head is no hidden layer: thaw n_top layers besides it.",
            ),
        ],
        hint="Thaw the last n_top of the hidden layers, and leave the others frozen.",
    )
    checks.that(
        tuned.optimizer is not None,
        "The net that came back is not compiled.",
    )
    checks.close(
        float(tuned.optimizer.learning_rate),
        rate,
        "The learning rate of the net that came back",
        mistakes=[(0.5, "That is the rate of the first stage.")],
        hint="keras.optimizers.Adam(learning_rate)",
    )
    checks.equal(
        type(tuned.optimizer).__name__,
        "Adam",
        "The optimiser of the net that came back",
    )
    steps = int(tuned.optimizer.iterations)
    checks.that(
        steps >= epochs and steps % epochs == 0,
        "The number of steps does not fit the number of epochs.",
        got=steps,
        expected=epochs,
        hint="Train for `epochs` epochs: fit(..., epochs=epochs).",
    )
    # a step of Adam moves a weight by hardly more than the rate, whatever the gradient
    farthest = max(np.abs(a - b).max() for a, b in zip(after, before))
    checks.that(
        farthest <= 4 * rate * epochs,
        "Some weight went further than so small a rate can carry it.",
        got=float(farthest),
        hint="Did the net start from its own weights, and train `epochs` epochs?",
    )


check_fine_tune([6, 5, 5, 4, 3], 2, 1e-3, 2, seed=81)
checks.passed("fine_tune")
### BEGIN HIDDEN TESTS
check_fine_tune([5, 6, 4, 3], 0, 1e-2, 3, seed=83)
### END HIDDEN TESTS

# %% [markdown]
# ### Two stages at work
#
# The heads of section 6 again, trained for a quarter of the budget; then the rest of it with
# the top two layers thawed, or all five, at a rate of 0.001, a fifth of the head's. Both stages
# together take as many steps as training from scratch.
#
# **Predict:** who beats whom at 100 pictures a digit?


# %% role="demo" tags=["nbval-ignore-output"]
SECOND = ON_POOR | {"steps": 150}
first_stage = train_heads(cache, label="first stage", **BUDGET | {"steps": 50})


def thawed_net(n, seed, n_top=5, rate=1e-3):
    """Return what the first stage left, with its top layers thawed."""
    net = elu_net(5)
    net.set_weights(bases[seed].get_weights()[:-2] + first_stage[n][seed])
    for layer in net.layers[: 5 - n_top]:
        layer.trainable = False
    return compile_net(net, keras.optimizers.Adam(rate))


# %% role="demo" tags=["nbval-ignore-output"]


two = fit_draws(
    lambda n, seed: thawed_net(n, seed, n_top=2),
    x_all,
    y_all,
    {100: draws[100]},
    label="two thawed",
    **SECOND,
)
thawed = fit_draws(thawed_net, x_all, y_all, draws, label="all thawed", **SECOND)
accuracy |= {"two thawed": last_right(two), "all thawed": last_right(thawed)}

# %% role="demo" tags=["nbval-ignore-output"]
ORDER = ("five frozen", "four frozen", "two thawed", "from scratch", "all thawed")
plots.compare(
    {"100 pictures\na digit": {arm: 100 * accuracy[arm][100] for arm in ORDER}},
    ylabel="validation accuracy (%)",
    title="Digits 5 to 9, equal steps",
    alt="Dots of five seeds for five arms with 100 pictures a digit. Five frozen and four "
    "frozen lie lowest, side by side; then two thawed, from scratch, and all thawed on top.",
)
for arm in ORDER:
    print(f"{arm:12}: {training.mean_and_spread(accuracy[arm][100], percent=True)}")


# %% role="demo" tags=["nbval-ignore-output"]
def paired_gain(arm, rival, n):
    """Return by how many points an arm beats another, seed by seed."""
    return 100 * (accuracy[arm][n] - accuracy[rival][n])


gain = paired_gain("all thawed", "from scratch", 100)
print(
    f"all thawed against scratch, seed by seed: {training.mean_and_spread(gain)} points"
)

# %% [markdown]
# There is the gain, at last. Two thawed layers are better than none, and still worse than
# scratch; with all five thawed the old weights are a better place to start from than random
# ones, by 1.2 ± 0.6 points. So there *is* something of use in the base. It has to be allowed
# to move.
#
# The last line compares *pairs*. Seed 3 of both arms has trained on the same pictures, so what
# was easy or hard about them cancels in the difference, and the spread of the differences is the one
# that matters.
#
# ### A rate that wipes out
#
# The first stage is over, with 30 pictures a digit, and all layers are thawed. Four
# rates for the second stage, and an accuracy after every five steps. **Predict:** what does the
# largest do to what the base knew?

# %% role="demo" tags=["nbval-ignore-output"]
RATES = (1e-4, 1e-3, 1e-2, 1e-1)
speeds = fit_draws(
    lambda rate, seed: thawed_net(30, seed, rate=rate),
    x_all,
    y_all,
    dict.fromkeys(RATES, draws[30]),
    label="four rates",
    **ON_POOR | {"rounds": 10, "steps": 5},
)

# %% role="demo" tags=["nbval-ignore-output"]
at_start = heads_right(first_stage, valid_cache, poor_valid[1])[30]
plots.curves(
    {
        f"rate {rate:g}": (
            5 * np.arange(11),
            100 * np.column_stack([at_start, runs.history["val_accuracy"]]),
        )
        for rate, runs in speeds.items()
    },
    xlabel="steps of the second stage",
    ylabel="validation accuracy (%)",
    title="All layers thawed: the rate decides what is left",
    alt="Validation accuracy against steps after thawing, for four learning rates. "
    "At 0.0001 it climbs slowly, at 0.001 fast and highest. At 0.01 it first falls by half and "
    "then climbs again, not as high. At 0.1 it falls to about one in four and stays low.",
)
for rate, runs in speeds.items():
    low = training.mean_and_spread(
        runs.history["val_accuracy"].min(axis=1), percent=True
    )
    end = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    print(f"rate {rate:g}: lowest {low}, at the end {end}")

# %% [markdown]
# At 0.1 the base is gone within five steps, and 50 steps do not bring it back. At 0.01 about half
# of what the head knew is wiped out before the net climbs again: it trains almost from scratch,
# from a start that is no longer a good one. At 0.0001 nothing is lost, and the climb is slow.
# Pretrained weights are not random weights: they deserve smaller steps, and how small
# is found as for any rate, on a log scale.

# %% [markdown]
# ### A rate for each layer
#
# Frozen or not is a choice between a rate of 0 and a rate. Why not something in between, the
# smaller the deeper a layer lies? The first layers see edges and strokes, which all digits
# share; the last ones know what a 3 is. So the first deserve a small rate and the head a
# large one (*layer-wise* or *discriminative* rates). With one rate $\eta_k$ for layer
# $k$, gradient descent takes the step
#
# $$W_k \leftarrow W_k - \eta_k \frac{\partial L}{\partial W_k},$$
#
# and freezing is the special case $\eta_k = 0$.
#
# ### Exercise 9: a step with many rates
#
# Write `layerwise_step(weights, gradients, rates)` in NumPy.
#
# - `weights` and `gradients`: lists of arrays of the same shapes, in the order of
#   `net.get_weights()`: kernel, bias, kernel, bias ...; `rates`: **one for each layer**, so half as many.
# - Return the list of the new arrays, and leave the old ones as they were.
#
# *Checked, here or in grading:* every array gets its layer's rate, a rate of 0 leaves a layer
# bit for bit as it was, and nothing is changed in place.


# %% role="solution" id="layerwise_step"
def layerwise_step(weights, gradients, rates):
    """Return the weights after a step of gradient descent with one rate a layer."""
    ### BEGIN SOLUTION
    return [w - rate * g for w, g, rate in zip(weights, gradients, np.repeat(rates, 2))]
    ### END SOLUTION


# %% role="tests" id="layerwise_step" points=2
# Run this cell to check layerwise_step (2 points).
def check_layerwise(sizes, rates, seed):
    """Check a step of a net of dense layers."""
    weights = [w.astype(float) for w in trained_net(sizes, seed=seed).get_weights()]
    rng = np.random.default_rng(seed + 1)
    slopes = [rng.normal(size=w.shape) for w in weights]
    given = [w.copy() for w in weights], [g.copy() for g in slopes]
    new = checks.written(layerwise_step(*given, list(rates)), "layerwise_step")
    for old, kept in zip(weights + slopes, given[0] + given[1]):
        checks.unchanged(old, kept, "weights or gradients")
    checks.that(
        isinstance(new, list | tuple) and len(new) == len(weights),
        "layerwise_step must return a list with one array for each of `weights`.",
        got=len(new) if isinstance(new, list | tuple) else type(new).__name__,
        expected=len(weights),
        hint="There are half as many rates as arrays: a plain zip of all three ends early.",
    )
    for i, (got, w, g) in enumerate(zip(new, weights, slopes)):
        rate, name = rates[i // 2], ("kernel", "bias")[i % 2]
        checks.close(
            got,
            w - rate * g,
            f"The new {name} of layer {i // 2 + 1}, of rate {rate}",
            mistakes=[
                (w + rate * g, "It goes uphill: subtract the gradient."),
                (w - rates[i % len(rates)] * g, "One rate a layer, not one an array."),
                (w - rates[-1 - i // 2] * g, "The rates are in the wrong order."),
                (w - rates[0] * g, "All layers got the first rate."),
                (w - np.mean(rates) * g, "All layers got the same rate."),
                (w, "It has not moved."),
            ],
            hint="Kernel and bias of layer k both take the step of rates[k].",
        )


check_layerwise([4, 3, 5, 2], [0.0, 0.1, 0.5], seed=90)
checks.passed("layerwise_step")
### BEGIN HIDDEN TESTS
check_layerwise([3, 6, 6, 6, 2], [0.001, 0.01, 0.0, 0.3], seed=92)
check_layerwise([5, 2], [0.25], seed=94)
### END HIDDEN TESTS

# %% [markdown]
# Your step at work: 50 steps of gradient descent on the whole draw of 30 pictures a digit, once with
# one rate for all layers, and once with rates that halve from layer to layer, from the head
# down. How far does each layer travel, as a share of the length of its kernel?


# %% role="demo" tags=["nbval-ignore-output"]
traveller = elu_net(5)


@tf.function
def slopes(x, y):
    """Return the gradients of the mean loss."""
    with tf.GradientTape() as tape:
        loss = LOSS(y, traveller(x, training=True))
    return tape.gradient(loss, traveller.trainable_variables)


def travel(seed, rates, steps=50):
    """Return how far each kernel moved, and the validation accuracy."""
    some = draws[30][seed]
    x, y = tf.constant(x_all[some]), tf.constant(y_all[some])
    start = weights = bases[seed].get_weights()[:-2] + first_stage[30][seed]
    for _ in range(steps):
        traveller.set_weights(weights)
        gradients = [g.numpy() for g in slopes(x, y)]
        weights = layerwise_step(weights, gradients, rates)
    traveller.set_weights(weights)
    pairs = list(zip(start, weights))[::2]
    far = [np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in pairs]
    scores = numpy_layers(traveller, poor_valid[0], elu)[-1]
    return far, np.mean(np.argmax(scores, axis=1) == poor_valid[1])


ways = {
    "one rate": [0.05] * 6,
    "halved a layer": [0.05 * 0.5**k for k in range(5, -1, -1)],
}
trips = {name: [travel(seed, rates) for seed in SEEDS] for name, rates in ways.items()}

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {
        name: (range(1, 7), 100 * np.array([far for far, _ in found]))
        for name, found in trips.items()
    },
    xlabel="layer (6: the head)",
    ylabel="moved by (% of its length)",
    title="Layer-wise rates keep the first layers where they were",
    alt="Distance that each layer's kernel moved, for one rate and for rates halved from "
    "layer to layer. With one rate the first layer moves more than the middle ones, and the "
    "head most; with halved rates the first hardly moves, and the head moves far more.",
)
for name, found in trips.items():
    right = training.mean_and_spread([right for _, right in found], percent=True)
    print(f"{name:14}: {right} of the validation digits")

# %% [markdown]
# The rates do what they should: the first layers stay where they were, and the head does most
# of the work. And here that costs accuracy, 81.8 against 87.6 %, because this base *has* to move.
# Layer-wise rates protect what is worth protecting; they cannot tell you whether it is.
#
# In Keras such rates need a training loop of your own, or one optimiser for each group of
# layers. What does **not** work is to scale the *gradients* and hand them to Adam: it divides
# each gradient by the size of those before it, and the factor cancels. Scale the step.

# %% [markdown]
# ## 9. When does it help?
#
# Now the other sizes: 5, 30 and 100 pictures a digit. **Predict:** where do the curves cross?


# %% role="demo" tags=["nbval-ignore-output"]
def by_size(found):
    """Return sizes and accuracies, as plots.curves wants them."""
    return SIZES, 100 * np.transpose([found[n] for n in SIZES])


CURVES = ("five frozen", "from scratch", "all thawed")
plots.curves(
    {arm: by_size(accuracy[arm]) for arm in CURVES},
    xlabel="pictures a digit (log scale)",
    ylabel="validation accuracy (%)",
    title="Five dense layers: mean and spread of five draws",
    logx=True,
    alt="Validation accuracy against pictures a digit for the dense net. All rise. "
    "Five frozen layers are far below the others everywhere. All layers thawed is a little "
    "above from scratch at every size, but at 5 pictures by much less than the spread.",
)
for n in SIZES:
    gains = [
        training.mean_and_spread(paired_gain(arm, "from scratch", n))
        for arm in ("five frozen", "all thawed")
    ]
    print(
        f"{n:3} a digit, against scratch: frozen {gains[0]}, all thawed {gains[1]} points"
    )

# %% [markdown]
# They do not cross. The thawed net is ahead by 2.4 ± 1.6 points with 30 pictures a digit and by
# 1.2 ± 0.6 with 100. With five, where help is needed most, the gain is 1.0 ± 3.7 points: a loss in
# some draws, and on the whole nothing that five of them can tell from no gain. One way to read
# this: to be of use, these layers have to move, and a few pictures cannot say where to. And the
# frozen layers do harm at every size, which has a name too: *negative transfer*.
#
# (A caution about the spread. At 100 pictures a digit, each two draws share about a third of
# their pictures, for there are not many more. The truth varies a little more than our five
# draws do.)
#
# So why does everybody do it? Because a base can be better than ours in two ways: by what its
# layers look for, and by how much it has seen.
#
# ### A base with better eyes
#
# A dense net has no idea that pixels have neighbours: every stroke at every place is a thing of its
# own, and what it learnt about a 3 in one corner is no use for a 5 in another. A **convolution**
# slides the same small filters over the whole picture, so it learns strokes, curves and
# crossings, and those are what 5 to 9 are made of as well. Three convolutions, each of which
# halves the picture, with 8, 16 and 32 filters, and a head: fewer weights than the dense net has.


# %% role="demo" tags=["nbval-ignore-output"]
def conv_net(rate=3e-3):
    """Return a compiled net of three convolutions, with a head for five classes."""
    eyes = [
        layers.Conv2D(filters, size, 2, padding="same", activation="elu")
        for filters, size in ((8, 5), (16, 3), (32, 3))
    ]
    image = keras.Input((784,)), layers.Reshape((28, 28, 1))
    net = keras.Sequential([*image, *eyes, layers.Flatten(), layers.Dense(5)])
    return compile_net(net, keras.optimizers.Adam(rate))


print(f"{conv_net().count_params():,} weights and biases")
conv = training.fit_seeds(
    conv_net,
    x_rich,
    y_rich,
    label="convolutional base",
    epochs=4,
    batch_size=50,
    validation_data=rich_valid,
)
right = training.mean_and_spread(conv.final("val_accuracy"), percent=True)
print("digits 0 to 4, validation:", right)

# %% [markdown]
# The frozen arm trains its head on a cache, as in section 5: all pictures pass the
# convolutions once. How much faster is that now?

# %% role="demo" tags=["nbval-ignore-output"]
conv_bases = [conv.model(seed) for seed in SEEDS]
eyes = [keras.Model(net.inputs[0], net.layers[-2].output) for net in conv_bases]
cache, test_cache = (
    np.stack([np.asarray(eye(x)) for eye in eyes]) for x in (x_all, poor_test[0])
)

net = conv_net()
for layer in net.layers[:-1]:
    layer.trainable = False
whole = ready(net, x_all[hundred], y_all[hundred])
head = keras.Sequential([keras.Input(cache.shape[2:]), layers.Dense(5)])
cached = ready(head, cache[0, hundred], y_all[hundred])
print(f"with the cache training is {times_as_fast(whole, cached):.0f} times as fast")

# %% [markdown]
# Three arms as before: the heads on the caches of five bases, the same net from scratch, and
# the base thawed under a trained head. This time the *test* pictures judge, which no
# cell has used so far.

# %% role="demo" tags=["nbval-ignore-output"]
CONV = BUDGET | {"steps": 80, "batch_size": 25}
ON_TEST = CONV | {"validation_data": poor_test}
conv_heads = train_heads(cache, label="convolutions frozen", **CONV)
tests = {"convolutions frozen": heads_right(conv_heads, test_cache, poor_test[1])}

# %% role="demo" tags=["nbval-ignore-output"]
runs = fit_draws(
    lambda n, seed: conv_net(), x_all, y_all, draws, label="from scratch", **ON_TEST
)
tests["from scratch"] = last_right(runs)


# %% role="demo" tags=["nbval-ignore-output"]
def conv_thawed(n, seed):
    """Return the convolutional base of a seed under its trained head, all thawed."""
    net = conv_net(3e-4)
    net.set_weights(conv_bases[seed].get_weights()[:-2] + conv_heads[n][seed])
    return net


runs = fit_draws(
    conv_thawed, x_all, y_all, draws, label="thawed", **ON_TEST | {"steps": 60}
)
tests["all thawed"] = last_right(runs)

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {arm: by_size(found) for arm, found in tests.items()},
    xlabel="pictures a digit (log scale)",
    ylabel="test accuracy (%)",
    title="Three convolutions: mean and spread of five draws",
    logx=True,
    alt="Test accuracy against pictures a digit for the convolutional net. "
    "Three curves that rise together, within each other's bands at every size.",
)
for n in SIZES:
    rival = tests["from scratch"][n]
    print(f"{n:3} a digit: scratch", training.mean_and_spread(rival, percent=True))
    for arm in ("convolutions frozen", "all thawed"):
        share = training.mean_and_spread(tests[arm][n], percent=True)
        gain = training.mean_and_spread(100 * (tests[arm][n] - rival))
        print(f"    {arm:19}: {share}, gains {gain} points")

# %% [markdown]
# What a change for the frozen arm. With dense layers it trailed by 7.4 points at 100 pictures a
# digit; frozen convolutions are level with training from scratch at every size, within the
# spread, though all that was trained on 5 to 9 is a softmax regression on cached features.
# The strokes that tell 0 to 4 apart *are* those that 5 to 9 are made of.
#
# But level is not better. The thawed net is ahead by 1.4 ± 1.5 points at five pictures a digit
# and behind by 0.4 ± 0.5 at 100, after three quarters as many steps through the convolutions as
# from scratch: five draws cannot tell that from nothing. Our uncle is not rich enough. The 1,500
# pictures of task A are three times the 500 of task B, and no more is to be had here.

# %% [markdown]
# ### At full scale
#
# The same question with all of MNIST: bases that have seen every training picture of 0 to 4,
# almost twenty times as many; the same 100 pictures of each new digit; more steps for every arm,
# as many for one as for another; and all test pictures. You need not run this: the table comes
# with the chapter. **Predict** first: which arms will gain from the richer base, and which cannot?

# %% role="demo"
reference.show({"test_accuracy": "test accuracy (%)", "parameters": "weights"})

# %% [markdown] cited=[64, 76, 69, 80, 78, 86, 91.3, 85, 90, 99.5]
# The notebook that goes with the book has one run of each arm, and its editions differ: five frozen
# 64 to 76 %, four 69 to 80 %, two thawed 78 to 86 %, all thawed 91.3 %, from scratch 85 to 90 %. Ours,
# over five draws: 85.1, 87.2, 88.8, 92.2 and 91.2 %. All are reached, and the order is the one that
# you measured, with four frozen now ahead of five: the more of the dense base may move, the better, and only when all of it moves is it
# ahead of a net from scratch. Of the base itself, with batch norm, that notebook reports 99.5 %; ours
# reaches 99.42 ± 0.05 %.
#
# With the convolutions it is another story. Frozen they reach 95.2 %, thawed 95.6 %, from scratch
# 93.1 %, with a fourteenth of the weights. Their features are strokes and corners, which the new digits
# have too, and a base that has seen twenty times as many pictures has better ones. This is the regime in
# which transfer pays: features that the new task can use, learnt from far more than the new task
# has to show.

# %% [markdown]
# ## 10. Another number of classes
#
# Sometimes the old classes stay and new ones join them: twelve kinds of parcels last year,
# sixteen this year. Throwing the head away would throw away what it knows of the twelve. In a
# `Dense` layer the kernel has the shape `(inputs, units)`: **each class is a column** of the
# kernel, and an entry of the bias. (Where a book speaks of the rows of a head, it writes
# the matrix the other way round.) So we keep the old columns and add new ones.
#
# ### Exercise 10: from twelve to sixteen
#
# Write `extend_head(net, n_classes)`.
#
# - `net`: a `Sequential` of dense layers that ends in logits; some layers may be frozen.
# - Return a new, uncompiled `Sequential` with the same hidden layers, weights and
#   `trainable` flags, and a head of `n_classes` logits. The first of them equal the old net's
#   logits for every input; the new columns start as Keras starts any `Dense` layer. The hidden
#   layers may be copies or shared with `net`: here both are right.
# - `net` itself keeps its head. If `n_classes` is smaller than before, raise `ValueError`.
#
# *Checked, here or in grading:* the old logits, shapes and flags, an unchanged `net`, the error.


# %% role="solution" id="extend_head"
def extend_head(net, n_classes):
    """Return a net with more outputs whose first logits are those of ``net``."""
    ### BEGIN SOLUTION
    kernel, bias = net.layers[-1].get_weights()
    if n_classes < len(bias):
        raise ValueError(f"The net has {len(bias)} classes already.")
    head = layers.Dense(n_classes)
    wider = keras.models.clone_model(net)
    wider.set_weights(net.get_weights())
    wider = keras.Sequential(
        [keras.Input(net.input_shape[1:]), *wider.layers[:-1], head]
    )
    new_kernel, new_bias = head.get_weights()
    new_kernel[:, : len(bias)], new_bias[: len(bias)] = kernel, bias
    head.set_weights([new_kernel, new_bias])
    return wider
    ### END SOLUTION


# %% role="tests" id="extend_head" points=3
# Run this cell to check extend_head (3 points).
def check_extended(sizes, frozen, n_classes, seed):
    """Check the wider net against the old one."""
    net = trained_net(sizes, seed=seed)
    for layer in net.layers[:frozen]:
        layer.trainable = False
    before = net.get_weights()
    wider = checks.written(extend_head(net, n_classes), "extend_head")
    checks.that(
        isinstance(wider, keras.Model),
        "extend_head must return a Keras model.",
        got=type(wider).__name__,
    )
    checks.that(
        net.output_shape == (None, sizes[-1])
        and all(map(np.array_equal, before, net.get_weights())),
        "The net that was given has changed.",
        hint="Make a new net; do not pop the old head.",
    )
    dense = [layer for layer in wider.layers if isinstance(layer, layers.Dense)]
    checks.equal(
        [layer.units for layer in dense],
        [*sizes[1:-1], n_classes],
        "The list of units, layer by layer,",
        mistakes=[
            ([*sizes[1:], n_classes], "The old head must not stay below the new one."),
            (
                [*sizes[1:-1], sizes[-1] + n_classes],
                "`n_classes` is the number of all classes, not of the new ones.",
            ),
            ([*sizes[1:]], "The head has as many outputs as before."),
        ],
    )
    rng = np.random.default_rng(seed + 1)
    x = rng.normal(size=(6, sizes[0])).astype("float32")
    old = numpy_layers(net, x, elu)[-1]
    got = np.asarray(wider(x, training=False))
    first = got[:, : sizes[-1]]
    last = got[:, n_classes - sizes[-1] :]
    if not np.allclose(first, old, atol=1e-3) and np.allclose(last, old, atol=1e-3):
        checks.that(False, "The old classes must come first, the new ones after them.")
    hidden_kept = all(map(np.array_equal, before[:-2], wider.get_weights()[:-2]))
    checks.that(
        hidden_kept,
        "The hidden layers do not have the old weights.",
        hint="clone_model draws new weights: set them.",
    )
    checks.close(
        first,
        old,
        "The first logits",
        rtol=1e-3,
        atol=1e-4,
        mistakes=[
            (old - before[-1], "The old biases are missing."),
        ],
        hint="Copy the old columns of the kernel and the old entries of the bias.",
    )
    checks.equal(
        [bool(layer.trainable) for layer in dense],
        [k >= frozen for k in range(len(dense))],
        "The list of which layers can be trained",
        hint="Keep the flags of the hidden layers; the head can be trained.",
    )
    if n_classes > sizes[-1]:
        added = wider.get_weights()[-2][:, sizes[-1] :]
        checks.that(
            np.isfinite(added).all() and not np.isin(added, before[-2]).all(),
            "The new columns are copies of old ones.",
            hint="Start them as Keras does: small random numbers.",
        )
        checks.that(
            np.std(added) > 0,
            "All weights of the new columns are the same.",
            got=float(added.flat[0]),
            hint="Start them as Keras does: a new Dense layer has small random numbers.",
        )


check_extended([7, 6, 5, 12], 1, 16, seed=100)
checks.raises(
    ValueError,
    extend_head,
    trained_net([3, 4, 5], seed=99),
    4,
    name="extend_head of a net of 5 classes to 4",
)
checks.passed("extend_head")
### BEGIN HIDDEN TESTS
check_extended([5, 8, 3], 0, 4, seed=102)
check_extended([6, 4, 4, 4, 5], 2, 5, seed=104)
checks.raises(
    ValueError,
    extend_head,
    trained_net([4, 6, 8], seed=106),
    2,
    name="extend_head of a net of 8 classes to 2",
)
### END HIDDEN TESTS

# %% [markdown]
# A logit more in the softmax changes the probabilities of all, so even the untrained new
# outputs take a little from the old ones: the logits stay, the probabilities do not.
#
# ### More outputs than classes?
#
# A list of tricks that goes round advises to give a net for the ten digits twelve or sixteen
# outputs, since that "improves the model". The additional outputs are never the right answer.
# **Predict** what training does with them, then look: the same small net on 1,000 digits of all
# ten kinds, with ten and with sixteen outputs.


# %% role="demo" tags=["nbval-ignore-output"]
every = digits.x_valid.reshape(-1, 784), digits.y_valid
for n_classes in (10, 16):
    runs = training.fit_seeds(
        lambda n=n_classes: compile_net(
            elu_net(n, n_hidden=1), keras.optimizers.Adam(1e-3)
        ),
        x_all[:1_000],
        digits.y_train[:1_000],
        label=f"{n_classes} outputs",
        epochs=5,
        batch_size=50,
        validation_data=every,
    )
    p = np.asarray(keras.ops.softmax(runs.model()(every[0])))
    right = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    print(f"{n_classes} outputs: {right}", end=", ")
    print(f"probability of a digit that does not exist: {p[:, 10:].sum(1).mean():.1e}")

# %% [markdown]
# Nothing, within the spread. Training pushes the useless outputs down until their probability is a
# fraction of a percent, and that is all they learn. Outputs are for classes that exist.
#
# ### New classes, and the old ones forgotten
#
# Where more outputs are needed is where classes are *added*. We extend the head of the base from
# five outputs to ten and train all of it on 30 pictures each of 5 to 9, with the right labels 5
# to 9. **Predict:** how well will it read 0 to 4 afterwards? Then once more with 30 pictures of
# each old digit mixed in, as a reminder.


# %% role="demo" tags=["nbval-ignore-output"]
wider = [extend_head(net, 10).get_weights() for net in bases]


def tenfold(_, seed):
    """Return the base of a seed with ten outputs, all of it trainable."""
    net = elu_net(10)
    net.set_weights(wider[seed])
    return compile_net(net, keras.optimizers.Adam(1e-3))


lessons = {
    "new digits alone": {s: draw_few(digits.y_train, POOR, 30, s)[0] for s in SEEDS},
    "old ones mixed in": {
        s: draw_few(digits.y_train, range(10), 30, s)[0] for s in SEEDS
    },
}
learned = fit_draws(
    tenfold,
    x_all,
    digits.y_train,
    lessons,
    label="ten classes",
    **ON_POOR | {"steps": 100, "validation_data": every},
)
for name, runs in learned.items():
    nets = [runs.model(seed) for seed in SEEDS]
    right = np.stack([np.argmax(net(every[0]), axis=1) == every[1] for net in nets])
    for which, some in (("0 to 4", every[1] < 5), ("5 to 9", every[1] >= 5)):
        share = training.mean_and_spread(right[:, some].mean(axis=1), percent=True)
        print(f"{name}: {which} {share}")

# %% [markdown]
# Taught 5 to 9 alone, the net forgets 0 to 4 almost completely, 0.7 % are left: nothing in the loss
# asks for them, so their outputs are pushed down at every step. This is *catastrophic forgetting*. The
# mixture keeps both, at a price for the new ones, which now have old rivals. Copying the old columns is a
# good start, and no protection.

# %% [markdown]
# ## 11. The zoo
#
# Nobody pretrains on 1,500 digits in earnest. The strong architectures come with weights that
# were trained for weeks on more than a million photographs, in *model zoos*: `keras.applications`
# (MobileNet, ResNet, EfficientNet ...), KerasHub, Hugging Face, TorchVision. All of
# them are used by the pattern of this chapter, and Keras has an argument for each move:
#
# - `include_top=False` leaves the head away; `pooling="avg"` turns the last feature maps into one row of
#   features for each picture;
# - `base.trainable = False` freezes a whole model, batch norm included;
# - `weights="imagenet"` downloads what was learnt. Below we say `weights=None`, which needs no
#   network and gives random weights: the pattern without the knowledge.
#
# Two things are easily forgotten. Each family wants its pixels scaled in its own way (its
# `preprocess_input`, unless a layer of the model does it), and a zoo's licence and training data
# are part of what you take home.

# %% role="demo" tags=["nbval-ignore-output"]
zoo = keras.applications.MobileNetV2(
    input_shape=(96, 96, 3), alpha=0.35, include_top=False, pooling="avg", weights=None
)
zoo.trainable = False
net = keras.Sequential(
    [
        keras.Input((96, 96, 3)),
        layers.Rescaling(1 / 127.5, offset=-1),  # pixels 0 to 255 become -1 to 1
        zoo,
        layers.Dense(5),
    ]
)
learnt = sum(int(np.prod(w.shape)) for w in net.trainable_weights)
norms = sum(isinstance(layer, layers.BatchNormalization) for layer in zoo.layers)
print(
    f"{len(zoo.layers)} layers, {norms} of them batch norm, {zoo.count_params():,} weights"
)
print(f"to be trained: {learnt:,} weights of the head")

# %% [markdown]
# ## 12. Questions
#
# ### Exercise 11: choose a letter
#
# Fill in one letter for each question.
#
# **`first_layers`**: You have a net for photographs and 300 X-ray images. Which part of the net is
# the most likely to be of use? a) the last hidden layers, since they are the cleverest;
# b) the head, since it gives the answers; c) the first layers, which see edges and
# textures; d) none, since no photograph shows bones.
#
# **`cache`**: You trained a head on cached features. Which change leaves the cache valid?
# a) another learning rate for the head; b) thawing the last frozen layer; c) shifting the
# pictures at random in every epoch; d) cropping the pictures in another way.
#
# **`batch_norm`**: You thaw a base that has batch norm and train it in batches of four
# pictures. What do you do with the batch-norm layers? a) let them follow the batches, they know
# best; b) remove them; c) freeze their `gamma` and `beta` alone; d) leave them frozen.
#
# **`adam`**: To protect the first layers you multiply their *gradients* by 0.1 and train with
# Adam. What does it do to their steps? a) they become ten times smaller; b) hardly
# anything; c) they become a hundred times smaller; d) the layers are frozen.

# %% role="solution" id="questions"
answers = {
    "first_layers": None,
    "cache": None,
    "batch_norm": None,
    "adam": None,
}
### BEGIN SOLUTION
answers = {
    "first_layers": "c",
    "cache": "a",
    "batch_norm": "d",
    "adam": "b",
}
### END SOLUTION

# %% role="tests" id="questions" part="first_layers" points=1
# Run this cell to check questions, first_layers (1 point).
checks.option(answers.get("first_layers"), "abcd", "first_layers")
checks.recorded("questions, first_layers")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("first_layers"),
    "c",
    {
        "a": "They know the old classes best, and those are no use here.",
        "b": "It answers the old question: it is the one part that must go.",
        "d": "Edges and textures are not about what a picture shows.",
    },
    "first_layers",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="cache" points=1
# Run this cell to check questions, cache (1 point).
checks.option(answers.get("cache"), "abcd", "cache")
checks.recorded("questions, cache")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("cache"),
    "a",
    {
        "b": "A layer that learns puts out something else after every step.",
        "c": "Each shift makes a new picture, whose features were never computed.",
        "d": "Other pictures have other features.",
    },
    "cache",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="batch_norm" points=1
# Run this cell to check questions, batch_norm (1 point).
checks.option(answers.get("batch_norm"), "abcd", "batch_norm")
checks.recorded("questions, batch_norm")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("batch_norm"),
    "d",
    {
        "a": "Mean and variance of four pictures are mostly noise.",
        "b": "The weights around them were trained with them in place.",
        "c": "That leaves the moving statistics, which follow the batches all the same.",
    },
    "batch_norm",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="adam" points=1
# Run this cell to check questions, adam (1 point).
checks.option(answers.get("adam"), "abcd", "adam")
checks.recorded("questions, adam")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("adam"),
    "b",
    {
        "a": "So it would be in plain gradient descent. Adam divides by the size of "
        "the gradients that it has seen, and the factor cancels: change the rate.",
        "c": "Adam divides by the root of the mean square, so the factor cancels.",
        "d": "Only a gradient of exactly 0 would do that.",
    },
    "adam",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 12: in your own words
#
# A colleague took a net from a model zoo, put a new head on it, thawed everything at once
# and trained it on 20 pictures of each of 8 classes with Adam at a rate of 0.01. It came out worse
# than a small net trained from scratch, in one run. "Transfer learning is overrated", says
# the colleague. Answer in three to six sentences: explain what probably happened, say what
# you would do instead, and how you would find out whether transfer helps here. This one is
# read by a person.

# %% [markdown] role="open" id="overrated" points=3
# *Rubric.* **1 point**: the random head and the large rate sent large steps through the whole
# base and destroyed what it had learnt (or: the base and the new task have too little in
# common; batch-norm statistics of tiny batches). **1 point**: train the head first with the base
# frozen, then compile again and thaw the top layers with a rate ten or more times smaller,
# batch norm left frozen. **1 point**: compare with scratch at equal budget over several seeds
# *and draws of the 20 pictures*, by paired differences with mean and spread, on
# pictures that were used for no choice; admits that transfer may lose.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | reuse a net | copy the layers (`clone_model`, then `set_weights`), freeze them, add a head |
# | freeze | `layer.trainable = False`, then `compile`; every later change wants a new `compile` |
# | all frozen | softmax regression on features: compute those once and keep them |
# | batch norm | frozen, it runs as in prediction; with small batches keep it so |
# | fine-tune | head first, then the top layers, with a small rate |
# | which layers | the first are general, the last know the old classes |
# | a rate for each layer | 0 is frozen; with Adam scale the rate, not the gradient |
# | more classes | keep the old columns of the head, add new ones |
# | does it help | ask over draws and seeds, by paired differences, at equal budget |
#
# What came of it in the small run, with 100 pictures of each new digit, by validation accuracy:
# five dense layers frozen 84.3 %, four frozen 84.6 %, two thawed 89.4 %, from scratch 91.8 %, all
# thawed 93.0 %. Frozen convolutions do what training from scratch does, for less work.
#
# **Ask yourself.** Why must a cache be thrown away when a layer below it is thawed? What would
# `will_move` say of a net whose optimiser has weight decay? Which of our comparisons would have
# come out differently with one seed?
#
# **Your turn.** Swap the tasks: pretrain on 5 to 9 and read 0 to 4. Or pretrain with dropout
# on every layer (chapter 10) and look at the figure of section 3 again.
#
# **Read on**
#
# - Yosinski, J., Clune, J., Bengio, Y. and Lipson, H. (2014). *How transferable are features in
#   deep neural networks?* NeurIPS.
# - Donahue, J., Jia, Y., Vinyals, O., Hoffman, J., Zhang, N., Tzeng, E. and Darrell, T. (2014).
#   *DeCAF: a deep convolutional activation feature for generic visual recognition.* ICML.
# - Howard, J. and Ruder, S. (2018). *Universal language model fine-tuning for text
#   classification.* ACL: a rate for each layer, and thawing one layer after the other.
# - Kornblith, S., Shlens, J. and Le, Q. V. (2019). *Do better ImageNet models transfer better?*
#   CVPR.
# - Kumar, A., Raghunathan, A., Jones, R., Ma, T. and Liang, P. (2022). *Fine-tuning can distort
#   pretrained features and underperform out-of-distribution.* ICLR: why the head comes first.
# - Géron, A. (2022). *Hands-On Machine Learning with Scikit-Learn, Keras & TensorFlow*,
#   chapter 11: the exercise that this chapter follows.
