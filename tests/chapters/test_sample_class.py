"""Every right and wrong answer of a chapter gets the points and message promised.

The answers are graded as a class is: composed into notebooks, by the real command.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.hidden import hidden_regions
from autograder.authoring.layout import find_chapters
from autograder.authoring.leaks import find_leaks
from autograder.authoring.source import read_source
from autograder.classroom.assignment import read_assignment
from autograder.classroom.sample import compose
from autograder.grading.course import Course
from autograder.grading.evaluation import GRADED, REFUSED

REPOSITORY = Path(__file__).parents[2]
CHAPTERS = find_chapters(REPOSITORY)
AUTOGRADER = str(Path(sys.executable).with_name("autograder"))
# what they show does not depend on the chapter, so they are graded in one
ACCIDENTS = {"half-empty", "raises", "never-ends", "damaged", "not-a-notebook"}
WITH_ACCIDENTS = "10_dropout"


def answers_of(chapter):
    return REPOSITORY / "tests" / "submissions" / chapter.name


def run(class_folder, *command):
    """Run the autograder on a class; return what it printed."""
    done = subprocess.run(
        [AUTOGRADER, *command],
        cwd=REPOSITORY,
        env=os.environ | {"CLASS_DIR": str(class_folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=CHAPTERS, ids=lambda chapter: chapter.name)
def graded(request, tmp_path_factory):
    """The sample class of a chapter, and what grading made of each student."""
    chapter, folder = request.param, tmp_path_factory.mktemp("class")
    answers = answers_of(chapter)
    run(folder, "sample-class", chapter.name, "--answers", answers, "--out", folder)
    absent = set() if chapter.name == WITH_ACCIDENTS else ACCIDENTS
    for student in absent:
        shutil.rmtree(folder / "submitted" / student)
    printed = run(folder, "grade", chapter.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLASS_DIR", str(folder))
        patch.chdir(REPOSITORY)
        found = {e.student: e for e in Course(chapter.name).evaluations()}
    students = compose(read_assignment(REPOSITORY, chapter.name, answers_of(chapter)))
    return [s for s in students if s.id not in absent], found, folder, printed


def test_everybody_has_a_grade_or_a_reason(graded):
    students, found, _, printed = graded
    assert set(found) == {student.id for student in students}
    for evaluation in found.values():
        assert evaluation.status in {GRADED, REFUSED}
        assert (evaluation.status == REFUSED) == bool(evaluation.reason)
        assert evaluation.student in printed


def test_points_are_those_that_were_promised(graded):
    students, found, _, _ = graded
    wrong = []
    for student in students:
        if student.expected is None:
            continue
        got = {e.name: e.points for e in found[student.id].exercises if not e.by_hand}
        for exercise, points in student.expected.items():
            if got.get(exercise) != points:
                answer = student.answers.get(exercise)
                name = answer.name if answer else "reference"
                told = f"{got.get(exercise)} points, promised {points}"
                wrong.append(f"{student.id}: {exercise}, {name}: {told}")
    assert wrong == []


def test_wrong_answers_get_the_message_that_was_promised(graded):
    students, found, _, _ = graded
    wrong = []
    for student in students:
        by_name = {e.name: e for e in found[student.id].exercises}
        for exercise, answer in student.answers.items():
            messages = "\n".join(by_name[exercise].messages)
            if answer.message and not re.search(answer.message, messages):
                wrong.append(f"{student.id}: {exercise}, {answer.name}: {messages!r}")
    assert wrong == []


def test_feedback_never_shows_a_hidden_test(graded):
    """Nor a solution, where the student has not written it.

    A message is written for the student, and may be shown: a line of a test that is a
    string and nothing else. A student's own lines are shown to that student.
    """
    students, _, folder, _ = graded
    pages = sorted(folder.glob("feedback/*/*/*.html"))
    assert len(pages) == len(students)
    [chapter] = {page.stem for page in pages}
    source = REPOSITORY / "solutions" / chapter / f"{chapter}.py"
    written = "\n".join(a.source for s in students for a in s.answers.values())
    hidden = [
        line
        for region in hidden_regions(read_source(source).notebook())
        if "-tests" in region.cell
        for line, _ in region.lines
        if not re.fullmatch(r'"[^"]*",?', line) and line not in written
    ]
    assert len(hidden) > (3 if chapter == "00_start" else 50)  # it has one exercise
    leaks = [str(problem) for problem in find_leaks(source, pages)]
    assert [leak for leak in leaks if any(line in leak for line in hidden)] == []
    untouched = [page for page in pages if "untouched" in page.parts]
    assert find_leaks(source, untouched) == []
