"""The library that the chapters import: data, plots, training aids and checks.

Importing it loads neither TensorFlow nor a data set: only ``training`` needs Keras.
"""

from deepnets import quiet

quiet.warnings_as_notes()
