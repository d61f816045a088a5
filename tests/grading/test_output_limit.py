"""Output is bounded while it arrives, and joined so that many prints are one output."""

import pytest

from autograder.grading import output_limit
from autograder.grading.output_limit import CUT, OutputLimit


@pytest.fixture
def send(monkeypatch):
    monkeypatch.setattr(output_limit, "MAX_STREAM", 10)
    monkeypatch.setattr(output_limit, "MAX_RICH", 20)
    limit, outputs = OutputLimit(), []

    def send(kind, **content):
        if limit.admit({"msg_type": kind, "content": content}, outputs):
            outputs.append({"output_type": kind, **content})
        return outputs

    return send


def test_text_of_one_stream_is_joined(send):
    send("stream", name="stdout", text="ab")
    send("stream", name="stdout", text="c")
    outputs = send("stream", name="stderr", text="d")
    assert [output["text"] for output in outputs] == ["abc", "d"]


def test_text_is_cut_once(send):
    for _ in range(5):
        outputs = send("stream", name="stdout", text="x" * 8)
    assert outputs[0]["text"] == "x" * 10 + CUT


def test_figures_beyond_the_limit_are_left_out(send):
    send("display_data", data={"image/png": "x" * 15})
    outputs = send("display_data", data={"image/png": "x" * 15})
    assert len(outputs) == 1


def test_clearing_the_output_gives_the_room_back(send):
    send("stream", name="stdout", text="x" * 10)
    send("clear_output")
    assert send("stream", name="stdout", text="y")[-1]["text"] == "y"


def test_long_errors_are_shortened(send):
    send("error", evalue="e" * 10**6, traceback=["t" * 10**6] * 1000)
    error = send("status")[0]
    assert len(error["evalue"]) == output_limit.MAX_ERROR
    assert sum(map(len, error["traceback"])) <= 20 * output_limit.MAX_ERROR
