"""Sandboxes in which the code of submissions runs: what it may see, reach, use up."""
