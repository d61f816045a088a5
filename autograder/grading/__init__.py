"""Grading: reads, repairs and runs submissions, and records what they earned."""
