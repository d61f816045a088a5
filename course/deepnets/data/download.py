"""Downloads that show how far they are and give up when nothing arrives.

Everything is held in memory or in a folder that is removed whatever happens.
"""

import contextlib
import http.client
import os
import queue
import signal
import subprocess
import threading
import urllib.request
from pathlib import Path

from deepnets.data.errors import NotAvailable
from deepnets.data.progress import Ticker

SILENCE_SECONDS = 30  # without a byte, there is no network to speak of
TOTAL_SECONDS = 900  # 15 MB on a line of 140 kbit/s
POLL_SECONDS = 0.5
BLOCK = 1 << 18  # bytes


def get(url):
    """Return the bytes at `url`; NotAvailable if it cannot be had in time."""
    blocks = queue.SimpleQueue()
    # A socket's time limit holds for each address of a server, which may have 20
    # behind a firewall that drops them all; a thread can be left to itself.
    threading.Thread(target=read_into, args=(blocks, url), daemon=True).start()
    ticker = Ticker()
    content = bytearray()
    while True:
        try:
            block = blocks.get(timeout=SILENCE_SECONDS)
        except queue.Empty:
            raise NotAvailable(f"nothing from {url} in {SILENCE_SECONDS} s") from None
        if isinstance(block, Exception):
            reason = getattr(block, "reason", block)  # what is inside a URLError
            raise NotAvailable(f"{url} cannot be had: {reason}") from block
        if not block:
            return bytes(content)
        content += block
        ticker.tick(len(content))
        give_up_after(ticker, TOTAL_SECONDS)


def read_into(blocks, url):
    """Put what `url` has on a queue: blocks, then an empty one or the error."""
    try:
        with urllib.request.urlopen(url, timeout=SILENCE_SECONDS) as reply:
            while block := reply.read(BLOCK):
                blocks.put(block)
    except (OSError, http.client.HTTPException) as error:
        blocks.put(error)
    else:
        blocks.put(b"")


def run(command, folder, defaults):
    """Run an installer in `folder`; NotAvailable if it fails or takes too long.

    `defaults` are environment variables that hold unless the user has set them.
    """
    # its temporary files lie in `folder` too: they grow while anything arrives
    scratch = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=defaults | os.environ | scratch,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # so that its helpers can be stopped with it
        )
    except OSError as error:
        raise NotAvailable(f"{command[0]} does not start: {error.strerror}") from error
    with process, stopped(process):
        output = watch(process, folder)
    if process.returncode:
        raise NotAvailable(complaint(output) or f"exit status {process.returncode}")


def watch(process, folder):
    """Return the output of a process once it ends, unless `folder` stops growing."""
    whole, silence = Ticker(), Ticker()
    size = 0
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=POLL_SECONDS)[0]
        before, size = size, bytes_in(folder)
        if size > before:
            silence = Ticker()
        whole.tick(size)
        give_up_after(silence, SILENCE_SECONDS, "nothing arrived in")
        give_up_after(whole, TOTAL_SECONDS)


def give_up_after(ticker, seconds, complaint="not done after"):
    """Raise NotAvailable if `ticker` has run for longer than `seconds`."""
    if ticker.seconds > seconds:
        raise NotAvailable(f"{complaint} {seconds} s")


@contextlib.contextmanager
def stopped(process):
    """Leave no process behind when the body is interrupted or gives up."""
    try:
        yield
    except BaseException:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):  # it has just ended
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        raise


def bytes_in(folder):
    """Return the size of all files under `folder`, some of which may be going."""
    size = 0
    for path in Path(folder).rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            size += path.stat().st_size
    return size


def complaint(output):
    """Return the lines of an installer's output that tell what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "npm err"))]
    return "; ".join((errors or lines[-1:])[:3])[:300]
