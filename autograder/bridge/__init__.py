"""Carries values and calls between the two kernels of a submission, as data only."""
