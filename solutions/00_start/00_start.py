# %% [markdown]
# # Start here
#
# *Fifteen minutes, and you know that everything works: this machine, the notebooks, the
# checks, and you.* The course teaches how deep neural nets are trained, and why training
# goes wrong. You will write the decisive lines yourself, run them on real data, and be
# told at once whether they are right.
#
# **You will be able to**
#
# - [ ] say what the chapters teach, and in which order they can be read
# - [ ] work through a chapter: predict, run, explain
# - [ ] tell whether this machine is ready, and what to do if it is not
# - [ ] write an answer, read what a check says, validate, and hand in
#
# **Before this chapter**: a little Python, with functions and lists.

# %%
from deepnets import checks, course_map, machine_check, plots
from deepnets.data import load_digits

# %%
import numpy as np

# %% [markdown]
# ## 1. Where this leads
#
# After the course you can
#
# - write a net's forward and backward pass with your own hands, and trust Keras because
#   you have seen the two agree;
# - take a table or a pile of pictures, split it without leaks, beat a baseline, and report
#   a result with its spread over seeds;
# - find out why a net does not learn, with tools that you wrote yourself;
# - choose a learning rate and a schedule for it, stop in time, and pick among l1, l2,
#   dropout, max-norm and more data, knowing what each is worth;
# - make a net small, and reuse what one net has learned for another.
#
# ## 2. The map
#
# An arrow leads from a chapter to one that builds on it. If you are in a hurry: whatever
# has no arrow between it can be read in any order. Chapter 01 needs NumPy alone, the others
# Keras and TensorFlow.

# %%
course_map.draw()

# %% [markdown]
# (Write `course_map.draw(done=["01", "02"])` into a cell of your own to shade what you
# have been through.)
#
# ## 3. Predict, run, explain
#
# A chapter asks before it answers. Take the question seriously: **write your guess down,
# only then run the cell**. A guess that turns out wrong teaches more than an answer that
# you have merely read. Then explain what you see, in a sentence, to yourself.
#
# Try it. Below are ten handwritten digits, from real letters and forms. **Predict:** how
# many of them will you read correctly? Write down a number from 0 to 10, run the cell, read
# the digits from left to right, and write down what you read.

# %% role="demo"
digits = load_digits()
hard = [847, 319, 326, 522, 116, 230, 630, 298, 345, 343]
plots.images(
    digits.x_valid[hard],
    ["?"] * 10,
    alt="Ten handwritten digits in a row, each under a question mark.",
)

# %% [markdown]
# And these are the labels that somebody gave them when the collection was made:

# %% role="demo"
print(digits.y_valid[hard])

# %% [markdown]
# Were you right about yourself? Now **explain**: what was it about the ones that you
# misread, or nearly did? They are not a fair sample: a linear classifier, the simplest
# reader of digits there is, misreads every one of them. Most of your nets will do better.
#
# ## 4. Is this machine ready?
#
# The next cell looks at everything that the chapters need and ends with a plain answer.
# `ok` is as it should be, `note` can be better but need not, and `MEND` has to be mended:
# the line below it says how.

# %% role="demo" tags=["nbval-ignore-output"]
machine_check.report()

# %% [markdown]
# The chapters are made for an ordinary laptop: each takes a minute or so of computing with
# the small data that come with the packages. **A GPU is not needed.** If you have one and
# the report does not name it, it says what is missing. "All digits" are for later, when you
# want to run a chapter on ten times the data.
#
# ## 5. Your first answer
#
# Exercises come where the idea is fresh. Each one says what to write, with an example.
# Below it are two cells: one that is yours, and a folded one that checks it. Here is a
# small one that you will use in every chapter: which **share** of a net's answers is right?
#
# ### Exercise 1: the share that is right
#
# Write `share_right(answers, labels)`.
#
# - `answers`, `labels`: arrays of whole numbers with the same shape `(n,)`, `n` at least 1.
# - Return the share of places at which the two are equal: a number from 0 to 1. This is
#   also called **accuracy**.
#
# For instance, `share_right(np.array([7, 1, 0, 4]), np.array([7, 2, 0, 4]))` is 0.75.
#
# **Do it wrong first**, on purpose: replace the `...` by `return 4`, run the cell, then run
# the checks below it. Read what they say. That is what help looks like here: what you got,
# what was expected, and a hint. Then write the real thing.


# %% role="solution" id="share_right"
def share_right(answers, labels):
    """Return the share of answers that equal their labels, from 0 to 1."""
    ### BEGIN SOLUTION
    return np.mean(answers == labels)
    ### END SOLUTION


# %% role="tests" id="share_right" points=2
# Run this cell to check share_right (2 points).
share = checks.written(
    share_right(np.array([7, 1, 0, 4]), np.array([7, 2, 0, 4])), "share_right"
)
checks.that(
    np.ndim(share) == 0,
    "share_right must return one number.",
    got=share,
    hint="That says where the two agree; take the mean of it.",
)
checks.close(
    share,
    0.75,
    "The share that is right, of the answers 7, 1, 0, 4 to 7, 2, 0, 4",
    mistakes=[
        (3, "You count them. Divide by how many there are."),
        (4, "So you did it wrong on purpose: good. Now compare, count and divide."),
        (75, "That is in percent: return a number from 0 to 1."),
        (0.25, "That is the share of wrong answers."),
        (1, "Nothing is compared, or integer division rounded it."),
        (0, "Are whole arrays compared? Compare them element by element: a == b."),
    ],
    hint="`answers == labels` is True where they agree; its mean is the share.",
)
checks.passed("share_right")
### BEGIN HIDDEN TESTS
generator = np.random.default_rng(20)
for n in (1, 10, 317):
    labels = generator.integers(0, 10, n)
    answers = np.where(generator.random(n) < 0.6, labels, (labels + 1) % 10)
    agreeing = sum(
        a == b for a, b in zip(answers.tolist(), labels.tolist(), strict=True)
    )
    checks.close(
        share_right(answers, labels),
        agreeing / n,
        f"The share that is right, of {n} answers",
        hint="Compare place by place, whatever the number of places.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 6. Validate, and hand in
#
# - **Validate**, in the toolbar above, runs the exercises and all checks that you can see,
#   in a fresh kernel, from top to bottom. Press it before you hand in: it finds what worked
#   only because of a cell that you have deleted since.
# - **Hand in** as your teacher asks: in the menu under *Nbgrader, Assignment List*, or send
#   this file, `00_start.ipynb`. Handing this chapter in costs nothing and shows that the way
#   from you to your teacher is open.
# - **Grading** runs your answers again and adds checks that you do not see. They ask the
#   same of other inputs, so a function that only knows the example gets nothing for it.
#   You are told what failed, and why.
#
# **When you are stuck**
#
# 1. Read the last lines of a message first: the hint names the likely mistake.
# 2. Print what you have: `print(x.shape, x[:3])` in a cell of your own answers most questions.
#    Add as many cells as you like.
# 3. Something strange? *Kernel, Restart Kernel and Run All Cells*. What a notebook shows can
#    be older than what it says.
# 4. Open the folded checks. They are there to be read.
#
# Cells that are locked can be run but not changed, and grading restores them. Whatever you
# type elsewhere is yours, and a mistake in one exercise costs only that exercise.
#
# ## 7. What you take with you
#
# - Predict, run, explain; then the exercise.
# - The machine check says *Ready*, or what to do.
# - A check that fails tells you what is likely wrong. Validate runs them all.
#
# Next: **`01_backprop`**, where you build a net from nothing.
