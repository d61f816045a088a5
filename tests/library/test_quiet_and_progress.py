"""Nothing of the library's own reaches stderr, and progress reads well in a log."""

import os
import subprocess
import sys
import textwrap

import pytest
from deepnets import quiet
from deepnets.progress import line, progress


def run(code, **env):
    own = {k: v for k, v in os.environ.items() if k != "TF_CPP_MIN_LOG_LEVEL"}
    return subprocess.run(  # JAX, imported by an earlier test, sets the log level
        [sys.executable, "-c", textwrap.dedent(code)],
        env=own | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_importing_and_using_keras_through_the_library_leaves_stderr_empty():
    done = run(
        """
        from deepnets import training
        import keras
        keras.ops.ones((2, 2)) @ keras.ops.ones((2, 2))
        print("done")
        """
    )
    assert done.stdout == "done\n"
    assert done.stderr == ""


def test_the_package_alone_imports_no_tensorflow():
    done = run("import sys, deepnets; print('tensorflow' in sys.modules)")
    assert done.stdout == "False\n"


def test_held_back_lines_are_shown_when_the_block_fails():
    done = run(
        """
        import os
        from deepnets import quiet
        with quiet.native_stderr():
            os.write(2, b"lost")
        with quiet.native_stderr():
            os.write(2, b"the library is broken")
            raise OSError("no")
        """
    )
    assert "the library is broken" in done.stderr
    assert "OSError: no" in done.stderr
    assert "lost" not in done.stderr


def test_a_warning_in_a_notebook_is_a_note_on_stdout():
    done = run(
        """
        import sys, types
        sys.modules["ipykernel"] = types.ModuleType("ipykernel")
        import deepnets, warnings
        warnings.warn("overflow in exp", RuntimeWarning)
        """
    )
    assert done.stdout == "Note, RuntimeWarning: overflow in exp (line 5)\n"
    assert done.stderr == ""


def test_outside_a_notebook_warnings_are_left_alone():
    assert "ipykernel" not in sys.modules or quiet
    done = run("import deepnets, warnings; warnings.warn('as usual')")
    assert "as usual" in done.stderr


def test_progress_in_a_log_has_a_first_and_a_last_line(capsys):
    assert list(progress(range(3), "training")) == [0, 1, 2]
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("training ░")
    assert last == "training " + "█" * 24 + " 3/3"


def test_a_line_names_time_and_time_left():
    assert line("nets", 1, 4, 30).endswith("1/4, 0:30, 1:30 left")


@pytest.mark.parametrize("total", [0, 1])
def test_progress_of_little(total):
    assert list(progress(range(total), "nets")) == list(range(total))
