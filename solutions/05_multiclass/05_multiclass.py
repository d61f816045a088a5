# %% [markdown]
# # Ten digits: softmax, cross-entropy, and the first overfit
#
# *A yes-or-no question has one number for an answer. "Which of the ten?" has ten, and they
# must share one whole.* In this chapter you teach a net to sort handwritten digits into
# ten boxes, write by hand what happens at its last layer, watch it overfit, and find out
# what exactly went wrong when it did. At the end you look at its mistakes one by one, and
# some of them turn out to be ours.
#
# **You will be able to**
#
# - [ ] turn pictures and labels into the rows that a dense net eats, and say what is lost
# - [ ] turn scores into probabilities, and say when softmax is the wrong choice
# - [ ] write cross-entropy for labels of any form, and its gradient, safe for large scores
# - [ ] match labels, last layer and loss in Keras, and spot it when they do not match
# - [ ] read an overfit off the curves, and tell what it cost from what it did not
# - [ ] choose the best epoch on validation data, and try two first remedies
# - [ ] say which class is taken for which, with precision, recall, F1 and their averages
# - [ ] find labels that are probably wrong
#
# **Before this chapter**: dense layers with ReLU, the sigmoid and binary cross-entropy,
# gradients, Adam, precision and recall for a yes-or-no question.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import checks, class_plots, plots, reference, training
from deepnets.data import load_digits
from deepnets.winners import fit_winners

# %%
import os
import warnings

import keras
import numpy as np
from keras import layers

# %% [markdown] cited=[70000, 60000, 10000, 50000, 5000]
# ## 1. From pictures to rows
#
# A clerk gets a stack of handwritten digits and sorts it into ten boxes. Every picture goes
# into exactly one. That is **multiclass** classification: the classes exclude each other.
# (If a picture may belong in several boxes at once, or in none, the problem is called
# **multi-label**, and it needs another last layer; section 4 shows which.)
#
# The digits are MNIST, 70,000 of them, written by census clerks and by students: 60,000 to
# learn from and 10,000 to test on. (The book whose net we shall train below counts 50,000
# in one sentence and 60,000 in another. It is always worth printing a shape.) As the book
# does, we keep the last 5,000 of the 60,000 for validation. That is the full set, which you
# get if you start Jupyter with `DEEPNETS_SIZE=full`, and an evening of computing with it. By
# default we learn from only 1,000 digits, so that the chapter takes little more than a minute.
# The text speaks of the small run.
#
# In other chapters `load_digits` has done the chores already. Here you do them, so we go
# back to what is in the files: whole numbers from 0, paper, to 255, ink.

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
N_TRAIN = {"small": 1_000, "full": 55_000}[SIZE]

digits = load_digits(SIZE)
print(digits)
raw = np.rint(255 * digits.x_train[:N_TRAIN]).astype("uint8")
y_train = digits.y_train[:N_TRAIN]
print("pictures:", raw.shape, raw.dtype, "from", raw.min(), "to", raw.max())
print("labels  :", y_train.shape, y_train.dtype, "such as", y_train[:8])
print("of each digit:", np.bincount(y_train, minlength=10))

# %% role="demo"
plots.images(
    digits.x_train[:20],
    [str(label) for label in digits.y_train[:20]],
    alt="Twenty handwritten digits, each under its label. Some are neat; a few could be "
    "taken for another digit.",
)

# %% [markdown]
# A dense layer takes rows of numbers, so each picture of 28 × 28 pixels is **flattened**:
# its rows are laid end to end, and 784 numbers come out. Does that hurt? We look at one
# picture before and after.

# %% role="demo"
fig, (left, right) = plots.figure(8.4, 2.3, ncols=2, width_ratios=(1, 3.4))
left.imshow(raw[0], cmap="gray_r")
left.set(title="a picture", xlabel="28 columns", ylabel="28 rows", xticks=[], yticks=[])
right.imshow(np.tile(raw[0].ravel(), (200, 1)), cmap="gray_r", aspect="auto")
right.set(title="the same picture, flat", xlabel="pixel, 0 to 783", yticks=[])
right.grid(visible=False)
plots.show(
    fig,
    alt="Left, a handwritten digit of 28 by 28 pixels. Right, its rows laid end to end, "
    "drawn as a strip of 784 stripes: regular groups of dark stripes, and nothing that a "
    "person could read.",
)

# %% [markdown]
# To us the digit is gone. A dense net never knew that it was one: it gives a weight to
# every pixel, and cares neither which pixels are neighbours nor in what order they come.
# We put that to the test in section 4.
#
# Two more chores. Pixels are **scaled** to the range from 0 to 1, by dividing by 255. And
# the labels become rows too: a label is a *name*, not a quantity (a 9 is not nine times as
# much digit as a 1), so each class gets a column of its own, with a 1 in the column of the
# truth and 0 elsewhere. That is called **one-hot**. The labels 0, 3, 2, 1 become
#
# $$\begin{pmatrix} 1&0&0&0 \\ 0&0&0&1 \\ 0&0&1&0 \\ 0&1&0&0 \end{pmatrix} .$$
#
# ### Exercise 1: prepare
#
# Write two functions.
#
# - `flatten_and_scale(images)`: `images` is an array `(n, height, width)` of whole numbers
#   (`uint8`) from 0 to 255, of any height and width. Return an array `(n, height * width)`
#   of floats from 0 to 1: each picture as a row, its own rows laid end to end.
# - `one_hot(labels, classes)`: `labels` is an array of integers, `(n,)`. Return an array
#   `(n, classes)` of zeros and ones. Raise a `ValueError` if a label is none of
#   0, 1, ..., `classes - 1`.
#
# A batch need not hold a pixel of 255, nor an example of every class.
#
# *Checked, here or in grading:* shapes and values, pictures that are not square, batches
# in which something is missing, labels that cannot be, and that `images` keeps its values.


# %% role="solution" id="prepare"
def flatten_and_scale(images):
    """Return pictures of whole numbers as rows of floats from 0 to 1."""
    ### BEGIN SOLUTION
    return images.reshape(len(images), -1).astype("float32") / 255
    ### END SOLUTION


def one_hot(labels, classes):
    """Return a row of zeros with a single one for each label."""
    ### BEGIN SOLUTION
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError(f"labels must be from 0 to {classes - 1}")
    return np.eye(classes)[labels]
    ### END SOLUTION


# %% role="tests" id="prepare" part="pixels" points=1
# Run this cell to check prepare, pixels (1 point).
images = np.array(
    [[[0, 51], [102, 204]], [[153, 0], [0, 51]], [[51, 102], [102, 0]]], "uint8"
)
given = images.copy()
rows = checks.array(flatten_and_scale(given), "The result of flatten_and_scale")
checks.that(
    rows.shape == (3, 4),
    "Three pictures of 2 × 2 pixels must become three rows of four numbers.",
    got=rows.shape,
    hint="Keep the first axis and join the other two: reshape(len(images), -1).",
)
right = np.array([[0, 0.2, 0.4, 0.8], [0.6, 0, 0, 0.2], [0.2, 0.4, 0.4, 0]])
checks.close(
    rows,
    right,
    "The rows of three small pictures",
    rtol=1e-3,  # float16 is welcome
    mistakes=[
        (2 * right - 1, "From 0 to 1: divide by 255, and leave it at that."),
        (
            (right - right.mean()) / right.std(),
            "From 0 to 1: divide by 255. This is standardised, by the batch at hand.",
        ),
        (255 * right, "They are flat, but not scaled: divide by 255."),
        (0 * right, "Only 0 is left. Divide with /, and let the result be floats."),
        (
            right / 0.8,
            "Divide by 255, not by the largest pixel at hand: the next batch will have "
            "another one, and the same ink would mean something else.",
        ),
        (
            right / right.max(axis=1, keepdims=True),
            "Divide by 255, not by the largest pixel of each picture: a faint digit and "
            "a bold one would look alike.",
        ),
        (right * 255 / 256, "Divide by 255: a pixel of 255 must become 1."),
        (
            (images.reshape(4, 3).T / 255),
            "Pixels of different pictures are mixed: the shape is right, and the rows "
            "are rubbish. Keep the first axis first: reshape(len(images), -1).",
        ),
        (
            images.T.reshape(3, 4) / 255,
            "Pixels of different pictures are mixed: the shape is right, and the rows "
            "are rubbish. Keep the first axis first: reshape(len(images), -1).",
        ),
        (
            images.transpose(0, 2, 1).reshape(3, 4) / 255,
            "Column by column: lay the rows of each picture end to end instead.",
        ),
    ],
)
checks.unchanged(images, given, "images")
checks.passed("prepare, pixels")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(501)
for shape in ((5, 3, 4), (2, 7, 2), (1, 28, 28)):
    images = generator.integers(0, 200, shape).astype("uint8")
    images[0, 0, 0] = 255 if shape[0] == 2 else 7
    given = images.copy()
    wanted = [[int(p) / 255 for line in picture for p in line] for picture in images]
    checks.close(
        flatten_and_scale(given),
        wanted,
        f"The rows of pictures of shape {shape}",
        rtol=1e-3,
        mistakes=[
            (
                np.array(wanted) * 255 / images.max(),
                "Divide by 255, not by the largest pixel at hand.",
            )
        ],
        hint="Height and width may differ, and are not always 28.",
    )
    checks.unchanged(images, given, "images")
### END HIDDEN TESTS

# %% role="tests" id="prepare" part="labels" points=2
# Run this cell to check prepare, labels (2 points).
rows = checks.array(one_hot(np.array([2, 0, 2]), 5), "The result of one_hot")
checks.that(
    rows.shape == (3, 5),
    "Three labels and five classes must become three rows of five numbers.",
    got=rows.shape,
    hint="The number of columns is `classes`, whatever labels this batch happens to hold: "
    "the largest may be missing. Each example is a row.",
)
right = np.array([[0, 0, 1, 0, 0], [1, 0, 0, 0, 0], [0, 0, 1, 0, 0]])
checks.close(
    1.0 * rows,
    right,
    "one_hot of the labels 2, 0, 2 with five classes",
    mistakes=[
        (np.eye(5)[:3], "These are the classes in order: pick the row of each label."),
        (1 - right, "The other way round: 1 in the column of the truth, 0 elsewhere."),
        (right * [[2], [0], [2]], "A 1 in the column of the truth, not the label."),
        (np.roll(right, 1, axis=1), "Classes are counted from 0."),
        (np.roll(right, -1, axis=1), "Classes are counted from 0."),
    ],
)
for label in (5, -1):
    checks.raises(
        ValueError,
        one_hot,
        np.array([0, label]),
        5,
        name=f"one_hot with a label of {label} and five classes",
        hint="To NumPy an index of -1 is the last one, and no error: check the labels "
        "before you use them, and `raise ValueError(...)`.",
    )
checks.passed("prepare, labels")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(502)
for n, classes in ((12, 10), (1, 3), (40, 7)):
    labels = generator.integers(0, classes, n)
    labels[0] = 0
    given = labels.copy()
    checks.close(
        1.0 * checks.array(one_hot(given, classes), "one_hot", shape=(n, classes)),
        [[float(k == label) for k in range(classes)] for label in labels],
        f"one_hot of {n} labels with {classes} classes",
    )
    checks.unchanged(labels, given, "labels")
    for wrong in (classes, classes + 3, -1, -classes):
        checks.raises(
            ValueError,
            one_hot,
            np.append(labels, wrong),
            classes,
            name=f"one_hot with a label of {wrong} and {classes} classes",
            hint="Every label must be from 0 to classes - 1.",
        )
### END HIDDEN TESTS

# %% [markdown]
# Keras has the second one ready-made. Does it agree, and what does it do where yours
# raises an error?

# %% role="demo"
x_train = np.asarray(flatten_and_scale(raw), "float32")  # (N_TRAIN, 784)
prepared = digits.x_train[:N_TRAIN].reshape(-1, 784)
print("as load_digits has it:", np.allclose(x_train, prepared))
rows = keras.utils.to_categorical(y_train, 10)
print("as Keras has it      :", np.array_equal(rows, one_hot(y_train, 10)))
print("a batch of 0, 1, 1   :", keras.utils.to_categorical([0, 1, 1]).shape)
print("a label of -1        :", keras.utils.to_categorical([-1], 10)[0])

# %% [markdown]
# `to_categorical` has two traps. Unless you say how many classes there are, it takes the
# largest label that it sees, so a batch without nines has nine columns. And a label of -1,
# a common sign for "unknown", becomes a 9 without a word.
#
# A **baseline** comes first: always answer with the most frequent training label.

# %% role="demo" tags=["nbval-ignore-output"]
x_valid = np.asarray(digits.x_valid.reshape(-1, 784))
y_valid = digits.y_valid
x_test, y_test = digits.x_test.reshape(-1, 784), digits.y_test
most_frequent = np.bincount(y_train).argmax()
print(f"dummy: always {most_frequent}, {np.mean(y_valid == most_frequent):.1%} right")

# %% [markdown]
# ## 2. Sharing one whole: softmax
#
# The last layer of the net has one neuron a class. Each gives a **score** $z_k$, any number,
# positive or negative: how much speaks for class $k$. Scores are also called **logits**.
# Out of $K$ of them we want $K$ probabilities: none negative, and together 1.
#
# The **softmax** first makes everything positive, with $e^z$, and then divides by the sum:
#
# $$p_k = \frac{e^{z_k / T}}{e^{z_1 / T} + e^{z_2 / T} + \ldots + e^{z_K / T}} .$$
#
# $T$ is the **temperature**, a word from physics, and 1 unless somebody says otherwise.
# **Predict:** what becomes of the probabilities when $T$ is very small, and when it is
# very large?
#
# ### Exercise 2: softmax, with a temperature
#
# Write `softmax(z, temperature=1.0)`.
#
# - `z`: scores, an array of *any* number of axes; the last one is that of the classes. Not
#   only a batch `(n, classes)`, also a single row `(classes,)`, or five nets at once,
#   `(5, n, classes)`.
# - Return probabilities of the same shape; leave `z` as it was.
# - It must be **stable**. `np.exp(1000)` is infinite, and infinite by infinite is `nan`.
#   Adding the same number to all scores of a row changes nothing (why?), so subtract the
#   largest score of each row first.
#
# For instance, `softmax(np.log([1.0, 2.0, 5.0]))` is `[0.125, 0.25, 0.625]`.
#
# *Checked, here or in grading:* values, sums, one axis, two and three, scores of ±1000,
# rows far from each other, and the temperature.


# %% role="solution" id="softmax"
def softmax(z, temperature=1.0):
    """Return the probabilities of scores; the classes are the last axis."""
    ### BEGIN SOLUTION
    z = z / temperature
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
    ### END SOLUTION


# %% role="tests" id="softmax" part="values" points=2
# Run this cell to check softmax, values (2 points).
weights = np.array([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0]])
z = np.log(weights)
before = z.copy()
checks.close(
    softmax(z),
    [[0.125, 0.25, 0.625], [0.25, 0.25, 0.5]],
    "softmax of two rows",
    mistakes=[
        (weights / weights.sum(axis=0), "The columns add up to 1: sum the last axis."),
        (
            weights / weights.sum(),
            "All rows together add up to 1: sum the last axis, with keepdims=True.",
        ),
        (weights, "That is only e to the scores: divide each row by its sum."),
        (
            z / z.sum(axis=1, keepdims=True),
            "Those are the scores divided by their sum: take np.exp first.",
        ),
        (weights / (1 + weights), "That is a sigmoid of each: they share nothing."),
        (
            weights / weights.max(axis=1, keepdims=True),
            "Divided by the largest: divide each row by its sum.",
        ),
        (
            np.round([[0.125, 0.25, 0.625], [0.25, 0.25, 0.5]], 2),
            "Do not round: what is gone here is gone for the loss too.",
        ),
    ],
)
checks.close(
    softmax(z[0]),
    [0.125, 0.25, 0.625],
    "softmax of a single row, shape (classes,)",
    hint="Work along axis -1, the last one, however many there are.",
)
far = softmax(np.array([[1000.0, 1000.0], [-1000.0, 0.0]]))
checks.that(
    np.isfinite(checks.array(far, "softmax", shape=(2, 2))).all(),
    "softmax of scores as large as 1000 must be finite.",
    got=far,
    hint="Subtract the largest score of each row before you take np.exp.",
)
checks.close(
    far,
    [[0.5, 0.5], [0.0, 1.0]],
    "softmax of scores as large as 1000",
    mistakes=[
        (
            [[0.5, 0.5], [0.0, 0.0]],
            "Subtract the largest score of each row, not of the whole array: nothing is "
            "left of the second row.",
        )
    ],
)
checks.unchanged(before, z, "z")
checks.passed("softmax, values")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(503)
z = 4 * generator.normal(size=(2, 6, 5))
z[0, 0] += 900
z[1, 2] -= 900  # the largest of all is not the largest of the row
kept = z.copy()
wanted = [[[1 / np.exp(row - a).sum() for a in row] for row in net] for net in kept]
checks.close(
    softmax(z),
    wanted,
    "softmax of three axes, with rows far from each other",
    mistakes=[
        (
            np.round(wanted, 3),
            "Do not round: what is gone here is gone for the loss too.",
        )
    ],
    hint="Subtract the largest score of each row, not of the whole array.",
)
checks.unchanged(kept, z, "z")
tiny = checks.array(softmax(np.array([[0.0, 12.0, 3.0]])), "softmax", shape=(1, 3))
checks.close(
    np.log(np.maximum(tiny, 1e-300)),
    [[-12.00013, -0.00013, -9.00013]],
    "The logarithm of softmax of 0, 12, 3",
    atol=1e-4,
    hint="Do not round: a probability of 0.000006 is not 0.",
)
### END HIDDEN TESTS

# %% role="tests" id="softmax" part="temperature" points=1
# Run this cell to check softmax, temperature (1 point).
z = np.log([[1.0, 4.0, 9.0]])
checks.close(
    softmax(z, temperature=2.0),
    [[1 / 6, 2 / 6, 3 / 6]],
    "softmax of log 1, log 4, log 9 at temperature 2",
    mistakes=[
        ([[1 / 14, 4 / 14, 9 / 14]], "Is the temperature used?"),
        ([[0.167, 0.333, 0.5]], "Do not round: round when you print."),
        (
            np.array([[1.0, 16.0, 81.0]]) / 98,
            "The scores are multiplied by it: divide, so that heat makes all alike.",
        ),
        (
            [[1 / 28, 4 / 28, 9 / 28]],
            "Divide the scores by it, before np.exp, not the probabilities.",
        ),
    ],
)
checks.passed("softmax, temperature")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(504)
z = 3 * generator.normal(size=(7, 4)) + 50
for temperature in (0.3, 5.0, 40.0):
    e = np.exp((z - z.max(axis=1, keepdims=True)) / temperature)
    checks.close(
        softmax(z, temperature),
        e / e.sum(axis=1, keepdims=True),
        f"softmax at temperature {temperature}",
        hint="Divide all scores by the temperature, then go on as before.",
    )
cold = checks.array(softmax(z, 0.001), "softmax at temperature 0.001", shape=z.shape)
checks.that(
    np.isfinite(cold).all(),
    "softmax at a temperature of 0.001 must be finite.",
    hint="Divide by the temperature first, then subtract the largest of each row; or the "
    "other way round, but both before np.exp.",
)
### END HIDDEN TESTS

# %% [markdown]
# The book has an example of five scores. Yours should reproduce it.

# %% role="demo"
book = np.array([0.9, 0.8, 0.2, 0.1, 0.5])
print("the scores           :", book)
print("softmax              :", np.round(softmax(book), 3))
print("100 added to each    :", np.round(softmax(book + 100), 3))
print("ten times as large   :", np.round(softmax(10 * book), 3))

# %% role="demo"
class_plots.shares(
    {f"T = {t:g}": softmax(book, t) for t in (0.1, 1.0, 10.0)},
    [f"{score:g}" for score in book],
    xlabel="score",
    ylabel="probability",
    title="One whole, shared out at three temperatures",
    alt="Bars of five probabilities for scores 0.9, 0.8, 0.2, 0.1 and 0.5. At temperature 0.1 "
    "the two largest scores take nearly all. At 1 the shares run from 0.28 to 0.13. At 10 all "
    "five are nearly 0.2.",
)

# %% [markdown] cited=[0.0004]
# Softmax looks at *differences* of scores, so it does not mind a number added to all of
# them; multiplying them is another matter. Cold, the largest takes all, and in the limit
# softmax is the plain maximum, the *hard* one after which it is named. Hot, everybody gets
# the same. The *order* never changes.
#
# **Two things to put right in the book.** One is in its code, which rounds to three digits
# before it returns, and computes $e^z$ as it stands. So a probability of 0.0004 becomes 0,
# of which there is no logarithm, and a score of 1,000 becomes an error. Round when you print.
#
# The other is in its words. The book explains softmax as something put on top of $K$
# *logistic regressions*, one a class, whose outputs it takes. But the output of a logistic
# regression has been through a sigmoid: it lies between 0 and 1. **Predict:** suppose ten
# such outputs are as clear as can be, a 1 for the truth and 0 for the nine others. What
# does softmax make of the 1?

# %% role="demo"
for classes in (2, 5, 10, 1_000):
    clearest = np.eye(classes)[0]
    p = softmax(clearest)[0]
    print(
        f"{classes:5,} classes: {p:6.1%} at most, so a loss of {-np.log(p):.3f} or more"
    )

# %% [markdown]
# With ten classes it could never be surer than 23 %. Softmax belongs on the *scores*, before
# any sigmoid. Remember the 1.461: it is the sign by which you know the mistake, and in
# section 4 you will see a net run into it. What is right about the book's picture is that
# a softmax layer without any hidden layer is a classic of statistics, by the name of
# *multinomial logistic regression*.
#
# ### With two classes
#
# For a yes-or-no question a net needs one score $s$, and $\sigma(s) = 1 / (1 + e^{-s})$, the
# sigmoid, is the probability of a yes. Give it two scores instead, $z_0$ for no and $z_1$
# for yes, and softmax says
#
# $$p_1 = \frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(\ldots)}} .$$
#
# ### Exercise 3: two scores are one
#
# Write `one_score(z)`: for scores `z` of shape `(n, 2)`, no and yes, return the scores $s$,
# shape `(n,)`, for which the sigmoid gives the same probability of a yes as the softmax
# does. Fill in the dots above with pencil and paper. It must hold for scores of ±800 too.


# %% role="solution" id="one_score"
def one_score(z):
    """Return the scores whose sigmoid is the second probability of the softmax."""
    ### BEGIN SOLUTION
    return z[:, 1] - z[:, 0]
    ### END SOLUTION


# %% role="tests" id="one_score" points=1
# Run this cell to check one_score (1 point).
z = np.array([[1.0, 3.0], [0.5, -1.0], [2.0, 2.0]])
checks.close(
    one_score(z),
    [2.0, -1.5, 0.0],
    "one_score of three pairs of scores",
    mistakes=[
        ([-2.0, 1.5, 0.0], "The sign: if more speaks for a yes, s must be larger."),
        (
            [3.0, -1.0, 2.0],
            "The score for no counts too: adding to both changes nothing.",
        ),
        (
            [0.880797, 0.182426, 0.5],
            "That is the probability. Which score s has it as its sigmoid?",
        ),
        ([3.0, -2.0, 1.0], "Softmax looks at differences of scores, not at ratios."),
        ([4.0, -0.5, 4.0], "Softmax looks at differences of scores, not at sums."),
        ([3.0, 0.5, 2.0], "That is the larger of the two. How far apart are they?"),
        ([2.0, 1.5, 0.0], "A no has a negative score: do not drop the sign."),
        ([1.0, 0.0, 0.0], "That is the answer. Which score s leads to it?"),
        ([1.0, -0.75, 0.0], "Twice that: divide the fraction by e to the z_1."),
    ],
)
checks.passed("one_score")
### BEGIN HIDDEN TESTS
z = 5 * np.random.default_rng(505).normal(size=(9, 2))
z[0], z[1] = (800.0, -800.0), (-700.0, -699.0)
s = checks.array(one_score(z), "one_score", shape=(9,))
checks.that(
    np.isfinite(s).all(),
    "one_score of scores of ±800 must be finite.",
    got=s,
    hint="No probability is needed on the way: the answer is in the exponent.",
)
checks.close(
    np.exp(-np.logaddexp(0, -s[1:])),
    [1 / (1 + np.exp(no - yes)) for no, yes in z[1:]],
    "The sigmoid of one_score",
    hint="It must equal the second probability of the softmax.",
)
checks.close(s[0], -1600.0, "one_score of 800 and -800")
### END HIDDEN TESTS

# %% [markdown]
# So a softmax of two *is* the sigmoid, of a difference. Its two scores are one more than it
# needs; likewise $K$ scores are one too many for $K$ classes, since a number added to all is
# never seen. Nobody minds.

# %% [markdown] cited=[0.5]
# ## 3. How wrong? Cross-entropy
#
# The net says $p_1, \ldots, p_K$; the truth is a row $y_1, \ldots, y_K$, one-hot. The
# **categorical cross-entropy** of one example is
#
# $$L = -\sum_k y_k \log p_k .$$
#
# All terms but one are 0. What is left is $-\log p$ of the truth: only the probability of
# the right class counts, and nobody asks how the rest is shared out. If it is 1, the loss
# is 0; if it is small, the loss is large, without a limit.
#
# It comes in two dialects. If labels are integers, pick $p$ of the truth directly: Keras
# calls that *sparse*. If labels are rows, take the sum. Rows can say more than integers:
# "half a 4 and half a 9" is the row with 0.5 at both.
#
# ### Exercise 4: cross-entropy, in both dialects
#
# Write `cross_entropy(labels, z)`.
#
# - `z`: scores, `(n, classes)`. `labels`: integers `(n,)`, **or** rows `(n, classes)` that
#   each add up to 1, one-hot or not.
# - Return the loss of **each example**, shape `(n,)`, not their mean.
# - Be stable: do not take the logarithm of a softmax that may be 0. On the scores it is
#   simple: $\log p_k = z_k - \log \sum_j e^{z_j}$, with the largest score of each row
#   subtracted from the row first.
#
# For instance, with `z = np.log([[1.0, 2.0, 5.0]])` the label 2 costs $-\log 0.625 = 0.47$,
# and so does the row `[0, 0, 1]`.
#
# *Checked, here or in grading:* values in both dialects, rows that are not one-hot, and
# scores as large as 2000.


# %% role="solution" id="cross_entropy"
def cross_entropy(labels, z):
    """Return the cross-entropy of each example; labels are integers or rows."""
    ### BEGIN SOLUTION
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    if labels.ndim == 1:
        return -log_p[np.arange(len(labels)), labels]
    return -np.sum(labels * log_p, axis=1)
    ### END SOLUTION


# %% role="tests" id="cross_entropy" part="integers" points=1
# Run this cell to check cross_entropy, integers (1 point).
z = np.log([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0]])
before = z.copy()
losses = checks.array(cross_entropy(np.array([2, 0]), z), "The result of cross_entropy")
checks.that(
    losses.shape == (2,),
    "cross_entropy must return one loss for each example.",
    got=losses,
    hint="z[:, labels] picks every label for every example: z[np.arange(n), labels] picks "
    "one for each."
    if losses.ndim
    else "No mean and no sum over the examples: leave them apart.",
)
checks.that(
    np.isfinite(losses).all(),
    "The losses of two examples must be finite.",
    got=losses,
    hint="z holds scores: they may be negative, and then have no logarithm.",
)
checks.close(
    losses,
    [0.470004, 1.386294],
    "The losses of truths with probabilities 0.625 and 0.25",
    mistakes=[
        ([-0.470004, -1.386294], "A loss is positive: minus the logarithm."),
        ([0.625, 0.25], "These are the probabilities: take -log of each."),
        ([-1.609438, -0.693147], "The log of the sum of all e to the z is missing."),
        ([1.609438, 0.693147], "The log of the sum of all e to the z is missing."),
        ([0.678072, 2.0], "With the natural logarithm, please: np.log."),
        ([0.204120, 0.602060], "With the natural logarithm, please: np.log."),
        ([0.156668, 0.462098], "Do not divide by the number of classes."),
        (
            [-1.139434, 0.0],
            "The largest score was subtracted in one place, and not in the other.",
        ),
        (
            [0.891217, 2.367123],
            "That is a binary cross-entropy for each class: only the truth counts.",
        ),
    ],
)
far = np.array([[0.0, 1000.0], [0.0, 1000.0]])
losses = cross_entropy(np.array([0, 1]), far)
checks.that(
    np.isfinite(checks.array(losses, "cross_entropy", shape=(2,))).all(),
    "The loss of scores as large as 1000 must be finite.",
    got=losses,
    hint="No logarithm of a softmax: subtract the largest score of each row, then take "
    "the score of the truth minus the log of the sum.",
)
checks.close(
    losses,
    [1000.0, 0.0],
    "The loss of a sure mistake, and of a sure right answer,",
    mistakes=[
        (
            [16.118096, 0.0],
            "It was clipped: from the scores the exact loss can be had.",
        ),
    ],
    hint="Is a small number added or a probability clipped, so that there is a logarithm? "
    "From the scores the exact loss can be had.",
)
checks.unchanged(before, z, "z")
checks.passed("cross_entropy, integers")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(506)
z, labels = 3 * generator.normal(size=(8, 5)), generator.integers(0, 5, 8)
z[2] += 2_000
z[3] -= 2_000
wanted = [np.log(np.exp(row - row[k]).sum()) for row, k in zip(z, labels)]
checks.close(
    cross_entropy(labels, z),
    wanted,
    "The losses of eight examples",
    hint="Subtract the largest score of each row, not of the whole batch.",
)
checks.close(
    cross_entropy(np.array([3]), np.zeros((1, 10))),
    [np.log(10)],
    "The loss of one example with ten equal scores",
)
square = z[4:8, :4]
checks.close(
    cross_entropy(np.array([0, 1, 2, 3]), square),
    [np.log(np.exp(row - row[k]).sum()) for k, row in enumerate(square)],
    "The losses of four examples of four classes",
    hint="Tell the dialects apart by the number of axes.",
)
### END HIDDEN TESTS

# %% role="tests" id="cross_entropy" part="rows" points=2
# Run this cell to check cross_entropy, rows (2 points).
z = np.log([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0], [1.0, 2.0, 5.0]])
rows = np.array([[0.0, 0.0, 1.0], [0.5, 0.5, 0.0], [0.0, 0.25, 0.75]])
losses = checks.array(cross_entropy(rows.copy(), z), "The result of cross_entropy")
checks.that(
    losses.shape == (3,),
    "cross_entropy must return one loss for each example.",
    got=losses,
    hint="Labels of two axes are rows: multiply by log p and sum over the classes.",
)
checks.that(
    np.isfinite(losses).all(),
    "The losses of three rows must be finite.",
    got=losses,
    hint="z holds scores: they may be negative, and then have no logarithm.",
)
checks.close(
    losses,
    [0.470004, 1.386294, 0.699076],
    "The losses of three rows, two of them not one-hot",
    mistakes=[
        (
            [0.470004, 1.386294, 0.470004],
            "A row need not be one-hot: sum y log p over all classes, do not look for "
            "the largest entry.",
        ),
        ([-0.470004, -1.386294, -0.699076], "A loss is positive."),
        (
            [0.156668, 0.462098, 0.233025],
            "Sum over the classes: a mean divides by their number.",
        ),
        ([-1.609438, -0.693147, -1.380365], "The log of the sum is missing."),
        (
            [-1.139434, 0.0, -0.910362],
            "The largest score was subtracted in one place, and not in the other.",
        ),
    ],
)
sure = np.array([[0.0, 3000.0, 0.0]])
losses = checks.array(cross_entropy(np.array([[0.0, 1.0, 0.0]]), sure), "cross_entropy")
checks.that(
    np.isfinite(losses).all(),
    "The loss of a right answer with a score of 3000 must be finite.",
    got=losses,
    hint="0 times the logarithm of 0 is nan: compute log p from the scores.",
)
checks.close(losses, [0.0], "The loss of a right answer with a score of 3000")
checks.passed("cross_entropy, rows")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(507)
z, rows = 3 * generator.normal(size=(7, 4)), generator.random((7, 4))
rows /= rows.sum(axis=1, keepdims=True)
rows[0] = [0, 0, 0, 1]
z[1] += 2_000
z[2] -= 2_000
kept = rows.copy()
wanted = [
    sum(y * np.log(np.exp(row - a).sum()) for y, a in zip(truth, row))
    for truth, row in zip(rows, z)
]
checks.close(cross_entropy(rows, z), wanted, "The losses of seven rows")
checks.unchanged(kept, rows, "labels")
whole = np.eye(4, dtype="int64")[[2, 1, 1, 3, 0, 0, 2]]
checks.close(
    cross_entropy(whole, z),
    [np.log(np.exp(row - row[k]).sum()) for row, k in zip(z, [2, 1, 1, 3, 0, 0, 2])],
    "The losses of one-hot rows of whole numbers",
    hint="Tell the dialects apart by the number of axes, not by the type.",
)
### END HIDDEN TESTS

# %% [markdown]
# What should a net that knows nothing pay? It gives each of ten classes a tenth. And does
# Keras agree with you, in its two dialects?

# %% role="demo"
SPARSE = keras.losses.SparseCategoricalCrossentropy
ROWS = keras.losses.CategoricalCrossentropy
rng = np.random.default_rng(0)
z, labels = 3 * rng.normal(size=(50, 10)), rng.integers(0, 10, 50)
print(f"knows nothing: {cross_entropy(np.array([7]), np.zeros((1, 10)))[0]:.3f} nats")
for name, theirs in (
    ("integers", SPARSE(from_logits=True)(labels, z)),
    ("rows    ", ROWS(from_logits=True)(one_hot(labels, 10), z)),
):
    ours = cross_entropy(labels, z).mean()
    print(f"{name}: ours and Keras's agree to 1e-5: {abs(ours - float(theirs)) < 1e-5}")

# %% [markdown]
# A loss of 2.303 at the start of training is a good sign, and one of 20 a warning.
#
# **Binary cross-entropy is the same thing.** The book asserts it and asks you to try a few
# numbers. With two classes the sum has two terms, $-y_0 \log p_0 - y_1 \log p_1$; since
# $y_0 = 1 - y_1$ and $p_0 = 1 - p_1$, it reads $-(1 - y_1) \log (1 - p_1) - y_1 \log p_1$,
# and that is the binary cross-entropy, letter by letter. And a few numbers:

# %% role="demo"
pairs, yes = 2 * rng.normal(size=(4, 2)), np.array([1, 0, 1, 1])
categorical = cross_entropy(yes, pairs)
binary = keras.losses.binary_crossentropy(
    yes[:, None].astype(float), one_score(pairs)[:, None], from_logits=True
)
print("categorical, two scores:", np.round(categorical, 4))
print("binary, one score      :", np.round(np.asarray(binary, float), 4))

# %% [markdown]
# ### The flag that everybody forgets
#
# Keras's losses take probabilities *or* scores, and cannot tell which they got: you must
# say `from_logits=True` for scores. **Predict:** what happens if you say it wrongly? An
# error, a warning, or a number?

# %% role="demo"
z = np.array([[2.0, 0.0, -1.0], [0.0, 3.0, 1.0]], "float32")
labels, p = np.array([0, 2]), np.asarray(softmax(z), "float32")
for what, outputs in (("scores", z), ("probabilities", p)):
    for flag in (True, False):
        integers = float(SPARSE(from_logits=flag)(labels, outputs))
        rows = float(ROWS(from_logits=flag)(one_hot(labels, 3), outputs))
        right = "right" if flag == (what == "scores") else "WRONG"
        print(f"{what:13} from_logits={flag!s:5}: {right}", end="  ")
        print(f"{integers:.3f} from integers, {rows:.3f} from rows")

# %% [markdown]
# A number, each time, and no complaint. Worse, the same mistake gives *different* numbers
# in the two dialects, for they clip and rescale in different ways what they take for
# probabilities. Confusing the dialects themselves is harmless, since Keras raises an error
# when the shapes do not fit.
#
# Why bother with scores at all, if a softmax layer gives you probabilities to look at?
# For the reason you met in the exercise: once a probability has been rounded to 0, its
# logarithm is lost. With the scores in hand the loss is exact.

# %% [markdown]
# ### What the loss tells the scores
#
# Training needs the slope of the loss in every score. It comes out as simple as it could:
#
# $$\frac{\partial L}{\partial z_k} = p_k - y_k .$$
#
# What the net said, minus what is true. The score of the truth is pushed up by what it
# lacks, every other score is pushed down by what it has too much. Each row adds up to 0,
# as it must: moving all scores together changes nothing, so that way is flat.
#
# ### Exercise 5: the gradient
#
# Write `score_gradient(rows, z)`.
#
# - `rows`: the truth as rows `(n, classes)` that each add up to 1, one-hot or not. `z`:
#   scores, `(n, classes)`.
# - Return the gradient of the **mean** loss of the batch, shape `(n, classes)`. (The mean
#   brings a factor with it. Which?) Leave your arguments as they are.
#
# *Checked, here or in grading:* against finite differences of the loss.


# %% role="solution" id="score_gradient"
def score_gradient(rows, z):
    """Return the gradient of the mean cross-entropy with respect to the scores."""
    ### BEGIN SOLUTION
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - rows) / len(z)
    ### END SOLUTION


# %% role="tests" id="score_gradient" points=2
# Run this cell to check score_gradient (2 points).
z = np.log([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0]])
rows = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
p = np.array([[0.125, 0.25, 0.625], [0.25, 0.25, 0.5]])
given = [rows.copy(), z.copy()]
found = score_gradient(*given)
checks.unchanged(rows, given[0], "rows")
checks.unchanged(z, given[1], "z")
checks.close(
    found,
    (p - rows) / 2,
    "The gradient of two examples",
    mistakes=[
        (p - rows, "The loss is a mean over the batch: divide by its size."),
        ((p - rows) / 6, "Divide by the number of examples, not of all entries."),
        ((p - rows) / 3, "Divide by the number of examples, not of classes."),
        ((rows - p) / 2, "The sign: what the net said minus what is true."),
        (rows - p, "The sign: what the net said minus what is true."),
        (
            (p - rows) * rows / 2,
            "The other scores count too: what goes to them is missing at the truth.",
        ),
        (
            (p - rows) * p * (1 - p) / 2,
            "No further factor: the slope of the softmax is in p - y already.",
        ),
        (-rows / p / 2, "That is the slope in the probabilities, not in the scores."),
        ((z - rows) / 2, "Turn the scores into probabilities first."),
        (
            (np.exp(z) / np.exp(z).sum() - rows) / 2,
            "Every row has a softmax of its own: sum along axis 1.",
        ),
        (
            (np.exp(z) / (1 + np.exp(z)) - rows) / 2,
            "That is a sigmoid of each score: the classes share one whole, softmax.",
        ),
    ],
)
checks.passed("score_gradient")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(508)
for n, classes in ((6, 4), (1, 10), (5, 2)):
    z, rows = 2 * generator.normal(size=(n, classes)), generator.random((n, classes))
    rows /= rows.sum(axis=1, keepdims=True)
    rows[0] = np.eye(classes)[1]
    kept = [rows.copy(), z.copy()]
    numeric = np.empty_like(z)
    for i in np.ndindex(z.shape):
        ends = []
        for step in (1e-5, -1e-5):
            moved = kept[1].copy()
            moved[i] += step
            moved -= np.log(np.exp(moved).sum(axis=1, keepdims=True))
            ends.append(-np.mean(np.sum(kept[0] * moved, axis=1)))
        numeric[i] = (ends[0] - ends[1]) / 2e-5
    got = score_gradient(rows, z)
    checks.unchanged(kept[0], rows, "rows")
    checks.unchanged(kept[1], z, "z")
    checks.close(
        got,
        numeric,
        f"The gradient of {n} examples of {classes} classes, against differences",
        rtol=1e-3,
        atol=1e-6,
        mistakes=[
            (n * numeric, "The loss is a mean over the batch: divide by its size.")
        ],
        hint="Rows need not be one-hot: subtract them as they are.",
    )
far = score_gradient(np.array([[1.0, 0.0]]), np.array([[-900.0, 900.0]]))
checks.close(far, [[-1.0, 1.0]], "The gradient at scores of ±900", hint="Is it stable?")
### END HIDDEN TESTS

# %% [markdown]
# Why not the squared error, which everybody knows? **Predict** how hard each of the two
# pushes a net that is *sure and wrong*. Two classes; the truth is the first; its probability
# runs from nearly 0 to nearly 1.

# %% role="demo"
scores = np.stack([np.linspace(-8, 8, 161), np.zeros(161)], axis=1)
truth = np.tile([1.0, 0.0], (161, 1))
p = softmax(scores)[:, 0]
by_entropy = np.abs(len(scores) * score_gradient(truth, scores)[:, 0])
squared = np.sum((softmax(scores) - truth) ** 2, axis=1)
by_squares = np.abs(np.gradient(squared, scores[:, 0]))
plots.curves(
    {"cross-entropy": (p, by_entropy), "squared error": (p, by_squares)},
    xlabel="probability of the truth",
    ylabel="push on its score",
    title="A sure mistake: one shouts, the other says nothing",
    alt="The size of the slope against the probability of the truth. That of cross-entropy "
    "is a straight line from 1 to 0. That of the squared error is 0 at both ends, with a "
    "hump between.",
)
for i in (0, 80):
    print(f"p = {p[i]:.4f}: cross-entropy {by_entropy[i]:.4f}", end=", ")
    print(f"squared error {by_squares[i]:.4f}")

# %% [markdown]
# With the squared error the worst mistakes are those that nobody corrects: the softmax is
# saturated there, and its slope of nearly 0 swallows the push. The logarithm in the
# cross-entropy undoes exactly that. This is why the two belong together.

# %% [markdown]
# ## 4. The net
#
# The book's net has three hidden layers, of 512, 256 and 128 ReLU neurons, and ten outputs.
# Why these? A first layer somewhat smaller than its input, then halves: "just a start", it
# says, and does not claim more. Its remedies against overfitting will come in section 6,
# but you can build them in now: **dropout**, which silences at each training step a random
# share of a layer's neurons, its *rate*, and an **l2 penalty**, which makes a layer pay for
# large weights.
#
# ### Exercise 6: build it
#
# Write `digit_net(hidden_units, rates, penalty=None)` with Keras's own layers.
#
# - 784 inputs; for each entry of `hidden_units` a dense ReLU layer; then 10 outputs
#   **without** activation: scores. The list may be empty.
# - `rates`: as many numbers as there are hidden layers. After the hidden layer comes
#   `keras.layers.Dropout` with its rate; where the rate is 0, nothing need come.
# - `penalty`: the `kernel_regularizer` of every *hidden* layer, such as `"l2"`. The outputs
#   pay nothing.
# - Return a plain `Sequential` or functional model, not compiled, without models inside it.
#
# For instance, `digit_net([512, 256, 128], [0.5, 0.5, 0.5])` has dropout on all hidden
# layers, and `digit_net([512, 256, 128], [0.5, 0.0, 0.0])` on the first alone.
#
# *Checked, here or in grading:* the layers and their order, that outputs are scores, where
# dropout sits, and who pays the penalty.


# %% role="solution" id="digit_net"
def digit_net(hidden_units, rates, penalty=None):
    """Return an uncompiled 784-…-10 net that returns scores."""
    ### BEGIN SOLUTION
    net = keras.Sequential([keras.Input((784,))])
    for units, rate in zip(hidden_units, rates):
        net.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
        if rate:
            net.add(layers.Dropout(rate))
    net.add(layers.Dense(10))
    return net
    ### END SOLUTION


# %% role="tests" id="digit_net" part="plain" points=1
# Run this cell to check digit_net, plain (1 point).
net = checks.written(digit_net([40, 20], [0.0, 0.0]), "digit_net")
checks.that(
    isinstance(net, keras.Model),
    "digit_net must return a Keras model.",
    got=type(net).__name__,
)
units = [layer.units for layer in net.layers if isinstance(layer, layers.Dense)]
checks.equal(
    units,
    [40, 20, 10],
    "The neurons of the dense layers",
    mistakes=[
        ([40, 20], "The ten outputs are missing."),
        ([40, 10], "Every entry of hidden_units is a layer."),
        ([512, 256, 128, 10], "Use the argument hidden_units."),
        ([784, 40, 20, 10], "The input is no layer of neurons: keras.Input((784,))."),
    ],
)
checks.that(
    net.built,
    "The net does not know yet what its inputs look like.",
    hint="Begin with keras.Input((784,)).",
)
checks.equal(
    net.input_shape,
    (None, 784),
    "The shape of the inputs",
    hint="Begin with keras.Input((784,)): one picture is a row of 784 numbers.",
)
x = np.random.default_rng(1).random((30, 784)).astype("float32")
scores = checks.array(net(x), "The outputs", shape=(30, 10))
checks.that(
    (scores < 0).any() and not np.allclose(scores.sum(axis=1), 1, atol=1e-3),
    "The outputs are no scores: they have an activation.",
    got=scores[0],
    hint="Leave the activation of the last layer out. The loss applies softmax.",
)
checks.passed("digit_net, plain")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(509)
for sizes in ([9], [12, 5, 7], []):
    net = checks.written(digit_net(list(sizes), [0.0] * len(sizes)), "digit_net")
    units = [layer.units for layer in net.layers if isinstance(layer, layers.Dense)]
    checks.equal(units, [*sizes, 10], f"The neurons of digit_net({sizes}, ...)")
net = digit_net([60, 30], [0.0, 0.0])
x = generator.random((40, 784)).astype("float32")
weights = net.get_weights()
checks.that(
    len(weights) == 6,
    "Every dense layer has a kernel and a bias, and nothing else has weights.",
    got=len(weights),
)
bent = np.maximum(np.maximum(x @ weights[0] + weights[1], 0) @ weights[2], 0)
wanted = bent @ weights[4]  # the biases are 0 at the start
checks.close(
    net(x),
    wanted,
    "The scores, computed from the weights",
    rtol=1e-3,
    atol=1e-4,
    mistakes=[(np.tanh(wanted), "The outputs have an activation: tanh is no score.")],
    hint="Hidden layers are ReLU: a dense layer is linear unless you say otherwise.",
)
### END HIDDEN TESTS


# %% role="tests" id="digit_net" part="remedies" points=2
# Run this cell to check digit_net, remedies (2 points).
def parts_of(net):
    """List dense layers by their neurons, and dropout by its rate: [40, "0.5", 10]."""
    found = []
    for layer in net.layers:
        if isinstance(layer, layers.Dense):
            found.append(layer.units)
        elif isinstance(layer, layers.Dropout) and layer.rate:
            found.append(f"{layer.rate:g}")
    return found


def penalty_of(net):
    """Return what a net pays when its weights, biases too, are 0.1, 0.2, 0.3 ..."""
    weights = net.get_weights()
    net.set_weights([np.full_like(w, 0.1 * (i + 1)) for i, w in enumerate(weights)])
    return float(sum(float(loss) for loss in net.losses))


net = checks.written(digit_net([40, 20], [0.5, 0.2]), "digit_net")
checks.equal(
    parts_of(net),
    [40, "0.5", 20, "0.2", 10],
    "Dense layers (neurons) and dropout (rates), in order",
    mistakes=[
        ([40, 20, 10], "There is no dropout. Is `rates` used?"),
        (["0.5", 40, "0.2", 20, 10], "Dropout comes after the hidden layer."),
        ([40, "0.5", 20, "0.5", 10], "Each hidden layer has a rate of its own."),
        ([40, "0.5", 20, "0.8", 10], "Keras takes the rate of what is dropped."),
        ([40, "0.5", 20, "0.2", 10, "0.2"], "Outputs are never dropped."),
        ([40, "0.5", 20, 10], "The last hidden layer has a rate too."),
    ],
    hint="After each hidden layer its own keras.layers.Dropout; none after the outputs.",
)
checks.equal(
    parts_of(digit_net([40, 20], [0.5, 0.0])),
    [40, "0.5", 20, 10],
    "Dense layers and dropout with rates 0.5 and 0",
    hint="Each hidden layer has a rate of its own.",
)
first, second, third = 784 * 40, 40 * 20, 20 * 10  # weights of the three kernels
hidden = 0.01 * (first * 0.1**2 + second * 0.3**2)
checks.close(
    penalty_of(digit_net([40, 20], [0.0, 0.0], "l2")),
    hidden,
    'What hidden kernels pay with penalty="l2"',
    rtol=1e-3,
    mistakes=[
        (0.0, "Nobody pays. Is `penalty` given to the layers as kernel_regularizer?"),
        (hidden + 0.01 * third * 0.5**2, "The outputs must not pay."),
        (0.01 * first * 0.1**2, "Every hidden layer pays, not only the first."),
        (
            hidden + 0.01 * (40 * 0.2**2 + 20 * 0.4**2),
            "Biases must not pay: kernel_regularizer alone.",
        ),
    ],
    hint="Pass the penalty on as kernel_regularizer of the hidden layers.",
)
checks.passed("digit_net, remedies")
### BEGIN HIDDEN TESTS
checks.equal(
    parts_of(digit_net([9, 8, 7], [0.25, 0.0, 0.4], "l1")),
    [9, "0.25", 8, 7, "0.4", 10],
    "Dense layers and dropout with rates 0.25, 0 and 0.4",
)
kernels = (784 * 9 * 0.1, 9 * 8 * 0.3, 8 * 7 * 0.5)
checks.close(
    penalty_of(digit_net([9, 8, 7], [0.25, 0.0, 0.4], "l1")),
    0.01 * sum(kernels),
    "What hidden kernels pay with an l1 penalty",
    rtol=1e-3,
    hint="Pass `penalty` on as it is, to every hidden layer and to no other.",
)
checks.close(
    penalty_of(digit_net([9, 8], [0.5, 0.5])), 0.0, "What a net without penalty pays"
)
x = np.random.default_rng(510).random((20, 784)).astype("float32")
net = digit_net([50, 40], [0.5, 0.5])
quiet = checks.array(net(x, training=False), "The outputs", shape=(20, 10))
noisy = checks.array(net(x, training=True), "The outputs in training", shape=(20, 10))
checks.that(not np.allclose(quiet, noisy), "In training dropout must be at work.")
### END HIDDEN TESTS

# %% [markdown]
# Now labels, last layer and loss must be matched. There are two dialects of labels and two
# kinds of outputs, and section 3 has shown that nobody warns you.
#
# ### Exercise 7: compile what fits
#
# Write `compile_for(net, labels)`: compile the net for these labels, and return it.
#
# - `net`: a model whose last layer is a `Dense` layer, with the activation `"softmax"`, so
#   that it returns probabilities, or without activation, so that it returns scores.
#   `net.layers[-1].activation` is a function; its name is `.__name__`, either `"softmax"`
#   or `"linear"`.
# - `labels`: integers `(n,)`, or rows `(n, classes)`, of any type of numbers.
# - Choose the cross-entropy that fits both. The optimiser is Adam with a learning rate of
#   0.002, and the metric is `"accuracy"`.
#
# *Checked, here or in grading:* the loss of all four combinations; that the net is returned,
# compiled, with optimiser and metric.


# %% role="solution" id="compile_for"
def compile_for(net, labels):
    """Compile a net with the cross-entropy that fits its outputs and the labels."""
    ### BEGIN SOLUTION
    scores = net.layers[-1].activation.__name__ == "linear"
    losses = keras.losses
    rows = labels.ndim == 2
    loss = (
        losses.CategoricalCrossentropy if rows else losses.SparseCategoricalCrossentropy
    )
    net.compile(
        keras.optimizers.Adam(2e-3),
        loss=loss(from_logits=scores),
        metrics=["accuracy"],
    )
    return net
    ### END SOLUTION


# %% role="tests" id="compile_for" points=2
# Run this cell to check compile_for (2 points).
def compiled_loss(labels, activation, outputs):
    """Return the loss that compile_for chose for a net, on given outputs."""
    last = layers.Dense(outputs.shape[1], activation=activation)
    net = compile_for(keras.Sequential([keras.Input((4,)), last]), labels)
    checks.written(net, "What compile_for returns")
    checks.that(
        isinstance(net, keras.Model) and net.compiled,
        "compile_for must return the net, compiled.",
        got=type(net).__name__,
    )
    checks.equal(
        type(net.optimizer).__name__,
        "Adam",
        "The optimiser",
        hint="Say keras.optimizers.Adam(learning_rate=0.002).",
    )
    checks.close(float(net.optimizer.learning_rate), 0.002, "The learning rate")
    try:
        y_pred = keras.ops.convert_to_tensor(outputs.astype("float32"))
        return float(net.compute_loss(y=labels, y_pred=y_pred))
    except ValueError:
        raise checks.CheckFailed(
            f"The loss does not fit labels of shape {labels.shape}.",
            hint="Integers want a sparse cross-entropy, rows the other one. Look at the "
            "number of axes of the labels.",
        ) from None


z = np.log([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0]])
p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
right = -np.log([p[0, 2], p[1, 0]]).mean()
doubled = np.mean([np.log(np.exp(row - row[k]).sum()) for row, k in zip(p, (2, 0))])
for name, labels in (
    ("integers", np.array([2, 0])),
    ("rows", np.array([[0, 0, 1], [1, 0, 0]])),
):
    checks.close(
        compiled_loss(labels, "softmax", p),
        right,
        f"The loss of a net with softmax, labels as {name}",
        rtol=1e-3,
        mistakes=[
            (
                doubled,
                "It applies softmax to probabilities, a second time: from_logits=True is "
                "for scores.",
            )
        ],
        hint="One class of many: a categorical cross-entropy, sparse or not.",
    )
    checks.close(
        compiled_loss(labels, None, z),
        right,
        f"The loss of a net that returns scores, labels as {name}",
        rtol=1e-3,
        hint="It takes scores for probabilities: say from_logits=True. (Do you ask for it? "
        "An activation is a function: compare its .__name__ with a string.)",
    )
checks.passed("compile_for")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(511)
for n, classes in ((6, 5), (3, 3), (4, 10)):
    z, truth = (
        2 * generator.normal(size=(n, classes)),
        generator.integers(0, classes, n),
    )
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    soft = 0.9 * np.eye(classes)[truth] + 0.1 / classes
    for labels in (truth, soft, np.eye(classes, dtype="int64")[truth]):
        rows = labels if labels.ndim == 2 else np.eye(classes)[labels]
        wanted = -np.mean(np.sum(rows * np.log(p), axis=1))
        for activation, outputs in (("softmax", p), (None, z)):
            checks.close(
                compiled_loss(labels, activation, outputs),
                wanted,
                f"The loss for activation={activation}, labels of shape {labels.shape}",
                rtol=1e-3,
                hint="Tell rows from integers by the number of axes, scores from "
                "probabilities by the activation of the last layer.",
            )
net = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
net.set_weights([np.eye(4, 3), np.zeros(3)])
x, labels = (
    generator.normal(size=(40, 4)).astype("float32"),
    generator.integers(0, 3, 40),
)
seen = compile_for(net, labels).evaluate(x, labels, verbose=0, return_dict=True)
checks.that(
    "accuracy" in seen,
    "evaluate reports no accuracy.",
    got=sorted(seen),
    hint='Say metrics=["accuracy"].',
)
checks.close(
    seen["accuracy"],
    np.mean(x[:, :3].argmax(axis=1) == labels),
    "The accuracy that evaluate reports",
    rtol=1e-3,
)
### END HIDDEN TESTS

# %% [markdown]
# Two nets to begin with: no hidden layer at all, the multinomial logistic regression, as a
# **second baseline**; and one hidden layer of 64 neurons, which is our guinea pig for the
# rest of this section. `training.fit_seeds` trains a net from five random starts, because
# one run is an anecdote; what we print is mean ± standard deviation over the five.

# %% role="demo" tags=["nbval-ignore-output"]
QUICK = {"epochs": 10, "batch_size": 50}
VALID = (x_valid, y_valid)


def quick(build, label, x=x_train, y=y_train, valid=VALID):
    """Train a net of five seeds for ten epochs."""
    return training.fit_seeds(build, x, y, label=label, validation_data=valid, **QUICK)


scored = {
    "no hidden layer": quick(
        lambda: compile_for(digit_net([], []), y_train), "no hidden layer"
    ),
    "64 neurons": quick(
        lambda: compile_for(digit_net([64], [0.0]), y_train), "64 hidden neurons"
    ),
}
for name, runs in scored.items():
    right = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    print(f"{name:15}: {runs.model().count_params():6,} parameters, {right} right")

# %% [markdown]
# Note how far a net without any hidden layer gets: far from the dummy, and not far from
# the other. That is the figure to beat.
#
# ### What may you do to the pixels?
#
# Four treatments of the same pictures, for the same net of 64 neurons:
#
# 1. as given;
# 2. **shuffled**: one random order of the 784 pixels, the same for every picture;
# 3. **not scaled**: from 0 to 255;
# 4. **a bad reshape**: `images.reshape(784, n).T`, which has the right shape. Some people keep
#    examples in columns, and this is how they get it wrong.
#
# **Predict** which of 2 to 4 do harm, and how much. Here is what they look like:

# %% role="demo"
order = np.random.default_rng(5).permutation(784)
treatments = {
    "as given": lambda x: x,
    "shuffled": lambda x: x[:, order],
    "not scaled": lambda x: 255 * x,
    "bad reshape": lambda x: x.reshape(784, len(x)).T,
}
shown = [
    (treat(x_train)[i] / treat(x_train).max(), name)
    for name, treat in treatments.items()
    for i in range(2)
]
plots.images(
    np.reshape([picture for picture, _ in shown], (-1, 28, 28)),
    [name.replace(" ", "\n", 1) for _, name in shown],
    columns=8,
    alt="Two digits, treated in four ways. As given and not scaled they can be read. "
    "Shuffled they are a cloud of dots, and after the bad reshape they are dots in columns.",
)

# %% role="demo" tags=["nbval-ignore-output"]
for name, treat in treatments.items():
    losses = []
    for seed in range(5):
        training.set_seed(seed)
        scores = np.asarray(digit_net([64], [0.0])(treat(x_train)))
        losses.append(cross_entropy(y_train, scores).mean())
    print(f"{name:11}: a loss of {training.mean_and_spread(losses)} before training")

# %% role="demo" tags=["nbval-ignore-output"]
treated = {"as given": scored["64 neurons"]}
for name in list(treatments)[1:]:
    treated[name] = quick(
        lambda: compile_for(digit_net([64], [0.0]), y_train),
        name,
        x=treatments[name](x_train),
        valid=(treatments[name](x_valid), y_valid),
    )
plots.compare(
    {
        name.replace(" ", "\n", 1): {
            "training": 100 * runs.final("accuracy"),
            "validation": 100 * runs.final("val_accuracy"),
        }
        for name, runs in treated.items()
    },
    ylabel="accuracy (%)",
    title="Five seeds each, ten epochs",
    alt="Training and validation accuracy of five seeds for four treatments. Shuffled pixels "
    "are as good as ordered ones. Without scaling validation is some points lower. After "
    "the bad reshape training is a little over half way up, and validation at ten percent.",
)
for name, runs in treated.items():
    ends = runs.final("accuracy"), runs.final("val_accuracy")
    train, valid = (training.mean_and_spread(end, percent=True) for end in ends)
    print(f"{name:11}: training {train}, validation {valid}")

# %% [markdown]
# - **Shuffled** pixels train just as well. A dense net knows nothing of neighbours, so
#   flattening took nothing from it *that it could have used*. Other nets can: convolutions
#   look at neighbours, and there the order is half of the information.
# - **Not scaled**, the net is far too sure before it knows anything: its first loss is above
#   100, where a net that knows nothing should pay 2.3. It still learns the training digits, and
#   is several points worse on new ones. (With columns of different kinds one would standardise
#   each; here all of them are pixels of one range.)
# - After the **bad reshape** each row is a mixture of many pictures. The net learns more than
#   half of them by heart, as there is nothing else to learn, and on new digits it guesses. No
#   error, no warning; only a look at the pictures tells.

# %% [markdown]
# ### Four ways to end a net
#
# The same again for the last layer and its loss. The net ends in ten scores, and then:
#
# 1. **softmax of the scores**, inside the loss: as you compiled it;
# 2. **softmax of sigmoids**: the book's words, taken literally;
# 3. **scores taken for probabilities**: `from_logits` forgotten;
# 4. **ten sigmoids**, each with a binary cross-entropy of its own: ten separate questions,
#    "is it a 0?", "is it a 1?" and so on.
#
# One thing on the way. For the second we have to write the sigmoid in disguise, as
# $(1 + \tanh \frac z 2) / 2$, and here is why. **Predict** what this prints.

# %% role="demo"
training.set_seed(1)
told = keras.Sequential([keras.Input((784,)), layers.Dense(10, activation="sigmoid")])
scores = x_train[:200] @ told.get_weights()[0]
of_scores = cross_entropy(y_train[:200], scores).mean()
of_sigmoids = cross_entropy(y_train[:200], 1 / (1 + np.exp(-scores))).mean()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    told.compile("adam", loss=SPARSE(from_logits=True))
    seen = told.evaluate(x_train[:200], y_train[:200], verbose=0)
print("the loss is that of the sigmoids:", abs(seen - of_sigmoids) < 1e-4)
print("the loss is that of the scores  :", abs(seen - of_scores) < 1e-4)
print("a warning was given             :", bool(caught))
told.compile("adam", loss=SPARSE())
seen = told.evaluate(x_train[:200], y_train[:200], verbose=0)
print("without the flag, of the scores :", abs(seen - of_scores) < 1e-4)

# %% [markdown]
# On TensorFlow, Keras looks behind your back. Where it recognises a sigmoid or a softmax
# at the end of a net, it fetches the scores from *before* it and computes the loss from
# them, whatever the flag says. With `from_logits=True` it warns. Without the flag it does
# so silently, and a net that ends in ten sigmoids is trained as if it ended in a softmax.
# It means well, and the results are more exact; but what you wrote is not what is trained,
# and on another of Keras's backends, such as JAX, it would be. Do not rely on the rescue.
# In disguise the sigmoid is not recognised.


# %% role="demo" tags=["nbval-ignore-output"]
def ending(activation, loss, metric="accuracy"):
    """Return a function that builds the net of 64 neurons with another end."""

    def build():
        net = digit_net([64], [0.0])
        outputs = layers.Activation(activation)(net.outputs[0])
        net = keras.Model(net.inputs[0], outputs)
        net.compile(keras.optimizers.Adam(2e-3), loss=loss, metrics=[metric])
        return net

    return build


def squashed(z):
    """Return the sigmoid of z, in disguise."""
    return (1 + keras.ops.tanh(z / 2)) / 2


ends = {"softmax of scores": scored["64 neurons"]}
ends["softmax of sigmoids"] = quick(
    ending(squashed, SPARSE(from_logits=True)), "softmax of sigmoids"
)
ends["scores as probabilities"] = quick(
    ending("linear", SPARSE()), "scores as probabilities"
)

# %% role="demo" tags=["nbval-ignore-output"]
float_rows = (
    one_hot(y_train, 10).astype("float32"),
    one_hot(y_valid, 10).astype("float32"),
)
argmax = keras.metrics.CategoricalAccuracy(name="accuracy")
ends["ten sigmoids"] = quick(
    ending("sigmoid", "binary_crossentropy", argmax),
    "ten sigmoids",
    y=float_rows[0],
    valid=(x_valid, float_rows[1]),
)
for name, runs in ends.items():
    right = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    loss = training.mean_and_spread(runs.final("loss"), digits=3)
    print(f"{name:23}: {right} right, training loss {loss}")
surest = softmax(np.asarray(ends["softmax of sigmoids"].model()(x_valid))).max()
print(f"softmax of sigmoids is never surer than {surest:.1%}")

# %% [markdown]
# - **Softmax of sigmoids** runs into the wall of section 2: its loss cannot fall below 1.461,
#   nor its probabilities rise above 23 %. And note what it does *not* lose: only one answer in a
#   hundred or so is worse than before. A mistake in the loss can hide behind a fine accuracy.
# - **Scores taken for probabilities** ruin training: what lies outside of 0 to 1 is clipped,
#   and a clipped score has no slope, so it learns nothing. How bad it gets depends on
#   the start: look at the spread.
# - **Ten sigmoids** answer nearly as well as the softmax. Losses of different kinds cannot be
#   compared, accuracies can. So why softmax? Look at what the sigmoids say:

# %% role="demo" tags=["nbval-ignore-output"]
alone = np.asarray(ends["ten sigmoids"].model()(x_valid))
shared = softmax(np.asarray(ends["softmax of scores"].model()(x_valid)))
total = alone.sum(axis=1)
chosen = [total.argmin(), total.argmax(), np.abs(total - 1).argmin()]
class_plots.beliefs(
    x_valid[chosen].reshape(-1, 28, 28),
    [f"label {y_valid[i]}" for i in chosen],
    {"ten sigmoids": alone[chosen], "softmax": shared[chosen]},
    alt="Three digits and what two nets say of each. For the first, the ten sigmoids are all "
    "near 0; for the second, two are high; for the third, one is near 1. The softmax always "
    "adds up to 1.",
)
low, high = np.quantile(total, (0.05, 0.95))
print(f"sum of ten sigmoids: from {total.min():.2f} to {total.max():.2f}", end=", ")
print(f"for nine digits in ten from {low:.2f} to {high:.2f}")

# %% [markdown]
# Ten separate questions get ten separate answers. They may all be no, or two of them yes,
# and nothing makes them add up to 1, so they cannot be read as shares of one whole. If
# exactly one class is true, use softmax. If classes do not exclude each other, as with
# "has a dog", "is at the beach" and "was taken at night", ten sigmoids are not a makeshift
# but exactly right: that is the multi-label problem of section 1.

# %% [markdown]
# ## 5. The first overfit
#
# Now the book's net. It has more than half as many parameters as all of our training
# pictures together have pixels. `fit_winners` trains five seeds and keeps two nets of each:
# the **last**, and the **winner**, the one after the epoch with the smallest validation
# loss. (For the loss we add a metric of our own, `data_loss`, the bare cross-entropy: in
# section 6 a penalty will be added to the loss itself, and then the two differ.)
#
# **Predict**, and draw it: the training loss and the validation loss over 20 epochs. And the
# validation accuracy?


# %% role="demo" tags=["nbval-ignore-output"]
def ready(net):
    """Compile a net that returns scores; measure the bare cross-entropy as well."""
    bare = keras.metrics.SparseCategoricalCrossentropy(
        from_logits=True, name="data_loss"
    )
    adam = keras.optimizers.Adam(2e-3)
    net.compile(adam, loss=SPARSE(from_logits=True), metrics=["accuracy", bare])
    return net


BOOK = [512, 256, 128]
print(f"{digit_net(BOOK, [0.0] * 3).count_params():,} parameters", end=", ")
print(f"{x_train.size:,} training pixels")

# %% role="demo" tags=["nbval-ignore-output"]
LONG = {"epochs": 20, "batch_size": 100, "validation_data": VALID}
LONG |= {"monitor": "val_data_loss"}
arms = {}
arms["plain"] = fit_winners(
    lambda: ready(digit_net(BOOK, [0.0] * 3)), x_train, y_train, label="plain", **LONG
)

# %% role="demo" tags=["nbval-ignore-output"]
history = arms["plain"].history
plots.curves(
    {"training": history["data_loss"], "validation": history["val_data_loss"]},
    ylabel="mean cross-entropy (nats)",
    ylim=(0, 0.8),
    title="The book's net: two losses part company",
    alt="Loss against epoch, mean and spread of five seeds. The training loss falls to zero. "
    "The validation loss falls for some epochs, and then rises slowly but steadily.",
)
plots.curves(
    {
        "training": 100 * history["accuracy"],
        "validation": 100 * history["val_accuracy"],
    },
    ylabel="accuracy (%)",
    ylim=(75, 101),
    title="And two accuracies that do not",
    alt="Accuracy against epoch. On the training digits it reaches 100 percent after some ten "
    "epochs. On the validation digits it rises to about 92 percent and stays there.",
)

# %% [markdown]
# Take a moment before you read on. What do the curves say?
#
# The training loss falls to nothing: every training digit is known by heart. The validation
# loss falls with it for a while, then turns and rises. That is **overfitting**: from there
# on the net learns what is true of these pictures only. To speak of it in numbers we need
# three: where the turn is, how much was lost since, and how far apart the two ended.
#
# ### Exercise 8: read the curves
#
# Write `read_curves(loss, val_loss)`.
#
# - Both are arrays `(n_seeds, n_epochs)`: training and validation loss after each epoch.
# - Take the mean over the seeds first. From the two mean curves return a tuple of three:
#   the **best epoch**, an int, counted from 1, in which the validation loss is smallest
#   (the first such one); the **rise**, how much the validation loss is higher at the end
#   than in the best epoch; and the **gap** at the end, validation minus training loss.
#
# For instance, with one seed, `loss = [[0.9, 0.5, 0.1]]` and `val_loss = [[1.0, 0.6, 0.8]]`
# give `(2, 0.2, 0.7)`.
#
# *Checked, here or in grading:* the three numbers, for one seed and for several that do not
# agree.


# %% role="solution" id="read_curves"
def read_curves(loss, val_loss):
    """Return the best epoch, the rise since, and the gap at the end."""
    ### BEGIN SOLUTION
    train, valid = np.mean(loss, axis=0), np.mean(val_loss, axis=0)
    best = int(np.argmin(valid))
    return best + 1, valid[-1] - valid[best], valid[-1] - train[-1]
    ### END SOLUTION


# %% role="tests" id="read_curves" points=2
# Run this cell to check read_curves (2 points).
def three(found):
    """Return the three numbers as an array; fail if there are not three."""
    checks.written(found, "read_curves")
    checks.that(
        isinstance(found, tuple | list | np.ndarray) and len(found) == 3,
        "read_curves must return three numbers: best epoch, rise, gap.",
        got=type(found).__name__,
    )
    checks.that(
        all(np.ndim(number) == 0 for number in found),
        "read_curves must return three single numbers; these are their shapes.",
        got=[np.shape(number) for number in found],
        hint="The end of a curve is its entry [-1].",
    )
    return checks.array(found, "What read_curves returns", shape=(3,))


checks.close(
    three(read_curves(np.array([[0.9, 0.5, 0.1]]), np.array([[1.0, 0.6, 0.8]]))),
    [2, 0.2, 0.7],
    "(best epoch, rise, gap) of one seed",
    mistakes=[
        ([1, 0.2, 0.7], "The first epoch is number 1; argmin counts from 0."),
        ([3, 0.0, 0.7], "That is the best epoch of the training loss."),
        ([2, -0.2, 0.7], "The rise is the end minus the best, not less than 0."),
        ([2, 0.2, -0.7], "The gap is validation minus training."),
        ([2, 0.4, 0.7], "The rise counts from the best epoch, not from the first."),
        ([2, 0.2, 0.1], "The gap is that of the last epoch."),
        ([2, 0.8, 0.7], "The rise is a difference: end minus best."),
        ([1, 0.0, 0.3], "Seeds are axis 0, epochs axis 1: mean over axis 0."),
        ([1, -0.2, 0.7], "Where the loss is *smallest*: argmin, not argmax."),
    ],
)
loss = np.array([[0.8, 0.4, 0.2, 0.1], [0.8, 0.4, 0.2, 0.1], [0.8, 0.4, 0.2, 0.1]])
val_loss = np.array([[1.0, 0.4, 0.9, 0.8], [1.0, 0.9, 0.3, 1.1], [1.0, 0.8, 0.6, 0.8]])
checks.close(
    three(read_curves(loss, val_loss)),
    [3, 0.3, 0.8],
    "(best epoch, rise, gap) of three seeds",
    mistakes=[
        ([2, 0.3, 0.8], "Mean over the seeds first, then look for the smallest."),
        ([2, 0.4, 0.7], "That is the first seed alone: take the mean of all."),
        ([8 / 3, 0.3, 0.8], "Mean over the seeds first, then look for the smallest."),
        ([3, 7 / 15, 0.8], "Mean over the seeds first, then look for the smallest."),
        (
            [8 / 3, 7 / 15, 0.8],
            "Mean over the seeds first, then look for the smallest.",
        ),
    ],
    hint="Mean over axis 0, the seeds; what is left is one curve.",
)
checks.passed("read_curves")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(512)
for seeds, epochs in ((5, 12), (4, 30), (1, 7)):
    loss = generator.random((seeds, epochs)) / 4
    val_loss = 1 + generator.random((seeds, epochs))
    low = [sum(loss[:, e]) / seeds for e in range(epochs)]
    high = [sum(val_loss[:, e]) / seeds for e in range(epochs)]
    turn = min(range(epochs), key=high.__getitem__)
    checks.close(
        three(read_curves(loss, val_loss)),
        [turn + 1, high[-1] - high[turn], high[-1] - low[-1]],
        f"(best epoch, rise, gap) of {seeds} seeds and {epochs} epochs",
        hint="Mean over the seeds first, then look for the smallest.",
    )
tied = np.array([[0.75, 0.5, 0.5, 0.625]])
checks.close(
    three(read_curves(tied / 2, tied)),
    [2, 0.125, 0.3125],
    "(best epoch, rise, gap) when two epochs are equally good",
    mistakes=[([3, 0.125, 0.3125], "Of two equally good epochs take the first.")],
)
falling = np.array([[0.9, 0.6, 0.5]])
checks.close(
    three(read_curves(falling / 5, falling)),
    [3, 0.0, 0.4],
    "(best epoch, rise, gap) of a loss that is still falling",
)
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
plain = arms["plain"]
best, rise, gap = read_curves(history["data_loss"], history["val_data_loss"])
print(f"best epoch {best}, rise since {rise:.3f}, gap at the end {gap:.3f} nats")
print("winners of the five seeds: epochs", plain.epochs)
for name, metric in (("loss", "val_data_loss"), ("accuracy", "val_accuracy")):
    ends = plain.final(metric), plain.last(metric)
    texts = [training.mean_and_spread(e, digits=3) for e in ends]
    print(f"validation {name:8}: winner {texts[0]}, last {texts[1]}")

# %% [markdown]
# Here is a puzzle. The loss got worse after the best epoch, and the accuracy did not. If the
# net gives as many right answers as before, *what* has it overfitted?
#
# **Predict**, then look: how sure is the net of the answers that are **wrong**? We collect
# the probability of the answer for all wrong answers of the five winners, and of the five
# last nets.


# %% role="demo" tags=["nbval-ignore-output"]
def scores_of(model_of, x):
    """Return the scores of five nets, shape (5, n, 10)."""
    return np.stack([np.asarray(model_of(i)(x, training=False)) for i in range(5)])


valid_scores = {
    "winners": scores_of(plain.model, x_valid),
    "last nets": scores_of(plain.last_model, x_valid),
}
sure = {}
for name, z in valid_scores.items():
    p, wrong = softmax(z).max(axis=2), z.argmax(axis=2) != y_valid
    sure[name] = 100 * p[wrong]
    each = [row[bad].mean() for row, bad in zip(p, wrong)]
    print(
        f"{name:9}: {training.mean_and_spread(1 - wrong.mean(axis=1), percent=True)} right,",
        f"sure to {training.mean_and_spread(p.mean(axis=1), percent=True)};",
        f"where wrong, sure to {training.mean_and_spread(each, percent=True)}",
    )

# %% role="demo" tags=["nbval-ignore-output"]
edges = np.array([0, 50, 70, 90, 99, 100])
class_plots.shares(
    {
        name: 100 * np.histogram(found, edges)[0] / len(found)
        for name, found in sure.items()
    },
    ["to 50", "50 to 70", "70 to 90", "90 to 99", "99 to 100"],
    xlabel="probability of the wrong answer (%)",
    ylabel="share of the wrong answers (%)",
    title="How sure the nets are where they are wrong",
    alt="Bars: shares of the wrong answers by how probable the net called them, in five ranges, "
    "for winners and last nets. The last nets have fewer doubtful mistakes than the winners "
    "and about twice as many at 99 percent and above.",
)

# %% [markdown]
# That is the answer: it is its *modesty* that the net lost. When every training digit is
# right, the training loss can still fall, by making the right scores larger and larger. All
# scores grow, the wrong ones too, and a mistake at 99 % costs far more than one at 60 %.
#
# A number that should say "I am right in so many cases of a hundred" and does is called
# **calibrated**. Ours says far more than it keeps. But if all that happened is that scores
# have grown too large, we know a knob that shrinks them all: the temperature. It changes no
# answer. We choose it for each net, the one with the smallest loss on the validation digits
# (Guo et al., 2017).

# %% role="demo" tags=["nbval-ignore-output"]
TEMPERATURES = np.geomspace(0.5, 4, 25)


def best_temperature(z):
    """Return the temperature with the smallest validation loss for scores z."""
    losses = [cross_entropy(y_valid, z / t).mean() for t in TEMPERATURES]
    return TEMPERATURES[np.argmin(losses)]


temperatures = {}
for name, z in valid_scores.items():
    temperatures[name] = [best_temperature(scores) for scores in z]
    before = [cross_entropy(y_valid, scores).mean() for scores in z]
    pairs = zip(z, temperatures[name])
    after = [cross_entropy(y_valid, scores / t).mean() for scores, t in pairs]
    print(
        f"{name:9}: T = {training.mean_and_spread(temperatures[name])}", end=", loss "
    )
    print(training.mean_and_spread(before, digits=3), end=" becomes ")
    print(training.mean_and_spread(after, digits=3))

# %% [markdown]
# One number a net, found afterwards, wins back all that the later epochs had cost, and more:
# the cooled-down last nets are at least as good as the winners. So the rise in the curve was
# not knowledge lost. It was too much confidence, and that can be mended.
#
# Do not take this for a law. Here the labels are clean, and what the net learns by heart is
# at least true. With wrong labels in the training set the accuracy falls as well, and no
# temperature brings it back; the chapter on regularisation begins there.

# %% [markdown] cited=[98.1, 98.2, 94.9]
# ## 6. Two remedies, at first sight
#
# The book goes on to two remedies. On all of MNIST it reports 98.1 % on the test set for the
# plain net, 98.2 % with dropout and 94.9 % with an l2 penalty, one run each. Its advice:
# begin with dropout of 0.5 after *every* hidden layer; as a second try, after the *first*
# alone. For l2 it takes Keras's default. You have built all three already.
#
# **Predict** for each: the training accuracy at the end, and the validation loss of the
# winner, against those of the plain net.

# %% role="demo" tags=["nbval-ignore-output"]
arms["dropout, all"] = fit_winners(
    lambda: ready(digit_net(BOOK, [0.5, 0.5, 0.5])),
    x_train,
    y_train,
    label="dropout on all layers",
    **LONG,
)

# %% role="demo" tags=["nbval-ignore-output"]
arms["dropout, first"] = fit_winners(
    lambda: ready(digit_net(BOOK, [0.5, 0.0, 0.0])),
    x_train,
    y_train,
    label="dropout on the first layer",
    **LONG,
)

# %% role="demo" tags=["nbval-ignore-output"]
arms["l2, default"] = fit_winners(
    lambda: ready(digit_net(BOOK, [0.0] * 3, "l2")),
    x_train,
    y_train,
    label="l2 of the default strength",
    **LONG,
)

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {name: runs.history["val_data_loss"] for name, runs in arms.items()},
    ylabel="validation cross-entropy (nats)",
    ylim=(0.2, 0.9),
    title="Four nets, five seeds each",
    alt="Validation cross-entropy against epoch for the plain net, dropout on all layers, "
    "dropout on the first, and l2. Dropout on all layers starts highest and reaches the "
    "lowest point; later it rises too. l2 stays above the plain net for most of the way.",
)
for name, runs in arms.items():
    loss = training.mean_and_spread(runs.final("val_data_loss"), digits=3)
    right = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    fitted = training.mean_and_spread(runs.last("accuracy"), percent=True)
    print(f"{name:14}: winner {loss}, {right} right; training at the end {fitted}")

# %% [markdown]
# - **Dropout on all layers** has the best winner. It delays the overfit, and makes it
#   smaller; it does not abolish it: give it time, and its validation loss turns up too.
# - **On the first alone** it lies between the plain net and the other. It is the second try,
#   for when the first leaves too little of a net to learn with.
# - **l2 of the default strength** is the worst of the four. It falls behind on the training
#   digits already: it **underfits**. (So do the nets with dropout, by the figure, but for them
#   `fit` measures with dropout on; l2 has no such excuse.) From one such run the book gives up
#   on l2, and there it is too quick: 0.01 is one guess out of many.
#
# That is all you need to know of them for now. The chapter on regularisation writes the
# penalty by hand and looks for a strength that does not underfit; the chapter on dropout
# writes dropout by hand and looks for rates.
#
# Four arms have been compared, and their epochs and temperatures chosen, on the validation
# digits, so those figures flatter all of them. The test digits have not been touched. We
# open them once, for these nets and no others.


# %% role="demo" tags=["nbval-ignore-output"]
def on_test(z, temperatures=(1.0,) * 5):
    """Return accuracy and mean cross-entropy on the test digits as one line."""
    right = np.mean(z.argmax(axis=2) == y_test, axis=1)
    losses = [cross_entropy(y_test, s / t).mean() for s, t in zip(z, temperatures)]
    shown = training.mean_and_spread(right, percent=True)
    return f"{shown} right, loss {training.mean_and_spread(losses, digits=3)}"


last = scores_of(plain.last_model, x_test)
print("plain, last           :", on_test(last))
print("plain, last, T chosen :", on_test(last, temperatures["last nets"]))
for name, runs in arms.items():
    print(f"{name + ', winner':22}:", on_test(scores_of(runs.model, x_test)))
error = np.sqrt(0.92 * 0.08 / len(y_test))
print(f"a share of 92 % of {len(y_test):,} digits has a standard error of {error:.1%}")

# %% [markdown]
# Read it twice; it is a lesson in modesty for people, too.
#
# - On the validation digits dropout led by a point of accuracy. Here the lead is gone. Did five
#   seeds not protect us? They differ in their starts, and share the *same* thousand digits,
#   and a thousand digits fix a share near 92 % to ± 0.9 points, no better. The spread over seeds
#   says nothing about that.
# - On the loss the order holds better: dropout on all layers before the first alone, both before
#   the plain winners. l2 is last in accuracy here as well.
# - And the best net of all, on either figure, is the *last* plain one with a temperature: no
#   remedy during training, one number after it. Always ask what a remedy is compared with.

# %% [markdown]
# ## 7. Which one for which?
#
# "Nine in ten are right" is one number. With ten classes there are ninety ways to be wrong,
# and a **confusion matrix** counts each: a row for every true class, a column for every
# answer. Those on the diagonal are right.
#
# ### Exercise 9: the confusion matrix
#
# Write `confusion(truth, answers, classes)`.
#
# - `truth` and `answers`: arrays of integers from 0 to `classes - 1`, both `(n,)`.
# - Return an array of whole numbers, `(classes, classes)`: row $i$, column $j$ holds how
#   many examples of class $i$ were answered with $j$.
#
# One line of NumPy comes to mind, `matrix[truth, answers] += 1`, and it is wrong: where the
# same place is named twice, it adds only once. `np.add.at` adds every time.
#
# *Checked, here or in grading:* counts, which axis is which, classes that do not occur.


# %% role="solution" id="confusion"
def confusion(truth, answers, classes):
    """Return how many examples of each class (row) got each answer (column)."""
    ### BEGIN SOLUTION
    matrix = np.zeros((classes, classes), dtype=int)
    np.add.at(matrix, (truth, answers), 1)
    return matrix
    ### END SOLUTION


# %% role="tests" id="confusion" points=2
# Run this cell to check confusion (2 points).
truth, answers = np.array([0, 0, 0, 1, 1, 3, 0]), np.array([0, 0, 1, 1, 3, 0, 0])
matrix = checks.array(confusion(truth, answers, 4), "The result of confusion")
checks.that(
    matrix.shape == (4, 4),
    "With four classes the matrix must have four rows and four columns.",
    got=matrix.shape,
    hint="Also for a class that occurs nowhere: use `classes`, not the data.",
)
right = np.array([[3, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [1, 0, 0, 0]])
checks.close(
    matrix,
    right,
    "The confusion matrix of seven answers",
    mistakes=[
        (right.T, "Rows are the truth, columns the answers: they are swapped."),
        (
            np.minimum(right, 1),
            "No count exceeds 1: `matrix[truth, answers] += 1` adds only once where a "
            "place is named twice. Use np.add.at, or a loop.",
        ),
        (
            right / np.maximum(right.sum(axis=1, keepdims=True), 1),
            "These are shares of the row: return the counts.",
        ),
        (right / 7, "These are shares of all: return the counts."),
        (np.diag([3, 1, 0, 0]), "Count the wrong answers too."),
        (right - np.diag([3, 1, 0, 0]), "Count the right answers too."),
        (
            np.tile(right.sum(axis=0), (4, 1)),
            "All rows are one and the same list: `[[0] * n] * n` names it n times. Use "
            "np.zeros.",
        ),
    ],
)
checks.passed("confusion")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(513)
for n, classes in ((200, 10), (30, 3), (8, 6), (1500, 2)):
    truth, answers = generator.integers(0, classes, (2, n))
    truth[truth == classes - 1] = 0
    kept = truth.copy(), answers.copy()
    wanted = [
        [sum(t == i and a == j for t, a in zip(truth, answers)) for j in range(classes)]
        for i in range(classes)
    ]
    checks.close(
        confusion(truth, answers, classes),
        wanted,
        f"The confusion matrix of {n} answers and {classes} classes",
        mistakes=[
            (np.transpose(wanted), "Rows are the truth, columns the answers."),
            (np.mod(wanted, 256), "uint8 ends at 255: count in int."),
        ],
    )
    checks.unchanged(kept[0], truth, "truth")
    checks.unchanged(kept[1], answers, "answers")
### END HIDDEN TESTS

# %% [markdown]
# To turn scores into answers, take the class with the largest: `argmax`. (scikit-learn's metrics
# want classes too, not scores or one-hot rows.) We pool the answers of all five winners with
# dropout on all layers to the validation digits.
#
# **Predict:** name two digits that will often be confused, and say in which direction.

# %% role="demo" tags=["nbval-ignore-output"]
from sklearn import metrics

z_valid = scores_of(arms["dropout, all"].model, x_valid)
answers = z_valid.argmax(axis=2)  # (5, n)
truth = np.tile(y_valid, 5)
counts = confusion(truth, answers.ravel(), 10)
class_plots.confusion(
    counts,
    range(10),
    title="Five nets together",
    alt="Confusion matrix of the ten digits. Most answers are on the diagonal. Among the "
    "others a few stand out, such as 5 for a 3, 9 for a 7, and 8, 0 or 6 for a 2.",
)
print(
    "the same as sklearn's:",
    (metrics.confusion_matrix(truth, answers.ravel()) == counts).all(),
)
off = counts - np.diag(np.diag(counts))
for i in np.argsort(-off, axis=None, kind="stable")[:5]:
    print(f"{i // 10}, taken for {i % 10}: {off.flat[i]} times")

# %% [markdown]
# The matrix is not symmetric: that a digit is taken for another says little about the way
# back. The shade shows shares of the *row*, and it is good to know what you divide by:
#
# - by the **row**: of all true 8s, how many were called 8? The diagonal is then the
#   **recall** of the class;
# - by the **column**: of all that were called 8, how many are 8s? The diagonal is then its
#   **precision**.
#
# With $m_{ii}$ on the diagonal, recall is $r = m_{ii} / \text{(sum of row } i)$, precision is
# $q = m_{ii} / \text{(sum of column } i)$, and their harmonic mean is
# $F_1 = 2 q r / (q + r)$, which is small if either of them is.
#
# And one number for all? **Macro** averaging takes the plain mean over the classes, so each
# class counts alike, however rare. **Micro** averaging pools all examples first, so each
# example counts alike; with one answer an example, the micro-averages of precision, of
# recall and of $F_1$ are all the same number: the accuracy.
#
# ### Exercise 10: a report
#
# Write `report(matrix)` for a confusion matrix `(classes, classes)`, rows the truth. Return
# a dict with
#
# - `"precision"`, `"recall"`, `"f1"`: arrays `(classes,)`. A class that was never answered
#   has a precision of 0, one that never occurred a recall of 0, and one without a right
#   answer an $F_1$ of 0: no `nan`.
# - `"accuracy"` and `"macro_f1"`, the mean of the $F_1$ of all classes: floats.
#
# *Checked, here or in grading:* all five, with rare classes and empty ones.


# %% role="solution" id="report"
def report(matrix):
    """Return precision, recall and F1 of each class, accuracy and macro F1."""
    ### BEGIN SOLUTION
    hits = np.diag(matrix)
    truth, answered = matrix.sum(axis=1), matrix.sum(axis=0)
    f1 = 2 * hits / np.maximum(truth + answered, 1)  # of counts: no division by 0
    return {
        "precision": hits / np.maximum(answered, 1),
        "recall": hits / np.maximum(truth, 1),
        "f1": f1,
        "accuracy": hits.sum() / matrix.sum(),
        "macro_f1": f1.mean(),
    }
    ### END SOLUTION


# %% role="tests" id="report" part="classes" points=2
# Run this cell to check report, classes (2 points).
def entry(found, name):
    """Return an entry of a report; fail if it is not there."""
    checks.written(found, "report")
    checks.that(
        isinstance(found, dict) and name in found,
        f'report must return a dict with the entry "{name}".',
        got=sorted(found) if isinstance(found, dict) else type(found).__name__,
    )
    return found[name]


matrix = np.array([[6, 2, 0], [1, 3, 0], [1, 3, 4]])
found = report(matrix.copy())
precision, recall = np.array([0.75, 0.375, 1.0]), np.array([0.75, 0.75, 0.5])
both = 2 * precision * recall / (precision + recall)
checks.close(
    entry(found, "precision"),
    precision,
    "The precision of three classes",
    mistakes=[
        (recall, "That is the recall: precision divides by the sum of the column."),
        (np.array([6, 3, 4]) / 20, "Divide by the sum of the column, not by all."),
        (0.65, "One number a class, please, not their total."),
        (100 * precision, "Shares from 0 to 1, please, not percent."),
    ],
)
checks.close(
    entry(found, "recall"),
    recall,
    "The recall of three classes",
    mistakes=[
        (precision, "That is the precision: recall divides by the sum of the row."),
        (np.array([6, 3, 4]) / 20, "Divide by the sum of the row, not by all."),
    ],
)
checks.close(
    entry(found, "f1"),
    both,
    "The F1 of three classes",
    mistakes=[
        (
            (precision + recall) / 2,
            "That is the ordinary mean; F1 is the harmonic one: 2qr / (q + r).",
        ),
        (precision * recall / (precision + recall), "The 2 is missing: 2qr / (q + r)."),
    ],
)
empty = report(np.array([[5, 0, 1], [0, 0, 2], [0, 0, 0]]))
for name, wanted in (
    ("precision", [1.0, 0.0, 0.0]),
    ("recall", [5 / 6, 0.0, 0.0]),
    ("f1", [10 / 11, 0.0, 0.0]),
):
    got = checks.array(entry(empty, name), f"The {name}", shape=(3,))
    checks.that(
        np.isfinite(got).all(),
        f"The {name} of classes never answered or never seen must be a number.",
        got=got,
        hint="0 divided by 0 is nan: where the divisor is 0, the answer is 0.",
    )
    checks.close(got, wanted, f"The {name}, with classes never answered or never seen")
checks.passed("report, classes")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(514)
for classes in (2, 5, 10):
    matrix = generator.integers(0, 30, (classes, classes))
    matrix[classes - 1] = 0  # never occurs
    matrix[:, 0] = 0  # never answered
    given = matrix.copy()
    found = report(given)
    checks.unchanged(matrix, given, "matrix")
    hits = [int(matrix[k, k]) for k in range(classes)]
    rows = [int(matrix[k].sum()) for k in range(classes)]
    columns = [int(matrix[:, k].sum()) for k in range(classes)]
    for name, below in (("precision", columns), ("recall", rows)):
        checks.close(
            entry(found, name),
            [h / b if b else 0.0 for h, b in zip(hits, below)],
            f"The {name} of {classes} classes",
        )
    checks.close(
        entry(found, "f1"),
        [2 * h / (r + c) if h else 0.0 for h, r, c in zip(hits, rows, columns)],
        f"The F1 of {classes} classes",
    )
### END HIDDEN TESTS

# %% role="tests" id="report" part="averages" points=1
# Run this cell to check report, averages (1 point).
matrix = np.array([[90, 0, 0], [5, 1, 0], [4, 0, 0]])
found = checks.written(report(matrix.copy()), "report")
checks.that(
    isinstance(found, dict) and {"accuracy", "macro_f1"} <= set(found),
    'report must return a dict with the entries "accuracy" and "macro_f1".',
    got=sorted(found) if isinstance(found, dict) else type(found).__name__,
)
checks.close(
    found["accuracy"],
    0.91,
    "The accuracy",
    mistakes=[
        (7 / 18, "That is the mean of the recalls: pool all examples."),
        (91 / 3, "Divide by the number of examples, not of classes."),
        (91, "A share from 0 to 1, please, not percent."),
    ],
)
f1 = np.array([180 / 189, 2 / 7, 0.0])
checks.close(
    found["macro_f1"],
    f1.mean(),
    "The macro F1",
    mistakes=[
        (0.91, "That is the micro average; macro is the mean over the classes."),
        (
            2 * (21 / 33) * (7 / 18) / (21 / 33 + 7 / 18),
            "Mean of the F1 of the classes, not F1 of the mean precision and recall.",
        ),
        (f1[:2].mean(), "A class without a right answer counts too, with 0."),
        (
            float(f1 @ [0.9, 0.06, 0.04]),
            "That is weighted by how often classes occur; macro counts all alike.",
        ),
    ],
    hint="The plain mean of the F1 of all classes.",
)
checks.passed("report, averages")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(515)
for classes in (3, 10):
    matrix = generator.integers(0, 9, (classes, classes))
    matrix += np.diag([20] * classes)
    matrix[1] //= 8
    matrix[:, 2] = 0
    found = report(matrix.copy())
    single = [
        2 * matrix[k, k] / (matrix[k].sum() + matrix[:, k].sum())
        for k in range(classes)
    ]
    checks.close(
        found["macro_f1"], sum(single) / classes, f"Macro F1, {classes} classes"
    )
    checks.close(
        found["accuracy"],
        sum(matrix[k, k] for k in range(classes)) / matrix.sum(),
        f"The accuracy, {classes} classes",
    )
### END HIDDEN TESTS

# %% [markdown]
# scikit-learn prints the whole report, and agrees with yours. Which digit is found least
# often, and which is named wrongly most often?

# %% role="demo" tags=["nbval-ignore-output"]
ours = report(counts)
print(metrics.classification_report(truth, answers.ravel(), digits=3))
p, r, f, _ = metrics.precision_recall_fscore_support(truth, answers.ravel())
same = [
    np.allclose(a, ours[b]) for a, b in ((p, "precision"), (r, "recall"), (f, "f1"))
]
print("ours agrees with it:", all(same))
lowest = {name: ours[name].argmin() for name in ("recall", "precision")}
for name, digit in lowest.items():
    print(f"lowest {name}: {ours[name][digit]:.1%}, of {digit}")

# %% [markdown]
# On our balanced digits macro and micro agree to a hair. They part when classes are rare.
# We keep only ten of the 8s, and compare two nets: ours, and one that has been forbidden
# to say 8.
#
# **Predict:** what does accuracy make of the second, and what does macro F1?

# %% role="demo" tags=["nbval-ignore-output"]
few = (y_valid != 8) | (np.cumsum(y_valid == 8) <= 10)
mute = z_valid.copy()
mute[:, :, 8] = -np.inf
for name, z in (("as it is", z_valid), ("never says 8", mute)):
    seen = z[:, few].argmax(axis=2).ravel()
    found = report(confusion(np.tile(y_valid[few], 5), seen, 10))
    print(f"{name:12}: accuracy {found['accuracy']:.1%}", end=", ")
    print(f"macro F1 {found['macro_f1']:.1%}, recall of 8 {found['recall'][8]:.0%}")

# %% [markdown]
# To accuracy the loss of a whole class is a trifle: there are so few of them left to miss, and
# other digits are no longer mistaken for one. Macro F1 raises the alarm. So the book is right
# to trust accuracy *because* the digits are balanced, and only then.
#
# (One more thing to put right: it says that ROC AUC is not defined for more than two
# classes. It is, as a mean over one class against the rest, or over all pairs of classes;
# Hand and Till, 2001. Here it is close to 1, and tells us little.)

# %% role="demo" tags=["nbval-ignore-output"]
for kind in ("ovr", "ovo"):
    areas = [
        metrics.roc_auc_score(y_valid, softmax(z), multi_class=kind) for z in z_valid
    ]
    print(f"AUC, {kind}: {training.mean_and_spread(areas, digits=4)}")

# %% [markdown]
# ### Exercise 11: nearly right
#
# How often is the truth at least among the $k$ classes with the highest scores? Write
# `top_k(labels, scores, k)`: `labels` integers `(n,)`, `scores` `(n, classes)`. Return the
# share of examples whose label is among the $k$ highest, a float. No two scores of a row
# are equal. (`np.argsort` sorts upwards.)


# %% role="solution" id="top_k"
def top_k(labels, scores, k):
    """Return the share of examples whose label is among the k highest scores."""
    ### BEGIN SOLUTION
    highest = np.argsort(scores, axis=1)[:, -k:]
    return np.mean(np.any(highest == labels[:, None], axis=1))
    ### END SOLUTION


# %% role="tests" id="top_k" points=1
# Run this cell to check top_k (1 point).
scores = np.array(
    [
        [0.1, 0.7, 0.2, 0.0],
        [5.0, 4.0, 3.0, 2.0],
        [-1.0, -4.0, -3.0, -2.0],
        [1.0, 2.0, 3.0, 4.0],
    ],
    "float32",
)
labels = np.array([1, 1, 2, 1])
checks.close(
    [checks.written(top_k(labels, scores, k), "top_k") for k in (1, 2, 3, 4)],
    [0.25, 0.5, 1.0, 1.0],
    "top_k of four examples for k = 1, 2, 3, 4",
    mistakes=[
        ([0.25, 0.25, 0.5, 0.0], "Among the k highest, not exactly at place k."),
        ([0.25, 0.5, 0.5, 0.0], "Among the k highest, not exactly at place k."),
        ([0.0, 0.5, 0.75, 1.0], "These are the k lowest: argsort sorts upwards."),
        ([0.5, 1.0, 1.0, 1.0], "That is one place too many."),
        ([0.0, 0.25, 0.5, 1.0], "That is one place too few."),
        ([1, 2, 4, 4], "That is the number of examples; return their share."),
        ([25, 50, 100, 100], "A share from 0 to 1, please, not percent."),
        ([0.75, 0.5, 0.0, 0.0], "That is the share that is missed."),
        ([0.75, 1, 1, 1], "Compare each label with the classes of its own row."),
        ([0, 0, 0, 0.25], "np.sort gives scores; np.argsort gives classes."),
        (
            [0.25, 0.5, 0.75, 1],
            "np.argsort gives the class at each place, not the place of each class.",
        ),
    ],
)
checks.passed("top_k")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(516)
for n, classes in ((60, 10), (25, 4)):
    scores, labels = (
        generator.normal(size=(n, classes)),
        generator.integers(0, classes, n),
    )
    for k in (1, 2, 3, classes):
        above = [int((row > row[t]).sum()) for row, t in zip(scores, labels)]
        checks.close(
            top_k(labels, scores.astype("float32"), k),
            sum(a < k for a in above) / n,
            f"top_k of {n} examples, {classes} classes, k = {k}",
            hint="An example counts if fewer than k classes have a higher score.",
        )
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
for k in (1, 2, 3, 5):
    shares = [top_k(y_valid, z, k) for z in z_valid]
    print(f"among the {k} highest: {training.mean_and_spread(shares, percent=True)}")

# %% [markdown]
# Most of what the net gets wrong, it has in second place. (For a thousand classes, where a
# "crane" may be a bird or a machine, people report top-5 as a matter of course.)

# %% [markdown]
# ## 8. Whose mistake?
#
# Look at the pictures that a net gets wrong. It is the best quarter of an hour you can spend
# on a data set. These are the wrong answers of which our five nets together are surest.

# %% role="demo" tags=["nbval-ignore-output"]
p_valid = softmax(z_valid).mean(axis=0)  # the mean of five nets
answer = p_valid.argmax(axis=1)
wrong = np.flatnonzero(answer != y_valid)
surest = wrong[np.argsort(-p_valid.max(axis=1)[wrong])][:20]
plots.images(
    x_valid[surest].reshape(-1, 28, 28),
    [f"{y_valid[i]}, says {answer[i]},\n{p_valid[i].max():.0%} sure" for i in surest],
    alt="Twenty validation digits that the nets get wrong, each with its label, the answer and "
    "how sure the nets are. Many are badly written; with some a person would side with the "
    "nets.",
)
print(f"{len(wrong)} of {len(y_valid):,} wrong by the mean of the five", end="; ")
print(f"{np.all(answers != y_valid, axis=0).sum()} wrong by each of them")

# %% [markdown]
# Some are the net's fault. Some are the writer's. And with some you may wonder about the
# *label*: even MNIST's test set has wrong ones, at least fifteen by one careful count
# (Northcutt, Athalye and Mueller, 2021), and what you collect yourself will have more. So a
# good net can help to find them.
#
# ### Exercise 12: suspects
#
# Which labels would you have somebody look at again? Those to which a net, which has not
# been trained on them, gives the least probability. Write
# `suspects(labels, probabilities, count)`.
#
# - `labels`: integers `(n,)`; `probabilities`: `(n, classes)`.
# - Return the **positions** of the `count` examples whose own label has the lowest
#   probability, the most suspicious first, an array of integers `(count,)`.
#
# Note the difference between an *unsure* net (no class has much) and one that *contradicts*
# the label (another class has it all). We want the second.
#
# *Checked, here or in grading:* positions and their order.


# %% role="solution" id="suspects"
def suspects(labels, probabilities, count):
    """Return the positions of the labels that are least probable, least first."""
    ### BEGIN SOLUTION
    own = probabilities[np.arange(len(labels)), labels]
    return np.argsort(own)[:count]
    ### END SOLUTION


# %% role="tests" id="suspects" points=2
# Run this cell to check suspects (2 points).
p = np.array(
    [
        [0.90, 0.06, 0.04],
        [0.02, 0.97, 0.01],
        [0.35, 0.33, 0.32],
        [0.05, 0.15, 0.80],
        [0.10, 0.20, 0.70],
    ]
)
labels = np.array([0, 0, 1, 1, 2])
found = checks.array(suspects(labels, p, 3), "The result of suspects", shape=(3,))
checks.close(
    found,
    [1, 3, 2],
    "The three most suspicious of five labels",
    mistakes=[
        (
            [2, 4, 3],
            "These are the pictures of which the net is unsure. Look for labels that it "
            "contradicts: a low probability of the label itself.",
        ),
        ([2, 3, 1], "The most suspicious first."),
        ([1, 2, 3], "The most suspicious first: sort by probability, not by position."),
        (
            [0, 4, 2],
            "These labels have the highest probability; the suspicious have the lowest.",
        ),
        ([0.02, 0.15, 0.33], "These are the probabilities: return the positions."),
        ([0, 1, 1], "These are the labels: return their positions."),
        ([2, 4, 0], "np.argsort sorts upwards: the lowest come first."),
        ([1, 0, 3], "The lowest probability of its *own label*, not of any class."),
    ],
    hint="p[np.arange(n), labels] is the probability of each label; np.argsort the rest.",
)
checks.passed("suspects")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(517)
for n, classes, count in ((50, 10, 7), (20, 3, 20), (9, 4, 1), (3000, 5, 900)):
    p = generator.random((n, classes)) ** 3
    p /= p.sum(axis=1, keepdims=True)
    labels = generator.integers(0, classes, n)
    kept = p.copy()
    order = sorted(range(n), key=lambda i: p[i, labels[i]])
    found = checks.array(suspects(labels, p, count), "suspects", shape=(count,))
    checks.that(
        found.tolist() == order[:count] or set(found.tolist()) != set(order[:count]),
        "These are the right positions, but not the most suspicious first.",
        got=found,
        hint="np.argsort sorts; np.argpartition only parts.",
    )
    margin = sorted(range(n), key=lambda i: p[i, labels[i]] - p[i].max())
    checks.close(
        found,
        order[:count],
        f"The {count} most suspicious of {n} labels",
        mistakes=[
            (
                margin[:count],
                "That is how far the label is behind the answer: take the probability of "
                "the label itself.",
            )
        ],
        hint="Every example counts, also those that the net gets right.",
    )
    checks.unchanged(kept, p, "probabilities")
### END HIDDEN TESTS

# %% [markdown]
# Does it work? We give 30 validation digits or so a wrong label, look at the list of each of
# our five nets, and count how many of the planted labels are in it. **Predict:** how many of
# the labels must somebody read to find nine in ten of the planted ones? And how good a list
# would it be to look where the net is *unsure*?

# %% role="demo" tags=["nbval-ignore-output"]
rng = np.random.default_rng(8)
planted = rng.random(len(y_valid)) < 0.03
shifted = (y_valid + rng.integers(1, 10, len(y_valid))) % 10
y_planted = np.where(planted, shifted, y_valid)
read = len(y_valid) * np.array([1, 2, 3, 5, 8, 12]) // 100
by_label, by_doubt = [], []
for p in softmax(z_valid):
    lists = suspects(y_planted, p, read[-1]), np.argsort(p.max(axis=1))[: read[-1]]
    for shares, order in zip((by_label, by_doubt), lists):
        shares.append(100 * np.cumsum(planted[order])[read - 1] / planted.sum())

# %% role="demo" tags=["nbval-ignore-output"]
percent = 100 * read / len(y_valid)
plots.curves(
    {"contradicted": (percent, by_label), "unsure": (percent, by_doubt)},
    xlabel="labels read again (% of all)",
    ylabel="wrong labels found (%)",
    ylim=(0, 105),
    title=f"{planted.sum()} wrong labels among {len(y_valid):,}, five nets",
    alt="Share of the planted wrong labels that are found, against the share of labels that are "
    "read again. Where the nets contradict the label, nearly all are found within a few "
    "percent; where they are unsure, hardly any.",
)
for n, share, doubt in zip(read, np.mean(by_label, axis=0), np.mean(by_doubt, axis=0)):
    print(f"{n:4} labels read: {share:3.0f} % found; where unsure, {doubt:3.0f} %")

# %% [markdown]
# A handful of the labels need to be read again, not all of them, and the list by doubt is
# worthless here: a picture that is clearly a 3 and labelled 7 leaves the net in no doubt at
# all. Two rules go with it. The net must not have been trained on those labels, or it has
# learned them by heart. And a person decides: some suspects are only badly written, and to
# throw out all that a net finds hard makes the next net look better than it is.

# %% [markdown] cited=[98.1, 98.2, 94.9, 55000]
# ## 9. At full scale
#
# Does it hold on all 55,000 training digits? The book's net, plain, with dropout of 0.5 on all
# hidden layers, and with shuffled pixels; ten epochs each, with a learning rate that falls from
# 0.002 to 0; of each run the epoch with the fewest validation errors is tested. You need not run
# this: the table comes with the chapter. The book reports 98.1 % for the plain net and 98.2 % with
# dropout, one run each, and 94.9 % with the default l2, which the chapter on regularisation
# measures on the same net. **Predict:** will dropout gain more here than on 1,000 digits, or
# less? And does the last net still want to be cooled down?

# %% role="demo"
reference.show(
    {
        "test_accuracy": "winner (%)",
        "last_test_accuracy": "last net (%)",
        "last_test_loss": "its loss",
        "temperature": "T chosen",
        "cooled_test_loss": "loss at T",
    }
)

# %% [markdown] cited=[98.1, 98.2, 55]
# - **The book's figure holds.** The plain net is right on 98.48 % of the test digits, where the book
#   has 98.1 %.
# - **Its dropout does not.** 0.5 on every layer makes the net worse, 98.04 %, and the two are several
#   spreads apart; the book's single runs, 98.1 and 98.2 %, could not have told. A likely reason: with
#   55 times as many digits there is less to be protected from, and ten epochs are few for a net
#   that is another one at every step. The chapter on dropout asks again, with other rates.
# - **The shape is not missed.** With shuffled pixels the same net does as well, to a fraction of the
#   spread, as in section 4.
# - **Stopping early gains nothing:** when the rate falls to 0, the last net is as good as the winner.
# - **Being right is not being modest.** The plain net still wants a temperature of nearly 2, and
#   with it its loss falls from 0.063 to 0.049, without one answer changing. The net with dropout
#   never became so sure, and wants hardly any.

# %% [markdown] cited=[1.46, 97, 990]
# ## 10. Questions
#
# ### Exercise 13: choose a letter
#
# Fill in one letter for each question.
#
# **`tags`**: A photo album marks each picture with any of "dog", "beach" and "night"; none,
# one or several may hold. How should the net end? a) in a softmax of three; b) in a softmax
# of four, with "none" as the fourth; c) in three sigmoids, with binary cross-entropy; d) in
# one number, rounded to the nearest label.
#
# **`wall`**: A net for ten classes trains well, 97 % of its answers are right, but its loss
# stops falling at 1.46. What is the most likely cause? a) softmax is applied to outputs that
# are between 0 and 1 already; b) it overfits; c) the learning rate is too low; d) it knows
# nothing, since a net that guesses has that loss.
#
# **`second`**: With dropout of 0.5 on every hidden layer your net is right on fewer training
# *and* fewer validation digits than the plain net, also with dropout off and after more
# epochs. Which try comes next? a) dropout on the outputs as well; b) dropout on the first
# hidden layer alone; c) l2 of the default strength on top; d) a rate of 0.8.
#
# **`owls`**: Of 1,000 birds 990 are pigeons and 10 owls. A net calls everything a pigeon.
# What do accuracy and macro-averaged recall say? a) 99 % and 99 %; b) 50 % and 99 %; c) 99 %
# and 1 %; d) 99 % and 50 %.

# %% role="solution" id="questions"
answers = {
    "tags": None,
    "wall": None,
    "second": None,
    "owls": None,
}
### BEGIN SOLUTION
answers = {
    "tags": "c",
    "wall": "a",
    "second": "b",
    "owls": "d",
}
### END SOLUTION

# %% role="tests" id="questions" part="tags" points=1
# Run this cell to check questions, tags (1 point).
checks.option(answers.get("tags"), "abcd", "tags")
checks.recorded("questions, tags")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("tags"),
    "c",
    {
        "a": "Softmax shares out one whole: with a dog on a beach, each could get half.",
        "b": "A dog on a beach at night still has to share one whole among its tags.",
        "d": "Tags are names, not quantities, and several may hold at once.",
    },
    "tags",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="wall" points=1
# Run this cell to check questions, wall (1 point).
checks.option(answers.get("wall"), "abcd", "wall")
checks.recorded("questions, wall")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("wall"),
    "a",
    {
        "b": "It is the training loss that stops; one that overfits goes on to 0.",
        "c": "A low rate makes it fall slowly, not stop at a number known beforehand.",
        "d": "A guess among ten costs log 10, which is 2.3, and is right on one in ten.",
    },
    "wall",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="second" points=1
# Run this cell to check questions, second (1 point).
checks.option(answers.get("second"), "abcd", "second")
checks.recorded("questions, second")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("second"),
    "b",
    {
        "a": "Outputs are never dropped, and this net is short of neurons already.",
        "c": "It underfits already, and a penalty would make it fit still less.",
        "d": "That leaves even fewer neurons to a net that underfits.",
    },
    "second",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="owls" points=1
# Run this cell to check questions, owls (1 point).
checks.option(answers.get("owls"), "abcd", "owls")
checks.recorded("questions, owls")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("owls"),
    "d",
    {
        "a": "Macro averaging counts both classes alike, and no owl was found.",
        "b": "The two are swapped.",
        "c": "The recall of pigeons is 1 and of owls 0. What is their mean?",
    },
    "owls",
)
### END HIDDEN TESTS

# %% [markdown] cited=[99]
# ### Exercise 14: in your own words
#
# A post office wants letters sorted without a person wherever the net gives its answer a
# probability of 99 % or more: "Then one in a hundred goes astray, which is fine." The net
# was trained until every training digit was right. Answer in four to seven sentences: why
# may far more than one in a hundred go astray, how would you find out before the machine
# is switched on, and name two things you could do about it. This one is read by a person.

# %% [markdown] role="open" id="post_office" points=3
# *Rubric.* **1 point**: the largest softmax output need not be the share of right answers: a
# net that has learned its training digits by heart lowers its training loss by making scores
# larger, so it is too sure, of wrong answers too (it is not calibrated). **1 point**: takes
# labelled digits that it was not trained on (and that resemble the real mail), keeps the
# answers above 99 %, and counts how many of them are wrong, with enough of them for a rate of
# one in a hundred to be seen. **1 point**: names two sensible remedies, such as a temperature
# or a threshold chosen on validation data, the winner in place of the last net, dropout or
# another regulariser, the mean of several nets, more data.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | pictures and labels | flatten, divide by 255; integers, or one-hot rows |
# | one class of many / any of many | softmax / one sigmoid a class |
# | softmax sees | differences of scores; temperature shrinks or stretches them |
# | cross-entropy | $-\log p$ of the truth; with two classes, the binary one |
# | its slope in the scores | $p - y$ |
# | labels, outputs, loss | integers: sparse; scores: `from_logits=True`; nobody warns you |
# | overfit | training loss falls on, validation loss turns: keep the winner |
# | what it was here | confidence, not knowledge: a temperature mends it |
# | first remedies | dropout 0.5 on all hidden layers, then on the first; l2 wants tuning |
# | which for which | confusion matrix; divide by the row for recall, by the column for precision |
# | rare classes | macro averages, not accuracy |
# | wrong labels | those that the net contradicts, not those it doubts |
#
# **Ask yourself.** Why must the test for suspects use a net that was not trained on them? What
# would a temperature do to ten sigmoids? If you gave one class two scores, and added up its
# two probabilities, could the net use that?
#
# **Your turn.** Train the book's net on *soft* rows, `0.9 * one_hot(...) + 0.01`, which is called
# label smoothing. Does it still grow too sure? Five seeds, mean and spread.
#
# **Read on**
#
# - Bernico, M. (2018). *Deep Learning Quick Reference*, chapter 5: the net of this chapter.
# - LeCun, Y., Bottou, L., Bengio, Y. and Haffner, P. (1998). *Gradient-based learning applied
#   to document recognition.* Proceedings of the IEEE: where MNIST comes from.
# - Bridle, J. (1990). *Probabilistic interpretation of feedforward classification network
#   outputs.* Neurocomputing: softmax gets its name.
# - Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. (2017). *On calibration of modern neural
#   networks.* ICML.
# - Northcutt, C., Athalye, A. and Mueller, J. (2021). *Pervasive label errors in test sets
#   destabilize machine learning benchmarks.* NeurIPS.
# - Hand, D. and Till, R. (2001). *A simple generalisation of the area under the ROC curve for
#   multiple class classification problems.* Machine Learning.
# - Grandini, M., Bagli, E. and Visani, G. (2020). *Metrics for multi-class classification: an
#   overview.*
