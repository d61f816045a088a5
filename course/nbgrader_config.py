"""Settings of nbgrader for students: it reads this file when Jupyter starts here."""

import os

c = get_config()  # noqa: F821  (traitlets provides it)

c.CourseDirectory.course_id = "deepnets"
# Where assignments are fetched from and submitted to, if the teacher has such a folder.
if os.environ.get("NBGRADER_EXCHANGE"):
    c.Exchange.root = os.environ["NBGRADER_EXCHANGE"]

# Validate runs what grading runs: no demonstrations, and no cell for ever.
c.Execute.skip_cells_with_tag = "demonstration"
c.Execute.timeout = 60
