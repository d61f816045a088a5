# %% [markdown]
# # Learning-rate schedules
#
# *How far should a net move at each step, and should it go on moving that far?* By the
# end of this chapter you will have written five answers as functions of the step, found
# the same ones in Keras, and measured on real digits what each is worth.
#
# **You will be able to**
#
# - [ ] recognise by its learning curve a rate that is too low, too high, or slightly
#   too high
# - [ ] find a rate by several short runs, or by a single one: the range test
# - [ ] write the piecewise constant, exponential, power and 1cycle schedules as
#   formulas and as Keras objects, and catch the off-by-one and the wrong unit
# - [ ] write performance scheduling, which listens to the validation loss
# - [ ] read off the rate that an optimiser really used
# - [ ] say whether a schedule fits its budget, before you spend the budget
# - [ ] compare schedules fairly, and tell whether Adam gains from one
#
# **Before this chapter**: mini-batches, gradient descent, momentum and Adam as update
# rules; dense layers with ReLU, cross-entropy, training and validation loss.
#
# **How to work.** Read a question, write down your guess, only then run the cell. Cells
# marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check
# that passes here is a good sign, not a promise.

# %%
from deepnets import checks, fast_fit, log_plots, plots, reference, training
from deepnets.data import load_digits
from deepnets.progress import progress

# %%
import math
import os

import keras
import numpy as np
from keras import layers
from keras.optimizers import schedules

# %% [markdown]
# ## 1. One number, four fates
#
# Walk downhill in fog. You feel the slope under your feet, nothing more, and you must
# decide how far to step. Gradient descent is in the same position: with the weights
# $w$, the gradient $g$ of the loss at $w$, and the **learning rate** $\eta$ (eta),
#
# $$w \leftarrow w - \eta\, g.$$
#
# The simplest valley is a bowl, $L(w) = \frac{a}{2} w^2$ with the curvature $a$. Its
# gradient is $g = a\,w$, so every step multiplies $w$ by the same number, $1 - \eta a$.
#
# **Predict**, for a bowl with $a = 1$ and a start at $w = 1$: what do the rates 0.05,
# 0.5, 1.8 and 2.1 do?

# %% role="demo"
steps = np.arange(13)
for rate in (0.05, 0.5, 1.8, 2.1):
    w = (1 - rate) ** steps
    shown = " ".join(f"{value:6.3f}" for value in w[[0, 1, 2, 3, 12]])
    print(f"rate {rate:4}: w after 0, 1, 2, 3 and 12 steps: {shown}")

# %% [markdown]
# Too low a rate crawls. A good one is there in a few steps. A rate slightly too high
# jumps from one wall of the valley to the other and loses height slowly. And above
# $2 / a$ every jump lands higher than the last: the walk **diverges**. A net is a
# valley with a quarter of a million curvatures at once, which change as it walks, so
# nobody can work its rate out beforehand. The four fates stay the same.
#
# ### The net and the digits
#
# We take a small classic: 784 inputs, hidden layers of 300 and 50 ReLU neurons, 10
# outputs, batches of 50, and SGD with momentum 0.9. With momentum $\beta$ the step is
#
# $$m \leftarrow \beta\, m - \eta\, g, \qquad w \leftarrow w + m,$$
#
# where $m$ remembers past gradients. While gradients agree, the steps grow to
# $1 / (1 - \beta)$ times the plain one: ten times, at 0.9. Keep that in mind when you
# compare rates with those of an optimiser without momentum.
#
# One switch runs everything below on all 55,000 training digits instead: start Jupyter
# with `DEEPNETS_SIZE=full`. The text speaks of the small run.

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
digits = load_digits(SIZE)
x_train, y_train = digits.x_train.reshape(-1, 784), digits.y_train
x_valid, y_valid = digits.x_valid.reshape(-1, 784), digits.y_valid
x_test, y_test = digits.x_test.reshape(-1, 784), digits.y_test
N_TRAIN = len(x_train)
print(
    f"{N_TRAIN:,} digits to train, {len(x_valid):,} to validate, {len(x_test):,} to test"
)


# %%
def digit_net(optimizer, seed=None):
    """Return the compiled 784-300-50-10 net; its outputs are logits."""
    net = keras.Sequential([keras.Input((784,))])
    for units in (300, 50):
        start = keras.initializers.HeNormal(seed)
        net.add(layers.Dense(units, activation="relu", kernel_initializer=start))
    net.add(layers.Dense(10, kernel_initializer=keras.initializers.GlorotUniform(seed)))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    return net


def sgd(learning_rate):
    """Return SGD with momentum 0.9."""
    return keras.optimizers.SGD(learning_rate, momentum=0.9)


print(f"{digit_net(sgd(0.1)).count_params():,} weights and biases")

# %% [markdown]
# A **baseline** comes first. Whoever knows nothing gives each of ten digits the
# probability 0.1, which is right once in ten, and has a cross-entropy of $\ln 10$. A
# net whose loss ends above that is worse than one that never looked.

# %% role="demo"
print(f"guessing: loss {math.log(10):.3f}, accuracy {1 / 10:.0%}")

# %% [markdown]
# For what follows we need many runs, each with a rate for *every step*. So we write the
# rates down beforehand, one a step, in a table from which the optimiser reads. Its
# length is the **budget**: the number of steps that a run may take. Nobody gets more.


# %% role="demo"
class Table(schedules.LearningRateSchedule):
    """Looks up the rate of each step in a list, which may change between runs."""

    def __init__(self, n_steps):
        self.rates = keras.Variable(np.zeros(n_steps, "float32"), trainable=False)

    def __call__(self, step):
        return keras.ops.take(self.rates, step)


START = {}  # the first weights of each seed


def begin(net, seed):
    """Give a net the first weights of a seed, and its optimiser an empty memory."""
    if seed not in START:
        training.seed_initialisers(seed)
        START[seed] = digit_net("sgd").get_weights()
    net.set_weights(START[seed])
    for variable in net.optimizer.variables:  # the momentum, and the clock
        variable.assign(keras.ops.zeros_like(variable))


def bench(epochs, x=x_train, y=y_train, optimizer=sgd):
    """Compile a net, once; return a function that compares lists of rates on it."""
    table = Table(epochs * math.ceil(len(x) / 50))
    net = digit_net(optimizer(table))
    net.optimizer.build(net.trainable_variables)
    one_epoch = fast_fit.epochs_of(
        net, x, y, batch_size=50, validation_data=(x_valid, y_valid)
    )

    def compare(plans):
        """Train five seeds with each list; return {name: their curves and weights}."""
        found = {}
        for name in progress(plans, "plans, 5 seeds each"):
            histories, weights = [], []
            for seed in training.SEEDS:
                begin(net, seed)
                table.rates.assign(plans[name])
                rng = np.random.default_rng(seed)
                epochs_run = [one_epoch.run(rng) for _ in range(epochs)]
                histories.append(fast_fit.history_of(epochs_run))
                weights.append(net.get_weights())
            curves = {
                key: np.array([h[key] for h in histories]) for key in histories[0]
            }
            found[name] = curves | {"weights": weights}
        return found

    return compare


def nets_of(found):
    """Yield the trained net of each seed: a single net, with the weights of each."""
    net = digit_net("sgd")
    for weights in found["weights"]:
        net.set_weights(weights)
        yield net


# %% [markdown]
# Now the four fates, on the net. To see them step by step we train on half of the
# digits, for 8 epochs, with a constant rate: 0.003, 0.03, 0.15 or 1. As everywhere in
# this chapter, a curve is the mean of five seeds.
#
# **Predict:** which rate is fastest in the first epoch? Which one is best after eight?

# %% role="demo" tags=["nbval-ignore-output"]
HALF, HALF_EPOCHS = N_TRAIN // 2, {"small": 8, "full": 10}[SIZE]
half_budget = HALF_EPOCHS * math.ceil(HALF / 50)
compare_on_half = bench(HALF_EPOCHS, x_train[:HALF], y_train[:HALF])


def at_constant(*rates):
    """Train on half of the digits at each of some constant rates."""
    return compare_on_half({rate: np.full(half_budget, rate) for rate in rates})


fates = at_constant(0.003)

# %% role="demo" tags=["nbval-ignore-output"]
fates |= at_constant(0.03, 0.15)

# %% role="demo" tags=["nbval-ignore-output"]
fates |= at_constant(1.0)

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    {f"rate {rate:g}": found["loss"] for rate, found in fates.items()},
    ylabel="training loss (log scale)",
    ylim=(0.005, 20),
    level=(math.log(10), "guessing"),
    title="Four rates, one net",
    alt="Training loss on a log scale against eight epochs. Rate 0.003 falls slowly and "
    "steadily. Rate 0.03 falls fastest over all and ends lowest. Rate 0.15 is lowest after "
    "the first epoch, then falls more slowly and ends about three times as high as 0.03. Rate 1 "
    "shoots far up and then stays just above the line of guessing.",
)
for rate, found in fates.items():
    loss, valid = found["loss"], found["val_loss"][:, -1]
    print(f"rate {rate:5}: training loss {loss[:, 0].mean():.3g} in epoch 1", end=", ")
    print(f"{training.mean_and_spread(loss[:, -1], digits=3)} at the end", end="; ")
    print(f"validation {training.mean_and_spread(valid, digits=2)}")

# %% role="demo" tags=["nbval-ignore-output"]
for rate, found in fates.items():
    firsts = (keras.Sequential(net.layers[:2]) for net in nets_of(found))
    silent = [np.mean(np.max(first(x_valid), axis=0) == 0) for first in firsts]
    silent = training.mean_and_spread(silent, percent=True)
    print(f"rate {rate:5}: {silent} of the second layer silent for every picture")

# %% [markdown]
# The four fates again, and the picture to remember.
#
# - **0.003 is too low.** Nothing is wrong with it except time: after eight epochs it is
#   where 0.03 was before its third. If your budget ends here, you have stopped
#   half-way.
# - **0.03 is good**: quick, and it gets to the bottom.
# - **0.15 is slightly too high**, and it deceives. It has the best first epoch of all.
#   Then the loss comes down slowly, and not alike in all seeds: the net dances around
#   the bottom and does not settle down.
# - **1 is far too high.** The loss explodes within a few steps, and what is left is a
#   wreck: every neuron of the second layer is silent for every picture, no gradient
#   gets past them, and the loss stays at guessing. It did not crash, and it shows no
#   `nan`. Only the level of the loss tells.
#
# Hence two old pieces of advice for a net that does not learn well, which seem to
# contradict each other. *Lower the rate*: training gets slower, but the net may find a
# place that longer steps jump over, as you jump over the ditch beside a road. *Raise
# the rate*: you learn sooner whether the net learns at all, and pay with a result that
# hovers. The curve says which of the two your net needs.
#
# ### Exercise 1: several short runs
#
# That is also the oldest way to find a rate: try several, a factor of three or so
# apart, for a few epochs, and compare. Diverged runs are the catch. Often their loss
# overflows to `inf` and then becomes `nan`, *not a number*. Every comparison with `nan`
# is false, so `min` may return whatever it met first; and `np.argmin` holds `nan` for
# the lowest value of all.
#
# Write `pick_rate(final_losses)`. `final_losses` maps each rate to the list of final
# validation losses that its seeds reached, for instance
# `{0.01: [0.3, 0.4], 0.1: [0.2, nan]}`. Return the rate with the lowest **mean** loss
# among those whose losses are **all finite**. If there is none, raise `ValueError`.
#
# In the example that is 0.01: a rate that fails for one seed in two is no choice.
#
# *Checked, here or in grading:* means, not lucky seeds; `nan` and `inf` wherever they
# stand; the error.


# %% role="solution" id="pick_rate"
def pick_rate(final_losses):
    """Return the rate with the lowest mean loss among those that never diverged."""
    ### BEGIN SOLUTION
    means = {
        rate: np.mean(losses)
        for rate, losses in final_losses.items()
        if np.all(np.isfinite(losses))
    }
    if not means:
        raise ValueError("Every rate diverged.")
    return min(means, key=means.get)
    ### END SOLUTION


# %% role="tests" id="pick_rate" points=2
# Run this cell to check pick_rate (2 points).
nan, inf = float("nan"), float("inf")
found = {1.0: [nan, nan], 0.3: [0.10, nan], 0.1: [0.30, 0.50], 0.01: [0.35, 0.35]}
checks.close(
    checks.written(pick_rate(found), "pick_rate"),
    0.01,
    "The rate for " + str(found),
    mistakes=[
        (1.0, "That rate diverged. `nan` hides in every comparison: ask np.isfinite."),
        (0.3, "At that rate one seed diverged: leave it out, do not skip its nan."),
        (0.1, "A single lucky seed won, or the largest mean. Compare means."),
        (0.35, "That is its loss; return the rate."),
    ],
)
checks.close(
    pick_rate({0.5: [0.4, 0.4], 1.0: [0.1, inf]}),
    0.5,
    "The rate when another one overflowed to inf",
    hint="An infinite loss is a diverged run too.",
)
checks.raises(
    ValueError,
    pick_rate,
    {1.0: [nan, 2.3], 2.0: [inf, inf]},
    name="pick_rate, when every rate diverged,",
    hint="`nan` and `inf` both mean diverged. With no rate left, `raise ValueError(...)`.",
)
checks.passed("pick_rate")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(11)
for _ in range(5):
    rates = generator.permutation(np.geomspace(1e-4, 3.0, 8))
    losses = generator.uniform(0.2, 2.0, (8, 3))
    best = float(rates[losses.mean(axis=1).argmin()])
    others = [i for i, rate in enumerate(rates) if rate != best]
    for i, poison in zip(generator.permutation(others)[:3], (nan, inf, nan)):
        losses[i] = 0.01
        losses[i, generator.integers(3)] = poison
    found = {float(rate): row.tolist() for rate, row in zip(rates, losses)}
    lucky = [row.min() if np.isfinite(row).all() else inf for row in losses]
    checks.close(
        pick_rate(found),
        best,
        "The rate among eight, of which three diverged",
        mistakes=[(float(rates[np.argmin(lucky)]), "A lucky seed won. Compare means.")],
        hint="Leave out every rate with a loss that is not finite, then compare means.",
    )
checks.close(
    pick_rate({0.1: [0.5, 0.5], 0.2: [0.4], 0.4: [0.3, 0.3, 0.9, 0.9]}),
    0.2,
    "The rate when the numbers of seeds differ",
    hint="A sum favours the rate with fewer seeds. Compare means.",
)
checks.raises(ValueError, pick_rate, {0.1: [nan]}, name="pick_rate of nothing finite")
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
final = {rate: found["val_loss"][:, -1].tolist() for rate, found in fates.items()}
print("chosen by four short runs of five seeds:", pick_rate(final))

# %% [markdown]
# ## 2. All rates in one run: the range test
#
# Four rates took four times five runs. There is a thriftier way (Smith, 2017): a single
# run in which the rate *grows* at every step, from far too low to far too high. At
# first the loss hardly moves. Then it falls. Then, at some rate, the net cannot hold
# itself any more and the loss shoots up. The rate we want lies a good deal below that
# point: what can be survived for one step is too much for a thousand.
#
# A rate that grows by the same factor at every step, $\eta_t = \eta_0\, f^{\,t}$, is
# evenly spaced on a log scale. The losses of single batches jump about, so we smooth
# them first: an exponentially weighted mean, divided by the weight that it has so far.
# That is the bias correction you know from Adam.


# %%
def smooth(losses, beta=0.9):
    """Return a running mean that forgets: weight 1 - beta for the newest loss."""
    mean, smoothed = 0.0, []
    for i, loss in enumerate(losses, 1):
        mean = beta * mean + (1 - beta) * loss
        smoothed.append(mean / (1 - beta**i))
    return np.array(smoothed)


print(smooth([2.0, 2.0, 2.0]), smooth([2.0, 1.0, 1.0]).round(3))

# %% [markdown]
# Note `train_on_batch` in the next cell. Keras reports a loss *averaged since the
# metrics were last reset*, in `fit` since the start of the epoch; a range test that
# reads those averages is blind to the blow-up for dozens of steps. So we reset the
# metrics before every batch.


# %% role="demo" tags=["nbval-ignore-output"]
def range_test(rates, seed):
    """Train a new net, one step at each rate; return the loss of each batch."""
    tested.set_weights(digit_net("sgd", seed).get_weights())
    for variable in tested.optimizer.variables:  # the momentum, and the clock
        variable.assign(keras.ops.zeros_like(variable))
    batches = np.random.default_rng(seed).integers(N_TRAIN, size=(len(rates), 50))
    losses = []
    for rate, batch in zip(rates, batches):
        tested.optimizer.learning_rate = rate
        tested.reset_metrics()
        losses.append(tested.train_on_batch(x_train[batch], y_train[batch])[0])
    return np.array(losses)


test_rates = np.geomspace(1e-3, 10, 100)
tested = digit_net(sgd(0.1))
tested.optimizer.build(tested.trainable_variables)
measured = [range_test(test_rates, seed) for seed in training.SEEDS]

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    {
        "one seed,\nraw": (test_rates, measured[0]),
        "five seeds,\nsmoothed": (test_rates, [smooth(m) for m in measured]),
    },
    xlabel="learning rate of the step (log scale)",
    ylabel="loss of the batch (log scale)",
    ylim=(0.3, 20),
    logx=True,
    level=(math.log(10), "guessing"),
    title="The range test: 100 steps, each at a higher rate",
    alt="Loss of single batches against the rate, both on log scales. Up to a rate of about "
    "0.01 the loss stays near guessing, then it falls to below 1 between 0.1 and 0.5, and "
    "above that it shoots up out of the figure.",
)

# %% [markdown]
# ### Exercise 2: read the curve
#
# Write `suggest_rate(rates, losses)`, with the rates of a range test in rising order
# and the smoothed loss at each. The rule:
#
# 1. The curve *ends before* the first loss that is not finite, or that is more than 4
#    times the lowest loss seen before it. What comes later is noise from a wrecked net.
# 2. On what is left, find the rate with the lowest loss: from there on it was rising.
# 3. Return **a tenth** of that rate, as a number.
#
# For instance, with rates 0.001, 0.01, 0.1, 1 and losses 2.3, 1.1, 0.9, 7.0 the answer
# is 0.01. You may take for granted that the first loss is finite.
#
# *Checked, here or in grading:* the rule, with `nan`, with a loss that recovers after
# the blow-up, and with one that rises a little on the way.


# %% role="solution" id="suggest_rate"
def suggest_rate(rates, losses):
    """Return a tenth of the rate at which a range test's loss was lowest."""
    ### BEGIN SOLUTION
    lowest, best = math.inf, None
    for rate, loss in zip(rates, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, best = loss, rate
    return best / 10
    ### END SOLUTION


# %% role="tests" id="suggest_rate" points=3
# Run this cell to check suggest_rate (3 points).
rates = np.geomspace(1e-4, 10, 6)  # 0.0001, 0.001, 0.01, 0.1, 1, 10
checks.close(
    checks.written(
        suggest_rate(rates, np.array([2.3, 2.2, 1.5, 0.8, 1.1, 2.0])), "suggest_rate"
    ),
    0.01,
    "The rate when the loss is lowest at 0.1",
    mistakes=[
        (0.1, "That is where the loss is lowest: divide by ten."),
        (
            1.0,
            "Not ten times, and not of the last rate: a tenth, where the loss is lowest.",
        ),
        (0.8, "That is a loss; return a rate."),
        (0.08, "That is a tenth of the loss; take a tenth of the rate."),
        (3, "That is a position; return a rate."),
        (0.02, "Divide the rate by ten; do not go back a tenth of the curve."),
    ],
)
checks.close(
    suggest_rate(rates, np.array([2.3, 2.2, 1.5, 0.8, 1.1, np.nan])),
    0.01,
    "The rate when the last loss is nan",
    atol=1e-9,
    mistakes=[(1.0, "np.argmin takes nan for the lowest value: cut it off first.")],
    hint="Cut the curve off before the first loss that is not finite.",
)
checks.close(
    suggest_rate(rates, np.array([2.3, 2.0, 1.0, 9.0, 0.5, np.nan])),
    0.001,
    "The rate when the loss blows up to 9 and comes back to 0.5",
    atol=1e-9,
    mistakes=[
        (0.1, "After the blow-up the curve is over: cut it off at 4 times the lowest."),
    ],
)
checks.passed("suggest_rate")
### BEGIN HIDDEN TESTS
checks.close(
    suggest_rate(rates, np.array([2.0, 0.3, 1.5, 0.1, 0.1, 0.1])),
    1e-4,
    "The rate when the loss rises to 5 times the lowest, but not the first, loss",
    atol=1e-9,
    hint="Compare with the lowest loss so far, not with the first one.",
)
checks.close(
    suggest_rate(rates, np.array([2.0, 0.3, 0.8, 2.2, 0.1, 0.1])),
    1e-4,
    "The rate when the loss rises to 7 times the lowest in two strides",
    atol=1e-9,
    hint="Compare with the lowest loss so far, not with the one just before.",
)
checks.close(
    suggest_rate(rates, np.array([2.3, 0.5, 1.8, 0.4, 3.0, 0.1])),
    0.01,
    "The rate when the loss rises to less than 4 times its lowest, and falls again",
    atol=1e-9,
    hint="Go on until a loss exceeds 4 times the lowest: one rise is not the end.",
)
checks.close(
    suggest_rate(rates, np.array([2.0, 1.5, np.inf, 0.3, 0.2, 0.1])),
    1e-4,
    "The rate when the loss is infinite once",
    atol=1e-9,
    hint="Cut the curve off before the first loss that is not finite.",
)
generator = np.random.default_rng(21)
for n, bottom in ((60, 35), (80, 50), (40, 12)):
    rates = np.geomspace(1e-5, generator.uniform(1, 5), n)
    losses = 2.3 - 2 * np.exp(-(((np.arange(n) - bottom) / 9) ** 2))
    losses[bottom + 12 :] = 50.0
    losses[-3:] = [0.01, np.nan, 0.005]
    checks.close(
        suggest_rate(rates, losses),
        rates[bottom] / 10,
        "The rate for a smooth curve",
        rtol=1e-3,
        atol=0,
        mistakes=[(rates[-3] / 10, "The curve was over long before its last points.")],
    )
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
suggested = [suggest_rate(test_rates, smooth(losses)) for losses in measured]
print("suggested, seed by seed:", ", ".join(f"{rate:.3f}" for rate in suggested))

# %% [markdown]
# Five runs of 100 steps each, and they agree on 0.04 within a few percent, close to the
# best of section 1. Do not trust the rule further than that: it says where to *begin*
# to look. And it depends on all the rest, so batch size, momentum or another
# initialisation call for a new test.

# %% [markdown]
# ## 3. High first, then lower
#
# One rate for a whole training is a compromise. At the beginning, far from any minimum,
# long steps pay. Near the minimum the gradient of a batch of 50 is mostly noise, and
# long steps only carry the net from one wall of the valley to the other. So why not
# begin high and, once progress stops, go lower? A rule that says which rate each step
# gets is a **learning-rate schedule**.
#
# ### What the clock counts
#
# A schedule needs a clock. Keras's optimisers, like most papers, count **steps**: one
# step is one update, from one batch. People think in **epochs**: one epoch is a pass
# over all training examples. Confusing the two is the most common bug of this chapter,
# and nothing crashes: the rate just falls far too late, or far too soon.
#
# ### Exercise 3: steps
#
# Write `steps_in(epochs, n_examples, batch_size)`: the number of steps that so many
# epochs take, a Python `int`. The last batch of an epoch holds what remains, and it is
# a step too.
#
# For instance, 2 epochs of 101 examples in batches of 50 take 6 steps.


# %% role="solution" id="steps_in"
def steps_in(epochs, n_examples, batch_size):
    """Return the number of optimiser steps in ``epochs`` passes over the data."""
    ### BEGIN SOLUTION
    return epochs * math.ceil(n_examples / batch_size)
    ### END SOLUTION


# %% role="tests" id="steps_in" points=1
# Run this cell to check steps_in (1 point).
found = steps_in(2, 101, 50)
checks.equal(
    found,
    6,
    "The number of steps in 2 epochs of 101 examples in batches of 50",
    mistakes=[
        (4, "The example left over makes a batch of its own, in every epoch."),
        (5, "Every epoch ends with a smaller batch: round up first, then multiply."),
        (2, "Those are the epochs."),
        (202, "Those are examples; a step takes a batch of them."),
        (4.04, "Steps are whole: a smaller last batch is a step too."),
        (3, "That is one epoch."),
        (10, "Divide the examples by the batch size, not the other way round."),
    ],
)
checks.that(
    isinstance(found, int | np.integer),
    "The number of steps must be an int.",
    got=found,
    hint="np.ceil returns a float, math.ceil an int; and `int(...)` makes one.",
)
checks.equal(
    steps_in(3, 100, 50),
    6,
    "The number of steps in 3 epochs of 100 examples in batches of 50",
    mistakes=[(9, "100 examples are two whole batches, and none is left over.")],
)
checks.passed("steps_in")
### BEGIN HIDDEN TESTS
for epochs, n, batch in ((1, 55_000, 50), (7, 1_001, 32), (20, 30, 50), (4, 999, 1)):
    checks.equal(
        steps_in(epochs, n, batch),
        epochs * -(-n // batch),
        f"The number of steps in {epochs} epochs of {n} examples in batches of {batch}",
        mistakes=[
            (epochs * (n // batch), "The last, smaller batch is a step too."),
            (-(-epochs * n // batch), "Round up for one epoch, then multiply."),
        ],
    )
### END HIDDEN TESTS

# %% role="demo"
for n in (55_000, 3_000):
    an_epoch = steps_in(1, n, 50)
    print(f"{n:6,} digits, batches of 50: {an_epoch:5,} steps an epoch", end="; ")
    print(f"10,000 steps are {10_000 / an_epoch:.1f} epochs")

# %% [markdown]
# The last line is a trap in waiting. A schedule copied from a project with a large data
# set, "a tenth every 10,000 steps", would hardly begin to decay in one of our runs.
#
# ### Piecewise constant
#
# The plainest schedule: one rate up to some step, a lower one from there to another,
# and so on. With boundaries $b_1 < b_2 < \dots$ and rates $r_0, r_1, r_2, \dots$, one
# more rate than boundaries,
#
# $$\eta(t) = r_i \quad\text{for}\quad b_i < t \le b_{i+1},$$
#
# where $t$ is the step, counted from 0, and where $b_0$ lies below every step and the
# last boundary is followed by none. A step that *equals* a boundary still has the
# earlier rate: this is what Keras does, and other libraries may do otherwise.
#
# ### Exercise 4: piecewise constant
#
# Write `piecewise(step, boundaries, rates)`.
#
# - `step`: an integer or an array of integers, of any shape; `boundaries`: a rising
#   list; `rates`: a list with one entry more.
# - Return the rate at each step, in the shape of `step`.
#
# For instance, `piecewise(np.array([0, 5, 6]), [5], [0.1, 0.01])` is 0.1, 0.1, 0.01.
#
# *How to deal with an array:* `if` and the functions of `math` take one number at a
# time, those of NumPy whole arrays. Here `np.where` would do, once for each boundary; or
# `np.searchsorted`, which finds places in a sorted list (look up its argument `side`).


# %% role="solution" id="piecewise"
def piecewise(step, boundaries, rates):
    """Return the rate at each step: a staircase that falls after each boundary."""
    ### BEGIN SOLUTION
    return np.asarray(rates)[np.searchsorted(boundaries, step, side="left")]
    ### END SOLUTION


# %% role="tests" id="piecewise" points=2
# Run this cell to check piecewise (2 points).
steps = np.arange(9)
checks.close(
    piecewise(steps, [2, 6], [0.1, 0.05, 0.01]),
    [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.01, 0.01],
    "The list of rates with boundaries 2 and 6",
    mistakes=[
        (
            [0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.01, 0.01, 0.01],
            "A step that equals a boundary still has the earlier rate: off by one.",
        ),
        (
            [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05],
            "The last rate is never used.",
        ),
        (
            [0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01],
            "The rate in the middle is never used.",
        ),
        (
            [0.01, 0.01, 0.01, 0.05, 0.05, 0.05, 0.05, 0.1, 0.1],
            "The rates come in the wrong order.",
        ),
        ([0, 0, 0, 1, 1, 1, 1, 2, 2], "Those are positions; return the rates there."),
    ],
)
checks.close(
    piecewise(6, [2, 6], [0.1, 0.05, 0.01]),
    0.05,
    "The rate at the single step 6",
    hint="`step` may be a plain integer; the answer is then a single number.",
)
checks.passed("piecewise")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(41)
for n_rates in (2, 3, 5):
    bounds = np.sort(generator.choice(np.arange(1, 90), n_rates - 1, replace=False))
    rates = generator.uniform(0.001, 1.0, n_rates).tolist()
    steps = generator.integers(0, 100, (4, 30))
    steps[0, : n_rates - 1] = bounds
    expected = np.array(rates)[(steps[..., None] > bounds).sum(axis=-1)]
    late = np.array(rates)[(steps[..., None] >= bounds).sum(axis=-1)]
    got = piecewise(steps.copy(), bounds.tolist(), rates)
    checks.close(
        got,
        expected,
        f"The list of rates with {n_rates - 1} boundaries",
        mistakes=[(late, "At a boundary itself the earlier rate still holds.")],
        hint="Steps come in any order and shape, and rates may also rise.",
    )
stock = schedules.PiecewiseConstantDecay([3, 7], [0.3, 0.2, 0.1])
checks.close(
    piecewise(np.arange(12), [3, 7], [0.3, 0.2, 0.1]),
    [float(stock(s)) for s in range(12)],
    "The list of rates, against keras's PiecewiseConstantDecay",
)
checks.close(
    piecewise(np.arange(3), [], [0.2]),
    [0.2] * 3,
    "The list of rates without a boundary",
)
### END HIDDEN TESTS

# %% [markdown]
# Does "high first, then lower" keep its promise? We take the rate that deceived us,
# 0.15, and lower it to a fifth after four epochs, and once more to a fifth two epochs
# later. Half of the digits and eight epochs, as in section 1. **Predict** what the curve
# does at the two drops.

# %% role="demo" tags=["nbval-ignore-output"]
lower_after = HALF_EPOCHS // 2, HALF_EPOCHS * 3 // 4
drops = [steps_in(epochs, HALF, 50) - 1 for epochs in lower_after]  # the last steps
stairs = piecewise(np.arange(half_budget), drops, [0.15, 0.03, 0.006])
lowered = compare_on_half({"0.15, then lower": stairs})
shown = {f"rate {r:g}": fates[r] for r in (0.15, 0.03)} | lowered

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    {name: found["loss"] for name, found in shown.items()},
    ylabel="training loss (log scale)",
    ylim=(0.005, 3),
    title="Lowered after epoch {} and after epoch {}".format(*lower_after),
    alt="Training loss on a log scale against eight epochs. The curve that begins at 0.15 "
    "follows the constant 0.15 up to the first epoch after the drop, then falls steeply, and "
    "ends far below it, near the constant 0.03.",
)
for name, found in shown.items():
    loss, valid = found["loss"][:, -1], found["val_loss"][:, -1]
    print(f"{name:16}: training {training.mean_and_spread(loss, digits=3)}", end=", ")
    print(f"validation {training.mean_and_spread(valid, digits=3)}")

# %% [markdown]
# The first drop is where it happens: two epochs after it the net is far below the
# constant 0.15, and it ends at a quarter of its loss. So what held the constant rate up
# was not the net's limit. It was the length of its steps.
#
# We also see that the promise is not kept everywhere. On so few digits, each seen eight
# times, the constant 0.03 comes nearly as low in training, and is no worse on the
# validation digits. A schedule is worth most when a good rate for the beginning is a bad
# one for the end, and when there is no time to wait; section 9 looks for that regime.

# %% [markdown]
# ## 4. A little lower at every step: exponential
#
# Instead of a few large drops, many tiny ones: multiply the rate by the same factor at
# every step. The usual way to write it names a *decay rate* $d$ and *decay steps* $s$.
# With the first rate $\eta_0$, the rate at step $t$ is
#
# $$\eta(t) = \eta_0 \cdot d^{\,t/s}.$$
#
# Read it as: "after every $s$ steps the rate is $d$ times what it was". With $d = 0.1$
# and $s = 10{,}000$ it falls to a tenth every 10,000 steps. As a **staircase** it stays
# constant in between, and $t/s$ is rounded down to whole periods first.
#
# Senior, Heigold, Ranzato and Yang (2013) compared such schedules for nets that
# recognise speech, trained with momentum. Two did well: performance scheduling, which
# we come to, and exponential decay. They preferred the latter: simple to implement,
# easy to tune, and it was slightly faster on its way to the best solution.
#
# ### Exercise 5: exponential decay
#
# Write `exponential(step, start, decay_rate, decay_steps, staircase=False)`: the
# formula above, for an integer or an array of integers, of any shape.
#
# For instance, with `start=0.8`, `decay_rate=0.5` and `decay_steps=10`, step 10 gets
# 0.4, step 15 gets about `0.283`, and 0.4 as a staircase.


# %% role="solution" id="exponential"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    """Return the rate at each step: ``decay_rate`` times less every ``decay_steps``."""
    ### BEGIN SOLUTION
    periods = np.asarray(step) / decay_steps
    if staircase:
        periods = np.floor(periods)
    return start * decay_rate**periods
    ### END SOLUTION


# %% role="tests" id="exponential" points=2
# Run this cell to check exponential (2 points).
steps = np.array([0, 10, 15, 20, 29])
expected = [0.8, 0.4, 0.8 * 0.5**1.5, 0.2, 0.8 * 0.5**2.9]
stairs = [0.8, 0.4, 0.4, 0.2, 0.2]
checks.close(
    exponential(steps, 0.8, 0.5, 10),
    expected,
    "The list of rates at steps 0, 10, 15, 20 and 29",
    mistakes=[
        (stairs, "That is the staircase: without it the rate falls at every step."),
        (0.8 * 0.5**steps, "That is a period every step: divide by decay_steps."),
        (
            0.8 * np.exp(-0.5 * steps / 10),
            "That is exp(-d t / s): raise `decay_rate` itself to the power t / s.",
        ),
        (
            0.8 * np.exp(-steps / 10),
            "That is exp(-t / s): raise `decay_rate` to the power t / s.",
        ),
        (0.5 ** (steps / 10), "The first rate, `start`, is missing."),
        (0.8 * 0.5 ** (steps * 10), "Divide by `decay_steps`; do not multiply."),
        (0.8 / (1 + 0.5 * steps / 10), "That is power scheduling; it comes next."),
        (0.8 * 0.5**steps / 10, "`**` binds before `/`: put t / s into brackets."),
        (0.4 ** (steps / 10), "Only `decay_rate` is raised to a power, not `start`."),
    ],
)
checks.close(
    exponential(steps, 0.8, 0.5, 10, staircase=True),
    stairs,
    "The list of rates as a staircase",
    mistakes=[
        (expected, "The staircase is missing: round t / s down to whole periods."),
        ([0.8, 0.4, 0.2, 0.2, 0.1], "Round t / s down, not to the nearest or up."),
        (0.8 * 0.5 ** np.ceil(steps / 10), "Round t / s down, not up."),
    ],
)
checks.passed("exponential")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(51)
for _ in range(3):
    start, rate = generator.uniform(0.01, 1), generator.uniform(0.05, 0.95)
    length, steps = (
        int(generator.integers(7, 900)),
        generator.integers(0, 5_000, (3, 8)),
    )
    for staircase in (False, True):
        t = steps // length if staircase else steps / length
        before = steps.copy()
        got = exponential(steps, start, rate, length, staircase=staircase)
        checks.unchanged(before, steps, "step")
        checks.close(
            got,
            start * rate**t,
            "The list of rates" + " as a staircase" * staircase,
            atol=0,
        )
stock = schedules.ExponentialDecay(0.1, 10_000, 0.1, staircase=True)
checks.close(
    exponential(np.array([0, 9_999, 10_000, 25_000]), 0.1, 0.1, 10_000, staircase=True),
    [float(stock(s)) for s in (0, 9_999, 10_000, 25_000)],
    "The list of rates, against keras's ExponentialDecay",
    atol=0,
)
checks.close(exponential(5, 0.1, 1 / 10, 10), 0.1 * 0.1**0.5, "The rate of one step")
### END HIDDEN TESTS

# %% [markdown]
# The classic TensorFlow recipe of the last decade, momentum 0.9, a first rate of 0.1, a
# tenth every 10,000 steps, is two lines today. The optimiser keeps the clock itself,
# under the name `iterations`; nobody has to hand it a step counter any more.
#
# Ours and Keras's, side by side:

# %% role="demo"
recipe = schedules.ExponentialDecay(0.1, decay_steps=10_000, decay_rate=1 / 10)
optimizer = keras.optimizers.SGD(recipe, momentum=0.9)
print("the clock of a new optimiser:", int(optimizer.iterations))
stairs = schedules.ExponentialDecay(0.1, 10_000, 1 / 10, staircase=True)
drops = schedules.PiecewiseConstantDecay([5_000, 20_000], [0.1, 0.03, 0.01])
print("   step  exponential        staircase          piecewise")
for step in (0, 5_000, 5_001, 9_999, 10_000, 25_000):
    ours = (
        exponential(step, 0.1, 0.1, 10_000),
        exponential(step, 0.1, 0.1, 10_000, staircase=True),
        piecewise(step, [5_000, 20_000], [0.1, 0.03, 0.01]),
    )
    theirs = (float(schedule(step)) for schedule in (recipe, stairs, drops))
    pairs = (f"{our:.5f} = {their:.5f}" for our, their in zip(ours, theirs))
    print(f"{step:7,}  " + "  ".join(pairs))

# %% [markdown]
# ### How fast is 0.9995?
#
# Others write the same schedule as a *factor per step*, $f$, with
# $\eta(t) = \eta_0 f^{\,t}$, so that $f = d^{1/s}$. A well-known case study of a net
# that would not learn ends with two of these: 0.9995 per step gave a poor result,
# 0.999995 about the same as no decay. The two factors look alike, and that is the
# trouble with them. **Predict:** after how many steps has each halved the rate?
#
# The **half-life** of a factor is the number of steps $h$ with $f^{\,h} = 1/2$.
#
# ### Exercise 6: half-lives
#
# Write two functions. Both return a number, not rounded.
#
# - `half_life(factor)`: the steps after which a rate that is multiplied by `factor`
#   (between 0 and 1) at every step has halved. `half_life(0.5)` is 1.
# - `factor_for(fraction, n_steps)`: the factor per step with which a rate falls to
#   `fraction` of its start in `n_steps` steps. `factor_for(0.25, 2)` is 0.5.


# %% role="solution" id="half_life"
def half_life(factor):
    """Return the steps in which a rate halves that is multiplied by ``factor``."""
    ### BEGIN SOLUTION
    return math.log(0.5) / math.log(factor)
    ### END SOLUTION


def factor_for(fraction, n_steps):
    """Return the factor per step that leaves ``fraction`` after ``n_steps``."""
    ### BEGIN SOLUTION
    return fraction ** (1 / n_steps)
    ### END SOLUTION


# %% role="tests" id="half_life" part="half_life" points=1
# Run this cell to check half_life, half_life (1 point).
checks.close(
    half_life(0.5),
    1.0,
    "half_life(0.5)",
    mistakes=[
        (-1.0, "A number of steps is positive: check the signs."),
        (-1 / math.log(0.5), "That falls to 1/e, which is 0.37; a half is asked for."),
        (2.0, "That is 1 / (1 - f), in which a rate falls to about 0.37."),
    ],
)
checks.close(
    half_life(0.9),
    6.5788,
    "half_life(0.9)",
    rtol=1e-4,
    mistakes=[
        (5.0, "That is 0.5 / 0.1: it shrinks by a tenth of what is left, not of all."),
        (10.0, "That is 1 / (1 - f), in which a rate falls to 0.37, not to a half."),
        (0.5**0.9, "Solve f ** h = 0.5 for h: take logarithms of both sides."),
        (0.152, "That is the fraction upside down."),
        (math.log(0.5 / 0.9), "The log of a quotient is not a quotient of logs."),
        (9.4912, "That falls to 1/e, not to a half."),
        (7, "Return it unrounded."),
    ],
)
checks.passed("half_life, half_life")
### BEGIN HIDDEN TESTS
for factor in (0.9999999, 0.9999, 0.99, 0.1):
    checks.close(
        half_life(factor),
        -math.log(2) / math.log(factor),
        f"half_life({factor})",
        rtol=1e-6,
        mistakes=[
            (math.ceil(-math.log(2) / math.log(factor)), "Return it unrounded."),
            (0.5 / (1 - factor), "That is the half-life of a straight line."),
        ],
        hint="f ** h = 1/2. In float32 factors so near to 1 lose their digits.",
    )
### END HIDDEN TESTS

# %% role="tests" id="half_life" part="factor_for" points=1
# Run this cell to check half_life, factor_for (1 point).
checks.close(
    factor_for(0.25, 2),
    0.5,
    "factor_for(0.25, 2)",
    mistakes=[
        (0.0625, "That is 0.25 ** 2: the factor is applied n times, so take the root."),
        (0.125, "Shares of a factor are not found by division: take the n-th root."),
        (2.0, "The rate falls: the factor is below 1."),
        (1 - 0.75 / 2, "That is a straight line: the loss per step is not constant."),
    ],
    hint="Which f has f ** n_steps = fraction?",
)
checks.passed("half_life, factor_for")
### BEGIN HIDDEN TESTS
for fraction, n in ((0.1, 10_000), (0.01, 300), (0.5, 1), (0.001, 123_456)):
    checks.close(
        factor_for(fraction, n),
        np.exp(np.log(fraction) / n),
        f"factor_for({fraction}, {n})",
        rtol=1e-9,
        atol=0,
        hint="Which f has f ** n_steps = fraction? Do not round it.",
    )
### END HIDDEN TESTS

# %% role="demo"
print("a factor per step  half-life (steps)  left after 10,000 steps")
for name, factor in (
    ("0.9995", 0.9995),
    ("0.999995", 0.999995),
    ("a tenth every 10,000", factor_for(0.1, 10_000)),
):
    print(f"{name:20} {half_life(factor):14,.0f} {factor**10_000:21.1%}")

# %% [markdown]
# One factor halves the rate every 1,386 steps, the other every 138,629: a hundred times
# as slow. For a run of 10,000 steps the first is a full stop, with less than a
# hundredth of the rate left, and the second is hardly a schedule at all. Neither is
# good or bad in itself. **A schedule must fit the budget**, and section 10 shows what
# happens if it does not.

# %% [markdown]
# ## 5. Power scheduling, and a schedule of your own
#
# Exponential decay goes on halving for ever. **Power scheduling** falls fast at first and
# then takes its time:
#
# $$\eta(t) = \frac{\eta_0}{(1 + t/s)^{c}},$$
#
# with the first rate $\eta_0$, the decay steps $s$ and the exponent $c$, usually 1.
# After $s$ steps the rate is a half, after another $s$ a third, then a quarter: it
# falls ever more slowly. (In Keras the case $c = 1$ is called `InverseTimeDecay`.
# Beware of `PolynomialDecay`, whose name suggests it and which is something else: it
# goes down to a final rate along a curve and stops there.)
#
# What Keras does not have, you write. A schedule is a class with a method
# `__call__(step)` that returns the rate. Here is a small one, a straight line down to
# 0:


# %%
class LinearDecay(schedules.LearningRateSchedule):
    """Falls along a straight line from `start` to 0 in `total_steps` steps."""

    def __init__(self, start, total_steps):
        self.start, self.total_steps = start, total_steps

    def __call__(self, step):
        done = keras.ops.cast(step, "float32") / self.total_steps
        return self.start * keras.ops.maximum(1.0 - done, 0.0)

    def get_config(self):
        return {"start": self.start, "total_steps": self.total_steps}


line = LinearDecay(0.2, total_steps=4)
print(f"one step:   {float(line(1)):.2f}")
print("many steps:", np.asarray(line(np.arange(6))).round(2))

# %% [markdown]
# Three habits are worth copying.
#
# - The step arrives as an *integer tensor*. Cast it before you divide.
# - Compute with `keras.ops`, not with NumPy: Keras compiles a training step once, and
#   at that moment the step has no value yet that NumPy could use. For the same reason
#   there is no `if step < ...` but `keras.ops.where`, or `minimum` and `maximum`.
# - `get_config` returns the arguments of `__init__`. Keras needs it to save the
#   optimiser.
#
# A class written this way takes a whole array of steps at once, which is how we draw
# it.
#
# ### Exercise 7: power, twice
#
# 1. Write the function `power(step, start, decay_steps, exponent=1.0)` in NumPy, for an
#    integer or an array of integers.
# 2. Write the class `PowerDecay(start, decay_steps, exponent=1.0)`, a subclass of
#    `schedules.LearningRateSchedule` with `__call__` and `get_config`, like
#    `LinearDecay`.
#
# For instance, with `start=0.6` and `decay_steps=10` both give 0.6, 0.3 and 0.2 at the
# steps 0, 10 and 20.


# %% role="solution" id="power"
def power(step, start, decay_steps, exponent=1.0):
    """Return the rate at each step: ``start / (1 + step / decay_steps)**exponent``."""
    ### BEGIN SOLUTION
    return start / (1 + np.asarray(step) / decay_steps) ** exponent
    ### END SOLUTION


class PowerDecay(schedules.LearningRateSchedule):
    """Power scheduling as a Keras schedule."""

    ### BEGIN SOLUTION
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        periods = keras.ops.cast(step, "float32") / self.decay_steps
        return self.start / (1.0 + periods) ** self.exponent

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }

    ### END SOLUTION


# %% role="tests" id="power" part="numpy" points=1
# Run this cell to check power, numpy (1 point).
steps = np.array([0, 10, 20, 45])
t = steps / 10
checks.close(
    power(steps, 0.6, 10),
    [0.6, 0.3, 0.2, 0.6 / 5.5],
    "The list of rates at steps 0, 10, 20 and 45",
    mistakes=[
        (0.6 / (1 + steps), "Divide the step by `decay_steps`."),
        (0.6 * 0.5**t, "That is exponential decay."),
        (0.6 / (1 + np.floor(t)), "No staircase here: do not round t / s."),
        (1 / (1 + t), "The first rate, `start`, is missing."),
        (0.6 / (1 + 10 * steps), "Divide the step by `decay_steps`; do not multiply."),
        (0.6 * (1 + t), "The rate must fall: divide by 1 + t / s."),
    ],
    hint="Mind the brackets: the rate is start / (1 + t / s) ** c.",
)
checks.close(
    power(30, 0.6, 10, exponent=0.5),
    0.3,
    "The rate at step 30 with the exponent 0.5",
    hint="Mind the brackets: the rate is start / (1 + t / s) ** c.",
)
checks.passed("power, numpy")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(71)
for exponent in (1.0, 0.5, 2.0, 0.75):
    start, length = generator.uniform(0.01, 1), int(generator.integers(3, 500))
    steps = generator.integers(0, 3_000, (5, 7))
    expected = start / (1 + steps / length) ** exponent
    checks.close(
        power(steps, start, length, exponent),
        expected,
        f"The list of rates with the exponent {exponent}",
        atol=0,
        mistakes=[
            (start / (1 + steps / length), "The argument `exponent` is not used."),
            (
                start / (1 + (steps / length) ** exponent),
                "Raise the whole bracket to the exponent, 1 included.",
            ),
        ],
    )
### END HIDDEN TESTS

# %% role="tests" id="power" part="keras" points=2
# Run this cell to check power, keras (2 points).
step = keras.ops.convert_to_tensor(np.array([0, 10, 20, 45], dtype="int64"))
try:
    schedule = PowerDecay(0.6, 10)
    rates = checks.written(schedule(step), "The schedule at four steps")
except (TypeError, ValueError) as error:
    for words, hint in (
        ("takes no arguments", "Is the class still to be written? It has no __init__."),
        ("converted to Python", "`float`, `int` and `math` take one step, not four."),
    ):
        checks.that(words not in str(error), f"PowerDecay failed: {error}.", hint=hint)
    raise
checks.that(
    hasattr(PowerDecay, "from_config"),
    "PowerDecay is no subclass of schedules.LearningRateSchedule.",
    hint="Name it in brackets behind the class, as LinearDecay does.",
)
checks.that(
    not isinstance(rates, np.ndarray | np.generic),
    "The schedule was computed with NumPy.",
    hint="While `fit` compiles, a step has no value for NumPy: use keras.ops.",
)
checks.close(
    rates,
    [0.6, 0.3, 0.2, 0.6 / 5.5],
    "The schedule at the steps 0, 10, 20 and 45",
    rtol=1e-3,
    mistakes=[
        (0.6 / (1 + np.array([0, 10, 20, 45])), "Divide the step by `decay_steps`."),
        ([0.6, 0.3, 0.2, 0.12], "Cast the step to a float before you divide."),
    ],
)
config = checks.written(schedule.get_config(), "get_config()")
checks.that(
    isinstance(config, dict) and set(config) == {"start", "decay_steps", "exponent"},
    "get_config must return a dict with the arguments of __init__.",
    got=config,
)
checks.passed("power, keras")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(72)
for exponent in (1.0, 0.5, 2.0):
    start, length = float(generator.uniform(0.01, 1)), int(generator.integers(3, 500))
    schedule = PowerDecay(start, length, exponent)
    numbers = generator.integers(0, 3_000, 9)
    expected = start / (1 + numbers / length) ** exponent
    checks.close(
        schedule(keras.ops.convert_to_tensor(numbers.astype("int32"))),
        expected,
        f"The schedule with the exponent {exponent}",
        rtol=1e-3,
        atol=0,
        mistakes=[(start / (1 + numbers / length), "`exponent` is not used.")],
    )
    checks.close(
        schedule(int(numbers[0])), expected[0], "The schedule at one step", rtol=1e-3
    )
    again = PowerDecay.from_config(schedule.get_config())
    checks.close(
        again(int(numbers[1])),
        expected[1],
        "The schedule made again from its config",
        rtol=1e-3,
        atol=0,
        hint="get_config must return the values that __init__ was given.",
    )
### END HIDDEN TESTS

# %% role="demo"
stock = schedules.InverseTimeDecay(0.6, decay_steps=10, decay_rate=1)
print("step   NumPy   yours  Keras's")
for step in (0, 7, 10, 20, 1_000):
    rates = (power(step, 0.6, 10), PowerDecay(0.6, 10)(step), stock(step))
    print(f"{step:5}" + "".join(f"  {float(rate):.4f}" for rate in rates))

# %% [markdown]
# ## 6. Up, then down: 1cycle
#
# So far every schedule fell from its first step. **1cycle** (Smith, 2018) begins low,
# climbs along a straight line, comes down along another, and falls by orders of
# magnitude at the very end. The climb lets the net settle from its random start before
# it is asked to take long steps; so the peak may be higher than a rate that would be
# safe from the first step. (Smith also lowers the momentum while the rate is high. We
# leave it at 0.9, to change one thing at a time.)
#
# Our 1cycle is four points joined by straight lines; $T$ is the budget in steps:
#
# | step | 0 | 0.45 $T$ | 0.9 $T$ | $T$ and later |
# |---|---|---|---|---|
# | rate | peak / 10 | peak | peak / 10 | peak / 1000 |
#
# In NumPy that is one call, because `np.interp` joins points by straight lines:


# %%
def one_cycle(step, peak, total_steps):
    """Return the rate at each step: up, down, and far down at the end."""
    corners = np.array([0.0, 0.45, 0.9, 1.0]) * total_steps
    return np.interp(step, corners, [peak / 10, peak, peak / 10, peak / 1000])


print(one_cycle([0, 45, 90, 100, 200], peak=0.1, total_steps=100).round(4))

# %% [markdown]
# ### Exercise 8: 1cycle in Keras
#
# `keras.ops` has no `interp`. Write the class `OneCycle(peak, total_steps)`, a schedule
# that gives what `one_cycle` gives: a tensor of rates for a tensor of integer steps, of
# any shape. With `get_config`, as before.
#
# *A way to think of it:* write each of the three lines as a formula of the step. Where
# do you need `keras.ops.where`, and could `minimum` and `maximum` do?
#
# *Checked, here or in grading:* the corners, continuity, that it rises and falls where
# it should, and that it stays at its last rate after the budget is spent.


# %% role="solution" id="one_cycle_schedule"
class OneCycle(schedules.LearningRateSchedule):
    """1cycle: linear up to `peak`, linear down, and far down in the last tenth."""

    ### BEGIN SOLUTION
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        done = keras.ops.cast(step, "float32") / self.total_steps
        up = 0.1 + 0.9 * done / 0.45
        down = 1.0 - 0.9 * (done - 0.45) / 0.45
        out = 0.1 - 0.099 * (done - 0.9) / 0.1
        share = keras.ops.where(done < 0.45, up, keras.ops.where(done < 0.9, down, out))
        return self.peak * keras.ops.maximum(share, 0.001)

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}

    ### END SOLUTION


# %% role="tests" id="one_cycle_schedule" points=3
# Run this cell to check one_cycle_schedule (3 points).
def tensor_of(steps):
    """Return steps as the integer tensor that an optimiser hands to a schedule."""
    return keras.ops.convert_to_tensor(np.asarray(steps, dtype="int64"))


corners = [0, 90, 180, 200]
try:
    schedule = OneCycle(0.5, 200)
    rates = checks.written(schedule(tensor_of(corners)), "The schedule")
except (TypeError, ValueError) as error:
    for words, hint in (
        ("takes no arguments", "Is the class still to be written? It has no __init__."),
        ("truth value", "`if` can ask about one step only: use keras.ops.where."),
        ("Cannot convert", "Steps are integers: cast them to floats, then compare."),
        ("converted to Python", "`float`, `int` and `math` take one step, not four."),
    ):
        checks.that(words not in str(error), f"OneCycle failed: {error}.", hint=hint)
    raise
checks.that(
    hasattr(OneCycle, "from_config"),
    "OneCycle is no subclass of schedules.LearningRateSchedule.",
    hint="Name it in brackets behind the class, as LinearDecay does.",
)
checks.that(
    not isinstance(rates, np.ndarray | np.generic),
    "The schedule was computed with NumPy.",
    hint="While `fit` compiles, a step has no value for NumPy: use keras.ops.",
)
checks.close(
    rates,
    [0.05, 0.5, 0.05, 0.0005],
    "The schedule at its corners, steps 0, 90, 180 and 200",
    rtol=1e-3,
    atol=1e-5,
    mistakes=[
        ([0.0, 0.5, 0.05, 0.0005], "It begins at a tenth of the peak, not at 0."),
        ([0.05, 0.5, 0.05, 0.0], "It ends at a thousandth of the peak, not at 0."),
        ([0.05, 0.5, 0.05, 0.05], "The last fall, to peak / 1000, is missing."),
    ],
    hint="Put each corner's step into the formulas of the lines that meet there.",
)
between = np.array([45, 100, 150, 190])
checks.close(
    OneCycle(0.5, 200)(tensor_of(between)),
    one_cycle(between, 0.5, 200),
    "The schedule between its corners, at the steps 45, 100, 150 and 190",
    rtol=1e-3,
    hint="The corners are right: are the lines between them straight?",
)
config = checks.written(schedule.get_config(), "get_config()")
checks.that(
    isinstance(config, dict) and set(config) == {"peak", "total_steps"},
    "get_config must return a dict with the arguments of __init__.",
    got=config,
)
checks.passed("one_cycle_schedule")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(81)
for total in (100, 300, 1_000):
    peak = float(generator.uniform(0.02, 0.8))
    schedule = OneCycle(peak, total)
    steps = np.arange(total + 1)
    rates = checks.array(schedule(tensor_of(steps)), "The schedule", shape=steps.shape)
    jump = np.abs(np.diff(rates)).max()
    checks.that(
        jump <= 1.01 * 0.9 * peak / (0.45 * total),
        "The schedule jumps: its lines must meet at the corners.",
        got=f"a jump of {jump / peak:.3f} times the peak from one step to the next",
    )
    top = round(0.45 * total)
    checks.that(
        (np.diff(rates[: top + 1]) > 0).all() and (np.diff(rates[top:]) < 0).all(),
        "The schedule must rise up to 0.45 T and fall from there on.",
        got=rates[[0, top // 2, top, (top + total) // 2, total]],
    )
    checks.close(
        rates,
        np.interp(
            steps,
            [0, 0.45 * total, 0.9 * total, total],
            [peak / 10, peak, peak / 10, peak / 1000],
        ),
        "The schedule at every step",
        rtol=2e-3,
        atol=1e-5 * peak,
    )
    checks.close(
        schedule(tensor_of([[total + 1, 2 * total], [total + 7, 10 * total]])),
        np.full((2, 2), peak / 1000),
        "The schedule after its budget",
        rtol=2e-2,
        atol=0,
        hint="After step T it stays at peak / 1000: it must not go on falling.",
    )
    checks.close(schedule(3), rates[3], "The schedule at one step", rtol=1e-3)
again = OneCycle.from_config(OneCycle(0.3, 77).get_config())
checks.close(
    again(tensor_of([0, 20])),
    one_cycle(np.array([0, 20]), 0.3, 77),
    "The schedule made again from its config",
    rtol=1e-3,
)
### END HIDDEN TESTS

# %% [markdown]
# All five shapes, with the same first or highest rate, over a budget of 180 steps:


# %% role="demo"
def plans(budget, top):
    """Return the rate of every step for five schedules whose highest rate is `top`."""
    step = np.arange(budget)
    drops = [budget // 2 - 1, budget * 3 // 4 - 1]
    return {
        "constant": np.full(budget, top),
        "piecewise": piecewise(step, drops, [top, 0.3 * top, 0.1 * top]),
        "exponential": exponential(step, top, 0.05, budget),
        "power": power(step, top, budget / 10),
        "1cycle": one_cycle(step, top, budget),
    }


log_plots.log_curves(
    {name: (np.arange(180), rates) for name, rates in plans(180, 0.1).items()},
    xlabel="step",
    ylabel="learning rate (log scale)",
    ylim=(1e-4, 0.15),
    title="Five ways through the same budget",
    alt="Learning rate on a log scale against 180 steps. Constant: a level line. Piecewise: two "
    "drops. Exponential: a straight line, to a twentieth. Power: falls fast first, then ever "
    "more slowly. 1cycle: rises to the middle, falls, and drops steeply at the end.",
)

# %% [markdown]
# ## 7. What did the optimiser really use?
#
# A schedule is a plan. Whether training followed it is a matter of fact, and facts can
# be recorded. An optimiser has two things to read:
#
# - `optimizer.iterations`: how many updates it has made so far;
# - `optimizer.learning_rate`: the rate at *that* step of the clock, which is the rate
#   that the **next** update will use.
#
# After one update `iterations` is 1, and the rate that was just used belonged to the step
# before, number 0. So a callback that reads `learning_rate` at the *end* of a batch is
# one step ahead of the truth.
#
# And the clock belongs to the optimiser, not to the call of `fit`: a second `fit` goes
# on where the first one stopped. (Compile anew with a new optimiser, and the clock
# starts at 0.)
#
# ### Exercise 9: a record
#
# Write `rates_used(model, x, y, batch_size, epochs)`: train the compiled model with
# `model.fit`, silently (`verbose=0`), and return a list with the rate that each step
# used, in order, as floats.
#
# It must be right for any optimiser, with a schedule or a constant rate, and for a
# model that has been trained before. (Look up `keras.callbacks.LambdaCallback`, or
# write a `keras.callbacks.Callback` with a method
# `on_train_batch_begin(self, batch, logs=None)`.)
#
# *Checked, here or in grading:* one rate for each step, the right ones, also in a
# second call; that the model was trained, once.


# %% role="solution" id="rates_used"
def rates_used(model, x, y, batch_size, epochs):
    """Train a compiled model with fit; return the rate of every step, in order."""
    ### BEGIN SOLUTION
    rates = []

    class Record(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            rates.append(float(self.model.optimizer.learning_rate))

    model.fit(
        x, y, batch_size=batch_size, epochs=epochs, verbose=0, callbacks=[Record()]
    )
    return rates
    ### END SOLUTION


# %% role="tests" id="rates_used" points=3
# Run this cell to check rates_used (3 points).
def little_model(learning_rate, kind=keras.optimizers.SGD):
    """Return a compiled net with one weight, quick to train."""
    net = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    # run_eagerly: nothing to compile, so a handful of steps takes no time
    net.compile(optimizer=kind(learning_rate), loss="mse", run_eagerly=True)
    return net


x, y = np.ones((10, 1), "float32"), np.ones(10, "float32")
halving = schedules.ExponentialDecay(0.08, decay_steps=1, decay_rate=0.5)
net = little_model(halving)
got = checks.array(rates_used(net, x, y, batch_size=4, epochs=2), "rates_used")
checks.equal(
    got.shape,
    (6,),
    "The shape of the rates of 2 epochs of 3 steps",
    mistakes=[
        ((0,), "Nothing was recorded. Was `fit` called, and given the callback?"),
        (
            (2,),
            "That is a rate for each epoch. Record at every batch, and hand `batch_size` to "
            "`fit`.",
        ),
        ((5,), "One step is missing: record the first one too."),
        ((7,), "That is one too many: record only the rates that were used."),
        ((3,), "That is one epoch only."),
    ],
)
plan = 0.08 * 0.5 ** np.arange(12.0)
checks.close(
    got,
    plan[:6],
    "The list of rates of 2 epochs of 10 examples in batches of 4",
    mistakes=[
        (plan[1:7], "After an update `learning_rate` is that of the next step."),
    ],
    hint="One rate for each step: record at the beginning of each batch.",
)
checks.equal(
    int(net.optimizer.iterations),
    6,
    "The number of updates that the model went through",
    mistakes=[
        (0, "The model was not trained: call model.fit on it."),
        (12, "The model was trained twice."),
    ],
)
checks.close(
    rates_used(net, x, y, batch_size=5, epochs=1),
    plan[6:8],
    "The list of rates when the same model is trained on",
    atol=1e-9,
    mistakes=[
        (plan[:2], "The clock goes on: it belongs to the optimiser, not to fit."),
        (plan[7:9], "After an update `learning_rate` is that of the next step."),
    ],
)
checks.passed("rates_used")
### BEGIN HIDDEN TESTS
net = little_model(0.03, kind=keras.optimizers.Adam)
checks.close(
    rates_used(net, x, y, batch_size=3, epochs=1),
    [0.03] * 4,
    "The list of rates of an optimiser with a constant rate",
    hint="`optimizer.learning_rate` can be read whether there is a schedule or not.",
)
drops = schedules.PiecewiseConstantDecay([1, 3], [0.4, 0.2, 0.1])
net = little_model(drops)
checks.close(
    rates_used(net, x, y, batch_size=10, epochs=5),
    [0.4, 0.4, 0.2, 0.2, 0.1],
    "The list of rates of a piecewise constant schedule",
    mistakes=[
        ([0.4, 0.2, 0.2, 0.1, 0.1], "That is each time the rate of the next step.")
    ],
)
checks.equal(int(net.optimizer.iterations), 5, "The number of updates")
### END HIDDEN TESTS

# %% [markdown]
# Your recorder and your 1cycle, in a real training: one epoch and a half of it, in two
# calls of `fit`.

# %% role="demo" tags=["nbval-ignore-output"]
net = digit_net(sgd(OneCycle(0.1, total_steps=90)), seed=0)
first = rates_used(net, x_train[:3_000], y_train[:3_000], batch_size=50, epochs=1)
second = rates_used(net, x_train[:1_500], y_train[:1_500], batch_size=50, epochs=1)
planned = one_cycle(np.arange(len(first + second)), 0.1, 90)
print(f"{len(first)} steps, then {len(second)}; the clock shows", end=" ")
print(int(net.optimizer.iterations))
print(
    f"largest difference from the plan: {np.abs(planned - (first + second)).max():.0e}"
)
print(f"off by one it would have been:    {np.abs(np.diff(planned)).max():.0e}")

# %% [markdown]
# ## 8. Listen to the loss: performance scheduling
#
# All schedules above know the budget and nothing else. **Performance scheduling** asks
# the validation loss. Every so often, here after each epoch, it looks: has the loss
# improved? If it has not done so for a while, the rate is multiplied by a factor smaller
# than 1. (The place where a loss stays is a *plateau*, and Keras calls the callback
# `ReduceLROnPlateau`.) It has four numbers of its own:
#
# - `rate`: the first rate; `factor`: what the rate is multiplied by at each reduction;
# - `patience`: so many epochs *in a row* without an improvement are needed for a
#   reduction;
# - `min_delta`: an improvement counts only if the loss is below the best one so far by
#   *more* than this.
#
# The details decide. The comparison is with the *best* loss so far, not with the last
# one. Every improvement sets the count of waiting epochs back to 0, and so does a
# reduction. The best loss itself is never forgotten, not after a reduction either.
#
# For instance, with a factor of 0.1 and a patience of 2:
#
# | epoch | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
# |---|---|---|---|---|---|---|---|
# | rate used | 0.2 | 0.2 | 0.2 | 0.2 | 0.02 | 0.02 | 0.02 |
# | loss after it | 0.9 | 0.5 | 0.6 | 0.55 | 0.4 | 0.45 | |
# | best | 0.9 | 0.5 | 0.5 | 0.5 | 0.4 | 0.4 | |
# | waiting | 0 | 0 | 1 | 2, reduce | 0 | 1 | |
#
# ### Exercise 10: the plateau
#
# Write `plateau_rates(losses, rate, factor, patience, min_delta=0.0)`. `losses` are the
# validation losses after epochs 1, 2, ..., $n$. Return a list of the rates of the
# epochs 1, 2, ..., $n + 1$: one more than losses, because the last loss decides about
# an epoch still to come. Of an empty list, return `[rate]`.
#
# The table is `plateau_rates([0.9, 0.5, 0.6, 0.55, 0.4, 0.45], 0.2, 0.1, 2)`.
#
# *Checked, here or in grading:* the exact epoch of each reduction; and that Keras's
# callback does the same on the same losses.


# %% role="solution" id="plateau_rates"
def plateau_rates(losses, rate, factor, patience, min_delta=0.0):
    """Return the rate of each epoch, the next one included."""
    ### BEGIN SOLUTION
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best - min_delta:
            best, waiting = loss, 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
        rates.append(rate)
    return rates
    ### END SOLUTION


# %% role="tests" id="plateau_rates" part="patience" points=2
# Run this cell to check plateau_rates, patience (2 points).
losses = [0.9, 0.5, 0.6, 0.55, 0.4, 0.45]
got = checks.array(plateau_rates(losses, 0.2, 0.1, 2), "plateau_rates")
checks.equal(
    got.shape,
    (7,),
    "The number of rates for 6 losses",
    mistakes=[
        ((6,), "The rate of the epoch still to come is missing, or the first."),
        ((), "That is one rate; return the list of all of them."),
    ],
)
checks.close(
    got,
    [0.2, 0.2, 0.2, 0.2, 0.02, 0.02, 0.02],
    "The list of rates of the example",
    mistakes=[
        (
            [0.2, 0.2, 0.2, 0.02, 0.02, 0.02, 0.002],
            "It is one epoch early: reduce when `patience` epochs have waited.",
        ),
        (
            [0.2, 0.2, 0.2, 0.02, 0.02, 0.02, 0.02],
            "It is one epoch early: a loss decides about the epoch after it.",
        ),
        (
            [0.2, 0.2, 0.2, 0.2, 0.2, 0.02, 0.02],
            "It is one epoch late: the epoch after the second wait has the new rate.",
        ),
        (
            [0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2],
            "It never falls: compare with the best loss, not the last; and count.",
        ),
        (
            [0.2, 0.2, 0.2, 0.2, 0.02, 0.02, 0.002],
            "A reduction must set the count back to 0, and so must an improvement.",
        ),
    ],
)
checks.close(
    plateau_rates([1.0, 1.1, 1.2, 1.3, 1.4], 0.8, 0.5, 2),
    [0.8, 0.8, 0.8, 0.4, 0.4, 0.2],
    "The list of rates when the loss only rises",
    mistakes=[
        (
            [0.8, 0.8, 0.8, 0.4, 0.2, 0.1],
            "After a reduction the count starts again at 0.",
        ),
        (
            [0.8, 0.8, 0.8, 0.4, 0.4, 0.4],
            "The rate may fall again: multiply the one in force. And a fall does not forget "
            "the best loss.",
        ),
        (
            [0.8, 0.8, 0.8, 0.4, 0.4, 0.4 - 0.8 * 0.5],
            "Multiply the rate by the factor; do not subtract.",
        ),
        (
            [0.8, 0.8, 0.4, 0.4, 0.2, 0.2],
            "The first loss is always the best so far: nothing waits yet.",
        ),
    ],
)
checks.passed("plateau_rates, patience")


### BEGIN HIDDEN TESTS
def rates_of_keras(losses, rate, factor, patience, min_delta=0.0):
    """Let Keras's callback see the losses, and read the rates that it sets."""
    net = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    net.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    callback = keras.callbacks.ReduceLROnPlateau(
        factor=factor, patience=patience, min_delta=min_delta, min_lr=0.0
    )
    callback.set_model(net)
    callback.on_train_begin(logs=None)
    rates = [rate]
    for number, value in enumerate(losses):
        callback.on_epoch_end(number, {"val_loss": value})
        rates.append(float(net.optimizer.learning_rate))
    return rates


def wrong_rates(losses, rate, factor, patience, rule):
    """Return what a likely mistake gives."""
    rates, best, waiting = [rate], math.inf, 0
    for loss in losses:
        if loss < best:
            best, waiting = loss, waiting if rule == "in all" else 0
        else:
            waiting += 1
            if waiting >= patience:
                rate, waiting = rate * factor, 0
                best = math.inf if rule == "forgets" else best
        best = loss if rule == "last" else best
        rates.append(rate)
    return rates


generator = np.random.default_rng(101)
for patience in (1, 2, 3):
    losses = (1 / np.arange(1, 25) + generator.uniform(0, 0.3, 24)).round(3).tolist()
    known = losses, 0.1, 0.5, patience
    checks.close(
        plateau_rates(*known),
        rates_of_keras(*known),
        f"The list of rates with a patience of {patience}, against Keras's callback",
        rtol=1e-3,
        atol=0,
        mistakes=[
            (wrong_rates(*known, "last"), "Compare with the best loss, not the last."),
            (wrong_rates(*known, "in all"), "The waiting epochs must be in a row."),
            (
                wrong_rates(*known, "forgets"),
                "The best loss stays the best after a reduction.",
            ),
        ],
    )
checks.close(plateau_rates([], 0.3, 0.1, 5), [0.3], "The list of rates before any loss")
checks.close(
    plateau_rates([0.5, 0.5, 0.5], 1.0, 0.1, 2),
    [1.0, 1.0, 1.0, 0.1],
    "The list of rates of three equal losses",
    hint="An equal loss is no improvement.",
)
### END HIDDEN TESTS

# %% role="tests" id="plateau_rates" part="min_delta" points=2
# Run this cell to check plateau_rates, min_delta (2 points).
losses = [1.0, 0.95, 0.92, 0.85, 0.84]
checks.close(
    plateau_rates(losses, 0.2, 0.5, 2, min_delta=0.1),
    [0.2, 0.2, 0.2, 0.1, 0.1, 0.1],
    "The list of rates when only an improvement of more than 0.1 counts",
    mistakes=[
        ([0.2] * 6, "`min_delta` is not used, or has the wrong sign."),
        (
            [0.2, 0.2, 0.2, 0.1, 0.1, 0.05],
            "0.85 is more than 0.1 below the best, 1.0: a small step is no new best.",
        ),
        (
            [0.2, 0.2, 0.2, 0.1, 0.05, 0.05],
            "After a reduction the count starts again at 0.",
        ),
    ],
    hint="An improvement has loss < best - min_delta; only then is it the new best.",
)
checks.passed("plateau_rates, min_delta")


### BEGIN HIDDEN TESTS
def rates_of_keras(losses, rate, factor, patience, min_delta=0.0):
    """Let Keras's callback see the losses, and read the rates that it sets."""
    net = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    net.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    callback = keras.callbacks.ReduceLROnPlateau(
        factor=factor, patience=patience, min_delta=min_delta, min_lr=0.0
    )
    callback.set_model(net)
    callback.on_train_begin(logs=None)
    rates = [rate]
    for number, value in enumerate(losses):
        callback.on_epoch_end(number, {"val_loss": value})
        rates.append(float(net.optimizer.learning_rate))
    return rates


generator = np.random.default_rng(102)
for min_delta, patience in ((0.05, 1), (0.02, 2), (0.1, 3)):
    losses = 1 / np.arange(1, 25) ** 0.5 + generator.uniform(0, 0.1, 24)
    known = losses.round(3).tolist(), 0.1, 0.5, patience
    checks.close(
        plateau_rates(*known, min_delta),
        rates_of_keras(*known, min_delta),
        f"The list of rates with min_delta {min_delta}, against Keras's callback",
        rtol=1e-3,
        atol=0,
        mistakes=[
            (rates_of_keras(*known), "`min_delta` is not used."),
            (rates_of_keras(*known, -min_delta), "`min_delta` has the wrong sign."),
        ],
        hint="An improvement has loss < best - min_delta; only then is it the new best.",
    )
### END HIDDEN TESTS

# %% [markdown]
# We let it train our net on all digits, three epochs, and let it look at the validation
# loss three times an epoch. A factor of 0.3, a patience of 1 (nine looks are few), and
# three rates to begin with, of which the figure shows the middle one, 0.09.

# %% role="demo" tags=["nbval-ignore-output"]
EPOCHS, LOOKS = {"small": (3, 3), "full": (4, 2)}[SIZE]  # looks an epoch
TOPS = {"small": (0.03, 0.09, 0.27), "full": (0.03, 0.06, 0.12, 0.24)}[SIZE]
BUDGET = steps_in(EPOCHS, N_TRAIN, 50)
table = Table(BUDGET)
listening = digit_net(sgd(table))
listening.optimizer.build(listening.trainable_variables)
parts = [
    fast_fit.epochs_of(
        listening,
        x_train[i::LOOKS],
        y_train[i::LOOKS],
        batch_size=50,
        validation_data=(x_valid, y_valid),
    )
    for i in range(LOOKS)
]


def listen(start, seed, factor=0.3, patience=1):
    """Train with performance scheduling; return losses, rates and accuracies."""
    begin(listening, seed)
    rng, losses, right = np.random.default_rng(seed), [], []
    for look in range(LOOKS * EPOCHS):
        rate = plateau_rates(losses, start, factor, patience)[-1]
        table.rates.assign(np.full(BUDGET, rate))
        logs = parts[look % LOOKS].run(rng)
        losses.append(logs["val_loss"])
        right.append(logs["val_accuracy"])
    rates = plateau_rates(losses, start, factor, patience)[:-1]
    return losses, rates, right


# %% role="demo" tags=["nbval-ignore-output"]
heard = {top: [listen(top, seed) for seed in training.SEEDS] for top in TOPS}

# %% role="demo" tags=["nbval-ignore-output"]
looks = np.arange(1, LOOKS * EPOCHS + 1) / LOOKS
shown = heard[TOPS[len(TOPS) // 2]]
losses, rates = (np.array([run[i] for run in shown]) for i in (0, 1))
one, other = rates.sum(axis=1).argmin(), rates.sum(axis=1).argmax()
log_plots.log_curves(
    {
        f"loss, seed {one}": (looks, losses[one]),
        f"rate, seed {one}": (looks, rates[one]),
        f"loss, seed {other}": (looks, losses[other]),
        f"rate, seed {other}": (looks, rates[other]),
    },
    ylabel="validation loss, rate (log scale)",
    ylim=(5e-3, 1),
    title="The same rule, two seeds",
    alt="Validation loss and learning rate of two seeds, looked at three times an epoch, on a log "
    "scale. The losses fall to between 0.2 and 0.3. Each rate stays level, then falls after a look at "
    "which the loss had not improved; in one seed earlier or more often than in the other.",
)
for seed, row in enumerate(rates):
    print(f"seed {seed}: rates", ", ".join(f"{rate:.2g}" for rate in row))

# %% [markdown]
# One rule, and the five seeds reduce their rate at three different times: it follows
# the run, not the calendar. That is its strength, because it needs no budget. It is
# also its weakness: it needs validation data at every look, and with little patience a
# loss that happens to rise once sets it off.

# %% [markdown]
# ## 9. The race, at equal budget
#
# Now all of them on all digits: three epochs, so every digit is seen three times and
# there is little time to learn anything by heart. What is held equal: net, seeds,
# batches, momentum, number of steps. And one more thing that many comparisons forget:
# **effort in tuning**. A schedule at a well-chosen first rate against a constant rate
# at a badly chosen one proves nothing. Every contestant gets the same three highest
# rates to choose from, each three times the one before. (Two things are not quite equal.
# Performance scheduling, for the sake of its looks, meets the digits in three fixed
# thirds; and that it looks three times an epoch and not twice was chosen on these runs.)
#
# **Predict:** which contestant suffers most when its highest rate is nine times too
# high?

# %% role="demo" tags=["nbval-ignore-output"]
compare_on_all = bench(EPOCHS)


def race(top):
    """Train every schedule from one highest rate; return {(schedule, rate): runs}."""
    entries = {(name, top): rates for name, rates in plans(BUDGET, top).items()}
    return compare_on_all(entries)


raced = race(TOPS[0])

# %% role="demo" tags=["nbval-ignore-output"]
raced |= race(TOPS[1])

# %% role="demo" tags=["nbval-ignore-output"]
for top in TOPS[2:]:
    raced |= race(top)

# %% role="demo" tags=["nbval-ignore-output"]
raced |= {
    ("performance", top): {
        "loss": None,
        "val_loss": np.array([losses for losses, _, _ in runs]),
        "val_accuracy": np.array([right for _, _, right in runs]),
    }
    for top, runs in heard.items()
}
SGD_NAMES = [*plans(BUDGET, 0.1), "performance"]


# %% role="demo" tags=["nbval-ignore-output"]
def final_losses(raced, name):
    """Return {rate: the seeds' final validation losses} of one schedule."""
    return {
        top: found["val_loss"][:, -1].tolist()
        for (which, top), found in raced.items()
        if which == name
    }


log_plots.log_curves(
    {
        name: (TOPS, np.transpose(list(final_losses(raced, name).values())))
        for name in SGD_NAMES
    },
    xlabel="highest rate of the schedule (log scale)",
    ylabel="final validation loss (log scale)",
    ylim=(0.15, 2),
    logx=True,
    title=f"{EPOCHS} epochs, five seeds each",
    alt="Final validation loss against the highest rate, for six schedules, both on log scales. The "
    "constant rate is best at 0.03, a little worse at 0.09 and far above all others at 0.27. "
    "The schedules are best at 0.09, except power, which is the highest of all at 0.03 and the "
    "lowest at 0.27, where the exponential one has hardly risen.",
)

# %% role="demo" tags=["nbval-ignore-output"]
best = {name: pick_rate(final_losses(raced, name)) for name in SGD_NAMES}
for name, top in best.items():
    found = raced[name, top]
    loss, right = found["val_loss"][:, -1], found["val_accuracy"][:, -1]
    print(
        f"{name:11} from {top}: loss {training.mean_and_spread(loss, digits=3)}", end=""
    )
    print(f", {training.mean_and_spread(right, percent=True)} right")

# %% [markdown]
# Begin at the right edge. Nine times too high, the constant rate falls apart. The
# schedules bear it far better, and power scheduling, which leaves its high rate almost
# at once, is even at its best there. The left edge is the reverse: from 0.03, power and
# exponential decay are the worst, because they slow down before they have got anywhere.
# So the first rate is not a property of the net alone: **tune it anew for each
# schedule**.
#
# At its own best rate, every schedule ends with a lower mean loss than the best
# constant rate. With the piecewise one, 0.253 became 0.200, and where 92.2 % had been
# right, 94.0 % are. Only for performance scheduling do these five seeds not settle it:
# its spread, 0.031, is larger than its gain. *Which* schedule wins is less clear. The
# staircase and 1cycle come first, and nothing separates them. Power and exponential decay
# end with 0.214 and 0.219, behind the staircase by more than the spreads; but of 1,000
# validation digits they get about as many right. Between exponential and performance
# scheduling, which both did well for Senior and his colleagues, these runs do not decide.
#
# And remember the regime: three epochs, a budget that ends before the net has learned
# all it could. With eight epochs on half of the digits, in section 3, the drop bought
# nothing over a good constant rate on the validation digits.

# %% [markdown]
# ## 10. A schedule must fit its budget
#
# Two ways to miss it. Somebody meant "a tenth every 4 epochs" and wrote
# `decay_steps=4`. Somebody else copied "a tenth every 10,000 steps" from a project with
# a hundred times our steps. And one counted: a tenth over the whole budget.
#
# There is a quick test, before any training. If the rate is multiplied by $f$ at every
# step, all rates together, from the first step to infinity, sum up to
#
# $$\eta_0 + \eta_0 f + \eta_0 f^2 + \dots = \frac{\eta_0}{1 - f},$$
#
# as much as $1 / (1 - f)$ steps at the full rate. Beyond that the net cannot walk,
# however long it trains. **Predict** the training loss of the three.

# %% role="demo" tags=["nbval-ignore-output"]
decays = {
    "decay_steps 4": 4,
    f"decay_steps {BUDGET}": BUDGET,
    "decay_steps 10,000": 10_000,
}
fitting = compare_on_all(
    {n: exponential(np.arange(BUDGET), 0.12, 0.1, s) for n, s in decays.items()}
)

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    {name: found["loss"] for name, found in fitting.items()},
    ylabel="training loss (log scale)",
    ylim=(0.08, 3),
    level=(math.log(10), "guessing"),
    title="A tenth every so many steps",
    alt="Training loss on a log scale against three epochs, for three exponential decays. With "
    "a tenth every 4 steps the loss stops falling at once and stays level. With a tenth over the budget "
    "it falls furthest. With a tenth every 10,000 steps it falls less far.",
)
for (name, s), found in zip(decays.items(), fitting.values()):
    f = factor_for(0.1, s)
    print(f"{name:18}: half-life {half_life(f):6.1f} steps", end=", ")
    print(f"never further than {1 / (1 - f):7.1f} full steps,", end=" ")
    print(f"{f**BUDGET:.2g} of the rate left;", end=" ")
    print(f"loss {training.mean_and_spread(found['loss'][:, -1], digits=3)}")

# %% [markdown]
# With `decay_steps=4` the net may walk as far as 2.3 full steps would take it, and does
# so within the first epoch. Then it is **frozen**: the loss stands still at 1.7, and on a
# plot this looks exactly like a net that cannot learn any more. Nothing crashed. At the
# other end, 96 % of the rate are left when the budget is over: that is hardly a schedule,
# and the steps stay too long. The one that was computed from the budget ends lowest.
#
# This is what the authors of the case study saw with 0.9995 and 0.999995. Before that,
# they had lowered their rate in drops, at steps 300 and 3,000, too soon, and did better
# with drops at 2,000 and 5,000. The moral is always the same: choose the decay from the
# number of steps that you have, not from somebody else's.

# %% [markdown]
# ## 11. Does Adam need one?
#
# Our sources say no. AdaGrad, RMSProp and Adam divide every weight's step by the size
# of its recent gradients, and so, they say, adapt the rate by themselves. The case
# study agrees: no decay with Adam, except perhaps a drop shortly before the end, which
# may give a sudden small gain. Today's large nets are nearly all trained with Adam
# *and* a schedule. Both cannot be quite right, so we measure: the same budget and
# seeds, three highest rates, and three schedules. They are constant; 1cycle; and
# constant with a drop to a tenth for the last fifth.
#
# **Predict:** at the *same* highest rate, does a schedule gain anything? And when each
# may choose its own?

# %% role="demo" tags=["nbval-ignore-output"]
ADAM_TOPS = {"small": (0.001, 0.003, 0.009), "full": (0.001, 0.002, 0.004, 0.008)}[SIZE]
ADAM_NAMES = ("constant", "1cycle", "drop at the end")
compare_with_adam = bench(EPOCHS, optimizer=keras.optimizers.Adam)


def adam_plans(top):
    """Return the rate of every step, of three schedules for Adam."""
    drop = piecewise(np.arange(BUDGET), [BUDGET * 4 // 5 - 1], [top, top / 10])
    found = plans(BUDGET, top) | {"drop at the end": drop}
    return {name: found[name] for name in ADAM_NAMES}


def adam_race(top):
    """Train Adam with each schedule from one highest rate."""
    entries = {(name, top): rates for name, rates in adam_plans(top).items()}
    return compare_with_adam(entries)


adam = adam_race(ADAM_TOPS[0])

# %% role="demo" tags=["nbval-ignore-output"]
adam |= adam_race(ADAM_TOPS[1])

# %% role="demo" tags=["nbval-ignore-output"]
for top in ADAM_TOPS[2:]:
    adam |= adam_race(top)

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    {
        name: (ADAM_TOPS, np.transpose(list(final_losses(adam, name).values())))
        for name in ADAM_NAMES
    },
    xlabel="highest rate of the schedule (log scale)",
    ylabel="final validation loss (log scale)",
    ylim=(0.14, 0.4),
    logx=True,
    title=f"Adam: {EPOCHS} epochs, five seeds each",
    alt="Final validation loss of Adam against the highest rate, both on log scales. The constant "
    "rate is about equally good at 0.001 and 0.003 and worse at 0.009. 1cycle is the worst at "
    "0.001, better than constant at 0.003, and by far the lowest at 0.009. A drop at the end "
    "is level with the constant rate at 0.001 and is well below it at 0.003 and 0.009.",
)
adam_best = {name: pick_rate(final_losses(adam, name)) for name in ADAM_NAMES}
for name, top in adam_best.items():
    loss, right = (adam[name, top][key][:, -1] for key in ("val_loss", "val_accuracy"))
    print(
        f"{name:15} from {top}: loss {training.mean_and_spread(loss, digits=3)}", end=""
    )
    print(f", {training.mean_and_spread(right, percent=True)} right")

# %% [markdown]
# Everybody was right, about different questions. At 0.001, which is what Keras takes
# unless told otherwise, 1cycle loses, and the drop hardly changes the loss. Whoever
# adds a schedule there and touches nothing else may well report that Adam does not need
# one. But a schedule *permits a higher rate*. 1cycle is best at 0.009, where the constant
# rate is at its worst, and the loss falls from 0.238, the best of the constant rates, to
# 0.175. Even the cheapest trick, a drop for the last fifth, brings three quarters of that
# gain, with 0.190 from 0.003.
#
# Why does Adam not do this by itself? It divides by the size of recent gradients, so
# that a weight with small gradients moves as far as one with large ones: about $\eta$
# at a step. That holds near the minimum too, where the gradient is mostly noise.
# Nothing but a smaller $\eta$ makes those steps shorter.
#
# So the measurement says: on this net and this budget, Adam gains from a schedule about
# as much as SGD does. It does not say that this holds for every budget, and the best
# rate of 1cycle lies at the edge of our grid, so we have not even seen its best.
#
# Now the test set, opened once, for four candidates that were chosen on validation
# digits.


# %% role="demo" tags=["nbval-ignore-output"]
def test_accuracy(nets):
    """Return each net's accuracy on the test digits."""
    answers = (np.argmax(net(x_test, training=False), axis=1) for net in nets)
    return np.array([np.mean(found == y_test) for found in answers])


timed = set(SGD_NAMES) - {"constant", "performance"}
winner = min(timed, key=lambda name: raced[name, best[name]]["val_loss"][:, -1].mean())
tested_once = {
    optimizer: {
        arm: 100 * test_accuracy(nets_of(found))
        for arm, found in (("constant rate", plain), ("best schedule", scheduled))
    }
    for optimizer, plain, scheduled in (
        ("SGD", raced["constant", best["constant"]], raced[winner, best[winner]]),
        (
            "Adam",
            adam["constant", adam_best["constant"]],
            adam["1cycle", adam_best["1cycle"]],
        ),
    )
}

# %% role="demo" tags=["nbval-ignore-output"]
plots.compare(
    tested_once,
    ylabel="test accuracy (%)",
    title="Chosen on validation digits, tested once",
    alt="Dots of five seeds for two optimisers, SGD and Adam, each with its best constant rate "
    "and with its best schedule. The schedule is ahead in both.",
)
for optimizer, arms in tested_once.items():
    for arm, right in arms.items():
        print(f"{optimizer:4} {arm}: test {training.mean_and_spread(right)} %")

# %% [markdown]
# From 91.8 to 93.8 % with SGD, from 92.3 to 94.1 % with Adam: more than one error in five
# is gone, for no more than another list of 180 numbers. The two optimisers differ by
# much less than that, with a schedule or without one, and five seeds and 1,000 digits
# are too few to tell them apart.

# %% [markdown] cited=[98.1, 55000]
# ## 12. At full scale
#
# Does it hold on all 55,000 training digits? The same net and batches of 50, now for ten
# epochs. Each contestant has a highest rate of its own again, the best of five, each twice
# the one before, chosen on the validation digits with a seed that is not among the five
# below. A textbook net of this kind, with Adam and without a schedule, is reported at 98.1 %.
# **Predict:** will a schedule gain more here or less than on 3,000 digits?

# %% role="demo"
reference.show({"test_accuracy": "test accuracy (%)"})

# %% [markdown]
# Less in points, for fewer errors are left to avoid, but about the same share of them. With
# SGD the best constant rate is right on 97.96 % of the test digits, the staircase on 98.38 %:
# one error in five is gone again. With Adam it is 97.77 against 98.43 %, more than one error
# in four, and all three schedules do it. The gains are several times the spreads.
#
# Three findings of the small run come out sharper. Adam *without* a schedule, which had no
# clear lead over SGD, is now the last of all ten. The cheapest trick, a drop to a tenth for
# the last fifth, which brought most of the gain, is as good as any. And power, exponential and
# performance scheduling, which on 3,000 digits ended a little behind the staircase, gain only
# about half as much as it and 1cycle. All had their first rate tuned with equal effort, but
# their pace was not tuned again, and ten epochs are a longer way than three. So the old rule
# stands: the decay belongs to the budget.

# %% [markdown]
# ## 13. Questions
#
# ### Exercise 11: choose a letter
#
# Fill in one letter for each question.
#
# **`units`**: 3,000 digits, batches of 50. The rate shall be at a tenth after 20
# epochs. `ExponentialDecay(0.1, decay_steps=..., decay_rate=0.1)`: which `decay_steps`?
# a) 20; b) 60; c) 1,200; d) `60_000`.
#
# **`plateau`**: With a constant rate the training loss fell fast in the first epochs.
# Since then it has been hovering, up and down, far above 0. What do you try first? a) a
# higher rate; b) the same rate at first, and a schedule that lowers it; c) the same
# again, with more epochs; d) a larger net.
#
# **`senior`**: Senior and his colleagues saw performance and exponential scheduling do
# well. Why did they prefer the exponential one? a) it was far more accurate; b) it
# needs no first rate; c) it is simple and easy to tune, and was slightly faster; d) it
# uses the validation loss.
#
# **`name`**: Which class of `keras.optimizers.schedules` gives power scheduling with
# $c = 1$? a) `PolynomialDecay`; b) `ExponentialDecay`; c) `CosineDecay`; d)
# `InverseTimeDecay`.

# %% role="solution" id="questions"
answers = {
    "units": None,
    "plateau": None,
    "senior": None,
    "name": None,
}
### BEGIN SOLUTION
answers = {
    "units": "c",
    "plateau": "b",
    "senior": "c",
    "name": "d",
}
### END SOLUTION

# %% role="tests" id="questions" part="units" points=1
# Run this cell to check questions, units (1 point).
checks.option(answers.get("units"), "abcd", "units")
checks.recorded("questions, units")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("units"),
    "c",
    {
        "a": "Those are epochs: the rate would be at a tenth after a third of an epoch.",
        "b": "Those are the steps of a single epoch.",
        "d": "Those are examples; a step takes a batch of 50 of them.",
    },
    "units",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="plateau" points=1
# Run this cell to check questions, plateau (1 point).
checks.option(answers.get("plateau"), "abcd", "plateau")
checks.recorded("questions, plateau")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("plateau"),
    "b",
    {
        "a": "It is slightly too high already: that is what the hovering says.",
        "c": "More steps of the same length go on jumping from wall to wall.",
        "d": "The net can go lower; the length of its steps keeps it from it.",
    },
    "plateau",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="senior" points=1
# Run this cell to check questions, senior (1 point).
checks.option(answers.get("senior"), "abcd", "senior")
checks.recorded("questions, senior")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("senior"),
    "c",
    {
        "a": "Both did well. The difference was small, and one of speed.",
        "b": "Every schedule needs a first rate, and it has to be tuned.",
        "d": "That is performance scheduling; the exponential one looks only at the clock.",
    },
    "senior",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="name" points=1
# Run this cell to check questions, name (1 point).
checks.option(answers.get("name"), "abcd", "name")
checks.recorded("questions, name")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("name"),
    "d",
    {
        "a": "That one goes down to a final rate along a curve, and stops there.",
        "b": "That one is a factor per step: it halves again and again.",
        "c": "That one follows half a wave of the cosine.",
    },
    "name",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 12: in your own words
#
# A colleague trains a net with Adam for 100,000 steps and multiplies the rate by 0.9995
# after each. "After fifteen thousand steps the training loss stands still, though it is
# far from 0. The net is too small." Answer in three to six sentences: what has
# happened, with a calculation; what to try; and how you would find out who is right.
# This one is read by a person.

# %% [markdown] role="open" id="too_small" points=3
# *Rubric.* **1 point**: the rate has decayed to nothing, with a calculation that
# supports it: a half-life of 1,386 steps, or about 11 halvings (a two-thousandth of the
# rate is left) when the loss stands still, or a total walk of no more than $1/(1-f)$,
# two thousand, full steps. **1 point**: proposes a schedule that fits the budget (a
# constant rate, a factor such as `0.99995`, 1cycle or linear over all 100,000 steps)
# instead of, or before, a larger net. **1 point**: compares fairly: the same net with
# the new schedule against the old one (and against the larger net), equal budget,
# several seeds, mean and spread; or reads off the rate that was in use when the loss
# stood still.

# %% [markdown]
# ## Summary
#
# | schedule | rate at step $t$ | Keras | what it must know |
# |---|---|---|---|
# | piecewise constant | $r_i$ between two boundaries | `PiecewiseConstantDecay` | boundaries and rates |
# | exponential | $\eta_0 d^{\,t/s}$ | `ExponentialDecay` | $\eta_0$, $d$, $s$ |
# | power | $\eta_0 / (1 + t/s)^c$ | `InverseTimeDecay` for $c = 1$; yours | $\eta_0$, $s$, $c$ |
# | 1cycle | up, down, far down | yours | peak and budget |
# | performance | lower after a plateau | `ReduceLROnPlateau` | validation losses |
#
# - Too low a rate is slow, a slightly high one starts fast and hovers, a far too high
#   one wrecks the net, often without a `nan`.
# - Find a rate by short runs, or by a range test: a tenth of where the loss is lowest.
# - The clock counts steps, from 0. After an update, `learning_rate` is that of the next
#   one.
# - Choose the decay from the budget, and tune the first rate anew for each schedule.
# - Compare at equal budget and equal tuning effort, over seeds.
#
# **Ask yourself.** Why may the peak of 1cycle be higher than a constant rate? What does
# performance scheduling do if the validation loss rises because the net overfits? Where
# would you stop a range test?
#
# **Your turn.** Can you beat our best? Warm up for a tenth of the budget, then follow
# half a wave of the cosine (`CosineDecay` has a `warmup_steps`). Report five seeds,
# mean and spread, and tune the highest rate as fairly as we did.
#
# **Read on**
#
# - Senior, A., Heigold, G., Ranzato, M. and Yang, K. (2013). *An empirical study of
#   learning rates in deep neural networks for speech recognition.* ICASSP.
# - Smith, L. N. (2017). *Cyclical learning rates for training neural networks.* WACV:
#   the range test.
# - Smith, L. N. (2018). *A disciplined approach to neural network hyper-parameters,
#   part 1.* The 1cycle policy.
# - Loshchilov, I. and Hutter, F. (2017). *SGDR: stochastic gradient descent with warm
#   restarts.* ICLR: the cosine.
# - Géron, A. (2022). *Hands-On Machine Learning with Scikit-Learn, Keras & TensorFlow*,
#   chapter 11.
