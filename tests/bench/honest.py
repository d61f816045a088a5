"""A class of honest submissions for benchmarks: all different, none damaged."""

from __future__ import annotations

from pathlib import Path

import nbformat

from autograder.classroom.assignment import read_assignment


def write_class(root: Path, chapter: str, answers: Path, submitted: Path, n: int):
    """Write ``n`` submissions; student k gives the (k + j)-th answer to exercise j.

    Answers are right and wrong ones as they are in the folder of answers; the first
    student hands in the author's own.
    """
    assignment = read_assignment(root, chapter, answers)
    students = []
    for k in range(n):
        texts = dict(assignment.references)
        for j, (exercise, known) in enumerate(assignment.answers.items()):
            if k:
                texts[exercise] = known[(k + j) % len(known)].source
        student = f"student-{k:02}"
        folder = submitted / student / chapter
        folder.mkdir(parents=True)
        nbformat.write(assignment.filled(texts), folder / f"{chapter}.ipynb")
        students.append(student)
    return students
