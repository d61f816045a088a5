"""50 times kill -9 at random moments; after each class the gradebook must be equal.

A class is graded by ``autograder grade`` and killed, again and again, until a run gets
to its end before its time. Then the gradebook and every page are compared with those of
a run that nobody disturbed, and the next class begins. A third of the kills hit a
worker instead, and that run must go on to its end by itself.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from mini_class import NAME, TESTS, build_course, hand_in  # isort: skip
from content import dump
from crash import run
from proof import keep

from autograder.grading.course import Course


def command(course: Course, light: bool) -> list[str]:
    if light:
        program = [sys.executable, str(TESTS / "running" / "light.py")]
        return [*program, str(course.root), NAME, "--workers", "2"]
    call = f"import os; os.chdir({str(course.root)!r}); "
    call += "from autograder.cli import main; main()"
    return [sys.executable, "-c", call, "grade", NAME, "--workers", "2"]


def pages(course: Course) -> dict[str, str]:
    return {s: course.feedback(s).read_text() for s in course.students()}


def recorded(course: Course) -> int:
    return len(course.held())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--students", type=int, default=24)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--light", action="store_true", help="grade without kernels")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        fresh = Path(name) / "fresh"
        fresh.mkdir()
        hand_in(build_course(fresh), options.students, options.seed)
        course = copy(fresh, Path(name) / "undisturbed")
        start = time.monotonic()
        ended = run(command(course, options.light))
        seconds = time.monotonic() - start
        if ended.status or recorded(course) != options.students:
            sys.exit(ended.output)
        whole, written = dump(course.directory.db_url), pages(course)
        rows, kills = [], 0
        while kills < options.kills:
            course = copy(fresh, Path(name) / f"class-{len(rows)}")
            row = one_class(course, options, chance, seconds, kills)
            kills += row.pop("hits")
            same = dump(course.directory.db_url) == whole
            row |= {"gradebook": equal(same), "pages": equal(pages(course) == written)}
            rows.append({"class": len(rows) + 1} | row)
            print(rows[-1], flush=True)
            shutil.rmtree(course.root)
    result = {
        "kills": kills,
        "classes": len(rows),
        "students in a class": options.students,
        "seconds undisturbed": round(seconds, 1),
        "gradebooks that differ": sum(row["gradebook"] != "equal" for row in rows),
        "pages that differ": sum(row["pages"] != "equal" for row in rows),
        "processes left": sum(row["left"] for row in rows),
    }
    keep("kills-light" if options.light else "kills", "kill -9", result, rows)
    failed = ("gradebooks that differ", "pages that differ", "processes left")
    sys.exit(any(result[name] for name in failed))


def copy(fresh: Path, root: Path) -> Course:
    return Course(NAME, Path(shutil.copytree(fresh, root, symlinks=True)))


def one_class(course, options, chance, seconds, before) -> dict:
    """Grade a class, killed until it gets through or there were kills enough."""
    moments, left, hits, workers = [], 0, 0, 0
    while True:
        enough = before + hits >= options.kills
        after = None if enough else chance.uniform(0.3, 1.0) * seconds
        ended = run(
            command(course, options.light),
            kill_after=after,
            kill_worker=chance.random() < 1 / 3,
        )
        left += len(ended.left)
        if ended.hit:
            hits += 1
            workers += ended.hit == "worker"
            moments.append(recorded(course))
        if not ended.killed:
            break
    if ended.status:
        sys.exit(ended.output)
    return {
        "hits": hits,
        "kills": hits - workers,
        "workers killed": workers,
        "graded at each": " ".join(map(str, moments)),
        "left": left,
    }


def equal(same: bool) -> str:
    return "equal" if same else "DIFFERENT"


if __name__ == "__main__":
    main()
