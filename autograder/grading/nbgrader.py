"""Plugs this project's grading into nbgrader, through nbgrader's own settings.

So ``nbgrader autograde``, formgrader's button and ``autograder grade`` do the same.
"""

import os
import shutil
import sys
from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
)
from traitlets.config import Config

from autograder.grading.execute_submission import ExecuteSubmission
from autograder.grading.exporters import (
    FeedbackExporter,
    SubmissionExporter,
    safe_markdown,
)
from autograder.grading.preprocessors import (
    GetPoints,
    HideSecrets,
    RepairSubmission,
    SaveVerdicts,
    SyncGivenCells,
)
from autograder.pages import TEMPLATES

SECONDS_A_CELL = 30


def configure(c: Config) -> None:
    """Set nbgrader's lists of preprocessors; call it from ``nbgrader_config.py``.

    ``c.ExecuteSubmission.timeout`` may be set before: seconds that a cell may take.
    """
    c.GenerateAssignment.preprocessors.insert(0, SyncGivenCells)
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
    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.GenerateFeedback.preprocessors = [
        GetPoints,
        HideSecrets,
        CSSHTMLHeaderPreprocessor,
    ]
    # formgrader shows students' cells to teachers: nothing in them may run there
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {"markdown2html": safe_markdown}
    # nbgrader sets these for every HTMLExporter; feedback has a template of its own
    c.FeedbackExporter.template_name = "feedback_page"
    c.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
    c.FeedbackExporter.extra_template_paths = [str(TEMPLATES)]
    if "timeout" not in c.ExecuteSubmission:
        c.ExecuteSubmission.timeout = SECONDS_A_CELL
    if shutil.which("alembic") is None:
        # nbgrader starts it by name, also where the environment is not activated
        own_programs = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([own_programs, os.environ.get("PATH", "")])
    # nbgrader validate reads a line on stderr as a failure: keep TensorFlow quiet there
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
