# %% [markdown]
# # Pretraining on an auxiliary task: same digit or not
#
# *Nobody told you what is in the pictures. Somebody told you which of them show the same
# thing.* That is less than a label, and often much cheaper. In this chapter you train a
# net on thousands of pairs of digits without showing it a single digit's name, take it
# apart, and build a digit classifier from one half of it and a handful of labels. Then
# you measure, over five seeds, when that was worth the trouble.
#
# **You will be able to**
#
# - [ ] split a training set into two parts that share no picture
# - [ ] draw balanced random pairs with NumPy, without a loop and without bias
# - [ ] say what a net on pairs has to beat before it has learned anything
# - [ ] build a model with two inputs, with two separate towers or with one that is shared
# - [ ] count its parameters by hand, and say which of its variants are symmetric
# - [ ] take a tower out of a trained model, freeze it, and prove that it stayed frozen
# - [ ] compare with training from scratch, honestly, and say how many labels it saves
#
# **Before this chapter**: the five-layer net of 100 ELU neurons a layer (chapter 13),
# freezing and reusing layers (chapter 14), cross-entropy, Adam.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import checks, pair_plots, plots, reference, tower_plots, training
from deepnets.data import load_digits
from deepnets.draws import fit_draws
from deepnets.pairs import fit_pairs

# %%
import math
import os
import time
from itertools import pairwise

import keras
import numpy as np
from keras import layers

# %% [markdown]
# ## 1. What you may know without a label
#
# A label costs somebody's time. But some facts come for free:
#
# - two frames of one video, a moment apart, show the same face; frames of two videos
#   most likely do not;
# - two signatures from one customer's file come from the same hand. That is what the
#   first nets of this kind were built for (Bromley and others, 1993);
# - two photos on one product page show the same shoe.
#
# Each such fact is about a **pair**: *same*, or *different*. Predicting it is an
# **auxiliary task**: nobody needs the answer. We train on it because whatever a net has to
# find out on the way, strokes, loops, what matters and what is mere handwriting, should be
# useful for the task that we do care about.
#
# We play it with digits. The training set is cut into two parts. Of the large **first
# part**, pretend that all you know is which pictures show the same digit. Only the small
# **second part** has labels that a classifier may learn from.

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
PER_CLASS = {"small": 25, "full": 500}[SIZE]  # labelled pictures of each digit

digits = load_digits(SIZE)
x_train, y_train = digits.x_train.reshape(-1, 784), digits.y_train  # values 0 to 1
x_valid, y_valid = digits.x_valid.reshape(-1, 784), digits.y_valid
x_test, y_test = digits.x_test.reshape(-1, 784), digits.y_test
print(f"{len(x_train):,} training digits, {PER_CLASS} of each will keep their label")

# %% [markdown]
# One picture in both parts would be a **leak**: the net would have met the pictures that
# it is later taught with, and the comparison with a net from scratch would no longer be
# about pretraining. The same goes, more strictly still, for validation and test pictures:
# none of them may ever be in a training pair.
#
# (`DEEPNETS_SIZE=full` runs everything below on all the training digits of MNIST, with 500
# labelled ones of each class. It takes an evening; the text speaks of the small run.)
#
# ### Exercise 1: two parts
#
# Write `split_parts(labels, per_class, seed)`.
#
# - `labels`: int array, shape `(n,)`. The labels can be any integers.
# - Return a pair `(first, second)` of int arrays: *positions* in `labels`.
# - `second` holds exactly `per_class` positions of every class, chosen at random; `first`
#   holds all the others. Both in random order.
# - Draw from `np.random.default_rng(seed)`.
#
# For instance, `split_parts(np.array([7, 7, 3, 3, 3]), 1, seed=0)` puts one position of a
# 7 and one of a 3 into `second`, and the other three into `first`.
#
# *Checked, here or in grading:* that no position is in both parts, missing or twice, the
# count of every class, that the choice is random, and that a seed repeats it.


# %% role="solution" id="split_parts"
def split_parts(labels, per_class, seed):
    """Return positions ``(first, second)``: ``second`` has ``per_class`` of each class."""
    ### BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(labels))
    second = np.zeros(len(labels), dtype=bool)
    for c in np.unique(labels):
        second[order[labels[order] == c][:per_class]] = True
    return order[~second[order]], order[second[order]]
    ### END SOLUTION


# %% role="tests" id="split_parts" points=2
# Run this cell to check split_parts (2 points).
def two_parts(labels, per_class, seed):
    """Call split_parts; return its parts as two arrays after the checks that are cheap."""
    given = labels.copy()
    parts = checks.written(split_parts(given, per_class, seed), "split_parts")
    checks.unchanged(labels, given, "labels")
    checks.that(
        isinstance(parts, tuple | list) and len(parts) == 2,
        "split_parts must return a pair, (first, second).",
        got=type(parts).__name__,
    )
    first, second = (
        checks.array(part, f"The part `{name}`")
        for part, name in zip(parts, ("first", "second"), strict=True)
    )
    classes = len(np.unique(labels))
    sizes = (len(labels) - classes * per_class, classes * per_class)
    checks.equal(
        (first.size, second.size),
        sizes,
        "The pair of sizes of the two parts",
        mistakes=[
            (
                (len(labels), len(labels)),
                "Each part has an entry for every picture, as a mask has: return positions.",
            ),
            (sizes[::-1], "The parts are swapped: the large one comes first."),
            ((len(labels), sizes[1]), "Take the second part out of the first: a leak."),
            (
                (len(labels) - per_class, per_class),
                "`per_class` counts the pictures of each class.",
            ),
        ],
        hint="Every position belongs to exactly one part.",
    )
    checks.that(
        first.dtype.kind in "iu" and second.dtype.kind in "iu",
        "The parts must hold positions, whole numbers.",
        got=f"{first.dtype}, {second.dtype}",
    )
    for part, name in ((first, "first"), (second, "second")):
        checks.that(
            len(np.unique(part)) == part.size,
            f"`{name}` holds the same number twice.",
            hint="Return positions, not labels; and draw without replacement.",
        )
    return first, second


labels = np.tile([7, 3, 5, 9], 30)
first, second = two_parts(labels, 5, seed=1)
checks.that(
    not np.isin(first, second).any(),
    "A position is in both parts: a leak.",
    hint="Choose the second part, then give the first part what is left.",
)
checks.equal(
    sorted(first.tolist() + second.tolist()),
    list(range(120)),
    "The sorted list of the positions of both parts",
    hint="Return positions 0 to n - 1, each once, not labels.",
)
checks.equal(
    [int((labels[second] == c).sum()) for c in (3, 5, 7, 9)],
    [5, 5, 5, 5],
    "How often the classes 3, 5, 7 and 9 are in the second part",
    hint="Choose within each class; a plain random choice is balanced only on average.",
)
for part, name in ((first, "first"), (second, "second")):
    checks.that(
        (np.diff(labels[part]) != 0).sum() >= 5,
        f"`{name}` is not in random order: it comes class by class.",
        hint="Shuffle both parts at the end.",
    )
checks.passed("split_parts")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(151)
labels = generator.permutation(np.repeat([-4, 0, 2, 11, 12], [60, 25, 40, 33, 50]))
first, second = two_parts(labels, 20, seed=152)
checks.equal(
    sorted([*first.tolist(), *second.tolist()]),
    list(range(len(labels))),
    "The sorted list of the positions of both parts",
    hint="Each position is in exactly one part.",
)
checks.equal(
    [int((labels[second] == c).sum()) for c in (-4, 0, 2, 11, 12)],
    [20] * 5,
    "How often each of five classes of different size is in the second part",
    hint="`per_class` of every class, whatever the labels are called.",
)
again, other = two_parts(labels, 20, seed=152)[1], two_parts(labels, 20, seed=153)[1]
checks.that(
    np.array_equal(again, second),
    "The same seed gave two different splits.",
    hint="Draw from `np.random.default_rng(seed)`.",
)
checks.that(
    sorted(other.tolist()) != sorted(second.tolist()),
    "Two seeds chose the same second part.",
    hint="Choose at random within each class, from `seed`; do not take the first ones.",
)
blocks = np.repeat([0, 1, 2], 40)
for part in two_parts(blocks, 15, seed=154):
    checks.that(
        (np.diff(blocks[part]) != 0).sum() >= 5,
        "A part is not in random order: it comes class by class.",
        hint="Shuffle both parts at the end.",
    )
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
first_part, second_part = split_parts(y_train, PER_CLASS, seed=0)
x_first, hidden_labels = x_train[first_part], y_train[first_part]
x_second, y_second = x_train[second_part], y_train[second_part]
print(f"first part, for pairs only: {len(x_first):,} pictures")
print(f"second part, with labels: {len(x_second):,} pictures")
print("pictures in both parts:", len(np.intersect1d(first_part, second_part)))

# %% [markdown]
# A baseline before anything else, and it comes in two sizes: the humble dummy that always
# gives the same answer, and the net that we want to beat, trained on the second part alone.
# It is the net of chapter 13: five layers of 100 ELU neurons with He initialisation.
#
# `fit_draws` trains it from five random starts, 200 steps of 25 pictures each. What is printed is
# the mean over those seeds and their standard deviation.
#
# **Predict:** how many of ten new digits will it read, after 25 examples of each?


# %%
def dense_tower(name, hidden_units=(100,) * 5):
    """Return a stack of dense ELU layers with He initialisation, without an output."""
    tower = keras.Sequential([keras.Input((784,))], name=name)
    for units in hidden_units:
        tower.add(layers.Dense(units, activation="elu", kernel_initializer="he_normal"))
    return tower


def compile_digits(net, learning_rate=1e-3):
    """Compile for integer labels and raw scores (logits); return the net."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    adam = keras.optimizers.Adam(learning_rate)
    net.compile(optimizer=adam, loss=loss, metrics=["accuracy"])
    return net


# %% role="demo" tags=["nbval-ignore-output"]
def scratch_net():
    """A fresh tower under ten outputs."""
    parts = [keras.Input((784,)), dense_tower("tower_a"), layers.Dense(10)]
    return compile_digits(keras.Sequential(parts))


STEPS = {"rounds": 1, "steps": 200, "batch_size": 25}
BUDGET = STEPS | {"validation_data": (x_valid, y_valid)}
EVERYBODY = dict.fromkeys(training.SEEDS, np.arange(len(x_second)))
scratch = fit_draws(
    lambda seed: scratch_net(),
    x_second,
    y_second,
    EVERYBODY,
    label="from scratch, 5 seeds",
    **BUDGET,
)
print(f"dummy: {np.mean(y_valid == y_second[0]):.1%} of the validation digits")
right = training.mean_and_spread(scratch.final("val_accuracy"), percent=True)
print(f"from scratch, {len(x_second)} labels: {right}")

# %% [markdown]
# That is the figure to beat. Every rival below gets the same labelled pictures, as many
# steps on them, and the same batches.

# %% [markdown]
# ## 2. Pairs
#
# A pair is two *positions* in the first part: we shuffle numbers, not pictures. With the
# pair comes a target. Géron's book, where this exercise is from, has it like this, and we
# follow: **0 for the same digit, 1 for different ones**. Think of it as a distance. It is a
# mere convention (his own notebook has it the other way round), but whoever mixes up two
# conventions gets a net that is wrong almost always.
#
# ### Exercise 2: targets
#
# Write `pair_targets(labels, pairs)`.
#
# - `labels`: ints, shape `(n,)`; `pairs`: positions in `labels`, shape `(n_pairs, 2)`.
# - Return an array of shape `(n_pairs,)`: 0 where both pictures have the same label, 1
#   where they differ. Ints, floats and booleans are all fine.
#
# For instance, with labels `[5, 3, 5]` the pairs `[[0, 2], [1, 2]]` have targets `[0, 1]`.


# %% role="solution" id="pair_targets"
def pair_targets(labels, pairs):
    """Return 0 for pairs of one label, 1 for pairs of two."""
    ### BEGIN SOLUTION
    return (labels[pairs[:, 0]] != labels[pairs[:, 1]]).astype(int)
    ### END SOLUTION


# %% role="tests" id="pair_targets" points=1
# Run this cell to check pair_targets (1 point).
labels = np.array([5, 3, 5, 3, 9])
pairs = np.array([[0, 2], [1, 2], [3, 1], [4, 4], [4, 0], [2, 3]])
checks.close(
    pair_targets(labels, pairs),
    [0, 1, 0, 0, 1, 1],
    "The array of targets for six pairs",
    mistakes=[
        ([1, 0, 1, 1, 0, 0], "Here 0 means same and 1 means different."),
        (
            [1, 1, 1, 0, 1, 1],
            "You compare the positions; compare the labels that are there.",
        ),
        ([0, 2, 0, 0, 4, 2], "Different is 1, however far apart the two digits are."),
        ([0, 2, 0, 0, -4, -2], "Different is 1, however far apart the two digits are."),
    ],
    hint="Look both labels of every pair up, and compare.",
)
checks.passed("pair_targets")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(155)
labels, pairs = generator.integers(-3, 4, 50), generator.integers(0, 50, (300, 2))
checks.close(
    pair_targets(labels, pairs),
    [float(labels[a] != labels[b]) for a, b in pairs],
    "The array of targets for 300 pairs",
    hint="0 where the labels are equal, 1 where they are not; labels can be any ints.",
)
### END HIDDEN TESTS

# %% [markdown]
# ### A class that is not this one
#
# Half of our pairs must be *different*. Pick a class, then pick another. It looks harmless,
# and there are three ways to get it wrong: take the next class always, and the net never
# meets a 3 beside an 8; draw any class and hope, and one pair in ten is the same after all;
# draw again wherever it is the same, *once*, and one in a hundred still is.
#
# The trick is a clock with $K$ hours, one for each class. Turn the hand on by a random
# number of hours from 1 to $K - 1$: you can land anywhere but where you started, and
# everywhere else with the same probability.
#
# ### Exercise 3: another class
#
# Write `other_class(classes, n_classes, rng)`.
#
# - `classes`: int array of any shape, values 0 to `n_classes - 1`; `n_classes`: at least 2;
#   `rng`: a NumPy `Generator`, such as `np.random.default_rng(3)`. Draw from it.
# - Return an int array of that shape. Each entry is another class than the entry of
#   `classes`, all others equally likely. Leave `classes` as it was.
#
# (A generator, not a seed: two functions that start from the *same seed* draw the same
# numbers, and what should be independent is not.)


# %% role="solution" id="other_class"
def other_class(classes, n_classes, rng):
    """Return for each class another one, all others equally likely."""
    ### BEGIN SOLUTION
    steps = rng.integers(1, n_classes, size=classes.shape)
    return (classes + steps) % n_classes
    ### END SOLUTION


# %% role="tests" id="other_class" points=2
# Run this cell to check other_class (2 points).
classes = np.repeat(np.arange(4), 3_000)
given = classes.copy()
other = checks.array(
    other_class(given, 4, np.random.default_rng(1)), "The other class", shape=(12_000,)
)
checks.unchanged(classes, given, "classes")
checks.that(
    other.min() >= 0 and other.max() <= 3,
    "A class is out of range.",
    got=[int(other.min()), int(other.max())],
    expected="0 to 3",
    hint="After the last hour comes the first: take the remainder by `n_classes`.",
)
checks.that(
    not (other == classes).any(),
    "Some entries kept their own class.",
    got=f"{np.mean(other == classes):.2%}",
    hint="Drawing again once is not enough. Turn on by 1 to n_classes - 1.",
)
turns = (other - classes) % 4
checks.that(
    len(np.unique(turns)) > 1,
    "All entries went on by the same number of hours.",
    got=int(turns[0]),
    hint="It is always the next class, or there was one draw for all of them: draw a number "
    "of steps for each entry.",
)
for turn in (1, 2, 3):
    checks.fraction(
        turns == turn,
        1 / 3,
        f"The share of entries that went {turn} class(es) on",
        mistakes=[
            (0.0, "One of the classes is never drawn. `high` itself is excluded."),
            (
                0.5,
                "Some classes come more often than others, or one never does. Does the range "
                "of the draw leave its end out?",
            ),
        ],
        hint="All other classes must be equally likely: turn on by 1 to n_classes - 1.",
    )
checks.passed("other_class")
### BEGIN HIDDEN TESTS
for n_classes, seed in ((10, 156), (3, 157), (2, 158)):
    classes = np.random.default_rng(seed).integers(0, n_classes, (60, 50))
    other = checks.array(
        other_class(classes.copy(), n_classes, np.random.default_rng(seed + 10)),
        "The other class",
        shape=(60, 50),
    )
    checks.that(
        not (other == classes).any() and other.min() >= 0 and other.max() < n_classes,
        f"With {n_classes} classes some entries are their own class, or none at all.",
        hint="Turn on by 1 to n_classes - 1, and take the remainder.",
    )
    for turn in range(1, n_classes):
        checks.fraction(
            (other - classes) % n_classes == turn,
            1 / (n_classes - 1),
            f"The share that went {turn} class(es) on, of {n_classes}",
            hint="All other classes must be equally likely.",
        )
rng = np.random.default_rng(159)
zeros = np.zeros((400,), dtype=int)
once, twice = (np.asarray(other_class(zeros, 10, rng)) for _ in range(2))
checks.that(
    not np.array_equal(once, twice),
    "Two calls with one generator drew the same.",
    hint="Draw from `rng` itself, and let it move on: make no generator of your own.",
)
same = np.asarray(other_class(zeros, 10, np.random.default_rng(159)))
checks.that(
    np.array_equal(once, same),
    "Generators of one seed gave two answers.",
    hint="Draw from `rng`, not from NumPy's global generator.",
)
checks.that(
    len(np.unique(once)) == 9,
    "Entries of one call are not drawn one by one.",
    hint="Draw an array of the shape of `classes`.",
)
### END HIDDEN TESTS

# %% [markdown]
# ### The whole draw
#
# Now the pairs. The same clock also finds a *partner* within a class: number the pictures
# of the class from 0 to $m - 1$, and turn on by 1 to $m - 1$. So a picture never meets
# itself. A picture paired with itself is worthless: the net could call two pictures the
# same because every pixel agrees, and would learn nothing about handwriting.
#
# To look up "picture number $r$ of class $c$" for thousands of pairs at once, sort the
# positions by class. Then class $c$ is a stretch of the sorted array:
#
# | | class 0 | class 1 | class 2 |
# |---|---|---|---|
# | `order = np.argsort(labels, kind="stable")` | 1 4 | 0 3 5 | 2 6 |
# | `count` | 2 | 3 | 2 |
# | `start` | 0 | 2 | 5 |
#
# and picture number $r$ of class $c$ is `order[start[c] + r]`, where `start`, `c` and `r`
# may be arrays. For labels that are not 0, 1, 2 ..., `np.unique(labels,
# return_inverse=True, return_counts=True)` numbers the classes and counts their pictures.
#
# ### Exercise 4: balanced pairs
#
# Write `draw_pairs(labels, n_pairs, seed)`.
#
# - `labels`: ints of any values, shape `(n,)`; `n_pairs`: an even int.
# - Return `(pairs, targets)`: positions, shape `(n_pairs, 2)`, and targets, shape
#   `(n_pairs,)`. *Exactly* half of the targets are 0 (same), half 1 (different).
# - The first picture of every pair is any of the `n`, all equally likely. In a *same* pair the
#   second is any **other** picture of its class. In a *different* pair draw the class
#   first, each of the other classes equally likely, then any picture of it.
# - Mix same and different pairs: a stretch of the array should hold both.
# - Draw from one `np.random.default_rng(seed)`.
# - Raise `ValueError` with a helpful text if `n_pairs` is odd, if there are fewer than two
#   classes, or if some class has a single picture, which has no partner.
#
# A loop over the pairs is allowed. It will make you wait: section 2 ends with a race.
#
# *Checked, here or in grading:* the balance, the targets, that nobody meets itself, that
# everybody takes part, all probabilities, the seed, and the three errors.


# %% role="solution" id="draw_pairs"
def draw_pairs(labels, n_pairs, seed):
    """Return ``(pairs, targets)``: half of one class (0), half of two classes (1)."""
    ### BEGIN SOLUTION
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2:
        raise ValueError(f"{n_pairs} pairs cannot be half same, half different.")
    if len(values) < 2:
        raise ValueError("Different pairs need at least two classes.")
    if count.min() < 2:
        raise ValueError(f"Class {values[count.argmin()]} has only one picture.")
    rng = np.random.default_rng(seed)
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    targets = rng.permutation(np.arange(n_pairs) % 2)
    places = rng.integers(len(labels), size=n_pairs)  # in the sorted array
    first = classes[order[places]]
    partner = (places - start[first] + rng.integers(1, count[first])) % count[first]
    other = (first + rng.integers(1, len(values), size=n_pairs)) % len(values)
    second = np.where(targets == 1, other, first)
    rank = np.where(targets == 1, rng.integers(count[other]), partner)
    return np.stack([order[places], order[start[second] + rank]], axis=1), targets
    ### END SOLUTION


# %% role="tests" id="draw_pairs" part="balance" points=2
# Run this cell to check draw_pairs, balance (2 points).
def drawn(labels, n_pairs, seed):
    """Call draw_pairs; return pairs and targets, checked for shape, balance and truth."""
    given = labels.copy()
    result = checks.written(draw_pairs(given, n_pairs, seed), "draw_pairs")
    checks.unchanged(labels, given, "labels")
    checks.that(
        isinstance(result, tuple | list) and len(result) == 2,
        "draw_pairs must return two arrays, (pairs, targets).",
        got=type(result).__name__,
    )
    pairs = checks.array(result[0], "`pairs`", shape=(n_pairs, 2))
    targets = checks.array(result[1], "`targets`", shape=(n_pairs,))
    checks.that(
        pairs.dtype.kind in "iu" and pairs.min() >= 0 and pairs.max() < len(labels),
        "`pairs` must hold positions in `labels`: ints from 0 to n - 1.",
        got=[pairs.min(), pairs.max()],
        hint="Return positions, neither labels nor pictures.",
    )
    differ = labels[pairs[:, 0]] != labels[pairs[:, 1]]
    checks.that(
        not np.array_equal(targets == 0, differ),
        "All targets are the wrong way round.",
        hint="0 means same, 1 means different.",
    )
    checks.that(
        np.array_equal(targets, differ),
        "Some targets do not say what the labels say.",
        got=f"{np.mean(targets != differ):.1%} of them are wrong",
        hint="Is the partner of a *different* pair sometimes of the same class? "
        "Are targets shuffled apart from their pairs?",
    )
    checks.equal(
        int(differ.sum()),
        n_pairs // 2,
        f"The number of different pairs among {n_pairs}",
        hint="Exactly half: do not toss a coin for each pair.",
    )
    checks.that(
        not (pairs[:, 0] == pairs[:, 1]).any(),
        "A picture is paired with itself.",
        got=f"{(pairs[:, 0] == pairs[:, 1]).sum()} of {n_pairs} pairs",
        hint="The partner is any *other* picture of the class.",
    )
    return pairs, targets


labels = np.random.default_rng(2).permutation(np.repeat([3, 0, 8], 6))
pairs, targets = drawn(labels, 6_000, seed=1)
checks.fraction(
    targets[:3_000] == 1,
    0.5,
    "The share of different pairs in the first half of the array",
    mistakes=[(0.0, "All same pairs come first: mix them."), (1.0, "Mix the pairs.")],
    hint="Mix same and different pairs.",
)
for side, name in ((0, "first"), (1, "second")):
    checks.equal(
        len(np.unique(pairs[:, side])),
        18,
        f"How many of the 18 pictures appear as the {name} of a pair",
        hint="Everybody takes part: all pictures of all classes.",
    )
checks.that(
    np.array_equal(drawn(labels, 6_000, seed=1)[0], pairs),
    "The same seed gave two different draws.",
    hint="Draw from one `np.random.default_rng(seed)`, and from nothing else.",
)
checks.passed("draw_pairs, balance")
### BEGIN HIDDEN TESTS
labels = np.random.default_rng(160).permutation(
    np.repeat([-2, 5, 1, 40], [30, 5, 5, 8])
)
pairs, targets = drawn(labels, 8_000, seed=161)
other, _ = drawn(labels, 8_000, seed=162)
checks.that(
    not np.array_equal(pairs, other),
    "Two seeds gave the same pairs.",
    hint="Use the argument `seed`.",
)
for half in (targets[:4_000], targets[4_000:], targets[::2]):
    if not (targets[::2] == targets[0]).all():  # in turn: same, different, same ...
        checks.fraction(half == 1, 0.5, "The share of different pairs in half of them")
small = np.array([1, 1, 0, 0])
for seed in range(163, 168):  # few pictures: who can meet itself, will
    drawn(small, 40, seed)
### END HIDDEN TESTS

# %% role="tests" id="draw_pairs" part="chances" points=2
# Run this cell to check draw_pairs, chances (2 points).
checks.written(draw_pairs(np.array([0, 0, 1, 1, 1]), 10, 1), "draw_pairs")
lonely = np.array([0, 0, 1, 1, 1, 2])
checks.raises(
    ValueError,
    draw_pairs,
    lonely,
    10,
    1,
    name="A class with a single picture",
    hint="It has no partner for a same pair. Count the classes first.",
)
checks.raises(ValueError, draw_pairs, lonely[:5], 7, 1, name="An odd number of pairs")
checks.raises(ValueError, draw_pairs, np.zeros(9, int), 8, 1, name="A single class")
# One large class and two small ones: each small one is half of a 0's other classes.
labels = np.repeat([0, 1, 2], [40, 30, 10])
pairs = checks.array(draw_pairs(labels, 8_000, 3)[0], "`pairs`", shape=(8_000, 2))
first, second = labels[pairs.T]
checks.fraction(
    first == 0,
    0.5,
    "The share of first pictures from the class that holds half of the pictures",
    mistakes=[(1 / 3, "You draw the class first; draw any of the n pictures.")],
    hint="The first picture is any of the n, all equally likely.",
)
from_zero = second[(first == 0) & (second != 0)]
checks.fraction(
    from_zero == 1,
    0.5,
    "The share of class 1 among the different partners of class 0",
    mistakes=[
        (0.75, "A large class is drawn more often: draw the class, then the picture."),
        (1.0, "Class 0 only ever meets class 1. Draw the other class at random."),
    ],
    hint="Each of the other classes is equally likely.",
)
checks.passed("draw_pairs, chances")
### BEGIN HIDDEN TESTS
labels = np.random.default_rng(168).permutation(
    np.repeat([4, 9, 6, 7], [60, 20, 12, 8])
)
pairs = np.asarray(draw_pairs(labels, 20_000, 169)[0])
first, second = labels[pairs.T]
same = first == second
for c, share in ((4, 0.6), (9, 0.2), (6, 0.12), (7, 0.08)):
    checks.fraction(
        first == c,
        share,
        "The share of a class among the first pictures",
        mistakes=[(0.25, "Draw any of the n pictures, not a class first.")],
    )
    others = second[(first == c) & ~same]
    for other in {4, 9, 6, 7} - {c}:
        checks.fraction(
            others == other,
            1 / 3,
            "The share of another class among the different partners of a class",
            hint="Each of the other classes is equally likely, whatever its size.",
        )
checks.fraction(first[same] == 4, 0.6, "The share of a class among the same pairs")
chosen = pairs[(first == 7) & same]
for person in np.flatnonzero(labels == 7):
    for side in (0, 1):
        checks.fraction(
            chosen[:, side] == person,
            1 / 8,
            "The share of one picture among the same pairs of its class of 8",
            hint="All pictures of the class are equally likely.",
        )
partners = pairs[(second == 7) & ~same][:, 1]
for person in np.flatnonzero(labels == 7):
    checks.fraction(
        partners == person,
        1 / 8,
        "The share of one picture among the different partners from its class",
        hint="All pictures of the class are equally likely.",
    )
meets = np.bincount((chosen[:, 1] - chosen[:, 0]) % len(labels))
checks.that(
    (meets > 0).sum() > 8,
    "A picture always meets the same partner.",
    hint="Draw the partner anew for every pair.",
)
checks.raises(
    ValueError, draw_pairs, np.array([5, 5, -1]), 4, 1, name="A class of one picture"
)
checks.raises(ValueError, draw_pairs, labels, 101, 1, name="An odd number of pairs")
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
pairs, targets = draw_pairs(hidden_labels, 12, seed=5)
gap = np.ones((12, 28, 2)) * 0.4
sides = x_first[pairs].reshape(12, 2, 28, 28)
plots.images(
    np.concatenate([sides[:, 0], gap, sides[:, 1]], axis=2),
    [f"{t}: {'different' if t else 'same'}" for t in targets],
    columns=6,
    alt="Twelve pairs of handwritten digits, each with its target: 0 where both show the "
    "same digit, 1 where they show different ones. No picture is beside itself.",
)

# %% [markdown]
# What would the sloppy draws of exercise 3 have done? Below, each cell counts how often a
# first picture of one digit (row) met a second picture of another (column), among the
# *different* pairs alone.
#
# **Predict:** what does the picture look like for a right draw, and where would "always the
# next class" have its ink?

# %% role="demo" tags=["nbval-ignore-output"]
rng = np.random.default_rng(0)
pairs, targets = draw_pairs(hidden_labels, 20_000, seed=0)
ours = hidden_labels[pairs[targets == 1]].T
firsts = rng.integers(10, size=10_000)
again = rng.integers(10, size=10_000)
again = np.where(again == firsts, rng.integers(10, size=10_000), again)
pair_plots.meetings(
    {
        "draw_pairs": ours,
        "always the next": (firsts, (firsts + 1) % 10),
        "drawn again, once": (firsts, again),
    },
    alt="Three tables of ten by ten: first digit against second digit. draw_pairs: all "
    "cells but the diagonal are equally dark, the diagonal is empty. Always the next: only "
    "one cell in each row. Drawn again, once: like the first, with a faint diagonal.",
)
print(f"same after all, drawn again once: {np.mean(firsts == again):.1%}")

# %% [markdown]
# And the race: the draw by arrays against a loop that picks one partner at a time.


# %% role="demo" tags=["nbval-ignore-output"]
def one_by_one(labels, n_pairs, seed):
    """Draw pairs in a loop: easy to read, and slow."""
    rng, pairs = np.random.default_rng(seed), []
    for i in range(n_pairs):
        a = rng.integers(len(labels))
        found = labels != labels[a] if i % 2 else labels == labels[a]
        found[a] = False
        pairs.append((a, rng.choice(np.flatnonzero(found))))
    return np.array(pairs), np.arange(n_pairs) % 2


for draw in (one_by_one, draw_pairs):
    start = time.perf_counter()
    draw(hidden_labels, 5_000, seed=1)
    print(f"{draw.__name__}: {1e3 * (time.perf_counter() - start):.0f} ms")
possible = len(x_first) * (len(x_first) - 1) // 2
print(f"{len(x_first):,} pictures make {possible:,} different pairs")

# %% [markdown]
# The last line is the reason for drawing *fresh pairs every epoch*: the supply of pairs is
# a thousand times that of pictures, and drawing costs next to nothing. The variety of
# pictures stays what it was, though. A net can still learn our pictures by heart.

# %% [markdown]
# ## 3. What is easy?
#
# **Predict:** how many pairs are right if you always answer *different*?
#
# Half of them: that is what balance is for. Had we drawn both pictures at random, nine
# pairs in ten would be different, and a net that says so always would look good.
#
# A better rival looks at the pixels. If two pictures show the same digit, their pixels
# should differ less. Let $d$ be the distance of two pictures, the root of the sum of
# squared differences of their pixels.

# %% role="demo" tags=["nbval-ignore-output"]
valid_pairs, valid_targets = draw_pairs(y_valid, 2_000, seed=100)
pairs, targets = draw_pairs(hidden_labels, 5_000, seed=100)


def pixel_distance(x, pairs):
    """Return the distance of the two pictures of each pair."""
    return np.linalg.norm(x[pairs[:, 0]] - x[pairs[:, 1]], axis=1)


known = pixel_distance(x_first, pairs)
border = max(
    np.linspace(0, 15, 151), key=lambda b: np.mean((known > b) == (targets == 1))
)
distance = pixel_distance(x_valid, valid_pairs)
pair_plots.overlap(
    {"same": distance[valid_targets == 0], "different": distance[valid_targets == 1]},
    xlabel="distance of the two pictures (pixels from 0 to 1)",
    border=border,
    alt="Two histograms of the distance of two pictures, for same and for different pairs. "
    "Different pairs are farther apart on average, but the two overlap over most of their "
    "range. A dashed line marks the best border.",
)
by_distance = np.mean((distance > border) == (valid_targets == 1))
print(f"always different: {np.mean(valid_targets == 1):.1%}")
print(f"different if farther than {border:.1f}: {by_distance:.1%}")


# %% [markdown]
# The border was chosen on training pairs and judged on validation pairs. Two sevens with
# different slants may share hardly a pixel; a 4 and a 9 may share most. One step up: a
# single logistic neuron that sees $|a - b|$, the difference of every pixel, and may weigh
# them. It is also the smallest net on pairs that there is.


# %%
def compile_pairs(net):
    """Compile for targets 0 (same) and 1 (different) and one logistic output."""
    net.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    return net


# %% role="demo" tags=["nbval-ignore-output"]
def pixel_net():
    """One logistic neuron on the absolute difference of the pixels."""
    first, second = keras.Input((784,)), keras.Input((784,))
    difference = keras.ops.absolute(first - second)
    output = layers.Dense(1, activation="sigmoid")(difference)
    return compile_pairs(keras.Model([first, second], output))


def fresh_pairs(seed, epoch):
    """Draw the pairs of one epoch: no two epochs and no two seeds share them."""
    return draw_pairs(hidden_labels, PAIRS_AN_EPOCH, seed=1_000 * seed + epoch)


PAIRS_AN_EPOCH = 2 * len(x_first)
PRETRAINING = {
    "epochs": {"small": 10, "full": 16}[SIZE],
    "batch_size": 100,
    "validation_data": (x_valid, valid_pairs, valid_targets),
}
pixels = fit_pairs(
    pixel_net, x_first, fresh_pairs, label="pixel difference, 5 seeds", **PRETRAINING
)
pixel_right = training.mean_and_spread(pixels.final("val_accuracy"), percent=True)
print(f"one neuron on the pixel difference: {pixel_right}")

# %% [markdown]
# `fit_pairs` trains as `fit_seeds` does, with fresh pairs in every epoch; it keeps the
# pictures once and looks each pair up as it is needed. Now we have a figure that a deep net
# must beat before we believe that it has learned something about digits.

# %% [markdown]
# ## 4. Two towers, as the book has them
#
# The net of the exercise: two **towers**, A and B, five layers of 100 ELU neurons each,
# without an output layer. The first picture goes up tower A, the second up tower B. What
# comes out at the top, 100 numbers each, is *concatenated* along axis 1, and a single
# logistic neuron reads these 200 numbers and says how likely it is that the digits differ.

# %% role="demo"
tower_plots.towers(
    alt="A drawing of the net. The first picture enters tower A, the second enters tower B; "
    "each tower is a stack of five layers of 100 neurons. The tops of both towers are "
    "joined to 200 numbers, which a single logistic neuron reads."
)

# %% [markdown]
# As a formula: with $h_0$ the picture, layer $i$ of a tower computes
#
# $$h_i = \mathrm{ELU}(h_{i-1} W_i + b_i), \qquad
# \mathrm{ELU}(z) = \begin{cases} z & z > 0 \\ e^z - 1 & z \le 0 \end{cases}$$
#
# with kernel $W_i$ and bias $b_i$. If $u$ and $v$ are the tops of the towers A and B, the
# output is $p = \sigma([u, v]\, w + c)$, with the logistic function
# $\sigma(z) = 1 / (1 + e^{-z})$, a kernel $w$ of 200 rows and a bias $c$.
#
# ### Exercise 5: forward, by hand
#
# Write `pair_forward(first, second, tower_a, tower_b, output)` in NumPy.
#
# - `first`, `second`: the pictures, each `(batch, n_inputs)`.
# - `tower_a`, `tower_b`: lists of pairs `(kernel, bias)`, one for each layer, bottom first;
#   shapes `(inputs, units)` and `(units,)`. Towers can have any number of layers.
# - `output`: a pair `(kernel, bias)`, shapes `(2 * units, 1)` and `(1,)`.
# - Return the probabilities $p$ of *different*, shape `(batch, 1)`.


# %% role="solution" id="pair_forward"
def pair_forward(first, second, tower_a, tower_b, output):
    """Return the probability of *different* for each pair, shape (batch, 1)."""

    ### BEGIN SOLUTION
    def climb(h, tower):
        for kernel, bias in tower:
            z = h @ kernel + bias
            h = np.where(z > 0, z, np.expm1(np.minimum(z, 0)))
        return h

    joined = np.concatenate([climb(first, tower_a), climb(second, tower_b)], axis=1)
    return 1 / (1 + np.exp(-(joined @ output[0] + output[1])))
    ### END SOLUTION


# %% role="tests" id="pair_forward" points=2
# Run this cell to check pair_forward (2 points).
def by_hand(first, second, tower_a, tower_b, output, bend=None, last=True):
    """Compute the output step by step; `bend` and `last` make likely mistakes."""
    bend = bend or (lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1))
    tops = []
    for h, tower in ((first, tower_a), (second, tower_b)):
        for kernel, bias in tower:
            h = bend(h @ kernel + bias)
        tops.append(h)
    score = np.hstack(tops) @ output[0] + output[1]
    return 1 / (1 + np.exp(-score)) if last else score


def random_towers(generator, sizes):
    """Return two towers and an output of random weights."""
    towers = [
        [
            (generator.normal(size=(m, n)) / math.sqrt(m), generator.normal(size=n) / 2)
            for m, n in pairwise(sizes)
        ]
        for _ in "ab"
    ]
    return *towers, (
        generator.normal(size=(2 * sizes[-1], 1)),
        generator.normal(size=1),
    )


def without_biases(parts):
    """Return towers and output with biases of 0."""
    *towers, (kernel, bias) = parts
    plain = [[(k, 0 * b) for k, b in tower] for tower in towers]
    return *plain, (kernel, 0 * bias)


generator = np.random.default_rng(8)
tower_a, tower_b, output = random_towers(generator, (6, 5, 4))
a, b = generator.normal(size=(2, 3, 6))
kept = a.copy()
p = pair_forward(a, b, tower_a, tower_b, output)
checks.unchanged(kept, a, "first")
args = (tower_a, tower_b, output)
checks.close(
    p,
    by_hand(a, b, *args),
    "The array of probabilities for three pairs",
    mistakes=[
        (by_hand(a, b, *args, last=False), "The logistic function is missing."),
        (
            by_hand(a, b, *args, bend=lambda z: np.maximum(z, 0)),
            "That is ReLU. ELU is exp(z) - 1 below zero.",
        ),
        (
            by_hand(a, b, *args, bend=lambda z: np.where(z > 0, z, np.exp(z))),
            "Below zero ELU is exp(z) - 1, not exp(z).",
        ),
        (by_hand(a, b, *args, bend=lambda z: z), "The layers have no activation."),
        (
            by_hand(a, b, *without_biases(args)),
            "The biases are missing: h @ kernel + bias, for the output too.",
        ),
        (
            by_hand(a, b, tower_a, tower_a, output),
            "Both pictures went up tower A. The second belongs into tower B.",
        ),
        (
            by_hand(b, a, tower_b, tower_a, output),
            "The tops are joined in the wrong order: tower A first.",
        ),
        (by_hand(b, a, *args), "The pictures are swapped: the first goes up tower A."),
        (1 - by_hand(a, b, *args), "That is the probability of *same*: 1 - p."),
    ],
    hint="Layer by layer: h @ kernel + bias, then ELU. The last layer of a tower too.",
)
checks.passed("pair_forward")
### BEGIN HIDDEN TESTS
for sizes, seed in (((7, 4), 170), ((5, 6, 6, 6, 3), 171)):
    generator = np.random.default_rng(seed)
    args = random_towers(generator, sizes)
    a, b = generator.normal(size=(2, 9, sizes[0]))
    checks.close(
        pair_forward(a, b, *args),
        by_hand(a, b, *args),
        f"The array of probabilities for towers of {len(sizes) - 1} layer(s)",
        hint="A tower can have any number of layers, and each ends in ELU.",
    )
### END HIDDEN TESTS

# %% [markdown]
# Now in Keras. A `Sequential` is one line of layers; this net has two lines that meet. The
# *functional API* draws it: `keras.Input` makes an input, calling a layer (or a whole
# model) on something gives its output, and `keras.Model([first, second], output)` is the
# net between them. The towers come from `dense_tower` in section 1.


# %%
def book_net(hidden_units=(100,) * 5):
    """Two towers, concat, one logistic neuron: the exercise to the letter."""
    first, second = keras.Input((784,)), keras.Input((784,))
    u = dense_tower("tower_a", hidden_units)(first)
    v = dense_tower("tower_b", hidden_units)(second)
    joined = layers.Concatenate(axis=1)([u, v])
    output = layers.Dense(1, activation="sigmoid")(joined)
    return keras.Model([first, second], output)


# %% role="demo" tags=["nbval-ignore-output"]
net = book_net()
w = net.get_weights()
tower_a, tower_b = (list(zip(v[::2], v[1::2])) for v in (w[:10], w[10:20]))
first, second = x_first[pairs[:500, 0]], x_first[pairs[:500, 1]]
gap = pair_forward(first, second, tower_a, tower_b, w[20:]) - net([first, second])
print(f"NumPy and Keras differ by at most {np.abs(gap).max():.0e}")

# %% [markdown]
# Your NumPy and Keras agree. Train it: five seeds, two epochs of fresh pairs.
#
# **Predict:** one neuron on the pixel difference has set the mark. Where will ten layers of
# 100 neurons end?

# %% role="demo" tags=["nbval-ignore-output"]
book = fit_pairs(
    lambda: compile_pairs(book_net()),
    x_first,
    fresh_pairs,
    label="the book's net, 5 seeds",
    **PRETRAINING | {"epochs": {"small": 2, "full": 5}[SIZE]},
)
for name, key in (("training pairs", "accuracy"), ("validation pairs", "val_accuracy")):
    print(f"{name}: {training.mean_and_spread(book.final(key), percent=True)} right")

# %% [markdown]
# Nothing. Not even on the pairs that it trains with. A bug in the draw? The pixel net
# learned from the same pairs. Too few epochs, a bad rate? Before you turn any knob, look at
# what the last neuron can possibly compute. Cut its kernel $w$ in two halves, $w_u$ and
# $w_v$. Its score (a positive one says *different*) is
#
# $$s(a, b) = [u(a), v(b)]\, w + c = f(a) + g(b),
# \qquad f(a) = u(a)\, w_u + c, \quad g(b) = v(b)\, w_v.$$
#
# **A sum**: a number for the first picture plus a number for the second. However deep the
# towers are, the two pictures never *meet*. Take a 3 and a 5. We need
#
# $$\begin{aligned}
# s(3, 3) < 0, \quad s(5, 5) < 0 &\quad\text{same} \\
# s(3, 5) > 0, \quad s(5, 3) > 0 &\quad\text{different}
# \end{aligned}$$
#
# But $s(3, 3) + s(5, 5) = f(3) + g(3) + f(5) + g(5) = s(3, 5) + s(5, 3)$: one sum cannot be
# negative and positive. It is XOR once more, in a suit. At least one of these four answers
# is wrong, for *any two* digits; and since balanced pairs weigh the four alike, **no net of
# this form can be right on more than 3/4 of balanced pairs.** No data, epochs or layers help.
#
# ### Exercise 6: the ceiling
#
# How high does a sum get? Write `additive_accuracy(f, g)`.
#
# - `f`, `g`: arrays of $K$ numbers, one for each class. The rule says *different* for a first
#   picture of class $i$ and a second of class $j$ if `f[i] + g[j] > 0`, else *same*.
# - Return, as a float, the share of *balanced* pairs on which it is right: half of them are
#   same pairs, each class equally likely; half are different pairs, each of the
#   $K (K - 1)$ ordered pairs of classes equally likely. No sampling: compute it.
#
# For instance, with `f = g = [1, 1]` it always says *different*, and is right on 0.5.


# %% role="solution" id="additive_accuracy"
def additive_accuracy(f, g):
    """Return the accuracy of the rule f[i] + g[j] > 0 on balanced pairs."""
    ### BEGIN SOLUTION
    different = f[:, None] + g[None, :] > 0
    same = np.eye(len(f), dtype=bool)
    return 0.5 * np.mean(~different[same]) + 0.5 * np.mean(different[~same])
    ### END SOLUTION


# %% role="tests" id="additive_accuracy" points=2
# Run this cell to check additive_accuracy (2 points).
f, g = np.array([2.0, 1.0, -4.0]), np.array([-3.0, 0.5, 2.0])
checks.close(
    checks.written(additive_accuracy(f, g), "additive_accuracy"),
    7 / 12,
    "The accuracy for three classes",
    mistakes=[
        (
            5 / 12,
            "A positive sum says different. So same pairs are right where it is not "
            "positive, and different pairs where it is.",
        ),
        (5 / 9, "Same pairs are half of all, though they are a third of the cells."),
        (2 / 3, "These are the same pairs alone."),
        (1 / 2, "These are the different pairs alone."),
        (7 / 6, "Two means, each of weight one half."),
    ],
    hint="A table of K x K sums; its diagonal has weight 1/2, all the rest 1/2.",
)
checks.close(
    additive_accuracy(np.arange(4.0), -np.arange(4.0)),
    0.75,
    "The accuracy for f = [0, 1, 2, 3], g = -f",
    mistakes=[(0.25, "A sum of exactly 0 is not positive: the rule says same.")],
)
checks.passed("additive_accuracy")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(182)
for classes in (2, 5, 10, 7):
    f, g = generator.normal(size=(2, classes))
    right = [
        ((f[i] + g[j] > 0) == (i != j)) / (classes * (1 if i == j else classes - 1))
        for i in range(classes)
        for j in range(classes)
    ]
    checks.close(
        additive_accuracy(f, g),
        sum(right) / 2,
        f"The accuracy for {classes} classes",
        hint="The diagonal has weight 1/2, all other cells together have 1/2.",
    )
steps = np.arange(6.0)
checks.close(additive_accuracy(steps, -steps), 0.75, "The accuracy of a staircase")
### END HIDDEN TESTS

# %% [markdown]
# We let 20,000 random rules for ten digits compete, and enter one that was thought about:
# $f(i) = i$, $g(j) = -j$. It says *different* where the first digit is the larger.

# %% role="demo"
rng = np.random.default_rng(3)
random_rules = [additive_accuracy(*rng.normal(size=(2, 10))) for _ in range(20_000)]
steps = np.arange(10.0)
print(f"best of 20,000 random rules: {max(random_rules):.3f}")
print(f"the staircase: {additive_accuracy(steps, -steps):.3f}")
pair_plots.verdicts(
    steps[:, None] - steps > 0,
    alt="A table of ten by ten digits. Below the diagonal, where the first digit is larger, "
    "the staircase says different and is right. On the diagonal it says same and is right. "
    "Above the diagonal it says same and is wrong: 45 crossed cells.",
)

# %% [markdown]
# The staircase stands exactly at the ceiling of 75 %, and it does so without knowing what
# *same* means: it has learned an order. But our net did not even find the staircase.
# **Predict:** what will the cross-entropy, which training makes small, think of it?

# %% role="demo"
same = np.eye(10, dtype=bool)
for scale in (0, 0.1, 1):
    score = scale * (steps[:, None] - steps)
    loss = np.log1p(np.exp(np.where(same, score, -score)))  # target 0, target 1
    loss = 0.5 * loss[same].mean() + 0.5 * loss[~same].mean()
    print(f"staircase with steps of {scale}: cross-entropy {loss:.3f}")

# %% [markdown]
# The flattest staircase has the smallest loss: always $p = 1/2$, a shrug, costs $\ln 2$, which is
# 0.693. Cross-entropy asks how sure you were of the truth, and a sum that is sure of one
# pair is as sure of a wrong one. For *each* digit half of the pairs that begin with it are
# different, and half of those that end with it. So at $f = g = 0$ no number of either wants to
# move, and as the loss is convex in them, that is the best of all sums. The net above has
# not failed to learn. It found the optimum, and the optimum is a coin.
#
# So the net of the exercise **cannot work as it is written**. Whoever follows the text to the
# letter blames the learning rate, and loses an afternoon. In his own notebook Géron quietly
# adds one more layer.
#
# ## 5. Let the pictures meet
#
# What is missing is something *nonlinear* that sees both tops at once. Two cures:
#
# - **hidden**: after `concat`, one small layer of 10 ELU neurons, then the logistic neuron.
#   This is what the notebook does;
# - **difference**: hand the logistic neuron $|u - v|$, 100 numbers that say how far apart the
#   two pictures are, one feature at a time. The absolute value is the nonlinear part.
#
# And a second question, independent of the first. Towers A and B start from different random
# weights and learn different things; nothing tells them that both look at digits. Everything
# about 7s has to be learned twice. The remedy is as old as the idea: let both pictures go up
# **the same tower**. Such a net is called **Siamese**: twins, with one set of weights between
# them. In Keras, *calling* one layer object twice shares it.
#
# **Predict:** which combinations of tower and join must give the same answer when the two
# pictures are swapped?
#
# ### Exercise 7: count
#
# Write `count_parameters(n_inputs, hidden_units, shared, join)`: the number of weights and
# biases of a net on pairs, as an int. `hidden_units` is a list of ints, one for each layer
# of a tower; `shared` is a bool; `join` is `"concat"`, `"hidden"` (concat, then 10 neurons)
# or `"difference"`. The output is one neuron.
#
# Work it out on paper for the net of section 4 first: 784 inputs, five layers of 100.


# %% role="solution" id="count_parameters"
def count_parameters(n_inputs, hidden_units, shared, join):
    """Return the number of weights and biases of a net on pairs."""
    ### BEGIN SOLUTION
    sizes = [n_inputs, *hidden_units]
    tower = sum(m * n + n for m, n in pairwise(sizes))
    top = {
        "concat": 2 * sizes[-1] + 1,
        "hidden": (2 * sizes[-1]) * 10 + 10 + 11,
        "difference": sizes[-1] + 1,
    }
    return (1 if shared else 2) * tower + top[join]
    ### END SOLUTION


# %% role="tests" id="count_parameters" points=1
# Run this cell to check count_parameters (1 point).
checks.equal(
    count_parameters(4, [3, 2], False, "concat"),
    51,
    "The number of parameters of two separate towers 4-3-2, joined by concat",
    mistakes=[
        (28, "That is the count for a shared tower: here are two towers."),
        (49, "`concat` hands the output neuron both tops: 4 numbers here, not 2."),
        (50, "The output neuron has a bias too."),
        (46, "Each tower is there, but the output neuron is not."),
        (40, "Every neuron has a bias."),
        (41, "Every neuron of the towers has a bias too."),
    ],
    hint="A dense layer has inputs x units weights and one bias a unit.",
)
checks.equal(
    count_parameters(4, [3, 2], True, "difference"),
    26,
    "The number of parameters of a shared tower 4-3-2, joined by the difference",
    mistakes=[
        (49, "A shared tower is there once."),
        (28, "The difference of two tops has as many numbers as one top."),
        (51, "A shared tower is there once, and the difference is one top wide."),
    ],
    hint="The tower once, then one weight for each number of the difference, and a bias.",
)
checks.equal(
    count_parameters(4, [3, 2], True, "hidden"),
    84,
    "The number of parameters of a shared tower 4-3-2, joined by concat and 10 hidden "
    "neurons",
    mistakes=[
        (107, "A shared tower is there once."),
        (64, "The hidden neurons read both tops: 4 numbers here."),
        (83, "The output neuron has a bias too."),
        (74, "Each of the 10 hidden neurons has a bias."),
        (73, "Every neuron has a bias, the hidden ones and the output."),
        (78, "After the hidden layer the output neuron reads 10 numbers, not 4."),
        (26, "That is the count for the difference."),
        (28, "That is the count for concat, without the hidden neurons."),
    ],
    hint="The tower once, 10 neurons that read both tops, one neuron that reads those 10.",
)
checks.passed("count_parameters")
### BEGIN HIDDEN TESTS
for shared, join, expected in (
    (False, "hidden", 2 * (50 * 7 + 7 + 7 * 9 + 9 + 9 * 5 + 5) + 121),
    (True, "hidden", 50 * 7 + 7 + 7 * 9 + 9 + 9 * 5 + 5 + 121),
    (False, "concat", 2 * (50 * 7 + 7 + 7 * 9 + 9 + 9 * 5 + 5) + 11),
    (False, "difference", 2 * (50 * 7 + 7 + 7 * 9 + 9 + 9 * 5 + 5) + 6),
    (True, "concat", 50 * 7 + 7 + 7 * 9 + 9 + 9 * 5 + 5 + 11),
    (True, "difference", 50 * 7 + 7 + 7 * 9 + 9 + 9 * 5 + 5 + 6),
):
    checks.equal(
        count_parameters(50, [7, 9, 5], shared, join),
        expected,
        f"The number of parameters of towers 50-7-9-5, shared={shared}, join={join!r}",
        hint="Towers (one or two), then one weight for each joined number, one bias.",
    )
checks.equal(
    count_parameters(784, [100] * 5, False, "concat"), 238_001, "Those of section 4"
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 8: the whole family
#
# Write `pair_net(hidden_units, shared, join)`, on the pattern of `book_net`.
#
# - Two inputs of 784 numbers. The first picture goes up a tower called `"tower_a"`; the
#   second up another one, `"tower_b"`, or, if `shared`, up `"tower_a"` as well.
# - A tower is what `dense_tower(name, hidden_units)` of section 1 returns.
# - `join` is `"concat"` as in `book_net`; or `"hidden"`: concat, then a dense layer of 10
#   ELU neurons with He initialisation; or `"difference"`: the absolute difference of the two
#   tops. (`keras.ops.absolute(u - v)` works on symbolic tensors. Leave `layers.Lambda`
#   alone: it stores code in the model, and cannot be graded.)
# - The output is one neuron with the logistic function, called `sigmoid` in Keras.
# - Return a `keras.Model`, not compiled.
#
# *Checked, here or in grading:* both ways to share and all three joins, against NumPy; what
# is shared and what is not; what swapping the pictures does.


# %% role="solution" id="pair_net"
def pair_net(hidden_units, shared, join):
    """Return an uncompiled model of two pictures: the probability that they differ."""
    ### BEGIN SOLUTION
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    u, v = tower_a(first), tower_b(second)
    if join == "difference":
        joined = keras.ops.absolute(u - v)
    else:
        joined = layers.Concatenate(axis=1)([u, v])
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    output = layers.Dense(1, activation="sigmoid")(joined)
    return keras.Model([first, second], output)
    ### END SOLUTION


# %% role="tests" id="pair_net" part="separate" points=2
# Run this cell to check pair_net, separate (2 points).
def elu(z):
    """Return ELU of an array."""
    return np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)


def climb(tower, x):
    """Return the top of a tower of ELU layers, from its list of weights."""
    weights = tower.get_weights()
    for kernel, bias in zip(weights[::2], weights[1::2], strict=True):
        x = elu(x @ kernel + bias)
    return x


def tower_of(net, name):
    """Return a tower of a net by its name."""
    names = [layer.name for layer in net.layers]
    checks.that(name in names, f"There is no {name!r} in the net.", got=names)
    return net.get_layer(name)


def inspected(hidden_units, shared, join):
    """Call pair_net; return it after the checks of its kind and its inputs."""
    net = checks.written(pair_net(hidden_units, shared, join), "pair_net")
    checks.that(
        isinstance(net, keras.Model),
        "pair_net must return a Keras model.",
        got=type(net).__name__,
        hint="Return keras.Model([first, second], output), without a Lambda layer.",
    )
    checks.equal(
        [tuple(part.shape) for part in net.inputs],
        [(None, 784), (None, 784)],
        "The list of the shapes of the inputs",
        hint="Two inputs: keras.Model([first, second], output).",
    )
    checks.that(
        not any(isinstance(layer, layers.Lambda) for layer in net.layers),
        "There is a Lambda layer in the net, and it cannot be graded.",
        hint="keras.ops.absolute(u - v) needs no layer around it.",
    )
    return net


def differ(net, a, b):
    """Return what the net says of pairs, after a check of its shape and range."""
    p = checks.array(net([a, b]), "The output for 20 pairs", shape=(len(a), 1))
    checks.that(
        ((p > 0) & (p < 1)).all(),
        "The output is not a probability.",
        got=p.ravel()[:3],
        hint='Give the last layer `activation="sigmoid"`.',
    )
    return p


def expected_of(net, a, b, joins):
    """Return what NumPy makes of the weights of the net."""
    *others, kernel, bias = net.get_weights()
    u, v = (climb(tower_of(net, name), x) for name, x in zip(joins, (a, b)))
    joined = np.abs(u - v) if joins[2] == "difference" else np.hstack([u, v])
    if joins[2] == "hidden":
        meet = others[-2]
        checks.that(
            meet.shape == (joined.shape[1], 10),
            'join="hidden": there is no layer of 10 neurons that reads both tops.',
            got=meet.shape,
            expected=(joined.shape[1], 10),
        )
        joined = elu(joined @ meet + others[-1])
    checks.that(
        kernel.shape == (joined.shape[1], 1),
        f"The output neuron does not read what join={joins[2]!r} should give it.",
        got=kernel.shape,
        expected=(joined.shape[1], 1),
        hint="concat: both tops side by side, axis=1. difference: as wide as one top.",
    )
    return 1 / (1 + np.exp(-(joined @ kernel + bias)))


a, b = np.random.default_rng(9).random((2, 20, 784)).astype("float32")
net = inspected([6, 5], False, "concat")
tower_a, tower_b = tower_of(net, "tower_a"), tower_of(net, "tower_b")
p = differ(net, a, b)
checks.that(
    not np.array_equal(tower_a.get_weights()[0], tower_b.get_weights()[0]),
    "Both towers start from the very same weights.",
    hint="Are they one object? Or is one initialiser object used for both?",
)
checks.close(
    p,
    expected_of(net, a, b, ("tower_a", "tower_b", "concat")),
    "The output of separate towers with concat, against NumPy",
    mistakes=[
        (expected_of(net, b, a, ("tower_b", "tower_a", "concat")), "Tower A is first."),
        (expected_of(net, b, a, ("tower_a", "tower_b", "concat")), "Inputs swapped."),
        (
            expected_of(net, a, b, ("tower_a", "tower_a", "concat")),
            "Both pictures go up tower A.",
        ),
    ],
    hint="ELU in every layer; the first picture goes up tower_a; u before v.",
)
checks.equal(net.count_params(), 9_501, "The number of parameters")
checks.passed("pair_net, separate")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(172)
a, b = generator.random((2, 20, 784)).astype("float32")
for units, join in (([8, 7, 6], "concat"), ([9], "difference"), ([5, 6], "hidden")):
    net = inspected(units, False, join)
    checks.close(
        differ(net, a, b),
        expected_of(net, a, b, ("tower_a", "tower_b", join)),
        f"The output of separate towers {units}, join={join!r}, against NumPy",
        hint="Use `hidden_units` and `join`; the difference is the absolute one; the 10 "
        "neurons of `hidden` are ELU.",
    )
wide = tower_of(inspected([90, 90], False, "concat"), "tower_a").get_weights()
deviation = float(wide[2].std()) * math.sqrt(90 / 2)
checks.that(
    abs(deviation - 1) < 0.06,
    "The towers are not He-initialised.",
    got=f"{deviation:.2f} of the deviation that He initialisation has",
    hint="Use dense_tower, or kernel_initializer='he_normal'.",
)
### END HIDDEN TESTS

# %% role="tests" id="pair_net" part="shared" points=2
# Run this cell to check pair_net, shared (2 points).
net = inspected([6, 5], True, "difference")
checks.equal(
    net.count_params(),
    4_751,
    "The number of parameters of a shared tower 784-6-5, joined by the difference",
    mistakes=[
        (9_496, "There are two towers: call one and the same object twice."),
        (9_501, "There are two towers: call one and the same object twice."),
        (4_756, "The join is concat: the difference has 5 numbers here."),
    ],
)
checks.close(
    differ(net, a, b),
    expected_of(net, a, b, ("tower_a", "tower_a", "difference")),
    "The output of a shared tower with the difference, against NumPy",
    hint="Both pictures go up tower_a; the join is |u - v|.",
)
checks.close(
    differ(net, b, a),
    differ(net, a, b),
    "The output for swapped pictures",
    hint="|u - v| does not care which comes first: is the difference absolute?",
)
same = differ(net, a, a)
checks.that(
    np.allclose(same, same[0]),
    "A picture and itself should have difference 0, whatever the picture.",
    got=same.ravel()[:3],
)
checks.passed("pair_net, shared")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(173)
a, b = generator.random((2, 20, 784)).astype("float32")
for join, top in (("concat", 13), ("hidden", 12 * 10 + 10 + 11)):
    net = inspected([7, 4, 6], True, join)
    checks.equal(
        net.count_params(),
        784 * 7 + 7 + 7 * 4 + 4 + 4 * 6 + 6 + top,
        f"The number of parameters of a shared tower with join={join!r}",
        hint="One tower, called twice; concat has both tops.",
    )
    checks.close(
        differ(net, a, b),
        expected_of(net, a, b, ("tower_a", "tower_a", join)),
        f"The output of a shared tower with join={join!r}, against NumPy",
    )
    checks.that(
        not np.allclose(differ(net, a, b), differ(net, b, a)),
        f"With join={join!r}, swapping the pictures should change the answer.",
    )
net = inspected([5, 8], True, "difference")
checks.close(differ(net, a, b), differ(net, b, a), "The output for swapped pictures")
### END HIDDEN TESTS

# %% role="demo"
for shared in (False, True):
    for join in ("concat", "hidden", "difference"):
        net = pair_net([100] * 5, shared, join)
        ours = count_parameters(784, [100] * 5, shared, join)
        name = f"{'shared' if shared else 'separate'}, {join}"
        print(f"{name:20}: {ours:,} by hand, {net.count_params():,} in Keras")

# %% [markdown]
# First the two separate towers with the small layer between them and the answer: the
# exercise, repaired. Five seeds, ten epochs of fresh pairs.


# %% role="demo" tags=["nbval-ignore-output"]
def fit_family(shared, join):
    """Train five seeds of a net on pairs."""
    return fit_pairs(
        lambda: compile_pairs(pair_net([100] * 5, shared, join)),
        x_first,
        fresh_pairs,
        label=f"{'shared' if shared else 'separate'}, {join}",
        **PRETRAINING,
    )


towers = {"separate, hidden": fit_family(False, "hidden")}

# %% [markdown]
# While it trains, one more tool. Accuracy on pairs looks like a one-liner, and hides the
# most expensive bracket in this chapter.
#
# ### Exercise 9: how many pairs are right?
#
# Write `pair_accuracy(model, first, second, targets)`.
#
# - `model`: a Keras model of two inputs whose output, shape `(n_pairs, 1)`, is the
#   probability of *different*; `first`, `second`: pictures, `(n_pairs, n_inputs)`;
#   `targets`: 0 and 1, shape `(n_pairs,)`.
# - Return the share of right answers as a float; the answer is *different* above 0.5.
# - `model.predict([first, second], verbose=0)` takes the inputs as a list.
#
# *Think first:* what is the shape of `np.zeros((4, 1)) == np.zeros(4)`?


# %% role="solution" id="pair_accuracy"
def pair_accuracy(model, first, second, targets):
    """Return the share of pairs of which the model is right."""
    ### BEGIN SOLUTION
    p = model.predict([first, second], verbose=0)[:, 0]
    return float(np.mean((p > 0.5) == (targets == 1)))
    ### END SOLUTION


# %% role="tests" id="pair_accuracy" points=2
# Run this cell to check pair_accuracy (2 points).
def sum_model(weights, bias):
    """Return a model of two inputs: sigmoid of a weighted sum of both."""
    n = len(weights) // 2
    first, second = keras.Input((n,)), keras.Input((n,))
    joined = layers.Concatenate(axis=1)([first, second])
    model = keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))
    model.layers[-1].set_weights([np.reshape(weights, (-1, 1)), np.array([bias])])
    return model


model = sum_model([3.0, -1.0], 0.0)  # says different where 3a > b
a = np.array([[1.0], [1.0], [0.0], [-1.0], [2.0], [-1.0]])
b = np.array([[0.0], [1.0], [1.0], [0.0], [1.0], [-1.0]])
targets = np.array([1, 1, 0, 0, 0, 0])
got = checks.written(pair_accuracy(model, a, b, targets), "pair_accuracy")
checks.close(
    got,
    5 / 6,
    "The accuracy on six pairs",
    mistakes=[
        (
            1 / 2,
            "The output has shape (6, 1), the targets (6,): == compares each with each "
            "and gives (6, 6). Take the column, p[:, 0].",
        ),
        (1 / 6, "That is the share of wrong answers. Above 0.5 means different, 1."),
        (1 / 3, "Is the order of the inputs right? [first, second]."),
        (
            2 / 3,
            "It always says *same*. There is one probability for each pair and no scores to "
            "choose from: argmax of one number is 0.",
        ),
        (5, "That is the number of right answers; return their share."),
    ],
    hint="Answer 1 where p > 0.5, and compare with the targets one by one.",
)
checks.passed("pair_accuracy")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(174)
weights = generator.normal(size=8)
model = sum_model(weights, 0.3)
a, b = generator.normal(size=(2, 120, 4)).astype("float32")
score = a @ weights[:4] + b @ weights[4:] + 0.3
for share in (0.1, 0.7):
    targets = np.where(generator.random(120) < share, score <= 0, score > 0).astype(int)
    answers = (score > 0).astype(int)
    table = np.mean(answers[:, None] == targets[None, :])
    got = pair_accuracy(model, a, b, targets)
    checks.close(
        got,
        np.mean(answers == targets),
        "The accuracy on 120 pairs",
        mistakes=[
            (table, "(120, 1) against (120,) gives (120, 120): take the column."),
            (np.mean(answers != targets), "That is the share of wrong answers."),
        ],
    )
checks.that(
    isinstance(got, float | np.floating) or np.ndim(got) == 0,
    "pair_accuracy must return one number.",
    got=type(got).__name__,
)
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
separate = towers["separate, hidden"]
plots.curves(
    {
        "training pairs": 100 * separate.history["accuracy"],
        "validation pairs": 100 * separate.history["val_accuracy"],
        "pixel difference": 100 * pixels.history["val_accuracy"],
    },
    ylabel="pairs right (%)",
    title="Same digit or not: separate towers, five seeds",
    alt="Pairs right against epoch. Training pairs of separate towers start below validation "
    "pairs, pass them halfway and end close to 90 percent, two points above them. One neuron on "
    "the pixel difference stays far lower. Bands show one standard deviation.",
)
x_a, x_b = x_valid[valid_pairs[:, 0]], x_valid[valid_pairs[:, 1]]
ours = pair_accuracy(separate.model(0), x_a, x_b, valid_targets)
print(f"seed 0: {ours:.4f} by your function", end=", ")
print(f"{separate.final('val_accuracy')[0]:.4f} by Keras")

# %% [markdown]
# Ten more neurons, and the net that could learn nothing is right on seven of eight pairs of
# pictures that it has never seen; the pixel neuron stays below 70 %. At the end it is a little
# better on training pairs than on validation pairs: every *pair* was new to it, but the
# *pictures* came back, four times an epoch. (At the start it is the other way round, because
# the training figure is an average over the epoch, and the validation figure is taken at its
# end.)
#
# ### One change at a time
#
# Two steps lead from here to the Siamese net of the papers: join by the difference, then
# share the tower. We take them one after the other, on the very same pairs.
#
# **Predict:** which of the two steps gains more? And which makes the answer independent of
# the order of the two pictures?

# %% role="demo" tags=["nbval-ignore-output"]
towers["separate, difference"] = fit_family(False, "difference")

# %% role="demo" tags=["nbval-ignore-output"]
towers["shared, difference"] = fit_family(True, "difference")

# %% role="demo" tags=["nbval-ignore-output"]
swaps, pair_nets = {}, {}
for name, runs in towers.items():
    nets = pair_nets[name] = [runs.model(seed) for seed in range(5)]
    there, back = (
        np.stack([np.asarray(net(ends))[:, 0] for net in nets])
        for ends in ([x_a, x_b], [x_b, x_a])
    )
    swaps[name] = there[0], back[0]
    right = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    turned = np.mean((there > 0.5) != (back > 0.5), axis=1)
    turned = training.mean_and_spread(turned, percent=True)
    print(f"{name:20}: {right} right; when swapped, {turned} change their answer")
pair_plots.swapped(
    swaps,
    alt="Three scatter plots: the probability that a net gives for a pair, against the one "
    "for the swapped pair. For separate towers, with a hidden layer or the difference, many "
    "points lie off the diagonal. For the shared tower with the difference all lie on it.",
)

# %% [markdown]
# The join was the larger step: more than three points, with two separate towers still. The difference
# does something that the hidden layer does not. It is small for a same pair only if *both
# towers say the same* of the two pictures; so it teaches two separate towers to agree, although
# they share no weight. Sharing them then changes the accuracy by less than its spread, which
# is not what we would have guessed. But it halves the weights, and it settles the matter of
# order: with separate towers about one answer in twelve depends on which picture you show
# first, with a shared tower none does. The scatter plots show it point by point.
#
# Symmetry that is built in need not be learned, and cannot be got wrong.
#
# ## 6. Half a net, reused
#
# Nobody wants to know whether two digits are the same. We take tower A out of the trained
# net, throw tower B and the logistic neuron away, and put **ten new outputs** on top. The
# tower is *frozen*: its weights stay as the pairs have made them, and only the new layer
# learns, from the labels of the second part.
#
# ### Exercise 10: from pairs to digits
#
# Write `digit_net(pair_model, frozen)`.
#
# - `pair_model`: a model as your `pair_net` makes it. Its tower is
#   `pair_model.get_layer("tower_a")`, with any number of layers and units.
# - Return a new model, not compiled: 784 inputs, a **copy** of tower A with exactly its
#   weights, and a new dense layer of 10 outputs without activation (logits, as
#   `compile_digits` expects).
# - If `frozen`, no weight of the tower is trainable; otherwise all of them are.
# - `pair_model` must stay as it was, in every respect. A tower that you freeze in place is
#   frozen in the old net too: it is the same object.
#
# `keras.models.clone_model` copies layers but draws new weights: `get_weights` and
# `set_weights` do the rest.
#
# *Checked, here or in grading:* that the weights are equal to the last bit, that training
# moves what it may move and nothing else, and that the old net is untouched.


# %% role="solution" id="digit_net"
def digit_net(pair_model, frozen):
    """Return an uncompiled digit classifier on a copy of tower A."""
    ### BEGIN SOLUTION
    old = pair_model.get_layer("tower_a")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    tower.trainable = not frozen
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])
    ### END SOLUTION


# %% role="tests" id="digit_net" part="copy" points=2
# Run this cell to check digit_net, copy (2 points).
def model_of_pairs(units, seed):
    """Return a net on pairs with towers of these units; biases are not 0 either."""
    training.set_seed(seed)
    model = book_net(units)
    generator = np.random.default_rng(seed)
    model.set_weights(
        [w + 0.05 * generator.normal(size=w.shape) for w in model.get_weights()]
    )
    return model


def reused(model, frozen):
    """Call digit_net; return its net after the checks of what it is."""
    net = checks.written(digit_net(model, frozen), "digit_net")
    checks.that(
        isinstance(net, keras.Model),
        "digit_net must return a Keras model.",
        got=type(net).__name__,
    )
    checks.equal(
        (tuple(net.input_shape), tuple(net.output_shape)),
        ((None, 784), (None, 10)),
        "The pair of shapes of input and output",
        hint="One picture goes in, ten scores come out.",
    )
    return net


def tower_in(net, model, name="tower_a"):
    """Tell whether the net holds the weights of a tower, bit for bit."""
    held = net.get_weights()
    return all(
        any(np.array_equal(w, other) for other in held)
        for w in model.get_layer(name).get_weights()
    )


model = model_of_pairs((7, 6), 3)
before = [w.copy() for w in model.get_weights()]
net = reused(model, frozen=True)
checks.that(
    not tower_in(net, model, "tower_b"),
    "The net is built on tower B.",
    hint='pair_model.get_layer("tower_a")',
)
checks.that(
    tower_in(net, model),
    "The weights of the tower are not those of tower A, bit for bit.",
    hint="clone_model draws new weights: copy the old ones with set_weights.",
)
checks.that(
    model.get_layer("tower_a").trainable
    and all(layer.trainable for layer in model.get_layer("tower_a").layers),
    "Tower A of the old net was frozen too.",
    hint="You put the very tower of the old net into the new one. Make a copy.",
)
checks.that(
    all(np.array_equal(w, old) for w, old in zip(model.get_weights(), before)),
    "The old net has other weights than before.",
)
net.set_weights([w + 1 for w in net.get_weights()])
checks.that(
    all(np.array_equal(w, old) for w, old in zip(model.get_weights(), before)),
    "A change of the new net changes the old one: they share a tower.",
    hint="You put the very tower of the old net into the new one. Make a copy.",
)
checks.passed("digit_net, copy")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(175)
x = generator.random((12, 784)).astype("float32")
for units, frozen, seed in (((9, 8, 5), True, 176), ((6,), False, 177)):
    model = model_of_pairs(units, seed)
    net = reused(model, frozen)
    checks.that(
        tower_in(net, model),
        "The weights of the tower are not those of tower A, bit for bit.",
        hint="The tower can have any number of layers.",
    )
    checks.equal(
        net.count_params(),
        sum(w.size for w in model.get_layer("tower_a").get_weights())
        + 10 * (units[-1] + 1),
        "The number of parameters",
        hint="Tower A and ten new outputs: nothing else.",
    )
    [kernel] = [w for w in net.get_weights() if w.shape == (units[-1], 10)]
    features = np.asarray(model.get_layer("tower_a")(x))
    checks.close(
        net(x),
        features @ kernel,  # a new bias is 0
        "The array of scores of the new net, against tower A and the new kernel",
        atol=1e-4,
        mistakes=[
            (
                keras.ops.softmax(features @ kernel),
                "These are probabilities: leave the activation out.",
            )
        ],
        hint="The new layer reads the top of tower A, and has no activation.",
    )
### END HIDDEN TESTS


# %% role="tests" id="digit_net" part="frozen" points=2
# Run this cell to check digit_net, frozen (2 points).
def moved_by_training(net, model):
    """Train for two steps; return which arrays moved: (of tower A, of the rest)."""
    x = np.random.default_rng(6).random((20, 784)).astype("float32")
    tower = [w.copy() for w in model.get_layer("tower_a").get_weights()]
    before = [w.copy() for w in net.get_weights()]
    compile_digits(net, learning_rate=0.01)
    net.run_eagerly = True
    for _ in range(2):
        net.train_on_batch(x, np.arange(20) % 10)
    after = net.get_weights()
    moved = [not np.array_equal(w, old) for w, old in zip(after, before, strict=True)]
    of_tower = [any(np.array_equal(w, t) for t in tower) for w in before]
    return (
        [m for m, t in zip(moved, of_tower, strict=True) if t],
        [m for m, t in zip(moved, of_tower, strict=True) if not t],
    )


model = model_of_pairs((7, 6), 4)
old, new = moved_by_training(reused(model, frozen=True), model)
checks.that(
    not any(old),
    "Training moved weights of the frozen tower.",
    hint="Set `trainable = False` on the tower before the net is compiled.",
)
checks.that(
    len(new) == 2 and all(new),
    "The new layer did not learn.",
    hint="Freeze the tower, not the whole net.",
)
old, new = moved_by_training(reused(model, frozen=False), model)
checks.that(
    all(old) and all(new),
    "With frozen=False some weights did not move.",
    hint="Then the whole net is trained: is `frozen` used?",
)
checks.passed("digit_net, frozen")
### BEGIN HIDDEN TESTS
for units, frozen in (((8, 5, 6), True), ((9,), True), ((8, 5, 6), False)):
    model = model_of_pairs(units, 178)
    net = reused(model, frozen)
    checks.equal(
        len(net.trainable_variables),
        2 if frozen else 2 + 2 * len(units),
        f"The number of trainable variables with frozen={frozen}",
        hint="Kernel and bias of the new layer, and of the tower unless it is frozen.",
    )
old, new = moved_by_training(reused(model, frozen=True), model)
checks.that(
    not any(old) and all(new),
    "With frozen=True training moved the wrong weights.",
)
### END HIDDEN TESTS

# %% [markdown]
# A frozen tower gives the same picture the same 100 numbers in every epoch. So compute them
# once, keep them, and train the new layer alone on what you kept: **cached features**. It is
# the same training, for a fraction of the work.
#
# ### Exercise 11: cache
#
# Write `tower_features(pair_model, x)`: the outputs of tower A of `pair_model` for the pictures
# `x`, shape `(n, 784)`, as a NumPy array of shape `(n, units)`. (Call the tower on all of `x`
# at once. `predict` does as well, but it takes a while to start, and we shall use many towers.)


# %% role="solution" id="tower_features"
def tower_features(pair_model, x):
    """Return what tower A makes of each picture, as an array (n, units)."""
    ### BEGIN SOLUTION
    return keras.ops.convert_to_numpy(pair_model.get_layer("tower_a")(x))
    ### END SOLUTION


# %% role="tests" id="tower_features" points=1
# Run this cell to check tower_features (1 point).
model = book_net((7, 6))
x = np.random.default_rng(10).random((15, 784)).astype("float32")
features = checks.written(tower_features(model, x), "tower_features")
checks.that(
    isinstance(features, np.ndarray),
    "tower_features must return a NumPy array.",
    got=type(features).__name__,
    hint="np.asarray(...) turns a tensor into one; `predict` returns one.",
)
a, b = (np.asarray(model.get_layer(f"tower_{end}")(x)) for end in "ab")
checks.close(
    features,
    a,
    "The array of features for 15 pictures",
    mistakes=[(b, "These are the outputs of tower B.")],
    hint="The output of the last layer of tower A, with its ELU.",
)
checks.passed("tower_features")
### BEGIN HIDDEN TESTS
model = book_net((5, 9, 8))
x = np.random.default_rng(181).random((40, 784)).astype("float32")
[lower] = [part for part in model.layers if part.name == "tower_a"]
checks.close(
    tower_features(model, x),
    keras.ops.convert_to_numpy(lower(x)),
    "The array of features for 40 pictures from another net",
    hint="Of the model that is given, for any number of layers and units.",
)
### END HIDDEN TESTS

# %% [markdown]
# Two trainings from the same start and with the same batches, once through the whole net,
# once on cached features. **Predict:** how much will the results differ?

# %% role="demo" tags=["nbval-ignore-output"]
twin = towers["shared, difference"].model(0)
start_head = digit_net(twin, frozen=True).layers[-1].get_weights()


def on_cache():
    """One dense layer that starts like the last one of the frozen net."""
    net = keras.Sequential([keras.Input((100,)), layers.Dense(10)])
    net.set_weights(start_head)
    return compile_digits(net)


def on_pictures():
    """The frozen net with the same start."""
    net = digit_net(twin, frozen=True)
    net.layers[-1].set_weights(start_head)
    return compile_digits(net)


cache, cache_valid = tower_features(twin, x_second), tower_features(twin, x_valid)
SHORT = {"label": "one seed", "epochs": 30, "batch_size": 25, "seeds": (0,)}
whole = training.fit_seeds(on_pictures, x_second, y_second, **SHORT)
cached = training.fit_seeds(on_cache, cache, y_second, **SHORT)
tops = [runs.model().get_weights()[-2] for runs in (whole, cached)]
print(f"the new layers differ by at most {np.abs(tops[0] - tops[1]).max():.0e}")
kept, old = (
    whole.model().layers[0].get_weights(),
    twin.get_layer("tower_a").get_weights(),
)
same = all(np.array_equal(now, then) for now, then in zip(kept, old))
print("the frozen tower, bit for bit as it was:", same)

# %% [markdown]
# Up to rounding, none. Where a tower is large, the cache is what makes reuse cheap.
#
# ### The comparison
#
# Six nets, each from five seeds, all on the same labelled pictures of the second part, with
# as many steps:
#
# - **scratch**: no pretraining;
# - **as written, frozen**: tower A of section 4, from the net that cannot learn;
# - **separate, frozen**: tower A of the exercise repaired: separate, with a hidden layer;
# - **Siamese, frozen**: the shared tower of the net with the difference;
# - **Siamese, tuned**: the same start, but all weights may learn;
# - **labels, frozen**: a tower from a net that was trained on the *digits* of the first part.
#   In our story nobody has these labels. It shows what pairs are worth beside them.
#
# Where the tower is frozen, ten outputs are trained on cached features. A single layer bears a
# larger learning rate than a whole net: 0.003 where the tower is frozen, 0.001 where it learns
# too.
#
# **Predict:** sort them.

# %% role="demo" tags=["nbval-ignore-output"]
teacher = training.fit_seeds(
    scratch_net,
    x_first,
    hidden_labels,
    label="with the digits of the first part",
    epochs=2 * PRETRAINING["epochs"],  # as many steps: half as many examples an epoch
    batch_size=PRETRAINING["batch_size"],
)

# %% role="demo" tags=["nbval-ignore-output"]
reused = {
    "as written, frozen": [book.model(s) for s in range(5)],
    "separate, frozen": pair_nets["separate, hidden"],
    "Siamese, frozen": pair_nets["shared, difference"],
    "labels, frozen": [teacher.model(s) for s in range(5)],
}
cache = {
    arm: [(tower_features(net, x_second), tower_features(net, x_valid)) for net in nets]
    for arm, nets in reused.items()
}


def ten_outputs():
    """Return a new layer alone: its inputs are cached features."""
    net = keras.Sequential([keras.Input((100,)), layers.Dense(10)])
    return compile_digits(net, 3e-3)


def fit_frozen(arms, draws):
    """Train ten outputs on the features of frozen towers; return {(arm, n): runs}."""
    table = np.concatenate([cache[arm][s][0] for arm in arms for s in range(5)])
    rows = {
        (arm, n): {s: (5 * a + s) * len(x_second) + d for s, d in draw.items()}
        for a, arm in enumerate(arms)
        for n, draw in draws.items()
    }
    labels = np.tile(y_second, 5 * len(arms))
    return fit_draws(
        lambda key, seed: ten_outputs(), table, labels, rows, label="frozen", **STEPS
    )


def share_right(runs, inputs, labels):
    """Return the share of right answers of five nets, each on inputs of its own."""
    said = [np.argmax(runs.model(s)(x), axis=1) for s, x in enumerate(inputs)]
    return np.mean(np.array(said) == labels, axis=1)


results = {"scratch": scratch}
by_count = {("scratch", PER_CLASS): scratch.final("val_accuracy")}
for (arm, n), runs in fit_frozen(list(reused), {PER_CLASS: EVERYBODY}).items():
    results[arm] = runs
    valid = [features for _, features in cache[arm]]
    by_count[arm, n] = share_right(runs, valid, y_valid)


# %% role="demo" tags=["nbval-ignore-output"]
def tuned_net(seed):
    """Return the net that tuning begins with: the Siamese tower under ten outputs."""
    return compile_digits(digit_net(reused["Siamese, frozen"][seed], frozen=False))


LABELLED = (x_second, y_second)
tuned = fit_draws(tuned_net, *LABELLED, EVERYBODY, label="Siamese, tuned", **BUDGET)
results["Siamese, tuned"] = tuned
by_count["Siamese, tuned", PER_CLASS] = tuned.final("val_accuracy")

# %% role="demo" tags=["nbval-ignore-output"]
tower_plots.rows(
    {arm: 100 * by_count[arm, PER_CLASS] for arm in results},
    xlabel="validation digits right (%)",
    alt="Six rows of five dots, one for each seed. The tower of the net as written is far to the "
    "left of the net from scratch. The dots of the separate tower are spread to both sides of "
    "it. The frozen and the tuned Siamese tower and the tower from labels are well to its right, "
    "close together.",
)
for arm in results:
    share = by_count[arm, PER_CLASS]
    gain = training.mean_and_spread(100 * (share - by_count["scratch", PER_CLASS]))
    print(f"{arm:18}: {training.mean_and_spread(share, percent=True)} right", end=", ")
    print(f"{gain} points more than from scratch")

# %% [markdown]
# We observe, from the bottom:
#
# - the tower of the net **as written** is worse than no pretraining at all. It learned
#   nothing, and frozen it stands in the way: ten outputs have to make do with what random
#   layers leave of a picture;
# - the **separate** tower, from the exercise repaired, does not pay with so many labels: on
#   average it ends a little below scratch, and its seeds differ by more than that. Its net was
#   the worst of the three on pairs, and what that net knows is not all in tower A: some of it is
#   in tower B, and in the ten neurons between;
# - the **Siamese** tower gains on average about seven points, and *tuning* it gains
#   no more than leaving it frozen;
# - a tower that was told every **digit label** of the first part is ahead of the Siamese one by
#   about a point, as much as the seeds differ. (With five other seeds we saw no difference at
#   all.) *Same or different* told as much, or nearly.
#
# Is that fair? Every net had the same labels and the same number of steps on them. The
# pretrained ones had seen 2,750 more pictures, of course. That is the point of it: it is
# what pretraining is for. But it is no free lunch, someone had to know which of them were
# the same.
#
# ## 7. How many labels does it save?
#
# The second part had 25 labelled pictures of each digit. We give each net fewer: 1, 3 or 10
# of each, chosen at random for every seed, and all nets of a seed get the same ones. The
# number of steps stays.
#
# **Predict:** does the advantage grow or shrink?


# %% role="demo" tags=["nbval-ignore-output"]
def some_of_each(per_class):
    """Return for each seed the positions of a few labelled pictures of each class."""
    return {
        seed: split_parts(y_second, per_class, seed=200 + seed)[1] for seed in range(5)
    }


few = {n: some_of_each(n) for n in (1, 3, 10)}
promising = list(reused)[1:]  # all but the net as written
for (arm, n), runs in fit_frozen(promising, few).items():
    valid = [features for _, features in cache[arm]]
    by_count[arm, n] = share_right(runs, valid, y_valid)

# %% role="demo" tags=["nbval-ignore-output"]
for n, runs in fit_draws(
    lambda n, seed: scratch_net(), *LABELLED, few, label="scratch", **BUDGET
).items():
    by_count["scratch", n] = runs.final("val_accuracy")

# %% role="demo" tags=["nbval-ignore-output"]
for n, runs in fit_draws(
    lambda n, seed: tuned_net(seed), *LABELLED, few, label="Siamese, tuned", **BUDGET
).items():
    by_count["Siamese, tuned", n] = runs.final("val_accuracy")

# %% role="demo" tags=["nbval-ignore-output"]
counts = [*few, PER_CLASS]
final = {
    arm: np.transpose([by_count[arm, n] for n in counts])
    for arm in results
    if (arm, 1) in by_count
}
plots.curves(
    {arm: (counts, 100 * shares) for arm, shares in final.items()},
    xlabel="labelled pictures of each digit (log scale)",
    ylabel="validation digits right (%)",
    title="What a handful of labels is worth",
    logx=True,
    alt="Validation accuracy against 1, 3, 10 and 25 labelled pictures of each digit, on a "
    "log axis. The net from scratch climbs steeply from the lowest start. Frozen towers "
    "start far above it and flatten; the tuned tower starts between. At 25 scratch and the separate "
    "tower meet, and the others lie close together above them.",
)
for arm, shares in final.items():
    told = [training.mean_and_spread(column, percent=True) for column in shares.T]
    print(
        f"{arm:16}:", "; ".join(f"{n}: {t}" for n, t in zip(counts, told, strict=True))
    )
ahead = 100 * (final["Siamese, frozen"] - final["labels, frozen"])
print("pairs ahead of labels:", "; ".join(map(training.mean_and_spread, ahead.T)))

# %% [markdown]
# We observe:
#
# - **The fewer the labels, the more a tower is worth.** The frozen Siamese tower is about
#   seven points ahead of scratch with 25 labels of each digit, twelve with ten, and far more
#   than twenty with three or one. Even the separate tower, which does not pay with 25, is far
#   ahead of scratch then.
# - **Read the figure sideways**: how many labels buy the same accuracy? With *one* label of each
#   digit the frozen Siamese tower reads many more digits than the net from scratch with three;
#   with three, as many as that net with all 25. Seven labels in eight were saved.
# - **Tuning needs labels too.** With 25 it keeps up with the frozen tower, with fewer it falls
#   behind: ten pictures cannot steer a hundred thousand weights, and in the attempt the tower
#   forgets some of what it knew.
# - **Luck grows**: with one label of each digit the seeds of most towers lie far apart. So the
#   last line, pairs against the true labels of the first part, settles nothing: whatever the
#   number of labels, the difference is hardly larger than its spread.
#
# ### What does the tower see?
#
# The top of a tower is a point in a space of 100 dimensions. We flatten it to the two
# directions in which 500 *validation* pictures vary most (a principal component analysis),
# and write each picture as its digit. On the left a tower with fresh weights, on the right
# the Siamese tower, which has never been told what any picture is called.

# %% role="demo" tags=["nbval-ignore-output"]
training.set_seed(0)
fresh = dense_tower("tower_a").predict(x_valid[:500], verbose=0)
trained = cache["Siamese, frozen"][0][1][:500]
tower_plots.maps(
    {"fresh weights": fresh, "after pairs": trained},
    y_valid[:500],
    alt="Two maps of 500 validation pictures, each written as its digit. With fresh weights "
    "the digits overlap in one cloud. After training on pairs they form groups, one for "
    "most digits, with some strays between.",
)


# %% [markdown]
# Nobody told the tower that there are ten digits. It was told that some pictures belong
# together and others do not, and made heaps. To read with heaps, the simplest classifier
# there is may do: average the features of the labelled pictures of each digit, and give a
# new picture to the **nearest mean**.
#
# **Predict:** does it come near the trained layer?


# %% role="demo" tags=["nbval-ignore-output"]
def nearest_mean(features, labels, features_valid):
    """Return the accuracy of the nearest class mean of the labelled pictures."""
    means = np.stack([features[labels == c].mean(axis=0) for c in range(10)])
    apart = np.linalg.norm(features_valid[:, None] - means, axis=2)
    return np.mean(apart.argmin(axis=1) == y_valid)


made = cache["Siamese, frozen"]
by_mean = [nearest_mean(some, y_second, many) for some, many in made]
print(f"nearest mean of the pixels: {nearest_mean(x_second, y_second, x_valid):.1%}")
print("nearest mean of the features:", training.mean_and_spread(by_mean, percent=True))

draws = [split_parts(y_second, 1, seed=300 + d)[1] for d in range(20)]
by_one = np.array(
    [[nearest_mean(some[d], y_second[d], many) for d in draws] for some, many in made]
)
print(f"with one label of each digit: {by_one.mean():.1%}")
for axis, name in ((1, "20 choices of the ten pictures"), (0, "five towers")):
    print(f"  spread over {name}: {100 * by_one.std(axis, ddof=1).mean():.1f} points")

# %% [markdown]
# Even the nearest mean reads these features as well as the trained layer does, though of the
# pixels it reads far fewer. To name a heap takes one label, if it is a typical one. With one
# label of each digit the nearest mean, which is then the nearest labelled picture, is ahead of
# the trained layer. And the last lines tell where the luck comes from: from *which* ten
# pictures were labelled, much more than from the tower.
#
# ### The test set, once
#
# Every choice above was made on validation digits. Now the test set is opened, for the six
# nets of the comparison.

# %% role="demo" tags=["nbval-ignore-output"]
for arm, runs in results.items():
    inputs = [x_test] * 5
    if arm in reused:
        inputs = [tower_features(net, x_test) for net in reused[arm]]
    told = training.mean_and_spread(share_right(runs, inputs, y_test), percent=True)
    print(f"{arm:18}: test {told}")

# %% [markdown] cited=[97.65, 96.5, 94.6, 55000, 5000]
# ### At full scale
#
# The same question with all of MNIST: pairs of 55,000 pictures, and labels for 5,000 others. Three
# things are as in the small run: five seeds, equal labels and equal steps on them. The rate
# falls to a hundredth by the end of each training. You need not run this: the table comes with the
# chapter.
#
# The figures to reach are those of one run of Géron's notebook: 97.65 % of the pairs, 96.5 % of
# the digits with the frozen tower, 94.6 % from scratch. **Predict:** with twenty times as many
# labels, is the tower still worth anything? And a tower that was trained on all 55,000 *labels*?

# %% role="demo"
reference.show(
    {
        "pair_accuracy": "pairs right (%)",
        "test_accuracy": "digits right (%)",
        "pair_parameters": "weights, pairs",
    }
)

# %% [markdown] cited=[5000, 55000]
# Pairs: 98.14 %, by the book's two towers and by the Siamese net alike, and the latter has half
# the weights. Digits: the frozen towers read 97.48 and 97.58 %, where the net from scratch reads
# 94.37 ± 0.28 %, so more than half of its errors are gone. The notebook's run from scratch lies within
# the spread of ours; its two other figures are surpassed.
#
# Two things to wonder at. Tuning the tower is *worse* than leaving it frozen, 96.96 %. (A likely
# reason: 5,000 labels, passed 25 times, can be learned by heart, and teach it little that is new.) And
# the tower from pairs is as good as the one that had a true label for each of the 55,000 pictures, 97.34
# ± 0.18 %. Whether two digits are the same is all that one needs to be told about them, except
# their names.

# %% [markdown]
# ## 8. Questions
#
# ### Exercise 12: choose a letter
#
# Fill in one letter for each question.
#
# **`swap`**: Which net must give the same answer when its two pictures are swapped, whatever
# its weights? a) separate towers, difference; b) shared tower, concat and a hidden layer;
# c) shared tower, difference; d) separate towers, concat and a hidden layer.
#
# **`leak`**: Which pictures may be in *training pairs*, if the test accuracy of the digit
# net is to mean what it says? a) any: pairs carry no digit labels; b) training pictures
# only; c) training and test pictures, but never both in one pair; d) training and
# validation pictures, never test pictures.
#
# **`unbalanced`**: A colleague draws both pictures of each pair at random from ten equally
# frequent digits. His net is right on 90 % of the pairs. What has it learned? a) the
# digits, nearly; b) it is overfitting; c) the digits but for 4 and 9; d) perhaps nothing.
#
# **`deeper`**: Two towers, concat, and one logistic neuron stay near 50 %. What helps?
# a) towers of ten layers; b) one hidden layer after the concat; c) ten times the pairs;
# d) training the last neuron with a larger rate.

# %% role="solution" id="questions"
answers = {
    "swap": None,
    "leak": None,
    "unbalanced": None,
    "deeper": None,
}
### BEGIN SOLUTION
answers = {
    "swap": "c",
    "leak": "b",
    "unbalanced": "d",
    "deeper": "b",
}
### END SOLUTION

# %% role="tests" id="questions" part="swap" points=1
# Run this cell to check questions, swap (1 point).
checks.option(answers.get("swap"), "abcd", "swap")
checks.recorded("questions, swap")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("swap"),
    "c",
    {
        "a": "Swapped, each picture goes up the other tower, and the towers differ.",
        "b": "The two tops come in the other order, and meet other weights there.",
        "d": "Neither the towers nor the order of their tops is the same afterwards.",
    },
    "swap",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="leak" points=1
# Run this cell to check questions, leak (1 point).
checks.option(answers.get("leak"), "abcd", "leak")
checks.recorded("questions, leak")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("leak"),
    "b",
    {
        "a": "Same or different is made from the labels: a test picture in a pair tells "
        "the tower about its label.",
        "c": "A pair of two test pictures teaches the tower both of them.",
        "d": "Then the validation accuracy, by which you choose, is too good; what was "
        "chosen by it is not what is best on new pictures.",
    },
    "leak",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="unbalanced" points=1
# Run this cell to check questions, unbalanced (1 point).
checks.option(answers.get("unbalanced"), "abcd", "unbalanced")
checks.recorded("questions, unbalanced")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("unbalanced"),
    "d",
    {
        "a": "How many of his pairs are different? Always saying so is right on those.",
        "b": "Nothing is said of training pairs. What does the dummy reach here?",
        "c": "Compare with the dummy first: what share of his pairs is different?",
    },
    "unbalanced",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="deeper" points=1
# Run this cell to check questions, deeper (1 point).
checks.option(answers.get("deeper"), "abcd", "deeper")
checks.recorded("questions, deeper")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("deeper"),
    "b",
    {
        "a": "The score stays a number for one picture plus a number for the other.",
        "c": "The net cannot express the answer; more examples of it change nothing.",
        "d": "A larger rate finds faster what can be expressed. This cannot.",
    },
    "deeper",
)
### END HIDDEN TESTS

# %% [markdown] cited=[99, 200000]
# ### Exercise 13: in your own words
#
# A friend runs a shop with 200,000 product photos, several of each product, and 300 of them
# sorted into ten categories by hand. She trained a Siamese net on pairs of photos: target 0
# if both show the same *product*, 1 if not. Half of the pairs are same pairs, her net is right
# on 99 % of pairs drawn from the same photos, and she wants to reuse the tower for the ten
# categories. Answer in four to eight sentences: what is wrong with her 99 %, what should it
# be compared with, and how would you find out whether the tower is worth anything for the
# categories? This one is read by a person.

# %% [markdown] role="open" id="shop" points=3
# *Rubric.* **1 point**: the pairs that she measures on come from the photos that she trained
# with; she has to set products aside first (whole products, not photos), and draw the
# measuring pairs from those alone. **1 point**: a baseline for pairs, such as a rule or one
# neuron on the pixel difference (always *different* gives half), since photos of one product
# may share their background; the point is also earned by noting that *same product* is
# another question than *same category*, so that pairs may push products of one category
# apart. **1 point**: compares the reused tower (frozen or tuned) with the same net from
# scratch on the same 300 labels, with equal steps, over several seeds or splits, on photos
# kept apart, mean and spread.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | what is needed | many pictures of which *same or different* is known, few labels |
# | a pair | two positions and a target; 0 same, 1 different; half of each; never one picture twice |
# | another class | turn on by 1 to $K - 1$ hours, on a clock with $K$ |
# | concat and one neuron | $f(a) + g(b)$: never above 75 %, whatever the towers |
# | cure | a hidden layer after the concat, or the difference |
# | sharing the tower | half the weights, twice the examples for each |
# | symmetric | only a shared tower with the difference |
# | reuse | copy the tower, freeze the copy, ten new outputs |
# | when it pays | few labels; the more labels, the less |
#
# **Ask yourself.** Is *same digit or not*, for all pairs of a set, less than the labels
# themselves? (How many questions would you have to ask to sort 2,750 pictures into ten heaps?)
# What would the tower learn from pairs of *slanted* and *upright* digits?
#
# **Your turn.** Replace the last neuron: Hadsell and others let the *distance* of the two tops
# be the output, small for same pairs, and at least a margin for different ones. Does a tower
# from that loss beat ours with one label a digit? Five seeds, mean and spread.
#
# **Read on**
#
# - Bromley, J., Guyon, I., LeCun, Y., Säckinger, E. and Shah, R. (1993). *Signature
#   verification using a "Siamese" time delay neural network.* NIPS.
# - Chopra, S., Hadsell, R. and LeCun, Y. (2005). *Learning a similarity metric
#   discriminatively, with application to face verification.* CVPR.
# - Hadsell, R., Chopra, S. and LeCun, Y. (2006). *Dimensionality reduction by learning an
#   invariant mapping.* CVPR.
# - Koch, G., Zemel, R. and Salakhutdinov, R. (2015). *Siamese neural networks for one-shot
#   image recognition.* ICML deep learning workshop.
# - Géron, A. (2017). *Hands-On Machine Learning with Scikit-Learn and TensorFlow*, chapter
#   11, exercise 10, and the notebook that comes with it.
