"""500 submissions of a light assignment in one run of ``autograder grade``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from mini_class import NAME, build_course, hand_in  # isort: skip
from measure import run
from proof import keep

from autograder.grading.course import Course


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=500)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="many-") as name:
        course = build_course(Path(name))
        hand_in(course, options.students)
        rows = [
            measure(course, "first run", options),
            measure(course, "again, nothing changed", options),
            measure(course, "again, gradebook and pages lost", options, forget),
        ]
        graded = [e for e in course.evaluations() if e.status == "graded"]
    result = {
        "students": options.students,
        "workers": options.workers,
        "graded": len(graded),
        "points in all": sum(evaluation.points for evaluation in graded),
    }
    keep("many", f"{options.students} submissions", result, rows)
    sys.exit(len(graded) != options.students)


def measure(course: Course, title: str, options, before=lambda _: None) -> dict:
    before(course)
    call = "from autograder.cli import main; main()"
    program = [sys.executable, "-c", call, "grade", NAME]
    log = course.root / "grade.log"
    found = run(
        [*program, "--workers", str(options.workers)],
        cwd=course.root,
        env=os.environ,
        log=log,
    )
    return {
        "run": title,
        "seconds": round(found.seconds, 1),
        "submissions a minute": round(60 * options.students / found.seconds),
        "peak memory (GB)": round(found.peak_memory / 1e9, 2),
    }


def forget(course: Course) -> None:
    """Lose what the gradebook and the class folder hold, but no evaluation."""
    (course.root / "gradebook.db").unlink()
    for student in course.students():
        course.feedback(student).unlink()


if __name__ == "__main__":
    main()
