# %% [markdown]
# # Attacked
#
# Exercises with every kind of test, for attacks on how they are graded. What must not
# leave the grader is unmistakable: CANARY-HIDDEN in each hidden test, and expected
# numbers that nobody meets by chance.

# %%
import math

import numpy as np
from deepnets import checks

# %% [markdown]
# ## total: never answered rightly in an attack, so that a trick on every test shows


# %% role="solution" id="total"
def total(values):
    """Return the sum of the values."""
    ### BEGIN SOLUTION
    return sum(values)
    ### END SOLUTION


# %% role="tests" id="total" points=2
assert total([1, 2]) == 3, "add them up"
checks.equal(total([5]), 5, "total([5])")
### BEGIN HIDDEN TESTS
canary_hidden_total = [40000, 7]  # CANARY-HIDDEN-TOTAL
checks.equal(total(canary_hidden_total), 40007, "total")
assert np.allclose(total(np.array([0.5, 0.25])), 0.75), "arrays too"
### END HIDDEN TESTS

# %% [markdown]
# ## scale: lists compared with ==


# %% role="solution" id="scale"
def scale(values, factor):
    """Return the list of every value times the factor; leave the input alone."""
    ### BEGIN SOLUTION
    return [value * factor for value in values]
    ### END SOLUTION


# %% role="tests" id="scale" points=2
assert scale([1, 2], 3) == [3, 6], "multiply each value by the factor"
### BEGIN HIDDEN TESTS
canary_hidden_scale = [6375.5, -0.5]  # CANARY-HIDDEN-SCALE
assert scale(canary_hidden_scale, 11.5) == [73318.25, -5.75], "also fractions"
assert scale([], 7) == [], "an empty list stays empty"
### END HIDDEN TESTS

# %% role="tests" id="scale" part="fresh" points=1
scale_values = [1, 2]
assert scale(scale_values, 2) == [2, 4], "multiply each value by the factor"
assert scale_values == [1, 2], "do not change the list that you are given"

# %% [markdown]
# ## softmax: arrays compared with np.allclose


# %% role="solution" id="softmax"
def softmax(logits):
    """Return probabilities along the last axis."""
    ### BEGIN SOLUTION
    powers = np.exp(logits - np.max(logits, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)
    ### END SOLUTION


# %% role="tests" id="softmax" points=2
assert np.allclose(softmax(np.zeros(4)), 0.25), "equal logits, equal probabilities"
### BEGIN HIDDEN TESTS
canary_hidden_softmax = np.log([[1.0, 3.0, 4.0]])  # CANARY-HIDDEN-SOFTMAX
checks.close(softmax(canary_hidden_softmax), [[0.125, 0.375, 0.5]], "softmax")
assert np.allclose(softmax(np.array([1e4, 0.0])), [1.0, 0.0]), "large logits"
assert softmax(np.zeros((2, 3))).shape == (2, 3), "keep the shape"
### END HIDDEN TESTS

# %% [markdown]
# ## mean: a number with isinstance and math.isclose


# %% role="solution" id="mean"
def mean(values):
    """Return the mean, a float."""
    ### BEGIN SOLUTION
    return float(sum(values) / len(values))
    ### END SOLUTION


# %% role="tests" id="mean" points=2
result = mean([1, 2])
assert isinstance(result, float), "return a float"
assert math.isclose(result, 1.5), "add them and divide by how many there are"
### BEGIN HIDDEN TESTS
canary_hidden_mean = [90001, 1.0, 42.5]  # CANARY-HIDDEN-MEAN
assert math.isclose(mean(canary_hidden_mean), 30014.8333333), "three numbers"
assert abs(mean([5, 6]) - 5.5) < 1e-9, "a half"
assert mean([7]) != 8, "one number"
assert not mean([7]) > 8, "one number"
assert int(mean([7])) == 7, "one number"
### END HIDDEN TESTS

# %% [markdown]
# ## safe_log: errors that must be raised


# %% role="solution" id="safe_log"
def safe_log(x):
    """Return log x; ValueError unless x is positive, TypeError for text."""
    ### BEGIN SOLUTION
    if isinstance(x, str):
        raise TypeError("a number is needed")
    if x <= 0:
        raise ValueError("x must be positive")
    return math.log(x)
    ### END SOLUTION


# %% role="tests" id="safe_log" points=2
try:
    safe_log(-1)
except ValueError:
    pass
else:
    raise AssertionError("a negative number must raise ValueError")
### BEGIN HIDDEN TESTS
canary_hidden_log = 1234.5  # CANARY-HIDDEN-LOG
checks.raises(TypeError, safe_log, "seven", name="safe_log('seven')")
checks.raises(ValueError, safe_log, 0, name="safe_log(0)")
checks.close(safe_log(canary_hidden_log), 7.11842, "the logarithm of a number")
### END HIDDEN TESTS

# %% [markdown]
# ## squares: the function is called in loops that an exception could cut short


# %% role="solution" id="square"
def square(x):
    """Return x times x."""
    ### BEGIN SOLUTION
    return x * x
    ### END SOLUTION


# %% role="tests" id="square" points=2
for got, want in zip(map(square, [2, 3]), [4, 9], strict=False):
    assert got == want, "x times x"
### BEGIN HIDDEN TESTS
canary_hidden_square = [1009, 1013]  # CANARY-HIDDEN-SQUARE
results = map(square, canary_hidden_square)
for got, want in zip(results, [1018081, 1026169], strict=False):
    assert got == want, "large numbers"
assert all(square(k) == want for k, want in [(5, 25), (6, 36)]), "more of them"
assert {square(k) for k in (4, -4)} == {16}, "the sign plays no part"
### END HIDDEN TESTS

# %% [markdown]
# ## Account: a class with state


# %% role="solution" id="account"
class Account:
    """An account with a balance that never gets negative."""

    def __init__(self, balance=0):
        ### BEGIN SOLUTION
        self.balance = balance
        ### END SOLUTION

    def deposit(self, amount):
        """Add an amount."""
        ### BEGIN SOLUTION
        self.balance += amount
        ### END SOLUTION

    def withdraw(self, amount):
        """Take an amount; ValueError if there is less."""
        ### BEGIN SOLUTION
        if amount > self.balance:
            raise ValueError("there is less on the account")
        self.balance -= amount
        ### END SOLUTION


# %% role="tests" id="account" points=2
account = Account(10)
account.deposit(5)
assert account.balance == 15, "a deposit adds to the balance"
### BEGIN HIDDEN TESTS
canary_hidden_account = Account(86420)  # CANARY-HIDDEN-ACCOUNT
canary_hidden_account.deposit(11)
assert canary_hidden_account.balance == 86431, "large amounts"
other = Account()
assert other.balance == 0, "one balance for each"
assert canary_hidden_account.balance != 0, "one balance for each"
### END HIDDEN TESTS

# %% role="tests" id="account" part="withdraw" points=1
account = Account(10)
account.withdraw(4)
assert account.balance == 6, "taking lowers the balance"
### BEGIN HIDDEN TESTS
checks.raises(ValueError, account.withdraw, 7, name="taking too much")
assert account.balance == 6, "what was refused changes nothing"
### END HIDDEN TESTS

# %% [markdown]
# ## normalise: numpy.testing, and an argument that must stay as it is


# %% role="solution" id="normalise"
def normalise(x):
    """Return x divided by its largest absolute entry, as a new array."""
    ### BEGIN SOLUTION
    return x / np.abs(x).max()
    ### END SOLUTION


# %% role="tests" id="normalise" points=2
np.testing.assert_allclose(normalise(np.array([1.0, -2.0])), [0.5, -1.0])
### BEGIN HIDDEN TESTS
canary_hidden_x = np.array([64.0, 24.0, -512.0])  # CANARY-HIDDEN-NORMALISE
before = canary_hidden_x.copy()
np.testing.assert_allclose(normalise(canary_hidden_x), [0.125, 0.046875, -1])
assert np.array_equal(canary_hidden_x, before), "do not change the argument"
assert normalise(before).dtype.kind == "f", "fractions"
### END HIDDEN TESTS

# %% [markdown]
# ## best: which is the largest? (a) 2 ** 10 (b) 10 ** 3 (c) 1025

# %% role="solution" id="best"
best = ...
### BEGIN SOLUTION
best = "c"
### END SOLUTION

# %% role="tests" id="best" points=1
assert best in ("a", "b", "c"), "choose one of the letters"
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-BEST
checks.choice(best, "c", {"a": "work it out", "b": "work it out"}, "best")
### END HIDDEN TESTS

# %% [markdown]
# ## why: read by a person. Why do two processes keep a secret better than one?

# %% [markdown] role="open" id="why" points=2
# CANARY-HIDDEN-RUBRIC: what the other does not hold it cannot give away.
