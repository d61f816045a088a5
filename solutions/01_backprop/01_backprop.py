# %% [markdown]
# # Neurons, losses, backpropagation and optimisers
#
# *A neural net is a sum, a bend, and a good way to find out whose fault it was.*
# In this chapter you build one with your own hands, in NumPy and nothing else: neurons,
# losses, the gradients of every weight, four optimisers. By the end it reads handwritten
# digits, and TensorFlow agrees with you to the last digits that the computer keeps.
#
# **You will be able to**
#
# - [ ] say what a neuron computes, and draw the line that it draws
# - [ ] write activation functions and their slopes, also for inputs like 1,000
# - [ ] choose a loss, and know what it punishes
# - [ ] explain why no single neuron can learn XOR, and build two layers that can
# - [ ] send gradients backwards through a graph, and through a net of two layers
# - [ ] prove your gradients right without trusting anybody
# - [ ] write gradient descent, momentum, RMSProp and Adam, and choose a learning rate
# - [ ] train a net in mini-batches, and see it overfit
#
# **Before this chapter**: Python, a little NumPy (arrays, shapes, `@`), and what a
# derivative is. No neural nets.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # small matrices are fastest on one core

import numpy as np
from deepnets import checks, log_plots, neuron_plots, plots
from deepnets.data import load_digits

# %% [markdown]
# That is all that the exercises need, and it loads in less than a second. Keras and
# TensorFlow wait in section 10, where they get to check our work.

# %% role="demo"
print("TensorFlow loaded:", "tensorflow" in sys.modules)

# %% [markdown]
# ## 1. One neuron draws a line
#
# Here are real handwritten zeros and eights, 28 × 28 pixels each. How would you tell one
# from the other, if you could measure only two things about a picture?

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
digits = load_digits(SIZE)
chosen = np.isin(digits.y_train, (0, 8))
pictures = digits.x_train[chosen]  # (n, 28, 28), 0 is paper, 1 is ink
is_eight = (digits.y_train[chosen] == 8).astype(int)  # (n,)
plots.images(
    pictures[:10],
    ["an eight" if eight else "a zero" for eight in is_eight[:10]],
    alt="Ten handwritten digits, zeros and eights. The zeros are empty in the middle, "
    "the eights have ink there, where their two loops meet.",
)

# %% [markdown]
# A zero has a hole where an eight has its crossing. So we measure $x_1$, the ink in the
# middle of the picture, and $x_2$, the ink all over, both in percent. A picture is now two
# numbers, a point in the plane.
#
# First the **baseline**, the humblest rule there is: always give the more frequent
# answer. What does not beat it has learned nothing.

# %% role="demo" tags=["nbval-ignore-output"]
middle = pictures[:, 10:18, 11:17].mean(axis=(1, 2))
ink = 100 * np.stack([middle, pictures.mean(axis=(1, 2))], axis=1)  # (n, 2), percent
print(f"{len(ink):,} pictures, the first: {ink[0].round(1)}")
always = max(np.mean(is_eight), np.mean(1 - is_eight))
print(f"dummy, always the same answer: {always:.0%} right")

# %% [markdown]
# A **neuron** takes the inputs $x_1, x_2, \ldots$, multiplies each by a **weight** of its
# own, and adds it all up, together with a **bias** $b$:
#
# $$z = w_1 x_1 + w_2 x_2 + \ldots + b .$$
#
# Call $z$ the **score**. Ours says "eight" where the score is positive. Where $z = 0$ it is
# undecided, and these points form a straight line: the weights turn it, the bias shifts it.
#
# ### Exercise 1: a neuron
#
# Write `neuron(x, w, b)`, for a whole **batch** of examples at once.
#
# - `x`: array of shape `(batch, inputs)`, one example a row. `w`: shape `(inputs,)`. `b`: a
#   number.
# - Return the scores $z$, shape `(batch,)`. No decision yet, only the scores.
#
# For instance, the examples `[[1, 2], [3, 4]]` with `w = [2, -1]` and `b = 0.5` have the
# scores `[0.5, 2.5]`.
#
# *Checked, here or in grading:* values and shape, for any number of inputs.


# %% role="solution" id="neuron"
def neuron(x, w, b):
    """Return the scores of a batch of examples, shape (batch,)."""
    ### BEGIN SOLUTION
    return x @ w + b
    ### END SOLUTION


# %% role="tests" id="neuron" points=1
# Run this cell to check neuron (1 point).
x = np.array([[1.0, 2.0], [3.0, 4.0], [0.0, 0.0]])
checks.close(
    neuron(x, np.array([2.0, -1.0]), 0.5),
    [0.5, 2.5, 0.5],
    "The result of neuron for three examples",
    mistakes=[
        ([0.0, 2.0, 0.0], "The bias is missing: add b at the end."),
        (
            [1.0, 3.0, 1.0],
            "The bias was added to every input: add it once, to the sum.",
        ),
        ([1.0, 1.0, 1.0], "These are decisions. Return the scores themselves."),
        ([0.5, 1.5, 0.5], "That is a mean over the inputs; a neuron adds them up."),
        ([-0.5, 1.5, -0.5], "The bias is added, not subtracted."),
    ],
    hint="Multiply each input by its weight, add up each row, then add b: x @ w + b.",
)
checks.passed("neuron")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(11)
for batch, inputs in ((7, 5), (1, 3), (4, 1), (6, 6)):
    x, w = generator.normal(size=(batch, inputs)), generator.normal(size=inputs)
    checks.close(
        neuron(x.copy(), w.copy(), -1.5),
        [sum(row[i] * w[i] for i in range(inputs)) - 1.5 for row in x],
        f"The result of neuron for {batch} examples with {inputs} inputs",
        hint="One score an example, whatever the number of inputs.",
    )
### END HIDDEN TESTS

# %% [markdown]
# Two neurons, with weights chosen by eye. The first looks at the middle alone; the second
# also holds it against a picture that there is much ink everywhere.
#
# **Predict:** which way does the line of the second one lean?

# %% role="demo" tags=["nbval-ignore-output"]
by_eye = {
    "w = (1, 0), b = −30": lambda x: neuron(x, np.array([1.0, 0.0]), -30.0),
    "w = (1, −2.5), b = 2": lambda x: neuron(x, np.array([1.0, -2.5]), 2.0),
}
few = slice(0, 600, 3)
neuron_plots.regions(
    ink[few],
    is_eight[few],
    by_eye,
    names=("zeros", "eights"),
    xlabel="$x_1$: ink in the middle (%)",
    ylabel="$x_2$: ink all over (%)",
    alt="Zeros and eights as points, ink in the middle against ink all over. A vertical line "
    "at 30 percent separates most of them; a line that leans to the right separates more.",
)
for name, score in by_eye.items():
    print(f"{name}: {np.mean((score(ink) > 0) == is_eight):.1%} right")

# %% [markdown]
# Two numbers a picture and three by eye, and 95 of 100 are right. The grey side is where
# the neuron says "eight". The rest of this chapter is about two questions: what if no
# straight line will do? And who finds the weights when there are thousands of them?

# %% [markdown]
# ## 2. A sum is not enough: activation functions
#
# Put neurons side by side and you have a **layer**: each has weights of its own, so the
# weights form a matrix $W$, one column a neuron, and the scores of a batch are $x W + b$.
# Feed the outputs of one layer to the next and you have a deep net.
#
# **Predict:** two layers in a row, 50 neurons in the first. How much more can they do than
# one neuron?

# %% role="demo"
rng = np.random.default_rng(0)
w1, b1 = rng.normal(size=(2, 50)), rng.normal(size=50)
w2, b2 = rng.normal(size=(50, 1)), rng.normal(size=1)
x = rng.normal(size=(1_000, 2))
two_layers = (x @ w1 + b1) @ w2 + b2
one_layer = x @ (w1 @ w2) + (b1 @ w2 + b2)
print("weights and biases in two layers:", w1.size + b1.size + w2.size + b2.size)
print("weights and biases in one layer :", (w1 @ w2).size + b2.size)
print("the same answers                :", np.allclose(two_layers, one_layer))

# %% [markdown]
# Nothing at all: a sum of sums is a sum. A hundred such layers still draw one straight
# line. So each neuron gets a second part, a bend: it passes its score through an
# **activation function**. These are the classics.
#
# | name | value at $z$ | in words |
# |---|---|---|
# | sigmoid | $1 / (1 + e^{-z})$ | squeezes into 0 to 1, like a probability |
# | tanh | $\tanh z$ | squeezes into −1 to 1 |
# | ReLU | $z$ if $z > 0$, else $0$ | cuts off below 0 |
# | leaky ReLU | $z$ if $z > 0$, else $\alpha z$ | leaks a little |
# | ELU | $z$ if $z > 0$, else $\alpha (e^z - 1)$ | leaks, down to $-\alpha$ |
#
# Here $\alpha$ (alpha) is a small number that you choose. One trap for all formulas with
# $e^z$: in floating point `np.exp(1000)` is `inf`, and `inf / inf` is `nan`, *not a
# number*, which spreads through everything it touches. Formulas that avoid it are called
# **stable**.
#
# ### Exercise 2: four bends
#
# Write `sigmoid(z)`, `relu(z)`, `leaky_relu(z, alpha=0.1)` and `elu(z, alpha=1.0)`.
# (NumPy has `np.tanh`.)
#
# - `z`: an array of any shape. Return an array of the same shape; leave `z` as it was.
# - At $z = \pm 1000$ the results must be right. A warning about an overflow does not
#   matter, a `nan` does.
#
# For instance, `leaky_relu(np.array([-2.0, 3.0]))` is `[-0.2, 3.0]`.
#
# Useful: `np.maximum`, `np.minimum`, `np.where(condition, there, elsewhere)`.
#
# *Checked, here or in grading:* values, the argument `alpha`, large scores, and that `z`
# keeps its values.


# %% role="solution" id="activations"
def sigmoid(z):
    """Return 1 / (1 + exp(-z)), entry by entry."""
    ### BEGIN SOLUTION
    return 0.5 * (1 + np.tanh(z / 2))  # the same function, and tanh cannot overflow
    ### END SOLUTION


def relu(z):
    """Return z where it is positive, else 0."""
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


def leaky_relu(z, alpha=0.1):
    """Return z where it is positive, else alpha * z."""
    ### BEGIN SOLUTION
    return np.where(z > 0, z, alpha * z)
    ### END SOLUTION


def elu(z, alpha=1.0):
    """Return z where it is positive, else alpha * (exp(z) - 1)."""
    ### BEGIN SOLUTION
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))
    ### END SOLUTION


# %% role="tests" id="activations" part="sigmoid" points=1
# Run this cell to check activations, sigmoid (1 point).
z = np.array([0.0, 2.0, -2.0])
checks.close(
    sigmoid(z),
    [0.5, 0.880797, 0.119203],
    "sigmoid of 0, 2 and -2",
    mistakes=[
        ([0.5, 0.119203, 0.880797], "The sign of z is turned round: e to the -z."),
        ([0.0, 0.964028, -0.964028], "That is tanh."),
        ([0.0, 0.761594, -0.761594], "That is tanh of z/2: halve it and add a half."),
        ([2.0, 1.135335, 8.389056], "That is the denominator: divide 1 by it."),
    ],
)
far = sigmoid(np.array([[1000.0], [-1000.0]]))
checks.that(
    np.isfinite(checks.array(far, "sigmoid", shape=(2, 1))).all(),
    "sigmoid of 1000 and -1000 must be finite.",
    got=far,
    hint="exp(z) / (1 + exp(z)) is inf / inf at 1000: write it with exp(-z).",
)
checks.close(far, [[1.0], [0.0]], "sigmoid of 1000 and -1000")
checks.passed("activations, sigmoid")
### BEGIN HIDDEN TESTS
z = np.random.default_rng(21).normal(size=(4, 3, 2)) * 4
z[0, 0] = [800.0, -800.0]
before = z.copy()
got = sigmoid(z)
checks.unchanged(before, z, "z")
checks.close(
    got, np.exp(-np.logaddexp(0, -before)), "sigmoid", hint="Is it stable at ±800?"
)
### END HIDDEN TESTS

# %% role="tests" id="activations" part="relu" points=2
# Run this cell to check activations, relu (2 points).
z = np.array([[-2.0, 3.0], [0.0, -0.5]])
before = z.copy()
checks.close(
    relu(z),
    [[0.0, 3.0], [0.0, 0.0]],
    "relu",
    mistakes=[
        (np.abs(z), "That is the absolute value: below 0 the answer is 0."),
        ([[0.0, 1.0], [0.0, 0.0]], "That is its slope: return z where it is positive."),
        ([[-2.0, 0.0], [0.0, -0.5]], "That is the other side: keep what is positive."),
    ],
)
checks.close(
    leaky_relu(z),
    [[-0.2, 3.0], [0.0, -0.05]],
    "leaky_relu",
    mistakes=[
        ([[0.0, 3.0], [0.0, 0.0]], "Nothing leaks: below 0 the answer is alpha * z."),
        ([[0.1, 3.0], [0.1, 0.1]], "alpha * z, not alpha itself."),
        ([[0.2, 3.0], [0.0, 0.05]], "Below 0 the answer is negative."),
    ],
)
checks.close(
    leaky_relu(z, alpha=0.3),
    [[-0.6, 3.0], [0.0, -0.15]],
    "leaky_relu with alpha=0.3",
    hint="Use the argument alpha.",
)
checks.close(
    elu(z),
    [[-0.864665, 3.0], [0.0, -0.393469]],
    "elu",
    mistakes=[
        ([[0.135335, 3.0], [1.0, 0.606531]], "Below 0 it is exp(z) - 1, not exp(z)."),
        ([[-0.864665, 19.085537], [0.0, -0.393469]], "Above 0 the answer is z itself."),
        ([[0.864665, 3.0], [0.0, 0.393469]], "Below 0 the answer is negative."),
    ],
)
far = elu(np.array([1000.0, -1000.0]), alpha=2.0)
checks.that(
    np.isfinite(checks.array(far, "elu", shape=(2,))).all(),
    "elu of 1000 and -1000 must be finite.",
    got=far,
    hint="0 * inf is nan: choose with np.where, or take exp of np.minimum(z, 0).",
)
checks.close(
    far,
    [1000.0, -2.0],
    "elu of 1000 and -1000 with alpha=2",
    mistakes=[([1000.0, -1.0], "Is alpha used?")],
)
checks.unchanged(before, z, "z")
checks.passed("activations, relu")
### BEGIN HIDDEN TESTS
z = np.random.default_rng(22).normal(size=(5, 4)) * 3
z[0, :2] = [900.0, -900.0]
before = z.copy()
for alpha in (0.01, 0.4):
    leaks = [[v if v > 0 else alpha * v for v in row] for row in before]
    bends = [
        [v if v > 0 else alpha * float(np.expm1(v)) for v in row] for row in before
    ]
    checks.close(leaky_relu(z, alpha), leaks, f"leaky_relu with alpha={alpha}")
    checks.close(elu(z, alpha), bends, f"elu with alpha={alpha}")
checks.close(relu(z), (before + np.abs(before)) / 2, "relu")
checks.unchanged(before, z, "z")
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 3: their slopes
#
# To learn, a net asks of every score: if it went up a little, what would the output do? The
# answer is the **slope** of the activation function, its derivative.
#
# Write `slope(name, z)`.
#
# - `name`: `"sigmoid"`, `"tanh"`, `"relu"`, `"leaky_relu"` (with $\alpha = 0.1$) or `"elu"`
#   (with $\alpha = 1$). `z`: an array of scores.
# - Return the derivative at each entry, an array of the same shape, finite also at
#   $\pm 1000$. ReLU and its leaky cousin have a corner at 0, where nobody agrees; it is not
#   checked there.
#
# Two that are worth deriving with pencil and paper: with $s$ the sigmoid of $z$, its
# slope is $s\,(1 - s)$; with $t = \tanh z$, its slope is $1 - t^2$.
#
# *Checked, here or in grading:* against small differences of the functions themselves.


# %% role="solution" id="slope"
def slope(name, z):
    """Return the derivative of an activation function at each entry of z."""
    ### BEGIN SOLUTION
    if name == "sigmoid":
        s = sigmoid(z)
        return s * (1 - s)
    if name == "tanh":
        return 1 - np.tanh(z) ** 2
    below = {"relu": 0.0, "leaky_relu": 0.1, "elu": np.exp(np.minimum(z, 0))}
    return np.where(z > 0, 1.0, below[name])
    ### END SOLUTION


# %% role="tests" id="slope" points=2
# Run this cell to check slope (2 points).
z = np.array([-2.0, 2.0])
expected = {
    "sigmoid": ([0.104994, 0.104994], "s (1 - s), where s is the sigmoid of z."),
    "tanh": ([0.070651, 0.070651], "1 - t², where t is tanh of z."),
    "relu": ([0.0, 1.0], "Below 0 it is flat, above 0 it goes up as fast as z."),
    "leaky_relu": ([0.1, 1.0], "Below 0 the slope is alpha, a positive number."),
    "elu": ([0.135335, 1.0], "What is the derivative of exp(z) - 1?"),
}
mistakes = {
    "sigmoid": [
        ([0.119203, 0.880797], "That is the value of the sigmoid, not its slope."),
        (
            [-2.0 * 3.0, 2.0 * -1.0],
            "In s (1 - s), s is the sigmoid of z, not z itself.",
        ),
    ],
    "tanh": [
        ([-3.0, -3.0], "In 1 - t², t is tanh of z, not z itself."),
        ([0.104994, 0.104994], "That is the slope of the sigmoid."),
        ([1.964028, 0.035972], "Square the tanh: 1 - t²."),
    ],
    "relu": [([0.0, 2.0], "That is the value of ReLU; its slope is 0 or 1.")],
    "leaky_relu": [
        ([-0.2, 2.0], "That is the value of leaky ReLU, not its slope."),
        ([0.0, 1.0], "Below 0 it leaks: its slope is alpha there."),
        ([-0.1, 1.0], "It goes up below 0 too: the slope is +alpha."),
    ],
    "elu": [
        ([-0.864665, 2.0], "That is the value of ELU, not its slope."),
        ([-0.864665, 1.0], "The derivative of exp(z) - 1 is exp(z)."),
        ([0.135335, 7.389056], "Above 0 the ELU is z, so its slope is 1."),
    ],
}
for name, (right, hint) in expected.items():
    checks.close(
        slope(name, z),
        right,
        f"The slope of {name} at -2 and 2",
        mistakes=mistakes[name],
        hint=hint,
    )
checks.passed("slope")
### BEGIN HIDDEN TESTS
z = np.random.default_rng(31).normal(size=(6, 5)) * 2
z = np.where(np.abs(z) < 0.01, 0.5, z)
curve = {
    "sigmoid": lambda v: np.exp(-np.logaddexp(0, -v)),
    "tanh": np.tanh,
    "relu": lambda v: v * (v > 0),
    "leaky_relu": lambda v: v * (v > 0) + 0.1 * v * (v < 0),
    "elu": lambda v: np.where(v > 0, v, np.expm1(v)),
}
before = z.copy()
for name, function in curve.items():
    rise = (function(before + 1e-5) - function(before - 1e-5)) / 2e-5
    checks.close(
        slope(name, z), rise, f"The slope of {name}", atol=1e-6, hint=expected[name][1]
    )
    far = [expected[name][0][0] if name == "leaky_relu" else 0.0]
    far += [0.0 if name in ("sigmoid", "tanh") else 1.0]
    checks.close(
        slope(name, np.array([-1000.0, 1000.0])),
        far,
        f"The slope of {name} at -1000 and 1000",
        hint="Choose with np.where, and keep exp from overflowing.",
    )
checks.unchanged(before, z, "z")
### END HIDDEN TESTS

# %% role="demo"
z = np.linspace(-4, 4, 401)
bends = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}
bends |= {"leaky_relu": leaky_relu, "elu": elu}
TITLES = dict(zip(bends, ("sigmoid", "tanh", "ReLU", "leaky ReLU", "ELU")))
neuron_plots.shapes(
    z,
    {
        TITLES[name]: {"value": bend(z), "slope": slope(name, z)}
        for name, bend in bends.items()
    },
    xlabel="score z",
    ylim=(-1.2, 2.5),
    alt="Five activation functions, solid, and their slopes, dashed. Sigmoid and tanh are "
    "S-shaped and their slopes fall to 0 on both sides. ReLU, leaky ReLU and ELU go up with "
    "slope 1 above 0; below 0 their slopes are 0, a tenth, and a curve that falls to 0.",
)
print(f"steepest sigmoid: {slope('sigmoid', z).max():.2f}")
print(f"steepest tanh   : {slope('tanh', z).max():.2f}")

# %% [markdown]
# Look at the dashed lines. Sigmoid and tanh go flat on both sides: a neuron with a large
# score hardly reacts to anything, it is **saturated**. And the sigmoid is nowhere steeper
# than 0.25, which will come back to haunt us in section 6. ReLU is cheap and never
# saturates above 0, so it is where most people start; below 0 its slope is exactly 0, and
# a neuron whose score is negative for every example learns nothing more (it is **dead**).
# The leaky ReLU and the ELU keep a little life there.

# %% [markdown]
# ## 3. How wrong? Losses
#
# A net learns by being told how wrong it is, in one number. The **loss** measures one
# example; the mean over many examples is the **cost**. (Keras calls both of them loss.
# Some books halve the squared error, so that the 2 of its derivative cancels; we do not.)
# With the truth $y$ and the prediction $\hat y$ (say "y hat"):
#
# | name | loss of one example | for |
# |---|---|---|
# | squared error (the mean is the MSE) | $(\hat y - y)^2$ | a quantity, such as a price |
# | absolute error (the mean is the MAE) | $\lvert \hat y - y \rvert$ | the same, with outliers |
# | binary cross-entropy | $-\log \hat y$ if $y = 1$, $-\log(1 - \hat y)$ if $y = 0$ | yes or no |
#
# For the third, $\hat y$ is the probability of a yes. Its two cases are often written as
# one formula: $-y \log \hat y - (1 - y) \log (1 - \hat y)$. As $y$ is 0 or 1, one of the
# two terms is always 0. $\log$ is the natural logarithm, in Python `np.log`.
#
# ### Exercise 4: three costs
#
# Write `mse(y, y_hat)`, `mae(y, y_hat)` and `binary_cross_entropy(y, y_hat)`.
#
# - `y`, `y_hat`: arrays of one shape, the truth first. Return one number, the mean over
#   all.
# - In `binary_cross_entropy`, `y` holds 0 and 1, and `y_hat` probabilities. A net can be
#   so sure that its probability is exactly 0 or 1, and $\log 0$ is minus infinity. Do
#   what Keras does: first push `y_hat` into the range from $10^{-7}$ to $1 - 10^{-7}$,
#   with `np.clip`.
#
# For instance, `mse([1, 2, 3], [1, 4, 2])` is 5/3, and `mae` is 1 (both as arrays, of
# course).
#
# *Checked, here or in grading:* the values, and that sure predictions, right and wrong,
# have a finite cost.


# %% role="solution" id="losses"
def mse(y, y_hat):
    """Return the mean squared error."""
    ### BEGIN SOLUTION
    return np.mean((y_hat - y) ** 2)
    ### END SOLUTION


def mae(y, y_hat):
    """Return the mean absolute error."""
    ### BEGIN SOLUTION
    return np.mean(np.abs(y_hat - y))
    ### END SOLUTION


def binary_cross_entropy(y, y_hat):
    """Return the mean binary cross-entropy of probabilities y_hat."""
    ### BEGIN SOLUTION
    y_hat = np.clip(y_hat, 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))
    ### END SOLUTION


# %% role="tests" id="losses" part="regression" points=1
# Run this cell to check losses, regression (1 point).
y, y_hat = np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 2.0])
checks.close(
    mse(y, y_hat),
    5 / 3,
    "mse of the example",
    mistakes=[
        (5.0, "That is the sum: divide by the number of examples."),
        (5 / 6, "Without the factor of one half, please."),
        (1.290994, "That is the root of the MSE."),
        (1.0, "That is the mean absolute error."),
        (1 / 9, "Square first, then take the mean."),
    ],
)
checks.close(
    mae(y, y_hat),
    1.0,
    "mae of the example",
    mistakes=[
        (1 / 3, "Errors of opposite sign must not cancel: take absolute values first."),
        (
            -1 / 3,
            "Errors of opposite sign must not cancel: take absolute values first.",
        ),
        (3.0, "That is the sum: divide by the number of examples."),
    ],
)
checks.passed("losses, regression")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(41)
for shape in ((9,), (4, 5)):
    y, y_hat = generator.normal(size=shape), generator.normal(size=shape)
    errors = [float(a - b) for a, b in zip(y.ravel(), y_hat.ravel())]
    checks.close(mse(y, y_hat), sum(e * e for e in errors) / y.size, "mse")
    checks.close(mae(y, y_hat), sum(abs(e) for e in errors) / y.size, "mae")
### END HIDDEN TESTS

# %% role="tests" id="losses" part="binary" points=1
# Run this cell to check losses, binary (1 point).
y, y_hat = np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.5])
checks.close(
    binary_cross_entropy(y, y_hat),
    0.340550,
    "binary_cross_entropy of truths 1, 0, 1 and probabilities 0.9, 0.2, 0.5",
    mistakes=[
        (
            -0.340550,
            "A cost is positive: the logarithms are negative, so subtract them.",
        ),
        (1.021651, "That is the sum: divide by the number of examples."),
        (0.266169, "The examples with y = 0 count too, with -log(1 - y_hat)."),
        (0.802649, "Where y is 0, it is -log(1 - y_hat), not -log(y_hat)."),
        (1.535057, "The two cases are swapped."),
        (0.491310, "That is with another logarithm: take np.log, the natural one."),
        (0.147899, "That is with another logarithm: take np.log, the natural one."),
    ],
)
sure = np.array([1.0, 0.0])
checks.that(
    np.isfinite(binary_cross_entropy(1 - sure, sure)),
    "A prediction that is sure and wrong must have a finite cost.",
    got=binary_cross_entropy(1 - sure, sure),
    hint="Clip y_hat before you take logarithms.",
)
checks.close(
    binary_cross_entropy(sure, sure),
    0.0,
    "binary_cross_entropy of a prediction that is sure and right",
    atol=1e-3,
    hint="0 * log(0) is nan: clip y_hat first, on both sides.",
)
checks.passed("losses, binary")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(42)
y, y_hat = generator.integers(0, 2, 12), generator.uniform(0.01, 0.99, 12)
kept = y_hat.copy()
losses = [-np.log(p if t == 1 else 1 - p) for t, p in zip(y, y_hat)]
checks.close(
    binary_cross_entropy(y.astype(float), y_hat),
    sum(losses) / 12,
    "binary_cross_entropy",
)
checks.unchanged(kept, y_hat, "y_hat")
sure = np.array([0.0, 1.0, 1.0])
checks.that(
    8 < binary_cross_entropy(np.array([1.0, 1.0, 0.0]), sure) < 40,
    "Two of three predictions that are sure and wrong must cost a lot.",
    hint="Clip at 1e-7 and 1 - 1e-7, not further inside.",
)
checks.close(
    binary_cross_entropy(y.reshape(3, 4).astype(float), y_hat.reshape(3, 4)),
    sum(losses) / 12,
    "binary_cross_entropy of arrays with two axes",
)
### END HIDDEN TESTS

# %% [markdown]
# **Predict:** five salaries, 30, 31, 33, 36, and 300 thousand. You must name *one* number
# for all five. Which one makes the MSE smallest, and which one the MAE?

# %% role="demo"
salaries = np.array([30.0, 31.0, 33.0, 36.0, 300.0])
guesses = np.arange(30.0, 301.0)
for name, cost in (("MSE", mse), ("MAE", mae)):
    costs = [cost(salaries, np.full(5, guess)) for guess in guesses]
    print(f"{name}: smallest for {guesses[np.argmin(costs)]:.0f} thousand")
print(f"mean {salaries.mean():.0f}, median {np.median(salaries):.0f}")

# %% [markdown]
# The MSE chases the one large error, since it counts squares: it wants the mean. The MAE
# is content with the median. Neither is right or wrong; they are answers to different
# questions.
#
# And this is how cross-entropy feels about a probability:

# %% role="demo"
p = np.linspace(0.005, 0.995, 199)
plots.curves(
    {
        "truth: yes": (p, [binary_cross_entropy(np.ones(1), q) for q in p]),
        "truth: no": (p, [binary_cross_entropy(np.zeros(1), q) for q in p]),
    },
    xlabel="predicted probability of a yes",
    ylabel="loss (nats)",
    title="Cross-entropy forgives doubt, and punishes sure mistakes",
    alt="Binary cross-entropy against the predicted probability of a yes. If the truth is "
    "yes, it falls from above 5 near probability 0 to 0 at 1; if no, it is the mirror image.",
)
print(f"fifty-fifty costs {binary_cross_entropy(np.ones(1), np.full(1, 0.5)):.3f}")

# %% [markdown] cited=[2000]
# ### Ten answers: softmax
#
# For more than two classes the net has one output a class: a row of scores
# $z_1, \ldots, z_K$. The **softmax** makes probabilities of them, positive and with sum 1:
#
# $$p_i = \frac{e^{z_i}}{e^{z_1} + \ldots + e^{z_K}} ,$$
#
# and the **categorical cross-entropy** of an example is $-\log p_y$, where $y$ is the
# number of the right class: only the probability of the truth counts. With $K = 2$ it is
# the binary one.
#
# Adding the same number to all scores of a row changes nothing (try it on paper), so we
# may subtract the largest score from all. Then nothing overflows.
#
# ### Exercise 5: softmax and cross-entropy
#
# - `softmax(z)`: scores, shape `(batch, classes)`. Return probabilities of the same shape.
# - `cross_entropy(y, z)`: the right classes, integers, shape `(batch,)`, and the
#   *scores*. Return one number, the mean of $-\log p_y$. To be stable, do not take the
#   logarithm of a softmax that may be 0; take $\log p_y = z_y - \log \sum_i e^{z_i}$,
#   with the largest score subtracted first. `z[np.arange(len(y)), y]` picks $z_y$ of each
#   row.
# - `softmax_slopes(p)`: for the probabilities of *one* example, shape `(classes,)`,
#   return the matrix of all $\partial p_i / \partial z_j$, shape `(classes, classes)`.
#   The rules are $p_i (1 - p_i)$ if $i = j$, and $-p_i p_j$ otherwise.
#
# For instance, the scores `np.log([[1, 2, 5]])` have the probabilities
# `[[0.125, 0.25, 0.625]]`.
#
# *Checked, here or in grading:* values, sums, scores as large as 2,000, and the slopes
# against small differences.


# %% role="solution" id="cross_entropy"
def softmax(z):
    """Return the probabilities of each row of scores."""
    ### BEGIN SOLUTION
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
    ### END SOLUTION


def cross_entropy(y, z):
    """Return the mean categorical cross-entropy of classes y, given scores z."""
    ### BEGIN SOLUTION
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])
    ### END SOLUTION


def softmax_slopes(p):
    """Return the derivative of each probability with respect to each score."""
    ### BEGIN SOLUTION
    return np.diag(p) - np.outer(p, p)
    ### END SOLUTION


# %% role="tests" id="cross_entropy" part="softmax" points=1
# Run this cell to check cross_entropy, softmax (1 point).
z = np.log([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0]])
before = z.copy()
checks.close(
    softmax(z),
    [[0.125, 0.25, 0.625], [0.25, 0.25, 0.5]],
    "softmax of two examples",
    mistakes=[
        (
            [[1 / 3, 1 / 2, 5 / 9], [2 / 3, 1 / 2, 4 / 9]],
            "The columns add up to 1: sum over axis 1, the classes.",
        ),
        (
            np.array([[1, 2, 5], [2, 2, 4]]) / 16,
            "All examples together add up to 1: sum over axis 1, with keepdims=True.",
        ),
        ([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0]], "Divide each row by its sum."),
    ],
    hint="Each row: exp of the scores, divided by their sum.",
)
far = softmax(np.array([[1000.0, 1000.0], [-1000.0, 0.0]]))
checks.that(
    np.isfinite(checks.array(far, "softmax", shape=(2, 2))).all(),
    "softmax of scores as large as 1000 must be finite.",
    got=far,
    hint="Subtract the largest score of each row first, then take exp.",
)
checks.close(far, [[0.5, 0.5], [0.0, 1.0]], "softmax of scores as large as 1000")
checks.unchanged(before, z, "z")
checks.passed("cross_entropy, softmax")
### BEGIN HIDDEN TESTS
z = np.random.default_rng(51).normal(size=(6, 4)) * 5
z[0] += 900
z[1] -= 900  # the largest of the batch is not the largest of the row
kept = z.copy()
rows = [[1 / sum(np.exp(b - a) for b in row) for a in row] for row in z]
checks.close(
    softmax(z),
    rows,
    "softmax, with rows far from each other",
    hint="Subtract the largest score of each row, not of the whole batch.",
)
checks.unchanged(kept, z, "z")
### END HIDDEN TESTS

# %% role="tests" id="cross_entropy" part="cost" points=2
# Run this cell to check cross_entropy, cost (2 points).
z = np.log([[1.0, 2.0, 5.0], [2.0, 2.0, 4.0]])
before = z.copy()
checks.close(
    cross_entropy(np.array([2, 0]), z),
    0.928149,
    "cross_entropy of right answers with probabilities 0.625 and 0.25",
    mistakes=[
        (1.856298, "That is the sum: take the mean over the examples."),
        (-0.928149, "A cost is positive: minus the logarithm."),
        (0.309383, "Divide by the number of examples, not by that of all entries."),
        (
            1.157222,
            "z[:, y] picks every class of y for every example: use z[np.arange(len(y)), y].",
        ),
        (-1.151293, "That is the mean score of the truth: subtract log of the sum."),
        (0.4375, "That is the mean probability of the truth: take -log of each."),
    ],
)
far = cross_entropy(np.array([0, 1]), np.array([[0.0, 1000.0], [0.0, 1000.0]]))
checks.that(
    np.isfinite(checks.array(far, "cross_entropy", shape=())),
    "cross_entropy of scores as large as 1000 must be finite.",
    got=far,
    hint="No logarithm of a softmax: z_y minus the log of the sum, after the largest "
    "score of each row has been subtracted from the row.",
)
checks.close(
    far,
    500.0,
    "cross_entropy of scores as large as 1000",
    mistakes=[
        (8.059048, "It was clipped: with scores the exact answer can be had."),
    ],
)
checks.unchanged(before, z, "z")
checks.passed("cross_entropy, cost")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(52)
z, y = generator.normal(size=(8, 5)) * 3, generator.integers(0, 5, 8)
z[2] += 2_000
z[3] -= 2_000
each = [np.log(sum(np.exp(row - row[c]))) for row, c in zip(z, y)]
checks.close(
    cross_entropy(y, z),
    sum(each) / 8,
    "cross_entropy",
    hint="Subtract the largest score of each row, not of the whole batch.",
)
checks.close(
    cross_entropy(np.array([3]), np.zeros((1, 10))),
    np.log(10),
    "cross_entropy of one example with ten equal scores",
)
### END HIDDEN TESTS

# %% role="tests" id="cross_entropy" part="slopes" points=1
# Run this cell to check cross_entropy, slopes (1 point).
slopes = checks.array(softmax_slopes(np.array([0.2, 0.3, 0.5])), "softmax_slopes")
checks.that(
    slopes.shape == (3, 3),
    "softmax_slopes of three probabilities must be a matrix of 3 rows and 3 columns.",
    got=slopes,
    hint="p (1 - p) is the diagonal alone: a score changes the other probabilities too.",
)
checks.close(
    slopes,
    [[0.16, -0.06, -0.1], [-0.06, 0.21, -0.15], [-0.1, -0.15, 0.25]],
    "softmax_slopes of probabilities 0.2, 0.3 and 0.5",
    mistakes=[
        (
            np.diag([0.16, 0.21, 0.25]),
            "A score changes the other probabilities too: by -p_i p_j.",
        ),
        (
            [[0.16, 0.06, 0.1], [0.06, 0.21, 0.15], [0.1, 0.15, 0.25]],
            "If one score goes up, the other probabilities go down: -p_i p_j.",
        ),
        (
            [[-0.04, -0.06, -0.1], [-0.06, -0.09, -0.15], [-0.1, -0.15, -0.25]],
            "On the diagonal it is p_i (1 - p_i).",
        ),
    ],
)
checks.passed("cross_entropy, slopes")
### BEGIN HIDDEN TESTS
z = np.random.default_rng(53).normal(size=4)


def share(scores):
    return np.exp(scores) / np.exp(scores).sum()


rises = [
    (share(z + 1e-5 * np.eye(4)[j]) - share(z - 1e-5 * np.eye(4)[j])) / 2e-5
    for j in range(4)
]
checks.close(
    softmax_slopes(share(z)),
    np.transpose(rises),
    "softmax_slopes, against small differences",
    atol=1e-6,
    hint="Row i, column j: p_i (1 - p_i) on the diagonal, -p_i p_j elsewhere.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## 4. What no single neuron can learn
#
# Four points, the smallest hard problem in the world. XOR, the *exclusive or*, says 1 if
# exactly one of its two inputs is 1.
#
# **Predict:** how many of the four can a straight line get right? Try it on paper first.
# Then we let 100,000 random neurons try.

# %% role="demo"
corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
xor = np.array([0, 1, 1, 0])

rng = np.random.default_rng(0)
best = 0
for _ in range(100_000):
    w1, w2, b = rng.normal(size=3)
    said = [b > 0, w2 + b > 0, w1 + b > 0, w1 + w2 + b > 0]
    best = max(best, sum(a == t for a, t in zip(said, xor)))
print(f"the best of 100,000 neurons: {best} of 4 right")

# %% [markdown]
# Never four, and there is a reason that fits in two lines. To be right on all four, a
# neuron needs
#
# $$b < 0, \qquad w_2 + b > 0, \qquad w_1 + b > 0, \qquad w_1 + w_2 + b < 0 .$$
#
# Add the two in the middle: $w_1 + w_2 + 2b > 0$. Add the two at the ends:
# $w_1 + w_2 + 2b < 0$. Both cannot be. An activation function that only goes up, as all
# of ours do, does not help: it bends the score, and the border is still a line of equal
# scores, a straight one.
#
# The way out is a **hidden layer**. Its neurons make new inputs out of the old ones, and
# in these new inputs a line may be enough.
#
# $$h = \mathrm{ReLU}(x W_1 + b_1), \qquad z = h\, W_2 + b_2$$
#
# We keep such a net in a dict of four arrays: `w1` `(inputs, units)`, `b1` `(units,)`,
# `w2` `(units, outputs)`, `b2` `(outputs,)`. Computing its outputs, layer after layer, is
# the **forward pass**.
#
# ### Exercise 6: two layers
#
# - Write `forward(net, x)`: for examples `x`, shape `(batch, inputs)`, return the pair
#   `(hidden, scores)` of shapes `(batch, units)` and `(batch, outputs)`. The hidden layer
#   has ReLU, the output layer has no activation: it gives scores.
# - Fill in `xor_net`, by hand, with 2 inputs, as many hidden neurons as you like and 1
#   output: its score shall be positive for the corners `(0, 1)` and `(1, 0)`, negative
#   for `(0, 0)` and `(1, 1)`. Lists are fine.
#
# A hint for the second: two hidden neurons are enough. Let both add up the two inputs,
# and give one of them a bias, so that it wakes up only if both inputs are 1.
#
# *Checked, here or in grading:* hidden layer and scores of nets of several sizes, and the
# signs of the four scores of your XOR net.


# %% role="solution" id="two_layers"
def forward(net, x):
    """Return (hidden, scores) of a net with two layers."""
    ### BEGIN SOLUTION
    hidden = np.maximum(x @ net["w1"] + net["b1"], 0)
    return hidden, hidden @ net["w2"] + net["b2"]
    ### END SOLUTION


xor_net = {"w1": None, "b1": None, "w2": None, "b2": None}
### BEGIN SOLUTION
xor_net = {
    "w1": [[1.0, 1.0], [1.0, 1.0]],
    "b1": [0.0, -1.0],
    "w2": [[1.0], [-2.0]],
    "b2": [-0.5],
}
### END SOLUTION

# %% role="tests" id="two_layers" part="forward" points=2
# Run this cell to check two_layers, forward (2 points).
net = {
    "w1": np.array([[1.0, -1.0, 2.0], [0.0, 1.0, 1.0]]),
    "b1": np.array([0.5, 0.0, -5.0]),
    "w2": np.array([[1.0, 2.0], [3.0, -1.0], [-1.0, 1.0]]),
    "b2": np.array([10.0, -6.0]),
}
found = checks.written(forward(net, np.array([[1.0, 2.0], [3.0, 1.0]])), "forward")
checks.that(
    isinstance(found, tuple | list) and len(found) == 2,
    "forward must return a pair, (hidden, scores).",
    got=type(found).__name__,
)
checks.close(
    found[0],
    [[1.5, 1.0, 0.0], [3.5, 0.0, 2.0]],
    "The hidden layer of two examples",
    mistakes=[
        ([[1.5, 1.0, -1.0], [3.5, -2.0, 2.0]], "The ReLU is missing."),
        ([[1.0, 1.0, 4.0], [3.0, 0.0, 7.0]], "The bias b1 is missing."),
        ([[1.5, 1.0, -1.0], [3.5, 0.0, 2.0]], "First add the bias, then the ReLU."),
    ],
    hint="ReLU of x @ w1 + b1; and the hidden layer comes first in the pair.",
)
checks.close(
    found[1],
    [[14.5, -4.0], [11.5, 3.0]],
    "The array of scores of two examples",
    mistakes=[
        (
            [[14.5, 0.0], [11.5, 3.0]],
            "There is a ReLU too many: scores may be negative.",
        ),
        ([[4.5, 2.0], [1.5, 9.0]], "The bias b2 is missing."),
        ([[15.5, -5.0], [5.5, 5.0]], "They come from a hidden layer without ReLU."),
    ],
    hint="hidden @ w2 + b2, and no activation after it.",
)
checks.passed("two_layers, forward")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(61)
for batch, inputs, units, outputs in ((5, 3, 7, 4), (1, 6, 2, 1), (4, 4, 4, 4)):
    net = {
        "w1": generator.normal(size=(inputs, units)),
        "b1": generator.normal(size=units),
        "w2": generator.normal(size=(units, outputs)),
        "b2": generator.normal(size=outputs),
    }
    x = generator.normal(size=(batch, inputs))
    total = np.einsum("ni,iu->nu", x, net["w1"]) + net["b1"]
    awake = total * (total > 0)
    hidden, scores = checks.written(forward(net, x.copy()), "forward")
    checks.close(hidden, awake, "The hidden layer")
    checks.close(
        scores,
        np.einsum("nu,uo->no", awake, net["w2"]) + net["b2"],
        "The array of scores",
    )
### END HIDDEN TESTS

# %% role="tests" id="two_layers" part="xor" points=1
# Run this cell to check two_layers, xor (1 point).
parts = {
    key: checks.array(checks.written(xor_net, "xor_net").get(key), f"xor_net['{key}']")
    for key in ("w1", "b1", "w2", "b2")
}
units = parts["b1"].size
for key, shape in (
    ("w1", (2, units)),
    ("b1", (units,)),
    ("w2", (units, 1)),
    ("b2", (1,)),
):
    checks.array(
        parts[key], f"xor_net['{key}'], with {units} hidden neurons,", shape=shape
    )
total = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]) @ parts["w1"] + parts["b1"]
score = (np.where(total > 0, total, 0) @ parts["w2"] + parts["b2"])[:, 0]
checks.that(
    np.array_equal(score > 1e-9, [False, True, True, False]) and (score != 0).all(),
    "The scores of the corners (0,0), (0,1), (1,0), (1,1) must be -, +, +, -.",
    got=score,
    hint="Let one neuron give x1 + x2 and another ReLU(x1 + x2 - 1): 0, 1, 1, 2 and 0, 0, "
    "0, 1. Take the second away often enough that the last corner falls below zero.",
)
checks.passed("two_layers, xor")
### BEGIN HIDDEN TESTS
checks.that(
    score[1:3].min() > 1e-9 and score[[0, 3]].max() < -1e-9,
    "The scores of xor_net must be clearly positive or negative.",
    got=score,
)
### END HIDDEN TESTS

# %% [markdown]
# Your net on the plane of its inputs, and the same four corners as the first two hidden
# neurons see them. The grey side is where the score is positive.

# %% role="demo" tags=["nbval-ignore-output"]
by_hand = {key: np.array(value, float) for key, value in xor_net.items()}
hidden, _ = forward(by_hand, corners)
last = (by_hand["w2"][:2, 0], by_hand["b2"][0])
views = {
    "what goes in": (corners, lambda x: forward(by_hand, x)[1][:, 0]),
    "what the hidden layer sees": (hidden[:, :2], lambda h: neuron(h, *last)),
}
for title, (points, score) in views.items():
    neuron_plots.regions(
        points,
        xor,
        {title: score},
        names=("XOR is 0", "XOR is 1"),
        xlabel="$x_1$" if points is corners else "$h_1$",
        ylabel="$x_2$" if points is corners else "$h_2$",
        size=120,
        alt=f"The four corners of XOR, {title}. The side with a positive score is grey and "
        "holds the two corners whose XOR is 1, and no other.",
    )

# %% [markdown]
# In the first picture no line could do it. The hidden layer **folds** the plane: two
# corners that belong together land on the same point, and after that a line is enough.
# Deep ReLU nets do little else, fold after fold.
#
# We found these weights by thinking. For a net that reads digits nobody can. We need a
# way to *improve* weights that are bad, and for that we need to know which way is better.

# %% [markdown]
# ## 5. Whose fault was it? The chain rule on a graph
#
# The picture first. Take the smallest net there is, one input, one weight, one bias, no
# activation, with the squared error $L = (w x + b - y)^2$. Split it into its smallest
# operations, and draw each as a node. Weights are nodes as well, with no arrow into them.
# This is a **computational graph**.
#
# **Forward**, with the arrows: each node computes its value from its inputs.
#
# **Backward**, against the arrows: each node is asked, *if your value went up by a
# little, by how much would $L$ go up?* That ratio is its **gradient**,
# $\partial L / \partial\,$node. At $L$ itself it is 1. Any other node looks one step
# ahead, and multiplies:
#
# $$\frac{\partial L}{\partial\,\mathrm{node}} = \frac{\partial L}{\partial\,\mathrm{next}} \cdot \frac{\partial\,\mathrm{next}}{\partial\,\mathrm{node}} .$$
#
# That is the **chain rule**, and each factor on the right is an easy one, since it
# belongs to one operation. A sum passes the gradient on as it is. A product multiplies it
# by *the other* factor. The square multiplies by twice its input.

# %% role="demo"
w, x, b, y = 1.5, 2.0, -1.0, 0.5
wx = w * x  # forward: every value
z = wx + b
error = z - y
loss = error**2

d_loss = 1.0  # backward: every gradient, last node first
d_error = d_loss * 2 * error
d_z, d_y = d_error * 1, d_error * -1
d_wx, d_b = d_z * 1, d_z * 1
d_w, d_x = d_wx * x, d_wx * w
print(f"L = {loss}, dL/dw = {d_w}, dL/db = {d_b}")

# %% role="demo"
nodes = {
    "w": (0, 2, w, d_w),
    "x": (0, 0.9, x, d_x),
    "×": (1, 1.5, wx, d_wx),
    "b": (1, 0.2, b, d_b),
    "+": (2, 1, z, d_z),
    "y": (2, -0.3, y, d_y),
    "−": (3, 0.5, error, d_error),
    "( )²": (4, 0.5, loss, d_loss),
}
wires = ("w×", "x×", "×+", "b+", "+−", "y−")
neuron_plots.graph(
    nodes,
    [*wires, ("−", "( )²")],
    title="Values go forward, gradients come back",
    alt="A graph. w = 1.5 and x = 2 enter a product, 3; b = -1 is added, 2; y = 0.5 is "
    "subtracted, 1.5; the square is 2.25. Gradients, from the end: 1 at the square, 3 at the "
    "difference, -3 at y, 3 at the sum, at b and at the product, 6 at w, 4.5 at x.",
)

# %% [markdown]
# Read it from right to left. The gradient of $w$ is 6: raise $w$ by a hundredth, and $L$
# rises by about six hundredths. So to make $L$ smaller, *lower* $w$. Note how cheap that
# was: each gradient was used again by everything before it, and nothing was computed
# twice. This is all of **backpropagation**. The gradients of $x$ and $y$ come out too; we
# throw them away, since only weights and biases may change.
#
# **One more rule.** When a value goes two ways, the gradients that come back along the
# two **add up**. It is used by both, so it is to blame for both. In $w \cdot w$, for
# instance, each of the two factors gets the other one back, and together they make $2w$,
# as you know from school. A weight is used by every example of a batch: its gradient is
# the sum over the examples.
#
# ### Exercise 7: a neuron with a bend
#
# Put a sigmoid between the sum and the difference, and take a batch of $n$ examples, each
# with one input:
#
# $$a_k = \mathrm{sigmoid}(w x_k + b), \qquad L = \frac{1}{n} \sum_k (a_k - y_k)^2 .$$
#
# Write `neuron_gradients(w, b, x, y)`.
#
# - `w`, `b`: numbers; `x`, `y`: arrays, shape `(n,)`.
# - Return the pair $(\partial L/\partial w,\ \partial L/\partial b)$, two numbers.
#
# Draw the graph first. Backwards from $L$: what does the square give? What does the
# sigmoid multiply by? You know its slope from exercise 3.
#
# *Checked, here or in grading:* against small differences of $L$.


# %% role="solution" id="neuron_gradients"
def neuron_gradients(w, b, x, y):
    """Return dL/dw and dL/db of one sigmoid neuron with the mean squared error."""
    ### BEGIN SOLUTION
    a = 1 / (1 + np.exp(-(w * x + b)))
    d_a = 2 * (a - y) / len(x)
    d_z = d_a * a * (1 - a)
    return np.sum(d_z * x), np.sum(d_z)
    ### END SOLUTION


# %% role="tests" id="neuron_gradients" points=2
# Run this cell to check neuron_gradients (2 points).
found = neuron_gradients(0.5, -1.0, np.array([2.0, 4.0]), np.array([1.0, 0.0]))
right = np.array([0.324939, 0.018735])
checks.pair(found, "neuron_gradients", shape=())
checks.close(
    found,
    right,
    "(dL/dw, dL/db) for w = 0.5, b = -1, x = 2 and 4, y = 1 and 0",
    mistakes=[
        (2 * right, "That is the sum over the examples: L is their mean."),
        (right / 2, "The factor 2 from the square is missing, or n is divided twice."),
        (-right, "The sign is turned round: the error is a - y."),
        (right[::-1], "The order is dL/dw, dL/db."),
        ([1.924234, 0.231059], "The slope of the sigmoid is missing: a (1 - a)."),
        ([0.018735, 0.018735], "dL/dw has the factor x: the product's other input."),
        ([0.009367, 0.018735], "dL/dw has the factor x, not w."),
        ([0.056204, 0.018735], "Multiply by x example by example, then take the mean."),
    ],
    hint="Go back from L: 2 (a - y) / n, times a (1 - a), then times x for w.",
)
checks.passed("neuron_gradients")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(71)
for n in (1, 6, 9):
    w, b = generator.normal(size=2)
    x, y = generator.normal(size=n) * 2, generator.random(n)

    def cost_at(w, b, x=x, y=y):
        return np.mean((np.exp(-np.logaddexp(0, -(w * x + b))) - y) ** 2)

    checks.close(
        neuron_gradients(w, b, x.copy(), y.copy()),
        [
            (cost_at(w + 1e-5, b) - cost_at(w - 1e-5, b)) / 2e-5,
            (cost_at(w, b + 1e-5) - cost_at(w, b - 1e-5)) / 2e-5,
        ],
        f"(dL/dw, dL/db) for a batch of {n}, against small differences,",
        rtol=1e-3,
        hint="Divide by n, the number of examples, whatever it is.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 6. Backpropagation through two layers
#
# Now the net of exercise 6, with softmax and cross-entropy on top. The graph is a chain
# again, only with matrices in its nodes:
#
# $$x \;\to\; z_1 = x W_1 + b_1 \;\to\; h = \mathrm{ReLU}(z_1) \;\to\; z = h W_2 + b_2 \;\to\; p = \mathrm{softmax}(z) \;\to\; L .$$
#
# **The end of it** is a small miracle. The cross-entropy has the gradient $-1/p_y$ for
# the right class; multiply it with your matrix of softmax slopes, and nearly everything
# cancels:
#
# $$\frac{\partial L}{\partial z} = \frac{p - t}{n} ,$$
#
# where $t$ is the **one-hot** truth (1 at the right class, 0 elsewhere) and $n$ the
# number of examples, as $L$ is a mean. *Probability minus truth*: that is the whole error
# signal. See for yourself:

# %% role="demo"
p, right = np.array([0.2, 0.3, 0.5]), 1
of_the_loss = np.zeros(3)
of_the_loss[right] = -1 / p[right]
print("chain rule, step by step :", (of_the_loss @ softmax_slopes(p)).round(3))
print("probability minus truth  :", p - np.eye(3)[right])

# %% [markdown]
# **A layer** $z = h W_2 + b_2$ has three inputs, and each gets its share. Write $g$ for
# $\partial L/\partial z$, shape `(n, outputs)`.
#
# - weights: $h^\top g$. (The product's other factor, summed over the examples. $\top$
#   swaps rows and columns.)
# - bias: the sum of $g$ over the examples.
# - what came in: $g\, W_2^\top$. (Each hidden neuron collects the blame along all wires
#   that leave it.)
#
# Do not learn these by heart: the shapes force them. The gradient of $W_2$ must be as
# large as $W_2$, and there is only one way to make that out of `h` and `g`.
#
# **The ReLU** multiplies by its slope: 1 where the neuron was awake, 0 where it was
# asleep. Then comes the first layer, by the same rules again.
#
# ### Exercise 8: the backward pass
#
# Write `backward(net, x, y, hidden, p)`.
#
# - `net`: the dict of exercise 6; `x`: `(n, inputs)`; `y`: right classes, integers, `(n,)`;
#   `hidden`: `(n, units)`, the hidden layer *after* ReLU; `p`: `(n, outputs)`, the
#   probabilities. The last two are from the forward pass, you need not compute them again.
# - Return a dict with the gradient of the mean cross-entropy for each of `w1`, `b1`, `w2`,
#   `b2`, each of the shape of the array that it belongs to.
#
# Useful: `np.eye(classes)[y]` is the one-hot truth. A neuron was awake where `hidden > 0`.
#
# *Checked, here or in grading:* all four gradients against small differences, for nets and
# batches of several sizes.


# %% role="solution" id="backward"
def backward(net, x, y, hidden, p):
    """Return the gradients of the mean cross-entropy, a dict with the keys of net."""
    ### BEGIN SOLUTION
    d_z = (p - np.eye(p.shape[1], dtype=p.dtype)[y]) / len(x)
    d_z1 = (d_z @ net["w2"].T) * (hidden > 0)
    return {
        "w1": x.T @ d_z1,
        "b1": d_z1.sum(axis=0),
        "w2": hidden.T @ d_z,
        "b2": d_z.sum(axis=0),
    }
    ### END SOLUTION


# %% role="tests" id="backward" part="outputs" points=2
# Run this cell to check backward, outputs (2 points).
net = {
    "w1": np.ones((2, 2)),
    "b1": np.zeros(2),
    "w2": np.array([[1.0, -1.0], [2.0, 0.5]]),
    "b2": np.zeros(2),
}
x, y = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([0, 1])
hidden, p = np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([[0.25, 0.75], [0.6, 0.4]])
kept = [hidden.copy(), p.copy()]
grads = checks.written(backward(net, x, y, hidden, p), "backward")
checks.that(
    isinstance(grads, dict) and set(grads) == {"w1", "b1", "w2", "b2"},
    "backward must return a dict with the keys w1, b1, w2 and b2.",
    got=sorted(grads) if isinstance(grads, dict) else type(grads).__name__,
)
right = np.array([[0.225, -0.225], [0.9, -0.9]])
checks.close(
    grads["w2"],
    right,
    "The gradient of w2",
    mistakes=[
        (2 * right, "The cost is a mean: divide by the number of examples."),
        (right / 2, "Divide by the number of examples once, not twice."),
        (-right, "The sign is turned round: probability minus truth."),
        ([[0.725, 0.775], [0.9, 0.6]], "Subtract the one-hot truth from p."),
        (right.T, "It is transposed: hidden.T @ g has the shape of w2."),
    ],
    hint="hidden.T @ g, where g is (p - one-hot truth) / n.",
)
checks.close(
    grads["b2"],
    [-0.075, 0.075],
    "The gradient of b2",
    mistakes=[
        ([-0.15, 0.15], "The cost is a mean: divide by the number of examples."),
        ([-0.0375, 0.0375], "Add g up over the examples: n is in g already."),
        ([0.0, 0.0], "Add up over axis 0, the examples."),
        ([0.425, 0.575], "Subtract the one-hot truth from p."),
    ],
    hint="The sum of g over the examples, axis 0.",
)
checks.unchanged(kept[0], hidden, "hidden")
checks.unchanged(kept[1], p, "p")
checks.passed("backward, outputs")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(81)
for n, units, outputs in ((5, 4, 3), (1, 3, 4), (4, 4, 4)):
    net = {"w1": generator.normal(size=(2, units)), "b1": generator.normal(size=units)}
    net |= {"w2": generator.normal(size=(units, outputs)), "b2": np.zeros(outputs)}
    x, y = generator.normal(size=(n, 2)), generator.integers(0, outputs, n)
    awake = np.abs(generator.normal(size=(n, units)))

    def chances(w, b, awake=awake):
        top = np.exp(awake @ w + b)
        return top / top.sum(axis=1)[:, None]

    def cost_of(w, b, n=n, y=y, chances=chances):
        return -np.log([row[c] for row, c in zip(chances(w, b), y)]).sum() / n

    w, b = net["w2"], net["b2"]
    grads = checks.written(backward(net, x, y, awake, chances(w, b)), "backward")
    wanted = {"w2": np.empty(w.shape), "b2": np.empty(b.shape)}
    for place in np.ndindex(w.shape):
        bump = np.zeros(w.shape)
        bump[place] = 1e-5
        wanted["w2"][place] = (cost_of(w + bump, b) - cost_of(w - bump, b)) / 2e-5
    for place in range(outputs):
        bump = 1e-5 * np.eye(outputs)[place]
        wanted["b2"][place] = (cost_of(w, b + bump) - cost_of(w, b - bump)) / 2e-5
    for key, right in wanted.items():
        checks.close(
            grads.get(key),
            right,
            f"The gradient of {key}, against small differences",
            rtol=1e-3,
            atol=1e-6,
        )
### END HIDDEN TESTS

# %% role="tests" id="backward" part="hidden" points=2
# Run this cell to check backward, hidden (2 points).
net = {
    "w1": np.ones((2, 2)),
    "b1": np.zeros(2),
    "w2": np.array([[1.0, -1.0], [2.0, 0.5]]),
    "b2": np.zeros(2),
}
x, y = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([0, 1])
hidden, p = np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([[0.25, 0.75], [0.6, 0.4]])
grads = checks.written(backward(net, x, y, hidden, p), "backward")
right = np.array([[1.05, 1.35], [-2.1, -0.45]])
checks.close(
    grads["w1"],
    right,
    "The gradient of w1",
    mistakes=[
        (2 * right, "The cost is a mean: divide by the number of examples, once."),
        (-right, "The sign is turned round: probability minus truth."),
        (
            [[1.05, 0.7875], [-2.1, -1.575]],
            "The slope of the ReLU is missing: a neuron that was asleep learns nothing.",
        ),
        (
            [[-0.525, -1.35], [1.05, 0.45]],
            "Backwards through w2 goes with w2.T: its columns are the outputs.",
        ),
        (
            [[2.85, 4.05], [-2.7, -1.35]],
            "The slope of the ReLU is 1 or 0 (hidden > 0), not its value.",
        ),
        (right.T, "It is transposed: x.T @ ... has the shape of w1."),
    ],
    hint="g @ w2.T, times (hidden > 0); then x.T @ that.",
)
checks.close(
    grads["b1"],
    [-0.15, 0.45],
    "The gradient of b1",
    mistakes=[
        ([-0.3, 0.9], "The cost is a mean: divide by the number of examples, once."),
        ([-0.15, -0.1125], "The slope of the ReLU is missing."),
        ([-0.075, 0.225], "Add up over the examples: n is in g already."),
    ],
    hint="The sum over the examples, after the slope of the ReLU.",
)
checks.passed("backward, hidden")


### BEGIN HIDDEN TESTS
def net_of(generator, inputs, units, outputs):
    return {
        "w1": generator.normal(size=(inputs, units)),
        "b1": generator.normal(size=units),
        "w2": generator.normal(size=(units, outputs)),
        "b2": generator.normal(size=outputs),
    }


def run(net, x):
    total = x @ net["w1"] + net["b1"]
    awake = np.where(total > 0, total, 0)
    scores = awake @ net["w2"] + net["b2"]
    top = np.exp(scores - scores.max(axis=1)[:, None])
    return awake, top / top.sum(axis=1)[:, None]


def measured(net, key, x, y):
    """Return the gradient of one array by central differences."""
    found = np.empty(net[key].shape)
    for place in np.ndindex(found.shape):
        ends = []
        for change in (1e-5, -1e-5):
            other = {name: value.copy() for name, value in net.items()}
            other[key][place] += change
            chances = run(other, x)[1]
            ends.append(-np.mean(np.log([row[c] for row, c in zip(chances, y)])))
        found[place] = (ends[0] - ends[1]) / 2e-5
    return found


generator = np.random.default_rng(82)
for n, inputs, units, outputs in ((6, 3, 5, 2), (1, 2, 3, 4), (4, 4, 4, 4)):
    net = net_of(generator, inputs, units, outputs)
    x, y = generator.normal(size=(n, inputs)), generator.integers(0, outputs, n)
    awake, chances = run(net, x)
    before = {key: value.copy() for key, value in net.items()}
    grads = checks.written(backward(net, x, y, awake, chances), "backward")
    for key in ("w1", "b1"):
        checks.close(
            grads.get(key),
            measured(net, key, x, y),
            f"The gradient of {key}, against small differences",
            rtol=1e-3,
            atol=1e-6,
        )
        checks.unchanged(before[key], net[key], f"net[{key!r}]")
### END HIDDEN TESTS

# %% [markdown]
# ### Deep trouble
#
# With more layers the chain gets longer, and every layer multiplies the gradient by a
# slope. **Predict:** ten layers of sigmoids, each slope at most a quarter. What reaches
# the first layer? We send the same gradient into the end of a ten-layer net and look at
# what arrives in each layer's weights.


# %% role="demo"
def sizes_by_layer(name, scale, seed, layers=10, units=64):
    """Return the mean size of the weights' gradient in each layer of a random net."""
    rng = np.random.default_rng(seed)
    z, a = [], [rng.normal(size=(100, units))]
    w = [
        rng.normal(size=(units, units)) * np.sqrt(scale / units) for _ in range(layers)
    ]
    for kernel in w:
        z.append(a[-1] @ kernel)
        a.append(bends[name](z[-1]))
    g, sizes = rng.normal(size=(100, units)), []
    for i in reversed(range(layers)):
        g = g * slope(name, z[i])
        sizes.append(np.abs(a[i].T @ g / 100).mean())
        g = g @ w[i].T
    return sizes[::-1]


# %% role="demo" tags=["nbval-ignore-output"]
arms = {"sigmoid": 1, "tanh": 1, "relu": 2}  # weights of variance 1/64, for ReLU 2/64
sizes = {
    name: np.array([sizes_by_layer(name, scale, seed) for seed in range(5)])
    for name, scale in arms.items()
}
log_plots.log_curves(
    sizes,
    xlabel="layer (the first is next to the inputs)",
    ylabel="mean gradient of a weight (log scale)",
    ylim=(1e-9, 1),
    title="What is left of the gradient, ten layers down, five seeds",
    alt="Mean size of the gradient against the layer, log scale. With tanh and ReLU it is about "
    "the same in all ten layers. With sigmoid it falls by a factor of about five a layer, to "
    "less than a millionth of its size in the first layer.",
)
for name, found in sizes.items():
    ratio = (found[:, -1] / found[:, 0]).mean()
    print(f"{name:7}: the last layer's gradient is {ratio:,.1f} times the first's")

# %% [markdown]
# Products of numbers below 1 get small fast: the first layers of the sigmoid net would
# learn some hundred thousand times more slowly than its last. This is the **vanishing
# gradient**, which kept deep nets shallow for decades. Tanh, ReLU and well-scaled random
# weights are a good part of the cure.

# %% [markdown]
# ## 7. Trust, but check
#
# A backward pass with a mistake in it often still learns, only worse, so you would never
# know. There is a test that trusts nobody. Change one weight by a small step $\epsilon$
# (epsilon) up, then down, and look at what the cost does:
#
# $$\frac{\partial L}{\partial w} \approx \frac{L(w + \epsilon) - L(w - \epsilon)}{2 \epsilon} .$$
#
# These are **central differences**. Going only up and dividing by $\epsilon$ would do
# too, but much less exactly: its error shrinks like $\epsilon$, this one's like
# $\epsilon^2$.
#
# ### Exercise 9: finite differences
#
# Write `numerical_gradient(cost, w, step=1e-5)`.
#
# - `cost`: a function that takes an array and returns one number. `w`: an array of floats
#   of *any* shape (`np.ndindex(w.shape)` runs through all its positions).
# - Return an array of the shape of `w`: the central difference for each entry, with this
#   `step`, while all other entries stay as they are.
# - `w` must hold at the end what it held before, exactly. (`w[i] += step` and then
#   `w[i] -= step` may miss by a rounding error: work on a copy.)
#
# For instance, with the function below,
# `numerical_gradient(valley, np.array([2.0, 1.0]))` is close to `[0.2, 2.0]`.


# %%
def valley(w):
    """Return the height of a long valley over the point w, shape (2,)."""
    return 0.05 * w[0] ** 2 + w[1] ** 2


#
# *Checked, here or in grading:* other functions, arrays of several shapes, large steps, and
# that `w` keeps its values.


# %% role="solution" id="numerical_gradient"
def numerical_gradient(cost, w, step=1e-5):
    """Return the gradient of cost at w by central differences, shape of w."""
    ### BEGIN SOLUTION
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (cost(up) - cost(down)) / (2 * step)
    return gradient
    ### END SOLUTION


# %% role="tests" id="numerical_gradient" points=2
# Run this cell to check numerical_gradient (2 points).
w = np.array([2.0, 1.0])
before = w.copy()
checks.close(
    numerical_gradient(valley, w),
    [0.2, 2.0],
    "The gradient of the valley at (2, 1)",
    mistakes=[
        ([0.4, 4.0], "Up and down are two steps apart: divide by 2 * step."),
        ([0.1, 1.0], "Divide by 2 * step, once."),
        ([-0.2, -2.0], "The sign is turned round: cost above minus cost below."),
        ([2.2, 2.2], "All entries were moved at once: move one at a time."),
    ],
    rtol=1e-3,
)
checks.close(
    numerical_gradient(valley, w, step=0.5),
    [0.2, 2.0],
    "The same with a step of 0.5 (on a parabola central differences are exact)",
    mistakes=[
        ([0.225, 2.5], "That goes up only. Go down as well: central differences."),
        ([0.175, 1.5], "That goes down only. Go up as well: central differences."),
        ([4e-6, 4e-5], "Is `step` used both to move and to divide?"),
        ([1e4, 1e5], "Is `step` used both to move and to divide?"),
        ([0.2, 1.9], "The first entry was not put back before the second was moved."),
        ([0.2, 2.1], "The first entry was not put back before the second was moved."),
    ],
)
checks.unchanged(before, w, "w")
checks.passed("numerical_gradient")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(91)
for cost, shape in ((np.var, (3, 4)), (np.linalg.norm, (5,)), (np.prod, (2, 2, 2))):
    w = generator.normal(size=shape) + 1.5
    kept, wanted = w.copy(), np.empty(shape)
    for place in np.ndindex(shape):
        bump = np.zeros(shape)
        bump[place] = 0.25
        wanted[place] = 2 * (cost(w + bump) - cost(w - bump))
    checks.close(
        numerical_gradient(cost, w, step=0.25),
        wanted,
        f"numerical_gradient with a step of 0.25, for an array of shape {shape},",
        hint="Move one entry at a time, by `step`, of an array of any shape.",
    )
    checks.unchanged(kept, w, "w")
checks.close(
    numerical_gradient(np.linalg.norm, w := np.array([[3.0], [4.0]])),
    [[0.6], [0.8]],
    "The gradient of the length of the vector (3, 4)",
    rtol=1e-3,
)
checks.unchanged([[3.0], [4.0]], w, "w")
### END HIDDEN TESTS

# %% [markdown]
# Now the moment of truth: your `backward` against your `numerical_gradient`, on a net
# with random weights. (Why random? Two hidden neurons that start alike get the same
# gradients, and stay alike for ever.) Two gradients $a$ and $b$ are compared by their
# *relative* difference, $\lvert a - b \rvert / (\lvert a \rvert + \lvert b \rvert)$,
# because a gradient of a millionth may not be wrong by a millionth.


# %% role="demo"
def new_net(inputs, units, classes, seed, dtype=float):
    """Return a net with random weights, scaled for ReLU, and biases 0."""
    rng = np.random.default_rng(seed)
    return {
        "w1": (rng.normal(size=(inputs, units)) * np.sqrt(2 / inputs)).astype(dtype),
        "b1": np.zeros(units, dtype),
        "w2": (rng.normal(size=(units, classes)) * np.sqrt(2 / units)).astype(dtype),
        "b2": np.zeros(classes, dtype),
    }


rng = np.random.default_rng(1)
net, x, y = new_net(6, 5, 3, seed=1), rng.normal(size=(20, 6)), rng.integers(0, 3, 20)
hidden, scores = forward(net, x)
grads = backward(net, x, y, hidden, softmax(scores))

# %% role="demo"
for key in net:
    numeric = numerical_gradient(
        lambda w, key=key: cross_entropy(y, forward(net | {key: w}, x)[1]), net[key]
    )
    difference = np.abs(grads[key] - numeric) / (np.abs(grads[key]) + np.abs(numeric))
    print(f"{key}: relative difference below 1e-6: {bool((difference < 1e-6).all())}")

# %% [markdown]
# If these say `True`, your backward pass is right. If one says `False`, you know which
# array to look at. Do this with every gradient you ever write by hand.
#
# **Predict:** why not train with `numerical_gradient` and forget about backpropagation?
# Count how often the net must be run for one gradient of the net that we shall train in
# section 9.

# %% role="demo"
count = sum(array.size for array in new_net(784, 32, 10, seed=0).values())
print(f"{count:,} weights and biases")
print(f"finite differences: {2 * count:,} forward passes for one gradient")
print("backpropagation   : 1 forward and 1 backward pass")

# %% [markdown]
# ## 8. Downhill
#
# The gradient points uphill. So take a step against it, and again, and again:
#
# $$w \leftarrow w - \eta\, g .$$
#
# This is **gradient descent**. $g$ is the gradient of the cost, and $\eta$ (eta) is the
# **learning rate**, the most important number that you will ever choose. To look at it we
# need a cost of only two weights: one neuron, without activation, that tells zeros from
# eights by their ink, with the MSE against −1 and 1. We measure the ink from its mean, so
# that no bias is needed. Any two weights are a point on the map, and the cost is its
# height.


# %% role="demo"
offset = (ink - ink.mean(axis=0)) / 10  # (n, 2)
target = 2.0 * is_eight - 1  # -1 for a zero, 1 for an eight


def height(w):
    """Return the cost for weights w, shape (m, 2); one number a row."""
    return np.mean((w @ offset.T - target) ** 2, axis=1)


def uphill(w):
    """Return the gradient of the cost at w, shape (2,)."""
    return 2 * offset.T @ (offset @ w - target) / len(target)


# %% role="demo" tags=["nbval-ignore-output"]
START = np.array([-0.5, 0.9])
MAP = {"xlim": (-0.8, 1.1), "ylim": (-1.4, 1.2), "xlabel": "$w_1$", "ylabel": "$w_2$"}
paths = {}
for rate in (0.01, 0.14, 0.165):
    path = [START]
    for _ in range(40):
        path.append(path[-1] - rate * uphill(path[-1]))
    paths[f"learning rate {rate}"] = path
    print(f"learning rate {rate}: cost after 40 steps {height(path[-1][None])[0]:.3f}")
neuron_plots.descents(
    height,
    paths,
    columns=3,
    **MAP,
    alt="Three maps of one cost, a steep narrow valley, with 40 steps of gradient descent. "
    "With rate 0.01 it reaches the floor of the valley and then creeps. With 0.14 it zigzags "
    "across and gets near the lowest point. With 0.165 it jumps from wall to wall.",
)

# %% [markdown]
# That is the dilemma of gradient descent. The valley is steep across and almost flat
# along. A rate that is safe across creeps along; a rate that is good along jumps from
# wall to wall. Slightly too high, and each jump lands higher than the last.
#
# Three famous ideas help. Each remembers something from step to step; all operations are
# entry by entry, so that every weight has a memory of its own.
#
# **Momentum** (Polyak, 1964): a ball rolls, it does not walk. It has a velocity $v$, at
# first 0, which each gradient pushes:
# $$v \leftarrow \beta v - \eta\, g, \qquad w \leftarrow w + v .$$
# Pushes that keep their direction add up; pushes that change theirs cancel. $\beta$
# (beta) is nearly always 0.9. With $\beta = 0$ it is plain gradient descent. (Some books
# average the gradients instead, $v \leftarrow \beta v + (1-\beta) g$, and step by
# $-\eta v$: the same path with another learning rate.)
#
# **RMSProp** (Hinton, 2012): steep directions need small steps, so divide by the recent
# size of the gradient. $v$ is now a running mean of its *square*:
# $$v \leftarrow \rho v + (1 - \rho)\, g^2, \qquad w \leftarrow w - \eta\, g / \sqrt{v + \epsilon} .$$
#
# **Adam** (Kingma and Ba, 2015): both at once, a running mean $m$ of the gradient and $v$
# of its square:
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2 .$$
# Both start at 0, so in the first steps they are too small. At step $t = 1, 2, \ldots$
# Adam corrects for that:
# $$w \leftarrow w - \eta\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} .$$
#
# ### Exercise 10: four optimisers in three functions
#
# - `momentum_step(w, grad, v, learning_rate, beta=0.9)` returns `(w, v)`, both new.
# - `rmsprop_step(w, grad, v, learning_rate, rho=0.9)` returns `(w, v)`.
# - `adam_step(w, grad, m, v, t, learning_rate)` returns `(w, m, v)`, with $\beta_1 = 0.9$
#   and $\beta_2 = 0.999$.
#
# `w`, `grad`, `m`, `v` are arrays of one shape; leave them as they were, and return new
# ones. Take $\epsilon = 10^{-7}$: it is there so that nothing is divided by 0. `t` is the
# number of this step; the first is 1.
#
# For instance, the first step of Adam moves every weight by the learning rate, whatever
# the size of its gradient. Do you see why?
#
# *Checked, here or in grading:* several steps in a row, other settings, a gradient of 0,
# and that your arguments keep their values.


# %% role="solution" id="optimisers"
def momentum_step(w, grad, v, learning_rate, beta=0.9):
    """Return (w, v) after one step of gradient descent with momentum."""
    ### BEGIN SOLUTION
    v = beta * v - learning_rate * grad
    return w + v, v
    ### END SOLUTION


def rmsprop_step(w, grad, v, learning_rate, rho=0.9):
    """Return (w, v) after one step of RMSProp."""
    ### BEGIN SOLUTION
    v = rho * v + (1 - rho) * grad**2
    return w - learning_rate * grad / np.sqrt(v + 1e-7), v
    ### END SOLUTION


def adam_step(w, grad, m, v, t, learning_rate):
    """Return (w, m, v) after step number t of Adam."""
    ### BEGIN SOLUTION
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    size = np.sqrt(v / (1 - 0.999**t)) + 1e-7
    return w - learning_rate * m / (1 - 0.9**t) / size, m, v
    ### END SOLUTION


# %% role="tests" id="optimisers" part="momentum" points=1
# Run this cell to check optimisers, momentum (1 point).
w, grad, v = np.array([1.0, 2.0]), np.array([0.5, -1.0]), np.array([0.1, 0.2])
kept = [w.copy(), grad.copy(), v.copy()]
new_w, new_v = checks.pair(momentum_step(w, grad, v, 0.2), "momentum_step", shape=(2,))
checks.close(
    new_v,
    [-0.01, 0.38],
    "The velocity after one step",
    mistakes=[
        (
            [0.14, 0.08],
            "That is a mean of gradients: here v is beta * v - rate * grad.",
        ),
        ([0.59, -0.82], "The learning rate belongs into the velocity here."),
        ([0.19, -0.02], "The gradient pushes downhill: subtract it."),
        ([0.0, 0.4], "Is beta used?"),
        ([-0.1, 0.2], "Is the old velocity used?"),
        ([0.99, 2.38], "The order is (w, v)."),
    ],
)
checks.close(
    new_w,
    [0.99, 2.38],
    "w after one step with momentum",
    mistakes=[
        ([1.1, 2.2], "First the new velocity, then move by it."),
        ([1.01, 1.62], "Add the velocity: it points downhill already."),
        ([0.998, 2.076], "The learning rate is in the velocity already."),
        ([0.9, 2.2], "Move by the velocity, not by the gradient."),
        ([0.891, 2.542], "That is Nesterov's variant: just add the new velocity."),
    ],
)
for name, old, now in zip(("w", "grad", "v"), kept, (w, grad, v)):
    checks.unchanged(old, now, name)
checks.passed("optimisers, momentum")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(101)
for rate, beta in ((0.3, 0.9), (0.1, 0.5), (0.2, 0.0)):
    w, v = generator.normal(size=(3, 2)), np.zeros((3, 2))
    place, speed = w.copy(), v.copy()
    for _ in range(5):
        grad = generator.normal(size=(3, 2))
        w, v = checks.pair(
            momentum_step(w, grad, v, rate, beta), "momentum_step", shape=(3, 2)
        )
        speed = beta * speed - rate * grad
        place = place + speed
        checks.close(
            w, place, f"w after several steps, momentum with beta={beta}", hint=None
        )
        checks.close(v, speed, f"The velocity, momentum with beta={beta}")
### END HIDDEN TESTS

# %% role="tests" id="optimisers" part="rmsprop" points=1
# Run this cell to check optimisers, rmsprop (1 point).
w, grad, v = np.array([1.0, 2.0]), np.array([0.5, -2.0]), np.array([0.09, 1.0])
kept = [w.copy(), grad.copy(), v.copy()]
new_w, new_v = checks.pair(rmsprop_step(w, grad, v, 0.1), "rmsprop_step", shape=(2,))
checks.close(
    new_v,
    [0.106, 1.3],
    "The mean square after one step",
    mistakes=[
        ([0.131, 0.7], "Square the gradient: v is a mean of squares."),
        ([0.234, 3.7], "rho weighs the old mean, 1 - rho the new square."),
        ([0.34, 5.0], "Is rho used?"),
        ([0.331, 4.9], "The new square is weighed with 1 - rho."),
    ],
)
checks.close(
    new_w,
    [0.846426, 2.175412],
    "w after one step of RMSProp",
    mistakes=[
        ([0.528302, 2.153846], "Divide by the square root of v."),
        ([0.833333, 2.2], "First the new v, then divide by it."),
        ([1.153574, 1.824588], "It goes uphill: subtract."),
        ([0.95, 2.2], "Divide the gradient by the root of v."),
    ],
)
for name, old, now in zip(("w", "grad", "v"), kept, (w, grad, v)):
    checks.unchanged(old, now, name)
checks.passed("optimisers, rmsprop")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(102)
for rate, rho in ((0.3, 0.9), (0.05, 0.6)):
    w, v = generator.normal(size=(2, 4)), np.zeros((2, 4))
    place, square = w.copy(), v.copy()
    for _ in range(5):
        grad = generator.normal(size=(2, 4)) * 3
        w, v = checks.pair(
            rmsprop_step(w, grad, v, rate, rho), "rmsprop_step", shape=(2, 4)
        )
        square = rho * square + (1 - rho) * grad * grad
        place = place - rate * grad / square**0.5
        checks.close(
            w, place, f"w after several steps, RMSProp with rho={rho}", rtol=1e-3
        )
        checks.close(v, square, f"The mean square, RMSProp with rho={rho}")
still = rmsprop_step(np.ones(2), np.zeros(2), np.zeros(2), 0.1)[0]
checks.close(
    still,
    [1.0, 1.0],
    "w after a gradient of 0",
    hint="Without epsilon that is 0 / 0.",
)
### END HIDDEN TESTS

# %% role="tests" id="optimisers" part="adam" points=2
# Run this cell to check optimisers, adam (2 points).
w, m, v = np.array([1.0, 2.0]), np.zeros(2), np.zeros(2)
steps = [
    (np.array([0.5, -2.0]), [0.9, 2.1], [0.05, -0.2], [0.00025, 0.004]),
    (np.array([0.5, 1.0]), [0.8, 2.126634], [0.095, -0.08], [0.00049975, 0.004996]),
]
for t, (grad, right_w, right_m, right_v) in enumerate(steps, start=1):
    kept = [array.copy() for array in (w, grad, m, v)]
    found = checks.written(adam_step(w, grad, m, v, t, 0.1), "adam_step")
    checks.that(
        isinstance(found, tuple | list) and len(found) == 3,
        "adam_step must return three arrays, (w, m, v).",
        got=type(found).__name__,
    )
    for name, old, now in zip(("w", "grad", "m", "v"), kept, (w, grad, m, v)):
        checks.unchanged(old, now, name)
    checks.close(
        found[1],
        right_m,
        f"m after step {t}",
        mistakes=[
            ([0.5, -2.0], "Return m before it is corrected, and use the old m too."),
            ([0.45, -1.8], "0.9 weighs the old mean, 0.1 the new gradient."),
            ([0.5, -0.421053], "Return m before it is corrected."),
            ([0.05, 0.1], "Is the old m used?"),
        ],
    )
    checks.close(
        found[2],
        right_v,
        f"v after step {t}",
        mistakes=[
            ([0.0005, -0.002], "Square the gradient: v is a mean of squares."),
            ([0.25, 4.0], "Return v before it is corrected, and use the old v too."),
            ([0.025, 0.4], "The second mean forgets more slowly: 0.999 and 0.001."),
            ([0.25, 2.49925], "Return v before it is corrected."),
        ],
        atol=1e-8,
    )
    checks.close(
        found[0],
        right_w,
        f"w after step {t}",
        mistakes=[
            (
                [0.683772, 2.316228],
                "The corrections are missing: 1 - 0.9^t, 1 - 0.999^t.",
            ),
            ([1.1, 1.9], "It goes uphill: subtract."),
            ([0.95, 2.2], "Divide by the root of the corrected v."),
            ([0.8, 2.05], "Divide by the root of the corrected v."),
            ([0.8, 2.116848], "Divide by the *root* of the corrected v."),
            ([-1.0, 4.2], "The corrections are powers of t: 0.9 ** t and 0.999 ** t."),
        ],
        hint="Correct m and v first: m / (1 - 0.9**t), v / (1 - 0.999**t); then the root.",
    )
    w, m, v = (np.asarray(part, float) for part in found)
checks.passed("optimisers, adam")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(103)
w = generator.normal(size=(3, 3))
m, v, place = np.zeros((3, 3)), np.zeros((3, 3)), w.copy()
first, second = m.copy(), v.copy()
for t in range(1, 9):
    grad = generator.normal(size=(3, 3)) * 5
    w, m, v = checks.written(adam_step(w, grad, m, v, t, 0.02), "adam_step")
    first, second = 0.9 * first + 0.1 * grad, 0.999 * second + 0.001 * grad * grad
    corrected = second / (1 - 0.999**t)
    place = place - 0.02 * first / (1 - 0.9**t) / corrected**0.5
    checks.close(w, place, f"w after step {t} of Adam", rtol=1e-3)
    checks.close(m, first, f"m after step {t} of Adam")
    checks.close(v, second, f"v after step {t} of Adam")
still = adam_step(np.ones(2), np.zeros(2), np.zeros(2), np.zeros(2), 1, 0.1)[0]
checks.close(
    still,
    [1.0, 1.0],
    "w after a gradient of 0",
    hint="Without epsilon that is 0 / 0.",
)
### END HIDDEN TESTS

# %% [markdown]
# The same valley, the same start, 40 steps, your four optimisers. `optimiser` below keeps
# the memories, for a net of any number of arrays; we shall train with it in a minute.


# %% role="demo"
def optimiser(name, rate):
    """Return a function that moves the arrays of a net one step, and remembers."""
    m, v, t = {}, {}, {}

    def update(net, grads):
        for key, grad in grads.items():
            t[key] = t.get(key, 0) + 1
            old = (m.get(key, 0 * grad), v.get(key, 0 * grad))
            if name == "Adam":
                new = adam_step(net[key], grad, *old, t[key], rate)
                net[key], m[key], v[key] = new
            elif name == "RMSProp":
                net[key], v[key] = rmsprop_step(net[key], grad, old[1], rate)
            else:
                beta = 0.9 if name == "momentum" else 0.0
                net[key], m[key] = momentum_step(net[key], grad, old[0], rate, beta)

    return update


# %% role="demo" tags=["nbval-ignore-output"]
paths = {}
for name, rate in (("SGD", 0.14), ("momentum", 0.02), ("RMSProp", 0.05), ("Adam", 0.1)):
    weights, update = {"w": START}, optimiser(name, rate)
    path = [START]
    for _ in range(40):
        update(weights, {"w": uphill(weights["w"])})
        path.append(weights["w"])
    paths[f"{name}, learning rate {rate}"] = path
    print(f"{name:8}: cost after 40 steps {height(path[-1][None])[0]:.3f}")
neuron_plots.descents(
    height,
    paths,
    **MAP,
    alt="The same valley four times, 40 steps each. SGD zigzags across it. Momentum swings in "
    "wide curves down the valley to the lowest point. RMSProp goes diagonally to the floor, "
    "then along it. Adam goes the same way, overshoots in a curve, and comes back.",
)

# %% [markdown]
# Each picture is its formula. SGD (stochastic gradient descent, here without anything
# stochastic yet) zigzags. Momentum swings, because the ball is heavy. RMSProp divides the
# steepness away, so it sets off diagonally, whatever the shape of the valley. Adam
# does both. On so small a problem all of them arrive; the next section asks what they are
# worth on a net.

# %% [markdown]
# ## 9. Training
#
# Everything is there: a net, a cost, its gradients, and four ways downhill. What is left
# is the loop, and three words. To follow the gradient of *all* examples is expensive, so
# we take a random handful, a **mini-batch**, step by its gradient, and take the next. The
# gradient of a batch is a noisy estimate of the true one (hence *stochastic*), and that
# is good enough. (With a batch of one example people speak of stochastic gradient descent
# in the narrow sense, with all examples of batch gradient descent. The mini-batch is in
# between.) When every example has been used once, an **epoch** is over.


# %% role="demo"
def train(net, x, y, update, epochs, batch_size, seed):
    """Train a net in place; yield after each epoch."""
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for first in range(0, len(x), batch_size):
            rows = order[first : first + batch_size]
            hidden, scores = forward(net, x[rows])
            grads = backward(net, x[rows], y[rows], hidden, softmax(scores))
            update(net, grads)
        yield


# %% [markdown]
# First XOR, the problem that no neuron can solve: two inputs, a few hidden neurons, two
# outputs, 400 steps of Adam. Two hidden neurons *can* do it, you proved that by hand.
#
# **Predict:** of 20 random starts, how many find it with 2 hidden neurons? With 16?

# %% role="demo" tags=["nbval-ignore-output"]
for units in (2, 4, 8, 16):
    solved, costs = 0, set()
    for seed in range(20):
        net = new_net(2, units, 2, seed)
        list(train(net, corners, xor, optimiser("Adam", 0.05), 400, 4, seed))
        scores = forward(net, corners)[1]
        solved += np.array_equal(scores.argmax(axis=1), xor)
        costs.add(f"{cross_entropy(xor, scores):.2f}")
    print(f"{units:2} hidden neurons: {solved:2} of 20 starts learn XOR", end="; ")
    print("costs at the end:", *sorted(costs))

# %% [markdown]
# That a solution exists does not mean that going downhill finds it. With two neurons
# nearly every start ends in a dead end, where neurons have fallen asleep, and two, three
# or all four corners look the same to the net (a cost of 0.35, 0.48 or 0.69, where a net
# that has learned it is at 0.00). With 16 there are so many ways that one of them works
# from every start. This is one reason why nets are built larger than they would need to
# be.
#
# ### Ten digits
#
# Now the real thing: 784 pixels, 32 hidden ReLU neurons, ten outputs. A dummy first,
# always.

# %% role="demo" tags=["nbval-ignore-output"]
x_train, y_train = digits.x_train.reshape(-1, 784), digits.y_train
x_valid, y_valid = digits.x_valid.reshape(-1, 784), digits.y_valid
dummy = np.mean(y_valid == np.bincount(y_train).argmax())
print(f"{len(x_train):,} digits to learn from, {len(x_valid):,} to validate")
print(f"dummy, always the most frequent digit: {dummy:.1%} right")
untrained = forward(new_net(784, 32, 10, seed=0), np.zeros((1, 784)))[1]
print(f"a net that knows nothing has a cost of {cross_entropy([0], untrained):.3f}")


# %% role="demo"
def study(name, rate, epochs, batch_size=100, every=1):
    """Train from five seeds; return costs and accuracies, (5, epochs measured)."""
    curves = {"cost": [], "valid_cost": [], "accuracy": [], "valid_accuracy": []}
    for seed in range(5):
        net = new_net(784, 32, 10, seed, "float32")
        run = train(
            net, x_train, y_train, optimiser(name, rate), epochs, batch_size, seed
        )
        seen = [measure(net) for epoch, _ in enumerate(run, 1) if epoch % every == 0]
        for key, column in zip(curves, np.transpose(seen)):
            curves[key].append(column)
    return {key: np.array(rows) for key, rows in curves.items()}


def measure(net):
    """Return cost and accuracy on the training and on the validation digits."""
    z, z_valid = forward(net, x_train)[1], forward(net, x_valid)[1]
    right = (
        np.mean(z.argmax(axis=1) == y_train),
        np.mean(z_valid.argmax(axis=1) == y_valid),
    )
    return cross_entropy(y_train, z), cross_entropy(y_valid, z_valid), *right


# %% [markdown]
# **Which learning rate?** There is no theory to tell you; you try a few, each three times
# the last, for a few epochs. All from the same five starts, judged on the validation
# digits, which no gradient has seen.
#
# **Predict:** will the best rate of Adam be larger or smaller than that of SGD?

# %% role="demo" tags=["nbval-ignore-output"]
RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]
NAMES = ("SGD", "momentum", "RMSProp", "Adam")
tried = {
    name: np.transpose(
        [study(name, rate, 3, every=3)["valid_accuracy"][:, -1] for rate in RATES]
    )
    for name in NAMES
}
plots.curves(
    {name: (RATES, 100 * found) for name, found in tried.items()},
    xlabel="learning rate (log scale)",
    ylabel="validation accuracy (%)",
    title="Three epochs on ten digits, five seeds",
    logx=True,
    alt="Validation accuracy after three epochs against the learning rate, for four optimisers. "
    "Each has a hill: Adam and RMSProp at 0.01 and below, momentum near 0.1, SGD near 0.3. To the "
    "right of its hill each falls steeply, to 10 percent for Adam and RMSProp.",
)
best_rate = {name: RATES[found.mean(axis=0).argmax()] for name, found in tried.items()}
print(best_rate)

# %% [markdown]
# Four hills of about the same height, at different places. So the most common way to get
# a comparison of optimisers wrong is to give all of them the same rate: at 0.01 you would
# find that Adam beats SGD by far, at 0.3 that SGD wins. A fair comparison gives each its
# own best rate:

# %% role="demo" tags=["nbval-ignore-output"]
runs = {name: study(name, rate, 20) for name, rate in best_rate.items()}
for name, run in runs.items():
    for epoch in (1, 20):
        right = 100 * run["valid_accuracy"][:, epoch - 1]
        print(
            f"{name:8} epoch {epoch:2}: {right.mean():.1f} ± {right.std(ddof=1):.1f} %",
            end="   ",
        )
    print()

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    {name: run["cost"] for name, run in runs.items()},
    ylabel="training cost (nats, log scale)",
    ylim=(1e-4, 1),
    title="All go downhill, five seeds",
    alt="Training cost against epoch, log scale, for four optimisers at their best rates. All "
    "fall steadily; SGD is the slowest, the other three are far below it after 20 epochs.",
)

# %% [markdown]
# On the training cost SGD comes last and Adam first, by a factor of more than ten. On
# digits that the net has not seen, after 20 epochs, all four are within a point of each
# other, no more than the seeds differ among themselves. Adam's real gift is comfort: it
# is ahead after the first epoch, with a rate that tends to work.
#
# Your own NumPy net reads digits, by the way, more than nine in ten.
#
# ### Learning, and learning by heart
#
# **Predict:** here is Adam's cost on the training digits and on the validation digits.
# Will both go on falling?

# %% role="demo" tags=["nbval-ignore-output"]
adam = runs["Adam"]
plots.curves(
    {"training": adam["cost"], "validation": adam["valid_cost"]},
    ylabel="cost (nats)",
    title="Adam: the two costs part company",
    alt="Cost against epoch, five seeds. The training cost falls to nearly 0. The validation "
    "cost falls for some epochs and then rises slowly.",
)
low = adam["valid_cost"].mean(axis=0)
print(
    f"validation cost: lowest {low.min():.3f} after epoch {low.argmin() + 1}", end=", "
)
print(f"after epoch 20 {low[-1]:.3f}")
print(f"training digits right at the end: {adam['accuracy'][:, -1].mean():.1%}")

# %% [markdown]
# The net has more weights than pictures, and in the end knows every training picture by
# heart. The gap between the two curves is **overfitting**: what is learned there is true
# of these pictures and of no others. How to spot it and what to do about it fills several
# of the chapters to come. The first rule is already yours: never judge a net by what it
# was trained on.
#
# ### How large a batch?
#
# One more choice. Same net, SGD at 0.1, ten epochs: the net sees each picture ten times,
# whatever the batch.

# %% role="demo" tags=["nbval-ignore-output"]
for batch_size in (10, 100, len(x_train)):
    run = study("SGD", 0.1, 10, batch_size, every=10)
    right, updates = (
        100 * run["valid_accuracy"][:, -1],
        10 * -(-len(x_train) // batch_size),
    )
    print(
        f"batches of {batch_size:5,}: {updates:5,} steps, "
        f"{right.mean():.1f} ± {right.std(ddof=1):.1f} % right"
    )

# %% [markdown]
# Ten careful steps lead less far than thousands of sloppy ones. Larger batches are worth
# it for another reason: a processor computes a hundred examples in far less than a
# hundred times the time of one. In between, from about 10 to a few hundred, is where
# people work.

# %% [markdown]
# ## 10. What the professionals say
#
# From here on, in the chapters to come, Keras and TensorFlow do all this for us.
# TensorFlow keeps the graph of section 5 while it computes, operation by operation, and
# then goes back through it; so nobody has to write `backward` again. Does it agree with
# you?

# %% role="demo" tags=["nbval-ignore-output"]
from deepnets import training  # loads Keras and TensorFlow, without their chatter
import keras
import tensorflow as tf

print("Keras", keras.__version__, "on TensorFlow", tf.__version__)
a, b = tf.ones((2, 3)), tf.ones((3, 2))
print("it multiplies matrices on", (a @ b).device.split("/")[-1])

# %% [markdown]
# (If that says GPU, your machine has a graphics processor that TensorFlow can use, and
# large nets will train much faster. Ours are so small that a CPU will do.)
#
# **The bends and their slopes**, at 1,000 random scores. A `GradientTape` records what is
# computed, like our graph, and returns gradients. (Keras keeps the $\alpha$ of the leaky
# ReLU in single precision, hence only seven digits.)

# %% role="demo"
z = tf.constant(np.random.default_rng(2).normal(size=1_000) * 4)
theirs = {"sigmoid": keras.ops.sigmoid, "tanh": keras.ops.tanh, "relu": keras.ops.relu}
theirs["leaky_relu"] = lambda z: keras.ops.leaky_relu(z, negative_slope=0.1)
theirs["elu"] = keras.ops.elu
for name, function in theirs.items():
    with tf.GradientTape() as tape:
        tape.watch(z)
        value = function(z)
    gaps = (
        np.abs(value - bends[name](z.numpy())).max(),
        np.abs(tape.gradient(value, z) - slope(name, z.numpy())).max(),
    )
    print(f"{name:10}: the same value and slope to 1e-7: {max(gaps) < 1e-7}")

# %% [markdown]
# **The costs**, and **all gradients of the two-layer net**:

# %% role="demo"
rng = np.random.default_rng(3)
y, y_hat = rng.integers(0, 2, 50).astype(float), rng.random(50)
classes, scores = rng.integers(0, 10, 50), rng.normal(size=(50, 10)) * 3
pairs = {
    "MSE": (mse(y, y_hat), keras.losses.mean_squared_error(y, y_hat)),
    "MAE": (mae(y, y_hat), keras.losses.mean_absolute_error(y, y_hat)),
    "binary cross-entropy": (
        binary_cross_entropy(y, y_hat),
        keras.losses.binary_crossentropy(y, y_hat),
    ),
    "cross-entropy": (
        cross_entropy(classes, scores),
        np.mean(
            keras.losses.sparse_categorical_crossentropy(
                classes, scores, from_logits=True
            )
        ),
    ),
}
for name, (ours, keras_says) in pairs.items():
    print(f"{name:20}: the same to 1e-6: {abs(ours - float(keras_says)) < 1e-6}")

# %% role="demo"
net = new_net(20, 16, 10, seed=4)
x, y = np.random.default_rng(4).normal(size=(50, 20)), classes
hidden, scores = forward(net, x)
grads = backward(net, x, y, hidden, softmax(scores))

variables = {key: tf.Variable(value) for key, value in net.items()}
with tf.GradientTape() as tape:
    h = tf.nn.relu(x @ variables["w1"] + variables["b1"])
    z = h @ variables["w2"] + variables["b2"]
    cost = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, z))
for key, theirs in tape.gradient(cost, variables).items():
    print(f"{key}: the same to 1e-12: {np.abs(theirs - grads[key]).max() < 1e-12}")

# %% [markdown]
# **The optimisers**, 50 steps each with random gradients. Keras computes in single
# precision, with about seven digits, so that is how far the two can agree.

# %% role="demo"
keras_optimisers = {
    "SGD": keras.optimizers.SGD(0.01),
    "momentum": keras.optimizers.SGD(0.01, momentum=0.9),
    "RMSProp": keras.optimizers.RMSprop(0.01),
    "Adam": keras.optimizers.Adam(0.01),
}
for name, theirs in keras_optimisers.items():
    rng = np.random.default_rng(5)
    ours, update = {"w": rng.normal(size=8)}, optimiser(name, 0.01)
    variable = keras.Variable(ours["w"].astype("float32"))
    theirs.build([variable])
    for _ in range(50):
        grad = rng.normal(size=8)
        update(ours, {"w": grad})
        theirs.apply([keras.ops.convert_to_tensor(grad.astype("float32"))])
    gap = np.abs(keras.ops.convert_to_numpy(variable) - ours["w"]).max()
    print(f"{name:8}: the same to 1e-5 after 50 steps: {gap < 1e-5}")

# %% [markdown]
# Everything agrees. From now on, when you call `model.fit`, you know what happens inside:
# you wrote it. The whole net of section 9 is five lines in Keras:

# %% role="demo" tags=["nbval-ignore-output"]
training.set_seed(0)
model = keras.Sequential(
    [keras.Input((784,)), keras.layers.Dense(32, activation="relu")]
)
model.add(keras.layers.Dense(10))
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(keras.optimizers.Adam(0.01), loss=loss, metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=100, epochs=5, verbose=0)
accuracy = model.evaluate(x_valid, y_valid, verbose=0, return_dict=True)["accuracy"]
ours = runs["Adam"]["valid_accuracy"][:, 4]
print(f"Keras, one seed, 5 epochs    : {accuracy:.1%}")
print(
    f"your NumPy net, 5 seeds, same: {100 * ours.mean():.1f} ± {100 * ours.std(ddof=1):.1f} %"
)

# %% [markdown] cited=[6000]
# ## 11. Questions
#
# ### Exercise 11: choose a letter
#
# Fill in one letter for each question.
#
# **`linear`**: A net has 20 layers of 100 neurons, and somebody forgot the activation
# functions. What can it represent? a) anything, it is deep; b) what a single layer can;
# c) XOR, since it has hidden layers; d) nothing at all.
#
# **`start`**: You train a net on ten classes with cross-entropy. Before the first step
# the cost should be near 2.3, and yours is. What does that tell you? a) it is overfitting
# already; b) the learning rate is too high; c) it gives each class about the same
# probability, as it should; d) a tenth of the labels are wrong.
#
# **`epochs`**: 6,000 examples, batches of 100, 5 epochs. How often are the weights updated?
# a) 5 times; b) 60 times; c) 300 times; d) 30,000 times.
#
# **`check`**: In a gradient check with 8 examples, all your gradients are exactly 8 times
# the numerical ones. What happened? a) you forgot to divide by the number of examples; b)
# the step of the finite differences is too large; c) you forgot the slope of the ReLU; d)
# the learning rate is 8 times too high.

# %% role="solution" id="questions"
answers = {
    "linear": None,
    "start": None,
    "epochs": None,
    "check": None,
}
### BEGIN SOLUTION
answers = {
    "linear": "b",
    "start": "c",
    "epochs": "c",
    "check": "a",
}
### END SOLUTION

# %% role="tests" id="questions" part="linear" points=1
# Run this cell to check questions, linear (1 point).
checks.option(answers.get("linear"), "abcd", "linear")
checks.recorded("questions, linear")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("linear"),
    "b",
    {
        "a": "A product of matrices is a matrix: depth alone adds nothing.",
        "c": "Hidden layers without a bend still draw one straight line.",
        "d": "It still adds up its inputs, with weights.",
    },
    "linear",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="start" points=1
# Run this cell to check questions, start (1 point).
checks.option(answers.get("start"), "abcd", "start")
checks.recorded("questions, start")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("start"),
    "c",
    {
        "a": "It has learned nothing yet, so it cannot have learned by heart.",
        "b": "No step has been taken, so the rate has had no effect.",
        "d": "The cost of a net that knows nothing says nothing about the labels.",
    },
    "start",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="epochs" points=1
# Run this cell to check questions, epochs (1 point).
checks.option(answers.get("epochs"), "abcd", "epochs")
checks.recorded("questions, epochs")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("epochs"),
    "c",
    {
        "a": "An epoch has many batches, and each of them is an update.",
        "b": "That is one epoch; there are several.",
        "d": "One update a batch, not one an example.",
    },
    "epochs",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="check" points=1
# Run this cell to check questions, check (1 point).
checks.option(answers.get("check"), "abcd", "check")
checks.recorded("questions, check")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("check"),
    "a",
    {
        "b": "A large step makes small errors of all kinds, not one clean factor.",
        "c": "That sets some gradients wrong and leaves the others right.",
        "d": "The learning rate has no part in a gradient.",
    },
    "check",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 12: in your own words
#
# A friend who knows what a derivative is says: "To find the gradient I just wiggle each
# weight a little and see what the cost does. Why would anybody need backpropagation?"
# Answer in three to six sentences: what the wiggling costs for a net like ours in section
# 9, how backpropagation gets the same numbers so much cheaper, and what the wiggling is
# still good for. This one is read by a person.

# %% [markdown] role="open" id="wiggle" points=3
# *Rubric.* **1 point**: the cost of finite differences grows with the number of weights:
# two forward passes for each of some twenty-five thousand, for a single step. **1
# point**: backpropagation applies the chain rule from the cost backwards, one operation
# at a time, and each gradient is used again for everything before it, so that one
# backward pass gives all of them. **1 point**: finite differences need no derivation, so
# they serve as an independent check of gradients written by hand, on a small net or on a
# few weights.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | what a neuron computes | $x \cdot w + b$, then a bend |
# | why the bend | without it, all layers together are one layer |
# | which bend | ReLU to begin with; sigmoid only where a probability is wanted |
# | which loss | MSE or MAE for quantities, cross-entropy for classes |
# | what backpropagation is | the chain rule on a graph, last node first, nothing twice |
# | the error signal of softmax | probability minus truth |
# | is my gradient right | central differences say so |
# | which optimiser | Adam for comfort; give each its own learning rate when you compare |
# | learning rate | try several, each three times the last |
# | mini-batch, epoch | a random handful; once through all examples |
#
# **Ask yourself.** What would happen if all weights started at 0? Which exercise would
# change if the hidden layer had tanh instead of ReLU, and in which line? Why is the
# gradient of a sleeping ReLU neuron 0 for its weights *and* for its bias?
#
# **Your turn.** Give `forward` and `backward` a second hidden layer, check the gradients,
# and train it. Is it better than one with as many weights? Report five seeds, mean and
# spread.
#
# **Read on**
#
# - Rumelhart, D. E., Hinton, G. E. and Williams, R. J. (1986). *Learning representations by
#   back-propagating errors.* Nature.
# - Minsky, M. and Papert, S. (1969). *Perceptrons.* The book in which XOR became famous.
# - LeCun, Y., Bottou, L., Orr, G. and Müller, K.-R. (1998). *Efficient BackProp.*
# - Kingma, D. P. and Ba, J. (2015). *Adam: a method for stochastic optimization.* ICLR.
# - Glorot, X. and Bengio, Y. (2010). *Understanding the difficulty of training deep
#   feedforward neural networks.* AISTATS: where the gradients go.
# - Nielsen, M. (2015). *Neural networks and deep learning*, chapter 2: the same four
#   equations, at leisure.
