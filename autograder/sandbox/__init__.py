"""Sandboxes in which the code of submissions runs: what it may see, reach and use up."""
