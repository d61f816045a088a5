"""Plugs this project's grading into nbgrader, through nbgrader's own settings.

So ``nbgrader autograde``, formgrader's button and ``autograder grade`` do the same.
"""

import os

from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
)
from traitlets.config import Config

from autograder.grading.execute import ExecuteSubmission
from autograder.grading.exporters import SubmissionExporter
from autograder.grading.preprocessors import RepairSubmission, SaveVerdicts

SECONDS_A_CELL = 30


def configure(c: Config) -> None:
    """Set nbgrader's lists of preprocessors; call it from ``nbgrader_config.py``.

    ``c.ExecuteSubmission.timeout`` may be set before: seconds that a cell may take.
    """
    c.Autograde.exporter_class = SubmissionExporter
    c.Autograde.sanitize_preprocessors = [
        ClearOutput,
        RepairSubmission,
        OverwriteKernelspec,
        OverwriteCells,  # puts the hidden tests in
        CheckCellMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        ExecuteSubmission,
        LimitOutput,
        SaveVerdicts,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    if "timeout" not in c.ExecuteSubmission:
        c.ExecuteSubmission.timeout = SECONDS_A_CELL
    # nbgrader validate reads a line on stderr as a failure: keep TensorFlow quiet there
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
