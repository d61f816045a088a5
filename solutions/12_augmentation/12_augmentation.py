# %% [markdown]
# # Data augmentation
#
# *A 3 that stands two pixels further left is still a 3. Your net does not know that until
# it has seen one there.* More pictures would tell it, and you have no more pictures; but
# you can make some. By the end of this chapter you will have moved, turned, stretched and
# bent digits in NumPy, let Keras do the same while it trains, and measured what each
# change is worth, which one does nothing, and which ones do harm.
#
# **You will be able to**
#
# - [ ] move, turn and zoom a whole batch at once, each picture in its own way
# - [ ] look a picture up between its pixels, and say why one calculates backwards
# - [ ] put Keras's random layers into a net, in the units they want, and avoid their traps
# - [ ] write an augmenting layer that is random in training and silent in prediction
# - [ ] split first and augment afterwards, with the labels carried along
# - [ ] decide which changes a label survives, and how strong a change may be
# - [ ] measure what augmentation is worth, against the number of pictures you have
#
# **Before this chapter**: dense layers, softmax and its logits, training with Adam,
# overfitting as a gap between training and validation.
#
# **How to work.** Read a question, write down your guess, only then run the cell.
# Cells marked `YOUR CODE HERE` are yours. The folded cell below each one checks what you
# wrote: run it, and open it if you are curious. *Validate* runs all checks at once, and
# complains about an empty answer too. Grading asks the same of other inputs: a check that
# passes here is a good sign, not a promise.

# %%
from deepnets import checks, plots, probes, reference, training
from deepnets.augment import Augment
from deepnets.data import load_digits
from deepnets.draws import fit_draws

# %%
import os
import time

import keras
import numpy as np
from keras import layers

# %% [markdown]
# ## 1. What a net does not know
#
# Real handwritten digits, but not many: 500 to learn from. (Start Jupyter with
# `DEEPNETS_SIZE=full` to run everything below on more of them, on a free evening. The text
# speaks of the small run.)

# %% role="demo" tags=["nbval-ignore-output"]
SIZE = os.environ.get("DEEPNETS_SIZE", "small")
digits = load_digits(SIZE)
x_all, y_all = digits.x_train, digits.y_train  # (n, 28, 28), values 0 to 1
x_valid, y_valid = digits.x_valid, digits.y_valid
x_test, y_test = digits.x_test, digits.y_test
N_TRAIN = {"small": 500, "full": 5_000}[SIZE]
x_train, y_train = x_all[:N_TRAIN], y_all[:N_TRAIN]
print(f"{N_TRAIN:,} digits to learn from, {len(x_valid):,} to validate")
dummy = np.mean(y_valid == np.bincount(y_train).argmax())
print(f"dummy, always the most frequent label: {dummy:.1%} right")

# %% [markdown]
# MNIST was made with care: every digit was scaled to the same size and centred by its centre
# of mass. So a net that has seen only these has never met a digit that stands somewhere
# else. To find out what it makes of one, we need a way to move pictures.
#
# ### Exercise 1: move a picture
#
# Write `shift(images, down, right)`.
#
# - `images`: `(batch, height, width)`. `down`, `right`: ints, the same for all pictures; a
#   negative one moves up, or to the left.
# - Return a new array of the same shape. What leaves the picture is lost, and what comes in
#   is background, 0. (`np.pad` and a slice are one way.)
#
# For instance, the single picture `[[1, 2], [3, 4]]`, moved `down=1, right=0`, is
# `[[0, 0], [1, 2]]`.
#
# *Checked, here or in grading:* both directions and signs, pictures that are not square,
# shifts larger than the picture, and that `images` keeps its values.


# %% role="solution" id="shift"
def shift(images, down, right):
    """Return all pictures moved by whole pixels, with background where they came from."""
    ### BEGIN SOLUTION
    height, width = images.shape[1:]
    reach = max(abs(down), abs(right))
    padded = np.pad(images, ((0, 0), (reach, reach), (reach, reach)))
    top, left = reach - down, reach - right
    return padded[:, top : top + height, left : left + width]
    ### END SOLUTION


# %% role="tests" id="shift" points=2
# Run this cell to check shift (2 points).
picture = np.array([[1.0, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])
pictures = np.stack([picture, 100 * picture])
given = pictures.copy()
down_1 = np.array([[0.0, 0, 0, 0], [1, 2, 3, 4], [5, 6, 7, 8]])
left_2 = np.array([[3.0, 4, 0, 0], [7, 8, 0, 0], [11, 12, 0, 0]])
cases = {
    "moved down by 1,": (
        1,
        0,
        down_1,
        [[5.0, 6, 7, 8], [9, 10, 11, 12], [0, 0, 0, 0]],
        [[0.0, 1, 2, 3], [0, 5, 6, 7], [0, 9, 10, 11]],
    ),
    "moved to the left by 2,": (
        0,
        -2,
        left_2,
        [[0.0, 0, 1, 2], [0, 0, 5, 6], [0, 0, 9, 10]],
        [[9.0, 10, 11, 12], [0, 0, 0, 0], [0, 0, 0, 0]],
    ),
}
for name, (down, right, expected, opposite, crossed) in cases.items():
    checks.close(
        shift(given, down, right),
        np.stack([expected, 100 * expected]),
        f"What `shift` returns for two pictures of 3 by 4, {name}",
        mistakes=[
            (
                np.roll(pictures, (down, right), axis=(1, 2)),
                "What leaves on one side comes in on the other: np.roll wraps around. A "
                "digit has no neighbour there; fill with 0.",
            ),
            (np.stack([opposite, 100 * np.array(opposite)]), "It moved the other way."),
            (
                np.stack([crossed, 100 * np.array(crossed)]),
                "`down` and `right` are swapped: rows are axis 1, columns axis 2.",
            ),
            (
                np.pad(pictures, ((0, 0), (2, 2), (2, 2)), mode="edge")[
                    :, 2 - down : 5 - down, 2 - right : 6 - right
                ],
                "The edge is repeated. What comes in is background: fill with 0.",
            ),
        ],
        hint="Axis 0 counts pictures; rows are axis 1 and columns axis 2.",
    )
    checks.unchanged(pictures, given, "images")
checks.passed("shift")


### BEGIN HIDDEN TESTS
def moved_slowly(images, down, right):
    """Move pixel by pixel: slow, and hard to get wrong."""
    out = np.zeros(np.shape(images))
    _, height, width = out.shape
    for row in range(height):
        for column in range(width):
            if 0 <= row - down < height and 0 <= column - right < width:
                out[:, row, column] = images[:, row - down, column - right]
    return out


generator = np.random.default_rng(121)
for down, right in (
    (2, 1),
    (-1, 3),
    (0, 0),
    (-2, -2),
    (3, 0),
    (0, -4),
    (9, 1),
    (1, -7),
):
    pictures = generator.random((3, 6, 4)).astype("float32") + 0.1
    given = pictures.copy()
    checks.close(
        shift(given, down, right),
        moved_slowly(pictures, down, right),
        f"What `shift` returns for pictures of 6 by 4, moved by ({down}, {right}),",
        mistakes=[
            (np.roll(pictures, (down, right), axis=(1, 2)), "np.roll wraps around."),
            (moved_slowly(pictures, -down, -right), "It moved the other way."),
            (moved_slowly(pictures, right, down), "`down` and `right` are swapped."),
        ],
        hint="A shift larger than the picture leaves background only.",
    )
    checks.unchanged(pictures, given, "images")
### END HIDDEN TESTS

# %% [markdown]
# Now a net learns from the 500 digits as they are: one hidden layer, Adam, 200 steps
# of 64 digits, and five random starts, because one run is an anecdote.
#
# **Predict:** it gets about nine in ten of the validation digits right. How many when they
# all stand two pixels further down? And four?


# %%
def compile_net(net):
    """Compile for integer labels and raw scores (logits); return the net."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(optimizer=keras.optimizers.Adam(4e-3), loss=loss, metrics=["accuracy"])
    return net


def net_on(*first):
    """Return a compiled net in which the ``first`` layers see the pictures first."""
    hidden = layers.Dense(128, activation="relu", kernel_initializer="he_normal")
    return compile_net(
        keras.Sequential(
            [keras.Input((28, 28)), *first, layers.Flatten(), hidden, layers.Dense(10)]
        )
    )


# %% role="demo" tags=["nbval-ignore-output"]
SEEDS = range(5)
VALID = (x_valid, y_valid)
ROUNDS = {"small": 5, "full": 9}[SIZE]
BUDGET = {"rounds": ROUNDS, "steps": 40, "batch_size": 64, "validation_data": VALID}
AT_ONCE = {"rounds": 1, "steps": 40 * ROUNDS}  # the same, examined at the end only
EVERYTHING = {seed: np.arange(N_TRAIN) for seed in SEEDS}  # each seed learns from all
plain = fit_draws(
    lambda seed: net_on(),
    x_train,
    y_train,
    EVERYTHING,
    label="plain net, 5 seeds",
    **BUDGET,
)


# %% role="demo" tags=["nbval-ignore-output"]
def nets_of(runs):
    """Return the trained nets of all seeds."""
    return [runs.model(i) for i in range(len(runs.seeds))]


PIXELS, WAYS = np.arange(7), ((1, 0), (-1, 0), (0, 1), (0, -1))  # down, up, right, left


def right_when_moved(runs):
    """Return the accuracy on digits moved, a quarter of them each way, (seeds, pixels)."""
    nets, found = nets_of(runs), np.zeros((len(SEEDS), len(PIXELS)))
    moved = np.empty_like(x_valid)
    for pixels in PIXELS:
        for i, (down, right) in enumerate(WAYS):
            moved[i::4] = shift(x_valid[i::4], pixels * down, pixels * right)
        said = [np.argmax(net(moved, training=False), axis=1) for net in nets]
        found[:, pixels] = np.mean(np.array(said) == y_valid, axis=1)
    return found


plain_moved = right_when_moved(plain)
for pixels in (0, 1, 2, 4, 6):
    said = training.mean_and_spread(plain_moved[:, pixels], percent=True)
    print(f"moved by {pixels}: {said} right")

# %% [markdown]
# One pixel costs a little; two, which nobody would notice, cost more than a third of all
# answers; at four pixels only 19.5 % are right, and at six no more than by always giving the
# same answer. It has not learned what a 7 looks like. It has learned which pixels are dark when
# somebody has centred a 7 for it.

# %% [markdown] cited=[15]
# ## 2. Each picture in its own way
#
# **Data augmentation** makes new training pictures from the ones you have, by changes that
# leave the label true. A good rule: *somebody who sees the result should not be able to
# tell that it was made.* And the changes must be something that can be **learned**; we will
# see what becomes of one that cannot.
#
# Moving all pictures alike would only give us digits in one other place. In a batch each
# picture must get a change of its own, drawn at random, and other ones the next time.
#
# How far? That depends on the picture. A shift of 15 pixels, a common example, is little for a
# photograph and would push our digits out of their frame. Photographs are rather **cropped** at
# random, to a frame smaller than they are. That is a shift as well, and what comes in at the edge
# is more of the scene, where our digits have only background.
#
# ### Exercise 2: random shifts
#
# Write `random_shifts(images, reach, seed)`.
#
# - For each picture draw two whole numbers, how far down and how far right, each from
#   `-reach` to `reach`, **both ends included**, all equally likely, all independent.
#   Draw from `np.random.default_rng(seed)`.
# - Return the moved pictures, in their order; `images` keeps its values. Background is 0.
#
# A loop over the pictures is right. Without one it is faster: pad all of them, then pick
# rows and columns with index arrays, as in `padded[picture, row, column]`, where the three
# have shapes `(batch, 1, 1)`, `(batch, height, 1)` and `(batch, 1, width)`.
#
# *Checked, here or in grading:* which shifts occur and how often, that pictures and
# directions are independent, the background, the order, the seed.


# %% role="solution" id="random_shifts"
def random_shifts(images, reach, seed):
    """Return each picture moved by up to ``reach`` pixels down and right, at random."""
    ### BEGIN SOLUTION
    n, height, width = images.shape
    rng = np.random.default_rng(seed)
    down, right = rng.integers(-reach, reach + 1, size=(2, n, 1))
    padded = np.pad(images, ((0, 0), (reach, reach), (reach, reach)))
    rows = reach - down + np.arange(height)  # (n, height)
    columns = reach - right + np.arange(width)  # (n, width)
    return padded[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]
    ### END SOLUTION


# %% role="tests" id="random_shifts" part="each" points=2
# Run this cell to check random_shifts, each (2 points).
def dots(n, size=15):
    """Return n black pictures with one bright dot in the middle, each of its own."""
    pictures = np.zeros((n, size, size), "float32")
    pictures[:, size // 2, size // 2] = np.linspace(0.5, 1, n)
    return pictures


def offsets(moved, n, size=15):
    """Return how far down and right the dots went, shape (2, n)."""
    moved = checks.array(moved, "The result", shape=(n, size, size))
    flat = moved.reshape(n, -1)
    checks.that(
        ((flat > 0).sum(axis=1) == 1).all(),
        "A picture with one dot has come out with more dots than one, or with none.",
        hint="Move by whole pixels; each picture is moved once.",
    )
    checks.close(
        flat.max(axis=1),
        np.linspace(0.5, 1, n),
        "The brightness of the dots, in the order of the pictures,",
        hint="Return the pictures in their order, with their values as they were.",
    )
    return np.stack(np.unravel_index(flat.argmax(axis=1), (size, size))) - size // 2


given = dots(1_000)
down, right = offsets(random_shifts(given, 3, seed=1), 1_000)
checks.unchanged(dots(1_000), given, "images")
checks.that(
    not ((down == down[0]).all() and (right == right[0]).all()),
    "One shift for the whole batch.",
    got=(int(down[0]), int(right[0])),
    hint="Draw two numbers for each picture, not two in all.",
)
for name, moves in (("down", down), ("right", right)):
    checks.equal(
        sorted({int(move) for move in moves}),
        [-3, -2, -1, 0, 1, 2, 3],
        f"The list of shifts {name} that occur at a reach of 3",
        mistakes=[
            ([-3, -2, -1, 0, 1, 2], "3 never occurs: `integers` leaves its end out."),
            ([0, 1, 2, 3], "Pictures move one way only: begin at -reach."),
            ([0, 1, 2], "Pictures move one way only: begin at -reach."),
            ([0], f"Nothing moves {name}."),
        ],
    )
checks.that(
    not (down == right).all() and not (down == -right).all(),
    "Down and right are always the same number.",
    hint="Draw the two independently.",
)
checks.passed("random_shifts, each")
### BEGIN HIDDEN TESTS
for reach, seed in ((2, 122), (5, 123)):
    n = 2_500
    down, right = offsets(random_shifts(dots(n), reach, seed=seed), n)
    for name, moves in (("down", down), ("right", right)):
        for move in range(-reach, reach + 1):
            checks.fraction(
                moves == move,
                1 / (2 * reach + 1),
                f"The share of pictures that moved {name} by {move}, reach {reach},",
                mistakes=[(0.0, "It never occurs. Are both ends included?")],
                hint="All shifts from -reach to reach are equally likely.",
            )
    checks.fraction(
        down == right,
        1 / (2 * reach + 1),
        "The share of pictures that moved down and right by the same number",
        hint="Draw the two independently.",
    )
    checks.fraction(
        down[1:] == down[:-1],
        1 / (2 * reach + 1),
        "The share of pictures that moved as the one before did",
        hint="Each picture has its own draw.",
    )
### END HIDDEN TESTS

# %% role="tests" id="random_shifts" part="background" points=1
# Run this cell to check random_shifts, background (1 point).
white = np.ones((40, 6, 9))
moved = checks.array(random_shifts(white, 2, seed=4), "The result", shape=(40, 6, 9))
checks.that(
    (moved == 0).any(),
    "White pictures stay white when they are moved.",
    hint="What leaves on one side must not come in on the other (np.roll does that), nor "
    "may the edge be repeated: fill with 0.",
)
checks.that(
    (moved.reshape(40, -1).sum(axis=1) >= 4 * 7 - 1e-6).all(),
    "More is lost than a shift of 2 pixels can cost.",
    hint="Is the padding as wide as the reach, on all four sides?",
)
again, *others = (random_shifts(white, 2, seed=seed) for seed in (4, 5, 6, 7, 8))
checks.that(
    np.array_equal(moved, again),
    "The same seed gave other pictures.",
    hint="Draw from `np.random.default_rng(seed)`, not from NumPy's global generator.",
)
checks.that(
    not all(np.array_equal(moved, other) for other in others),
    "Five seeds gave the same pictures.",
    hint="Use the argument `seed`.",
)
checks.passed("random_shifts, background")


### BEGIN HIDDEN TESTS
def moved_pixelwise(images, down, right):
    """Move pixel by pixel: as slow as it is safe."""
    out = np.zeros(np.shape(images))
    _, height, width = out.shape
    for row in range(height):
        for column in range(width):
            if 0 <= row - down < height and 0 <= column - right < width:
                out[:, row, column] = images[:, row - down, column - right]
    return out


white = np.ones((300, 8, 5))
moved = checks.array(random_shifts(white, 3, seed=124), "The result", shape=(300, 8, 5))
heights = (moved > 0).any(axis=2).sum(axis=1)
widths = (moved > 0).any(axis=1).sum(axis=1)
checks.that(
    set(heights.tolist()) == {5, 6, 7, 8} and set(widths.tolist()) == {2, 3, 4, 5},
    "White pictures of 8 by 5, moved by up to 3, do not keep the right part of them.",
    hint="A picture moved by 3 keeps all but 3 of its rows; the rest is 0.",
)
checks.close(
    moved.sum(axis=(1, 2)),
    heights * widths,
    "What is left of white pictures",
    hint="What comes in is 0.",
)
scene = np.random.default_rng(125).random((60, 7, 7)) + 0.1
moved = checks.array(random_shifts(scene, 2, seed=126), "The result", shape=(60, 7, 7))
for picture, result in zip(scene, moved):
    ways = [(d, r) for d in range(-2, 3) for r in range(-2, 3)]
    checks.that(
        any(
            np.allclose(result, moved_pixelwise(picture[None], *way)[0]) for way in ways
        ),
        "A picture has come out that is no shift of the one that went in.",
        hint="Move rows and columns of one picture together, and keep the order.",
    )
### END HIDDEN TESTS

# %% [markdown]
# One digit of each kind, four times: the first row as it is, then three *epochs* of
# training as your function would supply them. The seed is the number of the epoch: with the
# same seed we get the same pictures, and can repeat what we did; with a new one in each
# epoch the net never sees quite the same picture twice.

# %% role="demo"
ten = np.stack([x_train[y_train == digit][0] for digit in range(10)])
epochs = [random_shifts(ten, 4, seed=epoch) for epoch in (1, 2, 3)]
plots.images(
    np.concatenate([ten, *epochs]),
    [str(digit) for digit in range(10)] * 4,
    alt="Four rows of the digits 0 to 9. In the first they are centred; in the others each "
    "stands in another place, by up to four pixels, and in each row in a different one.",
)
again = [
    np.array_equal(random_shifts(ten, 4, seed=e), p) for e, p in zip((1, 2, 3), epochs)
]
print("the same seeds give the same pictures:", all(again))
print("epochs 1 and 2 give the same pictures:", np.array_equal(*epochs[:2]))

# %% [markdown]
# **Speed is part of it.** Augmentation runs at every step, so it must not be slower than the
# net. Below, the same job is done picture by picture with your `shift`, and then by
# `random_shifts` at once. **Predict** the ratio, for a batch of 1,000. (If you wrote a loop in
# exercise 2, this is the moment to see what it costs.)


# %% role="demo" tags=["nbval-ignore-output"]
def one_by_one(images, reach, seed):
    """Move picture by picture."""
    moves = np.random.default_rng(seed).integers(-reach, reach + 1, (len(images), 2))
    return np.concatenate(
        [shift(images[i : i + 1], *move) for i, move in enumerate(moves)]
    )


def fastest(function, repeat=7):
    """Return the shortest time of several, in seconds: the rest is disturbance."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        function(x_all[:1_000], 2, 0)
        times.append(time.perf_counter() - start)
    return min(times)


loop, at_once = fastest(one_by_one), fastest(random_shifts)
print(f"picture by picture: {loop * 1e3:5.1f} ms for 1,000 pictures")
print(f"all at once       : {at_once * 1e3:5.1f} ms, {loop / at_once:.0f} times faster")

# %% [markdown]
# Several times faster, for the same pictures: the loop over them has moved from Python into
# NumPy. That is why everything in this chapter works on a whole batch.

# %% [markdown]
# ## 3. Between the pixels
#
# To turn or to stretch a picture we need values *between* pixels. Two decisions make it
# easy.
#
# **Calculate backwards.** The obvious way takes each pixel and puts it where it goes. But
# where it goes is between pixels too, some pixels of the result are hit twice, and some
# never: the picture gets holes. So go the other way: for each pixel of the *result*, ask
# where it *came from*, and look there.
#
# **Mix the four neighbours.** At row $2.25$ and column $5.5$, a quarter of the way from row 2 to
# row 3 and half way from column 5 to column 6, take the four pixels around, each weighted
# by how near it is:
#
# $$0.75\,(0.5\,x_{2,5} + 0.5\,x_{2,6}) + 0.25\,(0.5\,x_{3,5} + 0.5\,x_{3,6}).$$
#
# That is **bilinear interpolation**. $x_{i,j}$ is the pixel in row $i$ and column $j$, and
# outside of the picture every pixel is 0.
#
# ### Exercise 3: look it up
#
# Write `sample(images, rows, columns)`.
#
# - `images`: `(batch, height, width)`. `rows`, `columns`: floats, `(batch, a, b)`, for each
#   picture the places to look at. Row 0.0 is the middle of the first row of pixels.
# - Return `(batch, a, b)`: the pictures at those places, by bilinear interpolation. A place
#   may lie anywhere; pixels outside of the picture are 0, so at row -0.5 you find half of
#   what is in row 0, and at row -1 nothing.
#
# For instance, `[[0, 1], [2, 3]]` at row 0.5, column 0.5 is 1.5, and at row 1, column 1.25
# it is 2.25. (A border of zeros around the pictures, and places clipped to it, saves you
# from all special cases. `np.floor` gives floats; an index must be an int.)
#
# *Checked, here or in grading:* whole and broken places, the edge and beyond it, each
# picture at its own places, arguments unchanged.


# %% role="solution" id="sample"
def sample(images, rows, columns):
    """Return pictures at any places, by bilinear interpolation; outside is 0."""
    ### BEGIN SOLUTION
    n, height, width = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    rows = np.clip(rows, -1, height) + 1
    columns = np.clip(columns, -1, width) + 1
    top = np.minimum(np.floor(rows).astype(int), height)
    left = np.minimum(np.floor(columns).astype(int), width)
    down, right = rows - top, columns - left
    i = np.arange(n)[:, None, None]
    above = (1 - right) * padded[i, top, left] + right * padded[i, top, left + 1]
    below = (1 - right) * padded[i, top + 1, left] + right * padded[
        i, top + 1, left + 1
    ]
    return (1 - down) * above + down * below
    ### END SOLUTION


# %% role="tests" id="sample" part="inside" points=2
# Run this cell to check sample, inside (2 points).
pictures = np.array(
    [[[0.0, 1.0, 5.0], [2.0, 3.0, 9.0]], [[7.0, 0.0, 2.0], [4.0, 6.0, 1.0]]]
)
rows = np.array([[[0.0, 1.0, 0.5]], [[0.0, 0.25, 1.0]]])
columns = np.array([[[1.0, 1.25, 0.5]], [[0.0, 0.5, 1.75]]])
given = pictures.copy(), rows.copy(), columns.copy()
found = checks.array(sample(*given), "The result", shape=(2, 1, 3))
checks.unchanged(pictures, given[0], "images")
checks.unchanged(rows, given[1], "rows")
checks.unchanged(columns, given[2], "columns")
nearest = pictures[
    np.arange(2)[:, None, None], np.rint(rows).astype(int), np.rint(columns).astype(int)
]
floored = pictures[np.arange(2)[:, None, None], rows.astype(int), columns.astype(int)]
checks.close(
    found,
    [[[1.0, 4.5, 1.5]], [[7.0, 3.875, 2.25]]],
    "What `sample` finds in two pictures, at three places each,",
    mistakes=[
        (nearest, "That is the nearest pixel. Mix the four around the place."),
        (floored, "That is the pixel above and to the left. Mix the four around."),
        (
            [[[9.0, 0.0, 1.5]], [[6.0, 4.625, 0.0]]],
            "The weights are the wrong way round.",
        ),
        (
            [[[1.0, 4.5, 1.5]], [[0.0, 1.0, 7.5]]],
            "The second picture is looked up in the first.",
        ),
        (
            [[[2.0, 2.25, 1.5]], [[7.0, 4.875, 1.5]]],
            "`rows` and `columns` are swapped.",
        ),
        (
            [[[1.0, 2.25, 1.5]], [[7.0, 4.875, 1.5]]],
            "The weights of rows and of columns are swapped.",
        ),
    ],
    hint="At whole places you find the pixels themselves; between them, a mixture.",
)
checks.passed("sample, inside")


### BEGIN HIDDEN TESTS
def looked_up(images, rows, columns):
    """Look up one place at a time: slow, and hard to get wrong."""
    padded = np.pad(images, ((0, 0), (20, 20), (20, 20)))
    out = np.empty(rows.shape)
    for place in np.ndindex(rows.shape):
        row, column = rows[place] + 20, columns[place] + 20
        top, left = int(np.floor(row)), int(np.floor(column))
        four = padded[place[0], top : top + 2, left : left + 2]
        out[place] = (
            np.array([top + 1 - row, row - top])
            @ four
            @ np.array([left + 1 - column, column - left])
        )
    return out


generator = np.random.default_rng(127)
pictures = generator.random((4, 7, 5))
rows = generator.uniform(0, 6, (4, 3, 6))
columns = generator.uniform(0, 4, (4, 3, 6))
kept = rows.copy(), columns.copy()
expected = looked_up(pictures, rows, columns)
checks.close(
    sample(pictures.copy(), rows, columns),
    expected,
    "What `sample` finds in four pictures of 7 by 5, at 18 places each,",
    mistakes=[
        (looked_up(pictures, columns, rows), "`rows` and `columns` are swapped."),
        (
            looked_up(np.repeat(pictures[:1], 4, axis=0), rows, columns),
            "All pictures are looked up in the first.",
        ),
    ],
)
checks.unchanged(kept[0], rows, "rows")
checks.unchanged(kept[1], columns, "columns")
### END HIDDEN TESTS

# %% role="tests" id="sample" part="outside" points=1
# Run this cell to check sample, outside (1 point).
picture = np.array([[[8.0, 4.0], [2.0, 6.0]]])
for name, row, column, expected, mistakes in (
    ("in the last corner", 1.0, 1.0, 6.0, []),
    (
        "at row -0.5, column 0",
        -0.5,
        0.0,
        4.0,
        [
            (8.0, "The edge is repeated outside."),
            (5.0, "Index -1 is the last row: the picture wraps around."),
            (11.0, "`astype(int)` makes 0 of -0.5, and not -1. Use np.floor first."),
            (0.0, "Half of row 0 reaches to row -0.5. Only at row -1 is nothing left."),
        ],
    ),
    ("at row 1, column 1.75", 1.0, 1.75, 1.5, [(6.0, "The edge is repeated outside.")]),
    (
        "at row -1, column 0",
        -1.0,
        0.0,
        0.0,
        [(2.0, "Index -1 is the last row: the picture wraps around.")],
    ),
    ("far outside", 30.0, -40.5, 0.0, []),
):
    value = sample(picture, np.array([[[row]]]), np.array([[[column]]]))
    checks.close(
        value,
        [[[expected]]],
        f"What `sample` finds in [[8, 4], [2, 6]], {name},",
        mistakes=[([[[wrong]]], reason) for wrong, reason in mistakes],
        hint="Pixels outside are 0, and are mixed in like the others.",
    )
checks.passed("sample, outside")


### BEGIN HIDDEN TESTS
def with_border(images, rows, columns):
    """Look up in a wide border of zeros, one place at a time."""
    padded = np.pad(images, ((0, 0), (30, 30), (30, 30)))
    out = np.zeros(rows.shape)
    for place in np.ndindex(rows.shape):
        row, column = rows[place] + 30, columns[place] + 30
        for i in (int(np.floor(row)), int(np.floor(row)) + 1):
            for j in (int(np.floor(column)), int(np.floor(column)) + 1):
                weight = (1 - abs(row - i)) * (1 - abs(column - j))
                out[place] += weight * padded[place[0], i, j]
    return out


generator = np.random.default_rng(128)
pictures = generator.random((3, 5, 8)) + 0.2
rows = generator.uniform(-4, 9, (3, 9, 9))
columns = generator.uniform(-4, 12, (3, 9, 9))
rows[:, 0], columns[:, 1] = np.arange(-2, 7), np.arange(0, 9)  # whole ones too
expected = with_border(pictures, rows, columns)
checks.close(
    sample(pictures.copy(), rows, columns),
    expected,
    "What `sample` finds in and around three pictures of 5 by 8",
    hint="Pixels outside are 0, and are mixed in like the others.",
)
### END HIDDEN TESTS

# %% [markdown]
# Now the places. Let $m = (n - 1) / 2$ be the middle of a picture of $n$ rows and columns:
# between pixels 13 and 14, when there are 28. Measure a place from there, $r$ rows down and
# $c$ columns right. Turned **counter-clockwise** by the angle $\theta$ and made larger by the
# factor $z$, what was at $(r, c)$ goes to
#
# $$r' = z\,(\cos\theta\; r - \sin\theta\; c), \qquad c' = z\,(\sin\theta\; r + \cos\theta\; c).$$
#
# Check it on a point at the right edge: $r = 0$ and a positive $c$, turned by 90 degrees,
# give a negative $r'$, and that is up.
#
# ### Exercise 4: where from?
#
# These formulas say where things *go*. Write `where_from(size, angles, zooms)`, which says
# where they *came from*.
#
# - `size`: rows and columns of the pictures. `angles` in **degrees**, `zooms`: arrays
#   `(batch,)`, one of each for every picture.
# - Return `(rows, columns)`, two arrays `(batch, size, size)`, for `sample`: for each pixel
#   of the result, the place in the original that belongs there.
#
# For instance, with `size=3`, an angle of 0 and a zoom of 2, the pixel at row 0, column 1
# comes from row 0.5, column 1. (To undo a turn, turn back.)


# %% role="solution" id="where_from"
def where_from(size, angles, zooms):
    """Return rows and columns of the original for each pixel turned and zoomed."""
    ### BEGIN SOLUTION
    theta = np.deg2rad(np.asarray(angles, dtype=float))[:, None, None]
    zoom = np.asarray(zooms, dtype=float)[:, None, None]
    middle = (size - 1) / 2
    r = np.arange(size)[None, :, None] - middle
    c = np.arange(size)[None, None, :] - middle
    rows = (np.cos(theta) * r + np.sin(theta) * c) / zoom + middle
    columns = (np.cos(theta) * c - np.sin(theta) * r) / zoom + middle
    return rows, columns
    ### END SOLUTION


# %% role="tests" id="where_from" points=3
# Run this cell to check where_from (3 points).
rows, columns = np.meshgrid(np.arange(3.0), np.arange(3.0), indexing="ij")
turned = checks.pair(
    where_from(3, np.array([90.0]), np.array([1.0])), "where_from", shape=(1, 3, 3)
)
grown = checks.pair(
    where_from(3, np.array([0.0]), np.array([2.0])), "where_from", shape=(1, 3, 3)
)
checks.close(
    grown[0],
    [rows / 2 + 0.5],
    "The array `rows` for 3 by 3 pixels at zoom 2",
    mistakes=[
        (
            [2 * rows - 1],
            "The zoom is the wrong way round: in a picture that grows by 2, a pixel comes "
            "from half its distance to the middle.",
        ),
        ([rows / 2], "It grows from the first corner; measure from the middle."),
        ([columns / 2 + 0.5], "Rows and columns are swapped."),
        ([rows / 2 + 0.75], "The middle of three pixels is 1.0, not 1.5."),
        ([rows / 2 - 0.5], "Measured from the middle, and the middle not added again."),
    ],
    hint="At angle 0: measure from the middle, divide by the zoom, go back.",
)
checks.close(
    turned[0],
    [columns],
    "The array `rows` for 3 by 3 pixels, turned by 90 degrees,",
    mistakes=[
        (
            [2 - columns],
            "That is where a pixel goes, or a turn the other way. Say where it came from: "
            "turn back.",
        ),
        (
            [np.cos(90) * (rows - 1) + np.sin(90) * (columns - 1) + 1],
            "The angles are in degrees, and NumPy's sine wants radians.",
        ),
        (
            [np.cos(90) * (rows - 1) - np.sin(90) * (columns - 1) + 1],
            "The angles are in degrees, and NumPy's sine wants radians.",
        ),
        ([2 - rows], "Rows and columns are swapped."),
        ([rows], "It is not turned."),
    ],
    hint="Solve the two formulas for r and c, measured from the middle.",
)
checks.close(
    turned[1],
    [2 - rows],
    "The array `columns` for 3 by 3 pixels, turned by 90 degrees,",
    mistakes=[
        ([rows], "That is where a pixel goes, or a turn the other way."),
        ([-rows], "It turns around the first corner; measure from the middle."),
        ([3 - rows], "The middle of three pixels is 1.0, not 1.5."),
    ],
    hint="Solve the two formulas for r and c, measured from the middle.",
)
checks.passed("where_from")


### BEGIN HIDDEN TESTS
def places(angles, zooms, size, back=-1.0, middle=None):
    """Return the right places, or with other arguments those of likely mistakes."""
    middle = (size - 1) / 2 if middle is None else middle
    theta, zoom = back * np.deg2rad(angles)[:, None, None], np.asarray(zooms, float)
    r, c = np.meshgrid(
        np.arange(size) - middle, np.arange(size) - middle, indexing="ij"
    )
    rows = (np.cos(theta) * r - np.sin(theta) * c) / zoom[:, None, None]
    columns = (np.sin(theta) * r + np.cos(theta) * c) / zoom[:, None, None]
    return rows + middle, columns + middle


def check_places(size, angles, zooms):
    """Compare rows and columns with the right ones, and with likely mistakes."""
    angles, zooms = np.array(angles), np.array(zooms)
    found = checks.pair(
        where_from(size, angles.copy(), zooms.copy()),
        "where_from",
        shape=(len(angles), size, size),
    )
    right = places(angles, zooms, size)
    likely = [
        (places(angles, zooms, size, back=1.0), "This turns the wrong way: turn back."),
        (
            places(angles, 1 / zooms, size),
            "The zoom is the wrong way round: a picture that grows by 2 is looked up at "
            "half the distance from the middle.",
        ),
        (
            places(angles, 1 / zooms, size, back=1.0),
            "That is where things go. For each pixel of the result, say where it came "
            "from: turn back, and divide by the zoom.",
        ),
        (
            places(np.rad2deg(angles), zooms, size),
            "The angles are in degrees, and NumPy's sine wants radians.",
        ),
        (places(angles, zooms, size, middle=0.0), "It turns around the first corner."),
        (
            places(angles, zooms, size, middle=size / 2),
            "The middle is at (size - 1) / 2: the first pixel has number 0.",
        ),
        (right[::-1], "Rows and columns are swapped."),
        (
            places(
                np.full_like(angles, angles[0]), np.full_like(zooms, zooms[0]), size
            ),
            "All pictures got the angle and the zoom of the first.",
        ),
    ]
    for i, name in enumerate(("rows", "columns")):
        checks.close(
            found[i],
            right[i],
            f"The array `{name}` for {size} by {size} pixels, at angles from {angles[0]:g} and "
            f"zooms from {zooms[0]:g} on,",
            atol=1e-4,
            mistakes=[(wrong[i], reason) for wrong, reason in likely],
            hint="Solve the two formulas for r and c, measured from the middle.",
        )


generator = np.random.default_rng(129)
for size in (6, 11, 28):
    check_places(size, generator.uniform(-180, 180, 5), generator.uniform(0.5, 2, 5))
### END HIDDEN TESTS

# %% [markdown]
# Together the two turn and stretch any batch, each picture in its own way. First the holes
# that calculating forwards would leave, then your functions on ten digits.

# %% role="demo"
turn, grow = np.full(10, 20.0), np.full(10, 1.4)
back_rows, back_columns = where_from(28, -turn, 1 / grow)  # the other way: where to
to = np.rint([back_rows, back_columns]).astype(int).clip(0, 27)
forwards = np.zeros_like(ten)
forwards[np.arange(10)[:, None, None], to[0], to[1]] = ten
backwards = sample(ten, *where_from(28, turn, grow))
plots.images(
    np.concatenate([ten, forwards, backwards]),
    ["as it is"] * 10 + ["forwards"] * 10 + ["backwards"] * 10,
    alt="Three rows of the ten digits. First as they are; then turned and grown by putting "
    "each pixel where it goes, which leaves a grid of holes; then turned and grown by "
    "looking up where each pixel came from, which leaves none.",
)

# %% [markdown]
# ## 4. Darker and paler
#
# Where pictures come from different cameras or lamps, light is what a net should learn to
# ignore. **Contrast** stretches the distance of each pixel from the mean of its picture:
# with mean $\mu$ and factor $f$, a pixel $x$ becomes $\mu + f\,(x - \mu)$. A factor of 1
# changes nothing, 0 leaves an even grey.
#
# ### Exercise 5: contrast
#
# Write `contrast(images, factors)`.
#
# - `images`: `(batch, height, width)`, values 0 to 1; `factors`: `(batch,)`, one a picture.
# - Stretch each picture around **its own** mean, then clip to 0 and 1, since a pixel cannot
#   be whiter than white. Return a new array.
#
# For instance, the picture `[[0.2, 0.6]]` with factor 2 becomes `[[0, 0.8]]`.


# %% role="solution" id="contrast"
def contrast(images, factors):
    """Return pictures with the contrast changed by a factor each, clipped to 0 and 1."""
    ### BEGIN SOLUTION
    means = images.mean(axis=(1, 2), keepdims=True)
    return np.clip(means + factors[:, None, None] * (images - means), 0, 1)
    ### END SOLUTION


# %% role="tests" id="contrast" points=2
# Run this cell to check contrast (2 points).
pictures = np.array([[[0.2, 0.6], [0.4, 0.4]], [[0.5, 0.9], [0.9, 0.9]]])
given, factors = pictures.copy(), np.array([0.5, 3.0])
means, f = np.array([0.4, 0.8])[:, None, None], factors[:, None, None]
stretched = means + f * (pictures - means)
checks.close(
    contrast(given, factors),
    [[[0.3, 0.5], [0.4, 0.4]], [[0.0, 1.0], [1.0, 1.0]]],
    "What `contrast` makes of two pictures with factors 0.5 and 3",
    mistakes=[
        (stretched, "A pixel cannot be whiter than 1: clip the result to 0 and 1."),
        (
            np.clip(0.6 + f * (pictures - 0.6), 0, 1),
            "That is the mean of the whole batch; each picture has its own.",
        ),
        (
            np.clip(f * pictures, 0, 1),
            "That makes pictures brighter or darker. Stretch around the mean.",
        ),
        (
            np.clip(0.5 + f * (pictures - 0.5), 0, 1),
            "Stretch around the mean of the picture, not around 0.5.",
        ),
        (
            np.clip(f * (pictures - means), 0, 1),
            "The mean is taken away and not put back.",
        ),
        (
            np.clip(means + factors * (pictures - means), 0, 1),
            "The factors belong to pictures, axis 0: NumPy has put them along the columns.",
        ),
        (
            means + np.clip(f * (pictures - means), 0, 1),
            "Clip the pixels at the very end, not their distances from the mean.",
        ),
    ],
    hint="Each picture by itself: its mean over axes 1 and 2, kept as `(batch, 1, 1)`; then "
    "stretch, then clip.",
)
checks.unchanged(pictures, given, "images")
checks.passed("contrast")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(130)
pictures, factors = (
    generator.random((6, 4, 7)),
    np.array([0.0, 0.3, 1.0, 1.5, 3.0, 9.0]),
)
given = pictures.copy()
found = contrast(given, factors)
expected = [
    (m + f * (p - m)).clip(0, 1) for p, f in zip(pictures, factors) for m in [p.mean()]
]
checks.close(
    found,
    expected,
    "What `contrast` makes of six pictures of 4 by 7, with six factors,",
)
checks.unchanged(pictures, given, "images")
### END HIDDEN TESTS

# %% role="demo"
factors = np.array([0.25, 0.5, 1.0, 1.5, 2.5])
grey = 0.2 + 0.6 * x_train[0]  # a pale photograph of the digit, for once
plots.images(
    contrast(np.repeat(grey[None], 5, axis=0), factors),
    [f"{factor:g}" for factor in factors],
    columns=5,
    alt="The same grey picture of a digit with contrast factors 0.25, 0.5, 1, 1.5 and 2.5: "
    "from an almost even grey to strong black and white.",
)

# %% [markdown]
# MNIST has no lamps: its background is exactly 0 and its ink nearly 1, so there is little for
# contrast to teach here, and we leave it out of the comparisons below. For photographs, of
# mushrooms in a wood, say, it is among the first changes to try.

# %% [markdown]
# ## 5. The same in Keras, and four traps
#
# Keras has layers for all of this: `RandomTranslation`, `RandomRotation`, `RandomZoom`,
# `RandomContrast`. With a range of one value, they are random no more, and we can compare.
#
# **Predict:** ours and theirs, how large is the largest difference of a pixel?

# %% role="demo"
FILL = {"fill_mode": "constant"}
colour = ten[..., None]  # Keras wants a channel axis: (10, 28, 28, 1)
theirs = {
    "down 3": layers.RandomTranslation((3 / 28, 3 / 28), (0, 0), **FILL),
    "turn 20": layers.RandomRotation((20 / 360, 20 / 360), **FILL),
    "grow 1.25": layers.RandomZoom((-0.2, -0.2), **FILL),  # 1 / 1.25 = 1 - 0.2
}
ours = {
    "down 3": shift(ten, 3, 0),
    "turn 20": sample(ten, *where_from(28, np.full(10, 20.0), np.ones(10))),
    "grow 1.25": sample(ten, *where_from(28, np.zeros(10), np.full(10, 1.25))),
}
for name, layer in theirs.items():
    out = np.asarray(layer(colour, training=True))[..., 0]
    print(f"{name:9}: agree within 0.0001: {np.allclose(out, ours[name], atol=1e-4)}")

# %% [markdown]
# They agree. But look at the numbers that went in: the first traps are **units and signs**.
#
# - `RandomTranslation` wants fractions of the height and of the width: 3 pixels of 28 are
#   `3 / 28`.
# - `RandomRotation` wants fractions of a full turn: 20 degrees are `20 / 360`. A factor of 20
#   is an error, but a factor of 0.2 means a fifth of a full turn, and nobody complains.
# - `RandomZoom` stretches where it looks: a *positive* factor makes the picture *smaller*.
#
# The second trap: unless told otherwise, these layers fill what comes in by `"reflect"`.
# The third: `RandomContrast` clips to 0 and 255 unless `value_range` says that your pixels end
# at 1. And a factor of 0.5 is documented as a range from 0.5 to 1.5. Is it?

# %% role="demo" tags=["nbval-ignore-output"]
training.set_seed(0)
reflected = layers.RandomTranslation((0.3, 0.3), (0.3, 0.3))
wrapped = layers.RandomTranslation((0.3, 0.3), (0.3, 0.3), fill_mode="wrap")
constant = layers.RandomTranslation((0.3, 0.3), (0.3, 0.3), **FILL)
some = colour[[2, 3, 5, 7, 9]]
filled = [
    np.asarray(layer(some, training=True)) for layer in (reflected, wrapped, constant)
]
plots.images(
    np.concatenate(filled)[..., 0],
    ["reflect"] * 5 + ["wrap"] * 5 + ["constant"] * 5,
    columns=5,
    alt="Five digits moved far down and right, three times. Filled by reflection, mirrored "
    "pieces of the digit come in; by wrapping, pieces of its other end; filled with a "
    "constant there is background only.",
)
greys = np.repeat(grey[None, :, :, None], 2_000, axis=0)
mean = grey.mean()
for range_ in ((0, 255), (0, 1)):
    layer = layers.RandomContrast(0.5, value_range=range_)
    out = np.asarray(layer(greys, training=True))
    factor = (out[:, 0, 0, 0] - mean) / (grey[0, 0] - mean)
    print(f"value_range {range_}: brightest pixel {out.max():.2f}", end=", ")
    print(f"factors from {factor.min():.2f} to {factor.max():.2f}")

# %% [markdown]
# It is not. In the version that runs here, a single number of 0.5 gives factors from 1.00 to
# 1.50: more contrast, never less. A pair, `(0.5, 0.5)`, does what the page says. And without
# `value_range` pixels may be whiter than white. Neither is announced; both show at once when
# you look at what comes out of a layer before you train with it. Make that a habit.
#
# The fourth trap is the oldest: these layers do something **only in training**. Called plainly,
# or by `predict`, they return what they got. If you look at your augmented pictures with
# `layer(x)` and see nothing, that is why.
#
# ### Exercise 6: a net that augments
#
# Write `augmented_net(units, pixels, degrees, zoom)` with Keras's own layers.
#
# - Inputs of shape `(28, 28, 1)`. Then one `RandomTranslation` by up to `pixels` pixels in
#   each direction, one `RandomRotation` by up to `degrees` degrees either way, and one
#   `RandomZoom` by up to the fraction `zoom` either way, height and width alike; in any
#   order. What comes in is background, 0.
# - Then flatten, one dense ReLU layer with `units` neurons, and 10 outputs without
#   activation.
# - Return a plain `Sequential` or functional model, not compiled, without models inside it.
#
# For instance, `augmented_net(300, 2, 15, 0.15)` moves by up to 2 pixels, turns by up to 15
# degrees and zooms by up to 15 %.


# %% role="solution" id="augmented_net"
def augmented_net(units, pixels, degrees, zoom):
    """Return an uncompiled net whose first layers change the pictures in training."""
    ### BEGIN SOLUTION
    background = {"fill_mode": "constant", "fill_value": 0.0}
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(pixels / 28, pixels / 28, **background),
            layers.RandomRotation(degrees / 360, **background),
            layers.RandomZoom(zoom, **background),
            layers.Flatten(),
            layers.Dense(units, "relu"),
            layers.Dense(10),
        ]
    )
    ### END SOLUTION


# %% role="tests" id="augmented_net" part="layers" points=2
# Run this cell to check augmented_net, layers (2 points).
KINDS = [
    "RandomTranslation",
    "RandomRotation",
    "RandomZoom",
    "Flatten",
    "Dense",
    "Dense",
]


def stack_of(net):
    """Return the layers of a net, inputs first, as pairs of kind and settings."""
    checks.that(
        hasattr(checks.written(net, "augmented_net"), "get_config"),
        "augmented_net must return a Keras model.",
        got=type(net).__name__,
    )
    found = []
    for layer in net.get_config()["layers"]:
        kind, settings = layer["class_name"], layer["config"]
        last, known = found[-1] if found else (None, {})
        bends = kind in ("Activation", "ReLU") and last == "Dense"
        if bends and known["activation"] == "linear":  # an activation by itself
            bend = settings.get("activation", "relu")
            found[-1] = last, known | {"activation": bend}
        else:
            found.append((kind, settings))
    names = [name for name, _ in found if name != "InputLayer"]
    checks.that(
        sorted(names) == sorted(KINDS),
        "The net does not have the layers that it should.",
        got=", ".join(names),
        expected=", ".join(KINDS),
    )
    checks.that(
        len(found) > len(names),
        "The net does not know yet what its inputs look like.",
        hint="Begin with keras.Input((28, 28, 1)).",
    )
    checks.that(
        names[3:] == KINDS[3:],
        "The random layers come first: they need pictures, not rows of numbers.",
        got=", ".join(names),
    )
    return found


def span(factor):
    """Return a range as (low, high): one number means either way."""
    return tuple(factor) if isinstance(factor, list | tuple) else (-factor, factor)


def amounts_of(stack):
    """Return the ranges of shifts down and right, of turns and of zooms."""
    by_kind = dict(stack)
    move, zoom = by_kind["RandomTranslation"], by_kind["RandomZoom"]
    turn = span(by_kind["RandomRotation"]["factor"])
    ways = span(move["height_factor"]), span(move["width_factor"])
    return *ways, turn, span(zoom["height_factor"])


net = augmented_net(64, 7, 36, 0.25)
stack = stack_of(net)
down, right, turn, zoom = amounts_of(stack)
checks.equal(
    tuple(dict(stack)["InputLayer"]["batch_shape"]),
    (None, 28, 28, 1),
    "The shape of the inputs",
    hint="Begin with keras.Input((28, 28, 1)).",
)
for name, found in (("down", down), ("right", right)):
    checks.close(
        found,
        (-0.25, 0.25),
        f"The range of shifts {name}, for 7 pixels,",
        mistakes=[
            ((0.0, 0.25), "It moves one way only. Either way is (-0.25, 0.25)."),
            ((-0.07, 0.07), "A factor is a fraction of the height: divide by 28."),
            ((-1 / 7, 1 / 7), "A factor is a fraction of the height: 7 pixels of 28."),
        ],
        hint="A factor is a fraction of the height or of the width.",
    )
checks.close(
    turn,
    (-0.1, 0.1),
    "The range of turns, for 36 degrees,",
    mistakes=[
        (
            (-0.2, 0.2),
            "That is 72 degrees: a factor is a fraction of a *full* turn, 360.",
        ),
        (
            (-np.pi / 5, np.pi / 5),
            "These are radians; a factor is a fraction of a full turn.",
        ),
        ((0.0, 0.1), "It turns one way only."),
        ((-0.36, 0.36), "A factor is a fraction of a full turn, and so not of 100."),
        ((-0.4, 0.4), "A factor is a fraction of a full turn, 360 degrees, not of 90."),
    ],
)
checks.close(
    zoom,
    (-0.25, 0.25),
    "The range of zooms",
    mistakes=[
        ((0.0, 0.25), "It only shrinks: a positive factor makes pictures smaller.")
    ],
)
checks.passed("augmented_net, layers")
### BEGIN HIDDEN TESTS
for units, pixels, degrees, amount in ((20, 2, 15, 0.1), (50, 4, 45, 0.3)):
    stack = stack_of(augmented_net(units, pixels, degrees, amount))
    limits = (pixels / 28, pixels / 28, degrees / 360, amount)
    names = ("moved down", "moved right", "turned", "zoomed")
    for name, got, limit in zip(names, amounts_of(stack), limits):
        checks.close(got, (-limit, limit), f"The range of pictures {name}")
    width = dict(stack)["RandomZoom"]["width_factor"]
    if width is not None:
        checks.close(span(width), (-amount, amount), "The range of zooms in width")
    hidden, outputs = (settings for kind, settings in stack if kind == "Dense")
    checks.equal(int(hidden["units"]), units, "The number of hidden neurons")
    checks.equal(int(outputs["units"]), 10, "The number of outputs")
    checks.equal(hidden["activation"], "relu", "The hidden activation")
    checks.equal(
        outputs["activation"],
        "linear",
        "The activation of the outputs",
        hint="`compile_net` expects logits.",
    )
### END HIDDEN TESTS

# %% role="tests" id="augmented_net" part="background" points=1
# Run this cell to check augmented_net, background (1 point).
net = checks.written(augmented_net(32, 4, 20, 0.2), "augmented_net")
checks.that(
    hasattr(net, "get_config"),
    "augmented_net must return a Keras model.",
    got=type(net).__name__,
)
for layer in net.get_config()["layers"]:
    kind, settings = layer["class_name"], layer["config"]
    if kind.startswith("Random"):
        fill = settings.get("fill_mode", "constant")
        checks.that(
            fill == "constant",
            f"{kind} fills by {fill!r}.",
            hint="Mirrored or repeated ink is no digit: fill with a constant, which is 0.",
        )
        checks.close(settings.get("fill_value", 0.0), 0.0, "The value that comes in")
x = np.random.default_rng(7).random((20, 28, 28, 1)).astype("float32")
quiet = [np.asarray(net(x, training=False)) for _ in range(2)]
loud = [np.asarray(net(x, training=True)) for _ in range(2)]
checks.close(
    quiet[0], quiet[1], "A second prediction", hint="Prediction is not random."
)
checks.that(
    not np.allclose(loud[0], loud[1]) and not np.allclose(loud[0], quiet[0]),
    "Training sees the same pictures as prediction, or the same ones at each step.",
    hint="Put Keras's random layers into the net; they change pictures in training only.",
)
checks.passed("augmented_net, background")
### BEGIN HIDDEN TESTS
net = augmented_net(16, 9, 30, 0.3)
x = np.repeat(np.random.default_rng(138).random((1, 28, 28, 1)), 200, axis=0)
scores = checks.array(net(x.astype("float32"), training=True), "The scores in training")
checks.that(
    np.unique(np.round(scores[:, 0], 4)).size > 100,
    "Equal pictures of one batch are changed alike.",
)
checks.close(
    np.ptp(np.asarray(net(x.astype("float32"), training=False)), axis=0),
    np.zeros(10),
    "The spread of the scores of equal pictures, predicted,",
    atol=1e-4,
)
### END HIDDEN TESTS

# %% [markdown]
# Your net on the 500 digits, and beside it the same net with all amounts at 0: the same
# layers, the same steps, the same seeds.
#
# **Predict:** which of the two has the higher *training* accuracy? And the higher
# validation accuracy?


# %% role="demo" tags=["nbval-ignore-output"]
def fit_in_keras(name, *amounts):
    """Train five seeds of a net that changes its pictures by these amounts."""
    return fit_draws(
        lambda seed: compile_net(augmented_net(128, *amounts)),
        x_train[..., None],
        y_train,
        EVERYTHING,
        label=f"digits {name}",
        **BUDGET | {"validation_data": (x_valid[..., None], y_valid)},
    )


in_keras = {"as they are": fit_in_keras("as they are", 0, 0, 0.0)}

# %% role="demo" tags=["nbval-ignore-output"]
in_keras["augmented"] = fit_in_keras("augmented", 2, 15, 0.15)

# %% role="demo" tags=["nbval-ignore-output"]
STEPS = BUDGET["steps"] * np.arange(1, BUDGET["rounds"] + 1)
plots.curves(
    {
        "training, as they are": (
            STEPS,
            100 * in_keras["as they are"].history["accuracy"],
        ),
        "validation, augmented": (
            STEPS,
            100 * in_keras["augmented"].history["val_accuracy"],
        ),
        "training, augmented": (STEPS, 100 * in_keras["augmented"].history["accuracy"]),
        "validation, as they are": (
            STEPS,
            100 * in_keras["as they are"].history["val_accuracy"],
        ),
    },
    xlabel="step (batches of 64)",
    ylabel="accuracy (%)",
    ylim=(55, 101),
    title="Harder to learn, better learned",
    alt="Accuracy against the step. On digits as they are, training reaches 100 percent and "
    "validation stays near 89. With augmentation, training climbs more slowly, and "
    "validation ends several points higher.",
)
for name, runs in in_keras.items():
    fitted = training.mean_and_spread(runs.final("accuracy"), percent=True)
    valid = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    print(f"{name:11}: training {fitted}, validation {valid}")
gain = in_keras["augmented"].final("val_accuracy")
gain = gain - in_keras["as they are"].final("val_accuracy")
print(f"gain       : {training.mean_and_spread(100 * gain)} points")

# %% [markdown]
# The augmented net finds its training pictures harder, and gets only 88.2 % of them right, where
# the plain net has every one. And yet it is right on 93.1 % of the validation digits, against
# 89.2 %: a gain of 3.9 points, so that more than one error in three is gone. Note that its training
# accuracy lies *below* its validation accuracy. That is no riddle: `fit` measures it on changed
# pictures, which are harder than the validation digits that nobody changed.

# %% [markdown]
# ### Exercise 7: a layer of your own
#
# Write `RandomShift(reach, seed=None)`, a subclass of `keras.layers.Layer`: exercise 2, as a
# layer.
#
# - In `__init__`, call `super().__init__(**kwargs)`, and make a
#   `keras.random.SeedGenerator(seed)`.
# - In `call(self, inputs, training=False)`, return the inputs unchanged in prediction. In
#   training, move each picture of the batch `(batch, height, width)` by whole pixels, from
#   `-reach` to `reach` down and right, all independent; background is 0.
# - Useful: `keras.random.randint(shape, low, high, seed=...)`, `keras.ops.shape`,
#   `keras.ops.pad`, `keras.ops.arange`, `keras.ops.take_along_axis` (once along the rows, once
#   along the columns). NumPy will not do: `fit` traces `call` once, and what NumPy drew then
#   stays for ever.
#
# *Checked, here or in grading:* silence in prediction, the shifts, that pictures and
# steps differ inside a compiled function, the background, the seed.


# %% role="solution" id="random_shift_layer"
class RandomShift(keras.layers.Layer):
    """Moves each picture by whole pixels in training; silent in prediction."""

    ### BEGIN SOLUTION
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach = reach
        self.moves = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, reach = keras.ops, self.reach
        n, (height, width) = ops.shape(inputs)[0], inputs.shape[1:]
        starts = keras.random.randint((2, n, 1), 0, 2 * reach + 1, seed=self.moves)
        padded = ops.pad(inputs, [[0, 0], [reach, reach], [reach, reach]])
        rows = (starts[0] + ops.arange(height))[:, :, None]
        columns = (starts[1] + ops.arange(width))[:, None, :]
        padded = ops.take_along_axis(padded, rows, axis=1)
        return ops.take_along_axis(padded, columns, axis=2)

    ### END SOLUTION


# %% role="tests" id="random_shift_layer" points=3
# Run this cell to check random_shift_layer (3 points).
def dotted(n, size=11):
    """Return n black pictures with one white dot in the middle."""
    pictures = np.zeros((n, size, size), "float32")
    pictures[:, size // 2, size // 2] = 1
    return pictures


def moves_of(outputs):
    """Return how far the dots of some steps went, shape (2, steps, n)."""
    steps, n, size = outputs.shape[:3]
    flat = outputs.reshape(steps, n, -1)
    checks.that(
        np.allclose(np.sort(flat, axis=2)[..., -2:], [0, 1], atol=1e-5),
        "A picture with one white dot has come out with more than one dot, or with none.",
        hint="Move each picture once, by whole pixels.",
    )
    return np.stack(np.unravel_index(flat.argmax(axis=2), (size, size))) - size // 2


x = dotted(300)
init = "Is the class still to be written? Its `__init__` takes `reach` and `seed`."
with checks.explained("RandomShift", {TypeError: init}):
    layer = RandomShift(3, seed=4)
checks.close(
    checks.array(layer(x, training=False), "The layer in prediction", shape=x.shape),
    x,
    "The layer in prediction",
    hint="With training=False return the inputs as they are.",
)
out = checks.array(layer(x, training=True), "The layer in training", shape=x.shape)
checks.that(
    not np.allclose(out, x),
    "The layer does nothing in training.",
    hint="`call` needs an argument `training`; where it is true, move the pictures.",
)
try:
    steps = probes.compiled_outputs(RandomShift(3, seed=4), x, steps=2)
except NotImplementedError:
    raise checks.CheckFailed(
        "Called plainly, the layer works; inside the compiled training step it does not.",
        hint="There the pictures are symbols without values, and NumPy can do nothing with "
        "them: calculate with keras.ops and keras.random alone.",
    ) from None
down, right = moves_of(steps)
checks.that(
    not ((down[0] == down[0, 0]).all() and (right[0] == right[0, 0]).all()),
    "One shift for the whole batch.",
    hint="Draw two numbers for each picture of the batch.",
)
checks.that(
    not (np.array_equal(down[0], down[1]) and np.array_equal(right[0], right[1])),
    "Two steps of compiled training moved the pictures alike.",
    hint="Is it drawn with NumPy, or from an integer seed? Use a SeedGenerator.",
)
for name, moves in (("down", down), ("right", right)):
    checks.equal(
        sorted({int(move) for move in moves.ravel()}),
        [-3, -2, -1, 0, 1, 2, 3],
        f"The list of shifts {name} that occur at a reach of 3",
        mistakes=[
            ([-3, -2, -1, 0, 1, 2], "3 never occurs: `randint` leaves its end out."),
            ([-2, -1, 0, 1, 2, 3], "-3 never occurs: `randint` leaves its end out."),
            ([0, 1, 2, 3], "Pictures move one way only."),
            ([0], f"Nothing moves {name}."),
        ],
    )
checks.passed("random_shift_layer")
### BEGIN HIDDEN TESTS
x = dotted(400)
down, right = moves_of(probes.compiled_outputs(RandomShift(2, seed=131), x, steps=4))
for name, moves in (("down", down), ("right", right)):
    for move in range(-2, 3):
        checks.fraction(
            moves == move, 0.2, f"The share of pictures moved {name} by {move}"
        )
checks.fraction(down == right, 0.2, "The share of pictures moved alike down and right")
checks.fraction(
    down[1:] == down[:-1], 0.2, "The share of pictures moved as in the step before"
)
checks.fraction(
    down[:, 1:] == down[:, :-1], 0.2, "The share of pictures moved as their neighbour"
)
one, two, other = (
    np.asarray(RandomShift(2, seed=seed)(x, training=True)) for seed in (5, 5, 6)
)
checks.that(
    np.array_equal(one, two) and not np.array_equal(one, other),
    "Layers with the same seed must move alike, with other seeds differently.",
    hint="Make the SeedGenerator from the argument `seed`.",
)
layer = RandomShift(2, seed=7)
first, second = (np.asarray(layer(x, training=True)) for _ in range(2))
checks.that(
    not np.array_equal(first, second),
    "Two calls moved the pictures alike.",
    hint="Pass the SeedGenerator as `seed=`, not the integer: an integer starts anew.",
)
white = np.ones((100, 9, 6), "float32")
out = checks.array(RandomShift(3, seed=8)(white, training=True), "White pictures")
heights, widths = (
    (out > 0.5).any(axis=2).sum(axis=1),
    (out > 0.5).any(axis=1).sum(axis=1),
)
checks.that(
    heights.min() == 6 and widths.min() == 3,
    "White pictures of 9 by 6, moved by up to 3, do not keep the right part of them.",
    hint="What comes in is background, 0: `keras.ops.roll` wraps around.",
)
checks.close(out.sum(axis=(1, 2)), heights * widths, "What is left of white pictures")
### END HIDDEN TESTS

# %% [markdown]
# ## 6. Where in the pipeline?
#
# Three places are in use.
#
# 1. **Beforehand**: make, say, four changed copies of every picture, and train on the five
#    of them. Simple, and each epoch sees the same copies again.
# 2. **In the input pipeline**: change pictures as they are read (`tf.data` with `map`), on
#    other cores while the net is busy.
# 3. **In the model**, as above: on the same device as the net, and saved with it.
#
# The last two are **on the fly**: nothing is stored, and no two epochs are the same.
#
# **Predict:** with the same number of steps, is a set that was enlarged once as good as
# changes on the fly? Five times as many pictures? Twenty times?
#
# From here on many nets are compared that differ in nothing but amounts. `Augment`, in this
# course's library, does in one pass what you have written in exercises 2 to 4, and what
# section 9 adds; its amounts are weights that are not trained, so all nets of a comparison
# share one compiled training function.


# %%
def augmented(**amounts):
    """Return a compiled net that changes its pictures by these amounts in training."""
    return net_on(Augment(**amounts))


AFFINE = {"shift": 2.0, "turn": 15.0, "zoom": 0.15}  # pixels, degrees, fraction
GENTLE = {"shift": 1.0, "turn": 8.0, "zoom": 0.08}

# %% role="demo" tags=["nbval-ignore-output"]
training.set_seed(0)
change = Augment(**AFFINE)
COPIES = 20
frozen = [np.asarray(change(x_train, training=True)) for _ in range(COPIES - 1)]
x_frozen = np.concatenate([x_train, *frozen])
y_frozen = np.tile(y_train, COPIES)
SETS = {
    "as they are": 1,
    "enlarged 5 times": 5,
    "enlarged 20 times": 20,
    "on the fly": 1,
}


def fit_sets(build, *names):
    """Train five seeds on each of these sets."""
    return fit_draws(
        lambda name, seed: build(),
        x_frozen,
        y_frozen,
        {n: {seed: np.arange(SETS[n] * N_TRAIN) for seed in SEEDS} for n in names},
        label=", ".join(names),
        **BUDGET,
    )


by_set = {"as they are": plain}  # trained in section 1, for as many steps
by_set |= fit_sets(net_on, "enlarged 5 times", "enlarged 20 times")
by_set |= fit_sets(lambda: augmented(**AFFINE), "on the fly")

# %% role="demo" tags=["nbval-ignore-output"]
plots.curves(
    {
        name: (STEPS, 100 * runs.history["val_accuracy"])
        for name, runs in by_set.items()
    },
    xlabel="step (batches of 64)",
    ylabel="validation accuracy (%)",
    ylim=(80, 96),
    title="500 digits, four ways to use them",
    alt="Validation accuracy against the step for digits as they are, a set enlarged five "
    "times, one enlarged twenty times, and changes on the fly. They end in this order, from "
    "low to high.",
)
for name, runs in by_set.items():
    said = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    print(f"{name:17}: {said}, {SETS[name] * x_train.nbytes / 1e6:5.1f} MB of pictures")

# %% [markdown]
# Five copies of each picture bring more than half of the gain, twenty copies most of it, and
# changes on the fly are at the top without storing anything. The order is what to expect: with few
# copies the net meets the same ones again and again and can learn them by heart, as it did with the
# pictures themselves. That twenty copies come so close is due to our short training: in 200 steps
# the net meets each frozen picture little more than once.

# %% [markdown]
# ### Split first
#
# Whoever enlarges a set beforehand can make the most expensive mistake of this chapter:
# enlarge it, shuffle, and *then* split off the validation set. Near-copies of one and the
# same digit lie on both sides, and the net is examined on pictures that it has all but seen.
#
# **Predict** what the validation accuracy says then, and what new digits say.

# %% role="demo" tags=["nbval-ignore-output"]
training.set_seed(1)
gentle = Augment(**GENTLE)
changed = [np.asarray(gentle(x_train, training=True)) for _ in range(9)]
x_ten, y_ten = np.concatenate([x_train, *changed]), np.tile(y_train, 10)
order = np.random.default_rng(0).permutation(len(x_ten))
for_valid, for_training = np.split(order, [len(order) // 5])
leaky = fit_draws(
    lambda seed: net_on(),
    x_ten,
    y_ten,
    dict.fromkeys(SEEDS, for_training),
    label="split after enlarging",
    **BUDGET | AT_ONCE | {"validation_data": (x_ten[for_valid], y_ten[for_valid])},
)
x_new = np.asarray(gentle(x_valid, training=True))  # nobody has seen these
exams = {"changed the same way": x_new, "as they are": x_valid}
print("its validation set:", end=" ")
print(training.mean_and_spread(leaky.final("val_accuracy"), percent=True), "right")
for name, pictures in exams.items():
    said = [np.argmax(net(pictures, training=False), axis=1) for net in nets_of(leaky)]
    right = np.mean(np.array(said) == y_valid, axis=1)
    print(f"new digits, {name}: {training.mean_and_spread(right, percent=True)} right")

# %% [markdown]
# Its validation set says that the net is right on 97.5 %. On new digits that were changed in just
# the same way it is right on 88.7 %: more than eight points of self-deception, because nine other
# copies of the same digit, most of them in training, stand behind every validation picture. Look at
# the last line too: digits that nobody changed are easier, so their figure lies between the two. A
# validation set of changed pictures is a wrong exam even without a leak.
#
# ### Exercise 8: split, then enlarge
#
# Here is a way to change pictures, so that we need not agree on one:


# %%
def turned(images, seed):
    """Return each picture turned by up to 15 degrees, at random; same shape."""
    layer = layers.RandomRotation(15 / 360, fill_mode="constant", seed=seed)
    return np.asarray(layer(images[..., None], training=True))[..., 0]


# %% [markdown]
# Write `split_and_enlarge(x, y, n_valid, copies, seed)`.
#
# - `x`: `(n, height, width)`, `y`: `(n,)`, perhaps sorted by label. Draw `n_valid` of the
#   examples at random, from `np.random.default_rng(seed)`, for validation; the rest is for
#   training.
# - Training gets each of its pictures as it is, and `copies` changed ones besides, each
#   made by `turned(images, some_seed)` with another seed, and each with its label. The
#   order is up to you.
# - Validation gets its pictures **as they are**.
# - Return `(x_train, y_train, x_valid, y_valid)`.
#
# For instance, from 100 pictures, with `n_valid=20` and `copies=3`, `x_train` holds 4 times 80
# pictures, and `x_valid` holds 20.
#
# *Checked, here or in grading:* the counts; that no picture is on both sides, changed or not;
# that validation is unchanged; that every picture has its own label; that copies differ.


# %% role="solution" id="split_and_enlarge"
def split_and_enlarge(x, y, n_valid, copies, seed):
    """Split off a validation set, then add changed copies to the training set."""
    ### BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    changed = [turned(x[train], seed + 1 + copy) for copy in range(copies)]
    x_train = np.concatenate([x[train], *changed])
    return x_train, np.tile(y[train], copies + 1), x[valid], y[valid]
    ### END SOLUTION


# %% role="tests" id="split_and_enlarge" part="split" points=2
# Run this cell to check split_and_enlarge, split (2 points).
def discs(n):
    """Return n pictures of a disc, each as bright as nobody else, sorted by label."""
    rows, columns = np.mgrid[-6.0:7, -6.0:7]
    disc = (rows**2 + columns**2 < 16).astype("float32")
    disc[3, 6] = 0  # a hole, to see whether it is turned
    brightness = np.linspace(0.2, 1, n, dtype="float32")
    return brightness[:, None, None] * disc, np.arange(n) * 10 // n


def sides(n, n_valid, copies, seed):
    """Return for both sides the pictures, which disc each is of, and the labels."""
    x, y = discs(n)
    kept = x.copy()
    found = checks.written(
        split_and_enlarge(x, y, n_valid, copies, seed), "split_and_enlarge"
    )
    checks.unchanged(kept, x, "x")
    checks.that(
        isinstance(found, tuple | list) and len(found) == 4,
        "split_and_enlarge must return (x_train, y_train, x_valid, y_valid).",
        got=type(found).__name__,
    )
    parts = []
    for name, many in (("train", (n - n_valid) * (copies + 1)), ("valid", n_valid)):
        pictures, labels = found[0 if name == "train" else 2 :][:2]
        pictures = checks.array(pictures, f"x_{name}")
        checks.equal(
            len(pictures),
            many,
            f"The number of pictures in x_{name}",
            mistakes=[
                (n_valid * (copies + 1), "Validation pictures are used as they are."),
                (
                    (n - n_valid) * copies,
                    "A block is missing: the pictures as they are belong to it too, besides "
                    "`copies` changed ones of each.",
                ),
                (n * (copies + 1) - n_valid, "Split first, then enlarge one side."),
                (n - n_valid, "There are no copies."),
            ],
            hint="Every example is on one side, and drawn once: no two draws of the same.",
        )
        checks.equal(
            pictures.shape[1:], (13, 13), f"The shape of a picture of x_{name}"
        )
        checks.that(
            np.shape(labels) == (many,),
            f"y_{name} has the wrong shape.",
            got=np.shape(labels),
            expected=(many,),
            hint="One label for each picture, copies included; and return (x_train, y_train, "
            "x_valid, y_valid), in this order.",
        )
        labels = checks.array(labels, f"y_{name}")
        identity = np.rint((pictures[:, 6, 6] - 0.2) / 0.8 * (n - 1)).astype(int)
        parts.append((pictures, identity, labels))
    return parts


(_, in_training, _), (x_held, in_valid, _) = sides(60, 15, 3, seed=1)
shared = set(in_training.tolist()) & set(in_valid.tolist())
checks.that(
    not shared,
    f"{len(shared)} of 60 pictures are in training and in validation, one of them perhaps "
    "in changed form.",
    hint="Split first; then enlarge the training side alone.",
)
original = discs(60)[0]
checks.close(
    x_held,
    original[in_valid],
    "The validation pictures",
    hint="Validation pictures are used as they are: they stand for what is to come.",
)
checks.that(
    sorted(in_valid.tolist()) not in (list(range(15)), list(range(45, 60))),
    "The first or last pictures are held out, and `x` may be sorted by label.",
    hint="Draw which ones at random.",
)
checks.passed("split_and_enlarge, split")
### BEGIN HIDDEN TESTS
for n, n_valid, copies, seed in ((40, 10, 2, 132), (50, 20, 1, 133)):
    (x_more, in_training, _), (x_held, in_valid, _) = sides(n, n_valid, copies, seed)
    checks.that(
        not set(in_training.tolist()) & set(in_valid.tolist()),
        "A picture is in training and in validation.",
        hint="Split first; then enlarge the training side alone.",
    )
    checks.equal(len(set(in_valid.tolist())), n_valid, "The number of discs held out")
    checks.close(x_held, discs(n)[0][in_valid], "The validation pictures")
draws = [tuple(sorted(sides(40, 10, 1, seed)[1][1].tolist())) for seed in (3, 3, 4)]
checks.that(
    draws[0] == draws[1] and draws[0] != draws[2],
    "The same seed must hold out the same pictures, another seed other ones.",
    hint="Draw from `np.random.default_rng(seed)`.",
)
### END HIDDEN TESTS

# %% role="tests" id="split_and_enlarge" part="labels" points=1
# Run this cell to check split_and_enlarge, labels (1 point).
for side, (_, which, labels) in zip(("y_train", "y_valid"), sides(60, 15, 3, seed=2)):
    wrong = np.mean(labels != discs(60)[1][which])
    checks.that(
        wrong == 0,
        f"{wrong:.0%} of the labels in {side} belong to other pictures.",
        hint="Labels travel with their pictures: the same order, and `np.tile` for blocks "
        "of copies (`np.repeat` is for copies side by side).",
    )
x_more, which, _ = sides(60, 15, 3, seed=2)[0]
same = np.isclose(x_more, discs(60)[0][which], atol=1e-6).all(axis=(1, 2))
checks.equal(
    int(same.sum()),
    45,
    "The number of training pictures that are as they were",
    mistakes=[(180, "The copies are not changed.")],
    hint="Each of the 45 once as it is, and 3 changed copies of it.",
)
checks.passed("split_and_enlarge, labels")
### BEGIN HIDDEN TESTS
(x_more, which, labels), (_, held, valid_labels) = sides(48, 12, 3, seed=134)
truth = discs(48)[1]
checks.that(np.array_equal(labels, truth[which]), "A label has lost its picture.")
checks.that(np.array_equal(valid_labels, truth[held]), "A label has lost its picture.")
for disc in np.unique(which):
    four = x_more[which == disc]
    checks.equal(len(four), 4, "The number of pictures of one disc")
    checks.equal(
        len(np.unique(four, axis=0)),
        4,
        "The number of different pictures of one disc",
        hint="Give `turned` another seed for each round of copies.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 7. What helps, and how much of it?
#
# Four changes, from nothing to far too much. Each net learns from the same 500 digits, for
# the same 200 steps, on the fly. Where the amount is 0, it is the plain net of section 1.
#
# **Predict** the best shift in pixels and the best angle in degrees. And white noise: as
# much random grey as the picture can bear, does it help?

# %% role="demo" tags=["nbval-ignore-output"]
LEVELS = {
    "shift": ("shifts up to (pixels)", (0, 1, 2, 4, 8)),
    "turn": ("turns up to (degrees)", (0, 15, 45, 180)),
    "zoom": ("zooms up to (fraction)", (0, 0.15, 0.6)),
    "noise": ("white noise (deviation)", (0, 0.2, 0.5)),
}


def compare_amounts(arms):
    """Train five seeds for each arm, ``{name: amounts}``; return {name: runs}."""
    return fit_draws(
        lambda name, seed: augmented(**arms[name]),
        x_train,
        y_train,
        dict.fromkeys(arms, EVERYTHING),
        label=f"{len(arms)} kinds of change",
        **BUDGET | AT_ONCE,
    )


def arms_of(kind, *levels):
    """Return one arm for each of these levels, named (kind, level)."""
    return {(kind, level): {kind: level} for level in levels}


by_amount = dict.fromkeys([(kind, 0) for kind in LEVELS], plain)  # nothing changed
by_amount |= compare_amounts(arms_of("shift", 1, 2))

# %% role="demo" tags=["nbval-ignore-output"]
by_amount |= compare_amounts(arms_of("shift", 4, 8))

# %% role="demo" tags=["nbval-ignore-output"]
by_amount |= compare_amounts(arms_of("turn", 15, 45, 180))

# %% role="demo" tags=["nbval-ignore-output"]
by_amount |= compare_amounts(arms_of("zoom", 0.15, 0.6))

# %% role="demo" tags=["nbval-ignore-output"]
FLIPS = {
    "mirrored, one in two": {"mirror": 0.5},
    "flips along both axes": {"mirror": 0.5, "upside_down": 0.5},
}
by_amount |= compare_amounts(FLIPS)

# %% role="demo" tags=["nbval-ignore-output"]
by_amount |= compare_amounts(arms_of("noise", 0.2, 0.5))

# %% role="demo" tags=["nbval-ignore-output"]
fig, axes = plots.figure(9.0, 3.2, ncols=4, sharey=True)
for i, (ax, (kind, (name, levels))) in enumerate(zip(axes, LEVELS.items())):
    found = 100 * np.array(
        [by_amount[kind, level].final("val_accuracy") for level in levels]
    )
    ax.errorbar(
        levels,
        found.mean(axis=1),
        found.std(axis=1, ddof=1),
        color=plots.COLORS[i],
        marker=plots.MARKERS[i],
        capsize=3,
    )
    ax.axhline(found[0].mean(), color="#777777", linestyle=":")
    ax.set(xlabel=name)
axes[0].set(ylabel="validation accuracy (%)")
plots.show(
    fig,
    alt="Four panels of validation accuracy, with one standard deviation, against the amount "
    "of shift, turn, zoom and white noise. The first three rise to a top and fall below "
    "where they began when there is too much; with shifts the top is highest. White noise "
    "stays near the line of no change.",
)
for kind, (_, levels) in LEVELS.items():
    gains = {
        level: 100
        * (by_amount[kind, level].final("val_accuracy") - plain.final("val_accuracy"))
        for level in levels[1:]
    }
    said = [
        f"{level}: {training.mean_and_spread(gain)}" for level, gain in gains.items()
    ]
    print(f"{kind:5} gains in points:", "; ".join(said))

# %% [markdown]
# We observe the same shape three times: a little helps, and too much is worse than nothing, far
# worse for shifts of 8 pixels and for turns by any angle, where a 6 becomes a 9. The best shifts are
# those up to 2 pixels: 1 gains less, and 4 no longer gain anything. They gain 3.1 points, turns up to
# 15 degrees 1.6, zooms up to 0.15 gain 0.7. All three together, on the fly in section 6, ended higher
# than such shifts alone, but by less than turns and zooms gain by themselves: gains do not add up,
# and for these digits shifts do most of the work.
#
# White noise is another matter. At 0.2 it gains 0.3 ± 1.0 points, which is nothing; very strong
# noise gains 1.0 ± 0.7. That is little, and a gain of another kind: noise keeps the
# net from leaning on single pixels, much as a penalty on the weights would (Bishop, 1995). It tells
# the net nothing about how a digit may look, because there is nothing in it to be learned.

# %% [markdown]
# ### Which flips does a label survive?
#
# A mushroom in a mirror is a mushroom. A 2 in a mirror is, at best, a bad 5, and a 6 turned
# upside down is a perfect 9. **Predict** which digits survive a flip from left to right, and
# which ones half a turn.

# %% role="demo"
mirrored, half_turn = ten[:, :, ::-1], ten[:, ::-1, ::-1]
plots.images(
    np.concatenate([ten, mirrored, half_turn]),
    ["as it is"] * 10 + ["mirrored"] * 10 + ["half a turn"] * 10,
    alt="Three rows of the ten digits: as they are, mirrored from left to right, and after "
    "half a turn. 0 and 8, and a plain 1, look right in all rows; the mirrored 2 resembles "
    "a 5 or an S; 6 and 9 change places under half a turn.",
)


# %% role="demo" tags=["nbval-ignore-output"]
def confusions(runs):
    """Return the share of each digit's pictures taken for each other one, in percent."""
    table = np.zeros((10, 10))
    for net in nets_of(runs):
        said = np.argmax(net(x_valid, training=False), axis=1)
        np.add.at(table, (y_valid, said), 100 / len(SEEDS))
    return table / np.bincount(y_valid)[:, None]


flips = {"as they are": plain} | {name: by_amount[name] for name in FLIPS}
flips |= {"any angle": by_amount["turn", 180]}
for name, runs in flips.items():
    right = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    table = confusions(runs)
    pairs = table + table.T  # one for the other, either way
    worst = np.argsort(np.triu(pairs, 1), axis=None)[::-1][:3]
    worst = [f"{a}/{b}" for a, b in zip(*np.unravel_index(worst, (10, 10)))]
    print(f"{name:21}: {right} right; confused most: {', '.join(worst)}", end="; ")
    print(f"6 for 9 {table[6, 9]:.1f} %, 2 for 5 {table[2, 5]:.1f} %")

# %% [markdown]
# Every kind of flip costs many points, at the same number of steps and of digits. With flips along
# both axes a picture may come out half a turn away, or upside down, and the net does what it was
# told: 4.6 % of the 6s are now 9s to it, and of the 2s, which upside down look like a 5, 5.4 % are
# 5s. Turned by any angle, it is 11.2 % of the 6s. For mirror images alone no pair stands out so
# much. There a 3 that opens to the other side is no digit at all, and a net that must also learn
# what nobody writes has less left for what people do write.
#
# ### Exercise 9: flip where the label allows it
#
# Write `flip_where_allowed(images, labels, allowed, seed)`.
#
# - Flip each picture from **left to right** with probability one half, but only if its label
#   is in `allowed`, a list of ints; leave all others as they are. Draw from
#   `np.random.default_rng(seed)`, a coin for each picture.
# - Return the pictures in their order, `(batch, height, width)`; `images` keeps its values.


# %% role="solution" id="flip_where_allowed"
def flip_where_allowed(images, labels, allowed, seed):
    """Return pictures mirrored at random, where their label is one of ``allowed``."""
    ### BEGIN SOLUTION
    coins = np.random.default_rng(seed).random(len(images)) < 0.5
    flip = coins & np.isin(labels, allowed)
    return np.where(flip[:, None, None], images[:, :, ::-1], images)
    ### END SOLUTION


# %% role="tests" id="flip_where_allowed" points=2
# Run this cell to check flip_where_allowed (2 points).
ramp = np.arange(6.0).reshape(2, 3)
many = np.stack([ramp + 10 * i for i in range(400)])
labels = np.arange(400) % 10
given = many.copy()
found = checks.array(
    flip_where_allowed(given, labels, [0, 1, 8], seed=3), "The result", shape=many.shape
)
checks.unchanged(many, given, "images")
mirrors = {"": many, "left to right": many[:, :, ::-1], "upside down": many[:, ::-1]}
alike = {name: np.isclose(found, m).all(axis=(1, 2)) for name, m in mirrors.items()}
may = np.isin(labels, [0, 1, 8])
checks.that(
    not alike["upside down"].any(),
    "Pictures are turned upside down.",
    hint="Left to right is along the columns, axis 2: images[:, :, ::-1].",
)
checks.that(
    (alike[""] | alike["left to right"]).all(),
    "A picture has come out that is neither the one that went in nor its mirror image.",
    hint="Keep the order of the pictures, and flip columns only, axis 2.",
)
checks.that(
    alike[""][~may].all(),
    "A picture is flipped whose label does not allow it.",
    hint="Combine the coins with `np.isin(labels, allowed)`.",
)
checks.fraction(
    alike["left to right"][may],
    0.5,
    "The share of flipped pictures, where the label allows it,",
    mistakes=[
        (1.0, "All are flipped. A net needs both; toss a coin for each."),
        (0.0, "None is flipped."),
    ],
    hint="Toss one coin for each picture.",
)
checks.passed("flip_where_allowed")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(135)
many, labels = generator.random((5_000, 3, 4)), generator.integers(0, 10, 5_000)
for allowed in ([8], [0, 3, 8], []):
    found = [
        checks.array(
            flip_where_allowed(many.copy(), labels, allowed, seed=seed),
            "The result",
            shape=many.shape,
        )
        for seed in (136, 136, 137)
    ]
    flipped = np.isclose(found[0], many[:, :, ::-1]).all(axis=(1, 2))
    left = np.isclose(found[0], many).all(axis=(1, 2))
    may = np.isin(labels, allowed)
    checks.that((flipped | left).all(), "A picture was changed in another way.")
    checks.that(not flipped[~may].any(), "A picture is flipped whose label forbids it.")
    if may.any():
        checks.fraction(flipped[may], 0.5, "The share of flipped pictures")
        checks.that(
            np.array_equal(found[0], found[1])
            and not np.array_equal(found[0], found[2]),
            "The same seed must flip the same pictures, another seed other ones.",
            hint="Draw from `np.random.default_rng(seed)`.",
        )
### END HIDDEN TESTS

# %% [markdown]
# ## 8. What is a picture worth?
#
# Augmentation stands in for pictures that you do not have. So its worth depends on how many
# you do have. The same net, the same 200 steps, drawn sets of 100 to 3,000 digits, another
# draw for each seed.
#
# **Predict:** does the gain grow or shrink with the number of digits? How many plain digits
# are 300 augmented ones worth?

# %% role="demo" tags=["nbval-ignore-output"]
COUNTS = [100, 300, 1_000, len(x_all)]
KINDS_OF_CHANGE = {
    "plain": net_on,
    "white noise": lambda: net_on(layers.GaussianNoise(0.2)),
    "augmented": lambda: augmented(**AFFINE),
}


def by_count(arm, counts):
    """Train on sets of these sizes, another draw for each seed; {(arm, count): runs}."""
    orders = {
        seed: np.random.default_rng(seed).permutation(len(x_all)) for seed in SEEDS
    }
    return fit_draws(
        lambda group, seed: KINDS_OF_CHANGE[arm](),
        x_all,
        y_all,
        {
            (arm, count): {seed: order[:count] for seed, order in orders.items()}
            for count in counts
        },
        label=arm,
        **BUDGET | AT_ONCE,
    )


sizes = by_count("plain", COUNTS)

# %% role="demo" tags=["nbval-ignore-output"]
sizes |= by_count("white noise", COUNTS)

# %% role="demo" tags=["nbval-ignore-output"]
sizes |= by_count("augmented", COUNTS[:2])

# %% role="demo" tags=["nbval-ignore-output"]
sizes |= by_count("augmented", COUNTS[2:])
plots.curves(
    {
        arm: (
            COUNTS,
            100 * np.transpose([sizes[arm, n].final("val_accuracy") for n in COUNTS]),
        )
        for arm in KINDS_OF_CHANGE
    },
    xlabel="training digits (log scale)",
    ylabel="validation accuracy (%)",
    title="Five draws of each size",
    logx=True,
    alt="Validation accuracy against the number of training digits on a log axis, for plain, "
    "white noise and augmented. All rise; white noise stays with plain; augmented is far "
    "above both with few digits, and meets them with 3,000.",
)
for count in COUNTS:
    ends = {arm: sizes[arm, count].final("val_accuracy") for arm in KINDS_OF_CHANGE}
    said = [
        f"{arm} {training.mean_and_spread(end, percent=True)}"
        for arm, end in ends.items()
    ]
    gain = training.mean_and_spread(100 * (ends["augmented"] - ends["plain"]))
    print(f"{count:5,} digits: {', '.join(said)}; gain {gain} points")

# %% [markdown]
# The fewer digits, the more augmentation is worth: 10.3 points with 100 of them, 5.9 with 300,
# 2.0 with 1,000, and with 3,000 no gain that these five draws can show, -0.1 ± 1.0 points. Read
# across, too: 300 digits with augmentation do as well as 1,000 without. White noise follows the
# plain net at every size.
#
# Be fair to the last point. The same number of steps means only four epochs for 3,000 digits, and
# an augmented net needs longer. Section 10 gives it longer, and more digits.

# %% [markdown]
# And the question with which we began: does the net now know a digit when it stands
# somewhere else?

# %% role="demo" tags=["nbval-ignore-output"]
shifted = {"shift": by_amount["shift", 4], "affine": by_set["on the fly"]}
moved = {"plain": plain_moved} | {
    name: right_when_moved(runs) for name, runs in shifted.items()
}
plots.curves(
    {
        "plain": (PIXELS, 100 * moved["plain"]),
        "shifts up to 4": (PIXELS, 100 * moved["shift"]),
        "shifts to 2, turns, zooms": (PIXELS, 100 * moved["affine"]),
    },
    xlabel="validation digits moved by (pixels)",
    ylabel="accuracy (%)",
    ylim=(0, 100),
    title="A digit that stands elsewhere",
    alt="Accuracy against the number of pixels by which validation digits are moved, for a "
    "plain net, one trained with shifts up to 4 and one with smaller shifts, turns and "
    "zooms. The plain one falls first and fastest.",
)
for name, values in moved.items():
    said = [training.mean_and_spread(values[:, p], percent=True) for p in (0, 2, 4)]
    print(f"{name:6}: moved by 0, 2, 4 pixels: {', '.join(said)}")

# %% [markdown]
# The net that saw shifts up to four pixels keeps most of its accuracy there, where the plain one
# has lost nearly all, and up to three it loses little. In the middle it is no better than the plain
# one. Best there is the net that saw small shifts, turns and zooms, which still gets 86.9 % right
# at two pixels and then falls as well. *A net learns what it is shown*, and little more. So choose
# the changes that the pictures to come will have.
#
# **Optional: ask more than once.** The same changes can serve at prediction: ask the net about
# a picture and about its changed copies, and average the probabilities. This is **test-time
# augmentation**. It needs no training and costs one prediction for each copy.

# %% role="demo" tags=["nbval-ignore-output"]
asked = {"plain": plain, "augmented": shifted["affine"]}
training.set_seed(2)
copies = [x_valid] + [np.asarray(gentle(x_valid, training=True)) for _ in range(7)]
for name, runs in asked.items():
    one_by_one_right, together_right = [], []
    for net in nets_of(runs):
        p = np.stack([keras.ops.softmax(net(x, training=False)) for x in copies])
        one_by_one_right.append(np.mean(p[0].argmax(axis=1) == y_valid))
        together_right.append(np.mean(p.mean(axis=0).argmax(axis=1) == y_valid))
    once = training.mean_and_spread(one_by_one_right, percent=True)
    often = training.mean_and_spread(together_right, percent=True)
    print(f"{name:9}: asked once {once} right, 8 times {often}")

# %% [markdown]
# It gains nothing for the plain net, which rather loses by it, and at most a little for the
# augmented one, within the spread. The changed copies must be pictures that the net knows; and
# where errors are few already, 8 predictions for one are a high price.

# %% [markdown]
# ## 9. Bending: elastic deformations
#
# Shifts, turns and zooms move a digit as if it were cut from cardboard. A hand that writes
# does something else: it bends. Simard, Steinkraus and Platt (2003) gave every pixel a
# displacement of its own, random, but smoothed so that neighbours move together.
#
# It takes three lines with your `sample`: random numbers for each pixel, a Gaussian filter
# over them, and a look at those places.


# %% role="demo"
from scipy.ndimage import gaussian_filter


def bent(images, pixels, smooth, seed):
    """Return pictures bent by about ``pixels``, alike over ``smooth`` pixels."""
    noise = np.random.default_rng(seed).normal(size=(2, *images.shape))
    field = gaussian_filter(noise, (0, 0, smooth, smooth))
    field *= pixels / field.std()
    rows, columns = np.mgrid[: images.shape[1], : images.shape[2]]
    return sample(images, rows + field[0], columns + field[1])


plots.images(
    np.concatenate([ten, *(bent(ten, 1.4, s, seed=1) for s in (4, 1))]),
    ["as it is"] * 10 + ["bent"] * 10 + ["torn"] * 10,
    alt="Three rows of the ten digits: as they are; bent smoothly, as if written by other "
    "hands; and displaced with too little smoothing, which tears the strokes into crumbs.",
)


# %% role="demo" tags=["nbval-ignore-output"]
def fit_bending(name, **amounts):
    """Train five seeds of a net that bends its pictures, and changes them besides."""
    return fit_draws(
        lambda seed: augmented(elastic=1.4, **amounts),
        x_train,
        y_train,
        EVERYTHING,
        label=name,
        **BUDGET | AT_ONCE,
    )


bending = {"affine": by_set["on the fly"], "elastic": fit_bending("elastic")}

# %% role="demo" tags=["nbval-ignore-output"]
bending["both"] = fit_bending("elastic and affine", **AFFINE)
for name, runs in bending.items():
    said = training.mean_and_spread(runs.final("val_accuracy"), percent=True)
    print(f"{name:7}: {said} right after {STEPS[-1]} steps")

# %% [markdown]
# Bending alone does nearly as well as shifts, turns and zooms together, within the
# spread; both at once do worse here, with one small layer and 200 steps. A wider net that trains
# longer has more room for both: that is the question of the next section.

# %% [markdown] cited=[1.6, 1.1, 0.7, 0.35, 2500, 800, 55000]
# ## 10. At full scale
#
# On all of MNIST the question is old, and it was measured well. Of nets without convolutions,
# the share of test digits that they get wrong:
#
# | net | plain | affine | elastic | both |
# |---|---|---|---|---|
# | 800 hidden units (Simard et al., 2003) | 1.6 % | 1.1 % | 0.7 % | |
# | five layers, 2500 to 500 units (Cireşan et al., 2010) | | | | 0.35 % |
#
# (*Affine*: shifts, turns, zooms and the like, which leave straight lines straight.) The
# last one was, in its year, the best result of any method: a plain net, very large, trained
# for up to 800 epochs on a graphics card, in which no two epochs saw the same pictures.
# Its authors called it *deep, big, simple*, and its secret is this chapter.
#
# Our own experiment, below, runs for minutes where theirs ran for days: 1,000, 10,000 and all
# 55,000 training digits, plain and with shifts, turns and zooms; white noise and flips; all with
# a net of 300 and 100 units and as many steps as six epochs of all digits have. The last arm is a net of
# 800 units that sees elastic deformations too, for twelve epochs. You need not run this: the table comes
# with the chapter. **Predict:** how many plain digits are 10,000 augmented ones worth?

# %% role="demo"
reference.show({"test_error": "test error (%)", "confused_2_5": "2 for 5, 5 for 2 (%)"})

# %% [markdown] cited=[0.7, 0.35, 55000]
# - **10,000 augmented digits do better than 55,000 plain ones**: 1.79 against 1.95 %. With 1,000
#   digits the error falls from 9.37 to 3.26 %, two errors in three. With all of them it is
#   1.65 %, one in six, and by several spreads.
# - **Shifts do most of the work** again, 1.71 % by themselves.
# - **White noise** of 0.2 does nothing, 1.93 %. **Flips** cost dearly, 4.76 %: nearly three 2s and 5s in
#   a hundred are taken for the other.
# - **Bending and a wider net** take the error to 1.39 %, the best of this table. 0.7 and 0.35 % are not
#   reached: those nets were trained for far longer, and the second was far larger.

# %% [markdown]
# ## 11. Questions
#
# ### Exercise 10: choose a letter
#
# Fill in one letter for each question.
#
# **`noise`**: Why does white noise do so little for digits? a) the net cannot see it; b) it
# leaves the strokes where they are, and it cannot be learned, so it says nothing new about
# how a digit may look; c) its mean is 0, so it cancels in the loss; d) it is too weak, and
# more of it would do what shifts do.
#
# **`fair`**: You augment while training. What do you do with the validation set, so that the
# comparison with the plain net is fair? a) augment it in the same way; b) augment it for the
# augmented net only; c) leave it as it is, for both; d) add its augmented copies to it.
#
# **`mushrooms`**: Photographs of mushrooms from above and from the side, taken with one phone
# at noon; the app will be used with all phones at all hours. Which changes suit best?
# a) contrast and brightness, small shifts, turns and zooms, flips from left to right; b) half
# turns and white noise; c) none, since photographs must not be changed; d) large zooms until
# only the colour is left.
#
# **`gap`**: With augmentation the training accuracy has fallen from 100 % to 93 %, and the
# validation accuracy has risen from 88 % to 93 %. What is that? a) underfitting, so use less
# of it; b) a leak; c) what augmentation is for: the training pictures became harder, and what
# was learned holds for others too; d) too few epochs, nothing else.

# %% role="solution" id="questions"
answers = {
    "noise": None,
    "fair": None,
    "mushrooms": None,
    "gap": None,
}
### BEGIN SOLUTION
answers = {
    "noise": "b",
    "fair": "c",
    "mushrooms": "a",
    "gap": "c",
}
### END SOLUTION

# %% role="tests" id="questions" part="noise" points=1
# Run this cell to check questions, noise (1 point).
checks.option(answers.get("noise"), "abcd", "noise")
checks.recorded("questions, noise")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("noise"),
    "b",
    {
        "a": "It sees every pixel; there is only nothing to be learned from this change.",
        "c": "The loss is no linear function of the pixels; nothing cancels.",
        "d": "Section 7 tried more: a small gain at best, far below shifts. No stroke moves.",
    },
    "noise",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="fair" points=1
# Run this cell to check questions, fair (1 point).
checks.option(answers.get("fair"), "abcd", "fair")
checks.recorded("questions, fair")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("fair"),
    "c",
    {
        "a": "It stands for the pictures to come, and those are not made by your code.",
        "b": "Then the two nets are examined on different pictures.",
        "d": "Changed copies say little that is new, and they are not what is to come.",
    },
    "fair",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="mushrooms" points=1
# Run this cell to check questions, mushrooms (1 point).
checks.option(answers.get("mushrooms"), "abcd", "mushrooms")
checks.recorded("questions, mushrooms")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("mushrooms"),
    "a",
    {
        "b": "From the side, mushrooms stand upright; and white noise is not learnable.",
        "c": "The label survives many changes, and light is what will differ most.",
        "d": "Somebody who sees the result should still recognise the mushroom.",
    },
    "mushrooms",
)
### END HIDDEN TESTS

# %% role="tests" id="questions" part="gap" points=1
# Run this cell to check questions, gap (1 point).
checks.option(answers.get("gap"), "abcd", "gap")
checks.recorded("questions, gap")
### BEGIN HIDDEN TESTS
checks.choice(
    answers.get("gap"),
    "c",
    {
        "a": "Validation accuracy went up: the net does better where it counts.",
        "b": "A leak makes validation look better than new pictures; here nothing leaks.",
        "d": "Longer training may help, but it does not explain why validation rose.",
    },
    "gap",
)
### END HIDDEN TESTS

# %% [markdown] cited=[99]
# ### Exercise 11: in your own words
#
# A colleague has 400 photographs of leaves, of eight kinds of tree. She makes ten changed
# copies of each, shuffles, holds out a fifth, and finds 99 % on it. In the park her app is
# right four times in five. Answer in three to six sentences: what happened, how she should
# set it up, and how she finds out which of her changes help. This one is read by a person.

# %% [markdown] role="open" id="leaves" points=3 cited=[99]
# *Rubric.* **1 point**: says that copies of the same leaf are in training and validation, so
# that 99 % measures recognition of leaves already seen. **1 point**: splits the originals
# first (better: by tree or by day), changes only the training pictures, on the fly or
# afterwards, and leaves validation and test pictures as they are. **1 point**: compares nets
# with and without each change on the same untouched validation set, at equal steps, over
# several seeds, with mean and spread.

# %% [markdown]
# ## Summary
#
# | question | answer |
# |---|---|
# | which changes | those after which a person would give the same label |
# | how strong | try amounts; too much is worse than none |
# | what hardly helps | white noise: nothing in it can be learned |
# | where flips belong | where the label survives them: mushrooms yes, digits no |
# | which pictures | training only; validation and test stay as they are |
# | when to split | first, always |
# | frozen or on the fly | on the fly: new pictures at every step, nothing to store |
# | how | per picture, over the whole batch at once, background filled in |
# | in Keras | fractions, `fill_mode="constant"`, active in training only |
# | when it pays most | when pictures are few |
#
# **Ask yourself.** Why may random crops replace shifts for photographs, where the object is
# smaller than the picture? Which changes would you use for spoken words, drawn as a picture
# of pitch against time? What does a convolution know by itself that our nets had to be shown?
#
# **Your turn.** Beat our best net on 500 digits. A convolutional net knows shifts already:
# does augmentation still help it? Report five seeds, mean and spread.
#
# Augmentation is one way to train deeper nets on few data. Another, often named in the same
# breath, is *skip connections*: a layer's input also goes around it, so that what it has to
# learn is only the difference. Nets of a hundred layers became trainable with them.
#
# **Read on**
#
# - Simard, P. Y., Steinkraus, D. and Platt, J. C. (2003). *Best practices for convolutional
#   neural networks applied to visual document analysis.* ICDAR.
# - Cireşan, D. C., Meier, U., Gambardella, L. M. and Schmidhuber, J. (2010). *Deep, big,
#   simple neural nets for handwritten digit recognition.* Neural Computation.
# - Bishop, C. M. (1995). *Training with noise is equivalent to Tikhonov regularization.* Neural
#   Computation 7.
# - Shorten, C. and Khoshgoftaar, T. M. (2019). *A survey on image data augmentation for deep
#   learning.* Journal of Big Data 6.
# - Chawla, N. V., Bowyer, K. W., Hall, L. O. and Kegelmeyer, W. P. (2002). *SMOTE: synthetic
#   minority over-sampling technique.* JAIR 16: new examples between neighbours, for data that
#   are no pictures.
# - Zhang, H., Cisse, M., Dauphin, Y. N. and Lopez-Paz, D. (2018). *mixup: beyond empirical
#   risk minimization.* ICLR: mixtures of pictures, and of their labels.
# - He, K., Zhang, X., Ren, S. and Sun, J. (2016). *Deep residual learning for image
#   recognition.* CVPR: skip connections.
# - Géron, A. (2022). *Hands-On Machine Learning with Scikit-Learn, Keras & TensorFlow*,
#   chapter 11: the mushrooms are his.
