# %% [markdown]
# # The net that does not learn: a clinic
#
# *It runs without an error, and it learns nothing.* Nothing is red, no line is wrong, and
# the loss just sits there. In this chapter you build the instruments of a doctor for nets,
# and then nine patients come in, one fault each. You name what they have and write a cure,
# and the cure is graded by the only thing that counts: whether the patient learns.
#
# **You will be able to**
#
# - [ ] make a net overfit a single point, and say what it means when it cannot
# - [ ] measure gradients layer by layer, and find neurons that are stuck
# - [ ] find the layer in which the first NaN arises, and the example that brought it in
# - [ ] tell a bad rate from bad weights and bad data, by their symptoms
# - [ ] tame inputs that span many decades, stack channels, and distrust a pretty picture
# - [ ] go on after a break exactly where Adam was
# - [ ] repeat a famous case study one change at a time, and see what really cured it
#
# **Before this chapter**: dense layers with ReLU, softmax and its logits, cross-entropy,
# gradients by the chain rule, SGD and Adam as update rules, training and validation sets.
#
# **How to work.** Read a question, write down your guess, only then run the cell. Cells
# marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you wrote:
# run it, and open it if you are curious. *Validate* runs all checks at once, and complains
# about an empty answer too. Grading asks the same of other inputs: a check that passes here
# is a good sign, not a promise.

# %%
from deepnets import checks, clinic, clinic_checks, log_plots, plots, training
from deepnets.data import load_digits
from deepnets.lamp import lamp_readings
from deepnets.step_runs import StepRuns, draw_batches, fresh

# %%
import math
import os
from itertools import pairwise, product

import keras
import numpy as np
import tensorflow as tf
from keras import layers

# %% [markdown]
# ## 1. What health looks like
#
# Nobody can see what is wrong with a sick net who has never looked closely at a healthy
# one. Ours reads the small handwritten digits that come with scikit-learn: 8 × 8 pixels,
# 600 of them to train on and 400 to validate. `clinic.admit(0)` brings it in: a compiled
# net, and its data. (The clinic is small on purpose: instruments should answer in seconds.
# With `DEEPNETS_SIZE=full`, sections 9 and 10 do more and take longer; the text speaks of
# the small run.)

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
visitor = clinic.admit(0)
print("inputs", visitor.x_train.shape, "labels", visitor.y_train.shape)
raw = clinic.admit(0, cure={"standardise": False}).x_train  # (600, 64), as scanned
plots.images(
    (raw[:20].reshape(-1, 8, 8) - raw.min()) / np.ptp(raw),
    [str(label) for label in visitor.y_train[:20]],
    alt="Twenty small handwritten digits of 8 by 8 pixels, each under its label, and each "
    "label is right.",
)

# %% [markdown]
# It is built by the rules that practitioners pass on to each other. None is a law, all have
# a reason, and this chapter breaks most of them to show what happens.
#
# | part | ours | why |
# |---|---|---|
# | hidden layers | two of 32 neurons, ReLU | cheap, and where a ReLU is awake its slope is 1: gradients pass undiminished |
# | output layer | *no activation* | the loss asks for logits, any number from −∞ to ∞ |
# | biases | in every layer | they shift the line $y = wx + b$ to where the data are |
# | initial weights | He: variance 2 / (number of inputs) | signals neither die out nor blow up on their way |
# | inputs | mean 0, deviation 1, for each pixel | all weights start with an equal say |
# | optimiser | Adam, rate 0.002, batches of 32 | works on most things untuned |
#
# (One rule has small print. A bias right before batch norm does nothing: the layer
# subtracts each neuron's mean, bias and all, and adds an offset of its own.)
#
# The **baseline** is somebody who only guesses. Ten digits, each with the probability 0.1:
# right once in ten, with a cross-entropy of $\ln 10$. Remember that number: a loss that
# sits at it has a net behind it that says the same whatever you show it.
#
# **Predict:** where does the loss of a freshly initialised net begin? Above, at, or below
# that of guessing?

# %% role="demo" tags=["nbval-ignore-output"]
print(f"guessing: loss {math.log(10):.3f}, accuracy {1 / 10:.0%}")
healthy = clinic.trial(0)
print("healthy :", healthy)
print("         ", training.mean_and_spread(healthy.valid_accuracy, percent=True))


# %% role="demo" tags=["nbval-ignore-output"]
def per_ten(losses, size=10):
    """Return the mean loss of every ten steps, and the steps at which they end."""
    means = losses.reshape(len(losses), -1, size).mean(axis=2)
    return size * np.arange(1, means.shape[1] + 1), means


log_plots.log_curves(
    {"healthy": per_ten(healthy.losses)},
    xlabel="step",
    ylabel="training loss (log scale)",
    ylim=(0.02, 6),
    level=(math.log(10), "guessing"),
    title="A healthy net: five seeds, mean and range",
    alt="Training loss on a log scale against 300 steps. It begins a little above guessing "
    "and falls quickly, then steadily, to a few hundredths. The five seeds stay together.",
)

# %% [markdown]
# `clinic.trial` trains from five seeds, 300 steps each, and reports means. The healthy net
# begins slightly *above* guessing, since its first answers are not just empty but random,
# and is below it within a few steps. It ends near 0.04, with 94 % of the validation digits
# right. That is our picture of health. In this clinic a patient is **cured** when, as a
# mean over seeds, its loss ends below 0.3 and at least 85 % of the validation digits are
# right.
#
# And here is the waiting room. Every patient was built from the same drawing (the later
# ones with six hidden layers, which alone is no illness), and then one thing went wrong.

# %% role="demo"
for case in range(1, 10):
    print(f"case {case}: {clinic.COMPLAINTS[case]}")

# %% [markdown]
# What can go wrong is one of these, and a **diagnosis** is its letter. A **cure** is a dict
# of settings to change, such as `{"batch_size": 64}`.

# %%
for letter, fault in clinic.FAULTS.items():
    print(f"{letter}) {fault}")

# %%
for name, values in clinic.SETTINGS.items():
    print(f"{name:18} {values}")

# %% [markdown]
# (The library knows what is wrong with whom, and its source is on your disk. It is written
# the way one writes the end of a film. You would only cheat yourself.)

# %% [markdown]
# ## 2. The first instrument: overfit one point
#
# *Overfitting* has a bad name. Here it is the best test there is. Take a single example,
# train on it again and again: any net that is put together correctly learns it by heart,
# and the loss goes to 0. If yours cannot learn even *one* point, no more data, epochs or
# patience will help: something in the net itself is broken, or in its loss. If it can, look
# elsewhere.
#
# ### Exercise 1: one point
#
# Write `overfit_one(net, x, y, index, steps)`.
#
# - `net`: a compiled Keras model; `x`, `y`: arrays of examples. Train the net on the
#   example at `index` and on nothing else, for `steps` steps with its own optimiser and
#   loss. The net is changed by it: that is what it is for.
# - Return the list of the `steps + 1` losses of that example: the one before the first
#   step, and the one after each step.
#
# The net wants a *batch*, if only of one: `x[index]` has lost an axis,
# `x[index : index + 1]` has not. `net.train_on_batch(x, y)` takes a step and returns the
# loss *before* it; `net.test_on_batch(x, y)` returns the loss and takes no step.
#
# *Checked, here or in grading:* that only this example is used, the number of losses, and
# their values, against a net so small that they can be worked out by hand.


# %% role="solution" id="overfit_one"
def overfit_one(net, x, y, index, steps):
    """Train on one example; return its loss before the first and after each step."""
    ### BEGIN SOLUTION
    one = x[index : index + 1], y[index : index + 1]
    losses = [float(net.train_on_batch(*one)) for _ in range(steps)]
    return [*losses, float(net.test_on_batch(*one))]
    ### END SOLUTION


# %% role="tests" id="overfit_one" points=2
# Run this cell to check overfit_one (2 points).
def one_weight(rate, start=0.0):
    """A net that multiplies its input by one weight, with SGD and squared error."""
    net = keras.Sequential(
        [
            keras.Input((1,)),
            layers.Dense(
                1,
                use_bias=False,
                kernel_initializer=keras.initializers.Constant(start),
            ),
        ]
    )
    net.compile(keras.optimizers.SGD(rate), loss="mse", run_eagerly=True)
    return net


def path_to(target, x, rate, steps, start=0.0):
    """The losses of one example on the way, by hand."""
    w, losses = start, []
    for _ in range(steps + 1):
        losses.append((w * x - target) ** 2)
        w -= rate * 2 * (w * x - target) * x
    return losses


x = np.array([[1.0], [2.0], [-1.0], [0.5]], "float32")
y = np.array([[5.0], [3.0], [4.0], [-2.0]], "float32")
losses = checks.array(
    overfit_one(one_weight(0.05), x, y, 1, 4), "What overfit_one returns"
)
expected = path_to(3.0, 2.0, 0.05, 4)
checks.that(
    losses.shape == (5,),
    "overfit_one must return steps + 1 losses.",
    got=losses.shape,
    expected=(5,),
    hint="One before the first step, and one after each of the 4 steps.",
)
checks.close(
    losses,
    expected,
    "The losses of example 1",
    rtol=1e-3,
    mistakes=[
        (path_to(5.0, 1.0, 0.05, 4), "That is example 0. Is `index` used?"),
        (path_to(4.0, -1.0, 0.05, 4), "That is the example after it."),
        (expected[1:] + expected[-1:], "The loss before the first step comes first."),
        (
            expected[:-1] + expected[-2:-1],
            "The last loss is that *after* the last step.",
        ),
        (path_to(3.0, 2.0, 0.05, 5)[1:], "The loss before the first step is missing."),
        ([expected[0]] * 5, "The net does not move: does every step train it?"),
        (
            np.cumsum(expected) / np.arange(1, 6),
            "These are running means. Return the loss of each step.",
        ),
    ],
    hint="Train on this one example only, x[index : index + 1] and y likewise, with the "
    "optimiser and the loss that the net has.",
)
checks.passed("overfit_one")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(21)
x = generator.normal(size=(6, 1)).astype("float32") + 2
y = generator.normal(size=(6, 1)).astype("float32") * 3
for index, steps, start in ((4, 6, 0.5), (0, 1, -1.0), (5, 9, 2.0)):
    net = one_weight(0.03, start)
    by_hand = path_to(float(y[index, 0]), float(x[index, 0]), 0.03, steps, start)
    checks.close(
        checks.array(
            overfit_one(net, x.copy(), y.copy(), index, steps), "The losses"
        ).ravel(),
        by_hand,
        f"The losses of example {index} in {steps} steps",
        rtol=1e-3,
        atol=1e-5,
        hint="One example, its own steps, its loss before the first and after each.",
    )
    checks.close(
        float(net(x[index : index + 1])[0, 0] - y[index, 0]) ** 2,
        by_hand[-1],
        "The loss of the net afterwards",
        rtol=1e-3,
        atol=1e-5,
        hint="Train the net that you were given, exactly `steps` steps.",
    )
labels = np.array([2, 0, 1])
net = keras.Sequential([keras.Input((3,)), layers.Dense(3, kernel_initializer="zeros")])
net.compile(
    keras.optimizers.SGD(0.5),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    run_eagerly=True,
)
losses = overfit_one(net, np.eye(3, dtype="float32"), labels, 2, 3)
logits, by_hand = np.zeros(3), []
for _ in range(4):
    p = np.exp(logits) / np.exp(logits).sum()
    by_hand.append(-math.log(p[1]))
    logits = logits - 0.5 * 2 * (p - np.eye(3)[1])  # kernel and bias both move
checks.close(losses, by_hand, "The losses of a classifier", rtol=1e-3)
### END HIDDEN TESTS

# %% [markdown]
# Your instrument, on the healthy net and on the first three patients.
#
# **Predict:** which of these can learn one digit by heart?

# %% role="demo" tags=["nbval-ignore-output"]
one_point = {}
for case in (0, 1, 2, 3):
    patient = clinic.admit(case)
    losses = overfit_one(patient.net, patient.x_train, patient.y_train, 0, 100)
    one_point[f"case {case}" if case else "healthy"] = (np.arange(101), losses)
log_plots.log_curves(
    one_point,
    xlabel="step",
    ylabel="loss of one digit (log scale)",
    ylim=(1e-3, 30),
    title="Can it learn a single digit? (Guessing costs 2.3)",
    alt="Loss of one digit on a log scale against 100 steps. The healthy net falls far below "
    "a hundredth. Case 1 hardly moves. Case 2 falls and then runs along a floor just below 1. "
    "Case 3 begins far above guessing.",
)
for name, (_, losses) in one_point.items():
    print(f"{name}: {losses[0]:.3g} before, {min(losses):.3g} at its lowest")

# %% [markdown]
# The healthy net knows its digit after a few dozen steps. Of the others, one has hardly
# moved; one falls and stops; and one gets there, but began at a loss that a net which knows
# nothing should not have. Three different symptoms, and nobody has looked at the code yet.
#
# A loss that stops falling at some number, and stops at the *same* number whatever you do,
# is telling you the number. Which losses are possible at all? The cross-entropy of logits
# $z_1, \ldots, z_{10}$, when the right digit is $k$, is
#
# $$L = -\ln \frac{e^{z_k}}{\sum_j e^{z_j}} .$$
#
# It comes near 0 only when $z_k$ can be much larger than the rest. If something holds every
# output between a lowest value $l$ and a highest value $h$, the best that a net can do is
# $h$ for the right digit and $l$ for the nine others, and $L$ cannot fall below
# $\ln (1 + 9\, e^{\,l - h})$.

# %% role="demo"
for name, low, high in (("0 to 1", 0, 1), ("-1 to 1", -1, 1), ("-10 to 10", -10, 10)):
    print(
        f"outputs from {name:9}: loss at least {math.log1p(9 * math.exp(low - high)):.3g}"
    )

# %% [markdown]
# So an exact number in a loss curve is a clue, and $\ln 10$ was only the first of them. Now
# the trials of the first three patients, on all their digits.

# %% role="demo" tags=["nbval-ignore-output"]
trials = {case: clinic.trial(case) for case in (1, 2, 3)}
for case, found in trials.items():
    print(f"case {case}: {found}")
log_plots.log_curves(
    {"healthy": per_ten(healthy.losses)}
    | {f"case {case}": per_ten(found.losses) for case, found in trials.items()},
    xlabel="step",
    ylabel="training loss (log scale)",
    ylim=(0.02, 12),
    title="The first three patients (guessing costs 2.3)",
    alt="Training loss on a log scale against 300 steps for a healthy net and three patients. "
    "Case 1 falls very slowly on a straight line. Case 2 falls and then stays just below 1. "
    "Case 3 begins near 8 and ends, with a wide range, above 1.",
)

# %% [markdown]
# ### Exercise 2: the first round
#
# Name and cure the cases 1, 2 and 3.
#
# - `faults_1`: for each case the letter of its fault (the list is in section 1).
# - `cures_1`: for each case a dict of settings to change. Change what is sick and nothing
#   else: a cure with a change that it does not need is sent back. A larger net or batch
#   norm is no cure.
#
# Examine them as you like. `clinic.admit(1)` brings the patient in, `.net.summary()` shows
# it, `clinic.trial(1, {"batch_size": 64})` tries a cure from five seeds.
#
# *Checked, here or in grading:* the letters, and that each cure works, from seeds and on
# digits of the test's own.

# %% role="scratch"
# Your examination room.


# %% role="solution" id="round_1"
faults_1 = {1: None, 2: None, 3: None}
cures_1 = {1: {}, 2: {}, 3: {}}
### BEGIN SOLUTION
faults_1 = {1: "b", 2: "c", 3: "d"}
cures_1 = {
    1: {"learning_rate": 2e-3},
    2: {"output_activation": None},
    3: {"from_logits": True},
}
### END SOLUTION

# %% role="tests" id="round_1" part="names" points=1
# Run this cell to check round_1, names (1 point).
for case in (1, 2, 3):
    checks.option(faults_1.get(case), list(clinic.FAULTS), f"faults_1[{case}]")
checks.recorded("round_1, names")
### BEGIN HIDDEN TESTS
clinic_checks.named(faults_1, {1: "b", 2: "c", 3: "d"}, "faults_1")
### END HIDDEN TESTS

# %% role="tests" id="round_1" part="case_1" points=1
# Run this cell to check round_1, case_1 (1 point).
clinic_checks.cured(cures_1.get(1), 1, seeds=(0,))
checks.passed("round_1, case 1")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_1.get(1), 1, seeds=(112,))
### END HIDDEN TESTS

# %% role="tests" id="round_1" part="case_2" points=1
# Run this cell to check round_1, case_2 (1 point).
clinic_checks.cured(cures_1.get(2), 2, seeds=(0,))
checks.passed("round_1, case 2")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_1.get(2), 2, seeds=(112,))
### END HIDDEN TESTS

# %% role="tests" id="round_1" part="case_3" points=1
# Run this cell to check round_1, case_3 (1 point).
clinic_checks.cured(cures_1.get(3), 3, seeds=(0,))
checks.passed("round_1, case 3")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_1.get(3), 3, seeds=(112,))
### END HIDDEN TESTS

# %% [markdown]
# ### Lower the rate? Raise the rate?
#
# Both are standard advice for a net that does not learn, and they contradict each other
# only at first sight: they are two experiments. A **lower** rate is slower, and may reach a
# place that longer steps jump over, as one jumps over the ditch beside a road. A **higher**
# rate tells you soon whether the net learns at all, and pays with a result that hovers
# instead of settling. A factor of ten is a good first step in either direction. The healthy
# net, at five rates:

# %% role="demo" tags=["nbval-ignore-output"]
RATES = (2e-5, 2e-4, 2e-3, 2e-2, 0.2)
by_rate = {
    rate: healthy if rate == 2e-3 else clinic.trial(0, {"learning_rate": rate})
    for rate in RATES
}
ends = [found.losses[:, -20:].mean(axis=1) for found in by_rate.values()]
log_plots.log_curves(
    {"after 300 steps": (RATES, np.transpose(ends))},
    xlabel="learning rate of Adam (log scale)",
    ylabel="final training loss (log scale)",
    ylim=(5e-4, 10),
    logx=True,
    level=(math.log(10), "guessing"),
    title="One healthy net, five rates, five seeds each",
    alt="Final training loss against the learning rate, both on log scales. It falls from "
    "a little above guessing at 0.00002 to a flat minimum at 0.002 and 0.02, where the seeds "
    "begin to differ, and is near guessing again at 0.2.",
)
for rate, found in by_rate.items():
    print(f"rate {rate:<6}: {found}")

# %% [markdown]
# We observe a wide valley. For Adam a rate around 0.001 is the usual first try, and here
# 0.002 and 0.02 do about equally well, the larger one less evenly. On both sides the net is
# lost, for opposite reasons. At 0.00002 it would get there one day. At 0.2 it learns next
# to nothing, and no patience will help: the next section shows what becomes of such a net.
#
# ### An activation on the outputs
#
# It is an easy mistake when one helper function builds every layer of a net, the last one
# too. What it does depends on which activation it is. **Predict** for each of three.

# %% role="demo" tags=["nbval-ignore-output"]
for name in (None, "relu", "tanh", "softmax"):
    found = clinic.trial(0, {"output_activation": name}) if name else healthy
    right = training.mean_and_spread(found.valid_accuracy, percent=True)
    print(f"{name!s:8} loss ends at {found.end:.3f}, validation {right} right")

# %% [markdown]
# - **ReLU** cuts the logits off at 0. A digit whose output is 0 for all pictures gets no
#   gradient any more: it is never answered again. Whether that happens is a matter of luck,
#   so the spread over seeds is three times as large, and one lucky run would have told us
#   that all is well. In a regression with negative targets the damage would be plain: they
#   cannot be reached.
# - **tanh** holds the logits between −1 and 1. Most answers are still right, since the
#   largest logit wins, however small the lead. But the net cannot be sure of anything.
# - **softmax** before a loss that applies softmax once more is the classic. And nothing
#   happens! Keras looks at what made the outputs, finds the softmax, takes the logits from
#   before it, and tells you so in the note above. Do not count on it: other frameworks do
#   not look, and Keras itself looks neither through ReLU nor through tanh.
#
# So "no activation on the output layer" is a rule of thumb. The rule behind it is that
# *outputs and loss must speak of the same thing*: logits for a loss of logits,
# probabilities for a loss of probabilities. The string `"sparse_categorical_crossentropy"`
# means probabilities, by default.

# %% [markdown]
# ## 3. What flows back
#
# The chain rule sends the gradient backwards through the layers, and each layer multiplies
# it by its weights and by the slopes of its activations. Many factors below 1 make next to
# nothing; many above 1 make an explosion. So look at the gradient *layer by layer*: in
# which does it still arrive?
#
# ### Exercise 3: gradient norms
#
# Write `gradient_norms(net, x, y)`.
#
# - `net`: a compiled Keras model; `x`, `y`: a batch of examples.
# - Return a dict that gives, for the name of every layer with trainable weights, the norm
#   of the gradient of the loss of this batch: $\sqrt{\sum g^2}$, over all entries $g$ of
#   all its trainable weights together, kernel and bias. Layers without any, such as an
#   activation, or frozen ones, do not appear.
# - Take no step: the net keeps its weights.
#
# For instance `{"first": 0.52, "second": 1.3}`. Useful: `tf.GradientTape()`;
# `net.compute_loss(x, y, net(x, training=True))`, the loss as `fit` has it; `layer.name`,
# `layer.trainable_weights`.
#
# *Checked, here or in grading:* names and norms, nets with activations and frozen layers,
# and that nothing moved.


# %% role="solution" id="gradient_norms"
def gradient_norms(net, x, y):
    """Return the norm of the gradient for each layer with trainable weights, by name."""
    ### BEGIN SOLUTION
    with tf.GradientTape() as tape:
        loss = net.compute_loss(x, y, net(x, training=True))
    learners = [layer for layer in net.layers if layer.trainable_weights]
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in learners])
    return {
        layer.name: float(np.sqrt(sum(np.sum(np.square(g)) for g in found)))
        for layer, found in zip(learners, gradients)
    }
    ### END SOLUTION


# %% role="tests" id="gradient_norms" points=2
# Run this cell to check gradient_norms (2 points).
def norms_of(result, names):
    """Return the norms as an array in the order of the names."""
    checks.written(result, "gradient_norms")
    checks.that(
        isinstance(result, dict),
        "gradient_norms must return a dict.",
        got=type(result).__name__,
    )
    checks.equal(
        sorted(map(str, result)),
        sorted(names),
        "The names of the layers",
        hint="One entry for each layer that has trainable weights, by layer.name.",
    )
    return np.array([float(result[name]) for name in names])


net = keras.Sequential(
    [keras.Input((2,)), layers.Dense(2, name="first"), layers.Dense(1, name="second")]
)
net.set_weights([np.eye(2), np.zeros(2), np.array([[2.0], [-1.0]]), np.array([0.5])])
net.compile(loss="mse")
x, y = (
    np.array([[1.0, 2.0], [3.0, 0.0]], "float32"),
    np.array([[1.0], [2.0]], "float32"),
)
before = [w.copy() for w in net.get_weights()]
# errors -0.5 and 4.5; d loss / d output is the error itself, for a mean over two
pulls = np.array([[-0.5], [4.5]])
first = [x.T @ (pulls @ [[2.0, -1.0]]), (pulls @ [[2.0, -1.0]]).sum(axis=0)]
second = [x.T @ pulls, pulls.sum(axis=0)]
parts = [[np.sum(g**2) for g in layer] for layer in (first, second)]
parts = np.array(parts)
got = norms_of(gradient_norms(net, x, y), ["first", "second"])
for old, new in zip(before, net.get_weights()):
    checks.close(new, old, "A weight after the call", hint="Measure; take no step.")
checks.close(
    got,
    np.sqrt(parts.sum(axis=1)),
    "The norms of the two layers",
    rtol=1e-3,
    mistakes=[
        (parts.sum(axis=1), "These are squared: take the root."),
        (np.sqrt(parts[:, 0]), "The biases are missing: kernel and bias together."),
        (np.sqrt(parts[:, 1]), "That is the bias alone: kernel and bias together."),
        (
            np.sqrt(parts).sum(axis=1),
            "Norms do not add up: add the squares of all entries, then take the root.",
        ),
        (
            2 * np.sqrt(parts.sum(axis=1)),
            "Is that the sum over the batch? Use the loss.",
        ),
        (
            [np.sqrt(2), np.sqrt(5.25)],
            "These are the norms of the weights, not of their gradients.",
        ),
        (
            [0.0, 0.0],
            "No gradient arrives: does the net run inside the `with` of the tape?",
        ),
        (
            np.sqrt(parts.sum(axis=1) / [6, 3]),
            "That is the root of a mean: add the squares up, do not average them.",
        ),
        (
            np.sqrt(parts[0]),
            "These are two arrays of the first layer. Each layer has a kernel and a bias.",
        ),
        (
            [sum(np.abs(g).sum() for g in layer) for layer in (first, second)],
            "These are sums of sizes: square the entries, add them up, take the root.",
        ),
        (
            [max(np.abs(g).max() for g in layer) for layer in (first, second)],
            "These are the largest entries: square all of them, add, take the root.",
        ),
    ],
    hint="Square all entries of the gradients of a layer, add them up, take the root.",
)
checks.passed("gradient_norms")
### BEGIN HIDDEN TESTS
training.set_seed(31)
generator = np.random.default_rng(31)
x = generator.normal(size=(16, 5)).astype("float32")
labels = generator.integers(0, 3, 16)
net = keras.Sequential(
    [
        keras.Input((5,)),
        layers.Dense(8, name="a", bias_initializer="ones"),
        layers.Activation("tanh", name="bend"),
        layers.Dense(6, activation="sigmoid", name="frozen"),
        layers.Dense(4, activation="relu", use_bias=False, name="b"),
        layers.Dense(3, name="c"),
    ]
)
net.get_layer("frozen").trainable = False
net.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
before = [w.copy() for w in net.get_weights()]
got = norms_of(gradient_norms(net, x.copy(), labels.copy()), ["a", "b", "c"])
for old, new in zip(before, net.get_weights()):
    checks.close(new, old, "A weight after the call", hint="Measure; take no step.")
with tf.GradientTape() as tape:
    logits = net(x)
    picked = tf.gather(tf.nn.log_softmax(logits), labels, batch_dims=1)
    loss = -tf.reduce_mean(picked)
watched = [net.get_layer(name).trainable_weights for name in "abc"]
by_layer = [
    math.sqrt(sum(float(tf.reduce_sum(g * g)) for g in layer))
    for layer in tape.gradient(loss, watched)
]
checks.close(
    got,
    by_layer,
    "The norms of a classifier with three layers that learn",
    rtol=1e-3,
    hint="Over all trainable weights of a layer together, of the compiled loss.",
)
### END HIDDEN TESTS

# %% [markdown]
# Four nets of six hidden layers: one healthy, and the next three patients. Before their
# first step, the gradient of each layer, from the inputs (1) to the outputs (7).
#
# **Predict:** what does the line of a healthy net look like? And that of a net in which the
# gradient vanishes?

# %% role="demo" tags=["nbval-ignore-output"]
DEEP = {"hidden_layers": 6}
wards = {"healthy": (0, DEEP), "case 4": (4, {}), "case 5": (5, {}), "case 6": (6, {})}


def norms_by_layer(case, cure):
    """Return the gradient norms of three seeds, inputs first, shape (3, 7)."""
    found = []
    for seed in (0, 1, 2):
        patient = clinic.admit(case, seed, cure=cure)
        norms = gradient_norms(patient.net, patient.x_train, patient.y_train)
        found.append(list(norms.values()))
    return np.array(found)


before = {name: norms_by_layer(*ward) for name, ward in wards.items()}

# %% role="demo" tags=["nbval-ignore-output"]
log_plots.log_curves(
    before,
    xlabel="layer, from the inputs (1) to the outputs (7)",
    ylabel="gradient norm (log scale)",
    ylim=(1e-16, 1e3),
    title="Before the first step",
    alt="Gradient norm on a log scale against the layer, for four nets. Healthy and case 4 lie "
    "on one level line near 1. Towards the inputs case 5 falls steadily, by more than "
    "three decades, and case 6 by thirteen.",
)
for name, norms in before.items():
    first, *_, last = norms.mean(axis=0)
    print(f"{name:7}: layer 1 {first:.1e}, layer 7 {last:.1e}")

# %% [markdown]
# A healthy net has a level line: each layer gets about as much to learn from as the next.
# That is no accident. ReLU has the slope 1 where it is awake, and the initial weights make
# up for those that sleep. A **sigmoid** is nowhere steeper than a quarter, so a layer of
# them hands on a quarter of what it gets, times what the weights do. That, and not its
# shape, is why it has gone out of use in hidden layers. A line that falls by much more than
# a factor of four in each layer has another reason.
#
# A gradient can also be stopped by single neurons, and for that there is another
# instrument.
#
# ### Exercise 4: who is stuck?
#
# A neuron does not learn from an example if the *slope* of its activation is almost 0
# there. A ReLU has slope 0 wherever its output is 0; that is half of the time, and healthy.
# A neuron that is flat for **every** example is another matter: nothing moves its weights
# any more. It is *dead* (ReLU) or *saturated* (tanh, sigmoid).
#
# Write `saturation(net, x)`.
#
# - `net`: a `Sequential` net; `x`: a batch of inputs. Run it as in prediction.
# - For every layer whose activation is `relu`, `tanh` or `sigmoid`, look at its outputs
#   $a$, shape `(batch, units)`. The slope at each is 1 or 0 (ReLU: 1 where $a > 0$),
#   $1 - a^2$ (tanh), or $a (1 - a)$ (sigmoid). It is **flat** where the slope is below
#   0.01.
# - Return a dict that gives for the name of each such layer a pair: the share of its
#   outputs that are flat, and the share of its neurons that are flat for every example.
#
# For instance `{"hidden": (0.48, 0.03)}`. Useful: `layer.activation.__name__`; layers
# without activation are `"linear"` or have no attribute `activation` at all, and their
# outputs still feed the next layer.
#
# *Checked, here or in grading:* all three activations, pairs, names, layers in between.


# %% role="solution" id="saturation"
def saturation(net, x):
    """Return, by layer, the share of flat outputs and of neurons that are always flat."""
    ### BEGIN SOLUTION
    slopes = {
        "relu": lambda a: (a > 0).astype(float),
        "tanh": lambda a: 1 - a**2,
        "sigmoid": lambda a: a * (1 - a),
    }
    found = {}
    for layer in net.layers:
        x = layer(x)
        name = getattr(getattr(layer, "activation", None), "__name__", "linear")
        if name in slopes:
            flat = slopes[name](np.asarray(x)) < 0.01
            found[layer.name] = (float(flat.mean()), float(flat.all(axis=0).mean()))
    return found
    ### END SOLUTION


# %% role="tests" id="saturation" points=2
# Run this cell to check saturation (2 points).
def shares_of(result, names):
    """Return the pairs as an array, in the order of the names."""
    checks.written(result, "saturation")
    checks.that(
        isinstance(result, dict),
        "saturation must return a dict.",
        got=type(result).__name__,
    )
    checks.equal(
        sorted(map(str, result)),
        sorted(names),
        "The names of the layers",
        hint="Every layer with ReLU, tanh or sigmoid, and no other.",
    )
    return checks.array(
        [list(result[n]) for n in names], "The pairs", shape=(len(names), 2)
    )


net = keras.Sequential(
    [
        keras.Input((1,)),
        layers.Dense(4, activation="relu", name="rough"),
        layers.Dense(4, name="straight"),
        layers.Activation("tanh", name="round"),
        layers.Dense(1, name="out"),
    ]
)
net.set_weights(
    [
        np.array([[0.005, -1.0, 0.0, 2.0]]),  # the first ReLU says 0 and 0.005
        np.array([0.0, 0.0, -1.0, 5.0]),
        np.array([[0.0] * 4, [0.0] * 4, [0.0] * 4, [0.1, 1.0, 0.0, 0.1]]),
        np.array([0.0, -3.0, -9.0, -0.3]),
        np.ones((4, 1)),
        np.zeros(1),
    ]
)
x = np.array([[-1.0], [1.0]], "float32")  # the fourth ReLU says 3 and 7
got = shares_of(saturation(net, x), ["rough", "round"])
checks.close(
    got[0],
    [0.5, 0.25],
    "The shares of the ReLU layer: 4 of 8 outputs are 0, one neuron of four always",
    mistakes=[
        ([0.25, 0.5], "The order of the pair is (outputs, neurons)."),
        ([0.5, 0.75], "A neuron counts only if it is flat for *every* example."),
        (
            [0.5, 0.5],
            "Look along the batch, axis 0: is a neuron flat for every example?",
        ),
        (
            [0.5, 0.0],
            "That looks for examples in which all neurons are flat: other axis.",
        ),
        (
            [0.625, 0.5],
            "A ReLU has slope 1 wherever its output is above 0, if by little.",
        ),
        ([50.0, 25.0], "Shares, please, from 0 to 1, not per cent."),
        ([4.0, 1.0], "These are counts: divide by how many there are."),
    ],
    hint="A ReLU is flat where its output is 0, and a neuron where all its outputs are.",
)
checks.close(
    got[1],
    [0.375, 0.25],
    "The shares of the tanh layer: outputs 0.29, 0, -1, 0 and then 0.60, 1, -1, 0.38",
    mistakes=[
        ([0.25, 0.0], "A tanh is flat near -1 and near 1, not at 0: use its slope."),
        ([0.125, 0.0], "An output near -1 is as flat as one near 1: use the slope."),
        ([0.0, 0.0], "A slope below 0.01 counts as flat, not only 0."),
        (
            [0.25, 0.25],
            "Does it get what the layer before it says, the one without activation?",
        ),
    ],
    hint="The slope of tanh at its output a is 1 - a²; flat is what is below 0.01.",
)
checks.passed("saturation")
### BEGIN HIDDEN TESTS
training.set_seed(41)
generator = np.random.default_rng(41)
spread = keras.initializers.RandomNormal(stddev=2.0, seed=42)
shifted = keras.initializers.RandomNormal(stddev=6.0, seed=43)
net = keras.Sequential(
    [
        keras.Input((6,)),
        layers.Dense(30, "sigmoid", True, spread, shifted, name="s"),
        layers.Dropout(0.5, name="drop"),
        layers.Dense(30, None, True, spread, shifted, name="plain"),
        layers.Activation("relu", name="r"),
        layers.Dense(20, "tanh", True, "he_normal", name="t"),
        layers.Dense(10, "softmax", name="out"),
    ]
)
x = generator.normal(size=(12, 6)).astype("float32")
weights = [w.astype(float) for w in net.get_weights()]
s = 1 / (1 + np.exp(-(x @ weights[0] + weights[1])))
r = np.maximum(s @ weights[2] + weights[3], 0)
t = np.tanh(r @ weights[4] + weights[5])
flats = [s * (1 - s) < 0.01, r <= 0, 1 - t**2 < 0.01]
expected = [[flat.mean(), flat.all(axis=0).mean()] for flat in flats]
checks.close(
    shares_of(saturation(net, x), ["s", "r", "t"]),
    expected,
    "The shares of a sigmoid, a ReLU and a tanh layer",
    atol=0.004,  # an output at the threshold itself may round to either side
    hint="Slopes: a (1 - a), 1 where a > 0, 1 - a²; flat below 0.01; dropout is off.",
)
### END HIDDEN TESTS

# %% role="demo" tags=["nbval-ignore-output"]
print("share of flat outputs / of neurons that are always flat, hidden layers 1 and 6")
for name, (case, cure) in wards.items():
    for steps in (0, clinic.STEPS):
        patient = clinic.admit(case, cure=cure, steps=steps)
        found = list(saturation(patient.net, patient.x_train).values())
        shares = [f"{outputs:.0%} / {neurons:.0%}" for outputs, neurons in found]
        print(f"{name:7} after {steps:3} steps: {shares[0]:>11} {shares[5]:>14}")

# %% [markdown]
# In the healthy net about half of all outputs are flat, and few neurons always are. It
# stays so while it learns. Compare before and after: a net that was born sick and a net
# that fell ill in training need different cures.

# %% role="demo" tags=["nbval-ignore-output"]
trials = {name: clinic.trial(*ward) for name, ward in wards.items()}
for name, found in trials.items():
    print(f"{name:7}: {found}")
log_plots.log_curves(
    {name: per_ten(found.losses) for name, found in trials.items()},
    xlabel="step",
    ylabel="training loss (log scale)",
    ylim=(0.003, 200),
    title="Six hidden layers (guessing costs 2.3)",
    alt="Training loss on a log scale against 300 steps. The healthy net falls below a "
    "hundredth. Case 4 jumps up and then stays at guessing. Case 5 falls slowly and not far. "
    "Case 6 stays at guessing for most of the time.",
)

# %% [markdown]
# ### Exercise 5: the second round
#
# Name and cure the cases 4, 5 and 6, in `faults_2` and `cures_2`, by the same rules as
# before.

# %% role="scratch"
# Your examination room.


# %% role="solution" id="round_2"
faults_2 = {4: None, 5: None, 6: None}
cures_2 = {4: {}, 5: {}, 6: {}}
### BEGIN SOLUTION
faults_2 = {4: "a", 5: "e", 6: "f"}
cures_2 = {
    4: {"learning_rate": 2e-3},
    5: {"activation": "relu"},
    6: {"kernel_initializer": "he_normal"},
}
### END SOLUTION

# %% role="tests" id="round_2" part="names" points=1
# Run this cell to check round_2, names (1 point).
for case in (4, 5, 6):
    checks.option(faults_2.get(case), list(clinic.FAULTS), f"faults_2[{case}]")
checks.recorded("round_2, names")
### BEGIN HIDDEN TESTS
clinic_checks.named(faults_2, {4: "a", 5: "e", 6: "f"}, "faults_2")
### END HIDDEN TESTS

# %% role="tests" id="round_2" part="case_4" points=1
# Run this cell to check round_2, case_4 (1 point).
clinic_checks.cured(cures_2.get(4), 4, seeds=(0,))
checks.passed("round_2, case 4")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_2.get(4), 4, seeds=(112,))
### END HIDDEN TESTS

# %% role="tests" id="round_2" part="case_5" points=1
# Run this cell to check round_2, case_5 (1 point).
clinic_checks.cured(cures_2.get(5), 5, seeds=(0,))
checks.passed("round_2, case 5")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_2.get(5), 5, seeds=(112,))
### END HIDDEN TESTS

# %% role="tests" id="round_2" part="case_6" points=1
# Run this cell to check round_2, case_6 (1 point).
clinic_checks.cured(cures_2.get(6), 6, seeds=(0,))
checks.passed("round_2, case 6")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_2.get(6), 6, seeds=(112,))
### END HIDDEN TESTS

# %% [markdown]
# ### How large should the first weights be?
#
# A neuron adds up $n$ inputs, so with weights of variance $v$ and inputs of variance 1 its
# sum has the variance $n v$. To keep it at 1, take $v = 1/n$: that is all that **variance
# scaling** means. ReLU throws half of the signal away, so **He** initialisation takes
# $2/n$. **Glorot** (also called Xavier, for Glorot's first name) cares for the way back
# too, and takes $2 / (n + m)$ with the number $m$ of the layer's outputs. A fixed variance
# for all layers, as in an old tutorial, knows nothing of $n$.
#
# **Predict:** a signal goes through ten ReLU layers, alternately 256 and 64 wide. How
# strong is it at the end, for each of the three?

# %% role="demo" tags=["nbval-ignore-output"]
WIDTHS = [64, *[256, 64] * 5]
SPREADS = {  # the deviation of the weights, from the numbers of inputs and outputs
    "He": lambda n, m: math.sqrt(2 / n),
    "Glorot": lambda n, m: math.sqrt(2 / (n + m)),
    "always 0.05": lambda n, m: 0.05,
    "always 0.2": lambda n, m: 0.2,
}
strength = {name: np.empty((5, 10)) for name in SPREADS}
for name, spread in SPREADS.items():
    for seed in range(5):
        generator = np.random.default_rng(seed)
        signal = generator.normal(size=(200, 64))
        for i, (n, m) in enumerate(pairwise(WIDTHS)):
            kernel = spread(n, m) * generator.normal(size=(n, m))
            signal = np.maximum(signal @ kernel, 0)
            strength[name][seed, i] = np.sqrt(np.mean(signal**2))
log_plots.log_curves(
    strength,
    xlabel="layer",
    ylabel="strength of the signal (log scale)",
    ylim=(1e-5, 1e4),
    title="Ten layers, 256 and 64 wide in turn, five seeds",
    alt="Strength of the signal on a log scale against ten layers. He stays near 1. Glorot falls "
    "slowly, to a hundredth. A fixed deviation of 0.05 falls by four decades, one of 0.2 grows "
    "by two.",
)
for name, values in strength.items():
    print(f"{name:11}: {values[:, -1].mean():.2g} after ten layers")

# %% [markdown]
# One of the texts that this course follows says that Glorot's variance is nearly the same
# in every layer, so that it suits nets less well whose layers differ in size. That is not
# quite it: *both* go by the size of each layer. Glorot's keeps the signal of *linear*
# layers, forwards and backwards, and lacks He's factor of 2 for ReLU. Its line shows the
# price, a fall to 0.01 in ten layers: a pity, and no illness. In nets of six layers Adam
# makes up for it, as you can try on a patient. What kills is a deviation that ignores the
# size.

# %% [markdown]
# ## 4. Look at what goes in
#
# Half of all sick nets are well. It is what they are fed that is off. And the usual way of
# looking at data is a picture, so before we trust pictures: what do they show?
#
# Here are digits as a scanner delivers them. It writes 16-bit numbers and has a *black
# level*: where there is no ink it reads 30,000, and each of the 16 levels of grey adds
# another 16. The same array, drawn three times.

# %% role="demo" tags=["nbval-ignore-output"]
digit = raw[1].reshape(8, 8)
fig, axes = plots.figure(8.4, 2.9, ncols=3)
views = {
    "stretched to its range": {},
    "clipped to 0 ... 1": {"vmin": 0, "vmax": 1},
    "from 0 to the largest": {"vmin": 0, "vmax": digit.max()},
}
for ax, (title, options) in zip(axes, views.items()):
    shown = ax.imshow(digit, cmap="gray_r", **options)
    ax.set_title(title, fontsize=10)
    ax.axis("off")
    fig.colorbar(shown, ax=ax, shrink=0.8)
plots.show(
    fig,
    alt="The same digit drawn three times, each with its colour bar. Stretched from its smallest to its "
    "largest value it is a perfect picture. Clipped to the range 0 to 1 it is a black square. From 0 "
    "to its largest value it is a black square with hardly a trace of the digit.",
)
print(f"mean {raw.mean():,.0f}, deviation {raw.std():.0f}, smallest {raw.min():,.0f}")

# %% [markdown]
# The first view is what `imshow` does by itself: it *rescales* every picture, and shows a
# perfect digit. The second *clips*, as many libraries do for floats, and shows nothing. The
# third is what the net gets: a huge constant, with a digit in its last hundredth. A picture
# tells you what is *in* the data, never how large it is. **Print mean, deviation, smallest
# and largest**, and write `vmin` and `vmax` whenever you draw.
#
# Colours can lie as well. A map from numbers to colours is *perceptually uniform* when
# equal steps in the data look equally large. The eye goes by **lightness**, so plot that
# (CIE's $L^*$, from 0 to 100):


# %% role="demo"
def lightness(name):
    """Return the lightness L* of the 256 colours of a colour map, 0 to 100."""
    rgb = plots.plt.get_cmap(name)(np.linspace(0, 1, 256))[:, :3]
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    y = linear @ [0.2126, 0.7152, 0.0722]  # how bright red, green and blue seem
    return np.where(y > 0.008856, 116 * np.cbrt(y) - 16, 903.3 * y)


plots.curves(
    {
        name: (np.linspace(0, 1, 256), lightness(name))
        for name in ("viridis", "jet", "gray")
    },
    xlabel="value",
    ylabel="lightness L*",
    title="Equal steps in the data, steps for the eye",
    alt="Lightness against value for three colour maps. Viridis and gray rise in straight lines. Jet rises, "
    "bends at a third, peaks, and falls again, so that two different values look equally light.",
)
for name in ("viridis", "jet", "gray"):
    steps = np.diff(lightness(name))
    print(f"{name:7}: {np.mean(steps < 0):.0%} of the steps get darker")

# %% [markdown]
# In *jet*, the rainbow of old plots, nearly half of all steps go the wrong way: it draws
# edges where the data have none, and hides some that they have. Take a uniform map such as
# viridis, matplotlib's default, or plain grey.
#
# ### Scale, with the statistics of the training data
#
# **Whitening** here means: subtract the mean of each column and divide by its deviation, so
# that all weights start with an equal say. (The word is used loosely: strictly, it would
# remove correlations too.) Mean and deviation are those *of the training data*, for
# validation, test and everything that comes later: new data are not asked for their
# opinion. If theirs differ much from those of the training data, that is no reason to use
# them, but a warning: the net was not trained for such data.
#
# Some inputs need something else before that. Imagine 25 light sensors on a table and a
# lamp somewhere above it. (`deepnets.lamp` simulates them by the inverse-square law. We
# shall come back to it.) A sensor right below the lamp would read 140 million, one in the
# far corner reads less than a thousand. Here are 512 places of the lamp.

# %% role="demo"
readings, position = lamp_readings(512, seed=0)  # (512, 25) and (512, 1)
shares = np.percentile(readings, [0, 50, 99, 100])
print("smallest, middle, 99th percentile, largest:", *(f"{v:,.0f}" for v in shares))
whitened = (readings - readings.mean(axis=0)) / readings.std(axis=0)
crowd = np.abs(whitened - np.median(whitened, axis=0)) < 0.1
print(f"whitened: {crowd.mean():.0%} lie within 0.1 of their column's median", end=", ")
print(f"the largest at {whitened.max():.0f}")
print(f"tanh(x) : {np.mean(np.tanh(readings) == 1):.0%} are exactly 1")
C = float(np.median(readings))
squashed = np.tanh(readings / C)
print(
    f"tanh(x / C), C = {C:,.0f}: {np.mean(squashed == 1):.0%} are exactly 1", end=", "
)
print(f"a tenth are below {np.percentile(squashed, 10):.2f}")

# %% [markdown] cited=[1e-17]
# Whitening alone cannot help: a few giants set the deviation, and four fifths of all
# readings end up in one spot. Our source proposes $\tanh(x)$ or $\tanh(x / C)$ *before*
# whitening. The first must be a slip for numbers like these: $\tanh$ of anything above ten
# is 1, so every reading becomes the same number. The constant $C$ is the point: readings
# well below $C$ stay as they are, $x / C$, those far above it become 1, and the range in
# between is spread out. The median is a fair first choice of $C$. (A logarithm is the other
# classic for positive numbers that span decades. Section 10 lets them compete.)
#
# ### Exercise 6: squash, then whiten
#
# Write `squash_and_whiten(x_train, x_new, c)`.
#
# - `x_train`, `x_new`: arrays of shape `(examples, columns)`; `c`: a positive number.
# - Replace every entry $x$ by $\tanh(x / c)$. Then subtract from each column the mean of
#   the squashed *training* column and divide by its standard deviation.
# - A training column that is constant has the deviation 0, or what rounding leaves of it,
#   such as 1e-17. Divide columns with a deviation below 1e-9 by 1 instead.
# - Return the pair of both arrays, training first. Leave the arguments as they were.
#
# *Checked, here or in grading:* values, by column, with the statistics of the training
# data; constant columns.


# %% role="solution" id="squash_and_whiten"
def squash_and_whiten(x_train, x_new, c):
    """Return both arrays as tanh(x / c), whitened with the training columns."""
    ### BEGIN SOLUTION
    x_train, x_new = np.tanh(x_train / c), np.tanh(x_new / c)
    mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
    deviation = np.where(deviation < 1e-9, 1, deviation)
    return (x_train - mean) / deviation, (x_new - mean) / deviation
    ### END SOLUTION


# %% role="tests" id="squash_and_whiten" points=2
# Run this cell to check squash_and_whiten (2 points).
def both(result, shapes):
    """Return the pair of arrays, checked for their shapes."""
    checks.written(result, "squash_and_whiten")
    checks.that(
        isinstance(result, tuple | list) and len(result) == 2,
        "squash_and_whiten must return a pair, (training, new).",
        got=type(result).__name__,
    )
    names = ("The training array", "The new array")
    return [checks.array(r, n, shape=s) for r, n, s in zip(result, names, shapes)]


x_train = np.array([[0.0, 5.0], [100.0, 5.0], [300.0, 5.0], [1000.0, 5.0]])
x_new = np.array([[200.0, 5.0], [50.0, 8.0]])
before = x_train.copy(), x_new.copy()
a, b = both(squash_and_whiten(x_train, x_new, 200.0), ((4, 2), (2, 2)))
checks.unchanged(before[0], x_train, "x_train")
checks.unchanged(before[1], x_new, "x_new")
t, n = np.tanh(before[0] / 200), np.tanh(before[1] / 200)
one = np.array([t.std(axis=0)[0], 1.0])
together = np.concatenate([t, n])
raw_mean, raw_one = before[0].mean(axis=0), np.array([before[0].std(axis=0)[0], 1.0])
checks.close(
    a,
    (t - t.mean(axis=0)) / one,
    "The training array",
    mistakes=[
        (
            (np.tanh(before[0]) - np.tanh(before[0]).mean(axis=0))
            / np.array([np.tanh(before[0]).std(axis=0)[0], 1.0]),
            "Divide by c before tanh: tanh(x) alone is 1 for all that is large.",
        ),
        (t, "It is squashed, but not whitened."),
        (t - t.mean(axis=0), "Divide by the deviation too."),
        (
            (t - t.mean()) / t.std(),
            "These are statistics over all entries: take them by column, axis=0.",
        ),
        (
            (t - t.mean(axis=0)) / np.array([t.std(axis=0, ddof=1)[0], 1.0]),
            "That is the deviation with n - 1; here it is the one with n, NumPy's default.",
        ),
        (
            (t - t.mean(axis=0)) / np.array([t.var(axis=0)[0], 1.0]),
            "That is divided by the variance: its root is the deviation.",
        ),
        (
            (t - together.mean(axis=0)) / together.std(axis=0),
            "The new array has a say in the mean: take the training array's alone.",
        ),
        (
            (t - t.mean(axis=1, keepdims=True)) / t.std(axis=1, keepdims=True),
            "These are statistics of each row: take them by column, axis=0.",
        ),
        (
            (t - raw_mean) / raw_one,
            "Take mean and deviation of the *squashed* columns, not of the raw ones.",
        ),
    ],
    hint="Is a constant column divided by 0? Squash first, whiten then.",
)
checks.close(
    b,
    (n - t.mean(axis=0)) / one,
    "The new array",
    mistakes=[
        (
            (n - n.mean(axis=0)) / np.where(n.std(axis=0) > 0, n.std(axis=0), 1),
            "It has its own mean and deviation: use those of the training data.",
        ),
        (
            (n - t.mean(axis=0)) / n.std(axis=0),
            "The mean is right; the deviation must be that of the training data too.",
        ),
        (n, "It is squashed, but not whitened."),
        ((before[1] - t.mean(axis=0)) / one, "It is not squashed."),
        (
            (n - t.mean(axis=0)) / np.maximum(t.std(axis=0), 1e-9),
            "A column that was constant in training is divided by 1, not by 1e-9.",
        ),
    ],
    hint="Treat it exactly as the training array, with the same mean and deviation; a "
    "column that was constant in training is divided by 1.",
)
checks.passed("squash_and_whiten")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(61)
for c, rows in ((3.0, 7), (5e4, 1)):
    x_train = c * np.exp(2 * generator.normal(size=(40, 6)))
    x_train[:, 2] = 0.75 * c  # its mean is exact in float32, and not in float64
    x_new = c * np.exp(2 * generator.normal(size=(rows, 6)))
    t, n = np.tanh(x_train / c), np.tanh(x_new / c)
    deviation = t.std(axis=0)
    deviation[2] = 1.0
    a, b = both(
        squash_and_whiten(x_train.copy(), x_new.copy(), c), ((40, 6), (rows, 6))
    )
    columns = [0, 1, 3, 4, 5]
    checks.close(
        a[:, columns],
        ((t - t.mean(axis=0)) / deviation)[:, columns],
        "The training array",
        hint="Squash, then whiten, column by column.",
    )
    checks.close(
        b[:, columns],
        ((n - t.mean(axis=0)) / deviation)[:, columns],
        "The new array",
        hint="With the mean and deviation of the training array, whatever its own are.",
    )
    checks.close(
        a[:, 2],
        np.zeros(40),
        "A constant training column",
        atol=1e-4,
        hint="Its deviation is not quite 0, by rounding: compare with 1e-9, not with 0.",
    )
flat_train, flat_new = np.full((5, 2), 0.5), np.array([[1.5, 0.5]])
a, b = both(squash_and_whiten(flat_train, flat_new, 1.0), ((5, 2), (1, 2)))
checks.close(a, np.zeros((5, 2)), "A training array of constant columns")
checks.close(
    b,
    [[np.tanh(1.5) - np.tanh(0.5), 0.0]],
    "A new value in a column that was constant in training",
    hint="Where the deviation is 0, divide by 1.",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Reshape keeps the numbers, not the meaning
#
# `reshape` never complains as long as the count is right. It reads all entries in order and
# pours them into the new shape, whatever they meant before. Neighbours that are no longer
# neighbours are bad news for a convolution, which lives on them; and labels that no longer
# belong to their pictures are bad news for everybody.
#
# ### Exercise 7: three channels
#
# A camera delivers three arrays `red`, `green` and `blue`, each of shape
# `(n, height, width)`. Keras wants one array of shape `(n, height, width, 3)`. Write
# `stack_channels(red, green, blue)`. (`np.stack` puts arrays of one shape side by side
# along a *new* axis, and `axis` says where.)
#
# For instance, three channels of shape `(5, 28, 28)` make an array of `(5, 28, 28, 3)`,
# whose entry `[0, 2, 7]` is the red, green and blue of one pixel of the first picture.
#
# *Checked, here or in grading:* the shape, and that each value stays with its pixel.


# %% role="solution" id="stack_channels"
def stack_channels(red, green, blue):
    """Return one array of shape (n, height, width, 3)."""
    ### BEGIN SOLUTION
    return np.stack([red, green, blue], axis=-1)
    ### END SOLUTION


# %% role="tests" id="stack_channels" points=1
# Run this cell to check stack_channels (1 point).
red = np.arange(12.0).reshape(2, 2, 3)
channels = red, red + 100, red + 200
got = checks.array(stack_channels(*channels), "The stack", shape=(2, 2, 3, 3))
poured = np.array(channels)
checks.close(
    got,
    np.array(
        [
            [[[c[i, j, k] for c in channels] for k in range(3)] for j in range(2)]
            for i in range(2)
        ]
    ),
    "The stack",
    mistakes=[
        (
            poured.reshape(2, 2, 3, 3),
            "The shape is right and the pixels are anywhere: reshape does not move axes.",
        ),
        (
            np.concatenate(channels).reshape(2, 2, 3, 3),
            "The shape is right and the pixels are anywhere: reshape does not move axes.",
        ),
        (np.stack(channels, axis=2), "The new axis is not the last one."),
        (np.stack(channels[::-1], axis=-1), "The channels come as blue, green, red."),
        (poured.T.reshape(2, 2, 3, 3), "Transposing turns all axes round."),
    ],
    hint="Entry [i, j, k] of the result holds the three values of one pixel.",
)
checks.passed("stack_channels")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(71)
for shape in ((4, 5, 7), (3, 3, 3), (1, 6, 2)):
    red, green, blue = generator.random((3, *shape))
    got = checks.array(stack_channels(red, green, blue), "The stack", shape=(*shape, 3))
    for place, (name, channel) in enumerate(
        (("red", red), ("green", green), ("blue", blue))
    ):
        checks.close(
            got[..., place],
            channel,
            f"The channel {name} of the stack",
            hint="np.stack([...], axis=...) keeps each picture in one piece.",
        )
### END HIDDEN TESTS

# %% [markdown]
# Three channels from one digit: the digit, its mirror image and its negative. Your
# function, and a reshape to the very same shape. **Predict** what the three channels of the
# first picture are after each.

# %% role="demo" tags=["nbval-ignore-output"]
digits = load_digits("small")
red = digits.x_train[:50]
channels = red, red[:, :, ::-1], 1 - red
stacked = np.asarray(stack_channels(*channels))
poured = np.array(channels).reshape(50, 28, 28, 3)
plots.images(
    np.concatenate([np.moveaxis(a[0], -1, 0) for a in (stacked, poured)]),
    [f"{how}, {i}" for how in ("stack", "reshape") for i in range(3)],
    columns=6,
    alt="Six pictures. After stack: a digit, its mirror image, its negative. After reshape: three scrambles, "
    "each with several squeezed copies of digits side by side.",
)
print("shapes:", stacked.shape, poured.shape)
print(
    "same numbers, sorted:",
    np.array_equal(np.sort(stacked, None), np.sort(poured, None)),
)

# %% [markdown]
# The shapes agree, the sum, the mean and every single number agree, and the second array is
# rubbish. No shape check will ever find this. **Looking** at a few examples, *with their
# labels*, after all preprocessing and right before they go into the net, finds it in
# seconds.

# %% [markdown]
# ## 5. Not a number
#
# `inf − inf`, `0 / 0`, `inf · 0`, the logarithm of something negative: all give NaN, *not a
# number*, and whatever it touches becomes NaN too. One step later all weights are NaN, and
# the place where it began is hard to see. So search from the front.
#
# ### Exercise 8: find the first
#
# Write `find_nan(net, x)`.
#
# - `net`: a `Sequential` net; `x`: a batch of inputs. Run it layer by layer, as in
#   prediction.
# - Return `"input"` if an entry of `x` is not finite (NaN or infinite). Otherwise the *name
#   of the first layer* in whose weights, or in whose output, an entry is not finite. `None`
#   if all is well.
#
# Weights count even if the output is finite: a weight of −∞ behind a ReLU gives a tame 0.
# And all of `layer.weights` count, not only the trainable ones. Useful: `np.isfinite`.
#
# *Checked, here or in grading:* NaN and infinities, in inputs, weights and outputs, and
# that it is the first.


# %% role="solution" id="find_nan"
def find_nan(net, x):
    """Return where the first entry appears that is not finite, or None."""
    ### BEGIN SOLUTION
    if not np.isfinite(x).all():
        return "input"
    for layer in net.layers:
        x = layer(x)
        if not all(np.isfinite(array).all() for array in (*layer.get_weights(), x)):
            return layer.name
    return None
    ### END SOLUTION


# %% role="tests" id="find_nan" points=3
# Run this cell to check find_nan (3 points).
def three_layers(**weights):
    """A net a, b, c of dense layers; a weight is given as name=(index, entry, value)."""
    ones = keras.initializers.Constant(0.5)
    net = keras.Sequential([keras.Input((3,))])
    for name, units in zip("abc", (4, 4, 2)):
        net.add(layers.Dense(units, "relu", kernel_initializer=ones, name=name))
    for name, (index, entry, value) in weights.items():
        arrays = net.get_layer(name).get_weights()
        arrays[index].flat[entry] = value
        net.get_layer(name).set_weights(arrays)
    return net


def expect(found, name, what, mistakes=(), hint=None):
    """Fail unless find_nan names the layer."""
    checks.that(
        found is not None,
        f"find_nan returned None, {what}.",
        expected=name,
        hint=hint
        or "Look at x, and at the weights and the output of every layer: one entry that "
        "is not finite is enough.",
    )
    checks.equal(
        found,
        name,
        f"Where it begins, {what},",
        mistakes=mistakes,
        hint=hint or "Return the name of the first that is not well, a string.",
    )


x = np.ones((5, 3), "float32")
sick = x.copy()
sick[3, 1] = np.nan
checks.that(
    find_nan(three_layers(), x) is None,
    "All is finite here: find_nan must return None.",
    got=find_nan(three_layers(), x),
    hint="Fall through to `return None` after the last layer: None itself, no string.",
)
expect(
    find_nan(three_layers(), sick),
    "input",
    "when an input is NaN",
    mistakes=[
        ("a", "It was there before the first layer: look at x itself first."),
        ("inputs", 'The word to return is "input".'),
    ],
)
expect(
    find_nan(three_layers(b=(0, 5, np.nan)), x),
    "b",
    "when a weight of b is NaN",
    mistakes=[
        ("c", "That is the last layer that it reached: return the first."),
        ("a", "Layer a has finite weights and a finite output."),
        (1, "That is a position; return the name of the layer."),
    ],
)
checks.passed("find_nan")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(81)
x = generator.random((6, 3)).astype("float32") + 0.5
endless = x.copy()
endless[0, 0] = np.inf
expect(
    find_nan(three_layers(a=(0, 0, np.nan)), endless),
    "input",
    "when an input is infinite",
    hint="Infinite is not finite either, and the inputs come first.",
)
expect(
    find_nan(three_layers(b=(0, 2, -np.inf)), x),
    "b",
    "when a weight is -inf and ReLU makes a 0 of it",
    hint="Look at the weights of each layer as well as at its output.",
)
expect(
    find_nan(three_layers(a=(0, 1, 3e38), b=(0, 1, np.nan)), 9 * x),
    "a",
    "when all weights of a are finite and its output is not",
    mistakes=[("b", "The output of a is infinite already: 3e38 times 9 is too large.")],
    hint="Look at the output of each layer as well as at its weights.",
)
expect(
    find_nan(three_layers(c=(1, 0, np.inf)), x),
    "c",
    "when a bias of the last layer is infinite",
)
hidden = keras.Sequential(
    [
        keras.Input((3,)),
        layers.Dense(4, name="one"),
        layers.BatchNormalization(name="norm"),
        layers.Activation("relu", name="bend"),
        layers.Dense(2, name="two"),
    ]
)
checks.that(
    find_nan(hidden, x) is None,
    "A fresh net with batch norm is finite: find_nan must return None.",
)
arrays = hidden.get_layer("norm").get_weights()
arrays[3][1] = np.inf  # the moving variance of one neuron; its output becomes 0
hidden.get_layer("norm").set_weights(arrays)
expect(
    find_nan(hidden, x),
    "norm",
    "when a moving variance of batch norm is infinite",
    hint="It is among layer.weights, not among layer.trainable_weights.",
)
### END HIDDEN TESTS

# %% [markdown]
# ### A batch of one names the example
#
# Somewhere in 600 pictures a single pixel is NaN. With batches of 32, one step ruins the
# net, 32 pictures are under suspicion, and from then on every batch looks guilty. A **batch
# of one**, in order and without shuffling, is slow and noisy, and it is the finest feedback
# there is: the net is well before one example and sick after it.
#
# **Predict:** in the step that ruins the net, what will its loss be?

# %% role="demo" tags=["nbval-ignore-output"]
x, y, clean = visitor.x_train.copy(), visitor.y_train, visitor.x_train[-50:]
x[45, 20] = np.nan
for size in (32, 1):
    net = clinic.admit(0).net
    for step in range(len(x) // size):
        rows = slice(step * size, (step + 1) * size)
        loss = net.train_on_batch(x[rows], y[rows])
        if find_nan(net, clean):
            break
    print(f"batches of {size:2}: ruined in step {step + 1}", end=", ")
    print(
        f"by one of {rows.start} to {rows.stop - 1}; its loss was {loss:.2f}", end=", "
    )
    print(
        f"the next is {net.test_on_batch(clean, y[-50:]):.2f}; NaN in {find_nan(net, clean)}"
    )

# %% [markdown]
# The batch of one names the example. Now look at the losses: what they are depends on the
# machine. The compiled step works out sum, bias and ReLU in one go, and on some processors
# this combined ReLU makes a 0 of a NaN. Then the weights are NaN, the net answers the same
# to everything, the loss is the ordinary number of somebody who guesses, and whoever
# watches it, such as `keras.callbacks.TerminateOnNaN`, sees nothing. On other processors,
# or uncompiled, the loss is NaN at once. Which does yours do? *Look at the weights, not
# only at the loss*: they tell in any case.

# %% [markdown]
# ### Batch norm, the plaster
#
# **Batch norm** takes every neuron's sums over the batch, subtracts their mean and divides
# by their deviation; then it applies a scale and an offset of its own, which are learned.
# (In prediction it uses moving averages of mean and deviation instead.) It makes training
# faster and more forgiving. That is its charm, and for a doctor its vice.
#
# **Predict:** multiply all weights of the first layer by 1,000. What happens to the outputs
# of a net with batch norm behind that layer? And to the gradient of those weights?


# %% role="demo" tags=["nbval-ignore-output"]
def plastered(factor):
    """Return a net with batch norm, whose first weights are multiplied by a factor."""
    net = keras.Sequential([keras.Input((64,)), layers.Dense(32, name="first")])
    for layer in (
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Dense(10, name="last"),
    ):
        net.add(layer)
    net.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    first = net.get_layer("first")
    first.set_weights([factor * w for w in first.get_weights()])
    return net


batch, labels = visitor.x_train[:100], visitor.y_train[:100]
for factor in (1, 1_000):
    net = fresh(lambda factor=factor: plastered(factor), seed=0)
    logit = float(net(batch, training=True)[0, 0])
    norms = gradient_norms(net, batch, labels)
    print(f"weights times {factor:5,}: a logit {logit:.3f}", end=", ")
    print(f"gradients {norms['first']:.2g} (first layer), {norms['last']:.2g} (last)")

# %% [markdown]
# The outputs do not notice. Whatever comes out of the layer is divided by its own
# deviation, so its size cannot matter. But the gradient is a thousand times smaller, and
# the weights that it should move are a thousand times larger: plain gradient descent is now
# a *million* times slower, relative to them. There is no explosion and no NaN to see. The
# net trains a bit. It can do so for weeks.
#
# Two more tricks of the plaster. **Predict** what batch norm makes of a batch of one. And
# what it does for our healthy net, fed with the scanner's raw numbers.

# %% role="demo" tags=["nbval-ignore-output"]
sums = layers.Dense(4)(visitor.x_train)
for size in (1, 2, 3):
    out = layers.BatchNormalization()(sums[:size], training=True)
    print(
        f"a batch of {size}, one neuron:", *(f"{v:+.2f}" for v in np.asarray(out)[:, 1])
    )
found = clinic.trial(0, {"standardise": False, "batch_norm": True})
print("raw inputs, batch norm:", found)

# %% [markdown]
# - From a **batch of one** it subtracts the one value there is, and 0 is left, whatever
#   went in. (Of two, it leaves the same number twice, once with each sign: which was the
#   larger, and nothing more.) So whoever goes down to single examples, as above, has to
#   take batch norm out first. In a dense net the two do not go together, and overfitting
#   one point "with batch norm" tests nothing but the last offsets.
# - On **raw inputs** the training loss looks almost healthy, and in *prediction* the net
#   knows nothing: the moving averages go one hundredth of the way to 30,000 at a step, and
#   have not arrived. A net that is well in training and lost in prediction, on the same
#   digits, has a layer that behaves differently in the two.
#
# Hence the advice of our source: *to find a fault, take batch norm out.* If the net then
# falls over, it was ill before, and batch norm was a plaster where a tourniquet was needed.
#
# ### Exercise 9: the third round
#
# Name and cure the cases 7, 8 and 9, in `faults_3` and `cures_3`, by the same rules as
# before. For case 9 one more: the cure must hold *without* the plaster. It is tried with
# `batch_norm` off, whether or not you switch it off.
#
# You have all instruments now. Do not forget your eyes: look at pictures with their labels,
# and at numbers.

# %% role="demo" tags=["nbval-ignore-output"]
trials = {case: clinic.trial(case) for case in (7, 8)}

# %% role="demo" tags=["nbval-ignore-output"]
trials[9] = clinic.trial(9)
for case, found in trials.items():
    print(f"case {case}: {found}")
log_plots.log_curves(
    {"healthy": per_ten(healthy.losses)}
    | {f"case {case}": per_ten(found.losses) for case, found in trials.items()},
    xlabel="step",
    ylabel="training loss (log scale)",
    ylim=(0.02, 1e5),
    level=(math.log(10), "guessing"),
    title="The last three patients",
    alt="Training loss on a log scale against 300 steps. Case 7 begins above ten thousand and falls to about "
    "a thousand. Case 8 falls slowly from guessing to below 2. Case 9 begins above 10 and falls slowly to about 1.",
)

# %% role="scratch"
# Your examination room.


# %% role="solution" id="round_3"
faults_3 = {7: None, 8: None, 9: None}
cures_3 = {7: {}, 8: {}, 9: {}}
### BEGIN SOLUTION
faults_3 = {7: "g", 8: "h", 9: "i"}
cures_3 = {
    7: {"standardise": True},
    8: {"label_order": "F"},
    9: {"kernel_initializer": "he_normal"},
}
### END SOLUTION

# %% role="tests" id="round_3" part="names" points=1
# Run this cell to check round_3, names (1 point).
for case in (7, 8, 9):
    checks.option(faults_3.get(case), list(clinic.FAULTS), f"faults_3[{case}]")
checks.recorded("round_3, names")
### BEGIN HIDDEN TESTS
clinic_checks.named(faults_3, {7: "g", 8: "h", 9: "i"}, "faults_3")
### END HIDDEN TESTS

# %% role="tests" id="round_3" part="case_7" points=1
# Run this cell to check round_3, case_7 (1 point).
clinic_checks.cured(cures_3.get(7), 7, seeds=(0,))
checks.passed("round_3, case 7")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_3.get(7), 7, seeds=(112,))
### END HIDDEN TESTS

# %% role="tests" id="round_3" part="case_8" points=1
# Run this cell to check round_3, case_8 (1 point).
clinic_checks.cured(cures_3.get(8), 8, seeds=(0,))
checks.passed("round_3, case 8")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_3.get(8), 8, seeds=(112,))
### END HIDDEN TESTS

# %% role="tests" id="round_3" part="case_9" points=1
# Run this cell to check round_3, case_9 (1 point).
clinic_checks.cured(cures_3.get(9), 9, seeds=(0,), without_batch_norm=True)
checks.passed("round_3, case 9")
### BEGIN HIDDEN TESTS
clinic_checks.cured(cures_3.get(9), 9, seeds=(112,), without_batch_norm=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 6. Simplify the loss
#
# A loss that somebody made up, from five terms with weights, is a fine place for a fault to
# hide. For a test, replace it by the simplest one there is: the squared error (**L2**) or
# the absolute error (**L1**). If the net learns then, the fault was in the loss.
#
# The two differ in how they listen. With the error $e = \hat y - y$ of an example,
# prediction minus truth, the slope of $e^2$ is $2e$: whoever is ten times as wrong pulls
# ten times as hard. The slope of $|e|$ is the sign of $e$: everybody pulls with the same
# force. When one in a hundred of your targets is a typing error, it matters who shouts.
#
# ### Exercise 10: who pulls?
#
# Write `pull(errors, loss)`.
#
# - `errors`: an array of shape `(n,)`, not all 0; `loss`: `"l2"` or `"l1"`.
# - Return, for every example, its share of the total pull: the size of its slope
#   $\lvert dL / d\hat y \rvert$ divided by the sum of these sizes. An error of exactly 0
#   does not pull at all. The shares add up to 1.
#
# For instance, errors of 1, −1 and 2 pull with 0.25, 0.25 and 0.5 under L2.
#
# *Checked, here or in grading:* the shares under both losses, negative errors, errors of 0.


# %% role="solution" id="pull"
def pull(errors, loss):
    """Return each example's share of the total size of the slopes, shape (n,)."""
    ### BEGIN SOLUTION
    sizes = np.abs(errors) if loss == "l2" else (np.asarray(errors) != 0).astype(float)
    return sizes / sizes.sum()
    ### END SOLUTION


# %% role="tests" id="pull" points=1
# Run this cell to check pull (1 point).
errors = np.array([1.0, -1.0, 2.0, -6.0])
checks.close(
    pull(errors.copy(), "l2"),
    [0.1, 0.1, 0.2, 0.6],
    "The shares under L2",
    mistakes=[
        (np.full(4, 0.25), 'That is L1. Is `loss` used? It is "l2", in small letters.'),
        (errors**2 / 42, "That is its share of the loss; the slope of e² is 2e."),
        (errors / errors.sum(), "Sizes have no sign: take absolute values first."),
        (np.abs(errors), "Divide by their sum."),
        (2 * np.abs(errors), "Divide by their sum."),
        (np.abs(errors) / 4, "Divide by the sum of the sizes, not by their number."),
        (np.abs(errors) / 2, "Divide by the sum of the sizes, not by their number."),
        (np.abs(errors) / 5, "The sizes are 2|e|: divide by the sum of those."),
        (
            np.abs(errors) / np.sqrt(42),
            "Divide by the sum of the sizes, not by the root of their squares.",
        ),
    ],
    hint="The size of each slope, divided by the sum of all sizes: they add up to 1.",
)
checks.close(
    pull(errors.copy(), "l1"),
    [0.25, 0.25, 0.25, 0.25],
    "The shares under L1",
    mistakes=[
        ([0.1, 0.1, 0.2, 0.6], "That is L2. The slope of |e| is its sign: size 1."),
        ([1.0, 1.0, 1.0, 1.0], "Divide by their sum."),
        ([-0.5, 0.5, -0.5, 0.5], "Sizes have no sign: take absolute values."),
    ],
)
checks.passed("pull")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(91)
errors = generator.normal(size=9) * 5
errors[4] = 0.0
checks.close(
    pull(errors.copy(), "l2"),
    np.abs(errors) / np.abs(errors).sum(),
    "The shares under L2",
    mistakes=[(errors**2 / np.sum(errors**2), "That is its share of the loss.")],
)
checks.close(
    pull(errors.copy(), "l1"),
    (errors != 0) / 8,
    "The shares under L1, with one error of 0",
    mistakes=[(np.full(9, 1 / 9), "An error of 0 does not pull: its slope is 0.")],
)
### END HIDDEN TESTS

# %% [markdown]
# To the table with the lamp: a net shall say from the 25 readings how far the lamp is from
# the left edge, 0 to 10 decimetres. We let it train once on clean positions, and once after
# a tired assistant has slipped the decimal point in one position out of twenty. It is
# tested on clean ones.
#
# **Predict:** how much will the slips cost with L2, and with L1? And on clean targets,
# which is better?

# %% role="demo" tags=["nbval-ignore-output"]
readings_valid, position_valid = lamp_readings(512, seed=1)
inputs, inputs_valid = squash_and_whiten(readings, readings_valid, C)
inputs, inputs_valid = inputs.astype("float32"), inputs_valid.astype("float32")
slipped = position.copy()
slipped[::20] *= 10
print(
    "dummy, always the mean:",
    f"{np.mean(np.abs(position_valid - position.mean())):.2f} dm off",
)


def small_lamp_net(loss="mse"):
    """Return a compiled net with two hidden layers for the lamp."""
    net = keras.Sequential([keras.Input((25,))])
    for _ in range(2):
        net.add(layers.Dense(32, activation="relu", kernel_initializer="he_normal"))
    net.add(layers.Dense(1))
    net.compile(keras.optimizers.Adam(2e-3), loss=loss)
    return net


# %% role="demo" tags=["nbval-ignore-output"]
starts = [fresh(small_lamp_net, seed) for seed in training.SEEDS]
off = {"clean targets": {}, "one in twenty\nslipped": {}}
for name, loss in (("L2", "mse"), ("L1", "mae")):
    machine = StepRuns(small_lamp_net(loss))
    for group, targets in zip(off, (position, slipped)):
        off[group][name] = []
        for seed, start in zip(training.SEEDS, starts):
            machine.run(start, inputs, targets, draw_batches(512, 32, 400, seed), 2e-3)
            found = machine.model(inputs_valid, training=False)
            off[group][name].append(float(np.mean(np.abs(found - position_valid))))

# %% role="demo" tags=["nbval-ignore-output"]
plots.compare(
    off,
    ylabel="mean absolute error (dm)",
    title="Five seeds, tested on clean positions",
    alt="Dots of five seeds: mean absolute error on clean positions. With clean targets L2 and L1 are both "
    "small. With slipped targets L2 is several times worse, and L1 hardly worse than before.",
)
for group, arms in off.items():
    for name, values in arms.items():
        print(
            f"{group.replace(chr(10), ' '):22} {name}: {training.mean_and_spread(values, digits=2)} dm"
        )
shares = pull((position.mean() - slipped).ravel(), "l2")
print(
    f"the slipped twentieth pulls with {shares[::20].sum():.0%} under L2 at the start"
)

# %% [markdown]
# One target in twenty ruins L2: the net is hardly better than always giving the mean. At
# the start the slipped twentieth pulls nearly as hard as all others together, and later,
# when the others are almost right and pull no more, it pulls alone. L1 hardly notices: it
# can only be outvoted, not outshouted. And on clean targets L1 is no worse here, so the
# insurance was free.

# %% [markdown]
# ## 7. How many examples before you move?
#
# The gradient of a batch is an estimate of that of all data, and estimates scatter. The
# mean over $B$ independent examples scatters by $1 / \sqrt B$. **Larger batches** point
# more surely in the right direction, up to the whole training set, where nothing scatters
# any more.
#
# **Predict:** from 1 example to 64, by what factor does the scatter fall? And from 64 to
# 128?


# %% role="demo" tags=["nbval-ignore-output"]
def flat_gradient(index):
    """Return the gradient of one example's loss, all weights in a row."""
    x, y = visitor.x_train[index : index + 1], visitor.y_train[index : index + 1]
    with tf.GradientTape() as tape:
        loss = visitor.net.compute_loss(x, y, visitor.net(x, training=True))
    found = tape.gradient(loss, visitor.net.trainable_variables)
    return np.concatenate([np.ravel(g) for g in found])


each = np.stack([flat_gradient(i) for i in range(100)])  # (examples, weights)
whole = each.mean(axis=0)

# %% role="demo" tags=["nbval-ignore-output"]
SIZES, scatter = (1, 4, 16, 64), []
for seed in range(5):
    generator = np.random.default_rng(seed)
    draws = [
        each[generator.integers(0, 100, (50, size))].mean(axis=1) for size in SIZES
    ]
    lengths = [np.linalg.norm(means - whole, axis=1).mean() for means in draws]
    scatter.append(np.array(lengths) / np.linalg.norm(whole))
log_plots.log_curves(
    {"measured": (SIZES, scatter), "1 / √B": (SIZES, scatter[0][0] / np.sqrt(SIZES))},
    xlabel="batch size B (log scale)",
    ylabel="scatter / length of the gradient",
    ylim=(0.5, 12),
    logx=True,
    title="How far a batch's gradient is from that of all",
    alt="Scatter of the gradient, relative to its length, against the batch size, both on log scales. It "
    "falls on a straight line, as one over the root of the batch size, from several times the gradient itself.",
)
for size, values in zip(SIZES, np.transpose(scatter)):
    print(
        f"batch of {size:2}: scatter {training.mean_and_spread(values, digits=2)} of the gradient"
    )

# %% [markdown]
# The gradient of a single example is mostly noise: in this fresh net it is five times as
# far from the true one as that is long. Four times the batch halves the noise, as the root
# says, and so the returns diminish: from 16 to 256 you pay sixteen times as much for a
# fourth. And a large batch has to fit into memory.
#
# A larger batch, up to all data at once, is advice for a net whose loss jumps about. It
# makes each step more exact, and if the step is wrong, it is exactly wrong: none of the
# faults in this clinic is cured by it. Going *down*, to one, usually teaches more.

# %% [markdown]
# ## 8. A break, and Adam's memory
#
# Long trainings are interrupted: by the night, by a crash, by whoever needed the machine.
# To go on *exactly* where you were it is not enough to keep the weights. Adam keeps, for
# every weight, a running mean of its gradients and one of their squares, and counts its
# steps. (They are often called "a learning rate for each weight". They are what such a rate
# is worked out from.) If they are lost, Adam starts them at 0 and takes its first steps as
# if it knew nothing.
#
# ### Exercise 11: come back
#
# Write two functions.
#
# - `snapshot(net)`: return all that is needed to go on training later, made of lists,
#   tuples, dicts, numbers and NumPy arrays alone. `net` is compiled, and may have been
#   trained. It stays as it is.
# - `revive(net, state)`: put such a state into `net`, a *new* net of the same design,
#   compiled with the same kind of optimiser and not trained yet. It changes the net in
#   place.
#
# A net that was revived and trains on must do so exactly as the old one would have.
#
# Useful: `net.get_weights()`, `net.set_weights(...)`; `net.optimizer.variables`, a list;
# `variable.assign(value)`. One trap: an optimiser makes its means when it first needs them.
# A new one has none yet, so nothing can be put there, until
# `net.optimizer.build(net.trainable_variables)`.
#
# *Checked, here or in grading:* training goes on to the last digits, with Adam and with SGD
# and momentum, also after the rate was changed.


# %% role="solution" id="snapshot"
def snapshot(net):
    """Return the weights and the optimiser's state, as arrays."""
    ### BEGIN SOLUTION
    return {
        "weights": net.get_weights(),
        "optimizer": [variable.numpy() for variable in net.optimizer.variables],
    }
    ### END SOLUTION


def revive(net, state):
    """Put what `snapshot` returned into a new net of the same design."""
    ### BEGIN SOLUTION
    net.set_weights(state["weights"])
    net.optimizer.build(net.trainable_variables)
    for variable, value in zip(net.optimizer.variables, state["optimizer"]):
        variable.assign(value)
    ### END SOLUTION


# %% role="tests" id="snapshot" points=2
# Run this cell to check snapshot (2 points).
def walker(optimizer, seed=0):
    """A small net that fits a line."""
    net = fresh(
        lambda: keras.Sequential(
            [keras.Input((3,)), layers.Dense(4, activation="tanh"), layers.Dense(1)]
        ),
        seed,
    )
    net.compile(optimizer, loss="mse")
    return net


def walk(net, steps, first=0):
    """Train on batches that follow from their number; return the weights."""
    for step in range(first, first + steps):
        x = np.random.default_rng(step).normal(size=(8, 3)).astype("float32")
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((net(x) - 2 * x[:, :1] + x[:, 1:2]) ** 2)
        gradients = tape.gradient(loss, net.trainable_variables)
        net.optimizer.apply(gradients, net.trainable_variables)
    return np.concatenate([w.ravel() for w in net.get_weights()])


def adam(rate=0.05):
    return keras.optimizers.Adam(rate)


old = walker(adam())
walk(old, 3)
state = checks.written(snapshot(old), "snapshot")
kept = old.get_weights()
steps_taken = int(old.optimizer.iterations)
there = walk(old, 2, first=3)
new = walker(adam(), seed=1)
revive(new, state)
for weight, value, later in zip(new.get_weights(), kept, old.get_weights()):
    checks.close(
        weight,
        value,
        "A weight of the net that was revived",
        mistakes=[
            (
                later,
                "That is what the weight has become by now in the old net. A snapshot "
                "holds arrays, such as variable.numpy(), and not the variables themselves.",
            )
        ],
        hint="Put the weights of the snapshot into the new net.",
    )
without, counting = walker(adam(), seed=1), walker(adam(), seed=1)
without.set_weights(kept)
counting.set_weights(kept)
counting.optimizer.iterations.assign(steps_taken)
checks.close(
    walk(new, 2, first=3),
    there,
    "The weights two steps after the break",
    rtol=1e-3,
    atol=1e-5,
    mistakes=[
        (
            walk(without, 2, first=3),
            "The weights came back, and Adam's memory did not: keep net.optimizer.variables "
            "too, and build the new optimiser before you fill it.",
        ),
        (
            walk(counting, 2, first=3),
            "Adam's count of steps came back, and its means did not: a new optimiser has "
            "no place for them until it is built.",
        ),
    ],
    hint="All of net.optimizer.variables belong to the state, in their order, as arrays: a "
    "variable itself goes on changing while the old net trains.",
)
checks.passed("snapshot")
### BEGIN HIDDEN TESTS
for number, make in enumerate(
    (
        lambda: keras.optimizers.SGD(0.02, momentum=0.9),
        lambda: keras.optimizers.Adam(0.02),
        lambda: keras.optimizers.RMSprop(0.01),
    )
):
    old = walker(make(), seed=111)
    walk(old, 3, first=20)
    if number == 1:
        old.optimizer.learning_rate = 0.1
    state = snapshot(old)
    there = walk(old, 2, first=23)
    new = walker(make(), seed=112)
    revive(new, state)
    checks.close(
        walk(new, 2, first=23),
        there,
        f"The weights two steps after the break, with {type(old.optimizer).__name__}"
        + ", whose rate was changed before the break" * (number == 1),
        rtol=1e-3,
        atol=1e-5,
        hint="All of net.optimizer.variables belong to the state: memory, steps, rate.",
    )
fresh_one = walker(adam(), seed=113)  # not trained yet: nothing to remember
again = walker(adam(), seed=114)
revive(again, snapshot(fresh_one))
checks.close(
    walk(again, 2),
    walk(fresh_one, 2),
    "The weights after two steps, of a net that was kept before its first step",
    rtol=1e-3,
    atol=1e-5,
)
### END HIDDEN TESTS

# %% [markdown]
# What is it worth? We interrupt the healthy net after 100 steps and go on in two ways. And
# we see what Keras does: `save` writes net and optimiser into one file; `save_weights`
# writes both too, but `load_weights` fills only an optimiser that has been built. In
# TensorFlow 1 the same trap was "create the saver after the optimiser".

# %% role="demo" tags=["nbval-ignore-output"]
import tempfile
from pathlib import Path

x, y = visitor.x_train, visitor.y_train
batches = draw_batches(600, 32, 130, seed=3)


def go_on(net, rows):
    """Train on and return the loss of each step."""
    return [float(net.train_on_batch(x[row], y[row])) for row in rows]


old = clinic.admit(0).net
go_on(old, batches[:100])
state, folder = snapshot(old), Path(tempfile.mkdtemp())
old.save(folder / "net.keras")
old.save_weights(folder / "net.weights.h5")
uninterrupted = go_on(old, batches[100:])

# %% role="demo" tags=["nbval-ignore-output"]
ours, weights_only, theirs = (clinic.admit(0, seed).net for seed in (5, 6, 7))
revive(ours, state)
weights_only.set_weights(state["weights"])
loaded = keras.models.load_model(folder / "net.keras")
theirs.optimizer.build(theirs.trainable_variables)
theirs.load_weights(folder / "net.weights.h5")
for name, net in (
    ("revived", ours),
    ("load_model", loaded),
    ("built, then load_weights", theirs),
    ("weights only", weights_only),
):
    gap = np.array(go_on(net, batches[100:])) - uninterrupted
    print(
        f"{name:25}: loss off by {np.abs(gap).max():.4f} at most, {gap.mean():+.4f} on average"
    )

# %% [markdown]
# Three ways back are exact. With the weights alone the net goes another way: here its loss
# is off by up to 0.05, and no worse on average, so nothing is lost but the certainty that
# it is the *same* training. On a machine that stops every night, a training that restarts
# Adam each morning is another one than yours, and if you are hunting a fault, you want to
# be able to repeat a step.

# %% [markdown]
# ## 9. Two tips about convolutions, measured
#
# **"64 to 128 filters are enough."** A small convolutional net on 1,000 digits of 14 × 14
# pixels, with more and more filters in both of its layers.
#
# **Predict:** what does the last doubling gain?

# %% role="demo" tags=["nbval-ignore-output"]
FILTERS = {"small": [8, 64, 128], "full": [8, 32, 64, 128, 256, 512]}[SIZE]
EPOCHS, BATCH = {"small": (3, 50), "full": (6, 100)}[SIZE]


def halved(pictures):
    """Return pictures of half the size, with one channel."""
    return pictures.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4))[..., None]


def filter_net(filters):
    """Return a compiled net with two convolutions of so many filters."""
    net = keras.Sequential([keras.Input((14, 14, 1))])
    usual = {"activation": "relu", "kernel_initializer": "he_normal"}
    net.add(layers.Conv2D(filters, 3, strides=2, padding="same", **usual))
    net.add(layers.MaxPooling2D())
    net.add(layers.Conv2D(filters, 3, **usual))
    for layer in (layers.Flatten(), layers.Dense(10)):
        net.add(layer)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(keras.optimizers.Adam(6e-3), loss=loss, metrics=["accuracy"])
    return net


# %% role="demo" tags=["nbval-ignore-output"]
by_filters = {}
for filters in FILTERS:
    by_filters[filters] = training.fit_seeds(
        lambda filters=filters: filter_net(filters),
        halved(digits.x_train[:1000]),
        digits.y_train[:1000],
        label=f"{filters} filters",
        epochs=EPOCHS,
        batch_size=BATCH,
        validation_data=(halved(digits.x_valid), digits.y_valid),
    )

# %% role="demo" tags=["nbval-ignore-output"]
for filters, runs in by_filters.items():
    right = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    fitted = training.mean_and_spread(runs.final("accuracy"), percent=True)
    size = filter_net(filters).count_params()
    print(
        f"{filters:3} filters: {size:7,} weights, training {fitted}, validation {right}"
    )

# %% [markdown]
# From 8 to 64 filters the net gains more than 40 points, from 64 to 128 nothing that five
# seeds could show, for four times the weights. That is the tip, on a task of this size: if
# a net with 64 or 128 filters is not good enough, the reason is elsewhere. (More filters
# also learn *faster*, and three epochs are few: part of the early gain is speed. The full
# run adds 32, 256 and 512.)
#
# **"Pooling is for invariance."** A max-pooling layer keeps the largest of every few
# neighbours, so a feature may move a little without anything changing behind it. It is said
# to make a net robust against small shifts, turns and zooms. How much of that is there? We
# send pictures and changed pictures through eight random filters and a pooling of 1 (none),
# 2, 4 or 7, and measure how far the features move, *compared with how far they are from
# those of another picture*. That second number matters: a layer that made everything alike
# would be perfectly invariant, and useless.

# %% role="demo" tags=["nbval-ignore-output"]
from scipy import ndimage

pictures = digits.x_valid[:60]
changes = {
    "shifted by 1 pixel": lambda p: ndimage.shift(p, (0, 1), order=1),
    "shifted by 3 pixels": lambda p: ndimage.shift(p, (0, 3), order=1),
    "turned by 10 degrees": lambda p: ndimage.rotate(p, 10, reshape=False, order=1),
    "turned by 90 degrees": np.rot90,
    "another picture": None,
}
POOLINGS = (1, 2, 4, 7)


def features(pictures, seed):
    """Return features of eight random filters, for each pooling one row a picture."""
    filters = fresh(
        lambda: layers.Conv2D(8, 3, padding="same", activation="relu"), seed
    )
    found = filters(pictures[..., None])
    pooled = (layers.MaxPooling2D(size)(found) for size in POOLINGS)
    return [np.reshape(array, (len(pictures), -1)) for array in pooled]


# %% role="demo" tags=["nbval-ignore-output"]
far = {name: np.empty((5, 4)) for name in changes}
here = [features(pictures, seed) for seed in range(5)]
for name, change in changes.items():
    changed = np.roll(pictures, 1, axis=0)  # another picture
    if change:
        changed = np.stack([change(picture) for picture in pictures])
    for seed in range(5):
        pairs = zip(features(changed, seed), here[seed])
        ways = [np.linalg.norm(new - old, axis=1).mean() for new, old in pairs]
        far[name][seed] = ways
another = far.pop("another picture")
shares = {name: (POOLINGS, 100 * values / another) for name, values in far.items()}

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    shares,
    xlabel="pooling size (log scale)",
    ylabel="way to another picture (%)",
    ylim=(0, 140),
    logx=True,
    title="How far features move when the picture changes",
    alt="How far features move, in percent of the way to another picture, against the pooling size "
    "1, 2, 4, 7. Shifted by one pixel and turned by ten degrees: a little above 50 percent, falling to 40 and 45. "
    "Shifted by three pixels: around 100, falling a little. Turned by 90 degrees: above 100, rising.",
)
for name, (_, values) in shares.items():
    print(
        f"{name:20}: without pooling {training.mean_and_spread(values[:, 0], digits=0)} %",
        end=", ",
    )
    print(f"pooling 7 {training.mean_and_spread(values[:, -1], digits=0)} %")

# %% [markdown]
# Without pooling, a shift by a single pixel moves the features half-way to another picture.
# Pooling takes a third of that away, and less from a small turn. A shift of three pixels is
# as far as another picture, and stays nearly so with the largest pooling. And a turn by a
# right angle is *further* away than another picture, pooled or not. So pooling buys a
# little tolerance for small shifts, and that is worth having. It does not make a net
# invariant. What a net should bear beyond that, it has to see in training: data
# augmentation, chapter 12.

# %% [markdown] cited=[300, 3000, 2000, 5000, 0.9995, 0.999995, 0.01]
# ## 10. A case study, repeated
#
# Our source, a collection of tips from a laboratory, ends with a case from practice: a
# convolutional net for a regression whose inputs reach from 0 to 140 million. Told by its
# loss curves, the story goes like this.
#
# 1. The net does not learn at all.
# 2. The inputs are **clipped**: the loss is now wild.
# 3. The rate is **lowered** on the way, at steps 300 and 3,000: too soon. Then at 2,000 and
#    5,000: better, not good.
# 4. No more lowering. The inputs go through **tanh**: the error falls below 1, but the net
#    cannot be made to overfit.
# 5. **Batch norm is taken out**, and the net says NaN after a step or two. So the initial
#    weights were bad, and batch norm had hidden it.
# 6. With **variance scaling** and without batch norm everything changes: the error falls by
#    four orders of magnitude, below 0.01, without any lowering of the rate.
# 7. A drop of the rate by ten at the end makes it better still. Multiplying it by 0.9995 at
#    every step does not do well; by 0.999995 it is like no decay at all.
#
# The authors conclude: batch norm hid an explosion that came from bad initial weights;
# clipping hid the real trouble, too; and Adam needs no decay, except perhaps a drop at the
# end.
#
# One run each, many things changed at once: a story. We make an experiment of it. Their
# data and net are not public, so this is an **analogue** of ours, with the same structure:
# the lamp on the table, readings from about 800 up to many millions, one number to predict,
# five hidden layers with batch norm, initial weights of deviation 1, Adam at 0.001. It is
# small enough for five seeds a curve. A run of 3,000 steps is half of what the story needs,
# so our drops of the rate come after half as many steps; the factors are those of the story.
#
# **Predict** before you go on: which of the steps 2 to 7 will matter here?

# %% role="demo" tags=["nbval-ignore-output"]
STEPS = {"small": 3_000, "full": 20_000}[SIZE]
DROPS = {
    "small": [(150, 1_500), (1_000, 2_500)],
    "full": [(300, 3_000), (2_000, 5_000)],
}[SIZE]
LIMIT = float(np.percentile(readings, 99))
INPUTS = {
    "raw": lambda x: x,
    "clipped": lambda x: np.minimum(x, LIMIT) / LIMIT,
    "tanh": lambda x: np.tanh(x / C),
}


def lamp_net(batch_norm):
    """Return a compiled net of five hidden layers; before batch norm, without a bias."""
    net = keras.Sequential([keras.Input((25,))])
    for _ in range(5):
        net.add(layers.Dense(32, use_bias=not batch_norm))
        if batch_norm:
            net.add(layers.BatchNormalization())
        net.add(layers.Activation("relu"))
    net.add(layers.Dense(1))
    net.compile(keras.optimizers.Adam(1e-3), loss="mse")
    return net


def draw_weights(net, deviation, seed):
    """Draw new initial weights; without a deviation, with He's."""
    generator = np.random.default_rng(seed)
    for layer in net.layers:
        if isinstance(layer, layers.Dense):
            n, m = layer.kernel.shape
            spread = deviation or math.sqrt(2 / n)
            layer.kernel.assign(spread * generator.normal(size=(n, m)))
    return net


# %% role="demo" tags=["nbval-ignore-output"]
fresh_nets = {on: lamp_net(on) for on in (True, False)}
machines = {on: StepRuns(lamp_net(on), jit=True) for on in (True, False)}


def lamp_runs(inputs, batch_norm, deviation, rates):
    """Train five seeds; return all losses and the validation errors (squared, dm²)."""
    machine, prepare = machines[batch_norm], INPUTS[inputs]
    losses, errors = [], []
    for seed in training.SEEDS:
        start = draw_weights(fresh_nets[batch_norm], deviation, seed)
        batches = draw_batches(512, 32, STEPS, seed)
        losses.append(machine.run(start, prepare(readings), position, batches, rates))
        found = machine.model(prepare(readings_valid), training=False)
        errors.append(float(np.mean((found - position_valid) ** 2)))
    return np.array(losses), np.array(errors)


def dropped(*steps):
    """Return a rate for each step: 0.001, divided by 10 after each of the steps given."""
    return 1e-3 * 0.1 ** np.sum([np.arange(STEPS) >= step for step in steps], axis=0)


# %% role="demo" tags=["nbval-ignore-output"]
story = {
    "1 raw": lamp_runs("raw", True, 1.0, 1e-3),
    "2 clipped": lamp_runs("clipped", True, 1.0, 1e-3),
}

# %% role="demo" tags=["nbval-ignore-output"]
for early, late in DROPS:
    name = f"3 drops at {early:,}, {late:,}"
    story[name] = lamp_runs("clipped", True, 1.0, dropped(early, late))
story["4 tanh"] = lamp_runs("tanh", True, 1.0, 1e-3)

# %% role="demo" tags=["nbval-ignore-output"]
dummy = float(np.mean((position_valid - position.mean()) ** 2))


def show_story(names, ylim, title, alt):
    """Draw losses, means of 100 steps, and print validation errors."""
    log_plots.log_curves(
        {name: per_ten(story[name][0], 100) for name in names},
        xlabel="step",
        ylabel="training loss (dm², log scale)",
        ylim=ylim,
        level=(dummy, "always the mean"),
        title=title,
        alt=alt,
    )
    print(f"{'always the mean':24}: validation error {dummy:.2f} dm²")
    for name in names:
        mean, spread = np.mean(story[name][1]), np.std(story[name][1], ddof=1)
        print(f"{name:24}: validation error {mean:.3g} ± {spread:.2g} dm²")


show_story(
    list(story),
    (0.05, 60),
    "With batch norm and large initial weights",
    "Training loss on a log scale against 3,000 steps, five curves. Raw inputs end near 1, clipped ones "
    "near 0.5, tanh lowest, near 0.25. With drops of the rate at 150 and 1,500 the loss goes flat, above 2; with "
    "drops at 1,000 and 2,500 it goes flat later and lower, near 1.",
)

# %% [markdown]
# - **1.** Even our sick net learns its training data, in training mode. On fresh readings
#   it is little better than the mean, with other seeds it is worse, and the seeds are far
#   apart.
# - **2.** Clipping helps a lot here.
# - **3.** Lowering the rate *hurts*: the earlier, the more. It is a remedy against noise
#   and jumps, and this net suffers from something else. (We know from section 5 what:
#   behind batch norm, large weights make the steps small already.)
# - **4.** With tanh the error is well below 1, and it does not go on to 0. As in the
#   source.
#
# Now off with the plaster: the same net and initial weights without batch norm, first with
# Adam, then, for four steps, with plain SGD. And then with He's weights.

# %% role="demo" tags=["nbval-ignore-output"]
story["5 batch norm out"] = lamp_runs("tanh", False, 1.0, 1e-3)
story["6 He"] = lamp_runs("tanh", False, None, 1e-3)
unplastered = draw_weights(lamp_net(False), 1.0, 0)
unplastered.compile(keras.optimizers.SGD(1e-3), loss="mse")
x, y = INPUTS["tanh"](readings), position
steps = [float(unplastered.train_on_batch(x[:32], y[:32])) for _ in range(4)]
print("the same start with SGD, first losses:", *(f"{loss:.3g}" for loss in steps))

# %% role="demo" tags=["nbval-ignore-output"]
show_story(
    ["4 tanh", "5 batch norm out", "6 He"],
    (1e-3, 1e7),
    "The plaster comes off",
    "Training loss on a log scale against 3,000 steps, means of a hundred. With batch norm it falls from above 20 to about "
    "a quarter. Without it, and the same weights, it begins in the millions and ends in the hundreds. With He's weights it "
    "falls to a few thousandths.",
)
for name in ("4 tanh", "5 batch norm out", "6 He"):
    losses = story[name][0]
    first, last = losses[:, 0].mean(), losses[:, -100:].mean()
    print(f"{name:24}: first loss {first:.2g}, mean of the last 100 {last:.2g}")

# %% [markdown]
# - **5.** So that is what batch norm was hiding: without it the loss begins in the
#   millions, and ends far worse than the mean. The NaN of the source appears too, under
#   *SGD*: the loss is infinite after one step, and NaN soon after. Not under Adam: it
#   divides every gradient by its own size, so a gradient of a million moves a weight by
#   about 0.001, like any other. Adam is a plaster of its own.
# - **6.** And that is the cure: from 39 to a few thousandths, four orders of magnitude, at
#   a constant rate. Nothing with batch norm came near.

# %% role="demo" tags=["nbval-ignore-output"]
t = np.arange(STEPS)
story["7 a drop at the end"] = lamp_runs("tanh", False, None, dropped(STEPS * 5 // 6))
story["7 times 0.9995"] = lamp_runs("tanh", False, None, 1e-3 * 0.9995**t)
story["7 times 0.999995"] = lamp_runs("tanh", False, None, 1e-3 * 0.999995**t)

# %% role="demo" tags=["nbval-ignore-output"]
show_story(
    ["6 He", "7 a drop at the end", "7 times 0.9995", "7 times 0.999995"],
    (2e-4, 10),
    "Four ways to end",
    "Training loss on a log scale against 3,000 steps. All four curves fall to a few thousandths. The one with a drop at "
    "step 2,500 falls at once to about a half and stays smooth. The other three end close together.",
)
print(
    f"left of the rate after {STEPS:,} steps: {0.9995**STEPS:.2%}, {0.999995**STEPS:.1%}"
)

# %% [markdown]
# - **7.** The drop at the end holds: at step 2,500 the training loss falls at once. On fresh
#   readings the error is lower too, by almost half; with five other seeds it gained next to
#   nothing. The factor 0.999995 leaves 98.5 % of the rate: it is indeed no decay, and what
#   lies between its error and that of a constant rate is how much five seeds leave to
#   chance. The factor 0.9995 leaves 22 %; we find it no worse than a constant rate, within
#   the spread, and worse than the drop. In the source it came off badly. How long they
#   trained it does not say, and with this factor the length is everything: the longer the
#   run, the longer it stands still (chapter 8 has the half-lives).
#
# One question is left. Steps 2 to 6 changed three things one after another. Which of them
# was it? Here is what a story cannot tell and an experiment can: all combinations.

# %% role="demo" tags=["nbval-ignore-output"]
names = {("raw", True, 1.0): "1 raw", ("clipped", True, 1.0): "2 clipped"}
names |= {("tanh", True, 1.0): "4 tanh", ("tanh", False, 1.0): "5 batch norm out"}
names[("tanh", False, None)] = "6 He"
every = product(("raw", "clipped", "tanh"), (1.0, None), (True, False))
table = {}
for inputs, deviation, batch_norm in every:
    arm = inputs, batch_norm, deviation
    found = story[names[arm]] if arm in names else lamp_runs(*arm, 1e-3)
    errors = found[1][np.isfinite(found[1])]
    table[arm] = f"{np.mean(errors):.3g} ± {np.std(errors, ddof=1):.2g}"
    table[arm] += f", {5 - len(errors)} NaN" * (len(errors) < 5)

# %% role="demo" tags=["nbval-ignore-output"]
print(f"{'validation error (dm²)':26} {'batch norm':>18} {'no batch norm':>25}")
for inputs, deviation in product(("raw", "clipped", "tanh"), (1.0, None)):
    start = f"{inputs}, {'deviation 1' if deviation else 'He'}"
    with_it, without = (table[inputs, on, deviation] for on in (True, False))
    print(f"{start:26} {with_it:>18} {without:>25}")

# %% [markdown]
# Read it by columns, then by rows.
#
# - *With batch norm*, the initial weights matter little: a factor of three or four with
#   clipped inputs, and with raw ones and with tanh five seeds cannot tell deviation 1 from
#   He's. That is what hiding means.
# - *Without batch norm* they are everything: more than four orders of magnitude, whatever
#   the inputs. With raw ones some runs end in NaN even under Adam.
# - With tanh, neither half of the cure works alone. He's weights under batch norm do not
#   help; no batch norm with large weights is a disaster. Whoever tries one change at a
#   time, and keeps only what helps, would have thrown both away.
# - Batch norm did not only hide, it *cost*: with tanh and He's weights the net is more than
#   ten times better without. A likely reason: its means and deviations are those of 32
#   examples, a noise that a classifier bears and a precise regression does not.
# - Clipping stays several times worse than tanh, even when the rest is right: it treats all
#   giants alike, and what it cuts off is gone. Raw inputs do well in no combination: the
#   giants are a fault of their own, beside the weights.
#
# So the source's conclusions stand, with small print. Batch norm hid an explosion; here it
# also did harm by itself. Adam needs no decay to get there; a drop at the end lowers the
# loss at once, and the error on fresh readings "perhaps". Clipping hides; it also helps.
# And all this is one small analogue with one kind of net. The method is what to take home,
# not the numbers.

# %% [markdown]
# ## 11. Questions
#
# ### Exercise 12: choose a letter
#
# Fill in one letter for each question.
#
# **`bias`**: A dense layer is followed by batch norm. What about its bias? a) it must start
# at 1; b) without it the layer cannot learn; c) it does nothing there, since the mean is
# subtracted; d) it causes NaN.
#
# **`start`**: What do He's and Glorot's initial weights differ in? a) only He's go by the
# size of the layer; b) He's have twice the variance that a linear layer needs, for ReLU;
# Glorot's look at inputs and outputs; c) Glorot's are constant; d) Glorot's have the same
# variance in all layers.
#
# **`filters`**: Your net has 128 filters a layer, gets 99 % of the training and 91 % of the
# validation pictures right, and with 256 the same. What next? a) 512; b) work on what it is
# given and on overfitting; c) a higher rate; d) 16, because fewer is better.
#
# **`pooling`**: What can you rely on 2 × 2 max pooling for? a) features that change less
# when the picture moves a little; b) the same answer for a picture turned by a right angle;
# c) no overfitting; d) gradients that do not vanish.
#
# **`one`**: A dense net with batch norm is trained in batches of one. What comes out of its
# batch norm? a) the inputs, unchanged; b) NaN; c) noise; d) its offset, whatever goes in.
#
# **`scatter`**: You go from batches of 16 to batches of 256. The scatter of the gradient
# falls by a factor of: a) 16; b) 4; c) 256; d) it grows.
#
# **`picture`**: `plt.imshow` shows your inputs as perfect pictures, and the net does not
# learn from them. What do the pictures tell you about the scale of the inputs? a) nothing:
# imshow rescales them; b) they lie between 0 and 1; c) they are whitened; d) they are
# bytes.
#
# **`decay`**: Adam, 100,000 steps, and someone multiplies the rate by 0.9995 at every step.
# What will happen? a) about the same as without; b) the net diverges; c) the net comes to a
# stop after a small part of the steps; d) the rate falls by a twentieth.

# %% role="solution" id="questions"
answers = {
    "bias": None,
    "start": None,
    "filters": None,
    "pooling": None,
    "one": None,
    "scatter": None,
    "picture": None,
    "decay": None,
}
### BEGIN SOLUTION
answers = {
    "bias": "c",
    "start": "b",
    "filters": "b",
    "pooling": "a",
    "one": "d",
    "scatter": "b",
    "picture": "a",
    "decay": "c",
}
### END SOLUTION

# %% role="tests" id="questions" part="bias" points=0.5
# Run this cell to check questions, bias (0.5 points).
checks.option(answers.get("bias"), "abcd", "bias")
checks.recorded("questions, bias")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("bias"),
    "c",
    {
        "a": "A bias may start at 0 everywhere, and here it does not even matter.",
        "b": "Batch norm has an offset of its own, which does what a bias does.",
        "d": "Adding a number and subtracting it again does no harm.",
    },
    "bias",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="start" points=0.5
# Run this cell to check questions, start (0.5 points).
checks.option(answers.get("start"), "abcd", "start")
checks.recorded("questions, start")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("start"),
    "b",
    {
        "a": "Both go by the size of each layer: that is variance scaling.",
        "c": "Both are random: equal weights would stay equal.",
        "d": "It is the variance of the signal that is to stay the same, so that of the weights differs.",
    },
    "start",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="filters" points=0.5
# Run this cell to check questions, filters (0.5 points).
checks.option(answers.get("filters"), "abcd", "filters")
checks.recorded("questions, filters")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("filters"),
    "b",
    {
        "a": "From 128 to 256 nothing was gained. Why should the next doubling?",
        "c": "The training pictures are learned already; the rate is not the trouble.",
        "d": "Fewer filters learned less; what is missing is something else.",
    },
    "filters",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="pooling" points=0.5
# Run this cell to check questions, pooling (0.5 points).
checks.option(answers.get("pooling"), "abcd", "pooling")
checks.recorded("questions, pooling")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("pooling"),
    "a",
    {
        "b": "Section 9 turned pictures by a right angle: the features were as far as another picture's.",
        "c": "It has no weights to overfit with, and the layers around it still do.",
        "d": "It passes a gradient to the largest entry, and makes no gradient larger.",
    },
    "pooling",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="one" points=0.5
# Run this cell to check questions, one (0.5 points).
checks.option(answers.get("one"), "abcd", "one")
checks.recorded("questions, one")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("one"),
    "d",
    {
        "a": "It subtracts the mean of the batch, which is the value itself.",
        "b": "It divides by the root of the variance plus a small number: 0 is left, not NaN.",
        "c": "0 times the scale plus the offset: what is random about it?",
    },
    "one",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="scatter" points=0.5
# Run this cell to check questions, scatter (0.5 points).
checks.option(answers.get("scatter"), "abcd", "scatter")
checks.recorded("questions, scatter")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("scatter"),
    "b",
    {
        "a": "The batch is 16 times as large; the scatter falls with its root.",
        "c": "Sixteen times as many, and the root of that.",
        "d": "A mean over more examples scatters less.",
    },
    "scatter",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="picture" points=0.5
# Run this cell to check questions, picture (0.5 points).
checks.option(answers.get("picture"), "abcd", "picture")
checks.recorded("questions, picture")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("picture"),
    "a",
    {
        "b": "Numbers around 30,000 made a perfect picture in section 4.",
        "c": "Numbers around 30,000 made a perfect picture in section 4.",
        "d": "It draws any numbers, stretched from the smallest to the largest.",
    },
    "picture",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="decay" points=0.5
# Run this cell to check questions, decay (0.5 points).
checks.option(answers.get("decay"), "abcd", "decay")
checks.recorded("questions, decay")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("decay"),
    "c",
    {
        "a": "That holds for 0.999995. This factor halves the rate about every 1,400 steps.",
        "b": "The rate only gets smaller.",
        "d": "0.9995 is applied again and again: a hundred thousand times.",
    },
    "decay",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 13: in your own words
#
# A colleague says: "My net did not learn for weeks. Then I clipped the inputs, added batch
# norm and lowered the rate, and now the training loss falls. So these were the cure."
# Answer in four to eight sentences: what might still be wrong, two tests with which you
# would find out, and how you would measure which of the three changes did anything. This
# one is read by a person.

# %% [markdown] role="open" id="cure" points=3
# *Rubric.* **1 point**: says that the changes may hide a fault instead of mending it, and
# names one that would fit, such as exploding initial weights behind batch norm or inputs of
# very different size behind clipping. **1 point**: names two sensible tests, such as
# training without batch norm and looking for NaN, overfitting one point, gradient norms by
# layer, mean and deviation of the inputs, or prediction against training mode. **1 point**:
# would undo the three changes one at a time, at equal budget, over several seeds, and
# compare means with their spread on validation data.

# %% [markdown]
# ## Summary
#
# | symptom | look with | often it is |
# |---|---|---|
# | one point cannot be learned, the loss has a floor | overfit one point; work out the floor | an activation on the outputs, a loss that expects something else |
# | all is well, and slow | the loss, over more steps | a rate that is too low |
# | well at the start, dead soon after | share of dead neurons before and after | a rate that is too high |
# | gradients shrink towards the inputs | gradient norms by layer | sigmoids, initial weights that ignore the size of the layers |
# | learned by heart, validation at chance | a few pictures with their labels | a reshape that took labels and inputs apart |
# | perfect pictures, no learning | mean, deviation, smallest, largest | inputs that are not scaled |
# | well in training, lost in prediction | both modes on the same data | batch norm |
# | NaN | the first layer that is not finite; batches of one | an explosion; one bad example |
# | it needs batch norm to train at all | the same without it | exploding initial weights |
#
# **Ask yourself.** Which of the nine faults would you have found by staring at the code,
# and which not? Which two of them would a test of overfitting one point never find? Why is
# it a bad sign when a net trains only with batch norm?
#
# **Your turn.** Think of a tenth patient: a fault that happened to you, and the symptom by
# which one finds it.
#
# **Read on**
#
# - Karpathy, A. (2019). *A recipe for training neural networks.*
# - Glorot, X. and Bengio, Y. (2010). *Understanding the difficulty of training deep
#   feedforward neural networks.* AISTATS.
# - He, K., Zhang, X., Ren, S. and Sun, J. (2015). *Delving deep into rectifiers: surpassing
#   human-level performance on ImageNet classification.* ICCV.
# - Ioffe, S. and Szegedy, C. (2015). *Batch normalization: accelerating deep network
#   training by reducing internal covariate shift.* ICML.
# - Kingma, D. P. and Ba, J. (2015). *Adam: a method for stochastic optimization.* ICLR.
# - Borland, D. and Taylor, R. M. (2007). *Rainbow color map (still) considered harmful.*
#   IEEE Computer Graphics and Applications.
# - Goodfellow, I., Bengio, Y. and Courville, A. (2016). *Deep Learning*, section 11.5, on
#   debugging.
