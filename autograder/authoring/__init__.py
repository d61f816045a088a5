"""Percent text to source notebook, to release; and the checks on both."""
