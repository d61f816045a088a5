# %% [markdown]
# # Seizure or not: metrics that survive imbalance
#
# *A detector that never says "seizure" is right four times in five.* On our data that is,
# and it would be in any textbook that prints accuracies alone. By the end of this chapter
# you will have a net that reads one second of EEG, and, more useful, a set of numbers that
# cannot be impressed by a detector that does nothing: precision, recall, F1, the ROC curve
# and its area, all written by yourself and equal to scikit-learn's.
#
# **You will be able to**
#
# - [ ] split data by the people in it, and say what a split by rows would have claimed
# - [ ] write the log loss so that no score, however sure, breaks it
# - [ ] turn probabilities into classes at an operating point, without spoiling them
# - [ ] count the four kinds of answers, and read accuracy, precision, recall and F1 off
#   them
# - [ ] draw a ROC curve and compute its area, ties included
# - [ ] measure that area after each epoch, in a callback, and restore the best checkpoint
# - [ ] choose a threshold for a promised recall, and foresee what it costs in a ward
#
# **Before this chapter**: dense layers, the sigmoid, training with `fit`, training,
# validation and test sets, overfitting as two curves that part.
#
# **How to work.** Read a question, write down your guess, only then run the cell. Cells
# marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you wrote:
# run it, and open it if you are curious. *Validate* runs all checks at once, and complains
# about an empty answer too. Grading asks the same of other inputs: a check that passes here
# is a good sign, not a promise.

# %%
from deepnets import checks, plots, split_checks, training
from deepnets.data import load_seizures
from deepnets.splits import fit_splits

# %%
import math
import os
import tempfile

import keras
import numpy as np
from keras import layers
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

# %% [markdown] cited=[11500, 173.61, 178, 23.6, 500, 23]
# ## 1. One second of a brain
#
# An electroencephalogram (EEG) is a voltage between two electrodes, some millionths of a
# volt, as it changes from moment to moment. During an epileptic seizure a great many nerve
# cells fire together, and the curve begins to beat.
#
# The set that this chapter is about was recorded in Bonn (Andrzejak et al., 2001): 500
# recordings of 23.6 seconds, 173.61 numbers a second, 100 recordings in each of five
# **states**. Later somebody cut each recording into 23 rows of one second, 178 numbers a
# row, shuffled all 11,500 rows and put them into one table, which became a classic of
# machine learning. In state 1 a patient has a seizure. The other four are not seizures: a
# patient between seizures, recorded inside the focus of the disease (2) or opposite to it
# (3); a healthy person with eyes closed (4) or open (5). So *one row in five* is a seizure,
# label 1; the others have label 0.
#
# **Real or simulated?** UCI has withdrawn the table, and no licence lets us pass it on. If
# you have its `data.csv`, put it into a folder and set the environment variable
# `DEEPNETS_DATA` to that folder: from then on everything below runs on the real recordings.
# If not, `load_seizures` **simulates** a set with the amplitudes, rhythms and subjects of
# the real one; nothing in it was measured on anybody. A test of this project holds the two
# side by side: the same models succeed and fail on both, by about as much. The text below
# speaks of the simulated set.
#
# By default you get 35 recordings of each state. `DEEPNETS_SIZE=full`, set before Jupyter
# starts, runs the same code on all 11,500 rows, in some minutes.

# %% role="demo"
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
eeg = load_seizures(SIZE)
print(eeg)
print("signals:", eeg.signals.shape, eeg.signals.dtype)
print("labels :", np.bincount(eeg.labels), "rows without and with a seizure")

# %% role="demo"
NAMES = ("seizure", "in the focus", "opposite", "eyes closed", "eyes open")
time = np.arange(178) / 173.61  # seconds
fig, axes = plots.figure(9, 7, nrows=5, ncols=3, sharex=True, sharey="row")
for row, (state, name) in enumerate(zip(range(1, 6), NAMES)):
    some = eeg.signals[eeg.states == state]
    some = some[np.argsort(some.std(axis=1))]  # by amplitude
    for ax, place in zip(axes[row], (1 / 6, 1 / 2, 5 / 6)):
        signal = some[int(place * len(some))]
        ax.plot(time, signal, color=plots.COLORS[state > 1], linewidth=1)
    axes[row, 0].set_ylabel(f"{name}\n(µV)")
fig.suptitle(f"Seconds of small, middling and large amplitude, {eeg.name}")
axes[-1, 1].set_xlabel("time (s)")
plots.show(
    fig,
    alt="Three seconds of EEG in each of five states, simulated. Seizures are rhythmic and "
    "reach several hundred microvolts. The other four states wander irregularly within a "
    "hundred or two; with eyes closed there is a faster, regular ripple.",
)

# %% [markdown]
# We observe three seizures that do not look alike: another beat, another shape, another
# polarity, a different place in the beat where the second begins. What they share is hard
# to say in terms of this or that column of a table. Keep that in mind for section 4, and
# mind the scales on the left.
#
# ### Exercise 1: the dummy
#
# First the humblest baseline there is. It learns one thing from the training labels, which
# label is more frequent, and answers that to everybody.
#
# Write `dummy_accuracy(y_train, y_new)`: the share of `y_new` on which this dummy is right.
# Both are arrays of 0 and 1. If both labels are equally frequent in training, it says 0.
#
# For instance, `dummy_accuracy([0, 0, 1], [1, 1, 0, 1])` is 0.25.


# %% role="solution" id="dummy_accuracy"
def dummy_accuracy(y_train, y_new):
    """Return the accuracy on ``y_new`` of the most frequent label of ``y_train``."""
    ### BEGIN SOLUTION
    answer = np.bincount(y_train, minlength=2).argmax()
    return float(np.mean(np.asarray(y_new) == answer))
    ### END SOLUTION


# %% role="tests" id="dummy_accuracy" points=1
# Run this cell to check dummy_accuracy (1 point).
y_train, y_new = np.array([0, 0, 1]), np.array([1, 1, 0, 1])
checks.close(
    dummy_accuracy(y_train, y_new),
    0.25,
    "The accuracy of the dummy",
    mistakes=[
        (0.75, "It learns its answer from y_train, where 0 is more frequent."),
        (2 / 3, "That is its accuracy on the training labels; `y_new` is asked for."),
        (0.0, "That is its answer, 0; how often is it right on `y_new`?"),
        (25, "A share between 0 and 1, not percent."),
        (1, "That is how many it gets right; divide by how many there are."),
    ],
)
checks.passed("dummy_accuracy")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(401)
for share, new_share in ((0.2, 0.7), (0.8, 0.6), (0.9, 0.1)):
    y_train = (generator.random(200) < share).astype(int)
    y_new = (generator.random(150) < new_share).astype(int)
    answer = int(y_train.mean() > 0.5)
    checks.close(
        dummy_accuracy(y_train, y_new),
        np.mean(y_new == answer),
        f"The accuracy of the dummy when {y_train.mean():.0%} of the training labels are 1",
        mistakes=[
            (1 - np.mean(y_new == answer), "It gave the rarer training label."),
            (
                np.mean(y_train == answer),
                "That is its accuracy on the training labels.",
            ),
        ],
        hint="The more frequent label of y_train may be 1 as well as 0.",
    )
checks.close(
    dummy_accuracy(np.array([1, 0]), np.array([0, 0, 1, 0])),
    0.75,
    "The accuracy of the dummy after a tie",
    hint="If both labels are equally frequent in y_train, it says 0.",
)
### END HIDDEN TESTS

# %% role="demo"
print(f"the dummy: {dummy_accuracy(eeg.labels, eeg.labels):.1%} right")

# %% [markdown]
# Eighty percent, and not one seizure found. Whoever reports "my net is right on more than
# 80 %" has reported next to nothing. Hold every accuracy in this chapter against that
# number.

# %% [markdown]
# ## 2. Whose second is it?
#
# A split sets rows aside that the net has never seen, so that they can speak for the
# future. But what is new about them? Each recording was cut into 23 rows. Deal the rows out
# at random, as the book does that this chapter follows, and of nearly every recording some
# rows are in the training set and some in the test set. They share a brain, an electrode,
# an amplitude, a rhythm.
#
# **Predict:** for each row, look for the row that is most like it (the smallest Euclidean
# distance) among all others. How often is it of the same recording? By chance, it would be
# 22 times in as many as there are other rows.

# %% role="demo"
x = eeg.signals
squares = np.square(x).sum(axis=1)
distances = squares[:, None] + squares - 2 * x @ x.T  # squared, (n, n)
np.fill_diagonal(distances, np.inf)  # nobody is its own neighbour
same = eeg.subjects[distances.argmin(axis=1)] == eeg.subjects
print(f"the nearest row is of the same recording: {same.mean():.1%}")
print(f"by chance: 22 in {len(x) - 1:,}, {22 / (len(x) - 1):.1%}")

# %% [markdown] cited=[500]
# More than ten times as often as by chance. A net that can learn by heart has something to
# learn there that is of no use for the next patient. So the unit that we deal out is not
# the row but whoever was recorded. The set calls them *subjects*, and so shall we.
#
# **Small print, and it matters.** The table's description speaks of 500 subjects. The paper
# says who they were: five healthy volunteers and five patients, with many recordings each.
# Which recording is whose was never published, so nobody can split the real set by person.
# We split by recording, which is the best that the data allow; for a patient whom nobody
# has recorded, expect less. (And the electrodes of states 4 and 5 were on the scalp, those
# of the patients inside the skull. A net may notice that, too.)
#
# ### Exercise 2: split by subject
#
# Write `split_by_subject(subjects, kinds, shares, seed)`.
#
# - `subjects`: an int array, who each row is of. `kinds`: an int array, what kind of
#   subject that is; all rows of a subject have the same kind.
# - `shares`: three fractions that sum to 1, such as `(0.6, 0.2, 0.2)`, for training,
#   validation and test.
# - Return three int arrays: the positions of the rows of each part. Every row is in one
#   part, and **all rows of a subject are in the same part**.
# - Of *each kind*, each part gets its share of the subjects, up to rounding. Which ones,
#   the `seed` decides.
#
# For instance, with 10 subjects of kind 1, 5 of kind 2 and the shares above, 9 subjects are
# for training: 6 of kind 1 and 3 of kind 2.
#
# *Checked, here or in grading:* leaks first; then the counts by kind, subjects with unequal
# numbers of rows, and the seed.


# %% role="solution" id="split_by_subject"
def split_by_subject(subjects, kinds, shares, seed):
    """Return the positions of the rows of three parts that share no subject."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = rng.permutation(np.unique(subjects[kinds == kind]))
        first = round(shares[0] * len(members))
        second = round((shares[0] + shares[1]) * len(members))
        for part, some in zip(parts, np.split(members, [first, second])):
            part.extend(some)
    return tuple(np.flatnonzero(np.isin(subjects, part)) for part in parts)
    ### END SOLUTION


# %% role="tests" id="split_by_subject" part="leak" points=2
# Run this cell to check split_by_subject, leak (2 points).
PARTS = ("train", "valid", "test")


def parts_of(subjects, kinds, shares, seed):
    """Call split_by_subject; return three arrays in which every row is once."""
    found = split_by_subject(subjects.copy(), kinds.copy(), shares, seed)
    return split_checks.dealt(found, len(subjects), "split_by_subject")


def no_leak(subjects, parts):
    """Fail if a subject has rows in two parts."""
    for i, j in ((0, 1), (0, 2), (1, 2)):
        both = np.intersect1d(subjects[parts[i]], subjects[parts[j]])
        checks.that(
            both.size == 0,
            f"A leak: {both.size} subjects have rows in {PARTS[i]} and in {PARTS[j]}.",
            got=both[:5],
            hint="Deal out subjects, not rows; then every row follows its subject.",
        )


generator = np.random.default_rng(20)
subjects = generator.permutation(np.repeat(np.arange(100, 120), 4))
kinds = np.where(subjects < 110, 7, 3)
for seed in (1, 2):
    no_leak(subjects, parts_of(subjects, kinds, (0.6, 0.2, 0.2), seed))
checks.passed("split_by_subject, leak")
### BEGIN HIDDEN TESTS
for seed, rows in ((11, (1, 30)), (12, (5, 6)), (13, (2, 9))):
    generator = np.random.default_rng(402 + seed)
    names = generator.permutation(1_000)[:40]
    subjects = np.repeat(names, generator.integers(*rows, 40))
    subjects = generator.permutation(subjects)
    parts = parts_of(subjects, subjects % 4, (0.5, 0.3, 0.2), seed)
    no_leak(subjects, parts)
### END HIDDEN TESTS


# %% role="tests" id="split_by_subject" part="shares" points=1
# Run this cell to check split_by_subject, shares (1 point).
def fair(subjects, kinds, shares, parts):
    """Fail unless each part has its share of the subjects of each kind."""
    for kind in np.unique(kinds):
        all_of_it = len(np.unique(subjects[kinds == kind]))
        for name, share, rows in zip(PARTS, shares, parts):
            mine = len(np.unique(subjects[rows][kinds[rows] == kind]))
            checks.that(
                abs(mine - share * all_of_it) < 2,
                f"Of {all_of_it} subjects of one kind, {mine} are in {name}.",
                expected=f"about {share * all_of_it:g}",
                hint="Deal out the subjects of each kind for themselves. Shares are of "
                "subjects, not of rows; their order is train, valid, test.",
            )


generator = np.random.default_rng(21)
subjects = np.repeat(generator.permutation(120), generator.integers(1, 12, 120))
kinds, shares = subjects % 3, (0.6, 0.1, 0.3)
for seed in (1, 2, 3):
    fair(subjects, kinds, shares, parts_of(subjects, kinds, shares, seed))
same, again, other = (
    parts_of(subjects, kinds, shares, seed)[0].tolist() for seed in (4, 4, 5)
)
checks.that(
    sorted(same) == sorted(again),
    "The same seed gave two different splits.",
    hint="Draw from `np.random.default_rng(seed)`, not from NumPy's global generator.",
)
checks.that(
    sorted(same) != sorted(other),
    "Two seeds gave the same split.",
    hint="Shuffle the subjects of each kind with a generator made from `seed`.",
)
checks.passed("split_by_subject, shares")
### BEGIN HIDDEN TESTS
for seed, count, shares in (
    (31, (60, 80, 40), (0.5, 0.3, 0.2)),
    (32, (7, 11, 23), (0.6, 0.2, 0.2)),
    (33, (50, 20), (0.8, 0.1, 0.1)),
):
    generator = np.random.default_rng(405 + seed)
    kind_of = np.repeat(np.arange(len(count)), count)
    names = generator.permutation(len(kind_of))
    rows = np.repeat(np.arange(len(kind_of)), generator.integers(1, 9, len(kind_of)))
    rows = generator.permutation(rows)
    subjects, kinds = names[rows], kind_of[rows]
    fair(subjects, kinds, shares, parts_of(subjects, kinds, shares, seed))
### END HIDDEN TESTS

# %% [markdown]
# (scikit-learn has the same idea for cross-validation: `StratifiedGroupKFold`. Stratified
# is what you did with kinds; groups are our subjects.)
#
# One split is an anecdote, as one start of a net is: a different split has other people in
# it. So each seed from now on gets a **split of its own**, by the five states, and a net
# with a start of its own. A split of 80, 10 and 10 %, as the book has it, would leave three
# or four subjects with seizures to validate on; we take 60, 20 and 20 %. All columns are
# the same voltage at different moments, so one scale serves them all: the standard
# deviation of the *training* signals.

# %% role="demo"
SEEDS, SHARES = range(5), (0.6, 0.2, 0.2)


def cut(rows, y=eeg.labels):
    """Return x and y of the parts of a split, scaled by what its training part says."""
    scale = eeg.signals[rows[0]].std()
    return [part for r in rows for part in (eeg.signals[r] / scale, y[r])]


rows = {s: split_by_subject(eeg.subjects, eeg.states, SHARES, s) for s in SEEDS}
data = {seed: cut(parts) for seed, parts in rows.items()}
x_train, y_train, x_valid, y_valid, x_test, y_test = data[0]
for name, part in zip(("train", "valid", "test"), rows[0]):
    people = len(np.unique(eeg.subjects[part]))
    print(f"{name}: {people:3} subjects, {len(part):5,} rows", end=", ")
    print(f"{eeg.labels[part].mean():.0%} seizures")

# %% [markdown]
# The test parts stay closed until something is finished: they may measure a choice, never
# make one. (The book's text has a callback score "training set and test set" after each
# epoch, which would let the test set choose the epoch. Its code, rightly, takes the
# validation set.)

# %% [markdown]
# ## 3. The price of being sure
#
# The net will say a probability $p$ that a second is a seizure. How wrong is that, if the
# truth is $y = 1$, or $y = 0$? The **log loss** (binary cross-entropy) has two cases:
#
# $$\text{price} = \begin{cases} -\log p & \text{if } y = 1 \\ -\log (1 - p) & \text{if } y = 0 \end{cases}
# \quad = \; -\, y \log p - (1 - y) \log (1 - p) ,$$
#
# with the natural logarithm; the loss is the mean price over all rows. Either case asks for
# the probability that you gave to *what happened*.
#
# **Predict:** what does a $p$ of exactly 0 cost when the second is a seizure? What does
# someone pay who says $p = 0.5$ to everything?

# %% role="demo"
p = np.linspace(0.002, 0.998, 400)
plots.curves(
    {
        "it was a seizure, y = 1": (p, -np.log(p)),
        "it was none, y = 0": (p, -np.log(1 - p)),
    },
    xlabel="probability of a seizure that the net gave, p",
    ylabel="price (nats)",
    title="Sure and wrong is dear",
    ylim=(0, 6.5),
    alt="Price against probability. For a seizure it falls from over six at p near 0 to zero "
    "at p of 1. For no seizure it is the mirror image.",
)
for answer in (0.5, 0.2, 0.01):
    price = metrics.log_loss(eeg.labels, np.full(len(eeg.labels), answer))
    print(f"who always says {answer}: {price:.3f} nats")

# %% [markdown]
# The best constant answer is the share of seizures, 0.2: the loss pays for honest
# probabilities. A net whose log loss is above 0.5 nats knows less than that.
#
# ### Exercise 3: by hand, and stable
#
# A net does not compute $p$ at once. Its last neuron sums up to a **logit** $z$, any real
# number, and the sigmoid makes $p = 1 / (1 + e^{-z})$ of it. That is where floating-point
# numbers take revenge: at $z = 40$ the sigmoid is exactly 1.0, the logarithm of $1 - p$ is
# $-\infty$, and the mean over a thousand good rows is infinite for the sake of a single
# one. Computed from $z$ the price is a tame thing, about $z$ itself.
#
# Write `log_loss(y, logits)`: the mean price as one number; `y` and `logits` are arrays of
# shape `(n,)`.
#
# - It must be right for logits of a thousand, too, of either sign; and where the price is
#   tiny, it must not be rounded to nothing. No clipping of probabilities, and nothing added
#   to them: either makes a mistake of any size look cheap.
# - Useful: $-\log p = \log(1 + e^{-z})$ and $-\log(1 - p) = \log(1 + e^{z})$, and
#   `np.logaddexp(a, b)`, which is $\log(e^a + e^b)$ without overflow.
#
# For instance, `log_loss([1, 0], [0.0, 0.0])` is $\log 2 \approx 0.693$.


# %% role="solution" id="log_loss"
def log_loss(y, logits):
    """Return the mean binary cross-entropy of labels and logits, in nats."""
    ### BEGIN SOLUTION
    y, logits = np.asarray(y), np.asarray(logits, dtype=float)
    return float(
        np.mean(np.where(y == 1, np.logaddexp(0, -logits), np.logaddexp(0, logits)))
    )
    ### END SOLUTION


# %% role="tests" id="log_loss" part="value" points=2
# Run this cell to check log_loss, value (2 points).
y, z = np.array([1, 0, 0, 1]), np.array([2.0, -1.0, 0.5, 0.25])
price = -np.log(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))))
loss = checks.array(log_loss(y, z), "The log loss of four rows", shape=())
checks.that(
    np.isfinite(loss),
    "The log loss of four rows is not finite.",
    got=float(loss),
    hint="Logits may be negative or above 1: they are no probabilities, and have no "
    "logarithm. The price can be had from the logit itself.",
)
checks.close(
    loss,
    price.mean(),
    "The log loss of four rows",
    mistakes=[
        (price.sum(), "That is the sum; the loss is the mean over the rows."),
        (-price.mean(), "A price is positive: mind the minus sign."),
        (price.mean() / np.log(2), "Take natural logarithms; these are of base 2."),
        (price.mean() / np.log(10), "Take natural logarithms; these are of base 10."),
        (price[y == 1].sum() / 4, "Rows without a seizure have a price too."),
        (price[y == 1].mean(), "Rows without a seizure have a price too."),
        (np.log1p(np.exp(z)).mean(), "All rows are priced as if their label were 0."),
        (np.log1p(np.exp(-z)).mean(), "All rows are priced as if their label were 1."),
        (
            np.log1p(np.exp(-y * z)).mean(),
            "Labels are 0 and 1 here, not -1 and 1: with y = 0 the logit falls out.",
        ),
        (
            np.where(y == 0, np.log1p(np.exp(-z)), np.log1p(np.exp(z))).mean(),
            "The two cases are swapped: a seizure (y = 1) is cheap when z is large.",
        ),
    ],
    hint="The arguments are logits, not probabilities.",
)
checks.close(
    log_loss(np.array([1, 0]), np.zeros(2)), np.log(2), "The log loss of the example"
)
checks.passed("log_loss, value")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(411)
for size, scale in ((50, 1.0), (31, 4.0), (200, 0.1)):
    z = scale * generator.normal(size=size)
    y = (generator.random(size) < 0.3).astype(int)
    p = 1 / (1 + np.exp(-z))
    price = -np.log(np.where(y == 1, p, 1 - p))
    checks.close(
        log_loss(y, z),
        price.mean(),
        f"The log loss of {size} rows",
        mistakes=[
            (price.sum(), "That is the sum; the loss is the mean over the rows."),
            (-(y * np.log(p)).mean(), "Rows without a seizure have a price too."),
        ],
    )
### END HIDDEN TESTS


# %% role="tests" id="log_loss" part="stable" points=1
# Run this cell to check log_loss, stable (1 point).
def priced(y, z, what):
    """Return log_loss of one row, which must be a number."""
    loss = checks.array(
        log_loss(np.array([y]), np.array([z])), f"The log loss at {what}", shape=()
    )
    checks.that(
        np.isfinite(loss),
        f"The log loss is not finite at {what}.",
        got=float(loss),
        expected=abs(z),
        hint="The sigmoid has rounded to 0 or 1, or an exponential overflowed. Work with "
        "the logit: np.logaddexp(0, z).",
    )
    return loss


for y, z in ((1, -1000.0), (0, 1000.0), (1, -40.0), (0, 40.0)):
    checks.close(
        priced(y, z, f"a logit of {z:g}, y = {y}"),
        abs(z),
        f"The log loss at a logit of {z:g}, y = {y}",
        mistakes=[
            (-np.log(1e-7), "The probability was clipped: this mistake costs more."),
            (-np.log(1e-15), "The probability was clipped: this mistake costs more."),
            (0.0, "The net was sure and wrong; that is not free."),
        ],
        hint="Sure and wrong costs about |z|. Is something clipped, or added to p?",
    )
checks.close(priced(1, 1000.0, "1000, y = 1"), 0.0, "The log loss of sure and right")
checks.passed("log_loss, stable")
### BEGIN HIDDEN TESTS
for y, z in ((1, -746.0), (0, 5_000.0), (1, -37.5), (0, 90.0)):
    checks.close(
        priced(y, z, f"a logit of {z:g}, y = {y}"),
        abs(z),
        f"The log loss at a logit of {z:g}, y = {y}",
        hint="Sure and wrong costs about |z|. Is something clipped, or added to p?",
    )
for y, z in ((0, -20.0), (1, 20.0)):
    checks.close(
        priced(y, z, f"a logit of {z:g}, y = {y}"),
        np.exp(-20.0),
        f"The log loss at a logit of {z:g}, y = {y}",
        rtol=1e-3,
        atol=0,
        hint="Sure and right costs very little, but not nothing. Is something clipped, "
        "added to p, or rounded?",
    )
y, z = np.array([1, 0, 1, 0]), np.array([800.0, 800.0, -3.0, -3.0])
price = np.logaddexp(0, np.where(y == 1, -z, z))
checks.close(
    log_loss(y, z),
    price.mean(),
    "The log loss of sure and unsure rows together",
    mistakes=[(price.sum(), "That is the sum; the loss is the mean over the rows.")],
    hint="One row that is sure and wrong costs 800; four rows, a quarter of that each.",
)
### END HIDDEN TESTS

# %% [markdown]
# Keras agrees, if it gets the logits. If it gets bare probabilities, it has to clip them:
# **predict** what it asks for the last row, a seizure that was given a logit of -100.

# %% role="demo"
y, z = np.array([1.0, 0.0, 1.0]), np.array([1.5, -0.5, -100.0])
p = 1 / (1 + np.exp(-z))
exact = keras.losses.BinaryCrossentropy(from_logits=True, reduction="none")
clipped = keras.losses.BinaryCrossentropy(reduction="none")
for i in range(3):
    row = slice(i, i + 1)
    ours, theirs = log_loss(y[row], z[row]), float(exact(y[row], z[row]))
    print(f"logit {z[i]:6}: ours {ours:7.3f}, Keras {theirs:7.3f}", end=", ")
    print(f"Keras from p {float(clipped(y[row], p[row])):6.3f}")

# %% [markdown]
# A price of 16 where 100 is due, and no gradient to learn from. (When a *layer* of Keras
# applies the sigmoid, Keras remembers the logit and uses it, so our net below trains
# without this loss of memory. Hand over bare probabilities and it cannot.)

# %% [markdown]
# ## 4. Start with less than a net
#
# A deep net needs no hand-picked features, which is its charm; in return it does not tell
# why it answers as it does, and it takes time and experiments. So the book's author, in
# real life, begins with the simplest model that might work. Two of them, then, both a
# logistic regression, which is a net without hidden layers.
#
# - **the line** gets all 178 numbers;
# - **the amplitude** gets a single one, the logarithm of the standard deviation of the 178.
#
# **Predict:** how many seconds will the line get right? How many the amplitude? The dummy
# has 80 %. Look at this figure first: the mean of all training seconds at each moment, and
# their spread.

# %% role="demo"
scale = eeg.signals[rows[0][0]].std()  # back to microvolts
plots.curves(
    {
        "seizure": (time, scale * x_train[y_train == 1]),
        "no seizure": (time, scale * x_train[y_train == 0]),
    },
    xlabel="time (s)",
    ylabel="signal (µV)",
    title=f"Mean and one standard deviation, {eeg.name}",
    alt="Mean signal against time within the second, for seizures and for the others, with "
    "bands of one standard deviation. Both means are flat and close to zero. The band of "
    "the seizures is several times as wide as that of the others.",
)


# %% role="demo" tags=["nbval-ignore-output"]
def line(x, y, x_new):
    """Fit a logistic regression; return the probabilities of a seizure, shape (n,)."""
    return LogisticRegression(max_iter=1_000).fit(x, y).predict_proba(x_new)[:, 1]


def amplitude(x, y, x_new):
    """Do the same from one number a row: the logarithm of its standard deviation."""
    loud, loud_new = (np.log(part.std(axis=1, keepdims=True)) for part in (x, x_new))
    return line(loud, y, loud_new)


said = {  # on validation data, one array of probabilities a split
    "dummy": [np.full(len(d[3]), d[1].mean()) for d in data.values()],
    "line": [line(*d[:3]) for d in data.values()],
    "amplitude": [amplitude(*d[:3]) for d in data.values()],
}
truth = [d[3] for d in data.values()]
for name, guesses in said.items():
    right = [np.mean((p >= 0.5) == y) for p, y in zip(guesses, truth)]
    print(f"{name:9}: {training.mean_and_spread(right, percent=True)} right")

# %% [markdown]
# The line gains a few points on the dummy, from seconds so loud that nearly any weights
# notice them. Why not more? A weighted sum looks for *one shape* that seizures have and
# others lack. But the mean seizure is a flat line: turn a seizure upside down or shift it
# by half a beat, and it is a seizure still, while the sum has changed its sign. What tells
# them apart is not the mean but the *spread*, and no weighted sum can square. One number
# that somebody thought about does far better than 178 that nobody did.
#
# That is the bar for our net: not the dummy, not the line, but the amplitude.

# %% [markdown] cited=[128, 64, 32, 16]
# ## 5. A net, and how large
#
# The book's net has five hidden layers of 128, 64, 64, 32 and 16 ReLU neurons. Why these?
# Its author is frank: intuition, and "halve towards the output". There is no formula. The
# last layer is one neuron with a sigmoid, so that the output is a probability.
#
# ### Exercise 4: build it
#
# Write `seizure_net(n_inputs, hidden_units)` in Keras's functional API:
#
# ```python
# inputs = keras.Input((n_inputs,))
# x = layers.Dense(...)(inputs)     # each layer is called on what came before
# ...
# net = keras.Model(inputs, outputs)
# ```
#
# - A dense ReLU layer for each entry of `hidden_units`, which may be empty, then one neuron
#   with a sigmoid. Every layer has biases.
# - Return the model, not compiled. Nothing else belongs in it.
#
# For instance, `seizure_net(178, [128, 64, 64, 32, 16])` is the book's net.


# %% role="solution" id="seizure_net"
def seizure_net(n_inputs, hidden_units):
    """Return an uncompiled net with ReLU layers and one sigmoid output."""
    ### BEGIN SOLUTION
    inputs = keras.Input((n_inputs,))
    x = inputs
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
    ### END SOLUTION


# %% role="tests" id="seizure_net" points=2
# Run this cell to check seizure_net (2 points).
def check_net(n_inputs, hidden_units, seed):
    """Check layers, shapes and activations of a net with these hidden layers."""
    net = checks.written(seizure_net(n_inputs, list(hidden_units)), "seizure_net")
    checks.that(
        isinstance(net, keras.Model),
        "seizure_net must return a Keras model.",
        hint="End with `return keras.Model(inputs, outputs)`.",
    )
    checks.that(
        hasattr(net, "input_shape"),
        "The net does not know the shape of its inputs.",
        hint="Begin with keras.Input((n_inputs,)), and call each layer on what came before.",
    )
    dense = [layer for layer in net.layers if isinstance(layer, layers.Dense)]
    checks.equal(
        [layer.units for layer in dense],
        [*hidden_units, 1],
        "The list of units, a number for each dense layer,",
        mistakes=[
            (list(hidden_units), "The output neuron is missing."),
            ([*hidden_units, 2], "One neuron is enough: the other class has 1 - p."),
            ([*hidden_units[:1], 1], "One layer for each entry of `hidden_units`."),
        ],
        hint="One layer for each entry of `hidden_units`, in this order, then 1 neuron.",
    )
    checks.equal(net.input_shape, (None, n_inputs), "The shape of the inputs")
    x = 3 * np.random.default_rng(seed).normal(size=(64, n_inputs)).astype("float32")
    p = checks.array(net(x, training=False), "The output", shape=(64, 1))
    checks.that(
        not np.allclose(p, 1),
        "The output is 1 for every row.",
        hint="A softmax over a single neuron is always 1: use a sigmoid.",
    )
    checks.that(
        (p >= 0).all() and (p <= 1).all(),
        "The output is not a probability.",
        got=[float(p.min()), float(p.max())],
        hint="The last layer needs `activation='sigmoid'`.",
    )

    def through(bend):
        signal = x
        for layer in dense[:-1]:
            kernel, *bias = layer.get_weights()
            signal = bend(signal @ kernel + sum(bias))
        kernel, *bias = dense[-1].get_weights()
        return 1 / (1 + np.exp(-(signal @ kernel + sum(bias))))

    sigmoid = "The hidden layers have a sigmoid, too; ReLU was asked for."
    checks.close(
        p,
        through(lambda z: np.maximum(z, 0)),
        "What the net computes",
        rtol=1e-3,
        mistakes=[
            (
                through(lambda z: z),
                "A dense layer is linear unless you give it `activation`.",
            ),
            (through(np.tanh), "The hidden layers have a tanh; ReLU was asked for."),
            (through(lambda z: 1 / (1 + np.exp(-z))), sigmoid),
        ],
        hint="ReLU after each hidden layer, a sigmoid after the last, and nothing else.",
    )
    busy = net(x, training=True)
    hint = "Dense layers and nothing else: no dropout, no batch normalisation."
    checks.close(busy, p, "The output in training", hint=hint)
    return net


net = check_net(178, [128, 64, 64, 32, 16], 40)
checks.equal(
    net.count_params(),
    37_953,
    "The number of parameters of the book's net",
    mistakes=[(37_649, "The biases are missing.")],
    hint="Dense layers with biases, and nothing else.",
)
checks.passed("seizure_net")
### BEGIN HIDDEN TESTS
for n_inputs, hidden_units in ((178, [512, 256]), (20, [7, 5, 3]), (9, [])):
    net = check_net(n_inputs, hidden_units, 421)
    checks.equal(
        net.count_params(),
        sum((i + 1) * o for i, o in zip([n_inputs, *hidden_units], [*hidden_units, 1])),
        f"The number of parameters of a net with hidden layers {hidden_units}",
        hint="Dense layers with biases, and nothing else.",
    )
### END HIDDEN TESTS

# %% [markdown]
# We train it for 20 epochs in batches of 32, on each of our five splits.
#
# **Predict:** in which epoch does the validation *loss* have its minimum, and what does the
# validation *accuracy* do after that?


# %% role="demo" tags=["nbval-ignore-output"]
def compiled(hidden_units):
    """Return a net for 178 inputs, ready to train, that reports accuracy and AUC."""
    net = seizure_net(178, hidden_units)
    watched = ["accuracy", keras.metrics.AUC(name="auc")]
    net.compile(keras.optimizers.Adam(), "binary_crossentropy", metrics=watched)
    return net


BOOK = [128, 64, 64, 32, 16]
print(f"{compiled(BOOK).count_params():,} parameters")
splits = {seed: d[:4] for seed, d in data.items()}
runs = fit_splits(
    lambda: compiled(BOOK), splits, label="five splits", epochs=20, batch_size=32
)

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {"training": runs.history["loss"], "validation": runs.history["val_loss"]},
    ylabel="log loss (nats)",
    title=f"The book's net, five splits, {eeg.name}",
    alt="Log loss against epoch. The training loss falls to zero. The validation loss falls "
    "for three epochs or so and then rises, with ups and downs, by more than half. "
    "Bands show one standard deviation over five splits; that of the validation loss is "
    "wide.",
)
loss, right = (runs.history[f"val_{m}"].mean(axis=0) for m in ("loss", "accuracy"))
low = loss.argmin()
print(
    f"lowest validation loss: {loss[low]:.3f} after epoch {low + 1}, {right[low]:.1%} right"
)
print(f"at the end            : {loss[-1]:.3f}, {right[-1]:.1%} right")
print("best epochs of the five splits:", runs.epochs)

# %% [markdown]
# The book sees its net overfit from epoch 8 on; with a quarter of the rows, ours does so
# from epoch 3 or so. And accuracy does not tell: it even creeps up, while the loss grows
# by more than half. What gets worse is how *sure* the net is when it is wrong, and, as we
# shall see, in which order it ranks the seconds. So watch the loss, or the ranking.
#
# The curve of a single split jumps up and down, so "the best epoch" is partly luck, as the
# five best epochs show. `fit_splits` keeps the net of each split's best epoch, the
# **winner**, and we shall use it from now on.
#
# ### Too many neurons, too few
#
# With too few, a net is fast, and too stiff for the problem: it has **bias**. With too many
# it is slow, and has the means to learn the training people by heart: **variance**. With
# many *layers*, gradients may fade on their way to the first ones; five are no trouble yet.
# We try four other nets, ten epochs each, from no hidden layer at all to nine times the
# book's parameters.

# %% role="demo" tags=["nbval-ignore-output"]
SIZES = {
    "no hidden layer": [],
    "2 neurons": [2],
    "16 neurons": [16],
    "the book's": BOOK,
    "512-256-256-128-64": [512, 256, 256, 128, 64],
}
TEN = {"epochs": 10, "batch_size": 32}
sized = {
    name: fit_splits(lambda hidden=hidden: compiled(hidden), splits, label=name, **TEN)
    for name, hidden in list(SIZES.items())[:4]
}

# %% role="demo" tags=["nbval-ignore-output"]
sized |= {
    name: fit_splits(lambda hidden=hidden: compiled(hidden), splits, label=name, **TEN)
    for name, hidden in list(SIZES.items())[4:]
}

# %% role="demo" tags=["nbval-ignore-output"]
plots.compare(
    {
        name.replace("-256-256-", "-256-\n256-"): {
            "training, last epoch": trained.last("loss"),
            "validation, last epoch": trained.last("val_loss"),
            "validation, best epoch": trained.final("val_loss"),
        }
        for name, trained in sized.items()
    },
    ylabel="log loss (nats)",
    title=f"Hidden neurons: too few, too many, {eeg.name}",
    alt="Log losses of five nets on five splits. Without a hidden layer and with two neurons "
    "training and validation loss are both high. With 16 both are lower. The book's net and "
    "a larger one have training losses near zero and validation losses that are lowest at "
    "the best epoch, much higher at the last.",
)
for name, trained in sized.items():
    size = compiled(SIZES[name]).count_params()
    right = training.mean_and_spread(trained.final("val_accuracy"), percent=True)
    print(f"{name:18}: {size:7,} parameters, {right} right at the best epoch")

# %% [markdown]
# Left: training and validation agree, and both are bad. Without a hidden layer the net pays
# more than someone who always says 0.2 (section 3)! Right: the training loss is nothing and
# the validation loss depends on when you stop. If you may try only once, err on the
# large side, says the book, since there are remedies against overfitting (the chapters on
# regularisation and dropout) and none against a net that cannot bend. The figure bears it
# out: at its best epoch the net that is nine times too large is as good as the book's.

# %% [markdown]
# ## 6. Right about what?
#
# A probability is not yet an answer. Somebody has to say from where on an alarm is raised:
# the **threshold**, or *operating point*. The book offers this function, which we copy in
# spirit. **Predict** what the second line prints.


# %% role="demo"
def spoiling_class_from_prob(x, operating_point=0.5):
    """Return classes; do not use it: see what it does."""
    x[x >= operating_point] = 1
    x[x < operating_point] = 0
    return x


p = np.array([0.1, 0.4, 0.6, 0.95])
print("at 0.5:", spoiling_class_from_prob(p, 0.5))
print("at 0.9:", spoiling_class_from_prob(p, 0.9))

# %% [markdown]
# At 0.9 there should be one alarm. But the first call wrote its answers *over the
# probabilities*, which are gone. And there is a second trap. A net's `predict` returns
# shape `(n, 1)`, the labels have shape `(n,)`, and if you compare the two, NumPy makes a
# table of n times n out of it and takes the mean of that, without a word.
#
# ### Exercise 5: classes from probabilities
#
# Write `class_from_prob(p, threshold)`.
#
# - `p`: probabilities, an array of shape `(n,)` or `(n, 1)`. Leave it as it was.
# - Return an array of shape `(n,)` that holds 1 where `p` is **at least** the threshold,
#   else 0.
#
# For instance, `class_from_prob(np.array([[0.2], [0.5]]), 0.5)` is `[0, 1]`.


# %% role="solution" id="class_from_prob"
def class_from_prob(p, threshold):
    """Return 1 where a probability reaches the threshold, else 0, shape (n,)."""
    ### BEGIN SOLUTION
    return (np.ravel(p) >= threshold).astype(int)
    ### END SOLUTION


# %% role="tests" id="class_from_prob" points=1
# Run this cell to check class_from_prob (1 point).
p = np.array([0.1, 0.4, 0.5, 0.95])
given = p.copy()
found = checks.array(class_from_prob(given, 0.5), "The array of classes", shape=(4,))
checks.that(
    np.array_equal(p, given),
    "The function changed its argument p.",
    hint="Make a new array. (`np.ravel` makes none: it is another view of the same numbers, "
    "and what you write into it is written into p.)",
)
checks.close(
    found,
    [0, 0, 1, 1],
    "The array of classes of [0.1, 0.4, 0.5, 0.95] at 0.5",
    mistakes=[
        ([0, 0, 0, 1], "A probability equal to the threshold counts: use >=."),
        ([1, 1, 0, 0], "1 means seizure: high probabilities get 1."),
        ([0, 0, 0.5, 0.95], "A class is 0 or 1, nothing in between."),
    ],
)
column = checks.array(class_from_prob(p[:, None].copy(), 0.3), "The array of classes")
checks.that(
    column.shape == (4,),
    "A column of probabilities must become a plain row of classes.",
    got=column.shape,
    expected=(4,),
    hint="np.ravel(p) has shape (n,), whatever p had.",
)
checks.close(
    column,
    [0, 1, 1, 1],
    "The array of classes of that column at 0.3",
    mistakes=[([0, 0, 1, 1], "Is `threshold` used? These are the classes at 0.5.")],
)
checks.passed("class_from_prob")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(431)
for threshold in (0.05, 0.5, 0.875):
    p = generator.integers(0, 33, (200, 1)) / 32
    given = p.copy()
    found = checks.array(class_from_prob(given, threshold), "The array", shape=(200,))
    checks.unchanged(p, given, "p")
    checks.close(
        found,
        (p[:, 0] >= threshold).astype(int),
        f"The array of classes at {threshold}",
        mistakes=[
            ((p[:, 0] > threshold).astype(int), "Use >=, not >."),
            ((p[:, 0] >= 0.5).astype(int), "Is `threshold` used? That is 0.5."),
        ],
    )
### END HIDDEN TESTS

# %% [markdown] cited=[0.9, 0.18]
# ### Exercise 6: four counts, three ratios
#
# Each row is one of four: a seizure that was found (**true positive**), one that was missed
# (**false negative**), an alarm without a seizure (**false positive**), or rightly left in
# peace (**true negative**). From their counts TP, FN, FP and TN:
#
# | name | formula | asks |
# |---|---|---|
# | accuracy | (TP + TN) / all | how often is it right? |
# | precision | TP / (TP + FP) | if it raises an alarm, is there a seizure? |
# | recall | TP / (TP + FN) | if there is a seizure, does it raise an alarm? |
# | F1 | 2 · precision · recall / (precision + recall) | are *both* good? |
#
# F1 is the *harmonic* mean, which the smaller of the two dominates: a precision of 0.1 with
# a recall of 0.9 is an F1 of 0.18, not 0.5. TN is in none of the last three. That is why
# they are not impressed by the many seconds in which nothing happens.
#
# Write `report(y, answers)` for two arrays of 0 and 1, truth and answers. Return a dict
# with the keys `"tn"`, `"fp"`, `"fn"`, `"tp"`, `"precision"`, `"recall"` and `"f1"`. Where
# a denominator is 0, the ratio is 0.
#
# For instance, `report([1, 1, 0, 0, 0], [1, 0, 0, 0, 1])` has `tp`, `fn` and `fp` of 1,
# `tn` of 2, and all three ratios are 0.5.


# %% role="solution" id="report"
def report(y, answers):
    """Return the four counts, precision, recall and F1 in a dict."""
    ### BEGIN SOLUTION
    y, answers = np.asarray(y) == 1, np.asarray(answers) == 1
    tp, fp = int(np.sum(y & answers)), int(np.sum(~y & answers))
    fn, tn = int(np.sum(y & ~answers)), int(np.sum(~y & ~answers))
    return {
        "tn": tn,
        "fp": fp,
        "fn": fn,
        "tp": tp,
        "precision": tp / (tp + fp) if tp + fp else 0.0,
        "recall": tp / (tp + fn) if tp + fn else 0.0,
        "f1": 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0,
    }
    ### END SOLUTION


# %% role="tests" id="report" part="counts" points=1
# Run this cell to check report, counts (1 point).
COUNTS, RATIOS = ("tn", "fp", "fn", "tp"), ("precision", "recall", "f1")


def reported(y, answers, keys):
    """Call report; return the entries of these keys."""
    none = "No alarm, or no seizure: ask before you divide; the ratio is then 0."
    with checks.explained("report", {ZeroDivisionError: none}):
        found = checks.written(report(np.array(y), np.array(answers)), "report")
    missing = [k for k in keys if k not in found] if isinstance(found, dict) else keys
    checks.that(
        not missing,
        f"report must return a dict with the keys {', '.join(COUNTS + RATIOS)}.",
        got=list(found) if isinstance(found, dict) else type(found).__name__,
    )
    empty = [key for key in keys if found[key] is None]
    checks.that(
        not empty,
        f"report gives None for {', '.join(empty)}.",
        hint="Where a denominator is 0, the ratio is 0, a number.",
    )
    return [found[key] for key in keys]


y, answers = [1] * 7 + [0] * 13, [1] * 4 + [0] * 3 + [1] * 2 + [0] * 11
checks.equal(
    [int(n) for n in reported(y, answers, COUNTS)],
    [11, 2, 3, 4],
    "The list [tn, fp, fn, tp]",
    mistakes=[
        ([11, 3, 2, 4], "fp and fn are swapped: a false positive is a false alarm."),
        ([4, 2, 3, 11], "tn and tp are swapped: positive means an alarm, label 1."),
        ([4, 3, 2, 11], "Positive means an alarm, label 1, not label 0."),
        ([-29, 2, 3, 4], "`~` of the number 0 is -1: make booleans first, `y == 1`."),
    ],
)
checks.passed("report, counts")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(441)
for size, share, alarms in ((60, 0.2, 0.5), (40, 0.7, 0.2), (300, 0.05, 0.02)):
    y = (generator.random(size) < share).astype(int)
    answers = (generator.random(size) < alarms).astype(int)
    checks.equal(
        [int(n) for n in reported(y, answers, COUNTS)],
        metrics.confusion_matrix(y, answers, labels=[0, 1]).ravel().tolist(),
        f"The list [tn, fp, fn, tp] of {size} rows",
        hint="fp: answer 1, truth 0. fn: answer 0, truth 1.",
    )
### END HIDDEN TESTS

# %% role="tests" id="report" part="ratios" points=2
# Run this cell to check report, ratios (2 points).
y, answers = [1] * 7 + [0] * 13, [1] * 4 + [0] * 3 + [1] * 2 + [0] * 11
precision, recall, f1 = reported(y, answers, RATIOS)
checks.close(
    precision,
    4 / 6,
    "The precision",
    mistakes=[
        (4 / 7, "That is the recall: precision divides by the alarms."),
        (15 / 20, "That is the accuracy."),
        (400 / 6, "A share between 0 and 1, not percent."),
    ],
)
checks.close(
    recall,
    4 / 7,
    "The recall",
    mistakes=[
        (4 / 6, "That is the precision: recall divides by the seizures."),
        (11 / 13, "That is the recall of the other class."),
    ],
)
checks.close(
    f1,
    8 / 13,
    "The F1",
    mistakes=[
        ((4 / 6 + 4 / 7) / 2, "That is the plain mean; F1 is the harmonic one."),
        (4 / 13, "The 2 in the numerator is missing."),
        ((4 / 6 * 4 / 7) ** 0.5, "That is the geometric mean; F1 is the harmonic one."),
    ],
)
for y, answers, what in (
    ([1, 0, 0], [0, 0, 0], "without an alarm"),
    ([0, 0, 0], [0, 1, 0], "without a seizure"),
    ([1, 0], [0, 1], "that is wrong everywhere"),
):
    checks.close(
        reported(y, answers, RATIOS),
        [0.0, 0.0, 0.0],
        f"The list [precision, recall, f1] of a detector {what}",
        hint="Where a denominator is 0, the ratio is 0: ask before you divide.",
    )
checks.passed("report, ratios")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(442)
for size, share, alarms in ((60, 0.2, 0.5), (40, 0.7, 0.2), (300, 0.1, 0.05)):
    y = (generator.random(size) < share).astype(int)
    answers = np.where(generator.random(size) < 0.6, y, generator.random(size) < alarms)
    scores = metrics.precision_recall_fscore_support(
        y, answers.astype(int), average="binary", zero_division=0
    )
    for name, got, right in zip(
        RATIOS, reported(y, answers.astype(int), RATIOS), scores
    ):
        checks.close(
            got,
            right,
            f"The {name} of {size} rows",
            mistakes=[
                (np.mean(y == answers), "That is the accuracy."),
                (np.mean(scores[:2]), "The harmonic mean, not the plain one."),
            ],
        )
### END HIDDEN TESTS

# %% [markdown]
# All our detectors on the validation data, at a threshold of 0.5. **Predict** the row of
# the dummy, and the recall of the line.


# %% role="demo" tags=["nbval-ignore-output"]
def probabilities(net, x):
    """Return what a net says, shape (n,)."""
    return np.asarray(net(x, training=False))[:, 0]


KEYS = ("precision", "recall", "f1")
said["net"] = [probabilities(runs.model(i), data[i][2]) for i in SEEDS]
print("           accuracy      precision     recall        F1        (percent)")
for name, guesses in said.items():
    found = [report(y, class_from_prob(p, 0.5)) for p, y in zip(guesses, truth)]
    right = [(r["tp"] + r["tn"]) / len(y) for r, y in zip(found, truth)]
    columns = [right, *([r[k] for r in found] for k in KEYS)]
    shown = [training.mean_and_spread(100 * np.array(c)) for c in columns]
    print(f"{name:9}", *(f"{s:>13}" for s in shown))

# %% role="demo" tags=["nbval-ignore-output"]
answers = class_from_prob(said["net"][0], 0.5)
print(
    metrics.classification_report(truth[0], answers, target_names=["none", "seizure"])
)
found = report(truth[0], answers)
print("ours, first split:", {k: round(found[k], 2) for k in KEYS})

# %% [markdown]
# scikit-learn's report agrees with ours, and gives the ratios for the other class as well:
# "none" is a class, too, and one that is easy to be good at.
#
# Now the line is seen for what it is: its alarms are nearly always right, and it finds one
# seizure in five. The dummy finds none; nobody would have guessed it from its 80 %. Between
# the amplitude and the net there is a little daylight, no more than the spread.
#
# Whom does the net give false alarms? Counts by state say more than any score:

# %% role="demo" tags=["nbval-ignore-output"]
for state, name in zip(range(1, 6), NAMES):
    alarms = [
        class_from_prob(p[eeg.states[rows[i][1]] == state], 0.5).mean()
        for i, p in enumerate(said["net"])
    ]
    print(f"{name:12}: alarm in {training.mean_and_spread(alarms, percent=True)}")

# %% role="demo" tags=["nbval-ignore-output"]
worst = np.where(truth[0] == 1, 1 - said["net"][0], said["net"][0])
picked = [np.flatnonzero(truth[0] == label) for label in (0, 1)]
picked = [group[np.argsort(-worst[group])[:3]] for group in picked]
fig, axes = plots.figure(9, 4, nrows=2, ncols=3, sharex=True)
for group, color, row in zip(picked, plots.COLORS[1::-1], axes):
    for i, ax in zip(group, row):
        ax.plot(time, scale * x_valid[i], color=color, linewidth=1)
        state = NAMES[eeg.states[rows[0][1][i]] - 1]
        ax.set_title(f"{state}, p = {said['net'][0][i]:.2f}", fontsize=10)
    row[0].set_ylabel("signal (µV)")
axes[1, 1].set_xlabel("time (s)")
fig.suptitle(f"Wrong, and sure of it, {eeg.name}")
plots.show(
    fig,
    alt="Six validation seconds, simulated, on which one net is most wrong: above, three "
    "without a seizure that got a high probability; below, three seizures that got a low "
    "one, smaller or less regular than most.",
)

# %% [markdown]
# Look at your errors before you look for a better net. Most false alarms go to people with
# closed eyes, and that makes sense: theirs is the one other state with a regular ripple.
# The worst single ones are sharp waves in the focus, large and sudden; the worst misses are
# small seizures. A person would hesitate at some of these, too.

# %% [markdown]
# ## 7. All thresholds at once
#
# Why 0.5? At another threshold each detector has another recall and other false alarms.
# Lower it from 1 to 0 and you walk along a curve, the **ROC curve** (receiver operating
# characteristic, a word from the radar rooms of the Second World War): from no alarms,
# bottom left, to an alarm at everything, top right. Across goes the **false positive
# rate**, FP / (FP + TN); up goes the **true positive rate**, TP / (TP + FN), which is the
# recall.
#
# ### Exercise 7: the curve
#
# Write `roc_curve(y, scores)`; both arrays have shape `(n,)`. There is a seizure and a
# second without one in `y`. A score need not be a probability; only the order counts.
#
# - Take as threshold first infinity, so that there is no alarm, then each *distinct* score
#   from the largest to the smallest. An alarm is a score of **at least** the threshold.
# - Return a pair of arrays, `(false_positive_rates, true_positive_rates)`, one entry for
#   each threshold: both begin with 0 and end with 1.
#
# For instance, `roc_curve([1, 0, 1, 0], [0.9, 0.9, 0.5, 0.2])` is
# `([0, 0.5, 0.5, 1], [0, 0.5, 1, 1])`: the two equal scores cross the threshold together.


# %% role="solution" id="roc_curve"
def roc_curve(y, scores):
    """Return false and true positive rates at each distinct score, largest first."""
    ### BEGIN SOLUTION
    y, scores = np.asarray(y), np.asarray(scores)
    thresholds = [np.inf, *np.unique(scores)[::-1]]
    alarms = np.array([scores >= t for t in thresholds])  # (thresholds, n)
    return alarms[:, y == 0].mean(axis=1), alarms[:, y == 1].mean(axis=1)
    ### END SOLUTION


# %% role="tests" id="roc_curve" points=2
# Run this cell to check roc_curve (2 points).
def check_curve(y, scores, what):
    """Compare with scikit-learn's curve, which keeps every distinct score here."""
    fpr, tpr, _ = metrics.roc_curve(y, scores, drop_intermediate=False)
    pair = checks.written(roc_curve(y.copy(), scores.copy()), "roc_curve")
    checks.that(
        isinstance(pair, tuple | list | np.ndarray) and len(pair) == 2,
        "roc_curve must return a pair of arrays.",
        got=type(pair).__name__,
        hint="Two arrays, of all false and of all true positive rates; not a list of points.",
    )
    sizes = [len(np.ravel(part)) for part in pair]
    together = "One entry for each row? Equal scores cross the threshold together."
    lengths = {
        len(y): together,
        len(y) + 1: together,
        len(fpr) - 1: "Is the first threshold, infinity, missing? Both begin with 0. "
        "(And a curve that leaves out points on a straight line is shorter, too.)",
    }
    checks.that(
        sizes == [len(fpr)] * 2,
        f"The curve of {what} has the wrong number of points.",
        got=sizes,
        expected=len(fpr),
        hint=lengths.get(sizes[0], "One point for each distinct score, and (0, 0)."),
    )
    swap = "The order is (false positive rates, true positive rates)."
    turn = "It runs backwards: begin with the largest threshold, with no alarm."
    other_class = (
        "That is one minus the rate: which share of these rows raises no alarm."
    )
    count = "These are counts; a rate is a share of all rows of that class."
    for name, got, right, other, n in (
        ("array of false positive rates", pair[0], fpr, tpr, np.sum(y == 0)),
        ("array of true positive rates", pair[1], tpr, fpr, np.sum(y == 1)),
    ):
        late = np.append(np.mean(scores[y == (other is fpr)] >= 1), right[1:])
        checks.close(
            got,
            right,
            f"The {name} of {what}",
            mistakes=[
                (other, swap),
                (right[::-1], turn),
                (other[::-1], swap),
                (1 - right, other_class),
                (n * right, count),
                (late, "A score may be above 1: the first threshold is infinity."),
            ],
            hint="Divide by the seconds without a seizure, and by the seizures; an alarm "
            "is a score of at least the threshold.",
        )


y, scores = np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.9, 0.5, 0.2, 0.1])
check_curve(y, scores, "five rows, two of them with equal scores")
checks.passed("roc_curve")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(451)
for size, steps, what in (
    (80, 10, "80 rows with many equal scores"),
    (50, 10**9, "50 rows with different scores"),
    (30, 1, "30 rows with one and the same score"),
):
    y = np.r_[1, 0, generator.integers(0, 2, size - 2)]
    scores = generator.integers(0, steps, size) / steps + 0.25 * (steps > 20) * y
    check_curve(y, scores, what)
check_curve(
    y, -3.0 + 5 * generator.normal(size=size), "scores that are no probabilities"
)
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
fig, ax = plots.figure(5.6, 4.4)
for (name, guesses), color, dash in zip(said.items(), plots.COLORS, plots.DASHES):
    ax.plot(*roc_curve(truth[0], guesses[0]), color=color, linestyle=dash, label=name)
at = report(truth[0], class_from_prob(said["net"][0], 0.5))
false_alarms = at["fp"] / (at["fp"] + at["tn"])
ax.plot(false_alarms, at["recall"], "o", color="black", label="net at 0.5")
ax.set(xlabel="false positive rate", ylabel="true positive rate (recall)")
ax.set_title(f"First split, {eeg.name}")
ax.legend(loc="lower right", frameon=False)
plots.show(
    fig,
    alt="ROC curves of four detectors. The dummy is the diagonal. The net rises almost "
    "straight to a true positive rate near 0.9 and bends right; the amplitude comes after "
    "it, in a rounder bend. The line rises to about a third at once, then slowly, crosses "
    "the diagonal in the middle, lies below it after, and rises steeply at the very end.",
)

# %% [markdown]
# The dummy gives everybody the same score, so all cross together: a diagonal, worth
# nothing. Net and amplitude hug the corner at the top left.
#
# And look at the line. Its curve is an S: up at once, then flat, and *below* the diagonal in
# its second half.
# The seconds that it scores highest are seizures, and so are the ones that it scores
# lowest! Loud seconds get large sums, of either sign, as the polarity will have it. The
# model noticed the loudness and could not say so, because a sum has only one direction in
# which to be high.

# %% [markdown]
# ### Exercise 8: the area
#
# One number for the whole curve: the **area under it**, AUC. It is 1 for a perfect ranking
# and 0.5 for a coin. And it has a meaning of its own: *draw one seizure and one second
# without; AUC is the probability that the seizure has the higher score*, where a tie counts
# as half. It asks only for order, so it needs no threshold, and how rare seizures are does
# not enter.
#
# Write `roc_auc(y, scores)`, one number, by whichever of the two descriptions you like: the
# area of trapezoids under the curve, or the share of pairs. Write it yourself: `sklearn` is
# the judge, not the author. (Whatever you choose must bear 4,000 rows.)
#
# For instance, `roc_auc([1, 0, 1, 0], [0.9, 0.9, 0.5, 0.2])` is 0.625: of the four pairs
# two are in order, one is a tie, and one is the wrong way round.


# %% role="solution" id="roc_auc"
def roc_auc(y, scores):
    """Return the probability that a positive outranks a negative; ties count half."""
    ### BEGIN SOLUTION
    y, scores = np.asarray(y), np.asarray(scores)
    gaps = scores[y == 1][:, None] - scores[y == 0]  # one entry a pair
    return float(np.mean(gaps > 0) + np.mean(gaps == 0) / 2)
    ### END SOLUTION


# %% role="tests" id="roc_auc" part="ranking" points=2
# Run this cell to check roc_auc, ranking (2 points).
y, scores = np.array([1, 0, 0, 1, 0]), np.array([0.9, 0.8, 0.7, 0.4, 0.1])
CLASSES = "Rank by the scores themselves, not by classes."
AVERAGE = (
    "That is the average precision, another area: that under precision and recall."
)
checks.close(
    roc_auc(y, scores),
    4 / 6,
    "The AUC of five rows without ties",
    mistakes=[
        (
            2 / 6,
            "It is the wrong way round: a seizure should have the *higher* score. (Or "
            "the area is measured from the other axis.)",
        ),
        (-4 / 6, "An area below 0: along the curve the false positive rate must grow."),
        (metrics.average_precision_score(y, scores), AVERAGE),
        (metrics.roc_auc_score(y, scores >= 0.5), CLASSES),
        (metrics.accuracy_score(y, scores >= 0.5), "That is the accuracy at 0.5."),
        (4, "That counts pairs; divide by how many there are."),
        (4 / 25, "Divide by the pairs of a seizure and a second without: 2 times 3."),
    ],
    hint="Of the six pairs of a seizure and a second without, four are in order.",
)
checks.close(
    roc_auc(y, -scores),
    2 / 6,
    "The AUC of the same rows, the scores with a minus sign,",
    mistakes=[
        (
            4 / 6,
            "Mostly the wrong way round is an area below 0.5, and is to be reported.",
        ),
    ],
    hint="Scores may be below 0, too; only their order counts.",
)
checks.passed("roc_auc, ranking")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(461)
for size, share in ((40, 0.5), (300, 0.1), (100, 0.8)):
    y = np.r_[1, 0, (generator.random(size - 2) < share).astype(int)]
    scores = generator.normal(size=size) + y
    right = metrics.roc_auc_score(y, scores)
    for name, moved in (
        ("", scores),
        (" after exp(scores)", np.exp(scores)),
        (" of scores below 0", scores - 100),
    ):
        checks.close(
            roc_auc(y.copy(), moved.copy()),
            right,
            f"The AUC of {size} rows{name}",
            mistakes=[
                (1 - right, "It is the wrong way round."),
                (metrics.average_precision_score(y, moved), AVERAGE),
                (metrics.roc_auc_score(y, moved >= 0.5), CLASSES),
            ],
            hint="Only the order of the scores counts.",
        )
y = (generator.random(4_000) < 0.2).astype(int)
scores = generator.normal(size=4_000) + y
checks.close(
    roc_auc(y, scores), metrics.roc_auc_score(y, scores), "The AUC of 4,000 rows"
)
### END HIDDEN TESTS

# %% role="tests" id="roc_auc" part="ties" points=1
# Run this cell to check roc_auc, ties (1 point).
TIES = "Equal scores count as half a pair in order."
checks.close(
    roc_auc(np.array([1, 0, 1, 0]), np.array([0.9, 0.9, 0.5, 0.2])),
    0.625,
    "The AUC of the example",
    mistakes=[
        (0.75, f"The tie was counted as a whole pair. {TIES}"),
        (0.5, f"The tie was not counted. {TIES}"),
        (0.375, "It is the wrong way round: a seizure should have the *higher* score."),
        (-0.625, "An area below 0: along the curve the false positive rate must grow."),
    ],
    hint=TIES,
)
checks.close(
    roc_auc(np.array([1, 0, 1, 0, 0]), np.zeros(5)),
    0.5,
    "The AUC of a detector that gives everybody the same score",
    mistakes=[(1.0, TIES), (0.0, TIES)],
    hint=TIES,
)
checks.passed("roc_auc, ties")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(462)
for size, steps in ((60, 3), (200, 8), (500, 2)):
    y = np.r_[1, 0, generator.integers(0, 2, size - 2)]
    scores = (
        generator.integers(0, steps, size) + y * generator.integers(0, 2, size)
    ) / 8
    gaps = scores[y == 1][:, None] - scores[y == 0]
    checks.close(
        roc_auc(y.copy(), scores),
        metrics.roc_auc_score(y, scores),
        f"The AUC of {size} rows with many ties",
        mistakes=[(np.mean(gaps > 0), TIES), (np.mean(gaps >= 0), TIES)],
        hint=TIES,
    )
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
for name, guesses in said.items():
    ours = [roc_auc(y, p) for y, p in zip(truth, guesses)]
    sklearns = [metrics.roc_auc_score(y, p) for y, p in zip(truth, guesses)]
    same = np.allclose(ours, sklearns)
    print(f"{name:9}: AUC {training.mean_and_spread(ours, digits=3)}", end=", ")
    print("as scikit-learn has it:", same)
kerass = [runs.history["val_auc"][i, runs.epochs[i] - 1] for i in SEEDS]
print("net, keras.metrics.AUC:", training.mean_and_spread(kerass, digits=3))

# %% [markdown]
# The AUC of the line is that of a coin, as its S foretold: above the diagonal on the left
# it wins what it loses on the right. By this measure, the amplitude and the net are a
# match.
#
# The book says that AUC cannot be a metric in Keras, because metrics are averaged over
# batches, and a mean of areas of small batches is not the area of the whole. The second
# half is true. The first was, in 2018: today a metric of Keras keeps a state through the
# epoch. `keras.metrics.AUC` counts at 200 thresholds and adds up the counts of all batches.
# That is an approximation, close for these nets, and the next section will show what
# becomes of it when a net gets very sure of itself.

# %% [markdown]
# ## 8. Callbacks: measure, keep, go back
#
# Exactly, then, and with our own means: after each epoch, let the net score the validation
# data and compute the area. A **callback** is an object whose methods `fit` calls at
# certain moments: `on_epoch_end(epoch, logs)` after each epoch. `logs` is a dict with what
# was measured in it, such as `logs["val_loss"]`. And what you *write into it*, the
# callbacks after yours will read.
#
# ### Exercise 9: AUC after each epoch
#
# Write `RocAuc(x, y, name="val_roc_auc")`, a subclass of `keras.callbacks.Callback`.
#
# - In `__init__`, call `super().__init__()` and keep the arguments.
# - In `on_epoch_end(self, epoch, logs=None)`, let `self.model` predict on `x` (prediction
#   mode: no dropout), compute the ROC AUC of what it says, and store it as a Python float
#   in `logs[name]`. Rank by probabilities, not by classes. `sklearn.metrics.roc_auc_score`
#   will do now that you could have written it.
#
# *Checked, here or in grading:* the value, for other nets, data and names; nets with
# dropout; that nothing else in `logs` is touched.


# %% role="solution" id="roc_auc_callback"
class RocAuc(keras.callbacks.Callback):
    """Writes the exact ROC AUC on some data into the logs of each epoch."""

    ### BEGIN SOLUTION
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        scores = np.asarray(self.model(self.x, training=False))[:, 0]
        logs[self.name] = float(metrics.roc_auc_score(self.y, scores))

    ### END SOLUTION


# %% role="tests" id="roc_auc_callback" points=3
# Run this cell to check roc_auc_callback (3 points).
def fixed_net(kernel, dropout=0.0):
    """Return a net with a sigmoid output whose score grows along `kernel`."""
    net = keras.Sequential([keras.Input((len(kernel),)), layers.Dropout(dropout)])
    net.add(layers.Dense(1, activation="sigmoid"))
    net.set_weights([np.reshape(kernel, (-1, 1)), np.zeros(1)])
    return net


def logged(net, x, y, *name, before=()):
    """Let a RocAuc see one epoch of a net; return the logs after it."""
    init = "Is the class still to be written? Its `__init__` takes `x`, `y` and `name`."
    with checks.explained("RocAuc", {TypeError: init}):
        callback = RocAuc(x, y, *name)
    callback.set_model(net)
    logs = dict(before)
    order = "`roc_auc_score(labels, scores)`: the labels come first."
    with checks.explained("on_epoch_end", {ValueError: order}):
        callback.on_epoch_end(0, logs)
    return logs


x = np.array([[3.0, 0], [1, 0], [0.5, 0], [-1, 0], [-2, 0]], "float32")
y = np.array([1, 0, 1, 0, 0])
before = {"loss": 0.5, "val_loss": 0.75}
logs = logged(fixed_net([1.0, 0.0]), x, y, before=before)
checks.that(
    "val_roc_auc" in logs,
    "After the epoch there is no 'val_roc_auc' in the logs.",
    got=logs,
    hint="Write `logs[self.name] = ...` in on_epoch_end; its default is 'val_roc_auc'.",
)
checks.close(
    logs["val_roc_auc"],
    5 / 6,
    "The AUC in the logs",
    mistakes=[
        (0.75, "Are these classes? Rank by the probabilities."),
        (1 / 6, "It is the wrong way round."),
        (
            0.5,
            "All rows got the same score. (One output has no `argmax`: it is p itself.)",
        ),
        (metrics.average_precision_score(y, x[:, 0]), "That is the average precision."),
    ],
)
checks.that(
    {k: logs[k] for k in before if k in logs} == before,
    "What was in the logs before has changed.",
    got=logs,
    hint="Add one entry; leave the others alone.",
)
checks.passed("roc_auc_callback")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(471)
for size, name in ((50, ("val_roc_auc",)), (120, ("area",)), (33, ())):
    kernel = generator.normal(size=4)
    x = generator.normal(size=(size, 4)).astype("float32")
    y = (x @ kernel + generator.normal(size=size) > 1).astype(int)
    y[:2] = 0, 1
    key = name[0] if name else "val_roc_auc"
    logs = logged(fixed_net(kernel), x, y, *name, before={"val_loss": 0.25})
    checks.equal(
        sorted(logs),
        sorted(["val_loss", key]),
        "The list of names in the logs",
        hint="The argument `name` says under which key the area belongs.",
    )
    right = metrics.roc_auc_score(y, x @ kernel)
    classes = metrics.roc_auc_score(y, x @ kernel >= 0)
    precision = metrics.average_precision_score(y, x @ kernel)
    checks.close(
        logs[key],
        right,
        f"The AUC of {size} rows in the logs",
        mistakes=[
            (classes, "Rank by the probabilities, not by classes."),
            (precision, "That is the average precision."),
        ],
        hint="Let the net predict on the x that the callback was given, and take the exact "
        "area: no rounded scores, no 200 thresholds.",
    )
kernel = np.linspace(1, 2, 30)
x = generator.normal(size=(200, 30)).astype("float32")
y = (x @ kernel > 0).astype(int)
logs = logged(fixed_net(kernel, dropout=0.9), x, y, before={"loss": 0.5})
checks.close(
    logs["val_roc_auc"],
    1.0,
    "The AUC of a net with dropout that ranks perfectly",
    hint="Predict with dropout off: `predict`, or `self.model(x, training=False)`.",
)
checks.that(
    isinstance(logs["val_roc_auc"], float),
    "The AUC in the logs must be a Python float.",
    got=type(logs["val_roc_auc"]).__name__,
    hint="`float(...)` turns a NumPy number or a tensor of one entry into one.",
)
### END HIDDEN TESTS

# %% [markdown] cited=[0.985]
# The second callback, `keras.callbacks.ModelCheckpoint`, comes with Keras. It writes the
# net to a file after each epoch, or, with `save_best_only=True`, after each epoch that is
# better than all before it. The file name may hold fields: the book's run left files behind
# that end in `00-0.971304`, `02-0.977391` and `05-0.985217`, number of the epoch and
# validation accuracy. (Today epochs count from 1, the accuracy is called `val_accuracy`,
# and a file of weights must end in `.weights.h5`.) Those names are a diary: nothing after
# epoch 5 was better.
#
# A caution about that 0.985. It is the best of 20 numbers, picked on the very validation
# rows that it is then reported for, in one run, with other rows of the same people in the
# training set. Each of the four makes it look better than it is.
#
# ### Exercise 10: keep the best, go back to it
#
# Write `train_and_restore(model, x, y, validation_data, epochs, monitor, mode)`.
#
# - `model` is compiled. Train it with `model.fit` for `epochs` epochs, in batches of
#   `len(x)` rows, with `verbose=0`.
# - Whenever the figure called `monitor`, such as `"val_loss"`, is better than in all epochs
#   before, a `ModelCheckpoint` writes the weights to a new file in a temporary folder.
#   `mode` says what is better, `"min"` or `"max"`, whatever the figure is called.
# - The names are the number of the epoch, two digits, a hyphen, the figure with four
#   decimals, and `.weights.h5`: for instance `03-0.2750.weights.h5`.
#   (`"{epoch:02d}-{" + monitor + ":.4f}.weights.h5"` is one way to write the pattern.)
# - At the end, load the best weights back into `model`, and return the sorted list of the
#   names.
#
# `with tempfile.TemporaryDirectory() as folder:` makes a folder and takes it away again at
# the end of the block, so load the weights inside it. (Of a figure that Keras does not
# know, such as ours, it cannot guess what is better; then it insists on `mode`.)


# %% role="solution" id="train_and_restore"
def train_and_restore(model, x, y, validation_data, epochs, monitor, mode):
    """Train, leave the weights of the best epoch in the model, return the file names."""
    ### BEGIN SOLUTION
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = keras.callbacks.ModelCheckpoint(
            os.path.join(folder, "{epoch:02d}-{" + monitor + ":.4f}.weights.h5"),
            monitor=monitor,
            mode=mode,
            save_best_only=True,
            save_weights_only=True,
        )
        model.fit(
            x,
            y,
            batch_size=len(x),
            epochs=epochs,
            validation_data=validation_data,
            callbacks=[checkpoint],
            verbose=0,
        )
        names = sorted(os.listdir(folder))
        model.load_weights(os.path.join(folder, names[-1]))
    return names
    ### END SOLUTION


# %% role="tests" id="train_and_restore" part="names" points=1
# Run this cell to check train_and_restore, names (1 point).
def one_weight(threshold):
    """Return a net with one weight w, at 0: prediction w * x, squared error, SGD."""
    dense = layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    net = keras.Sequential([keras.Input((1,)), dense])
    accuracy = keras.metrics.BinaryAccuracy(name="accuracy", threshold=threshold)
    sgd = keras.optimizers.SGD(0.2)
    net.compile(sgd, loss="mse", metrics=[accuracy], run_eagerly=True)
    return net


REASONS = {  # what these errors mean in this exercise, as a rule
    KeyError: "A field of the pattern is named like the figure itself: `{val_loss:.4f}`, if "
    "that is what `monitor` says.",
    OSError: "At the end of the `with` block the folder is gone: load the weights inside it.",
    ValueError: "A file of weights, and no whole model: `save_weights_only=True`.",
}


def trained(x_valid, y_valid, epochs, monitor, mode, threshold=0.5):
    """Train a net of one weight by train_and_restore; return the names and the weight."""
    net = one_weight(threshold)
    x, y = np.ones((40, 1), "float32"), np.full((40, 1), 3.0, "float32")
    valid = [np.reshape(part, (-1, 1)).astype("float32") for part in (x_valid, y_valid)]
    with checks.explained("train_and_restore", REASONS):
        names = train_and_restore(net, x, y, tuple(valid), epochs, monitor, mode)
    checks.written(names, "train_and_restore")
    checks.that(
        isinstance(names, list | tuple | np.ndarray),
        "train_and_restore must return the list of the file names.",
        got=type(names).__name__,
    )
    return [str(name) for name in names], float(net.get_weights()[0][0, 0])


# On x = 1 and y = 3, w goes 40 % of the way to 3 in each epoch. Validation wants 2.1.
path = 3 * (1 - 0.6 ** np.arange(7))  # w after 0, 1, 2 ... epochs
every = [f"{n:02d}-{(path[n] - 2.1) ** 2:.4f}.weights.h5" for n in (1, 2, 3)]
STEPS = "That is after two steps an epoch: batches of `len(x)` rows make one."
checks.equal(
    trained([1], [2.1], 3, "val_loss", "min")[0],
    every[:2],
    "The list of file names",
    mistakes=[
        (every, "A file was written after every epoch: `save_best_only=True`."),
        (every[1:2], "One file for each epoch that was better, not only the last one."),
        (every[:1], "Was the figure to become large? `mode` says what is better."),
        (every[1::-1], "Return the names sorted."),
        ([every[1].replace("02-", "01-")], STEPS),
    ],
    hint="Two digits for the epoch, counted from 1, a hyphen, four decimals for the "
    "figure, `.weights.h5`; no folder in the name.",
)
checks.passed("train_and_restore, names")
### BEGIN HIDDEN TESTS
checks.equal(
    trained([1], [1.9], 2, "val_loss", "min")[0],
    [f"{n:02d}-{(path[n] - 1.9) ** 2:.4f}.weights.h5" for n in (1, 2)],
    "The list of file names when both epochs were better than before",
)
larger = [f"{n:02d}-{(path[n] - 1.3) ** 2:.4f}.weights.h5" for n in (1, 2)]
checks.equal(
    trained([1], [1.3], 2, "val_loss", "max")[0],
    larger,
    "The list of file names for the largest val_loss",
    mistakes=[
        (larger[:1], "Hand `mode` on: Keras guesses from the name what is better.")
    ],
)
### END HIDDEN TESTS

# %% role="tests" id="train_and_restore" part="restored" points=2
# Run this cell to check train_and_restore, restored (2 points).
LAST = "That is the last weight. Are the best ones loaded, after `fit`, into `model`?"
checks.close(
    trained([1], [1.3], 3, "val_loss", "min")[1],
    path[1],
    "The weight after three epochs, of which the first was best",
    rtol=1e-3,
    mistakes=[
        (path[3], LAST),
        (path[2], STEPS),
        (0.0, "That is the weight before training. Is `model` itself trained?"),
    ],
)
# This accuracy is best after the second epoch; the loss is best after the first.
checks.close(
    trained([1, 1.2], [0, 1], 3, "val_accuracy", "max", threshold=2.1)[1],
    path[2],
    "The weight after three epochs, with the best validation accuracy in the second",
    rtol=1e-3,
    mistakes=[
        (path[3], LAST),
        (path[1], "Is that the first file? Or are `monitor` and `mode` not used?"),
    ],
    hint="Watch the figure called `monitor`.",
)
checks.passed("train_and_restore, restored")
### BEGIN HIDDEN TESTS
checks.close(
    trained([1], [2.0], 3, "val_loss", "min")[1],
    path[2],
    "The weight after three epochs, of which the second was best",
    rtol=1e-3,
    mistakes=[
        (path[3], LAST),
        (path[1], "That is the first file; the last one written is the best."),
    ],
)
checks.close(
    trained([1, 1.2, 0.7], [0, 1, 0], 2, "val_accuracy", "max", threshold=1.5)[1],
    path[1],
    "The weight after two epochs with equal validation accuracies",
    rtol=1e-3,
    mistakes=[(path[2], LAST)],
    hint="An equal figure is no better: the first of several best epochs stays.",
)
### END HIDDEN TESTS

# %% [markdown]
# Both callbacks together, on the second split. The order in the list matters: `RocAuc`
# first, so that its figure is in the logs when the checkpoint looks. (A `TensorBoard`
# callback would be a third; it has a chapter of its own.)
#
# **Predict:** the training area will be near 1 within a few epochs. And the validation
# area?


# %% role="demo" tags=["nbval-ignore-output"]
def watchers(folder, x, y, x_new, y_new):
    """Return callbacks that measure both areas and keep the best net in a folder."""
    checkpoint = keras.callbacks.ModelCheckpoint(
        os.path.join(folder, "{epoch:02d}-{val_roc_auc:.4f}.weights.h5"),
        monitor="val_roc_auc",
        mode="max",
        save_best_only=True,
        save_weights_only=True,
    )
    return [RocAuc(x, y, "roc_auc"), RocAuc(x_new, y_new), checkpoint]


# %% role="demo" tags=["nbval-ignore-output"]
x, y, x_new, y_new = data[1][:4]
training.set_seed(0)
net = compiled(BOOK)
with tempfile.TemporaryDirectory() as folder:
    settings = {"batch_size": 32, "epochs": 20, "validation_data": (x_new, y_new)}
    settings["callbacks"] = watchers(folder, x, y, x_new, y_new)
    fitted = net.fit(x, y, verbose=0, **settings).history
    last_auc = roc_auc(y_new, probabilities(net, x_new))
    diary = sorted(os.listdir(folder))
    net.load_weights(os.path.join(folder, diary[-1]))
print(*diary, sep="\n")
print(f"the net of the last epoch: {last_auc:.4f}", end=", ")
print(f"restored: {roc_auc(y_new, probabilities(net, x_new)):.4f}")

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {
        "training": fitted["roc_auc"],
        "validation": fitted["val_roc_auc"],
        "validation, by Keras": fitted["val_auc"],
    },
    ylabel="ROC AUC",
    title=f"One net, measured after each epoch, {eeg.name}",
    ylim=(0.92, 1.005),
    alt="ROC AUC against epoch for one net. On training data it is near one after a few "
    "epochs. On validation data it jumps about, has its best epoch near the ninth and then "
    "falls a little. The approximation by Keras falls away further and further below it.",
)

# %% [markdown]
# The history has our figure in it, as if Keras had measured it, and the diary tells which
# epoch to go back to. And look at the dotted curve: as the net becomes ever surer, its
# scores crowd so close to 0 and 1 that 200 thresholds see ties where there is an order.
# Keras's AUC falls well below that of the ranking. With raw scores that crowd, measure
# exactly.
#
# One net is an anecdote. Over our five splits, is it worth going back? The winners by
# validation loss against the nets of the last epoch:

# %% role="demo" tags=["nbval-ignore-output"]
last = [probabilities(runs.last_model(i), data[i][2]) for i in SEEDS]
for name, guesses, price in (
    ("last epoch", last, runs.last("val_loss")),
    ("best epoch", said["net"], runs.final("val_loss")),
):
    area = [roc_auc(y, p) for y, p in zip(truth, guesses)]
    right = [np.mean(class_from_prob(p, 0.5) == y) for y, p in zip(truth, guesses)]
    print(f"{name}: AUC {training.mean_and_spread(area, digits=3)}", end=", ")
    print(f"log loss {training.mean_and_spread(price, digits=3)}", end=", ")
    print(f"{training.mean_and_spread(right, percent=True)} right")

# %% [markdown]
# The accuracy does not notice. The ranking does, and the log loss is half of what it was.
# (These winners were chosen by these validation data, so all three figures flatter them a
# little. What they are worth, section 10 will ask the test data.)

# %% [markdown]
# ## 9. Choosing an operating point
#
# For whom is the alarm? If a nurse looks up at each, false ones must be few. If a missed
# seizure is a disaster, recall comes first. That is a decision of people, not of a metric.
# What *you* can do is to turn "find 95 % of the seizures" into a threshold, and say what it
# costs.

# %% role="demo" tags=["nbval-ignore-output"]
thresholds = np.linspace(0.01, 0.99, 99)
swept = [
    [report(y, class_from_prob(p, t)) for t in thresholds]
    for y, p in zip(truth, said["net"])
]
plots.curves(
    {
        name: (thresholds, [[100 * found[key] for found in split] for split in swept])
        for name, key in zip(("precision", "recall", "F1"), KEYS)
    },
    xlabel="threshold",
    ylabel="validation data (%)",
    title=f"Every threshold is a bargain, {eeg.name}",
    alt="Precision, recall and F1 in percent against the threshold, means of five splits. "
    "Precision rises with the threshold, recall falls, and F1 is highest in between and "
    "flat over a wide range. The bands are several points wide.",
)

# %% [markdown]
# ### Exercise 11: keep the promise
#
# Write `threshold_for_recall(y, p, recall)`: the **largest** threshold at which at least
# the share `recall` of the seizures in `y` raises an alarm. The larger the threshold, the
# fewer false alarms, so the largest is the best that keeps the promise.
#
# - `y` labels, `p` probabilities, both `(n,)`; `recall` is above 0 and at most 1.
# - An alarm is `p >= threshold`, as in exercise 5. Return a number.
#
# For instance, with seizures at probabilities 0.9, 0.8, 0.6 and 0.1, a recall of 0.75 needs
# 0.6, and so does one of 0.7: two of four would be too few. Anything that is no seizure has
# no say.


# %% role="solution" id="threshold_for_recall"
def threshold_for_recall(y, p, recall):
    """Return the largest threshold that finds at least a share of the positives."""
    ### BEGIN SOLUTION
    found = np.sort(np.asarray(p)[np.asarray(y) == 1])[::-1]  # largest first
    shares = np.arange(1, len(found) + 1) / len(found)
    return float(found[shares >= recall][0])
    ### END SOLUTION


# %% role="tests" id="threshold_for_recall" points=2
# Run this cell to check threshold_for_recall (2 points).
def check_threshold(y, p, recall, right, what, mistakes=()):
    """Fail unless the threshold is right; say what recall the wrong one has."""
    got = checks.array(
        threshold_for_recall(y.copy(), p.copy(), recall),
        f"The threshold for a recall of {what}",
        shape=(),
    )
    found = np.mean(p[y == 1] >= got)
    hint = f"At {got:.4g} the recall is {found:.4g}; at least {recall:g} was promised."
    if found >= recall:
        hint = (
            f"At {got:.4g} the promise is kept, but a larger threshold keeps it, too."
        )
    if found >= recall and got > right:
        hint = (
            "Take the probability of one of the seizures: the largest that is enough."
        )
    checks.close(
        got,
        right,
        f"The threshold for a recall of {what}",
        atol=1e-9,
        rtol=1e-6,
        mistakes=mistakes,
        hint=hint,
    )


y = np.array([1, 0, 1, 1, 0, 1, 0])
p = np.array([0.8, 0.95, 0.1, 0.9, 0.05, 0.6, 0.7])
check_threshold(
    y,
    p,
    0.75,
    0.6,
    "0.75",
    mistakes=[
        (0.1, "That keeps the promise too well: a larger threshold finds 3 of 4, too."),
        (0.8, "At 0.8 only two of the four seizures raise an alarm."),
        (0.05, "The smallest threshold keeps every promise; the largest is asked for."),
        (np.quantile(p[y == 1], 0.25), "A quantile lies between the seizures."),
        (np.quantile(p, 0.25), "Only the seizures count for the recall."),
        (np.sort(p)[::-1][5], "Only the seizures count for the recall."),
        (0.95, "That is the score of a second without a seizure."),
        (0.25, "1 - recall is no threshold: which seizures does it find?"),
    ],
)
check_threshold(y, p, 0.7, 0.6, "0.7")
check_threshold(y, p, 1.0, 0.1, "1")
checks.passed("threshold_for_recall")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(481)
for size, share, recall in ((200, 0.2, 0.9), (75, 0.5, 0.33), (400, 0.1, 0.97)):
    y = (generator.random(size) < share).astype(int)
    p = np.clip(0.3 * y + 0.25 + 0.2 * generator.normal(size=size), 0, 1)
    kept = [t for t in p if np.mean(p[y == 1] >= t) >= recall]
    right = max(t for t in kept if t in p[y == 1])
    check_threshold(y, p, recall, right, f"{recall}")
y, p = np.array([1, 1, 1, 0, 1, 1]), np.array([0.5, 0.5, 0.5, 0.5, 0.25, 0.75])
for recall, right in ((0.4, 0.5), (0.8, 0.5), (0.9, 0.25), (0.2, 0.75)):
    check_threshold(y, p, recall, right, f"{recall} with equal probabilities")
### END HIDDEN TESTS

# %% [markdown]
# A promise of 95 %, made on validation data, kept or not on people whom nobody has asked:
# here we do need the test parts. **Predict** the recall on them: above, below, and how far?

# %% role="demo" tags=["nbval-ignore-output"]
said_test = [probabilities(runs.model(i), data[i][4]) for i in SEEDS]
chosen = [threshold_for_recall(y, p, 0.95) for y, p in zip(truth, said["net"])]
kept = []
for i in SEEDS:
    y = data[i][5]
    found = report(y, class_from_prob(said_test[i], chosen[i]))
    kept.append((found["recall"], found["fp"] / np.sum(y == 0)))
    print(
        f"split {i}: threshold {chosen[i]:.2f}, recall {found['recall']:.1%}", end=", "
    )
    print(f"alarm in {kept[-1][1]:.1%} of the seconds without a seizure")
print(
    "recall promised 95.0 %, kept",
    training.mean_and_spread(np.array(kept)[:, 0], percent=True),
)

# %% [markdown]
# The promise is missed more often than kept, and once by far. There is no bug in it. Each
# validation part has the seizures of seven people. That is what the threshold was fitted
# to, and the next seven are others. An operating point is a parameter that was learned from
# data, and it overfits like any other. What helps: more people; thresholds chosen on the
# pooled answers of a cross-validation; and a margin. What does not help is choosing it on
# the test data, after which nobody knows what it is worth.

# %% [markdown] cited=[0.95, 0.05, 0.2]
# ### Exercise 12: in the ward
#
# Our data hold one seizure in five seconds. A ward does not: there, perhaps, one second in
# a thousand. Recall and false positive rate are ratios *within* the seizures and *within*
# the rest, so they stay as they are. Precision does not.
#
# Write `ward_precision(share, recall, false_positive_rate)`: the precision where a `share`
# of all seconds are seizures. Think of a million seconds: how many alarms are right, how
# many are there?
#
# For instance, with a share of 0.2, a recall of 0.95 and a false positive rate of 0.05 the
# precision is about 0.826.


# %% role="solution" id="ward_precision"
def ward_precision(share, recall, false_positive_rate):
    """Return which share of the alarms is right, by Bayes' rule."""
    ### BEGIN SOLUTION
    right = share * recall
    return right / (right + (1 - share) * false_positive_rate)
    ### END SOLUTION


# %% role="tests" id="ward_precision" points=1
# Run this cell to check ward_precision (1 point).
checks.close(
    ward_precision(0.2, 0.95, 0.05),
    0.19 / 0.23,
    "The precision with a share of 0.2",
    mistakes=[
        (0.95, "That would hold if half of the seconds were seizures."),
        (0.19 / 0.24, "False alarms come from seconds without a seizure: 1 - share."),
        (
            0.95 / (0.95 + 0.8 * 0.05),
            "Only a share of the seconds can be right alarms.",
        ),
        (0.04 / 0.23, "That is the share of the alarms that are false."),
        (0.19, "That is the share of all seconds that are right alarms."),
        (19 / 0.23, "A share between 0 and 1, not percent."),
        (
            0.19 / 0.95,
            "The false positive rate is the share that *does* raise an alarm.",
        ),
    ],
    hint="Right alarms: share · recall. False ones: (1 - share) · false positive rate.",
)
checks.passed("ward_precision")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(491)
for share, recall, rate in generator.uniform(0.01, 0.99, (5, 3)):
    right = share * recall / (share * recall + (1 - share) * rate)
    checks.close(
        ward_precision(float(share), float(recall), float(rate)),
        right,
        f"The precision with a share of {share:.2f}",
        mistakes=[
            (recall / (recall + rate), "`share` does not enter."),
            (1 - right, "That is the share of the alarms that are false."),
        ],
    )
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
at = [report(y, class_from_prob(p, 0.5)) for y, p in zip(truth, said["net"])]
rates = [(r["recall"], r["fp"] / (r["fp"] + r["tn"])) for r in at]
shares = np.array([0.001, 0.002, 0.01, 0.05, 0.2])
plots.curves(
    {
        "net at 0.5": (
            shares,
            [[100 * ward_precision(s, *r) for s in shares] for r in rates],
        )
    },
    xlabel="share of the seconds that are seizures (log scale)",
    ylabel="precision (%)",
    title=f"The same net, rarer seizures, {eeg.name}",
    logx=True,
    ylim=(0, 100),
    alt="Precision in percent against the share of seizures on a log axis, from one in a "
    "thousand to one in five. It rises from a few percent to about ninety.",
)
alarms = [3_600 * rate for _, rate in rates]
print(
    f"precision at a share of 0.001: {np.mean([ward_precision(0.001, *r) for r in rates]):.1%}"
)
print(f"false alarms an hour and patient: {np.mean(alarms):.0f}")

# %% [markdown]
# The same net, the same ROC curve, the same AUC; and of a hundred alarms hardly five are
# right, while a nurse with a single patient is called nearly twice a minute. AUC and recall
# do not know how rare a thing is, which makes them fair when data sets differ, and
# dangerous when you forget the ward. Precision knows, and therefore holds only for the
# share that it was measured at. So measure where the detector will live, or convert, as you
# just did. (A real detector would also not ask single seconds. A seizure lasts many; ask
# for ten alarms in a row, and most false ones are gone.)

# %% [markdown]
# ## 10. What was the leak worth?
#
# Back to section 2. Suppose we had split by rows, like the book. We take the training and
# validation people of each of our splits together, shuffle their *rows*, and cut them into
# a training and a validation part of the same sizes as before. The test people stay out:
# they are the future. Then the same net, the same seeds, the same epochs.
#
# **Predict:** what does the validation accuracy claim, by rows and by subjects? And what
# comes true on the test people?


# %% role="demo" tags=["nbval-ignore-output"]
def by_rows(parts, seed):
    """Deal the rows of the first two parts out at random; leave the third alone."""
    mixed = np.random.default_rng(seed).permutation(np.concatenate(parts[:2]))
    return [mixed[: len(parts[0])], mixed[len(parts[0]) :], parts[2]]


leaky = {seed: cut(by_rows(parts, seed)) for seed, parts in rows.items()}
leaked = fit_splits(
    lambda: compiled(BOOK),
    {seed: d[:4] for seed, d in leaky.items()},
    label="split by rows",
    epochs=20,
    batch_size=32,
)


# %% role="demo" tags=["nbval-ignore-output"]
def accuracies(trained, parts, which):
    """Return each winner's accuracy: on validation data (2) or on test data (4)."""
    return np.array(
        [
            np.mean(
                class_from_prob(probabilities(trained.model(i), d[which]), 0.5)
                == d[which + 1]
            )
            for i, d in parts.items()
        ]
    )


arms = {"split by rows": (leaked, leaky), "split by subjects": (runs, data)}
told = {
    name: {"claimed": accuracies(*arm, 2), "came true": accuracies(*arm, 4)}
    for name, arm in arms.items()
}
plots.compare(
    {name: {k: 100 * v for k, v in both.items()} for name, both in told.items()},
    ylabel="accuracy (%)",
    title=f"Claims on validation data, and new people, {eeg.name}",
    alt="Accuracies of five nets each. Split by rows, the five claims lie close together, and "
    "what came true on new people scatters several times as widely. Split by subjects, "
    "claims scatter as widely as what came true.",
)
for name, both in told.items():
    gap = both["claimed"] - both["came true"]
    shown = [training.mean_and_spread(v, percent=True) for v in (*both.values(), gap)]
    print(f"{name:17}: claimed {shown[0]}, came true {shown[1]}, gap {shown[2]}")
claim = told["split by rows"]["claimed"].mean()
error = math.sqrt(claim * (1 - claim) / len(y_valid))
print(
    f"if {len(y_valid)} rows were {len(y_valid)} people, the spread would be {error:.1%}"
)

# %% [markdown]
# You may have expected the claim by rows to be far too high. It is too high by a point, but
# so is the honest one (the epoch was chosen on these very rows), and five splits cannot
# tell either from nothing: stopped at its best epoch, this net does not recognise people by
# much. What is plainly false is something that people seldom look at: the **spread**. By
# rows, the five claims agree as closely as if the 805 validation rows were 805 people. But
# they are the rows of the same people each time, who have trained the net besides. On new
# people the same nets scatter three times as widely, and of that the leaking split had no
# idea. The split by subjects had.
#
# So a leak is worth more than it adds to a mean: it sells an accuracy without its error
# bar. How much it *also* adds to the mean depends on how well a model learns people by
# heart, and you cannot know that beforehand. So split by subject always, and report the
# spread over splits.
#
# ### All four, on new people
#
# All choices are made: the net's size, its epoch, the threshold of 0.5. The four detectors
# on the test people, each split with its own:

# %% role="demo" tags=["nbval-ignore-output"]
tested = {
    "dummy": [np.full(len(d[5]), d[1].mean()) for d in data.values()],
    "line": [line(d[0], d[1], d[4]) for d in data.values()],
    "amplitude": [amplitude(d[0], d[1], d[4]) for d in data.values()],
    "net": said_test,
}
print("           accuracy      F1            AUC        (percent)")
for name, guesses in tested.items():
    both = [(d[5], p) for d, p in zip(data.values(), guesses)]
    right = [np.mean(class_from_prob(p, 0.5) == y) for y, p in both]
    f1 = [report(y, class_from_prob(p, 0.5))["f1"] for y, p in both]
    area = [roc_auc(y, p) for y, p in both]
    shown = [training.mean_and_spread(c, percent=True)[:-2] for c in (right, f1, area)]
    print(f"{name:9}", *(f"{s:>13}" for s in shown))

# %% [markdown] cited=[11500]
# The line fails and the net succeeds, which is what the book set out to show. And the net,
# with its 37,953 parameters and five layers, has not beaten a single number that somebody
# thought about. With all 11,500 rows, real or simulated, it gets a little ahead in
# accuracy; a deep net has to learn from examples what you could have told it, and 2,415
# rows of 105 people are few examples. Without the humble rival you would never have known.

# %% [markdown] cited=[99.9, 1000, 98, 0.2, 0.41, 0.30, 0.25, 0.12, 0.05, 0.02, 0.01, 0.31, 0.18, 0.15, 0.19, 0.26]
# ## 11. Questions
#
# ### Exercise 13: choose a letter
#
# Fill in one letter for each question.
#
# **`accurate`**: In a ward one second in 1,000 is a seizure. A detector is right on 99.9 %
# of all seconds. What do you know about it? a) it is excellent; b) its recall is high; c)
# its precision is high; d) next to nothing: the dummy is right as often.
#
# **`overfit`**: Log losses of a run, epochs 1 to 6. Training: 0.41, 0.25, 0.12, 0.05, 0.02,
# 0.01; validation: 0.30, 0.18, 0.15, 0.19, 0.26, 0.31. Validation accuracy has not changed
# since epoch 3. What do you do? a) train on, the training loss still falls; b) take the
# weights of epoch 3; c) take those of epoch 6, the accuracy is the same; d) add neurons.
#
# **`leak`**: A colleague deals rows out at random and reports 98 % ± 0.2 % over five such
# splits. Every subject gave 23 rows. What do you expect of new subjects? a) 98 % ± 0.2 %;
# b) the same mean or less, and a much larger spread; c) more than 98 %, since they are new;
# d) 80 %, like the dummy.
#
# **`monitor`**: A callback measures the ROC AUC on the *test* set after each epoch, and the
# checkpoint keeps the best epoch by it. The AUC of that epoch is reported. What is it? a)
# too high on average: the test set has chosen; b) fair, since no gradient came from the
# test set; c) too low, since the training AUC is higher; d) fair, if the test set is split
# by subject.

# %% role="solution" id="questions"
answers = {
    "accurate": None,
    "overfit": None,
    "leak": None,
    "monitor": None,
}
### BEGIN SOLUTION
answers = {
    "accurate": "d",
    "overfit": "b",
    "leak": "b",
    "monitor": "a",
}
### END SOLUTION

# %% role="tests" id="questions" part="accurate" points=1
# Run this cell to check questions, accurate (1 point).
checks.option(answers.get("accurate"), "abcd", "accurate")
checks.recorded("questions, accurate")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("accurate"),
    "d",
    {
        "a": "Never to raise an alarm is right on 99.9 % of the seconds, too.",
        "b": "It may have missed every single seizure and be as accurate.",
        "c": "It may never have raised an alarm, or only false ones.",
    },
    "accurate",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="overfit" points=1
# Run this cell to check questions, overfit (1 point).
checks.option(answers.get("overfit"), "abcd", "overfit")
checks.recorded("questions, overfit")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("overfit"),
    "b",
    {
        "a": "The training loss always falls; the validation loss has turned at epoch 3.",
        "c": "Equal accuracy, twice the log loss: it is much surer where it is wrong.",
        "d": "It has more than enough to learn the training rows by heart.",
    },
    "overfit",
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
        "a": "Five splits of the same people agree with each other, not with new people.",
        "c": "Nothing in a leak makes new people easier.",
        "d": "The net has learned something; only the claim about new people is unfounded.",
    },
    "leak",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="monitor" points=1
# Run this cell to check questions, monitor (1 point).
checks.option(answers.get("monitor"), "abcd", "monitor")
checks.recorded("questions, monitor")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("monitor"),
    "a",
    {
        "b": "Choosing among epochs is learning too, without a gradient.",
        "c": "The best of many noisy figures is too good on average.",
        "d": "New people, but they have chosen the epoch, so they are no longer a test.",
    },
    "monitor",
)
### END HIDDEN TESTS

# %% [markdown] cited=[97, 0.99, 2000]
# ### Exercise 14: in your own words
#
# A start-up wants to sell a seizure alarm to your hospital. Its flyer says: "97 % accurate,
# AUC 0.99, tested on more than 2,000 seconds of EEG." Write five to eight sentences to the
# head of the ward: name at least three questions that you would ask about how these figures
# were measured, explain why the ward may see mostly false alarms even if all of them are
# true, and say what you would measure, on whom, before anybody buys. This one is read by a
# person.

# %% [markdown] role="open" id="flyer" points=3
# *Rubric.* **1 point**: at least three sharp questions, such as: what share of these
# seconds were seizures, so what does the dummy get? From how many people, and were they
# split by person? Who or what chose threshold, epoch and model? What is the spread over
# splits? Same electrodes as ours? **1 point**: explains that accuracy and AUC say little
# about precision when seizures are rare: few seizures and very many quiet seconds, so that
# a small false positive rate makes more alarms than the seizures do. **1 point**: a
# measurement that would decide: recall and false alarms per hour, at a threshold fixed
# beforehand, on new patients of the own ward, over long recordings with the true share of
# seizures, with an error bar over patients.

# %% [markdown] cited=[61907, 27, 143]
# ## Summary
#
# | question | answer |
# |---|---|
# | baseline | the dummy first, then one number that somebody thought about |
# | split | by subject; report the spread over splits |
# | log loss | $-\log p$ of what happened, computed from the logit |
# | classes from probabilities | a threshold, in a new array |
# | precision, recall, F1 | right alarms among alarms, among seizures, harmonic mean |
# | ROC curve, AUC | all thresholds; the chance that a seizure outranks a quiet second |
# | rare positives | precision falls with the share, recall and AUC do not |
# | callback | writes into `logs`; before the checkpoint in the list |
# | checkpoint | names as a diary; say `mode`; load the best yourself |
# | overfit | loss and ranking show it, accuracy may not |
# | operating point | chosen for a promise, on validation data, with a margin |
# | the test set | measures what is finished, and chooses nothing |
#
# **Ask yourself.** What would the ROC curve of a detector look like that is always wrong,
# and how would you make money with it? Why can a model have an AUC of 1 and an accuracy of
# 80 %? Which of our metrics would change if every row were in the data twice?
#
# **Your turn.** The line fails because a sum cannot square. Give it the *absolute values*
# of the 178 numbers instead, and predict before you look. Then give the net the log
# amplitude as input number 179. Five splits, mean and spread.
#
# **Read on**
#
# - Andrzejak, R. G., Lehnertz, K., Mormann, F., Rieke, C., David, P. and Elger, C. E.
#   (2001). *Indications of nonlinear deterministic and finite-dimensional structures in
#   time series of brain electrical activity.* Physical Review E 64, 061907: the recordings.
# - Fawcett, T. (2006). *An introduction to ROC analysis.* Pattern Recognition Letters 27.
# - Hanley, J. A. and McNeil, B. J. (1982). *The meaning and use of the area under a
#   receiver operating characteristic (ROC) curve.* Radiology 143: the area as a
#   probability.
# - Saito, T. and Rehmsmeier, M. (2015). *The precision-recall plot is more informative than
#   the ROC plot when evaluating binary classifiers on imbalanced datasets.* PLoS ONE 10.
# - Kaufman, S., Rosset, S., Perlich, C. and Stitelman, O. (2012). *Leakage in data mining:
#   formulation, detection, and avoidance.* ACM TKDD 6.
# - Bernico, M. (2018). *Deep Learning Quick Reference*, chapter 4: the book that this
#   chapter follows.
