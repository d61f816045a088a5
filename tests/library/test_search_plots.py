"""The figures of a search show every trial and every gap, with an alt text."""

import numpy as np
import pytest
from deepnets import plots, search_plots


@pytest.fixture
def shown(monkeypatch):
    """What was shown, as pairs of a figure and its alt text."""
    figures = []
    monkeypatch.setattr(plots, "show", lambda fig, alt: figures.append((fig, alt)))
    return figures


def test_trials_tell_pruned_from_finished_and_name_the_best(shown):
    values, errors = [0.001, 0.1, 0.01, 0.002], [5.0, 1.0, 4.0, 6.0]
    pruned = [False, True, False, False]
    search_plots.trials(
        values, errors, pruned, xlabel="rate", ylabel="error (%)", alt="Four trials."
    )
    [(fig, alt)] = shown
    [ax] = fig.axes
    assert alt == "Four trials."
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    finished, given_up = (dots.get_offsets() for dots in ax.collections)
    assert np.allclose(finished, [[0.001, 5], [0.01, 4], [0.002, 6]])
    assert np.allclose(given_up, [[0.1, 1]])
    named = {text.get_text(): text.xy for text in ax.texts}
    assert named == {"first": (0.001, 5.0), "best": (0.01, 4.0)}


def test_the_first_trial_may_be_the_best(shown):
    search_plots.trials(
        [1, 2], [1, 3], [False, False], xlabel="x", ylabel="y", alt="Two trials."
    )
    [ax] = shown[0][0].axes
    assert [text.get_text() for text in ax.texts] == ["first and best"]


def test_gaps_have_a_row_each_with_mean_and_standard_error(shown):
    rows = {"one": [1.0, 2.0, 3.0], "two": [-1.0, 0.0, -2.0]}
    search_plots.gaps(rows, xlabel="gain (points)", alt="Two rows of dots.")
    [(fig, _)] = shown
    [ax] = fig.axes
    assert [tick.get_text() for tick in ax.get_yticklabels()] == list(rows)
    dots, bar, mean, *_ = ax.lines
    assert np.allclose(dots.get_xdata(), [1, 2, 3])
    assert np.allclose(bar.get_xdata(), 2 + np.array([-1, 1]) / np.sqrt(3))
    assert np.allclose(mean.get_xdata(), 2)
    assert ax.get_ylim() == (1.5, -0.5)  # the first row is at the top
