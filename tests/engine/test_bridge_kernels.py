"""The bridge between two real kernels: who answers when, and whose output is whose."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

KERNEL = """
import json, socket, sys
from ipykernel.kernelapp import IPKernelApp
from autograder.bridge.install import install, rebridge
path, role, fd, settings = sys.argv[1:]
app = IPKernelApp.instance()
app.initialize(["-f", path, "--InteractiveShell.history_load_length=0",
                "--HistoryManager.enabled=False"])
app.shell.user_ns["rebridge"] = lambda fd: rebridge(socket.socket(fileno=fd))
install(role, app.shell, socket.socket(fileno=int(fd)), json.loads(settings))
app.start()
"""


class Kernel:
    """A kernel with one end of a bridge, and what to say to it."""

    def __init__(self, folder, role, sock, settings=None, more=()):
        path, _ = write_connection_file(
            str(folder / f"{role}-{sock.fileno()}.json"),
            transport="ipc",
            ip=str(folder / f"{role}-{sock.fileno()}"),
        )
        words = [path, role, str(sock.fileno()), json.dumps(settings or {})]
        fds = [sock.fileno(), *more]
        self.process = subprocess.Popen(
            [sys.executable, "-c", KERNEL, *words],
            pass_fds=fds,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        sock.close()
        self.client = BlockingKernelClient(connection_file=path)
        self.client.load_connection_file()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code):
        """Run a cell; return its printed text, raise if it failed."""
        text = []

        def note(message):
            if message["msg_type"] == "stream":
                text.append(message["content"]["text"])

        reply = self.client.execute_interactive(code, output_hook=note, timeout=60)
        if reply["content"]["status"] != "ok":
            content = reply["content"]
            raise RuntimeError(f"{content['ename']}: {content['evalue']}")
        return "".join(text)

    def stop(self):
        self.client.stop_channels()
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kernels")
    here, there = socket.socketpair()
    settings = {
        "beside": ["textwrap"],
        "both": ["random.seed"],
    }
    student = Kernel(folder, "student", there)
    tests = Kernel(folder, "tests", here, settings)
    yield student, tests
    student.stop()
    tests.stop()


BIND = "from autograder.bridge.install import client; client.bind(get_ipython().user_ns, {})"


def test_a_test_calls_what_the_student_wrote(pair):
    student, tests = pair
    student.run("def double(x):\n    return 2 * x\nlimit = 3")
    tests.run(BIND.format(["double", "limit", "missing"]))
    assert tests.run("print(double(limit), double('a'))") == "6 aa\n"
    with pytest.raises(RuntimeError, match="NameError"):
        tests.run("missing")


def test_what_a_call_prints_belongs_to_the_cell_that_the_student_kernel_ran(pair):
    student, tests = pair
    message = student.client.execute("def shout():\n    print('from inside')")
    tests.run(BIND.format(["shout"]))
    assert tests.run("shout()") == ""
    while True:
        found = student.client.get_iopub_msg(timeout=10)
        if found["msg_type"] == "stream":
            break
    assert found["content"]["text"] == "from inside\n"
    assert found["parent_header"]["msg_id"] == message
