"""A student inside the sandbox tries everything; each test is one thing tried."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import zmq

from autograder.sandbox.channels import MAX_WAITING
from autograder.sandbox.kernels import KernelPair
from tests.engine.sandboxed import LIMITS, MIB, SETTINGS, run

REPOSITORY = Path(__file__).parents[2]
SYSCALL = """
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *args):
    done = libc.syscall(number, *map(ctypes.c_long, args))
    return done if done >= 0 else errno.errorcode[ctypes.get_errno()]
"""


@pytest.fixture(scope="module")
def pair():
    pair = KernelPair(SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_TEST_TOKEN", "secret")
        pair.start()
    yield pair
    pair.close()


@pytest.fixture
def student(pair):
    """A new student kernel; both kernels are as good as new after the test."""
    pair.new({"data.txt": b"given"}, {"secret.txt": b"answer"})
    return pair.student


def said(kernel, code):
    """Run code that prints JSON and return the value."""
    ran = run(kernel, code)
    assert not ran.error, ran.error
    assert not ran.died, kernel.cause
    return json.loads(ran.text)


# --- what can be seen -----------------------------------------------------------------


def test_its_files_are_in_the_working_folder_and_only_its_own(pair, student):
    code = """
    import json, os
    print(json.dumps([os.listdir(), [open(n).read() for n in os.listdir()]]))
    """
    assert said(student, code) == [["data.txt"], ["given"]]
    assert said(pair.tests, code) == [["secret.txt"], ["answer"]]


def test_nothing_of_the_machine_is_seen_but_python(student):
    seen = said(
        student,
        f"""
        import json, os
        places = ["/tmp", "/scratch", "/dev/shm", {str(REPOSITORY)!r}]
        found = {{p: os.listdir(p) if os.path.isdir(p) else [] for p in places}}
        print(json.dumps([sorted(os.listdir("/")), found, sorted(os.listdir("/etc"))]))
        """,
    )
    root, found, etc = seen
    assert not {"home", "mnt", "run", "srv", "var", "media", "boot"} & set(root)
    pythons = {Path(sys.prefix), Path(sys.base_prefix)}
    own = {p.parts[2] for p in pythons if p.is_relative_to("/tmp")}
    assert set(found["/tmp"]) == own
    assert sorted(found["/scratch"]) == ["home", "tmp"]
    assert found["/dev/shm"] == []
    assert set(found[str(REPOSITORY)]) <= {".venv"}
    assert not {"shadow", "group", "hosts", "ssh", "ssl"} & set(etc)


def test_no_process_of_the_machine_is_seen(student):
    pids = said(
        student,
        "import json, os\n"
        "print(json.dumps([[int(n) for n in os.listdir('/proc') if n.isdigit()],"
        " os.getpid()]))",
    )
    assert pids[0] == [1, pids[1]]


def test_nothing_of_the_environment_is_seen(student):
    names = said(student, "import json, os; print(json.dumps(list(os.environ)))")
    assert "PYTHONHASHSEED" in names
    assert "AUTOGRADER_TEST_TOKEN" not in names


def test_there_is_no_network(student):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        assert said(
            student,
            f"""
            import json, socket
            out = []
            for to in ({address!r}, ("192.0.2.1", 80), ("8.8.8.8", 53)):
                try:
                    socket.create_connection(to, timeout=1)
                    out.append("connected")
                except OSError as error:
                    out.append("refused")
            print(json.dumps([out, [n for _, n in socket.if_nameindex()]]))
            """,
        ) == [["refused"] * 3, ["lo"]]


def test_sockets_of_the_machine_cannot_be_reached(student):
    name = f"\0autograder-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        assert (
            said(
                student,
                f"""
            import json, socket
            out = []
            for family, to in ((socket.AF_UNIX, {name!r}), (40, (2, 1024)), (38, None),
                               (17, None)):
                try:
                    with socket.socket(family, socket.SOCK_STREAM) as sock:
                        sock.connect(to)
                    out.append("connected")
                except OSError:
                    out.append("refused")
            print(json.dumps(out))
            """,
            )
            == ["refused"] * 4
        )


def test_nothing_but_its_own_folders_can_be_written(student):
    written = said(
        student,
        """
        import json, os, sys
        out = []
        for folder in ("/", "/usr", "/usr/lib", "/opt", "/opt/packages",
                       "/opt/packages/autograder", "/etc", "/dev", "/root", "/proc",
                       "/proc/sys/kernel", sys.prefix, sys.base_prefix, "/sys"):
            try:
                open(f"{folder}/x", "w").close()
                out.append(folder)
            except OSError:
                pass
        for file in ("/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern",
                     "/etc/passwd", "/proc/1/oom_score_adj", "/proc/1/comm"):
            try:
                open(file, "w").write("x")
                out.append(file)
            except OSError:
                pass
        print(json.dumps(out))
        """,
    )
    assert written == []


# --- the zygote and other processes ---------------------------------------------------


def test_no_signal_reaches_process_1(pair, student):
    run(
        student,
        """
        import os, signal
        for number in signal.valid_signals():
            for pid in (1, -1):
                if pid == 1 or number not in (9, 19):
                    try:
                        if pid == 1: os.kill(1, number)
                    except OSError:
                        pass
        """,
    )
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


def test_process_1_cannot_be_reached_into(pair, student):
    reached = said(
        student,
        SYSCALL
        + """
import json
out = []
for name in ("mem", "environ", "maps", "stack", "syscall", "auxv", "pagemap"):
    try:
        open(f"/proc/1/{name}", "rb").read(1)
        out.append(name)
    except OSError:
        pass
for name in ("fd", "fdinfo", "task/1/fd", "map_files", "root", "cwd"):
    try:
        os.listdir(f"/proc/1/{name}")
        out.append(name)
    except OSError:
        pass
pidfd = os.pidfd_open(1)
for number in (101, 310, 311, 312, 438, 440, 256, 279):
    for args in ((16, 1, 0, 0, 0, 0), (1, 0, 0, 0, 0, 0), (pidfd, 3, 0, 0, 0, 0)):
        if not isinstance(call(number, *args), str):
            out.append(number)
print(json.dumps(out))
""",
    )
    assert reached == []


def test_process_1_keeps_its_settings(pair, student):
    """What process 1 has, every later kernel would have too."""
    code = """
    import json, os, resource
    print(json.dumps([os.getpriority(os.PRIO_PROCESS, 0),
                      sorted(os.sched_getaffinity(0)),
                      resource.getrlimit(resource.RLIMIT_NOFILE),
                      os.sched_getscheduler(0)]))
    """
    before = said(student, code)
    run(
        student,
        """
        import os, resource
        tries = [
            lambda: os.setpriority(os.PRIO_PROCESS, 1, 19),
            lambda: os.setpriority(os.PRIO_PGRP, 1, 19),
            lambda: os.setpriority(os.PRIO_USER, os.getuid(), 19),
            lambda: os.setpriority(os.PRIO_USER, 0, 19),
            lambda: os.sched_setaffinity(1, {0}),
            lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)),
            lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, (16, 16)),
            lambda: resource.prlimit(1, resource.RLIMIT_AS, (2**20, 2**20)),
        ]
        for attempt in tries:
            try:
                attempt()
            except OSError:
                pass
        """,
    )
    pair.replace("student")
    assert said(pair.student, code) == before


def test_the_control_socket_is_not_inherited(student):
    ends = said(
        student,
        """
        import json, os, socket
        out = []
        for fd in map(int, os.listdir("/proc/self/fd")):
            try:
                sock = socket.socket(fileno=os.dup(fd))
                if sock.type == socket.SOCK_SEQPACKET:
                    sock.setblocking(False)
                    try:
                        sock.send(b'{"do": "wipe"}')
                        out.append("sent")
                    except OSError as error:
                        out.append(error.strerror)
            except OSError:
                pass
        print(json.dumps(out))
        """,
    )
    assert ends == ["Broken pipe"]  # the line for a new bridge: the host only sends


def test_limits_cannot_be_raised(student):
    assert (
        said(
            student,
            """
        import json, resource
        out = []
        for name in ("DATA", "NPROC", "NOFILE", "FSIZE", "CORE", "MSGQUEUE", "MEMLOCK"):
            number = getattr(resource, f"RLIMIT_{name}")
            soft, hard = resource.getrlimit(number)
            try:
                resource.setrlimit(number, (hard + 1, hard + 1))
                out.append(name)
            except (ValueError, OSError):
                pass
        print(json.dumps(out))
        """,
        )
        == []
    )


def test_no_rights_can_be_gained(student):
    gained = said(
        student,
        SYSCALL
        + """
import json
out = []
NEW_USER, NEW_NAMESPACES = 0x10000000, 0x7E020000
tries = {"unshare": (272, NEW_USER), "clone": (56, NEW_USER | 17),
         "clone3": (435, 0, 88), "setns": (308, 0, 0), "chroot": (161, 0),
         "mount": (165, 0, 0, 0, 0, 0), "bpf": (321, 0, 0, 0),
         "keyctl": (250, 0, -3, 1),
         "add_key": (248, 0, 0, 0, 0, -3), "io_uring": (425, 8, 0),
         "userfaultfd": (323, 0), "perf": (298, 0, 0, -1, -1, 0), "ptrace": (101, 0),
         "memfd": (319, 0, 0), "shmget": (29, 0, 4096, 0o1600),
         "semget": (64, 0, 1, 0o1600), "msgget": (68, 0, 0o1600),
         "mq_open": (240, 0, 0o102, 0o600, 0), "memfd_secret": (447, 0),
         "fsopen": (430, 0, 0), "open_tree": (428, 0, 0, 0)}
for name, args in tries.items():
    if call(*args) not in ("EPERM", "ENOSYS"):
        out.append(name)
for attempt in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0])):
    try:
        attempt()
        out.append("root")
    except OSError:
        pass
status = [line.split() for line in open("/proc/self/status")]
caps = [int(line[1], 16) for line in status if line[0] in ("CapPrm:", "CapEff:")]
print(json.dumps([out, caps]))
""",
    )
    assert gained == [[], [0, 0]]


# --- using everything up --------------------------------------------------------------


def test_too_much_memory_is_an_error_and_no_more(student):
    ran = run(student, f"x = bytearray({2 * LIMITS.memory})")
    assert ran.error.startswith("MemoryError")
    assert run(student, "print(1)").text == "1\n"


@pytest.mark.parametrize(
    "code",
    [
        """
        import mmap
        shared = mmap.mmap(-1, 2**30)
        for i in range(0, 2**30, 4096):
            shared[i] = 1
        """,
        """
        import os, time
        x = bytearray(100 * 2**20)
        for i in range(8):
            if not os.fork():
                y = bytes(b"x" * 2**26); time.sleep(60)
        time.sleep(60)
        """,
    ],
    ids=["shared", "many processes"],
)
def test_too_much_memory_that_no_limit_of_linux_counts_ends_the_kernel(
    pair, student, code
):
    assert run(student, code).died
    assert student.cause == "the kernel used more than 0.6 GB of memory"
    assert LIMITS.memory < student.peak_memory < 3 * LIMITS.memory
    assert pair.tests.alive
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


@pytest.mark.parametrize("folder", ["/tmp", "/scratch", ".", "/dev/shm"])
def test_folders_are_of_fixed_size(student, folder):
    ran = run(
        student,
        f"""
        import os
        for i in range(100):
            with open({folder!r} + f"/{{i}}", "wb") as file:
                file.write(bytes({MIB}))
        """,
    )
    assert "No space left" in ran.error


def test_too_many_files_end_the_kernel(student):
    code = "import itertools\nfor i in itertools.count(): open(f'{i}', 'w').close()"
    assert run(student, code).died
    assert student.cause == "the kernel made more than 2,000 files"


def test_a_file_has_a_largest_size(student):
    assert (
        "File too large"
        in run(
            student, f"with open('x', 'wb') as f: f.truncate({LIMITS.scratch + 1})"
        ).error
    )


def test_a_fork_bomb_is_ended_with_all_that_it_started(pair, student):
    bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
    assert run(student, bomb).died
    most = LIMITS.processes // 4
    assert student.cause == f"the kernel started more than {most} processes"
    assert pair._sandboxes["student"].usage()["processes"] == 0
    assert run(pair.tests, "print(1)").text == "1\n"
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


def test_a_thread_bomb_stays_small(pair, student):
    ran = run(
        student,
        """
        import threading, time
        threading.stack_size(2**17)
        while True:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        """,
    )
    assert "can't start new thread" in ran.error
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


def test_open_files_have_a_limit(student):
    count = said(
        student,
        """
        import os
        opened = []
        try:
            while True:
                opened.append(os.open("/dev/null", 0))
        except OSError:
            for fd in opened: os.close(fd)
        print(len(opened))
        """,
    )
    assert LIMITS.open_files - 64 < count < LIMITS.open_files


# --- what outlives a kernel -----------------------------------------------------------

LEAVE_ALL = """
import os, signal, socket, sys, time
def leave(where):
    os.makedirs(f"{where}/a/b", exist_ok=True)
    open(f"{where}/a/b/file", "w").write("mine")
    os.symlink("/etc/passwd", f"{where}/a/link")
    os.mkfifo(f"{where}/a/pipe")
    os.symlink("loop", f"{where}/a/loop")
    open(os.fsencode(f"{where}/") + b"\\xff\\n name", "w").close()
    here = os.getcwd()
    os.chdir(where)
    for i in range(300):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    os.chdir(here)
    os.chmod(f"{where}/a/b", 0)
    os.chmod(f"{where}/a", 0)
for where in ("/tmp", "/dev/shm", "/scratch", "/scratch/home"):
    leave(where)
for _ in range(3):
    if not os.fork():
        os.setsid()
        if not os.fork():
            for number in signal.valid_signals():
                try: signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError): pass
            sock = socket.socket(socket.AF_UNIX)
            try: sock.bind("\\0left")
            except OSError: pass
            sock.listen()
            while True:
                time.sleep(0.01)
                try: open("/tmp/again", "w").close()
                except OSError: pass
        os._exit(0)
while not os.path.exists("/tmp/again"): time.sleep(0.01)
print("left")
"""
LEFT = """
import json, os, socket
out = []
for top in ("/scratch", "/dev/shm"):
    for folder, names, files in os.walk(top):
        out += [os.path.join(folder, n) for n in names + files]
out += set(filter(str.isdigit, os.listdir("/proc"))) - {"1", str(os.getpid())}
for kind in ("shm", "sem", "msg"):
    out += open(f"/proc/sysvipc/{kind}").readlines()[1:]
try:
    socket.socket(socket.AF_UNIX).connect("\\0left")
    out.append("socket")
except OSError:
    pass
print(json.dumps(out))
"""


@pytest.mark.parametrize("again", ["new", "replace"])
def test_nothing_outlives_a_kernel(pair, student, again):
    zygote = pair._sandboxes["student"]._process.pid
    assert run(student, LEAVE_ALL).text == "left\n"
    if again == "new":
        pair.new({}, {})
    else:
        pair.replace("student")
    left = {path for path in said(pair.student, LEFT) if "/.ipython" not in path}
    assert left - {"/scratch/home/work/data.txt"} == {
        "/scratch/home",
        "/scratch/home/work",
        "/scratch/tmp",
    }
    assert pair._sandboxes["student"]._process.pid == zygote  # emptied, not replaced


def test_a_stopped_kernel_can_be_replaced(pair, student):
    run(
        student,
        "import os, signal, threading\n"
        "threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGSTOP)).start()",
    )
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


def test_kernels_draw_their_own_random_numbers(pair, student):
    code = "import json, random, uuid; print(json.dumps(random.random()))"
    first = said(student, code)
    pair.replace("student")
    assert said(pair.student, code) != first


# --- what the host gets to hear -------------------------------------------------------


def test_a_message_without_end_is_not_taken(pair, student):
    code = "display({'text/plain': 'x' * 40_000_000}, raw=True)"
    with suppress(TimeoutError):
        assert not run(student, code, 2).data
    assert pair.tests.alive
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


def test_output_that_nobody_reads_fills_the_kernel_and_not_the_host(student):
    before = psutil.Process().memory_info().rss
    student.kc.execute("while True: display({'text/plain': 'x' * 2**20}, raw=True)")
    poller = zmq.Poller()  # it gets a MemoryError, or is ended
    poller.register(student.fileno(), zmq.POLLIN)
    poller.register(student.kc.shell_channel.socket, zmq.POLLIN)
    assert poller.poll(30_000)
    assert psutil.Process().memory_info().rss - before < (MAX_WAITING + 40) * MIB


def test_a_kernel_that_does_not_listen_does_not_hold_up_the_host(pair, student):
    student.kc.execute("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)")
    with pytest.raises(zmq.Again):  # noqa: PT012
        for _ in range(100_000):
            student.kc.execute("x" * 1000)
    pair.replace("student")
    assert run(pair.student, "print(1)").text == "1\n"


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("import os; os._exit(3)", "ended by its own code (exit status 3)"),
        ("exit()", "ended by its own code"),
        ("import os, signal; os.kill(os.getpid(), 9)", "stopped by SIGKILL"),
        ("import ctypes; ctypes.string_at(1)", "the kernel crashed"),
        ("import os; os.closerange(3, 1000); os.abort()", "the kernel crashed"),
    ],
)
def test_the_end_of_a_kernel_has_a_cause(pair, student, code, cause):
    assert run(student, code).died
    assert cause in student.cause
    assert not student.alive
    pair.replace("student")
    assert pair.student.cause == ""


def test_the_peak_of_memory_is_known_while_it_runs_and_after(pair, student):
    before = student.peak_memory
    run(student, "x = b'x' * 100_000_000\nimport time; time.sleep(0.1)\ndel x")
    assert 95_000_000 < student.peak_memory - before < 120_000_000
    run(student, "import os; os._exit(0)")
    assert 95_000_000 < student.peak_memory - before < 120_000_000
    pair.replace("student")


def test_an_interrupt_stops_a_cell_and_no_more(pair, student):
    message = student.kc.execute(
        "x = 1\nprint('on', flush=True)\nwhile True: pass", stop_on_error=False
    )
    while student.kc.get_iopub_msg(timeout=10)["msg_type"] != "stream":
        pass
    pair.interrupt("student")
    while (reply := student.kc.get_shell_msg(timeout=10))["parent_header"].get(
        "msg_id"
    ) != message:
        pass
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert run(student, "print(x)").text == "1\n"


def test_files_outside_the_working_folder_are_refused(pair):
    for name in ("../x", "/tmp/x", "a/../../x", "", "a\0b"):
        with pytest.raises(ValueError, match="no name of a file"):
            pair.new({name: b""}, {})


# --- the bridge -----------------------------------------------------------------------

ASK = """
import json
from autograder.bridge.install import client
space = {}
client.bind(space, ["x"])
print(json.dumps(space.get("x")))
"""


def test_tests_reach_the_student_and_each_replacement(pair, student):
    run(student, "x = 1")
    assert said(pair.tests, ASK) == 1
    pair.replace("student")
    run(pair.student, "x = 2")
    assert said(pair.tests, ASK) == 2
    pair.replace("tests")
    assert said(pair.tests, ASK) == 2
    pair.replace("tests")
    pair.replace("student")
    assert said(pair.tests, ASK) is None


def test_both_kernels_can_be_replaced_when_both_have_ended(pair, student):
    for kernel in (pair.tests, student):
        assert run(kernel, "import os; os._exit(0)").died
    pair.replace("student")
    pair.replace("tests")
    run(pair.student, "x = 3")
    assert said(pair.tests, ASK) == 3


def test_figures_are_shown_as_in_a_plain_kernel(student):
    pytest.importorskip("matplotlib")
    ran = run(student, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);", 60)
    assert [sorted(data) for data in ran.data] == [["image/png", "text/plain"]]
