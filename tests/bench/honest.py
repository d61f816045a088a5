"""A class of honest submissions for benchmarks: all different, none damaged."""

from __future__ import annotations

from pathlib import Path

import nbformat

from autograder.classroom.answers import RIGHT, WRONG
from autograder.classroom.assignment import read_assignment


def write_class(root: Path, chapter: str, answers: Path, submitted: Path, n: int):
    """Write ``n`` submissions of students who got four exercises in five right.

    The right answers are the author's own and those written in other ways; the wrong
    ones are known mistakes. The first student hands in the author's own notebook.
    """
    assignment = read_assignment(root, chapter, answers)
    students = []
    for k in range(n):
        texts = dict(assignment.references)
        for j, (exercise, known) in enumerate(assignment.answers.items()):
            right = [a.source for a in known if a.kind == RIGHT]
            wrong = [a.source for a in known if a.kind == WRONG]
            if k and (k + j) % 5 == 0:
                texts[exercise] = wrong[(k + j) // 5 % len(wrong)]
            elif k:
                texts[exercise] = [texts[exercise], *right][(k + j) % (len(right) + 1)]
        student = f"student-{k:02}"
        folder = submitted / student / chapter
        folder.mkdir(parents=True)
        nbformat.write(assignment.filled(texts), folder / f"{chapter}.ipynb")
        students.append(student)
    return students
