"""The report: what to teach again, safe to open, whatever students called things."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.grading.evaluation import Evaluation, Exercise
from autograder.pages import number
from autograder.reporting.report import render_report
from autograder.reporting.statistics import (
    class_mean,
    distribution,
    share,
    summarise,
)

EVIL = "<script>alert('x')</script>\" onload=\"y"


def graded(student, *exercises, **more):
    made = [Exercise(*values) for values in exercises]
    return Evaluation(student, "a", "graded", made, **more)


CLASS = [
    graded("ann", ("first", 2, 2), ("second", 3, 3), ("why", 0, 5, [], True)),
    graded(
        "bob",
        ("first", 0, 2, ["off by 3\n  got: 7\n  expected: 4\n  hint: count from 0"]),
        ("second", 1, 3, ["shape (3, 4) is wrong"]),
        ("why", 4, 5),
    ),
    graded(
        "cyd",
        ("first", 0, 2, ["off by 12\n  hint: count from 0", "another"]),
        ("second", 3, 3),
        ("why", 0, 5, [], True),
    ),
    Evaluation("dan", "a", "refused", reason="The file is empty."),
]


class Parsed(HTMLParser):
    """The tags, addresses and text of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.links, self.texts = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if "href" in dict(attrs):
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def page():
    return render_report("10_x", CLASS, {e.student: e.student for e in CLASS})


def text_of(page):
    return re.sub(r"\s+", " ", " ".join(Parsed(page).texts))


def test_each_exercise_says_what_to_teach_again():
    first, second, why = summarise(CLASS)
    assert (first.mean, first.solved, first.counted) == (pytest.approx(2 / 3), 1, 3)
    assert (second.mean, second.solved) == (pytest.approx(7 / 3), 2)
    assert [(m.headline, m.hint, m.students) for m in first.messages] == [
        ("off by 3", "count from 0", ["bob", "cyd"]),
        ("another", "", ["cyd"]),
    ]
    assert (why.mean, why.counted, why.waiting) == (4, 1, 2)


def test_answers_that_wait_for_a_person_pull_no_mean_down(page):
    # of "first" 2 in 3, of "second" 7 in 3, of "why" the one that has been graded
    assert class_mean(summarise(CLASS)) == (pytest.approx(2 / 3 + 7 / 3 + 4), 10)
    assert class_mean(summarise([CLASS[0], CLASS[2]])) == (pytest.approx(4), 5)
    assert [share(e) for e in CLASS[:3]] == [1, 0.5, 0.6]
    text = text_of(page)
    assert "mean 7 of 10 median 60 %" in text
    assert "2 answers wait to be graded by hand and are left out" in text
    assert "5 so far" in text
    assert "5 so far" not in text_of(render_report("10_x", CLASS[1:2], {"bob": "b"}))


def test_the_distribution_counts_everyone_graded_once():
    bins = {b.low: b.count for b in distribution(CLASS) if b.count}
    assert bins == {50: 1, 60: 1, 90: 1}
    full = [graded("x", ("a", 3, 3)), graded("y", ("a", 0, 3)), graded("z")]
    assert {b.low: b.count for b in distribution(full) if b.count} == {90: 1, 0: 2}


def test_the_page_shows_points_reasons_and_messages(page):
    text = text_of(page)
    assert "3 of 4 submissions graded" in text
    assert "The file is empty." in text
    assert "2 × off by 3 count from 0 bob, cyd" in text
    assert "2 answers wait to be graded by hand" in text


def test_hostile_text_stays_text():
    evil = graded(EVIL, (EVIL, 0, 1, [f"{EVIL}\n  hint: {EVIL}"]), repairs=[EVIL])
    refused = Evaluation("r", "a", "refused", reason=EVIL)
    page = render_report(EVIL, [evil, refused], {EVIL: "x", "r": "y"})
    parsed = Parsed(page)
    assert not [tag for tag, _ in parsed.tags if tag in {"script", "img", "iframe"}]
    assert not [a for _, attrs in parsed.tags for a in attrs if a.startswith("on")]
    assert EVIL in "".join(parsed.texts)


def test_the_page_needs_nothing_from_elsewhere(page):
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=\"?https?:|url\(", page)


def test_a_class_without_grades_still_has_a_report():
    page = render_report("10_x", CLASS[-1:], {"dan": "dan"})
    assert "0 of 1 submissions graded" in text_of(page)


def test_points_are_written_without_needless_decimals():
    assert [number(x) for x in (3, 2.5, 1 / 3, 0, 10)] == [
        "3",
        "2.5",
        "0.33",
        "0",
        "10",
    ]


def test_the_report_of_a_class_links_to_every_feedback_page(graded_class):
    course, _, _ = graded_class
    parsed = Parsed(course.report.read_text())
    pages = [link for link in parsed.links if not link.startswith("#")]
    linked = {(course.report.parent / unquote(link)).resolve() for link in pages}
    assert linked == {course.feedback(student) for student in course.students()}


def test_the_report_can_be_rebuilt_with_the_gradebooks_points(
    course, hand_in_sample, monkeypatch
):
    monkeypatch.chdir(course.root)
    hand_in_sample("perfect")
    assert CliRunner().invoke(main, ["grade", "01_mini"]).exit_code == 0
    with course.gradebook as gradebook:
        gradebook.find_grade("why", "01_mini", "01_mini", "perfect").manual_score = 2
        gradebook.db.commit()
    result = CliRunner().invoke(main, ["report", "01_mini"])
    assert re.search(r"perfect +7 of 7", result.output), result.output
    assert "mean 7 of 7" in text_of(course.report.read_text())
