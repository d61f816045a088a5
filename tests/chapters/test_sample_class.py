"""Every answer of a chapter gets the points and message promised; the stubs run.

The answers are graded as a class is, composed into notebooks: one class by the real
command, the others in this process, whose kernels stay warm from chapter to chapter.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.hidden import hidden_regions
from autograder.authoring.layout import find_chapters
from autograder.authoring.leaks import find_leaks
from autograder.authoring.source import read_source
from autograder.authoring.stubs import stub_problems
from autograder.classroom.assignment import read_assignment
from autograder.classroom.sample import compose
from autograder.engine.pool import close
from autograder.grading.course import Course
from autograder.grading.evaluate import evaluate
from autograder.grading.evaluation import GRADED, REFUSED
from autograder.running.crew import Alone
from autograder.running.evaluator import Evaluator
from autograder.running.grade import chosen_students, grade_class

REPOSITORY = Path(__file__).parents[2]
CHAPTERS = find_chapters(REPOSITORY)
AUTOGRADER = str(Path(sys.executable).with_name("autograder"))
# what they show does not depend on the chapter, so they are graded in one
ACCIDENTS = {"half-empty", "raises", "never-ends", "damaged", "not-a-notebook"}
WITH_ACCIDENTS = "10_dropout"
UNTOUCHED = "untouched"


@pytest.fixture(scope="module", autouse=True)
def _nothing_left():
    yield
    close()


def run(*command):
    """Run the autograder; return what it printed."""
    done = subprocess.run([AUTOGRADER, *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def by_command(name):
    """Grade a class as an instructor does; everybody is told about."""
    # with one worker: while the other core grades another chapter's class
    printed = run("grade", name, "--workers", "1")
    evaluations = Course(name).evaluations()
    assert [e.student for e in evaluations if e.student not in printed] == []
    return evaluations


def in_this_process(name):
    """Grade a class on kernels that are kept for the next one."""
    course = Course(name)
    crew = Alone(Evaluator(evaluate))
    for _ in grade_class(course, chosen_students(course), crew=crew):
        pass
    return course.evaluations()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_every_answer_gets_its_points_and_message(chapter, tmp_path, monkeypatch):
    monkeypatch.setenv("CLASS_DIR", str(tmp_path))
    monkeypatch.chdir(REPOSITORY)
    answers = REPOSITORY / "tests" / "submissions" / chapter.name
    run("sample-class", chapter.name, "--answers", answers, "--out", tmp_path)
    if chapter.name == WITH_ACCIDENTS:
        absent, grade = set(), by_command
    else:
        absent, grade = ACCIDENTS, in_this_process
    for student in absent:
        shutil.rmtree(tmp_path / "submitted" / student)
    found = {e.student: e for e in grade(chapter.name)}
    everybody = compose(read_assignment(REPOSITORY, chapter.name, answers))
    students = [student for student in everybody if student.id not in absent]
    assert set(found) == {student.id for student in students}
    assert [
        *without_grade_or_reason(found),
        *stubs_that_fail(chapter.name),
        *wrong_points(students, found),
        *wrong_messages(students, found),
        *shown_in_feedback(chapter, students, tmp_path),
    ] == []


def without_grade_or_reason(found):
    """Say who has neither a grade nor a reason."""
    for student, evaluation in found.items():
        refused = evaluation.status == REFUSED
        if evaluation.status not in {GRADED, REFUSED} or refused != bool(
            evaluation.reason
        ):
            yield f"{student}: {evaluation.status}, reason {evaluation.reason!r}"


def stubs_that_fail(name):
    """Say what must not happen to a student who has not begun."""
    ran = nbformat.read(Course(name).autograded(UNTOUCHED), as_version=4)
    yield from map(str, stub_problems(ran, UNTOUCHED))


def wrong_points(students, found):
    """Say which answers did not get the points that were promised."""
    for student in students:
        got = {e.name: e.points for e in found[student.id].exercises if not e.by_hand}
        for exercise, points in (student.expected or {}).items():
            if got.get(exercise) != points:
                answer = student.answers.get(exercise)
                name = answer.name if answer else "reference"
                told = f"{got.get(exercise)} points, promised {points}"
                yield f"{student.id}: {exercise}, {name}: {told}"


def wrong_messages(students, found):
    """Say which wrong answers did not get the message that was promised."""
    for student in students:
        by_name = {e.name: e for e in found[student.id].exercises}
        for exercise, answer in student.answers.items():
            messages = "\n".join(by_name[exercise].messages)
            if answer.message and not re.search(answer.message, messages):
                yield f"{student.id}: {exercise}, {answer.name}: {messages!r}"


def shown_in_feedback(chapter, students, folder):
    """Say which hidden tests are shown, and solutions that the student has not written.

    A message is written for the student, and may be shown: a line of a test that is a
    string and nothing else. A student's own lines are shown to that student.
    """
    pages = sorted(folder.glob("feedback/*/*/*.html"))
    assert len(pages) == len(students)
    written = "\n".join(a.source for s in students for a in s.answers.values())
    hidden = [
        line
        for region in hidden_regions(read_source(chapter.source).notebook())
        if "-tests" in region.cell
        for line, _ in region.lines
        if not re.fullmatch(r'"[^"]*",?', line) and line not in written
    ]
    assert len(hidden) > (3 if chapter.name == "00_start" else 50)  # one exercise
    leaks = [str(problem) for problem in find_leaks(chapter.source, pages)]
    yield from (leak for leak in leaks if any(line in leak for line in hidden))
    untouched = [page for page in pages if UNTOUCHED in page.parts]
    yield from map(str, find_leaks(chapter.source, untouched))
