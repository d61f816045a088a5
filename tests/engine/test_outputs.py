"""Output is bounded while it arrives, joined, and only ever what an output may be."""

import pytest

from autograder.engine import outputs as module
from autograder.engine.outputs import CUT, Outputs


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(module, "MAX_STREAM", 10)
    monkeypatch.setattr(module, "MAX_RICH", 20)
    return Outputs()


@pytest.fixture
def send(made):
    def send(kind, **content):
        made.take({"msg_type": kind, "content": content})
        return made.cells

    return send


def test_text_of_one_stream_is_joined(send):
    send("stream", name="stdout", text="ab")
    send("stream", name="stdout", text="c")
    outputs = send("stream", name="stderr", text="d")
    assert [output["text"] for output in outputs] == ["abc", "d"]


def test_text_is_cut_once(send):
    for _ in range(5):
        outputs = send("stream", name="stdout", text="x" * 8)
    assert [output["text"] for output in outputs] == ["x" * 10 + CUT]


def test_figures_beyond_the_limit_are_left_out(send):
    send("display_data", data={"image/png": "x" * 15})
    outputs = send("display_data", data={"image/png": "x" * 15})
    assert len(outputs) == 1


def test_clearing_the_output_gives_the_room_back(send):
    send("stream", name="stdout", text="x" * 10)
    send("clear_output", wait=False)
    assert [o.text for o in send("stream", name="stdout", text="y")] == ["y"]


def test_clearing_may_wait_for_the_next_output(send):
    send("stream", name="stdout", text="old")
    assert [o.text for o in send("clear_output", wait=True)] == ["old"]
    assert [o.text for o in send("stream", name="stdout", text="new")] == ["new"]


def test_long_errors_are_shortened(send):
    (error,) = send("error", evalue="e" * 10**6, traceback=["t" * 10**6] * 1000)
    assert len(error.evalue) == module.MAX_ERROR
    assert sum(map(len, error.traceback)) == module.MAX_FRAMES * module.MAX_ERROR


def test_a_million_outputs_are_not_kept(send, monkeypatch):
    monkeypatch.setattr(module, "MAX_OUTPUTS", 3)
    for _ in range(5):
        outputs = send("display_data", data={"text/plain": "x"})
    assert len(outputs) == 3


def test_the_value_of_the_last_expression_is_kept_as_it_came(made, send):
    data = {"text/plain": "2.0", "application/vnd.x+json": {"points": 2}}
    (output,) = send("execute_result", data=data, execution_count=4)
    assert made.result == data
    assert output.data == {"text/plain": "2.0"}
    assert output.execution_count == 4


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("stream", {"name": "stdout"}),
        ("stream", {"name": "stdin", "text": "x"}),
        ("stream", {"name": "stdout", "text": ["x"]}),
        ("display_data", {"data": None}),
        ("display_data", {"data": {"text/plain": {"a": 1}}}),
        ("display_data", {"data": {"application/javascript": "alert(1)"}}),
        ("execute_result", {"data": ["text/plain"]}),
        ("comm_open", {"target_name": "jupyter.widget"}),
        ("input_request", {"prompt": "?"}),
    ],
)
def test_what_is_no_output_is_left_out(send, kind, content):
    assert send(kind, **content) == []


def test_a_broken_error_is_still_an_error(send):
    (error,) = send("error", ename=["x"], evalue=None, traceback="no list")
    assert (error.ename, error.evalue, error.traceback) == ("Error", "", [])


@pytest.mark.parametrize("message", [{}, {"msg_type": "stream"}, {"content": "text"}])
def test_what_is_no_message_is_left_out(made, message):
    made.take(message)
    assert made.cells == []
