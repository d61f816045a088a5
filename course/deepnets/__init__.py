"""The library that the chapters import: data, plots, training aids and checks."""
