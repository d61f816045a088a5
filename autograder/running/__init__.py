"""Grades whole classes: many at a time, one writer, resumable at any moment."""

import autograder.light_imports  # noqa: F401  (before any other import)
