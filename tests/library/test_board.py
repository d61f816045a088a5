"""TensorBoard in this process: it serves this machine alone, and stops."""

import socket
import urllib.error
from urllib.parse import urlsplit

import pytest
import tensorflow as tf
from deepnets.board import Board


@pytest.fixture
def folder(tmp_path):
    """A folder with one run, of two points."""
    writer = tf.summary.create_file_writer(str(tmp_path / "a" / "train"))
    with writer.as_default():
        for step in range(2):
            tf.summary.scalar("loss", 0.5**step, step=step)
    writer.close()
    return tmp_path


def test_it_serves_the_runs_of_a_folder_until_it_is_stopped(folder):
    with Board(folder) as board:
        while not (runs := board.get("data/runs")):
            pass
        assert runs == ["a/train"]
        found = board.get("data/plugin/scalars/scalars", run="a/train", tag="loss")
        assert [(step, value) for _, step, value in found] == [(0, 1.0), (1, 0.5)]
        assert "<!doctype html>" in board.get("").lower()
    with pytest.raises(RuntimeError, match="is stopped"):
        board.get("data/runs")
    board.stop()


def test_it_listens_on_this_machine_alone(folder):
    with Board(folder) as board:
        address = urlsplit(board.url)
        assert address.hostname == "localhost"
        others = {
            info[4][0]
            for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        }
        for other in others - {"127.0.0.1"}:
            with socket.socket() as client:
                client.settimeout(5)
                assert client.connect_ex((other, address.port)) != 0


def test_two_boards_have_two_ports_and_a_port_may_be_chosen(folder):
    with Board(folder) as first:
        with Board(folder) as second:
            assert first.url != second.url
            port = urlsplit(second.url).port
        with Board(folder, port) as third:
            assert urlsplit(third.url).port == port
        with pytest.raises(Exception, match="already in use"):
            Board(folder, urlsplit(first.url).port)


def test_it_shows_a_link_while_it_runs(folder):
    with Board(folder) as board:
        assert f'href="{board.url}"' in board._repr_html_()
        assert repr(board) == f"TensorBoard: {board.url}"
    assert board._repr_html_() == repr(board) == "TensorBoard: stopped"


def test_no_proxy_is_asked(folder, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with Board(folder) as board:
        assert board.get("data/environment")["data_location"] == str(folder)


def test_what_is_not_there_is_an_error(folder):
    with Board(folder) as board, pytest.raises(urllib.error.HTTPError):
        board.get("data/no_such_thing")
