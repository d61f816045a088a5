"""All kinds of values that cross, registered once."""

from autograder.bridge import arrays, changes, generators, plain, standard

__all__ = ["arrays", "changes", "generators", "plain", "standard"]
