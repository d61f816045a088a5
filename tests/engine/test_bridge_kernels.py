"""The bridge between two real kernels: who answers when, and whose output is whose."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

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


SEEDS = """
import random

def set_seed(seed):
    random.seed(seed)
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
            env={**os.environ, "PYTHONPATH": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        sock.close()
        self.client = BlockingKernelClient(connection_file=path)
        self.client.load_connection_file()
        # no heartbeats: on a busy machine the first is late, while the kernel imports
        self.client.start_channels(hb=False)
        try:
            self.client.wait_for_ready(timeout=60)
        except RuntimeError:
            self.stop()
            raise

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
    settings = {"beside": ["textwrap", "statistics.mean"], "both": ["seeds.set_seed"]}
    (folder / "seeds.py").write_text(SEEDS)
    spare, other = socket.socketpair()  # for a second bridge between the two
    student = Kernel(folder, "student", there, more=[other.fileno()])
    tests = Kernel(folder, "tests", here, settings, more=[spare.fileno()])
    student.spare, tests.spare = other.fileno(), spare.fileno()
    spare.close()
    other.close()
    yield student, tests
    student.stop()
    tests.stop()


def bind(tests, *names):
    """Give names of the student's to the tests' kernel, as the host does."""
    tests.run("from autograder.bridge.install import client")
    tests.run(f"client.bind(get_ipython().user_ns, {list(names)})")


def test_a_test_calls_what_the_student_wrote(pair):
    student, tests = pair
    student.run("def double(x):\n    return 2 * x\nlimit = 3")
    bind(tests, "double", "limit", "missing")
    assert tests.run("print(double(limit), double('a'))") == "6 aa\n"
    with pytest.raises(RuntimeError, match="NameError"):
        tests.run("missing")


def test_what_a_call_prints_belongs_to_the_cell_that_the_student_kernel_ran(pair):
    student, tests = pair
    message = student.client.execute("def shout():\n    print('from inside')")
    bind(tests, "shout")
    assert tests.run("shout()") == ""
    while True:
        found = student.client.get_iopub_msg(timeout=10)
        if found["msg_type"] == "stream":
            break
    assert found["content"]["text"] == "from inside\n"
    assert found["parent_header"]["msg_id"] == message


def test_a_call_is_answered_while_no_cell_runs_and_the_kernel_stays_usable(pair):
    student, tests = pair
    student.run(
        "count = 0\ndef up():\n    global count\n    count += 1\n    return count"
    )
    bind(tests, "up")
    assert tests.run("print([up() for _ in range(50)][-1])") == "50\n"
    assert student.run("print(count)") == "50\n"


def test_an_interrupted_test_does_not_get_the_late_answer_later(pair):
    student, tests = pair
    student.run(
        "import time\n"
        "def slow(x):\n"
        "    try:\n"
        "        time.sleep(60)\n"
        "    except KeyboardInterrupt:\n"
        "        return bytes(10**7)\n"  # more than fits into the socket
        "def quick(x): return x"
    )
    bind(tests, "slow", "quick")
    message = tests.client.execute("slow(1)")
    wait_until_sleeping(student.process.pid)
    tests.process.send_signal(signal.SIGINT)
    reply = tests.client.get_shell_msg(timeout=10)
    while reply["parent_header"]["msg_id"] != message:
        reply = tests.client.get_shell_msg(timeout=10)
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    student.process.send_signal(signal.SIGINT)
    assert student.run("print('still here')") == "still here\n"
    assert tests.run("print(quick(7))") == "7\n"


def wait_until_sleeping(pid):
    """Wait until a process's main thread sleeps in ``time.sleep``."""
    wchan = Path(f"/proc/{pid}/wchan")
    deadline = time.monotonic() + 20
    while "nanosleep" not in wchan.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_functions_beside_the_students_code_run_there(pair):
    student, tests = pair
    student.run(
        "class Text(str): pass\n"
        "class Numbers:\n"
        "    def __iter__(self): return iter([1, 2, 6])\n"
        "numbers = Numbers()\n"
        "import random"
    )
    bind(tests, "numbers")
    # imported only now, and by name
    code = "from statistics import mean, median\nprint(mean(numbers), mean([1, 2]))"
    assert tests.run(code) == "3 1.5\n"
    tests.run("import textwrap")
    assert tests.run("print(textwrap.dedent('  a'))") == "a\n"
    with pytest.raises(RuntimeError, match=r"TypeError: .*'Numbers'"):
        tests.run("textwrap.dedent(numbers)")


def test_a_seed_is_set_in_both(pair):
    student, tests = pair
    tests.run("import random, seeds\nseeds.set_seed(5)")
    here = tests.run("print(random.random())")
    assert student.run("import random\nprint(random.random())") == here


def test_a_second_bridge_takes_over(pair):
    student, tests = pair
    student.run("def name(): return 'old'")
    bind(tests, "name")
    tests.run("old = name")
    student.run(f"rebridge({student.spare})")
    tests.run(f"rebridge({tests.spare})")
    student.run("def name(): return 'new'")
    bind(tests, "name")
    assert tests.run("print(name())") == "new\n"
    with pytest.raises(RuntimeError, match=r"BridgeClosedError.*replaced"):
        tests.run("old()")


def test_the_death_of_the_student_kernel_ends_the_tests_wait(pair):
    student, tests = pair
    student.run("import os\ndef leave(): os._exit(0)")
    bind(tests, "leave")
    with pytest.raises(RuntimeError, match="BridgeClosedError"):
        tests.run("leave()")
    assert tests.run("print(client.alive)") == "False\n"
