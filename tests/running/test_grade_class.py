"""A class is graded once, whatever happens to workers, disk and gradebook."""

import errno
import os
import shutil

import light
import nbformat
import pytest
from light import BREAKER, KILLER, evaluate
from nbgrader.apps import NbGraderAPI

from autograder.grading.course import Course
from autograder.grading.errors import GradingError
from autograder.grading.evaluation import FAILED, GRADED, Evaluation, exercises_of
from autograder.running import files, trouble, writer
from autograder.running.crew import Alone, Workers
from autograder.running.evaluator import Evaluator
from autograder.running.grade import grade_class
from autograder.running.work import EARLIER, NOW, UNCHANGED

NAME = "01_mini"
LIGHT = Alone(Evaluator(evaluate))


def grade_all(course, crew=LIGHT, **options):
    results = grade_class(course, course.students(), crew=crew, **options)
    return {evaluation.student: (evaluation, how) for evaluation, how in results}


def how(course, **options):
    return {name: how for name, (_, how) in grade_all(course, **options).items()}


def test_only_what_changed_is_evaluated_again(course, hand_in, change_test):
    for name in ("ann", "bob"):
        hand_in(name)
    assert how(course) == {"ann": NOW, "bob": NOW}
    assert how(course) == {"ann": UNCHANGED, "bob": UNCHANGED}
    hand_in("bob", "better")
    assert how(course) == {"ann": UNCHANGED, "bob": NOW}
    course.feedback("ann").unlink()
    assert how(course) == {"ann": EARLIER, "bob": UNCHANGED}
    change_test("all of them", "every one")
    assert how(course) == {"ann": NOW, "bob": NOW}
    change_test("every one", "all of them")
    assert how(course) == {"ann": EARLIER, "bob": EARLIER}
    assert how(course, force=True) == {"ann": NOW, "bob": NOW}


def test_equal_submissions_share_an_evaluation(course, hand_in):
    shutil.copytree(hand_in("ann"), course.submitted("twin"))
    graded = grade_all(course)
    assert graded["twin"][0].student == "twin"
    assert graded["twin"][0].points == graded["ann"][0].points
    assert len(list(course.evaluations_folder.glob("*.json"))) == 1


def test_a_gradebook_that_lost_grades_gets_them_back(course, hand_in, content):
    """As after a backup was restored, or a crash of the machine."""
    hand_in("ann")
    database = course.root / "gradebook.db"
    backup = database.read_bytes()
    grade_all(course)
    whole = content()
    database.write_bytes(backup)
    assert how(course) == {"ann": EARLIER}
    assert content() == whole


def test_a_later_time_stamp_costs_no_evaluation(course, hand_in, content):
    hand_in("ann", files={"timestamp.txt": "2026-03-01 10:00:00 UTC"})
    grade_all(course)
    hand_in("ann", files={"timestamp.txt": "2026-03-02T12:00:00+02:00"})
    assert how(course) == {"ann": EARLIER}
    assert {row[1] for row in content()} == {"2026-03-02 10:00:00.000000"}
    assert how(course) == {"ann": UNCHANGED}


@pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")
def test_it_leaves_what_nbgrader_leaves(course, hand_in, content, root):
    """Grades, comments, flags, penalties, time stamps; and the files beside."""
    (root / "solutions" / NAME / "data.csv").write_text("1,2\n")
    files = {"timestamp.txt": "2026-03-02 10:00:00 UTC", "own/plot.py": "x = 1\n"}
    hand_in("ann", files=files)
    hand_in("bob", files={"data.csv": "forged"})
    with course.gradebook as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-01 10:00:00 UTC")
    course.config.LateSubmissionPlugin.penalty_method = "zero"
    course.config.ExecuteSubmission.enabled = False
    left = {}
    for way in ("nbgrader", "this"):
        if way == "nbgrader":
            api = NbGraderAPI(config=course.config)
            for student in ("ann", "bob"):
                assert api.autograde(NAME, student)["success"]
        else:
            shutil.rmtree(root / "autograded")
            crew = Alone(Evaluator(without_kernels))
            assert {e.status for e, _ in grade_all(course, crew).values()} == {GRADED}
        left[way] = (content(), files_of(root / "autograded"))
    assert left["this"][0] == left["nbgrader"][0]
    assert left["this"][1] == left["nbgrader"][1]


def without_kernels(submission, assignment):
    """As nbgrader with execution switched off: nothing was run."""
    evaluation = evaluate(submission, assignment)
    graded = nbformat.reads(evaluation.graded, as_version=4)
    for cell in graded.cells:
        cell.metadata.pop("autograder", None)
    evaluation.graded = nbformat.writes(graded)
    evaluation.exercises = exercises_of(graded.cells)
    return evaluation


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): (
            oct(path.stat().st_mode),
            None if path.suffix == ".ipynb" else path.read_text(),
        )
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("evaluation.json")
    }


def test_a_persons_work_survives_grading_again(course, hand_in, content):
    hand_in("ann")
    grade_all(course)
    with course.gradebook as gradebook:
        gradebook.find_grade("why", NAME, NAME, "ann").manual_score = 1.5
        grade = gradebook.find_grade("why", NAME, NAME, "ann")
        grade.needs_manual_grade = False
        gradebook.find_grade("heads-tests", NAME, NAME, "ann").extra_credit = 0.5
        comment = gradebook.find_comment("scale", NAME, NAME, "ann")
        comment.manual_comment = "Well done."
        gradebook.db.commit()
    before = content()
    evaluation, done = grade_all(course)["ann"]
    assert done == UNCHANGED
    assert content() == before
    hand_in("ann", "changed")
    evaluation, done = grade_all(course)["ann"]
    assert done == NOW
    rows = {row[4:6]: row for row in content()}
    assert rows["why", "GradeCell"][7] == 1.5
    assert rows["why", "GradeCell"][9]  # asks to be looked at again, as nbgrader does
    assert rows["heads-tests", "GradeCell"][8] == 0.5
    assert rows["scale", "SolutionCell"][11] == "Well done."
    assert "Well done." in course.feedback("ann").read_text()
    why = {e.name: e for e in evaluation.exercises}["why"]
    assert (why.points, why.by_hand) == (1.5, False)


@pytest.mark.parametrize("step", ["_files", "_write_page"])
def test_an_error_with_one_submission_stops_no_other(
    course, hand_in, monkeypatch, step
):
    for name in ("ann", "bob"):
        hand_in(name)
    works = getattr(writer.Writer, step)

    def breaks(self, *args):
        if args[0].student == "ann" and getattr(args[0], "status", GRADED) == GRADED:
            raise ValueError("the template is missing")
        return works(self, *args)

    monkeypatch.setattr(writer.Writer, step, breaks)
    graded = grade_all(course)
    assert graded["ann"][0].status == FAILED
    assert "ValueError: the template is missing" in graded["ann"][0].reason
    assert graded["bob"][0].status == GRADED
    monkeypatch.setattr(writer.Writer, step, works)
    assert how(course) == {"ann": EARLIER, "bob": UNCHANGED}


def test_a_broken_evaluation_has_a_reason_and_is_tried_again(course, hand_in):
    hand_in("ann", BREAKER)
    hand_in("bob")
    for _ in range(2):
        graded = grade_all(course)
        evaluation, done = graded["ann"]
        assert (evaluation.status, done) == (FAILED, NOW)
        assert "ValueError: the engine is broken" in evaluation.reason
        assert "line" in course.messages.text  # the traceback is in the log
        assert graded["bob"][0].status == GRADED
    assert "not through your fault" in course.feedback("ann").read_text()


@pytest.mark.parametrize("moment", range(1, 9))
def test_stopped_at_any_write_it_goes_on_to_the_same_gradebook(
    course, hand_in, content, monkeypatch, moment
):
    """Each file and each commit in turn finds the disk full."""
    for name in ("ann", "bob"):
        hand_in(name)
    real, count = files._write, [0]

    def full(path, *args):
        count[0] += 1
        if count[0] == moment:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return real(path, *args)

    monkeypatch.setattr(files, "_write", full)
    with pytest.raises(GradingError, match=r"the disk that holds .* is full"):
        grade_all(course)
    monkeypatch.setattr(files, "_write", real)
    graded = grade_all(course)
    assert {e.status for e, _ in graded.values()} == {GRADED}
    stopped = content()
    left = [p.name for p in course.root.rglob("*.part")]
    shutil.rmtree(course.root / ".evaluations")
    shutil.rmtree(course.root / "autograded")
    grade_all(course)
    assert content() == stopped
    assert left == []


def test_a_locked_gradebook_is_waited_for(course, hand_in, monkeypatch):
    hand_in("ann")
    said = []
    with course.gradebook as gradebook:
        connection = gradebook.engine.raw_connection()
        connection.execute("BEGIN IMMEDIATE")

        def free(text):
            said.append(text)
            connection.rollback()

        graded = grade_all(course, say=free)
        connection.close()
    assert graded["ann"][0].status == GRADED
    assert said == ["The gradebook is locked by another program: waiting for it ..."]


def test_a_gradebook_that_stays_locked_is_said_and_loses_nothing(
    course, hand_in, monkeypatch, content
):
    hand_in("ann")
    monkeypatch.setattr(trouble, "PATIENCE", 0.0)
    with course.gradebook as gradebook:
        connection = gradebook.engine.raw_connection()
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(GradingError, match="locked by another program"):
            grade_all(course)
        connection.rollback()
        connection.close()
    assert how(course)["ann"] == NOW


def test_two_runs_at_once_are_refused(course, hand_in):
    for name in ("ann", "bob"):
        hand_in(name)
    first = grade_class(course, ["ann", "bob"], crew=LIGHT)
    next(first)
    with pytest.raises(GradingError, match="another `autograder grade`"):
        grade_all(Course(NAME, course.root))
    assert len(list(first)) == 1
    assert how(course) == {"ann": UNCHANGED, "bob": UNCHANGED}


def test_workers_grade_as_this_process_does(course, hand_in, content):
    for number in range(8):
        hand_in(f"s{number}")
    grade_all(course)
    alone = content()
    crew = Workers(2, None, Evaluator(evaluate))
    assert set(how(course, crew=crew, force=True).values()) == {NOW}
    assert content() == alone


def test_a_submission_that_kills_its_worker_harms_no_other(course, hand_in):
    for number in range(4):
        hand_in(f"s{number}")
    hand_in("killer", KILLER)
    graded = grade_all(course, Workers(1, None, Evaluator(evaluate)))
    assert graded.pop("killer")[0].status == FAILED
    assert {e.status for e, _ in graded.values()} == {GRADED}
    kept = Evaluation.load(course.record("killer"))
    assert "was killed" in kept.reason


def test_a_worker_that_dies_while_it_gets_ready_is_replaced(
    course, hand_in, tmp_path, monkeypatch
):
    mark = tmp_path / "died"
    monkeypatch.setenv(light.DIED, str(mark))
    for number in range(4):
        hand_in(f"s{number}")
    evaluator = Evaluator(evaluate, prepare=light.die_once)
    graded = grade_all(course, Workers(2, None, evaluator))
    assert {e.status for e, _ in graded.values()} == {GRADED}
    assert mark.exists()


def test_no_scheduler_is_said(course, hand_in):
    hand_in("ann")
    with pytest.raises(GradingError, match="no Dask scheduler answers"):
        grade_all(course, Workers(scheduler="tcp://127.0.0.1:1"))


def test_links_and_devices_are_not_followed(course, hand_in, tmp_path):
    (tmp_path / "secret").write_text("of the grader")
    folder = hand_in("ann")
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe")
    assert grade_all(course)["ann"][0].status == GRADED
    assert "of the grader" not in str(files_of(course.root / "autograded"))


def test_half_a_change_is_noticed_when_it_is_taken_back(course, hand_in, monkeypatch):
    """The gradebook cannot tell: the points of both submissions are equal."""
    monkeypatch.setattr(light, "earns", lambda *_: True)
    hand_in("ann", "first")
    grade_all(course)
    hand_in("ann", "second")
    real = writer.Writer._write_page

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(writer.Writer, "_write_page", killed)
    with pytest.raises(KeyboardInterrupt):
        grade_all(course)
    monkeypatch.setattr(writer.Writer, "_write_page", real)
    hand_in("ann", "first")
    assert how(course) == {"ann": EARLIER}
    assert "by ann: first" in course.autograded("ann").read_text()
