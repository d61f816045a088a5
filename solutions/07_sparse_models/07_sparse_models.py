# %% [markdown]
# # Sparse models: pruning, l1, FTRL
#
# *Most weights of a trained net do next to nothing. Find them, and take them away.*
# By the end of this chapter you will have emptied nine tenths of a net in three ways
# without its noticing, written the optimiser that Google used to keep its advertising
# models small, and measured what all those zeros are worth when the net has to run.
#
# **You will be able to**
#
# - [ ] measure how sparse a net is, and zero its smallest weights, by layer or globally
# - [ ] keep the zeros while the rest of the net goes on training
# - [ ] prune little by little, on a schedule
# - [ ] explain why a gradient step on an l1 penalty gives no zeros, and a proximal step does
# - [ ] follow the regularised leader: write FTRL-Proximal, equal to Keras's own
# - [ ] say what a sparse matrix costs in bytes and in time, and when it is not worth it
#
# **Before this chapter**: dense layers with ReLU, cross-entropy, training with SGD,
# momentum and Adam.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import checks, plots, reference, training, weight_checks, weight_plots
from deepnets.data import load_digits
from deepnets.fast_fit import epochs_of
from deepnets.progress import progress

# %%
import os
import time

import keras
import numpy as np
import scipy.sparse
from keras import layers

# %% [markdown]
# ## 1. A net full of small numbers
#
# Every optimiser that we have met so far leaves a **dense** model: all of its weights are
# different from zero. For a net on a server that is no trouble. For one in a watch, or one
# that must answer a million questions a second, each weight has to be stored, fetched
# and multiplied. A **sparse** model, most of whose weights are exactly zero, could skip them.
#
# Our net reads handwritten digits: 784 pixels, two hidden layers of 100 and 50 ReLU neurons,
# 10 outputs. It is a small cousin of *LeNet-300-100*, on which much of what follows was
# invented. One switch runs this chapter on all of MNIST: start Jupyter with
# `DEEPNETS_SIZE=full`, and take a long walk; the text speaks of the small run.

# %% role="demo" tags=["nbval-ignore-output"]
digits = load_digits(os.environ.get("DEEPNETS_SIZE", "small"))
x_train, y_train = digits.x_train.reshape(-1, 784), digits.y_train
x_valid, y_valid = digits.x_valid.reshape(-1, 784), digits.y_valid
x_test, y_test = digits.x_test.reshape(-1, 784), digits.y_test

print(digits)
most_frequent = np.bincount(y_train).argmax()
print(
    f"dummy: always {most_frequent}, right on {np.mean(y_valid == most_frequent):.1%}"
)

# %% [markdown]
# The dummy is our **baseline**: a net pruned so hard that it does no better has learned
# nothing, or has lost all of it.
#
# `train` below does what `training.fit_seeds` does, with two hooks that we shall need: one
# is called before training begins, one after each epoch. Every net of this chapter, however
# it is trained, begins at the same five random starts, runs for the same 10 epochs, and is
# judged by the mean and the spread over the five.

# %% role="demo"
EPOCHS = 10


def dense_net(l1=0.0, constraints=(None, None, None)):
    """784-100-50-10 with ReLU; the last layer returns logits."""
    net = keras.Sequential([keras.Input((784,))])
    penalty = keras.regularizers.L1(l1) if l1 else None
    for units, constraint in zip((100, 50, 10), constraints, strict=True):
        net.add(
            layers.Dense(
                units,
                activation="relu" if units > 10 else None,
                kernel_initializer="he_normal",
                kernel_regularizer=penalty,
                kernel_constraint=constraint,
            )
        )
    return net


def compiled(net, optimizer=None):
    """Compile for integer labels and logits, with Adam unless told otherwise."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(optimizer or keras.optimizers.Adam(1e-3), loss, metrics=["accuracy"])
    return net


# %% role="demo"
def random_start(seed):
    """Return the weights of a new net."""
    training.set_seed(seed)
    return dense_net().get_weights()


STARTS = [random_start(seed) for seed in training.SEEDS]


def train(net, label, *, starts=STARTS, epochs=EPOCHS, begin=None, after_epoch=None):
    """Train a compiled net from each start; return the final weights of each."""
    net.optimizer.build(net.trainable_variables)
    blank = [keras.ops.convert_to_numpy(v) for v in net.optimizer.variables]
    trainer, found = epochs_of(net, x_train, y_train, batch_size=100), []
    for seed, start in progress(list(enumerate(starts)), label):
        net.set_weights(start)
        for variable, value in zip(net.optimizer.variables, blank, strict=True):
            variable.assign(value)
        if begin:
            begin(net)
        rng = np.random.default_rng(seed)
        for epoch in range(1, epochs + 1):
            trainer.run(rng)
            if after_epoch:
                after_epoch(net, epoch)
        found.append(net.get_weights())
    return found


# %% [markdown]
# The weights of a net are a list: kernel, bias, kernel, bias, and so on. With such a list,
# three lines of NumPy are the whole net:


# %% role="demo" tags=["nbval-ignore-output"]
def accuracy(weights, x=x_valid, y=y_valid):
    """Run the net by hand and return the share of right answers."""
    for kernel, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        x = np.maximum(x @ kernel + bias, 0)
    return np.mean((x @ weights[-2] + weights[-1]).argmax(axis=1) == y)


def right(nets, **where):
    """Return the accuracy of each net, as text: mean ± spread."""
    return training.mean_and_spread([accuracy(w, **where) for w in nets], percent=True)


dense = train(compiled(dense_net()), "dense net, 5 seeds")
kernels = [w for w in dense[0] if w.ndim == 2]
print(f"{sum(k.size for k in kernels):,} weights in kernels, and some biases")
print("validation accuracy:", right(dense))

# %% [markdown]
# **Predict:** what share of these trained weights is exactly zero? What share is smaller,
# in magnitude, than a tenth of the largest of its kernel?

# %% role="demo" tags=["nbval-ignore-output"]
weight_plots.histograms(
    {f"{k.shape[0]} × {k.shape[1]}": k for k in kernels},
    xlabel="weight",
    xlim=(-0.6, 0.6),
    alt="Histograms of the weights of the three kernels of a trained net, counts on a log "
    "scale. Each is a hill around zero. The first and largest kernel is the narrowest. "
    "None of the weights is exactly zero.",
)
for k in kernels:
    small = np.mean(np.abs(k) < np.abs(k).max() / 10)
    print(
        f"{k.shape}: {np.mean(k == 0):.0%} are 0, {small:.0%} below a tenth of the largest"
    )

# %% [markdown]
# We observe three hills around zero, and not a single zero. The weights of the first kernel are
# the smallest: a neuron that adds up 784 inputs needs, and is given at the start, smaller ones
# than a neuron that adds up 50. Many weights are tiny beside the largest of their kernel. Perhaps
# they are not needed?
#
# ### Exercise 1: how sparse is it?
#
# Write `sparsity(weights)`, where `weights` is what `model.get_weights()` returns: a list of
# kernels and biases. Return the share of entries that are **exactly 0**, from 0 to 1, among
# the entries of all kernels together.
#
# - Biases do not count. They are few, and a zero there saves next to nothing. A bias has one
#   axis; a kernel has two, or more in a convolutional layer.
# - Not every layer has a bias, so look at the axes, not at the place in the list.
#
# For instance, kernels of 10 and 5 entries with 2 and 4 zeros have a sparsity of 0.4.


# %% role="solution" id="sparsity"
def sparsity(weights):
    """Return the share of zeros among the entries of all kernels."""
    ### BEGIN SOLUTION
    kernels = [w for w in weights if w.ndim > 1]
    return sum((k == 0).sum() for k in kernels) / sum(k.size for k in kernels)
    ### END SOLUTION


# %% role="tests" id="sparsity" points=1
# Run this cell to check sparsity (1 point).
example = [
    np.array([[0.0, 1.0, 2.0, 1e-9, 3.0], [4.0, 0.0, -5.0, 6.0, 7.0]]),
    np.zeros(5),
    np.array([[0.0], [0.0], [2.0], [0.0], [0.0]]),
    np.array([0.5]),
]
checks.close(
    sparsity(example),
    0.4,
    "The sparsity of kernels with 2 of 10 and 4 of 5 zeros",
    mistakes=[
        (11 / 21, "The zeros of the biases are counted too."),
        (6 / 21, "Divide by the entries of the kernels; biases do not count."),
        (0.5, "That is the mean of two shares: count zeros over all kernels together."),
        (7 / 15, "Only exact zeros count: 1e-9 still has to be stored and multiplied."),
        (0.6, "That is the share of what is left; sparsity is the share of zeros."),
        (40.0, "Return a share from 0 to 1, not percent."),
        (6.0, "That is how many zeros there are; divide by how many entries."),
    ],
)
checks.passed("sparsity")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(201)
kernels_here = [
    generator.integers(-1, 2, size) * 1.0 for size in ((6, 9), (9, 4), (3, 3, 2, 5))
]
mixed = [kernels_here[0], kernels_here[1], np.zeros(4), kernels_here[2], np.ones(5)]
count = sum((k == 0).sum() for k in kernels_here)
total = sum(k.size for k in kernels_here)
checks.close(
    sparsity(mixed),
    count / total,
    "The sparsity of a net in which one layer has no bias and one is convolutional",
    hint="Kernels are the arrays with more than one axis, wherever they stand.",
)
checks.close(sparsity([np.ones((3, 3)), np.zeros(3)]), 0.0, "The sparsity of ones")
checks.close(sparsity([np.zeros((2, 7)), np.ones(7)]), 1.0, "The sparsity of zeros")
### END HIDDEN TESTS

# %% role="demo"
print(f"sparsity of a trained net: {sparsity(dense[0])}")
never = np.mean((x_train == 0).all(axis=0))
print(f"pixels that are 0 in all training digits: {never:.1%}")

# %% [markdown]
# Not one zero. And yet some of these weights cannot possibly matter: pixels in the corners are
# black in every digit, so the weights that leave them are multiplied by 0, always. Their
# gradient is 0 too, so they still have the random values of their first day. Keep them in
# mind: we shall see which method notices.

# %% [markdown]
# ## 2. The first way: zero the tiny ones
#
# The simplest idea is to train as usual and afterwards set the smallest weights to 0. This
# is **magnitude pruning**. A small weight changes the sum that it enters only a little, so
# the net should hardly notice. (It is a rule of thumb, not a law: a small weight on a large
# input may do more than a large one on an input that is always 0.)
#
# ### Exercise 2: zero the smallest
#
# Write `zero_smallest(kernel, share)`.
#
# - `kernel`: an array of any shape; `share`: from 0 to 1.
# - Return a new array of that shape in which **exactly** `round(share * kernel.size)` entries
#   are zeroed: those of smallest magnitude. The others keep their values.
# - Among entries of equal magnitude it does not matter which ones go, but the count must
#   be right. (After quantisation, when weights take only a few values, ties are the rule.)
# - Leave `kernel` itself as it was.
#
# For instance, with share 0.3 the ten entries of the check below lose 0.05, -0.1 and 0.2.
# (`np.argsort` tells where the smallest entries are; mind the sign.)


# %% role="solution" id="zero_smallest"
def zero_smallest(kernel, share):
    """Return a copy with the given share of entries, the smallest ones, set to 0."""
    ### BEGIN SOLUTION
    pruned = np.array(kernel)
    count = round(share * pruned.size)
    smallest = np.argsort(np.abs(pruned), axis=None)[:count]
    pruned.flat[smallest] = 0
    return pruned
    ### END SOLUTION


# %% role="tests" id="zero_smallest" points=2
# Run this cell to check zero_smallest (2 points).
kernel = np.array([[0.5, -0.1, 0.3, -0.8, 0.25], [-0.9, 0.2, -0.4, 0.05, 0.6]])
given = kernel.copy()
pruned = checks.array(zero_smallest(given, 0.3), "The pruned kernel", shape=(2, 5))
checks.unchanged(kernel, given, "kernel")


def without(*values):
    """Return the kernel with the given entries set to 0."""
    return np.where(np.isin(kernel, values), 0, kernel)


checks.close(
    pruned,
    without(0.05, -0.1, 0.2),
    "The kernel with its smallest three tenths zeroed",
    mistakes=[
        (without(-0.9, -0.8, -0.4), "-0.9 is a large weight: look at the magnitude."),
        (without(-0.9, -0.8, 0.6), "These are the largest; the smallest ones go."),
        (
            without(0.05, -0.1, 0.2, 0.25, 0.3, -0.4, 0.5),
            "You keep that share; zero it instead.",
        ),
        (without(0.05, -0.1, 0.2, 0.25), "`share` is no threshold: it counts entries."),
        (
            without(0.05, -0.1, 0.2, 0.25, 0.3),
            "`share` is no threshold: it counts entries.",
        ),
        ((without(0.05, -0.1, 0.2) != 0) * 1.0, "Return the weights, not the mask."),
        (np.abs(without(0.05, -0.1, 0.2)), "The signs are lost."),
        (kernel, "Nothing was zeroed."),
        (without(0.05, -0.1), "One too few: `round`, and mind `<` and `<=`."),
    ],
)
ties = np.array([[1.0, -1.0, 2.0, 1.0], [-1.0, 1.0, 1.0, 2.0]])
weight_checks.pruned(
    ties, zero_smallest(ties.copy(), 0.5), 4, "A kernel with many ties"
)
checks.passed("zero_smallest")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(211)
smooth = generator.normal(size=(30, 41))
coarse = np.round(2 * generator.normal(size=(25, 40))) / 2  # many ties, and zeros
cube = generator.normal(size=(4, 5, 6))
for share in (0.0, 0.47, 0.8, 1.0):
    weight_checks.pruned(
        smooth,
        zero_smallest(smooth.copy(), share),
        round(share * smooth.size),
        f"A kernel at share {share}",
    )
for share in (0.55, 0.9):
    weight_checks.pruned(
        coarse,
        zero_smallest(coarse.copy(), share),
        round(share * coarse.size),
        f"A kernel with ties and zeros, at share {share}",
    )
weight_checks.pruned(
    cube, zero_smallest(cube.copy(), 0.25), 30, "A kernel of three axes"
)
given = smooth.copy()
zero_smallest(given, 0.5)
checks.unchanged(smooth, given, "kernel")
### END HIDDEN TESTS

# %% [markdown]
# With it we can prune **by layer**: every kernel loses the same share. The other choice is
# **global**: pool the weights of all kernels, and zero the smallest of the pool. Then it is
# not we who decide how much each layer loses.
#
# ### Exercise 3: one pool for all layers
#
# Write `prune_globally(weights, share)`.
#
# - `weights` is a list as from `model.get_weights()`; `share` counts the entries of all kernels
#   together: exactly `round(share * total)` of them are zeroed, the smallest of all.
# - Biases stay as they are, and are not in the pool.
# - Return a new list of arrays in the same order, with the same shapes; leave the given
#   arrays as they were.
#
# *Checked, here or in grading:* the count, also with ties; that no smaller weight survives a larger one, across
# layers; biases, and nets in which a layer has none.


# %% role="solution" id="prune_globally"
def prune_globally(weights, share):
    """Return the weights with the smallest entries of all kernels together zeroed."""
    ### BEGIN SOLUTION
    places = [i for i, w in enumerate(weights) if w.ndim > 1]
    pool = np.concatenate([weights[i].ravel() for i in places])
    order = np.argsort(np.abs(pool))
    pool[order[: round(share * pool.size)]] = 0
    pruned, used = list(weights), 0
    for i in places:
        pruned[i] = pool[used : used + weights[i].size].reshape(weights[i].shape)
        used += weights[i].size
    return pruned
    ### END SOLUTION


# %% role="tests" id="prune_globally" points=3
# Run this cell to check prune_globally (3 points).
weights = [
    np.array([[0.9, -0.8], [0.7, 0.6], [-0.5, 0.4]]),
    np.array([0.01, -0.02]),
    np.array([[0.1, -0.2], [0.3, 0.05]]),
    np.array([0.001, 0.002]),
]
given = [w.copy() for w in weights]
pruned = weight_checks.like(weights, prune_globally(given, 0.4), "prune_globally")
for before, after in zip(weights, given, strict=True):
    checks.unchanged(before, after, "weights")
for i in (1, 3):
    checks.close(
        pruned[i],
        weights[i],
        "A bias",
        hint="Biases are small and do much: leave them as they are.",
    )
checks.close(
    np.concatenate([pruned[0].ravel(), pruned[2].ravel()]),
    [0.9, -0.8, 0.7, 0.6, -0.5, 0.4, 0, 0, 0, 0],
    "The entries of both kernels, with the smallest 4 of 10 zeroed",
    mistakes=[
        (
            [0.9, -0.8, 0.7, 0.6, 0, 0, 0, -0.2, 0.3, 0],
            "Each layer lost its own share: the smallest of *all* kernels go.",
        ),
        (
            [0.9, -0.8, 0.7, 0.6, -0.5, 0.4, 0.1, -0.2, 0.3, 0.05],
            "Nothing was zeroed in the kernels. Are biases in the pool?",
        ),
        (
            [0.9, -0.8, 0.7, 0.6, -0.5, 0.4, 0.1, -0.2, 0.3, 0],
            "Too few. Are biases in the pool?",
        ),
        (
            [0.9, -0.8, 0.7, 0.6, -0.5, 0.4, 0, -0.2, 0.3, 0],
            "Too few. Are biases in the pool?",
        ),
        (
            [0.9, 0, 0.7, 0.6, 0, 0.4, 0.1, 0, 0.3, 0],
            "-0.8 is a large weight: look at the magnitude.",
        ),
        (
            [0.9, -0.8, 0.7, 0.6, 0, 0, 0, 0, 0, 0],
            "You keep that share; zero it instead.",
        ),
    ],
)
checks.passed("prune_globally")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(221)


def pool_of(arrays):
    """Return the entries of all kernels in one row."""
    return np.concatenate([a.ravel() for a in arrays if a.ndim > 1])


smooth = [
    generator.normal(size=(20, 15)),
    generator.normal(size=15) / 100,
    3 * generator.normal(size=(15, 8)),
    generator.normal(size=(8, 4)) / 2,  # a layer without bias
    generator.normal(size=(3, 3, 2, 4)),
    np.zeros(4),
]
coarse = [np.round(2 * w) / 2 if w.ndim > 1 else w for w in smooth]
for name, net in (("A net", smooth), ("A net with ties", coarse)):
    for share in (0.0, 0.3, 0.75, 1.0):
        given = [w.copy() for w in net]
        after = weight_checks.like(net, prune_globally(given, share), "prune_globally")
        for old, new in zip(net, given, strict=True):
            checks.unchanged(old, new, "weights")
        for old, new in zip(net, after, strict=True):
            if old.ndim == 1:
                checks.close(new, old, "A bias", hint="Leave biases as they are.")
        pool = pool_of(net)
        count = max(round(share * pool.size), (pool == 0).sum())
        weight_checks.pruned(pool, pool_of(after), count, f"{name} at share {share}")
### END HIDDEN TESTS

# %% [markdown]
# How much can go before the net notices? We take the five trained nets and prune them three
# ways: globally, by layer, and, as a **dummy**, at random. No training follows.
#
# **Predict:** at which sparsity will each of the three have lost a point of accuracy?


# %% role="demo" tags=["nbval-ignore-output"]
def by_layer(weights, share):
    """Prune every kernel by the same share."""
    return [zero_smallest(w, share) if w.ndim > 1 else w for w in weights]


coins = np.random.default_rng(0)


def at_random(weights, share):
    """Zero entries of each kernel by tossing coins."""
    return [w * (coins.random(w.shape) >= share) if w.ndim > 1 else w for w in weights]


SHARES = np.array([0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98])
pruning = {"global": prune_globally, "by layer": by_layer, "at random": at_random}
after = {
    name: 100 * np.array([[accuracy(prune(w, s)) for s in SHARES] for w in dense])
    for name, prune in pruning.items()
}
plots.curves(
    {name: (100 * SHARES, values) for name, values in after.items()},
    xlabel="weights zeroed (%)",
    ylabel="validation accuracy (%)",
    title="Prune a trained net, and do nothing else",
    alt="Validation accuracy against the share of zeroed weights for three ways to choose "
    "them. Chosen at random, accuracy falls from the start. By layer it holds longer, and "
    "globally longest, then it falls off a cliff.",
)
for name, values in after.items():
    picked = {
        s: v for s, v in zip(SHARES, values.T, strict=True) if s in (0.5, 0.7, 0.9)
    }
    said = [f"{s:.0%}: {training.mean_and_spread(v)}" for s, v in picked.items()]
    print(f"{name:9}  {'   '.join(said)}")

# %% role="demo" tags=["nbval-ignore-output"]
for name, prune in (("global", prune_globally), ("by layer", by_layer)):
    pruned_nets = [prune(w, 0.7) for w in dense]
    lost = [np.mean([w[i] == 0 for w in pruned_nets]) for i in (0, 2, 4)]
    print(f"{name:8} at 70 %: the kernels lose", ", ".join(f"{p:.0%}" for p in lost))

# %% [markdown]
# Half of the weights can go and the net hardly notices: pruned globally it is right on 93.4 %,
# where the dense net had 93.6 %. At 70 % zeros it has 92.8 %, and then it falls off a cliff. By
# layer the cliff comes much earlier, and the second output says why. The last kernel has five
# hundred weights, large ones, and needs them all; the first has fourteen times as many as the
# two others together, and many of them do little. One pool finds that out by itself. Sorting by
# magnitude is worth a lot, too: chosen at random, the same number of zeros ruins the net.

# %% [markdown]
# ## 3. Let the rest of the net adapt
#
# Pruning hurts because the weights that stay were trained with neighbours who are gone. So
# let them train on for a while, **with the zeros held at zero**: *fine-tuning*. What says
# which weights may live is the **mask**, an array of zeros and ones for each kernel.
#
# **Predict:** is it enough to set the *gradients* of the pruned weights to 0? Think of
# momentum, or of Adam.
#
# With plain SGD it is. But an optimiser with a memory goes on moving a weight whose gradient
# has just become 0: it still rolls. Masking the weights themselves, after every step, is
# safe with any optimiser.
#
# ### Exercise 4: train under a mask
#
# Write `train_masked(model, x, y, steps)`.
#
# - `model` is a compiled Keras model. Its kernel entries that are 0 when it arrives must be 0
#   **after every step**; all its other weights train.
# - A step is `model.train_on_batch(x, y)`, with all of `x` and `y` each time.
# - Biases have no mask, not even those that happen to be 0.
# - Return `model.get_weights()` after the last step.
#
# *Checked, here or in grading:* zeros that stay, weights that train exactly as they would in a net which
# never had the pruned connections, biases, optimisers with momentum.


# %% role="solution" id="train_masked"
def train_masked(model, x, y, steps):
    """Train for some steps; kernel entries that are 0 now are 0 after each of them."""
    ### BEGIN SOLUTION
    masks = [w != 0 if w.ndim > 1 else 1.0 for w in model.get_weights()]
    for _ in range(steps):
        model.train_on_batch(x, y)
        weights = model.get_weights()
        model.set_weights([w * m for w, m in zip(weights, masks, strict=True)])
    return model.get_weights()
    ### END SOLUTION


# %% role="tests" id="train_masked" points=3
# Run this cell to check train_masked (3 points).
def one_neuron():
    """Return a linear neuron of three inputs, the second of which is pruned."""
    net = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
    net.set_weights([np.array([[1.0], [0.0], [2.0]]), np.zeros(1)])
    net.compile(keras.optimizers.SGD(0.1), loss="mse", run_eagerly=True)
    return net


x = np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]], "float32")
y = np.array([[0.0], [1.0]], "float32")
trained = weight_checks.like(
    one_neuron().get_weights(),
    train_masked(one_neuron(), x, y, 2),
    "What train_masked returns",
)
checks.close(
    np.append(trained[0], trained[1]),
    [0.83, 0.0, 1.83, -0.34],
    "The kernel and the bias of a linear neuron after two steps of SGD",
    mistakes=[
        (
            [0.85, -0.3, 1.85, -0.3],
            "The pruned weight came back. Make the mask once, before the first step.",
        ),
        (
            [0.85, 0.0, 1.85, -0.3],
            "The zero was put back only at the end; in between, the net relied on it.",
        ),
        ([0.81, 0.0, 1.81, 0.0], "The bias did not train: it has no mask."),
        ([0.9, 0.0, 1.9, -0.2], "That is one step; two were asked for."),
        ([1.0, 0.0, 2.0, 0.0], "Nothing was trained."),
        ([0.0, 0.0, 0.0, -0.2], "The mask is the wrong way round."),
    ],
    hint="Step, then put the zeros back, and again: the weights that stay train freely.",
)
checks.passed("train_masked")


### BEGIN HIDDEN TESTS
def two_layers(weights, optimizer):
    """Return a compiled net with some zeros among its weights."""
    net = keras.Sequential(
        [keras.Input((6,)), layers.Dense(5, activation="tanh"), layers.Dense(2)]
    )
    net.set_weights(weights)
    net.compile(optimizer, loss="mse", run_eagerly=True)
    return net


generator = np.random.default_rng(231)
x = generator.normal(size=(12, 6)).astype("float32")
y = generator.normal(size=(12, 2)).astype("float32")
start = [
    generator.normal(size=(6, 5)) * (generator.random((6, 5)) < 0.5),
    np.array([0.0, 0.1, 0.0, -0.2, 0.3]),
    generator.normal(size=(5, 2)) * (generator.random((5, 2)) < 0.6),
    np.zeros(2),
]
for make in (
    lambda: keras.optimizers.SGD(0.05, momentum=0.9),
    lambda: keras.optimizers.Adam(0.01),
):
    wanted, steps = two_layers(start, make()), 5
    for _ in range(steps):
        wanted.train_on_batch(x, y)
        wanted.set_weights(
            [
                w if w.ndim == 1 else np.where(s == 0, 0, w)
                for w, s in zip(wanted.get_weights(), start, strict=True)
            ]
        )
    after = weight_checks.like(
        start, train_masked(two_layers(start, make()), x, y, steps), "What it returns"
    )
    for old, new, expected in zip(start, after, wanted.get_weights(), strict=True):
        kernel_here = old.ndim == 2
        checks.that(
            not kernel_here or not new[old == 0].any(),
            "A pruned weight came back to life.",
            hint="Masking gradients is not enough, nor is a mask made after a step.",
        )
        checks.close(
            new,
            expected,
            "A kernel" if kernel_here else "A bias",
            rtol=1e-3,
            atol=1e-5,
            hint="Put the zeros back after every step, not only at the end."
            if kernel_here
            else "Biases train without a mask, also those that begin at 0.",
        )
### END HIDDEN TESTS

# %% [markdown]
# Carrying all weights to NumPy and back after every step is slow. Keras has a better place
# for the mask: a **constraint**, a function that every optimiser applies to a weight right
# after it has stepped. (TensorFlow's own Model Optimization Toolkit, which many tutorials use
# for pruning, does not accept models of Keras 3. A constraint does all that we need.)
#
# ### Exercise 5: a mask as a constraint
#
# Write the class `KeepZeros`, a subclass of `keras.constraints.Constraint`.
#
# - `KeepZeros(mask)`: `mask` holds 1.0 where a weight may live and 0.0 where it may not. Store
#   it *as it is*, without turning it into something else: below we hand over a
#   `keras.Variable`, whose values change while the net trains.
# - When it is called with a weight `w`, it returns what `w` shall become: 0 under the zeros
#   of the mask, unchanged elsewhere.
#
# For instance, `KeepZeros([[1.0, 0.0]])` turns `[[5.0, 6.0]]` into `[[5.0, 0.0]]`. Both come as
# arrays or tensors of float32. (Keras calls `__call__(self, w)`.)


# %% role="solution" id="keep_zeros"
class KeepZeros(keras.constraints.Constraint):
    """Keeps the entries of a weight at 0 for which the mask is 0."""

    ### BEGIN SOLUTION
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        return w * self.mask

    ### END SOLUTION


# %% role="tests" id="keep_zeros" points=2
# Run this cell to check keep_zeros (2 points).
mask = np.array([[1, 0, 1], [0, 1, 1]], "float32")
w = np.array([[5.0, 6.0, -7.0], [-8.0, 9.0, 0.0]], "float32")
init = "Is the class still to be written? Its `__init__` takes the mask."
with checks.explained("KeepZeros", {TypeError: init}):
    hold = KeepZeros(mask)
before = w.copy()
held = checks.array(hold(w), "The constrained weight", shape=(2, 3))
checks.unchanged(before, w, "w")
checks.close(
    held,
    [[5, 0, -7], [0, 9, 0]],
    "The constrained weight",
    mistakes=[
        (w, "Nothing is held at 0. Does `__call__` use the mask?"),
        (w * (1 - mask), "1 in the mask means that a weight may live."),
        (mask, "Return the weight under the mask, not the mask."),
        (np.abs(w) * mask, "The signs are lost."),
    ],
)
again = checks.array(hold(2 * w + 1), "The constrained weight after another step")
checks.close(
    again,
    (2 * w + 1) * mask,
    "The constrained weight after another step",
    mistakes=[
        (w * mask, "It returns the weight of the first call."),
        (2 * w + 1, "A weight came back to life at the second call."),
    ],
)
checks.passed("keep_zeros")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(241)
one_mask, two_mask = (generator.random((2, 7, 5)) < 0.4).astype("float32")
one, two = KeepZeros(one_mask), KeepZeros(keras.Variable(two_mask, trainable=False))
w = generator.normal(size=(7, 5)).astype("float32")
for hold, mask in ((one, one_mask), (two, two_mask)):
    for form in (w, keras.ops.convert_to_tensor(w), keras.Variable(w)):
        checks.close(
            hold(form),
            w * mask,
            "The constrained weight of a net with two masks",
            hint="Each constraint keeps the mask that it was given: self.mask.",
        )
one(np.zeros((7, 5), "float32"))
checks.close(
    one(np.ones((7, 5), "float32")),
    one_mask,
    "A weight that was 0 for a while, though the mask lets it live",
    hint="The mask decides, not the values of `w`.",
)
### END HIDDEN TESTS

# %% [markdown]
# Now fine-tuning in earnest. `masked` is a net with a constraint on each kernel, and the masks
# are variables that we can set at any time. `prune_to` prunes the net where it stands and sets
# the masks to match.

# %% role="demo" tags=["nbval-ignore-output"]
shapes = [k.shape for k in kernels]
masks = [keras.Variable(np.ones(s, "float32"), trainable=False) for s in shapes]
masked = compiled(dense_net(constraints=[KeepZeros(mask) for mask in masks]))


def prune_to(net, share):
    """Zero the smallest weights, globally, and hold them at zero from now on."""
    pruned = prune_globally(net.get_weights(), share)
    net.set_weights(pruned)
    for mask, kernel in zip(masks, pruned[::2], strict=True):
        mask.assign((kernel != 0).astype("float32"))


TARGETS = np.array([0.8, 0.9, 0.95, 0.98])
tuned = {
    share: train(
        masked,
        f"{share:.0%} pruned, then 5 epochs more",
        starts=dense,
        epochs=5,
        begin=lambda net, share=share: prune_to(net, share),
    )
    for share in TARGETS
}

# %% role="demo" tags=["nbval-ignore-output"]
longer = train(
    compiled(dense_net()), "nothing pruned, 5 epochs more", starts=dense, epochs=5
)
print("nothing pruned:", right(dense), " and after 5 epochs more:", right(longer))
for share, nets in tuned.items():
    cut = [prune_globally(w, share) for w in dense]
    print(
        f"pruned to {np.mean([sparsity(w) for w in nets]):.1%}: {right(cut)},",
        f"fine-tuned {right(nets)}",
    )

# %% [markdown]
# A little training works wonders: at 90 % zeros, from 85.9 % back to 92.7 %. The comparison owes
# the dense net something, though, for the pruned ones have had five epochs more. The same five
# epochs take the dense net itself to 93.8 %. And where pruning has destroyed too much, as at
# 98 %, fine-tuning finds little left to tune.

# %% [markdown]
# ## 4. Little by little
#
# Why take everything at once? When a net loses a few weights, the others can make up for it
# before the next ones go; and a weight that looked small on the first day may have grown by
# then. This is **gradual pruning**. Early on, when there are many weights to spare, we can
# take a lot; towards the end, when each one matters, we should be slow. Zhu and Gupta (2017)
# wrote that as a cubic: at step $t$, between the steps $t_0$ and $t_1$, the sparsity shall be
#
# $$s_t = s_f\left(1 - \Big(1 - \frac{t - t_0}{t_1 - t_0}\Big)^3\right),$$
#
# with the final sparsity $s_f$. Before $t_0$ it is 0, so that the net can first find out which
# weights it needs; after $t_1$ it stays at $s_f$, so that the net can recover.
#
# ### Exercise 6: the schedule
#
# Write `cubic_sparsity(step, begin, end, final)`: return $s_t$ as a float, for any `step`,
# before `begin` and after `end` too.
#
# For instance, half way from 0 to 100 and with a final sparsity of 0.8 it is 0.7.


# %% role="solution" id="cubic_sparsity"
def cubic_sparsity(step, begin, end, final):
    """Return the sparsity that Zhu and Gupta's cubic schedule asks for at a step."""
    ### BEGIN SOLUTION
    progress_made = min(max((step - begin) / (end - begin), 0.0), 1.0)
    return final * (1 - (1 - progress_made) ** 3)
    ### END SOLUTION


# %% role="tests" id="cubic_sparsity" points=2
# Run this cell to check cubic_sparsity (2 points).
checks.close(
    checks.written(cubic_sparsity(50, 0, 100, 0.8), "cubic_sparsity"),
    0.7,
    "Half way from step 0 to step 100, with a final sparsity of 0.8, the schedule",
    mistakes=[
        (0.4, "That is a straight line: raise to the power 3."),
        (
            0.1,
            "Fast first, then slow: the cube is of what is still left, 1 - progress.",
        ),
        (0.875, "Multiply by the final sparsity."),
        (0.6, "That is a square; the schedule is a cubic."),
    ],
)
checks.close(
    cubic_sparsity(30, 20, 40, 0.8),
    0.7,
    "Half way from step 20 to step 40, the schedule",
    hint="Progress is (step - begin) / (end - begin).",
)
checks.close(
    cubic_sparsity(10, 20, 40, 0.8),
    0.0,
    "Before `begin`, the schedule",
    hint="Nothing is pruned before `begin`: progress is never below 0.",
)
checks.close(
    cubic_sparsity(60, 20, 40, 0.8),
    0.8,
    "After `end`, the schedule",
    mistakes=[(1.6, "It goes on rising: progress is never above 1.")],
    hint="After `end` the final sparsity stays: progress is never above 1.",
)
checks.passed("cubic_sparsity")
### BEGIN HIDDEN TESTS
for begin, end, final in ((100, 900, 0.95), (0, 7, 0.5), (3, 4, 0.99)):
    for step in np.linspace(begin - 5, 2 * end, 23):
        left = 1 - np.clip((step - begin) / (end - begin), 0, 1)
        checks.close(
            cubic_sparsity(float(step), begin, end, final),
            final - final * left**3,
            f"cubic_sparsity({step:.4g}, {begin}, {end}, {final})",
        )
### END HIDDEN TESTS

# %% role="demo"
steps = np.arange(0, 101)
plots.curves(
    {
        "cubic": (steps, [100 * cubic_sparsity(int(s), 10, 80, 0.95) for s in steps]),
        "a straight line": (steps, 95 * np.clip((steps - 10) / 70, 0, 1)),
    },
    xlabel="step",
    ylabel="weights zeroed (%)",
    title="From step 10 to step 80, up to 95 %",
    alt="Sparsity against the step. The cubic schedule is 0 up to step 10, climbs steeply, "
    "bends and arrives gently at 95 percent at step 80; a straight line climbs evenly.",
)
for step in (10, 20, 40, 60, 80, 100):
    print(f"step {step:3}: {cubic_sparsity(step, 10, 80, 0.95):.3f}")

# %% [markdown]
# Our net trains for 10 epochs, and we prune after each of the epochs 2 to 8, so the net has
# epochs 9 and 10 to itself. That is not one step more than the dense net had.


# %% role="demo" tags=["nbval-ignore-output"]
def forget_masks(net):
    """Let all weights live again."""
    for mask in masks:
        mask.assign(np.ones(mask.shape, "float32"))


def gradually(final):
    """Train from the random starts and prune on the way."""
    return train(
        masked,
        f"gradually to {final:.0%}",
        begin=forget_masks,
        after_epoch=lambda net, epoch: prune_to(
            net, cubic_sparsity(epoch, 1, 8, final)
        ),
    )


gradual = {final: gradually(final) for final in TARGETS}
print("dense:", right(dense))
for nets in gradual.values():
    print(f"gradually to {np.mean([sparsity(w) for w in nets]):.1%}: {right(nets)}")

# %% [markdown]
# At 98 % the difference is dramatic: 81 %, where pruning at one stroke and fine-tuning for longer
# gave 33 %. At 95 % the two are as good as each other, and at 80 and 90 % the gradual nets
# are a little *worse*: they had to do in ten epochs what the others did in fifteen. So gradual
# pruning earns its keep where you want to go far.

# %% [markdown]
# ## 5. The second way: strong l1, and why it gives no zeros
#
# Pruning acts after the fact. Could the loss itself ask for zeros? Add the sum of all
# magnitudes, the **l1 penalty**, to the loss $L$, and minimise
#
# $$L(w) + \lambda \sum_i |w_i|$$
#
# with a strength $\lambda \ge 0$. Whoever knows the Lasso knows that its solution has exact
# zeros: a weight must earn at least $\lambda$ of loss for each unit of its magnitude,
# or it does not exist. (An l2 penalty charges next to nothing for a weight near 0, so it
# makes weights small, never zero.)
#
# To see it without a net in the way, a toy: 100 examples with 20 inputs, of which only the
# first four matter.

# %% role="demo"
generator = np.random.default_rng(7)
inputs = generator.normal(size=(100, 20))
true_weights = np.array([3.0, -2.0, 1.5, 1.0] + 16 * [0.0])
outputs = inputs @ true_weights + generator.normal(size=100)
LASSO, RATE = 0.2, 0.1  # the strength of the penalty, and the learning rate


def squared_error_gradient(w, rows=slice(None)):
    """Return the gradient of half the mean squared error over some of the examples."""
    x, y = inputs[rows], outputs[rows]
    return x.T @ (x @ w - y) / len(y)


# %% [markdown]
# The derivative of $|w|$ is the sign of $w$: +1 or -1. So gradient descent on the penalised
# loss subtracts `RATE * (gradient + LASSO * np.sign(w))`.
#
# **Predict:** of the 16 weights that do not matter, how many will be exactly 0 after 500 steps?

# %% role="demo"
w, trace = 0.1 * np.random.default_rng(0).normal(size=20), []
for _ in range(500):
    w = w - RATE * (squared_error_gradient(w) + LASSO * np.sign(w))
    trace.append(w)
print("exact zeros:", int((w == 0).sum()), "of 20")
print("weight number 10 in its last steps:", *(f"{t[10]:.3f}" for t in trace[-6:]))

# %% [markdown]
# None. Look at weight number 10: near 0 the penalty pushes with full force, a step of
# $\eta\lambda = 0.02$ ($\eta$ is the learning rate), however small the weight is. From 0.019 it
# is thrown to -0.002, from there back again. It jumps over 0 for ever, and would have to hit
# a single floating-point number to stay.
#
# The remedy is as simple: *do not jump over zero; stop there.* That is the **soft threshold**:
# move each weight towards 0 by an amount $a$, and if it would cross 0, leave it at 0,
#
# $$S_a(w) = \mathrm{sign}(w)\,\max(|w| - a,\ 0).$$
#
# It is no trick: $S_a(w)$ is exactly the $v$ that minimises $\frac12 (v - w)^2 + a|v|$, the best
# compromise between staying near $w$ and paying for magnitude. Such a map from a penalty to
# the best compromise is called its **proximal** step.
#
# ### Exercise 7: the soft threshold
#
# Write `soft_threshold(w, amount)`: `w` is an array of any shape, `amount` a number that is not
# negative; return a new array.
#
# For instance, with amount 1.0 the weights 3.0, -0.5 and -1.5 become 2.0, 0.0 and -0.5.


# %% role="solution" id="soft_threshold"
def soft_threshold(w, amount):
    """Return the weights moved towards 0 by an amount, and no further than 0."""
    ### BEGIN SOLUTION
    return np.sign(w) * np.maximum(np.abs(w) - amount, 0)
    ### END SOLUTION


# %% role="tests" id="soft_threshold" points=2
# Run this cell to check soft_threshold (2 points).
w = np.array([3.0, -0.5, -1.5, 0.25, 0.0, 1.0])
given = w.copy()
shrunk = soft_threshold(given, 1.0)
checks.unchanged(w, given, "w")
checks.close(
    shrunk,
    [2.0, 0.0, -0.5, 0.0, 0.0, 0.0],
    "The weights after a soft threshold of 1.0",
    mistakes=[
        (w - np.sign(w), "Those that would cross 0 must stop there."),
        (w * (np.abs(w) > 1), "That is a hard threshold: the others must shrink too."),
        (w * (np.abs(w) >= 1), "That is a hard threshold: the others must shrink too."),
        ([2.0, 0.0, 0.5, 0.0, 0.0, 0.0], "The signs are lost."),
        (np.maximum(w - 1, 0), "Negative weights shrink too: -1.5 becomes -0.5."),
        (w - 1, "Towards 0: a negative weight must grow."),
        (np.clip(w, -1, 1), "That is what is taken away, not what is left."),
        ([2.0, np.nan, -0.5, np.nan, np.nan, 0.0], "Dividing by |w| fails at 0."),
    ],
)
checks.passed("soft_threshold")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(251)
for shape, amount in (((40,), 0.3), ((6, 7), 1.1), ((3, 4, 2), 0.0)):
    w = generator.normal(size=shape)
    shrunk = checks.array(soft_threshold(w.copy(), amount), "The result", shape=shape)
    grid = np.linspace(-4, 4, 8_001)
    cost = (grid - w[..., None]) ** 2 / 2 + amount * np.abs(grid)
    checks.close(
        shrunk,
        grid[cost.argmin(axis=-1)],
        f"The minimiser of (v - w)²/2 + {amount} |v|, against a search on a grid",
        atol=1.1e-3,
    )
    checks.that(
        (shrunk[np.abs(w) < amount] == 0).all(),
        "A weight smaller than the amount must become exactly 0.",
    )
### END HIDDEN TESTS

# %% role="demo"
line = np.linspace(-3, 3, 121)
plots.curves(
    {
        "soft threshold": (line, soft_threshold(line, 1.0)),
        "hard: zero the tiny": (line, np.where(np.abs(line) < 1, 0, line)),
        "one step on the penalty": (line, line - np.sign(line)),
    },
    xlabel="weight before",
    ylabel="weight after",
    title="Three ways to treat small weights, amount 1",
    alt="Weight after against weight before. The soft threshold is 0 between -1 and 1 and "
    "runs parallel to the diagonal outside. The hard threshold is also 0 there and jumps to "
    "the diagonal. A step on the penalty crosses zero and changes the sign of small weights.",
)

# %% [markdown]
# **Proximal gradient descent** takes an ordinary step on the loss alone, from $w$ to
# $w - \eta\, g$ with the gradient $g$, and then lets the penalty have its say, as strongly as
# the step is long: a soft threshold of $\eta\lambda$.
#
# ### Exercise 8: a proximal step
#
# Write `proximal_step(w, grad, learning_rate, l1)`, which returns the new weights. `grad` is the
# gradient of the loss *without* penalty; `l1` is $\lambda$. All arrays have one shape.
#
# *Checked, here or in grading:* single steps, and whether many of them solve a Lasso: where a weight is not 0, the
# gradient must balance the penalty; where it is 0, it must not exceed it.


# %% role="solution" id="proximal_step"
def proximal_step(w, grad, learning_rate, l1):
    """Return the weights after one step of proximal gradient descent on loss + l1."""
    ### BEGIN SOLUTION
    return soft_threshold(w - learning_rate * grad, learning_rate * l1)
    ### END SOLUTION


# %% role="tests" id="proximal_step" points=2
# Run this cell to check proximal_step (2 points).
w = np.array([1.0, -1.0, 0.1, 0.0, 0.02])
grad = np.array([2.0, 1.0, 0.4, -0.3, 0.0])
given = w.copy()
stepped = proximal_step(given, grad, 0.1, 0.5)
checks.unchanged(w, given, "w")
checks.close(
    stepped,
    [0.75, -1.05, 0.01, 0.0, 0.0],
    "The weights after a step of rate 0.1 with l1 = 0.5",
    mistakes=[
        (
            [0.3, -0.6, 0.0, 0.0, 0.0],
            "The threshold is learning_rate * l1: a short step, a small one.",
        ),
        (
            [0.75, -1.05, 0.01, 0.03, -0.03],
            "That is a plain step on the penalty, which jumps over 0.",
        ),
        (
            [0.75, -1.05, 0.01, -0.02, -0.03],
            "That is a plain step on the penalty, which jumps over 0.",
        ),
        (
            [0.75, -1.05, 0.01, 0.03, 0.0],
            "First the step on the loss, then the threshold.",
        ),
        ([0.8, -1.1, 0.06, 0.03, 0.02], "The penalty is missing."),
        (
            [0.85, -1.15, 0.11, 0.08, 0.07],
            "The penalty pulls towards 0, not away from it.",
        ),
        ([1.15, -0.85, 0.09, 0.0, 0.0], "Downhill is against the gradient."),
        (
            [0.85, -1.05, 0.1, 0.0, 0.02],
            "The soft threshold is for the weights, not for the gradient.",
        ),
    ],
)
checks.passed("proximal_step")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(261)
x, target = generator.normal(size=(60, 8)), generator.normal(size=60)
target += x @ np.array([2.0, -1.0, 0.5, 0, 0, 0, 0, 0])
strength, w = 0.3, 0.1 * generator.normal(size=8)
for _ in range(80):
    w = proximal_step(w, x.T @ (x @ w - target) / 60, 0.4, strength)
    w = checks.array(w, "The weights after a proximal step", shape=(8,))
grad = x.T @ (x @ w - target) / 60
alive = w != 0
checks.that(
    0 < alive.sum() < 8,
    "80 steps on a Lasso with three weights that matter left no zeros, or nothing else.",
    got=w,
)
checks.close(
    grad[alive],
    -strength * np.sign(w[alive]),
    "At the solution of a Lasso, the gradient of the weights that are not 0",
    atol=1e-3,
    hint="Is the threshold learning_rate * l1, and is it applied after the step?",
)
checks.that(
    (np.abs(grad[~alive]) <= strength + 1e-3).all(),
    "At the solution of a Lasso, a weight is 0 whose gradient exceeds the penalty.",
)
for shape, rate, strength in (((5, 3), 0.5, 0.2), ((7,), 0.01, 3.0)):
    w, grad = generator.normal(size=(2, *shape))
    moved = w - rate * grad
    checks.close(
        proximal_step(w.copy(), grad, rate, strength),
        np.sign(moved) * np.maximum(np.abs(moved) - rate * strength, 0),
        f"One step of rate {rate} with l1 = {strength}",
    )
### END HIDDEN TESTS

# %% role="demo"
w, stops = 0.1 * np.random.default_rng(0).normal(size=20), []
for _ in range(500):
    w = proximal_step(w, squared_error_gradient(w), RATE, LASSO)
    stops.append(w)
plots.curves(
    {
        "plain step": (np.arange(60), np.array(trace)[:60, 10]),
        "proximal step": (np.arange(60), np.array(stops)[:60, 10]),
    },
    xlabel="step",
    ylabel="value of weight number 10",
    title="A weight that does not matter, under l1",
    alt="The value of one weight against the step. With plain gradient steps it goes on "
    "jumping from one side of zero to the other. With proximal steps it reaches exactly "
    "zero and stays there.",
)
print("exact zeros, plain steps   :", int((trace[-1] == 0).sum()), "of 20")
print("exact zeros, proximal steps:", int((w == 0).sum()), "of 20")
print("the first four weights:", w[:4].round(2), "were", true_weights[:4])

# %% [markdown]
# Fifteen of the sixteen are found, and stay at 0. Note the price: the weights that matter are too
# small, each by about $\lambda$. An l1 penalty does not only choose, it also shrinks. Where that
# hurts, one fine-tunes the chosen weights without the penalty, as in section 3.

# %% [markdown]
# ### l1 in Keras
#
# In Keras, `kernel_regularizer=keras.regularizers.L1(strength)` adds the penalty to the loss,
# and Adam then takes gradient steps on all of it. You know what to expect.
#
# **Predict:** how many exact zeros? And how many weights smaller than, say, 0.01?

# %% role="demo" tags=["nbval-ignore-output"]
STRENGTHS = (1e-4, 3e-4, 1e-3, 2e-3)
penalised = {l1: train(compiled(dense_net(l1)), f"l1 = {l1:g}") for l1 in STRENGTHS}


# %% role="demo" tags=["nbval-ignore-output"]
def zero_tiny(weights, threshold=0.01):
    """Zero the kernel entries smaller than the threshold."""
    return [np.where(np.abs(w) < threshold, 0, w) if w.ndim > 1 else w for w in weights]


for l1, nets in penalised.items():
    exact = np.mean([sparsity(w) for w in nets])
    cut = [zero_tiny(w) for w in nets]
    zeroed = training.mean_and_spread([sparsity(w) for w in cut], percent=True)
    print(f"l1 = {l1:g}: {right(nets)} right, {exact:.1%} exact zeros;", end=" ")
    print(f"tiny ones zeroed: {zeroed} sparse, {right(cut)} right")
plain_cut = [zero_tiny(w) for w in dense]
zeroed = training.mean_and_spread([sparsity(w) for w in plain_cut], percent=True)
print(
    f"no l1: {right(dense)} right; tiny ones zeroed: {zeroed} sparse, {right(plain_cut)} right"
)

# %% role="demo" tags=["nbval-ignore-output"]
weight_plots.histograms(
    {
        "dense": dense[0][0],
        "l1, trained by Adam": penalised[1e-3][0][0],
        "the same, tiny ones zeroed": zero_tiny(penalised[1e-3][0])[0],
    },
    xlabel="weight",
    xlim=(-0.3, 0.3),
    alt="Three histograms of the weights of the first kernel, counts on a log scale. Without "
    "penalty they form a broad hill. With l1 most of them crowd into a needle around zero, "
    "though none is exactly zero. After zeroing the tiny ones the needle is a single bar at 0.",
)

# %% [markdown]
# As you knew: no exact zero at any strength. But look at the needle in the second histogram. The
# penalty has pushed most weights into a narrow band around 0, in which they jump about, and
# the rest stand well apart; so there is a natural place to cut, and cutting costs nothing. Of
# the net trained without penalty, the same cut takes 12.5 % of the weights; with a strength of
# 0.0003 it takes 68.8 %, at about the same accuracy; with 0.002 it takes 92.1 %, and now the
# price of a strong penalty shows: 90.0 % right. That is the second way in practice: **a strong l1
# while training, then zero the tiny ones**.

# %% [markdown]
# ## 6. The third way: follow the regularised leader
#
# So far every gradient came from all 100 examples of the toy. Nets are trained on small
# batches, whose gradients are noisy. **Predict:** what does noise do to the fifteen zeros of the
# proximal step? We take 5 examples a step, over five seeds.


# %% role="demo"
def toy(step, batch, seed, count=500):
    """Take steps from a random start, on batches drawn at random; return the weights."""
    rng = np.random.default_rng(seed)
    w, memory = 0.1 * rng.normal(size=20), {}
    for _ in range(count):
        rows = slice(None) if batch == 100 else rng.integers(0, 100, batch)
        w = step(w, squared_error_gradient(w, rows), memory)
    return w


def proximal(w, grad, memory):
    """A proximal step, which needs no memory."""
    return proximal_step(w, grad, RATE, LASSO)


for batch in (100, 5):
    zeros = [int((toy(proximal, batch, seed) == 0).sum()) for seed in range(5)]
    print(f"{batch:3} examples a step: exact zeros {zeros} of 20, for five seeds")

# %% [markdown]
# The zeros are gone. In every step the noise kicks a weight away from 0 by about $\eta|g|$, and
# the threshold of $\eta\lambda$ takes back only a part. A single noisy gradient should not be
# able to wake a weight up. But then, what should?
#
# **The idea.** Gradient descent asks: *where do I go from here?* Ask another question instead:
# *if I had to choose one set of weights for all the gradients that I have seen so far, which
# would it be?* Call the answer the **leader**, and follow it. The noise in a *sum* of gradients
# cancels; a weight that does not matter sees a sum that stays small, and l1 can hold it at 0
# against that.
#
# Two things must be added. A sum of gradients times $w$ has no minimum, so the leader would run
# to infinity: it has to be **regularised**. *Dual averaging* (Nesterov, 2009; Xiao, 2010) ties
# it to the origin by a quadratic that grows with time. **FTRL-Proximal** (McMahan, 2011), which
# is what Keras has, ties it to all the weights that it has had:
#
# $$w_{t+1} = \arg\min_w \; \sum_{s \le t} g_s\, w + \frac12 \sum_{s \le t} \sigma_s (w - w_s)^2
# + \lambda_1 |w| + \lambda_2 w^2 .$$
#
# Here $g_s$ is the gradient of step $s$, $w_s$ the weight at which it was taken, $\lambda_1$ and
# $\lambda_2$ are the strengths of l1 and l2, and $\sigma_s$ says how tightly step $s$ holds. It is
# chosen so that a weight that has seen large gradients moves carefully, as in AdaGrad: with
# $n_t = n_{t-1} + g_t^2$ and the learning rate $\alpha$,
#
# $$\sigma_t = \frac{\sqrt{n_t} - \sqrt{n_{t-1}}}{\alpha}.$$
#
# **The arithmetic.** It looks as if we had to remember every step. Multiply the squares out:
# what depends on $w$ is $z_t w$ plus a quadratic, where
#
# $$z_t = z_{t-1} + g_t - \sigma_t w_t .$$
#
# So two numbers a weight, $z$ and $n$, remember everything. And the minimum is an old friend, the
# soft threshold, this time of $z$:
#
# $$w_{t+1} = -\,\frac{S_{\lambda_1}(z_t)}{(\beta + \sqrt{n_t}) / \alpha + 2 \lambda_2},$$
#
# with one more constant $\beta \ge 0$, which slows the first steps down. A weight is exactly 0 as
# long as $|z_t| \le \lambda_1$.

# %% [markdown]
# What your steps will be compared with, Keras's own, in a form that shows its memories:


# %%
def keras_ftrl(w, grads, learning_rate, l1, l2=0.0, beta=0.0):
    """Return [w, z, n] of Keras's optimiser, at the start and after each gradient."""
    variable = keras.Variable(w.astype("float32"))
    optimizer = keras.optimizers.Ftrl(
        learning_rate,
        l1_regularization_strength=l1,
        l2_regularization_strength=l2,
        beta=beta,
    )
    optimizer.build([variable])
    n, z = optimizer.variables[-2:]

    def now():
        return [keras.ops.convert_to_numpy(v).copy() for v in (variable, z, n)]

    path = [now()]
    for grad in grads.astype("float32"):
        optimizer.apply([keras.ops.convert_to_tensor(grad)], [variable])
        path.append(now())
    return path


# %% [markdown]
# ### Exercise 9: one step of FTRL-Proximal
#
# Write `ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0)`.
#
# - `w`, `z`, `n`, `grad` are arrays of one shape: weights, their two memories, the gradient at `w`.
# - Return the new `(w, z, n)`, in this order, as three new arrays. `n` is above 0.
# - Take the steps in the order of the formulas: $n$ first, then $\sigma$ from the new and the
#   old $n$, then $z$, in which $w_t$ is the weight *before* the step, then the new $w$.
#
# For instance, from $w = 1$, $z = 0$, $n = 1$ with a gradient of $\sqrt 3$, learning rate 1 and
# l1 = 0.5: $n$ becomes 4, $\sigma$ is 1, $z$ becomes
# $0.732$, and $w$ becomes $-0.232 / 2 = -0.116$.
#
# *Checked, here or in grading:* both memories and the weights, one step by hand, many steps against
# `keras.optimizers.Ftrl`.


# %% role="solution" id="ftrl_step"
def ftrl_step(w, z, n, grad, learning_rate, l1, l2=0.0, beta=0.0):
    """Return ``(w, z, n)`` after one step of FTRL-Proximal, as Keras takes it."""
    ### BEGIN SOLUTION
    new_n = n + grad**2
    sigma = (np.sqrt(new_n) - np.sqrt(n)) / learning_rate
    new_z = z + grad - sigma * w
    curvature = (beta + np.sqrt(new_n)) / learning_rate + 2 * l2
    return -soft_threshold(new_z, l1) / curvature, new_z, new_n
    ### END SOLUTION


# %% role="tests" id="ftrl_step" part="memory" points=2
# Run this cell to check ftrl_step, memory (2 points).
w, z = np.array([1.0, -2.0, 0.5]), np.array([0.1, 0.2, -0.3])
n, grad = np.array([1.0, 4.0, 9.0]), np.array([3.0**0.5, 5.0**0.5, 4.0])
given = [a.copy() for a in (w, z, n, grad)]
after = ftrl_step(*given, learning_rate=0.5, l1=0.5)
after = weight_checks.triple(after, "ftrl_step", shape=(3,), parts="wzn")
for before, now, name in zip(
    (w, z, n, grad), given, ("w", "z", "n", "grad"), strict=True
):
    checks.unchanged(before, now, name)
checks.close(
    after[2],
    [4.0, 9.0, 25.0],
    "The new n",
    mistakes=[
        (n + grad, "n adds up the *squares* of the gradients."),
        (grad**2, "n remembers: add to the old n."),
        ([0.0, -0.9893, -0.12], "Return the three in the order w, z, n."),
    ],
)
sigma = np.array([2.0, 2.0, 4.0])
checks.close(
    after[1],
    z + grad - sigma * w,
    "The new z",
    mistakes=[
        (z + grad, "That is dual averaging: the term with sigma and w is missing."),
        (grad - sigma * w, "z remembers: add to the old z."),
        (z + grad - sigma * w / 2, "Sigma is divided by the learning rate."),
        (z + grad + sigma * w, "The term with sigma is subtracted."),
        (z + grad - sigma * after[0], "In z, w is the weight before this step."),
        (
            z + grad - w * np.array([4.0, 6.0, 10.0]),
            "Sigma is a *difference* of roots.",
        ),
        (z + grad - w * 2 * grad**2, "Sigma is a difference of *roots* of n."),
    ],
)
checks.passed("ftrl_step, memory")


### BEGIN HIDDEN TESTS
generator = np.random.default_rng(271)
for settings in (
    {"learning_rate": 0.3, "l1": 0.8, "l2": 0.0, "beta": 0.0},
    {"learning_rate": 0.2, "l1": 0.6, "l2": 0.1, "beta": 1.5},
):
    grads = generator.normal(size=(7, 5, 4)) / 2
    path = keras_ftrl(generator.normal(size=(5, 4)), grads, **settings)
    for g, before, there in zip(grads, path[:-1], path[1:], strict=True):
        after = ftrl_step(*(a.astype(float) for a in before), g, **settings)
        _, z, n = weight_checks.triple(after, "ftrl_step", shape=(5, 4), parts="wzn")
        checks.close(n, there[2], f"n, against Keras with {settings}", rtol=1e-3)
        checks.close(
            z, there[1], f"z, against Keras with {settings}", rtol=1e-3, atol=1e-4
        )
### END HIDDEN TESTS

# %% role="tests" id="ftrl_step" part="weights" points=2
# Run this cell to check ftrl_step, weights (2 points).
w, z = np.array([1.0, -2.0, 0.5]), np.array([0.1, 2.2, -0.3])
n, grad = np.array([1.0, 4.0, 9.0]), np.array([3.0**0.5, 5.0**0.5, 4.0])
z_after = z + grad - np.array([2.0, 2.0, 4.0]) * w
signs = np.sign(z_after)  # -1, 1, 1
over = signs * np.maximum(np.abs(z_after) - 0.5, 0)  # the first is 0
roots = np.array([2.0, 3.0, 5.0])
for settings, curvature, mistakes in (
    (
        {"l1": 0.5},
        roots / 0.5,
        [
            (-z_after / (roots / 0.5), "l1 has no effect."),
            (over / (roots / 0.5), "Against z: the minus sign is missing."),
            (
                -np.where(np.abs(z_after) < 0.5, 0, z_after) / (roots / 0.5),
                "The threshold is soft: what is above it shrinks too.",
            ),
            (-over / roots, "The roots are divided by the learning rate."),
            (-over * roots / 0.5, "Divide by the sum, do not multiply."),
            (
                -over / (np.array([1.0, 2.0, 3.0]) / 0.5),
                "Divide by the root of the new n.",
            ),
            (-over / (roots**2 / 0.5), "Take the square root of n."),
            (
                -signs * np.maximum(np.abs(z_after) - 0.25, 0) / (roots / 0.5),
                "Here the threshold is l1 itself, without the learning rate.",
            ),
        ],
    ),
    (
        {"l1": 0.5, "l2": 0.3, "beta": 2.0},
        (2.0 + roots) / 0.5 + 0.6,
        [
            (-over / (roots / 0.5), "l2 and beta have no effect."),
            (
                -over / ((2.0 + roots) / 0.5 + 0.3),
                "Twice l2: the formula above, as in Keras's code, has λ₂w², not half of it.",
            ),
            (-over / (2.0 + roots / 0.5 + 0.6), "Beta is divided by the rate too."),
            (-over / ((2.0 + roots + 0.6) / 0.5), "l2 is not divided by the rate."),
        ],
    ),
):
    given = [a.copy() for a in (w, z, n, grad)]
    after = ftrl_step(*given, 0.5, **settings)
    new_w = weight_checks.triple(after, "ftrl_step", shape=(3,), parts="wzn")[0]
    checks.close(
        new_w, -over / curvature, f"The new w with {settings}", mistakes=mistakes
    )
checks.passed("ftrl_step, weights")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(272)
for settings in (
    {"learning_rate": 0.3, "l1": 0.8, "l2": 0.0, "beta": 0.0},
    {"learning_rate": 0.05, "l1": 0.0, "l2": 0.0, "beta": 0.0},
    {"learning_rate": 0.5, "l1": 0.5, "l2": 0.7, "beta": 0.0},
    {"learning_rate": 0.2, "l1": 0.6, "l2": 0.1, "beta": 1.5},
):
    grads = generator.normal(size=(7, 5, 4)) / 2
    path = keras_ftrl(generator.normal(size=(5, 4)), grads, **settings)
    for g, before, there in zip(grads, path[:-1], path[1:], strict=True):
        after = ftrl_step(*(a.astype(float) for a in before), g, **settings)
        w, expected = (
            weight_checks.triple(after, "ftrl_step", shape=(5, 4), parts="wzn")[0],
            there[0],
        )
        checks.close(
            w, expected, f"w, against Keras with {settings}", rtol=2e-3, atol=1e-4
        )
        clear = np.abs(np.abs(there[1]) - settings["l1"]) > 1e-3
        checks.that(
            np.array_equal((w == 0)[clear], (expected == 0)[clear]),
            "Other weights are exactly 0 than with Keras.",
            hint="A weight is 0 as long as |z| is at most l1.",
        )
### END HIDDEN TESTS

# %% [markdown]
# Ours against Keras's own, 100 steps of random gradients:

# %% role="demo"
rng = np.random.default_rng(3)
grads, w = rng.normal(size=(100, 50)), rng.normal(size=50)
theirs, _, _ = keras_ftrl(w, grads, 0.1, l1=10.0)[-1]
z, n = np.zeros(50), np.full(50, 0.1)
for grad in grads:
    w, z, n = ftrl_step(w, z, n, grad, 0.1, l1=10.0)
print(f"largest difference below 0.0001: {np.abs(w - theirs).max() < 1e-4}")
print(f"the same weights are 0: {np.array_equal(w == 0, theirs == 0)}")
print(f"exact zeros: {(w == 0).sum()} of 50, though every gradient was noise")

# %% [markdown] cited=[0.1]
# Whoever reads McMahan et al. (2013) beside the code of Keras finds differences:
#
# | | McMahan et al. (2013) | `keras.optimizers.Ftrl` |
# |---|---|---|
# | memory $n$ begins at | 0 | `initial_accumulator_value`, 0.1 |
# | $\beta$ | 1 is a good choice | `beta`, 0 by default |
# | l2 in the denominator | $\lambda_2$ | $2\lambda_2$ (its documentation says $\lambda_2$, its code doubles it) |
# | rate falls as | $1/\sqrt{n}$ | $n^p$ with `learning_rate_power` $p$, -0.5 by default |
# | l1 acts on | the weights of a linear model | every variable, biases too |
#
# One more thing to know about the strength: l1 in FTRL is set against the sum of *all* gradients,
# once, while in a loss it is paid at every step. To compare, multiply by the number of steps.


# %% role="demo"
def leader(w, grad, memory):
    """A step of FTRL; z and n are kept from call to call."""
    z, n = memory.get("z", np.zeros(20)), memory.get("n", np.full(20, 0.1))
    w, memory["z"], memory["n"] = ftrl_step(w, z, n, grad, 0.5, l1=LASSO * 500)
    return w


for batch in (100, 5):
    zeros = [int((toy(leader, batch, seed) == 0).sum()) for seed in range(5)]
    print(f"{batch:3} examples a step: exact zeros {zeros} of 20, for five seeds")
print(
    "the first four weights:", toy(leader, 5, 0)[:4].round(1), "were", true_weights[:4]
)

# %% [markdown]
# With the same noise as above, 14 or 15 zeros instead of a handful. And a bonus: the weights that
# matter are hardly shrunk. Each of them pays l1 once and not at every step, and as its
# gradients add up, that single payment is forgotten.

# %% [markdown]
# ### FTRL in a net, and a default that breaks it
#
# Now our digits. We ask Keras's FTRL *without any l1*, at two learning rates, and at first
# with its default `initial_accumulator_value`.
#
# **Predict:** without l1 it is something like AdaGrad. Will it reach what Adam reached?


# %% role="demo" tags=["nbval-ignore-output"]
def ftrl_net(l1, rate=0.05, start=1e-8):
    """A net with FTRL; `start` is where the memory n begins."""
    optimizer = keras.optimizers.Ftrl(
        rate, initial_accumulator_value=start, l1_regularization_strength=l1
    )
    return compiled(dense_net(), optimizer)


for rate in (0.05, 0.5):
    nets = train(ftrl_net(0.0, rate, start=0.1), f"FTRL as it comes, rate {rate}")
    each = ", ".join(f"{accuracy(w):.0%}" for w in nets)
    print(f"rate {rate}: {right(nets)}; the five seeds: {each}")

# %% role="demo" tags=["nbval-ignore-output"]
for start in (0.1, 1e-8):
    net = ftrl_net(0.0, start=start)
    net.set_weights(STARTS[0])
    net.train_on_batch(x_train[:100], y_train[:100])
    before, after_step = (
        np.abs(w).mean() for w in (STARTS[0][0], net.get_weights()[0])
    )
    print(f"n begins at {start:g}: mean magnitude of the first kernel", end=" ")
    print(f"{before:.4f} before and {after_step:.4f} after one step")

# %% [markdown]
# Far from it: at the smaller rate the net is no better than the dummy, at the larger one a gamble.
# After *one* step the weights have all but vanished. Look at the formula for $w_{t+1}$: its
# denominator contains $\sqrt{n_0}/\alpha$, but no $\sigma$ has ever tied that part to the initial
# weights. It ties them to 0. The default $n_0 = 0.1$ is enormous beside the squared gradients of a
# net, so the leader of the first step is: nearly nothing, everywhere. A linear model does not mind,
# since 0 is a good place for it to begin, and FTRL was made for linear models, with billions
# of sparse inputs. In a deep net, weights of nearly 0 pass on no signal and no gradient; the
# careful initialisation of He and colleagues is gone in one step.
#
# The cure is one argument: in a deep net, let `initial_accumulator_value` be far below your squared
# gradients. The rest of this chapter uses one hundred-millionth. Now l1, in four strengths:

# %% role="demo" tags=["nbval-ignore-output"]
FTRL_L1 = (0.003, 0.01, 0.02, 0.04)
led = {l1: train(ftrl_net(l1), f"FTRL, l1 = {l1:g}") for l1 in FTRL_L1}

# %% role="demo" tags=["nbval-ignore-output"]
for l1, nets in led.items():
    exact = training.mean_and_spread([sparsity(w) for w in nets], percent=True)
    biases = np.mean([np.mean(np.concatenate(w[1:5:2]) == 0) for w in nets])
    print(f"l1 = {l1:4}: {exact} exact zeros, {right(nets)} right", end="; ")
    print(f"{biases:.0%} of the hidden biases are 0 too")

# %% [markdown]
# These zeros are exact; nobody cut anything. At a sparsity of 79.7 % the nets are right on 93.4 %:
# nothing lost that five seeds could show. Two warnings. The strength is touchy: on the way
# to this chapter, twice the largest of these left most nets no better than the dummy, for in the
# first steps hardly a weight could stand up against it. And Keras applies it to *every* variable, so biases are thinned out as well.

# %% [markdown]
# ## 7. Which way?
#
# All ways in one figure: accuracy against the share of weights that is left. The three ways
# of the question that every textbook asks (zero the tiny weights after training; a strong l1;
# FTRL with l1), and gradual pruning. Each net had the same starts, batches and
# epochs. For l1 under Adam, weights below 0.01 are zeroed; FTRL needs nothing of the kind.
#
# **Predict** the order of the four at 10 % of the weights, and at 5 %.

# %% role="demo" tags=["nbval-ignore-output"]
ways = {
    "zero the tiny": {
        s: [prune_globally(w, s) for w in dense] for s in (0.5, *TARGETS)
    },
    "l1, then zero": {
        l1: [zero_tiny(w) for w in nets] for l1, nets in penalised.items()
    },
    "FTRL with l1": led,
    "gradual pruning": gradual,
}


def left_and_right(nets_of):
    """Return percent of weights left and percent right, both (n_seeds, n_points)."""
    found = [
        [(1 - sparsity(w), accuracy(w)) for w in nets] for nets in nets_of.values()
    ]
    return 100 * np.transpose(found, (2, 1, 0))


points = {name: left_and_right(nets_of) for name, nets_of in ways.items()}
weight_plots.tradeoff(
    points,
    ylabel="validation accuracy (%)",
    title="What sparsity costs: mean and spread of five seeds",
    ylim=(75, 96),
    alt="Validation accuracy against the share of weights left, on a log axis from 50 percent "
    "on the left to 2 percent on the right. At 50 percent every way is as good as the "
    "dense net. Zeroing the tiny weights falls off a cliff below 20 percent. l1, gradual "
    "pruning and FTRL fall slowly, FTRL last, and are still near 90 percent when less than "
    "a tenth of the weights is left. Gradual pruning alone goes on to 2 percent.",
)

# %% role="demo" tags=["nbval-ignore-output"]
for name, (left, values) in points.items():
    print(name)
    for kept, scores in zip(left.T, values.T, strict=True):
        print(f"   {training.mean_and_spread(kept)} % left: ", end="")
        print(training.mean_and_spread(scores), "% right")

# %% [markdown]
# Down to half of the weights it does not matter what you do. Below that, zeroing the tiny weights of
# a net that nobody prepared for it is the worst by far. The others stay close together: each
# of them lets the net know, while it can still learn, that weights will be scarce. FTRL is a nose
# ahead here, with 91.3 % right at 7.8 % of the weights, where l1 under Adam has 90.0 % and gradual
# pruning, with 10 %, has 91.7 %. We would not bet on the order of those three on other data; on the
# gap to the first we would. And gradual pruning is the only one that reaches *exactly* the sparsity
# you ask for: with l1, in either form, you search for a strength.

# %% [markdown]
# ### What did they keep?
#
# For each pixel, count the connections that leave it. Remember the black corners, whose
# weights have never had a gradient.

# %% role="demo" tags=["nbval-ignore-output"]
picked = {
    "zero the tiny": ways["zero the tiny"][0.9],
    "gradual pruning": gradual[0.9],
    "l1, then zero": ways["l1, then zero"][2e-3],
    "FTRL with l1": led[0.04],
}
alive = [(nets[0][0] != 0).sum(axis=1).reshape(28, 28) for nets in picked.values()]
weight_plots.pixel_maps(
    {"how often it is lit": (x_train != 0).mean(axis=0).reshape(28, 28)}
    | {
        f"{name}\n{sparsity(nets[0]):.0%} sparse": count
        for (name, nets), count in zip(picked.items(), alive, strict=True)
    },
    alt="Five pictures of 28 by 28 pixels. The first shows how often each pixel is lit: a blot "
    "in the middle. The others show how many connections leave each pixel. After magnitude "
    "pruning, at once or gradually, it is confetti all over the picture. After l1 and "
    "after FTRL it is the blot.",
)

# %% role="demo" tags=["nbval-ignore-output"]
black = (x_train == 0).all(axis=0)
halved = {
    "zero the tiny": ways["zero the tiny"][0.5],
    "l1, then zero": ways["l1, then zero"][1e-4],
    "FTRL with l1": led[0.003],
}
for name, nets in halved.items():
    wasted = np.mean([np.mean(w[0][black] != 0) for w in nets])
    print(f"{np.mean([sparsity(w) for w in nets]):.0%} sparse, {name:14}:", end=" ")
    print(f"{wasted:.0%} of the weights on black pixels are still there")

# %% [markdown]
# Magnitude does not ask what a weight is for. A weight on a pixel that is always black never had a
# gradient, so it keeps the value that it was born with. With half of all weights pruned, 43 % of
# these useless ones are still there, and even at 90 % the pictures show confetti up to the corners.
# l1 pushes whatever the loss does not defend, and FTRL never hears of those pixels: both have
# discovered where the digits are.

# %% role="demo" tags=["nbval-ignore-output"]
print("test set:  dense", right(dense, x=x_test, y=y_test))
for name, (left, values) in points.items():
    good = values.mean(axis=0) >= 100 * np.mean([accuracy(w) for w in dense]) - 1
    sparsest = np.where(good, left.mean(axis=0), np.inf).argmin()
    nets = list(ways[name].values())[sparsest]
    print(f"{name:15} {left[:, sparsest].mean():4.1f} % left,", end=" ")
    print(right(nets, x=x_test, y=y_test), "on the test set")

# %% [markdown] cited=[55000]
# The test set was opened once, for the sparsest net of each way that costs at most a point
# of validation accuracy.
#
# ### At full scale
#
# Does it hold on all of MNIST? The net is now LeNet-300-100 itself, on 55,000 training digits,
# twelve epochs for each row of the table. *12 times* keeps a twelfth of all weights, *50
# times* a fiftieth. The last two rows train in four rounds, four times as long, as the authors of
# the famous experiment below did: one prunes between the rounds, the other, its baseline, does
# not. You need not run this; the table comes with the chapter. **Predict:** which rows will be
# as good as the dense net?

# %% role="demo"
reference.show(
    {
        "test_accuracy": "test accuracy (%)",
        "sparsity": "zeros (%)",
        "parameters": "parameters left",
    }
)

# %% [markdown] cited=[1.64, 1.59]
# A mild l1 takes four fifths of the weights away for nothing: 98.32 % against 98.25 %, well within
# the spread. Gradual pruning to a twelfth costs two more errors in a thousand digits, to a
# fiftieth twenty. And FTRL is touchy here too: three times the strength, and 98.21 % becomes
# 96.50 %.
#
# Han and his colleagues (2015) made this net famous. In rounds of pruning and training they brought
# LeNet-300-100 down to a twelfth, and its error went from 1.64 % to 1.59 %: no worse at all. **We do
# not reach that.** Our dense net, after as many rounds, is right on 98.35 %, so the start is the
# same, but the pruned one on 98.08 %. Theirs was a single net, with a rate and a dropout tuned
# for every round. Ours are five, untuned. "Twelve times smaller, three more errors in a
# thousand" is still a bargain; "for free" is more than we can promise you.

# %% [markdown]
# ## 8. What the zeros are worth
#
# A zero in an array takes as many bytes as any other number, and is multiplied like any
# other. Nothing is saved until the zeros are *left out*. The usual way is **compressed
# sparse rows**, CSR: three arrays that list, row by row, only what is not zero.
#
# - `data`: the values, one after another;
# - `indices`: for each value, the column that it stands in;
# - `indptr`: for each row, where it begins in the two others, and one more number for the end.

# %% role="demo"
tiny = np.array([[0, 5, 0, 0], [0, 0, 0, 0], [7, 0, 0, 8]], dtype="float32")
csr = scipy.sparse.csr_matrix(tiny)
for name in ("data", "indices", "indptr"):
    array = getattr(csr, name)
    print(f"{name:8} {array.tolist()}   {array.itemsize} bytes each")

# %% [markdown]
# ### Exercise 10: count the bytes
#
# Write `csr_bytes(matrix, value_bytes=4, index_bytes=4)`: how many bytes do the three arrays of
# `matrix`, a 2-D array, take together? Values take `value_bytes` each, the numbers in `indices`
# and `indptr` take `index_bytes` each.
#
# For instance, the matrix above takes 40 bytes; as a dense array it takes 48.
#
# *Think first:* at which sparsity does a large matrix take as many bytes in CSR as dense?


# %% role="solution" id="csr_bytes"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    """Return the bytes that a matrix takes in compressed sparse rows."""
    ### BEGIN SOLUTION
    stored = int(np.count_nonzero(matrix))
    return stored * (value_bytes + index_bytes) + (len(matrix) + 1) * index_bytes
    ### END SOLUTION


# %% role="tests" id="csr_bytes" points=2
# Run this cell to check csr_bytes (2 points).
small_matrix = np.array([[0, 5, 0, 0], [0, 0, 0, 0], [7, 0, 0, 8]], dtype="float32")
checks.equal(
    csr_bytes(small_matrix),
    40,
    "The bytes of a matrix of 3 rows with 3 values",
    mistakes=[
        (12, "Those are the values alone: where do they stand?"),
        (24, "`indptr` is missing: one number for each row, and one more."),
        (28, "`indices` is missing: each value needs its column."),
        (36, "`indptr` has one more number than there are rows."),
        (44, "CSR is by row: `indptr` counts rows, not columns."),
        (48, "That is the dense matrix."),
        (10, "Those are numbers; multiply by the bytes that each takes."),
    ],
)
checks.equal(
    csr_bytes(small_matrix, value_bytes=8, index_bytes=2),
    38,
    "The bytes with values of 8 and indices of 2 bytes",
    hint="Use `value_bytes` for the values, `index_bytes` for the two other arrays.",
)
checks.passed("csr_bytes")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(281)
for shape, dtype in (((30, 50), "float32"), ((50, 30), "float64"), ((1, 9), "float32")):
    matrix = (generator.normal(size=shape) * (generator.random(shape) < 0.3)).astype(
        dtype
    )
    there = scipy.sparse.csr_matrix(matrix)
    expected = there.data.nbytes + there.indices.nbytes + there.indptr.nbytes
    checks.equal(
        csr_bytes(matrix, value_bytes=matrix.itemsize),
        expected,
        f"The bytes of a matrix of shape {shape}, against SciPy",
    )
checks.equal(csr_bytes(np.zeros((7, 5))), 32, "The bytes of a matrix of zeros")
### END HIDDEN TESTS

# %% role="demo"
rng = np.random.default_rng(0)
ranks = rng.permutation(300 * 784).reshape(300, 784) / (300 * 784)
for share in (0.0, 0.5, 0.8, 0.9, 0.95, 0.99):
    size = csr_bytes(ranks >= share)
    print(
        f"{share:4.0%} zeros: CSR takes {size / (4 * ranks.size):5.1%} of the dense bytes"
    )

# %% [markdown]
# With 4 bytes for a value and 4 for its place, half of the weights must go before anything
# is saved, and nine tenths of zeros save four fifths of the bytes, not nine tenths. (Han et
# al. went on from here: they stored *differences* of places in a few bits, and let weights
# share their values.)
#
# ### And the time?
#
# **Predict:** a layer with 300 neurons and 784 inputs, nine weights in ten zero. It has a tenth
# of the multiplications. How many times faster is it in CSR?


# %% role="demo" tags=["nbval-ignore-output"]
def seconds(call, repeats=100):
    """Return the shortest time of many: the one that other programs disturbed least."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return min(times)


def times_faster(share, batch):
    """Return how many times faster CSR is than dense, for a layer of 300 neurons."""
    x = rng.random((784, batch), dtype="float32")
    kernel = np.where(ranks < share, 0, rng.normal(size=ranks.shape)).astype("float32")
    sparse = scipy.sparse.csr_matrix(kernel)
    return seconds(lambda: kernel @ x) / seconds(lambda: sparse @ x)


ZEROS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
speed = {f"batch of {b}": [times_faster(s, b) for s in ZEROS] for b in (1, 100)}
plots.curves(
    {name: (100 * np.array(ZEROS), v) for name, v in speed.items()}
    | {"dense": (100 * np.array(ZEROS), np.ones(len(ZEROS)))},
    xlabel="weights that are zero (%)",
    ylabel="times faster than dense",
    title="A layer of 300 neurons and 784 inputs, in CSR",
    alt="Speed of CSR relative to dense against the share of zeros, for single examples and for "
    "batches of 100, with a line at 1 for dense. Both curves lie far below 1 at 50 percent "
    "zeros, cross 1 somewhere above 80 percent, and rise steeply from there.",
)
for name, values in speed.items():
    print(name + ":", ", ".join(f"{s:.0%} {v:.2g}" for s, v in zip(ZEROS, values)))

# %% [markdown]
# A tenth of the multiplications, and no faster at all. A dense product reads its numbers in order and
# multiplies eight or sixteen of them at once; CSR must look up for each weight which input
# it belongs to. So it is *slower* than dense until the matrix is very sparse, and how sparse
# depends on your processor, on the library and on the size of the layer. (Phones and
# graphics cards draw the line elsewhere: measure where the model will run.)
#
# What saves time everywhere is to leave out whole neurons: a smaller dense net needs no
# new format. A neuron can go if all weights out of it are zero. It can go, too, if all
# weights into it are: then it says the same thing about every picture, and that constant
# moves into the biases of the next layer.


# %% role="demo" tags=["nbval-ignore-output"]
def shrink(weights):
    """Leave out the first hidden neurons that hear nothing or that nobody hears."""
    kernel, bias, next_kernel, next_bias, *rest = weights
    deaf, mute = ~kernel.any(axis=0), ~next_kernel.any(axis=1)
    next_bias = next_bias + np.maximum(bias[deaf], 0) @ next_kernel[deaf]
    keep = ~(deaf | mute)
    return [kernel[:, keep], bias[keep], next_kernel[keep], next_bias, *rest]


for name, nets in picked.items():
    small_nets = [shrink(w) for w in nets]
    left = training.mean_and_spread([len(w[1]) for w in small_nets])
    print(f"{name:15}: {right(nets)} right with 100 neurons;", end=" ")
    print(f"{left} have work, alone {right(small_nets)}")

# %% [markdown]
# The same answers from a smaller net. Pruning single weights leaves every neuron with something to
# do, however little; l1 and above all FTRL switch whole neurons off. More than half of the first
# hidden layer of the FTRL nets can be left out, and a dense layer of half the size takes half
# the time and half the bytes on every machine, without any format.
#
# Sparsity is also not the only way to a fast net. A batch-normalisation layer can be folded
# into the weights of its neighbour once training is over, or be left out; leaky ReLU costs less
# than ELU, which has to compute an exponential. If you need speed, try those first, and
# measure.

# %% [markdown]
# ## 9. Questions
#
# ### Exercise 11: choose a letter
#
# Fill in one letter for each question.
#
# **`no_zeros`**: Which of these does *not* lead to weights that are exactly 0? a) training with
# a strong l2 penalty; b) FTRL with l1; c) zeroing the tiny weights after training; d) SGD
# with a soft threshold after each step.
#
# **`rolling`**: You prune a net that Adam has trained, set the *gradients* of the pruned weights
# to 0, and train on with the same Adam. After one step the pruned weights are not 0 any
# more. Why? a) Adam adds noise to weights; b) the biases leak into the kernels; c) Adam remembers
# earlier gradients and still moves the weights; d) the learning rate is too high.
#
# **`half`**: Half of the weights of a large float32 kernel are 0. You store it in CSR with
# 32-bit indices. Compared with the dense kernel it takes a) half the bytes; b) a quarter; c) about
# as many; d) twice as many.
#
# **`fast`**: Your net must answer faster on a phone. Which of these will *not* help?
# a) folding batch normalisation into the weights; b) a higher dropout rate; c) leaky ReLU
# instead of ELU; d) leaving out neurons whose outgoing weights are all 0.

# %% role="solution" id="questions"
answers = {
    "no_zeros": None,
    "rolling": None,
    "half": None,
    "fast": None,
}
### BEGIN SOLUTION
answers = {
    "no_zeros": "a",
    "rolling": "c",
    "half": "c",
    "fast": "b",
}
### END SOLUTION

# %% role="tests" id="questions" part="no_zeros" points=1
# Run this cell to check questions, no_zeros (1 point).
checks.option(answers.get("no_zeros"), "abcd", "no_zeros")
checks.recorded("questions, no_zeros")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("no_zeros"),
    "a",
    {
        "b": "A weight is exactly 0 there as long as |z| is at most l1.",
        "c": "That is magnitude pruning: zeros by definition.",
        "d": "A soft threshold stops at 0: that is proximal gradient descent.",
    },
    "no_zeros",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="rolling" points=1
# Run this cell to check questions, rolling (1 point).
checks.option(answers.get("rolling"), "abcd", "rolling")
checks.recorded("questions, rolling")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("rolling"),
    "c",
    {
        "a": "Adam draws no random numbers.",
        "b": "A bias is added to the output; no kernel hears of it.",
        "d": "At any rate above 0 they move: ask what moves them when gradients are 0.",
    },
    "rolling",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="half" points=1
# Run this cell to check questions, half (1 point).
checks.option(answers.get("half"), "abcd", "half")
checks.recorded("questions, half")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("half"),
    "c",
    {
        "a": "The values halve, but each needs an index of the same size beside it.",
        "b": "A quarter of the bytes needs about seven zeros in eight weights.",
        "d": "That would be the CSR of a kernel without any zeros.",
    },
    "half",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="fast" points=1
# Run this cell to check questions, fast (1 point).
checks.option(answers.get("fast"), "abcd", "fast")
checks.recorded("questions, fast")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("fast"),
    "b",
    {
        "a": "Folded, the layer is gone from the prediction, and so is its cost.",
        "c": "ELU computes an exponential for negative inputs; leaky ReLU a product.",
        "d": "A smaller dense net is faster everywhere.",
    },
    "fast",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 12: in your own words
#
# Name three ways of producing a sparse model. For each, say in one or two sentences how its zeros
# come about, and when you would choose it. Then: your colleague has a trained net with 80 %
# zeros and complains that it predicts no faster than before. What do you tell them? This
# one is read by a person.

# %% [markdown] role="open" id="three_ways" points=3
# *Rubric.* **1 point**: three ways, such as zeroing the tiny weights after training (with or
# without fine-tuning, at once or gradually), a strong l1 penalty (with a threshold or a proximal
# step), FTRL with l1. **1 point**: how the zeros come about and a sensible occasion for each:
# pruning when there is a trained net, or when the sparsity is prescribed; l1 when training
# anyway, or to drop inputs; FTRL for streams of noisy gradients and linear models, or when zeros
# must be exact at any time. **1 point**: zeros are stored and multiplied like other numbers
# unless a sparse format leaves them out, and such a format pays off in time only at higher
# sparsity; suggests to measure, to prune further, or to remove whole neurons.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | what is sparse | a model most of whose weights are *exactly* 0 |
# | way one | train, then zero the smallest weights; globally rather than by layer |
# | keep the zeros | mask the weights after every step, with a constraint; not the gradients |
# | gradual pruning | prune on a cubic schedule while training; recover at the end |
# | way two | strong l1; a plain gradient step jumps over 0, so threshold, or step proximally |
# | way three | FTRL with l1: exact zeros, because the *sum* of gradients must exceed l1 |
# | FTRL in a deep net | set `initial_accumulator_value` far below your squared gradients |
# | what it is worth | bytes from half zeros on, time only when very sparse: measure |
#
# **Ask yourself.** Why does a soft threshold after each step of *Adam* not solve the l1 problem that
# we wrote down? Which way would you choose if a new weight had to be able to wake up at any time?
# What would magnitude pruning do to a net whose pixels were not scaled to lie between 0 and 1?
#
# **Your turn.** Write `SoftThreshold(amount)`, a constraint that applies a soft threshold, and
# train with SGD and momentum 0.9: proximal gradient descent in Keras. Where does it lie in the
# figure of section 7? Or prune whole neurons, those whose outgoing weights are
# smallest together: how many can go, and how much faster is what is left?
#
# **Read on**
#
# - Han, S., Pool, J., Tran, J. and Dally, W. J. (2015). *Learning both weights and connections
#   for efficient neural networks.* NeurIPS.
# - Zhu, M. and Gupta, S. (2017). *To prune, or not to prune: exploring the efficacy of pruning
#   for model compression.*
# - McMahan, H. B. et al. (2013). *Ad click prediction: a view from the trenches.* KDD. FTRL at work.
# - McMahan, H. B. (2011). *Follow-the-regularized-leader and mirror descent: equivalence theorems
#   and l1 regularization.* AISTATS.
# - Nesterov, Y. (2009). *Primal-dual subgradient methods for convex problems.* Mathematical
#   Programming, vol. 120.
# - Xiao, L. (2010). *Dual averaging methods for regularized stochastic learning and online
#   optimization.* JMLR 11.
# - Frankle, J. and Carbin, M. (2019). *The lottery ticket hypothesis: finding sparse, trainable
#   neural networks.* ICLR.
