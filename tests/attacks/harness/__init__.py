"""Attacks on the grading engine: read, run on it and on plain nbgrader, and counted."""
