"""Reads everything that a gradebook holds of submissions, to compare two of them."""

from sqlalchemy import create_engine, text

CONTENT = """
SELECT student.id, submitted_assignment.timestamp,
       submitted_notebook.late_submission_penalty, submitted_notebook.flagged,
       base_cell.name, base_cell.type,
       grade.auto_score, grade.manual_score, grade.extra_credit,
       grade.needs_manual_grade, comment.auto_comment, comment.manual_comment
FROM student
JOIN submitted_assignment ON submitted_assignment.student_id = student.id
JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
JOIN notebook ON notebook.id = submitted_notebook.notebook_id
JOIN base_cell ON base_cell.notebook_id = notebook.id
LEFT JOIN grade ON grade.notebook_id = submitted_notebook.id
     AND grade.cell_id = base_cell.id
LEFT JOIN comment ON comment.notebook_id = submitted_notebook.id
     AND comment.cell_id = base_cell.id
"""


def dump(url):
    """Everything that a gradebook holds of submissions, without ids; sorted."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(CONTENT))]
    engine.dispose()
    return sorted(rows, key=repr)
