# %% [markdown]
# # Regression: a shallow and a deep net on white wine
#
# *How strong is a wine? Its density knows, and so can a net.* You take a table of real
# wines from raw numbers to a saved model: split, scale, a baseline, a shallow net, a deep
# one. On the way the deep net wins by a clear margin, as it did in the book that this
# chapter follows. Then you find out why, and the margin is gone.
#
# **You will be able to**
#
# - [ ] deal a table out to training, validation and test, and say what each is for
# - [ ] scale with what the training rows know, and measure what a leak is worth
# - [ ] tell MAE from RMSE, and beat a dummy and a straight line before you boast
# - [ ] build, compile and fit a net with the functional API, argument by argument
# - [ ] read bias and variance off two numbers, and name a remedy for each
# - [ ] find rows that sit on both sides of a split, and split so that none can
# - [ ] choose by validation, open the test set once, and look at what is predicted
# - [ ] save a model that takes raw measurements, and load it again
#
# **Before this chapter**: neurons, ReLU, losses and Adam, all in chapter 01; a table in
# pandas. All cells together run for about a minute.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import checks, plots, probes, split_checks, tower_plots, training
from deepnets.data import load_wine
from deepnets.splits import fit_splits

# %%
import math
import os
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import keras
import numpy as np
from keras import layers

# %% role="demo"
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import GroupKFold, KFold
from sklearn.neighbors import KNeighborsRegressor
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

# %% [markdown]
# ## 1. A bottle in twelve numbers
#
# Paulo Cortez and his colleagues published what a laboratory found in white wines from
# the north of Portugal, *vinho verde*, and what at least three tasters thought of each
# (the median of their marks, from 0 to 10). One row is one wine.

# %% role="demo"
wine = load_wine()
print(f"{wine.shape[0]:,} rows, {wine.shape[1]} columns")
wine.describe().T[["min", "50%", "max", "std"]].round(3)

# %% [markdown]
# Acids, sugar, chlorides and sulphates are in grams a litre, the two sulfur dioxides in
# milligrams a litre, density in grams a cubic centimetre, alcohol in percent of the volume.
#
# A plan, before any code. It is the same for every problem of this kind:
#
# 1. **The problem**: how much alcohol is in a wine, from its other measurements?
# 2. **In and out**: ten measurements in, one number out. A number out, and not a class:
#    that is **regression**.
# 3. **The cost** to make small, and how good is good enough: section 4.
# 4. **A first net**, a small one: section 5.
# 5. **Train it, look, change one thing**: sections 6 to 9.

# %% role="demo"
TARGET = "alcohol"
INPUTS = [name for name in wine.columns if name not in (TARGET, "quality")]
measured = wine[INPUTS].to_numpy()  # (rows, 10)
alcohol = wine[[TARGET]].to_numpy()  # (rows, 1)
print("in :", measured.shape, "  out:", alcohol.shape)
print("columns 0:9 leave out:", set(INPUTS) - set(wine.columns[0:9]))

# %% [markdown]
# **What the book has.** The example is from Bernico's *Deep Learning Quick Reference*
# (2018). It introduces the wine *quality* data and then predicts column 10, which is the
# *alcohol*. Its inputs are the columns `0:9`; Python stops before 9, so they are nine, not
# the ten that its text counts, and the sulphates are gone. No harm done, as it happens. But
# columns have names, and a name cannot be off by one. The quality is no input of ours
# either: it is an opinion, and comes after the wine. It gets its turn in section 11.
#
# **Predict:** which of the ten knows most about the alcohol? A hint: the winemaker's oldest
# instrument is a glass float.

# %% role="demo"
fig, ax = plots.figure(6.4, 3.8)
edges = wine["residual sugar"].quantile([0, 1 / 3, 2 / 3, 1]).to_numpy()
for i, name in enumerate(("little sugar", "some sugar", "much sugar")):
    chosen = wine["residual sugar"].between(edges[i], edges[i + 1])
    some = wine[chosen & (wine["density"] < 1.005)].iloc[::4]
    style = {"color": plots.COLORS[i], "marker": plots.MARKERS[i], "linestyle": ""}
    ax.plot(some["density"], some[TARGET], **style, markersize=4, alpha=0.5, label=name)
ax.set(xlabel="density (g/cm³)", ylabel="alcohol (% of the volume)")
ax.legend(frameon=False, markerscale=1.6)
plots.show(
    fig,
    alt="Alcohol against density, a point a wine, every fourth wine, marked by a third of "
    "the wines with little, some and much sugar. Each of the three falls from the upper "
    "left to the lower right, the more to the right the more sugar; they overlap.",
)
print(wine[INPUTS].corrwith(wine[TARGET]).round(2).sort_values().head(3))

# %% [markdown]
# Alcohol is lighter than water, and sugar makes it heavier: three clouds, nearly straight,
# one beside the other. Two of the ten measurements already tell much. Keep that in mind when
# a net of five layers boasts.

# %% [markdown]
# ## 2. Three piles
#
# A net can learn any table by heart, so the rows that it learned from cannot tell whether it
# understood. Rows are dealt out to three piles:
#
# - **training**: the homework. The net learns from these rows.
# - **validation**: the mock exam. *We* learn from it: how many layers, how many epochs.
# - **test**: the exam. Opened once, at the end, to report a figure.
#
# Validation and test must come **from the same distribution**, and from the one that the net
# will meet later; else we tune for one exam and sit another. Training rows may differ a
# little (pictures that were shifted and turned on purpose, say). Can we just cut the file?

# %% role="demo"
for name, rows in (
    ("first 80 %", slice(0, 3918)),
    ("next 10 %", slice(3918, 4408)),
    ("last 10 %", slice(4408, 4898)),
):
    part = wine.iloc[rows]
    strong = (part[TARGET] > 12).mean()
    print(f"{name}: mean {part[TARGET].mean():.2f} %, {strong:.0%} above 12 %")

# %% [markdown]
# No: the file has an order. Towards its end the wines are stronger, so the piles would not
# hold the same kind of wine. Shuffle first.
#
# ### Exercise 1: deal out the rows
#
# Write `split_rows(n, seed, valid=0.1, test=0.1)`.
#
# - `n`: the number of rows; `seed`: for `np.random.default_rng(seed)`; `valid` and `test`:
#   the shares of these two piles. Training gets the rest.
# - Return three arrays of **positions**, whole numbers from 0 to `n - 1`, in this order:
#   training, validation, test. The sizes of the last two are `round(valid * n)` and
#   `round(test * n)`.
# - Every position is in one pile, and which one is up to chance.
#
# For instance, `split_rows(50, seed=0)` gives 40, 5 and 5 positions. Useful:
# `rng.permutation(n)`.
#
# *Checked, here or in grading:* sizes, also for other shares; that no row is lost or used
# twice; that the rows are shuffled; that a seed repeats its split and another does not.


# %% role="solution" id="split_rows"
def split_rows(n, seed, valid=0.1, test=0.1):
    """Return the positions of training, validation and test rows, shuffled."""
    ### BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(n)
    first, second = round(valid * n), round(valid * n) + round(test * n)
    return order[second:], order[:first], order[first:second]
    ### END SOLUTION


# %% role="tests" id="split_rows" points=2
# Run this cell to check split_rows (2 points).
def check_sizes(parts, n, valid, test):
    """Fail unless the three parts have the sizes of these shares, give or take a row."""
    sizes = [len(part) for part in parts]
    wanted = [n - round(valid * n) - round(test * n), round(valid * n), round(test * n)]
    hint = "The shares are of all n rows, and the order is training, validation, test."
    if sizes == wanted[::-1] or sizes == [wanted[1], wanted[2], wanted[0]]:
        hint = "Return training first, then validation, then test."
    elif abs(sizes[2] - round(test * (n - wanted[1]))) <= 1:
        hint = "`test` is a share of all n rows, not of those that are left."
    checks.that(
        all(abs(a - b) <= 1 for a, b in zip(sizes, wanted)),
        "The sizes of training, validation and test are not right.",
        got=sizes,
        expected=wanted,
        hint=hint,
    )


parts = split_checks.dealt(split_rows(50, seed=0), 50, "split_rows")
check_sizes(parts, 50, 0.1, 0.1)
again = split_checks.dealt(split_rows(50, seed=0), 50, "split_rows")
checks.that(
    all(np.array_equal(a, b) for a, b in zip(parts, again)),
    "The same seed gave two different splits.",
    hint="Draw from `np.random.default_rng(seed)`, not from NumPy's global generator.",
)
checks.that(
    sorted(parts[1]) not in (list(range(5)), list(range(40, 45)), list(range(45, 50))),
    "The validation rows are neighbours in the table.",
    got=np.sort(parts[1]),
    hint="Tables have an order: shuffle the positions before you cut.",
)
checks.passed("split_rows")
### BEGIN HIDDEN TESTS
for n, seed, valid, test in (
    (1_000, 21, 0.1, 0.1),
    (1_000, 22, 0.01, 0.01),
    (400, 23, 0.3, 0.2),
    (57, 24, 0.1, 0.2),
):
    parts = split_checks.dealt(
        split_rows(n, seed, valid=valid, test=test), n, "split_rows"
    )
    check_sizes(parts, n, valid, test)
    other = split_checks.dealt(
        split_rows(n, seed + 100, valid=valid, test=test), n, "split_rows"
    )
    checks.that(
        set(parts[2]) != set(other[2]),
        "Two seeds gave the same test rows.",
        hint="Use the argument `seed`.",
    )
# the mean of shuffled positions, within its sampling error
parts = split_checks.dealt(split_rows(20_000, 25), 20_000, "split_rows")
for name, part in zip(("training", "validation", "test"), parts):
    error = 20_000 / math.sqrt(12 * len(part))
    checks.that(
        abs(np.mean(part) - 9_999.5) <= checks.SIGMAS * error,
        f"The {name} rows come from one end of the table.",
        got=float(np.mean(part)),
        expected=9_999.5,
        hint="Shuffle all positions before you cut.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 3. One scale
#
# Sulfur dioxide comes in hundreds here and chlorides in hundredths. A neuron that adds them up
# hears the sulfur dioxide only, and one learning rate cannot suit weights that differ by
# thousands. So each column is **standardised**: from each value $x$ take the column's mean
# $\mu$, and divide by its standard deviation $\sigma$,
#
# $$z = \frac{x - \mu}{\sigma} .$$
#
# The mean and the deviation **of which rows**? Of the training rows alone. What is computed
# from validation or test rows, be it only a mean, has seen the exam: a **leak**. The other
# piles are scaled with the same $\mu$ and $\sigma$, as a wine that arrives next year will be.
#
# ### Exercise 2: scale, without a leak
#
# Write `scaled_parts(table, train, valid, test)`.
#
# - `table`: array `(n, columns)`. `train`, `valid` and `test`: positions, as from exercise 1.
# - Return three arrays: the training, the validation and the test rows of the table, each
#   column standardised with the mean and the standard deviation (`np.std`) that it has in
#   the *training* rows.
# - A column that is constant in the training rows has $\sigma = 0$. Divide it by 1 instead.
# - Leave `table` as it was.
#
# For instance, with one column `[[1], [3], [8]]`, training rows 0 and 1, validation row 2,
# the mean is 2, the deviation 1, and the validation row becomes `[[6.0]]`.
#
# *Checked, here or in grading:* values; a constant column; that what the other piles hold
# changes nothing about the training rows, nor one of their rows the next.


# %% role="solution" id="scaled_parts"
def scaled_parts(table, train, valid, test):
    """Return the three parts of a table, standardised by its training rows."""
    ### BEGIN SOLUTION
    mean, std = table[train].mean(axis=0), table[train].std(axis=0)
    std = np.where(std == 0, 1, std)
    return [(table[rows] - mean) / std for rows in (train, valid, test)]
    ### END SOLUTION


# %% role="tests" id="scaled_parts" part="training" points=1
# Run this cell to check scaled_parts, training (1 point).
def three_parts(result, rows, columns):
    """Return the three scaled parts as arrays of the right shapes."""
    checks.written(result, "scaled_parts")
    checks.that(
        isinstance(result, tuple | list) and len(result) == 3,
        "scaled_parts must return three arrays: training, validation, test.",
        got=type(result).__name__,
    )
    names = ("training", "validation", "test")
    return [
        checks.array(part, f"The scaled {name} part", shape=(len(r), columns))
        for part, r, name in zip(result, rows, names)
    ]


table = np.array([[1.0, 10, 7], [3, 20, 7], [5, 60, 7], [11, 0, 9], [-4, 40, 5]])
rows = [np.array([0, 1, 2]), np.array([3]), np.array([4])]
before = table.copy()
found, _, _ = three_parts(scaled_parts(table, *rows), rows, 3)
checks.unchanged(before, table, "table")
part = table[rows[0]]
expected = (part - [3, 30, 7]) / [math.sqrt(8 / 3), math.sqrt(1400 / 3), 1]
checks.close(
    found,
    expected,
    "The scaled training part",
    mistakes=[
        (
            (part - table.mean(axis=0)) / table.std(axis=0),
            "A leak: this is the mean and deviation of all rows, test rows included.",
        ),
        (
            (part - table[:4].mean(axis=0)) / table[:4].std(axis=0),
            "A leak: the validation row is in the mean and in the deviation.",
        ),
        (
            (part - part.mean()) / part.std(),
            "Each column has a mean of its own: take it over axis 0.",
        ),
        (part - part.mean(axis=0), "It is centred; divide by the deviation too."),
        (
            (part - part.mean(axis=0)) / [2, math.sqrt(700), 1],
            "np.std divides by n (ddof=0); here it was divided by n - 1.",
        ),
        (
            (part - part.mean(axis=0)) / [8 / 3, 1400 / 3, 1],
            "That is divided by the variance; the deviation is its root.",
        ),
        (
            (part - [1, 10, 7]) / [4, 50, 1],
            "That is from 0 to 1, by minimum and maximum: standardise instead.",
        ),
        (
            (part - part.mean(axis=1)[:, None]) / part.std(axis=1)[:, None],
            "Each row was scaled by itself; take mean and deviation down a column, axis 0.",
        ),
        (
            np.c_[expected[:, :2], part[:, 2]],
            "A constant column loses its mean, too; only the divisor is 1.",
        ),
    ],
    hint="Column by column: minus the mean, divided by the deviation, of rows `train`.",
)
checks.passed("scaled_parts, training")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(31)
table = generator.normal(size=(60, 5)) * [1, 30, 0.01, 4, 0] + [0, 100, 1, -7, 3.5]
order = generator.permutation(60)
rows = [order[:40], order[40:52], order[52:]]
poisoned = table.copy()
poisoned[order[40:]] += 1_000.0
mean = sum(table[i] for i in rows[0]) / 40
std = np.sqrt(sum((table[i] - mean) ** 2 for i in rows[0]) / 40)
std[4] = 1
for version in (table, poisoned):
    given = version.copy()
    found = three_parts(scaled_parts(given, *rows), rows, 5)
    checks.unchanged(version, given, "table")
    checks.close(
        found[0],
        (table[rows[0]] - mean) / std,
        "The scaled training part",
        atol=1e-3,  # float32 will do
        hint="A leak: it must not matter what the validation and test rows hold.",
    )
### END HIDDEN TESTS

# %% role="tests" id="scaled_parts" part="others" points=2
# Run this cell to check scaled_parts, others (2 points).
table = np.array([[1.0, 10, 7], [3, 20, 7], [5, 60, 7], [11, 0, 9], [-4, 40, 5]])
rows = [np.array([0, 1, 2]), np.array([3]), np.array([4])]
_, found, last = three_parts(scaled_parts(table.copy(), *rows), rows, 3)
right = (table - [3, 30, 7]) / [math.sqrt(8 / 3), math.sqrt(1400 / 3), 1]
leaky = (table - table.mean(axis=0)) / table.std(axis=0)
half = (table - table[:4].mean(axis=0)) / table[:4].std(axis=0)
for name, got, i in (("validation", found, 3), ("test", last, 4)):
    checks.close(
        got,
        right[[i]],
        f"The scaled {name} part",
        mistakes=[
            (
                leaky[[i]],
                "A leak: this is the mean and deviation of all rows, test rows included.",
            ),
            (half[[i]], "A leak: the validation row is in the mean and deviation."),
            (
                np.zeros((1, 3)),
                "It was scaled by itself. Use the numbers of the training rows.",
            ),
            (table[[i]], "It is not scaled at all."),
        ],
        hint="The same mean and deviation as for the training part. Where the deviation is "
        "0, divide by 1.",
    )
checks.passed("scaled_parts, others")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(32)
table = generator.normal(size=(90, 4)) * [1, 30, 0.01, 4] + [0, 100, 1, -7]
table[:60, 3] = 2.5  # constant in training, not elsewhere
rows = [np.arange(60), np.arange(60, 75), np.arange(75, 90)]
given = table.copy()
found = three_parts(scaled_parts(given, *rows), rows, 4)
mean, std = table[:60].mean(axis=0), np.append(table[:60, :3].std(axis=0), 1)
for name, got, these in zip(("validation", "test"), found[1:], rows[1:]):
    part = table[these]
    checks.close(
        got,
        (part - mean) / std,
        f"The scaled {name} part",
        atol=1e-3,
        mistakes=[
            (
                (part - part.mean(axis=0)) / part.std(axis=0),
                "It was scaled by itself. Use the numbers of the training rows.",
            ),
        ],
        hint="Only the training rows decide the mean and the deviation.",
    )
changed = table.copy()
changed[[60, 75]] = 50.0
other = three_parts(scaled_parts(changed, *rows), rows, 4)
for name, one, two in zip(("validation", "test"), found[1:], other[1:]):
    checks.close(
        two[1:],
        one[1:],
        f"The scaled {name} part after one of its rows has changed",
        atol=1e-3,
        hint="A leak: how a row is scaled must not hang on its neighbours.",
    )
### END HIDDEN TESTS

# %% [markdown]
# The library has a class for that, which keeps $\mu$ and $\sigma$: `fit_transform` for the
# training rows, and `transform`, without `fit`, for the others. Both agree.

# %% role="demo"
rows = split_rows(len(measured), seed=0)
ours = scaled_parts(measured, *rows)
scaler = StandardScaler().fit(measured[rows[0]])
theirs = [scaler.transform(measured[part]) for part in rows]
print("rows:", [len(part) for part in rows])
print("agree:", all(np.allclose(a, b) for a, b in zip(ours, theirs)))

# %% [markdown]
# And what is that leak worth, honestly? We let the simplest model that feels the scale, the
# mean of the five nearest training wines, predict the alcohol of test wines, scaled the
# right way and the leaky way, over 50 splits. **Predict:** how much smaller is the error
# with the leak, for many training wines, and for only 20?


# %% role="demo" tags=["nbval-ignore-output"]
def neighbours_error(train, test, known):
    """Return the mean error (% alcohol), scaled by what the rows ``known`` tell."""
    scaler = StandardScaler().fit(measured[known])
    near = KNeighborsRegressor(5).fit(scaler.transform(measured[train]), alcohol[train])
    return np.abs(near.predict(scaler.transform(measured[test])) - alcohol[test]).mean()


for n in (20, 200, 2_000):
    gains = []
    for seed in range(50):
        train, _, test = split_rows(len(measured), seed)
        train = train[:n]
        honest = neighbours_error(train, test, train)
        gains.append(honest - neighbours_error(train, test, np.append(train, test)))
    error = np.std(gains, ddof=1) / math.sqrt(len(gains))
    print(f"{n:5,} training wines: the leak gains {np.mean(gains):+.4f} ± {error:.4f}")

# %% [markdown]
# Nothing that 50 splits could tell from zero: each gain is within two standard errors of
# nothing, and with 20 wines it even points the wrong way. (A straight line would not feel it at
# all, since it undoes any scale.) Is the rule pedantry, then? No. That this leak was harmless we
# know only because we measured it without the leak. The same slip, something computed before
# the split, can be worth little or everything, and nothing in the code looks different.
# Section 7 has a leak that decides who wins.

# %% [markdown]
# ## 4. How far off?
#
# Call the right answers $y_1, \ldots, y_n$ and the predictions $\hat y_1, \ldots, \hat y_n$.
# Two costs are usual for regression: the **mean absolute error** and the **root mean squared
# error**,
#
# $$\mathrm{MAE} = \frac1n \sum_i |\hat y_i - y_i|, \qquad
# \mathrm{RMSE} = \sqrt{\frac1n \sum_i (\hat y_i - y_i)^2} .$$
#
# Both are in the unit of $y$. The MAE is easy to explain to a winemaker: that far off, on
# average. The RMSE counts a large error more than many small ones, so it is never smaller
# than the MAE. The book says that the two are equal when the errors are evenly spread. They
# are equal only when all errors have *the same size*:

# %% role="demo"
for name, errors in (
    ("all of one size", np.array([1.0, -1, 1, -1, 1])),
    ("evenly spread", np.linspace(-2, 2, 1001)),
    ("one far off", np.array([0.5, -0.5, 0.5, -0.5, 3])),
):
    mean, root = np.mean(np.abs(errors)), np.sqrt(np.mean(errors**2))
    print(f"{name:15}: MAE {mean:.2f}, RMSE {root:.2f}")

# %% [markdown]
# One trap costs more hours than all others together. Keras returns predictions of shape
# `(n, 1)`, and answers often come as `(n,)`. NumPy subtracts them without a word:

# %% role="demo"
y, y_hat = np.zeros(490), np.zeros((490, 1))
print("(490,) - (490, 1) has the shape", (y - y_hat).shape)

# %% [markdown]
# That is every prediction minus every answer, and its mean is a number like any other, only
# wrong.
#
# ### Exercise 3: two errors and a dummy
#
# Write three functions.
#
# - `mae(y, y_hat)` and `rmse(y, y_hat)`: each of the two arguments has shape `(n,)` or
#   `(n, 1)`, not always the same one. Return a number.
# - `best_constant(y, measure)`: the humblest **baseline** gives every wine the same answer.
#   `y` are the training answers, of either shape. Return the number $c$ for which the
#   constant answer $c$ has the smallest error on `y`. `measure` is the string `"mae"` or
#   `"rmse"`, and the answers are not the same: one is the mean of `y`, the other its median.
#
# For instance, with `y = [1, 2, 3, 4]` and `y_hat = [2, 2, 2, 8]` the MAE is 1.5.
#
# *Checked, here or in grading:* values, all four pairs of shapes, and that no other constant
# does better.


# %% role="solution" id="baseline"
def mae(y, y_hat):
    """Return the mean absolute error."""
    ### BEGIN SOLUTION
    return float(np.mean(np.abs(np.ravel(y_hat) - np.ravel(y))))
    ### END SOLUTION


def rmse(y, y_hat):
    """Return the root mean squared error."""
    ### BEGIN SOLUTION
    return float(np.sqrt(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2)))
    ### END SOLUTION


def best_constant(y, measure):
    """Return the constant answer with the smallest error on y."""
    ### BEGIN SOLUTION
    return float(np.median(y) if measure == "mae" else np.mean(y))
    ### END SOLUTION


# %% role="tests" id="baseline" part="errors" points=2
# Run this cell to check baseline, errors (2 points).
y, y_hat = np.array([1.0, 2, 3, 4]), np.array([2.0, 2, 2, 8])
all_pairs = y_hat[:, None] - y[None, :]
CROSSED = "Each prediction was compared with each answer: flatten both."
checks.close(
    mae(y, y_hat),
    1.5,
    "mae of the example",
    mistakes=[
        (1.0, "Errors of opposite sign cancelled: take absolute values first."),
        (6.0, "That is the sum: divide by n."),
        (4.5, "That is the mean of the squares."),
        (np.mean(np.abs(all_pairs)), CROSSED),
    ],
)
checks.close(
    rmse(y, y_hat),
    math.sqrt(4.5),
    "rmse of the example",
    mistakes=[
        (4.5, "That is the MSE: take the root."),
        (1.5, "That is the MAE: square the errors."),
        (math.sqrt(18), "Divide by n before the root."),
        (math.sqrt(18) / 4, "Divide by n before the root, not after it."),
        (math.sqrt(6), "Divide by n, not by n - 1."),
        (np.sqrt(np.mean(all_pairs**2)), CROSSED),
    ],
)
for name, function, right, wrong in (
    ("mae", mae, 1.5, np.mean(np.abs(all_pairs))),
    ("rmse", rmse, math.sqrt(4.5), math.sqrt(np.mean(all_pairs**2))),
):
    checks.close(
        function(y, y_hat[:, None]),
        right,
        f"{name} with y of shape (4,) and y_hat of shape (4, 1)",
        mistakes=[(wrong, CROSSED)],
        hint="np.ravel makes either shape (n,).",
    )
checks.passed("baseline, errors")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(33)
for n in (1, 7, 200):
    y = generator.normal(size=n) * 3
    y_hat = y + generator.normal(size=n)
    absolute = sum(abs(a - b) for a, b in zip(y, y_hat)) / n
    squared = sum((a - b) ** 2 for a, b in zip(y, y_hat)) / n
    for a in (y, y[:, None]):
        for b in (y_hat, y_hat[:, None]):
            shapes = f"for shapes {a.shape} and {b.shape}"
            hint = "Flatten both before you subtract: np.ravel."
            checks.close(mae(a.copy(), b.copy()), absolute, f"mae {shapes}", hint=hint)
            checks.close(
                rmse(a.copy(), b.copy()),
                math.sqrt(squared),
                f"rmse {shapes}",
                hint=hint,
            )
### END HIDDEN TESTS

# %% role="tests" id="baseline" part="constant" points=1
# Run this cell to check baseline, constant (1 point).
y = np.array([4.0, 1, 40, 2, 3])
ENDS = "The middle of the range hangs on two wines; all of them have a say."
checks.close(
    best_constant(y, "mae"),
    3.0,
    "best_constant for the MAE",
    mistakes=[
        (10.0, "The far one pulls the mean. Which number has half of y on each side?"),
        (20.5, ENDS),
        (40.0, "That one only lies in the middle of the array: y is not sorted."),
        (8.2, "That is the error of the best constant; return the constant."),
    ],
)
checks.close(
    best_constant(y, "rmse"),
    10.0,
    "best_constant for the RMSE",
    mistakes=[
        (3.0, "The squares make the far one count: not the median."),
        (20.5, ENDS),
        (np.std(y), "That is the error of the best constant; return the constant."),
    ],
)
checks.passed("baseline, constant")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(34)
for shape in ((101,), (101, 1)):
    y = generator.exponential(size=shape)
    for measure, error in (
        ("mae", lambda c, y=y: np.mean(np.abs(y - c))),
        ("rmse", lambda c, y=y: np.sqrt(np.mean((y - c) ** 2))),
    ):
        c = checks.array(best_constant(y.copy(), measure), "The constant", shape=())
        best = min(error(other) for other in np.linspace(y.min(), y.max(), 2_001))
        checks.that(
            error(float(c)) <= best + 1e-9,
            f"Another constant has a smaller {measure.upper()}.",
            got=float(c),
            hint="The median for one, the mean for the other.",
        )
### END HIDDEN TESTS

# %% [markdown]
# **Baselines before nets.** Our `SEEDS` are five, and each seed stands for a split of its own,
# since *how* the rows fell is a chance like any other. Inputs and answers are both scaled by
# the training rows, as in the book, so errors are in standard deviations of the alcohol.
#
# **Predict:** a dummy, a straight line through the density alone, through density and sugar,
# through all ten. Where in this list does it get hard to do better?


# %% role="demo"
SEEDS = (0, 1, 2, 3, 4)


def prepared(split, x=measured, y=alcohol):
    """Return for each seed x, y of training, x, y of validation, x, y of test, scaled."""
    found = {}
    for seed in SEEDS:
        rows = split(seed)
        pairs = zip(scaled_parts(x, *rows), scaled_parts(y, *rows))
        found[seed] = [a.astype("float32") for pair in pairs for a in pair]
    return found


def shown(errors, digits=3):
    """Write errors over seeds as mean ± sample standard deviation."""
    return training.mean_and_spread(errors, digits=digits)


by_rows = prepared(lambda seed: split_rows(len(measured), seed))
unit = alcohol[split_rows(len(measured), 0)[0]].std()
print(f"one standard deviation is {unit:.2f} % of alcohol")

# %% role="demo" tags=["nbval-ignore-output"]


def line_errors(columns, prepared_parts):
    """Return the test MAE of a straight line through these columns, for each seed."""
    errors = []
    for x, y, _, _, x_test, y_test in prepared_parts.values():
        line = LinearRegression().fit(x[:, columns], y)
        errors.append(mae(y_test, line.predict(x_test[:, columns])))
    return np.array(errors)


dummy = [mae(p[5], 0 * p[5] + best_constant(p[1], "mae")) for p in by_rows.values()]
print(f"dummy, the median  : {shown(dummy)}")
density, sugar = INPUTS.index("density"), INPUTS.index("residual sugar")
for name, columns in (
    ("density alone", [density]),
    ("density and sugar", [density, sugar]),
    ("all ten", list(range(10))),
):
    found = line_errors(columns, by_rows)
    print(f"{name:19}: {shown(found)}, in percent of alcohol {unit * found.mean():.2f}")

# %% [markdown]
# A straight line through all ten measurements is off by 0.241 standard deviations, or 0.30 %
# of alcohol, where the dummy is off by 0.825. Every net from here on fights over what is left
# below 0.24.
#
# How sure are such figures? A test MAE is a mean over the test rows, so it has a standard
# error: the spread of their errors, divided by $\sqrt n$.

# %% role="demo" tags=["nbval-ignore-output"]
x, y, _, _, x_test, y_test = by_rows[0]
off = np.abs(LinearRegression().fit(x, y).predict(x_test) - y_test)
for n in (49, 490, 4_900, 100_000):
    print(
        f"with {n:7,} test wines the MAE is known to ± {off.std() / math.sqrt(n):.4f}"
    )

# %% [markdown] cited=[98]
# Our 490 test wines know the error to about a hundredth. So **80, 10 and 10 %** is no law: it
# suits a table of thousands. With ten million rows, one in a hundred is 100,000, which is more
# exact than anybody needs, and a split of **98, 1 and 1 %** leaves the others to learn from.

# %% [markdown]
# ## 5. A net in the functional API
#
# Why a net at all? It needs no choice of columns, and finds out by itself that sugar matters
# more in a dense wine (a product of two columns), or that an effect bends (a square). The
# price: the weights of a straight line say what each measurement does while the others stand
# still, those of a net say nothing to us. And on a small table a line, or a forest of trees,
# may be just as good. So we will keep both beside it.
#
# `keras.Sequential` stacks layers. The **functional API** treats each layer as what it is, a
# function: call it with what comes before, get what comes after, and say at the end where the
# model begins and ends. It costs one more line and allows any wiring, as section 12 will need.

# %% role="demo"
inputs = keras.Input((10,), name="measurements")
hidden = layers.Dense(32, activation="relu", name="hidden")(inputs)
outputs = layers.Dense(1, name="answer")(hidden)
net = keras.Model(inputs, outputs)
for layer in net.layers:
    kernel = layer.kernel.shape if layer.weights else "none"
    print(
        f"{layer.name:13} output {layer.output.shape!s:11} kernel {kernel!s:9}",
        f"{layer.count_params():3} parameters",
    )

# %% [markdown]
# **`None` stands for the batch**: any number of wines at once, not known before they come. It
# is never a number of measurements. (10, 32) is the shape of the hidden layer's *kernel*, the
# weights from ten inputs to 32 neurons; the book gives it as the shape of the layer. What
# comes out of it is `(None, 32)`. Each neuron has a bias too: 10 · 32 + 32 parameters.
#
# The last layer has **no activation**. A ReLU there could never answer with less than the
# average wine, which is 0 on our scale; a sigmoid never with more than 1.
#
# ### Exercise 4: any net of this kind
#
# Write `build_net(n_inputs, hidden, learning_rate)`, in the functional API.
#
# - `n_inputs`: measurements a wine. `hidden`: a list with the number of neurons of each
#   hidden layer, from the input on; all are dense with ReLU. One output neuron, no
#   activation.
# - Compile the model with the mean absolute error as its loss and with
#   `keras.optimizers.Adam` at `learning_rate`.
# - Return the compiled `keras.Model(inputs, outputs)`.
#
# For instance, `build_net(10, [32], 0.001)` is the net above, and the book's deep net is
# `build_net(10, [32, 32, 32, 32, 16], 0.001)`.
#
# *Checked, here or in grading:* what it computes with given weights, shapes, that it is no
# `Sequential`, the loss, the optimiser and its rate.


# %% role="solution" id="build_net"
def build_net(n_inputs, hidden, learning_rate):
    """Return a compiled functional model with ReLU layers and one linear output."""
    ### BEGIN SOLUTION
    inputs = keras.Input((n_inputs,))
    signal = inputs
    for units in hidden:
        signal = layers.Dense(units, activation="relu")(signal)
    net = keras.Model(inputs, layers.Dense(1)(signal))
    adam = keras.optimizers.Adam(learning_rate)
    net.compile(optimizer=adam, loss="mean_absolute_error")
    return net
    ### END SOLUTION


# %% role="tests" id="build_net" part="layers" points=2
# Run this cell to check build_net, layers (2 points).
def check_net(n_inputs, hidden, seed):
    """Build the net, give it weights of the test's own, and compare what it computes."""
    net = checks.written(build_net(n_inputs, list(hidden), 0.01), "build_net")
    kind = type(net).__name__
    checks.that(
        kind == "Functional",
        "build_net must return a model of the functional API.",
        got=kind,
        hint="Start from keras.Input, call each layer, return keras.Model(inputs, outputs).",
    )
    sizes = [n_inputs, *hidden, 1]
    weights = []
    generator = np.random.default_rng(seed)
    for before, after in pairwise(sizes):
        weights += [
            generator.normal(size=(before, after)),
            generator.normal(size=after),
        ]
    shapes = [tuple(w.shape) for w in net.get_weights()]
    checks.that(
        shapes == [w.shape for w in weights],
        f"build_net({n_inputs}, {list(hidden)}, 0.01) has the wrong weights.",
        got=shapes,
        expected=[w.shape for w in weights],
        hint="One dense layer for each entry of `hidden`, then one neuron; biases too.",
    )
    net.set_weights(weights)
    x = generator.normal(size=(40, n_inputs)).astype("float32")

    def through(bend, last):
        signal = x
        for kernel, bias in zip(weights[:-2:2], weights[1:-2:2]):
            signal = bend(signal @ kernel + bias)
        return last(signal @ weights[-2] + weights[-1])

    def relu(z):
        return np.maximum(z, 0)

    def same(z):
        return z

    right = through(relu, same)
    checks.close(
        net(x),
        right,
        f"What build_net({n_inputs}, {list(hidden)}, 0.01) computes",
        rtol=1e-3,
        atol=1e-3,
        mistakes=[
            (through(relu, relu), "The output has a ReLU: it could never be negative."),
            (
                through(relu, lambda z: 1 / (1 + np.exp(-z))),
                "The output has a sigmoid.",
            ),
            (
                through(relu, np.tanh),
                "The output has a tanh: leave it without activation.",
            ),
            (
                through(same, same),
                "The hidden layers have no activation: a straight line.",
            ),
            (through(np.tanh, same), "The hidden layers have a tanh, not a ReLU."),
        ],
        hint="ReLU after each hidden layer, nothing after the last.",
    )
    checks.close(
        net(x, training=True),
        right,
        f"What build_net({n_inputs}, {list(hidden)}, 0.01) computes in training",
        rtol=1e-3,
        atol=1e-3,
        hint="Dense layers and nothing else: no dropout, no noise.",
    )
    return net


check_net(3, (5,), seed=40)
check_net(4, (6, 3), seed=41)
checks.passed("build_net, layers")
### BEGIN HIDDEN TESTS
for n_inputs, hidden, seed in (
    (10, (32, 32, 32, 32, 16), 42),
    (1, (2,), 43),
    (7, (), 44),
):
    check_net(n_inputs, hidden, seed)
### END HIDDEN TESTS


# %% role="tests" id="build_net" part="compiled" points=1
# Run this cell to check build_net, compiled (1 point).
def check_compiled(learning_rate):
    """Compare loss and optimiser with what was asked for."""
    net = checks.written(build_net(2, [3], learning_rate), "build_net")
    checks.that(
        getattr(net, "optimizer", None) is not None,
        "The net is not compiled.",
        hint="net.compile(optimizer=..., loss=...) before you return it.",
    )
    y, y_hat = np.array([[1.0], [2.0], [9.0]]), np.array([[2.0], [2.0], [4.0]])
    checks.close(
        net.compute_loss(y=y, y_pred=y_hat),
        2.0,
        "The loss of errors 1, 0 and -5",
        mistakes=[
            (26 / 3, "That is the mean squared error; here the cost is the MAE."),
            (math.sqrt(26 / 3), "That is the RMSE; here the cost is the MAE."),
        ],
        hint='loss="mean_absolute_error", or "mae" for short.',
    )
    checks.equal(
        type(net.optimizer).__name__,
        "Adam",
        "The optimiser",
        hint="optimizer=keras.optimizers.Adam(learning_rate)",
    )
    checks.close(
        net.optimizer.learning_rate,
        learning_rate,
        "The learning rate",
        mistakes=[
            (0.001, 'optimizer="adam" takes the default rate: make an Adam(...).')
        ],
    )


check_compiled(0.02)
checks.passed("build_net, compiled")
### BEGIN HIDDEN TESTS
for learning_rate in (0.001, 0.3):
    check_compiled(learning_rate)
### END HIDDEN TESTS

# %% [markdown]
# Nothing is hidden in such a model: four lines of NumPy compute the same from its weights.

# %% role="demo"
net = build_net(10, [32, 32, 32, 32, 16], 0.001)
signal = ours[1]  # the validation wines, scaled
weights = net.get_weights()
for kernel, bias in zip(weights[:-2:2], weights[1:-2:2]):
    signal = np.maximum(signal @ kernel + bias, 0)
by_hand = signal @ weights[-2] + weights[-1]
print("NumPy and Keras agree:", np.allclose(by_hand, net(ours[1]), atol=1e-5))
print(f"deep net: {net.count_params():,} parameters")

# %% [markdown]
# ### The arguments, one by one
#
# **Adam** is called with `learning_rate=0.001`, `beta_1=0.9`, `beta_2=0.999` and
# `epsilon=1e-07` unless you say otherwise, all chapter 01's: the size of a step, how long the
# mean gradient and the mean square remember, and what keeps the division from going wrong. Only
# the first is tuned as a rule. In old code it is called `lr`; an argument `decay` is gone, a
# schedule takes its place (chapter 08).
#
# **`fit`.**
#
# | argument | meaning | mind |
# |---|---|---|
# | `batch_size` | rows a step; a last, smaller batch takes what is left | `None` means 32. The book says that `None` switches mini-batches off |
# | `epochs` | passes over the training rows | |
# | `validation_data` | a pair `(x, y)`, measured after each epoch | as explicit as can be: use this |
# | `validation_split` | the share of rows to validate on instead | takes the **last** rows, *before* anything is shuffled |
# | `shuffle` | a new order in each epoch, on unless you say no | never touches validation |
# | `verbose` | 0 silence, 1 a bar, 2 a line an epoch | the book has 2 as a line a batch |
# | `callbacks` | what to do after each epoch, such as stopping early | section 8 |
#
# ### Exercise 5: what will `fit` do?
#
# Write `fit_plan(n, epochs, batch_size=None, validation_split=0.0)`: what
# `net.fit(x, y, ...)` does with these arguments when `x` has `n` rows.
#
# - Return `(n_train, n_valid, updates)`, three ints: rows to train on, rows to validate on,
#   and how many times the weights change in all.
# - The training rows are the first `math.floor(n * (1 - validation_split))`.
#
# For instance, `fit_plan(100, epochs=2)` is `(100, 0, 8)`: batches of 32, 32, 32 and 4, twice.
#
# *Checked, here or in grading:* all three, with batches that fit and that do not, and against
# Keras itself.


# %% role="solution" id="fit_plan"
def fit_plan(n, epochs, batch_size=None, validation_split=0.0):
    """Return the rows to train on, the rows to validate on, and the updates."""
    ### BEGIN SOLUTION
    n_train = math.floor(n * (1 - validation_split))
    return n_train, n - n_train, epochs * math.ceil(n_train / (batch_size or 32))
    ### END SOLUTION


# %% role="tests" id="fit_plan" points=2
# Run this cell to check fit_plan (2 points).
def plan_of(*args, **kwargs):
    """Return the plan as a tuple of three whole numbers."""
    plan = checks.array(fit_plan(*args, **kwargs), "What fit_plan returns", shape=(3,))
    return tuple(float(number) for number in plan)


checks.equal(
    plan_of(100, 2),
    (100.0, 0.0, 8.0),
    "fit_plan(100, epochs=2)",
    mistakes=[
        (
            (100.0, 0.0, 2.0),
            "batch_size=None means batches of 32, not one large batch.",
        ),
        ((100.0, 0.0, 4.0), "Updates of all epochs, not of one."),
        ((100.0, 0.0, 6.0), "The last batch, of 4 rows, is an update too."),
        ((100.0, 0.0, 6.25), "An update is whole: round up in each epoch."),
        (
            (100.0, 0.0, 7.0),
            "Round up in each epoch: no batch holds rows of two epochs.",
        ),
        ((100.0, 0.0, 200.0), "batch_size=None means batches of 32, not of one row."),
        ((8.0, 100.0, 0.0), "The order is: rows to train on, to validate on, updates."),
    ],
)
checks.equal(
    plan_of(1_000, 3, batch_size=100, validation_split=0.25),
    (750.0, 250.0, 24.0),
    "fit_plan(1_000, epochs=3, batch_size=100, validation_split=0.25)",
    mistakes=[
        ((750.0, 250.0, 30.0), "Validation rows make no update."),
        ((250.0, 750.0, 9.0), "validation_split is the share to validate on."),
        ((750.0, 250.0, 21.0), "The last batch, of 50 rows, is an update too."),
        ((1000.0, 250.0, 30.0), "The validation rows are taken from the n rows."),
        (
            (750.0, 250.0, 23.0),
            "Round up in each epoch: no batch holds rows of two epochs.",
        ),
        ((750.0, 250.0, 8.0), "Updates of all epochs, not of one."),
    ],
)
checks.passed("fit_plan")
### BEGIN HIDDEN TESTS
for n, epochs, batch_size, share in (
    (3_918, 200, 256, 0.0),
    (64, 5, None, 0.0),
    (65, 5, None, 0.5),
    (7, 3, 100, 0.0),
    (1_001, 2, 10, 0.125),
):
    train = math.floor(n * (1 - share))
    updates = epochs * -(-train // (batch_size or 32))
    checks.equal(
        plan_of(n, epochs, batch_size=batch_size, validation_split=share),
        (float(train), float(n - train), float(updates)),
        f"fit_plan({n}, {epochs}, {batch_size}, {share})",
        mistakes=[
            (
                (
                    float(train),
                    float(n - train),
                    float(epochs * (train // (batch_size or 32) + 1)),
                ),
                "Where the batches fit exactly, none is left over.",
            )
        ],
        hint="Round the rows down, and the batches of each epoch up.",
    )
### END HIDDEN TESTS

# %% [markdown]
# Your plan against the real thing: an optimiser counts its updates. And a look at the rows
# that `validation_split` picks, on the table as it lies in the file.

# %% role="demo"
net = build_net(10, [4], 0.001)
x, y = (a.astype("float32") for a in (measured, alcohol))
settings = {"epochs": 2, "batch_size": None, "validation_split": 0.1}
net.fit(x, y, verbose=0, **settings)
n_train, n_valid, updates = fit_plan(len(x), **settings)
print(f"updates: planned {updates}, counted {int(net.optimizer.iterations)}")
print(
    f"mean alcohol of the {n_train:,} rows to train on   : {y[:n_train].mean():.2f} %"
)
print(
    f"mean alcohol of the {n_valid:,} rows to validate on  : {y[n_train:].mean():.2f} %"
)

# %% [markdown]
# The last tenth of the file, and we know since section 2 that it is not like the rest. Deal the
# rows out yourself, and pass `validation_data`.

# %% [markdown] cited=[200, 500, 32]
# ## 6. Shallow against deep
#
# Now the book's experiment: one hidden layer of 32 neurons, and then five, of 32, 32, 32, 32
# and 16. Its nets trained for 200 and 500 epochs in batches of 32. Ours both get the same 200
# epochs, in larger batches and with larger steps, so that it takes seconds; `DEEPNETS_SIZE=full`
# in front of `jupyter lab` runs the chapter with the book's batches and 500 epochs.
#
# `fit_splits` trains the net of each seed on its own split, from its own start, and measures
# the validation error after each pass over the rows that it is given. With a table as small as
# this, a pass takes less time than the measuring. So we hand over each training row four times,
# and measure after every **round** of four epochs.
#
# **Predict:** which net has the smaller training error, which the smaller validation error,
# and by how much?

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
EPOCHS, BATCH, RATE, ROUND = {
    "small": (200, 512, 0.01, 4),
    "full": (500, 32, 0.001, 1),
}[SIZE]
SHALLOW, DEEP = [32], [32, 32, 32, 32, 16]


def in_rounds(build, parts, label, patience=EPOCHS):
    """Train what build() returns on the split of each seed, a round at a time."""
    splits = {
        seed: (np.tile(x, (ROUND, 1)), np.tile(y, (ROUND, 1)), x_valid, y_valid)
        for seed, (x, y, x_valid, y_valid, _, _) in parts.items()
    }
    return fit_splits(
        build,
        splits,
        label=label,
        epochs=EPOCHS // ROUND,
        batch_size=BATCH,
        patience=patience // ROUND,
    )


def trained(hidden, parts, label, patience=EPOCHS):
    """Train a net of these hidden layers on the split of each seed."""
    n_inputs = parts[0][0].shape[1]
    return in_rounds(lambda: build_net(n_inputs, hidden, RATE), parts, label, patience)


shallow = trained(SHALLOW, by_rows, "shallow, 5 splits")

# %% role="demo" tags=["nbval-ignore-output"]
deep = trained(DEEP, by_rows, "deep, 5 splits")


# %% role="demo" tags=["nbval-ignore-output"]
def errors_of(runs, parts, winners=False):
    """Return the MAE of each seed on training, validation and test rows, (3, seeds)."""
    model = runs.model if winners else runs.last_model
    errors = []
    for i, p in enumerate(parts.values()):
        net = model(i)
        errors.append([mae(p[k + 1], net(p[k])) for k in (0, 2, 4)])
    return np.transpose(errors)


last_by_rows = {
    name: errors_of(runs, by_rows)
    for name, runs in (("shallow", shallow), ("deep", deep))
}
print(f"{'':8}  {'training':13}  {'validation':13}  test")
for name, errors in last_by_rows.items():
    print(f"{name:8}  " + "  ".join(map(shown, errors)))


# %% role="demo" tags=["nbval-ignore-output"]
def curves_of(shallow, deep):
    """Return the curves of two nets, each with the epochs at which it was measured."""
    epochs = ROUND * np.arange(1, EPOCHS // ROUND + 1)
    return {
        "shallow, validation": (epochs, shallow.history["val_loss"]),
        "deep, validation": (epochs, deep.history["val_loss"]),
        "shallow, training": (epochs, shallow.history["loss"]),
        "deep, training": (epochs, deep.history["loss"]),
    }


plots.curves(
    curves_of(shallow, deep),
    ylabel="MAE (standard deviations)",
    ylim=(0.05, 0.3),
    title="Split by rows, as in the book",
    alt="MAE against epoch, mean of five splits. The shallow net's training error falls to a "
    "little under its validation error and both stay. The deep net's training error goes on "
    "falling to less than two thirds of that, and its validation error is below the shallow net's.",
)

# %% [markdown] cited=[0.190, 0.213, 0.200, 0.075]
# The book reports, from one run each: 0.190 on training, 0.213 on validation and 0.200 on test
# rows for the shallow net; 0.075, 0.190 and 0.190 for the deep one. Ours tell the same story:
# on validation and test rows they are within two spreads of the book's, and only the deep
# net's training error is not so small, after far fewer steps.
#
# **How to read two numbers.**
#
# - The *training error* says whether the net can fit what it was shown. If it is larger than
#   you have reason to expect, that is **bias**: the net underfits. Remedies: more layers or
#   neurons, another architecture, more epochs. More rows do not help: it cannot fit those it
#   has.
# - The *gap* from training to validation error says how much of that was learned by heart. If
#   it is large, that is **variance**: the net overfits. Remedies: more rows, regularisation
#   (chapters 09 and 10), stopping early. (The book compares validation with test error at this
#   point; it is the training error that tells.)
#
# With classical models less bias is paid for with more variance; with nets, says the book, the
# two can be turned nearly one at a time. Its reasoning is sound: the shallow net shows bias, so go
# deeper; the deep one has little more than half the training error, and a gap, but is better on
# validation and test rows as well. Five splits agree. Case closed?

# %% [markdown]
# ## 7. Too good to be true
#
# Before you celebrate a figure, look at a few rows. Here is a part of the file as it is:

# %% role="demo"
columns = ["fixed acidity", "residual sugar", "density", "pH", "alcohol", "quality"]
print(wine.loc[10:24, columns].to_string())
print(
    f"\n{wine.duplicated().sum()} of {len(wine):,} rows repeat an earlier one exactly"
)

# %% [markdown]
# Rows 17 and 20 are one and the same, to the last digit. Nearly one row in five of this table
# repeats an earlier one.
#
# **Predict:** when the rows are shuffled and dealt out, what share of the *test* rows has a
# twin, a row with the same ten measurements, among the training rows?
#
# ### Exercise 6: twins
#
# Write `has_twin(x_train, x)`.
#
# - `x_train`: array `(n, columns)`; `x`: array `(m, columns)`. Return an array of `m`
#   booleans: whether that row of `x` occurs in `x_train`, equal in every column.
#
# For instance, with `x_train = [[1, 2], [3, 4]]` and `x = [[3, 4], [1, 4], [9, 9], [3, 4]]`
# the answer is `[True, False, False, True]`.
#
# *Checked, here or in grading:* whole rows, wherever they stand; that it takes well under a
# second for thousands of rows.


# %% role="solution" id="has_twin"
def has_twin(x_train, x):
    """Return for each row of x whether x_train has the same row, shape (m,)."""
    ### BEGIN SOLUTION
    known = set(map(tuple, x_train))
    return np.array([tuple(row) in known for row in x], dtype=bool)
    ### END SOLUTION


# %% role="tests" id="has_twin" points=2
# Run this cell to check has_twin (2 points).
x_train = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 5.0], [3.0, 4.0]])
x = np.array([[3.0, 4.0], [1.0, 4.0], [9.0, 9.0], [3.0, 4.0], [4.0, 3.0], [9.0, 9.0]])
found = checks.array(has_twin(x_train, x), "What has_twin returns", shape=(6,))
for wrong, hint in (
    ([1, 1, 0, 1, 1, 0], "Each value occurs somewhere, but a twin is one whole row."),
    ([1, 1, 0, 1, 0, 0], "One column that agrees is not enough: all must, in one row."),
    ([1, 0, 0, 1, 1, 0], "The columns have an order: [4, 3] is not [3, 4]."),
    ([0, 0, 0, 1, 0, 1], "Look among the training rows, not among the rows of x."),
    ([1, 0, 1, 1, 0, 1], "Look among the training rows, not among the rows of x."),
    ([0, 1, 1, 0, 1, 1], "It is the other way round: True where there is a twin."),
    ([2, 0, 0, 2, 0, 0], "How many twins is not asked: True or False for each row."),
):
    checks.that(
        not np.array_equal(found, wrong), "has_twin is not right.", got=found, hint=hint
    )
checks.that(
    np.array_equal(found, [1, 0, 0, 1, 0, 0]),
    "has_twin is not right.",
    got=found,
    expected=np.array([True, False, False, True, False, False]),
    hint="For each row of x: is there a row of x_train that is equal in all columns?",
)
checks.passed("has_twin")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(61)
for n, m, columns, values in ((200, 80, 3, 4), (3_000, 900, 10, 3), (5, 30, 1, 9)):
    x_train = generator.integers(0, values, size=(n, columns)) / 7
    x = generator.integers(0, values, size=(m, columns)) / 7
    x[::3] = x_train[generator.integers(0, n, size=len(x[::3]))]
    known = {row.tobytes() for row in x_train}
    expected = np.array([row.tobytes() in known for row in x])
    before = x_train.copy(), x.copy()
    found = checks.array(has_twin(*before), "What has_twin returns", shape=(m,))
    checks.unchanged(x_train, before[0], "x_train")
    checks.unchanged(x, before[1], "x")
    checks.that(
        np.array_equal(found, expected),
        "has_twin is not right.",
        got=f"{int(np.sum(found))} twins among {m} rows",
        expected=f"{int(expected.sum())} twins",
        hint="Whole rows, equal in every column, anywhere in x_train.",
    )
close = has_twin(np.array([[0.1, 1.0]]), np.array([[0.1 + 1e-6, 1.0], [0.1, 1.0]]))
checks.that(
    np.array_equal(np.asarray(close), [False, True]),
    "A row that is only near a training row was called its twin.",
    got=close,
    hint="Equal means equal here, to the last digit.",
)
### END HIDDEN TESTS

# %% [markdown]
# With that we ask the nets that are trained already: how far off are they on test wines that
# have a twin in training, and how far on wines that are new to them?

# %% role="demo" tags=["nbval-ignore-output"]
twins = [has_twin(p[0], p[4]) for p in by_rows.values()]
print(f"test rows with a twin: {shown([100 * t.mean() for t in twins], digits=1)} %")
by_twin = {"twin in training": {}, "new wine": {}}
for name, runs in (("shallow", shallow), ("deep", deep)):
    said = [
        np.asarray(runs.last_model(i)(p[4])) for i, p in enumerate(by_rows.values())
    ]
    for group, wanted in zip(by_twin, (True, False)):
        by_twin[group][name] = [
            mae(p[5][t == wanted], y_hat[t == wanted])
            for p, t, y_hat in zip(by_rows.values(), twins, said)
        ]
        print(f"{name:8}, {group:16}: {shown(by_twin[group][name])}")
plots.compare(
    by_twin,
    ylabel="test MAE (standard deviations)",
    title="The same nets, the same test set",
    alt="Test error of the shallow and of the deep net, five splits each, as dots with their "
    "mean. On wines with a twin in training the deep net's error is little more than half of "
    "the shallow one's. On new wines the deep net's error is a little the larger.",
)

# %% [markdown]
# Three test rows in ten have a twin in training. On these the deep net is about as far off as
# on its training rows: they *are* training rows. On wines that it has never met it is off more
# than twice as far, and there the shallow net is no worse. All of the deep net's lead comes from
# rows that it had learned by heart.
#
# Or are they different wines that happen to agree? We group the table by its ten measurements.

# %% role="demo"
same = wine.groupby(INPUTS)
repeated = same.size() > 1
print(f"{repeated.sum()} sets of measurements occur more than once")
print("of these, with more than one quality:", (same["quality"].nunique() > 1).sum())
places = wine.index.to_series().groupby([wine[name] for name in INPUTS])
print("lines between two twins, at most:", int(places.diff().max()))

# %% [markdown]
# If different wines agreed by chance, the tasters would sometimes disagree about them. In 780
# cases they never do, and twins stand close together in a file of thousands of lines. It is the
# same wine, entered again. Whoever splits this table by rows tests on training wines.
#
# The remedy: **what belongs together stays on one side**. The same goes for several pictures
# of one patient, several sentences of one author, several seconds of one recording (chapter 04
# has such a case).
#
# ### Exercise 7: split by wine
#
# Write `split_wines(x, seed, valid=0.1, test=0.1)`.
#
# - `x`: array `(n, columns)`. Rows that are equal in every column are one **wine**; call the
#   number of different wines $G$.
# - Deal out *wines*: validation gets `round(valid * G)` of them, test `round(test * G)`,
#   training the rest, by chance. All rows of a wine go where it goes.
# - Return the positions of the rows, training, validation, test, as in exercise 1.
#
# Useful: `np.unique(x, axis=0, return_inverse=True)` numbers the wines; `.ravel()` its second
# result. Note that it sorts them.
#
# *Checked, here or in grading:* that no wine is on two sides, that every row is used once,
# the numbers of wines, chance and its seed.


# %% role="solution" id="split_wines"
def split_wines(x, seed, valid=0.1, test=0.1):
    """Return positions for training, validation, test: equal rows stay together."""
    ### BEGIN SOLUTION
    different, which = np.unique(x, axis=0, return_inverse=True)
    which = which.ravel()
    order = np.random.default_rng(seed).permutation(len(different))
    first = round(valid * len(different))
    second = first + round(test * len(different))
    parts = (order[second:], order[:first], order[first:second])
    return [np.flatnonzero(np.isin(which, wines)) for wines in parts]
    ### END SOLUTION


# %% role="tests" id="split_wines" points=3
# Run this cell to check split_wines (3 points).
def check_wines(x, seed, valid, test):
    """Return the parts; fail if a wine is on two sides or the numbers are wrong."""
    given = x.copy()
    result = split_wines(given, seed, valid=valid, test=test)
    checks.unchanged(x, given, "x")
    parts = split_checks.dealt(result, len(x), "split_wines")
    names = ("training", "validation", "test")
    wines = [{x[row].tobytes() for row in part} for part in parts]
    for i, j in ((0, 1), (0, 2), (1, 2)):
        both = wines[i] & wines[j]
        checks.that(
            not both,
            f"{len(both)} wines are in {names[i]} and in {names[j]}.",
            hint="Deal out wines, not rows; then look up the rows of each wine.",
        )
    total = len(set().union(*wines))
    wanted = [total - round(valid * total) - round(test * total)]
    wanted += [round(valid * total), round(test * total)]
    found = [len(part) for part in wines]
    hint = (
        "The shares are of the different wines, all n rows of which are then dealt out."
    )
    if found in (wanted[::-1], [wanted[1], wanted[2], wanted[0]]):
        hint = "Return training first, then validation, then test."
    checks.that(
        all(abs(a - b) <= 1 for a, b in zip(found, wanted)),
        "The numbers of wines in training, validation and test are not right.",
        got=found,
        expected=wanted,
        hint=hint,
    )
    return parts


x = np.repeat(np.arange(40.0).reshape(20, 2), [1, 3] * 10, axis=0)
parts = check_wines(x, 0, 0.1, 0.1)
again = check_wines(x, 0, 0.1, 0.1)
checks.that(
    all(set(a) == set(b) for a, b in zip(parts, again)),
    "The same seed gave two different splits.",
    hint="Draw from `np.random.default_rng(seed)`.",
)
checks.passed("split_wines")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(71)
for n, valid, test, columns in (
    (300, 0.1, 0.1, 4),
    (500, 0.25, 0.15, 2),
    (90, 0.2, 0.3, 1),
):
    wines = np.round(generator.normal(size=(n // 2, columns)), 3) + 0.0  # no -0
    x = wines[generator.integers(0, len(wines), size=n)]
    one, two = (check_wines(x, seed, valid, test) for seed in (72, 73))
    checks.that(
        set(one[2]) != set(two[2]),
        "Two seeds gave the same test rows.",
        hint="Shuffle the wines with the seed before you cut.",
    )
# by chance: over many seeds every wine is tested about as often as any other
x = np.repeat(np.arange(30.0)[:, None], 2, axis=0)
tested = np.zeros(30)
for seed in range(40):
    tested[(split_checks.dealt(split_wines(x, seed), 60, "split_wines")[2] // 2)] += 1
checks.that(
    (tested > 0).sum() >= 20,
    "Some wines are never test wines, whatever the seed.",
    got=int((tested == 0).sum()),
    hint="np.unique sorts: shuffle the numbers of the wines before you cut.",
)
### END HIDDEN TESTS

# %% [markdown]
# The same table, the same nets, the same budget; only the split is another. Beside them two
# models with an opposite character: the straight line, which cannot learn a wine by heart,
# and a forest of 25 random trees (`ExtraTreesRegressor`), which does nothing else.
#
# **Predict:** whose error rises, and who wins?

# %% role="demo" tags=["nbval-ignore-output"]
by_wines = prepared(lambda seed: split_wines(measured, seed))
leaked = max(has_twin(p[0], p[k]).sum() for p in by_wines.values() for k in (2, 4))
print("twins left between the piles:", leaked)
shallow_wines = trained(SHALLOW, by_wines, "shallow, 5 splits")

# %% role="demo" tags=["nbval-ignore-output"]
deep_wines = trained(DEEP, by_wines, "deep, 5 splits")


# %% role="demo" tags=["nbval-ignore-output"]
def model_errors(model, parts):
    """Return the test MAE of a scikit-learn model, for each seed."""
    return np.array(
        [mae(p[5], model.fit(p[0], p[1].ravel()).predict(p[4])) for p in parts.values()]
    )


forest = ExtraTreesRegressor(25, random_state=0)
runs_by_wines = {"shallow": shallow_wines, "deep": deep_wines}
last_by_wines = {
    name: errors_of(runs, by_wines) for name, runs in runs_by_wines.items()
}
honest = {}
for name, parts, last in (
    ("split by rows", by_rows, last_by_rows),
    ("split by wines", by_wines, last_by_wines),
):
    honest[name] = {"straight line": line_errors(range(10), parts)}
    honest[name] |= {f"{net} net": errors[2] for net, errors in last.items()}
    honest[name]["forest"] = model_errors(forest, parts)
for kind in honest["split by rows"]:
    print(f"{kind:13}", *(f"{name} {shown(honest[name][kind])}  " for name in honest))

# %% role="demo" tags=["nbval-ignore-output"]
fig, ax = plots.figure(6.8, 3.8)
for i, kind in enumerate(honest["split by rows"]):
    errors = np.array([honest[name][kind] for name in honest])  # (2, seeds)
    style = {"color": plots.COLORS[i], "linestyle": plots.DASHES[i]}
    style |= {"marker": plots.MARKERS[i], "capsize": 4, "linewidth": 2}
    places = np.arange(2) + 0.03 * (i - 1.5)
    ax.errorbar(places, errors.mean(1), errors.std(1, ddof=1), label=kind, **style)
ax.set_xticks([0, 1], list(honest))
ax.set(xlim=(-0.3, 1.3), ylabel="test MAE (standard deviations)")
ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
plots.show(
    fig,
    alt="Test error of a straight line, a shallow net, a deep net and a forest, mean and "
    "deviation of five splits, once split by rows and once by wines. By rows the order from "
    "worst to best is line, shallow, deep, forest. By wines the line is where it was, the "
    "forest has risen by far the most, and the shallow net is the lowest by a little.",
)
for name, errors in honest.items():
    lead = errors["shallow net"] - errors["deep net"]
    print(
        f"{name}: the deep net leads by {shown(lead)}, in {sum(lead > 0)} of 5 splits"
    )

# %% [markdown]
# The straight line, which cannot remember a wine, stays within its spread. The forest, which
# had won by far, falls behind both nets. And the deep net has lost its lead. What looked like
# depth was memory. Nothing was wrong with the nets, or with how they were trained; the question
# that we asked of them was wrong. Look at the last two lines: a lead in all five splits, and
# still an illusion. Repeating an experiment shows how much luck is in it, not what is wrong
# with it.
#
# As far as we can see, neither the book nor the page that offers the table says a word about
# twins, so this is nobody's carelessness. But you will meet many figures, on this table and on
# others, that were got by splitting rows.

# %% [markdown]
# ## 8. Stop early, choose by validation, test once
#
# In the curves of section 6 the deep net's validation error did not rise although it learned
# by heart: the twins in the validation rows were learned too. Without them, **predict** how the
# validation curve of the deep net looks.

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    curves_of(shallow_wines, deep_wines),
    ylabel="MAE (standard deviations)",
    ylim=(0.05, 0.3),
    title="Split by wines",
    alt="MAE against epoch, mean of five splits. The training curves look as before. The "
    "deep net's validation error is level with the shallow net's for some 80 epochs, and then "
    "slowly rises above it, while the shallow net's stays flat.",
)
winners = {
    name: errors_of(runs, by_wines, winners=True)
    for name, runs in runs_by_wines.items()
}
for name in runs_by_wines:
    for kind, found in (("last epoch", last_by_wines), ("winner", winners)):
        _, valid, test = found[name]
        print(f"{name:8} {kind:11}: validation {shown(valid)}, test {shown(test)}")
print("winning epochs of the deep net:", ROUND * deep_wines.epochs)

# %% [markdown]
# There is the overfit that the twins had hidden. The deep net's validation error rises while its
# training error goes on falling. **Early stopping** keeps the net of the epoch with the smallest
# validation error, the *winner*, found here long before the last epoch; that brings the deep net
# level with the shallow one. The test rows had no say in it: an epoch that is chosen by the test
# error makes the test set a second validation set, and leaves none to report from.
#
# Look also at the winners' validation errors: they are *smaller* than the test errors. The
# epoch was chosen because it looked good on just these rows, and part of that was luck.
#
# With Keras's own means, one net on the split of seed 0, every argument of `fit` in its place:

# %% role="demo" tags=["nbval-ignore-output"]
x, y, x_valid, y_valid, x_test, y_test = by_wines[0]
training.set_seed(0)
alone = build_net(10, SHALLOW, RATE)
stop = keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)
fitted = alone.fit(
    x,
    y,
    batch_size=256,
    epochs=200,
    validation_data=(x_valid, y_valid),
    callbacks=[stop],
    verbose=0,
)
losses = np.array(fitted.history["val_loss"])
print(f"epochs: {len(losses)}, winner: {losses.argmin() + 1}")
print(f"smallest validation error {losses.min():.3f}", end=", ")
print(f"of the net that is left {mae(y_valid, alone(x_valid)):.3f}")

# %% [markdown]
# The last two figures agree: `restore_best_weights` has put the winner's weights back, ten
# epochs after the winner.
#
# ### The list of things to try
#
# The book ends with a list: other numbers of layers; of neurons in each; dropout or another
# regulariser; another optimiser or rate. We try three entries, on the split by wines and with
# early stopping: two layers of 32; the deep net with ELU in place of ReLU; the deep net with a
# little dropout. Validation chooses.


# %% role="demo" tags=["nbval-ignore-output"]
def variant(hidden, activation, dropout):
    """Return a compiled net like that of exercise 4, with two more choices."""
    inputs = signal = keras.Input((10,))
    for units in hidden:
        signal = layers.Dense(units, activation=activation)(signal)
        signal = layers.Dropout(dropout)(signal) if dropout else signal
    net = keras.Model(inputs, layers.Dense(1)(signal))
    net.compile(keras.optimizers.Adam(RATE), loss="mean_absolute_error")
    return net


candidates = dict(runs_by_wines)


def candidate(name, *choices):
    """Train a variant on the split by wines, with early stopping."""
    label = f"{name}, 5 splits"
    candidates[name] = in_rounds(
        lambda: variant(*choices), by_wines, label, patience=20
    )


candidate("two layers", [32, 32], "relu", 0.0)
candidate("deep, ELU", DEEP, "elu", 0.0)

# %% role="demo" tags=["nbval-ignore-output"]
candidate("deep, dropout 0.1", DEEP, "relu", 0.1)

# %% role="demo" tags=["nbval-ignore-output"]
valid_mae = {name: runs.final("val_loss") for name, runs in candidates.items()}
tower_plots.rows(
    valid_mae,
    xlabel="validation MAE of the winner (standard deviations)",
    alt="Validation error of five nets, a dot a split and a bar at the mean. The shallow net, "
    "the deep one, the one of two layers and the deep one with ELU are nearly level, the last "
    "of them lowest by a little; that with dropout is clearly larger.",
)
for name, errors in valid_mae.items():
    print(f"{name:18}: {shown(errors)}")

# %% [markdown]
# ### Exercise 8: choose
#
# Write `choose(valid_mae, test_mae)`.
#
# - Both are arrays `(candidates, seeds)`: the errors of each candidate on the validation and
#   on the test rows of each seed.
# - The candidate with the smallest *mean validation* error is chosen. Return
#   `(chosen, mean, spread)`: its number, counted from 0, and the mean and the sample standard
#   deviation (`ddof=1`) of its *test* errors.
#
# For instance, with validation errors `[[3, 5], [2, 4]]` and test errors `[[1, 1], [4, 6]]`
# the answer is `(1, 5.0, 1.414)`. That candidate 0 did better in the test must not help it.
#
# *Checked, here or in grading:* all three, and that the test errors have no say.


# %% role="solution" id="choose"
def choose(valid_mae, test_mae):
    """Return the candidate chosen by validation, and mean and spread of its test error."""
    ### BEGIN SOLUTION
    chosen = int(np.argmin(np.mean(valid_mae, axis=1)))
    return chosen, np.mean(test_mae[chosen]), np.std(test_mae[chosen], ddof=1)
    ### END SOLUTION


# %% role="tests" id="choose" points=2
# Run this cell to check choose (2 points).
on_valid, on_test = (
    np.array(
        [[5.0, 5, 5], [2, 4, 3.5], [4, 4.5, 4.5], [1, 9, 2], [3, 5, 4], [6, 7, 8]]
    ),
    np.array([[3.0, 3, 3.4], [4, 6, 5], [4, 4, 4], [2, 2, 2], [1, 1, 1.3], [3, 3, 3]]),
)
chosen, mean, spread = checks.array(
    choose(on_valid.copy(), on_test.copy()), "What choose returns", shape=(3,)
)
checks.equal(
    chosen,
    1,
    "The number of the chosen candidate",
    mistakes=[
        (4.0, "The test errors had a say: that is peeking."),
        (3.0, "One lucky seed does not make a candidate the best: compare means."),
        (5.0, "That candidate has the largest error."),
        (2.0, "Count from 0, as `np.argmin` does."),
        (0.0, "That is a seed: the mean of a candidate is along its row, axis 1."),
    ],
    hint="The smallest mean over the seeds, axis 1, of the validation errors.",
)
checks.close(
    mean,
    5.0,
    "The mean",
    mistakes=[
        (9.5 / 3, "Report the test error; validation has been used to choose."),
        (on_test.mean(), "Of the chosen candidate alone, not of all."),
    ],
)
checks.close(
    spread,
    1.0,
    "The spread",
    mistakes=[
        (math.sqrt(2 / 3), "The sample standard deviation has ddof=1."),
        (1 / math.sqrt(3), "That is the standard error: do not divide by √n."),
        (
            np.std([2.0, 4.0, 3.5], ddof=1),
            "Of the test errors, not of the validation ones.",
        ),
    ],
)
checks.passed("choose")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(81)
for count, seeds in ((4, 5), (7, 3), (2, 10)):
    on_valid = generator.random((count, seeds))
    on_test = generator.random((count, seeds))
    best = min(range(count), key=lambda i: sum(on_valid[i]))
    on_test[best] += 1.0  # the worst in the test, and still the choice
    chosen, mean, spread = checks.array(
        choose(on_valid.copy(), on_test.copy()), "What choose returns", shape=(3,)
    )
    checks.equal(
        chosen,
        best,
        "The number of the chosen candidate",
        mistakes=[
            (float(np.argmin(on_test.mean(axis=1))), "Chosen by the test errors.")
        ],
        hint="Only the mean validation error decides.",
    )
    m = sum(on_test[best]) / seeds
    deviation = math.sqrt(sum((e - m) ** 2 for e in on_test[best]) / (seeds - 1))
    checks.close([mean, spread], [m, deviation], "The mean and the spread")
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
names = list(candidates)
for name in names[2:]:
    winners[name] = errors_of(candidates[name], by_wines, winners=True)
test_mae = [winners[name][2] for name in names]
chosen, mean, spread = choose(np.array(list(valid_mae.values())), np.array(test_mae))
print(f"chosen by validation: {names[chosen]}, test MAE {mean:.3f} ± {spread:.3f}")
print(f"validation had promised {valid_mae[names[chosen]].mean():.3f}")
print("in the test, now that it is open:")
for name, errors in zip(names, test_mae):
    print(f"  {name:18}: {shown(errors)}")

# %% [markdown]
# Validation chooses the deep net with ELU, by a hair. Its validation error had promised 0.203;
# the test says 0.216. The smallest of five candidates, and of many epochs of each, is partly
# luck, and luck does not repeat: this is why a test set exists, and why it is opened once. In the
# test, all but the net with dropout lie within a few thousandths of one another, no more than the
# errors vary from split to split. After all that work we are about where the shallow net was at
# once. What is missing is not depth but knowledge, and that is neither in the ten measurements nor
# in four thousand wines. A sober end, and a common one.

# %% [markdown]
# ## 9. Look at the predictions
#
# A mean error says how far off, not where. The book draws two histograms over each other: what
# the net predicts, and what is true.
#
# ### Exercise 9: two histograms
#
# Write `histograms(y, y_hat, bins)`.
#
# - `y` and `y_hat`: arrays of $n$ numbers, each `(n,)` or `(n, 1)`; `bins`: how many bars.
# - Two histograms can be compared only if their bars stand in the same places. Return
#   `(edges, actual, predicted)`: `bins + 1` edges, evenly spaced from the smallest to the
#   largest number of *both* arrays together, and how many entries of `y` and of `y_hat` fall
#   between each two of them, as `np.histogram` counts.
#
# For instance, `histograms([0, 1], [1, 4], 2)` is `([0, 2, 4], [2, 0], [1, 1])`.
#
# *Checked, here or in grading:* edges, counts, that nothing falls off the ends.


# %% role="solution" id="histograms"
def histograms(y, y_hat, bins):
    """Return common edges, and the counts of y and of y_hat between them."""
    ### BEGIN SOLUTION
    both = np.concatenate([np.ravel(y), np.ravel(y_hat)])
    edges = np.linspace(both.min(), both.max(), bins + 1)
    return edges, np.histogram(y, edges)[0], np.histogram(y_hat, edges)[0]
    ### END SOLUTION


# %% role="tests" id="histograms" points=2
# Run this cell to check histograms (2 points).
def check_histograms(y, y_hat, bins):
    """Compare edges and counts with those of a loop over the numbers."""
    result = checks.written(histograms(y.copy(), y_hat.copy(), bins), "histograms")
    checks.that(
        isinstance(result, tuple | list) and len(result) == 3,
        "histograms must return three arrays: edges, actual, predicted.",
        got=type(result).__name__,
    )
    a, b = y.ravel().tolist(), y_hat.ravel().tolist()
    low, high = min(a + b), max(a + b)
    right = [low + (high - low) * i / bins for i in range(bins + 1)]
    high_end = np.eye(bins)[-1]
    checks.that(
        np.shape(result[0]) == (bins + 1,),
        "The array `edges` has the wrong shape.",
        got=np.shape(result[0]),
        expected=(bins + 1,),
        hint="The edges come first, and there is one more than there are bars.",
    )
    edges = checks.array(result[0], "The array `edges`")
    checks.close(
        edges,
        right,
        "The array `edges`",
        mistakes=[
            (np.linspace(min(a), max(a), bins + 1), "These are edges for y alone."),
            (np.linspace(min(b), max(b), bins + 1), "These are edges for y_hat alone."),
        ],
        hint="From the smallest to the largest number of both arrays together.",
    )
    for name, values, got in (("actual", a, result[1]), ("predicted", b, result[2])):
        checks.that(
            not (isinstance(got, tuple) and np.ndim(got[-1]) == 1),
            f"The array `{name}` is a pair.",
            hint="np.histogram returns counts and edges; the first of the two is wanted.",
        )
        counts = checks.array(got, f"The array `{name}`", shape=(bins,))
        wanted = np.zeros(bins)
        for value in values:
            wanted[min(int((value - low) / (high - low) * bins), bins - 1)] += 1
        own = np.histogram(values, bins)[0]
        other = np.histogram(b if values is a else a, right)[0]
        checks.close(
            counts,
            wanted,
            f"The array `{name}`",
            mistakes=[
                (wanted / len(values), "These are shares; counts were asked for."),
                (
                    wanted / len(values) / (right[1] - right[0]),
                    "These are densities; counts were asked for.",
                ),
                (other, "Those are the counts of the other array."),
                (other + wanted, "These are the counts of both arrays together."),
                (np.cumsum(wanted), "These add up from bar to bar; count each bar."),
                (
                    wanted - high_end * values.count(high),
                    "The largest number fell off: the last bar includes its right edge.",
                ),
                (own, "These bars stand in other places: pass the common edges."),
            ],
            hint="np.histogram(values, edges) counts between given edges.",
        )


check_histograms(np.array([0.0, 0.1, 1.2]), np.array([1.0, 3.6, 4.0]), 2)
check_histograms(np.array([[0.1], [0.9], [0.4]]), np.array([0.3, 0.45, 0.5]), 4)
checks.passed("histograms")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(91)
for n, bins, shift in ((200, 7, 0.3), (50, 20, -4.0), (300, 3, 0.0)):
    y = generator.random(n)
    check_histograms(y, 0.37 * generator.random((n, 1)) + shift, bins)
    check_histograms(y[:, None], 2.1 * generator.random(n) + shift, bins)
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
_, _, _, _, x_test, y_test = by_wines[0]
said = np.asarray(shallow_wines.model(0)(x_test))
edges, actual, predicted = histograms(y_test, said, 16)
fig, ax = plots.figure(6.4, 3.2)
for counts, name, style in (
    (actual, "actual", {"hatch": "///"}),
    (predicted, "predicted", {}),
):
    i = len(ax.patches)
    look = {"fill": False, "edgecolor": plots.COLORS[i], "linewidth": 2}
    ax.stairs(counts, edges, label=name, linestyle=plots.DASHES[i], **look | style)
ax.set(xlabel="alcohol (standard deviations from the mean)", ylabel="wines")
ax.legend(frameon=False)
plots.show(
    fig,
    alt="Histograms of the actual and of the predicted alcohol of the test wines, drawn over "
    "each other. Both have their peak below zero and a long tail to the right; they agree in "
    "shape, not bar for bar.",
)

# %% [markdown]
# That looks like a good net. **Predict:** we shuffle the predictions among the wines, so that
# each wine gets the answer meant for another. How do the histogram and the error change?

# %% role="demo" tags=["nbval-ignore-output"]
mixed = np.random.default_rng(0).permutation(said)
_, _, of_mixed = histograms(y_test, mixed, 16)
print("the same histogram:", np.array_equal(of_mixed, predicted))
print(f"MAE as predicted {mae(y_test, said):.2f}, shuffled {mae(y_test, mixed):.2f}")

# %% [markdown]
# The histogram is the same, bar for bar, and the predictions are worthless: it forgets which
# answer belongs to which wine. It tells one thing only, whether the net speaks in the right
# range. So put the two in pairs: how far off, and in which direction, for weak wines and for
# strong ones? We take the validation and test wines of all five splits.

# %% role="demo" tags=["nbval-ignore-output"]
level, error = [], []
for i, p in enumerate(by_wines.values()):
    for k in (2, 4):
        level.append(p[k + 1].ravel())
        error.append(np.asarray(shallow_wines.model(i)(p[k])).ravel() - level[-1])
level, error = np.concatenate(level), np.concatenate(error)
order = np.array_split(np.argsort(level), 8)
middle = [level[part].mean() for part in order]
bias = [error[part].mean() for part in order]
sure = [error[part].std() / math.sqrt(len(part)) for part in order]
fig, ax = plots.figure(6.4, 3.2)
ax.errorbar(middle, bias, 2 * np.array(sure), fmt="o", color=plots.COLORS[0], capsize=3)
ax.axhline(0, color="#555555", linewidth=1)
ax.set(xlabel="actual alcohol (standard deviations)", ylabel="predicted − actual, mean")
plots.show(
    fig,
    alt="Mean error with its uncertainty for eight groups of wines, from the weakest to the "
    "strongest. Weak wines are predicted a little too strong, and the strongest clearly too "
    "weak.",
)
print("mean error, weakest to strongest:", np.round(bias, 2))

# %% [markdown]
# Weak wines are predicted too strong and strong wines too weak, by a tenth of a standard
# deviation or so at the ends. That is **regression to the mean**, and no bug: a net that is not
# sure leans towards the middle, where it costs least on average. The book saw the weak end of
# it in its histogram, predictions a little too strong where the alcohol is low, and advised
# to look there for more data. Good advice; pairs show it where a histogram can only hint.

# %% [markdown]
# ## 10. k folds instead of one split
#
# One split leaves a tenth of the wines to judge by. **k-fold cross-validation** uses all of
# them: cut the shuffled rows into $k$ folds, train $k$ times, each time on all folds but one,
# validate on that one, and take the mean.
#
# ### Exercise 10: folds
#
# Write `k_folds(n, k, seed)`.
#
# - Shuffle the positions 0 to `n - 1` with `np.random.default_rng(seed)` and cut them into
#   `k` folds whose sizes differ by one at most.
# - Return a list of `k` pairs `(train, valid)`: for each fold, the positions of all others and
#   those of the fold itself.
#
# For instance, `k_folds(10, 3, seed=0)` has three pairs, with 4, 3 and 3 validation rows in
# some order. `np.array_split` cuts like that.
#
# *Checked, here or in grading:* every row validates once and trains $k - 1$ times; sizes;
# chance and its seed.


# %% role="solution" id="k_folds"
def k_folds(n, k, seed):
    """Return k pairs (train, valid) of positions; every row is in one valid."""
    ### BEGIN SOLUTION
    folds = np.array_split(np.random.default_rng(seed).permutation(n), k)
    return [
        (np.concatenate([fold for j, fold in enumerate(folds) if j != i]), folds[i])
        for i in range(k)
    ]
    ### END SOLUTION


# %% role="tests" id="k_folds" points=2
# Run this cell to check k_folds (2 points).
def check_folds(n, k, seed):
    """Return the validation folds; fail unless all pairs are as they should be."""
    pairs = checks.written(k_folds(n, k, seed), "k_folds")
    checks.that(
        isinstance(pairs, tuple | list) and len(pairs) == k,
        f"k_folds({n}, {k}, ...) must return a list of {k} pairs.",
        got=f"{len(pairs)} entries" if isinstance(pairs, tuple | list) else pairs,
    )
    sizes = []
    for pair in pairs:
        checks.that(
            isinstance(pair, tuple | list) and len(pair) == 2,
            "Each entry must be a pair (train, valid).",
            hint="A fold comes with the positions of all other folds, to train on.",
        )
        checks.that(
            len(pair[0]) >= len(pair[1]) or k == 2,
            "The pair is (train, valid): train holds all folds but one.",
            got=f"{len(pair[0])} to train, {len(pair[1])} to validate",
            hint="Each of the two is one array of positions: np.concatenate joins folds.",
        )
        split_checks.dealt(pair, n, "A pair of k_folds", ("train", "valid"))
        sizes.append(len(pair[1]))
    folds = [pair[1] for pair in pairs]
    times = np.bincount(np.concatenate(folds), minlength=n)
    checks.that(
        (times == 1).all(),
        "Every row must validate once.",
        got=f"row {times.argmax()}: {times.max()} times, row {times.argmin()}: "
        f"{times.min()} times",
        hint="Shuffle once, then cut: no new draw for each fold, no row left over.",
    )
    checks.that(
        max(sizes) - min(sizes) <= 1,
        "The sizes of the folds differ by more than one row.",
        got=sizes,
        hint="np.array_split spreads what is left over.",
    )
    return folds


check_folds(10, 3, seed=0)
as_they_lie = [set(range(12 * i, 12 * i + 12)) for i in range(5)]
as_they_lie += [set(range(i, 60, 5)) for i in range(5)]
folds = check_folds(60, 5, seed=0)
checks.that(
    not any(set(fold) in as_they_lie for fold in folds),
    "The folds are cut from the table as it lies.",
    got=np.sort(folds[0]),
    hint="Tables have an order: shuffle first.",
)
checks.passed("k_folds")
### BEGIN HIDDEN TESTS
for n, k, seed in ((103, 10, 101), (8, 8, 102), (500, 7, 103), (21, 2, 104)):
    one, again, other = (
        {frozenset(map(int, fold)) for fold in check_folds(n, k, s)}
        for s in (seed, seed, seed + 50)
    )
    checks.that(
        one == again,
        "The same seed gave two different cuts.",
        hint="Draw from `np.random.default_rng(seed)`.",
    )
    checks.that(
        k == n or one != other,
        "Two seeds gave the same folds.",
        hint="Use the argument `seed`.",
    )
### END HIDDEN TESTS

# %% [markdown]
# What does it buy? We judge the straight line twenty times with a holdout of a tenth, and twenty
# times with ten folds, and see how much the verdict moves. And a warning: folds of *rows*
# leak as a split of rows does. For that, the nearest neighbour, which remembers everything.

# %% role="demo" tags=["nbval-ignore-output"]
scaled = (
    StandardScaler().fit_transform(measured),
    StandardScaler().fit_transform(alcohol),
)


def error_of(model, train, valid):
    """Return the MAE on some rows of a model that is trained on others."""
    x, y = scaled
    return mae(y[valid], model.fit(x[train], y[train].ravel()).predict(x[valid]))


line, one, ten = LinearRegression(), [], []
for seed in range(20):
    pairs = k_folds(len(measured), 10, seed)
    ten.append(np.mean([error_of(line, *pair) for pair in pairs]))
    one.append(error_of(line, *pairs[0]))
print(f"holdout of a tenth : {shown(one, digits=4)}")
print(f"ten folds          : {shown(ten, digits=4)}")
_, number = np.unique(measured, axis=0, return_inverse=True)
for name, folds in (
    ("folds of rows ", KFold(10, shuffle=True, random_state=0).split(measured)),
    ("folds of wines", GroupKFold(10).split(measured, groups=number.ravel())),
):
    nearest = [error_of(KNeighborsRegressor(1), *pair) for pair in folds]
    print(f"nearest neighbour, {name}: {np.mean(nearest):.3f}")

# %% [markdown]
# With a tenth to judge by, the verdict on the same line moves by ± 0.0080 from cut to cut; with
# ten folds by ± 0.0003. (Mind what that says: how much hangs on the *cut*. How well these wines
# stand for all wines is the standard error of section 4, and folds do not change it.) The price
# is ten trainings instead of one. For a line that is nothing; for a net that trains for a day it
# is ten days, and for each setting that you try. So nets are mostly judged by a holdout that
# is large enough, and folds are for small tables and fast models.
#
# And folds are no cure for twins: the nearest neighbour is off by 0.246 in folds of rows and by
# 0.352 in folds of wines. Use `GroupKFold` where rows belong together.

# %% [markdown]
# ## 11. And the quality?
#
# Now the question that the table was made for: predict the tasters' mark, from all eleven
# measurements, the alcohol included. Errors are in marks. Beside the nets stands a support
# vector machine (`SVR`) with a narrow kernel, which won the comparison in the paper of Cortez
# and colleagues.
#
# **Predict:** the dummy is off by about 0.6 marks. How far will a net get? And whom will the
# twins help most?

# %% role="demo" tags=["nbval-ignore-output"]
everything = wine[[*INPUTS, TARGET]].to_numpy()
marks = wine[["quality"]].to_numpy(dtype=float)
quality_by_wines = prepared(lambda seed: split_wines(measured, seed), everything, marks)
quality_by_rows = prepared(lambda s: split_rows(len(marks), s), everything, marks)
mark = marks.std()  # errors in standard deviations times this are errors in marks
for name, model in (
    ("straight line", LinearRegression()),
    ("nearest neighbour", KNeighborsRegressor(1)),
    ("SVR, narrow kernel", SVR(C=3, gamma=2**1.55, tol=0.1)),
):
    rows, wines = (
        mark * model_errors(model, parts)
        for parts in (quality_by_rows, quality_by_wines)
    )
    print(f"{name:18}: split by rows {shown(rows)}, by wines {shown(wines)}")

# %% role="demo" tags=["nbval-ignore-output"]
dummy = [
    mark * mae(p[5], 0 * p[5] + best_constant(p[1], "mae"))
    for p in quality_by_wines.values()
]
print(f"dummy, the median: {shown(dummy)}")
of_quality = {}
for name, hidden in (("shallow", SHALLOW), ("deep", DEEP)):
    runs = trained(hidden, quality_by_wines, f"{name}, 5 splits", patience=20)
    found = mark * errors_of(runs, quality_by_wines, winners=True)
    of_quality[name] = found[2]
    print(f"{name:8}, winner: training {shown(found[0])}, test {shown(found[2])}")
lead = of_quality["shallow"] - of_quality["deep"]
print(f"the deep net leads by {shown(lead)}, in {sum(lead > 0)} of 5 splits")

# %% [markdown] cited=[0.45, 0.58, 0.59]
# A taste is another matter. Split by wines, the straight line is off by 0.585 marks where the
# dummy is off by 0.642: the measurements tell little of it. The nets get further, the deep one
# the furthest, and here depth seems to help: it leads in all five splits, on average by more than
# the lead varies. (Compare two nets by their difference on the *same* split: how hard its test
# wines are cancels out, so it varies less than the errors themselves.)
#
# The nearest neighbour and the SVR looked splendid as long as there were twins. By wines they
# are off by 0.603 and 0.647, the SVR no better than the dummy. The paper reports a mean
# absolute error of 0.45 for its SVM, 0.58 for a neural net and 0.59 for a multiple regression,
# measured with folds of rows. Our SVR, with a kernel as narrow as the paper's, reaches that
# figure by rows and loses all of it by wines. That is no reproach: the paper gave us the table.
# It is the reason to ask of every figure how its rows were dealt out.

# %% [markdown]
# ## 12. Out of the notebook
#
# A net that is trained is used elsewhere: by another program, on another day, for wines that
# arrive as raw numbers. Whoever uses it must scale as we did, with *our* means and
# deviations, and turn the answer back into percent. Forget it once, and the net answers
# nonsense without a word of complaint. So put the scaling **into the model**. Here the
# functional API earns its line.
#
# ### Exercise 11: raw measurements in, percent out
#
# Write `deployable(net, x_mean, x_std, y_mean, y_std)`.
#
# - `net`: a trained model from scaled inputs `(batch, columns)` to scaled answers
#   `(batch, 1)`. `x_mean`, `x_std`: arrays `(columns,)`; `y_mean`, `y_std`: numbers.
# - Return a new functional model that takes *raw* measurements and answers in the *raw* unit:
#   scale with $(x - \mu)/\sigma$, call `net`, and undo the scaling of the answer. `net` itself
#   stays as it is.
# - Use layers only: a `Lambda` is Python code, which a saved model cannot bring along safely.
#   Useful: `layers.Normalization(mean=..., variance=...)` (mind the second argument) and
#   `layers.Rescaling(scale=..., offset=...)`, which computes `scale * x + offset`.
#
# *Checked, here or in grading:* its answers, for several nets and scales.


# %% role="solution" id="deployable"
def deployable(net, x_mean, x_std, y_mean, y_std):
    """Return a model around ``net`` that takes and gives raw values."""
    ### BEGIN SOLUTION
    inputs = keras.Input((len(x_mean),))
    scaled = layers.Normalization(mean=x_mean, variance=np.square(x_std))(inputs)
    answer = layers.Rescaling(scale=float(y_std), offset=float(y_mean))(net(scaled))
    return keras.Model(inputs, answer)
    ### END SOLUTION


# %% role="tests" id="deployable" points=2
# Run this cell to check deployable (2 points).
def check_deployable(columns, seed, batch):
    """Compare with the same three steps in NumPy, for a small net of one hidden layer."""
    generator = np.random.default_rng(seed)
    inputs = keras.Input((columns,))
    signal = layers.Dense(4, activation="relu")(inputs)
    inner = keras.Model(inputs, layers.Dense(1)(signal))
    shapes = ((columns, 4), (4,), (4, 1), (1,))
    w1, b1, w2, b2 = (generator.normal(size=shape) for shape in shapes)
    inner.set_weights([w1, b1, w2, b2])
    x_mean, x_std = 20 * generator.random(columns), 0.5 + 3 * generator.random(columns)
    y_mean, y_std = 10.5, 1.25
    x = (x_mean + x_std * generator.normal(size=(batch, columns))).astype("float32")
    model = checks.written(
        deployable(inner, x_mean.copy(), x_std.copy(), y_mean, y_std), "deployable"
    )

    kinds = [type(layer).__name__ for layer in getattr(model, "layers", [])]
    checks.that(
        "Lambda" not in kinds,
        "The model has a Lambda layer.",
        hint="Its Python code does not travel in the file; Normalization and Rescaling do.",
    )

    def through(z):
        return np.maximum(z @ w1 + b1, 0) @ w2 + b2

    scaled = (x - x_mean) / x_std
    checks.close(
        model(x),
        y_mean + y_std * through(scaled),
        "The answer to raw measurements",
        rtol=1e-3,
        atol=1e-3,
        mistakes=[
            (through(scaled), "The answer is still scaled: times y_std, plus y_mean."),
            (y_mean + y_std * through(x), "The measurements went in unscaled."),
            (
                y_mean + y_std * through((x - x_mean) / np.sqrt(x_std)),
                "Normalization wants the variance: the square of the deviation.",
            ),
            (
                y_mean + y_std * through((x - x_mean) / x_std**2),
                "Divided by the variance: Normalization takes the root by itself.",
            ),
            (
                y_std * (through(scaled) + y_mean),
                "First times y_std, then plus y_mean.",
            ),
            (
                (through(scaled) - y_mean) / y_std,
                "The answer was scaled once more: undo the scaling.",
            ),
            (
                y_std + y_mean * through(scaled),
                "y_std and y_mean are swapped: the deviation is the scale.",
            ),
            (
                y_mean + y_std * through(x / x_std - x_mean),
                "Rescaling computes scale * x + offset, so the offset is scaled as well.",
            ),
        ],
        hint="(x - x_mean) / x_std, then net, then y_std * answer + y_mean.",
    )
    for before, after in zip((w1, b1, w2, b2), inner.get_weights()):
        checks.close(
            after,
            before,
            "A weight of `net` after the call",
            rtol=1e-4,
            hint="`net` itself stays as it is: build around it.",
        )
    kind = type(model).__name__
    checks.that(
        kind in ("Functional", "Sequential"),
        "deployable must return a Keras model made of stock layers.",
        got=kind,
        hint="keras.Model(inputs, outputs), without Lambda and classes of your own.",
    )


check_deployable(3, seed=110, batch=5)
checks.passed("deployable")
### BEGIN HIDDEN TESTS
for columns, seed, batch in ((10, 111, 8), (1, 112, 3)):
    check_deployable(columns, seed, batch)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 12: to a file and back
#
# Write two functions.
#
# - `save_net(net, path)`: write the whole model to `path`, a string that ends in `.keras`.
#   Its folder may not exist yet: make it.
# - `load_net(path)`: return the model that is in the file.
#
# Useful: `net.save`, `keras.models.load_model`, and for the folder
# `Path(path).parent.mkdir(parents=True, exist_ok=True)`. The book writes `.h5`; today's format
# is `.keras`, a zip file of the layers' settings, the weights and the optimiser.
#
# *Checked, here or in grading:* two models in two files, which are then carried to another
# folder; that each comes back from there with its own weights, its loss and its optimiser.


# %% role="solution" id="save_and_load"
def save_net(net, path):
    """Write a whole model to a file, in a folder that may have to be made."""
    ### BEGIN SOLUTION
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    net.save(path)
    ### END SOLUTION


def load_net(path):
    """Return the model that a file holds."""
    ### BEGIN SOLUTION
    return keras.models.load_model(path)
    ### END SOLUTION


# %% role="tests" id="save_and_load" points=1
# Run this cell to check save_and_load (1 point).
def check_files(names, seed):
    """Save small nets, load them again in another order, and compare."""
    folder = Path(tempfile.gettempdir()) / "deepnets_wine"
    shutil.rmtree(folder, ignore_errors=True)
    saved = {}
    for i, name in enumerate(names):
        inputs = keras.Input((3,))
        net = keras.Model(inputs, layers.Dense(1)(layers.Dense(2 + i)(inputs)))
        net.compile(optimizer=keras.optimizers.Adam(0.01 + 0.01 * i), loss="mae")
        generator = np.random.default_rng(seed + i)
        net.set_weights([generator.normal(size=w.shape) for w in net.get_weights()])
        net.optimizer.build(net.trainable_variables)
        net.optimizer.iterations.assign(70 + i)
        saved[str(folder / name)] = net
        make = "The folder of `path` is not there yet: make it first."
        with checks.explained("save_net", {FileNotFoundError: make}):
            save_net(net, str(folder / name))
    for path, net in reversed(saved.items()):
        carried = path.replace("deepnets_wine", "deepnets_wine/elsewhere")
        checks.that(
            probes.move_file(save_net, path, carried),
            "save_net wrote no file at `path`.",
            got=path,
            hint="`net.save(path)` writes one there; a fixed name is another place.",
        )
        lost = (
            "Load from the `path` that load_net is given: the file was carried there."
        )
        with checks.explained("load_net", {KeyError: lost, FileNotFoundError: lost}):
            loaded = checks.written(load_net(carried), "load_net")
        shapes = [w.shape for w in loaded.get_weights()]
        checks.that(
            shapes == [w.shape for w in net.get_weights()],
            "load_net returned another model than was saved in that file.",
            hint="Save to `path` and load from `path`, not from a fixed name.",
        )
        for before, after in zip(net.get_weights(), loaded.get_weights()):
            checks.close(
                after, before, "A weight after loading", hint="Save the weights."
            )
        checks.that(
            getattr(loaded, "optimizer", None) is not None,
            "The loaded model is not compiled: its loss and optimiser are lost.",
            hint="Save the whole model, and do not load it with compile=False.",
        )
        checks.close(
            loaded.optimizer.learning_rate,
            net.optimizer.learning_rate,
            "The learning rate after loading",
            hint="Load the model as it was compiled; do not compile it anew.",
        )
        checks.equal(
            int(loaded.optimizer.iterations),
            int(net.optimizer.iterations),
            "The number of updates that the loaded optimiser remembers",
            hint="Save the whole model: its optimiser goes on where it stopped.",
        )
    shutil.rmtree(folder, ignore_errors=True)


check_files(["new/first.keras", "second.keras"], seed=120)
checks.passed("save_and_load")
### BEGIN HIDDEN TESTS
check_files(["a.keras", "deep/er/b.keras", "c.keras"], seed=130)
### END HIDDEN TESTS

# %% [markdown]
# All together: the net that `fit` trained in section 8, with its scales inside, written to a
# file, read again, and asked about raw rows of the table, three of its test wines.

# %% role="demo" tags=["nbval-ignore-output"]
train, _, test = split_wines(measured, 0)
x_mean, x_std = measured[train].mean(axis=0), measured[train].std(axis=0)
y_mean, y_std = alcohol[train].mean(), alcohol[train].std()
ready = deployable(alone, x_mean, x_std, y_mean, y_std)
path = Path(tempfile.gettempdir()) / "deepnets_wine" / "alcohol.keras"
save_net(ready, str(path))
served = load_net(str(path))
for row in test[[0, 100, 200]]:
    [[answer]] = np.asarray(served(measured[[row]]))
    print(f"row {row:4}: predicted {answer:.2f} %, measured {alcohol[row, 0]:.2f} %")
print(
    f"all test wines: off by {mae(alcohol[test], served(measured[test])):.2f} % on average"
)
print(f"the file has {path.stat().st_size / 1000:.0f} kB")
shutil.rmtree(path.parent)

# %% [markdown] cited=[0.55, 0.56, 98]
# ## 13. Questions
#
# ### Exercise 13: choose a letter
#
# Fill in one letter for each question.
#
# **`large_errors`**: A dummy is off by 0.80. Your net is off by 0.55 on training rows and by
# 0.56 on validation rows, and you know that 0.2 is possible. What do you try first?
# a) more training rows; b) a larger net; c) dropout; d) stopping earlier.
#
# **`large_gap`**: Another net is off by 0.05 on training rows and by 0.25 on validation rows.
# What helps? a) more layers; b) more epochs; c) more training rows, or regularisation;
# d) moving validation rows to the test pile.
#
# **`sizes`**: You have ten million rows. What is a sensible split into training, validation
# and test? a) 80, 10 and 10 %, always; b) 98, 1 and 1 %; c) 34, 33 and 33 %; d) no test rows,
# since the validation rows are so many.
#
# **`none`**: Keras reports the shape `(None, 32)` for the output of a layer. What is `None`?
# a) inputs that are missing; b) the number of examples in the batch, which is free; c) the
# kernel's first axis; d) a layer that was not compiled yet.

# %% role="solution" id="questions"
answers = {
    "large_errors": None,
    "large_gap": None,
    "sizes": None,
    "none": None,
}
### BEGIN SOLUTION
answers = {
    "large_errors": "b",
    "large_gap": "c",
    "sizes": "b",
    "none": "b",
}
### END SOLUTION

# %% role="tests" id="questions" part="large_errors" points=1
# Run this cell to check questions, large_errors (1 point).
checks.option(answers.get("large_errors"), "abcd", "large_errors")
checks.recorded("questions, large_errors")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("large_errors"),
    "b",
    {
        "a": "It cannot fit the rows it has: that is bias, and more rows do not cure it.",
        "c": "Dropout takes capacity away from a net that has too little.",
        "d": "It has not learned enough yet; stopping earlier makes it worse.",
    },
    "large_errors",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="large_gap" points=1
# Run this cell to check questions, large_gap (1 point).
checks.option(answers.get("large_gap"), "abcd", "large_gap")
checks.recorded("questions, large_gap")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("large_gap"),
    "c",
    {
        "a": "It fits the training rows already: more layers widen the gap.",
        "b": "More epochs learn the training rows by heart even better.",
        "d": "Which pile a row lies in does not change what the net has learned.",
    },
    "large_gap",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="sizes" points=1
# Run this cell to check questions, sizes (1 point).
checks.option(answers.get("sizes"), "abcd", "sizes")
checks.recorded("questions, sizes")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("sizes"),
    "b",
    {
        "a": "A hundred thousand rows judge well enough; the net can use the others.",
        "c": "A third to train on wastes rows that the net could learn from.",
        "d": "Whatever you choose by is spent: a figure to report needs rows of its own.",
    },
    "sizes",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="none" points=1
# Run this cell to check questions, none (1 point).
checks.option(answers.get("none"), "abcd", "none")
checks.recorded("questions, none")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("none"),
    "b",
    {
        "a": "Keras knows nothing of missing values; a NaN would go through.",
        "c": "This is the shape of an output. A kernel's shape has no None.",
        "d": "Shapes are there before a model is compiled.",
    },
    "none",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 14: in your own words
#
# A hospital has ten X-rays of each of 400 patients. A colleague scales all pictures by their
# common mean, shuffles them, keeps a tenth as test set, trains a deep net, keeps the epoch
# with the smallest test error, and writes: "The deep net is 20 % better than our straight
# line." Answer in four to eight sentences: what in this makes the figure better than the truth,
# what of it matters most, and how would you measure instead? This one is read by a person.

# %% [markdown] role="open" id="xrays" points=3
# *Rubric.* **1 point**: pictures of one patient are on both sides of the split, and this
# matters most, since a deep net can remember a patient; split by patient. **1 point**: the
# epoch was chosen by the test set, so the figure is too good; validation patients must choose
# (that the mean is taken over test pictures too is a leak, but a small one). **1 point**:
# a way to measure: split by patient into three piles, or folds of patients; both models on the
# same splits; several splits or seeds with mean and spread; the test set opened once.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | which rows for what | training to learn, validation to choose, test to report, once |
# | how to deal them out | shuffled; whatever belongs together stays together |
# | how many | a tenth each; of ten million one in a hundred is plenty |
# | scale | mean and deviation of the training rows, kept with the model |
# | MAE or RMSE | MAE to explain; RMSE when a large error is worse than many small ones |
# | before a net | a dummy and a straight line |
# | the output of a regression net | one neuron, no activation |
# | large training error | bias: a larger net, another one, more epochs |
# | large gap to validation | variance: more rows, regularisation, stopping early |
# | folds or a holdout | folds for small tables and fast models; they cost $k$ trainings |
# | a figure that is too good | look at rows |
#
# **Ask yourself.** Which of our figures would change if every tenth wine had been measured
# twice, with a little noise? Would `has_twin` find it? Why does the forest suffer more from
# the split by wines than the straight line?
#
# **Your turn.** Neighbours in the file are alike even where they are not equal. Split the file
# into blocks instead, and see whose error rises. Or choose another target: can a net tell the
# sugar from the rest? Five splits, mean and spread.
#
# **Read on**
#
# - Cortez, P., Cerdeira, A., Almeida, F., Matos, T. and Reis, J. (2009). *Modeling wine
#   preferences by data mining from physicochemical properties.* Decision Support Systems
#   47(4). The table is theirs, under CC BY 4.0.
# - Bernico, M. (2018). *Deep Learning Quick Reference*, chapters 1 and 2. Packt.
# - Kaufman, S., Rosset, S., Perlich, C. and Stitelman, O. (2012). *Leakage in data mining:
#   formulation, detection, and avoidance.* ACM TKDD 6(4).
# - Kapoor, S. and Narayanan, A. (2023). *Leakage and the reproducibility crisis in
#   machine-learning-based science.* Patterns 4(9).
# - Grinsztajn, L., Oyallon, E. and Varoquaux, G. (2022). *Why do tree-based models still
#   outperform deep learning on typical tabular data?* NeurIPS.
# - Hastie, T., Tibshirani, R. and Friedman, J. (2009). *The Elements of Statistical
#   Learning*, chapter 7: bias, variance, cross-validation.
