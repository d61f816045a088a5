"""All kinds of values that cross, registered once."""

from autograder.bridge import (
    arrays,
    changes,
    generators,
    keras_changes,
    keras_objects,
    plain,
    standard,
    tensors,
)

__all__ = [
    "arrays",
    "changes",
    "generators",
    "keras_changes",
    "keras_objects",
    "plain",
    "standard",
    "tensors",
]
