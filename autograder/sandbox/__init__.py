"""Runs kernels where student code can reach nothing: bubblewrap, limits, warm forks."""
