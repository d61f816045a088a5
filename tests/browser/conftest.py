"""What the tests of pages share: logs as chapter 03 writes them, and their board."""

import os
import sys
from pathlib import Path

import pytest
from deepnets.board import Board

# chromium.py, logs.py
sys.path.insert(0, str(Path(__file__).parent))
from chromium import NoBrowserError, chromium
from logs import write_logs


@pytest.fixture(scope="session")
def logs(tmp_path_factory):
    """A folder with two runs of nets and the graph of a training step."""
    return write_logs(tmp_path_factory.mktemp("logs"))


@pytest.fixture(scope="session")
def board(logs):
    """A TensorBoard of these logs."""
    with Board(logs) as board:
        yield board


@pytest.fixture(scope="session")
def browser():
    """Chromium; without it, these tests fail in CI and are skipped elsewhere."""
    try:
        with chromium() as driver:
            yield driver
    except NoBrowserError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
