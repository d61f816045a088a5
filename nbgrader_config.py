"""Settings of nbgrader for this course: every nbgrader command reads this file.

Run nbgrader and JupyterLab in this folder. Two environment variables change where
things lie: NBGRADER_EXCHANGE (the folder that instructor and students share) and
CLASS_DIR (where submissions and grades are kept).
"""

import os
from pathlib import Path

from autograder.authoring.nbgrader_parts import ChapterFolders, ForgetBuild, TrimCells
from autograder.grading import nbgrader as grading

c = get_config()  # noqa: F821  (traitlets provides it)
here = Path(__file__).resolve().parent

# what students have too: the course's id, and how Validate runs a notebook
load_subconfig("course/nbgrader_config.py")  # noqa: F821  (traitlets provides it)

# --- where things lie -------------------------------------------------------------
c.CourseDirectory.root = str(here)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
c.CourseDirectory.directory_structure = ChapterFolders(
    "{nbgrader_step}/{student_id}/{assignment_id}"
)
# never copied to students, to submissions or from them: the percent text with the
# solutions in it, caches, and the feedback that a student fetched
c.CourseDirectory.ignore = [
    "[0-9][0-9]_*.py",
    "__pycache__",
    "*.pyc",
    ".ipynb_checkpoints",
    "feedback",
]

# A class and its gradebook are at the root, or in a folder of their own: run
# CLASS_DIR=/srv/classes/2026 nbgrader autograde 10_dropout
if os.environ.get("CLASS_DIR"):
    class_folder = (here / os.environ["CLASS_DIR"]).resolve()
    class_folder.mkdir(parents=True, exist_ok=True)
    c.CourseDirectory.submitted_directory = str(class_folder / "submitted")
    c.CourseDirectory.autograded_directory = str(class_folder / "autograded")
    c.CourseDirectory.feedback_directory = str(class_folder / "feedback")
    c.CourseDirectory.db_url = f"sqlite:///{class_folder / 'gradebook.db'}"
# A file (SQLite) holds the gradebook unless PostgreSQL's address is given:
# GRADEBOOK_URL=postgresql+psycopg://USER@HOST/NAME
if os.environ.get("GRADEBOOK_URL"):
    c.CourseDirectory.db_url = os.environ["GRADEBOOK_URL"]

# --- the exchange -----------------------------------------------------------------
# Where assignments are released to and collected from. By default a folder here, good
# for trying it out. A department sets NBGRADER_EXCHANGE to a folder that every student
# can reach and write to (an administrator makes it once: mkdir, then chmod ugo+rwx),
# and gives students the same variable and the course's id.
exchange = Path(os.environ.get("NBGRADER_EXCHANGE") or here / "exchange")
if not exchange.exists():
    exchange.mkdir(parents=True)
    exchange.chmod(0o777)  # nbgrader refuses one that students could not write to
c.Exchange.root = str(exchange)

# --- from solutions/ to course/ ---------------------------------------------------
# An Ellipsis is a statement, so an untouched notebook runs from top to bottom.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\n..."}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"
c.GenerateAssignment.preprocessors.insert(0, ForgetBuild)
c.GenerateAssignment.preprocessors.insert(-2, TrimCells)  # before the last checksums

# --- grading ----------------------------------------------------------------------
# Library functions that a test may run on an object of the student's, there where that
# object is; and those that run in the test's process and in the student's alike.
c.ExecuteSubmission.beside = ["deepnets.probes"]
c.ExecuteSubmission.both = ["deepnets.training.set_seed"]
grading.configure(c)
