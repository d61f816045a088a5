"""Attacks on the grading engine, and what they gain: nothing."""
