"""What a chapter shows of its experiment is what the results file says."""

import json

import pytest
from deepnets import reference

FOUND = {
    "question": "Which is better?",
    "devices": [
        {
            "device": "A processor, 2 cores",
            "software": {"backend": "tensorflow", "keras": "3.15", "numpy": "2.4"},
            "command": "make reference EXPERIMENTS=light",
            "day": "2026-01-02",
            "minutes": 12.3,
            "arms": {
                "plain": {
                    "seeds": 5,
                    "test_accuracy": [0.98, 0.0011],
                    "epochs": [7, 0.5],
                    "parameters": [266610.0, 0.0],
                },
                "a better one": {
                    "seeds": 5,
                    "test_accuracy": [0.9875, 0.0004],
                    "parameters": [51493.2, 826.1],
                },
            },
        }
    ],
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "reference.json"
    path.write_text(json.dumps(FOUND))
    return path


def test_it_shows_a_row_an_arm_and_where_it_ran(file, capsys):
    reference.show({"test_accuracy": "test accuracy (%)", "epochs": "epochs"}, file)
    assert capsys.readouterr().out.splitlines() == [
        "Which is better?",
        "",
        "              test accuracy (%)   epochs",
        "plain              98.00 ± 0.11  7 ± 0.5",
        "a better one       98.75 ± 0.04         ",
        "",
        "All digits, 5 seeds each. A processor, 2 cores; keras 3.15, numpy 2.4.",
        "By `make reference EXPERIMENTS=light`: 12 minutes of one processor.",
    ]


def test_counts_are_written_out_and_without_a_spread_where_there_is_none(file, capsys):
    reference.show({"parameters": "parameters"}, file)
    assert capsys.readouterr().out.splitlines()[3:5] == [
        "plain              266,610",
        "a better one  51,493 ± 826",
    ]


def test_a_number_that_no_arm_has_is_named(file):
    with pytest.raises(KeyError, match="No arm has sparsity; there are"):
        reference.show({"sparsity": "zeros (%)"}, file)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="comes with the chapter"):
        reference.show({}, tmp_path / "reference.json")
