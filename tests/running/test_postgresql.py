"""The gradebook may be in PostgreSQL: tested on a real server."""

import os

import psycopg
import pytest
from light import evaluate
from nbgrader.api import Gradebook
from postgres import NoServerError, server
from sqlalchemy import create_engine, text

from autograder.grading.course import Course
from autograder.grading.errors import GradingError
from autograder.grading.gradebook import shown_url
from autograder.reporting.report import write_report
from autograder.running.crew import Alone
from autograder.running.diff import compare_class
from autograder.running.evaluator import Evaluator
from autograder.running.grade import grade_class
from autograder.running.work import EARLIER, NOW, UNCHANGED

NAME = "01_mini"
LIGHT = Alone(Evaluator(evaluate))


@pytest.fixture(scope="module")
def address():
    try:
        with server() as url:
            yield url
    except NoServerError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture
def url(address):
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS class WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE class"))
    engine.dispose()
    return address.replace("/postgres?", "/class?")


@pytest.fixture
def course(root, url):
    use_gradebook(root, url)
    return Course(NAME, root)


def use_gradebook(root, url):
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")


def grade_all(course, **options):
    results = grade_class(course, course.students(), crew=LIGHT, **options)
    return {evaluation.student: (evaluation, how) for evaluation, how in results}


def test_it_holds_what_sqlite_holds(course, hand_in, content, root):
    for number in range(3):
        hand_in(f"s{number}", files={"timestamp.txt": "2026-03-02 10:00:00 UTC"})
    assert course.held() == {}
    assert {how for _, how in grade_all(course).values()} == {NOW}
    assert {how for _, how in grade_all(course).values()} == {UNCHANGED}
    assert {row[1].isoformat() for row in content()} == {"2026-03-02T10:00:00"}
    held = course.held()
    use_gradebook(root, f"sqlite:///{root}/gradebook.db")
    other = Course(NAME, root)
    assert {how for _, how in grade_all(other).values()} == {EARLIER}
    assert other.held() == held


def test_report_feedback_and_diff_read_it(course, hand_in, change_test):
    hand_in("ann")
    points = grade_all(course)["ann"][0].points
    with Gradebook(course.directory.db_url) as gradebook:
        gradebook.find_grade("why", NAME, NAME, "ann").manual_score = 2
        gradebook.db.commit()
    [evaluation] = write_report(course)
    assert evaluation.points == points + 2
    course.feedback("ann").unlink()
    assert grade_all(course)["ann"][0].points == points + 2
    assert f"{points + 2:g} of 7" in course.feedback("ann").read_text()
    change_test("all of them", "every one")
    [(_, how, move)] = compare_class(course, ["ann"], crew=LIGHT)
    assert (how, move.before) == (NOW, points + 2)


def test_a_second_run_is_refused(course, hand_in, root):
    for name in ("ann", "bob"):
        hand_in(name)
    first = grade_class(course, ["ann", "bob"], crew=LIGHT)
    next(first)
    with pytest.raises(GradingError, match="another `autograder grade`"):
        grade_all(Course(NAME, root))
    assert len(list(first)) == 1
    assert len(grade_all(Course(NAME, root))) == 2


def test_locked_rows_are_waited_for(course, hand_in):
    hand_in("ann")
    grade_all(course)
    said = []
    engine = create_engine(course.directory.db_url)
    connection = engine.connect()
    connection.execute(text("UPDATE grade SET extra_credit = 1"))

    def free(told):
        said.append(told)
        connection.rollback()

    grade_all(course, force=True, say=free)
    connection.close()
    engine.dispose()
    assert said == ["The gradebook is locked by another program: waiting for it ..."]


def test_a_server_that_goes_away_is_said_and_loses_nothing(
    course, hand_in, content, address
):
    for name in ("ann", "bob"):
        hand_in(name)
    results = grade_class(course, ["ann", "bob"], crew=LIGHT)
    next(results)
    admin = psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = 'class' AND pid <> pg_backend_pid()"
    )
    admin.close()
    with pytest.raises(GradingError, match="the gradebook cannot be used"):
        list(results)
    graded = grade_all(course)
    assert graded["ann"][1] == UNCHANGED
    assert {e.status for e, _ in graded.values()} == {"graded"}
    assert len({row[0] for row in content()}) == 2


def test_a_password_is_not_shown():
    shown = shown_url("postgresql+psycopg://grader:secret@host/class")
    assert "secret" not in shown
    assert "grader" in shown
