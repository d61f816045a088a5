"""A check passes what is right, and names the mistake in what is not."""

import numpy as np
import pytest
from deepnets import checks
from deepnets.checks import CheckFailed


def message(function, *args, **kwargs):
    with pytest.raises(CheckFailed) as caught:
        function(*args, **kwargs)
    return str(caught.value)


def test_a_failed_check_is_an_assertion_error():
    assert issubclass(CheckFailed, AssertionError)


def test_message_has_its_parts_in_the_order_that_feedback_relies_on():
    text = str(CheckFailed("Wrong.", got=1, expected=2, hint="Add one."))
    assert text.split("\n") == [
        "Wrong.",
        "  got: 1",
        "  expected: 2",
        "  hint: Add one.",
    ]


def test_ipython_shows_the_message_without_the_test_source():
    [shown] = CheckFailed("Wrong.")._render_traceback_()
    assert "Wrong." in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("value", [None, ...])
def test_unwritten_work_is_named(value):
    assert "still to be written" in message(checks.written, value, "f(x)")


def test_array_takes_lists_and_tensors_and_refuses_words():
    assert checks.array([[1, 2]], "x", shape=(1, 2)).shape == (1, 2)
    assert "hold numbers" in message(checks.array, "abc", "x")
    assert "its parts differ in length" in message(checks.array, [[1], [1, 2]], "x")
    text = message(checks.array, [1, 2], "x", shape=(2, 1))
    assert "got: (2,)" in text
    assert "expected: (2, 1)" in text
    assert "single number" in message(checks.array, [1, 2], "x", shape=())
    assert "hint" not in text


def test_close_allows_float32_rounding_and_nothing_larger():
    exact = np.linspace(0.1, 1, 50)
    checks.close(exact.astype("float32"), exact, "x")
    message(checks.close, exact * 1.001, exact, "x")


def test_close_names_the_first_likely_mistake_that_matches():
    x = np.arange(1.0, 4.0)
    mistakes = [(x * 3, "Tripled."), (x * 2, "Doubled.")]
    assert "hint: Doubled." in message(checks.close, 2 * x, x, "x", mistakes=mistakes)
    assert "hint" not in message(checks.close, 5 * x, x, "x", mistakes=mistakes)


def test_close_says_where_a_large_array_differs():
    x = np.zeros((20, 30))
    other = x.copy()
    other[3, 4] = 7.0
    text = message(checks.close, other, x, "x")
    assert "7 at [3, 4]; 1 of 600 entries are wrong" in text
    assert "expected: 0 at [3, 4]" in text


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("The losses of two rows", "are"),
        ("Your rates", "are"),
        ("Bias and variance where 95 % is the best", "are"),
        ("The loss", "is"),
        ("The bias", "is"),
        ("The mean of the losses", "is"),
        ("The loss where sure and wrong", "is"),
        ("How often 3 and 5 are in the second part", "is"),
        ("The list that histograms returns", "is"),
        ("losses", "is"),  # a function's name
    ],
)
def test_a_message_agrees_with_the_number_of_the_name(name, verb):
    assert f"{name} {verb} not right." in message(checks.close, 1.0, 2.0, name)
    assert f"{name} {verb} not right." in message(checks.equal, 1, 2, name)
    assert f"{name} {verb} None." in message(checks.written, None, name)
    has = {"is": "has", "are": "have"}[verb]
    said = message(checks.array, [1.0], name, shape=(2,))
    assert f"{name} {has} the wrong shape." in said


def test_explained_says_what_an_error_may_mean_and_lets_others_pass():
    def ask(error):
        with checks.explained("f", {LookupError: "Look.", ValueError: "Value."}):
            raise error

    text = message(ask, KeyError("x"))
    assert "f raised KeyError: 'x'" in text
    assert "hint: Look." in text
    with pytest.raises(TypeError, match="other"):
        ask(TypeError("other"))


def test_close_refuses_nan_and_says_so():
    assert "NaN" in message(checks.close, [np.nan, 1.0], [1.0, 1.0], "x")


@pytest.mark.parametrize("got", [8, np.int64(8), np.array(8), 8.0])
def test_equal_takes_any_number_type(got):
    checks.equal(got, 8, "n")


@pytest.mark.parametrize("got", ["8", 9, None, [8]])
def test_equal_refuses_what_only_looks_alike(got):
    message(checks.equal, got, 8, "n")


def test_equal_names_the_mistake():
    text = message(checks.equal, 4, 8, "n", mistakes=[(4, "You halved it.")])
    assert "You halved it." in text


def test_fraction_accepts_sampling_error_and_refuses_a_real_difference():
    rng = np.random.default_rng(0)
    for _ in range(200):
        checks.fraction(rng.random(10_000) < 0.3, 0.3, "share")
    text = message(
        checks.fraction,
        rng.random(10_000) < 0.7,
        0.3,
        "share",
        mistakes=[(0.7, "Upside down.")],
    )
    assert "Upside down." in text
    message(checks.fraction, rng.random(10_000) < 0.33, 0.3, "share")


def test_unchanged_sees_work_in_place():
    x = np.ones(3)
    checks.unchanged(x.copy(), x, "x")
    before = x.copy()
    x *= 2
    assert "changed its argument x" in message(checks.unchanged, before, x, "x")


def test_raises_wants_that_very_error():
    checks.raises(ValueError, int, "x", name="int")
    assert "raised nothing" in message(checks.raises, ValueError, int, 1, name="int")
    text = message(checks.raises, KeyError, int, "x", name="int")
    assert "got: ValueError" in text


@pytest.mark.parametrize("answer", ["b", "B", " b ", "b)"])
def test_choice_takes_a_letter_in_any_dress(answer):
    checks.choice(answer, "b", {"a": "No."}, "question")


@pytest.mark.parametrize("answer", ["a", "A "])
def test_choice_gives_the_reason_for_the_wrong_letter(answer):
    assert "hint: No." in message(checks.choice, answer, "b", {"a": "No."}, "question")


def test_option_wants_a_whole_letter_when_the_options_are_a_string():
    for answer in ("ab", "", "abcd"):
        message(checks.option, answer, "abcd", "question")


def test_pair_wants_two_arrays_of_the_shape():
    first, second = checks.pair(np.ones((2, 3, 3)), "f", shape=(3, 3))
    assert first.shape == second.shape == (3, 3)
    assert "pair of two arrays" in message(checks.pair, 1.0, "f", shape=())
    assert "is None" in message(checks.pair, None, "f", shape=())
    assert "The second" in message(checks.pair, ([1], [1, 2]), "f", shape=(1,))


@pytest.mark.parametrize("answer", ["c", "ab", 2, None])
def test_choice_wants_one_of_the_letters(answer):
    message(checks.choice, answer, "b", {"a": "No."}, "question")


def test_a_score_counts_each_part_for_itself(capsys):
    score = checks.Score()
    with score.part(1, "shape"):
        checks.equal((2, 3), (2, 3), "The shape")
    with score.part(2, "values"):
        checks.close(1.0, 2.0, "The value")
    shown = score.total()._repr_mimebundle_()
    assert shown["text/plain"] == "1.0"
    assert shown["application/vnd.autograder.score+json"]["points"] == 1
    assert "values: The value is not right." in capsys.readouterr().out


def test_a_score_of_nothing_fails_with_every_message():
    score = checks.Score()
    with score.part(1, "shape"):
        raise ValueError("broken")
    with score.part(2, "values"):
        checks.that(False, "no")
    with pytest.raises(
        checks.CheckFailed, match=r"shape: ValueError\('broken'\)(.|\n)*no"
    ):
        score.total()
