# %% [markdown]
# # A mini chapter
#
# It has everything that a chapter may have, and needs nothing but Python.
# Of 500 throws of a loaded coin, 448 were heads: 89.6 %.

# %%
import random

from IPython.display import HTML, display


def throw(n, p=0.88, seed=3):
    """Return n throws of a coin that shows heads with probability p."""
    rng = random.Random(seed)
    return [rng.random() < p for _ in range(n)]


# %% role="demo"
throws = throw(500)
print(f"heads: {sum(throws)}, that is {sum(throws) / 500}")

# %% role="demo" tags=["nbval-ignore-output"]
display(
    HTML(
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" '
        'alt="Share of heads against the number of throws, rising to a plateau">'
    )
)

# %% [markdown]
# ## Exercise 1: scale (3 points)
#
# Write `scale(values, factor)`: the list of every value times the factor.


# %% role="solution" id="scale"
def scale(values, factor):
    """Return every value times the factor."""
    ### BEGIN SOLUTION
    return [value * factor for value in values]
    ### END SOLUTION


# %% role="tests" id="scale" points=2
assert scale([1, 2], 3) == [3, 6], "multiply each value by the factor"
### BEGIN HIDDEN TESTS
assert scale([], 7) == [], "an empty list stays empty"
assert scale([2.5, -4], -2) == [-5.0, 8], "negative factors count too"
### END HIDDEN TESTS

# %% role="tests" id="scale" part="fresh" points=1
values = [1, 2]
scale(values, 2)
assert values == [1, 2], "do not change the list that you are given"

# %% [markdown]
# ## Exercise 2: count (2 points)
#
# Write `heads(throws)`: how many of the throws are heads.


# %% role="solution" id="heads"
def heads(throws):
    """Return how many throws are heads."""
    ### BEGIN SOLUTION
    return sum(1 for each_throw in throws if each_throw)
    ### END SOLUTION


# %% role="tests" id="heads" points=2
assert heads([True, False, True]) == 2, "count the true ones"
### BEGIN HIDDEN TESTS
assert heads(throw(50, p=0.5, seed=11)) == sum(throw(50, p=0.5, seed=11)), "all of them"
### END HIDDEN TESTS

# %% [markdown]
# ## Question
#
# Why is one throw not enough to tell a loaded coin from a fair one?

# %% [markdown] role="open" id="why" points=2
# Both sides can come up with either coin, so one throw excludes neither of them.

# %% role="scratch"
# try your own coins here
