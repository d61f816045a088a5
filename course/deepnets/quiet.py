"""Keeps machine chatter off stderr, where nbgrader reads every line as a failed test.

Importing TensorFlow prints notes about CUDA and oneDNN that no environment variable
silences, and a NumPy warning is a hint to a student, not a wrong answer.
"""

import contextlib
import os
import sys
import tempfile
import warnings


@contextlib.contextmanager
def native_stderr():
    """Hold back what C++ libraries write to stderr; show it only if the block fails.

    TensorFlow reads its log level when it is first imported: set here, so that a
    missing GPU driver is not reported as an error later. Set it to 0 to see it all.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with tempfile.TemporaryFile() as held:
        sys.stderr.flush()
        saved = os.dup(2)
        os.dup2(held.fileno(), 2)
        try:
            yield
        except BaseException:
            os.dup2(saved, 2)
            held.seek(0)
            os.write(2, held.read())
            raise
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _print_note(message, category, filename, lineno, file=None, line=None):
    print(f"Note, {category.__name__}: {message} (line {lineno})")


def warnings_as_notes():
    """In a notebook, print Python warnings as notes on stdout instead of stderr."""
    if "ipykernel" in sys.modules:
        warnings.showwarning = _print_note
